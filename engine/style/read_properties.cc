// Property values from TOML.
#include <algorithm>
#include <array>
#include <cmath>

#include "engine/style/properties.h"

namespace banxin::style {
namespace {

constexpr std::array<std::string_view, 4> kSides{"top", "right", "bottom", "left"};

struct Reader {
  Diagnostics& diagnostics;

  bool fail(std::string_view code, const Value& at, std::vector<std::string> args) {
    diagnostics.push_back({code, at.span, std::move(args)});
    return false;
  }

  bool wrong_type(std::string_view key, const Value& value, std::string_view wanted) {
    return fail("E204", value, {std::string(key), std::string(wanted)});
  }

  std::optional<LengthSpec> length(std::string_view key, const Value& value) {
    if (value.number() && value.real == 0) {
      return LengthSpec{};
    }
    const auto spec = value.is(Value::Kind::string) ? parse_length(value.string) : std::nullopt;
    if (!spec || (spec->unit == LengthSpec::Unit::number && spec->value != 0)) {
      fail("E205", value, {std::string(key), value.string});
      return std::nullopt;
    }
    return spec->unit == LengthSpec::Unit::number ? LengthSpec{} : *spec;
  }

  std::optional<LengthSpec> factor(std::string_view key, const Value& value) {
    if (value.number() && value.real > 0 && value.real < 100) {
      return LengthSpec{value.real, LengthSpec::Unit::number};
    }
    return length(key, value);
  }

  /// Kept in `parts` of one.
  std::optional<std::int64_t> fraction(std::string_view key, const Value& value, double parts) {
    if (value.number() && value.real >= 0 && value.real <= 10) {
      return std::llround(value.real * parts);
    }
    const auto spec = value.is(Value::Kind::string) ? parse_length(value.string) : std::nullopt;
    if (spec && spec->value >= 0 && spec->value <= 1000) {
      if (spec->unit == LengthSpec::Unit::em) {
        return std::llround(spec->value * parts);
      }
      if (spec->unit == LengthSpec::Unit::percent) {
        return std::llround(spec->value / 100 * parts);
      }
    }
    fail("E205", value, {std::string(key), value.string});
    return std::nullopt;
  }

  std::optional<std::int64_t> weight(std::string_view key, const Value& value) {
    if (value.is(Value::Kind::integer) && value.integer >= 1 && value.integer <= 1000) {
      return value.integer;
    }
    if (value.is(Value::Kind::string) && (value.string == "normal" || value.string == "bold")) {
      return value.string == "bold" ? 700 : 400;
    }
    wrong_type(key, value, "100–900, \"normal\", \"bold\"");
    return std::nullopt;
  }

  std::optional<std::int64_t> choice(const PropInfo& info, const Value& value) {
    std::string words;
    for (std::size_t i = 0; i < info.choices.size(); ++i) {
      if (value.is(Value::Kind::string) && value.string == info.choices[i]) {
        return static_cast<std::int64_t>(i);
      }
      words += (i == 0 ? "" : ", ") + std::string(info.choices[i]);
    }
    if (!value.is(Value::Kind::string)) {
      wrong_type(info.name, value, words);
    } else {
      fail("E207", value, {std::string(info.name), value.string, words});
    }
    return std::nullopt;
  }

  std::optional<BorderSpec> border(std::string_view key, const Value& value) {
    if (value.number() && value.real == 0) {
      return BorderSpec{};
    }
    if (!value.is(Value::Kind::string)) {
      wrong_type(key, value, "\"0.5pt k100\"");
      return std::nullopt;
    }
    if (value.string == "none") {
      return BorderSpec{};
    }
    const std::size_t space = value.string.find(' ');
    const auto width = parse_length(std::string_view(value.string).substr(0, space));
    if (!width || width->unit == LengthSpec::Unit::number ||
        width->unit == LengthSpec::Unit::percent) {
      fail("E205", value, {std::string(key), value.string});
      return std::nullopt;
    }
    return BorderSpec{*width,
                      space == std::string::npos ? std::string() : value.string.substr(space + 1)};
  }

  /// hyphenate-limit-chars of CSS: the word, before, after; what is left out or `auto` has the
  /// rule's own number (U7).
  std::optional<std::int64_t> counts(std::string_view key, const Value& value) {
    constexpr std::array<std::int64_t, 3> kRule{5, 2, 3};
    std::array<std::int64_t, 3> numbers = kRule;
    const std::string text = value.is(Value::Kind::integer)  ? std::to_string(value.integer)
                             : value.is(Value::Kind::string) ? value.string
                                                             : std::string();
    std::size_t count = 0, at = 0;
    bool good = true;
    while (good && (at = text.find_first_not_of(' ', at)) != std::string::npos) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      const std::string word = text.substr(at, end - at);
      at = end;
      good = count < numbers.size() &&
             (word == "auto" ||
              (word.size() <= 2 &&
               std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; })));
      if (good && word != "auto") {
        numbers[count] = std::stoi(word);
      }
      ++count;
    }
    if (!good || count == 0) {
      wrong_type(key, value, "\"5 2 3\"");
      return std::nullopt;
    }
    return (numbers[0] * 100 + numbers[1]) * 100 + numbers[2];
  }

  std::optional<PropData> data(const PropInfo& info, const Value& value) {
    const auto wrap = [](const auto& read) -> std::optional<PropData> {
      return read ? std::optional<PropData>(PropData(*read)) : std::nullopt;
    };
    switch (info.kind) {
      case PropKind::length:
        return wrap(length(info.name, value));
      case PropKind::factor:
        return wrap(factor(info.name, value));
      case PropKind::permille:
        return wrap(fraction(info.name, value, 1000));
      case PropKind::permyriad:
        return wrap(fraction(info.name, value, 10000));
      case PropKind::weight:
        return wrap(weight(info.name, value));
      case PropKind::choice:
        return wrap(choice(info, value));
      case PropKind::space:
        for (std::size_t i = 0; value.is(Value::Kind::string) && i < info.choices.size(); ++i) {
          if (value.string == info.choices[i]) {
            return PropData(-1 - static_cast<std::int64_t>(i));
          }
        }
        return wrap(fraction(info.name, value, 1000));
      case PropKind::counts:
        return wrap(counts(info.name, value));
      case PropKind::border:
        return wrap(border(info.name, value));
      case PropKind::integer:
        if (value.is(Value::Kind::integer) && value.integer >= 0 && value.integer <= 100) {
          return PropData(value.integer);
        }
        wrong_type(info.name, value, "0–100");
        return std::nullopt;
      case PropKind::signed_integer:
        if (value.is(Value::Kind::integer) && value.integer >= -100 && value.integer <= 100) {
          return PropData(value.integer);
        }
        wrong_type(info.name, value, "-100–100");
        return std::nullopt;
      case PropKind::flag:
        if (value.is(Value::Kind::boolean)) {
          return PropData(std::int64_t{value.boolean ? 1 : 0});
        }
        wrong_type(info.name, value, "true, false");
        return std::nullopt;
      case PropKind::color:
      case PropKind::role:
      case PropKind::text:
        if (value.is(Value::Kind::string)) {
          return PropData(value.string);
        }
        wrong_type(info.name, value, "\"…\"");
        return std::nullopt;
    }
    return std::nullopt;
  }
};

/// margin, padding: one to four lengths as in CSS. border: the same on all four sides.
std::optional<std::array<Value, 4>> shorthand(const Value& value) {
  std::array<Value, 4> sides{value, value, value, value};
  if (!value.is(Value::Kind::string)) {
    return sides;
  }
  std::vector<std::string> words;
  std::size_t begin = 0;
  while (begin < value.string.size()) {
    const std::size_t end = std::min(value.string.find(' ', begin), value.string.size());
    if (end > begin) {
      words.push_back(value.string.substr(begin, end - begin));
    }
    begin = end + 1;
  }
  if (words.empty() || words.size() > 4) {
    return std::nullopt;
  }
  constexpr std::array<std::array<std::size_t, 4>, 4> kFrom{
      {{0, 0, 0, 0}, {0, 1, 0, 1}, {0, 1, 2, 1}, {0, 1, 2, 3}}};
  for (std::size_t side = 0; side < 4; ++side) {
    sides[side].string = words[kFrom[words.size() - 1][side]];
  }
  return sides;
}

bool allowed(const PropInfo& info, PropSet set) {
  switch (set) {
    case PropSet::block:
      return true;
    case PropSet::text:
      return info.text;
    case PropSet::composition:
      return info.composition;
  }
  return false;
}

}  // namespace

PropList read_properties(const Value& table,
                         PropSet set,
                         std::span<const std::string> other_keys,
                         Diagnostics& diagnostics) {
  PropList list;
  Reader reader{diagnostics};
  const auto read_one = [&](const PropInfo& info, const Value& value) {
    if (auto data = reader.data(info, value)) {
      list.set({info.prop, std::move(*data), value.span});
    }
  };
  // Shorthands first, so that margin-top beside margin wins whatever the order, as it reads.
  for (const std::string_view name : {"margin", "padding", "border"}) {
    const Value* value = set == PropSet::block ? table.find(name) : nullptr;
    if (!value) {
      continue;
    }
    const auto sides = name == "border"
                           ? std::optional(std::array<Value, 4>{*value, *value, *value, *value})
                           : shorthand(*value);
    if (!sides) {
      reader.fail("E205", *value, {std::string(name), value->string});
      continue;
    }
    for (std::size_t side = 0; side < 4; ++side) {
      read_one(*find_property(std::string(name) + "-" + std::string(kSides[side])), (*sides)[side]);
    }
  }
  for (const Value::Member& member : table.members) {
    const bool other =
        std::find(other_keys.begin(), other_keys.end(), member.key) != other_keys.end();
    const bool is_shorthand =
        set == PropSet::block &&
        (member.key == "margin" || member.key == "padding" || member.key == "border");
    if (other || is_shorthand) {
      continue;
    }
    const PropInfo* info = find_property(member.key);
    if (info && allowed(*info, set)) {
      read_one(*info, member.value);
      continue;
    }
    std::vector<std::string> known(other_keys.begin(), other_keys.end());
    for (const PropInfo& candidate : properties()) {
      if (allowed(candidate, set)) {
        known.emplace_back(candidate.name);
      }
    }
    diagnostics.push_back({"W201", member.key_span, {member.key, suggestion(member.key, known)}});
  }
  return list;
}

}  // namespace banxin::style

#include "engine/style/table_reader.h"

#include <algorithm>

namespace banxin::style {

std::optional<LengthSpec> length_of(const Value& value) {
  if (value.number() && value.real == 0) {
    return LengthSpec{};
  }
  const auto spec = value.is(Value::Kind::string) ? parse_length(value.string) : std::nullopt;
  if (spec && spec->unit == LengthSpec::Unit::number) {
    return spec->value == 0 ? std::optional(LengthSpec{}) : std::nullopt;
  }
  return spec;
}

const Value* TableReader::get(std::string_view key) {
  const bool listed =
      (keys_.empty() && more_.empty()) || find_key(keys_, key) || find_key(more_, key);
  if (!listed) {
    return nullptr;  // keys.cc lacks it
  }
  known_.emplace_back(key);
  return table_.find(key);
}

void TableReader::wrong_type(const Value& at, std::string_view key, std::string_view wanted) {
  diagnostics_.push_back({"E204", at.span, {std::string(key), std::string(wanted)}});
}

std::string TableReader::text(std::string_view key, std::string fallback) {
  const Value* value = get(key);
  if (value && !value->is(Value::Kind::string)) {
    wrong_type(*value, key, "\"…\"");
    return fallback;
  }
  return value ? value->string : std::move(fallback);
}

std::optional<std::int64_t> TableReader::integer(std::string_view key,
                                                 std::int64_t least,
                                                 std::int64_t most) {
  const Value* value = get(key);
  if (!value) {
    return std::nullopt;
  }
  if (!value->is(Value::Kind::integer) || value->integer < least || value->integer > most) {
    wrong_type(*value, key, std::to_string(least) + "–" + std::to_string(most));
    return std::nullopt;
  }
  return value->integer;
}

std::optional<bool> TableReader::flag(std::string_view key) {
  const Value* value = get(key);
  if (value && !value->is(Value::Kind::boolean)) {
    wrong_type(*value, key, "true, false");
    return std::nullopt;
  }
  return value ? std::optional(value->boolean) : std::nullopt;
}

std::optional<LengthSpec> TableReader::length(std::string_view key) {
  const Value* value = get(key);
  if (!value) {
    return std::nullopt;
  }
  const auto spec = length_of(*value);
  if (!spec) {
    diagnostics_.push_back({"E205", value->span, {std::string(key), value->string}});
  }
  return spec;
}

std::optional<std::size_t> TableReader::choice(std::string_view key,
                                               std::span<const std::string_view> words) {
  const Value* value = get(key);
  if (!value) {
    return std::nullopt;
  }
  std::string all;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (value->is(Value::Kind::string) && value->string == words[i]) {
      return i;
    }
    all += (i == 0 ? "" : ", ") + std::string(words[i]);
  }
  if (!value->is(Value::Kind::string)) {
    wrong_type(*value, key, all);
  } else {
    diagnostics_.push_back({"E207", value->span, {std::string(key), value->string, all}});
  }
  return std::nullopt;
}

std::vector<std::string> TableReader::texts(std::string_view key) {
  const Value* value = get(key);
  std::vector<std::string> out;
  if (!value) {
    return out;
  }
  if (value->is(Value::Kind::string)) {
    return {value->string};
  }
  if (!value->is(Value::Kind::array)) {
    wrong_type(*value, key, "[\"…\", …]");
    return out;
  }
  for (const Value& item : value->array) {
    if (item.is(Value::Kind::string)) {
      out.push_back(item.string);
    } else {
      wrong_type(item, key, "[\"…\", …]");
    }
  }
  return out;
}

Pattern TableReader::pattern(std::string_view key) {
  const Value* value = get(key);
  return value ? parse_pattern(*value, diagnostics_) : Pattern{};
}

Condition TableReader::condition(std::string_view key) {
  return parse_condition(text(key));
}

const Value* TableReader::table(std::string_view key) {
  const Value* value = get(key);
  if (value && !value->is(Value::Kind::table)) {
    wrong_type(*value, key, "[table]");
    return nullptr;
  }
  return value;
}

const Value* TableReader::array(std::string_view key) {
  const Value* value = get(key);
  if (value && !value->is(Value::Kind::array)) {
    wrong_type(*value, key, "[…]");
    return nullptr;
  }
  return value;
}

void TableReader::finish() {
  for (const Value::Member& member : table_.members) {
    if (std::find(known_.begin(), known_.end(), member.key) == known_.end()) {
      diagnostics_.push_back(
          {"W201", member.key_span, {member.key, suggestion(member.key, known_)}});
    }
  }
}

}  // namespace banxin::style

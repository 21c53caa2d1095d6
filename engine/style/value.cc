#include "engine/style/value.h"

#include <algorithm>
#include <utility>

#include <toml++/toml.h>

namespace banxin::style {
namespace {

/// Byte offsets for the line and column (in code points) that the TOML library counts in.
class Places {
 public:
  Places(std::string_view text, FileId file) : text_(text), file_(file) {
    lines_.push_back(0);
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n') {
        lines_.push_back(static_cast<std::uint32_t>(i + 1));
      }
    }
  }

  Span span(const toml::source_region& region) const {
    if (!region.begin) {
      return {file_, 0, 0};
    }
    const std::uint32_t begin = offset(region.begin);
    return {file_, begin, std::max(begin, region.end ? offset(region.end) : begin)};
  }

  std::uint32_t offset(const toml::source_position& at) const {
    const std::size_t line = std::min<std::size_t>(at.line, lines_.size());
    std::size_t byte = line == 0 ? 0 : lines_[line - 1];
    for (toml::source_index column = 1; column < at.column && byte < text_.size(); ++column) {
      do {
        ++byte;
      } while (byte < text_.size() && (static_cast<unsigned char>(text_[byte]) & 0xc0u) == 0x80u);
    }
    return static_cast<std::uint32_t>(std::min(byte, text_.size()));
  }

 private:
  std::string_view text_;
  FileId file_;
  std::vector<std::uint32_t> lines_;
};

Value convert(const toml::node& node, const Places& places);

void convert_table(const toml::table& table, const Places& places, Value& out) {
  for (const auto& [key, node] : table) {
    Value::Member member;
    member.key = std::string(key.str());
    member.key_span = places.span(key.source());
    member.value = convert(node, places);
    out.members.push_back(std::move(member));
  }
  // The library sorts keys by name; the order written is the order in which styles are reported.
  std::stable_sort(out.members.begin(), out.members.end(), [](const auto& a, const auto& b) {
    return a.key_span.begin < b.key_span.begin;
  });
}

Value convert(const toml::node& node, const Places& places) {
  Value out;
  out.span = places.span(node.source());
  if (const auto* table = node.as_table()) {
    out.kind = Value::Kind::table;
    out.whole = table->is_inline();
    convert_table(*table, places, out);
  } else if (const auto* array = node.as_array()) {
    out.kind = Value::Kind::array;
    for (const toml::node& item : *array) {
      out.array.push_back(convert(item, places));
    }
  } else if (const auto* text = node.as_string()) {
    out.kind = Value::Kind::string;
    out.string = text->get();
  } else if (const auto* integer = node.as_integer()) {
    out.kind = Value::Kind::integer;
    out.integer = integer->get();
    out.real = static_cast<double>(out.integer);
  } else if (const auto* real = node.as_floating_point()) {
    out.kind = Value::Kind::real;
    out.real = real->get();
  } else if (const auto* boolean = node.as_boolean()) {
    out.kind = Value::Kind::boolean;
    out.boolean = boolean->get();
  } else {
    out.kind = Value::Kind::date;
  }
  return out;
}

const Value* name_of(const Value& value) {
  const Value* name = value.is(Value::Kind::table) ? value.find("name") : nullptr;
  return name && name->is(Value::Kind::string) ? name : nullptr;
}

bool named_tables(const Value& array) {
  return !array.array.empty() && std::all_of(array.array.begin(),
                                             array.array.end(),
                                             [](const Value& v) { return name_of(v) != nullptr; });
}

/// Insertions, deletions, replacements and swaps of neighbours.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::vector<std::size_t> next(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) {
    row[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    next[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      next[j] =
          std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        next[j] = std::min(next[j], before[j - 2] + 1);
      }
    }
    before.swap(row);
    row.swap(next);
  }
  return row[b.size()];
}

}  // namespace

const Value::Member* Value::member(std::string_view key) const {
  const auto at =
      std::find_if(members.begin(), members.end(), [&](const Member& m) { return m.key == key; });
  return at == members.end() ? nullptr : &*at;
}

const Value* Value::find(std::string_view key) const {
  const Member* at = member(key);
  return at ? &at->value : nullptr;
}

Value parse_toml(std::string_view text, FileId file, Diagnostics& diagnostics) {
  Value out;
  out.kind = Value::Kind::table;
  out.span = {file, 0, 0};
  if (text.substr(0, 3) == "\xef\xbb\xbf") {
    text.remove_prefix(3);  // the SourceMap holds the text without it, too
  }
  const Places places(text, file);
  try {
    const toml::table root = toml::parse(text);
    convert_table(root, places, out);
  } catch (const toml::parse_error& error) {
    diagnostics.push_back(
        {"E202", places.span(error.source()), {std::string(error.description())}});
  }
  return out;
}

Value overlay(Value under, const Value& over) {
  if (under.is(Value::Kind::table) && over.is(Value::Kind::table) && !over.whole) {
    for (const Value::Member& member : over.members) {
      const auto at = std::find_if(under.members.begin(),
                                   under.members.end(),
                                   [&](const Value::Member& m) { return m.key == member.key; });
      if (at == under.members.end()) {
        under.members.push_back(member);
      } else {
        at->key_span = member.key_span;
        at->value = overlay(std::move(at->value), member.value);
      }
    }
    under.span = over.span;
    return under;
  }
  if (under.is(Value::Kind::array) && over.is(Value::Kind::array) && named_tables(under) &&
      named_tables(over)) {
    for (const Value& item : over.array) {
      const auto at = std::find_if(under.array.begin(), under.array.end(), [&](const Value& v) {
        return name_of(v)->string == name_of(item)->string;
      });
      if (at == under.array.end()) {
        under.array.push_back(item);
      } else {
        *at = overlay(std::move(*at), item);
      }
    }
    under.span = over.span;
    return under;
  }
  return over;
}

std::string suggestion(std::string_view word, const std::vector<std::string>& candidates) {
  std::string out = nearest(word, candidates);
  if (!out.empty()) {
    return out;
  }
  constexpr std::size_t kMost = 8;
  for (std::size_t i = 0; i < std::min(kMost, candidates.size()); ++i) {
    out += (i == 0 ? "" : ", ") + candidates[i];
  }
  return candidates.size() > kMost ? out + " …" : out;
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  constexpr std::size_t kLongestWord = 64;  // longer than any key; bounds the table of distances
  if (word.size() > kLongestWord) {
    return {};
  }
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace banxin::style

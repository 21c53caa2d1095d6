// Reads one table of a layout key by key, and at the end reports the keys nobody asked for.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/style/keys.h"
#include "engine/style/pattern.h"
#include "engine/style/units.h"

namespace banxin::style {

class TableReader {
 public:
  TableReader(const Value& table, Diagnostics& diagnostics)
      : table_(table),
        diagnostics_(diagnostics) {}

  /// Only what stands in `keys` or `more` (keys.h) can be asked for: the schema knows what the
  /// reader knows.
  TableReader(const Value& table, Keys keys, Diagnostics& diagnostics, Keys more = {})
      : table_(table),
        diagnostics_(diagnostics),
        keys_(keys),
        more_(more) {}

  /// The value of a key, or null. Marks the key as known.
  const Value* get(std::string_view key);
  /// E204 if it is there and no string.
  std::string text(std::string_view key, std::string fallback = {});
  std::optional<std::int64_t> integer(std::string_view key, std::int64_t least, std::int64_t most);
  std::optional<bool> flag(std::string_view key);
  /// E205 if it is no length. A bare 0 is fine.
  std::optional<LengthSpec> length(std::string_view key);
  /// The index of the word in `words`. E207.
  std::optional<std::size_t> choice(std::string_view key, std::span<const std::string_view> words);
  /// A string or an array of strings.
  std::vector<std::string> texts(std::string_view key);
  Pattern pattern(std::string_view key);
  Condition condition(std::string_view key);
  /// The table or array at `key`; E204 if it is something else.
  const Value* table(std::string_view key);
  const Value* array(std::string_view key);
  /// W201 for every key not asked for, with the nearest of those that were.
  void finish();
  void wrong_type(const Value& at, std::string_view key, std::string_view wanted);

  Diagnostics& diagnostics() { return diagnostics_; }

  const Value& value() const { return table_; }

 private:
  const Value& table_;
  Diagnostics& diagnostics_;
  Keys keys_, more_;  // both empty: anything may be asked for
  std::vector<std::string> known_;
};

/// "0.5pt accent".
std::optional<LengthSpec> length_of(const Value& value);

}  // namespace banxin::style

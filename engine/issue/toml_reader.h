// Reads the keys of one TOML table with their Chinese names, and reports what is wrong with them.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/issue/toml_tree.h"

namespace banxin {

/// One name of a key, then its other names: {"title", "标题"}.
using KeyNames = std::initializer_list<std::string_view>;

enum class Need : std::uint8_t { optional, required };

/// Asks a table for the keys it may have. finish() warns of the keys nobody asked for.
/// Refers to the table and the reporter.
class TableReader {
 public:
  /// `place` is what messages call the table: "[issue]", "[[section]]"; empty for the top level.
  TableReader(const TomlValue& table,
              std::string place,
              const TomlDocument& document,
              Reporter& reporter);

  /// A string, trimmed; an empty one counts as absent. E106 if it is something else.
  Text text(KeyNames names, Need need = Need::optional);
  /// A string or a list of strings.
  std::vector<Text> texts(KeyNames names, Need need = Need::optional);
  /// A whole number from `low` to `high`. E108 for another type, E113 outside.
  std::optional<int> number(KeyNames names, int low, int high, Need need = Need::optional);
  /// A TOML date or a string such as 2023年9月13日. `span` gets its place. E107.
  Date date(KeyNames names, Span& span);
  bool flag(KeyNames names, bool fallback);
  const TomlValue* table(KeyNames names);
  /// The tables of an array of tables; others in it are E110.
  std::vector<const TomlValue*> tables(KeyNames names, Need need = Need::optional);
  /// The value as it is, for a caller with a rule of its own.
  const TomlEntry* take(KeyNames names);

  /// E105 at the table.
  void missing(std::string_view key);
  void finish();

  /// Text of a value that was checked to be a string.
  static Text text_of(const TomlValue& value);

  Span span() const { return table_.span; }

 private:
  const TomlValue& table_;
  std::string place_;
  bool broken_;
  Reporter& reporter_;
  std::vector<bool> used_;
  std::vector<std::string_view> known_;
};

/// Reports that `key` should have been of another type: code E106 string, E108 number, E107 date,
/// E109 string or list of strings, E110 table, E111 true or false, E112 list.
void wrong_type(Reporter& reporter, std::string_view code, const TomlEntry& entry);

/// A date as a TOML date or written out: 2023-09-13, 2023/9/13, 2023.9.13, 2023年9月13日, also with
/// full-width digits. Nothing if there is no such day.
std::optional<Date> date_of_text(std::string_view text);
std::optional<Date> date_of_value(const TomlValue& value);

/// The candidate closest to `word` by edit distance, or empty if none is close.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace banxin

// TOML as a tree of our own: entries in source order, every key and value with its bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/world.h"
#include "engine/issue/issue.h"
#include "engine/issue/prepared_text.h"
#include "engine/issue/reporter.h"

namespace banxin {

enum class TomlKind : std::uint8_t {
  none,
  string,
  integer,
  real,
  boolean,
  date,
  time,
  array,
  table
};

struct TomlEntry;

struct TomlValue {
  TomlKind kind = TomlKind::none;
  // string: the text between the quotes where that is the value byte for byte, else the literal
  // with its quotes; table: its header or braces.
  Span span;
  bool verbatim = false;  // string: value and span correspond byte for byte
  std::string text;       // string; date, integer, real: as written
  std::int64_t integer = 0;
  bool boolean = false;
  Date date;
  std::vector<TomlValue> items;
  std::vector<TomlEntry> entries;
};

struct TomlEntry {
  std::string key;
  Span key_span;
  TomlValue value;
};

struct TomlDocument {
  TomlValue root;
  bool broken = false;  // parts were left out: a missing key may be the fault's doing
};

/// Reads TOML; `place` says where `text` stands. Bare keys may be Chinese, which TOML 1.0 forbids.
/// After a fault the line is left out and reading goes on. Fails: E102, E103, E104, E107 reported.
TomlDocument parse_toml(std::string_view text, const Place& place, Reporter& reporter);

/// The text with Chinese bare keys in quotes. `deep_key`: offset of a dotted key with more parts
/// than any sane file has, or npos (a library may recurse per part).
struct PreparedToml {
  PreparedText text;
  std::size_t deep_key = std::string_view::npos;
};

PreparedToml prepare_toml(std::string_view source);

}  // namespace banxin

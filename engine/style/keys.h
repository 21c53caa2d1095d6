// The keys of every table of layout.toml but for style properties (properties.h): what a reader may
// ask for, how the value is written, and what it means, in the words of the JSON Schema.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace banxin::style {

enum class KeyKind : std::uint8_t {
  text,       // any string
  texts,      // a string or a list of strings
  pattern,    // text with {placeholders}
  condition,  // `when`
  name,       // of a style, master, template … defined elsewhere in the layout
  color,
  length,
  border,
  integer,  // least … most
  flag,
  choice,  // one of `words`
  table,   // `keys`
  tables,  // a table of tables, each with `keys`, by name
  array,   // a list of tables, each with `keys`
  // Values with a form of their own, by the name of a definition in schema.cc.
  special,
};

/// What `each` goes over and `blocks` prints.
inline constexpr std::array<std::string_view, 14> kCollections{"sections",
                                                               "articles",
                                                               "books",
                                                               "authors",
                                                               "publisher",
                                                               "contacts",
                                                               "roles",
                                                               "board-qr",
                                                               "body",
                                                               "notice",
                                                               "names",
                                                               "summary",
                                                               "rest",
                                                               "rests"};

struct KeyInfo;
using Keys = std::span<const KeyInfo>;
using KeyWords = std::span<const std::string_view>;

struct KeyInfo {
  std::string_view name;
  KeyKind kind = KeyKind::text;
  std::string_view about;      // what it is, in Chinese
  KeyWords words;              // choice
  int least = 0, most = 0;     // integer
  const Keys* keys = nullptr;  // table, tables, array
  std::string_view special;
};

/// A table of the language: `name` as in layout.toml, for messages and definitions of the schema.
struct KeyTable {
  std::string_view name;
  Keys keys;
};

extern const Keys kLayoutKeys;  // [layout]
extern const Keys kPageKeys;
extern const Keys kMarginKeys;
extern const Keys kMasterKeys;
extern const Keys kFrameKeys;
extern const Keys kFlowKeys;
extern const Keys kRoleKeys;  // [fonts.NAME]
extern const Keys kLocaleRoleKeys;
extern const Keys kDivKeys;
extern const Keys kNotesKeys;
extern const Keys kListKeys;
extern const Keys kCaptionKeys;
extern const Keys kVariantKeys;
extern const Keys kElementKeys;  // of every element
extern const Keys kRootKeys;     // the tables of the file

/// Elements of templates by the key that names the kind, which is the first of its keys; in the
/// order of Element::Kind.
std::span<const KeyTable> element_tables();

/// Null if there is none.
const KeyInfo* find_key(Keys keys, std::string_view name);

}  // namespace banxin::style

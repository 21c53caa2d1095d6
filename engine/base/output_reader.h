// [output] of issue.toml and layout.toml: one reader, one schema, one dump for both files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/json_writer.h"
#include "engine/base/output_settings.h"

namespace banxin {

struct OutputEntry;

/// A value as written, whichever TOML reader read it.
struct OutputValue {
  enum class Kind : std::uint8_t { text, whole_number, flag, list, table, other };
  Kind kind = Kind::other;
  Span span;
  std::string text;  // of a number as well
  int number = 0;
  bool flag = false;
  std::vector<OutputValue> items;    // list
  std::vector<OutputEntry> entries;  // table
};

struct OutputEntry {
  std::string key;
  Span key_span;
  OutputValue value;
};

/// What the table says. Wrong values are E732, unknown keys W741, each at its place; what is wrong
/// counts as not said.
OutputSettings read_output(const std::vector<OutputEntry>& table, Diagnostics& diagnostics);

/// The JSON Schema of the table, as an object.
void write_output_schema(JsonWriter& json);

/// "output editions screen print\noutput pdfx 1a\n"…: a line for each thing said; empty for
/// nothing.
std::string to_text(const OutputSettings& settings);

}  // namespace banxin

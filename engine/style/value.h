// A TOML document as a plain tree that remembers where every key and value was written, so that
// several files can be laid over each other and each message still points at the right one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"

namespace banxin::style {

struct Value {
  enum class Kind : std::uint8_t { none, string, integer, real, boolean, date, array, table };
  struct Member;

  Kind kind = Kind::none;
  Span span;
  std::string string;
  std::int64_t integer = 0;
  double real = 0;  // also set for integers
  bool boolean = false;
  bool whole = false;  // an inline table { … }: replaced as one, never merged
  std::vector<Value> array;
  std::vector<Member> members;  // in the order written

  bool is(Kind other) const { return kind == other; }

  bool number() const { return kind == Kind::integer || kind == Kind::real; }

  const Value* find(std::string_view key) const;
  const Member* member(std::string_view key) const;
};

struct Value::Member {
  std::string key;
  Span key_span;
  Value value;
};

/// Reads TOML. On a syntax error: E202 at its place, and an empty table.
Value parse_toml(std::string_view text, FileId file, Diagnostics& diagnostics);

/// `over` laid on `under`: [tables] merge key by key, arrays of tables with a `name` merge by name
/// (new names go to the end), everything else is replaced.
Value overlay(Value under, const Value& over);

/// The candidate nearest to `word` by edit distance, or empty if none is near.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

/// What a message offers for a word not known: the nearest candidate, else the first few.
std::string suggestion(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace banxin::style

// Writes JSON with indentation, keys in the order given: text that can be checked in and compared.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace banxin {

class JsonWriter {
 public:
  /// In an object give the key first; without one the value stands in an array or alone.
  JsonWriter& key(std::string_view name);

  JsonWriter& begin_object() { return open('{'); }

  JsonWriter& end_object() { return close('}'); }

  JsonWriter& begin_array() { return open('['); }

  JsonWriter& end_array() { return close(']'); }

  JsonWriter& text(std::string_view value);
  JsonWriter& number(std::int64_t value);
  JsonWriter& yes();
  JsonWriter& no();

  /// The document with a line break at its end.
  std::string take() { return std::move(out_) + "\n"; }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  /// Comma and line break before a value, unless a key was just written.
  void before_value();
  void quote(std::string_view value);

  std::string out_;
  std::size_t depth_ = 0;
  enum class At : std::uint8_t { start, key, first, more } at_ = At::start;
};

}  // namespace banxin

#include "engine/base/json_writer.h"

namespace banxin {

void JsonWriter::before_value() {
  if (at_ == At::more) {
    out_ += ',';
  }
  if (at_ == At::first || at_ == At::more) {
    out_ += '\n';
    out_.append(depth_ * 2, ' ');
  }
  at_ = At::more;
}

void JsonWriter::quote(std::string_view value) {
  static constexpr char kHex[] = "0123456789abcdef";
  out_ += '"';
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out_ += '\\';
      out_ += c;
    } else if (c == '\n') {
      out_ += "\\n";
    } else if (byte < 0x20) {
      out_ += "\\u00";
      out_ += kHex[byte >> 4];
      out_ += kHex[byte & 15];
    } else {
      out_ += c;
    }
  }
  out_ += '"';
}

JsonWriter& JsonWriter::key(std::string_view name) {
  before_value();
  quote(name);
  out_ += ": ";
  at_ = At::key;
  return *this;
}

JsonWriter& JsonWriter::text(std::string_view value) {
  before_value();
  quote(value);
  at_ = At::more;
  return *this;
}

JsonWriter& JsonWriter::number(std::int64_t value) {
  before_value();
  out_ += std::to_string(value);
  at_ = At::more;
  return *this;
}

JsonWriter& JsonWriter::yes() {
  before_value();
  out_ += "true";
  return *this;
}

JsonWriter& JsonWriter::no() {
  before_value();
  out_ += "false";
  return *this;
}

JsonWriter& JsonWriter::open(char bracket) {
  before_value();
  out_ += bracket;
  ++depth_;
  at_ = At::first;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  --depth_;
  if (at_ == At::more) {
    out_ += '\n';
    out_.append(depth_ * 2, ' ');
  }
  out_ += bracket;
  at_ = At::more;
  return *this;
}

}  // namespace banxin

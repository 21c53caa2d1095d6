#include "engine/pdf/value.h"

#include "engine/base/number.h"

namespace banxin::pdf {
namespace {

bool plain_ascii(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n' && c != '\t') || byte > 0x7e) {
      return false;
    }
  }
  return true;
}

void append_name(std::string& out, std::string_view name) {
  out += '/';
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte > 0x7e || std::string_view("#()<>[]{}/%").find(c) != out.npos) {
      out += '#';
      out += hex(std::string_view(&c, 1));
    } else {
      out += c;
    }
  }
}

void append_string(std::string& out, const std::string& bytes) {
  if (!plain_ascii(bytes)) {
    out += '<' + hex(bytes) + '>';
    return;
  }
  out += '(';
  for (const char c : bytes) {
    if (c == '(' || c == ')' || c == '\\') {
      out += '\\';
    }
    out += c;
  }
  out += ')';
}

void append_value(std::string& out, const Value& value);

struct Printer {
  std::string& out;

  void operator()(std::monostate) const { out += "null"; }

  void operator()(bool v) const { out += v ? "true" : "false"; }

  void operator()(std::int64_t v) const { append_number(out, v); }

  void operator()(const Real& v) const { append_number(out, v.value, v.decimals); }

  void operator()(const Name& v) const { append_name(out, v.text); }

  void operator()(const Bytestring& v) const { append_string(out, v.bytes); }

  void operator()(const Ref& v) const {
    append_number(out, std::int64_t{v.index} + 1);
    out += " 0 R";
  }

  void operator()(const Array& v) const {
    out += '[';
    for (const Value& item : v) {
      out += &item == v.data() ? "" : " ";
      append_value(out, item);
    }
    out += ']';
  }

  void operator()(const Dict& v) const {
    out += "<<";
    for (const auto& [key, item] : v.entries()) {
      append_name(out, key);
      out += ' ';
      append_value(out, item);
      out += &item == &v.entries().back().value ? "" : " ";
    }
    out += ">>";
  }
};

void append_value(std::string& out, const Value& value) {
  std::visit(Printer{out}, value.state());
}

void shift(Value& value, std::uint32_t by) {
  if (auto* ref = std::get_if<Ref>(&value.state())) {
    ref->index += by;
  } else if (auto* array = std::get_if<Array>(&value.state())) {
    for (Value& item : *array) {
      shift(item, by);
    }
  } else if (auto* dict = std::get_if<Dict>(&value.state())) {
    for (auto& entry : dict->entries()) {
      shift(entry.value, by);
    }
  }
}

}  // namespace

Dict::Dict() = default;
Dict::Dict(const Dict& other) = default;
Dict::Dict(Dict&& other) noexcept = default;
Dict& Dict::operator=(const Dict& other) = default;
Dict& Dict::operator=(Dict&& other) noexcept = default;
Dict::~Dict() = default;

bool Dict::empty() const {
  return entries_.empty();
}

Dict::Dict(std::initializer_list<Entry> entries) : entries_(entries) {}

Dict& Dict::set(std::string key, Value value) {
  for (auto& [old, held] : entries_) {
    if (old == key) {
      held = std::move(value);
      return *this;
    }
  }
  entries_.push_back({std::move(key), std::move(value)});
  return *this;
}

const Value* Dict::find(std::string_view key) const {
  for (const auto& [name, value] : entries_) {
    if (name == key) {
      return &value;
    }
  }
  return nullptr;
}

Ref Objects::reserve() {
  objects_.emplace_back();
  return {static_cast<std::uint32_t>(objects_.size() - 1)};
}

Ref Objects::add(Value value) {
  const Ref ref = reserve();
  set(ref, std::move(value));
  return ref;
}

Ref Objects::add_stream(Dict dictionary, Bytes data) {
  const Ref ref = add(std::move(dictionary));
  objects_[ref.index].stream = std::move(data);
  return ref;
}

Ref append(Objects& into, Objects from, Ref root) {
  const auto offset = static_cast<std::uint32_t>(into.size());
  for (Object& object : from.all()) {
    shift(object.value, offset);
    into.all().push_back(std::move(object));
  }
  return {root.index + offset};
}

char32_t next_character(std::string_view utf8, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
  const unsigned first = byte(at);
  const std::size_t length = first < 0x80   ? 1
                             : first < 0xc2 ? 0
                             : first < 0xe0 ? 2
                             : first < 0xf0 ? 3
                             : first < 0xf5 ? 4
                                            : 0;
  if (length == 0 || at + length > utf8.size()) {
    ++at;
    return 0xfffd;
  }
  char32_t c = length == 1 ? first : first & (0x7fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xc0u) != 0x80u) {
      ++at;
      return 0xfffd;
    }
    c = c << 6 | (byte(at + i) & 0x3fu);
  }
  const bool bad = (length == 3 && c < 0x800) || (length == 4 && (c < 0x10000 || c > 0x10ffff)) ||
                   (c >= 0xd800 && c < 0xe000);
  at += bad ? 1 : length;
  return bad ? 0xfffd : c;
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&](char32_t byte) {
    out += static_cast<char>(static_cast<unsigned char>(byte));
  };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xc0 | c >> 6);
    put(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    put(0xe0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3f));
    put(0x80 | (c & 0x3f));
  } else {
    put(0xf0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3f));
    put(0x80 | (c >> 6 & 0x3f));
    put(0x80 | (c & 0x3f));
  }
}

std::string utf16be(std::string_view utf8) {
  std::string out;
  const auto unit = [&](char32_t u) {
    out += static_cast<char>(static_cast<unsigned char>(u >> 8));
    out += static_cast<char>(static_cast<unsigned char>(u & 0xff));
  };
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = next_character(utf8, at);
    if (c < 0x10000) {
      unit(c);
    } else {
      unit(0xd800 + ((c - 0x10000) >> 10));
      unit(0xdc00 + ((c - 0x10000) & 0x3ff));
    }
  }
  return out;
}

Bytestring text_string(std::string_view utf8) {
  return {plain_ascii(utf8) ? std::string(utf8) : "\xfe\xff" + utf16be(utf8)};
}

std::string hex(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += "0123456789ABCDEF"[byte >> 4];
    out += "0123456789ABCDEF"[byte & 15u];
  }
  return out;
}

std::string to_text(const Value& value) {
  std::string out;
  append_value(out, value);
  return out;
}

std::string to_text(const Objects& objects) {
  std::string out;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    const Object& object = objects.all()[i];
    append_number(out, static_cast<std::int64_t>(i) + 1);
    out += ": ";
    append_value(out, object.value);
    if (object.stream) {
      out += " stream of ";
      append_number(out, static_cast<std::int64_t>(object.stream->size()));
    }
    out += '\n';
  }
  return out;
}

Hash128 content_hash(const Objects& objects) {
  Hasher hasher;
  std::string text;
  for (const Object& object : objects.all()) {
    text.clear();
    append_value(text, object.value);
    hasher.text(text);
    if (object.stream) {
      hasher.text(object.stream->view());
    }
  }
  return hasher.finish();
}

}  // namespace banxin::pdf

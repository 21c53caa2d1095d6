// PDF objects as plain values: what the pure part of the writer builds, what tests print, and what
// podofo.cc turns into a file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/hash.h"
#include "engine/base/world.h"

namespace banxin::pdf {

class Value;
struct Entry;

struct Name {
  std::string text;  // without the slash
};

struct Real {
  double value = 0;
  int decimals = 4;
};

/// Bytes of a PDF string, whatever they mean.
struct Bytestring {
  std::string bytes;
};

/// A reference to an indirect object: its index in Objects.
struct Ref {
  std::uint32_t index = 0;
  friend constexpr auto operator<=>(const Ref&, const Ref&) = default;
};

using Array = std::vector<Value>;

/// A dictionary. Keys keep the order in which they were first set.
class Dict {
 public:
  Dict();
  Dict(std::initializer_list<Entry> entries);
  Dict(const Dict& other);
  Dict(Dict&& other) noexcept;
  Dict& operator=(const Dict& other);
  Dict& operator=(Dict&& other) noexcept;
  ~Dict();
  Dict& set(std::string key, Value value);
  const Value* find(std::string_view key) const;

  bool has(std::string_view key) const { return find(key) != nullptr; }

  const std::vector<Entry>& entries() const { return entries_; }

  std::vector<Entry>& entries() { return entries_; }

  bool empty() const;

 private:
  std::vector<Entry> entries_;
};

/// Any PDF object but a stream.
class Value {
 public:
  using Variant =
      std::variant<std::monostate, bool, std::int64_t, Real, Name, Bytestring, Ref, Array, Dict>;
  Value() = default;

  // NOLINTBEGIN(google-explicit-constructor): a literal object reads as it will be written
  Value(bool v) : state_(v) {}

  Value(int v) : state_(std::int64_t{v}) {}

  Value(std::int64_t v) : state_(v) {}

  Value(Real v) : state_(v) {}

  Value(Name v) : state_(std::move(v)) {}

  Value(Bytestring v) : state_(std::move(v)) {}

  Value(Ref v) : state_(v) {}

  Value(Array v) : state_(std::move(v)) {}

  Value(Dict v) : state_(std::move(v)) {}
  // NOLINTEND(google-explicit-constructor)
  template <class T>
  Value(T*) = delete;  // a pointer would become a bool

  const Variant& state() const { return state_; }

  Variant& state() { return state_; }

  template <class T>
  const T* as() const {
    return std::get_if<T>(&state_);
  }

 private:
  Variant state_;
};

/// A key of a dictionary with its value.
struct Entry {
  std::string key;
  Value value;
};

/// A count or index as an integer object.
inline Value integer(std::size_t value) {
  return static_cast<std::int64_t>(value);
}

/// An indirect object; with `stream` its value is the stream's dictionary (Length comes later).
struct Object {
  Value value;
  std::optional<Bytes> stream;  // encoded as the dictionary's Filter says
};

/// The indirect objects of a file, in the order they will be numbered from 1.
class Objects {
 public:
  /// A number for an object that will be set() later.
  Ref reserve();
  Ref add(Value value);
  Ref add_stream(Dict dictionary, Bytes data);

  void set(Ref ref, Value value) { objects_[ref.index].value = std::move(value); }

  const Object& operator[](Ref ref) const { return objects_[ref.index]; }

  const std::vector<Object>& all() const { return objects_; }

  std::vector<Object>& all() { return objects_; }

  std::size_t size() const { return objects_.size(); }

 private:
  std::vector<Object> objects_;
};

/// Moves `from` to the end of `into`, references adjusted; gives what `root` became.
Ref append(Objects& into, Objects from, Ref root);

/// A text string: PDFDocEncoding where ASCII will do, else UTF-16BE with a mark. Bytes that are no
/// UTF-8 become U+FFFD. Source: ISO 32000-1 §7.9.2.2.
Bytestring text_string(std::string_view utf8);
/// UTF-16BE without a mark.
std::string utf16be(std::string_view utf8);
/// Decodes one character at `at` and moves past it; U+FFFD (one byte) for bad UTF-8.
char32_t next_character(std::string_view utf8, std::size_t& at);
/// Appends a character as UTF-8.
void append_utf8(std::string& out, char32_t c);

/// Upper-case hex digits of `bytes`.
std::string hex(std::string_view bytes);
/// A value as it would stand in a file, on one line.
std::string to_text(const Value& value);
/// All objects, one "n: value" a line, streams as their size. For golden tests.
std::string to_text(const Objects& objects);
/// Feeds everything that will be written into a hash.
Hash128 content_hash(const Objects& objects);

}  // namespace banxin::pdf

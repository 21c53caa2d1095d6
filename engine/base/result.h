// Result<T>: a value or the diagnostics that replace it, with the member names of std::expected.
#pragma once

#include <utility>
#include <variant>

#include "engine/base/diagnostic.h"

namespace banxin {

struct [[nodiscard]] Failure {
  Diagnostics diagnostics;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}  // NOLINT(google-explicit-constructor)

  Result(Failure failure) : state_(std::move(failure)) {}  // NOLINT(google-explicit-constructor)

  bool has_value() const { return state_.index() == 0; }

  explicit operator bool() const { return has_value(); }

  /// The value. Only when has_value().
  const T& value() const& { return std::get<0>(state_); }

  T&& value() && { return std::get<0>(std::move(state_)); }

  const T& operator*() const& { return value(); }

  T&& operator*() && { return std::move(*this).value(); }

  const T* operator->() const { return &value(); }

  /// The diagnostics. Only when !has_value().
  const Diagnostics& error() const { return std::get<1>(state_).diagnostics; }

 private:
  std::variant<T, Failure> state_;
};

/// The usual way to fail: one diagnostic.
inline Failure fail(std::string_view code, Span span, std::vector<std::string> args = {}) {
  return Failure{{Diagnostic{code, span, std::move(args)}}};
}

}  // namespace banxin

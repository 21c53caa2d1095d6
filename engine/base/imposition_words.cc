#include "engine/base/imposition_words.h"

#include <array>
#include <charconv>
#include <utility>

namespace banxin {
namespace {

constexpr double kMostMillimetres = 10'000;

void skip_spaces(std::string_view& text) {
  while (!text.empty() && text.front() == ' ') {
    text.remove_prefix(1);
  }
}

bool skip(std::string_view& text, std::string_view word) {
  if (text.substr(0, word.size()) != word) {
    return false;
  }
  text.remove_prefix(word.size());
  return true;
}

/// Takes a number off the front of the text. No locale, no sign, no exponent.
std::optional<double> take_number(std::string_view& text) {
  skip_spaces(text);
  double value = 0;
  const auto read =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (read.ec != std::errc() || !(value >= 0 && value <= kMostMillimetres) || text.front() == '-') {
    return std::nullopt;
  }
  text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
  skip_spaces(text);
  return value;
}

/// Millimetres of the unit that is all the text; none if it is no unit.
std::optional<double> unit_of(std::string_view text) {
  while (!text.empty() && text.back() == ' ') {
    text.remove_suffix(1);
  }
  constexpr std::array<std::pair<std::string_view, double>, 4> kUnits = {
      {{"", 1}, {"mm", 1}, {"cm", 10}, {"pt", 25.4 / 72}}};
  for (const auto& [name, millimetres] : kUnits) {
    if (text == name) {
      return millimetres;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Imposition::Kind> imposition_kind_of(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, Imposition::Kind>, 4> kKinds = {
      {{"saddle-stitch", Imposition::Kind::saddle_stitch},
       {"two-up", Imposition::Kind::two_up},
       {"signatures", Imposition::Kind::signatures},
       {"cut-stack", Imposition::Kind::cut_stack}}};
  for (const auto& [name, kind] : kKinds) {
    if (word == name) {
      return kind;
    }
  }
  return std::nullopt;
}

std::optional<Length> paper_length_of(std::string_view word) {
  const std::optional<double> value = take_number(word);
  const std::optional<double> unit = unit_of(word);
  return value && unit ? std::optional(Length::mm(*value * *unit)) : std::nullopt;
}

std::optional<Size> sheet_size_of(std::string_view word) {
  const std::optional<double> width = take_number(word);
  // The unit may stand behind both numbers.
  std::string_view rest = word;
  std::string_view unit_of_width;
  for (const std::string_view unit : {"mm", "cm", "pt"}) {
    if (skip(rest, unit)) {
      unit_of_width = unit;
      skip_spaces(rest);
      break;
    }
  }
  if (!width || !(skip(rest, "x") || skip(rest, "X") || skip(rest, "×") || skip(rest, "*"))) {
    return std::nullopt;
  }
  const std::optional<double> height = take_number(rest);
  const std::optional<double> unit = unit_of(rest);
  if (!height || !unit || !(*width > 0 && *height > 0) ||
      (!unit_of_width.empty() && unit_of(unit_of_width) != unit)) {
    return std::nullopt;
  }
  return Size{Length::mm(*width * *unit), Length::mm(*height * *unit)};
}

}  // namespace banxin

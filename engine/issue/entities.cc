// Named and numbered HTML characters in text: &nbsp; &ldquo; &#20013; &#x4E2D;.
#include <algorithm>
#include <string>

#include "engine/issue/inline_builder.h"
#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

struct Named {
  std::string_view name, text;
};

constexpr Named kNamed[] = {
#include "engine/issue/entities.inc"
};

std::string numbered(std::string_view digits) {
  const bool hex = digits.starts_with('x') || digits.starts_with('X');
  char32_t value = 0;
  for (const char c : digits.substr(hex ? 1 : 0)) {
    const int digit = c >= '0' && c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
    value = value * (hex ? 16u : 10u) + static_cast<char32_t>(digit);
    if (value > 0x10FFFF) {
      break;
    }
  }
  const bool valid = value != 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
  std::string out;
  append_utf8(out, valid ? value : 0xFFFD);
  return out;
}

}  // namespace

std::string decode_entity(std::string_view entity) {
  if (entity.size() < 3 || entity.front() != '&' || entity.back() != ';') {
    return std::string(entity);
  }
  const std::string_view name = entity.substr(1, entity.size() - 2);
  if (name.front() == '#') {
    return numbered(name.substr(1));
  }
  const auto* at = std::lower_bound(
      std::begin(kNamed), std::end(kNamed), name, [](const Named& n, std::string_view v) {
        return n.name < v;
      });
  return at != std::end(kNamed) && at->name == name ? std::string(at->text) : std::string(entity);
}

}  // namespace banxin

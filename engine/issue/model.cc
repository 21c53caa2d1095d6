#include <algorithm>

#include "engine/issue/issue.h"

namespace banxin {

bool Attributes::has_class(std::string_view name) const {
  return std::find(classes.begin(), classes.end(), name) != classes.end();
}

const std::string* Attributes::value(std::string_view key) const {
  const auto at =
      std::find_if(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.first == key; });
  return at == pairs.end() ? nullptr : &at->second;
}

std::string plain_text(const Inlines& content) {
  std::string text;
  for (const Inline& node : content) {
    switch (node.kind) {
      case InlineKind::text:
      case InlineKind::code:
        text += node.text;
        break;
      case InlineKind::line_break:
        text += ' ';
        break;
      case InlineKind::note:
        break;
      default:  // of ruby the base
        text += plain_text(node.children);
        break;
    }
  }
  return text;
}

}  // namespace banxin

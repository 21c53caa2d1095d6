// Font roles to stacks of faces, and the answers Layout gives about its fonts.
#include <algorithm>
#include <cstdlib>

#include "engine/style/style_book.h"

namespace banxin {
namespace style {
namespace {

int nearest_weight(const std::vector<int>& weights, int wanted) {
  int best = weights.empty() ? 400 : weights.front();
  for (const int weight : weights) {
    // Of two equally near, the one on the wanted side of regular: strong text prefers bolder.
    const int gain = std::abs(weight - wanted) - std::abs(best - wanted);
    if (gain < 0 || (gain == 0 && wanted >= 500 && weight > best)) {
      best = weight;
    }
  }
  return best;
}

const std::vector<std::string>& families(const FontRole& role, Locale locale) {
  const auto own = role.locale_families.find(std::string(locale_key(locale)));
  return own != role.locale_families.end() && !own->second.empty() ? own->second : role.families;
}

void append(std::vector<FontWish>& to, const FontRole& role, int weight, Locale locale) {
  for (const std::string& family : families(role, locale)) {
    FontWish wish{family, nearest_weight(role.weights, weight), role.only};
    wish.stroke = role.bold == "synthetic" && weight >= kBoldFrom && wish.weight < kBoldFrom;
    if (std::find(to.begin(), to.end(), wish) == to.end()) {
      to.push_back(std::move(wish));
    }
  }
}

void append(std::vector<FontWish>& to, const std::vector<FontWish>& from) {
  for (const FontWish& wish : from) {
    if (std::find(to.begin(), to.end(), wish) == to.end()) {
      to.push_back(wish);
    }
  }
}

}  // namespace

FontStack role_stack(const LayoutData& layout, const FontRole& role, int weight, Locale locale) {
  FontStack stack;
  stack.role = role.name;
  append(stack.cjk, role, weight, locale);
  const FontRole* partner = role.latin.empty() ? nullptr : find_named(layout.fonts, role.latin);
  append(stack.latin, partner ? *partner : role, weight, locale);
  for (const std::string& name : role.fallback) {
    if (const FontRole* fallback = find_named(layout.fonts, name)) {
      append(stack.cjk, *fallback, weight, locale);
    }
  }
  // F6: a font named for private-use characters serves them wherever they are typed.
  for (const FontRole& own : layout.fonts) {
    const bool maps = std::any_of(own.only.begin(), own.only.end(), [](const CodeRange& range) {
      return is_private_use(range.first) && is_private_use(range.last);
    });
    if (maps) {
      append(stack.cjk, own, weight, locale);
    }
  }
  append(stack.latin, stack.cjk);
  stack.cjk_features = role.cjk_features;
  stack.latin_scale = role.latin_scale;
  stack.latin_features =
      partner && role.latin_features.empty() ? partner->latin_features : role.latin_features;
  return stack;
}

}  // namespace style

std::vector<std::pair<std::string, std::vector<FontWish>>> Layout::roles(Locale locale) const {
  std::vector<std::pair<std::string, std::vector<FontWish>>> out;
  for (const style::FontRole& role : data_->fonts) {
    std::vector<FontWish> wishes;
    for (const int weight : role.weights) {
      const FontStack stack = style::role_stack(*data_, role, weight, locale);
      for (const std::vector<FontWish>* faces : {&stack.cjk, &stack.latin}) {
        for (FontWish wish : *faces) {
          wish.stroke = false;  // says how a face is used, not which it is
          style::append(wishes, {wish});
        }
      }
    }
    out.emplace_back(role.name, std::move(wishes));
  }
  return out;
}

std::vector<FontWish> Layout::font_wishes(Locale locale) const {
  std::vector<FontWish> out;
  for (const auto& role : roles(locale)) {
    style::append(out, role.second);
  }
  return out;
}

}  // namespace banxin

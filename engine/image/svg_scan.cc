#include "engine/image/svg_scan.h"

#include <algorithm>
#include <array>
#include <optional>

namespace banxin {
namespace {

// Far beyond drawings made by hand or by plotting programs, well below what takes seconds. librsvg
// itself stops at a million elements.
constexpr std::size_t kBytes = 32u << 20;
constexpr std::uint64_t kElements = 300'000;
constexpr std::uint64_t kExpandedBytes = 64u << 20;
constexpr std::size_t kEntities = 64, kEntityBytes = 1024;
constexpr std::uint64_t kUses = 20'000;
constexpr std::uint64_t kRasterPasses = 4000;
constexpr std::size_t kDepth = 256;  // librsvg recurses; deeper is no drawing

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool starts(std::string_view text, std::string_view with) {
  return text.substr(0, with.size()) == with;
}

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && is_space(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

// End of what starts at `at`, just after `closing`; the text's size if it never ends.
std::size_t after(std::string_view text, std::size_t at, std::string_view closing) {
  const std::size_t found = text.find(closing, at);
  return found == std::string_view::npos ? text.size() : found + closing.size();
}

// End of a declaration or tag that starts at `at`: the first `>` outside quotes and, for a
// DOCTYPE, outside its internal subset.
std::size_t end_of_markup(std::string_view text, std::size_t at) {
  char quote = 0;
  bool subset = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quote) {
      quote = c == quote ? '\0' : quote;
    } else if (subset && starts(text.substr(at), "<!--")) {
      at = after(text, at, "-->") - 1;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '[' || c == ']') {
      subset = c == '[';
    } else if (c == '>' && !subset) {
      return at + 1;
    }
  }
  return text.size();
}

std::string_view name_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && !is_space(text[end]) && text[end] != '>' && text[end] != '/' &&
         text[end] != '[') {
    ++end;
  }
  return text.substr(at, end - at);
}

// The bytes of a data URI: base64, with whitespace also as character references.
std::optional<std::string> decode_base64(std::string_view text, std::size_t most) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (std::size_t i = 0; i < text.size() && out.size() < most; ++i) {
    const char c = text[i];
    int value = -1;
    if (c >= 'A' && c <= 'Z') {
      value = c - 'A';
    } else if (c >= 'a' && c <= 'z') {
      value = c - 'a' + 26;
    } else if (c >= '0' && c <= '9') {
      value = c - '0' + 52;
    } else if (c == '+' || c == '/') {
      value = c == '+' ? 62 : 63;
    } else if (c == '&') {
      const std::string_view reference = text.substr(i, text.find(';', i) - i);
      constexpr std::array<std::string_view, 7> kSpaces = {
          "&#10", "&#13", "&#9", "&#32", "&#xA", "&#xD", "&#xa"};
      if (std::find(kSpaces.begin(), kSpaces.end(), reference) == kSpaces.end()) {
        return std::nullopt;
      }
      i += reference.size();
      continue;
    } else if (is_space(c) || c == '=') {
      continue;
    } else {
      return std::nullopt;
    }
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += static_cast<char>(bits >> count & 255u);
    }
  }
  return out;
}

class Scanner {
 public:
  Scanner(std::string_view text, const ImageLimits& limits) : text_(text), limits_(limits) {}

  SvgScan run() {
    if (text_.size() > kBytes) {
      out_.too_large = std::to_string(text_.size()) + " B";
      out_.most = std::to_string(kBytes) + " B (SVG)";
      return std::move(out_);
    }
    std::size_t at = 0;
    while (out_.problem.empty() && out_.too_large.empty()) {
      at = text_.find('<', at);
      if (at == std::string_view::npos) {
        break;
      }
      at = markup(at);
    }
    check_totals();
    return std::move(out_);
  }

 private:
  std::size_t markup(std::size_t at) {
    const std::string_view rest = text_.substr(at);
    if (starts(rest, "<!--")) {
      return after(text_, at + 4, "-->");
    }
    if (starts(rest, "<![CDATA[")) {
      return after(text_, at, "]]>");
    }
    if (starts(rest, "<?")) {
      const std::size_t end = after(text_, at, "?>");
      instruction(text_.substr(at, end - at));
      return end;
    }
    const std::size_t end = end_of_markup(text_, at);
    if (starts(rest, "<!")) {
      doctype(text_.substr(at, end - at));
    } else if (starts(rest, "</")) {
      depth_ -= depth_ > 0 ? 1 : 0;
    } else {
      element(text_.substr(at, end - at));
    }
    return end;
  }

  void instruction(std::string_view text) {
    if (starts(text, "<?xml-stylesheet")) {
      outside(pseudo_attribute(text, "href="));
    } else if (starts(text, "<?xml")) {
      // In any other encoding bytes may mean something else than this scan takes them for.
      constexpr std::array<std::string_view, 8> kAsciiBased = {
          "", "utf-8", "us-ascii", "iso-8859-1", "gb2312", "gbk", "gb18030", "big5"};
      std::string encoding(pseudo_attribute(text, "encoding="));
      std::transform(encoding.begin(), encoding.end(), encoding.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      });
      if (std::find(kAsciiBased.begin(), kAsciiBased.end(), encoding) == kAsciiBased.end()) {
        out_.problem = "encoding " + encoding.substr(0, 40);
      }
    }
  }

  static std::string_view pseudo_attribute(std::string_view text, std::string_view key) {
    const std::size_t at = text.find(key);
    if (at == std::string_view::npos || at + key.size() + 1 >= text.size()) {
      return {};
    }
    const std::string_view value = text.substr(at + key.size() + 1);
    return value.substr(0, value.find(text[at + key.size()]));
  }

  void doctype(std::string_view text) {
    for (std::size_t at = text.find("<!ENTITY"); at != std::string_view::npos;
         at = text.find("<!ENTITY", at + 1)) {
      const std::string_view entity = text.substr(at, end_of_markup(text, at) - at);
      const std::size_t open = entity.find_first_of("\"'");
      const std::string_view head = entity.substr(0, open);
      if (open == std::string_view::npos || head.find('%') != std::string_view::npos ||
          head.find("SYSTEM") != std::string_view::npos ||
          head.find("PUBLIC") != std::string_view::npos) {
        out_.problem = "external entity";
        return;
      }
      // Illustrator abbreviates name spaces by entities; text with markup or further entities
      // inside multiplies and hides, and no drawing program writes it.
      if (entity.find_first_of("&<", 1) != std::string_view::npos || entity.size() > kEntityBytes ||
          ++entities_ > kEntities) {
        out_.problem = "nested or large entity";
        return;
      }
    }
  }

  void element(std::string_view tag) {
    const std::string_view name = local_name(name_at(tag, 1));
    const bool closed = tag.size() >= 2 && tag[tag.size() - 2] == '/';
    ++elements_;
    depth_ += closed ? 0 : 1;
    if (depth_ > kDepth) {
      out_.problem = "nested too deep";
    } else if (name == "feTurbulence" || name == "feConvolveMatrix" || name == "feMorphology") {
      // The cost of these grows with numbers in their attributes, without bound in librsvg.
      out_.problem = "filter " + std::string(name);
    }
    uses_ += name == "use" ? 1 : 0;
    out_.raster_passes += starts(name, "fe") || name == "pattern" || name == "mask" ? 1 : 0;
    attributes(name, tag);
  }

  void attributes(std::string_view element, std::string_view tag) {
    std::size_t at = name_at(tag, 0).size();
    for (;;) {
      const std::size_t equals = tag.find('=', at);
      const std::size_t open =
          equals == std::string_view::npos ? equals : tag.find_first_of("\"'", equals);
      const std::size_t close =
          open == std::string_view::npos ? open : tag.find(tag[open], open + 1);
      if (close == std::string_view::npos) {
        return;
      }
      const std::string_view key = local_name(trimmed(tag.substr(at, equals - at)));
      const std::string_view value = tag.substr(open + 1, close - open - 1);
      if (key == "href") {
        reference(element, trimmed(value));
      }
      const bool effect = key == "filter" || key == "mask" ||
                          (key == "style" && (value.find("filter") != std::string_view::npos ||
                                              value.find("mask") != std::string_view::npos));
      out_.raster_passes += effect ? 1 : 0;
      at = close + 1;
    }
  }

  void reference(std::string_view element, std::string_view value) {
    const bool loads = element == "image" || element == "feImage" || element == "use" ||
                       element == "pattern" || element == "filter" ||
                       element.find("Gradient") != std::string_view::npos;
    if (!loads || value.empty() || value.front() == '#') {
      return;
    }
    if (starts(value, "data:")) {
      inner_picture(value);
    } else if (value.front() == '&') {
      out_.problem = "entity in a reference";
    } else {
      outside(value);
    }
  }

  void outside(std::string_view value) {
    constexpr std::size_t kMost = 8, kLongest = 200;
    if (out_.outside.size() < kMost) {
      out_.outside.emplace_back(value.substr(0, kLongest));
    }
  }

  // A bitmap inside is decoded by librsvg, so it has to pass the checks any picture passes.
  void inner_picture(std::string_view value) {
    const std::size_t comma = value.find(',');
    const std::string_view head = value.substr(0, comma);
    std::optional<std::string> bytes;
    if (head.find(";base64") != std::string_view::npos && comma != std::string_view::npos) {
      bytes = decode_base64(value.substr(comma + 1), kBytes);
    }
    if (!bytes || !(starts(*bytes, "\x89PNG") || starts(*bytes, "\xff\xd8\xff"))) {
      out_.problem = "picture inside is neither PNG nor JPEG";
      return;
    }
    ImageLimits rest = limits_;
    rest.pixels = std::min<std::uint64_t>(limits_.pixels, kInnerPixels) - inner_pixels_;
    const InspectedImage inner = inspect_image(Bytes(std::move(*bytes)), {}, {}, rest);
    if (inner.image) {
      inner_pixels_ += static_cast<std::uint64_t>(inner.image->width) *
                       static_cast<std::uint64_t>(inner.image->height);
    } else if (inner.diagnostics[0].code == "E603") {
      out_.too_large = inner.diagnostics[0].args.at(1);
      out_.most = inner.diagnostics[0].args.at(2);
    } else {
      out_.problem = "picture inside is damaged";
    }
  }

  void check_totals() {
    const auto references = static_cast<std::uint64_t>(std::count(text_.begin(), text_.end(), '&'));
    if (elements_ > kElements || uses_ > kUses || out_.raster_passes > kRasterPasses) {
      out_.problem = "too many elements";
    } else if (entities_ > 0 && text_.size() + references * kEntityBytes > kExpandedBytes) {
      out_.problem = "too many entities";
    }
  }

  static constexpr std::uint64_t kInnerPixels = 64u << 20;
  std::string_view text_;
  const ImageLimits& limits_;
  std::uint64_t elements_ = 0, uses_ = 0, inner_pixels_ = 0;
  std::size_t depth_ = 0, entities_ = 0;
  SvgScan out_;
};

}  // namespace

bool looks_like_svg(std::string_view file) {
  std::size_t at = starts(file, "\xef\xbb\xbf") ? 3 : 0;
  for (;;) {
    while (at < file.size() && is_space(file[at])) {
      ++at;
    }
    const std::string_view rest = file.substr(at);
    if (starts(rest, "<?")) {
      at = after(file, at, "?>");
    } else if (starts(rest, "<!--")) {
      at = after(file, at, "-->");
    } else if (starts(rest, "<!DOCTYPE")) {
      at = end_of_markup(file, at);
    } else {
      return starts(rest, "<") && local_name(name_at(file, at + 1)) == "svg";
    }
  }
}

SvgScan scan_svg(std::string_view file, const ImageLimits& limits) {
  return Scanner(file, limits).run();
}

}  // namespace banxin

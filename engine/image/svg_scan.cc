#include "engine/image/svg_scan.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>

#include "engine/image/svg_cost.h"

namespace banxin {
namespace {

// Far beyond drawings made by hand or by plotting programs, well below what takes seconds. librsvg
// itself stops at a million elements.
constexpr std::size_t kBytes = 32u << 20;
constexpr std::uint64_t kElements = 300'000;
constexpr std::uint64_t kExpandedBytes = 64u << 20;
constexpr std::size_t kEntities = 64, kEntityBytes = 1024;
// Bytes to walk through with every reference replaced by a copy; far more than a map of China by
// counties, drawn in some seconds.
constexpr std::uint64_t kDrawnBytes = 64u << 20;
constexpr std::uint64_t kMarkedBytes = 1ull << 36;
constexpr std::uint64_t kRasterPasses = 4000;
constexpr std::size_t kDepth = 256;  // librsvg recurses; deeper is no drawing

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool starts(std::string_view text, std::string_view with) {
  return text.substr(0, with.size()) == with;
}

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// Calls visit(id) for every url(#id).
template <class Visit>
void each_url(std::string_view text, Visit visit) {
  for (std::size_t at = text.find("url("); at != std::string_view::npos;
       at = text.find("url(", at + 1)) {
    const std::size_t hash = text.find_first_not_of(" \t\r\n\"'", at + 4);
    if (hash != std::string_view::npos && text[hash] == '#') {
      const std::string_view id = text.substr(hash + 1);
      visit(id.substr(0, id.find_first_of(" \t\r\n\"')")));
    }
  }
}

bool has_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
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
      cost_.close(end);
    } else {
      element(at, text_.substr(at, end - at));
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
      std::transform(encoding.begin(), encoding.end(), encoding.begin(), lower);
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

  void element(std::size_t begin, std::string_view tag) {
    const std::string_view name = local_name(name_at(tag, 1));
    ++elements_;
    cost_.open(begin);
    if (cost_.depth() > kDepth) {
      out_.problem = "nested too deep";
    } else if (name == "feTurbulence" || name == "feConvolveMatrix" || name == "feMorphology") {
      // The cost of these grows with numbers in their attributes, without bound in librsvg.
      out_.problem = "filter " + std::string(name);
    }
    out_.raster_passes += starts(name, "fe") || name == "pattern" || name == "mask" ? 1 : 0;
    attributes(name, begin, tag);
    if (tag.size() >= 2 && tag[tag.size() - 2] == '/') {
      cost_.close(begin + tag.size());
    } else if (name == "style") {
      style(text_.substr(begin, text_.find("</", begin) - begin));
    }
  }

  // A style sheet's rules may hold for any element.
  void style(std::string_view text) {
    each_url(text, [&](std::string_view id) { cost_.refer_from_style(id); });
    styled_raster_ = styled_raster_ || has_any(text, {"filter", "mask"});
    markers_inside_ = markers_inside_ || has_any(text, {"marker-mid", "marker:"});
  }

  void attributes(std::string_view element, std::size_t begin, std::string_view tag) {
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
      attribute(element,
                begin,
                local_name(trimmed(tag.substr(at, equals - at))),
                tag.substr(open + 1, close - open - 1));
      at = close + 1;
    }
  }

  void attribute(std::string_view element,
                 std::size_t begin,
                 std::string_view key,
                 std::string_view value) {
    if (key == "id") {
      if (value.find('&') != std::string_view::npos) {
        out_.problem = "entity in a name";
      }
      cost_.name(value);
    } else if (key == "href") {
      reference(element, begin, trimmed(value));
    }
    each_url(value, [&](std::string_view id) { cost_.refer(begin, id); });
    const bool style = key == "style";
    out_.raster_passes +=
        key == "filter" || key == "mask" || (style && has_any(value, {"filter", "mask"})) ? 1 : 0;
    markers_inside_ = markers_inside_ || key == "marker-mid" || key == "marker" ||
                      (style && has_any(value, {"marker-mid", "marker:"}));
  }

  void reference(std::string_view element, std::size_t begin, std::string_view value) {
    const bool loads = element == "image" || element == "feImage" || element == "use" ||
                       element == "pattern" || element == "filter" ||
                       element.find("Gradient") != std::string_view::npos;
    if (!loads || value.empty()) {
      return;
    }
    std::string scheme(value.substr(0, 5));
    std::transform(scheme.begin(), scheme.end(), scheme.begin(), lower);
    const bool inside = value.front() == '#';
    if (scheme == "data:") {
      inner_picture(value);
    } else if ((inside ? value : value.substr(0, 5)).find('&') != std::string_view::npos) {
      out_.problem = "entity in a reference";
    } else if (inside) {
      cost_.refer(begin, value.substr(1));
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
    if (!out_.problem.empty() || !out_.too_large.empty()) {
      return;
    }
    const auto references = static_cast<std::uint64_t>(std::count(text_.begin(), text_.end(), '&'));
    const SvgCost::Bound bound = cost_.total(text_.size());
    const std::uint64_t drawn = bound.bytes;
    // A marker in the middle is drawn at every vertex, and a vertex takes about four bytes.
    const std::uint64_t vertices = markers_inside_ ? drawn / 4 : 1;
    if (elements_ > kElements || out_.raster_passes > kRasterPasses) {
      out_.problem = "too many elements";
    } else if (bound.depth > kDepth) {
      out_.problem = "nested too deep";
    } else if (drawn > kDrawnBytes || drawn * vertices > kMarkedBytes) {
      out_.problem = "too many repetitions";
    } else if (entities_ > 0 && text_.size() + references * kEntityBytes > kExpandedBytes) {
      out_.problem = "too many entities";
    }
    if (styled_raster_) {
      out_.raster_passes = std::max(out_.raster_passes, std::min(elements_, kRasterPasses));
    }
  }

  static constexpr std::uint64_t kInnerPixels = 64u << 20;
  std::string_view text_;
  const ImageLimits& limits_;
  std::uint64_t elements_ = 0, inner_pixels_ = 0;
  std::size_t entities_ = 0;
  bool styled_raster_ = false, markers_inside_ = false;
  SvgCost cost_;
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

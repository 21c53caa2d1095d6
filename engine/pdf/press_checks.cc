#include "engine/pdf/press_checks.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

#include "engine/base/number.h"
#include "engine/pdf/sheet.h"

namespace banxin::pdf {
namespace {

constexpr Length kTwoInksBelow = Length::emu(12700 * 9);  // 9 pt
constexpr Length kTinyBelow = Length::emu(12700 * 6);     // 6 pt
constexpr int kFaintBelow = 50;                           // thousandths
constexpr int kSeenApart = 100;                           // less ink out of register is not seen
// Shorter runs are raised marks and indices, which are small by custom.
constexpr std::size_t kTextCharacters = 4;
// Black of at least so much with so much of the others is a rich black (四色黑).
constexpr int kRichBlack = 850, kRichOthers = 20, kRichGray = 600;

/// "C40 M30 Y30 K100", inks that are none left out; "专色 1 20%" for a spot.
std::string name_of_ink(const Color& ink) {
  if (!ink.spot.empty()) {
    return ink.spot + " " + number_text(ink.tint / 10.0, 1) + "%";
  }
  std::string out;
  for (std::size_t i = 0; i < 4; ++i) {
    if (ink.parts[i] > 0) {
      out += out.empty() ? "" : " ";
      out += "CMYK"[i] + number_text(ink.parts[i] / 10.0, 1);
    }
  }
  return out;
}

/// Inks of at least so many thousandths.
int inks_of(const Color& ink, int least) {
  if (!ink.spot.empty()) {
    return 1;
  }
  return static_cast<int>(std::count_if(
      ink.parts.begin(), ink.parts.end(), [&](std::uint16_t part) { return part >= least; }));
}

bool rich_black(const Color& ink) {
  const auto& [c, m, y, k] = ink.parts;
  return ink.spot.empty() &&
         ((k >= kRichBlack && c + m + y > kRichOthers) || std::min({c, m, y}) >= kRichGray);
}

/// An ink alone, thinner than a screen of dots holds.
bool faint(const Color& ink) {
  if (inks_of(ink, 1) != 1) {
    return false;
  }
  const int part =
      ink.spot.empty() ? *std::max_element(ink.parts.begin(), ink.parts.end()) : ink.tint;
  return part > 0 && part < kFaintBelow;
}

/// What the ink of a run of text covers, about: spaces at its ends left out.
std::optional<Rect> area_of(const GlyphRun& run) {
  std::optional<std::pair<Length, Length>> across;
  for (const RunGlyph& glyph : run.glyphs) {
    const std::size_t begin = std::min<std::size_t>(glyph.text_begin, run.text.size());
    const std::string text = run.text.substr(begin, glyph.text_end - glyph.text_begin);
    if (text == " " || text == "\u3000" || text == "\u00a0") {
      continue;
    }
    const Length at = run.origin.x + glyph.x;
    across = {across ? min(across->first, at) : at, across ? max(across->second, at) : at};
  }
  if (!across) {
    return std::nullopt;
  }
  const Length above = run.size.scaled(88, 100), half = run.size / 2;
  // Half an em for the last glyph: it may be a mark in its half, or a letter.
  return Rect{across->first, run.origin.y - above, across->second - across->first + half, run.size};
}

class Checker {
 public:
  Checker(const Document& document, const PdfOptions& options, const PressColors& colors)
      : document_(document),
        options_(options),
        colors_(colors) {}

  Diagnostics check() {
    for (page_ = 0; page_ < document_.pages.size(); ++page_) {
      near_told_ = false;
      for (const Item& item : document_.pages[page_].items) {
        check(item);
      }
    }
    return std::move(out_);
  }

 private:
  void check(const Item& item) {
    if (const auto* run = std::get_if<GlyphRun>(&item.content)) {
      check_text(*run, item);
    } else if (const auto* path = std::get_if<Path>(&item.content)) {
      for (const std::optional<Color>& color : {path->fill, path->stroke}) {
        if (color) {
          check_paint(colors_.ink(*color), item);
        }
      }
    } else if (const auto* rects = std::get_if<Rects>(&item.content)) {
      check_paint(colors_.ink(rects->fill), item);
      if (role_of(item) == TagRole::figure) {
        for (const Rect& rect : rects->rects) {
          check_place(rect, item);
        }
      }
    } else {
      check_picture(std::get<Picture>(item.content), item);
    }
  }

  void check_text(const GlyphRun& run, const Item& item) {
    const Color ink = colors_.ink(run.color);
    const std::string size = number_text(run.size.pt(), 1);
    check_paint(ink, item);
    if (rich_black(ink)) {
      tell("W722", item, {name_of_ink(ink)});
    } else if (run.size < kTwoInksBelow && inks_of(ink, kSeenApart) > 2) {
      tell("N721", item, {size, name_of_ink(ink)});
    }
    // Ruby too is half as large as its text by custom.
    if (run.size < kTinyBelow && run.glyphs.size() >= kTextCharacters &&
        role_of(item) != TagRole::ruby_text) {
      tell("N724", item, {size});
    }
    if (const std::optional<Rect> area = area_of(run); area && live(item)) {
      check_place(*area, item);
    }
  }

  void check_paint(const Color& ink, const Item& item) {
    if (total_ink(ink) > options_.max_ink) {
      tell("W720",
           item,
           {name_of_ink(ink), std::to_string(total_ink(ink)), std::to_string(options_.max_ink)});
    }
    if (faint(ink)) {
      tell("W723", item, {name_of_ink(ink)});
    }
  }

  /// A picture that runs out of the page is meant to.
  void check_picture(const Picture& picture, const Item& item) {
    const Rect seen = picture.clip.value_or(picture.box);
    const Size trim = document_.pages[page_].size;
    const bool bleeds = seen.x <= kReaches || seen.y <= kReaches ||
                        seen.right() >= trim.width - kReaches ||
                        seen.bottom() >= trim.height - kReaches;
    if (!bleeds && live(item)) {
      check_place(seen, item);
    }
  }

  TagRole role_of(const Item& item) const {
    const auto tag = static_cast<std::size_t>(item.tag);
    return tag < document_.tags.size() ? document_.tags[tag].role : item.artifact;
  }

  bool live(const Item& item) const {
    const TagRole role = role_of(item);
    return role != TagRole::artifact_background && role != TagRole::artifact_page;
  }

  void check_place(const Rect& area, const Item& item) {
    const Size trim = document_.pages[page_].size;
    const Length nearest =
        min(min(area.x, area.y), min(trim.width - area.right(), trim.height - area.bottom()));
    if (!near_told_ && nearest < options_.safe_margin - kTolerance) {
      near_told_ = true;
      Diagnostic told{"W725",
                      item.source,
                      {number_text(nearest.mm(), 1), number_text(options_.safe_margin.mm(), 1)}};
      told.page = static_cast<int>(page_);
      out_.push_back(std::move(told));
    }
  }

  void tell(std::string_view code, const Item& item, std::vector<std::string> args) {
    if (told_.emplace(code, args).second) {
      Diagnostic told{code, item.source, std::move(args)};
      told.page = static_cast<int>(page_);
      out_.push_back(std::move(told));
    }
  }

  static constexpr Length kTolerance = Length::emu(3600);  // 0.1 mm

  const Document& document_;
  const PdfOptions& options_;
  const PressColors& colors_;
  std::size_t page_ = 0;
  bool near_told_ = false;
  std::set<std::pair<std::string_view, std::vector<std::string>>> told_;
  Diagnostics out_;
};

}  // namespace

Diagnostics check_for_press(const Document& document,
                            const PdfOptions& options,
                            const PressColors& colors) {
  return Checker(document, options, colors).check();
}

}  // namespace banxin::pdf

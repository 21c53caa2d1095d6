#include "engine/shape/vertical.h"

#include <algorithm>

namespace banxin {
namespace {

constexpr std::int64_t kCellGuard = 20;     // O6: what a cell's ink may pass it by
constexpr std::int64_t kNarrowest = 700;    // V6
constexpr std::size_t kLongestCell = 3;     // V6: 123, 3.0
constexpr std::size_t kLongestAcronym = 4;  // V6: GDP

constexpr bool digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

constexpr bool letter(char32_t c) {
  return (c | 0x20) >= U'a' && (c | 0x20) <= U'z';
}

/// Han-side pieces stand by the properties of their characters, letters by the words they make.
enum class Stand : std::uint8_t {
  upright,    // shaped downwards
  sideways,   // shaped as in a horizontal line and turned
  cell,       // letters in a cell of one em
  cell_rest,  // in the cell of the piece before
};

/// V6: how a string of letters, digits and signs without spaces stands: all sideways, each in its
/// own cell, or together in one.
enum class Setting { sideways, apart, together };

Setting setting_of(std::u32string_view word) {
  const auto all = [&](auto test) { return std::all_of(word.begin(), word.end(), test); };
  const auto any = [&](auto test) { return std::any_of(word.begin(), word.end(), test); };
  const auto capital = [](char32_t c) { return c >= U'A' && c <= U'Z'; };
  if (word.size() == 1) {
    const bool alone = digit(word[0]) || letter(word[0]) || script_of(word[0]) != Script::common ||
                       vertical_orientation(word[0]) == VerticalOrientation::upright;
    return alone ? Setting::apart : Setting::sideways;
  }
  if (word.size() <= kLongestAcronym && all(capital)) {
    return Setting::apart;
  }
  const auto in_cell = [](char32_t c) {
    return digit(c) || letter(c) || c == U'.' || c == U'+' || c == U'%' || c == U'°';
  };
  const bool grade = any(capital) && word.back() == U'+';
  const bool one = word.size() <= kLongestCell && all(in_cell) && (any(digit) || grade);
  return one ? Setting::together : Setting::sideways;
}

class ColumnSetter {
 public:
  ColumnSetter(ShapeJob& job, HbShaper& shaper, ShapedText& out)
      : job_(job),
        shaper_(shaper),
        out_(out),
        fonts_(job.resolver.fonts()),
        stands_(job.pieces.size(), Stand::upright) {}

  void run() {
    stand_letters();
    const std::size_t count = stands_.size();
    for (std::size_t i = 0; i < count;) {
      std::size_t end = i + 1;
      const Stand next = stands_[i] == Stand::cell ? Stand::cell_rest : stands_[i];
      while (end < count && stands_[end] == next) {
        ++end;
      }
      if (stands_[i] == Stand::upright) {
        set_upright(i, end);
      } else if (stands_[i] == Stand::sideways || !set_cell(i, end)) {
        set_sideways(i, end);
      }
      i = end;
    }
  }

 private:
  bool is_letters(std::size_t i) const {
    const Piece& piece = job_.pieces[i];
    return !piece.in.cjk_font && !is_blank(piece.in) && !piece.missing &&
           piece.font != FontId::none && piece.in.cls != CharClass::object &&
           piece.in.cls != CharClass::line_feed;
  }

  /// Passages of letters, of several words too: words with spaces between them are turned together.
  void stand_letters() {
    for (std::size_t i = 0; i < stands_.size();) {
      if (!is_letters(i)) {
        ++i;
        continue;
      }
      std::size_t end = i + 1;
      bool words = false;
      for (std::size_t at = end; at < stands_.size() && goes_on(i, at); ++at) {
        words = words || is_blank(job_.pieces[at].in);
        end = is_letters(at) ? at + 1 : end;
      }
      stand(i, end, words);
      i = end;
    }
  }

  bool goes_on(std::size_t first, std::size_t at) const {
    const Piece& piece = job_.pieces[at];
    return (is_letters(at) || is_blank(piece.in)) && !piece.typed_space &&
           piece.note == job_.pieces[first].note;
  }

  void stand(std::size_t begin, std::size_t end, bool words) {
    std::u32string word;
    bool plain = !words;
    for (std::size_t i = begin; i < end; ++i) {
      const Piece& piece = job_.pieces[i];
      std::string base;
      append_utf8(base, piece.in.base);
      word += piece.in.base;
      plain = plain && !piece.in.address && piece.run == job_.pieces[begin].run &&
              base.size() == piece.in.end - piece.in.begin;
    }
    const Setting setting = plain ? setting_of(word) : Setting::sideways;
    for (std::size_t i = begin; i < end; ++i) {
      stands_[i] = setting == Setting::sideways              ? Stand::sideways
                   : setting == Setting::apart || i == begin ? Stand::cell
                                                             : Stand::cell_rest;
    }
  }

  void set_sideways(std::size_t begin, std::size_t end) {
    const std::size_t first = out_.clusters.size();
    set_glyphs(job_, shaper_, out_, {begin, end, HB_DIRECTION_LTR});
    for (std::size_t c = first; c < out_.clusters.size(); ++c) {
      turn_sideways(out_.clusters[c], out_);
    }
  }

  // Letters in a cell.

  struct Fit {
    std::vector<RawGlyph> glyphs;
    Length width;
  };

  /// V6: natural, else half or third widths, else whatever is narrowest.
  Fit fit(const Piece& first, std::uint32_t text_end, const ShapedCluster& like) {
    const int grid = fonts_.metrics(first.font).units_per_em;
    HbRequest request = request_of(job_, first, HB_SCRIPT_LATIN);
    const std::vector<FontResolver::Feature>& own = *request.features;
    Fit best;
    for (const hb_tag_t tag :
         {HB_TAG_NONE, HB_TAG('h', 'w', 'i', 'd'), HB_TAG('t', 'w', 'i', 'd')}) {
      std::vector<FontResolver::Feature> features = own;
      if (tag != HB_TAG_NONE) {
        features.push_back({tag, 1});
      }
      request.features = &features;
      Fit now;
      now.glyphs = shaper_.shape(request, job_.text, first.in.begin, text_end);
      for (const RawGlyph& glyph : now.glyphs) {
        now.width += at_size(glyph.advance, grid, like.font_size);
      }
      if (tag == HB_TAG_NONE || now.width < best.width) {
        best = std::move(now);
      }
      if (best.width <= like.size.scaled(1000 + kCellGuard, 1000)) {
        break;
      }
    }
    return best;
  }

  /// False, with nothing done, if the letters are too wide for a cell.
  bool set_cell(std::size_t begin, std::size_t end) {
    Piece& first = job_.pieces[begin];
    const bool one_face = std::all_of(job_.pieces.begin() + static_cast<std::ptrdiff_t>(begin),
                                      job_.pieces.begin() + static_cast<std::ptrdiff_t>(end),
                                      [&](const Piece& p) { return p.font == first.font; });
    if (!one_face) {
      return false;
    }
    ShapedCluster& cell = add_cluster(job_, first, job_.style_of(first), out_);
    const Fit letters = fit(first, job_.pieces[end - 1].in.end, cell);
    std::int64_t scale = 1000;
    if (letters.width > cell.size.scaled(1000 + kCellGuard, 1000)) {
      scale = cell.size.emu() * 1000 / letters.width.emu();
    }
    const bool complete = std::none_of(letters.glyphs.begin(),
                                       letters.glyphs.end(),
                                       [](const RawGlyph& glyph) { return glyph.glyph == 0; });
    if (scale < kNarrowest || !complete || letters.glyphs.empty()) {
      out_.clusters.pop_back();
      out_.source_offset.pop_back();
      return false;
    }
    cell.narrowed = static_cast<std::uint16_t>(scale);
    place_in(cell, letters);
    for (std::size_t i = begin + 1; i < end; ++i) {
      job_.pieces[i].merged = true;
      cell.text_end = job_.pieces[i].in.end;
      cell.break_after = job_.pieces[i].break_after;
    }
    // From here on it is like a Han.
    cell.cls = first.in.cls = CharClass::han;
    first.in.cjk_font = true;
    return true;
  }

  void place_in(ShapedCluster& cell, const Fit& letters) {
    const int grid = fonts_.metrics(cell.font).units_per_em;
    const auto scaled = [&](Length length) { return length.scaled(cell.narrowed, 1000); };
    Length pen = -scaled(letters.width) / 2;
    for (const RawGlyph& raw : letters.glyphs) {
      ShapedGlyph glyph;
      glyph.glyph = raw.glyph;
      glyph.offset = {pen + scaled(at_size(raw.dx, grid, cell.font_size)),
                      cell.size.scaled(kHeadOfEm, 1000) - at_size(raw.dy, grid, cell.font_size)};
      pen += scaled(at_size(raw.advance, grid, cell.font_size));
      out_.glyphs.push_back(glyph);
    }
    cell.advance = out_.glyphs.back().advance = cell.size;
    cell.glyph_end = static_cast<std::uint32_t>(out_.glyphs.size());
  }

  // Han and marks.

  void set_upright(std::size_t begin, std::size_t end) {
    std::size_t c = out_.clusters.size();
    set_glyphs(job_, shaper_, out_, {begin, end, HB_DIRECTION_TTB});
    for (std::size_t i = begin; i < end; ++i) {
      if (job_.pieces[i].merged) {
        continue;
      }
      ShapedCluster& cluster = out_.clusters[c++];
      if (cluster.glyph_begin == cluster.glyph_end || is_blank(job_.pieces[i].in)) {
        continue;
      }
      set_vertical_form(job_, shaper_, out_, job_.pieces[i], cluster);
    }
  }

  ShapeJob& job_;
  HbShaper& shaper_;
  ShapedText& out_;
  const FontStore& fonts_;
  std::vector<Stand> stands_;
};

}  // namespace

void turn_sideways(ShapedCluster& c, ShapedText& out) {
  c.orientation = Orientation::sideways;
  for (std::uint32_t g = c.glyph_begin; g < c.glyph_end; ++g) {
    Point& offset = out.glyphs[g].offset;
    offset = {-c.size.scaled(kMiddleOfEm, 1000) - offset.y, offset.x};
  }
}

void set_vertical_glyphs(ShapeJob& job, HbShaper& shaper, ShapedText& out) {
  ColumnSetter(job, shaper, out).run();
}

}  // namespace banxin

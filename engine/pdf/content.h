// A content stream under construction: owns the graphics state, so that no operator is written
// twice, and the turn from y down to y up, so that it happens in one place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/color.h"
#include "engine/base/geometry.h"
#include "engine/display/display.h"
#include "engine/font/font.h"

namespace banxin::pdf {

/// A page coordinate in 1/1000 pt: what is written, so that differences are exact.
using Milli = std::int64_t;
Milli to_milli(Length length);

class Content {
 public:
  /// `height` is the trimmed page's; the trim's lower left corner comes to lie at (bleed, bleed).
  Content(Length height, Length bleed) : height_(height), bleed_(bleed) {}

  Milli x(Length length) const { return to_milli(length + bleed_); }

  Milli y(Length length) const { return to_milli(height_ + bleed_ - length); }

  void save();
  void restore();
  void set_fill(const Color& color);
  void set_stroke(const Color& color);
  void set_line_width(Length width);
  enum class Join { miter, round };
  void set_join(Join join);
  void rectangle(const Rect& rect);
  void path(const Path& path);

  /// Appends an operator with its operands as they are.
  void raw(std::string_view operators) { out_ += operators; }

  void number(double value, int decimals);
  void coordinate(Milli value);

  /// Marked content: opens with the property list as text ("<</MCID 0>>"), closes with end_mark.
  void begin_mark(std::string_view tag, std::string_view properties);
  void end_mark();

  // Text. begin_text and end_text may be called at any time; nothing is written twice.
  void begin_text();
  void end_text();
  void set_font(std::string_view resource, Length size);
  /// Fill only (0), or fill and stroke of this width for a synthetic bold.
  void set_bold(Length stroke, const Color& color);
  void set_rise(Length rise);
  /// Space after every glyph, in 1/10 000 pt: what evenly spaced lines have in common.
  void set_spacing(std::int64_t spacing);
  /// Takes back what was set of text state: a picture that is a PDF page would inherit it.
  void reset_text_state();
  /// Moves to the start of a run, in page coordinates.
  void text_at(Milli x, Milli y);
  /// Shows a glyph whose pen should stand at `target`, `width` wide, both in 1/1000 em.
  void glyph(GlyphId id, double target, int width);
  /// Writes glyphs held back; the pen keeps its place.
  void flush_glyphs();

  /// Spot colours met, in the order of their resource names CS1, CS2 …
  const std::vector<Color>& spots() const { return spots_; }

  std::string take() { return std::move(out_); }

 private:
  void set_color(const Color& color, Color& held, bool& known, std::string_view operators);

  struct State {
    Color fill, stroke;
    bool fill_known = false, stroke_known = false;
    Length line_width = Length::emu(-1);
    Join join = Join::miter;
    std::string font;
    Length size, rise;
    int rendering = 0;
    std::int64_t spacing = 0;
  };

  Length height_, bleed_;
  std::string out_;
  State state_;
  std::vector<State> saved_;
  std::vector<Color> spots_;
  bool in_text_ = false;
  Milli line_x_ = 0, line_y_ = 0;  // start of the text line, where Td counts from
  double pen_ = 0;                 // after the glyphs shown, in 1/1000 em from the line's start
  std::string array_;              // operands of the TJ under construction
  bool in_string_ = false, adjusted_ = false;
};

}  // namespace banxin::pdf

// A content stream under construction. It owns the graphics state, so that no operator is written
// twice, that every colour is ink (R20, R29) and that black text overprints while nothing white
// ever does (R22, R23); it owns the marks, so that nothing is painted outside one (R71); and the
// turn from y down to y up happens here and nowhere else.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/color.h"
#include "engine/base/geometry.h"
#include "engine/color/color.h"
#include "engine/display/display.h"
#include "engine/font/font.h"

namespace banxin::pdf {

/// A page coordinate in 1/1000 pt: what is written, so that differences are exact.
using Milli = std::int64_t;
Milli to_milli(Length length);

/// Thinnest line a press holds (R27). Thinner ones are drawn as wide as this.
inline constexpr Length kThinnestLine = Length::emu(12700 / 4);  // 0.25 pt
/// Black text up to this size overprints (R22 asks for 12 pt). Above it a picture or tint below
/// would shine through visibly.
inline constexpr Length kOverprintText = Length::emu(12700 * 24);  // 24 pt
/// Black rules up to this width overprint: knocked out, they would show white edges.
inline constexpr Length kOverprintRule = Length::emu(12700);  // 1 pt

enum class Overprint : std::uint8_t { off, on };

/// Resource names of the two states (叠印).
inline constexpr std::string_view kOverprintOn = "O1", kOverprintOff = "O0";

class Content {
 public:
  /// `height` is the trimmed page's; the trim's lower left corner comes to lie at (margin, margin).
  /// `colors` must outlive the content.
  Content(Length height, Length margin, const PressColors& colors)
      : height_(height),
        margin_(margin),
        colors_(colors) {}

  Content(const Content&) = delete;
  Content& operator=(const Content&) = delete;
  ~Content() = default;

  Milli x(Length length) const { return to_milli(length + margin_); }

  Milli y(Length length) const { return to_milli(height_ + margin_ - length); }

  /// An open marked-content sequence (标记内容). All that paints asks for one; there is no other
  /// way to get one than mark() and unmarked(). Ends with close() or at the end of its scope.
  class Mark {
   public:
    Mark(Mark&& other) noexcept : content_(std::exchange(other.content_, nullptr)) {}

    Mark(const Mark&) = delete;
    Mark& operator=(const Mark&) = delete;
    Mark& operator=(Mark&&) = delete;

    ~Mark() { close(); }

    void close();

   private:
    friend class Content;

    explicit Mark(Content* content) : content_(content) {}

    Content* content_;
  };

  /// Opens a sequence with the property list as text ("<</MCID 0>>"). Marks do not nest.
  [[nodiscard]] Mark mark(std::string_view tag, std::string_view properties);
  /// For a document without structure tree, in which nothing is marked.
  [[nodiscard]] Mark unmarked();
  /// A span inside a mark, for properties of the text alone (ActualText, Lang).
  void begin_span(const Mark& mark, std::string_view properties);
  void end_span();

  void save();
  void restore();

  void path(const Mark& mark, const Path& path);
  void rects(const Mark& mark, const Rects& rects);
  /// A path in registration colour, whatever its own; for printer's marks only (R26).
  void registration(const Mark& mark, const Path& path);

  /// Where a picture's unit square comes to lie.
  struct Matrix {
    Milli a, b, c, d, e, f;
  };

  /// Draws an XObject; nothing of the state around it shows in it.
  void draw(const Mark& mark, std::string_view name, const Matrix& at, const Rect* clip);

  // Text. begin_text and end_text may be called at any time; nothing is written twice.
  void begin_text();
  void end_text();

  /// How the glyphs that follow look.
  struct TextStyle {
    std::string_view font;  // resource name
    Length size;
    const Color& color;
    Length bold;  // width of a stroke that makes a synthetic bold, 0: none
  };

  void set_text(const TextStyle& style);
  void set_rise(Length rise);
  /// Space after every glyph, in 1/10 000 pt: what evenly spaced lines have in common.
  void set_spacing(std::int64_t spacing);
  /// Moves to the start of a run, in page coordinates.
  void text_at(Milli x, Milli y);
  /// Shows a glyph whose pen should stand at `target`, `width` wide, both in 1/1000 em.
  void glyph(const Mark& mark, GlyphId id, double target, int width);

  /// Spot inks met, in the order of their resource names CS1, CS2 …; their tint means nothing.
  const std::vector<Color>& spots() const { return spots_; }

  /// Whether the overprint states were used and must be among the resources.
  bool overprints() const { return overprints_; }

  std::string take() { return std::move(out_); }

 private:
  enum class Join { miter, round };

  void need(const Mark& mark) const;
  void number(double value, int decimals);
  void coordinate(Milli value);
  void set_color(Color ink, Color& held, bool& known, std::string_view operators);
  void set_fill(const Color& color);
  void set_stroke(const Color& color);
  void set_line_width(Length width);
  void set_join(Join join);
  void set_overprint(Overprint overprint);
  void set_font(std::string_view resource, Length size);
  void set_rendering(int rendering);
  Color ink(const Color& color) const;
  void outline(const Path& path);
  void rectangle(const Rect& rect);
  void reset_text_state();
  void flush_glyphs();

  struct State {
    Color fill, stroke;
    bool fill_known = false, stroke_known = false;
    Overprint overprint = Overprint::off;
    Length line_width = Length::emu(-1);
    Join join = Join::miter;
    std::string font;
    Length size, rise;
    int rendering = 0;
    std::int64_t spacing = 0;
  };

  Length height_, margin_;
  const PressColors& colors_;
  std::string out_;
  State state_;
  std::vector<State> saved_;
  std::vector<Color> spots_;
  bool overprints_ = false;
  enum class Open { none, marked, unmarked } open_ = Open::none;
  bool mark_in_text_ = false;  // the open mark began between BT and ET
  bool in_text_ = false;
  Milli line_x_ = 0, line_y_ = 0;  // start of the text line, where Td counts from
  double pen_ = 0;                 // after the glyphs shown, in 1/1000 em from the line's start
  std::string array_;              // operands of the TJ under construction
  bool in_string_ = false, adjusted_ = false;
};

}  // namespace banxin::pdf

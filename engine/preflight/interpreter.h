// Runs content streams: graphics state, clip as boxes, text positions, marked content; forms,
// patterns and Type 3 glyphs inside. Tells PaintRules what is painted where.
#pragma once

#include <map>
#include <set>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/preflight/check.h"
#include "engine/preflight/operators.h"
#include "engine/preflight/paint_rules.h"

namespace banxin::prepress {

struct TextState {
  std::shared_ptr<Font> font;
  double size = 0, character_space = 0, word_space = 0, stretch = 1, leading = 0, rise = 0;
  int mode = 0;
};

struct GraphicsState {
  Matrix ctm;
  Box clip = kEverywhere;
  Ink fill, stroke;
  double line_width = 1;
  bool overprint_fill = false, overprint_stroke = false;
  int overprint_mode = 0;
  TextState text;
};

/// One open BMC or BDC.
struct Mark {
  bool artifact = false;
  int mcid = -1;
};

/// What all streams of a file share.
struct Interpreting {
  explicit Interpreting(Check& c) : check(c) {}

  Check& check;
  ColorSpaces spaces;
  std::map<int, std::shared_ptr<Font>> fonts;
  std::map<int, ImageFacts> images;
  std::map<std::string, std::string> spot_tints;  // by name, as first defined
  OperatorReader reader;
  long operators = 0, streams = 0;  // run so far
  std::size_t bytes = 0;            // of those streams
  std::set<int> unreadable;         // forms, not to be unpacked again
  bool exhausted = false;
};

/// What the streams of one page share.
struct PageRun {
  Interpreting& all;
  PaintRules& rules;
  int page;
  std::vector<Mark> marks;
  std::set<int> patterns;  // run already
  Matrix base;             // of the page; patterns are placed by it
};

/// One content stream being run.
class StreamRun final : public OperatorSink {
 public:
  enum class Kind : std::uint8_t { page, form, pattern, glyph };

  StreamRun(PageRun& page, Kind kind, Object resources, int structure_key, int depth);
  void run(const std::string& data, const GraphicsState& initial);
  bool on_operator(const std::string& name, std::vector<Object>& operands) override;

 private:
  using Operands = std::vector<Object>;
  using Handler = void (StreamRun::*)(Operands&);
  static const std::map<std::string, Handler, std::less<>>& handlers();

  // State and path: stream_run.cc
  void save(Operands& o);
  void restore(Operands& o);
  void concat(Operands& o);
  void line_width(Operands& o);
  void ext_state(Operands& o);
  void move_to(Operands& o);
  void line_to(Operands& o);
  void curve_to(Operands& o);

  void close_path(Operands&) {}

  void rectangle_path(Operands& o);

  void stroke_path(Operands&) { paint_path(false, true); }

  void fill_path(Operands&) { paint_path(true, false); }

  void fill_and_stroke(Operands&) { paint_path(true, true); }

  void end_path(Operands&) { paint_path(false, false); }

  void clip_path(Operands&) { clip_pending_ = true; }

  void shade(Operands& o);
  void do_object(Operands& o);
  void inline_image(Operands& o);
  void begin_mark(Operands& o);
  void begin_marked(Operands& o);
  void end_mark(Operands& o);
  // Colour: stream_run_color.cc
  void fill_space(Operands& o);
  void stroke_space(Operands& o);
  void fill_color(Operands& o);
  void stroke_color(Operands& o);
  void fill_gray(Operands& o);
  void stroke_gray(Operands& o);
  void fill_rgb(Operands& o);
  void stroke_rgb(Operands& o);
  void fill_cmyk(Operands& o);
  void stroke_cmyk(Operands& o);
  // Text: stream_run_text.cc
  void begin_text(Operands& o);

  void end_text(Operands&) {}

  void set_font(Operands& o);
  void character_space(Operands& o);
  void word_space(Operands& o);
  void stretch(Operands& o);
  void leading(Operands& o);
  void rise(Operands& o);
  void text_mode(Operands& o);
  void move_text(Operands& o);
  void move_text_leading(Operands& o);
  void text_matrix(Operands& o);
  void next_line(Operands& o);
  void show(Operands& o);
  void show_array(Operands& o);
  void show_next_line(Operands& o);
  void show_spaced(Operands& o);

  void begin_subpath();
  void add_point(double x, double y);
  void paint_path(bool fill, bool stroke);
  void paint_box(const Box& box, bool fill, bool stroke, bool rectangle);
  Paint paint_of(Paint::Kind kind, const Box& box) const;
  /// The pattern a colour names is run, its shading looked at.
  void paint_pattern(const Ink& ink, const Box& box);
  void run_shading(Object shading, const Box& box);
  void draw_form(Object form);
  void draw_image(Object image, const std::string* data);
  /// Counts as content: is it tagged?
  void painted(const Box& box);
  void push_mark(const Mark& mark);
  void set_color(Ink& ink, ColorSpace::Kind kind, Operands& o);
  void set_space(Ink& ink, Operands& o);
  void set_values(Ink& ink, Operands& o);
  void note_spot(const ColorSpace& space);
  void show_string(const std::string& bytes);
  void show_code(const Font::Code& code, const Matrix& to_page);
  void advance(double by);
  Object resource(const char* kind, Object key) const;
  void read_state(Object state);
  Box page_box() const;

  PageRun& page_;
  Kind kind_;
  Object resources_;
  int structure_key_, depth_;
  GraphicsState now_;
  std::vector<GraphicsState> saved_;
  std::size_t marks_before_ = 0;
  std::map<std::string, Space> spaces_;  // by the name used here
  std::map<std::string, std::shared_ptr<Font>> fonts_;

  // The path so far, in page space.
  struct Subpath {
    Box box = kNowhere;
    bool rectangle = false;
  };

  std::vector<Subpath> path_;
  double at_x_ = 0, at_y_ = 0;
  bool clip_pending_ = false, unbalanced_ = false, reduced_ = false;
  Matrix text_, line_;
};

}  // namespace banxin::prepress

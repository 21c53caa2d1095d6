// The rules of what is painted: each mark on the page comes by here once, with its box, colour and
// state.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>

#include "engine/preflight/check.h"
#include "engine/preflight/color_space.h"
#include "engine/preflight/font.h"
#include "engine/preflight/image_facts.h"

namespace banxin::prepress {

/// A colour with the inks it takes, worked out when it is set.
struct Ink {
  Color color;
  Inks inks;

  bool white() const { return inks.count == 0 && !inks.unknown && !inks.registration; }
};

struct Paint {
  enum class Kind : std::uint8_t { fill, stroke, text, mask } kind = Kind::fill;
  Box box;  // on the page, clipped
  const Ink* ink = nullptr;
  bool overprint = false;
  int overprint_mode = 0;
  double size = 0;         // pt on the page: of type, of a line's width
  bool rectangle = false;  // a filled upright rectangle, which may stand for a line
  bool reduced = false;    // in a form drawn smaller than it is, as a picture is
  bool placed = true;      // false in the cell of a pattern: its place says nothing
};

class PaintRules {
 public:
  PaintRules(Check& check, int page);

  void on_paint(const Paint& paint);
  /// A picture drawn into the unit square of `ctm`.
  void on_image(const ImageFacts& facts, const Matrix& ctm, const Box& clip, const Paint& mask);
  /// Colours that come without a colour operator: of shadings, groups.
  void on_space(const Space& space, const char* where, const Box& box);
  void on_total(double percent, const Box& box);
  void on_font(const Font& font, const Box& box);
  void on_code(unsigned faults, const std::string& particulars, const Box& box);
  void on_transparency(const char* rule, const std::string& which, const Box& box);
  void find(const char* rule, const Box& box, std::vector<std::string> args = {});
  /// A form's or the page's Group.
  void on_group(Object group, const Box& box);
  /// Once, when all of the page was seen.
  void finish(Object page_group);

 private:
  void check_color(const Space& space, const char* where, const Box& box);
  void check_spots(const ColorSpace& space, const Box& box);
  void check_ink(const Paint& paint);
  void check_text(const Paint& paint);
  void check_bleed(const Box& box, const char* what);
  void check_live(const Paint& paint);
  void note_inks(const ColorSpace& space, const Inks& inks);

  Check& check_;
  int page_;
  const PageBoxes& boxes_;
  PreflightInks& page_inks_;
  bool press_, transparency_ = false, painted_ = false;
};

}  // namespace banxin::prepress

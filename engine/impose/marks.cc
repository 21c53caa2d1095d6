#include "engine/impose/marks.h"

#include <array>

#include "engine/base/number.h"
#include "engine/impose/stroke_font.h"

namespace banxin::impose {
namespace {

constexpr Length kMark = Length::mm(5);     // R16
constexpr Length kCross = Length::mm(2.5);  // half of a registration cross
constexpr Length kLabel = Length::mm(2.6);

/// Operators in points from the bottom left corner; told places from the top left one.
class Pen {
 public:
  explicit Pen(Length height) : height_(height) {}

  void line(Point from, Point to) {
    point(from, "m");
    point(to, "l S");
  }

  void circle(Point centre, Length radius) {
    const Length k = radius.times(0.5523);
    point(centre + Point{radius, {}}, "m");
    curve(centre, {radius, k}, {k, radius}, {{}, radius});
    curve(centre, {-k, radius}, {-radius, k}, {-radius, {}});
    curve(centre, {-radius, -k}, {-k, -radius}, {{}, -radius});
    curve(centre, {k, -radius}, {radius, -k}, {radius, {}});
    out_ += "S\n";
  }

  void square(Point corner, Length side) {
    number(corner.x);
    number(height_ - corner.y - side);
    number(side);
    number(side);
    out_ += "re f\n";
  }

  void text(std::string_view text, Point baseline, Length size) {
    out_ += stroke_text(text, baseline.x.pt(), (height_ - baseline.y).pt(), size.pt());
  }

  void raw(std::string_view operators) { out_ += operators; }

  std::string take() { return std::move(out_); }

 private:
  void number(Length value) {
    append_number(out_, value.pt(), 3);
    out_ += ' ';
  }

  void point(Point at, std::string_view operators) {
    number(at.x);
    number(height_ - at.y);
    out_ += operators;
    out_ += '\n';
  }

  void curve(Point centre, Point first, Point second, Point end) {
    for (const Point p : {first, second}) {
      number(centre.x + p.x);
      number(height_ - centre.y - p.y);
    }
    point(centre + end, "c");
  }

  Length height_;
  std::string out_;
};

/// Lines at the margin beside the places `xs` and `ys`, at all four sides.
void ticks(Pen& pen,
           const Sheet& sheet,
           Length distance,
           const std::vector<Length>& xs,
           const std::vector<Length>& ys) {
  const Rect& trim = sheet.trim;
  for (const Length x : xs) {
    pen.line({x, trim.y - distance - kMark}, {x, trim.y - distance});
    pen.line({x, trim.bottom() + distance}, {x, trim.bottom() + distance + kMark});
  }
  for (const Length y : ys) {
    pen.line({trim.x - distance - kMark, y}, {trim.x - distance, y});
    pen.line({trim.right() + distance, y}, {trim.right() + distance + kMark, y});
  }
}

void crosses(Pen& pen, const Sheet& sheet, Length distance) {
  const Rect& trim = sheet.trim;
  const Length out = distance + kCross;
  // At a third: no fold and no cut of any sheet lies there.
  const Length x = trim.x + trim.width / 3;
  const Length y = trim.y + trim.height / 3;
  for (const Point centre : {Point{x, trim.y - out},
                             Point{x, trim.bottom() + out},
                             Point{trim.x - out, y},
                             Point{trim.right() + out, y}}) {
    pen.line(centre + Point{-kCross, {}}, centre + Point{kCross, {}});
    pen.line(centre + Point{{}, -kCross}, centre + Point{{}, kCross});
    pen.circle(centre, kCross * 3 / 5);
  }
}

void color_bar(Pen& pen, const Sheet& sheet, Length distance) {
  constexpr std::array<std::string_view, 8> kPatches = {"1 0 0 0 k\n",
                                                        "0 1 0 0 k\n",
                                                        "0 0 1 0 k\n",
                                                        "0 0 0 1 k\n",
                                                        "0.5 0 0 0 k\n",
                                                        "0 0.5 0 0 k\n",
                                                        "0 0 0.5 0 k\n",
                                                        "0 0 0 0.5 k\n"};
  Point corner{sheet.trim.x + sheet.trim.width / 3 + 10_mm, sheet.trim.y - distance - kMark};
  for (const std::string_view patch : kPatches) {
    pen.raw(patch);
    pen.square(corner, kMark);
    corner.x += kMark;
  }
}

}  // namespace

std::string mark_content(const Sheet& sheet,
                         const PrinterMarks& marks,
                         Length distance,
                         std::string_view label) {
  Pen pen(sheet.media.height);
  pen.raw("q\n");
  if (marks.trim || marks.registration) {
    pen.raw("/All CS 1 SCN 0.25 w\n");
  }
  if (marks.trim) {
    ticks(pen, sheet, distance, sheet.cuts_x, sheet.cuts_y);
    pen.raw("[4 2] 0 d\n");
    ticks(pen, sheet, distance, sheet.folds_x, sheet.folds_y);
    pen.raw("[] 0 d\n");
  }
  if (marks.registration) {
    crosses(pen, sheet, distance);
  }
  if (marks.color_bar) {
    color_bar(pen, sheet, distance);
  }
  if (marks.job_line) {
    pen.raw("0 0 0 1 K 0.4 w 1 j 1 J\n");
    pen.text(label, {sheet.trim.x + 3_mm, sheet.trim.bottom() + distance + 1_mm + kLabel}, kLabel);
  }
  pen.raw("Q\n");
  return pen.take();
}

std::string sheet_label(const SheetPlan& plan, const SheetSide& side) {
  std::string label;
  if (plan.signatures > 1) {
    label += "第 " + std::to_string(side.signature) + " 帖 ";
  }
  label += "第 " + std::to_string(side.sheet) + " 张";
  if (side.face != SheetSide::Face::only) {
    label += side.face == SheetSide::Face::front ? " 正面" : " 反面";
  }
  return label;
}

}  // namespace banxin::impose

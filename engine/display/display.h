// The display list: finished pages. Producers (block, page) and consumers (pdf, dump) meet here
// and nowhere else.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/color.h"
#include "engine/base/geometry.h"
#include "engine/base/span.h"
#include "engine/base/tag.h"
#include "engine/font/font.h"
#include "engine/image/image.h"

namespace banxin {

enum class TagId : std::uint32_t { none = 0xffffffff };

/// One shaped cluster of a glyph run: glyphs and the source text they stand for, once and in order.
struct RunGlyph {
  GlyphId glyph = 0;
  Length x;                      // from the run's origin; the pen goes where this says
  Length y;                      // down from the baseline
  std::uint32_t text_begin = 0;  // bytes of GlyphRun::text; a cluster's later glyphs are empty
  std::uint32_t text_end = 0;
};

/// Glyphs of one face, size and colour on one baseline.
struct GlyphRun {
  FontId font = FontId::none;
  Length size;
  Color color;
  Point origin;                  // start of the baseline on the page
  std::vector<RunGlyph> glyphs;
  std::string text;              // what a reader copies
  Length synthetic_bold;         // stroke width, 0: none
  std::string language;          // BCP 47 if it differs from the document's, else empty
};

/// A filled and/or stroked path. Curves are cubic.
struct Path {
  enum class Verb : std::uint8_t { move, line, curve, close };
  struct Segment {
    Verb verb = Verb::move;
    Point p[3];
  };
  std::vector<Segment> segments;
  std::optional<Color> fill;
  bool even_odd = false;
  std::optional<Color> stroke;
  Length stroke_width;
};

/// Many rectangles in one fill: QR modules, tinted areas, rules.
struct Rects {
  std::vector<Rect> rects;
  Color fill;
};

struct Picture {
  std::shared_ptr<const Image> image;
  Rect box;                      // where it is drawn, whole picture
  std::optional<Rect> clip;
};

struct Item {
  std::variant<GlyphRun, Path, Rects, Picture> content;
  TagId tag = TagId::none;       // structure element; none: use `artifact`
  TagRole artifact = TagRole::artifact_layout;
  Span source;
};

struct LinkArea {
  Rect box;
  std::string uri;               // or
  int page = -1;                 // physical page from 0, with
  Point at;                      // the place on it
  std::string description;       // for Contents
  TagId tag = TagId::none;
};

struct Page {
  Size size;                     // trimmed
  Length bleed;
  std::vector<Item> items;       // painted in order
  std::vector<LinkArea> links;
  std::string folio;             // as printed, for page labels
  std::string flow;              // name of the flow it belongs to, for dumps
  bool blank = false;            // inserted before a recto opening
  double fill = 0;               // how full the type area is, 0 to 1
};

struct TagNode {
  TagRole role = TagRole::p;
  TagId parent = TagId::none;    // none: child of the document
  std::string title, alternative, language, actual_text;
  int column_scope = 0;          // table_head: 1 column, 2 row
  int column_span = 1, row_span = 1;  // table_head, table_cell
  ListNumbering numbering = ListNumbering::none;  // lists
  std::optional<Rect> box;       // figures
};

/// Indices of the elements as they are read: children by their numbers, each before its own.
std::vector<std::size_t> reading_order(const std::vector<TagNode>& tags);

struct OutlineEntry {
  std::string title;
  int level = 1;
  int page = 0;
  Point at;
};

struct LabelRange {              // page labels from this page on
  int first_page = 0;
  enum class Style : std::uint8_t { none, decimal, lower_roman, upper_roman } style = Style::decimal;
  std::string prefix;
  int start = 1;
};

/// The finished issue. Owns nothing but values and shared pictures.
struct Document {
  std::vector<Page> pages;
  std::vector<TagNode> tags;     // by TagId; a parent stands before its children
  std::vector<OutlineEntry> outline;
  std::vector<LabelRange> labels;
  std::string title, author, subject, language;
  std::vector<std::string> keywords;
  bool right_bound = false;
};

}  // namespace banxin

// Part of style.h: styled blocks, what pages are filled with. Properties are final.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/color.h"
#include "engine/base/composition.h"
#include "engine/base/geometry.h"
#include "engine/base/tag.h"
#include "engine/issue/issue.h"
#include "engine/style/styled_text.h"

namespace banxin {

enum class BreakRule : std::uint8_t { automatic, column, page, recto, verso, avoid };
enum class SideAlign : std::uint8_t { start, center, end };

/// Where a block stands that leaves its place in the text (浮动): beside the lines that follow it,
/// or at the head or foot of a page or column. `inside` is the side of the binding.
enum class Float : std::uint8_t {
  none,
  left,
  right,
  inside,
  outside,
  page_top,
  page_bottom,
  column_top,
  column_bottom
};

/// At the head or foot of a column or page, this one or a later (L8).
inline bool is_at_edge(Float where) {
  return where >= Float::page_top;
}

inline bool is_beside(Float where) {
  return where >= Float::left && where <= Float::outside;
}

/// Whether a block may stand beside a float or begins below it. `automatic`: text and lists stand
/// beside it; headings, framed boxes, tables, pictures and rows begin below.
enum class Clear : std::uint8_t { automatic, none, both };

/// What a box looks like where it goes on in the next column: open, or with border and padding on
/// both parts.
enum class BoxBreak : std::uint8_t { slice, clone };

/// How many columns of the page a block stands across, as CSS has it.
/// Whether a block stands across the columns of its page. `automatic` is of the boxes of tables,
/// and settled with the widths of their cells when styles are resolved; elsewhere it is `none`.
enum class ColumnSpan : std::uint8_t { none, all, automatic };

/// How a picture fills a width and height that are both given: distorted, whole inside them, or
/// cropped so that it covers them.
enum class ObjectFit : std::uint8_t { fill, contain, cover };

struct Border {
  Length width;  // 0: none
  Color color;
  friend bool operator==(const Border&, const Border&) = default;
};

/// What a line does whose ruby or marks need more room than the line gap: nothing, all lines keep
/// their distance (M2, M6), or it grows.
enum class LinePitch : std::uint8_t { constant, grow };

/// What happens to text that is longer than one line: it wraps, or is cut and ends in …… (L5).
enum class TextOverflow : std::uint8_t { wrap, ellipsis };

/// Which lines of a paragraph are warned of (J7, J8). Limits are in thousandths of an em; 0: never.
struct QualityGates {
  std::int32_t loose_gap = 0;         // a gap between Han widened by more than this
  std::int32_t stop_compression = 0;  // 。？！ inside the line gave more than this
  int hyphen_ladder = 0;              // more lines in a row than this end in a hyphen
  bool short_last = false;            // 孤字
  bool soft_breaks = false;           // a soft unit parted at a line end

  bool any() const {
    return loose_gap > 0 || stop_compression > 0 || hyphen_ladder > 0 || short_last || soft_breaks;
  }

  friend bool operator==(const QualityGates&, const QualityGates&) = default;
};

/// All properties of a block, paragraph or not, final. Lengths are resolved.
struct BlockStyle {
  std::string name;  // as the layout names it, for dumps and messages
  // Paragraphs
  TextStyleId text{};
  Composition composition;
  Length line_height;
  Length text_indent;
  Align text_align = Align::justify;
  Align text_align_last = Align::start;
  Length marker_width;  // field of a list or note label, left of the text (P4)
  Align marker_align = Align::start;
  bool marker_fit = false;   // field as wide as the widest label of the list, plus the gap
  Length marker_gap;         // marker_fit: between that label and the text
  int hang_after_lines = 0;  // 0: never
  TextOverflow overflow = TextOverflow::wrap;
  int widows = 2, orphans = 2;
  std::int32_t widow_minimum = 0;  // least last line, in thousandths of the measure, that may stand
                                   // alone if nothing else can part the paragraph; 0: none
  int initial_lines = 0;           // 首字下沉: lines the first character spans; below 2: none
  int looseness = 0;               // lines more or less than the best number, if it can be
  bool keep_lead_in = true;        // a paragraph that ends in ： stays with what follows (P7)
  QualityGates gates;
  LinePitch line_pitch = LinePitch::constant;
  // All blocks
  Insets margin;                    // vertical margins of neighbours collapse to the larger
  bool keep_margin_at_top = false;  // margin-top also at the head of a page
  Insets padding;
  Border grid_border;  // frames of the cells of text on a grid (稿纸)
  Border border_top, border_right, border_bottom, border_left;
  std::optional<Color> background;
  BreakRule break_before = BreakRule::automatic;
  BreakRule break_after = BreakRule::automatic;
  int keep_with_next = 0;      // lines of the next block that stay with this one; 0: none
  int keep_with_previous = 0;  // lines of the block before that stay with this one; 0: none
  Length room_needed;          // a column with less room left is ended before it (L7); 0: none
  bool keep_together = false;
  Length grid;                     // block height rounds up to a multiple; 0: not
  int lines = 0;                   // H3 占行: height in lines of body text at least; 0: as it is
  Length line_unit;                // one such line
  std::int32_t lines_above = 600;  // thousandths of what is left over that stand above
  int columns = 1;                 // inside this box
  Length column_gap;
  Border column_rule;    // between its columns
  Length baseline_grid;  // pitch of the grid its columns share (L3); 0: none
  ColumnSpan column_span = ColumnSpan::none;
  bool clear_floats = false;  // floats from before stand above it
  std::uint32_t page = 0;     // master of its pages, 1-based into Styled::masters; 0: the flow's
  ObjectFit object_fit = ObjectFit::fill;
  std::uint32_t page_first = 0;        // master of the page it opens, likewise
  SideAlign align = SideAlign::start;  // where a box narrower than the measure stands
  Float floating = Float::none;
  Length float_gap;     // between a float and the text beside it, at least; 0: one em
  Length measure_step;  // text beside a float or initial is as wide as a multiple of
                        // this; 0: of its em where the measure is
  Clear clear = Clear::automatic;
  BoxBreak box_break = BoxBreak::slice;
  Length width;  // 0: the measure
  Length min_height;
  TagRole role = TagRole::p;
  int outline_level = 0;  // bookmark level from 1; 0: none
};

/// Whether the block is set at the full measure of the type area, not at that of a column.
inline bool stands_across(const BlockStyle& style) {
  return style.column_span == ColumnSpan::all || style.floating == Float::page_top ||
         style.floating == Float::page_bottom;
}

enum class StyledKind : std::uint8_t {
  paragraph,   // paragraph
  box,         // children one below the other
  row,         // children side by side, widths in `widths`
  image,       // image, at `size` limits
  qr,          // data, side size.width
  rule,        // horizontal rule: size.width (0: measure) × size.height
  space,       // size.height of nothing; vanishes at the head of a page
  table,       // table
  page_break,  // as style.break_before
};

struct StyledCell {
  std::vector<std::shared_ptr<const Paragraph>> paragraphs;
  CellAlign align = CellAlign::none;
  Span source;
};

struct StyledRow {
  std::vector<StyledCell> cells;
  bool head = false;
};

struct StyledTable {
  std::vector<StyledRow> rows;  // head rows first
  std::size_t columns = 0;
  Border rule_top, rule_head, rule_bottom, rule_row, rule_column;
  std::optional<Color> head_background, cell_background;
  std::optional<Color> stripe;  // of every second body row, over cell_background
  Insets cell_padding;
  SideAlign align = SideAlign::center;
  bool full_width = true;                      // spread over the measure
  std::shared_ptr<const Paragraph> continued;  // caption repeated on the next page (续表), or null
};

struct StyledBlock {
  StyledKind kind = StyledKind::paragraph;
  BlockStyleId style{};
  std::shared_ptr<const Paragraph> paragraph;
  std::vector<StyledBlock> children;
  std::vector<Length> widths;             // row: one per child; 0 shares what is left
  Length gap;                             // row: between children
  SideAlign vertical = SideAlign::start;  // row: how children stand
  ImageId image = ImageId::none;
  Size size;         // image: 0 = natural, both limited by the measure; qr, rule
  Size max_size;     // image: 0 = unlimited
  std::string data;  // qr
  Color color;       // rule
  std::shared_ptr<const StyledTable> table;
  AnchorId anchor = AnchorId::none;  // its place becomes a PageFact
  LinkId link = LinkId::none;        // whole block is a link (QR code)
  std::vector<NoteId> notes;         // at the foot of the page where it stands, without a mark
  std::string outline;               // bookmark text; level in the style
  std::vector<std::pair<std::string, std::string>> strings;  // running strings it sets
  std::string alternative;                                   // figure: alternative text
  TagRole role = TagRole::p;
  ListNumbering numbering = ListNumbering::none;  // list
  std::uint32_t run_in = 0;  // paragraph: bytes of the heading it begins with (H6), 0: none
  Span source;
};

struct StyledNote {
  std::vector<StyledBlock> blocks;  // first paragraph carries the label as its marker
  bool labelled = true;             // false: an author's or fund note, which has neither (B1)
  Span source;
};

}  // namespace banxin

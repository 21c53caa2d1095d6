// Layouts and styled issues. A Layout is design as data; resolve_styles joins it with an Issue and
// gives a Styled value in which every property is final and nothing is looked up along a chain
// again. Only references to pages are still symbolic: Field runs, filled in by expand_fields.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/color.h"
#include "engine/base/composition.h"
#include "engine/base/diagnostic.h"
#include "engine/base/geometry.h"
#include "engine/base/hash.h"
#include "engine/base/layout_entry.h"
#include "engine/base/result.h"
#include "engine/base/tag.h"
#include "engine/base/world.h"
#include "engine/font/font.h"
#include "engine/issue/issue.h"

namespace banxin {

enum class TextStyleId : std::uint32_t {};
enum class BlockStyleId : std::uint32_t {};
enum class AnchorId : std::uint32_t { none = 0xffffffff };
enum class NoteId : std::uint32_t { none = 0xffffffff };
enum class LinkId : std::uint32_t { none = 0xffffffff };
enum class ImageId : std::uint32_t { none = 0xffffffff };

// ---- text -------------------------------------------------------------------------------------

/// The faces of one font role in order of preference: per cluster the first that has it (F3).
struct FontStack {
  std::vector<FontWish> cjk;                // Han, kana, full-width and shared marks
  std::vector<FontWish> latin;              // letters, digits, ASCII marks
  std::vector<std::string> cjk_features;    // OpenType tags switched on, e.g. "palt"
  std::vector<std::string> latin_features;  // e.g. "hwid": half-width Latin of a Song face
  std::string role = {};                    // the layout's name for it, for reports
  // A11: size of the letters and digits in 1/1000 of the Han; 0: as matches the heights of the
  // letters the first Chinese face itself has.
  std::int32_t latin_scale = 1000;
  friend bool operator==(const FontStack&, const FontStack&) = default;
};

/// Emphasis marks (着重号), one at every character (M2); shapes as CSS text-emphasis-style has
/// them.
enum class EmphasisMark : std::uint8_t {
  none,
  dot,
  open_dot,
  circle,
  open_circle,
  double_circle,
  triangle,
  open_triangle,
  sesame,
  open_sesame
};
enum class EmphasisSide : std::uint8_t { under, over };

/// Lines under names (M3): 专名号, straight, and 书名号甲式, a wave.
enum class NameMark : std::uint8_t { none, proper_name, book_title };

/// How a line or mark looks: by the style that asks for it, not by what stands inside, so that a
/// change of size or colour inside does not cut the line.
struct MarkLook {
  Length size;
  Color color;
  Length shift;  // baseline-shift of that style
  friend bool operator==(const MarkLook&, const MarkLook&) = default;
};

/// Ruby (M6), read from the style of the annotation.
enum class RubyPosition : std::uint8_t { automatic, over, under, inter_character };
enum class RubyAlign : std::uint8_t { space_around, start, center, space_between };
enum class RubyOverhang : std::uint8_t { none, automatic };

struct RubyLayout {
  RubyPosition position = RubyPosition::automatic;  // beside its base if it is bopomofo, else over
  RubyAlign align = RubyAlign::space_around;
  RubyOverhang overhang = RubyOverhang::none;
  std::int32_t gap = 250;       // least gap of neighbours with letters, in 1/1000 em of the base
  std::int32_t word_gap = 500;  // between bases of several characters, in 1/1000 em of the base
  friend bool operator==(const RubyLayout&, const RubyLayout&) = default;
};

struct TextStyle {
  std::uint32_t stack = 0;  // index into Styled::font_stacks
  Length size;
  Color color;
  Length letter_spacing;  // added after every Han; 0 in body text (C7)
  Length baseline_shift;  // up is positive
  bool underline = false;
  bool line_through = false;
  EmphasisMark emphasis_mark = EmphasisMark::none;
  EmphasisSide emphasis_side = EmphasisSide::under;
  NameMark name_mark = NameMark::none;
  MarkLook underline_look, through_look, emphasis_look, name_look;  // set if the mark is
  RubyLayout ruby;
  Length synthetic_bold;  // stroke width (F2); 0: none
  std::string language;   // BCP 47; empty: the issue's
  friend bool operator==(const TextStyle&, const TextStyle&) = default;
};

/// What a run shows if not its own text: filled from PageFacts, or from the page it stands on.
enum class FieldKind : std::uint8_t {
  none,
  page_ref,       // folio of `anchor`
  folio,          // folio of this page
  page_number,    // physical number of this page, from 1
  page_count,     // physical pages of the issue
  running_first,  // named string `name`: first set on this page, else carried over
  running_last,   // last set on this page, else carried over
  note_circled,   // number of the note `numbered` on its page: ①, 1 or [1] (M7)
  note_decimal,
  note_bracketed,
};

struct Run {
  std::uint32_t begin = 0, end = 0;  // bytes of Paragraph::text; runs are contiguous and cover it
  TextStyleId style{};
  Span source;  // if as long as the run, bytes correspond one to one
  LinkId link = LinkId::none;
  NoteId note = NoteId::none;     // this run is the mark of that note
  std::uint32_t ruby = 0;         // 1-based index into Paragraph::rubies; 0: none
  ImageId image = ImageId::none;  // inline picture in place of U+FFFC
  Size image_size;
  FieldKind field = FieldKind::none;
  AnchorId anchor = AnchorId::none;  // page_ref
  std::string name;                  // running_*
  NoteId numbered = NoteId::none;    // note_*
  bool nowrap = false;               // no break inside
  std::uint32_t name_mark = 0;       // runs of one marked name have one number; 0: none (M4)
  bool no_hyphen = false;            // words are not hyphenated (U7)
  bool personal_name = false;        // a name that parts reluctantly (U9), never hyphenated
};

struct Ruby {
  std::string text;
  TextStyleId style{};
  Span source;
};

/// Leader and page number at the end of a contents entry (Y1–Y4).
struct Leader {
  std::string dot;  // one dot of the leader
  Length pitch;     // lattice cell, anchored at the right edge
  Length gap;       // least distance from text to leader, and leader to number
  int min_dots = 4;
  Length number_width;      // field of the page number, the same for all entries
  Length author_width;      // field of the author before it; 0: no author
  Length turn_over_indent;  // second and further lines

  /// From the right edge to the end of the last dot.
  Length reserve() const {
    return number_width + gap + (author_width > Length() ? author_width + gap : Length());
  }

  friend bool operator==(const Leader&, const Leader&) = default;
};

/// The leaf of every flow: text with runs. Immutable, shared between passes: a paragraph without
/// fields is the same object in every pass, so caches hit.
struct Paragraph {
  BlockStyleId style{};
  std::string text;  // UTF-8; '\n' is a forced line break; U+FFFC an inline picture
  std::vector<Run> runs;
  std::vector<Ruby> rubies;
  std::shared_ptr<const Paragraph> marker;  // list or note label, set in the marker field
  bool marker_is_text =
      false;  // the marker is the beginning of the text itself, no label of its own
  std::optional<Leader> leader;
  std::shared_ptr<const Paragraph> trailing;  // page number after the leader
  std::shared_ptr<const Paragraph> author;    // between leader and number (Y3), or null
  // A caption of many lines hangs after its label (B2): set instead if there are more than
  // style.hang_after_lines, its further lines indented by the first `hang` bytes.
  std::shared_ptr<const Paragraph> when_long;
  std::uint32_t hang = 0;
  // The first character with what clings to it, over style.initial_lines lines (首字下沉); `text`
  // begins after it. Or null.
  std::shared_ptr<const Paragraph> initial;
  Span source;
  bool has_fields() const;
};

// ---- blocks -----------------------------------------------------------------------------------

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
/// Whether a block stands across the columns of its page. `automatic` is of the boxes of tables, and
/// settled with the widths of their cells when styles are resolved; elsewhere it is `none`.
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
  int initial_lines = 0;     // 首字下沉: lines the first character spans; below 2: none
  int looseness = 0;         // lines more or less than the best number, if it can be
  bool keep_lead_in = true;  // a paragraph that ends in ： stays with what follows (P7)
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
  std::optional<Color> stripe;       // of every second body row, over cell_background
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
  Span source;
};

struct StyledNote {
  std::vector<StyledBlock> blocks;  // first paragraph carries the label as its marker
  bool labelled = true;             // false: an author's or fund note, which has neither (B1)
  Span source;
};

// ---- pages ------------------------------------------------------------------------------------

/// A distance from an edge; unset: not given.
using Edge = std::optional<Length>;

/// What a page's running strings must say for a frame to stand on it.
struct RunningTest {
  std::string name;
  std::string equals;  // empty: set at all
  bool last = false;   // the last set on the page instead of the first
  bool negated = false;
  friend bool operator==(const RunningTest&, const RunningTest&) = default;
};

/// A rectangle of a page master, by edges. Two of left/right(inner/outer)/width and two of
/// top/bottom/height are given; what is missing reaches the edge of `relative`.
struct Frame {
  enum class Relative : std::uint8_t { page, type_area, bleed } relative = Relative::page;
  enum class Side : std::uint8_t { both, left, right } side = Side::both;
  /// Only on pages where an article begins, or only on the others (L5).
  enum class Pages : std::uint8_t { all, opening, continuing } pages = Pages::all;
  Edge left, right, inner, outer, top, bottom, width, height;
  std::vector<std::vector<RunningTest>> when;  // all of (any of)
  // 书口检索标: as far down as the running string `step_by`, a number from 1, says; no such number,
  // no frame. After step_count steps it begins at the head again; 0: never.
  Length step;
  std::string step_by;
  int step_count = 0;
  SideAlign vertical = SideAlign::start;
  std::vector<StyledBlock> blocks;  // may hold fields
  std::optional<Color> background;
  BlockStyleId style{};
};

/// How text that ends on a page of several columns fills them: evenly (P8), or one after the other.
enum class ColumnFill : std::uint8_t { balance, automatic };

struct Master {
  std::string name;
  Length margin_top, margin_bottom, margin_inner, margin_outer;  // the type area (版心)
  int columns = 1;
  Length column_gap;
  ColumnFill column_fill = ColumnFill::balance;
  Border column_rule;    // between columns, as high as their text
  Length baseline_grid;  // pitch of the grid that all columns share (L3); 0: none
  Length overhang;       // half a leading by which columns stand over the type area at
                         // head and foot, where it is measured in lines (L1, L2)
  std::vector<Frame> frames;
};

enum class FolioFormat : std::uint8_t { none, decimal, lower_roman, upper_roman, chinese };

/// A run of pages with its own masters and numbering: cover, board, contents, body, back cover.
struct Flow {
  std::string name;
  std::uint32_t master_first = 0, master_left = 0, master_right = 0;  // into Styled::masters
  BreakRule start = BreakRule::page;                                  // page, recto or verso
  std::optional<int> restart_folio;                                   // number of its first page
  FolioFormat folio = FolioFormat::decimal;
  std::string label_prefix;         // page label in the PDF
  std::uint32_t master_blank = 0;   // for blank pages before a recto
  int pages_multiple = 0;           // filler pages: as many of the first master as make the
                                    // issue's pages a multiple of this; 0: an ordinary flow
  std::vector<StyledBlock> blocks;  // empty: one page of frames only
  Length note_gap;                  // above the note rule
  Border note_rule;
  Length note_rule_width;
};

struct LinkTarget {
  std::string uri;  // or
  AnchorId anchor = AnchorId::none;
  Span source;
};

struct ImageRef {
  std::string path;
  Span span;
};

/// The whole issue, styled.
struct Styled {
  std::string language;
  Size page;
  Length bleed;
  bool facing = true;  // left and right pages
  bool right_bound = false;
  std::vector<FontStack> font_stacks;
  std::vector<TextStyle> text_styles;
  std::vector<BlockStyle> block_styles;
  std::vector<Master> masters;
  std::vector<Flow> flows;
  std::vector<StyledNote> notes;
  bool notes_by_page = false;  // numbering restarts on every page (M7)
  std::vector<LinkTarget> links;
  std::vector<std::string> anchors;  // names, for dumps: "article:articles/01.md", "section:2"
  std::vector<ImageRef> images;
  std::string title, author, subject;  // document metadata
  std::vector<std::string> keywords;
  std::size_t article_count = 0;

  const TextStyle& text(TextStyleId id) const { return text_styles[static_cast<std::size_t>(id)]; }

  const BlockStyle& block(BlockStyleId id) const {
    return block_styles[static_cast<std::size_t>(id)];
  }
};

/// Where things came to stand in a pass; plain data.
struct PageFacts {
  struct Place {
    int page = -1;      // physical, from 0; -1: not placed
    std::string folio;  // as printed
    friend bool operator==(const Place&, const Place&) = default;
  };

  std::vector<Place> anchors;  // by AnchorId
  int page_count = 0;
  std::vector<int> notes;  // by NoteId: its number on its page; empty unless notes_by_page
  friend bool operator==(const PageFacts&, const PageFacts&) = default;
};

/// Values for the fields of one paragraph.
struct FieldValues {
  const PageFacts* facts = nullptr;
  std::string folio;
  int page = -1;  // physical, from 0

  // running strings of this page: name, first, last
  struct Running {
    std::string name, first, last;
  };

  std::vector<Running> running;
};

/// The paragraph with every field run replaced by its text; the same pointer if it has none.
std::shared_ptr<const Paragraph> expand_fields(const std::shared_ptr<const Paragraph>& paragraph,
                                               const FieldValues& values);

// ---- layouts ----------------------------------------------------------------------------------

/// A parsed layout with its parents folded in. What it holds is style's own business; others ask
/// for the few things below.
class Layout {
 public:
  Layout();
  Layout(Layout&&) noexcept;
  Layout& operator=(Layout&&) noexcept;
  ~Layout();
  const std::string& name() const;
  const std::string& version() const;
  const std::string& title() const;
  /// Every face any role may ask for, in a fixed order: what to load.
  std::vector<FontWish> font_wishes(Locale locale) const;
  /// Roles for the `fonts` report: name and wishes.
  std::vector<std::pair<std::string, std::vector<FontWish>>> roles(Locale locale) const;

 private:
  friend struct LayoutParser;
  friend struct LayoutAccess;
  struct Data;
  std::unique_ptr<Data> data_;
};

/// The newest number a layout may give as its `format`. Raised only when a property's default
/// changes; what a layout of an older format does not set then keeps the older default.
inline constexpr int kLayoutFormat = 1;

/// Reads layout `name` ("classic", or "classic@1.0" for that version) and the layouts it extends
/// through `world`; if `with_local`, the issue folder's layout.toml on top. Adds the files to
/// `sources`. Diagnostics: E2xx, W2xx.
/// `named_at`: where the name was written, for E201 (no such layout).
struct LayoutRequest {
  /// Who names it. What a local layout.toml extends goes before `issue`, not before `job`.
  enum class By : std::uint8_t { issue, job };
  std::string name;
  bool with_local = false;
  Span named_at;
  By asked_by = By::issue;
};

Parsed<Layout> parse_layout(const World& world, const LayoutRequest& request, SourceMap& sources);

/// The layouts `world` can list, by name. Reads the head of each file and says nothing of faults.
std::vector<LayoutEntry> list_layouts(const World& world);

/// JSON Schema of layout.toml, made from the tables the parser works from; descriptions in Chinese.
std::string layout_schema();

/// Joins issue and layout. Diagnostics: W110 unknown div, W2xx.
Parsed<Styled> resolve_styles(const Issue& issue, const Layout& layout);

/// Gives inline pictures their missing side (0) from their own proportions; without any side they
/// are as wide as they are high. `natural`: size by ImageId, {} where unknown. Call it when the
/// pictures are read, before the first pass: shaping takes Run::image_size as it is.
void size_inline_images(Styled& styled, std::span<const Size> natural);

/// Styles, then flows as an indented tree, for golden tests.
std::string to_text(const Styled& styled);

}  // namespace banxin

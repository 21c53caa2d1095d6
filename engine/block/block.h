// Block layout: flows of styled blocks become strips, the unbreakable slices that pages are filled
// with. Knows the measure, never the page.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/hash.h"
#include "engine/display/display.h"
#include "engine/image/image.h"
#include "engine/line/line.h"
#include "engine/shape/shape.h"
#include "engine/style/style.h"

namespace banxin {

/// Shaped and broken paragraphs of earlier work, by the hash of all inputs. Owned by the session;
/// never changes output. Threads: find and store may be called from several threads.
class TextCache {
 public:
  TextCache();
  ~TextCache();
  TextCache(const TextCache&) = delete;
  TextCache& operator=(const TextCache&) = delete;
  std::shared_ptr<const ShapedText> find_shaped(Hash128 key);
  void store_shaped(Hash128 key, std::shared_ptr<const ShapedText> value);
  std::shared_ptr<const BrokenText> find_broken(Hash128 key);
  void store_broken(Hash128 key, std::shared_ptr<const BrokenText> value);
  /// Drops what has not been asked for since the last call of age().
  void age();

  struct Counts {
    std::uint64_t shape_calls = 0, shape_hits = 0, line_calls = 0, line_hits = 0;
    friend bool operator==(const Counts&, const Counts&) = default;
  };

  Counts counts() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A paragraph's shaped text and lines for one measure.
struct SetParagraph {
  std::shared_ptr<const Paragraph> paragraph;  // fields expanded
  std::shared_ptr<const ShapedText> shaped;
  std::shared_ptr<const BrokenText> broken;
  Hash128 key;  // of `shaped`
};

/// The place of a cluster of the paragraph in the manuscript.
Span span_of(const SetParagraph& text, std::uint32_t cluster);

/// Everything block layout may look at besides the flow.
struct BlockContext {
  const Styled& styled;
  const FontResolver& fonts;
  std::span<const std::shared_ptr<const Image>> images;  // by ImageId; null: missing
  TextCache& cache;
  MissingGlyphs missing = MissingGlyphs::error;
  unsigned threads = 1;
  Length most_height = {};  // of a column: columns and rows that are higher are divided; 0: never
};

struct StripLink {
  Rect box;
  LinkId link = LinkId::none;
  TagId tag = TagId::none;
};

/// Which line of which paragraph stands in a strip. What a report says of the line is looked up
/// when a report is asked for.
struct StripLine {
  std::uint32_t paragraph = 0;  // into Fragment::paragraphs
  std::uint32_t line = 0;       // into its lines
  Point at = {};                // start of its baseline
};

/// A horizontal slice that is never cut: a line, a picture, a table row, a side-by-side row.
struct Strip {
  Length height;
  Length space_before;  // collapsed margin above; vanishes at the head of a page unless
  bool keep_space_at_top = false;
  Length room_needed;       // a column with less room left ends above it (L7)
  std::vector<Item> items;  // positions relative to the strip; tags local to the fragment
  std::vector<StripLink> links;
  std::vector<NoteId> notes;  // marks in this strip
  std::vector<AnchorId> anchors;
  std::vector<std::pair<std::string, std::string>> strings;

  struct Bookmark {
    std::string title;
    int level = 1;
  };

  std::vector<Bookmark> bookmarks;
  std::vector<StripLine> lines;  // of text; side by side in a table row, labels not among them
  BreakRule break_before = BreakRule::automatic;  // avoid: forbidden between the one above and this
  std::uint32_t table = 0;  // 1-based index into Fragment::tables; 0: not a table row
  bool table_head = false;
  // A float with text beside it hangs from the first of its lines into the strips below, which are
  // held together. Its items and links come first. On left pages what hangs and the rest move.
  std::size_t hanging_items = 0, hanging_links = 0;
  Length hanging_verso_shift, verso_shift;
  // Boxes open around this strip, outermost first: backgrounds and borders are drawn per page.
  std::vector<std::uint32_t> boxes;  // into Fragment::boxes
  bool across = false;               // set at the full measure: stands across all columns
  bool clear_floats = false;         // floats called above it stand above it
  std::uint32_t page = 0;            // master of the pages it stands on; 0: the flow's, else from 1
  std::uint32_t page_first = 0;      // master of the page that begins with it, likewise
  std::vector<std::uint32_t> floats;  // called here, into Fragment::floats
  Span source;
};

/// A block that left its place in the text (L8), in one piece. Its notes stay with the text.
struct StripFloat {
  Strip strip;
  Float to = Float::none;
  Length space;               // between it and the text
  TagRole kind = TagRole::p;  // figure, table: those of a kind keep their order
};

/// A framed or tinted box; its upper and lower edges are strips of their own.
struct StripBox {
  Length left, width;  // from the fragment's left edge
  Border left_border, right_border;
  std::optional<Color> background;
  // box-decoration-break: clone. Drawn again where it goes on or is left in another column; a
  // border stands at the outer edge of its height.
  Border head_border, foot_border;
  Length head, foot;  // with padding; 0: open there
};

struct StripTable {
  std::vector<Strip> head;       // repeated on every page the table goes on to
  std::vector<Strip> continued;  // 续表 line above the repeated head, may be empty
  Strip foot;                    // closing rule drawn at each page end
};

/// A flow, laid out at one measure. The break token of a page is the index of its first strip.
struct Fragment {
  std::vector<Strip> strips;
  std::vector<StripBox> boxes;
  std::vector<StripTable> tables;
  std::vector<StripFloat> floats;
  std::vector<TagNode> tags;             // TagId of items is local to the fragment
  std::vector<SetParagraph> paragraphs;  // whose lines stand in the strips
  Diagnostics diagnostics;
};

/// Room on a kind of page.
struct Measures {
  Length column;
  Length full;    // of the type area; 0: nothing stands across columns, floats or names its page
  Length height;  // of the type area: what is higher does not float; 0: any height
};

/// What a flow is laid out for.
struct FlowMeasures {
  Measures own;
  std::vector<Measures> masters;  // by master, for blocks that name theirs
};

Fragment lay_out(std::span<const StyledBlock> blocks,
                 const FlowMeasures& measures,
                 const FieldValues& values,
                 const BlockContext& context);

/// Lays blocks out at `measure`. Paragraphs are shaped and broken on context.threads threads.
Fragment lay_out(std::span<const StyledBlock> blocks,
                 Length measure,
                 const FieldValues& values,
                 const BlockContext& context);

/// Strips standing one below the other as one strip: what a table cell, a side-by-side row, a note
/// or a frame of a page master holds. Boxes around them are painted first. Strips before `first`
/// are not looked at; the first one's space above is dropped unless it is kept.
struct StripRange {
  std::size_t first = 0, end = 0;
};

Strip stack(const Fragment& fragment, StripRange range, Length grid = Length());

/// Where strip `i` of a column that begins with strip `first` stands, if what is above it ends at
/// `above`: its own space below that, and with a grid (L3) so that lines as high as its pitch stand
/// on it. What is not as high (captions, pictures, headings) comes between with half of the room
/// to the next grid line above it and half below; at the head of a column all is below.
Length strip_top(
    const std::vector<Strip>& strips, std::size_t first, std::size_t i, Length above, Length grid);
/// What boxes that go on at `strip` draw again above it, and below the strip before it: so much
/// room a column that begins or ends there must leave.
Length box_heads(const Fragment& fragment, std::size_t strip);
Length box_feet(const Fragment& fragment, std::size_t strip);

/// Backgrounds and borders of the boxes open around strips that stand at `tops` (one per
/// strip of the range), positions as the tops are.
std::vector<Item> box_items(const Fragment& fragment,
                            StripRange range,
                            std::span<const Length> tops);
/// Moves an item's geometry.
void shift(Item& item, Point by);

/// One strip a line: height, space, break rule, text. For golden tests.
std::string to_text(const Fragment& fragment);

}  // namespace banxin

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
#include "engine/base/output_settings.h"
#include "engine/base/result.h"
#include "engine/base/tag.h"
#include "engine/base/world.h"
#include "engine/font/font.h"
#include "engine/issue/issue.h"
#include "engine/style/styled_block.h"  // part of what this folder shows
#include "engine/style/styled_text.h"   // likewise

namespace banxin {

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
  /// [output]; an issue and a job go over it.
  const OutputSettings& output() const;
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

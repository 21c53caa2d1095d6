// The second of block layout's two walks: planned blocks with their lines become strips.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/block/beside.h"
#include "engine/block/draw_text.h"
#include "engine/block/plan.h"

namespace banxin {

/// The rule that prevails where two blocks meet; breaks the style asks for.
BreakRule stronger(BreakRule a, BreakRule b);
bool forced(BreakRule rule);

class Emitter {
 public:
  Emitter(const Jobs& jobs, const Setter& setter, Fragment& fragment)
      : jobs_(jobs),
        setter_(setter),
        fragment_(fragment) {}

  void emit(const PlanNode& node, TagId parent);
  /// After the last block: what waits for a strip that does not come goes to the last one.
  void finish();

 private:
  /// What waits for the next strip.
  struct Pending {
    Length space;  // margins so far, collapsed
    bool keep_space = false;
    Length room;  // needed below the top of the next strip
    BreakRule rule = BreakRule::automatic;
    int keep_lines = 0;  // so many lines stay with what came before
    std::vector<AnchorId> anchors;
    std::vector<std::pair<std::string, std::string>> strings;
    std::vector<Strip::Bookmark> bookmarks;
    std::vector<NoteId> notes;  // without a mark
    std::vector<std::uint32_t> floats;
    bool clear_floats = false;
    std::uint32_t page_first = 0;
  };

  /// How much the fragment holds besides strips.
  struct Sizes {
    std::size_t tags, paragraphs, boxes, tables, diagnostics;
  };
  enum class StripKind { line, solid, edge };

  void push(Strip strip, StripKind kind);
  void open(const PlanNode& node);
  // emit_beside.cc
  void emit_beside(const PlanNode& node, TagId parent);
  /// What stands below floats begins below them.
  void clear_beside();
  bool clears_beside(const PlanNode& node) const;
  void push_gap(Length height);
  void hang_beside(const BlockStyle& style, Length baseline, Strip& strip);
  BesideLines beside_lines(const PlanNode& node, SetParagraph& text);
  // emit_paragraph.cc
  void draw_initial(const PlanNode& node, LinePlace place, Strip& strip);
  void close(const PlanNode& node, std::size_t first);
  void occupy_lines(const BlockStyle& style, std::size_t first, Length height);
  std::uint32_t add_paragraph(const SetParagraph& text);
  // emit_tags.cc
  struct Home {
    TagId parent;
    TagRole role;
  };

  TagId add_tag(TagRole role, TagId parent, const StyledBlock& block);
  TagId add_tag(TagRole role, TagId parent);
  TagId tag_for(const PlanNode& node, TagId parent);
  TagId paragraph_tag(const PlanNode& node, TagRole role, TagId home);
  Home home_of(const StyledBlock& block, TagRole role, TagId parent);
  static TagRole role_in(const PlanNode& node);
  static bool labelled(const PlanNode& node);
  TagId part_of(TagId whole, TagRole role);
  TagId last_part_of(TagId whole) const;
  TagRole role_of(TagId tag) const;
  TagId link_of(TagId tag) const;
  bool emit_float(const PlanNode& node, TagId parent);
  Sizes sizes() const;
  void cut_back(const Sizes& to);
  void turn_page(Strip& strip) const;
  void emit_content(const PlanNode& node, TagId tag);
  void emit_paragraph(const PlanNode& node, TagId tag);
  Strip empty_line(const PlanNode& node,
                   const SetParagraph& text,
                   std::size_t index,
                   LinePlace& place) const;
  void draw_entry_end(const PlanNode& node,
                      const Leader& leader,
                      const LinePlace& place,
                      Length text_end,
                      Strip& strip);
  void emit_marker(const PlanNode& node, TagId tag, const LinePlace& first, Strip& strip);
  void emit_box(const PlanNode& node, TagId tag);
  void emit_box_edge(const PlanNode& node, Length height, Length rule_top, const Border& border);
  Strip side_by_side(std::vector<Strip> strips, const PlanNode& node);
  void emit_columns(const PlanNode& node, TagId tag);
  void emit_row(const PlanNode& node, TagId tag);
  void emit_image(const PlanNode& node, TagId tag);
  void emit_qr(const PlanNode& node, TagId tag);
  void emit_rule(const PlanNode& node);
  void emit_table(const PlanNode& node, TagId tag);
  Strip table_row(const PlanNode& node, std::size_t row, TagId parent);
  void draw_cell(const CellText& cell, Point at, TagId tag, Strip& strip);
  void table_rules(const PlanNode& node, std::size_t row, Length left, Strip& strip) const;
  /// Emits children into strips of their own, as for a page of their own.
  std::vector<Strip> apart(const std::vector<PlanNode>& nodes, TagId tag);
  Strip stack_apart(std::vector<Strip> strips, Length grid = Length());
  void keep_with_lines_before(int lines);

  const Jobs& jobs_;
  const Setter& setter_;
  Fragment& fragment_;
  Pending pending_;
  std::vector<std::uint32_t> open_boxes_;
  TagId label_ = TagId::none;  // Lbl of the paragraph at hand
  Beside beside_;
  bool artifact_ = false;        // inside a box that screen readers pass over
  std::size_t after_lines_ = 0;  // strips when a block of whole lines (H3) was done; 0: none
  Length lines_below_;           // what that block has below its text
  bool across_ = false;          // inside a block that stands across columns
  bool in_float_ = false;
  std::uint32_t page_ = 0;  // master named around
};

/// Appends `part` to `whole`, shifted.
void merge(Strip& whole, Strip part, Point by);

/// A filled bar for a border or rule.
Item bar_item(Rect box, const Color& color);

}  // namespace banxin

// The first of block layout's two walks: every block gets its left edge and width, and every
// paragraph and table a numbered job, so that the jobs can be done on several threads.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/block/set_text.h"
#include "engine/block/table.h"

namespace banxin {

inline constexpr std::size_t kNoJob = static_cast<std::size_t>(-1);

/// A paragraph to set. Done by do_jobs.
struct TextJob {
  std::shared_ptr<const Paragraph> paragraph;
  LineRequest request;
  SetParagraph result;
  SetParagraph initial;  // 首字下沉, if the paragraph has one
};

/// A table to set at `width`. Done by do_jobs.
struct TableJob {
  const StyledTable* table = nullptr;
  Length width;
  TableText result;
};

struct Jobs {
  std::vector<TextJob> texts;
  std::vector<TableJob> tables;
};

/// A block in its place: the content box from the fragment's left edge.
struct PlanNode {
  const StyledBlock* block = nullptr;
  const BlockStyle* style = nullptr;
  Length left, width;
  std::size_t text = kNoJob, marker = kNoJob;      // paragraph, its label
  std::size_t author = kNoJob, trailing = kNoJob;  // contents entry: after the leader
  std::size_t table = kNoJob;
  Length marker_width;  // field of the label
  bool across = false;  // stands across columns
  Float float_to = Float::none;
  Length float_height;     // higher than this it does not float; 0: any height
  std::uint32_t page = 0;  // master it names, from 1
  bool beside = false;     // a float with text beside it, and what it takes of its column
  Length beside_width, column_left, column_width;
  bool too_wide = false;  // it is to be one, but leaves no room for text
  std::vector<PlanNode> children;
};

/// Where a block may stand: in a column that begins at `left` and is `width` wide.
struct Room {
  Length left, width;
  Measures page{};                                 // for what leaves that column
  const std::vector<Measures>* masters = nullptr;  // set if page.full is
};

/// The content box of a block.
PlanNode plan_block(const StyledBlock& block, Room room, const Setter& setter, Jobs& jobs);
void do_jobs(Jobs& jobs, const Setter& setter);

/// The size a picture is drawn at: as asked, else natural; never beyond the limits, never
/// distorted unless both sides are given.
Size picture_size(const StyledBlock& block, const Image& image, Length measure);

/// em: text beside a float is not set narrower than that.
inline constexpr int kLeastBeside = 4;

/// 首字下沉: size of an initial beside text of that em.
Length initial_size(const BlockStyle& style, Length em);

/// Width of one column of a box in `columns`.
Length column_width(const BlockStyle& style, Length width);

}  // namespace banxin

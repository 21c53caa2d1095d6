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

/// Width of one column of a box in `columns`.
Length column_width(const BlockStyle& style, Length width);

}  // namespace banxin

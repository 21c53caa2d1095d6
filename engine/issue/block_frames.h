// The containers of the tree builder: quotations, lists, items, divs and notes being filled.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/issue/markdown_tree.h"

namespace banxin {

enum class FrameKind : std::uint8_t { root, quote, list, item, div, note };

/// A stack of containers. Those beyond kMaxDepth are flat and give their blocks to the one around.
class BlockFrames {
 public:
  BlockFrames(std::string_view source, MarkdownTree& tree, const Place& place, Reporter& reporter);

  void add(Block block);
  /// Opens a container and returns the block it will become. `at`: about where, for messages.
  Block& open(FrameKind kind, std::size_t at);
  /// Ends the innermost container of this kind and the divs left open in it (E140).
  void close(FrameKind kind);
  /// Ends everything and moves the blocks into the tree.
  void finish();

  /// A line of colons with what stands after them: opens a div, or closes one. W113, W114.
  void fence(Span line);
  /// The item that has just been opened is the footnote whose `[^label]:` stands at `mark`.
  void turn_into_note(Span mark);

 private:
  struct Frame {
    FrameKind kind = FrameKind::root;
    bool flat = false;
    bool closed = false;        // div: by a fence of its own
    Block block;                // quote, list, div
    std::vector<Block> blocks;  // what it holds
    Span mark;                  // note: `[^label]:`
    std::size_t too_deep = 0;   // divs opened and not closed inside that got no frame
    std::uint32_t at = 0;
  };

  Frame& holder();
  void tell_depth(std::size_t at);
  void close_top();
  void close_item(Frame frame);
  void close_list(Frame frame);
  void close_fence(Span line);
  Span with_marker(Span span, FrameKind kind) const;

  std::string_view source_;
  MarkdownTree& tree_;
  const Place& place_;
  Reporter& reporter_;
  std::vector<Frame> frames_;
  bool after_page_break_ = false;
  bool told_depth_ = false;
};

/// Makes `span` hold `part` too; an empty span counts as none.
void widen(Span& span, const Span& part);

}  // namespace banxin

#include "engine/issue/block_frames.h"

#include <algorithm>
#include <utility>

#include "engine/issue/attributes.h"

namespace banxin {
namespace {

constexpr std::string_view kDigits = "0123456789";

Span span_of(const std::vector<Block>& blocks) {
  Span span;
  for (const Block& block : blocks) {
    widen(span, block.span);
  }
  return span;
}

}  // namespace

void widen(Span& span, const Span& part) {
  if (span.begin == span.end) {
    span = part.known() ? part : span;
  } else if (part.begin != part.end) {
    span.begin = std::min(span.begin, part.begin);
    span.end = std::max(span.end, part.end);
  }
}

BlockFrames::BlockFrames(std::string_view source,
                         MarkdownTree& tree,
                         const Place& place,
                         Reporter& reporter)
    : source_(source),
      tree_(tree),
      place_(place),
      reporter_(reporter) {
  frames_.emplace_back();
}

BlockFrames::Frame& BlockFrames::holder() {
  // Flat frames are the deepest ones, so the search is short.
  std::size_t i = std::min<std::size_t>(frames_.size() - 1, kMaxDepth + 1);
  while (frames_[i].flat) {
    --i;
  }
  return frames_[i];
}

void BlockFrames::add(Block block) {
  after_page_break_ = block.kind == BlockKind::page_break;
  holder().blocks.push_back(std::move(block));
}

Block& BlockFrames::open(FrameKind kind, std::size_t at) {
  after_page_break_ = false;
  Frame frame;
  frame.kind = kind;
  frame.at = static_cast<std::uint32_t>(at);
  frame.flat = frames_.size() >= static_cast<std::size_t>(kMaxDepth);
  // The items of a flat list join the blocks around it.
  if (kind == FrameKind::item && frames_.back().kind == FrameKind::list) {
    frame.flat = frames_.back().flat;
  }
  if (frame.flat) {
    tell_depth(at);
  }
  frames_.push_back(std::move(frame));
  return frames_.back().block;
}

void BlockFrames::tell_depth(std::size_t at) {
  if (!told_depth_) {
    reporter_.report("W115", place_.at(at, at));
    told_depth_ = true;
  }
}

void BlockFrames::close(FrameKind kind) {
  while (frames_.size() > 1 && frames_.back().kind == FrameKind::div) {
    close_top();
  }
  const FrameKind top = frames_.back().kind;
  if (top == kind || (kind == FrameKind::item && top == FrameKind::note)) {
    close_top();
  }
}

void BlockFrames::finish() {
  while (frames_.size() > 1) {
    close_top();
  }
  tree_.blocks = std::move(frames_.front().blocks);
}

void BlockFrames::close_top() {
  Frame frame = std::move(frames_.back());
  frames_.pop_back();
  if (frame.kind == FrameKind::div && !frame.closed) {
    reporter_.report("E140", place_.at(frame.block.span), {frame.block.name});
    widen(frame.block.span, span_of(frame.blocks));
  }
  if (frame.flat) {
    return;
  }
  switch (frame.kind) {
    case FrameKind::item:
      close_item(std::move(frame));
      break;
    case FrameKind::list:
      close_list(std::move(frame));
      break;
    case FrameKind::note:
      widen(frame.mark, span_of(frame.blocks));
      tree_.footnotes.push_back({frame.block.name, frame.mark, std::move(frame.blocks)});
      break;
    case FrameKind::quote:
      frame.block.span = with_marker(span_of(frame.blocks), FrameKind::quote);
      frame.block.children = std::move(frame.blocks);
      if (!frame.block.children.empty()) {
        add(std::move(frame.block));
      }
      break;
    case FrameKind::div:
      frame.block.children = std::move(frame.blocks);
      add(std::move(frame.block));
      break;
    default:
      break;
  }
}

void BlockFrames::close_item(Frame frame) {
  ListItem item;
  item.span = with_marker(span_of(frame.blocks), FrameKind::item);
  if (!item.span.known()) {
    item.span = {place_.file, frame.at, frame.at};
  }
  item.blocks = std::move(frame.blocks);
  if (frames_.back().kind == FrameKind::list && !frames_.back().flat) {
    frames_.back().block.items.push_back(std::move(item));
  }
}

void BlockFrames::close_list(Frame frame) {
  for (const ListItem& item : frame.block.items) {
    widen(frame.block.span, item.span);
  }
  if (!frame.block.items.empty()) {
    add(std::move(frame.block));
  }
}

// A container's marker stands before its first content on the same line.
Span BlockFrames::with_marker(Span span, FrameKind kind) const {
  const auto before = [&](std::size_t at, std::string_view set) {
    return at > 0 && set.find(source_[at - 1]) != std::string_view::npos;
  };
  std::size_t at = span.begin;
  while (before(at, " \t")) {
    --at;
  }
  if (before(at, kind == FrameKind::quote ? ">" : "-+*")) {
    span.begin = static_cast<std::uint32_t>(at - 1);
  } else if (kind == FrameKind::item && before(at, ".)") && before(at - 1, kDigits)) {
    for (--at; before(at, kDigits);) {
      --at;
    }
    span.begin = static_cast<std::uint32_t>(at);
  }
  return span;
}

void BlockFrames::turn_into_note(Span mark) {
  Frame& frame = frames_.back();
  if (frame.kind != FrameKind::item || frame.flat) {
    return;
  }
  frame.kind = FrameKind::note;
  frame.mark = mark;
  frame.block.name = source_.substr(mark.begin + 2, mark.end - mark.begin - 4);
}

void BlockFrames::fence(Span span) {
  const std::string_view line = source_.substr(span.begin, span.end - span.begin);
  std::size_t at = std::min(line.find_first_not_of(':'), line.size());
  at = std::min(line.find_first_not_of(" \t", at), line.size());
  if (at == line.size()) {
    close_fence(span);
    return;
  }
  Block div;
  div.kind = BlockKind::div;
  div.span = span;
  if (!parse_div_head(line.substr(at), div.name, div.attributes)) {
    reporter_.report("W114", place_.at(span), {std::string(line)});
  }
  div.attributes.span = div.attributes.empty() ? Span{} : span;
  if (div.name == "pagebreak") {
    div.kind = BlockKind::page_break;
    add(std::move(div));
  } else if (frames_.size() >= static_cast<std::size_t>(kMaxDepth)) {
    tell_depth(span.begin);
    ++frames_.back().too_deep;
  } else {
    open(FrameKind::div, span.begin) = std::move(div);
  }
}

void BlockFrames::close_fence(Span line) {
  if (after_page_break_) {  // ::: pagebreak has nothing in it and needs no end
    after_page_break_ = false;
    holder().blocks.back().span.end = line.end;
    return;
  }
  Frame& frame = frames_.back();
  if (frame.too_deep > 0) {
    --frame.too_deep;
    return;
  }
  if (frame.kind != FrameKind::div) {
    reporter_.report("W113", place_.at(line));
    return;
  }
  frame.block.span.end = line.end;
  frame.closed = true;
  close_top();
}

}  // namespace banxin

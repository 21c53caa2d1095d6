#include "engine/issue/markdown_tree.h"

#include <algorithm>
#include <utility>

#include "engine/issue/attributes.h"
#include "engine/issue/block_frames.h"
#include "engine/issue/inline_builder.h"
#include "engine/issue/markdown_lines.h"

namespace banxin {
namespace {

CellAlign align_of(MD_ALIGN align) {
  switch (align) {
    case MD_ALIGN_LEFT:
      return CellAlign::start;
    case MD_ALIGN_CENTER:
      return CellAlign::center;
    case MD_ALIGN_RIGHT:
      return CellAlign::end;
    default:
      return CellAlign::none;
  }
}

class TreeBuilder {
 public:
  TreeBuilder(const PreparedMarkdown& prepared, const Place& place, Reporter& reporter)
      : prepared_(prepared),
        place_(place),
        reporter_(reporter),
        inlines_(prepared, tree_, place, reporter),
        source_(prepared.text.source()),
        frames_(source_, tree_, place, reporter) {}

  MarkdownTree run() {
    MD_PARSER parser{};
    parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
      static_cast<TreeBuilder*>(self)->enter(type, detail);
      return 0;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* self) {
      static_cast<TreeBuilder*>(self)->leave(type);
      return 0;
    };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* self) {
      static_cast<TreeBuilder*>(self)->enter_span(type, detail);
      return 0;
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* self) {
      static_cast<TreeBuilder*>(self)->inlines_.leave(type);
      return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* data, MD_SIZE size, void* self) {
      static_cast<TreeBuilder*>(self)->text(type, data, size);
      return 0;
    };
    const std::string& all = prepared_.text.text();
    md_parse(all.data(), static_cast<MD_SIZE>(all.size()), &parser, this);
    end_paragraph();
    frames_.finish();
    return std::move(tree_);
  }

 private:
  Span relative(std::size_t begin, std::size_t end) const {
    return {place_.file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  Block& open(FrameKind kind) {
    end_paragraph();
    return frames_.open(kind, inlines_.cursor());
  }

  void close(FrameKind kind) {
    end_paragraph();
    frames_.close(kind);
  }

  // The span with what stands before it on its line, made of `marks` only.
  Span back_to(Span span, std::string_view marks) const {
    while (span.begin > 0 && span.begin != span.end &&
           marks.find(source_[span.begin - 1]) != std::string_view::npos) {
      --span.begin;
    }
    while (span.begin < span.end && (source_[span.begin] == ' ' || source_[span.begin] == '\t')) {
      ++span.begin;
    }
    return span;
  }

  // ---- events

  void enter(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_QUOTE:
        open(FrameKind::quote).kind = BlockKind::quote;
        break;
      case MD_BLOCK_UL:
        open_list(false, 1, static_cast<MD_BLOCK_UL_DETAIL*>(detail)->is_tight);
        break;
      case MD_BLOCK_OL: {
        const auto* list = static_cast<MD_BLOCK_OL_DETAIL*>(detail);
        open_list(true, static_cast<int>(std::min(list->start, 999999999u)), list->is_tight);
        break;
      }
      case MD_BLOCK_LI:
        open(FrameKind::item);
        break;
      case MD_BLOCK_HR:
        end_paragraph();
        add_rule();
        break;
      case MD_BLOCK_H:
      case MD_BLOCK_CODE:
      case MD_BLOCK_TABLE:
      case MD_BLOCK_HTML:
        end_paragraph();
        begin_leaf(type, detail);
        break;
      case MD_BLOCK_TR:
        (in_head_ ? leaf_.head : leaf_.body).emplace_back();
        break;
      case MD_BLOCK_THEAD:
      case MD_BLOCK_TBODY:
        in_head_ = type == MD_BLOCK_THEAD;
        break;
      case MD_BLOCK_TH:
        leaf_.columns.push_back(align_of(static_cast<MD_BLOCK_TD_DETAIL*>(detail)->align));
        break;
      default:
        break;
    }
  }

  void leave(MD_BLOCKTYPE type) {
    switch (type) {
      case MD_BLOCK_QUOTE:
        close(FrameKind::quote);
        break;
      case MD_BLOCK_UL:
      case MD_BLOCK_OL:
        close(FrameKind::list);
        break;
      case MD_BLOCK_LI:
        close(FrameKind::item);
        break;
      case MD_BLOCK_P:
        end_paragraph();
        break;
      case MD_BLOCK_H:
        end_heading();
        break;
      case MD_BLOCK_CODE:
        end_code();
        break;
      case MD_BLOCK_HTML:
        end_comment();
        break;
      case MD_BLOCK_TH:
      case MD_BLOCK_TD:
        end_cell();
        break;
      case MD_BLOCK_TABLE:
        end_table();
        break;
      default:
        break;
    }
  }

  void open_list(bool ordered, int start, int tight) {
    Block& list = open(FrameKind::list);
    list.kind = BlockKind::list;
    list.ordered = ordered;
    list.start = start;
    list.tight = tight != 0;
  }

  void enter_span(MD_SPANTYPE type, void* detail) { inlines_.enter(type, detail); }

  void text(MD_TEXTTYPE type, const char* data, std::size_t size) {
    if (in_code_) {
      code_text(data, size);
    } else if (in_html_) {
      if (inlines_.in_prepared(data)) {
        leaf_.text_span = inlines_.source_span(data, size);
        inlines_.move_to(leaf_.text_span.end);
      }
    } else {
      if (std::string_view(data, size).starts_with(kLetter) && inlines_.in_prepared(data)) {
        const auto offset = static_cast<std::uint32_t>(data - prepared_.text.text().data());
        note_marker(prepared_.marker_at(offset));
      }
      inlines_.text(type, data, size);
    }
  }

  void note_marker(const Marker* marker) {
    if (!marker) {
      return;
    }
    if (marker->kind != MarkerKind::note) {
      marker_ = marker;
      return;
    }
    frames_.turn_into_note(marker->source);
  }

  // ---- leaves

  void begin_leaf(MD_BLOCKTYPE type, void* detail) {
    leaf_ = Block{};
    leaf_.span = relative(inlines_.cursor(), inlines_.cursor());
    marker_ = nullptr;
    in_code_ = type == MD_BLOCK_CODE;
    in_html_ = type == MD_BLOCK_HTML;
    if (type == MD_BLOCK_H) {
      leaf_.level = static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
    } else if (type == MD_BLOCK_CODE) {
      code_fenced_ = static_cast<MD_BLOCK_CODE_DETAIL*>(detail)->fence_char != 0;
      code_attributes(*static_cast<MD_BLOCK_CODE_DETAIL*>(detail));
    }
  }

  static Span extent(const Inlines& content) {
    Span span;
    for (const Inline& part : content) {
      widen(span, part.span);
    }
    return span;
  }

  void end_paragraph() {
    if (inlines_.empty()) {
      return;
    }
    Block block;
    block.content = inlines_.take();
    block.span = extent(block.content);
    if (!block.content.empty()) {
      frames_.add(std::move(block));
    }
  }

  void end_heading() {
    leaf_.content = inlines_.take();
    if (marker_) {
      if (marker_->kind == MarkerKind::fence) {
        frames_.fence(marker_->source);
        inlines_.move_to(marker_->source.end);
      }
      marker_ = nullptr;
      return;
    }
    leaf_.kind = BlockKind::heading;
    const std::uint32_t from = leaf_.span.begin;
    leaf_.span = extent(leaf_.content);
    if (leaf_.content.empty()) {
      find_empty_heading(from);
      reporter_.report("W125", place_.at(leaf_.span));
      return;
    }
    leaf_.span = back_to(leaf_.span, "# \t");
    skip_underline();
    frames_.add(std::move(leaf_));
  }

  // `##` and nothing else: no event tells where it is. With text that was left out, one does.
  void find_empty_heading(std::uint32_t from) {
    const bool silent = inlines_.cursor() == from;
    const std::size_t at =
        silent ? std::min(source_.find('#', from), source_.size()) : std::size_t{from};
    const std::size_t end = silent ? std::min(source_.find_first_not_of('#', at), source_.size())
                                   : std::size_t{inlines_.cursor()};
    leaf_.span = relative(at, end);
    inlines_.move_to(end);
  }

  // The underline of a setext heading must not be taken for the next rule.
  void skip_underline() {
    const std::size_t newline = source_.find('\n', inlines_.cursor());
    if (newline == std::string_view::npos || source_[leaf_.span.begin] == '#') {
      return;
    }
    const MarkdownLine line = read_line(source_, newline + 1);
    const std::string_view text = source_.substr(line.unlisted, line.end - line.unlisted);
    if (!text.empty() && text.find_first_not_of("=- \t") == std::string_view::npos) {
      inlines_.move_to(line.end);
    }
  }

  void add_rule() {
    Block block;
    block.kind = BlockKind::rule;
    std::size_t at = inlines_.cursor();
    const std::size_t line_start = at == 0 ? 0 : source_.rfind('\n', at - 1) + 1;
    for (at = line_start; at < source_.size() && !rule_lost_;) {
      const MarkdownLine line = read_line(source_, at);
      const std::string_view text = source_.substr(line.content, line.end - line.content);
      if (line.content >= inlines_.cursor() && is_thematic_break(text)) {
        block.span = relative(line.content, line.end);
        inlines_.move_to(line.end);
        break;
      }
      at = line.next;
    }
    if (!block.span.known()) {
      block.span = relative(inlines_.cursor(), inlines_.cursor());
      rule_lost_ = true;  // do not look through the text for every one
    }
    frames_.add(std::move(block));
  }

  void end_cell() {
    std::vector<TableRow>& rows = in_head_ ? leaf_.head : leaf_.body;
    TableCell cell;
    cell.content = inlines_.take();
    cell.span = extent(cell.content);
    if (cell.content.empty()) {
      cell.span = relative(inlines_.cursor(), inlines_.cursor());
    }
    widen(leaf_.span, cell.span);
    if (!rows.empty()) {
      rows.back().cells.push_back(std::move(cell));
    }
  }

  void end_table() {
    leaf_.kind = BlockKind::table;
    const auto bar = [&](std::size_t at) { return at < source_.size() && source_[at] == '|'; };
    leaf_.span = back_to(leaf_.span, "| \t");
    std::size_t end = leaf_.span.end;
    while (end < source_.size() && (source_[end] == ' ' || source_[end] == '\t' || bar(end))) {
      ++end;
    }
    leaf_.span.end = static_cast<std::uint32_t>(end);
    inlines_.move_to(std::max<std::size_t>(end, inlines_.cursor()));
    const auto is_empty = [](const TableCell& cell) { return cell.content.empty(); };
    if (!leaf_.head.empty() &&
        std::all_of(leaf_.head[0].cells.begin(), leaf_.head[0].cells.end(), is_empty)) {
      leaf_.head.clear();  // a table without a head is written with an empty one
    }
    frames_.add(std::move(leaf_));
  }

  // ---- code and comments

  void code_attributes(const MD_BLOCK_CODE_DETAIL& code) {
    Span where;
    const std::string info = inlines_.attribute(code.info, where);
    const std::size_t brace = info.find('{');
    leaf_.name = info.substr(0, std::min(info.find_first_of(" \t{"), info.size()));
    if (brace != std::string::npos && parse_attributes(info, brace, leaf_.attributes) > 0) {
      leaf_.attributes.span = where;
      if (leaf_.name.empty() && !leaf_.attributes.classes.empty()) {
        leaf_.name = leaf_.attributes.classes.front();
      }
    }
    if (where.known()) {
      inlines_.move_to(where.end);
    }
  }

  void code_text(const char* data, std::size_t size) {
    if (!inlines_.in_prepared(data)) {
      if (!skip_newline_ || std::string_view(data, size) != "\n") {
        leaf_.text.append(data, size);
      }
      skip_newline_ = false;
      return;
    }
    const Span span = inlines_.source_span(data, size);
    // A line of our own making that fell into code after all.
    skip_newline_ = span.begin == span.end;
    leaf_.text += source_.substr(span.begin, span.end - span.begin);
    if (!skip_newline_) {
      widen(leaf_.span, span);
      inlines_.move_to(span.end);
    }
  }

  void end_code() {
    in_code_ = false;
    leaf_.kind = BlockKind::code;
    if (code_fenced_ && leaf_.span.begin != leaf_.span.end) {
      // From the opening fence to the closing one.
      const std::size_t line = source_.rfind('\n', leaf_.span.begin);
      const std::size_t above = line == std::string_view::npos || line == 0
                                    ? std::string_view::npos
                                    : source_.rfind('\n', line - 1);
      const MarkdownLine fence =
          read_line(source_, above == std::string_view::npos ? 0 : above + 1);
      leaf_.span.begin = static_cast<std::uint32_t>(fence.content);
      const std::size_t next = std::min(source_.find('\n', leaf_.span.end), source_.size());
      const MarkdownLine last = read_line(source_, std::min(next + 1, source_.size()));
      const std::string_view text = source_.substr(last.unlisted, last.end - last.unlisted);
      if (code_fence(text) > 0) {
        leaf_.span.end = static_cast<std::uint32_t>(last.end);
      }
    }
    inlines_.move_to(std::max(inlines_.cursor(), leaf_.span.end));
    frames_.add(std::move(leaf_));
  }

  // A block comment. What follows it on its last line is text.
  void end_comment() {
    in_html_ = false;
    const Span last = leaf_.text_span;
    const std::string_view line = source_.substr(last.begin, last.end - last.begin);
    const std::size_t close = line.find("-->");
    const std::size_t first =
        close == std::string_view::npos ? close : line.find_first_not_of(" \t", close + 3);
    if (first == std::string_view::npos) {
      return;
    }
    Inline rest;
    rest.text = line.substr(first);
    rest.span = relative(last.begin + first, last.end);
    Block block;
    block.span = rest.span;
    block.content.push_back(std::move(rest));
    frames_.add(std::move(block));
  }

  const PreparedMarkdown& prepared_;
  const Place& place_;
  Reporter& reporter_;
  MarkdownTree tree_;
  InlineBuilder inlines_;
  std::string_view source_;
  BlockFrames frames_;
  Block leaf_;
  const Marker* marker_ = nullptr;
  bool in_head_ = false;
  bool in_code_ = false;
  bool in_html_ = false;
  bool code_fenced_ = false;
  bool skip_newline_ = false;
  bool rule_lost_ = false;
};

}  // namespace

MarkdownTree build_markdown_tree(const PreparedMarkdown& prepared,
                                 const Place& place,
                                 Reporter& reporter) {
  return TreeBuilder(prepared, place, reporter).run();
}

}  // namespace banxin

#include "engine/issue/block_pass.h"

#include <algorithm>
#include <utility>

namespace banxin {
namespace {

constexpr std::string_view kFullWidthSpace = "\xE3\x80\x80";

Span extent(const Inlines& content, Span fallback) {
  if (content.empty()) {
    return fallback;
  }
  return {fallback.file, content.front().span.begin, content.back().span.end};
}

class BlockResolver {
 public:
  BlockResolver(MarkdownTree& tree, PassContext& context) : tree_(tree), context_(context) {}

  void run(std::vector<Block>& blocks, Breaks breaks) {
    std::vector<Block> out;
    out.reserve(blocks.size());
    for (Block& block : blocks) {
      switch (block.kind) {
        case BlockKind::paragraph:
          paragraph(std::move(block), breaks, out);
          break;
        case BlockKind::heading:
          heading(block);
          out.push_back(std::move(block));
          break;
        case BlockKind::table:
          rows(block.head);
          rows(block.body);
          out.push_back(std::move(block));
          break;
        case BlockKind::code:
          drop_controls(block.text, block.span, context_);
          out.push_back(std::move(block));
          break;
        default:
          containers(block, breaks);
          out.push_back(std::move(block));
          break;
      }
    }
    blocks = std::move(out);
    attach_captions(blocks, context_);
  }

 private:
  void containers(Block& block, Breaks breaks) {
    const bool lines =
        block.kind == BlockKind::div &&
        (block.name == "poem" || block.name == "signature" || block.name == "references");
    run(block.children, lines ? Breaks::kept : breaks);
    for (ListItem& item : block.items) {
      run(item.blocks, breaks);
    }
  }

  void resolve(Inlines& content, Breaks breaks) {
    if (breaks == Breaks::flow) {
      trim_ends(content);
    }
    resolve_breaks(content, breaks);
    resolve_text(content, context_);
  }

  void heading(Block& block) {
    resolve_marks(block.content, context_);
    trim_ends(block.content);
    take_trailing_attributes(block.content, block.attributes, context_);
    resolve(block.content, Breaks::flow);
    const int written = block.level;
    block.level = std::clamp(written - 1, 1, 3);
    if (written == 1) {
      context_.reporter.report("N101", context_.place.at(block.span));
    } else if (written > 4) {
      context_.reporter.report("W119", context_.place.at(block.span));
    }
  }

  void rows(std::vector<TableRow>& rows) {
    for (TableRow& row : rows) {
      for (TableCell& cell : row.cells) {
        resolve_marks(cell.content, context_);
        resolve(cell.content, Breaks::flow);
      }
    }
  }

  void paragraph(Block block, Breaks breaks, std::vector<Block>& out) {
    resolve_marks(block.content, context_);
    if (breaks == Breaks::flow) {
      if (figures(block, out)) {
        return;
      }
      split_indented(std::move(block), out);
      return;
    }
    finish(std::move(block), breaks, out);
  }

  /// A paragraph of attributes alone has nothing they could be about.
  static bool begins_with_brace(const Inlines& content) {
    return !content.empty() && content.front().text.starts_with('{');
  }

  void finish(Block block, Breaks breaks, std::vector<Block>& out) {
    if (breaks == Breaks::flow) {
      trim_ends(block.content);
    }
    if (breaks == Breaks::flow && !begins_with_brace(block.content)) {
      take_trailing_attributes(block.content, block.attributes, context_);
    }
    resolve(block.content, breaks);
    if (!block.content.empty()) {
      block.span = extent(block.content, block.span);
      out.push_back(std::move(block));
    }
  }

  // A line that begins with two full-width spaces is a new paragraph to whoever wrote it.
  void split_indented(Block block, std::vector<Block>& out) {
    Block part;
    part.span = block.span;
    Inlines content = std::move(block.content);
    for (std::size_t i = 0; i < content.size(); ++i) {
      const bool indented = is_soft_break(content[i]) && i + 1 < content.size() &&
                            is_plain(content[i + 1]) &&
                            content[i + 1].text.starts_with(kFullWidthSpace) &&
                            content[i + 1].text.substr(3, 3) == kFullWidthSpace;
      if (indented) {
        Block next;
        next.span = part.span;
        finish(std::exchange(part, std::move(next)), Breaks::flow, out);
      } else {
        part.content.push_back(std::move(content[i]));
      }
    }
    finish(std::move(part), Breaks::flow, out);
  }

  // ---- figures

  static bool is_filler(const Inline& node) {
    return is_soft_break(node) || (node.kind == InlineKind::text &&
                                   node.text.find_first_not_of(" \t") == std::string::npos);
  }

  // Pictures each alone on its line are figures.
  bool figures(Block& block, std::vector<Block>& out) {
    bool alone = true;
    bool any = false;
    for (const Inline& node : block.content) {
      if (node.kind == InlineKind::image && alone) {
        any = true;
        alone = false;
      } else if (!is_filler(node)) {
        return false;
      }
      alone = alone || is_soft_break(node);
    }
    if (!any) {
      return false;
    }
    for (Inline& node : block.content) {
      if (node.kind == InlineKind::image) {
        out.push_back(figure(std::move(node)));
      }
    }
    return true;
  }

  Block figure(Inline image) {
    Block figure;
    figure.kind = BlockKind::figure;
    figure.span = image.span;
    figure.text = std::move(image.target);
    figure.text_span = image.span;
    figure.content = std::move(image.children);
    resolve(figure.content, Breaks::flow);
    figure.attributes = std::move(image.attributes);
    if (const std::string* alternative = figure.attributes.value("alt")) {
      figure.alternative = *alternative;
    }
    PictureParts parts;
    if (const auto found = tree_.pictures.find(image.span.begin); found != tree_.pictures.end()) {
      parts = found->second;
    }
    figure.text_span = parts.path.known() ? parts.path : image.span;
    figure.source = source_line(image, parts);
    const bool said = figure.attributes.value("alt") != nullptr;  // alt="": decoration
    if (figure.content.empty() && figure.alternative.empty() && !said) {
      context_.reporter.report("W130", context_.place.at(figure.text_span), {figure.text});
    }
    return figure;
  }

  // The title is Markdown of its own; spans inside it stay relative to the whole text.
  Inlines source_line(const Inline& image, const PictureParts& parts) {
    if (image.title.empty()) {
      return {};
    }
    Place inside{context_.place.file, parts.title.begin, {}};
    if (!parts.title.known()) {
      inside.fixed = image.span;
    }
    Reporter own(context_.place.file);
    Inlines line = read_inline_markdown(image.title, inside, own);
    for (Diagnostic& diagnostic : own.take()) {
      context_.reporter.report(
          diagnostic.code, context_.place.at(diagnostic.span), std::move(diagnostic.args));
    }
    return line;
  }

  MarkdownTree& tree_;
  PassContext& context_;
};

}  // namespace

void resolve_tree(MarkdownTree& tree, PassContext& context) {
  BlockResolver resolver(tree, context);
  resolver.run(tree.blocks, Breaks::flow);
  for (Footnote& footnote : tree.footnotes) {
    resolver.run(footnote.blocks, Breaks::flow);
  }
}

}  // namespace banxin

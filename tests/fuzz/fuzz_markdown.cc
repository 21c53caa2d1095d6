// Articles and Markdown of any content, for libFuzzer and for replaying
// tests/fuzz/corpus/markdown.
//
// Whatever the text, every span lies in it, text nodes that have the length of their span equal
// the source there, and nothing nests deeper than later stages may recurse.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "engine/issue/issue.h"

namespace {

using namespace banxin;  // NOLINT(google-build-using-namespace): a program of one file

constexpr int kMaxDepth = 200;

class Checker {
 public:
  explicit Checker(std::string_view text) : text_(text) {}

  void span(const Span& span) const {
    if (span.known() && (span.begin > span.end || span.end > text_.size())) {
      std::abort();
    }
  }

  void inlines(const Inlines& content, int depth) const {
    if (depth > kMaxDepth) {
      std::abort();
    }
    std::uint32_t reached = 0;
    for (const Inline& node : content) {
      if (!node.span.known() || node.span.begin < reached) {
        std::abort();  // nothing is given out twice, or out of order
      }
      reached = node.span.begin;
      span(node.span);
      span(node.attributes.span);
      if (node.kind == InlineKind::text && (node.text.empty() || !node.title.empty())) {
        std::abort();  // a stand-in of the parser's own was left in the tree
      }
      inlines(node.children, depth + 1);
    }
  }

  void blocks(const std::vector<Block>& list, int depth) const {
    for (const Block& block : list) {
      span(block.span);
      span(block.text_span);
      span(block.attributes.span);
      inlines(block.content, depth + 1);
      inlines(block.source, depth + 1);
      blocks(block.children, depth + 1);
      for (const ListItem& item : block.items) {
        span(item.span);
        blocks(item.blocks, depth + 2);
      }
      for (const std::vector<TableRow>* rows : {&block.head, &block.body}) {
        for (const TableRow& row : *rows) {
          if (row.cells.size() != block.columns.size()) {
            std::abort();
          }
          for (const TableCell& cell : row.cells) {
            span(cell.span);
            inlines(cell.content, depth + 1);
          }
        }
      }
    }
  }

  void article(const Parsed<Article>& parsed) const {
    blocks(parsed.value.body, 0);
    for (const Footnote& footnote : parsed.value.footnotes) {
      span(footnote.span);
      blocks(footnote.blocks, 0);
    }
    inlines(parsed.value.summary, 0);
    for (const Diagnostic& diagnostic : parsed.diagnostics) {
      span(diagnostic.span);
    }
  }

 private:
  std::string_view text_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > (1u << 16)) {
    return 0;
  }
  SourceMap sources;
  const FileId file =
      sources.add("a.md", std::string(reinterpret_cast<const char*>(data), size));
  const Checker checker(sources.text(file));
  const Parsed<Article> markdown = parse_markdown(sources.text(file), file, 0);
  checker.article(markdown);
  checker.article(parse_article(sources.text(file), file));
  if (size < 4096) {
    to_text(markdown.value.body, sources);
  }
  return 0;
}

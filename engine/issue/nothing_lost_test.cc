// Every Chinese character of a manuscript is in the model once and in order: on the samples, and
// on the real issue beside the source tree where there is one.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "engine/issue/markdown_prepare.h"
#include "engine/issue/test_support.h"
#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

namespace fs = std::filesystem;

std::string wide_characters(std::string_view text) {
  std::string out;
  for (const char32_t c : to_u32(text)) {
    if (is_wide_writing(c) && c != U'\u3000') {
      append_utf8(out, c);
    }
  }
  return out;
}

// Pieces of the model by where they stand; markup that carries text (attributes, labels, paths)
// counts as it is written.
class Pieces {
 public:
  explicit Pieces(std::string_view source) : source_(source) {}

  void raw(Span span) {
    if (span.known()) {
      pieces_.emplace_back(span.begin, source_.substr(span.begin, span.end - span.begin));
    }
  }

  void inlines(const Inlines& content) {
    for (const Inline& node : content) {
      raw(node.attributes.span);
      if (node.kind == InlineKind::text || node.kind == InlineKind::code) {
        pieces_.emplace_back(node.span.begin, node.text);
      } else if (node.kind == InlineKind::note) {
        raw(node.span);
      } else if (node.kind == InlineKind::ruby) {
        pieces_.emplace_back(node.span.end, node.text);
      }
      inlines(node.children);
    }
  }

  void blocks(const std::vector<Block>& list) {
    for (const Block& block : list) {
      raw(block.attributes.span);
      raw(block.text_span);
      if (block.kind == BlockKind::code) {
        pieces_.emplace_back(block.span.begin, block.text);
      }
      inlines(block.content);
      inlines(block.source);
      blocks(block.children);
      for (const ListItem& item : block.items) {
        blocks(item.blocks);
      }
      for (const std::vector<TableRow>* rows : {&block.head, &block.body}) {
        for (const TableRow& row : *rows) {
          for (const TableCell& cell : row.cells) {
            inlines(cell.content);
          }
        }
      }
    }
  }

  void note(const Footnote& footnote) {
    pieces_.emplace_back(footnote.span.begin, footnote.label);
    blocks(footnote.blocks);
  }

  std::string text() {
    std::stable_sort(pieces_.begin(), pieces_.end(), [](const auto& a, const auto& b) {
      return a.first < b.first;
    });
    std::string out;
    for (const auto& [at, piece] : pieces_) {
      out += wide_characters(piece);
    }
    return out;
  }

 private:
  std::string_view source_;
  std::vector<std::pair<std::uint32_t, std::string>> pieces_;
};

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void erase_all(std::string& text, std::string_view open, std::string_view close) {
  for (std::size_t at = 0; (at = text.find(open, at)) != std::string::npos;) {
    text.erase(at, text.find(close, at) + close.size() - at);
  }
}

// What is left out on purpose: comments, and brackets for readers without ruby.
std::string body_of(const std::string& text) {
  std::string body = text.substr(std::min(text.find("+++", text.find("+++") + 3) + 3, text.size()));
  erase_all(body, "<!--", "-->");
  erase_all(body, "<rp>", "</rp>");
  return body;
}

// Entities read otherwise than they are written; link definitions are no text.
bool is_told_apart(const std::string& text) {
  return text.find("&#") == std::string::npos && text.find("]: http") == std::string::npos;
}

void check(const fs::path& folder) {
  std::size_t count = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const std::string text = read_file(entry.path());
    if (!is_told_apart(text)) {
      continue;
    }
    const Parsed<Article> parsed = parse_article(text, FileId{0});
    Pieces pieces(text);
    pieces.blocks(parsed.value.body);
    for (const Footnote& footnote : parsed.value.footnotes) {
      pieces.note(footnote);
    }
    EXPECT_EQ(pieces.text(), wide_characters(body_of(text))) << entry.path().filename();
    EXPECT_FALSE(has_errors(parsed.diagnostics)) << entry.path().filename();
    ++count;
  }
  EXPECT_GT(count, 0u);
}

TEST(NothingLost, InTheSamples) {
  for (const char* sample : {"minimal", "monthly", "gallery"}) {
    check(fs::path(BANXIN_SOURCE_DIR) / "samples" / sample / "articles");
  }
}

TEST(NothingLost, InTheRealIssue) {
  const fs::path folder =
      fs::path(BANXIN_SOURCE_DIR) / ".." / "shared" / "real-issue" / "2023-09" / "articles";
  if (!fs::exists(folder)) {
    GTEST_SKIP() << "no real issue beside the source tree";
  }
  check(folder);
}

}  // namespace
}  // namespace banxin

// A tiny layout and issue for the tests of resolving.
#pragma once

#include <string>

#include <gtest/gtest.h>

#include "engine/style/test_support.h"

namespace banxin::style_test {

inline constexpr const char* kLayout = R"(
[colors]
accent = "k50"
[fonts.song]
families = ["Song"]
weights = [400, 700]
[fonts.hei]
families = ["Hei"]
weights = [400, 700]
[fonts.kai]
families = ["Kai"]
bold = "hei"
[fonts.fang]
families = ["Fang"]
bold = "synthetic"
[page]
size = ["200pt", "300pt"]
margins = { top = "30pt", bottom = "30pt", inner = "20pt", outer = "30pt" }
[styles.base]
font-family = "song"
font-size = "10pt"
line-height = "15pt"
[styles.body]
text-indent = "2em"
[styles.title]
font-size = "14pt"
text-align = "center"
open-up = true
outline-level = 1
tag = "h1"
[styles.h1]
font-family = "hei"
keep-with-next = 2
tag = "h2"
[styles.list-item]
padding-left = "2em"
marker-width = "2em"
[styles.quote]
padding = "0 2em"
[styles.quote-text]
font-family = "kai"
font-size = "9pt"
[styles.note]
font-size = "8pt"
[styles.table-head]
font-family = "hei"
[styles.kai-line]
font-family = "kai"
[styles.boxed]
border-top = "1pt"
margin-top = "5pt"
keep-with-next = 2
[styles.fang-line]
font-family = "fang"
[text-styles.strong]
font-weight = 700
[text-styles.emphasis]
font-family = "kai"
[text-styles.link]
color = "accent"
[text-styles.note-mark]
font-size = "0.6em"
baseline-shift = "0.33em"
[text-styles.label]
font-family = "hei"
[text-styles.em-dot]
text-emphasis = "dot"
[divs.quote]
box = "quote"
paragraph = "quote-text"
[divs.note]
paragraph = "quote-text"
label = "[按：]{.label}"
[divs.abstract]
lead = "label"
[divs.pagebreak]
page-break = true
[captions]
labels = ["图", "表"]
gap = "　"
continued = "续{caption}"
units = ["单位"]
[masters.page]
[[flows]]
name = "body"
master = "page"
template = "body"
)";

#define IN_ARTICLE(elements) \
  "{ each = 'sections', do = [ { each = 'articles', do = [ " elements " ] } ] }"

struct Made {
  SourceMap sources;
  Parsed<Layout> layout;
  Parsed<Issue> issue;
  Parsed<Styled> styled;
};

/// One article with `markdown` as its text, through kLayout and `extra`.
inline Made make(const std::string& markdown,
                 const std::string& extra,
                 const std::string& front = "") {
  MemoryWorld world;
  world.add_layout("t", "layout.toml", kLayout + extra);
  world.add(
      "issue.toml",
      "format = 1\nlayout = 't'\n[publication]\ntitle = '月刊'\npublisher = ['甲社', '乙社']\n"
      "[issue]\nyear = 2023\nnumber = 9\nwhole-number = 27\n[board]\n"
      "contacts = [{label = '电话', value = '123'}, {label = '电子邮箱', value = 'a@b.c'}]\n"
      "roles = [{title = '主编', names = ['李明', '王小明', '欧阳小明华']},"
      " {title = '副主编', names = ['张三']}]\n"
      "[[section]]\ntitle = '要闻'\narticles = ['a.md']\n");
  world.add("a.md", "+++\ntitle = '标题'\n" + front + "+++\n\n" + markdown);
  Made made;
  made.issue = parse_issue(world, made.sources);
  made.layout = parse_layout(world, {"t", false, {}}, made.sources);
  made.styled = resolve_styles(made.issue.value, made.layout.value);
  EXPECT_EQ(listing(made.layout.diagnostics, made.sources), "");
  return made;
}

/// The dump from the first flow on.
inline std::string flows(const Made& made) {
  const std::string text = to_text(made.styled.value);
  const std::size_t at = text.find("\nflow ");
  const std::string tail = at == text.npos ? text : text.substr(at + 1);
  const std::size_t line = tail.find('\n');
  return tail.substr(line + 1);
}

inline constexpr const char* kBody =
    "[templates]\nbody = [ { each = \"sections\", do = [ { each = \"articles\", do = [ "
    "{ blocks = \"body\" } ] } ] } ]\n";

}  // namespace banxin::style_test

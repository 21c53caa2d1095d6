#include <gtest/gtest.h>

#include "engine/issue/test_support.h"

namespace banxin {
namespace {

using issue_test::first_line;
using issue_test::markdown_dump;

struct Case {
  const char* source;
  const char* expected;
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    EXPECT_EQ(first_line(c.source), c.expected) << "source: " << c.source;
  }
}

TEST(Emphasis, FollowsChineseText) {
  check({
      {"**“重点”**之后", "strong(“重点”)之后"},
      {"**注意！**他", "strong(注意！)他"},
      {"他说**“A”**。", "他说strong(“A”)。"},
      {"增长**3.6%**的部分", "增长strong(3.6%)的部分"},
      {"**(一)**总则", "strong((一))总则"},
      {"依**(一)**总则", "依strong((一))总则"},
      {"第*1.*条", "第em(1.)条"},
      {"一是**降成本。**二是", "一是strong(降成本。)二是"},
      {"见**《办法》**第三条", "见strong(《办法》)第三条"},
      {"用**\"引号\"**也行", "用strong(\"引号\")也行"},
      {"是**[链接](u)**的", "是strong(link(链接|u))的"},
      {"是**`x`**的", "是strong(code(x))的"},
      {"是**![图](u.png)**的", "是strong(image(图|u.png))的"},
      {"~~“删”~~去", "strike(“删”)去"},
  });
}

TEST(Emphasis, NestsInChineseText) {
  check({
      {"*着重**粗**着重*", "em(着重strong(粗)着重)"},
      {"他*着重**粗**着重*说", "他em(着重strong(粗)着重)说"},
      {"他**粗*斜***说", "他strong(粗em(斜))说"},
      {"他***粗斜***说", "他em(strong(粗斜))说"},
      {"**“甲*（乙）*丙”**丁", "strong(“甲em(（乙）)丙”)丁"},
  });
}

TEST(Emphasis, OtherwiseIsCommonMark) {
  check({
      {"a**\"b\"**c", "a**\"b\"**c"},
      {"5 * 3 = 15 * 1", "5 * 3 = 15 * 1"},
      {"file_name_v2", "file_name_v2"},
      {"_“重点”_，", "em(“重点”)，"},
      {"他_强调_说", "他_强调_说"},
      {"\\*不是\\*", "*不是*"},
      {"** 不是 **", "** 不是 **"},
      {"(**是**)", "(strong(是))"},
      {"*a**b*", "em(a**b)"},
  });
}

TEST(Text, IsTheSourceByteForByte) {
  // Stand-ins put in for the library never reach the model.
  check({
      {"“‘《〈（—…·！？：；，。、～％", "“‘《〈（—…·！？：；，。、～％"},
      {"`**“码”**`", "code(**“码”**)"},
      {"``a`b``", "code(a`b)"},
      {"``\n码\n``*后*", "code(码)em(后)"},
      {"[](u)文", "文"},
      {"[r][文]\n\n[r]: u", "[r][文]"},
      {"[r][文\n字\n\n[r]: u", "link(r|u)[文字"},
      {"字\\*\\*字", "字**字"},
      {"&amp;&lt;&ldquo;&#20013;&#x6587;&copy;&unknown;&#0;", "&<“中文©&unknown;\xEF\xBF\xBD"},
      {"\xF3\xB0\x80\x81\xF4\x8F\xBF\xBD", "\xF3\xB0\x80\x81\xF4\x8F\xBF\xBD"},
      {"[t](<a b>)", "link(t|a b)"},
      {"[t](（甲）*“乙”*.png)", "link(t|（甲）*“乙”*.png)"},
      {"[t](a\\_b&amp;“c”)", "link(t|a_b&“c”)"},
  });
}

TEST(SoftBreak, IsNothingBetweenHanAndSpaceElsewhere) {
  check({
      {"文\n字", "文字"},
      {"文。\n字", "文。字"},
      {"“文\n”字", "“文”字"},
      {"word\nword", "word word"},
      {"文\nword", "文 word"},
      {"word\n文", "word 文"},
      {"a—\nb", "a— b"},
      {"文——\n“字”", "文——“字”"},
      {"**文**\n字", "strong(文)字"},
      {"文[^1]\n字\n\n[^1]: x", "文note(|1)字"},
      {"文\r\n字", "文字"},
      {"文  \n字", "文br()字"},
      {"文\\\n字", "文br()字"},
      {"文<br>字<br/>", "文br()字"},
  });
}

TEST(Paragraph, LosesItsTypedIndent) {
  check({{"　　正文", "正文"}, {"    正文", "正文"}, {"\t正文　", "正文"}});
  EXPECT_EQ(markdown_dump("　　甲\n　　乙"),
            "paragraph 1:3-1:4\n  text 1:3-1:4 \"甲\"\n"
            "paragraph 2:3-2:4\n  text 2:3-2:4 \"乙\"\n");
}

TEST(Autolink, IsAsciiAndLeavesPunctuation) {
  check({
      {"见https://a.com/b。", "见link(https://a.com/b|https://a.com/b)。"},
      {"https://a.com/b，c", "link(https://a.com/b|https://a.com/b)，c"},
      {"https://a.com/b?x=1&y=2.", "link(https://a.com/b?x=1&y=2|https://a.com/b?x=1&y=2)."},
      {"（https://a.com）", "（link(https://a.com|https://a.com)）"},
      {"(https://a.com/b_(c))", "(link(https://a.com/b_(c)|https://a.com/b_(c)))"},
      {"https://a.com/_x_/*y*", "link(https://a.com/_x_/*y|https://a.com/_x_/*y)*"},
      {"**https://a.com**的", "strong(link(https://a.com|https://a.com))的"},
      {"www.a.com/b中", "link(www.a.com/b|http://www.a.com/b)中"},
      {"信a.b@c.org。", "信link(a.b@c.org|mailto:a.b@c.org)。"},
      {"<https://a.com/_b_>", "link(https://a.com/_b_|https://a.com/_b_)"},
      {"<a@b.org>", "link(a@b.org|mailto:a@b.org)"},
      {"[https://a.com](u)", "link(https://a.com|u)"},
      {"xhttp://a.com @某人 http:// www.。", "xhttp://a.com @某人 http:// www.。"},
      {"`https://a.com/_b_`", "code(https://a.com/_b_)"},
  });
}

TEST(Span, TakesAttributes) {
  check({
      {"[文]{.red}字", "span(文).red字"},
      {"[**粗**x]{.a .b}", "span(strong(粗)x).a.b"},
      {"[外[内]{.a}]{.b}", "span(外span(内).a).b"},
      {"[2025] 3 号[x]", "[2025] 3 号[x]"},
      {"\\[文]{.red}", "[文]{.red}"},
      {"[文]{red}", "[文]{red}"},
      {"`x`{.py}后", "code(x).py后"},
      {"[t](u){.c}后", "link(t|u).c后"},
      {"[t][r]{.c}\n\n[r]: u", "link(t|u).c"},
      {"[文]{k=“*值* 二” .z}后", "span(文).z后"},
  });
}

TEST(Html, KnowsRubyBreaksAndShifts) {
  check({
      {"<ruby>版<rt>bǎn</rt></ruby>", "ruby(bǎn|版)"},
      {"<ruby>版<rt>bǎn</rt>心<rt>xīn</rt></ruby>", "ruby(bǎn|版)ruby(xīn|心)"},
      {"<RUBY><rb>版</rb><rp>（</rp><rt>bǎn</rt><rp>）</rp></RUBY>。", "ruby(bǎn|版)。"},
      {"<ruby>版<rt>bǎn</ruby>", "ruby(bǎn|版)"},
      {"<ruby><rb>版</rb><rb>心</rb><rt>bǎn</rt><rt>xīn</rt></ruby>", "ruby(bǎn xīn|版心)"},
      {"m<sup>2</sup>、CO<sub>2</sub>", "mspan(2).sup、COspan(2).sub"},
      {"甲<!-- 注 -->乙", "甲乙"},
      {"<div>文**粗**</div>", "文strong(粗)"},
      {"3 < 5 <中>", "3 < 5 <中>"},
  });
}

TEST(Notes, AreReferencesWhereverTextIs) {
  check({
      {"文[^1]字\n\n[^1]: x", "文note(|1)字"},
      {"**文[^注 1]**", "strong(文[^注 1])"},
      {"**文[^注1]**\n\n[^注1]: x", "strong(文note(|注1))"},
      {"文\\[^1]", "文[^1]"},
      {"`[^1]`", "code([^1])"},
  });
}

TEST(Inline, EveryNodeHasItsSpan) {
  EXPECT_EQ(markdown_dump("甲**乙*丙***[丁](u \"题\"){.x}`戊`~~己~~<b@c.d>\\*&amp;"),
            "paragraph 1:1-1:46\n"
            "  text 1:1-1:2 \"甲\"\n"
            "  strong 1:2-1:10\n"
            "    text 1:4-1:5 \"乙\"\n"
            "    emphasis 1:5-1:8\n"
            "      text 1:6-1:7 \"丙\"\n"
            "  link 1:10-1:24 -> \"u\" title \"题\" { .x }\n"
            "    text 1:11-1:12 \"丁\"\n"
            "  code 1:24-1:27 \"戊\"\n"
            "  strike 1:27-1:32\n"
            "    text 1:29-1:30 \"己\"\n"
            "  link 1:32-1:39 -> \"mailto:b@c.d\"\n"
            "    text 1:33-1:38 \"b@c.d\"\n"
            "  text 1:40-1:41 \"*\"\n"
            "  text 1:41-1:46 \"&\"\n");
}

}  // namespace
}  // namespace banxin

#include <gtest/gtest.h>

#include "engine/issue/test_support.h"

namespace banxin {
namespace {

using issue_test::diagnostics_text;

constexpr const char* kHead = "[publication]\ntitle = \"刊\"\n[issue]\nyear = 2023\nnumber = 9\n";
constexpr const char* kArticle = "+++\ntitle = \"文\"\n+++\n";

struct Files {
  std::string issue;
  std::vector<std::pair<std::string, std::string>> others;
};

struct Read {
  std::string dump, diagnostics;
};

Read read(const Files& files) {
  MemoryWorld world;
  world.add("issue.toml", files.issue);
  for (const auto& [path, text] : files.others) {
    world.add(path, text);
  }
  SourceMap sources;
  const Parsed<Issue> parsed = parse_issue(world, sources);
  return {to_text(parsed.value, sources), diagnostics_text(parsed.diagnostics, sources)};
}

// One section with one article a.md.
Read read_with_article(const std::string& article) {
  return read({std::string(kHead) + "[[section]]\ntitle = \"栏\"\narticles = [\"a.md\"]\n",
               {{"a.md", article}}});
}

TEST(Issue, ReadsEveryKey) {
  const Read got =
      read({R"(format = 1
layout = "classic"
language = "zh-Hant-TW"
[publication]
title = " 刊 "
subtitle = "副"
issn = "1"
cn = "2"
logo = "l.svg"
publisher = ["甲", "（乙）"]
[issue]
year = 2023
number = 9
whole-number = 27
date = 2023-09-20
period = [2023-08-16, "2023年9月15日"]
[board]
editorial-office = "部"
contacts = [ { label = "电话", value = "1" } ]
roles = [ { title = "主编", names = ["丙", "丁"] } ]
qr = [ { data = "https://x", caption = "码" } ]
notice = """
第**一**段
"""
[[section]]
title = "栏"
kind = "research"
articles = ["a.md"]
)",
            {{"a.md", "\xEF\xBB\xBF+++\r\ntitle = '文'\r\n+++\r\n正\r\n"}, {"layout.toml", ""}}});
  EXPECT_EQ(got.diagnostics, "");
  EXPECT_EQ(got.dump, R"(issue format=1 language=zh-Hant-TW
  layout 2:11-2:18 "classic"
  title 5:11-5:12 "刊"
  subtitle 6:13-6:14 "副"
  issn 7:9-7:10 "1"
  cn 8:7-8:8 "2"
  logo 9:9-9:14 "l.svg"
  publisher 10:15-10:16 "甲"
  publisher 10:20-10:23 "（乙）"
  year=2023 number=9 whole=27 date=2023-09-20 period=2023-08-16..2023-09-15
  editorial-office 18:21-18:22 "部"
  contact
    label 19:25-19:27 "电话"
    value 19:39-19:40 "1"
  role
    title 20:22-20:24 "主编"
    name 20:37-20:38 "丙"
    name 20:42-20:43 "丁"
  qr
    data 21:18-21:27 "https://x"
    caption 21:41-21:42 "码"
  notice
    paragraph 23:1-23:8
      text 23:1-23:2 "第"
      strong 23:2-23:7
        text 23:4-23:5 "一"
      text 23:7-23:8 "段"
  section 25:1-25:12 research
    title 26:10-26:11 "栏"
    article 28:14-28:18 "a.md"
      title 2:10-2:11 "文"
      paragraph 4:1-4:2
        text 4:1-4:2 "正"
  local layout
)");
}

TEST(Issue, KeysMayBeChineseAndBare) {
  const Read got = read({R"(刊名 = "刊"
主办 = "甲"
"年" = 2023
期 = 9
总期 = 27
[board]
电话 = "1"
主编 = ["丙", "丁"]
编委 = "戊"
网址 = ["a", "b"]
roles = [ { title = "校对", names = "己" } ]
[[栏目]]
标题 = "栏一"
文章 = ["a.md"]
[[section]]
title = "栏二"
articles = "b*.md"
)",
                         {{"a.md",
                           "+++\n标题 = \"文\"\n副标题 = \"副\"\n作者 = \"庚\"\n来源 = "
                           "\"源\"\n日期 = \"２０２３年９月１３日\"\n附件 = \"附\"\n链接 = "
                           "\"https://x\"\n摘要 = \"*摘*\"\n+++\n"},
                          {"b1.md", kArticle},
                          {"b2.md", kArticle}}});
  EXPECT_EQ(got.diagnostics, "");
  EXPECT_EQ(got.dump, R"(issue format=1 language=zh-Hans
  title 1:7-1:8 "刊"
  publisher 2:7-2:8 "甲"
  year=2023 number=9 whole=27
  contact
    label 7:1-7:3 "电话"
    value 7:7-7:8 "1"
  contact
    label 10:1-10:3 "网址"
    value 10:8-10:9 "a"
  contact
    label 10:1-10:3 "网址"
    value 10:13-10:14 "b"
  role
    title 8:1-8:3 "主编"
    name 8:8-8:9 "丙"
    name 8:13-8:14 "丁"
  role
    title 9:1-9:3 "编委"
    name 9:7-9:8 "戊"
  role
    title 11:22-11:24 "校对"
    name 11:36-11:37 "己"
  section 12:1-12:7 news
    title 13:7-13:9 "栏一"
    article 14:8-14:12 "a.md"
      title 2:7-2:8 "文"
      subtitle 3:8-3:9 "副"
      author 4:7-4:8 "庚"
      summary
        emphasis 9:7-9:10
          text 9:8-9:9 "摘"
      source 5:7-5:8 "源"
      date 6:7-6:17 2023-09-13
      attachment 7:7-7:8 "附"
      link 8:7-8:16 "https://x"
  section 15:1-15:12 news
    title 16:10-16:12 "栏二"
    article 17:13-17:18 "b1.md"
      title 2:10-2:11 "文"
    article 17:13-17:18 "b2.md"
      title 2:10-2:11 "文"
)");
}

TEST(Article, ReadsEveryKeyAndBooks) {
  const Read got = read_with_article(R"(+++
title = "题\u4E00"
toc-title = "目"
author = ["甲", "乙"]
author-note = "注"
toc = false
[[book]]
title = "书"
author = ["丙", "丁"]
publisher = "社"
published = 2020-10-01
cover = "c.png"
summary = "介**绍**"
reason = '''
理由一。

理由二。'''
isbn = "978-7-111-11111-5"
link = "http://y"
+++
)");
  EXPECT_EQ(got.diagnostics, "");
  EXPECT_EQ(got.dump.substr(got.dump.find("    article")),
            R"(    article 8:14-8:18 "a.md" not in contents
      title 2:9-2:18 "题一"
      toc-title 3:14-3:15 "目"
      author 4:12-4:13 "甲"
      author 4:17-4:18 "乙"
      author-note 5:16-5:17 "注"
      book 7:1-7:9
        title 8:10-8:11 "书"
        author 9:12-9:18 "丙、丁"
        publisher 10:14-10:15 "社"
        published 11:13-11:23 "2020-10-01"
        cover 12:10-12:15 "c.png"
        isbn 18:9-18:26 "978-7-111-11111-5"
        link 19:9-19:17 "http://y"
        summary
          text 13:12-13:13 "介"
          strong 13:13-13:18
            text 13:15-13:16 "绍"
        reason
          text 15:1-15:5 "理由一。"
          break 17:1-17:1
          text 17:1-17:5 "理由二。"
)");
}

struct Fault {
  const char* name;
  const char* source;
  const char* expected;
};

TEST(Issue, FaultsOfIssueTomlAreReported) {
  const std::string sections = "[[section]]\ntitle = \"栏\"\narticles = [\"a.md\"]\n";
  const std::string head(kHead);
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"",
       "E105 1:1-1:1 [title|[publication]]\nE105 1:1-1:1 [year|[issue]]\n"
       "E105 1:1-1:1 [number|[issue]]\nE105 1:1-1:1 [section|issue.toml]\n"},
      {"[publication]\n[issue]\nyear = 2023\n" + sections,
       "E105 issue.toml:1:1-1:14 [title|[publication]]\n"
       "E105 issue.toml:2:1-2:8 [number|[issue]]\n"},
      {"titel = 1\nfoo = 2\n" + head + sections,
       "W102 issue.toml:1:1-1:6 [titel|issue.toml]\nW102 issue.toml:2:1-2:4 [foo|issue.toml]\n"},
      {head + "whole_number = 3\n[board]\neditorial-offic = \"x\"\n" + sections,
       "W101 issue.toml:6:1-6:13 [whole_number|whole-number]\n"
       "W101 issue.toml:8:1-8:16 [editorial-offic|editorial-office]\n"},
      {"[publication]\ntitle = 3\npublisher = [1]\n[issue]\nyear = \"2023\"\nnumber = 0.5\n" +
           sections,
       "E106 issue.toml:2:9-2:10 [title|3]\nE109 issue.toml:3:14-3:15 [publisher|1]\n"
       "E108 issue.toml:5:9-5:13 [year|2023]\nE108 issue.toml:6:10-6:13 [number|0.5]\n"},
      {"publication = 1\nissue = []\nboard = \"x\"\nsection = 3\n",
       "E105 1:1-1:1 [title|[publication]]\nE105 1:1-1:1 [year|[issue]]\n"
       "E105 1:1-1:1 [number|[issue]]\nE110 1:15-1:16 [publication|1]\nE110 2:9-2:11 [issue|]\n"
       "E110 3:10-3:11 [board|x]\nE112 4:11-4:12 [section|3]\n"},
      {"format = 2\n" + head + sections, "E116 issue.toml:1:10-1:11 [2]\n"},
      {head + "[lint]\noff = 3\nof = [\"N920\"]\n[lint.terms]\n甲 = \"乙\"\n丙 = 4\n" + sections,
       "E109 issue.toml:7:7-7:8 [off|3]\nW101 issue.toml:8:1-8:3 [of|off]\n"
       "E106 issue.toml:11:5-11:6 [丙|4]\n"},
      {"language = \"中文\"\n" + head + sections, "W104 issue.toml:1:13-1:15 [中文]\n"},
      {head + "date = 2023-02-30\n" + sections, "E107 issue.toml:6:8-6:18 [date|2023-02-30]\n"},
      {head + "date = 2023年13月1日\n" + sections,
       "E107 issue.toml:6:8-6:18 [date|2023年13月1日]\n"},
      {head + "date = \"昨天\"\n" + sections, "E107 issue.toml:6:9-6:11 [date|昨天]\n"},
      {head + "period = [2023-01-01]\n" + sections, "E114 issue.toml:6:10-6:22 [period]\n"},
      {head + "period = [2023-02-01, 2023-01-01]\n" + sections,
       "E115 issue.toml:6:10-6:34 [period]\n"},
      {head + "year = 2024\n" + sections, "E104 issue.toml:6:1-6:12 [year]\n"},
      {head + "年 = 2024\n" + sections, "E104 issue.toml:6:1-6:2 [年]\n"},
      {head + "whole-number = -1\n" + sections,
       "E113 issue.toml:6:16-6:18 [whole-number|0|1000000]\n"},
      {head + "[board]\nroles = [{names = []}]\ncontacts = [1]\nqr = [{caption = \"x\"}]\n" +
           sections,
       "E105 issue.toml:7:10-7:22 [title|roles]\nE110 issue.toml:8:13-8:14 [contacts|1]\n"
       "E105 issue.toml:9:7-9:22 [data|qr]\n"},
      {head + "[board]\nnotice = \"甲[^1]\"\n" + sections, "W106 issue.toml:7:12-7:16 [1]\n"},
  };
  for (const auto& [source, expected] : cases) {
    EXPECT_EQ(read({source, {{"a.md", kArticle}}}).diagnostics, expected) << source;
  }
}

TEST(Issue, BrokenTomlIsReportedAndReadOn) {
  const std::vector<Fault> cases = {
      {"open quote", "title = \"x\n", "E117 issue.toml:2:11-3:1\n"},
      {"bad escape", "title = \"a\\q\"\n", "E117 issue.toml:2:12-2:13\n"},
      {"full-width quotes", "title = “x”\n", "E103 issue.toml:2:9-2:10 [“]\n"},
      {"full-width equals", "title ＝ \"x\"\n", "E103 issue.toml:2:7-2:8 [＝]\n"},
      {"no equals", "title \"x\"\n", "E119 issue.toml:2:7-2:8\n"},
      {"no quotes", "title = 刊\n", "E128 issue.toml:2:9-2:10\n"},
      {"open bracket", "title = [\"x\"\n", "E118 issue.toml:2:9-2:10\n"},
      {"no comma", "title = [\n\"x\"\n\"y\"\n]\n", "E118 issue.toml:4:1-4:2\n"},
      {"open brace", "title = { a = 1\n", "E118 issue.toml:2:16-3:1\n"},
      {"open header", "[foo\n", "E102 issue.toml:2:5-3:1\n"},
  };
  for (const Fault& c : cases) {
    const Read got = read({"[publication]\n" + std::string(c.source) +
                               "[issue]\nyear = 2023\nnumber = 9\n"
                               "[[section]]\ntitle = \"栏\"\narticles = [\"a.md\"]\n",
                           {{"a.md", kArticle}}});
    EXPECT_EQ(got.diagnostics, c.expected) << c.name;
  }
  const Read two = read({"a = \nb = 1\n刊名 = “x”\n年 = 2023\n", {}});
  EXPECT_EQ(two.diagnostics, "E128 1:5-2:1\nW102 2:1-2:2 [b|issue.toml]\nE103 3:6-3:7 [“]\n");
  EXPECT_NE(two.dump.find("year=2023"), std::string::npos);
}

TEST(Issue, FaultsOfSectionsAreReported) {
  const std::vector<Fault> cases = {
      {"no articles", "[[section]]\ntitle = \"栏\"\n", "E105 6:1-6:12 [articles|[[section]]]\n"},
      {"empty", "[[section]]\ntitle = \"栏\"\narticles = []\n", "W103 8:12-8:14 [栏]\n"},
      {"no title",
       "[[section]]\narticles = [\"a.md\"]\n",
       "E105 issue.toml:6:1-6:12 [title|[[section]]]\n"},
      {"missing file",
       "[[section]]\ntitle = \"栏\"\narticles = [\"x/y.md\"]\n",
       "E120 8:14-8:20 [x/y.md]\n"},
      {"mistyped file",
       "[[section]]\ntitle = \"栏\"\narticles = [\"aa.md\"]\n",
       "E121 8:14-8:19 [aa.md|a.md]\n"},
      {"twice",
       "[[section]]\ntitle = \"栏\"\narticles = [\"a.md\", \"./a.md\"]\n",
       "E126 issue.toml:8:22-8:28 [a.md]\n"},
      {"a pattern leaves out what is named",
       "[[section]]\ntitle = \"栏\"\narticles = [\"a.md\", "
       "\"*.md\"]\n",
       ""},
      {"no match",
       "[[section]]\ntitle = \"栏\"\narticles = [\"z*.md\"]\n",
       "W107 8:14-8:19 [z*.md]\n"},
      {"outside",
       "[[section]]\ntitle = \"栏\"\narticles = [\"../a.md\", \"/a.md\"]\n",
       "E122 8:14-8:21 [../a.md]\nE122 8:25-8:30 [/a.md]\n"},
      {"wrong type",
       "[[section]]\ntitle = \"栏\"\narticles = [1, {}]\n",
       "E109 8:13-8:14 [articles|1]\nE109 8:16-8:18 [articles|]\n"},
  };
  for (const Fault& c : cases) {
    const Read got = read({std::string(kHead) + c.source, {{"a.md", kArticle}}});
    EXPECT_EQ(got.diagnostics, c.expected) << c.name;
  }
}

TEST(Article, FaultsAreReported) {
  const std::vector<Fault> cases = {
      {"no title", "+++\nsource = \"x\"\n+++\n", "E105 a.md:1:1-1:4 [title|+++]\n"},
      {"empty title", "+++\ntitle = \"\"\n+++\n", "E105 a.md:1:1-1:4 [title|+++]\n"},
      {"no front matter", "正文\n", "E130 a.md:1:1-1:1\n"},
      {"front matter left open", "+++\ntitle = \"x\"\n\n正文\n", "E131 a.md:1:1-1:4\n"},
      {"YAML", "---\ntitle: x\n---\n正文\n", "E132 a.md:1:1-1:4\n"},
      {"unknown key",
       "+++\ntitle = \"x\"\nauther = \"y\"\n+++\n",
       "W101 a.md:3:1-3:7 [auther|author]\n"},
      {"unknown Chinese key",
       "+++\n标题 = \"x\"\n付标题 = \"y\"\n+++\n",
       "W101 a.md:3:1-3:4 [付标题|副标题]\n"},
      {"wrong types",
       "+++\ntitle = \"x\"\ntoc = \"no\"\nauthor = 1\nsummary = 2\n+++\n",
       "E111 a.md:3:8-3:10 [toc|no]\nE109 a.md:4:10-4:11 [author|1]\n"
       "E106 a.md:5:11-5:12 [summary|2]\n"},
      {"bad date",
       "+++\ntitle = \"x\"\ndate = \"2023年2月29日\"\n+++\n",
       "E107 a.md:3:9-3:19 [date|2023年2月29日]\n"},
      {"not an address",
       "+++\ntitle = \"x\"\nlink = \"www.a.com\"\n+++\n",
       "W108 a.md:3:9-3:18 [www.a.com]\n"},
      {"book",
       "+++\ntitle = \"x\"\n[[book]]\nisbn = \"978-7-111-11111-4\"\n+++\n",
       "E105 a.md:3:1-3:9 [title|[[book]]]\nW109 a.md:4:9-4:26 [978-7-111-11111-4]\n"},
      {"footnote in the summary",
       "+++\ntitle = \"x\"\nsummary = \"y[^1]\"\n+++\n",
       "W106 a.md:3:13-3:17 [1]\n"},
      {"escapes map to the whole literal",
       "+++\ntitle = \"x\"\nsummary = \"\\ty[^1]\"\n+++\n",
       "W106 a.md:3:11-3:20 [1]\n"},
      {"broken TOML keeps the body",
       "+++\ntitle = \"x\ndate = 2023-09-13\n+++\n## \n",
       "E117 a.md:2:11-3:1\nW125 a.md:5:1-5:3\n"},
      {"not UTF-8", "+++\ntitle = \"x\"\n+++\n正\xd5\xfd文\n", "E101 a.md:4:2-4:3\n"},
      {"spans of the body are those of the file",
       "+++\ntitle = \"x\"\n+++\n\n正[^1]\n",
       "E141 a.md:5:2-5:6 [1]\n"},
  };
  for (const Fault& c : cases) {
    EXPECT_EQ(read_with_article(c.source).diagnostics, c.expected) << c.name;
  }
}

TEST(Issue, WithoutAFileIsReported) {
  MemoryWorld world;
  SourceMap sources;
  EXPECT_EQ(diagnostics_text(parse_issue(world, sources).diagnostics, sources), "E100\n");
  EXPECT_EQ(read({"刊名 = \"\xb0\xa1\"\n", {}}).diagnostics, "E101 1:7-1:7\n");
}

TEST(Issue, DiagnosticsComeInSourceOrder) {
  const Read got =
      read({std::string(kHead) +
                "[[section]]\nfoo = 1\ntitle = \"栏\"\narticles = [\"b.md\", \"a.md\"]\n",
            {{"a.md", "+++\ntitle = \"x\"\n+++\n## \n\n甲[^1]\n"}, {"b.md", "正文"}}});
  EXPECT_EQ(got.diagnostics,
            "W102 issue.toml:7:1-7:4 [foo|[[section]]]\nE130 b.md:1:1-1:1\n"
            "W125 a.md:4:1-4:3\nE141 a.md:6:2-6:6 [1]\n");
}

}  // namespace
}  // namespace banxin

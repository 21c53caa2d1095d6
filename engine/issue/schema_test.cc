// The schemas against the reading of the keys: every key they name is known, every key read is
// named, and the files checked in are those the program prints.
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "engine/issue/issue.h"

namespace banxin {
namespace {

std::string read_source(const std::string& path) {
  std::ifstream in(std::string(BANXIN_SOURCE_DIR) + "/" + path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// Keys of every "properties" of a schema.
std::set<std::string> keys_of(const std::string& schema) {
  std::set<std::string> keys;
  const std::regex property("\"([^\"]+)\": \\{\\s*\"description\"");
  for (std::sregex_iterator at(schema.begin(), schema.end(), property), end; at != end; ++at) {
    keys.insert((*at)[1]);
  }
  return keys;
}

TEST(IssueSchema, NamesEveryKeyThatIsRead) {
  std::set<std::string> named = keys_of(issue_schema());
  named.merge(keys_of(article_schema()));
  const std::regex call(
      R"re((?:text|texts|number|date|flag|table|tables|take|markdown_of|written_value)\((?:reader, )?\{([^}]*)\})re");
  const std::regex word("\"([^\"]+)\"");
  for (const char* file : {"publication.cc", "sections.cc", "front_matter.cc"}) {
    const std::string text = read_source(std::string("engine/issue/") + file);
    ASSERT_FALSE(text.empty()) << file;
    for (std::sregex_iterator at(text.begin(), text.end(), call), end; at != end; ++at) {
      const std::string list = (*at)[1];
      for (std::sregex_iterator w(list.begin(), list.end(), word); w != end; ++w) {
        EXPECT_EQ(named.count((*w)[1]), 1u)
            << file << " reads \"" << (*w)[1] << "\": add it to engine/issue/schema.cc";
      }
    }
  }
}

TEST(IssueSchema, NamesNoKeyThatIsUnknown) {
  const std::string every_issue = R"(
format = 1
layout = "a"
language = "zh-Hans"
[publication]
title = "刊"
subtitle = "副"
issn = "1"
cn = "1"
logo = "l.png"
publisher = "社"
[issue]
year = 2023
number = 1
whole-number = 1
date = 2023-09-01
period = [2023-08-01, 2023-08-31]
[board]
editorial-office = "部"
roles = [ { title = "主编", names = ["甲"] } ]
contacts = [ { label = "电话", value = "1" } ]
qr = [ { data = "https://example.org/", caption = "码" } ]
notice = "启事"
"主编" = "甲"
"副主编" = "甲"
"编委" = "甲"
"电话" = "1"
"传真" = "1"
"网址" = "1"
"地址" = "1"
[lint]
off = ["N920"]
[lint.terms]
"做为" = "作为"
[output]
editions = ["screen", "print"]
pdfx = "4"
profile = "shop.icc"
marks = "all"
max-ink = 300
resolution = 300
safe-margin = "5mm"
page-multiple = 4
[output.imposition]
kind = "saddle-stitch"
signature = 16
pages-per-side = 2
paper-thickness = "0.1mm"
milling = "3mm"
sheet = "460x320mm"
cover-apart = false
glue = "0.5mm"
[[section]]
title = "栏"
kind = "news"
variant = "x"
articles = ["a.md"]
)";
  const std::string every_article = R"(+++
title = "题"
toc-title = "题"
subtitle = "副"
variant = "x"
author = "甲"
editor = "乙"
author-note = "注"
summary = "摘"
source = "报"
date = 2023-09-01
attachment = "附"
link = "https://example.org/"
toc = true
[[book]]
title = "书"
author = "甲"
publisher = "社"
published = 2023
cover = "c.png"
summary = "介"
reason = "由"
isbn = "978-7-301-00000-0"
link = "https://example.org/"
+++

文
)";
  MemoryWorld world;
  world.add("issue.toml", every_issue);
  world.add("a.md", every_article);
  SourceMap sources;
  for (const Diagnostic& d : parse_issue(world, sources).diagnostics) {
    EXPECT_TRUE(d.code != "W102" && d.code != "W741") << to_text(d, sources, Language::en);
  }
  // Those lists hold every key but the Chinese names.
  for (const auto& [schema, text] :
       {std::pair(issue_schema(), every_issue), std::pair(article_schema(), every_article)}) {
    for (const std::string& key : keys_of(schema)) {
      const bool latin = key.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == key.npos;
      EXPECT_TRUE(!latin || text.find(key) != text.npos) << key;
    }
  }
}

TEST(IssueSchema, CheckedInIsTheOnePrinted) {
  EXPECT_TRUE(issue_schema() == read_source("layouts/schema/issue.schema.json"))
      << "run: banxin schema issue > layouts/schema/issue.schema.json";
  EXPECT_TRUE(article_schema() == read_source("layouts/schema/article.schema.json"))
      << "run: banxin schema article > layouts/schema/article.schema.json";
}

}  // namespace
}  // namespace banxin

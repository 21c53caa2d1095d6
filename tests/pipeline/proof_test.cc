// Proof sheets of small issues, from manuscript to what is written in the margins.
#include "engine/proof/proof.h"

#include <algorithm>
#include <memory>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "engine/build/proof_stage.h"
#include "engine/dump/dump.h"
#include "tests/pipeline/golden_world.h"

namespace banxin {
namespace {

/// An issue taken to its sheets. What a session keeps is its own.
struct Proofed {
  Warm warm;
  std::unique_ptr<Job> job;
  std::unique_ptr<Work> work;
  Document plain;  // the pages before

  const Document& sheets() const { return *work->document; }
};

struct Texts {
  std::vector<std::string> articles;
  std::string layout = {};
};

void fill(MemoryWorld& world, const Texts& texts) {
  add_golden_world(world);
  std::string names;
  for (std::size_t i = 0; i < texts.articles.size(); ++i) {
    const std::string name = std::string(1, static_cast<char>('a' + i)) + ".md";
    names += (i == 0 ? "\"" : ", \"") + name + "\"";
    world.add(name, texts.articles[i]);
  }
  world.add("issue.toml",
            "format = 1\nlayout = \"golden\"\n[publication]\ntitle = \"河声\"\n[issue]\n"
            "year = 2025\nnumber = 3\n[[section]]\ntitle = \"要闻\"\narticles = [" +
                names + "]\n");
  if (!texts.layout.empty()) {
    world.add("layout.toml", texts.layout);
  }
}

std::unique_ptr<Proofed> proof(const MemoryWorld& world,
                               const ProofSettings& settings,
                               unsigned threads = 1) {
  auto made = std::make_unique<Proofed>();
  Job job;
  job.proof = settings;
  job.threads = threads;
  made->job = std::make_unique<Job>(proof_job(job));
  made->work = std::make_unique<Work>(world, *made->job, made->warm);
  advance(*made->work, Goal::pages);
  made->plain = *made->work->document;
  make_proof_sheets(*made->work);
  return made;
}

std::string article(const std::string& title, const std::string& text) {
  return "+++\ntitle = \"" + title + "\"\n+++\n\n" + text + "\n";
}

/// What is written on a sheet that is not on its page.
std::set<std::string> written(const Proofed& made, std::size_t page) {
  std::set<std::string> out;
  for (std::size_t i = made.plain.pages[page].items.size();
       i < made.sheets().pages[page].items.size();
       ++i) {
    const Item& item = made.sheets().pages[page].items[i];
    if (const auto* run = std::get_if<GlyphRun>(&item.content)) {
      out.insert(run->text);
    }
  }
  return out;
}

std::string all_written(const Proofed& made, std::size_t page) {
  Page over;
  const std::vector<Item>& items = made.sheets().pages[page].items;
  const auto first = static_cast<std::ptrdiff_t>(made.plain.pages[page].items.size());
  over.items.assign(items.begin() + first, items.end());
  return page_text(over);
}

/// The same of all sheets.
std::string all_written(const Proofed& made) {
  std::string out;
  for (std::size_t p = 0; p < made.plain.pages.size(); ++p) {
    out += all_written(made, p);
  }
  return out;
}

/// The page on which a text stands, by its first characters.
std::size_t page_of(const Proofed& made, const std::string& text) {
  for (std::size_t i = 0; i < made.plain.pages.size(); ++i) {
    if (page_text(made.plain.pages[i]).find(text) != std::string::npos) {
      return i;
    }
  }
  ADD_FAILURE() << text << " is on no page";
  return 0;
}

std::string summary(const Proofed& made) {
  std::string out;
  for (std::size_t i = made.plain.pages.size(); i < made.sheets().pages.size(); ++i) {
    out += page_text(made.sheets().pages[i]);
  }
  return out;
}

/// Pages as another program reads them out of a PDF of them.
std::vector<EarlierPage> earlier(const Document& document) {
  std::vector<EarlierPage> pages;
  for (const Page& page : document.pages) {
    EarlierPage& out = pages.emplace_back();
    const std::string text = page_text(page);
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      out.lines.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return pages;
}

const std::string kDam =
    "上游水库昨天傍晚开闸放水，河面比前一天高出半米。沿岸三个村子连夜把渔船拖上坡地，守堤的人每两"
    "小时报一次水位。天亮以后水势转缓，渡口恢复摆渡，集市照常开张。";
const std::string kSchool =
    "镇上的小学今年招了四十二名新生，比去年多七名。校长说食堂的新灶台下个月就能用上，孩子们不必再"
    "带饭。开学那天，老校工把钟擦得很亮，敲了十二下。";
const std::string kMarket =
    "周末的旧书市集搬到了体育馆北门，摊位一共六十个，傍晚六点收摊，雨天顺延一周举行。去年最贵的一"
    "本是手抄药方，今年还没有人出价。";
const std::string kFerry =
    "渡船公司换了新船，甲板宽了两尺，能停下三辆板车。船票不涨价，早晚各加一班，末班等到最后一趟火"
    "车进站再开。";

Texts four() {
  return {{article("开闸", kDam),
           article("开学", kSchool),
           article("旧书", kMarket),
           article("新船", kFerry)}};
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

/// A proof of `after` that shows what is new since `before`.
std::unique_ptr<Proofed> since(const Texts& before, const Texts& after) {
  MemoryWorld old_world, new_world;
  fill(old_world, before);
  fill(new_world, after);
  ProofSettings settings;
  settings.since = earlier(proof(old_world, {})->plain);
  settings.since_name = "old.pdf";
  return proof(new_world, settings);
}

/// Bars (修改线) and wedges from page `first` on: filled black beside the text.
std::size_t bars(const Proofed& made, std::size_t first = 0) {
  std::size_t count = 0;
  for (std::size_t p = first; p < made.plain.pages.size(); ++p) {
    const std::vector<Item>& items = made.sheets().pages[p].items;
    for (std::size_t i = made.plain.pages[p].items.size(); i < items.size(); ++i) {
      const auto* bar = std::get_if<Rects>(&items[i].content);
      const auto* wedge = std::get_if<Path>(&items[i].content);
      count += (bar && bar->fill == text_black()) || (wedge && wedge->fill) ? 1 : 0;
    }
  }
  return count;
}

TEST(Proof, NothingOfAPageMoves) {
  MemoryWorld world;
  fill(world, four());
  const auto made = proof(world, {});
  ASSERT_GT(made->sheets().pages.size(), made->plain.pages.size());
  for (std::size_t p = 0; p < made->plain.pages.size(); ++p) {
    const Page& page = made->plain.pages[p];
    const Page& sheet = made->sheets().pages[p];
    EXPECT_EQ(sheet.size.width, page.size.width + kProofOuter + kProofInner);
    EXPECT_EQ(sheet.size.height, page.size.height + kProofHead + kProofFoot);
    const Point by{made->work->sheets[p].outer_right ? kProofInner : kProofOuter, kProofHead};
    for (std::size_t i = 0; i < page.items.size(); ++i) {
      Item moved = page.items[i];
      shift(moved, by);
      const auto* before = std::get_if<GlyphRun>(&moved.content);
      const auto* after = std::get_if<GlyphRun>(&sheet.items[i].content);
      ASSERT_EQ(before == nullptr, after == nullptr);
      if (before) {
        EXPECT_EQ(before->origin, after->origin);
        EXPECT_EQ(before->text, after->text);
      }
    }
    for (std::size_t i = page.items.size(); i < sheet.items.size(); ++i) {
      EXPECT_EQ(sheet.items[i].tag, TagId::none) << "what is drawn over a page is an artifact";
    }
  }
}

TEST(Proof, TheHeadSaysIssueRoundDateAndPage) {
  MemoryWorld world;
  fill(world, four());
  world.set_now(1763942400);  // 2025-11-24
  ProofSettings settings;
  settings.label = "二校";
  const auto made = proof(world, settings);
  const std::string text = all_written(*made, page_of(*made, "上游水库"));
  EXPECT_NE(text.find("〔校样〕河声"), std::string::npos) << text;
  EXPECT_NE(text.find("二校"), std::string::npos);
  EXPECT_NE(text.find("2025-11-24"), std::string::npos);
  EXPECT_NE(made->sheets().title.find("二校"), std::string::npos);
}

TEST(Proof, EveryFifthLineIsNumberedOrEveryOneOrNone) {
  MemoryWorld world;
  fill(world, four());
  ProofSettings settings;
  auto made = proof(world, settings);
  const std::size_t page = page_of(*made, "上游水库");
  EXPECT_EQ(written(*made, page).count("5"), 1u);
  EXPECT_EQ(written(*made, page).count("4"), 0u);
  settings.numbers = LineNumbers::every;
  EXPECT_EQ(written(*proof(world, settings), page).count("4"), 1u);
  settings.numbers = LineNumbers::none;
  EXPECT_EQ(written(*proof(world, settings), page).count("5"), 0u);
}

TEST(Proof, AMissingPictureIsABoxWithItsNameAndTheProofIsMade) {
  MemoryWorld world;
  fill(world, {{article("开闸", kDam + "\n\n![闸门](gate.png)\n\n" + kSchool)}});
  const auto made = proof(world, {});
  const std::string text = all_written(*made);
  EXPECT_NE(text.find("缺图"), std::string::npos) << text;
  EXPECT_NE(text.find("gate.png"), std::string::npos);
  EXPECT_NE(text.find("W620"), std::string::npos);
  EXPECT_NE(summary(*made).find("a.md:7"), std::string::npos) << summary(*made);
}

TEST(Proof, ADiagnosticHasANumberInTheMarginAndItsLineAtTheFoot) {
  MemoryWorld world;  // a blank between two Han is told of (N306)
  fill(world, {{article("开闸", kDam + "\n\n" + replaced(kSchool, "新生", "新 生"))}});
  const auto made = proof(world, {});
  const std::string text = all_written(*made);
  const std::size_t mark = text.find(" N306\n");
  ASSERT_NE(mark, std::string::npos) << text;
  EXPECT_NE(text.find(" N306　第7行", mark), std::string::npos) << text;
  EXPECT_NE(text.find("a.md:7", mark), std::string::npos) << text;
}

TEST(Proof, ALineWithAFlawHasABarAndAWord) {
  const std::string twenty = "一二三四五六七八九十一二三四五六七八九十";
  MemoryWorld world;
  fill(world,
       {{article("开闸", twenty + "一二三四五六七八九十一二三四五六七八九。")},
        "[text]\norphan-repair = false\n"});
  const auto made = proof(world, {});
  const std::string text = all_written(*made);
  EXPECT_NE(text.find("孤字"), std::string::npos) << text;
  EXPECT_EQ(made->work->proof->lines, 1u);
}

TEST(Proof, ParagraphsSayWhereTheyStandInTheManuscript) {
  MemoryWorld world;
  fill(world, {{article("开闸", kDam + "\n\n" + kSchool)}});
  ProofSettings settings;
  settings.source = true;
  const auto made = proof(world, settings);
  const std::string text = all_written(*made, page_of(*made, "上游水库"));
  EXPECT_NE(text.find("a.md:"), std::string::npos) << text;
  EXPECT_NE(text.find(":7"), std::string::npos) << text;
}

TEST(Proof, TheSameIssueHasNoChange) {
  const auto made = since(four(), four());
  EXPECT_EQ(made->work->proof->changes, std::size_t{0}) << summary(*made);
  EXPECT_EQ(made->work->proof->moved, std::size_t{0});
  EXPECT_EQ(bars(*made), 0u);
}

TEST(Proof, AReplacedWordIsOneBarHoweverTheLinesBreakAfterIt) {
  Texts after = four();
  after.articles[0] = replaced(after.articles[0], "半米", "将近一米有余");
  const auto made = since(four(), after);
  EXPECT_EQ(made->work->proof->changes, std::size_t{1}) << summary(*made);
  EXPECT_EQ(bars(*made), 1u);
  EXPECT_NE(summary(*made).find("将近一米有余"), std::string::npos) << summary(*made);
}

TEST(Proof, AParagraphPutInHasABarAtEachOfItsLines) {
  Texts after = four();
  after.articles[0] += "\n渔汛要等到下月初，船主们趁空补网。\n";
  const auto made = since(four(), after);
  EXPECT_EQ(made->work->proof->changes, std::size_t{1}) << summary(*made);
  EXPECT_EQ(bars(*made), 1u);
}

TEST(Proof, WhatWasTakenOutIsAWedge) {
  Texts after = four();
  after.articles[1] = replaced(after.articles[1], "开学那天，老校工把钟擦得很亮，敲了十二下。", "");
  const auto made = since(four(), after);
  EXPECT_EQ(made->work->proof->changes, std::size_t{1}) << summary(*made);
  EXPECT_EQ(bars(*made), 1u);
  EXPECT_NE(summary(*made).find("删1"), std::string::npos) << summary(*made);
}

TEST(Proof, AnArticleThatMovedIsNamedAndHasNoBar) {
  Texts after = four();
  std::rotate(after.articles.begin(), after.articles.begin() + 3, after.articles.end());
  const auto made = since(four(), after);
  // Cover and contents say something new; the articles on the pages after them do not.
  EXPECT_EQ(bars(*made, 2), 0u) << summary(*made);
  EXPECT_EQ(made->work->proof->moved, std::size_t{1});
  EXPECT_NE(summary(*made).find("《新船》"), std::string::npos) << summary(*made);
}

TEST(Proof, OtherLinesAndPagesAreNoChange) {
  Texts after = four();
  after.layout = "[page]\nmargin-outer = \"40mm\"\n";
  const auto made = since(four(), after);
  EXPECT_EQ(made->work->proof->changes, std::size_t{0}) << summary(*made);
}

TEST(Proof, AnEarlierProofSaysNothingOfItsOwn) {
  MemoryWorld world;
  fill(world, four());
  ProofSettings settings;
  settings.source = true;
  settings.since = earlier(proof(world, settings)->sheets());
  const auto made = proof(world, settings);
  EXPECT_EQ(made->work->proof->changes, std::size_t{0}) << summary(*made);
}

TEST(Proof, IsTheSameOnAnyNumberOfThreads) {
  MemoryWorld world;
  fill(world, four());
  Job job;
  job.proof.emplace();
  job.proof->grid = true;
  job.proof->frames = true;
  job.threads = 1;
  const BuildResult one = Session().build(world, job);
  job.threads = 4;
  const BuildResult four_threads = Session().build(world, job);
  ASSERT_TRUE(one.ok);
  EXPECT_FALSE(one.pdf.empty());
  EXPECT_TRUE(one.editions.empty());
  EXPECT_EQ(one.pdf, four_threads.pdf);
}

}  // namespace
}  // namespace banxin

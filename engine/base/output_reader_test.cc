#include "engine/base/output_reader.h"

#include <gtest/gtest.h>

namespace banxin {
namespace {

OutputValue text(std::string word) {
  OutputValue value;
  value.kind = OutputValue::Kind::text;
  value.text = std::move(word);
  return value;
}

OutputValue number(int given) {
  OutputValue value;
  value.kind = OutputValue::Kind::whole_number;
  value.text = std::to_string(given);
  value.number = given;
  return value;
}

OutputValue list(std::vector<OutputValue> items) {
  OutputValue value;
  value.kind = OutputValue::Kind::list;
  value.items = std::move(items);
  return value;
}

OutputValue table(std::vector<OutputEntry> entries) {
  OutputValue value;
  value.kind = OutputValue::Kind::table;
  value.entries = std::move(entries);
  return value;
}

OutputValue flag() {
  OutputValue value;
  value.kind = OutputValue::Kind::flag;
  value.flag = true;
  return value;
}

/// The dump of what was understood, then codes and particulars of what was not.
std::string read(const std::vector<OutputEntry>& entries) {
  Diagnostics diagnostics;
  std::string out = to_text(read_output(entries, diagnostics));
  for (const Diagnostic& diagnostic : diagnostics) {
    out += std::string(diagnostic.code);
    for (const std::string& arg : diagnostic.args) {
      out += " | " + arg;
    }
    out += "\n";
  }
  return out;
}

TEST(OutputReader, TakesEveryKey) {
  EXPECT_EQ(read({{"editions", {}, list({text("print"), text("screen")})},
                  {"pdfx", {}, text("1a")},
                  {"profile", {}, text("shop.icc")},
                  {"marks", {}, list({text("trim"), text("color-bar")})},
                  {"max-ink", {}, number(280)},
                  {"resolution", {}, number(350)},
                  {"safe-margin", {}, text("3mm")},
                  {"page-multiple", {}, number(4)}}),
            "output editions screen print\n"
            "output pdfx 1a\n"
            "output profile shop.icc\n"
            "output marks trim color-bar\n"
            "output max-ink 280\n"
            "output resolution 350\n"
            "output page-multiple 4\n"
            "output safe-margin 3mm\n");
}

TEST(OutputReader, OneWordNeedsNoList) {
  EXPECT_EQ(read({{"editions", {}, text("all")}, {"marks", {}, text("none")}}),
            "output editions screen print imposed\noutput marks none\n");
}

TEST(OutputReader, PdfxMayBeWrittenAsANumber) {
  EXPECT_EQ(read({{"pdfx", {}, number(4)}}), "output pdfx 4\n");
}

TEST(OutputReader, TakesEveryKeyOfImposition) {
  EXPECT_EQ(read({{"imposition",
                   {},
                   table({{"kind", {}, text("signatures")},
                          {"signature", {}, number(32)},
                          {"pages-per-side", {}, number(4)},
                          {"paper-thickness", {}, text("0.12 mm")},
                          {"milling", {}, text("2mm")},
                          {"sheet", {}, text("460x320mm")},
                          {"cover-apart", {}, flag()},
                          {"glue", {}, text("1mm")}})}}),
            "output imposition signatures signature 32 pages-per-side 4 paper 0.12mm glue 1mm "
            "milling 2mm sheet 460mm x 320mm cover-apart\n");
}

TEST(OutputReader, WhatIsWrongIsToldWithWhatWouldDo) {
  EXPECT_EQ(read({{"editions", {}, list({text("screen"), text("paper")})},
                  {"pdfx", {}, number(3)},
                  {"max-ink", {}, number(500)},
                  {"safe-margin", {}, text("5 inches")},
                  {"profile", {}, text("")},
                  {"imposition", {}, text("two-up")},
                  {"page-multiple", {}, text("4")}}),
            "E732 | editions | paper | screen, print, imposed, all\n"
            "E732 | pdfx | 3 | 4, 1a\n"
            "E732 | profile |  | \"….icc\"\n"
            "E732 | max-ink | 500 | 200–400\n"
            "E732 | safe-margin | 5 inches | \"5mm\", \"0.5cm\", \"14pt\"\n"
            "E732 | page-multiple | 4 | 1–64\n"
            "E732 | imposition | two-up | { kind = \"saddle-stitch\" }\n");
  EXPECT_EQ(read({{"editions", {}, list({})}}),
            "E732 | editions |  | screen, print, imposed, all\n");
}

TEST(OutputReader, WrongValuesOfImposition) {
  EXPECT_EQ(read({{"imposition",
                   {},
                   table({{"kind", {}, text("booklet")},
                          {"signature", {}, number(18)},
                          {"pages-per-side", {}, number(6)},
                          {"sheet", {}, text("A3")},
                          {"cover-apart", {}, text("yes")}})}}),
            "output imposition saddle-stitch signature 16 pages-per-side 2 paper 0.1mm glue 0.5mm\n"
            "E732 | kind | booklet | saddle-stitch, two-up, signatures, cut-stack\n"
            "E732 | signature | 18 | 4, 8, 12, 16 … 64\n"
            "E732 | pages-per-side | 6 | 2, 4, 8\n"
            "E732 | sheet | A3 | \"460x320mm\"\n"
            "E732 | cover-apart | yes | true, false\n");
}

TEST(OutputReader, AKeyNobodyKnowsIsToldOf) {
  const std::string said =
      read({{"edition", {}, text("print")}, {"imposition", {}, table({{"folds", {}, number(2)}})}});
  EXPECT_NE(said.find("W741 | edition | editions, pdfx"), said.npos) << said;
  EXPECT_NE(said.find("W741 | folds | kind, signature"), said.npos) << said;
}

TEST(OutputSettings, OneOverTheOther) {
  OutputSettings layout;
  layout.editions = {Edition::screen};
  layout.max_ink = 280;
  OutputSettings issue;
  issue.editions = {Edition::print};
  EXPECT_EQ(to_text(overlay(issue, layout)), "output editions print\noutput max-ink 280\n");
}

}  // namespace
}  // namespace banxin

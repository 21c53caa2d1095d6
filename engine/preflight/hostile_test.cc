// Files made to break a reader's stack or to keep it busy: small ones are in
// tests/fuzz/corpus/preflight, the large ones are made here.
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "engine/preflight/preflight.h"

namespace banxin {
namespace {

constexpr int kDeep = 20'000;

std::string object(int number, const std::string& body) {
  return std::to_string(number) + " 0 obj\n" + body + "\nendobj\n";
}

std::string reference(int number) {
  return std::to_string(number) + " 0 R";
}

/// Without a table of objects, which readers make for themselves.
std::string file_of(const std::string& objects) {
  return "%PDF-1.6\n" + objects + "trailer\n<</Root 1 0 R>>\n%%EOF\n";
}

std::set<std::string> rules_of(const std::string& pdf) {
  PreflightRequest request;
  request.profile = PreflightProfile::screen;
  std::set<std::string> rules;
  for (const PreflightFinding& finding : preflight(pdf, request).findings) {
    rules.emplace(finding.rule);
  }
  return rules;
}

TEST(PreflightHostile, PagesUnderThousandsOfNodesAreNotFollowed) {
  std::string objects = object(1, "<</Type /Catalog /Pages 2 0 R>>");
  for (int i = 2; i < kDeep; ++i) {
    objects += object(i, "<</Type /Pages /Count 1 /Kids [" + reference(i + 1) + "]>>");
  }
  objects += object(kDeep, "<</Type /Page /MediaBox [0 0 99 99]>>");
  EXPECT_EQ(rules_of(file_of(objects)).count("file.too-complex"), 1u);
}

TEST(PreflightHostile, RowGroupsWithinRowGroupsEnd) {
  std::string objects =
      object(1,
             "<</Type /Catalog /Pages 2 0 R /MarkInfo <</Marked true>> /StructTreeRoot <</K <</S "
             "/Table /K 4 0 R>>>>>>") +
      object(2, "<</Type /Pages /Count 1 /Kids [3 0 R]>>") +
      object(3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 99 99]>>");
  for (int i = 4; i < kDeep; ++i) {
    objects += object(i, "<</S /THead /K " + reference(i + 1) + ">>");
  }
  EXPECT_EQ(rules_of(file_of(objects)).count("tag.children"), 1u);
}

TEST(PreflightHostile, AnObjectStreamThatUnpacksWithoutEndIsNotUnpacked) {
  // Run lengths: 128 bytes for every two.
  std::string packed;
  for (int i = 0; i < 500'000; ++i) {
    packed += "\x81 ";
  }
  const std::string objects = object(1, "<</Type /Catalog /Pages 2 0 R>>") +
                              object(2, "<</Type /Pages /Count 1 /Kids [3 0 R]>>") +
                              object(3, "<</Type /Page /Parent 2 0 R /MediaBox [0 0 99 99]>>");
  const std::string stream =
      object(4,
             "<</Type /ObjStm /N 1 /First 4 /Filter /RunLengthDecode /Length " +
                 std::to_string(packed.size()) + ">>\nstream\n" + packed + "\nendstream");
  EXPECT_EQ(rules_of(file_of(objects + stream)).count("file.too-complex"), 1u);
}

TEST(PreflightHostile, BlankContentDrawnOverAndOverIsCutShort) {
  const std::string blanks(4'000'000, ' ');
  std::string draws;
  for (int i = 0; i < 1000; ++i) {
    draws += "/X Do ";
  }
  const auto stream = [](const std::string& dictionary, const std::string& data) {
    return "<<" + dictionary + " /Length " + std::to_string(data.size()) + ">>\nstream\n" + data +
           "\nendstream";
  };
  const std::string objects =
      object(1, "<</Type /Catalog /Pages 2 0 R>>") +
      object(2, "<</Type /Pages /Count 1 /Kids [3 0 R]>>") +
      object(3,
             "<</Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources "
             "<</XObject <</X 5 0 R>>>>>>") +
      object(4, stream("", draws)) +
      object(5, stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", blanks));
  EXPECT_EQ(rules_of(file_of(objects)).count("file.too-complex"), 1u);
}

}  // namespace
}  // namespace banxin

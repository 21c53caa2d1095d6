#include "engine/cli/output_names.h"

#include <gtest/gtest.h>

namespace banxin {
namespace {

BuildResult result_of(std::vector<EditionPdf> files) {
  BuildResult result;
  result.edition = files.front().edition;
  result.pdf = files.front().pdf;
  files.erase(files.begin());
  result.editions = std::move(files);
  return result;
}

const EditionPdf kScreen{Edition::screen, {}, "s"};
const EditionPdf kPrint{Edition::print, {}, "p"};
const EditionPdf kImposed{Edition::imposed, {}, "i"};
const EditionPdf kCover{Edition::imposed, "cover", "c"};

TEST(OutputNames, EachEditionHasItsOwn) {
  EXPECT_EQ(list_of(output_names("a/2023-09.pdf", result_of({kScreen, kPrint, kImposed, kCover}))),
            "a/2023-09.pdf, a/2023-09-print.pdf, a/2023-09-imposed.pdf, a/2023-09-cover.pdf");
}

TEST(OutputNames, ThePlainNameIsAlwaysForTheScreen) {
  EXPECT_EQ(list_of(output_names("a.pdf", result_of({kPrint}))), "a-print.pdf");
}

TEST(OutputNames, ANameThatWasToldIsKeptForASingleEdition) {
  EXPECT_EQ(list_of(output_names_as_told("for-the-shop.pdf", result_of({kPrint}))),
            "for-the-shop.pdf");
  EXPECT_EQ(list_of(output_names_as_told("x.pdf", result_of({kImposed, kCover}))),
            "x.pdf, x-cover.pdf");
  EXPECT_EQ(list_of(output_names_as_told("x.pdf", result_of({kScreen, kPrint}))),
            "x.pdf, x-print.pdf");
}

TEST(OutputNames, WithoutPdfAtTheEndTheWordStillComesLast) {
  EXPECT_EQ(edition_path("out/issue", Edition::print, ""), "out/issue-print");
  EXPECT_EQ(edition_path("A.PDF", Edition::print, ""), "A-print.PDF");
  EXPECT_EQ(edition_path(".pdf/x", Edition::print, ""), ".pdf/x-print");
}

TEST(OutputNames, FilesCarryTheirBytes) {
  const BuildResult result = result_of({kScreen, kPrint});
  const std::vector<OutputFile> files = output_files(output_names("a.pdf", result), result);
  ASSERT_EQ(files.size(), 2u);
  EXPECT_EQ(files[0].path + "=" + std::string(files[0].bytes), "a.pdf=s");
  EXPECT_EQ(files[1].path + "=" + std::string(files[1].bytes), "a-print.pdf=p");
}

}  // namespace
}  // namespace banxin

#include "engine/build/output_plan.h"

#include <gtest/gtest.h>

namespace banxin {
namespace {

OutputSettings editions(std::vector<Edition> wanted) {
  OutputSettings settings;
  settings.editions = std::move(wanted);
  return settings;
}

std::string codes(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) {
    text += std::string(diagnostic.code) + " " + diagnostic.args.at(0) + "; ";
  }
  return text;
}

TEST(OutputPlan, ScreenIsMadeWhereNobodySaysOtherwise) {
  Diagnostics told;
  const OutputPlan plan = plan_output({}, {}, MemoryWorld(), told);
  EXPECT_EQ(plan.editions, std::vector<Edition>{Edition::screen});
  EXPECT_EQ(plan.profile, nullptr);
  EXPECT_EQ(codes(told), "") << "the note belongs to the file that is written without it";
}

TEST(OutputPlan, ForAPressThereMustBeAProfile) {
  Diagnostics told;
  plan_output({}, editions({Edition::print, Edition::screen}), MemoryWorld(), told);
  EXPECT_EQ(codes(told), "E730 ISOcoated_v2_300_bas.icc; ");
}

TEST(OutputPlan, AProfileThatIsNotThereIsAnErrorWhereItIsNamed) {
  OutputSettings said;
  said.profile = "house.icc";
  said.profile_span = {FileId{0}, 3, 12};
  Diagnostics told;
  plan_output({}, said, MemoryWorld(), told);
  ASSERT_EQ(codes(told), "E731 house.icc; ");
  EXPECT_EQ(told[0].span, said.profile_span);
}

TEST(OutputPlan, AProfileOfTheIssueGoesBeforeOneOfTheSystem) {
  MemoryWorld world;
  world.add("house.icc", "in the issue, and no profile");
  OutputSettings said;
  said.profile = "house.icc";
  Diagnostics told;
  plan_output({}, said, world, told);
  EXPECT_EQ(codes(told), "E720 house.icc; ");
}

TEST(OutputPlan, TheJobGoesOverIssueAndLayout) {
  Job job;
  job.output = editions({Edition::imposed, Edition::print, Edition::imposed});
  job.output.max_ink = 280;
  OutputSettings said = editions({Edition::screen});
  said.max_ink = 320;
  said.resolution = 350;
  Diagnostics told;
  const OutputPlan plan = plan_output(job, said, MemoryWorld(), told);
  EXPECT_EQ(plan.editions, (std::vector<Edition>{Edition::print, Edition::imposed}));
  EXPECT_EQ(plan.max_ink, 280);
  EXPECT_EQ(plan.resolution, 350);
}

TEST(OutputPlan, SaysWhichOptionsHaveNoEffect) {
  Job job;
  job.pdf = false;
  job.output.pdfx = PdfxVersion::x1a;
  job.output.marks = PrinterMarks{true, false, false, false};
  Diagnostics told;
  plan_output(job, {}, MemoryWorld(), told);
  EXPECT_EQ(codes(told), "N741 --pdfx; N741 --marks; ");
}

Styled two_flows() {
  Styled styled;
  styled.masters.resize(2);
  styled.masters[0].name = "body";
  styled.masters[0].frames.resize(1);
  styled.masters[1].name = "back";
  styled.flows.resize(2);
  styled.flows[0].name = "body";
  styled.flows[0].blocks.resize(1);
  styled.flows[1].name = "back";
  styled.flows[1].master_first = styled.flows[1].master_right = 1;
  return styled;
}

std::string names(const Styled& styled) {
  std::string text;
  for (const Flow& flow : styled.flows) {
    text += flow.name + (flow.pages_multiple > 0 ? "*" + std::to_string(flow.pages_multiple) : "") +
            " ";
  }
  return text;
}

TEST(FillPages, TheLayoutsOwnFillerIsUsed) {
  Styled styled = two_flows();
  styled.flows[0].pages_multiple = 4;
  fill_pages(styled, 8);
  EXPECT_EQ(names(styled), "body*8 back ");
}

TEST(FillPages, EmptyPagesGoBeforeTheBackCoverR15) {
  Styled styled = two_flows();
  fill_pages(styled, 4);
  EXPECT_EQ(names(styled), "body filler*4 back ");
  const Master& master = styled.masters[styled.flows[1].master_first];
  EXPECT_TRUE(master.frames.empty()) << "nothing stands on them";
}

TEST(FillPages, WithoutBackCoverTheyGoToTheEnd) {
  Styled styled = two_flows();
  styled.flows.pop_back();
  fill_pages(styled, 4);
  EXPECT_EQ(names(styled), "body filler*4 ");
}

TEST(FillPages, OneMeansNoFillers) {
  Styled styled = two_flows();
  styled.flows[0].pages_multiple = 4;
  fill_pages(styled, 1);
  EXPECT_EQ(names(styled), "body*1 back ");
}

}  // namespace
}  // namespace banxin

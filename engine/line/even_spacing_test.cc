// J6, N1–N3, H4: even spacing of one line (单行均排). Rows T106–T108 of the reference; x in em.
#include <gtest/gtest.h>

#include "engine/line/em_grid.h"
#include "engine/line/line.h"

namespace banxin {
namespace {

using em_grid::kEm;

/// "李0 明2": every cluster and where it begins.
std::string spread(std::string_view text, Length measure) {
  LineRequest request;
  request.measure = measure;
  request.align = request.align_last = Align::spread;
  const ShapedText shaped = em_grid::shape(text, {});
  const BrokenText broken = break_lines(shaped, request);
  EXPECT_EQ(broken.lines.size(), 1u) << text;
  const Line& line = broken.lines[0];
  std::string out;
  for (std::uint32_t i = line.begin; i < line.end; ++i) {
    std::string x = std::to_string(em_grid::ems(line.placed[i - line.begin].x));
    x.erase(x.find_last_not_of('0') + 1);
    x.erase(x.find_last_not_of('.') + 1);
    out += std::string(out.empty() ? "" : " ") + std::string(em_grid::text_of(shaped, i)) + x;
  }
  return out;
}

TEST(Reference, T106NamesInThreeEm) {
  EXPECT_EQ(spread("李明", kEm * 3), "李0 明2");
  EXPECT_EQ(spread("王小明", kEm * 3), "王0 小1 明2");
}

TEST(Reference, T107LabelsInFourEm) {
  EXPECT_EQ(spread("副主编", kEm * 4), "副0 主1.5 编3");
  EXPECT_EQ(spread("主编", kEm * 4), "主0 编3");
  EXPECT_EQ(spread("责任编辑", kEm * 4), "责0 任1 编2 辑3");
}

/// The width is engine/style's to choose: 4, 5 or 5½ em (H4).
TEST(Reference, T108OpenedHeadings) {
  EXPECT_EQ(spread("目次", kEm * 4), "目0 次3") << "gap 2";
  EXPECT_EQ(spread("编委会", kEm * 5), "编0 委2 会4") << "gap 1";
  EXPECT_EQ(spread("编读往来", kEm.scaled(11, 2)), "编0 读1.5 往3 来4.5") << "gap 1/2";
}

TEST(EvenSpacing, LeavesAloneWhatN3Names) {
  EXPECT_EQ(spread("Li", kEm * 3), "L0 i0.5") << "Latin";
  EXPECT_EQ(spread("2026", kEm * 3), "20 00.5 21 61.5") << "numbers";
  EXPECT_EQ(spread("李·明", kEm * 4), "李0 ·1 明1.5") << "foreign names";
  EXPECT_EQ(spread("欧阳小明", kEm * 3), "欧0 阳1 小2 明3") << "wider than the field";
}

TEST(EvenSpacing, IsExactToTheUnit) {
  for (std::int64_t emu = 400001; emu < 400040; ++emu) {
    LineRequest request;
    request.measure = Length::emu(emu);
    request.align = Align::spread;
    const BrokenText broken = break_lines(em_grid::shape("王小明", {}), request);
    EXPECT_EQ(broken.lines[0].width, request.measure);
  }
}

}  // namespace
}  // namespace banxin

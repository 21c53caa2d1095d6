// H5: where titles part. Texts are invented; measures in em, lines at most 0.8 of them wide.
#include <gtest/gtest.h>

#include "engine/line/em_grid.h"
#include "engine/line/line.h"
#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

using em_grid::ems;
using em_grid::kEm;

BrokenText set_title(const ShapedText& shaped, std::int64_t measure) {
  LineRequest request;
  request.measure = kEm * measure;
  request.align = Align::center;
  return break_lines(shaped, request);
}

ShapedText title(std::string_view text) {
  Composition composition;
  composition.balance = true;
  composition.balance_measure = 800;
  return em_grid::shape(text, composition);
}

std::string text_of(const ShapedText& shaped, const Line& line) {
  std::string out;
  for (std::uint32_t i = line.begin; i < line.end; ++i) {
    out += em_grid::text_of(shaped, i);
  }
  return out;
}

std::string lines_of(std::string_view text, std::int64_t measure) {
  const ShapedText shaped = title(text);
  std::string out;
  for (const Line& line : set_title(shaped, measure).lines) {
    out += (out.empty() ? "" : "⏎") + text_of(shaped, line);
  }
  return out;
}

TEST(Reference, T136TitleOfTwoLinesOfWords) {
  const ShapedText shaped = title("关于加强期刊编辑出版质量管理工作的若干意见");
  const BrokenText broken = set_title(shaped, 14);
  ASSERT_EQ(broken.lines.size(), 2u);
  EXPECT_EQ(text_of(shaped, broken.lines[0]), "关于加强期刊编辑出版");
  EXPECT_EQ(text_of(shaped, broken.lines[1]), "质量管理工作的若干意见");
  for (const Line& line : broken.lines) {
    const double width = ems(line.width - line.placed[0].x);
    EXPECT_DOUBLE_EQ(width, &line == &broken.lines[0] ? 10 : 11);
    EXPECT_LE(width, 0.8 * 14);
  }
}

TEST(Titles, PartWhereAnEditorWouldH5) {
  struct Case {
    const char* why;
    std::int64_t measure;
    const char *text, *lines;
  };

  const Case cases[] = {
      {"a typed space before all",
       14,
       "老城厢更新 让街坊邻里重新相逢",
       "老城厢更新⏎让街坊邻里重新相逢"},
      {"before a preposition",
       18,
       "交通局：十二条公交线路将延长至新校区",
       "交通局：十二条公交线路⏎将延长至新校区"},
      {"a name in 《》 is whole",
       14,
       "市图书馆发布《城市阅读年度报告》",
       "市图书馆发布⏎《城市阅读年度报告》"},
      {"a short quote is whole",
       12,
       "社区食堂推出“一人一碗”新菜单",
       "社区食堂推出⏎“一人一碗”新菜单"},
      {"number and unit", 12, "全市今年新增绿地 120 公顷以上", "全市今年新增绿地⏎120公顷以上"},
      {"foreign names", 12, "专访建筑师约翰·史密斯的新作", "专访建筑师⏎约翰·史密斯的新作"},
      {"after 的", 14, "海岸线上最后一座灯塔的守护人", "海岸线上最后一座灯塔的⏎守护人"},
      {"not before 的", 10, "山区孩子们的足球梦想", "山区孩子们的⏎足球梦想"},
      {"not before 与", 10, "老字号的坚守与创新之路", "老字号的⏎坚守与创新之路"},
      {"an ending stays with its word",
       12,
       "农业农村部公布粮食收购新办法",
       "农业农村部公布⏎粮食收购新办法"},
      {"a prefix with the next",
       12,
       "支持新能源汽车产业高质量发展",
       "支持新能源汽车⏎产业高质量发展"},
      {"words the dictionary lacks",
       12,
       "智能网联汽车跨境电商齐头并进",
       "智能网联汽车⏎跨境电商齐头并进"},
      {"verb and object", 12, "商业街区加快服务贸易新布局", "商业街区加快⏎服务贸易新布局"},
      {"what says the kind of a noun stays with it",
       12,
       "渔港小城未来能源建设规划书",
       "渔港小城未来能源⏎建设规划书"},
      {"a verb more", 12, "渔港小城夏季举办海岛音乐节", "渔港小城夏季⏎举办海岛音乐节"},
      {"nothing to part", 20, "版心", "版心"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(lines_of(c.text, c.measure), c.lines) << c.why;
  }
}

TEST(Titles, HaveNoWaist) {
  const ShapedText shaped = title("加强对地方招商引资的制度化协调构建更适宜的高质量发展生态");
  const BrokenText broken = set_title(shaped, 14);
  ASSERT_EQ(broken.lines.size(), 3u);
  const auto width = [&](std::size_t i) {
    return ems(broken.lines[i].width - broken.lines[i].placed[0].x);
  };
  EXPECT_FALSE(width(1) < width(0) && width(1) < width(2));
}

TEST(Titles, TakeAZeroWidthSpaceAsTheEditorsWord) {
  EXPECT_EQ(lines_of("海岸线\u200B上最后一座灯塔的守护人", 14), "海岸线⏎上最后一座灯塔的守护人");
}

class Random {
 public:
  std::size_t below(std::size_t n) {
    seed_ = seed_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>(seed_ >> 33) % n;
  }

 private:
  std::uint64_t seed_ = 15;
};

TEST(Titles, NeverPartNamesQuotesAndNumbersWhateverTheTitle) {
  const std::string pieces[] = {"城市更新", "港口的", "《海上灯塔》", "“一网通办”", "发布",
                                "研究与",   "25 条",  "设备和",       "高质量",     "120公顷",
                                "：",       "，",     "约翰·史密",    "研究",       "回来了",
                                " ",        "推动",   "（试行）",     "将",         "意见",
                                "2026 年",  "港口",   "新技术",       "财政部"};
  const std::string whole[] = {
      "《海上灯塔》", "“一网通办”", "25条", "120公顷", "约翰·史密", "（试行）", "2026年"};
  Random random;
  for (int round = 0; round < 400; ++round) {
    std::string text = "本刊特稿";
    for (std::size_t k = 4 + random.below(8); k > 0; --k) {
      text += pieces[random.below(std::size(pieces))];
    }
    const ShapedText shaped = title(text);
    const BrokenText broken = set_title(shaped, 14 + static_cast<std::int64_t>(random.below(12)));
    std::string all, lines;
    for (const Line& line : broken.lines) {
      lines += text_of(shaped, line) + "⏎";
    }
    for (std::size_t at = 0; at < lines.size(); ++at) {
      all += lines.compare(at, 3, "⏎") == 0 ? (at += 2, "") : std::string(1, lines[at]);
    }
    for (const std::string& unit : whole) {
      const auto count = [&](const std::string& in) {
        int n = 0;
        for (std::size_t at = in.find(unit); at != std::string::npos; at = in.find(unit, at + 1)) {
          ++n;
        }
        return n;
      };
      ASSERT_EQ(count(lines), count(all)) << text << "\n" << lines;
    }
    for (const std::string first : {"⏎的", "⏎了", "⏎与", "⏎和"}) {
      ASSERT_EQ(lines.find(first), std::string::npos) << lines;
    }
  }
}

}  // namespace
}  // namespace banxin

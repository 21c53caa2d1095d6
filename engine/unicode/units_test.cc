// What holds together in Chinese text (U1–U11): `|` a line may end there, `!` only if nothing
// better is left (J7), `-|` with a hyphen.
#include <gtest/gtest.h>

#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

std::string units(std::string_view text, const Composition& composition = {}) {
  const TextAnalysis analysis = analyze(text, composition);
  std::string out;
  for (std::size_t i = 0; i < analysis.clusters.size(); ++i) {
    out += text.substr(analysis.clusters[i].begin,
                       analysis.clusters[i].end - analysis.clusters[i].begin);
    const BreakAfter b = analysis.breaks[i];
    const bool soft = b.kind == BreakKind::emergency && b.penalty < kTokenSplitPenalty;
    out += b.kind == BreakKind::allowed  ? "|"
           : b.kind == BreakKind::hyphen ? "-|"
           : soft                        ? "!"
                                         : "";
  }
  return out;
}

struct Row {
  const char *rule, *text, *expected;
};

void check(const Row* begin, const Row* end) {
  for (const Locale locale :
       {Locale::zh_hans, Locale::zh_hant_tw, Locale::zh_hant_hk, Locale::ja}) {
    Composition composition;
    composition.locale = locale;
    for (const Row* row = begin; row != end; ++row) {
      EXPECT_EQ(units(row->text, composition), row->expected) << row->rule;
    }
  }
}

template <std::size_t N>
void check(const Row (&rows)[N]) {
  check(rows, rows + N);
}

TEST(Units, MarksInRunsU1U2) {
  constexpr Row kRows[] = {
      {"U1", "口———口", "口|———|口"},
      {"U1", "口—————口", "口|——|———|口"},
      {"U1", "口――口", "口|――|口"},
      {"U1 K6", "口…………口", "口…………|口"},
      {"U1", "口⸺口", "口|⸺|口"},
      {"U2", "口？！口", "口？！|口"},
      {"U2", "口！！！口", "口！！！|口"},
      {"U2", "口？！？”口", "口？！？”|口"},
  };
  check(kRows);
}

TEST(Units, ScienceAndNumbersU4U5) {
  constexpr Row kRows[] = {
      {"U4", "口−5口", "口|−5|口"},
      {"U4", "口±3口", "口|±3|口"},
      {"U4", "口+3口", "口|+3|口"},
      {"U4", "口￥100元", "口|￥100|元"},
      {"U4", "口¥100口", "口|¥100|口"},
      {"U4", "口$3.50口", "口|$3.50|口"},
      {"U4", "口€20口", "口|€20|口"},
      {"U4", "口№5口", "口|№5|口"},
      {"U4", "口50%口", "口|50%|口"},
      {"U4", "口50 %口", "口|50 %|口"},
      {"U4", "口30‰口", "口|30‰|口"},
      {"U4", "口25℃口", "口|25℃|口"},
      {"U4", "口25 ℃口", "口|25 ℃|口"},
      {"U4", "口45°口", "口|45°|口"},
      {"U4", "口45°30′口", "口|45°30′|口"},
      {"U4", "口12 km口", "口|12 km|口"},
      {"U4", "口3.5 kg口", "口|3.5 kg|口"},
      {"U4", "口60 Hz口", "口|60 Hz|口"},
      {"U4", "口60 Hertz口", "口|60 |Hertz|口"},
      {"U4", "口30㎡口", "口|30㎡|口"},
      {"U4", "口第3期口", "口|第|3|期|口"},
      {"U5", "口6-7口", "口|6-7|口"},
      {"U5", "口2016—2020口", "口|2016—2020|口"},
      {"U5", "口2016–2020口", "口|2016–2020|口"},
      {"U5", "口25～30口", "口|25～30|口"},
      {"U5", "口−5～30℃口", "口|−5～30℃|口"},
      {"U5", "口2026-10-01口", "口|2026-10-01|口"},
      {"U5", "口2026/10/01口", "口|2026/10/01|口"},
      {"U5", "口2026.10.01口", "口|2026.10.01|口"},
      {"U5", "口8:00—17:30口", "口|8:00—17:30|口"},
      {"U5", "口v2.0.1口", "口|v2.0.1|口"},
      {"U5", "口1/2口", "口|1/2|口"},
      {"U5", "口1∶500口", "口|1∶500|口"},
      {"U5", "口1:500口", "口|1:500|口"},
      {"U5", "口3·15口", "口|3·15|口"},
      {"U5", "口3×4口", "口|3×4|口"},
      {"U5", "口1.5×10⁻³口", "口|1.5×10⁻³|口"},
      {"U5", "口H₂O口", "口|H₂O|口"},
      {"U5", "口Fe³⁺口", "口|Fe³⁺|口"},
      {"U5", "口(NH₄)₂SO₄口", "口|(NH₄)₂SO₄|口"},
      {"U5", "口CuSO₄·5H₂O口", "口|CuSO₄·5H₂O|口"},
      {"U5", "口ISSN 9999-9986口", "口|ISSN |9999-9986|口"},
      {"U5", "口99-9902/G口", "口|99-9902/G|口"},
      {"U5", "口1,234,567口", "口|1,234,567|口"},
      {"U5", "口1 234 567口", "口|1 234 567|口"},
      {"U5", "口３０～４０口", "口|３０～４０|口"},
      {"U5", "口10.1000/182口", "口|10.1000/182|口"},
      {"U5", "口doi:10.1000/182口", "口|doi:10.1000/182|口"},
      {"MID", "口J·K·罗琳", "口|J·|K·|罗|琳"},
  };
  check(kRows);
}

TEST(Units, AddressesPartOnlyWhereU6Says) {
  constexpr Row kRows[] = {
      {"U6", "见https://example.org/a/b", "见|https://|example!.org/|a/b"},
      {"U6",
       "见https://example.org/papers/2025/index",
       "见|https://|example!.org/|papers/|2025/|index"},
      {"U6", "见https://example.org/?q=abc&lang=zh", "见|https://|example!.org/|?|q=|abc&|lang=zh"},
      {"U6", "见https://example.org/path#part", "见|https://|example!.org/|path|#part"},
      {"U6",
       "见https://example.org/~li/my_file.txt",
       "见|https://|example!.org/|~li/|my!_file!.txt"},
      {"U6", "见https://example.org/%E7%89%88.htm", "见|https://|example!.org/|%E7!%89!%88!.htm"},
      {"U6", "寄format@example.org，", "寄|format!@example!.org，"},
      {"U6",
       "见10.12345/journal.example.2025.0012。",
       "见|10.12345/|journal!.example!.2025!.0012。"},
  };
  check(kRows);
}

TEST(Units, NotesTitlesClustersAndControlsU8ToU11) {
  constexpr Row kRows[] = {
      {"U8", "口[1]。口", "口[1]。|口"},
      {"U8", "口[1][2]，口", "口[1][2]，|口"},
      {"U8", "口[3,5-7]口", "口[3,5-7]|口"},
      {"U9", "《六个汉字以内》", "《六|个|汉|字|以|内》"},
      {"U10", "口葛\U000E0100口", "口|葛\U000E0100|口"},
      {"U10", "口〇\uFE00口", "口|〇\uFE00|口"},
      {"U10", "口👩‍🔬口", "口|👩‍🔬|口"},
      {"U10", "口🇨🇳🇯🇵口", "口|🇨🇳|🇯🇵|口"},
      {"U10", "口1️⃣口", "口|1️⃣|口"},
      {"U10", "口e\u0301口", "口|e\u0301|口"},
      {"U11", "口\u200B口", "口\u200B|口"},
      {"U11", "口\u2060口", "口\u2060口"},
      {"U11", "口\u00A0口", "口\u00A0口"},
      {"U11", "口\u202F口", "口\u202F口"},
      {"U11", "co\u00ADop口", "co\u00AD-|op|口"},
      {"U11", "5\u200B%口", "5\u200B|%|口"},
  };
  check(kRows);
}

TEST(Units, PenaltiesOfD3) {
  const auto penalty = [](std::string_view text, std::size_t i) {
    return analyze(text, {}).breaks[i].penalty;
  };
  EXPECT_EQ(penalty("《六个汉字以内》", 1), kNamePenalty);
  EXPECT_EQ(penalty("《一共有七个汉字》", 1), 0);
  EXPECT_EQ(penalty("6月", 0), kUnitPenalty);
  EXPECT_EQ(penalty("口——", 0), kUnitPenalty);
  EXPECT_EQ(penalty("co\u00ADop", 2), kUnitPenalty);
}

}  // namespace
}  // namespace banxin

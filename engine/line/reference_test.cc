// The test rows of the typesetting reference, section 10, on its own conventions: one table row a
// reference row, in its notation. Every row is set twice: with the widths of em_grid.h, which no
// font can disturb, and through engine/shape with the test fonts.
//
// `␠` U+0020, `⍽` U+00A0, `␣` U+3000, `¦` U+00AD, `⏎` line break in the result. M `–`: no wrapping,
// advances listed. Wrapped rows list marks with their final advance, `as` autospace, `sp` word
// space, `g=x×n` an addition of x em at each of n gaps; what is not listed is natural (as 1/4,
// sp 1/4, no g). `r` is D1's ratio, within 0.005; what the gaps are then is not said.
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <sstream>

#include <gtest/gtest.h>

#include "engine/line/em_grid.h"
#include "engine/line/line.h"
#include "engine/shape/test_text.h"

namespace banxin {
namespace {

using em_grid::ems;
using em_grid::kEm;
using em_grid::text_of;

struct Row {
  const char *id, *input, *measure, *options, *expected, *rules;
};

// clang-format off
const Row kRows[] = {
    {"T1", "口，口", "–", "", "，=1; Σ 3", "W1"},
    {"T2", "口（口）口", "–", "", "（=1 ）=1; Σ 5", "W1"},
    {"T3", "口，“口", "–", "", "，=1 “=0.5; Σ 3.5", "W4"},
    {"T4", "口：“口", "–", "", "：=1 “=0.5; Σ 3.5", "W4"},
    {"T5", "口。”口", "–", "", "。=0.5 ”=1; Σ 3.5", "W2"},
    {"T6", "口？”口", "–", "", "？=0.5 ”=1; Σ 3.5", "W2"},
    {"T7", "口》、《口", "–", "", "》=0.5 、=1 《=0.5; Σ 4", "W2 W4"},
    {"T8", "口”、“口", "–", "", "”=0.5 、=1 “=0.5; Σ 4", "W2 W4"},
    {"T9", "口》《口", "–", "", "》=1 《=0.5; Σ 3.5", "W4"},
    {"T10", "口）（口", "–", "", "）=1 （=0.5; Σ 3.5", "W4"},
    {"T11", "口（《口", "–", "", "（=1 《=0.5; Σ 3.5", "W3"},
    {"T12", "口“‘口", "–", "", "“=1 ‘=0.5; Σ 3.5", "W3"},
    {"T13", "口’”，口", "–", "", "’=0.5 ”=0.5 ，=1; Σ 4", "W2"},
    {"T14", "口（），口", "–", "", "（=1 ）=0.5 ，=1; Σ 4.5", "W2"},
    {"T15", "口。”（口", "–", "", "。=0.5 ”=1 （=0.5; Σ 4", "W2 W4"},
    {"T16", "口）。口", "–", "", "）=0.5 。=1; Σ 3.5", "W2"},
    {"T17", "口！！口", "–", "", "！=0.5 ！=0.5; Σ 3", "W6"},
    {"T18", "口？！口", "–", "", "？=0.5 ！=0.5; Σ 3", "W6"},
    {"T19", "口？？？口", "–", "", "？=0.5 ？=0.5 ？=1; Σ 4", "W6"},
    {"T20", "口！”口", "–", "", "！=0.5 ”=1; Σ 3.5", "W2"},
    {"T21", "口——口", "–", "", "——=2; Σ 4", "W7"},
    {"T22", "口……口", "–", "", "……=2; Σ 4", "W7"},
    {"T23", "口⸺口", "–", "", "⸺=2; Σ 4", "W7"},
    {"T24", "口——“口", "–", "", "——=2 “=1; Σ 5", "W7"},
    {"T25", "口……”口", "–", "", "……=2 ”=1; Σ 5", "W7"},
    {"T26", "口。……口", "–", "", "。=1 ……=2; Σ 5", "W7"},
    {"T27", "口·口", "–", "", "·=0.5; Σ 2.5", "W8"},
    {"T28", "口》·《口", "–", "", "》=0.5 ·=0.5 《=0.5; Σ 3.5", "W8"},
    {"T29", "口—口", "–", "", "—=1; Σ 3", "W9"},
    {"T30", "口～口", "–", "", "～=1; Σ 3", "W9"},
    {"T31", "口–口", "–", "", "–=0.5; Σ 2.5", "W9"},
    {"T32", "口/口", "–", "", "/=0.5; Σ 2.5", "W9"},
    {"T33", "口␣“口", "–", "", "␣=1 “=0.5; Σ 3.5", "W5"},
    {"T34", "口，␣口", "–", "", "，=0.5 ␣=1; Σ 3.5", "W5"},
    {"T35", "口，“口”。口", "–", "style=raw", "，=1 “=1 ”=1 。=1; Σ 7", "S0"},
    {"T36", "口，“口”。口", "–", "style=kaiming", "，=0.5 “=0.5 ”=0.5 。=1; Σ 5.5", "S3"},
    {"T37", "口；口。口", "–", "style=kaiming", "；=0.5 。=1; Σ 4.5", "S3"},
    {"T38", "口。”口", "–", "style=kaiming", "。=0.5 ”=0.5; Σ 3", "S3"},
    {"T39", "口，“口”。口", "–", "style=half", "，=0.5 “=0.5 ”=0.5 。=0.5; Σ 5", "S4"},
    {"T40", "口。」口", "–", "loc=Hant", "。=1 」=1; Σ 4", "W10"},
    {"T41", "口」。口", "–", "loc=Hant", "」=0.5 。=1; Σ 3.5", "W10"},
    {"T42", "口，「口", "–", "loc=Hant", "，=1 「=0.5; Σ 3.5", "W10"},
    {"T43", "口？！口", "–", "loc=Hant", "？=1 ！=1; Σ 4", "W10"},
    {"T44", "中国6-7月", "–", "", "中=1 国=1 [¼] 6-7=1.5 [¼] 月=1; Σ 5", "A1"},
    {"T45", "中国␠6-7␠月", "–", "", "中=1 国=1 [¼] 6-7=1.5 [¼] 月=1; Σ 5", "A5"},
    {"T46", "用HarfBuzz整形", "–", "", "用=1 [¼] HarfBuzz=4 [¼] 整=1 形=1; Σ 7.5", "A1"},
    {"T47", "用C++写", "–", "", "用=1 [¼] C++=1.5 [¼] 写=1; Σ 4", "A1"},
    {"T48", "C++␠语言", "–", "", "C++=1.5 [¼] 语=1 言=1; Σ 3.75", "A5"},
    {"T49", "增长50%的", "–", "", "增=1 长=1 [¼] 50%=1.5 [¼] 的=1; Σ 5", "A1"},
    {"T50", "约25℃的", "–", "", "约=1 [¼] 25=1 ℃=1 的=1; Σ 4.25", "A3"},
    {"T51", "（abc）中", "–", "", "（=1 abc=1.5 ）=1 中=1; Σ 4.5", "A3"},
    {"T52", "中，abc", "–", "", "中=1 ，=1 abc=1.5; Σ 3.5", "A3"},
    {"T53", "中(a)文", "–", "", "中=1 [¼] (a)=1.5 [¼] 文=1; Σ 4", "A2"},
    {"T54", "abc,中", "–", "", "abc,=2 [¼] 中=1; Σ 3.25", "A2"},
    {"T55", "见␠Fig.␠2␠中", "–", "", "见=1 [¼] Fig.=2 ␠=0.25 2=0.5 [¼] 中=1; Σ 5.25", "A5 A6"},
    {"T56", "中␠国", "–", "", "中=1 ␠=0.25 国=1; Σ 2.25", "A7"},
    {"T57", "“␠中␠”", "–", "", "“=1 中=1 ”=1; Σ 3", "A8"},
    {"T58", "中⍽A", "–", "", "中=1 [¼] A=0.5; Σ 1.75", "A5"},
    {"T59", "价￥100元", "–", "", "价=1 ￥=1 100=1.5 [¼] 元=1; Σ 4.75", "A1 A3"},
    {"T60", "第①步", "–", "", "第=1 ①=1 步=1; Σ 3", "A3"},
    {"T61", "一二三四五六七八九十，一二", "10", "", "一二三四五六七八九 (g=1/8×8) ⏎ 十，一二 (，=1)", "J3"},
    {"T62", "一二，四五六七八九十，一二", "10", "", "一二，四五六七八九十， (，=0.5 ，=0.5) ⏎ 一二", "J2 C4"},
    {"T63", "一二（四）六七八九十。一二", "10", "", "一二（四）六七八九十。 (（=0.75 ）=0.75 。=0.5) ⏎ 一二", "J2 C3"},
    {"T64", "一二三四五六七八九，一二三", "10", "", "一二三四五六七八九， (，=0.5 g=1/16×8) ⏎ 一二三", "E1 X3"},
    {"T65", "一二三四五六七八九，一二三", "10", "end=auto", "一二三四五六七八九， (，=1) ⏎ 一二三", "E2"},
    {"T66", "一二三四，六七八九十，二三", "10", "end=auto", "一二三四，六七八九十， (，=0.5 ，=0.5) ⏎ 二三", "E2 C4"},
    {"T67", "一二三四五六七八九“一二”", "10", "", "一二三四五六七八九 (g=1/8×8) ⏎ “一二” (“=0.5 ”=0.5)", "K2 E3"},
    {"T68", "一二三四五六七八九十（一二）", "10", "", "一二三四五六七八九十 ⏎ （一二） (（=0.5 ）=0.5)", "E3"},
    {"T69", "一二三四五六七八九十（一二）", "10", "start=false", "一二三四五六七八九十 ⏎ （一二） (（=1 ）=0.5)", "E3"},
    {"T70", "一二三四五六七八九——一二", "10", "", "一二三四五六七八九 (g=1/8×8) ⏎ ——一二", "U1"},
    {"T71", "一二三四五六七八九十——一二", "10", "level=gb", "一二三四五六七八九十 ⏎ ——一二", "K4"},
    {"T72", "一二三四五六七八九十——一二", "10", "level=strict", "一二三四五六七八九 (g=1/8×8) ⏎ 十——一二", "K5"},
    {"T73", "一二三四五六七八九十……一二", "10", "level=gb", "一二三四五六七八九十 ⏎ ……一二", "K4"},
    {"T74", "一二三四五六七八九十……一二", "10", "level=gb+", "一二三四五六七八九 (g=1/8×8) ⏎ 十……一二", "K6"},
    {"T75", "一二三四五六七八九十·一二", "10", "", "一二三四五六七八九 (g=1/8×8) ⏎ 十·一二", "K1"},
    {"T76", "一二三四五六七八九十～一二", "10", "", "一二三四五六七八九 (g=1/8×8) ⏎ 十～一二", "K1"},
    {"T77", "一二三四五六七八九/一二三", "10", "level=basic", "一二三四五六七八九/ (g=1/16×8) ⏎ 一二三", "K3"},
    {"T78", "一二三四五六七八九/一二三", "10", "level=gb", "一二三四五六七八 (g=2/7×7) ⏎ 九/一二三", "K4"},
    {"T79", "一二三四五六七八九十。”一二", "10", "", "一二三四五六七八九 (g=1/8×8) ⏎ 十。”一二 (。=0.5 ”=1)", "K1 J3"},
    {"T80", "一二，四五六七八九十。”一二", "10", "", "一二，四五六七八九 (，=1 g=1/7×7) ⏎ 十。”一二 (。=0.5 ”=1)", "J3"},
    {"T81", "一二三四五六七八九十！！一二", "10", "", "一二三四五六七八九 (g=1/8×8) ⏎ 十！！一二 (！=0.5 ！=0.5)", "W6 K1"},
    {"T82", "一二三四五六七八九十。一二", "10", "hang=，。、．", "一二三四五六七八九十。 (。=0.5 last mark outside) ⏎ 一二", "G1"},
    {"T83", "一二三四五六七八九十。”一", "10", "hang=，。、．", "一二三四五六七八九 (g=1/8×8) ⏎ 十。”一 (。=0.5 ”=1)", "G2"},
    {"T84", "一二三四五六七HarfBuzz一", "10", "", "一二三四五六七 (g=1/2×6) ⏎ HarfBuzz一 (as=0.25)", "U3 J7"},
    {"T85", "一二三四五六七八50%以上", "10", "", "一二三四五六七八50% (as=1/3 g=1/42×7) ⏎ 以上", "U4 X2"},
    {"T86", "一二三四五六七八九25℃一", "10", "", "一二三四五六七八九 (g=1/8×8) ⏎ 25℃一", "U4"},
    {"T87", "一二三四五六七八九￥5一", "10", "", "一二三四五六七八九 (g=1/8×8) ⏎ ￥5一 (as=0.25)", "U4"},
    {"T88", "一二三四五六七八2016—2020年", "10", "", "一二三四五六七八 (g=2/7×7) ⏎ 2016—2020年 (as=0.25)", "U5"},
    {"T89", "一二三四五六七␠6-7␠月份", "9", "", "一二三四五六七6-7 (as=1/3 g=1/36×6) ⏎ 月份", "U5 A4"},
    {"T90", "一二三四五six␠seven␠eight一", "10", "", "一二三四五six seven (as=1/3 sp=0.5 g=1/24×4) ⏎ eight一 (as=0.25)", "X1 X2"},
    {"T91", "网址https://w3.org/TR/clreq完", "10", "", "网址https://w3.org/ (as=1/3 g=1/6×1) ⏎ TR/clreq完 (as=0.25)", "U6"},
    {"T92", "一二三四五type¦set¦ting一", "8", "", "一二三四五type- (as=1/3 g=1/24×4) ⏎ setting一 (as=0.25)", "U7"},
    {"T93", "一二三四五六七八九①一二", "10", "level=strict", "一二三四五六七八九 (g=1/8×8) ⏎ ①一二", "K5"},
    {"T94", "一二三四五六七八九十一二三四", "10", "indent=2", "一二三四五六七八 ⏎ 九十一二三四", "P1"},
    {"T95", "“一二三四五六七八九十一二三四", "10", "indent=2", "“一二三四五六七 (“=0.5 g=1/12×6) ⏎ 八九十一二三四", "P1 E3"},
    {"T96", "“一二三四五六七八九十一二三四", "10", "indent=2, start=false", "“一二三四五六七 (“=1) ⏎ 八九十一二三四", "P1 E3"},
    {"T97", "一二三四五六七八九十一。", "10", "orphan=true", "一二三四五六七八九 (g=1/8×8) ⏎ 十一。 (。=0.5)", "P5"},
    {"T98", "一二，四五，七，九十一。", "10", "orphan=true", "一二，四五，七，九十一。 (，=0.5 ，=0.5 ，=0.5 。=0.5)", "P5 C4"},
    {"T99", "甲。乙。丙。丁。戊，己", "9", "", "甲。乙。丙。丁。戊， (。=0.875 。=0.875 。=0.875 。=0.875 ，=0.5) ⏎ 己", "C6"},
    {"T100", "甲。乙。丙。丁。戊，己", "9", "end_shrink=false", "甲。乙。丙。丁。 (。=1 。=1 。=1 。=0.5 g=1/2×3) ⏎ 戊，己 (，=1)", "C6"},
    {"T101", "一二（三四，五六）七八，九", "8", "", "一二（三四，五六） (（=0.5 ，=1 ）=0.5) ⏎ 七八，九 (，=1)", "C3"},
    {"T102", "一二三四五，七八九。一二三四", "10", "style=kaiming", "一二三四五，七八九。 (，=0.5 。=0.5 g=1/7×7) ⏎ 一二三四", "S3"},
    {"T103", "一二三四五六七八九十一二三，五六七八HarfBuzz一二", "10", "breaker=kp", "一二三四五六七八九 (r=2.0) ⏎ 十一二三，五六七八 (r=2.29) ⏎ HarfBuzz一二 (r=0.0)", "D1"},
    {"T104", "一二三四五六七八九十一二三四五六七八九十一。", "10", "breaker=kp", "一二三四五六七八九十 (r=0.0) ⏎ 一二三四五六七八九 (r=2.0) ⏎ 十一。 (r=0.0)", "D1 P5"},
    {"T105", "一二三四五六七八九十，一二三四五六七八九。一", "10", "breaker=kp", "一二三四五六七八九 (r=2.0) ⏎ 十，一二三四五六七八 (r=0.0) ⏎ 九。一 (r=0.0)", "D1"},
    {"T139", "口。」口", "–", "loc=ja", "。=.5 」=1", "W10"},
    {"T139", "口：「口", "–", "loc=ja", "：=1 「=.5", "W10"},
    {"T139", "口？口", "–", "loc=ja", "？=1", "W10"},
    {"T139", "口）。口", "–", "loc=ja", "）=.5 。=1", "W10"},
};
// clang-format on

constexpr double kTolerance = 0.001;  // em, as the reference allows

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string typed(std::string text) {
  text = replaced(std::move(text), "␠", " ");
  text = replaced(std::move(text), "⍽", "\u00A0");
  text = replaced(std::move(text), "␣", "\u3000");
  return replaced(std::move(text), "¦", "\u00AD");
}

/// "1/8", "0.5", "2".
double number(std::string_view text) {
  const std::string copy(text);
  const std::size_t slash = copy.find('/');
  const double value = std::strtod(copy.c_str(), nullptr);
  return slash == std::string::npos ? value
                                    : value / std::strtod(copy.c_str() + slash + 1, nullptr);
}

std::vector<std::string> split(const std::string& text, const std::string& by) {
  std::vector<std::string> parts;
  std::size_t at = 0;
  for (std::size_t next; (next = text.find(by, at)) != std::string::npos; at = next + by.size()) {
    parts.push_back(text.substr(at, next - at));
  }
  parts.push_back(text.substr(at));
  return parts;
}

struct Settings {
  Composition composition;
  LineRequest request;
};

void set_option(const std::string& key, const std::string& value, Settings& settings) {
  Composition& c = settings.composition;
  if (key == "level") {
    c.prohibition = value == "basic" ? Prohibition::basic
                    : value == "gb"  ? Prohibition::gb
                    : value == "gb+" ? Prohibition::gb_plus
                                     : Prohibition::strict;
  } else if (key == "style") {
    c.punctuation = value == "raw"       ? PunctuationStyle::raw
                    : value == "kaiming" ? PunctuationStyle::kaiming
                                         : PunctuationStyle::half;
  } else if (key == "loc") {
    c.locale = value == "ja" ? Locale::ja : Locale::zh_hant_tw;
  } else if (key == "end") {
    c.line_end = LineEnd::automatic;
  } else if (key == "start") {
    c.line_start = LineStart::keep;
  } else if (key == "hang") {
    c.hanging = value;
  } else if (key == "breaker") {
    // D4 is 0 in tests but for its 孤字: that P5's repair is off by default is said of greedy.
    c.breaker = Breaker::optimal;
    c.even_lines = false;
    c.orphan_repair = true;
  } else if (key == "orphan") {
    c.orphan_repair = true;
  } else if (key == "end_shrink") {
    c.compress_stops = false;
  } else if (key == "indent") {
    settings.request.first_indent = kEm * static_cast<std::int64_t>(number(value));
  } else {
    ADD_FAILURE() << "unknown option " << key;
  }
}

Settings settings_of(const Row& row) {
  Settings settings;
  settings.composition.orphan_repair = false;
  const bool unwrapped = std::string(row.measure) == "–";
  settings.request.measure =
      kEm * (unwrapped ? 1000 : static_cast<std::int64_t>(number(row.measure)));
  if (unwrapped) {  // stands between guards: no line edge
    settings.composition.line_end = LineEnd::keep;
    settings.composition.line_start = LineStart::keep;
  }
  if (*row.options != '\0') {
    for (const std::string& option : split(row.options, ", ")) {
      const std::size_t equals = option.find('=');
      set_option(option.substr(0, equals), option.substr(equals + 1), settings);
    }
  }
  return settings;
}

/// One set line with what the rows speak of.
class SetLine {
 public:
  SetLine(const ShapedText& shaped, const Line& line) : shaped_(shaped), line_(line) {}

  std::string text() const {
    std::string out;
    for (std::uint32_t i = line_.begin; i < line_.end; ++i) {
      out += shaped_.clusters[i].cls == CharClass::soft_hyphen ? "" : text_of(shaped_, i);
    }
    return out + (line_.hyphen ? "-" : "");
  }

  double advance(std::uint32_t i) const { return ems(line_.placed[i - line_.begin].advance); }

  double end(std::uint32_t i) const { return ems(line_.placed[i - line_.begin].x) + advance(i); }

  double space_before(std::uint32_t i) const {
    return ems(line_.placed[i - line_.begin].x) - end(i - 1);
  }

  bool has_autospace(std::uint32_t i) const {
    return i > line_.begin && shaped_.clusters[i].space_before > Length();
  }

  bool is_mark(std::uint32_t i) const { return shaped_.clusters[i].cls <= CharClass::question; }

  const ShapedText& shaped_;
  const Line& line_;
};

/// "（=1 [¼] abc=1.5; Σ 4.5": every listed piece in order with its advance.
void check_advances(const Row& row, const SetLine& line) {
  const std::vector<std::string> halves = split(row.expected, "; Σ ");
  std::uint32_t i = line.line_.begin;
  bool spaced = false;
  for (const std::string& item : split(halves[0], " ")) {
    if (item == "[¼]") {
      spaced = true;
      continue;
    }
    const std::size_t equals = item.rfind('=');
    const std::string piece = typed(item.substr(0, equals));
    std::string found;
    double sum = 0;
    while (i < line.line_.end && found != piece) {
      if (piece.compare(0,
                        found.size() + text_of(line.shaped_, i).size(),
                        found + std::string(text_of(line.shaped_, i))) != 0) {
        found.clear();
        sum = 0;
        ++i;
        continue;
      }
      if (found.empty()) {
        EXPECT_EQ(line.has_autospace(i), spaced) << row.id << " before " << piece;
        if (spaced) {
          EXPECT_NEAR(line.space_before(i), 0.25, kTolerance) << row.id << " before " << piece;
        }
      }
      found += text_of(line.shaped_, i);
      sum += line.advance(i);
      ++i;
    }
    EXPECT_EQ(found, piece) << row.id;
    EXPECT_NEAR(sum, number(item.substr(equals + 1)), kTolerance) << row.id << " " << piece;
    spaced = false;
  }
  if (halves.size() > 1) {
    EXPECT_NEAR(ems(line.line_.width), number(halves[1]), kTolerance) << row.id << " " << row.rules;
  }
}

/// What the bracket after a line's text says.
struct Details {
  std::vector<std::pair<std::string, double>> marks;
  double autospace = 0.25, word_space = 0.25, gap = 0;
  std::optional<double> ratio;
  int gaps = 0;
};

Details details_of(const std::string& text) {
  Details details;
  for (const std::string& item : split(replaced(text, " last mark outside", ""), " ")) {
    const std::size_t equals = item.find('=');
    if (equals == std::string::npos) {
      continue;
    }
    const std::string key = item.substr(0, equals);
    const std::vector<std::string> value = split(item.substr(equals + 1), "×");
    if (key == "as") {
      details.autospace = number(value[0]);
    } else if (key == "sp") {
      details.word_space = number(value[0]);
    } else if (key == "r") {
      details.ratio = number(value[0]);
    } else if (key == "g") {
      details.gap = number(value[0]);
      details.gaps = static_cast<int>(number(value[1]));
    } else {
      details.marks.emplace_back(key, number(value[0]));
    }
  }
  return details;
}

void check_line(const Row& row, const std::string& expected, const SetLine& line) {
  // The bracket of details is the last " (": the text itself may hold full-width ones only.
  const std::size_t bracket = expected.rfind(" (");
  const bool has_details = bracket != std::string::npos && expected.back() == ')';
  EXPECT_EQ(line.text(), typed(has_details ? expected.substr(0, bracket) : expected)) << row.id;
  const Details details =
      details_of(has_details ? expected.substr(bracket + 2, expected.size() - bracket - 3) : "");
  if (details.ratio) {
    EXPECT_NEAR(line.line_.ratio / 1000.0, *details.ratio, 0.005) << row.id;
    return;
  }
  std::size_t mark = 0;
  int gaps = 0;
  for (std::uint32_t i = line.line_.begin; i < line.line_.end; ++i) {
    if (line.shaped_.clusters[i].is_space) {
      EXPECT_NEAR(line.advance(i), details.word_space, kTolerance) << row.id;
    }
    if (line.is_mark(i) && mark < details.marks.size()) {
      EXPECT_EQ(text_of(line.shaped_, i), details.marks[mark].first) << row.id;
      EXPECT_NEAR(line.advance(i), details.marks[mark].second, kTolerance)
          << row.id << " mark " << mark;
      ++mark;
    }
    if (i == line.line_.begin) {
      continue;
    }
    if (line.has_autospace(i)) {
      EXPECT_NEAR(line.space_before(i), details.autospace, kTolerance) << row.id;
    } else if (line.shaped_.clusters[i - 1].gap_after) {
      EXPECT_NEAR(line.space_before(i), details.gap, kTolerance) << row.id;
      ++gaps;
    } else {
      EXPECT_NEAR(line.space_before(i), 0, 1e-9) << row.id;
    }
  }
  EXPECT_EQ(mark, details.marks.size()) << row.id;
  if (details.gaps > 0) {
    EXPECT_EQ(gaps, details.gaps) << row.id;
  }
}

using Shaper = std::function<ShapedText(const std::string&, const Composition&)>;

void check_row(const Row& row, const Shaper& shape) {
  const Settings settings = settings_of(row);
  const ShapedText shaped = shape(typed(row.input), settings.composition);
  const BrokenText broken = break_lines(shaped, settings.request);
  if (std::string(row.measure) == "–") {
    ASSERT_EQ(broken.lines.size(), 1u) << row.id;
    check_advances(row, SetLine(shaped, broken.lines[0]));
    return;
  }
  const std::vector<std::string> expected = split(row.expected, " ⏎ ");
  ASSERT_EQ(broken.lines.size(), expected.size()) << row.id << "\n" << to_text(broken, shaped);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    check_line(row, expected[i], SetLine(shaped, broken.lines[i]));
    const bool last = i + 1 == expected.size();
    EXPECT_EQ(broken.lines[i].justified, !last) << row.id << " " << row.rules;
    if (!last) {
      EXPECT_EQ(broken.lines[i].width, settings.request.measure) << row.id << " must be exact";
    }
  }
}

TEST(Reference, RowsHoldOnTheEmGrid) {
  for (const Row& row : kRows) {
    check_row(row, [](const std::string& text, const Composition& composition) {
      return em_grid::shape(text, composition);
    });
  }
}

Bytes file_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return Bytes(std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()));
}

TestText test_fonts() {
  const std::string folder = std::string(BANXIN_SOURCE_DIR) + "/tests/fonts/";
  MemoryWorld world;
  world.add_font("BanxinTestSong-Regular.otf", file_bytes(folder + "BanxinTestSong-Regular.otf"));
  const Bytes list = file_bytes(folder + "fonts.toml");
  const FontWish song = {"Banxin Test Song", 400};
  return TestText(std::move(
      load_fonts(parse_font_list(list.view(), FileId::none).value, {&song, 1}, world).value));
}

TEST(Reference, RowsHoldWithFonts) {
  TestText fonts = test_fonts();
  for (const Row& row : kRows) {
    check_row(row, [&](const std::string& text, const Composition& composition) {
      fonts.composition() = composition;
      return fonts.shape(text);
    });
  }
}

std::string lines_of(const std::string& input, const Settings& settings) {
  const ShapedText shaped = em_grid::shape(input, settings.composition);
  std::string out;
  for (const Line& line : break_lines(shaped, settings.request).lines) {
    out += (out.empty() ? "" : "⏎") + SetLine(shaped, line).text();
  }
  return out;
}

std::vector<std::string> characters(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    decode_utf8(text, at);
    out.emplace_back(text.substr(begin, at - begin));
  }
  return out;
}

TEST(Reference, TF1NoStart) {
  const Row row = {"TF1", "", "10", "", "", "K1 J3"};
  for (const std::string& c : characters("、，；：。．！？”’）〕】〗》〉」』］｝％℃々·–—～／/")) {
    const Row each = {"TF1", "", "10", "", "", ""};
    const ShapedText shaped =
        em_grid::shape("一二三四五六七八九十" + c + "一二", settings_of(each).composition);
    const BrokenText broken = break_lines(shaped, settings_of(row).request);
    ASSERT_EQ(broken.lines.size(), 2u) << c;
    check_line(row, "一二三四五六七八九 (g=1/8×8)", SetLine(shaped, broken.lines[0]));
    check_line(row, "十" + c + "一二", SetLine(shaped, broken.lines[1]));
  }
}

TEST(Reference, TF2NoEnd) {
  const Row row = {"TF2", "", "10", "", "", "K2 E3"};
  for (const std::string& o : characters("“‘「『（〔【〖［｛《〈￥＄")) {
    const ShapedText shaped =
        em_grid::shape("一二三四五六七八九" + o + "一二", settings_of(row).composition);
    const BrokenText broken = break_lines(shaped, settings_of(row).request);
    ASSERT_EQ(broken.lines.size(), 2u) << o;
    check_line(row, "一二三四五六七八九 (g=1/8×8)", SetLine(shaped, broken.lines[0]));
    const bool opening = o != "￥" && o != "＄";
    check_line(
        row, o + "一二" + (opening ? " (" + o + "=0.5)" : ""), SetLine(shaped, broken.lines[1]));
  }
}

TEST(Reference, TF3WebPlatformTestListsCH5) {
  Settings settings;
  settings.composition.orphan_repair = false;
  settings.composition.punctuation = PunctuationStyle::raw;
  settings.request.measure = kEm.scaled(617, 100);
  settings.request.align = Align::start;
  const std::vector<std::string> dots = characters("\u2024\u2025\u2026\u22EF");
  const std::vector<std::string> others = characters(
      "\u30FB：；\uFF65\u203C\u2047\u2048\u2049！？々\u303B\u309D\u309E\u30FD\u30FE"
      "°\u2030\u2032\u2033\u2035℃℉\uFE6A％￠");
  const auto check = [&](const std::string& c, Prohibition level, bool forbidden) {
    settings.composition.prohibition = level;
    // A dot leader may be 2 em wide or the sign half: what matters is where the line ends.
    EXPECT_EQ(lines_of("文文文文文文" + c + "字字", settings),
              forbidden ? "文文文文文⏎文" + c + "字字" : "文文文文文文⏎" + c + "字字")
        << c;
  };
  for (const std::string& c : others) {
    check(c, Prohibition::basic, true);
    if (c != "°") {  // half an em here, so that it does not wrap by itself
      check(c, Prohibition::none, false);
    }
  }
  for (const std::string& c : dots) {
    check(c, Prohibition::gb_plus, true);
    check(c, Prohibition::gb, false);
  }
}

/// Blank between the bodies of a and b in 口ab口, in em.
double blank_between(const std::string& a, const std::string& b) {
  const Settings settings = settings_of({"TF4", "", "–", "", "", ""});
  const ShapedText shaped = em_grid::shape("口" + a + b + "口", settings.composition);
  const BrokenText broken = break_lines(shaped, settings.request);
  // —— after —— are two clusters, a pair of ？ are two: the boundary stands after a's bytes.
  std::uint32_t k = 0;
  while (shaped.clusters[k].text_end < 3 + a.size()) {
    ++k;
  }
  const auto& placed = broken.lines[0].placed;
  const auto ink_end =
      placed[k].x + placed[k].dx + shaped.clusters[k].advance - shaped.clusters[k].blank_right;
  const auto ink_begin = placed[k + 1].x + placed[k + 1].dx + shaped.clusters[k + 1].blank_left;
  return ems(ink_begin - ink_end);
}

TEST(Reference, TF4PairMatrixW13) {
  struct Sample {
    const char *group, *text;
  };

  const Sample samples[] = {{"OP", "（"},
                            {"OP", "“"},
                            {"CL", "）"},
                            {"CL", "，"},
                            {"CL", "。"},
                            {"QE", "？"},
                            {"MID", "·"},
                            {"CONN", "–"},
                            {"CONN", "～"},
                            {"CONN", "／"},
                            {"DASH", "——"},
                            {"DASH", "……"},
                            {"IS", "\u3000"},
                            {"H", "口"},
                            {"L", "a"}};
  const std::string columns[] = {"OP", "CL", "QE", "MID", "CONN", "DASH", "IS", "H", "L"};
  const std::pair<std::string, std::vector<double>> matrix[] = {
      {"OP", {0, 0, 0, 0, 0, 0, 0, 0, 0}},
      {"CL", {.5, 0, 0, 0, .5, .5, 0, .5, .5}},
      {"QE", {.5, 0, 0, 0, .5, .5, 0, .5, .5}},
      {"MID", {0, 0, 0, 0, 0, 0, 0, 0, 0}},
      {"CONN", {.5, 0, 0, 0, 0, 0, 0, 0, 0}},
      {"DASH", {.5, 0, 0, 0, 0, 0, 0, 0, 0}},
      {"H", {.5, 0, 0, 0, 0, 0, 0, 0, .25}},
      {"L", {.5, 0, 0, 0, 0, 0, 0, .25, 0}},
      {"IS", {0, 0, 0, 0, 0, 0, 0, 0, 0}}};
  for (const Sample& a : samples) {
    for (const Sample& b : samples) {
      std::size_t column = 0;
      while (columns[column] != b.group) {
        ++column;
      }
      for (const auto& [group, cells] : matrix) {
        if (group == a.group) {
          EXPECT_NEAR(blank_between(a.text, b.text), cells[column], kTolerance) << a.text << b.text;
        }
      }
    }
  }
}

TEST(Reference, TF5SpansChangeNothingW12) {
  for (const Row& row : kRows) {
    const Settings settings = settings_of(row);
    const std::string text = typed(row.input);
    const std::string whole =
        to_text(break_lines(em_grid::shape(text, settings.composition), settings.request),
                em_grid::shape(text, settings.composition));
    for (std::size_t at = 0; at < text.size();) {
      decode_utf8(text, at);
      const ShapedText shaped = em_grid::shape(text, settings.composition, {at});
      EXPECT_EQ(to_text(break_lines(shaped, settings.request), shaped), whole) << row.id;
    }
  }
}

/// The same through engine/shape: runs of the same size, the second one underlined.
TEST(Reference, TF5SpansChangeNothingWithFontsW12) {
  TestText fonts = test_fonts();
  TextStyle other = fonts.styled.text_styles[0];
  other.underline = true;
  fonts.styled.text_styles.push_back(other);
  for (const Row& row : kRows) {
    const Settings settings = settings_of(row);
    fonts.composition() = settings.composition;
    const Paragraph plain = fonts.paragraph(typed(row.input));
    const ShapedText whole = fonts.shape(plain);
    const std::string expected = to_text(break_lines(whole, settings.request), whole);
    for (const std::uint32_t at : whole.source_offset) {
      if (at == 0) {
        continue;
      }
      Paragraph split = plain;
      split.runs.push_back(plain.runs[0]);
      split.runs[0].end = split.runs[1].begin = at;
      split.runs[1].style = TextStyleId{1};
      const ShapedText shaped = fonts.shape(split);
      EXPECT_EQ(to_text(break_lines(shaped, settings.request), shaped), expected)
          << row.id << " at byte " << at;
    }
  }
}

TEST(Reference, T136TitleBrokenAtPhrasesH5) {
  Settings settings;
  settings.request.measure = kEm * 14;
  settings.composition.balance = true;
  settings.composition.balance_measure = 800;
  EXPECT_EQ(lines_of("关于加强期刊编辑出版质量管理工作的若干意见", settings),
            "关于加强期刊编辑出版⏎质量管理工作的若干意见");
}

}  // namespace
}  // namespace banxin

// The vocabulary of Chinese composition settings, shared by layouts, shaping and line breaking.
// Rule ids (K2, W4 …) name rules of the typesetting reference the engine is built on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/length.h"

namespace banxin {

/// The conventions a text follows. zh-Hans covers zh, zh-CN, zh-SG; zh-Hant-TW also plain zh-Hant.
enum class Locale : std::uint8_t { zh_hans, zh_hant_tw, zh_hant_hk, ja, latin };

/// The locale of a BCP 47 tag; Latin-script languages give `latin`.
Locale locale_of(const std::string& bcp47);

/// "zh-Hans", "zh-Hant-TW", "zh-Hant-HK", "ja", "latin": as layouts and messages write it.
std::string_view tag_of(Locale locale);

/// Line-start and line-end prohibition (避头尾), K0 to K6.
enum class Prohibition : std::uint8_t { none, basic, gb, gb_plus, strict };

/// Punctuation width style (标点宽度), S0 to S5; `grid_compact` is S5 with two marks to a cell
/// (R1).
enum class PunctuationStyle : std::uint8_t {
  raw,
  full,
  adjusted,
  kaiming,
  half,
  grid,
  grid_compact
};

/// What happens to the last mark of a line (行末标点), E1, E2; `keep` never trims.
enum class LineEnd : std::uint8_t { keep, automatic, always };

/// Whether opening marks lose their left blank at a line start (行首), E3, E4.
enum class LineStart : std::uint8_t { keep, trim };

/// Trimming of neighbouring marks (标点挤压): `always` W2–W8; `when_needed` leaves them full width
/// and lets only compression (C3–C6) take the room, as office programs do.
enum class AdjacentTrim : std::uint8_t { always, when_needed };

enum class Breaker : std::uint8_t { greedy, optimal };

/// text-align. `spread` is even spacing of one line (单行均排), N1.
enum class Align : std::uint8_t { justify, start, end, center, spread };

/// How compression treats marks inside a line (C3–C6): full, at most a quarter em, or not at all.
enum class Compression : std::uint8_t { full, gentle, none };

/// Whether Latin words may part at a line's end, as hyphens of CSS (断词, U7): nowhere, at the soft
/// hyphens the author typed (U11), or also where the patterns of their language say.
enum class Hyphens : std::uint8_t { none, manual, automatic };

/// How far the optimal breaker keeps Han of one word together (D3): a break inside costs nothing,
/// 10 or 200 of penalty. All but `free` look words up in ICU's dictionary, which takes its time.
enum class WordBreaks : std::uint8_t { free, avoid, rarely };

/// A single space typed between two Han: kept as a quarter em (A7), or removed, for text that comes
/// from a word processor or a scan.
enum class HanSpaces : std::uint8_t { keep, remove };

/// writing-mode of CSS: lines from left to right, or down in columns that follow one another from
/// right to left (直排, V1). In a vertical text left and right of every rule are top and bottom.
enum class WritingMode : std::uint8_t { horizontal_tb, vertical_rl };

/// Everything the fitting of lines asks of a style. Rule defaults are the zh-Hans product defaults;
/// those of another locale are what composition_of gives.
struct Composition {
  Locale locale = Locale::zh_hans;
  Prohibition prohibition = Prohibition::gb_plus;
  PunctuationStyle punctuation = PunctuationStyle::adjusted;
  AdjacentTrim adjacent = AdjacentTrim::always;
  LineEnd line_end = LineEnd::always;
  LineStart line_start = LineStart::trim;
  bool paragraph_start_trim = true;   // E4
  std::string hanging;                // G1: marks that may hang, e.g. "，。、．"; empty: none
  std::int32_t autospace = 250;       // A1: Han–Latin space in 1/1000 em
  std::int32_t autospace_min = 125;   // C5
  std::int32_t autospace_max = 333;   // X2
  std::int32_t word_space_max = 500;  // X1, in 1/1000 em
  std::int32_t tracking_comfortable = 625;  // X3: a gap that looks natural, in 1/10 000 em; r = 1
  std::int32_t tracking_max = 500;  // J7: a wider gap, in 1/1000 em, is no way to set a line
  HanSpaces han_spaces = HanSpaces::keep;
  Compression compression = Compression::full;
  bool compress_stops = true;  // C6: end_shrink
  Breaker breaker = Breaker::greedy;
  bool even_lines = true;  // D4: the optimal breaker avoids tight beside loose lines
  WordBreaks word_breaks = WordBreaks::free;
  bool orphan_repair = true;                   // P5 孤字
  std::int32_t orphan_minimum = 2;             // P5: Han the last line holds at least
  std::int32_t orphan_minimum_wide = 3;        // P5: the same where the measure is 20 em or more
  bool keep_number_unit = false;               // U4
  Hyphens hyphens = Hyphens::manual;           // U7
  std::string hyphenation_language = "en-US";  // of Latin words whose text has no language
  std::int32_t hyphenate_word = 5;             // U7: letters of the shortest word that may part,
  std::int32_t hyphenate_before = 2;           // and how many stay before
  std::int32_t hyphenate_after = 3;            // and after the hyphen
  std::int32_t hyphenate_lines = 2;     // lines in a row that may end in a hyphen; 0: any number
  bool balance = false;                 // H5: phrase-balanced lines, for titles
  std::int32_t balance_measure = 1000;  // H5: widest balanced line in 1/1000 of the measure
  std::int32_t grid_cells = 0;  // R1: characters a line on the grid; 0: as many as fit the measure
  WritingMode writing_mode = WritingMode::horizontal_tb;  // no layout sets it yet: pages are
                                                          // horizontal
  friend bool operator==(const Composition&, const Composition&) = default;
};

/// What the rules set for texts of a locale where a layout says nothing: the last mark of a line is
/// halved always in zh-Hans, only if it would not fit in zh-Hant and ja (Z4, E2); 。？！ inside a
/// line give no room in ja (C6).
Composition composition_of(Locale locale);

}  // namespace banxin

// For tests: random paragraphs from the alphabet of the reference's rules, and random settings.
#pragma once

#include <cstdint>
#include <string>

#include "engine/line/em_grid.h"
#include "engine/line/line.h"

namespace banxin::random_text {

/// The same numbers on every machine.
class Random {
 public:
  explicit Random(std::uint32_t seed) : state_(seed) {}

  std::uint32_t below(std::uint32_t count) {
    state_ = state_ * 1664525u + 1013904223u;
    return static_cast<std::uint32_t>((std::uint64_t{state_} * count) >> 32);
  }

  bool one_in(std::uint32_t count) { return below(count) == 0; }

 private:
  std::uint32_t state_;
};

/// `pieces` of it: Han for the most part, between them marks of every class, words, numbers,
/// addresses, spaces of every kind, soft hyphens.
inline std::string text(Random& random, std::uint32_t pieces) {
  constexpr const char* kPieces[] = {"，",
                                     "。",
                                     "、",
                                     "；",
                                     "：",
                                     "？",
                                     "！",
                                     "“",
                                     "”",
                                     "‘",
                                     "’",
                                     "（",
                                     "）",
                                     "《",
                                     "》",
                                     "「",
                                     "」",
                                     "【",
                                     "】",
                                     "——",
                                     "……",
                                     "·",
                                     "～",
                                     "–",
                                     "—",
                                     "/",
                                     "／",
                                     "①",
                                     "々",
                                     "ー",
                                     "￥",
                                     "％",
                                     "℃",
                                     "§",
                                     "HarfBuzz",
                                     "a",
                                     "Ext",
                                     "word",
                                     "6-7",
                                     "2016—2020",
                                     "50%",
                                     "25℃",
                                     "-5",
                                     "12 km",
                                     "C++",
                                     "editor@example.org",
                                     "https://example.org/a/b?c=d&e=f#g",
                                     "type\u00ADset\u00ADting",
                                     "hy\u00ADphen\u00ADa\u00ADtion",
                                     " ",
                                     "  ",
                                     "　",
                                     "\u00A0",
                                     "\u200B",
                                     "\u2060",
                                     "\u00AD",
                                     "word\u00ADy",
                                     "㎡",
                                     "〇",
                                     "(a)",
                                     "Fig. 2",
                                     "Xi’an",
                                     "10 000",
                                     "第3期",
                                     "100元",
                                     "\U00020BB7",
                                     "e\u0301"};
  constexpr const char* kHan[] = {"一", "二", "三", "版", "心", "的", "月", "国"};
  std::string out;
  for (std::uint32_t i = 0; i < pieces; ++i) {
    out += random.below(10) < 7 ? kHan[random.below(std::size(kHan))]
                                : kPieces[random.below(std::size(kPieces))];
  }
  return out;
}

struct Settings {
  Composition composition;
  LineRequest request;
};

/// Every option of the rules, and a measure of 3 to 40 em that is no multiple of anything.
inline Settings settings(Random& random) {
  Settings out;
  Composition& c = out.composition;
  c.locale = random.one_in(2) ? Locale::zh_hans : static_cast<Locale>(random.below(4));
  c.prohibition = static_cast<Prohibition>(random.below(5));
  c.punctuation = static_cast<PunctuationStyle>(random.below(5));
  c.adjacent = static_cast<AdjacentTrim>(random.below(2));
  c.line_end = static_cast<LineEnd>(random.below(3));
  c.line_start = static_cast<LineStart>(random.below(2));
  c.paragraph_start_trim = random.one_in(2);
  c.compression = static_cast<Compression>(random.below(3));
  c.compress_stops = random.one_in(2);
  c.hanging = random.one_in(2) ? "，。、．" : "";
  c.orphan_repair = random.one_in(2);
  c.even_lines = random.one_in(2);
  c.keep_number_unit = random.one_in(2);
  c.word_space_max = random.one_in(3) ? 350 : 500;
  c.tracking_max = random.one_in(3) ? 250 : 500;
  c.breaker = static_cast<Breaker>(random.below(2));
  out.request.measure = Length::emu(3 * em_grid::kEm.emu() + random.below(37 * 127000));
  out.request.first_indent = em_grid::kEm * (random.one_in(2) ? 0 : random.below(3));
  out.request.other_indent = em_grid::kEm * (random.one_in(3) ? 1 : 0);
  out.request.align = random.one_in(3) ? Align::start : Align::justify;
  return out;
}

/// Now and then something beside the first lines, of up to an em and a half together.
inline void add_insets(Random& random, LineRequest& request) {
  for (std::uint32_t i = random.one_in(3) ? 1 + random.below(2) : 0; i > 0; --i) {
    request.insets.push_back({1 + random.below(3),
                              em_grid::kEm * random.below(4) / 4,
                              em_grid::kEm * random.below(4) / 4});
  }
}

inline std::string insets(const LineRequest& request) {
  std::string out;
  for (const LineInset& inset : request.insets) {
    out += " inset=" + std::to_string(inset.lines) + "x" +
           std::to_string(em_grid::ems(inset.left)) + "/" +
           std::to_string(em_grid::ems(inset.right));
  }
  return out;
}

/// For the message of a failure: all that is needed to see it again.
inline std::string describe(const std::string& text, const Settings& settings) {
  const Composition& c = settings.composition;
  const auto number = [](auto value) { return std::to_string(static_cast<int>(value)); };
  return "\"" + text + "\" measure=" + std::to_string(em_grid::ems(settings.request.measure)) +
         " indents=" + std::to_string(em_grid::ems(settings.request.first_indent)) + "/" +
         std::to_string(em_grid::ems(settings.request.other_indent)) +
         " align=" + number(settings.request.align) + " locale=" + number(c.locale) +
         " level=" + number(c.prohibition) + " style=" + number(c.punctuation) +
         " adjacent=" + number(c.adjacent) + " end=" + number(c.line_end) +
         " start=" + number(c.line_start) + "/" + number(c.paragraph_start_trim) +
         " compression=" + number(c.compression) + "/" + number(c.compress_stops) +
         " hanging=" + c.hanging + " orphans=" + number(c.orphan_repair) +
         " even=" + number(c.even_lines) + " word_space_max=" + number(c.word_space_max) +
         " tracking_max=" + number(c.tracking_max) + " breaker=" + number(c.breaker) +
         " unit=" + number(c.keep_number_unit) + insets(settings.request);
}

/// The shortest text that still fails: pieces are cut out of it as long as `fails` holds.
template <class Fails>
std::string shrink(std::string text, const Fails& fails) {
  const auto boundary = [&](std::size_t at) {
    return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
  };
  for (std::size_t length = text.size() / 2; length > 0; length /= 2) {
    for (std::size_t at = 0; at < text.size();) {
      if (!boundary(at) || !boundary(at + length)) {
        ++at;
        continue;
      }
      std::string shorter = text;
      shorter.erase(at, length);
      if (fails(shorter)) {
        text = std::move(shorter);
      } else {
        ++at;
      }
    }
  }
  return text;
}

}  // namespace banxin::random_text

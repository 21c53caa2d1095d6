#include "tests/bench/loose_lines.h"

#include <cstdio>

#include "engine/build/paragraphs.h"
#include "engine/line/line.h"
#include "engine/unicode/unicode.h"

namespace banxin::bench {
namespace {

// K1, K2 at gb+, written down again so that the engine does not judge itself.
constexpr std::u32string_view kNeverFirst = U"，。、；：！？）》」』】〕〉”’％‰℃…·～–々";
constexpr std::u32string_view kNeverLast = U"（《「『【〔〈“‘￥＄";

char32_t first_character(const ShapedText& shaped, std::uint32_t cluster) {
  std::size_t at = shaped.clusters[cluster].text_begin;
  return decode_utf8(shaped.text, at);
}

bool has_han_gap(const ShapedText& shaped, const Line& line) {
  for (std::uint32_t i = line.begin; i + 1 < line.end; ++i) {
    if (shaped.clusters[i].gap_after) {
      return true;
    }
  }
  return false;
}

void count_line(const ShapedText& shaped, const Line& line, Length measure, LineCount& count) {
  const bool gap = has_han_gap(shaped, line);
  const Length slack = Length::emu(16);  // shares differ by a unit
  count.lines += 1;
  count.above_16th += gap && line.worst_gap * 16 > shaped.em + slack ? 1 : 0;
  count.above_8th += gap && line.worst_gap * 8 > shaped.em + slack ? 1 : 0;
  count.above_4th += gap && line.worst_gap * 4 > shaped.em + slack ? 1 : 0;
  count.compressed += line.ratio < 0 ? 1 : 0;
  count.hyphens += line.hyphen ? 1 : 0;
  count.parted += line.emergency > Line::Emergency::loose ? 1 : 0;
  const bool solid = line.emergency == Line::Emergency::loose && !line.justified;
  count.inexact += line.width != measure && !solid ? 1 : 0;
}

void count_edges(const ShapedText& shaped, const BrokenText& broken, LineCount& count) {
  for (std::size_t k = 0; k + 1 < broken.lines.size(); ++k) {
    const Line& line = broken.lines[k];
    const Line& next = broken.lines[k + 1];
    if (line.last || line.begin == line.end || next.begin == next.end ||
        line.emergency > Line::Emergency::loose) {
      continue;
    }
    const char32_t last = first_character(shaped, line.end - 1);
    const char32_t first = first_character(shaped, next.begin);
    count.faults += kNeverLast.find(last) != std::u32string_view::npos ? 1 : 0;
    count.faults += kNeverFirst.find(first) != std::u32string_view::npos ? 1 : 0;
  }
}

void count_paragraph(const ShapedText& shaped, const LineRequest& request, LineCount& count) {
  const BrokenText broken = break_lines(shaped, request);
  for (const Line& line : broken.lines) {
    if (!line.last && line.begin < line.end) {
      count_line(shaped, line, request.measure, count);
    }
    count.short_last += line.short_last ? 1 : 0;
  }
  count_edges(shaped, broken, count);
}

/// The styles with the composition a setting asks for.
Styled restyled(const Styled& styled, const Setting& setting) {
  Styled out = styled;
  for (BlockStyle& style : out.block_styles) {
    if (setting.rules == Setting::Rules::product && !style.composition.balance) {
      Composition product;
      product.locale = style.composition.locale;
      style.composition = product;
    }
    style.composition.breaker = setting.breaker;
  }
  return out;
}

}  // namespace

LineCount count_lines(const Work& work, const Setting& setting) {
  const Styled styled = restyled(*work.styled, setting);
  const FontResolver fonts(styled, *work.fonts);
  LineCount count;
  for (const Flow& flow : styled.flows) {
    for_each_paragraph(flow.blocks, [&](const std::shared_ptr<const Paragraph>& paragraph) {
      const BlockStyle& style = styled.block(paragraph->style);
      if (style.text_align != Align::justify || style.composition.balance) {
        return;
      }
      const ShapedText shaped = shape(*expand_fields(paragraph, {}), fonts, MissingGlyphs::box);
      LineRequest request;
      request.measure = shaped.em * setting.measure;
      request.first_indent = style.text_indent;
      count_paragraph(shaped, request, count);
    });
  }
  return count;
}

std::vector<Setting> all_settings() {
  std::vector<Setting> out;
  for (const Setting::Rules rules : {Setting::Rules::product, Setting::Rules::layout}) {
    for (const int measure : {30, 22}) {
      for (const Breaker breaker : {Breaker::greedy, Breaker::optimal}) {
        out.push_back({rules, breaker, measure});
      }
    }
  }
  return out;
}

std::string table_head() {
  return "settings  measure  breaker   lines   >1/16em   >1/8em   >1/4em  compressed  parted  "
         "short last  hyphens  faults  inexact\n";
}

std::string table_row(const Setting& setting, const LineCount& count) {
  char row[200];
  std::snprintf(row,
                sizeof row,
                "%-8s  %4d em  %-8s %6d  %7.2f%%  %6.2f%%  %6.2f%%    %7.2f%%  %6d  %10d  %7d  "
                "%6d  %7d\n",
                setting.rules == Setting::Rules::product ? "rules" : "layout",
                setting.measure,
                setting.breaker == Breaker::greedy ? "greedy" : "optimal",
                count.lines,
                count.share(count.above_16th),
                count.share(count.above_8th),
                count.share(count.above_4th),
                count.share(count.compressed),
                count.parted,
                count.short_last,
                count.hyphens,
                count.faults,
                count.inexact);
  return row;
}

}  // namespace banxin::bench

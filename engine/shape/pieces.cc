#include "engine/shape/pieces.h"

#include <algorithm>

namespace banxin {
namespace {

constexpr std::size_t kMostOfOneCode =
    100;  // a paragraph in an unknown script says it often enough

}  // namespace

ShapeJob::ShapeJob(const Paragraph& p, const FontResolver& f, MissingGlyphs m)
    : paragraph(p),
      resolver(f),
      missing(m),
      block(f.styled().block(p.style)),
      composition(block.composition),
      fallback_style(f.styled().text(block.text)) {}

Locale ShapeJob::locale_of_piece(const Piece& piece) const {
  if (piece.in.locale != Locale::latin) {
    return piece.in.locale;
  }
  return composition.locale == Locale::latin ? Locale::zh_hans : composition.locale;
}

Span ShapeJob::span_of(std::uint32_t begin, std::uint32_t end, std::uint32_t run) const {
  if (run >= paragraph.runs.size()) {
    return paragraph.source;
  }
  const Run& r = paragraph.runs[run];
  if (!r.source.known()) {
    return paragraph.source;
  }
  const bool exact = r.source.end - r.source.begin == r.end - r.begin;
  if (!exact || begin < r.begin) {
    return r.source;
  }
  return {r.source.file,
          r.source.begin + (begin - r.begin),
          std::min(r.source.begin + (end - r.begin), r.source.end)};
}

void ShapeJob::report(std::string_view code, const Piece& piece, std::vector<std::string> args) {
  std::size_t alike = 0;
  for (const Diagnostic& d : diagnostics) {
    if (d.code != code) {
      continue;
    }
    if (d.args == args || ++alike == kMostOfOneCode) {
      return;
    }
  }
  const std::uint32_t length = piece.in.end - piece.in.begin;
  diagnostics.push_back(
      {code, span_of(piece.source, piece.source + length, piece.run), std::move(args)});
}

Side side_of(const CharCluster& cluster) {
  switch (cluster.cls) {
    case CharClass::han:
    case CharClass::iteration:
    case CharClass::small_kana:
      return is_wide_text(cluster.base) ? Side::wide : Side::other;
    case CharClass::latin:
      return Side::latin;
    case CharClass::suffix:
    case CharClass::prefix:
      return cluster.cjk_font ? Side::unit : Side::latin;
    case CharClass::note_label:
    case CharClass::other_symbol:
      return cluster.cjk_font ? Side::other : Side::latin;
    case CharClass::object:
    case CharClass::space:
    case CharClass::no_break_space:
    case CharClass::zero_width_break:
    case CharClass::word_joiner:
    case CharClass::soft_hyphen:
    case CharClass::line_feed:
      return Side::other;
    default:
      return cluster.cjk_font ? Side::mark : Side::latin;
  }
}

}  // namespace banxin

// The clusters of a paragraph on their way through shape(). Private to engine/shape.
#pragma once

#include <string>
#include <vector>

#include "engine/shape/shape.h"

namespace banxin {

/// A cluster after normalisation, before and after it has glyphs.
struct Piece {
  CharCluster in;            // begin and end are bytes of ShapedText::text
  std::uint32_t source = 0;  // byte of Paragraph::text
  std::uint32_t run = 0;     // index into Paragraph::runs
  BreakAfter break_after;
  FontId font = FontId::none;
  bool note = false;         // part of a note mark: spacing looks through it
  bool typed_space = false;  // a typed space before it became the Han–Latin space (A5)
  bool wide_space = false;   // the space between two Han, 1/4 em whatever the face (A7)
  bool missing = false;
  bool merged = false;  // its glyphs belong to the piece before (a ligature)
};

/// How a cluster behaves towards its neighbours in sections 4 and 5 of the rules.
enum class Side : std::uint8_t {
  wide,   // H of rule A1
  latin,  // L
  mark,   // full-width punctuation and U+3000: typed spaces beside it vanish (A8)
  unit,   // ￥ ℃ and other 1 em signs of a number (A3)
  other,  // ① ● and pictures
};
Side side_of(const CharCluster& cluster);

constexpr bool is_blank(const CharCluster& cluster) {
  return cluster.cls == CharClass::space || cluster.cls == CharClass::no_break_space;
}

/// Everything the steps of shape() share.
struct ShapeJob {
  ShapeJob(const Paragraph& p, const FontResolver& f, MissingGlyphs m);

  const TextStyle& style_of(const Piece& piece) const {
    return piece.run < paragraph.runs.size()
               ? resolver.styled().text(paragraph.runs[piece.run].style)
               : fallback_style;
  }

  bool vertical() const { return composition.writing_mode == WritingMode::vertical_rl; }

  /// The locale whose glyphs and widths the piece gets: that of its passage or the paragraph.
  Locale locale_of_piece(const Piece& piece) const;
  /// Source of bytes [begin, end) of the paragraph's text, exact where the run allows it.
  Span span_of(std::uint32_t begin, std::uint32_t end, std::uint32_t run) const;
  /// Reports once per code and argument list, at most a hundred of one code.
  void report(std::string_view code, const Piece& piece, std::vector<std::string> args);

  const Paragraph& paragraph;
  const FontResolver& resolver;
  MissingGlyphs missing;
  const BlockStyle& block;
  const Composition& composition;
  TextStyle fallback_style;  // for a paragraph without runs
  std::vector<Piece> pieces;
  std::string text;  // becomes ShapedText::text
  Diagnostics diagnostics;
};

/// Clusters with spaces normalised (A5–A8), private-use characters mapped (F6), invisible controls
/// folded into the break before them.
void normalize(ShapeJob& job);

/// Words that may part by the patterns of their language (U7).
void hyphenate(ShapeJob& job);

/// A face for every piece (F3, O1, O2); what no face has is marked and reported.
void choose_fonts(ShapeJob& job);
/// For a ruby text: the first face of the stack that has all of it, else the first face.
FontId choose_one_font(const ShapeJob& job, const TextStyle& style, std::string_view text);

}  // namespace banxin

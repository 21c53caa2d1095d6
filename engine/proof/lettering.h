// Text of the proof sheet itself, set as any text is, in a sans face of the layout.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/block/block.h"

namespace banxin {

/// The inks of the sheet: black, a grey and one colour that is no ink of body text.
Color proof_grey();
Color proof_red();

enum class Letter : std::uint8_t {
  number,  // line numbers
  gutter,  // the same between columns
  flag,    // beside a line: how it is set
  mark,    // numbers in the margin
  place,   // file and line
  head,    // of the sheet
  foot,    // findings below the page
  title,   // of the summary
  section,
  page,  // a page's heading in the summary
  entry,
  count
};

inline constexpr std::size_t kLetters = static_cast<std::size_t>(Letter::count);

struct Label {
  std::vector<Item> items;  // baseline and left edge at 0
  Length width;
};

struct ProofParagraph {
  Letter letter = Letter::entry;
  std::string text;
};

class Lettering {
 public:
  Lettering(const Styled& styled, const FontStore& fonts);
  Lettering(const Lettering&) = delete;
  Lettering& operator=(const Lettering&) = delete;

  /// One line, however long.
  const Label& label(const std::string& text, Letter letter);
  /// Paragraphs below one another; tags are local to the fragment.
  Fragment set(const std::vector<ProofParagraph>& paragraphs, Length measure);
  Length size(Letter letter) const;

 private:
  Styled styled_;  // no more than the styles of the sheet
  FontResolver resolver_;
  TextCache cache_;
  BlockContext context_;
  std::map<std::pair<Letter, std::string>, Label> labels_;
};

/// An artifact, wherever it came from.
void add_overlay(Item item, Point at, std::vector<Item>& to);
Item filled(Rect box, const Color& color);
Item outlined(Rect box, const Color& color, Length width);

}  // namespace banxin

#include "engine/impose/stroke_font.h"

#include <algorithm>
#include <iterator>

#include "engine/base/number.h"

namespace banxin::impose {
namespace {

/// Strokes on a grid of 100 x 100, y up: "x,y x,y;x,y x,y" – points of a line, lines parted by ';'.
struct Glyph {
  std::string_view character;
  int width;
  std::string_view strokes;
};

constexpr Glyph kGlyphs[] = {
    {"0", 60, "10,0 50,0 50,100 10,100 10,0"},
    {"1", 60, "15,80 30,100 30,0"},
    {"2", 60, "10,100 50,100 50,50 10,50 10,0 50,0"},
    {"3", 60, "10,100 50,100 50,0 10,0;15,50 50,50"},
    {"4", 60, "10,100 10,40 50,40;40,65 40,0"},
    {"5", 60, "50,100 10,100 10,50 50,50 50,0 10,0"},
    {"6", 60, "50,100 10,100 10,0 50,0 50,50 10,50"},
    {"7", 60, "10,100 50,100 25,0"},
    {"8", 60, "10,0 50,0 50,100 10,100 10,0;10,50 50,50"},
    {"9", 60, "10,0 50,0 50,100 10,100 10,50 50,50"},
    {"第",
     110,
     "20,100 8,82;14,92 45,92;30,92 35,82;60,100 50,82;55,92 92,92;72,92 77,82;"
     "15,72 85,72 85,52 15,52 12,32 90,32 86,5 74,8;50,72 50,-5;48,30 10,0"},
    {"帖",
     110,
     "5,72 5,20;5,72 40,72 40,22 33,24;22,100 22,-5;70,100 70,50;70,77 98,77;"
     "52,50 92,50 92,0 52,0 52,50"},
    {"张",
     110,
     "5,95 38,95 38,70 7,70 5,45 38,45 35,5 22,8;90,95 65,70;48,53 100,53;63,100 63,3 80,14;"
     "70,53 80,25 100,0"},
    {"正", 110, "10,93 90,93;50,93 50,3;50,50 85,50;23,55 23,3;3,3 97,3"},
    {"反", 110, "85,98 20,90 19,50 5,0;22,62 80,62 65,30 25,0;32,48 60,20 97,0"},
    {"面",
     110,
     "5,95 95,95;50,95 43,73;10,73 90,73 90,0 10,0 10,73;37,73 37,0;63,73 63,0;37,50 63,50;"
     "37,25 63,25"},
    {"封",
     110,
     "5,85 45,85;25,100 25,62;2,62 49,62;7,35 44,35;25,62 25,5;2,3 49,8;55,70 98,70;"
     "83,100 83,3 70,6;62,48 70,32"},
    {"外", 110, "28,100 5,50;25,78 48,78 35,40 5,0;18,55 34,38;70,100 70,0;72,62 95,42"},
    {"内", 110, "10,0 10,75 90,75 90,3 78,6;50,100 48,60 25,25;50,58 75,28"},
};

constexpr int kSpace = 40;

const Glyph* glyph_of(std::string_view character) {
  const auto* at = std::find_if(std::begin(kGlyphs), std::end(kGlyphs), [&](const Glyph& glyph) {
    return glyph.character == character;
  });
  return at == std::end(kGlyphs) ? nullptr : at;
}

/// Reads "x,y" and what follows it.
class Strokes {
 public:
  explicit Strokes(std::string_view text) : text_(text) {}

  bool more() const { return at_ < text_.size(); }

  /// Does a new line begin here?
  bool begins() const { return at_ == 0 || text_[at_ - 1] == ';'; }

  double number() {
    const bool negative = text_[at_] == '-';
    at_ += negative ? 1 : 0;
    int value = 0;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') {
      value = value * 10 + (text_[at_++] - '0');
    }
    ++at_;  // the separator
    return negative ? -value : value;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

bool has_strokes(std::string_view character) {
  return glyph_of(character) != nullptr;
}

std::string stroke_text(std::string_view text, double left, double bottom, double size) {
  std::string out;
  const double scale = size / 100;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at++;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0u) == 0x80u) {
      ++at;
    }
    const Glyph* glyph = glyph_of(text.substr(begin, at - begin));
    if (glyph) {
      for (Strokes strokes(glyph->strokes); strokes.more();) {
        const bool begins = strokes.begins();
        append_number(out, left + strokes.number() * scale, 3);
        out += ' ';
        append_number(out, bottom + strokes.number() * scale, 3);
        out += begins ? " m\n" : " l\n";
      }
    }
    left += (glyph ? glyph->width : kSpace) * scale;
  }
  return out.empty() ? out : out + "S\n";
}

}  // namespace banxin::impose

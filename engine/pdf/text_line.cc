#include "engine/pdf/text_line.h"

#include <algorithm>

#include "engine/base/number.h"
#include "engine/pdf/value.h"

namespace banxin::pdf {
namespace {

// Distances in 1/1000 em beyond which readers see a word space. poppler starts a new word at 100
// inside a font and puts a space before it from 30 on; both get some margin.
constexpr std::int64_t kGapInside = 80;
// Marks squeezed into their half overlap the next box. From 100 on poppler starts a new line in its
// raw order.
constexpr std::int64_t kOverlap = -90;
constexpr std::int64_t kGapBetweenRuns = 20;
// A wider distance between runs is a column or a tab: there a space is right.
constexpr std::int64_t kTab = 700;
// Spans with at most so many plain clusters between them become one: 年2023年.
constexpr std::size_t kBridge = 6;
// Every reader sees a space in a gap as wide as this.
constexpr std::int64_t kSeenAsSpace = 110;

struct Piece {
  const GlyphRun* run = nullptr;
  Cluster cluster;
  Length left, right, baseline;  // on the page
  bool odd = false;              // its glyphs' ToUnicode texts do not add up to its text
  bool joined = false;           // to the next piece
};

bool is_space(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == 0xa0 || c == 0x3000 || c == 0x200b ||
         (c >= 0x2000 && c <= 0x200a);
}

bool starts_with_space(std::string_view text) {
  std::size_t at = 0;
  return text.empty() || is_space(next_character(text, at));
}

/// `text` without the spaces at its end.
std::string_view without_spaces(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_space(next_character(text, at))) {
      end = at;
    }
  }
  return text.substr(0, end);
}

const PlannedFont::Glyph& planned(const PlannedFont& font, const RunGlyph& glyph) {
  return *font.find(std::min<GlyphId>(glyph.glyph, 0xffff));
}

bool adds_up(const PlannedFont& font, const Piece& piece) {
  std::string_view rest = piece.cluster.text;
  for (std::size_t i = 0; i < piece.cluster.count; ++i) {
    const auto& glyph = planned(font, piece.run->glyphs[piece.cluster.first + i]);
    if (rest.substr(0, glyph.text.size()) != glyph.text) {
      return false;
    }
    rest.remove_prefix(glyph.text.size());
  }
  return rest.empty();
}

Piece make_piece(const GlyphRun& run, const PlannedFont& font, const Cluster& cluster) {
  Piece piece{&run, cluster, {}, {}, {}, false, false};
  for (std::size_t i = 0; i < cluster.count; ++i) {
    const RunGlyph& glyph = run.glyphs[cluster.first + i];
    const Length left = run.origin.x + glyph.x;
    const Length right = left + run.size.scaled(planned(font, glyph).width, 1000);
    piece.left = i == 0 ? left : min(piece.left, left);
    piece.right = i == 0 ? right : max(piece.right, right);
  }
  piece.baseline = run.origin.y + run.glyphs[cluster.first].y;
  piece.odd = !adds_up(font, piece);
  return piece;
}

/// In 1/1000 of `size`.
std::int64_t gap_between(const Piece& a, const Piece& b, Length size) {
  return (b.left - a.right).scaled(1000, size.emu()).emu();
}

/// True if nothing but layout sets the two apart, or pushes one into the other, although a reader
/// would see a space or a new line.
bool belongs_together(const Piece& a, const Piece& b) {
  const std::int64_t gap = gap_between(a, b, min(a.run->size, b.run->size));
  const bool apart = a.run == b.run ? gap > kGapInside : gap > kGapBetweenRuns && gap < kTab;
  const bool overlapping = gap < kOverlap && gap > -kTab;
  return (apart || overlapping) && a.baseline == b.baseline && a.run->language == b.run->language &&
         !a.cluster.text.empty() && !starts_with_space(b.cluster.text) &&
         without_spaces(a.cluster.text) == a.cluster.text;
}

/// Spaces that no glyph stands for go with the cluster before them. Before a gap or at the end of
/// a run they are dropped: readers see a space there by themselves, and would give two.
void trim_hidden_spaces(Piece& piece, const Piece* next) {
  const std::string_view bare = without_spaces(piece.cluster.text);
  const bool gap = !next || next->run != piece.run || next->baseline != piece.baseline ||
                   gap_between(piece, *next, piece.run->size) > kSeenAsSpace;
  if (gap && !bare.empty()) {
    piece.cluster.text = bare;
  }
}

std::vector<Piece> make_pieces(std::span<const GlyphRun* const> runs, const FontPlan& fonts) {
  std::vector<Piece> pieces;
  std::vector<Cluster> clusters;
  for (const GlyphRun* run : runs) {
    const PlannedFont* font = fonts.find(run->font);
    if (!font || run->size <= Length()) {
      continue;
    }
    find_clusters(*run, clusters);
    for (const Cluster& cluster : clusters) {
      pieces.push_back(make_piece(*run, *font, cluster));
    }
  }
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    Piece& piece = pieces[i];
    const Piece* next = i + 1 < pieces.size() ? &pieces[i + 1] : nullptr;
    piece.joined = next && belongs_together(piece, *next);
    if (piece.odd) {
      trim_hidden_spaces(piece, next);
      piece.odd = !adds_up(*fonts.find(piece.run->font), piece);
    }
  }
  return pieces;
}

/// The space most glyphs of a run have after them beyond their width, in 1/10 000 pt.
std::int64_t common_spacing(const GlyphRun& run, const PlannedFont& font) {
  std::vector<std::int64_t> spaces;
  for (std::size_t i = 1; i < run.glyphs.size(); ++i) {
    const Length width = run.size.scaled(planned(font, run.glyphs[i - 1]).width, 1000);
    spaces.push_back((run.glyphs[i].x - run.glyphs[i - 1].x - width).emu());
  }
  if (spaces.size() < 3) {
    return 0;
  }
  const auto middle = spaces.begin() + static_cast<std::ptrdiff_t>(spaces.size() / 2);
  std::nth_element(spaces.begin(), middle, spaces.end());
  // Below a fiftieth of 1/1000 em even a long line needs no adjustment for it.
  const std::int64_t least = run.size.emu() / 50000;
  return *middle > least || *middle < -least ? Length::emu(*middle).scaled(100, 127).emu() : 0;
}

/// Pieces shown together: plain, or in one span.
struct Segment {
  std::size_t begin = 0, end = 0;
  bool span = false;
};

bool has_space(const Piece& piece) {
  return piece.cluster.text.empty() || starts_with_space(piece.cluster.text) ||
         without_spaces(piece.cluster.text) != piece.cluster.text;
}

/// True if the span before piece `last` may go on to it over the few plain pieces from `from` on.
bool bridges(std::span<const Piece> pieces,
             const Segment& before,
             std::size_t from,
             std::size_t last) {
  const Piece& first = pieces[before.begin];
  if (!before.span || last - from > kBridge) {
    return false;
  }
  for (std::size_t i = from; i <= last; ++i) {
    if (pieces[i].baseline != first.baseline || pieces[i].run->language != first.run->language ||
        (i < last && has_space(pieces[i]))) {
      return false;
    }
  }
  return !has_space(pieces[from - 1]);
}

std::vector<Segment> make_segments(std::span<const Piece> pieces) {
  std::vector<Segment> out;
  for (std::size_t i = 0; i < pieces.size();) {
    std::size_t end = i + 1;
    while (pieces[end - 1].joined) {
      ++end;
    }
    const bool span = end - i > 1 || pieces[i].odd;
    const bool extends = !span && !out.empty() && !out.back().span &&
                         pieces[out.back().begin].run->language == pieces[i].run->language;
    const std::size_t count = out.size();
    if (extends || (span && count > 0 && bridges(pieces, out.back(), i, i))) {
      out.back().end = end;
    } else if (span && count > 1 && !out.back().span &&
               bridges(pieces, out[count - 2], out.back().begin, i)) {
      out.pop_back();
      out.back().end = end;
    } else {
      out.push_back({i, end, span});
    }
    i = end;
  }
  return out;
}

class LineWriter {
 public:
  /// `trail`: what the last of the pieces takes beyond its own width.
  LineWriter(Content& content, const FontPlan& fonts, const TextOwner& owner, Length trail)
      : content_(content),
        fonts_(fonts),
        owner_(owner),
        trail_(trail) {}

  void show(std::span<const Piece> pieces, const Segment& segment) {
    enter(*pieces[segment.begin].run);
    std::string properties = properties_of(pieces, segment);
    if (!owner_.marks) {
      const bool span = !properties.empty();
      if (span) {
        content_.begin_span(*owner_.within, "<<" + properties + ">>");
      }
      show(*owner_.within, pieces, segment);
      if (span) {
        content_.end_span();
      }
      return;
    }
    const bool plain = !segment.span && pieces[segment.begin].run->language.empty();
    std::string number = "/MCID ";
    append_number(number, static_cast<std::int64_t>(owner_.marks->size()));
    owner_.marks->push_back(owner_.tag);
    number += properties.empty() ? "" : " ";
    show(content_.mark(plain ? owner_.type : "Span", "<<" + number + properties + ">>"),
         pieces,
         segment);
  }

 private:
  /// What a segment's sequence says of its text; nothing if it is as it stands.
  static std::string properties_of(std::span<const Piece> pieces, const Segment& segment) {
    const std::string& language = pieces[segment.begin].run->language;
    std::string properties;
    if (!language.empty()) {
      properties = "/Lang " + to_text(text_string(language));
    }
    if (segment.span) {
      std::string text;
      for (std::size_t i = segment.begin; i < segment.end; ++i) {
        text += pieces[i].cluster.text;
      }
      properties += properties.empty() ? "" : " ";
      properties += "/ActualText <FEFF" + hex(utf16be(text)) + ">";
    }
    return properties;
  }

  void show(const Content::Mark& mark, std::span<const Piece> pieces, const Segment& segment) {
    for (std::size_t i = segment.begin; i < segment.end; ++i) {
      show(mark, pieces[i], i + 1 == pieces.size() ? trail_ : Length());
    }
    content_.set_rise(Length());
  }

  void show(const Content::Mark& mark, const Piece& piece, Length trail) {
    enter(*piece.run);
    for (std::size_t i = 0; i < piece.cluster.count; ++i) {
      if (trail > Length() && i + 1 == piece.cluster.count) {
        content_.set_spacing(trail.scaled(100, 127).emu());
      }
      const RunGlyph& glyph = run_->glyphs[piece.cluster.first + i];
      const auto& known = planned(*font_, glyph);
      content_.set_rise(-glyph.y);
      const double target = static_cast<double>((glyph.x - start_).emu()) * 1000.0 /
                            static_cast<double>(run_->size.emu());
      content_.glyph(mark, known.id, target, known.width);
    }
    if (trail > Length()) {
      content_.set_spacing(0);  // before the span ends: poppler takes the spacing of then off it
    }
  }

  /// Makes the state of a run the current one.
  void enter(const GlyphRun& run) {
    if (run_ == &run) {
      return;
    }
    run_ = &run;
    font_ = fonts_.find(run.font);
    start_ = run.glyphs.front().x;
    content_.set_rise(Length());
    content_.set_text({font_->resource, run.size, run.color, run.synthetic_bold});
    content_.set_spacing(common_spacing(run, *font_));
    content_.text_at(content_.x(run.origin.x + start_), content_.y(run.origin.y));
  }

  Content& content_;
  const FontPlan& fonts_;
  const TextOwner& owner_;
  const GlyphRun* run_ = nullptr;
  const PlannedFont* font_ = nullptr;
  Length start_;
  Length trail_;
};

/// The gap between the last piece and the next owner's text, if only layout makes it.
Length gap_to_next(const Piece& last, const GlyphRun* next, const FontPlan& fonts) {
  const PlannedFont* font = next ? fonts.find(next->font) : nullptr;
  if (!font || next->size <= Length()) {
    return {};
  }
  std::vector<Cluster> clusters;
  find_clusters(*next, clusters);
  if (clusters.empty()) {
    return {};
  }
  const Piece first = make_piece(*next, *font, clusters.front());
  return belongs_together(last, first) ? max(Length(), first.left - last.right) : Length();
}

}  // namespace

void show_runs(Content& content,
               std::span<const GlyphRun* const> runs,
               const FontPlan& fonts,
               const TextOwner& owner) {
  std::vector<Piece> pieces = make_pieces(runs, fonts);
  if (pieces.empty()) {
    return;
  }
  const Length trail = gap_to_next(pieces.back(), owner.next, fonts);
  pieces.back().odd = pieces.back().odd || trail > Length();  // a span of its own
  content.begin_text();
  LineWriter writer(content, fonts, owner, trail);
  for (const Segment& segment : make_segments(pieces)) {
    writer.show(pieces, segment);
  }
}

}  // namespace banxin::pdf

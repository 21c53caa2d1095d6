// Typed text becomes the text that is set: rules A5–A8, U11, F6.
#include <algorithm>

#include "engine/shape/pieces.h"

namespace banxin {
namespace {

/// GBK-era private-use code points with a place in Unicode today (F6); 0: none. All of them, old
/// and new, take three bytes of UTF-8, so no offset moves.
char32_t modern_form(char32_t c) {
  if (c >= 0xe78d && c <= 0xe796) {
    return 0xfe10 + (c - 0xe78d);
  }
  switch (c) {
    case 0xe81e:
      return 0x9fb4;
    case 0xe826:
      return 0x9fb5;
    case 0xe82b:
      return 0x9fb6;
    case 0xe82c:
      return 0x9fb7;
    case 0xe832:
      return 0x9fb8;
    case 0xe843:
      return 0x9fb9;
    case 0xe854:
      return 0x9fba;
    case 0xe864:
      return 0x9fbb;
    default:
      return 0;
  }
}

std::string modern_text(const std::string& text) {
  std::string out = text;
  for (std::size_t at = text.find('\xEE'); at != std::string::npos;
       at = text.find('\xEE', at + 1)) {
    std::size_t next = at;
    if (const char32_t c = modern_form(decode_utf8(text, next))) {
      std::string bytes;
      append_utf8(bytes, c);
      out.replace(at, bytes.size(), bytes);
    }
  }
  return out;
}

/// V7: in vertical text the face has the form of a mark, so the mark itself is set.
std::string text_to_set(const ShapeJob& job) {
  std::string text = modern_text(job.paragraph.text);
  for (std::size_t at = 0; job.vertical() && (at = text.find('\xEF', at)) != std::string::npos;) {
    const std::size_t begin = at;
    std::string mark;
    append_utf8(mark, ordinary_mark(decode_utf8(text, at)));
    if (mark.size() == at - begin) {
      text.replace(begin, mark.size(), mark);
    }
  }
  return text;
}

/// What becomes of typed spaces between two clusters.
enum class Space { vanish, autospace, word };

Space space_between(Side left, Side right, const Composition& composition) {
  const bool between_han = left == Side::wide && right == Side::wide;
  if (between_han && composition.han_spaces == HanSpaces::remove && !composition.balance) {
    return Space::vanish;  // A7
  }
  if (left == Side::mark || right == Side::mark || left == Side::unit || right == Side::unit) {
    return Space::vanish;  // A8, A3
  }
  const bool boundary =
      (left == Side::wide && right == Side::latin) || (left == Side::latin && right == Side::wide);
  return boundary ? Space::autospace : Space::word;  // A5; A6, A7
}

constexpr bool is_invisible(CharClass cls) {
  return cls == CharClass::zero_width_break || cls == CharClass::word_joiner ||
         cls == CharClass::soft_hyphen;
}

/// Runs whose style names a language.
std::vector<LocalePassage> passages(const ShapeJob& job) {
  std::vector<LocalePassage> out;
  for (const Run& run : job.paragraph.runs) {
    const std::string& language = job.resolver.styled().text(run.style).language;
    if (!language.empty()) {
      out.push_back({run.begin, run.end, locale_of(language)});
    }
  }
  return out;
}

class Normalizer {
 public:
  explicit Normalizer(ShapeJob& job)
      : job_(job),
        source_(text_to_set(job)),
        analysis_(analyze(source_, job.composition, passages(job))) {
    job_.text.reserve(source_.size());
    job_.pieces.reserve(analysis_.clusters.size());
  }

  void run() {
    const std::size_t count = analysis_.clusters.size();
    for (std::size_t i = 0; i < count;) {
      const CharCluster& c = analysis_.clusters[i];
      if (is_blank(c)) {
        i = blanks(i);
      } else if (is_invisible(c.cls) || starts_indented_line(c)) {
        fold(i++);
      } else {
        push(i, std::string_view(source_).substr(c.begin, c.end - c.begin));
        ++i;
      }
    }
    if (!job_.pieces.empty()) {
      job_.pieces.back().break_after = {BreakKind::mandatory, 0};
    }
  }

 private:
  bool line_begins() const {
    return job_.pieces.empty() || job_.pieces.back().in.cls == CharClass::line_feed;
  }

  /// P1: typed U+3000 at the head of a paragraph that the style indents is not wanted twice.
  bool starts_indented_line(const CharCluster& c) const {
    return c.cls == CharClass::ideographic_space && job_.pieces.empty() &&
           job_.block.text_indent > Length();
  }

  /// A dropped cluster leaves its break to the one before it.
  void fold(std::size_t i) {
    if (!job_.pieces.empty() && job_.pieces.back().in.cls != CharClass::line_feed) {
      job_.pieces.back().break_after = analysis_.breaks[i];
    }
  }

  std::uint32_t run_at(std::uint32_t byte) {
    const std::vector<Run>& runs = job_.paragraph.runs;
    while (run_ + 1 < runs.size() && byte >= runs[run_].end) {
      ++run_;
    }
    return run_;
  }

  bool is_note(std::uint32_t run) const {
    return run < job_.paragraph.runs.size() && job_.paragraph.runs[run].note != NoteId::none;
  }

  Piece& push(std::size_t i, std::string_view bytes) {
    const CharCluster& c = analysis_.clusters[i];
    Piece& piece = job_.pieces.emplace_back();
    piece.in = c;
    piece.source = c.begin;
    piece.run = run_at(c.begin);
    piece.note = is_note(piece.run);
    piece.break_after = analysis_.breaks[i];
    piece.in.begin = static_cast<std::uint32_t>(job_.text.size());
    job_.text += bytes;
    piece.in.end = static_cast<std::uint32_t>(job_.text.size());
    piece.typed_space = autospace_pending_ && !piece.note;
    autospace_pending_ = autospace_pending_ && piece.note;
    return piece;
  }

  /// Handles the run of blanks at i; gives the index after it.
  std::size_t blanks(std::size_t i) {
    const std::vector<CharCluster>& clusters = analysis_.clusters;
    std::size_t end = i;
    bool no_break = false;
    while (end < clusters.size() && (is_blank(clusters[end]) || is_invisible(clusters[end].cls))) {
      no_break = no_break || clusters[end].cls == CharClass::no_break_space;
      ++end;
    }
    const bool edge = line_begins() || end == clusters.size() ||
                      clusters[end].cls == CharClass::line_feed || is_note(next_run(end));
    const Space space =
        edge ? Space::vanish : space_between(left_side(), side_of(clusters[end]), job_.composition);
    if (space == Space::word) {
      word_space(i, end, no_break);
    } else {
      fold(end - 1);
      autospace_pending_ = autospace_pending_ || space == Space::autospace;
    }
    return end;
  }

  std::uint32_t next_run(std::size_t i) {
    const std::vector<Run>& runs = job_.paragraph.runs;
    std::uint32_t run = run_;
    while (run + 1 < runs.size() && analysis_.clusters[i].begin >= runs[run].end) {
      ++run;
    }
    return run;
  }

  Side left_side() const {
    for (auto at = job_.pieces.rbegin(); at != job_.pieces.rend(); ++at) {
      if (!at->note) {
        return side_of(at->in);
      }
    }
    return Side::other;
  }

  void word_space(std::size_t i, std::size_t end, bool no_break) {
    const Side left = left_side();
    const Side right = side_of(analysis_.clusters[end]);
    const std::string_view first = std::string_view(source_).substr(
        analysis_.clusters[i].begin, analysis_.clusters[i].end - analysis_.clusters[i].begin);
    const bool typed_no_break = first == "\u00a0" || first == "\u202f" || first == "\u2007";
    Piece& piece = push(i, typed_no_break ? "\u00a0" : " ");
    piece.in.base = U' ';
    piece.in.cls = no_break ? CharClass::no_break_space : CharClass::space;
    piece.break_after = analysis_.breaks[end - 1];
    piece.wide_space = left != Side::latin || right != Side::latin;
    if (left == Side::wide && right == Side::wide && !job_.composition.balance) {
      job_.report("N306", piece, {});
    }
  }

  ShapeJob& job_;
  std::string source_;  // the paragraph's text, byte for byte as long
  TextAnalysis analysis_;
  std::uint32_t run_ = 0;
  bool autospace_pending_ = false;
};

}  // namespace

void normalize(ShapeJob& job) {
  Normalizer(job).run();
}

}  // namespace banxin

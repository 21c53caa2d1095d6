#include "engine/shape/spacing.h"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace banxin {
namespace {

constexpr bool one_of(char32_t c, std::u32string_view set) {
  return set.find(c) != std::u32string_view::npos;
}

/// L-side characters of A1: they take the space on both sides.
bool takes_space(char32_t c) {
  if (c < 0x80) {
    const bool letter = (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
    return letter || (c >= U'0' && c <= U'9') || one_of(c, U"#$%&@+");
  }
  // Raised and lowered digits are digits, ½ a number, µ a letter whatever its script says.
  if (one_of(c, U"¥£€°²³¹¼½¾µ") || (c >= 0x2070 && c <= 0x209F) || (c >= 0x2150 && c <= 0x215F)) {
    return true;
  }
  const Script script = script_of(c);
  return script != Script::common && script != Script::han;
}

constexpr bool is_quote(char32_t c) {
  return one_of(c, U"\"'“”‘’");
}

/// Which cluster boundaries are Han–Latin boundaries. Works on clusters without note marks.
class Boundaries {
 public:
  explicit Boundaries(const std::vector<const Piece*>& visible) : visible_(visible) {}

  /// True if the boundary before visible cluster i, between sides l and r, takes the autospace.
  bool autospace(std::size_t i, Side l, Side r) const {
    if (l == Side::wide && r == Side::latin) {
      return visible_[i]->typed_space || opens(i);
    }
    if (l == Side::latin && r == Side::wide) {
      return visible_[i]->typed_space || closes(i - 1);
    }
    return false;
  }

 private:
  /// A2: signs that take the space before them only, and quotes that open a Latin word.
  bool opens(std::size_t i) const {
    const char32_t c = visible_[i]->in.base;
    const bool word_follows = i + 1 < visible_.size() && takes_space(visible_[i + 1]->in.base);
    return takes_space(c) || one_of(c, U"([{") || (is_quote(c) && word_follows);
  }

  bool closes(std::size_t i) const {
    const char32_t c = visible_[i]->in.base;
    const bool word_before = i > 0 && takes_space(visible_[i - 1]->in.base);
    return takes_space(c) || one_of(c, U")]},.;:!?") || (is_quote(c) && word_before);
  }

  const std::vector<const Piece*>& visible_;
};

/// X3: clusters that may have tracking after them, and before them.
bool gap_follows(const CharCluster& c) {
  switch (c.cls) {
    case CharClass::han:
    case CharClass::iteration:
    case CharClass::small_kana:
    case CharClass::other_symbol:
    case CharClass::suffix:
    case CharClass::note_label:
    case CharClass::closing:
    case CharClass::pause:
    case CharClass::stop:
    case CharClass::question:
    case CharClass::question_pair:
    case CharClass::dash:
    case CharClass::ellipsis:
    case CharClass::ideographic_space:
      return c.cjk_font || c.cls == CharClass::suffix;
    default:
      return false;
  }
}

bool gap_precedes(const CharCluster& c) {
  switch (c.cls) {
    case CharClass::han:
    case CharClass::iteration:
    case CharClass::small_kana:
    case CharClass::other_symbol:
    case CharClass::prefix:
    case CharClass::note_label:
    case CharClass::opening:
    case CharClass::dash:
    case CharClass::ellipsis:
    case CharClass::ideographic_space:
      return c.cjk_font || c.cls == CharClass::prefix;
    default:
      return false;
  }
}

class Spacer {
 public:
  Spacer(const ShapeJob& job, ShapedText& out) : job_(job), out_(out) {
    const std::vector<Run>& runs = job.paragraph.runs;
    rubies_ = std::any_of(runs.begin(), runs.end(), [](const Run& r) { return r.ruby != 0; });
  }

  void run() {
    std::vector<const Piece*> visible;    // without note marks and merged letters
    std::vector<std::size_t> cluster_of;  // of visible
    visible.reserve(job_.pieces.size());
    cluster_of.reserve(job_.pieces.size());
    std::size_t cluster = 0;
    for (const Piece& piece : job_.pieces) {
      if (piece.merged) {
        continue;
      }
      if (!piece.note) {
        visible.push_back(&piece);
        cluster_of.push_back(cluster);
      }
      ++cluster;
    }
    const Boundaries boundaries(visible);
    Side left_side = visible.empty() ? Side::other : side_of(visible[0]->in);
    for (std::size_t i = 1; i < visible.size(); ++i) {
      const Side right_side = side_of(visible[i]->in);
      ShapedCluster& right = out_.clusters[cluster_of[i]];
      // What is tracked or spaced between two clusters stands after the note mark between them.
      ShapedCluster& last = out_.clusters[cluster_of[i] - 1];
      if (left_side != right_side && boundaries.autospace(i, left_side, right_side)) {
        const Length em = min(out_.clusters[cluster_of[i - 1]].size, right.size);
        right.space_before = em.scaled(job_.composition.autospace, 1000);
      }
      last.gap_after = gap_follows(visible[i - 1]->in) && gap_precedes(visible[i]->in) &&
                       right.space_before == Length() && !same_unit(*visible[i - 1], *visible[i]);
      left_side = right_side;
    }
    hold();
  }

 private:
  /// Most paragraphs have no run that holds anything together: one look at the runs tells.
  void hold() {
    const std::vector<Run>& runs = job_.paragraph.runs;
    if (std::any_of(runs.begin(), runs.end(), [](const Run& r) { return r.personal_name; })) {
      hold_personal_names();
    }
    if (std::any_of(
            runs.begin(), runs.end(), [](const Run& r) { return r.nowrap || r.ruby != 0; })) {
      hold_runs_together();
    }
    if (std::any_of(runs.begin(), runs.end(), [](const Run& r) { return r.name_mark != 0; })) {
      hold_names();
    }
    if (std::any_of(
            runs.begin(), runs.end(), [](const Run& r) { return r.note != NoteId::none; })) {
      hold_notes();
    }
  }

  /// X4: never inside a unit or token, a row of —— or …… (U1), nor inside a ruby base (U10).
  bool same_unit(const Piece& a, const Piece& b) const {
    const bool token = a.in.token != 0 && a.in.token == b.in.token;
    const bool run_of_units =
        a.in.base == b.in.base && (a.in.cls == CharClass::dash || a.in.cls == CharClass::ellipsis);
    return token || run_of_units || (rubies_ && a.run == b.run && ruby_of(a.run) != 0);
  }

  std::uint32_t ruby_of(std::uint32_t run) const {
    return run < job_.paragraph.runs.size() ? job_.paragraph.runs[run].ruby : 0;
  }

  bool holds(std::uint32_t run) const {
    return run < job_.paragraph.runs.size() &&
           (job_.paragraph.runs[run].nowrap || job_.paragraph.runs[run].ruby != 0);
  }

  bool in_name(std::size_t cluster) const {
    const std::uint32_t run = out_.clusters[cluster].run;
    return run < job_.paragraph.runs.size() && job_.paragraph.runs[run].personal_name;
  }

  /// U9: a tagged name of up to four Han parts only in an emergency, before any word does (J7); a
  /// longer one reluctantly.
  void hold_personal_names() {
    constexpr std::size_t kShortName = 4;
    const std::size_t count = out_.clusters.size();
    for (std::size_t i = 0; i < count; ++i) {
      std::size_t end = i;
      while (end < count && in_name(end)) {
        ++end;
      }
      for (std::size_t k = i; k + 1 < end; ++k) {
        BreakAfter& at = out_.clusters[k].break_after;
        if (at.kind == BreakKind::allowed) {
          at.kind = end - i <= kShortName ? BreakKind::emergency : BreakKind::allowed;
          at.penalty = kNamePenalty;
        }
      }
      i = end > i ? end - 1 : i;
    }
  }

  void hold_runs_together() {
    for (std::size_t i = 0; i + 1 < out_.clusters.size(); ++i) {
      ShapedCluster& c = out_.clusters[i];
      const std::uint32_t next = out_.clusters[i + 1].run;
      const bool one = c.run == next || (ruby_of(c.run) != 0 && ruby_of(c.run) == ruby_of(next));
      if (one && holds(c.run) && c.break_after.kind != BreakKind::mandatory) {
        c.break_after = {BreakKind::forbidden, 0};
      }
    }
  }

  /// U8: a note mark stays with what is before it.
  void hold_notes() {
    for (std::size_t i = 0; i + 1 < out_.clusters.size(); ++i) {
      ShapedCluster& c = out_.clusters[i];
      if (out_.clusters[i + 1].note && !c.is_space && c.break_after.kind != BreakKind::mandatory) {
        c.break_after = {BreakKind::forbidden, 0};
      }
    }
  }

  std::uint32_t name_of(std::size_t cluster) const {
    const std::uint32_t run = out_.clusters[cluster].run;
    return run < job_.paragraph.runs.size() ? job_.paragraph.runs[run].name_mark : 0;
  }

  /// M4: a marked name parts only where it must, and one character of it stands alone on a line
  /// only where nothing else helps.
  void hold_names() {
    for (std::size_t begin = 0; begin < out_.clusters.size();) {
      const std::uint32_t name = name_of(begin);
      std::size_t end = begin + 1;
      while (end < out_.clusters.size() && name_of(end) == name) {
        ++end;
      }
      for (std::size_t i = begin; name != 0 && i + 1 < end; ++i) {
        BreakAfter& after = out_.clusters[i].break_after;
        if (after.kind != BreakKind::allowed) {
          continue;
        }
        const bool alone = i == begin || i + 2 == end;
        after = alone ? BreakAfter{BreakKind::emergency, kNamePenalty}
                      : BreakAfter{after.kind, std::max(after.penalty, kNamePenalty)};
      }
      begin = end;
    }
  }

  const ShapeJob& job_;
  ShapedText& out_;
  bool rubies_ = false;
};

}  // namespace

void set_spacing(const ShapeJob& job, ShapedText& out) {
  Spacer(job, out).run();
}

}  // namespace banxin

// N940–N943: spaces, and characters that nobody sees.
#include "engine/lint/rules.h"

namespace banxin {
namespace {

bool is_full_width(char32_t c) {
  return is_chinese_mark(c) || c == U'…' || c == U'—';
}

void check_space_runs(const LintText& text, Findings& out) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (is_common_han(text.text[i])) {
      continue;
    }
    std::size_t end = i;
    while (text.at(end) == U' ') {
      ++end;
    }
    // A line break of the manuscript is no typed space.
    if (end - i >= 2 && text.places[i].own && end < text.size() && text.text[end] != U'\n' &&
        text.before(i) != U'\n') {
      // Between two Han several spaces may part names on purpose.
      const bool han = is_han(text.before(i)) && is_han(text.text[end]);
      if (!is_full_width(text.before(i)) && !is_full_width(text.text[end])) {
        out.report("N940", text, i, end, {}, han ? for_review(U"") : safe(U" "));
      }
    }
    i = std::max(i, end);
  }
}

// "中 ，", "， A": dropped when the page is set (A8), so only the manuscript is untidy.
void check_space_at_marks(const LintText& text, Findings& out) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (is_common_han(text.text[i])) {
      continue;
    }
    std::size_t end = i;
    while (one_of(text.at(end), U" \u00A0")) {
      ++end;
    }
    if (end > i && text.places[i].own && end < text.size() && text.text[end] != U'\n') {
      const char32_t before = text.before(i);
      const char32_t next = text.text[end];
      if (is_full_width(before) || is_full_width(next)) {
        const char32_t mark = is_full_width(before) ? before : next;
        out.report("N941", text, i, end, {text_of(mark)}, safe(U""));
      }
    }
    i = std::max(i, end);
  }
}

bool is_direction_control(char32_t c) {
  return c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool is_right_to_left(char32_t c) {
  return (c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF);
}

void check_invisible(const LintText& text, Findings& out) {
  bool right_to_left = false;
  for (const char32_t c : text.text) {
    right_to_left = right_to_left || is_right_to_left(c);
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text.text[i];
    const bool stray = c == 0xFEFF || c == 0x2028 || c == 0x2029 || (c >= 0xFFF9 && c <= 0xFFFB) ||
                       (c >= 0x80 && c < 0xA0) || (is_direction_control(c) && !right_to_left);
    if (stray) {
      out.report("W942", text, i, i + 1, {code_point_text(c)}, safe(U""));
    }
  }
}

// A break opportunity where a line may break anyway; a hyphen that no Han takes.
void check_useless(const LintText& text, Findings& out) {
  if (text.role == TextRole::title || text.role == TextRole::heading) {
    return;  // there U+200B parts phrases
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_common_han(text.text[i])) {
      continue;
    }
    const char32_t c = text.text[i];
    const char32_t before = text.before(i);
    const char32_t next = text.at(i + 1);
    const bool han = is_han(before) && is_han(next);
    const bool beside_mark = is_chinese_mark(before) || is_chinese_mark(next);
    if ((c == 0x200B && (han || beside_mark || before == U' ' || next == U' ')) ||
        (c == 0xAD && (han || beside_mark))) {
      out.report("N943", text, i, i + 1, {code_point_text(c)}, safe(U""));
    }
  }
}

}  // namespace

void check_spaces(const LintText& text, Findings& out) {
  const bool prose = text.role == TextRole::body || text.role == TextRole::item ||
                     text.role == TextRole::cell || text.role == TextRole::caption;
  if (prose && !text.reference) {
    check_space_runs(text, out);
    if (text.chinese && text.role != TextRole::caption) {  // 图 1 “三岛” keeps its space
      check_space_at_marks(text, out);
    }
  }
  check_invisible(text, out);
  check_useless(text, out);
}

}  // namespace banxin

// W917–N922: marks that stand twice, or where no mark may stand.
#include "engine/lint/rules.h"

namespace banxin {
namespace {

bool is_pause_or_stop(char32_t c) {
  return one_of(c, U"，、；：。");
}

// ，， 。。 ，。 ？，
void check_neighbours(const LintText& text, Findings& out) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (is_common_han(text.text[i])) {
      continue;
    }
    const char32_t a = text.text[i];
    const char32_t b = text.text[i + 1];
    if (!is_pause_or_stop(a) && !(one_of(a, U"？！") && one_of(b, U"，、；：。"))) {
      continue;
    }
    std::size_t end = i + 1;
    while (text.at(end) == a) {
      ++end;
    }
    if (end - i >= 2) {
      if (a != U'。' || end - i == 2) {  // three and more: W905
        out.report("W917", text, i, end, {excerpt_of(text, i, end)}, safe(std::u32string(1, a)));
      }
      i = end - 1;
    } else if (one_of(b, kClauseMarks)) {
      // “、” named as a mark stands between quotes and is no neighbour of others.
      out.report("W917", text, i, i + 2, {excerpt_of(text, i, i + 2)});
      ++i;
    }
  }
}

void check_shouting(const LintText& text, Findings& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_common_han(text.text[i])) {
      continue;
    }
    std::size_t end = i;
    while (one_of(text.at(end), U"！？")) {
      ++end;
    }
    if (end - i > 3) {
      out.report("W918", text, i, end, {excerpt_of(text, i, end)});
    }
    i = std::max(i, end);
  }
}

// （，甲）, 甲、）, and marks at the start of a paragraph
void check_misplaced(const LintText& text, Findings& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_common_han(text.text[i])) {
      continue;
    }
    const char32_t c = text.text[i];
    if (!one_of(c, kClauseMarks)) {
      continue;
    }
    const char32_t before = text.before(i);
    const char32_t next = text.at(i + 1);
    const bool named = one_of(before, kOpening) && one_of(next, kClosing);        // “、”
    const bool in_list = one_of(before, kOpening) && one_of(next, kClauseMarks);  // （，。、）
    // A quotation mark that nothing closes is the wrong one (W911, W913).
    const std::u32string_view ahead = std::u32string_view(text.text).substr(i, 500);
    const bool opened = one_of(before, U"（《〈「『【〔") ||
                        (before == U'“' && ahead.find(U'”') != ahead.npos) ||
                        (before == U'‘' && ahead.find(U'’') != ahead.npos);
    const bool opens = opened && !named && !in_list && !one_of(c, U"？！");
    const bool closes = one_of(next, U"）》〉】〕") && is_pause_or_stop(c) && c != U'。' &&
                        !named && !one_of(before, kClauseMarks);
    const bool first = i == 0 && text.size() > 1 &&
                       (text.role == TextRole::body || text.role == TextRole::item) &&
                       !one_of(next, kClauseMarks) && next != U'\n';
    if (opens || closes) {
      out.report("W919", text, i, i + 1, {text_of(c)}, for_review(U""));
    } else if (first) {
      out.report("W919", text, i, i + 1, {text_of(c)});
    }
  }
}

void check_deng(const LintText& text, Findings& out) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text.text[i] != U'、' || text.text[i + 1] != U'等') {
      continue;
    }
    // 等结果 is waiting for it, 等级 a rank: only where nothing can come of 等 is it "and so on".
    const char32_t next = text.at(i + 2);
    if (next == 0 || is_chinese_mark(next) || one_of(next, U"人多等") || is_arabic(next)) {
      out.report("W921", text, i, i + 1, {}, safe(U""));
    }
  }
}

void check_closing_stops(const LintText& text, Findings& out) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    if (text.text[i] == U'。' && one_of(text.text[i + 1], U"”’") && text.text[i + 2] == U'。') {
      out.report_at(
          "N922", text, i, i + 3, {excerpt_of(text, i, i + 3)}, i + 2, i + 3, for_review(U""));
    }
  }
}

}  // namespace

void check_doubled(const LintText& text, Findings& out) {
  check_neighbours(text, out);
  check_shouting(text, out);
  check_misplaced(text, out);
  check_deng(text, out);
  check_closing_stops(text, out);
}

}  // namespace banxin

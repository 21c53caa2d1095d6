// W905–N910: ellipses, dashes, wave dashes, interpuncts and title marks typed as something else.
#include "engine/lint/rules.h"

namespace banxin {
namespace {

std::size_t run_of(const LintText& text, std::size_t at, std::u32string_view set) {
  std::size_t end = at;
  while (end < text.size() && one_of(text.text[end], set)) {
    ++end;
  }
  return end;
}

bool beside_chinese(const LintText& text, std::size_t begin, std::size_t end) {
  const auto chinese = [](char32_t c) { return is_han(c) || is_chinese_mark(c); };
  const bool quoted = text.chinese && one_of(text.before(begin), U"\"'");
  return chinese(text.before(begin)) || chinese(text.at(end)) || quoted;
}

void check_ellipsis(const LintText& text, Findings& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_common_han(text.text[i])) {
      continue;
    }
    const char32_t c = text.text[i];
    std::size_t end = i + 1;
    bool wrong = false;
    if (c == U'…' || c == U'⋯') {
      end = run_of(text, i, U"…⋯");
      const std::size_t length = end - i;
      wrong = (length == 1 || length == 3) && (text.chinese || beside_chinese(text, i, end));
    } else if (c == U'.') {
      end = run_of(text, i, U".");
      // More than six lead the eye to a page number.
      wrong = end - i >= 3 && end - i <= 6 && beside_chinese(text, i, end);
    } else if (c == U'。') {
      end = run_of(text, i, U"。");
      wrong = end - i >= 3;
    } else if (c == U'·') {
      end = run_of(text, i, U"·");
      wrong = end - i >= 3 && beside_chinese(text, i, end);
    }
    if (wrong && text.places[i].own) {  // &hellip; is meant as one
      out.report("W905", text, i, end, {excerpt_of(text, i, end)}, safe(U"……"));
    }
    i = end - 1;
  }
}

// Signs that people type for a dash: hyphens, full-width hyphens, box rules, horizontal bars.
constexpr std::u32string_view kDashLike = U"-－─―━ー–";

/// A single — is right between places and dates (GB/T 15834, 4.13) and in （1950—）, but never at
/// the start nor beside another mark.
bool is_half_a_dash(const LintText& text, std::size_t at) {
  const char32_t before = text.before(at), next = text.at(at + 1);
  if (!text.chinese || next == 0) {
    return false;
  }
  const bool ends_speech = one_of(next, kClauseMarks) || one_of(next, U"”’」』");
  const bool begins_speech = one_of(before, U"“‘「『") && is_han(next);
  return (at == 0 ? is_han(next) : one_of(before, kClauseMarks)) || begins_speech ||
         (is_han(before) && before != U'年' && ends_speech);
}

void check_dash(const LintText& text, Findings& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_common_han(text.text[i])) {
      continue;
    }
    const char32_t c = text.text[i];
    if (c == U'—') {
      const std::size_t end = run_of(text, i, U"—");
      const bool lone = end - i == 1 && is_half_a_dash(text, i);
      const bool many = end - i == 3 || end - i > 4;
      if (lone || many) {
        out.report("W906",
                   text,
                   i,
                   end,
                   {excerpt_of(text, i, end)},
                   lone ? safe(U"——") : for_review(U"——"));
      }
      i = end - 1;
    } else if (one_of(c, kDashLike)) {
      std::size_t end = i;
      while (text.at(end) == c) {
        ++end;
      }
      const char32_t before = text.before(i);
      const char32_t next = text.at(end);
      // Straight quotation marks are full-width ones to be (W903).
      const auto chinese = [](char32_t n) {
        return is_han(n) || is_chinese_mark(n) || n == U'"' || n == U'\'';
      };
      const bool between = (i == 0 || chinese(before)) && (chinese(next) || next == 0);
      if (end - i >= 2 && between && text.chinese && !(i == 0 && next == 0)) {
        out.report("W906", text, i, end, {excerpt_of(text, i, end)}, safe(U"——"));
      }
      i = end - 1;
    }
  }
}

void check_wave(const LintText& text, Findings& out) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (is_common_han(text.text[i])) {
      continue;
    }
    const char32_t c = text.text[i];
    const auto range_end = [](char32_t n) {
      return is_arabic(n) || is_han(n) || one_of(n, U"%℃％");
    };
    const bool between = range_end(text.before(i)) && range_end(text.at(i + 1));
    if (between && one_of(c, U"〜∼˜") && text.chinese) {
      out.report("W907", text, i, i + 1, {text_of(c)}, safe(U"～"));
    }
  }
}

void check_interpunct(const LintText& text, Findings& out) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (is_common_han(text.text[i])) {
      continue;
    }
    const char32_t before = text.before(i);
    const char32_t next = text.at(i + 1);
    const bool between = (is_han(before) || before == U'》') && (is_han(next) || next == U'《');
    if (one_of(text.text[i], U"•・‧･∙⋅●") && between) {
      out.report("W908", text, i, i + 1, {text_of(text.text[i])}, safe(U"·"));
    }
  }
}

// <<红楼梦>>, <红楼梦>
void check_angles(const LintText& text, Findings& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.text[i] != U'<' || !text.places[i].own) {
      continue;
    }
    const std::size_t open = run_of(text, i, U"<");
    const std::size_t close = std::u32string_view(text.text).substr(0, open + 41).find(U'>', open);
    if (open - i > 2 || close == std::u32string::npos) {
      i = open - 1;
      continue;
    }
    const std::size_t end = run_of(text, close, U">");
    const bool han = is_han(text.at(open)) && (is_han(text.before(close)) || open - i == 2);
    if (end - close == open - i && han && close > open) {
      const std::u32string inside = text.text.substr(open, close - open);
      out.report("W909", text, i, end, {excerpt_of(text, i, end)}, safe(U"《" + inside + U"》"));
      i = end - 1;
    }
  }
}

}  // namespace

void check_long_marks(const LintText& text, Findings& out) {
  check_ellipsis(text, out);
  check_dash(text, out);
  check_wave(text, out);
  check_interpunct(text, out);
  check_angles(text, out);
}

}  // namespace banxin

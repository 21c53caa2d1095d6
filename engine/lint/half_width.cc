// W901, W902, W904: marks of the other width (F10).
#include <algorithm>

#include "engine/lint/rules.h"

namespace banxin {
namespace {

bool ends_chinese(char32_t c) {
  return is_han(c) || one_of(c, kClosing) || c == U'…' || c == U'％' || c == U'℃';
}

bool begins_chinese(char32_t c) {
  return is_han(c) || one_of(c, kOpening);
}

char32_t full_width_of(char32_t c) {
  constexpr std::u32string_view kHalf = U",;:?!.()";
  constexpr std::u32string_view kFull = U"，；：？！。（）";
  const std::size_t at = kHalf.find(c);
  return at == std::u32string_view::npos ? c : kFull[at];
}

std::size_t skip_blanks_back(const LintText& text, std::size_t at) {
  while (at > 0 && text.text[at - 1] == U' ') {
    --at;
  }
  return at;
}

std::size_t skip_blanks(const LintText& text, std::size_t at) {
  while (at < text.size() && text.text[at] == U' ') {
    ++at;
  }
  return at;
}

// 一. and 1. at the start are labels (N950), and 10. of a reference.
bool is_label(const LintText& text, std::size_t at) {
  if (at == 0 || at > 5) {
    return false;
  }
  for (std::size_t i = 0; i < at; ++i) {
    if (!one_of(text.text[i], kChineseNumerals) && !one_of(text.text[i], U"第（）()")) {
      return false;
    }
  }
  return true;
}

enum class Verdict : std::uint8_t { fine, sure, doubtful };

Verdict judge_stop(const LintText& text, std::size_t at, char32_t before) {
  const char32_t next = text.at(at + 1);
  if (!ends_chinese(before) || next == U'.' || text.before(at) == U'.' || is_label(text, at)) {
    return Verdict::fine;
  }
  const bool closes =
      next == 0 || next == U' ' || next == U'\n' || one_of(next, kClosing) || next == U'"';
  // 乔治.布什 may want the interpunct.
  return closes ? Verdict::sure : begins_chinese(next) ? Verdict::doubtful : Verdict::fine;
}

Verdict judge_mark(const LintText& text, std::size_t at) {
  const char32_t c = text.text[at];
  const char32_t before = text.before(skip_blanks_back(text, at));
  const char32_t next = text.at(at + 1);
  if (c == U'.') {
    return judge_stop(text, at, before);
  }
  if (ends_chinese(before)) {
    // "运算符 ?" speaks of the sign.
    if (one_of(c, U"?!") && text.before(at) == U' ') {
      return Verdict::fine;
    }
    return c == U':' && one_of(next, U")(-") ? Verdict::fine : Verdict::sure;
  }
  const bool word = is_letter(text.before(at)) || is_arabic(text.before(at));
  const bool clause = c == U',' || c == U';' || c == U':';
  if (clause && word && begins_chinese(next)) {
    // &nbsp;的 is something else that went wrong.
    const std::size_t from = at - std::min<std::size_t>(at, 8);
    const bool in_entity = c == U';' && text.text.find(U'&', from) < at;
    return in_entity ? Verdict::fine : Verdict::sure;
  }
  return Verdict::fine;
}

void check_marks(const LintText& text, Findings& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_common_han(text.text[i])) {
      continue;
    }
    if (!one_of(text.text[i], U",;:?!.")) {
      continue;
    }
    const Verdict verdict = judge_mark(text, i);
    if (verdict == Verdict::fine) {
      continue;
    }
    const char32_t full = full_width_of(text.text[i]);
    const std::size_t begin = skip_blanks_back(text, i);
    const std::size_t end = skip_blanks(text, i + 1);
    const std::u32string change(1, full);
    out.report_at("W901",
                  text,
                  i,
                  i + 1,
                  {text_of(text.text[i]), text_of(full)},
                  begin,
                  end,
                  verdict == Verdict::sure ? safe(change) : for_review(change));
  }
}

struct Bracket {
  std::size_t at = 0;
  bool full = false;
};

// So far into what stands in brackets a rule looks: brackets in brackets are read again and again.
constexpr std::size_t kFarthest = 2000;

bool holds_han(const LintText& text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < std::min(end, begin + kFarthest); ++i) {
    if (is_han(text.text[i])) {
      return true;
    }
  }
  return false;
}

// (1), (a), (iv), (2023): labels, variables and years, which keep their own brackets.
bool is_short_label(const LintText& text, std::size_t begin, std::size_t end) {
  std::size_t letters = 0;
  for (std::size_t i = begin; i < std::min(end, begin + kFarthest); ++i) {
    letters += is_letter(text.text[i]) ? 1 : 0;
  }
  return letters < 2 || end - begin < 3;
}

void judge_pair(const LintText& text, Bracket open, std::size_t close, Findings& out) {
  const bool close_full = text.text[close] == U'）';
  if (open.full && close_full) {
    return;
  }
  const bool mixed = open.full != close_full;
  const bool han = holds_han(text, open.at + 1, close);
  const bool beside =
      ends_chinese(text.before(open.at)) && !is_short_label(text, open.at + 1, close);
  if (!mixed && !han && !beside) {
    return;
  }
  const std::size_t before = skip_blanks_back(text, open.at);
  const std::size_t after = skip_blanks(text, close + 1);
  const std::vector<std::string> args = {text_of(text.text[open.at]) + text_of(text.text[close]),
                                         "（）"};
  if (is_whole(text, before, after)) {
    const std::u32string inside = text.text.substr(open.at + 1, close - open.at - 1);
    out.report_at(
        "W902", text, open.at, close + 1, args, before, after, safe(U"（" + inside + U"）"));
    return;
  }
  if (!open.full) {
    out.report_at("W902", text, open.at, open.at + 1, args, before, open.at + 1, safe(U"（"));
  }
  if (!close_full) {
    out.report_at("W902", text, close, close + 1, args, close, after, safe(U"）"));
  }
}

void check_brackets(const LintText& text, Findings& out) {
  std::vector<Bracket> open;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text.text[i];
    if (c == U'(' || c == U'（') {
      open.push_back({i, c == U'（'});
    } else if ((c == U')' || c == U'）') && !open.empty()) {
      judge_pair(text, open.back(), i, out);
      open.pop_back();
    }
  }
}

// ３．５, 8：00, Hello，world
void check_full_width(const LintText& text, Findings& out) {
  const bool no_han = !holds_han(text, 0, text.size());
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (is_common_han(text.text[i])) {
      continue;
    }
    const char32_t c = text.text[i];
    const bool between = is_arabic(text.before(i)) && is_arabic(text.at(i + 1));
    if (c == U'．' && between) {
      out.report("W904", text, i, i + 1, {"．", "."}, safe(U"."));
    } else if (no_han && one_of(c, U"，；：？！。")) {
      const std::size_t at = std::u32string_view(U"，；：？！。").find(c);
      const std::u32string half(1, std::u32string_view(U",;:?!.")[at]);
      if (is_letter(text.before(i)) || is_arabic(text.before(i))) {
        const bool gap = is_letter(text.at(i + 1)) || is_arabic(text.at(i + 1));
        out.report("W904",
                   text,
                   i,
                   i + 1,
                   {text_of(c), to_utf8(half)},
                   for_review(half + (gap ? U" " : U"")));
      }
    } else if (c == U'，' && between) {
      // 2，000 with one to three digits before and groups of three after it
      std::size_t begin = i;
      while (begin > 0 && is_arabic(text.text[begin - 1])) {
        --begin;
      }
      std::size_t end = i + 1;
      while (is_arabic(text.at(end))) {
        ++end;
      }
      const bool group = i - begin <= 3 && end - i == 4 && text.text[begin] != U'0' &&
                         text.text.substr(i + 1, 3) != text.text.substr(begin, i - begin);
      if (group && text.before(begin) != U'，' && text.at(end) != U'，') {
        out.report("W904", text, i, i + 1, {"，", ","}, for_review(U""));
      }
    }
  }
}

}  // namespace

void check_half_width(const LintText& text, Findings& out) {
  if (text.chinese && !text.reference && text.role != TextRole::value) {
    check_marks(text, out);
    check_brackets(text, out);
  }
  check_full_width(text, out);
}

}  // namespace banxin

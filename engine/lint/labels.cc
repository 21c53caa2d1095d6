// N950: the marks after serial labels (H7: 一、 （一） 1. （1） ①).
#include "engine/lint/rules.h"

namespace banxin {
namespace {

bool is_circled(char32_t c) {
  return (c >= 0x2460 && c <= 0x2473) || (c >= 0x2776 && c <= 0x277F);
}

std::size_t numerals_end(const LintText& text, std::size_t at) {
  while (one_of(text.at(at), U"一二三四五六七八九十")) {
    ++at;
  }
  return at;
}

std::size_t digits_end(const LintText& text, std::size_t at) {
  while (is_arabic(text.at(at)) && at < 2) {
    ++at;
  }
  return at;
}

void report(const LintText& text, std::size_t end, std::u32string_view right, Findings& out) {
  std::size_t after = end + 1;
  while (text.at(after) == U' ') {
    ++after;
  }
  const std::u32string label = text.text.substr(0, end) + std::u32string(right);
  out.report_at("N950",
                text,
                0,
                end + 1,
                {excerpt_of(text, 0, end + 1), to_utf8(label)},
                end,
                after,
                safe(right));
}

}  // namespace

void check_labels(const LintText& text, Findings& out) {
  const bool labelled =
      text.role == TextRole::body || text.role == TextRole::heading || text.role == TextRole::item;
  if (!labelled || !text.chinese) {
    return;
  }
  const std::size_t plain = numerals_end(text, 0);
  if (plain > 0 && plain <= 3 && one_of(text.at(plain), U".．")) {
    report(text, plain, U"、", out);
  } else if (const std::size_t digits = digits_end(text, 0);
             digits > 0 && text.at(digits) == U'、' && !is_arabic(text.at(digits + 1))) {
    report(text, digits, U"．", out);
  } else if (text.at(0) == U'（') {
    std::size_t end = numerals_end(text, 1);
    if (end == 1) {
      while (is_arabic(text.at(end)) && end < 3) {
        ++end;
      }
    }
    if (end > 1 && text.at(end) == U'）' && one_of(text.at(end + 1), U"、.．")) {
      report(text, end + 1, U"", out);
    }
  } else if (is_circled(text.at(0)) && one_of(text.at(1), U"、.．")) {
    report(text, 1, U"", out);
  } else if (text.at(0) == U'第') {
    // 第一、甲…… but 第一、第二, 第一、二 and 第1、2
    std::size_t end = numerals_end(text, 1);
    while (end < 3 && is_arabic(text.at(end))) {
      ++end;
    }
    const char32_t next = text.at(end + 1);
    if (end > 1 && text.at(end) == U'、' && next != U'第' &&
        !one_of(next, U"一二三四五六七八九十") && !is_arabic(next)) {
      report(text, end, U"，", out);
    }
  }
}

}  // namespace banxin

// Numbers and dates in the forms a Chinese periodical prints them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/tag.h"
#include "engine/base/world.h"
#include "engine/style/layout_data.h"

namespace banxin::style {

/// 二十七, 一百零五, 一万二千; 〇 for zero.
std::string chinese_number(std::int64_t value);
/// Digit by digit: 二〇二三.
std::string chinese_digits(std::int64_t value);
/// ① … ㊿, then （51）.
std::string circled_number(std::int64_t value);
/// iv, IV; decimal beyond 3999.
std::string roman_number(std::int64_t value, bool upper_case);

/// By format: "" decimal, "chinese", "digits", "circled", "roman", "ROMAN", "a", "A", or "00" for
/// so many digits.
std::string format_number(std::int64_t value, std::string_view format);
/// By pattern: YYYY M MM D DD stand for themselves in digits, anything else is copied;
/// "chinese" is 二〇二三年九月十三日; "" is YYYY-MM-DD.
std::string format_date(const Date& date, std::string_view pattern);
bool known_number_format(std::string_view format);

/// The mark and label of a footnote: ①, 1 or [1].
std::string note_label(int number, NoteFormat format);

/// A list label by pattern: `{}` or `{1}` decimal, `{①}` `{一}` `{a}` `{A}` `{i}` `{I}`.
std::string list_label(std::int64_t value, std::string_view pattern);
/// What a reader of the PDF is told of such labels: Chinese and circled numbers are decimal.
ListNumbering list_numbering(std::string_view pattern);

}  // namespace banxin::style

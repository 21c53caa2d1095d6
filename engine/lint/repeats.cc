// W923, W924: words typed twice.
#include <algorithm>

#include "engine/lint/rules.h"

namespace banxin {
namespace {

// Words of one character that never stand twice in a row of purpose.
constexpr std::u32string_view kOnce =
    U"的了把在是和与及为被就很而但或于从向将让使又则他她它有能之以由并所地得着";

// What ICU's dictionary does not know.
bool is_idiom(const LintText& text, std::size_t i) {
  const char32_t c = text.text[i];
  const char32_t before = text.before(i);
  const char32_t next = text.at(i + 2);
  switch (c) {
    case U'的':
      return next == U'确' || one_of(before, U"目标打中鹄质众");
    case U'了':
      return one_of(next, U"解结却断然不") || one_of(before, U"不小未");
    case U'是':
      return next == U'非' ||
             one_of(before, U"但还就可于若凡要总真正只却像算便也都不即或凡似乎自国");
    case U'在':
      return one_of(before, U"现存实所自潜内外健正同何旨不好");
    case U'地':
      return one_of(before, U"土大基本各当外内产田耕草湿林场工营阵驻山陆农两天落就此该属");
    case U'得':
      return one_of(before, U"觉值获取求所心懂显难值不舍记");
    case U'着':
      return one_of(before, U"沉执土附衣穿");
    case U'把':
      return one_of(before, U"一两几每这那") || one_of(next, U"关脉手柄门");
    case U'之':
      return next == U'乎';
    default:
      return false;
  }
}

/// Do words begin and end with the two characters at `i`, by the dictionary? In 现在|在 and
/// 为了|了解 none begins there.
bool are_words(const LintText& text, std::size_t i) {
  std::size_t begin = i;
  while (begin > 0 && i - begin < 12 && is_han(text.text[begin - 1])) {
    --begin;
  }
  std::size_t end = i + 2;
  while (end < text.size() && end - i < 12 && is_han(text.text[end])) {
    ++end;
  }
  const std::u32string_view part = std::u32string_view(text.text).substr(begin, end - begin);
  const std::vector<std::uint32_t> ends = dictionary_words(part);
  const auto at = static_cast<std::uint32_t>(i - begin);
  const auto has = [&](std::uint32_t offset) {
    return std::binary_search(ends.begin(), ends.end(), offset);
  };
  return has(at) && has(at + 2);
}

void check_characters(const LintText& text, Findings& out) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const char32_t c = text.text[i];
    if (c != text.text[i + 1] || !one_of(c, kOnce)) {
      continue;
    }
    std::size_t end = i;
    while (text.at(end) == c) {
      ++end;
    }
    if (end - i == 2 && !is_idiom(text, i) && (c == U'了' || are_words(text, i))) {
      out.report("W923",
                 text,
                 i,
                 end,
                 {excerpt_of(text, i, end), text_of(c)},
                 for_review(std::u32string(1, c)));
    }
    i = end - 1;
  }
}

constexpr std::u32string_view kWordsOnce[] = {
    U"我们", U"你们", U"他们", U"她们", U"它们", U"因为", U"所以", U"但是", U"而且", U"以及",
    U"如果", U"虽然", U"或者", U"并且", U"这个", U"那个", U"这些", U"那些", U"可以", U"可能",
    U"应该", U"没有", U"通过", U"关于", U"对于", U"由于", U"其中", U"进行", U"目前", U"已经",
    U"就是", U"不是", U"自己", U"其他", U"以后", U"之后", U"之前", U"需要", U"能够", U"为了",
    U"根据", U"按照", U"同时", U"此外", U"因此", U"作为", U"成为", U"这样", U"那样", U"部分",
    U"工作", U"问题", U"发展", U"要求", U"我国", U"社会", U"其实", U"尤其", U"甚至", U"然后"};

void check_words(const LintText& text, Findings& out) {
  for (std::size_t i = 0; i + 3 < text.size(); ++i) {
    if (text.text[i] != text.text[i + 2] || text.text[i + 1] != text.text[i + 3] ||
        !is_han(text.text[i]) || text.text[i] == text.text[i + 1]) {
      continue;
    }
    const std::u32string_view word = std::u32string_view(text.text).substr(i, 2);
    if (std::find(std::begin(kWordsOnce), std::end(kWordsOnce), word) != std::end(kWordsOnce)) {
      out.report(
          "W924", text, i, i + 4, {excerpt_of(text, i, i + 4), to_utf8(word)}, for_review(word));
      i += 3;
    }
  }
}

}  // namespace

void check_repeats(const LintText& text, Findings& out) {
  check_characters(text, out);
  check_words(text, out);
}

}  // namespace banxin

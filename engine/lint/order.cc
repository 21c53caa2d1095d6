// W951–W953: numbers of headings, enumerations, figures and tables that do not follow.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "engine/lint/rules.h"

namespace banxin {
namespace {

/// 1 to 99 of Chinese numerals at `at`, which is moved past them.
std::optional<int> read_chinese(const LintText& text, std::size_t& at) {
  std::size_t end = at;
  int tens = 0;
  int ones = 0;
  if (chinese_digit(text.at(end)) > 0) {
    ones = chinese_digit(text.text[end++]);
  }
  if (text.at(end) == U'十') {
    ++end;
    tens = ones == 0 ? 1 : ones;
    ones = 0;
    if (chinese_digit(text.at(end)) > 0) {
      ones = chinese_digit(text.text[end++]);
    }
  }
  if (end == at || one_of(text.at(end), kChineseNumerals)) {
    return std::nullopt;
  }
  at = end;
  return tens * 10 + ones;
}

std::optional<int> read_arabic(const LintText& text, std::size_t& at) {
  std::size_t end = at;
  int value = 0;
  while (is_arabic(text.at(end)) && end - at < 3) {
    value = value * 10 + static_cast<int>(text.text[end++] - U'0');
  }
  if (end == at || is_arabic(text.at(end))) {
    return std::nullopt;
  }
  at = end;
  return value;
}

/// A label at the start of a run: level of the ladder (H7), number, length.
struct Label {
  int level = 0;
  int number = 0;
  std::size_t end = 0;
};

std::optional<Label> label_of(const LintText& text) {
  std::size_t at = 0;
  if (text.at(0) == U'（' || text.at(0) == U'(') {
    at = 1;
    const bool chinese = !is_arabic(text.at(1));
    const std::optional<int> number = chinese ? read_chinese(text, at) : read_arabic(text, at);
    if (number && one_of(text.at(at), U"）)")) {
      return Label{chinese ? 1 : 3, *number, at + 1};
    }
    return std::nullopt;
  }
  if (is_arabic(text.at(0))) {
    const std::optional<int> number = read_arabic(text, at);
    const bool label = number && one_of(text.at(at), U"．、.") && !is_arabic(text.at(at + 1));
    return label ? std::optional<Label>(Label{2, *number, at + 1}) : std::nullopt;
  }
  const std::optional<int> number = read_chinese(text, at);
  // 三、四种路径 is a heading with its label; in a paragraph it may be a count.
  const bool count = one_of(text.at(at + 1), kChineseNumerals) && text.role != TextRole::heading;
  return number && text.at(at) == U'、' && !count ? std::optional<Label>(Label{0, *number, at + 1})
                                                  : std::nullopt;
}

constexpr int kLevels = 4;

/// The running numbers of one article, apart for headings and paragraphs.
class LabelOrder {
 public:
  void see(const LintText& text, Findings& out) {
    const std::optional<Label> label = label_of(text);
    if (!label) {
      return;
    }
    auto& last = text.role == TextRole::heading ? headings_ : paragraphs_[text.group];
    int& before = last[static_cast<std::size_t>(label->level)];
    if (before > 0 && label->number != 1 && label->number != before + 1) {
      out.report(
          "W951", text, 0, label->end, {std::to_string(label->number), std::to_string(before)});
    }
    before = label->number;
    std::fill(last.begin() + label->level + 1, last.end(), 0);
  }

 private:
  using Numbers = std::array<int, kLevels>;
  Numbers headings_{};
  std::map<int, Numbers> paragraphs_;
};

/// 一是……二是……四是
class SpokenOrder {
 public:
  void see(const LintText& text, Findings& out) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
      const int number = chinese_digit(text.text[i]);
      const char32_t before = text.before(i);
      const bool begins = before == 0 || before == U'\n' || one_of(before, U"，；。：、“（—");
      if (number < 1 || text.text[i + 1] != U'是' || !begins || text.at(i + 2) == U'一') {
        continue;
      }
      if (last_ > 0 && number > last_ + 1) {
        out.report("W951", text, i, i + 2, {std::to_string(number), std::to_string(last_)});
      }
      last_ = number;
    }
  }

 private:
  int last_ = 0;
};

/// Captions 图 1, 表 2 and the places that speak of them.
class Figures {
 public:
  explicit Figures(char32_t word) : word_(word) {}

  void caption(const LintText& text, Findings& out) {
    std::size_t at = 0;
    const std::optional<int> number = text.at(0) == word_ ? number_at(text, at) : std::nullopt;
    if (!number) {
      return;
    }
    if (!numbers_.empty() && *number != last_ + 1) {
      out.report("W953", text, 0, at, {excerpt_of(text, 0, at), label(last_)});
    }
    last_ = *number;
    numbers_.insert(*number);
  }

  void mention(const LintText& text, Findings& out) const {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char32_t before = text.before(i);
      if (text.text[i] != word_ || (is_han(before) && !one_of(before, U"见如从由据按与和在及看"))) {
        continue;
      }
      std::size_t at = i;
      const std::optional<int> number = number_at(text, at);
      if (number && !numbers_.empty() && numbers_.count(*number) == 0) {
        out.report("W952", text, i, at, {excerpt_of(text, i, at)});
      }
    }
  }

 private:
  std::string label(int number) const { return text_of(word_) + " " + std::to_string(number); }

  // 图 1; not 图 1-2, 图 1.2 and 图1000
  static std::optional<int> number_at(const LintText& text, std::size_t& at) {
    std::size_t end = at + 1;
    while (text.at(end) == U' ') {
      ++end;
    }
    const std::optional<int> number = read_arabic(text, end);
    if (!number || *number == 0 ||
        (one_of(text.at(end), U"-.．–—") && is_arabic(text.at(end + 1)))) {
      return std::nullopt;
    }
    at = end;
    return number;
  }

  char32_t word_;
  std::set<int> numbers_;
  int last_ = 0;
};

}  // namespace

void check_order(const std::vector<LintText>& texts, Findings& out) {
  for (std::size_t begin = 0; begin < texts.size();) {
    std::size_t end = begin;
    LabelOrder labels;
    SpokenOrder spoken;
    Figures figures(U'图');
    Figures tables(U'表');
    for (; end < texts.size() && texts[end].article == texts[begin].article; ++end) {
      const LintText& text = texts[end];
      if (text.role == TextRole::caption) {
        (text.table == 2 ? tables : figures).caption(text, out);
      } else if (text.role == TextRole::heading || text.role == TextRole::body) {
        labels.see(text, out);
      }
      if (text.role == TextRole::body || text.role == TextRole::item) {
        spoken.see(text, out);
      }
    }
    for (std::size_t i = begin; i < end; ++i) {
      if (texts[i].role == TextRole::body || texts[i].role == TextRole::item) {
        figures.mention(texts[i], out);
        tables.mention(texts[i], out);
      }
    }
    begin = end;
  }
}

}  // namespace banxin

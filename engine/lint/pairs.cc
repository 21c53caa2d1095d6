// W903, N910–W916: quotation marks and brackets, as pairs.
#include <algorithm>
#include <array>

#include "engine/lint/rules.h"

namespace banxin {
namespace {

constexpr std::u32string_view kOpen = U"“‘「『（《〈【〔";
constexpr std::u32string_view kClose = U"”’」』）》〉】〕";

struct Mark {
  std::size_t at = 0;
  char32_t c = 0;  // what it is taken for: a straight quote has found its direction
  bool straight = false;
};

struct Pair {
  Mark open, close;
  std::size_t depth = 0;
  char32_t parent = 0;    // the opening mark it stands in
  bool in_title = false;  // somewhere inside 《》
};

/// The marks of one run, paired.
struct Pairing {
  std::vector<Pair> pairs;
  std::vector<Mark> unclosed, unopened, crossing;
  bool straight = false;

  bool balanced() const { return unclosed.empty() && unopened.empty() && crossing.empty(); }
};

char32_t opening_of(char32_t close) {
  const std::size_t at = kClose.find(close);
  return at == std::u32string_view::npos ? 0 : kOpen[at];
}

class Pairer {
 public:
  explicit Pairer(const LintText& text) : text_(text) {}

  Pairing run() {
    for (std::size_t i = 0; i < text_.size(); ++i) {
      const char32_t c = text_.text[i];
      if (is_common_han(c)) {
        continue;
      }
      if (!text_.places[i].own && (c == U'"' || c == U'\'')) {
        continue;  // \" and &quot; are meant to be straight
      }
      if (c == U'"') {
        straight(i, U'“', U'”');
      } else if (c == U'\'') {
        if (!is_apostrophe(i)) {
          straight(i, U'‘', U'’');
        }
      } else if (c == U'(') {
        push({i, U'（', true});
      } else if (c == U')') {
        if (is_open(U'（')) {
          close({i, U'）', true});
        }
      } else if (one_of(c, kOpen)) {
        push({i, c, false});
      } else if (one_of(c, kClose) && !(c == U'’' && is_apostrophe(i))) {
        close({i, c, false});
      }
    }
    result_.unclosed = stack_;
    return std::move(result_);
  }

 private:
  // Xi’an, dogs’ lives, the ’90s, 5′30 typed as 5'30
  bool is_apostrophe(std::size_t i) const {
    const char32_t before = text_.before(i);
    const char32_t next = text_.at(i + 1);
    const bool letters = is_letter(before) && (is_letter(next) || !is_open(U'‘'));
    return letters || (is_arabic(next) && !is_open(U'‘')) || (is_arabic(before) && !is_open(U'‘'));
  }

  bool is_open(char32_t opening) const { return open_[kOpen.find(opening)] > 0; }

  void push(const Mark& mark) {
    stack_.push_back(mark);
    ++open_[kOpen.find(mark.c)];
  }

  Mark pop() {
    const Mark mark = stack_.back();
    stack_.pop_back();
    --open_[kOpen.find(mark.c)];
    return mark;
  }

  void straight(std::size_t i, char32_t opening, char32_t closing) {
    result_.straight = true;
    if (is_open(opening)) {
      close({i, closing, true});
    } else {
      push({i, opening, true});
    }
  }

  void close(const Mark& mark) {
    const char32_t wanted = opening_of(mark.c);
    if (!stack_.empty() && stack_.back().c == wanted) {
      const Mark open = pop();
      const char32_t parent = stack_.empty() ? 0 : stack_.back().c;
      result_.pairs.push_back({open, mark, stack_.size(), parent, is_open(U'《')});
      return;
    }
    if (!is_open(wanted)) {
      result_.unopened.push_back(mark);
      return;
    }
    result_.crossing.push_back(mark);
    while (pop().c != wanted) {
    }
  }

  const LintText& text_;
  std::vector<Mark> stack_;
  std::array<std::size_t, kOpen.size()> open_{};  // how many of each are on the stack
  Pairing result_;
};

bool beside_han(const LintText& text, std::size_t begin, std::size_t end) {
  const auto chinese = [](char32_t c) { return is_han(c) || is_chinese_mark(c); };
  if (chinese(text.before(begin)) || chinese(text.at(end))) {
    return true;
  }
  return std::any_of(text.text.begin() + static_cast<std::ptrdiff_t>(begin),
                     text.text.begin() + static_cast<std::ptrdiff_t>(end),
                     is_han);
}

/// One finding over the whole pair where it can be replaced in one, else one at each mark.
void report_pair(std::string_view code,
                 const LintText& text,
                 const Pair& pair,
                 char32_t open,
                 char32_t close,
                 FixSafety safety,
                 Findings& out) {
  const std::size_t begin = pair.open.at;
  const std::size_t end = pair.close.at + 1;
  const std::vector<std::string> args = {text_of(text.text[begin]) + text_of(text.text[end - 1]),
                                         text_of(open) + text_of(close)};
  if (is_whole(text, begin, end)) {
    const std::u32string inside = text.text.substr(begin + 1, end - begin - 2);
    out.report(code, text, begin, end, args, Change{open + inside + close, safety});
    return;
  }
  if (text.text[begin] != open) {
    out.report(code, text, begin, begin + 1, args, Change{std::u32string(1, open), safety});
  }
  if (text.text[end - 1] != close) {
    out.report(code, text, end - 1, end, args, Change{std::u32string(1, close), safety});
  }
}

void check_straight(const LintText& text, const Pairing& pairing, Findings& out) {
  const auto odd = [&](const std::vector<Mark>& marks) {
    return std::any_of(marks.begin(), marks.end(), [](const Mark& m) { return m.straight; });
  };
  const bool unsure = odd(pairing.unclosed) || odd(pairing.unopened) || odd(pairing.crossing);
  for (const Pair& pair : pairing.pairs) {
    if ((!pair.open.straight && !pair.close.straight) || pair.open.c == U'（' ||
        !beside_han(text, pair.open.at, pair.close.at + 1)) {
      continue;
    }
    const FixSafety safety = unsure ? FixSafety::for_review : FixSafety::safe;
    // Single ones that stand in no others are the outer ones of Chinese.
    const bool outer = pair.open.c == U'‘' && pair.parent != U'“';
    report_pair("W903",
                text,
                pair,
                outer ? U'“' : pair.open.c,
                outer ? U'”' : pair.close.c,
                outer ? FixSafety::for_review : safety,
                out);
  }
  for (const auto* marks : {&pairing.unclosed, &pairing.unopened}) {
    for (const Mark& mark : *marks) {
      // 27" is a size of screens, :( a face.
      if (mark.straight && !is_arabic(text.before(mark.at)) && text.before(mark.at) != U':' &&
          beside_han(text, mark.at, mark.at + 1)) {
        out.report("W911", text, mark.at, mark.at + 1, {text_of(text.text[mark.at])});
      }
    }
  }
}

void check_nesting(const LintText& text, const Pairing& pairing, Findings& out) {
  for (const Pair& pair : pairing.pairs) {
    const char32_t c = pair.open.c;
    const FixSafety safety =
        pairing.balanced() && pair.depth == 1 ? FixSafety::safe : FixSafety::for_review;
    if (pair.open.straight || pair.close.straight) {
      continue;
    }
    if (c == U'“' && pair.parent == U'“') {
      report_pair("W914", text, pair, U'‘', U'’', safety, out);
    } else if (c == U'《' && pair.parent == U'《') {
      report_pair("W915", text, pair, U'〈', U'〉', safety, out);
    } else if (c == U'〈' && !pair.in_title) {
      report_pair("N910", text, pair, U'《', U'》', FixSafety::for_review, out);
    }
  }
  for (const Mark& mark : pairing.crossing) {
    out.report("W916", text, mark.at, mark.at + 1, {text_of(mark.c)});
  }
}

bool closes_a_clause(char32_t c) {
  return c == 0 || c == U'\n' || one_of(c, kClauseMarks) || one_of(c, U"）》");
}

bool opens_a_clause(char32_t c) {
  return c == 0 || c == U'\n' || one_of(c, U"，、；：。（《");
}

/// The wrong marks of a pair, judged by what stands round it.
void report_direction(const LintText& text, std::size_t first, std::size_t second, Findings& out) {
  const char32_t a = text.text[first];
  const char32_t b = text.text[second];
  // An opening mark before a stop, a closing one after a colon: no doubt.
  const bool sure = (a == U'“' || opens_a_clause(text.before(first))) &&
                    (b == U'”' || closes_a_clause(text.at(second + 1)));
  const Pair pair{{first, a, false}, {second, b, false}, 0, 0, false};
  report_pair("W913", text, pair, U'“', U'”', sure ? FixSafety::safe : FixSafety::for_review, out);
}

/// ”好“, “好“, ”好”: marks that look the wrong way, as a pair or all of a run. True if reported.
bool check_direction(const LintText& text, const Pairing& pairing, Findings& out) {
  std::vector<std::size_t> marks;
  std::size_t opening = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (one_of(text.text[i], U"“”")) {
      marks.push_back(i);
      opening += text.text[i] == U'“' ? 1 : 0;
    }
  }
  if (marks.empty() || marks.size() % 2 != 0 || pairing.straight || !pairing.crossing.empty()) {
    return false;
  }
  const bool same = opening == 0 || opening == marks.size();
  const bool reversed = marks.size() == 2 && text.text[marks[0]] == U'”' &&
                        text.text[marks[1]] == U'“' && opens_a_clause(text.before(marks[0])) &&
                        closes_a_clause(text.at(marks[1] + 1));
  if (!same && !reversed) {
    return false;  // such as the end of one quotation and the start of another
  }
  for (std::size_t i = 0; i < marks.size(); i += 2) {
    report_direction(text, marks[i], marks[i + 1], out);
  }
  return true;
}

bool is_prose(const LintText& text) {
  return text.role == TextRole::body || text.role == TextRole::item || text.role == TextRole::verse;
}

char32_t first_mark(const LintText& text) {
  std::size_t i = 0;
  while (is_blank(text.at(i))) {
    ++i;
  }
  return text.at(i);
}

constexpr std::size_t kLongestQuotation = 40;  // paragraphs

/// The run in which a quotation left open in `from` is closed, or npos.
std::size_t closing_run(const std::vector<LintText>& texts,
                        const std::vector<Pairing>& pairings,
                        std::size_t from,
                        char32_t opening) {
  for (std::size_t k = from + 1; k < texts.size() && k <= from + kLongestQuotation; ++k) {
    if (texts[k].article != texts[from].article) {
      break;
    }
    if (!is_prose(texts[k])) {
      continue;
    }
    const auto closes = [&](const Mark& mark) { return opening_of(mark.c) == opening; };
    if (std::any_of(pairings[k].unopened.begin(), pairings[k].unopened.end(), closes)) {
      return k;
    }
    const bool continues = first_mark(texts[k]) == opening;
    if (continues && std::none_of(pairings[k].unclosed.begin(),
                                  pairings[k].unclosed.end(),
                                  [&](const Mark& mark) { return mark.c == opening; })) {
      return k;  // opened again, and closed there (M5)
    }
  }
  return std::u32string_view::npos;
}

class UnmatchedCheck {
 public:
  UnmatchedCheck(const std::vector<LintText>& texts, std::vector<Pairing>& pairings, Findings& out)
      : texts_(texts),
        pairings_(pairings),
        out_(out) {}

  void run() {
    for (std::size_t k = 0; k < texts_.size(); ++k) {
      if (is_prose(texts_[k])) {
        quotations(k);
      }
      for (const auto* marks : {&pairings_[k].unclosed, &pairings_[k].unopened}) {
        for (const Mark& mark : *marks) {
          if (!mark.straight) {
            out_.report("W911", texts_[k], mark.at, mark.at + 1, {text_of(mark.c)});
          }
        }
      }
    }
  }

 private:
  // Takes out of the unclosed marks of run k those that a later paragraph closes.
  void quotations(std::size_t k) {
    std::vector<Mark>& open = pairings_[k].unclosed;
    for (std::size_t i = 0; i < open.size();) {
      const char32_t c = open[i].c;
      const bool quote = one_of(c, U"“「『");
      const std::size_t end = quote ? closing_run(texts_, pairings_, k, c) : texts_.size();
      if (!quote || end >= texts_.size()) {
        ++i;
        continue;
      }
      open.erase(open.begin() + static_cast<std::ptrdiff_t>(i));
      continue_to(k, end, c);
    }
  }

  void continue_to(std::size_t k, std::size_t end, char32_t c) {
    for (std::size_t next = k + 1; next <= end; ++next) {
      if (!is_prose(texts_[next])) {
        continue;
      }
      // Inside a list the items are one quotation.
      const bool item = texts_[next].role != TextRole::body;
      if (first_mark(texts_[next]) != c && !item) {
        out_.report_at(
            "N912", texts_[next], 0, 1, {text_of(c)}, 0, 0, for_review(std::u32string(1, c)));
      }
      remove_one(pairings_[next].unclosed, [&](const Mark& m) { return next < end && m.c == c; });
      remove_one(pairings_[next].unopened,
                 [&](const Mark& m) { return next == end && opening_of(m.c) == c; });
    }
  }

  template <class Test>
  static void remove_one(std::vector<Mark>& marks, Test test) {
    const auto at = std::find_if(marks.begin(), marks.end(), test);
    if (at != marks.end()) {
      marks.erase(at);
    }
  }

  const std::vector<LintText>& texts_;
  std::vector<Pairing>& pairings_;
  Findings& out_;
};

// 1） and a） at the start are labels; （1 of 2） cannot be told from a slip.
bool is_label_bracket(const LintText& text, const Mark& mark) {
  return mark.c == U'）' && mark.at <= 3 && !one_of(text.before(mark.at), kClauseMarks);
}

}  // namespace

void check_pairs(const std::vector<LintText>& texts, Findings& out) {
  std::vector<Pairing> pairings;
  pairings.reserve(texts.size());
  for (const LintText& text : texts) {
    Pairing pairing = Pairer(text).run();
    if (!text.chinese && !beside_han(text, 0, text.size())) {
      pairing = {};
    }
    check_straight(text, pairing, out);
    check_nesting(text, pairing, out);
    if (!pairing.balanced() && check_direction(text, pairing, out)) {
      const auto quote = [](const Mark& mark) { return one_of(mark.c, U"“”"); };
      std::erase_if(pairing.unclosed, quote);
      std::erase_if(pairing.unopened, quote);
    }
    std::erase_if(pairing.unopened, [&](const Mark& m) { return is_label_bracket(text, m); });
    pairings.push_back(std::move(pairing));
  }
  UnmatchedCheck(texts, pairings, out).run();
}

}  // namespace banxin

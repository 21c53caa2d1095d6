// H5: where a title may part. ICU's dictionary knows the common words and cuts what it does not
// know into single characters (自|贸|区); what a title does with those is decided here by what kind
// of character stands beside the cut, not by a list of words.
#include <algorithm>
#include <memory>

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "engine/unicode/analysis.h"
#include "engine/unicode/phrase_words.h"

namespace banxin {
namespace {

using View = std::u32string_view;

constexpr std::size_t kShortQuote = 12;  // clusters between “ ” or （ ） that stay on one line

bool in(View set, char32_t c) {
  return set.find(c) != View::npos;
}

/// ICU's words of a text, the iterator kept open for questions about parts of it.
class Dictionary {
 public:
  explicit Dictionary(Locale locale)
      : words_(ubrk_open(UBRK_WORD, locale == Locale::ja ? "ja" : "zh", nullptr, 0, &status_),
               &ubrk_close) {}

  /// Whether a word ends at each byte offset.
  std::vector<bool> word_ends(std::string_view text) {
    std::vector<bool> ends(text.size() + 1, false);
    const std::unique_ptr<UText, decltype(&utext_close)> source(
        utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status_),
        &utext_close);
    if (U_FAILURE(status_)) {
      return ends;
    }
    ubrk_setUText(words_.get(), source.get(), &status_);
    for (std::int32_t at = ubrk_first(words_.get()); U_SUCCESS(status_) && at != UBRK_DONE;
         at = ubrk_next(words_.get())) {
      ends[static_cast<std::size_t>(at)] = true;
    }
    return ends;
  }

  bool has(std::string_view word) {
    const std::vector<bool> ends = word_ends(word);
    return std::count(ends.begin(), ends.end(), true) == 2;
  }

 private:
  UErrorCode status_ = U_ZERO_ERROR;
  std::unique_ptr<UBreakIterator, decltype(&ubrk_close)> words_;
};

class PhraseFinder {
 public:
  PhraseFinder(std::string_view text, Locale locale) : text_(text) {
    Composition composition;
    composition.locale = locale;
    composition.keep_number_unit = true;
    analysis_ = analyze(text, composition);
    find_words(locale);
    find_runs();
    find_kept();
  }

  std::vector<PhraseBreak> find() const {
    std::vector<PhraseBreak> phrases;
    for (std::size_t i = 0; i + 1 < clusters().size(); ++i) {
      const BreakKind kind = analysis_.breaks[i].kind;
      if (kind == BreakKind::allowed || kind == BreakKind::mandatory) {
        const std::uint8_t strength = strength_after(i);
        if (strength > 0) {
          phrases.push_back({clusters()[i].end, strength});
        }
      }
    }
    return phrases;
  }

 private:
  const Clusters& clusters() const { return analysis_.clusters; }

  char32_t base(std::size_t i) const { return clusters()[i].base; }

  bool han(std::size_t i) const { return is_wide_text(base(i)); }

  /// word_end_[i]: a word ends with cluster i.
  void find_words(Locale locale) {
    Dictionary dictionary(locale);
    const std::vector<bool> ends = dictionary.word_ends(text_);
    for (const CharCluster& c : clusters()) {
      word_end_.push_back(ends[c.end]);
    }
    // 中|国民|营, 中|国内|地: the dictionary takes 国 to the wrong side.
    for (std::size_t i = 0; i + 3 < word_end_.size(); ++i) {
      const bool torn = base(i + 1) == U'国' && begins_word(i) && word_end_[i] &&
                        !word_end_[i + 1] && word_end_[i + 2] && word_end_[i + 3] && han(i + 3);
      if (torn && dictionary.has(text_.substr(clusters()[i].begin,
                                              clusters()[i + 1].end - clusters()[i].begin))) {
        word_end_[i] = word_end_[i + 2] = false;
        word_end_[i + 1] = true;
      }
    }
  }

  bool begins_word(std::size_t i) const { return i == 0 || word_end_[i - 1]; }

  bool single(std::size_t i) const { return begins_word(i) && word_end_[i] && han(i); }

  /// Does a word, a number or a closing mark stand right before cluster i?
  bool leans_on_word(std::size_t i) const {
    std::size_t before = i;
    while (before > 0 && is_blank(clusters()[before - 1])) {
      --before;
    }
    if (before == 0) {
      return false;
    }
    const bool close = before == i && (han(i - 1) || clusters()[i - 1].cls == CharClass::closing);
    return close || is_digit(base(before - 1));
  }

  bool particle(std::size_t i) const {
    return single(i) && (in(kParticles, base(i)) || (in(kLocalizers, base(i)) && leans_on_word(i)));
  }

  bool ending(std::size_t i) const {
    if (!single(i) || !leans_on_word(i)) {
      return false;
    }
    if (!in(kLooseEndings, base(i))) {
      return in(kEndings, base(i));
    }
    std::size_t end = i + 1;  // makes a pair with what follows if that would be left alone
    while (end < clusters().size() && single(end) && !in(kParticles, base(end)) &&
           !in(kLocalizers, base(end)) && !in(kEndings, base(end)) && !in(kLeaders, base(end))) {
      ++end;
    }
    return (end - i) % 2 == 1;
  }

  bool unknown(std::size_t i) const {
    return single(i) && !particle(i) && !ending(i) && !in(kLeaders, base(i));
  }

  /// Characters the dictionary does not know stand in a row and make words of two or three, the
  /// last perhaps an ending: run_[i] is the row's first cluster and length.
  void find_runs() {
    run_.assign(clusters().size(), {0, 0});
    for (std::size_t i = 0; i < clusters().size();) {
      std::size_t end = i;
      while (end < clusters().size() && unknown(end)) {
        ++end;
      }
      if (end > i && end < clusters().size() && ending(end)) {
        ++end;
      }
      for (std::size_t k = i; k < end; ++k) {
        run_[k] = {i, end - i};
      }
      i = std::max(end, i + 1);
    }
  }

  /// What is kept whole if at all possible: 《》 names of any length, short quotes and brackets.
  void find_kept() {
    kept_.assign(clusters().size(), false);
    for (std::size_t i = 0; i < clusters().size(); ++i) {
      constexpr View kOpen = U"《〈“‘「『（(", kClose = U"》〉”’」』）)";
      const std::size_t pair = kOpen.find(base(i));
      if (pair == View::npos) {
        continue;
      }
      const bool name = pair < 2;
      for (std::size_t k = i + 1; k < clusters().size() && (name || k <= i + kShortQuote); ++k) {
        if (base(k) == kClose[pair]) {
          std::fill(kept_.begin() + static_cast<std::ptrdiff_t>(i),
                    kept_.begin() + static_cast<std::ptrdiff_t>(k),
                    true);
          break;
        }
      }
    }
  }

  std::uint8_t strength_after(std::size_t i) const {
    const CharCluster& c = clusters()[i];
    if (c.cls == CharClass::zero_width_break || c.cls == CharClass::line_feed) {
      return 7;
    }
    std::size_t a = i;  // the last cluster that is seen
    while (a > 0 &&
           (is_blank(clusters()[a]) || clusters()[a].cls == CharClass::ideographic_space)) {
      --a;
    }
    const bool latin_side =
        clusters()[a].cls == CharClass::latin || clusters()[i + 1].cls == CharClass::latin;
    const std::uint8_t strength = std::min<std::uint8_t>(between(a, i + 1), kept_[a] ? 1 : 7);
    // A space beside Latin letters or digits is a habit of spacing, not a phrase's end (A5).
    return a != i && !latin_side && !kept_[a] ? std::uint8_t{7} : strength;
  }

  /// Of clusters a and b, which stand side by side but for spaces.
  std::uint8_t between(std::size_t a, std::size_t b) const {
    if (never_first(b) || near_interpunct(a, b)) {
      return 0;
    }
    switch (clusters()[a].cls) {
      case CharClass::pause:
        return base(a) == U'、' ? 5 : 6;
      case CharClass::stop:
      case CharClass::question:
      case CharClass::question_pair:
      case CharClass::dash:
      case CharClass::ellipsis:
        return 6;
      case CharClass::closing:
        return base(a) == U'”' || base(a) == U'’' ? 4 : 5;
      default:
        break;
    }
    if (in(kNumerals, base(a)) && in(kNumerals, base(b))) {
      return 0;
    }
    if (is_digit(base(a)) && han(b)) {
      return is_measure_word(base(b)) ? 0 : 2;
    }
    if (const std::uint8_t unit = after_unit(a, b); unit != kNoUnit) {
      return unit;
    }
    if (never_last(a)) {
      return in(kJoiners, base(a)) ? 2 : 0;
    }
    if (base(b) == U'“' || base(b) == U'‘') {  // often what the verb before it is about
      return 4;
    }
    if (clusters()[b].cls == CharClass::opening || clusters()[b].cls == CharClass::dash) {
      return 5;
    }
    return between_words(a, b);
  }

  std::uint8_t between_words(std::size_t a, std::size_t b) const {
    if (han(a) && han(b) && !word_end_[a]) {
      return 0;
    }
    const auto [run_a, length_a] = run_[a];
    const auto [run_b, length_b] = run_[b];
    if (length_a > 0 && length_b > 0 && run_a == run_b) {  // 跨境|电商
      return length_a == 4 && b - run_a == 2 ? 2 : 0;
    }
    const bool adjective = a > 0 && single(a - 1) && in(kAdjectives, base(a - 1));
    if (length_a == 1 && !adjective) {  // a verb with its object more often than a noun of its own
      return 0;
    }
    if (single(b) && (b + 1 == clusters().size() || !han(b + 1))) {  // the last word: 反应|快
      return 0;
    }
    if (single(b) && in(kOpeners, base(b))) {
      return 5;
    }
    if (base(a) == U'的' && single(a)) {
      return 5;
    }
    if (one_of(kVerbs, first_of_word(a), a) || one_of(kVerbs, b, last_of_word(b)) ||
        one_of(kLongLeaders, b, last_of_word(b))) {
      return 4;
    }
    return length_b == 1 || one_of(kAttributives, first_of_word(a), a) ? 2 : 3;
  }

  bool never_first(std::size_t b) const { return particle(b) || ending(b); }

  bool never_last(std::size_t a) const {
    return single(a) ? in(kLeaders, base(a)) || in(kJoiners, base(a))
                     : one_of(kLongLeaders, first_of_word(a), a);
  }

  std::size_t first_of_word(std::size_t i) const {
    if (run_[i].length > 0) {
      return run_[i].begin;
    }
    while (i > 0 && !word_end_[i - 1]) {
      --i;
    }
    return i;
  }

  std::size_t last_of_word(std::size_t i) const {
    if (run_[i].length > 0) {
      return run_[i].begin + run_[i].length - 1;
    }
    while (i + 1 < clusters().size() && !word_end_[i]) {
      ++i;
    }
    return i;
  }

  /// Do clusters first to last spell one of the words?
  template <std::size_t N>
  bool one_of(const View (&words)[N], std::size_t first, std::size_t last) const {
    const auto begin = clusters().begin() + static_cast<std::ptrdiff_t>(first);
    return std::any_of(std::begin(words), std::end(words), [&](View word) {
      return word.size() == last + 1 - first &&
             std::equal(
                 word.begin(), word.end(), begin, [](char32_t c, const CharCluster& cluster) {
                   return c == cluster.base;
                 });
    });
  }

  /// After number and measure word: 18 个|行业 rather not, 亿|元 never.
  std::uint8_t after_unit(std::size_t a, std::size_t b) const {
    std::size_t number = a;
    if (han(b) && !word_end_[a]) {
      return kNoUnit;
    }
    while (number > 0 && (is_measure_word(base(number)) || base(number) == U'大')) {
      --number;
      while (number > 0 && is_blank(clusters()[number])) {
        --number;
      }
      if (is_digit(base(number)) || in(kNumerals, base(number))) {
        if (is_measure_word(base(b)) && single(b)) {
          return 0;
        }
        return in(U"年月日时", base(a)) ? 3 : 2;
      }
    }
    return kNoUnit;
  }

  /// Parts of a foreign name: 克里斯蒂娜·安德森.
  bool near_interpunct(std::size_t a, std::size_t b) const {
    const auto is_mid = [&](std::size_t i) { return clusters()[i].cls == CharClass::interpunct; };
    if (is_mid(a) || is_mid(b)) {
      return true;
    }
    if (!han(a) || !han(b)) {
      return false;
    }
    const auto is_mid_at = [&](std::size_t i, std::size_t back) {
      return i >= back && is_mid(i - back);
    };
    // The second character from the mark only if the dictionary does not know a word there.
    const bool after = is_mid_at(a, 1) || (is_mid_at(a, 2) && han(a - 1) && unknown(b));
    const bool before = (b + 1 < clusters().size() && is_mid(b + 1)) ||
                        (b + 2 < clusters().size() && is_mid(b + 2) && han(b + 1) && unknown(a));
    return after || before;
  }

  static constexpr std::uint8_t kNoUnit = 0xFF;

  struct Run {
    std::size_t begin = 0, length = 0;
  };

  std::string_view text_;
  TextAnalysis analysis_;
  std::vector<bool> word_end_, kept_;
  std::vector<Run> run_;
};

}  // namespace

std::vector<PhraseBreak> phrase_breaks(std::string_view text, Locale locale) {
  return PhraseFinder(text, locale).find();
}

}  // namespace banxin

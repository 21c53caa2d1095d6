// H5: where a title may part. A typed space is the editor's own word, then punctuation, then what
// ICU's dictionary calls a word.
#include <algorithm>
#include <memory>

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "engine/unicode/analysis.h"

namespace banxin {
namespace {

/// One-character words a line of a title does not begin with (H5), and word endings the dictionary
/// takes for words of their own (财政|部).
constexpr std::u32string_view kNeverFirst =
    U"的了之等与和及地得着过们部局委院省市县区州镇村率性化者员会法制权费税案量额度型类式界业家学论";

using WordBreaker = std::unique_ptr<UBreakIterator, decltype(&ubrk_close)>;
using Utf8Text = std::unique_ptr<UText, decltype(&utext_close)>;

std::vector<bool> word_ends(std::string_view text, Locale locale) {
  std::vector<bool> ends(text.size() + 1, false);
  UErrorCode status = U_ZERO_ERROR;
  const WordBreaker words(
      ubrk_open(UBRK_WORD, locale == Locale::ja ? "ja" : "zh", nullptr, 0, &status), &ubrk_close);
  const Utf8Text source(
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status),
      &utext_close);
  if (U_FAILURE(status)) {
    return ends;
  }
  ubrk_setUText(words.get(), source.get(), &status);
  for (std::int32_t at = ubrk_first(words.get()); U_SUCCESS(status) && at != UBRK_DONE;
       at = ubrk_next(words.get())) {
    ends[static_cast<std::size_t>(at)] = true;
  }
  return ends;
}

/// 2 after a mark that makes a pause, 1 after a closing mark, 0 after anything else.
std::uint8_t mark_strength(const CharCluster& c) {
  switch (c.cls) {
    case CharClass::pause:
    case CharClass::stop:
    case CharClass::question:
    case CharClass::question_pair:
    case CharClass::dash:
    case CharClass::ellipsis:
      return 2;
    case CharClass::closing:
      return 1;
    default:
      return 0;
  }
}

}  // namespace

std::vector<PhraseBreak> phrase_breaks(std::string_view text, Locale locale) {
  Composition composition;
  composition.locale = locale;
  composition.keep_number_unit = true;
  const TextAnalysis analysis = analyze(text, composition);
  const std::vector<bool> words = word_ends(text, locale);
  std::vector<PhraseBreak> phrases;
  bool in_title = false;  // inside 《》: no line parts a title's name
  for (std::size_t i = 0; i + 1 < analysis.clusters.size(); ++i) {
    const CharCluster& a = analysis.clusters[i];
    const CharCluster& b = analysis.clusters[i + 1];
    in_title = a.base == 0x300A || (in_title && a.base != 0x300B);
    const BreakKind kind = analysis.breaks[i].kind;
    const bool typed = is_blank(a) || a.cls == CharClass::ideographic_space ||
                       a.cls == CharClass::zero_width_break || a.cls == CharClass::line_feed;
    if (in_title || (kind != BreakKind::allowed && kind != BreakKind::mandatory)) {
      continue;
    }
    const bool one_character_word = b.end < words.size() && words[b.end];
    const std::uint8_t strength = mark_strength(a);
    if (typed) {
      phrases.push_back({a.end, 3});
    } else if (one_character_word && kNeverFirst.find(b.base) != std::u32string_view::npos) {
      continue;
    } else if (strength > 0 || b.cls == CharClass::opening || words[a.end]) {
      phrases.push_back({a.end, std::max(strength, std::uint8_t{1})});
    }
  }
  return phrases;
}

}  // namespace banxin

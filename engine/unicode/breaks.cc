// K0–K6: which boundaries a prohibition level closes, and the rest of the break opportunities.
#include <algorithm>
#include <memory>

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "engine/unicode/analysis.h"

namespace banxin {
namespace {

constexpr BreakAfter kNever = {BreakKind::forbidden, 0};
constexpr BreakAfter kByLevel = {BreakKind::forbidden, kRescuePenalty};
constexpr BreakAfter kAllowed = {BreakKind::allowed, 0};

/// U4: words counting or dating what the number before them says.
constexpr std::u32string_view kMeasureWords =
    U"年月日号期元万亿千百十个人次名位天周时分秒点度米厘公吨克斤里亩件条项家台辆艘架只头匹本册卷页"
    U"章节"
    U"届级层楼栋户岁倍成种类批组套份张篇部段句字国省市县区村代世场把支根座所处例股手股步字行";

class Decider {
 public:
  Decider(const Clusters& clusters, Breaks& breaks, const Composition& composition)
      : clusters_(clusters),
        breaks_(breaks),
        composition_(composition) {}

  void decide() {
    const std::size_t count = clusters_.size();
    for (std::size_t i = 0; i < count; ++i) {
      const CharCluster& c = clusters_[i];
      if (!is_blank(c)) {
        last_text_ = i;
      }
      inside_quotes_ = c.base == U'"' ? !inside_quotes_ : inside_quotes_;
      if (i + 1 == count || c.cls == CharClass::line_feed) {
        breaks_[i] = {BreakKind::mandatory, 0};
      } else if (undecided(breaks_[i])) {
        breaks_[i] = between(i);
      } else if (breaks_[i].kind == BreakKind::emergency &&
                 breaks_[i].penalty >= kTokenSplitPenalty && forbidden_by_level(i, i + 1)) {
        breaks_[i] = kByLevel;
      }
      if (c.base == 0x300A) {
        find_title_end(i);
      }
      if (breaks_[i].kind == BreakKind::allowed && i < title_end_) {
        breaks_[i].penalty = std::max(breaks_[i].penalty, kNamePenalty);
      }
    }
  }

 private:
  bool at_least(Prohibition level) const { return composition_.prohibition >= level; }

  /// What controls and spaces say comes before any level (U11).
  BreakAfter between(std::size_t i) const {
    const CharCluster& a = clusters_[i];
    const CharCluster& b = clusters_[i + 1];
    switch (b.cls) {
      case CharClass::space:
      case CharClass::no_break_space:
      case CharClass::word_joiner:
      case CharClass::zero_width_break:
      case CharClass::soft_hyphen:
      case CharClass::line_feed:
        return kNever;
      default:
        break;
    }
    switch (a.cls) {
      case CharClass::no_break_space:
      case CharClass::word_joiner:
        return kNever;
      case CharClass::zero_width_break:
        return kAllowed;
      case CharClass::soft_hyphen:
        return composition_.hyphens == Hyphens::none
                   ? BreakAfter{BreakKind::emergency, kTokenSplitPenalty}
                   : BreakAfter{BreakKind::hyphen, kUnitPenalty};
      case CharClass::space:
        return is_blank(clusters_[last_text_])         ? kNever
               : forbidden_by_level(last_text_, i + 1) ? kByLevel
                                                       : kAllowed;
      default:
        return forbidden_by_level(i, i + 1) ? kByLevel : legal(a, b);
    }
  }

  BreakAfter legal(const CharCluster& a, const CharCluster& b) const {
    if (b.cls == CharClass::dash) {
      return {BreakKind::allowed, kUnitPenalty};
    }
    const bool number_unit =
        (is_digit(a.base) && kMeasureWords.find(b.base) != std::u32string_view::npos) ||
        (a.base == U'第' && is_digit(b.base));
    if (number_unit) {
      return {composition_.keep_number_unit ? BreakKind::emergency : BreakKind::allowed,
              kUnitPenalty};
    }
    return kAllowed;
  }

  bool forbidden_by_level(std::size_t a, std::size_t b) const {
    return no_start(clusters_[b]) || no_end(clusters_[a]) || ascii_quote(a, b) ||
           // U2: ？！ is one unit at any level.
           (clusters_[a].cls == CharClass::question && clusters_[b].cls == CharClass::question);
  }

  bool no_start(const CharCluster& c) const {
    switch (c.cls) {
      case CharClass::closing:
      case CharClass::pause:
      case CharClass::stop:
      case CharClass::question:
      case CharClass::question_pair:
      case CharClass::connector:
      case CharClass::interpunct:
      case CharClass::solidus:
      case CharClass::suffix:
      case CharClass::iteration:
        return at_least(Prohibition::basic);
      case CharClass::ellipsis:
        return at_least(Prohibition::gb_plus);
      case CharClass::dash:
        return at_least(Prohibition::strict);
      case CharClass::small_kana:
        return at_least(Prohibition::strict) && c.locale == Locale::ja;
      case CharClass::latin:
        return at_least(Prohibition::basic) &&
               std::u32string_view(U",.;:!?)]}%’”").find(c.base) != std::u32string_view::npos;
      default:
        return false;
    }
  }

  bool no_end(const CharCluster& c) const {
    switch (c.cls) {
      case CharClass::opening:
      case CharClass::prefix:
        return at_least(Prohibition::basic);
      case CharClass::solidus:
        return at_least(Prohibition::gb);
      case CharClass::note_label:
        return at_least(Prohibition::strict);
      case CharClass::latin:
        return at_least(Prohibition::basic) &&
               std::u32string_view(U"([{‘“").find(c.base) != std::u32string_view::npos;
      default:
        return false;
    }
  }

  /// A straight quote opens and closes in turn. `inside_quotes_` is the state after cluster a.
  bool ascii_quote(std::size_t a, std::size_t b) const {
    return at_least(Prohibition::basic) && ((clusters_[a].base == U'"' && inside_quotes_) ||
                                            (clusters_[b].base == U'"' && inside_quotes_));
  }

  /// U9: a 《title》 of up to six Han parts reluctantly.
  void find_title_end(std::size_t open) {
    constexpr std::size_t kLongest = 6;
    for (std::size_t i = open + 1; i < clusters_.size() && i <= open + kLongest + 1; ++i) {
      if (clusters_[i].base == 0x300B) {
        title_end_ = i;
        return;
      }
    }
  }

  const Clusters& clusters_;
  Breaks& breaks_;
  const Composition& composition_;
  std::size_t last_text_ = 0;  // last cluster so far that is no blank
  std::size_t title_end_ = 0;  // its 》, if the scan is inside a short title
  bool inside_quotes_ = false;
};

constexpr bool needs_dictionary(char32_t c) {
  return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) ||
         (c >= 0x1780 && c <= 0x17FF) || (c >= 0x1950 && c <= 0x1AAF);
}

}  // namespace

bool is_measure_word(char32_t c) {
  return kMeasureWords.find(c) != std::u32string_view::npos;
}

void decide_breaks(const Clusters& clusters, Breaks& breaks, const Composition& composition) {
  Decider(clusters, breaks, composition).decide();
}

void break_by_dictionary(std::string_view text, const Clusters& clusters, Breaks& breaks) {
  if (std::none_of(clusters.begin(), clusters.end(), [](const CharCluster& c) {
        return needs_dictionary(c.base);
      })) {
    return;
  }
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UBreakIterator, decltype(&ubrk_close)> lines(
      ubrk_open(UBRK_LINE, "th", nullptr, 0, &status), &ubrk_close);
  const std::unique_ptr<UText, decltype(&utext_close)> source(
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status),
      &utext_close);
  if (U_FAILURE(status)) {
    return;
  }
  ubrk_setUText(lines.get(), source.get(), &status);
  std::size_t i = 0;
  for (std::int32_t at = ubrk_first(lines.get()); U_SUCCESS(status) && at != UBRK_DONE;
       at = ubrk_next(lines.get())) {
    while (i < clusters.size() && clusters[i].end < static_cast<std::uint32_t>(at)) {
      ++i;
    }
    if (i + 1 < clusters.size() && clusters[i].end == static_cast<std::uint32_t>(at) &&
        needs_dictionary(clusters[i].base) && needs_dictionary(clusters[i + 1].base)) {
      breaks[i] = kAllowed;
    }
  }
}

}  // namespace banxin

// U3–U5: what holds together around Latin letters and digits.
#include <algorithm>
#include <array>
#include <string_view>

#include "engine/unicode/analysis.h"

namespace banxin {
namespace {

constexpr BreakAfter kSplit = {BreakKind::emergency, kTokenSplitPenalty};

/// Symbols of units that follow a number with a space (U4), and longest length of any of them.
constexpr std::array<std::u32string_view, 62> kUnits = {
    U"km", U"m",   U"cm",  U"mm", U"nm", U"μm",  U"µm",  U"kg",  U"g",   U"mg",  U"t",
    U"s",  U"h",   U"min", U"ms", U"Hz", U"kHz", U"MHz", U"GHz", U"W",   U"kW",  U"MW",
    U"GW", U"kWh", U"V",   U"kV", U"A",  U"mA",  U"Pa",  U"kPa", U"MPa", U"hPa", U"J",
    U"kJ", U"MJ",  U"K",   U"L",  U"l",  U"mL",  U"ml",  U"ha",  U"mol", U"B",   U"KB",
    U"MB", U"GB",  U"TB",  U"PB", U"dB", U"bp",  U"pt",  U"px",  U"em",  U"dpi", U"rpm",
    U"N",  U"kN",  U"cd",  U"lx", U"Ω",  U"bit", U"Mbps"};
constexpr std::size_t kLongestUnit = 4;

class Tokens {
 public:
  Tokens(Clusters& clusters, Breaks& breaks) : clusters_(clusters), breaks_(breaks) {}

  void join() {
    for (std::size_t i = 0; i < clusters_.size(); ++i) {
      if (is_blank(clusters_[i])) {
        join_over_space(i);
      }
    }
    for (std::size_t i = 0; i + 1 < clusters_.size(); ++i) {
      if (clusters_[i].cls != CharClass::han || clusters_[i + 1].cls != CharClass::han ||
          is_fullwidth_digit(clusters_[i].base)) {
        join_pair(i);
      }
    }
    number();
  }

 private:
  char32_t at(std::size_t i) const { return i < clusters_.size() ? clusters_[i].base : 0; }

  char32_t before(std::size_t i, std::size_t steps) const {
    return i >= steps ? clusters_[i - steps].base : 0;
  }

  CharClass cls(std::size_t i) const {
    return i < clusters_.size() ? clusters_[i].cls : CharClass::space;
  }

  void hold(std::size_t i) {
    if (undecided(breaks_[i])) {
      breaks_[i] = kSplit;
    }
  }

  /// 12 km, 1 234 567: the space is fixed and does not break.
  void join_over_space(std::size_t i) {
    const bool held =
        i > 0 && is_digit(clusters_[i - 1].base) && (unit_follows(i + 1) || group_follows(i));
    if (held) {
      clusters_[i].cls = CharClass::no_break_space;
      breaks_[i - 1] = breaks_[i] = {};
    }
  }

  bool unit_follows(std::size_t i) const {
    std::u32string word;
    std::size_t end = i;
    while (end < clusters_.size() && word.size() <= kLongestUnit &&
           (is_latin_letter(clusters_[end]) || at(end) == 0xB5)) {
      word += at(end++);
    }
    const bool closed = end >= clusters_.size() || (!is_digit(at(end)) && at(end) != U'.');
    if (at(i) == 0xB0 || at(i) == 0x2103 || at(i) == 0x2109 || at(i) == U'%' || at(i) == 0x2030) {
      return true;
    }
    return closed && std::find(kUnits.begin(), kUnits.end(), word) != kUnits.end();
  }

  /// Digits before the space are one to three, or a group that itself hangs on a space, and
  /// exactly three follow.
  bool group_follows(std::size_t space) const {
    std::size_t before_count = 0;
    while (before_count < 4 && before_count < space &&
           is_digit(clusters_[space - 1 - before_count].base)) {
      ++before_count;
    }
    const char32_t left = before_count < space ? clusters_[space - 1 - before_count].base : 0;
    const bool clean_left = left != U'.' && left != U'-' && !is_ascii_letter(left);
    return before_count <= 3 && clean_left && is_digit(at(space + 1)) && is_digit(at(space + 2)) &&
           is_digit(at(space + 3)) && !is_digit(at(space + 4)) && !is_ascii_letter(at(space + 4)) &&
           at(space + 4) != U'-';
  }

  void join_pair(std::size_t i) {
    const CharCluster& a = clusters_[i];
    const CharCluster& b = clusters_[i + 1];
    if (a.cls == CharClass::latin && b.cls == CharClass::latin) {
      latin_pair(i);
    } else if (sign_pair(i) || range_pair(i) || suffix_pair(i) || note_reference(i + 1)) {
      hold(i);
    } else if (is_fullwidth_digit(a.base) && is_fullwidth_digit(b.base)) {
      hold(i);
    }
  }

  bool letters(std::size_t from, std::size_t count) const {
    for (std::size_t k = 0; k < count; ++k) {
      if (from + k >= clusters_.size() || !is_latin_letter(clusters_[from + k])) {
        return false;
      }
    }
    return true;
  }

  /// Two Latin characters without a space hold together, but for compounds: high-speed after the
  /// hyphen, input/output after the slash, and a dash in Latin text.
  void latin_pair(std::size_t i) {
    const char32_t a = at(i);
    const bool hyphen =
        (a == U'-' || a == 0x2010) && i >= 2 && letters(i - 2, 2) && letters(i + 1, 2);
    const bool slash = a == U'/' && i >= 3 && letters(i - 3, 3) && letters(i + 1, 3);
    const bool dash = a == 0x2014 || (a == 0x2013 && !is_digit(at(i + 1)));
    if (!undecided(breaks_[i])) {
      return;
    }
    if (hyphen || dash) {
      breaks_[i] = {BreakKind::allowed, kUnitPenalty};
    } else if (slash) {
      breaks_[i] = {BreakKind::allowed, kUrlPenalty};
    } else {
      breaks_[i] = kSplit;
    }
  }

  /// −5, ￥100, №5, $1, −￥5.
  bool sign_pair(std::size_t i) const {
    const bool number_after = is_digit(at(i + 1)) || is_fullwidth_digit(at(i + 1));
    if (cls(i) == CharClass::prefix) {
      const bool signed_number = (at(i + 1) == U'-' || at(i + 1) == U'+') && is_digit(at(i + 2));
      return number_after || signed_number ||
             (cls(i + 1) == CharClass::prefix && is_digit(at(i + 2)));
    }
    return (at(i) == U'-' || at(i) == U'+') && cls(i + 1) == CharClass::prefix &&
           is_digit(at(i + 2));
  }

  bool numeric(std::size_t i) const {
    return is_digit(at(i)) || cls(i) == CharClass::suffix || is_fullwidth_digit(at(i));
  }

  static bool joins_numbers(char32_t c) {
    switch (c) {
      case 0xB7:  // 3·15, 9·11
      case 0x2010:
      case 0x2011:
      case 0x2012:
      case 0x2013:
      case 0x2014:
      case 0x301C:
      case 0xFF5E:
      case 0x2236:
      case 0xB1:
      case 0x2212:
      case 0xFF0E:
      case 0xFF0F:
      case 0xFF1A:
        return true;
      default:
        return false;
    }
  }

  /// 2016—2020, 25%～30%, 1∶500: both sides of the sign are numbers.
  bool range_pair(std::size_t i) const {
    const auto number_at = [&](std::size_t k) {
      return numeric(k) || (cls(k) == CharClass::prefix && is_digit(at(k + 1)));
    };
    // ：and ． stand in a number only between full-width digits.
    const auto wide = [&](std::size_t k) {
      return at(k) != 0xFF1A && at(k) != 0xFF0E
                 ? true
                 : k > 0 && is_fullwidth_digit(at(k - 1)) && is_fullwidth_digit(at(k + 1));
    };
    if (joins_numbers(at(i + 1)) && numeric(i)) {
      return number_at(i + 2) && wide(i + 1);
    }
    return joins_numbers(at(i)) && i > 0 && numeric(i - 1) && number_at(i + 1) && wide(i);
  }

  /// 50%, 25℃, 45°, 25°C, 5′20″, 30㎡.
  bool suffix_pair(std::size_t i) const {
    if (is_digit(at(i)) && (cls(i + 1) == CharClass::suffix || is_square_unit(at(i + 1)))) {
      return true;
    }
    if (cls(i) != CharClass::suffix) {
      return false;
    }
    const bool degree = at(i) == 0xB0 && (at(i + 1) == U'C' || at(i + 1) == U'F');
    const bool minutes = (at(i) == 0xB0 || at(i) == 0x2032) && is_digit(at(i + 1));
    return degree || minutes || (is_digit(before(i, 1)) && cls(i + 1) == CharClass::suffix);
  }

  /// U8: [1], [2,3] sticks to what it annotates.
  bool note_reference(std::size_t i) const {
    if (at(i) != U'[' || !is_digit(at(i + 1)) || is_blank(clusters_[i - 1]) ||
        clusters_[i - 1].cls == CharClass::opening ||
        clusters_[i - 1].cls == CharClass::line_feed) {
      return false;
    }
    constexpr std::size_t kLongestReference = 12;
    for (std::size_t k = i + 2; k < i + kLongestReference; ++k) {
      if (at(k) == U']') {
        return true;
      }
      if (!is_digit(at(k)) && at(k) != U',' && at(k) != U'-' && at(k) != 0x2013) {
        return false;
      }
    }
    return false;
  }

  /// Clusters with a held boundary between them share a number; a lone word has one too.
  void number() {
    std::uint32_t current = 0;
    bool held = false;
    for (std::size_t i = 0; i < clusters_.size(); ++i) {
      const bool member = clusters_[i].cls == CharClass::latin || held ||
                          (i + 1 < clusters_.size() && !undecided(breaks_[i]));
      current += member && !held ? 1 : 0;
      clusters_[i].token = member ? current : 0;
      held = i + 1 < clusters_.size() && !undecided(breaks_[i]);
    }
  }

  Clusters& clusters_;
  Breaks& breaks_;
};

}  // namespace

void join_tokens(Clusters& clusters, Breaks& breaks) {
  Tokens(clusters, breaks).join();
}

}  // namespace banxin

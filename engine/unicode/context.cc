// Shared code points belong to the Chinese or to the Latin side by what stands around them (O1).
#include <algorithm>
#include <optional>

#include "engine/unicode/analysis.h"

namespace banxin {
namespace {

constexpr bool is_quote(char32_t c) {
  return c == 0x201C || c == 0x201D || c == 0x2018 || c == 0x2019;
}

constexpr bool is_shared(char32_t c) {
  return is_quote(c) || (c >= 0x2010 && c <= 0x2015) || c == 0x2026 || c == 0xB7;
}

void make_latin(CharCluster& c) {
  c.cls = CharClass::latin;
  c.cjk_font = false;
}

class Context {
 public:
  explicit Context(Clusters& clusters) : clusters_(clusters) {}

  void resolve() {
    for (std::size_t i = 0; i < clusters_.size(); ++i) {
      if (clusters_[i].cls != CharClass::han) {
        resolve_sign(i);
      }
    }
    // O1: in a passage of another language the shared marks are its own.
    std::erase_if(shared_, [this](std::size_t i) {
      if (clusters_[i].locale != Locale::latin) {
        return false;
      }
      make_latin(clusters_[i]);
      return true;
    });
    if (!shared_.empty()) {
      resolve_shared();
    }
  }

 private:
  const CharCluster* before(std::size_t i) const { return i > 0 ? &clusters_[i - 1] : nullptr; }

  const CharCluster* after(std::size_t i) const {
    return i + 1 < clusters_.size() ? &clusters_[i + 1] : nullptr;
  }

  bool digit_before(std::size_t i) const { return before(i) && is_digit(before(i)->base); }

  bool digit_after(std::size_t i) const { return after(i) && is_digit(after(i)->base); }

  static bool chinese(const CharCluster* c) {
    return c && c->cls != CharClass::latin && !is_blank(*c) && c->cls != CharClass::line_feed;
  }

  /// Signs that are part of a number next to a digit, and marks that are Chinese between Han.
  void resolve_sign(std::size_t i) {
    CharCluster& c = clusters_[i];
    switch (c.base) {
      case U'%':
        c.cls = c.token == 0 && digit_before(i) ? CharClass::suffix : c.cls;
        break;
      case U'$':
        c.cls = c.token == 0 && digit_after(i) ? CharClass::prefix : c.cls;
        break;
      case U'/':
        if (chinese(before(i)) && chinese(after(i))) {
          c.cls = CharClass::solidus;
          c.cjk_font = true;
        }
        break;
      case 0xA3:
      case 0xA5:
      case 0x20AC:
        c.cls = digit_after(i) ? c.cls : CharClass::latin;
        break;
      case 0xB1:
      case 0x2212:
      case 0x2213:
        c.cjk_font = !digit_after(i) && !digit_before(i);
        c.cls = digit_after(i) ? CharClass::prefix : CharClass::other_symbol;
        break;
      case 0xD7:
      case 0xF7:
        if (digit_before(i) || digit_after(i) || between_numbers(i)) {
          make_latin(c);
        }
        break;
      case 0x2236:  // 1∶500: half an em, as a dash between numbers
        c.cls = digit_before(i) && digit_after(i) ? CharClass::connector : c.cls;
        break;
      case 0x2022:
        c.cls = chinese(before(i)) && chinese(after(i)) ? CharClass::interpunct : c.cls;
        break;
      case 0x2032:
      case 0x2033:
        c.cjk_font = !digit_before(i);
        break;
      default:
        if (is_shared(c.base) && c.cls != CharClass::dash) {
          shared_.push_back(i);
        }
    }
  }

  /// 3 × 4: digits on both sides, whatever blanks lie between (A11).
  bool between_numbers(std::size_t i) const {
    const CharCluster* left = neighbour(i, -1);
    const CharCluster* right = neighbour(i, 1);
    return left && right && is_digit(left->base) && is_digit(right->base);
  }

  static bool is_subscript(const CharCluster* c) {
    return c && c->base >= 0x2080 && c->base <= 0x209C;
  }

  /// CuSO₄·5H₂O: the dot of a formula, told by a subscript before it or a count after a letter.
  bool formula_dot(std::size_t i) const {
    const CharCluster* left = before(i);
    const CharCluster* right = after(i);
    if (clusters_[i].base != 0xB7 || !left || !right) {
      return false;
    }
    const bool word_after = is_latin_word(*right);
    return word_after && (is_subscript(left) || (is_latin_letter(*left) && is_digit(right->base)));
  }

  /// Nearest cluster that is no blank; null at an edge of the paragraph or of a forced line.
  const CharCluster* neighbour(std::size_t i, std::ptrdiff_t step) const {
    const auto count = static_cast<std::ptrdiff_t>(clusters_.size());
    for (auto at = static_cast<std::ptrdiff_t>(i) + step; at >= 0 && at < count; at += step) {
      const CharCluster& c = clusters_[static_cast<std::size_t>(at)];
      if (c.cls == CharClass::line_feed) {
        return nullptr;
      }
      if (!is_blank(c)) {
        return &c;
      }
    }
    return nullptr;
  }

  bool sentence_ends(std::size_t i) const {
    const CharCluster& c = clusters_[i];
    if (c.cls == CharClass::stop || c.cls == CharClass::question || c.cls == CharClass::line_feed) {
      return true;
    }
    const bool ascii_stop = c.base == U'.' || c.base == U'!' || c.base == U'?';
    return ascii_stop && after(i) && is_blank(*after(i));
  }

  /// Marks which of the shared marks stand in a sentence that has Latin letters and no Han.
  std::vector<bool> in_latin_sentence() const {
    std::vector<bool> latin(shared_.size(), false);
    std::size_t first = 0;  // of shared_ in this sentence
    std::size_t next = 0;
    bool letters = false, wide = false;
    for (std::size_t i = 0; i < clusters_.size() && first < shared_.size(); ++i) {
      if (next < shared_.size() && shared_[next] == i) {
        ++next;
      }
      letters = letters || is_latin_letter(clusters_[i]);
      wide = wide || clusters_[i].cls == CharClass::han;
      if (sentence_ends(i) || i + 1 == clusters_.size()) {
        std::fill(latin.begin() + static_cast<std::ptrdiff_t>(first),
                  latin.begin() + static_cast<std::ptrdiff_t>(next),
                  letters && !wide);
        first = next;
        letters = wide = false;
      }
    }
    return latin;
  }

  static bool latin_or_quote(const CharCluster* c) {
    return !c || c->cls == CharClass::latin || is_digit(c->base) || is_quote(c->base);
  }

  /// Neighbours on both sides are Latin text; an edge counts if the other side is Latin.
  bool latin_around(std::size_t i) const {
    const CharCluster* left = neighbour(i, -1);
    const CharCluster* right = neighbour(i, 1);
    return (left || right) && latin_or_quote(left) && latin_or_quote(right);
  }

  /// — … · want a letter on one side at least: 010—8888 in a table cell stays Chinese.
  bool letter_around(std::size_t i) const {
    const CharCluster* left = neighbour(i, -1);
    const CharCluster* right = neighbour(i, 1);
    return latin_around(i) &&
           ((left && is_latin_letter(*left)) || (right && is_latin_letter(*right)));
  }

  void resolve_shared() {
    const std::vector<bool> sentence = in_latin_sentence();
    std::vector<std::size_t> open;  // positions in shared_ of opening quotes
    std::size_t doubles = 0;        // how many of them are “
    for (std::size_t k = 0; k < shared_.size(); ++k) {
      const std::size_t i = shared_[k];
      const char32_t c = clusters_[i].base;
      const bool apostrophe = c == 0x2019 && before(i) && after(i) && is_latin_word(*before(i)) &&
                              is_latin_letter(*after(i));
      if (apostrophe || formula_dot(i)) {
        make_latin(clusters_[i]);
      } else if (c == 0x201C || c == 0x2018) {
        open.push_back(k);
        doubles += c == 0x201C ? 1 : 0;
      } else if (c == 0x201D || c == 0x2019) {
        close_quote(k, sentence, open, doubles);
      } else if (sentence[k] && letter_around(i)) {
        make_latin(clusters_[i]);
      }
    }
    for (const std::size_t k : open) {  // without a partner
      single(k, sentence);
    }
  }

  void single(std::size_t k, const std::vector<bool>& sentence) {
    if (sentence[k] && latin_around(shared_[k])) {
      make_latin(clusters_[shared_[k]]);
    }
  }

  /// O1 (b): both marks of a pair become Latin or neither does.
  void close_quote(std::size_t k,
                   const std::vector<bool>& sentence,
                   std::vector<std::size_t>& open,
                   std::size_t& doubles) {
    const bool is_double = clusters_[shared_[k]].base == 0x201D;
    const std::size_t partners = is_double ? doubles : open.size() - doubles;
    if (partners == 0) {
      single(k, sentence);
      return;
    }
    for (;;) {
      const std::size_t top = open.back();
      open.pop_back();
      const bool top_double = clusters_[shared_[top]].base == 0x201C;
      doubles -= top_double ? 1 : 0;
      if (top_double != is_double) {
        single(top, sentence);  // ‘ left open inside “ ”
        continue;
      }
      const std::size_t a = shared_[top], b = shared_[k];
      if (sentence[top] && sentence[k] && latin_around(a) && latin_around(b) &&
          (neighbour(a, -1) || neighbour(b, 1))) {
        make_latin(clusters_[a]);
        make_latin(clusters_[b]);
      }
      return;
    }
  }

  Clusters& clusters_;
  std::vector<std::size_t> shared_;  // clusters O1 has to decide, in order
};

}  // namespace

void resolve_context(Clusters& clusters) {
  Context(clusters).resolve();
}

}  // namespace banxin

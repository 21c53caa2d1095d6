// U6: URL, DOI and e-mail addresses, and where they may part.
#include <algorithm>

#include "engine/unicode/analysis.h"

namespace banxin {
namespace {

constexpr std::size_t kKeptAtEnds = 3;  // characters not parted from either end
constexpr std::size_t kWholeDoi = 20;   // U5: a DOI no longer than this is one number

constexpr bool is_address_char(char32_t c) {
  return c > 0x20 && c < 0x7F && c != U'"' && c != U'<' && c != U'>' && c != U'`' && c != U'|';
}

constexpr bool in(std::u32string_view set, char32_t c) {
  return set.find(c) != std::u32string_view::npos;
}

constexpr bool is_word(char32_t c) {
  return is_digit(c) || is_ascii_letter(c);
}

/// One run of ASCII characters [begin, end) of the clusters, as text.
class Run {
 public:
  Run(const Clusters& clusters, std::size_t begin, std::size_t end) : begin_(begin) {
    text_.reserve(end - begin);
    for (std::size_t i = begin; i < end; ++i) {
      text_ += clusters[i].base;
    }
  }

  /// The address inside the run, without the brackets and stops around it; empty if there is none.
  std::pair<std::size_t, std::size_t> address() const {
    std::size_t first = 0, last = text_.size();
    while (first < last && !is_word(text_[first])) {
      ++first;
    }
    while (last > first && in(U".,;:!?)]}'*", text_[last - 1])) {
      --last;
    }
    const std::size_t scheme = text_.find(U"://", first);
    if (scheme != std::u32string::npos && scheme > first && scheme + 3 < last) {
      std::size_t start = scheme;
      while (start > first && is_word(text_[start - 1])) {
        --start;
      }
      return {begin_ + start, begin_ + last};
    }
    const std::u32string_view body = std::u32string_view(text_).substr(first, last - first);
    const bool found =
        body.substr(0, 4) == U"www." || is_doi(body) || is_mail(body) || is_domain_path(body);
    return found ? std::pair(begin_ + first, begin_ + last) : std::pair(begin_, begin_);
  }

 private:
  static bool is_doi(std::u32string_view s) {
    if (s.substr(0, 4) == U"doi:" || s.substr(0, 4) == U"DOI:") {
      s.remove_prefix(4);
    }
    const std::size_t slash = s.find(U'/');
    return s.substr(0, 3) == U"10." && slash != std::u32string_view::npos && slash >= 7 &&
           std::all_of(s.begin() + 3, s.begin() + 7, is_digit);
  }

  static bool is_mail(std::u32string_view s) {
    const std::size_t sign = s.find(U'@');
    if (sign == std::u32string_view::npos || sign == 0 || !is_word(s[sign - 1])) {
      return false;
    }
    const std::size_t dot = s.find(U'.', sign);
    return dot != std::u32string_view::npos && dot > sign + 1 && dot + 2 < s.size();
  }

  /// example.com/path: letters, a dot, letters, a slash.
  static bool is_domain_path(std::u32string_view s) {
    const std::size_t slash = s.find(U'/');
    const std::size_t dot = s.substr(0, slash).rfind(U'.');
    if (slash == std::u32string_view::npos || dot == std::u32string_view::npos || dot == 0 ||
        slash < dot + 3) {
      return false;
    }
    return std::all_of(s.begin() + static_cast<std::ptrdiff_t>(dot) + 1,
                       s.begin() + static_cast<std::ptrdiff_t>(slash),
                       is_ascii_letter) &&
           is_word(s[dot - 1]);
  }

  std::size_t begin_;
  std::u32string text_;
};

/// 10.1000/182, without its "doi:".
std::size_t doi_length(const Clusters& clusters, std::size_t begin, std::size_t end) {
  const bool labelled =
      end - begin > 4 && (clusters[begin].base | 0x20) == U'd' && clusters[begin + 3].base == U':';
  const std::size_t first = begin + (labelled ? 4 : 0);
  const bool doi = end - first > 3 && clusters[first].base == U'1' &&
                   clusters[first + 1].base == U'0' && clusters[first + 2].base == U'.';
  return doi ? end - first : 0;
}

/// The break between `a` and `b` inside an address.
BreakAfter address_break(char32_t a, char32_t b) {
  if ((a == U'/' && b != U'/') || in(U"?&=", a) || b == U'#') {
    return {BreakKind::allowed, kUrlPenalty};
  }
  const bool soft = in(U"._~%@", b) && a != U'%';
  return {BreakKind::emergency, soft ? kUrlPenalty : kTokenSplitPenalty};
}

void mark(Clusters& clusters, Breaks& breaks, std::size_t begin, std::size_t end) {
  const std::size_t doi = doi_length(clusters, begin, end);
  const bool whole = doi > 0 && doi <= kWholeDoi;
  for (std::size_t i = begin; i < end; ++i) {
    clusters[i].cls = CharClass::latin;
    clusters[i].cjk_font = false;
    clusters[i].address = true;
    clusters[i].token = 1;  // only a mark here: join_tokens gives the numbers
    if (i + 1 == end) {
      break;
    }
    const bool at_edge = whole || i + 1 - begin < kKeptAtEnds || end - (i + 1) < kKeptAtEnds;
    breaks[i] = at_edge ? BreakAfter{BreakKind::emergency, kTokenSplitPenalty}
                        : address_break(clusters[i].base, clusters[i + 1].base);
  }
}

}  // namespace

void mark_addresses(Clusters& clusters, Breaks& breaks) {
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    if (!is_address_char(clusters[i].base)) {
      continue;
    }
    const std::size_t begin = i;
    bool candidate = false;
    while (i < clusters.size() && is_address_char(clusters[i].base)) {
      const char32_t c = clusters[i].base;
      candidate = candidate || c == U'/' || c == U'@' || c == U'.';
      ++i;
    }
    if (candidate && i - begin > 2 * kKeptAtEnds) {
      const auto [from, to] = Run(clusters, begin, i).address();
      mark(clusters, breaks, from, to);
    }
  }
}

}  // namespace banxin

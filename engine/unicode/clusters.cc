#include "engine/unicode/analysis.h"

namespace banxin {
namespace {

constexpr char32_t kZeroWidthJoiner = 0x200D;

constexpr bool is_regional(char32_t c) {
  return c >= 0x1F1E6 && c <= 0x1F1FF;
}

constexpr bool is_pairing(char32_t c) {
  return c == 0x2014 || c == 0x2015 || c == 0x2026 || c == 0x22EF;
}

/// Marks of the Latin side by code point: what the Latin face is asked for first.
bool latin_face(char32_t c, CharClass cls) {
  if (cls == CharClass::latin || cls == CharClass::space || cls == CharClass::no_break_space ||
      cls == CharClass::soft_hyphen) {
    return true;
  }
  return c == 0xB0 || c == 0xA3 || c == 0xA5 || c == 0xB1 || (c >= 0x20A0 && c <= 0x20CF);
}

Script script_by_class(char32_t c, CharClass cls) {
  return cls == CharClass::han || cls == CharClass::latin || cls == CharClass::small_kana ||
                 cls == CharClass::iteration
             ? script_of(c)
             : Script::common;
}

class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) { clusters_.reserve(text.size() / 2 + 1); }

  Clusters split() {
    while (at_ < text_.size()) {
      const std::size_t begin = at_;
      const char32_t c = decode_utf8(text_, at_);
      if (c >= 0x4E00 && c <= 0x9FFF && previous_ != kZeroWidthJoiner) {  // most of the text
        add_han(begin, c);
        continue;
      }
      if (joins_previous(c)) {
        clusters_.back().end = static_cast<std::uint32_t>(at_);
      } else if (is_pairing(c)) {
        pairs(begin, c);
      } else {
        add(begin, c, class_of(c));
      }
      regional_ = is_regional(c) && !regional_;
      previous_ = c;
    }
    return std::move(clusters_);
  }

 private:
  bool joins_previous(char32_t c) const {
    if (clusters_.empty()) {
      return false;
    }
    const CharCluster& last = clusters_.back();
    if (is_blank(last) || last.cls == CharClass::line_feed ||
        last.cls == CharClass::zero_width_break) {
      return false;
    }
    return extends_cluster(c) || (regional_ && is_regional(c)) ||
           (previous_ == kZeroWidthJoiner && c >= 0x2190);
  }

  void add_han(std::size_t begin, char32_t c) {
    CharCluster& cluster = clusters_.emplace_back();
    cluster.begin = static_cast<std::uint32_t>(begin);
    cluster.end = static_cast<std::uint32_t>(at_);
    cluster.base = c;
    cluster.script = Script::han;
    previous_ = c;
    regional_ = false;
  }

  void add(std::size_t begin, char32_t c, CharClass cls) {
    CharCluster& cluster = clusters_.emplace_back();
    cluster.begin = static_cast<std::uint32_t>(begin);
    cluster.end = static_cast<std::uint32_t>(at_);
    cluster.base = c;
    cluster.cls = cls;
    cluster.script = script_by_class(c, cls);
    cluster.cjk_font = !latin_face(c, cls);
  }

  /// U1: runs of — … ⋯ in twos; three left over hold together, a single — is a connector. ― U+2015
  /// is what some converters make of the dash of GB 2312.
  void pairs(std::size_t begin, char32_t c) {
    std::size_t count = 1;
    for (std::size_t next = at_; next < text_.size(); ++count) {
      std::size_t after = next;
      if (decode_utf8(text_, after) != c) {
        break;
      }
      next = after;
    }
    const std::size_t bytes = at_ - begin;
    while (count > 0) {
      const std::size_t unit = count == 3 ? 3 : count == 1 ? 1 : 2;
      at_ = begin + unit * bytes;
      const bool dots = c == 0x2026 || c == 0x22EF;
      const CharClass cls = dots        ? CharClass::ellipsis
                            : unit == 1 ? CharClass::connector
                                        : CharClass::dash;
      add(begin, c, cls);
      begin = at_;
      count -= unit;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  char32_t previous_ = 0;
  bool regional_ = false;  // the cluster before is one regional indicator waiting for its partner
  Clusters clusters_;
};

}  // namespace

Clusters split_clusters(std::string_view text) {
  return Splitter(text).split();
}

}  // namespace banxin

// The passes of analyze(), in the order they run. Each works on all clusters of one paragraph.
#pragma once

#include <string_view>
#include <vector>

#include "engine/unicode/classes.h"
#include "engine/unicode/unicode.h"

namespace banxin {

using Clusters = std::vector<CharCluster>;
using Breaks = std::vector<BreakAfter>;

/// A break no pass has decided yet; decide_breaks leaves none.
inline constexpr BreakAfter kUndecided = {BreakKind::forbidden, -1};

constexpr bool undecided(BreakAfter b) {
  return b.penalty == kUndecided.penalty;
}

/// U1, U10: bases with their marks, pairs of dashes and dots; class by code point only.
Clusters split_clusters(std::string_view text);

/// U6: addresses become Latin text with break opportunities inside.
void mark_addresses(Clusters& clusters, Breaks& breaks);

/// CH1, O1: classes that depend on the neighbours, and the face of shared marks.
void resolve_context(Clusters& clusters);

/// U3–U5: words, numbers with sign, unit and range; numbers the tokens.
void join_tokens(Clusters& clusters, Breaks& breaks);

/// K0–K6 and the rest: every break still open.
void decide_breaks(const Clusters& clusters, Breaks& breaks, const Composition& composition);

/// Languages without spaces between words whose breaks only a dictionary knows (Thai, Khmer …).
void break_by_dictionary(std::string_view text, const Clusters& clusters, Breaks& breaks);

/// U4: a word that counts or dates what the number before it says (年 条 亿).
bool is_measure_word(char32_t c);

inline bool is_blank(const CharCluster& c) {
  return c.cls == CharClass::space || c.cls == CharClass::no_break_space;
}

inline bool is_latin_letter(const CharCluster& c) {
  return c.cls == CharClass::latin &&
         (is_ascii_letter(c.base) || (c.base >= 0xAA && c.script != Script::common));
}

inline bool is_latin_word(const CharCluster& c) {
  return is_digit(c.base) || is_latin_letter(c);
}

}  // namespace banxin

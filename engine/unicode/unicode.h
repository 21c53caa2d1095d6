// Characters: UTF-8, scripts, punctuation classes by locale and context, clusters and words.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/composition.h"
#include "engine/base/hash.h"

namespace banxin {

/// Reads the code point at `text[at]` and moves `at` past it. Invalid bytes give U+FFFD and move
/// by one, so that a scan always ends.
char32_t decode_utf8(std::string_view text, std::size_t& at);
void append_utf8(std::string& out, char32_t code_point);
std::u32string to_u32(std::string_view text);
std::string to_utf8(std::u32string_view text);
/// Offset of the first byte that is not valid UTF-8 (surrogates and overlong forms are not), or
/// npos.
std::size_t find_invalid_utf8(std::string_view text);
/// Normalisation form C, for comparing file names only: manuscript text is never normalised (F6).
std::string nfc(std::string_view text);

/// The classes of CH2. `other_symbol` is a 1 em symbol that takes no Han–Latin space (A3).
enum class CharClass : std::uint8_t {
  opening,
  closing,
  pause,
  stop,
  question,
  question_pair,
  dash,
  ellipsis,
  connector,
  interpunct,
  solidus,
  ideographic_space,
  suffix,
  prefix,
  note_label,
  iteration,
  small_kana,
  latin,
  han,
  other_symbol,
  space,
  no_break_space,
  zero_width_break,
  word_joiner,
  soft_hyphen,
  line_feed,
  object
};

bool is_han(char32_t c);        // ideographs incl. extensions, 〇, compatibility forms
bool is_wide_text(char32_t c);  // H of rule A1: Han, kana, bopomofo, 〇, 々
bool is_emoji(char32_t c);
bool is_capital(char32_t c);
/// The Unicode code point name of a block for messages: "U+20BB7".
std::string code_point_text(char32_t c);

/// How a character stands in a vertical line (V2; UAX #50): U, Tu, Tr, R. The transformed ones have
/// a form of their own there, without which they stand upright or are turned.
enum class VerticalOrientation : std::uint8_t {
  upright,
  transformed_upright,
  transformed_rotated,
  rotated
};
VerticalOrientation vertical_orientation(char32_t c);

/// V7: the mark that a typed vertical presentation form or half-width kana mark stands for (︽ →
/// 《, ｡ → 。); the character itself if it is none. Both take three bytes of UTF-8.
char32_t ordinary_mark(char32_t c);

enum class Script : std::uint8_t {
  common,
  han,
  hiragana,
  katakana,
  bopomofo,
  hangul,
  latin,
  greek,
  cyrillic,
  other
};
Script script_of(char32_t c);

/// One user-perceived character or unbreakable unit of the text (U1, U10): base with combining
/// marks and variation selectors, a pair ——, ……, ZWJ sequence.
struct CharCluster {
  std::uint32_t begin = 0, end = 0;  // bytes of the text
  char32_t base = 0;                 // first code point
  CharClass cls = CharClass::han;    // resolved for locale and context (CH1, O1)
  Script script = Script::common;
  bool address = false;  // of a URL, DOI or e-mail address (U6)
  bool cjk_font = true;  // false: set in the Latin face (letters, digits; quotes in Latin context)
  Locale locale = Locale::zh_hans;  // of its passage, or of the paragraph
  // Word-like token the cluster belongs to (U3–U6); 0: none. Clusters of one token do not part
  // but where `break_after` says so.
  std::uint32_t token = 0;
};

/// May a line end after cluster i, before cluster i+1? Prohibition by level is included.
///   allowed    a legal break; `penalty` for the optimal breaker (D3)
///   hyphen     a hyphen is drawn there; legal below kEmergencyHyphenPenalty, from there on J7 only
///   emergency  inside a unit, for J7 only: penalty below kTokenSplitPenalty is a soft unit (URL
///              part, number and measure word), from there on any two letters of one word
///   forbidden  penalty kRescuePenalty: only by prohibition level, so a K0 rescue may use it;
///              penalty 0: never
///   mandatory  after a line feed and at the end
enum class BreakKind : std::uint8_t { forbidden, allowed, hyphen, emergency, mandatory };

struct BreakAfter {
  BreakKind kind = BreakKind::forbidden;
  std::int16_t penalty = 0;
};

inline constexpr std::int16_t kUrlPenalty = 20;
inline constexpr std::int16_t kNamePenalty = 30;  // inside a short 《title》 (U9)
inline constexpr std::int16_t kUnitPenalty = 50;  // number and measure word, before a dash, hyphen
inline constexpr std::int16_t kEmergencyHyphenPenalty = 900;  // in a part of a compound (U7)
inline constexpr std::int16_t kTokenSplitPenalty = 1000;
inline constexpr std::int16_t kRescuePenalty = 2000;

struct TextAnalysis {
  std::vector<CharCluster> clusters;
  std::vector<BreakAfter> breaks;  // one per cluster; the last one is `mandatory`
};

/// Splits a paragraph's text into clusters with class, font side and break opportunities (CH1–CH5,
/// K1–K8, U1–U11, O1). Typed spaces are still there; shape normalises them (A5–A8): the break after
/// the last space of a run is the break between its neighbours. A space inside a unit (12 km) is
/// given as `no_break_space`. ASCII signs of a number (% $ °) are suffix or prefix and stay in the
/// Latin face. Every letter of a word is a cluster of its own, with `emergency` between.
/// Cost: linear. Threads: safe.
/// `passages`: parts of the text in a language of their own, in order and apart; what is in none
/// follows composition.locale.
struct LocalePassage {
  std::uint32_t begin = 0, end = 0;  // bytes
  Locale locale = Locale::zh_hans;
};

TextAnalysis analyze(std::string_view text,
                     const Composition& composition,
                     std::span<const LocalePassage> passages = {});

/// Byte offsets at which a phrase may end in a title (H5), and how good a line's end is there:
///   7  a space typed between Han, U+200B, a line feed: the editor's own word
///   6  after a mark that ends a clause
///   5  after 、 and closing marks, before opening ones, after 的, before 将 对 在 …
///   4  beside a verb
///   3  between words, as ICU's dictionary has them and prefixes, suffixes and numbers correct them
///   2  between words that had better stay together: 和|…, 5 项|…, 跨境|电商
///   1  inside a 《name》 or a short quote: only if nothing else is left
/// What is not given is no place to end a line of a title at all.
struct PhraseBreak {
  std::uint32_t offset = 0;
  std::uint8_t strength = 1;
};

std::vector<PhraseBreak> phrase_breaks(std::string_view text, Locale locale);

/// Where words of one language may part: libhyphen with that language's patterns (U7). Immutable.
/// Threads: safe.
class Hyphenator {
 public:
  /// Reads a pattern file of libhyphen; nothing if it is none. Cost: some milliseconds.
  static std::shared_ptr<const Hyphenator> load(std::string_view patterns);
  ~Hyphenator();

  /// `marks[i]` says whether the word may part after its letter i. Capitals count as small letters;
  /// places at which the spelling would have to change are left out. Words above 60 letters are no
  /// words. Cost: linear in the word's length.
  void find(std::u32string_view word, std::vector<bool>& marks) const;

 private:
  struct Dictionary;
  explicit Hyphenator(std::unique_ptr<const Dictionary> dictionary);
  std::unique_ptr<const Dictionary> dictionary_;
};

/// The hyphenators of a build by language tag.
struct Hyphenators {
  struct Entry {
    std::string language;
    std::shared_ptr<const Hyphenator> words;
    Hash128 patterns;  // of the file it was read from
  };

  std::vector<Entry> entries;

  /// Null if the build has none for that tag.
  const Hyphenator* find(std::string_view language) const;
};

/// Offsets in characters at which ICU's dictionary ends a word, sorted, with 0 and the text's end.
/// Cost: a millisecond to open the dictionary, so ask only where it matters.
std::vector<std::uint32_t> dictionary_words(std::u32string_view text);

/// The usual characters a compatibility form stands for (NFKC): ⼀ → 一, ﬁ → fi, ｱ → ア; the
/// character itself if there is none.
std::u32string compatibility_form(char32_t c);

/// Simplified and traditional Han, for finding what strayed from one into the other. Opens ICU's
/// tables at the first question. Threads: one each.
class HanVariants {
 public:
  HanVariants();
  ~HanVariants();
  HanVariants(const HanVariants&) = delete;
  HanVariants& operator=(const HanVariants&) = delete;

  /// The simplified character for one that simplified Chinese does not use (國 → 国); `c` itself
  /// where it is used (乾, 著) or there is none. "Used" is the repertoire of GB 2312.
  char32_t simplified(char32_t c);
  /// The traditional character for one that Big5 does not have (国 → 國); `c` itself otherwise.
  char32_t traditional(char32_t c);

 private:
  struct Tables;
  std::unique_ptr<Tables> tables_;
};

/// 2023 → 二〇二三 (digits) ; 27 → 二十七 (counting).
std::string chinese_digits(std::int64_t number);
std::string chinese_number(std::int64_t number);

/// Name of the enumerator, as all dumps print it.
std::string_view class_name(CharClass cls);

/// "cluster begin..end class break" one a line, for golden tests.
std::string to_text(const TextAnalysis& analysis, std::string_view text);

}  // namespace banxin

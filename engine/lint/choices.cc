// N920, N929, N933, N934, N946, N947: what may be written in two ways, and should be in one.
#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "engine/lint/rules.h"

namespace banxin {
namespace {

/// Where one way of writing stands, and how often.
struct Use {
  std::size_t count = 0;
  const LintText* text = nullptr;  // of the first
  std::size_t at = 0;

  void add(const LintText& where, std::size_t position) {
    if (count++ == 0) {
      text = &where;
      at = position;
    }
  }
};

/// Two ways, of which the rarer one is pointed at.
class Choice {
 public:
  Choice(std::string_view code, std::string a, std::string b)
      : code_(code),
        names_{std::move(a), std::move(b)} {}

  Use& operator[](std::size_t which) { return uses_[which]; }

  void report(Findings& out) const {
    if (uses_[0].count == 0 || uses_[1].count == 0) {
      return;
    }
    const std::size_t rare = uses_[0].count < uses_[1].count ? 0 : 1;
    const Use& use = uses_[rare];
    const std::size_t length = to_u32(names_[rare]).size();
    out.report(code_,
               *use.text,
               use.at,
               use.at + std::max<std::size_t>(length, 1),
               {names_[rare],
                std::to_string(use.count),
                names_[1 - rare],
                std::to_string(uses_[1 - rare].count)});
  }

 private:
  std::string_view code_;
  std::array<std::string, 2> names_;
  std::array<Use, 2> uses_;
};

// ---- the issue: ％ and %, ￥ and ¥, ～ and -

struct Signs {
  char32_t a, b;
};

void check_signs(const std::vector<LintText>& texts, Findings& out) {
  for (const Signs& signs : {Signs{U'％', U'%'}, Signs{U'￥', U'¥'}}) {
    Choice choice("N933", text_of(signs.a), text_of(signs.b));
    for (const LintText& text : texts) {
      for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.text[i] == signs.a || text.text[i] == signs.b) {
          choice[text.text[i] == signs.a ? 0 : 1].add(text, i);
        }
      }
    }
    choice.report(out);
  }
}

/// 10～20万, 5%—8%: an amount with its range sign at `i`. Years are another matter, and so is all
/// that may be a number of a thing: 3-5 楼, 021-5555.
bool is_amount_range(const LintText& text, std::size_t i) {
  std::size_t begin = i;
  if (one_of(text.before(begin), U"%％℃万亿元")) {
    --begin;
  }
  std::size_t digits = begin;
  while (digits > 0 && (is_arabic(text.text[digits - 1]) || text.text[digits - 1] == U'.')) {
    --digits;
  }
  std::size_t end = i + 1;
  while (is_arabic(text.at(end)) || (text.at(end) == U'.' && is_arabic(text.at(end + 1)))) {
    ++end;
  }
  return digits < begin && end > i + 1 && one_of(text.at(end), U"%％℃万亿元倍岁米吨") &&
         !one_of(text.before(digits), U"-–—~～/");
}

void check_range_signs(const std::vector<LintText>& texts, Findings& out) {
  constexpr std::u32string_view kSigns = U"～—-~–";
  std::array<Use, kSigns.size()> uses;
  for (const LintText& text : texts) {
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
      if (is_common_han(text.text[i])) {
        continue;
      }
      const std::size_t sign = kSigns.find(text.text[i]);
      if (sign != std::u32string_view::npos && is_amount_range(text, i)) {
        uses[sign].add(text, i);
      }
    }
  }
  std::size_t most = 0;
  for (std::size_t i = 1; i < uses.size(); ++i) {
    most = uses[i].count > uses[most].count ? i : most;
  }
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (i != most && uses[i].count > 0) {
      out.report("N933",
                 *uses[i].text,
                 uses[i].at,
                 uses[i].at + 1,
                 {text_of(kSigns[i]),
                  std::to_string(uses[i].count),
                  text_of(kSigns[most]),
                  std::to_string(uses[most].count)});
    }
  }
}

// ---- full-width letters and digits beside half-width ones

bool is_full_alnum(char32_t c) {
  return (c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A) ||
         (c >= 0xFF41 && c <= 0xFF5A);
}

void check_full_alnum(const std::vector<LintText>& texts, Findings& out) {
  std::size_t full = 0;
  std::size_t half = 0;
  for (const LintText& text : texts) {
    for (const char32_t c : text.text) {
      full += is_full_alnum(c) ? 1 : 0;
      half += is_arabic(c) || is_lower(c) || is_upper(c) ? 1 : 0;
    }
  }
  if (full == 0 || half < full) {
    return;  // full width throughout is a house's style
  }
  for (const LintText& text : texts) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      std::size_t end = i;
      std::u32string usual;
      for (; is_full_alnum(text.at(end)); ++end) {
        usual += static_cast<char32_t>(text.text[end] - 0xFEE0);
      }
      if (end > i) {
        out.report("N929", text, i, end, {excerpt_of(text, i, end), to_utf8(usual)}, safe(usual));
        i = end - 1;
      }
    }
  }
}

// ---- the article: units, and 、 between quotations

struct Units {
  std::u32string_view chinese, symbol;
};

constexpr std::array<Units, 6> kUnits = {{{U"公里", U"km"},
                                          {U"千米", U"km"},
                                          {U"公斤", U"kg"},
                                          {U"千克", U"kg"},
                                          {U"平方米", U"㎡"},
                                          {U"平方米", U"m²"}}};

bool after_number(const LintText& text, std::size_t at) {
  while (at > 0 && text.text[at - 1] == U' ') {
    --at;
  }
  return is_arabic(text.before(at));
}

using Texts = std::vector<const LintText*>;

void check_units(const Texts& article, Findings& out) {
  for (const Units& units : kUnits) {
    Choice choice("N934", to_utf8(units.chinese), to_utf8(units.symbol));
    for (const LintText* text : article) {
      for (const std::size_t which : {0u, 1u}) {
        const std::u32string_view name = which == 0 ? units.chinese : units.symbol;
        for (std::size_t at = text->text.find(name); at != std::u32string::npos;
             at = text->text.find(name, at + 1)) {
          if (after_number(*text, at) && !is_letter(text->at(at + name.size()))) {
            choice[which].add(*text, at);
          }
        }
      }
    }
    choice.report(out);
  }
}

// GB/T 15834, 4.5.3.5: usually left out between quotations and between titles.
void check_pause_between(const Texts& article, Findings& out) {
  Use use;
  for (const LintText* text : article) {
    for (std::size_t i = 1; i + 1 < text->size(); ++i) {
      const bool titles = text->before(i) == U'》' && text->at(i + 1) == U'《';
      const bool quotes = text->before(i) == U'”' && text->at(i + 1) == U'“';
      if (text->text[i] == U'、' && (titles || quotes)) {
        use.add(*text, i);
      }
    }
  }
  if (use.count > 0) {
    out.report("N920", *use.text, use.at, use.at + 1, {std::to_string(use.count)});
  }
}

/// Traditional characters in a simplified article, or the other way round.
void check_variants(const Texts& article, Locale locale, HanVariants& variants, Findings& out) {
  const bool simplified = locale == Locale::zh_hans;
  std::u32string foreign;
  std::u32string usual;
  Use use;
  for (const LintText* text : article) {
    if (text->role == TextRole::name) {
      continue;
    }
    for (std::size_t i = 0; i < text->size(); ++i) {
      const char32_t c = text->text[i];
      const char32_t other = !is_han(c)   ? c
                             : simplified ? variants.simplified(c)
                                          : variants.traditional(c);
      if (other == c || text->places[i].silent) {
        continue;
      }
      use.add(*text, i);
      if (foreign.find(c) == std::u32string::npos && foreign.size() < 12) {
        foreign += c;
        usual += other;
      }
    }
  }
  // An article that quotes a whole text in the other characters means it.
  if (use.count > 0 && use.count <= 40) {
    out.report(simplified ? "N946" : "N947",
               *use.text,
               use.at,
               use.at + 1,
               {to_utf8(foreign), to_utf8(usual), std::to_string(use.count)});
  }
}

}  // namespace

void check_choices(const std::vector<LintText>& texts, Locale locale, Findings& out) {
  check_signs(texts, out);
  check_range_signs(texts, out);
  check_full_alnum(texts, out);
  HanVariants variants;
  for (std::size_t begin = 0; begin < texts.size();) {
    std::size_t end = begin;
    Texts article;
    for (; end < texts.size() && texts[end].article == texts[begin].article; ++end) {
      article.push_back(&texts[end]);
    }
    check_units(article, out);
    check_pause_between(article, out);
    check_variants(article, locale, variants, out);
    begin = end;
  }
}

}  // namespace banxin

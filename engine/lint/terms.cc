// W925, W991: the house's own words, [lint.terms].
#include "engine/lint/rules.h"

namespace banxin {
namespace {

struct Term {
  std::u32string wrong, right;
};

/// Does `wrong` at `at` stand inside an occurrence of `right`? 作 inside 作为 is as it should be.
bool is_inside_right(std::u32string_view text, std::size_t at, const Term& term) {
  for (std::size_t in = term.right.find(term.wrong); in != std::u32string::npos;
       in = term.right.find(term.wrong, in + 1)) {
    if (at >= in && text.substr(at - in, term.right.size()) == term.right) {
      return true;
    }
  }
  return false;
}

std::vector<Term> usable_terms(const LintSettings& settings, Findings& out) {
  std::vector<Term> terms;
  for (const auto& [wrong, right] : settings.terms) {
    Term term{to_u32(wrong.value), to_u32(right.value)};
    bool circular = term.wrong.empty() || term.wrong == term.right;
    for (const auto& [other, unused] : settings.terms) {
      // Mending one would make another, and that one this again.
      circular = circular || (other.value != wrong.value && !other.value.empty() &&
                              right.value.find(other.value) != std::string::npos);
    }
    if (circular) {
      out.report(Diagnostic{"W991", wrong.span, {wrong.value, right.value}});
    } else {
      terms.push_back(std::move(term));
    }
  }
  return terms;
}

}  // namespace

void check_terms(const std::vector<LintText>& texts, const LintSettings& settings, Findings& out) {
  const std::vector<Term> terms = usable_terms(settings, out);
  for (const LintText& text : texts) {
    for (const Term& term : terms) {
      // A mark of Markdown or TOML may read as something else where it comes to stand.
      const bool plain = term.right.find_first_of(U"*_`[](){}<>|\\&\"'#~^:\n\r") == term.right.npos;
      const FixSafety safety = plain ? FixSafety::safe : FixSafety::for_review;
      for (std::size_t at = text.text.find(term.wrong); at != std::u32string::npos;
           at = text.text.find(term.wrong, at + term.wrong.size())) {
        if (!is_inside_right(text.text, at, term)) {
          out.report("W925",
                     text,
                     at,
                     at + term.wrong.size(),
                     {to_utf8(term.wrong), to_utf8(term.right)},
                     Change{term.right, safety});
        }
      }
    }
  }
}

}  // namespace banxin

// Both documents as running text: characters without spaces, and where they came from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/proof_settings.h"
#include "engine/display/display.h"

namespace banxin {

struct RunningText {
  std::u32string text;
  std::vector<char> space_before;  // by character: a blank was typed before it
  /// A piece of the text, readable, with its blanks.
  std::string show(std::size_t begin, std::size_t end) const;
};

struct NewText : RunningText {
  struct Where {
    std::uint32_t page = 0, item = 0;
  };

  std::vector<Where> where;  // by character
};

/// What running heads and folios say, digits apart, so that they are known in another document.
class Furniture {
 public:
  explicit Furniture(const Document& document);
  /// The line says nothing but what running heads say.
  bool is(std::string_view line) const;

 private:
  std::vector<std::u32string> texts_;  // the longest first
};

/// The tagged text of all pages in the order it is drawn; of pictures what `settings` can tell.
NewText new_text(const Document& document, const ProofSettings& settings);

/// The text of the earlier pages without their running heads. What a proof sheet says beside the
/// page comes last on it and is left out.
RunningText earlier_text(const std::vector<EarlierPage>& pages, const Furniture& furniture);

/// Begins what a proof sheet says: all after it on a page is no text of the issue.
inline constexpr std::string_view kProofSign = "〔校样〕";

}  // namespace banxin

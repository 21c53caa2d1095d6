// The proof sheet (校样): finished pages on larger paper, with what an editor needs round about
// them. Nothing of a page moves.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/composition_report.h"
#include "engine/base/diagnostic.h"
#include "engine/base/page_sheet.h"
#include "engine/base/proof_settings.h"
#include "engine/display/display.h"
#include "engine/font/font.h"
#include "engine/style/style.h"

namespace banxin {

/// Paper round the trimmed page. The outer side is the fore-edge (书口).
inline constexpr Length kProofOuter = 24_mm, kProofInner = 8_mm;
inline constexpr Length kProofHead = 13_mm, kProofFoot = 28_mm;

struct ProofRequest {
  const Document& document;
  std::span<const PageSheet> sheets;  // one a page
  const CompositionReport& composition;
  const Diagnostics& diagnostics;  // of everything before
  const SourceMap& sources;
  const Styled& styled;  // whose faces the sheet is lettered with
  const FontStore& fonts;
  const ProofSettings& settings;
  std::span<const std::pair<FileId, std::string>> articles;  // titles, by file
  int resolution = 300;                                      // pictures below are marked, dpi
  std::int64_t date = 0;                                     // seconds since 1970, UTC
};

struct Proof {
  Document document;
  ProofFacts facts;
};

/// Everything drawn over pages is an artifact; the summary at the end is tagged text. Same input,
/// same document.
Proof make_proof(const ProofRequest& request);

}  // namespace banxin

// --proof, --proof-label, --changed-since.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/cli/arguments.h"

namespace banxin {

inline constexpr std::string_view kProofWords = "grid, frames, source, every-line, no-numbers";

/// Reads "grid,frames"; a word that is none of kProofWords is E804.
ProofSettings read_proof(std::string_view words, Diagnostics& diagnostics);

/// The name an output has by itself: 2023-09.pdf stays so, a proof is 2023-09-proof.pdf.
std::string plain_output(const Arguments& arguments, const std::string& plain);

/// What the sheet of a build is to show, in full: its language, the text of the earlier PDF read.
/// E820, E821 if that can't be read.
Diagnostics complete_proof(const Arguments& arguments, Language language, ProofSettings& proof);

}  // namespace banxin

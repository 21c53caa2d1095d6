// The words of [output.imposition] and of the command line for it.
#pragma once

#include <optional>
#include <string_view>

#include "engine/base/output_settings.h"

namespace banxin {

inline constexpr std::string_view kImpositionKinds = "saddle-stitch, two-up, signatures, cut-stack";

std::optional<Imposition::Kind> imposition_kind_of(std::string_view word);

/// "0.1mm", "0.1 mm", "0.1" (millimetres), "2cm", "9pt". Not below zero, at most 10 m.
std::optional<Length> paper_length_of(std::string_view word);

/// "460x320mm", "460 × 320 mm", "460*320": width and height, both above zero.
std::optional<Size> sheet_size_of(std::string_view word);

}  // namespace banxin

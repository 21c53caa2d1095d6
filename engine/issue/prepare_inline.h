// The in-line part of preparing Markdown: emphasis that follows Chinese text.
#pragma once

#include <cstddef>

#include "engine/issue/prepared_text.h"

namespace banxin {

/// Copies source [begin, end), which lies on one line, with stand-ins where CommonMark's flanking
/// rules fail Chinese text, before pictures, and in bare addresses. Cost: linear.
void prepare_inline(PreparedText& out, std::size_t begin, std::size_t end);

/// The end of a bare address (http://, https://, www.) that begins at `at`, or `at` if there is
/// none. Trailing punctuation is not part of it.
std::size_t address_end(std::string_view text, std::size_t at);

}  // namespace banxin

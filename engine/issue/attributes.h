// {#id .class key=value} and the head of a fenced div.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/issue/issue.h"

namespace banxin {

/// Reads an attribute list that begins at `text[at] == '{'` and adds to `out`. Returns the offset
/// after it, or 0 if there is none (then `out` is as before). Values may stand in straight or
/// curly quotes. Cost: at most kMaxAttributeBytes.
std::size_t parse_attributes(std::string_view text, std::size_t at, Attributes& out);
constexpr std::size_t kMaxAttributeBytes = 2048;

/// `name`, `name {…}`, `{.name …}`, each with or without colons after it. False if the line has
/// more than that; the name is set all the same.
bool parse_div_head(std::string_view text, std::string& name, Attributes& out);

}  // namespace banxin

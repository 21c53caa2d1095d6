// [variables]: values with a name, put in wherever the rest of a layout says $name.
#pragma once

#include "engine/style/value.h"

namespace banxin::style {

/// Replaces every `$name` outside [variables] by its value: a string that is nothing else takes a
/// value of any type, a word among others its text. `\$` stands for the sign itself. What is put in
/// is reported where it is used. E221 no such variable, E222 one that stands for itself.
void expand_variables(Value& document, Diagnostics& diagnostics);

/// The text of a value that has one: strings, numbers, true. Empty for everything else.
std::string scalar_text(const Value& value);

}  // namespace banxin::style

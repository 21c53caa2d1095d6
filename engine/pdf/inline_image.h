// The dictionary of an inline image, as that of an image XObject.
#pragma once

#include <vector>

#include "engine/pdf/operators.h"
#include "engine/pdf/value.h"

namespace banxin::pdf {

/// Keys written out; values in bounds, what is no value null. Source: ISO 32000-1 table 93.
Dict inline_dictionary(const std::vector<Token>& tokens);

}  // namespace banxin::pdf

// CMaps: how codes are cut and numbered, and what characters they stand for.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/preflight/font.h"

namespace banxin::prepress {

/// The Encoding of a composite font: a name or a stream.
CodeMap read_encoding_map(Object encoding);
/// By code up to 65 535: 0 nothing usable, 1 good characters, 2 private use or radicals.
std::vector<std::uint8_t> read_to_unicode(Object stream);

}  // namespace banxin::prepress

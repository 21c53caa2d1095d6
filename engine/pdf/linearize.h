// The screen edition as a file that opens from its first bytes on (L-1).
#pragma once

#include <string>

#include "engine/base/result.h"

namespace banxin::pdf {

/// The same file linearized, its objects packed into object streams. Keeps the first part of the
/// ID; the second is that of the content (D-8). Fails: E701. Memory: about the file three times,
/// and 3 kB an object. One thread per call.
Result<std::string> linearize(std::string file);

}  // namespace banxin::pdf

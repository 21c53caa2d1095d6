// Prepared parts become the objects of a file, in a fixed order (D-5), on one thread.
#pragma once

#include "engine/pdf/podofo.h"
#include "engine/pdf/prepare.h"

namespace banxin::pdf {

/// All objects of an edition. `shared` has been prepared for it.
File assemble(const Shared& shared, const PdfOptions& options, Prepared prepared);

}  // namespace banxin::pdf

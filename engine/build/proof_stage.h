// Proof sheets (校样) in place of the pages. Inside engine/build only.
#pragma once

#include "engine/build/work.h"

namespace banxin {

/// A proof is made of what is there, as a draft is, and is one file.
Job proof_job(const Job& job);

/// The pages become sheets with everything said so far. The job asked for them, and there are no
/// errors.
void make_proof_sheets(Work& work);

}  // namespace banxin

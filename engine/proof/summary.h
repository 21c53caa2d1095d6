// The pages at the end of a proof: counts, changes, findings page by page.
#pragma once

#include "engine/proof/findings.h"
#include "engine/proof/lettering.h"

namespace banxin {

/// Adds the pages, tagged, with a bookmark and labels of their own. Gives how many.
int add_summary(const ProofRequest& request,
                const ProofFindings& findings,
                Lettering& lettering,
                Document& to);

}  // namespace banxin

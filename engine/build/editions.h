// The files of the editions wanted, from one layout result. Inside engine/build only.
#pragma once

#include <vector>

#include "engine/build/work.h"

namespace banxin {

/// A file for each edition wanted; that for the imposed one holds its pages still one by one. Notes
/// and errors go to `work`; N740 if there is no profile.
std::vector<EditionPdf> make_editions(Work& work);

/// Puts the pages of the imposed edition, which must be among `made`, on sheets.
void impose_editions(Work& work, std::vector<EditionPdf>& made);

}  // namespace banxin

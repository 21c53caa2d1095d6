// Where note marks stand beside stops (M8).
#pragma once

#include "engine/style/layout_data.h"

namespace banxin::style {

/// Moves marks over the stops beside them: 文。① or 文[1]。 whichever way they were typed. Closing
/// quotes and brackets stay where they are.
void place_note_marks(Paragraph& paragraph, NotePlace place);

}  // namespace banxin::style

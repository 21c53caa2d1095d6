// banxin impose: a finished PDF on sheets.
#pragma once

#include "engine/cli/arguments.h"
#include "engine/cli/exit_code.h"

namespace banxin {

/// Does the path name a PDF file (by its first bytes)?
bool is_pdf_file(const std::string& path);

/// Puts the pages of the PDF in arguments.folder on sheets and writes them.
ExitCode impose_command(const Arguments& arguments, Console& console);

}  // namespace banxin

// Where each file of a build goes.
#pragma once

#include <string>
#include <vector>

#include "engine/api/banxin.h"
#include "engine/cli/output_file.h"

namespace banxin {

struct OutputName {
  Edition edition = Edition::screen;
  std::string part;  // as in EditionPdf
  std::string path;
};

/// "2023-09.pdf" is the plain name, that of the screen edition; others are 2023-09-print.pdf,
/// 2023-09-imposed.pdf; a part has its own name, 2023-09-cover.pdf.
std::string edition_path(const std::string& plain, Edition edition, const std::string& part);

/// Names of a result's files, in its order. A name always means the same edition, so that a file
/// for the screen is never taken for one for the press.
std::vector<OutputName> output_names(const std::string& plain, const BuildResult& result);
/// The same where the user gave the name: a single edition gets exactly that.
std::vector<OutputName> output_names_as_told(const std::string& name, const BuildResult& result);

/// The same with their bytes, which `result` keeps. `names` are of this result.
std::vector<OutputFile> output_files(const std::vector<OutputName>& names,
                                     const BuildResult& result);

/// "a.pdf, a-print.pdf", for messages.
std::string list_of(const std::vector<OutputName>& names);

}  // namespace banxin

// Which issues a batch builds, and into which files.
#pragma once

#include <string>
#include <vector>

#include "engine/api/banxin.h"

namespace banxin {

struct BatchItem {
  std::string given;   // as it is called in reports
  std::string folder;  // the issue folder
  std::string output;  // its PDF; other editions are named after it, see edition_path
};

/// Folders as given; a word with * or ? that is no folder stands for the folders it matches that
/// hold an issue.toml, in order of code points. A word that matches nothing is kept.
std::vector<std::string> expand_issues(const std::vector<std::string>& words);

struct BatchPlan {
  std::vector<BatchItem> items;
  Diagnostics diagnostics;  // E824: two would write the same file
};

BatchPlan plan_batch(const std::vector<std::string>& issues, const std::string& output_folder);

}  // namespace banxin

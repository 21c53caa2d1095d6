#include "engine/cli/batch_items.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>
#include <utility>

#include "engine/cli/issue_folder.h"

namespace banxin {
namespace {

namespace fs = std::filesystem;

bool has_wildcard(std::string_view word) {
  return word.find_first_of("*?") != std::string_view::npos;
}

/// The folders in `at` whose name matches `pattern`; as in a shell, hidden ones only by name.
std::vector<fs::path> matches(const fs::path& at, const std::string& pattern) {
  std::vector<std::string> names;
  std::error_code error;
  fs::directory_iterator entry(at.empty() ? "." : at, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    std::string name = entry->path().filename().string();
    const bool shown = name.front() != '.' || pattern.front() == '.';
    if (shown && glob_matches(pattern, name)) {
      names.push_back(std::move(name));
    }
  }
  std::sort(names.begin(), names.end());
  std::vector<fs::path> paths;
  for (const std::string& name : names) {
    paths.push_back(at / name);
  }
  return paths;
}

std::vector<std::string> expand(const std::string& word) {
  std::vector<fs::path> found{fs::path()};
  for (const fs::path& part : fs::path(word)) {
    const std::string name = part.string();
    std::vector<fs::path> next;
    for (const fs::path& at : found) {
      if (has_wildcard(name)) {
        const std::vector<fs::path> more = matches(at, name);
        next.insert(next.end(), more.begin(), more.end());
      } else {
        next.push_back(at / part);
      }
    }
    found = std::move(next);
  }
  std::vector<std::string> issues;
  std::error_code error;
  for (const fs::path& path : found) {
    if (fs::is_regular_file(path / "issue.toml", error)) {
      issues.push_back(path.string());
    }
  }
  return issues;
}

}  // namespace

std::vector<std::string> expand_issues(const std::vector<std::string>& words) {
  std::vector<std::string> issues;
  std::error_code error;
  for (const std::string& word : words) {
    std::vector<std::string> found;
    if (has_wildcard(word) && !fs::exists(word, error)) {
      found = expand(word);
    }
    if (found.empty()) {
      found.push_back(word);
    }
    issues.insert(issues.end(), found.begin(), found.end());
  }
  return issues;
}

BatchPlan plan_batch(const std::vector<std::string>& issues, const std::string& output_folder) {
  BatchPlan plan;
  std::map<std::string, std::string> taken;  // issue by output
  for (const std::string& given : issues) {
    BatchItem item{given, issue_folder(given), {}};
    item.output = (fs::path(output_folder) / default_output(item.folder)).string();
    const auto [at, fresh] = taken.emplace(item.output, given);
    if (!fresh) {
      plan.diagnostics.push_back({"E824", {}, {at->second, given, item.output}});
    }
    plan.items.push_back(std::move(item));
  }
  return plan;
}

}  // namespace banxin

#include "engine/cli/new_issue.h"

#include <ctime>
#include <filesystem>

#include "engine/cli/output_file.h"

namespace banxin {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kIssue =
#include "engine/cli/new_issue.toml.inc"
    ;
constexpr std::string_view kArticle =
#include "engine/cli/new_article.md.inc"
    ;

/// `{year}`, `{month}` and `{date}` filled in.
std::string filled(std::string_view text, std::int64_t now) {
  const std::time_t seconds = now;
  std::tm date{};
  ::gmtime_r(&seconds, &date);
  char day[32];
  std::strftime(day, sizeof day, "%Y-%m-%d", &date);
  const std::pair<std::string_view, std::string> values[] = {
      {"{year}", std::to_string(date.tm_year + 1900)},
      {"{month}", std::to_string(date.tm_mon + 1)},
      {"{date}", day},
  };
  std::string out(text.substr(text.front() == '\n' ? 1 : 0));
  for (const auto& [name, value] : values) {
    for (std::size_t at = out.find(name); at != std::string::npos; at = out.find(name, at)) {
      out.replace(at, name.size(), value);
    }
  }
  return out;
}

Diagnostics write_files(const fs::path& folder, std::int64_t now) {
  // The schemas lie with the issue, so that an editor finds them on any machine.
  const std::pair<const char*, std::string> files[] = {
      {"issue.toml", filled(kIssue, now)},
      {"articles/01-01.md", filled(kArticle, now)},
      {".banxin/issue.schema.json", json_schema(SchemaFile::issue)},
      {".banxin/layout.schema.json", json_schema(SchemaFile::layout)}};
  for (const auto& [name, text] : files) {
    Diagnostics failed = write_output((folder / name).string(), text);
    if (!failed.empty()) {
      return failed;
    }
  }
  return {};
}

}  // namespace

Diagnostics make_new_issue(const std::string& folder, std::int64_t now) {
  std::error_code error;
  const fs::path path(folder);
  if (fs::exists(path, error) && (!fs::is_directory(path, error) || !fs::is_empty(path, error))) {
    return {{"E806", {}, {folder}}};
  }
  for (const fs::path& made : {path / "articles", path / "images", path / ".banxin"}) {
    fs::create_directories(made, error);
    if (error) {
      return {{"E812", {}, {folder, error.message()}}};
    }
  }
  return write_files(path, now);
}

}  // namespace banxin

// parse_issue: issue.toml, its sections, and the articles they list.
#include <algorithm>
#include <map>
#include <set>

#include "engine/issue/issue_parts.h"
#include "engine/issue/toml_reader.h"
#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

// File names that a mistyped one is compared with; a folder has far fewer.
constexpr std::size_t kMaxNames = 500;

std::string clean_path(std::string_view path) {
  std::string clean(path);
  std::replace(clean.begin(), clean.end(), '\\', '/');
  while (clean.starts_with("./")) {
    clean.erase(0, 2);
  }
  return clean;
}

class IssueReader {
 public:
  IssueReader(const World& world, SourceMap& sources) : world_(world), sources_(sources) {}

  Parsed<Issue> run() {
    const ReadResult file = world_.read("issue.toml", kTomlLimit);
    if (file.problem == ReadProblem::not_found) {
      return {std::move(issue_), {Diagnostic{"E100", {}, {}}}};
    }
    if (file.problem != ReadProblem::none) {
      return {
          std::move(issue_),
          {Diagnostic{code_of(file.problem), {}, args_of(file.problem, "issue.toml", kTomlLimit)}}};
    }
    issue_.file = sources_.add("issue.toml", std::string(file.bytes.view()));
    Reporter reporter(issue_.file);
    read_issue_file(reporter);
    append(reporter.take());
    issue_.has_local_layout =
        world_.read("layout.toml", kTomlLimit).problem != ReadProblem::not_found;
    std::stable_sort(
        diagnostics_.begin(), diagnostics_.end(), [](const Diagnostic& a, const Diagnostic& b) {
          return std::pair(a.span.file, a.span.begin) < std::pair(b.span.file, b.span.begin);
        });
    return {std::move(issue_), std::move(diagnostics_)};
  }

 private:
  static std::string_view code_of(ReadProblem problem) {
    switch (problem) {
      case ReadProblem::outside:
        return "E122";
      case ReadProblem::not_a_file:
        return "E123";
      case ReadProblem::too_large:
        return "E124";
      default:
        return "E125";
    }
  }

  static std::vector<std::string> args_of(ReadProblem problem,
                                          const std::string& path,
                                          std::uint64_t limit) {
    if (problem == ReadProblem::too_large) {
      return {path, std::to_string(limit >> 20)};
    }
    return {path};
  }

  void append(Diagnostics more) {
    diagnostics_.insert(diagnostics_.end(),
                        std::make_move_iterator(more.begin()),
                        std::make_move_iterator(more.end()));
  }

  void read_issue_file(Reporter& reporter) {
    // A copy: adding articles to the map may move the texts it holds.
    const std::string text(sources_.text(issue_.file));
    const std::size_t bad = find_invalid_utf8(text);
    if (bad != std::string::npos) {
      const auto at = static_cast<std::uint32_t>(bad);
      reporter.report("E101", {issue_.file, at, at + 1});
      return;
    }
    const std::uint32_t start = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    TomlDocument document =
        parse_toml(std::string_view(text).substr(start), {issue_.file, start, {}}, reporter);
    adopt_top_level_keys(document.root);
    read_publication(document, issue_, reporter);
    read_sections(document, reporter);
  }

  void read_sections(const TomlDocument& document, Reporter& reporter) {
    // A reader of its own: read_publication has judged the other keys.
    TableReader root(document.root, "issue.toml", document, reporter);
    for (const TomlValue* table : root.tables({"section", "栏目"}, Need::required)) {
      TableReader reader(*table, "[[section]]", document, reporter);
      Section section;
      section.span = table->span;
      section.title = reader.text({"title", "标题"}, Need::required);
      const Text kind = reader.text({"kind"});
      section.kind = kind.empty() ? section.kind : kind.value;
      section.variant = reader.text({"variant", "体裁"});
      const TomlEntry* list = reader.take({"articles", "文章"});
      if (list) {
        read_list(*list, section, reporter);
      } else {
        reader.missing("articles");
      }
      reader.finish();
      issue_.sections.push_back(std::move(section));
    }
  }

  void read_list(const TomlEntry& list, Section& section, Reporter& reporter) {
    if (list.value.kind == TomlKind::string) {
      add_entry(list.value, section, reporter);
    } else if (list.value.kind != TomlKind::array) {
      wrong_type(reporter, "E109", list);
      return;
    }
    for (const TomlValue& item : list.value.items) {
      if (item.kind == TomlKind::string) {
        add_entry(item, section, reporter);
      } else {
        wrong_type(reporter, "E109", {list.key, list.key_span, item});
      }
    }
    if (list.value.kind == TomlKind::array && list.value.items.empty()) {
      reporter.report("W103", list.value.span, {section.title.value});
    }
  }

  void add_entry(const TomlValue& value, Section& section, Reporter& reporter) {
    const std::string path = clean_path(TableReader::text_of(value).value);
    if (path.find_first_of("*?") == std::string::npos) {
      if (!listed_.insert(nfc(path)).second) {
        reporter.report("E126", value.span, {path});
        return;
      }
      add_article(path, value.span, section, reporter);
      return;
    }
    const std::vector<std::string> paths = world_.glob(path);
    if (paths.empty()) {
      reporter.report("W107", value.span, {path});
    }
    for (const std::string& found : paths) {
      if (listed_.insert(nfc(found)).second) {  // the lead named first, the rest by a pattern
        add_article(found, value.span, section, reporter);
      }
    }
  }

  void add_article(const std::string& path, Span span, Section& section, Reporter& reporter) {
    const ReadResult file = world_.read(path, kArticleLimit);
    if (file.problem == ReadProblem::not_found) {
      report_missing(path, span, reporter);
      return;
    }
    if (file.problem != ReadProblem::none) {
      reporter.report(code_of(file.problem), span, args_of(file.problem, path, kArticleLimit));
      return;
    }
    const FileId id = sources_.add(path, std::string(file.bytes.view()));
    Article article;
    article.path = path;
    article.file = id;
    article.span = span;
    Reporter own(id);
    read_article(file.bytes.view(), article, own);
    append(own.take());
    section.articles.push_back(std::move(article));
  }

  void report_missing(const std::string& path, Span span, Reporter& reporter) {
    const std::size_t slash = path.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : path.substr(0, slash + 1);
    const auto [at, fresh] = names_.try_emplace(folder);
    if (fresh) {
      at->second = world_.glob(folder + "*");
      at->second.resize(std::min(at->second.size(), kMaxNames));
    }
    const std::vector<std::string_view> names(at->second.begin(), at->second.end());
    const std::string_view close = nearest(path, names);
    if (close.empty()) {
      reporter.report("E120", span, {path});
    } else {
      reporter.report("E121", span, {path, std::string(close)});
    }
  }

  const World& world_;
  SourceMap& sources_;
  Issue issue_;
  Diagnostics diagnostics_;
  std::set<std::string> listed_;
  std::map<std::string, std::vector<std::string>> names_;
};

}  // namespace

Parsed<Issue> parse_issue(const World& world, SourceMap& sources) {
  return IssueReader(world, sources).run();
}

}  // namespace banxin

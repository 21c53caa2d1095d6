// fix_issue: safe fixes, applied until none is left, each held against the parser.
#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "engine/lint/lint.h"
#include "engine/lint/lint_all.h"

namespace banxin {
namespace {

// A fix may uncover another (a comma inside brackets that were replaced as a whole). More rounds
// than there are families of rules would be a fault of a rule.
constexpr int kMaxRounds = 16;

using Texts = std::map<std::string, std::string>;  // by path

/// A World some of whose issue files are replaced.
class Overlay final : public World {
 public:
  Overlay(const World& base, const Texts& texts) : base_(base), texts_(texts) {}

  ReadResult read(std::string_view path, std::uint64_t limit) const override {
    const auto at = texts_.find(std::string(path));
    if (at == texts_.end()) {
      return base_.read(path, limit);
    }
    return {Bytes(at->second), ReadProblem::none};
  }

  std::vector<std::string> glob(std::string_view pattern) const override {
    return base_.glob(pattern);
  }

  ReadResult read_layout(std::string_view layout, std::string_view path) const override {
    return base_.read_layout(layout, path);
  }

  ReadResult read_font_list() const override { return base_.read_font_list(); }

  ReadResult read_font(std::string_view name) const override { return base_.read_font(name); }

  ReadResult read_hyphenation(std::string_view language) const override {
    return base_.read_hyphenation(language);
  }

  std::int64_t now() const override { return base_.now(); }

 private:
  const World& base_;
  const Texts& texts_;
};

// ---- what a text reads as, without its wording

class Signature {
 public:
  void blocks(const std::vector<Block>& list) {
    for (const Block& block : list) {
      put('B', static_cast<int>(block.kind));
      put('l', block.level);
      out_ += block.name + '#' + block.attributes.id;
      put('s', block.start);
      put('c', static_cast<int>(block.columns.size()));
      if (block.kind == BlockKind::code || block.kind == BlockKind::figure) {
        out_ += block.text;
      }
      inlines(block.content);
      inlines(block.source);
      for (const auto* rows : {&block.head, &block.body}) {
        for (const TableRow& row : *rows) {
          for (const TableCell& cell : row.cells) {
            out_ += '|';
            inlines(cell.content);
          }
        }
      }
      for (const ListItem& item : block.items) {
        out_ += '-';
        blocks(item.blocks);
      }
      blocks(block.children);
      out_ += '.';
    }
  }

  void inlines(const Inlines& content) {
    for (const Inline& node : content) {
      if (node.kind == InlineKind::text) {
        continue;
      }
      put('I', static_cast<int>(node.kind));
      out_ += node.target + '{' + node.attributes.id;
      for (const std::string& name : node.attributes.classes) {
        out_ += '.' + name;
      }
      inlines(node.children);
      out_ += '}';
    }
  }

  void article(const Article& article) {
    for (const Text* text : {&article.title,
                             &article.toc_title,
                             &article.subtitle,
                             &article.author_note,
                             &article.source,
                             &article.attachment}) {
      out_ += text->empty() ? '0' : '1';
    }
    out_ += article.link.value;
    put('a', static_cast<int>(article.authors.size()));
    inlines(article.summary);
    blocks(article.body);
    for (const Footnote& note : article.footnotes) {
      out_ += '^' + note.label;
      blocks(note.blocks);
    }
    for (const Book& book : article.books) {
      out_ += '$' + book.isbn.value + book.cover.value + book.link.value;
      inlines(book.summary);
      inlines(book.reason);
    }
  }

  void issue(const Issue& issue) {
    put('f', static_cast<int>(issue.contacts.size()));
    for (const Role& role : issue.roles) {
      put('r', static_cast<int>(role.names.size()));
    }
    put('q', static_cast<int>(issue.board_qr.size()));
    blocks(issue.notice);
    for (const Section& section : issue.sections) {
      out_ += '@' + section.kind;
      for (const Article& article : section.articles) {
        out_ += article.path + ';';
      }
    }
  }

  const std::string& text() const { return out_; }

 private:
  void put(char what, int number) { out_ += what + std::to_string(number); }

  std::string out_;
};

struct Reading {
  std::string structure;
  std::vector<std::string_view> codes;  // of its faults, sorted
};

Reading reading_of(const std::string& path, const Texts& texts, const World& world) {
  Signature signature;
  Diagnostics faults;
  if (path == "issue.toml") {
    SourceMap sources;
    Parsed<Issue> parsed = parse_issue(Overlay(world, texts), sources);
    signature.issue(parsed.value);
    faults = std::move(parsed.diagnostics);
  } else {
    Parsed<Article> parsed = parse_article(texts.at(path), FileId{0});
    signature.article(parsed.value);
    faults = std::move(parsed.diagnostics);
  }
  Reading reading{signature.text(), {}};
  for (const Diagnostic& fault : faults) {
    reading.codes.push_back(fault.code);
  }
  std::sort(reading.codes.begin(), reading.codes.end());
  return reading;
}

bool reads_alike(const Reading& before, const Reading& after) {
  return before.structure == after.structure &&
         std::includes(
             before.codes.begin(), before.codes.end(), after.codes.begin(), after.codes.end());
}

// ---- applying

using Fixes = std::vector<Fix>;  // of one file, in order, none over another

std::string applied(std::string_view text, const Fixes& fixes) {
  std::string out;
  std::uint32_t at = 0;
  for (const Fix& fix : fixes) {
    out += text.substr(at, fix.span.begin - at);
    out += fix.replacement;
    at = fix.span.end;
  }
  return out += text.substr(at);
}

class FileFixer {
 public:
  FileFixer(std::string path, Texts& texts, const World& world)
      : path_(std::move(path)),
        texts_(texts),
        world_(world),
        before_(texts.at(path_)),
        reading_(reading_of(path_, texts, world)) {}

  /// Writes the text with all fixes that do no harm into texts; their number.
  int run(const Fixes& fixes) {
    Fixes good = harmless(fixes);
    if (good.size() < fixes.size() && !is_harmless(good)) {
      good.clear();
    }
    texts_[path_] = applied(before_, good);
    return static_cast<int>(good.size());
  }

 private:
  bool is_harmless(const Fixes& fixes) {
    texts_[path_] = applied(before_, fixes);
    return reads_alike(reading_, reading_of(path_, texts_, world_));
  }

  Fixes harmless(const Fixes& fixes) {
    if (fixes.empty() || is_harmless(fixes)) {
      return fixes;
    }
    if (fixes.size() == 1) {
      return {};
    }
    const auto middle = fixes.begin() + static_cast<std::ptrdiff_t>(fixes.size() / 2);
    Fixes good = harmless(Fixes(fixes.begin(), middle));
    Fixes rest = harmless(Fixes(middle, fixes.end()));
    good.insert(
        good.end(), std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
    return good;
  }

  std::string path_;
  Texts& texts_;
  const World& world_;
  std::string before_;
  Reading reading_;
};

/// The safe fixes of each file, in order; of two that overlap the first.
std::map<FileId, Fixes> safe_fixes(const Diagnostics& findings) {
  std::map<FileId, Fixes> fixes;
  for (const Diagnostic& finding : findings) {
    if (finding.fix && finding.fix->safety == FixSafety::safe) {
      fixes[finding.fix->span.file].push_back(*finding.fix);
    }
  }
  for (auto& [file, list] : fixes) {
    std::stable_sort(list.begin(), list.end(), [](const Fix& a, const Fix& b) {
      return std::pair(a.span.begin, a.span.end) < std::pair(b.span.begin, b.span.end);
    });
    Fixes kept;
    for (Fix& fix : list) {
      if (kept.empty() ||
          (fix.span.begin >= kept.back().span.end && fix.span.begin > kept.back().span.begin)) {
        kept.push_back(std::move(fix));
      }
    }
    list = std::move(kept);
  }
  return fixes;
}

}  // namespace

std::vector<FixedFile> fix_issue(const World& world) {
  Texts texts;
  std::vector<FixedFile> files;
  for (int round = 0; round < kMaxRounds; ++round) {
    SourceMap sources;
    const Parsed<Issue> parsed = parse_issue(Overlay(world, texts), sources);
    int count = 0;
    for (const auto& [file, fixes] : safe_fixes(lint_all(parsed.value, sources))) {
      const std::string path(sources.path(file));
      const std::string before(sources.text(file));
      texts.try_emplace(path, before);
      const int applied_here = FileFixer(path, texts, world).run(fixes);
      if (applied_here == 0) {
        continue;
      }
      count += applied_here;
      const auto at = std::find_if(
          files.begin(), files.end(), [&](const FixedFile& f) { return f.path == path; });
      FixedFile& fixed =
          at == files.end() ? files.emplace_back(FixedFile{path, before, {}, 0}) : *at;
      fixed.fixes += applied_here;
    }
    if (count == 0) {
      break;
    }
  }
  for (FixedFile& file : files) {
    file.after = texts.at(file.path);
  }
  std::erase_if(files, [](const FixedFile& file) { return file.before == file.after; });
  return files;
}

}  // namespace banxin

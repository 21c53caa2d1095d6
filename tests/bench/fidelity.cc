#include "tests/bench/fidelity.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <map>

#include <nlohmann/json.hpp>

#include "engine/unicode/unicode.h"
#include "tests/pipeline/issues.h"

namespace banxin::bench {
namespace {

/// Recognition lost up to two characters of a line; a line holds about thirty.
constexpr int kLostCharacters = 3;

/// Text as the original and the manuscript both have it: spaces, emphasis and half-width marks are
/// artefacts of recognition.
std::u32string folded(std::string_view text) {
  constexpr std::u32string_view kHalf = U",:;()!?", kFull = U"，：；（）！？";
  std::u32string out;
  for (const char32_t c : to_u32(pipeline::squeezed(text))) {
    const std::size_t at = kHalf.find(c);
    if (c != U'*') {
      out += at == std::u32string_view::npos ? c : kFull[at];
    }
  }
  return out;
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) {
    append_utf8(out, c);
  }
  return out;
}

/// A line on a numbered page, and where its end stands in the text of its article.
struct SetLine {
  int page = 0;
  FileId file = FileId::none;
  TagId paragraph = TagId::none;
  Length baseline;
  Length right;  // where its last run begins
  std::u32string text;
  std::size_t end = 0;
};

int number_of(const std::string& folio) {
  int number = 0;
  std::from_chars(folio.data(), folio.data() + folio.size(), number);
  return number;
}

/// The lines of the numbered pages in drawing order. Raised or lowered runs join their line.
std::vector<SetLine> lines_of(const Document& document) {
  std::vector<SetLine> lines;
  for (const pipeline::Drawn& drawn : pipeline::drawn_text(document, {})) {
    const int page = number_of(document.pages[drawn.page].folio);
    if (page == 0) {
      continue;
    }
    const TagId paragraph = pipeline::block_tag(document, drawn.item->tag);
    const Point at = drawn.run->origin;
    const bool joins = !lines.empty() && lines.back().page == page &&
                       lines.back().paragraph == paragraph &&
                       (lines.back().baseline == at.y || at.x > lines.back().right);
    if (!joins) {
      lines.push_back({page, drawn.item->source.file, paragraph, at.y, at.x, {}, 0});
    }
    lines.back().right = at.x;
    lines.back().text += folded(drawn.run->text);
  }
  return lines;
}

class Comparison {
 public:
  explicit Comparison(const Work& work) : work_(work), lines_(lines_of(*work.document)) {
    for (SetLine& line : lines_) {
      std::u32string& text = texts_[line.file];
      text += line.text;
      line.end = text.size();
    }
    for (const Section& section : work.issue.sections) {
      for (const Article& article : section.articles) {
        files_[article.path] = article.file;
      }
    }
  }

  int last_page() const { return lines_.empty() ? 0 : lines_.back().page; }

  /// The page of the first thing drawn from the article, which is its title if it has one.
  int page_of(const std::string& article) const {
    const auto line = std::find_if(
        lines_.begin(), lines_.end(), [&](const SetLine& l) { return l.file == file_of(article); });
    return line == lines_.end() ? 0 : line->page;
  }

  void find(BreakPlace& place) const {
    const auto text = texts_.find(file_of(place.article));
    const std::u32string before = folded(place.before);
    const std::size_t at = text == texts_.end() ? std::u32string::npos
                                                : text->second.find(before + folded(place.after));
    if (at == std::u32string::npos) {
      return;
    }
    const auto wanted = static_cast<int>(at + before.size());
    std::size_t nearest = lines_.size();
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].file == text->first &&
          (nearest == lines_.size() ||
           std::abs(static_cast<int>(lines_[i].end) - wanted) < std::abs(place.characters))) {
        nearest = i;
        place.characters = static_cast<int>(lines_[i].end) - wanted;
      }
    }
    place.found = true;
    place.got = lines_[nearest].page;
    place.lines = last_line_of(place.page) - static_cast<int>(nearest);
  }

  /// Page ends inside paragraphs that are none of the original's.
  std::vector<OwnBreak> own_breaks(const std::vector<BreakPlace>& places) const {
    std::vector<OwnBreak> out;
    for (std::size_t i = 0; i + 1 < lines_.size(); ++i) {
      const SetLine& line = lines_[i];
      const SetLine& next = lines_[i + 1];
      const bool known = std::any_of(places.begin(), places.end(), [&](const BreakPlace& place) {
        return place.same_line() && place.page == line.page;
      });
      if (next.page != line.page && next.paragraph == line.paragraph && !known) {
        out.push_back({article_of(line.file), line.page, to_utf8(line.text), to_utf8(next.text)});
      }
    }
    return out;
  }

 private:
  FileId file_of(const std::string& article) const {
    const auto file = files_.find(article);
    return file == files_.end() ? FileId::none : file->second;
  }

  std::string article_of(FileId file) const {
    for (const auto& [path, id] : files_) {
      if (id == file) {
        return path;
      }
    }
    return {};
  }

  int last_line_of(int page) const {
    int last = -1;
    for (std::size_t i = 0; i < lines_.size() && lines_[i].page <= page; ++i) {
      last = static_cast<int>(i);
    }
    return last;
  }

  const Work& work_;
  std::vector<SetLine> lines_;
  std::map<FileId, std::u32string> texts_;
  std::map<std::string, FileId> files_;
};

}  // namespace

bool BreakPlace::same_line() const {
  return found && got == page && lines == 0 && std::abs(characters) <= kLostCharacters;
}

int Fidelity::articles_on_their_page() const {
  return static_cast<int>(std::count_if(
      articles.begin(), articles.end(), [](const auto& a) { return a.expected == a.got; }));
}

int Fidelity::breaks_at_the_same_line() const {
  return static_cast<int>(
      std::count_if(breaks.begin(), breaks.end(), [](const auto& b) { return b.same_line(); }));
}

Fidelity compare_with_original(const Work& work, const std::string& evidence) {
  const nlohmann::json facts = nlohmann::json::parse(evidence);
  const Comparison comparison(work);
  Fidelity out;
  for (const auto& fact : facts.at("articles")) {
    const std::string article = fact.at("article");
    out.articles.push_back(
        {article, fact.at("title"), fact.at("page"), comparison.page_of(article)});
  }
  for (const auto& fact : facts.at("breaks")) {
    BreakPlace place;
    place.article = fact.at("article");
    place.page = fact.at("page_that_ends");
    place.before = fact.at("before");
    place.after = fact.at("after");
    comparison.find(place);
    out.breaks.push_back(place);
  }
  out.own_breaks = comparison.own_breaks(out.breaks);
  out.last_page = comparison.last_page();
  return out;
}

std::string table(const Fidelity& fidelity) {
  std::string out;
  char row[80];
  const auto add = [&](const std::string& text) { out += row + text + '\n'; };
  std::snprintf(row, sizeof row, "expected  got    ");
  add("article            title");
  for (const ArticlePlace& article : fidelity.articles) {
    const char mark = article.expected == article.got ? ' ' : '*';
    std::snprintf(row, sizeof row, "%8d %4d  %c ", article.expected, article.got, mark);
    add(article.article + "  " + article.title);
  }
  std::snprintf(
      row, sizeof row, "%d of %zu", fidelity.articles_on_their_page(), fidelity.articles.size());
  add(" articles on their page; the last page is " + std::to_string(fidelity.last_page) + "\n");

  std::snprintf(row, sizeof row, "page ends  line on  lines  characters    ");
  add("article            where the original's page ends");
  for (const BreakPlace& place : fidelity.breaks) {
    std::snprintf(row,
                  sizeof row,
                  "%9d %8d %+6d %+11d  %c ",
                  place.page,
                  place.got,
                  place.lines,
                  place.characters,
                  place.same_line() ? ' ' : '*');
    add(place.article + "  " + (place.found ? "" : "not found: ") + place.before + "|" +
        place.after);
  }
  std::snprintf(
      row, sizeof row, "%d of %zu", fidelity.breaks_at_the_same_line(), fidelity.breaks.size());
  add(" breaks inside paragraphs at the same line\n");

  std::snprintf(row, sizeof row, "%zu", fidelity.own_breaks.size());
  add(" breaks inside paragraphs that the original has not");
  for (const OwnBreak& own : fidelity.own_breaks) {
    std::snprintf(row, sizeof row, "%9d    ", own.page);
    add(own.article + "  " + own.before + "|" + own.after);
  }
  return out;
}

}  // namespace banxin::bench

#include "engine/lint/findings.h"

#include <algorithm>

namespace banxin {
namespace {

bool is_code(std::string_view word) {
  const std::vector<std::string_view> codes = catalogue_codes();
  return word.size() == 4 && word[1] == '9' && std::binary_search(codes.begin(), codes.end(), word);
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text) {
    if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  if (!word.empty()) {
    words.push_back(word);
  }
  return words;
}

}  // namespace

Silence::Silence(const Issue& issue, const SourceMap& sources) {
  for (const Text& code : issue.lint.off) {
    if (is_code(code.value)) {
      off_.push_back(code.value);
    } else {
      faults_.push_back({"W990", code.span, {code.value}});
    }
  }
  const std::vector<Span> code = code_spans(issue);
  for (const Section& section : issue.sections) {
    for (const Article& article : section.articles) {
      read_comments(article.file, sources.text(article.file), code);
    }
  }
}

// <!-- lint-off --> or <!-- lint-off N920 W917 --> until <!-- lint-on --> or the end of the file.
void Silence::read_comments(FileId file, std::string_view text, const std::vector<Span>& code) {
  constexpr std::string_view kOpen = "<!--";
  std::vector<Stretch> open;
  for (std::size_t at = text.find(kOpen); at != std::string_view::npos;
       at = text.find(kOpen, at + 1)) {
    std::string_view inside = text.substr(at + kOpen.size(), 200);
    const std::size_t end = inside.find("-->");
    const std::size_t word = inside.find_first_not_of(" \t");
    if (end == std::string_view::npos || word == std::string_view::npos || word > end) {
      continue;
    }
    inside = inside.substr(word, end - word);
    const auto here = static_cast<std::uint32_t>(at);
    const bool on = inside.starts_with("lint-on");
    const bool in_code = std::any_of(code.begin(), code.end(), [&](const Span& span) {
      return span.file == file && span.begin <= here && here < span.end;
    });
    if ((!on && !inside.starts_with("lint-off")) || in_code) {
      continue;
    }
    if (on) {
      for (Stretch& stretch : open) {
        stretch.span.end = here;
        stretches_.push_back(std::move(stretch));
      }
      open.clear();
      continue;
    }
    const Span rest{file, here, static_cast<std::uint32_t>(text.size())};
    const std::vector<std::string> words = words_of(inside);
    if (words.empty()) {
      open.push_back({rest, ""});
    }
    for (const std::string& name : words) {
      if (is_code(name)) {
        open.push_back({rest, name});
      } else {
        faults_.push_back({"W990", {file, here, here + 4}, {name}});
      }
    }
  }
  stretches_.insert(stretches_.end(), open.begin(), open.end());
}

bool Silence::covers(std::string_view code, const Span& span) const {
  return std::find(off_.begin(), off_.end(), code) != off_.end() ||
         std::any_of(stretches_.begin(), stretches_.end(), [&](const Stretch& stretch) {
           return stretch.span.file == span.file && stretch.span.begin <= span.begin &&
                  span.begin < stretch.span.end && (stretch.code.empty() || stretch.code == code);
         });
}

bool is_whole(const LintText& text, std::size_t begin, std::size_t end) {
  constexpr std::size_t kMost = 400;
  if (end - begin > kMost) {
    return false;
  }
  for (std::size_t i = begin; i < end; ++i) {
    const CharPlace& place = text.places[i];
    if (!place.own || (i > begin && text.places[i - 1].end != place.begin)) {
      return false;
    }
  }
  return true;
}

std::optional<Fix> Findings::fix_of(const LintText& text,
                                    std::size_t begin,
                                    std::size_t end,
                                    const Change& change) {
  if (begin > end || end > text.size() || text.size() == 0) {
    return std::nullopt;
  }
  if (begin == end) {  // an insertion before `begin`, or after the last character
    const bool last = begin == text.size();
    const CharPlace& place = text.places[last ? begin - 1 : begin];
    const std::uint32_t at = last ? place.end : place.begin;
    return place.own ? std::optional<Fix>(
                           Fix{{text.file, at, at}, to_utf8(change.replacement), change.safety})
                     : std::nullopt;
  }
  if (!is_whole(text, begin, end)) {
    return std::nullopt;
  }
  return Fix{{text.file, text.places[begin].begin, text.places[end - 1].end},
             to_utf8(change.replacement),
             change.safety};
}

void Findings::report_at(std::string_view code,
                         const LintText& text,
                         std::size_t begin,
                         std::size_t end,
                         std::vector<std::string> args,
                         std::size_t change_begin,
                         std::size_t change_end,
                         const Change& change) {
  const std::size_t before = found_.size();
  report(code, text, begin, end, std::move(args));
  if (found_.size() > before) {
    found_.back().fix = fix_of(text, change_begin, change_end, change);
  }
}

void Findings::report(std::string_view code,
                      const LintText& text,
                      std::size_t begin,
                      std::size_t end,
                      std::vector<std::string> args,
                      std::optional<Change> change) {
  if (text.size() == 0) {
    return;
  }
  begin = std::min(begin, text.size() - 1);
  end = std::clamp(end, begin + 1, text.size());
  for (std::size_t i = begin; i < end; ++i) {
    if (text.places[i].silent) {
      return;
    }
  }
  Diagnostic found{
      code, {text.file, text.places[begin].begin, text.places[end - 1].end}, std::move(args)};
  if (change) {
    found.fix = fix_of(text, begin, end, *change);
  }
  report(std::move(found));
}

void Findings::report(Diagnostic diagnostic) {
  if (!silence_.covers(diagnostic.code, diagnostic.span)) {
    found_.push_back(std::move(diagnostic));
  }
}

}  // namespace banxin

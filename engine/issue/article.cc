// One article: front matter between +++ lines, then the body.
#include <algorithm>

#include "engine/issue/issue_parts.h"
#include "engine/issue/toml_reader.h"
#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

struct Line {
  std::size_t begin = 0, end = 0, next = 0;  // end before the line break, next after it
};

Line line_at(std::string_view text, std::size_t begin) {
  const std::size_t newline = text.find('\n', begin);
  Line line{begin, newline, newline + 1};
  if (newline == std::string_view::npos) {
    line.end = text.size();
    line.next = text.size();
  }
  while (line.end > begin &&
         (text[line.end - 1] == '\r' || text[line.end - 1] == ' ' || text[line.end - 1] == '\t')) {
    --line.end;
  }
  return line;
}

struct Parts {
  std::size_t toml_begin = 0, toml_end = 0, body = 0;
  Span fence;  // relative; where a missing key is reported
};

// Where front matter closed by a line of `fence` ends, or at the first blank line if none does.
bool find_close(std::string_view text, std::string_view fence, Parts& parts) {
  std::size_t blank = text.size();
  std::size_t after_blank = text.size();
  for (std::size_t at = parts.toml_begin; at < text.size();) {
    const Line line = line_at(text, at);
    if (text.substr(line.begin, line.end - line.begin) == fence) {
      parts.toml_end = line.begin;
      parts.body = line.next;
      return true;
    }
    if (line.begin == line.end && blank == text.size()) {
      blank = line.begin;
      after_blank = line.next;
    }
    at = line.next;
  }
  parts.toml_end = blank;
  parts.body = after_blank;
  return false;
}

Parts split(std::string_view text, const Place& place, Reporter& reporter) {
  Parts parts;
  std::size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  parts.body = at;
  Line line = line_at(text, at);
  while (line.begin == line.end && line.next < text.size()) {
    line = line_at(text, line.next);
  }
  const std::string_view first = text.substr(line.begin, line.end - line.begin);
  parts.fence = {
      place.file, static_cast<std::uint32_t>(line.begin), static_cast<std::uint32_t>(line.end)};
  parts.toml_begin = parts.toml_end = line.begin;
  if (first == "+++") {
    parts.toml_begin = line.next;
    if (!find_close(text, "+++", parts)) {
      reporter.report("E131", place.at(parts.fence));
    }
  } else if (first == "---") {
    reporter.report("E132", place.at(parts.fence));
    parts.toml_begin = line.next;
    find_close(text, "---", parts);
    parts.toml_begin = parts.toml_end;
  } else {
    reporter.report("E130", place.at(line.begin, line.begin));
  }
  return parts;
}

bool starts_with_front_matter(std::string_view text, const Parts& parts) {
  return text.substr(parts.fence.begin, 3) == "+++";
}

}  // namespace

Place place_of(const TomlValue& value) {
  Place place{value.span.file, value.span.begin, {}};
  if (!value.verbatim) {
    place.fixed = value.span;
  }
  return place;
}

void read_article(std::string_view text, Article& article, Reporter& reporter) {
  const Place file{reporter.file(), 0, {}};
  if (text.size() > kArticleLimit) {
    reporter.report("E124", file.at(0, 0), {article.path, std::to_string(kArticleLimit >> 20)});
    return;
  }
  const std::size_t bad = find_invalid_utf8(text);
  if (bad != std::string_view::npos) {
    reporter.report("E101", file.at(bad, bad + 1));
    return;
  }
  const Parts parts = split(text, file, reporter);
  const std::string_view toml = text.substr(parts.toml_begin, parts.toml_end - parts.toml_begin);
  if (toml.size() > kTomlLimit) {
    reporter.report("E124", file.at(parts.fence), {"+++", std::to_string(kTomlLimit >> 20)});
    return;
  }
  if (starts_with_front_matter(text, parts)) {
    Place place = file;
    place.base = static_cast<std::uint32_t>(parts.toml_begin);
    TomlDocument document = parse_toml(toml, place, reporter);
    document.root.span = file.at(parts.fence);
    read_front_matter(document, article, reporter);
  }
  Place body = file;
  body.base = static_cast<std::uint32_t>(parts.body);
  read_markdown(text.substr(parts.body), body, reporter, article.body, article.footnotes);
}

namespace {

Diagnostics in_source_order(Diagnostics diagnostics) {
  std::stable_sort(
      diagnostics.begin(), diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return a.span.begin < b.span.begin;
      });
  return diagnostics;
}

}  // namespace

Parsed<Article> parse_article(std::string_view text, FileId file) {
  Parsed<Article> parsed;
  parsed.value.file = file;
  Reporter reporter(file);
  read_article(text, parsed.value, reporter);
  parsed.diagnostics = in_source_order(reporter.take());
  return parsed;
}

Parsed<Article> parse_markdown(std::string_view text, FileId file, std::uint32_t offset) {
  Parsed<Article> parsed;
  parsed.value.file = file;
  Reporter reporter(file);
  const Place place{file, offset, {}};
  const std::size_t bad = find_invalid_utf8(text);
  if (text.size() > kArticleLimit) {
    reporter.report("E124", place.at(0, 0), {"", std::to_string(kArticleLimit >> 20)});
  } else if (bad != std::string_view::npos) {
    reporter.report("E101", place.at(bad, bad + 1));
  } else {
    read_markdown(text, place, reporter, parsed.value.body, parsed.value.footnotes);
  }
  parsed.diagnostics = in_source_order(reporter.take());
  return parsed;
}

}  // namespace banxin

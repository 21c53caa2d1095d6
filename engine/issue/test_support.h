// What the tests of this folder share: short dumps of Markdown and of diagnostics.
#pragma once

#include <string>
#include <string_view>

#include "engine/issue/issue.h"

namespace banxin::issue_test {

/// "E101 2:3-2:5 [arg|arg]" a line, in the order given.
inline std::string diagnostics_text(const Diagnostics& diagnostics, const SourceMap& sources) {
  std::string out;
  for (const Diagnostic& d : diagnostics) {
    out += std::string(d.code);
    if (d.span.known()) {
      const LineColumn begin = sources.locate(d.span.file, d.span.begin);
      const LineColumn end = sources.locate(d.span.file, d.span.end);
      out += " " + (sources.size() > 1 ? std::string(sources.path(d.span.file)) + ":" : "") +
             std::to_string(begin.line) + ":" + std::to_string(begin.column) + "-" +
             std::to_string(end.line) + ":" + std::to_string(end.column);
    }
    std::string separator = " [";
    for (const std::string& arg : d.args) {
      out += separator + arg;
      separator = "|";
    }
    out += d.args.empty() ? "\n" : "]\n";
  }
  return out;
}

/// Blocks, footnotes and diagnostics of a Markdown text.
inline std::string markdown_dump(std::string_view text) {
  SourceMap sources;
  const FileId file = sources.add("a.md", std::string(text));
  const Parsed<Article> parsed = parse_markdown(sources.text(file), file, 0);
  std::string out = to_text(parsed.value.body, sources);
  for (const Footnote& footnote : parsed.value.footnotes) {
    out += "footnote \"" + footnote.label + "\"\n" + to_text(footnote.blocks, sources);
  }
  return out + diagnostics_text(parsed.diagnostics, sources);
}

/// Inline content on one line: strong(重点) link(文|target) … without spans.
inline std::string short_form(const Inlines& content) {
  static constexpr const char* kNames[] = {
      "", "strong", "em", "strike", "code", "link", "image", "br", "note", "ruby", "span"};
  std::string out;
  for (const Inline& node : content) {
    if (node.kind == InlineKind::text) {
      out += node.text;
      continue;
    }
    out += std::string(kNames[static_cast<std::size_t>(node.kind)]) + "(" + node.text +
           (node.kind == InlineKind::ruby ? "|" : "") + short_form(node.children) +
           (node.target.empty() ? "" : "|" + node.target) + ")";
    for (const std::string& name : node.attributes.classes) {
      out += "." + name;
    }
  }
  return out;
}

/// short_form of the first paragraph or heading.
inline std::string first_line(std::string_view text) {
  SourceMap sources;
  const FileId file = sources.add("a.md", std::string(text));
  const Parsed<Article> parsed = parse_markdown(sources.text(file), file, 0);
  return parsed.value.body.empty() ? "" : short_form(parsed.value.body.front().content);
}

}  // namespace banxin::issue_test

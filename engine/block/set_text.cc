#include "engine/block/set_text.h"

namespace banxin {

SetParagraph Setter::shaped(const std::shared_ptr<const Paragraph>& paragraph) const {
  SetParagraph text;
  text.paragraph = expand_fields(paragraph, values);
  const Hash128 key = shape_key(*text.paragraph, context.fonts, context.missing);
  text.shaped = context.cache.find_shaped(key);
  if (!text.shaped) {
    text.shaped =
        std::make_shared<const ShapedText>(shape(*text.paragraph, context.fonts, context.missing));
    context.cache.store_shaped(key, text.shaped);
  }
  text.key = key;
  return text;
}

void Setter::break_into_lines(SetParagraph& text, const LineRequest& request) const {
  const Hash128 key = line_key(text.key, request);
  text.broken = context.cache.find_broken(key);
  if (!text.broken) {
    text.broken = std::make_shared<const BrokenText>(break_lines(*text.shaped, request));
    context.cache.store_broken(key, text.broken);
  }
}

SetParagraph Setter::set(const std::shared_ptr<const Paragraph>& paragraph,
                         const LineRequest& request) const {
  SetParagraph text = shaped(paragraph);
  break_into_lines(text, request);
  return text;
}

TextWidths widths_of(const ShapedText& shaped) {
  TextWidths widths;
  Length part;
  Length line;
  for (const ShapedCluster& cluster : shaped.clusters) {
    line += cluster.space_before + cluster.advance;
    part += cluster.space_before + cluster.advance;
    widths.widest_part = max(widths.widest_part, part);
    widths.one_line = max(widths.one_line, line);
    if (cluster.break_after.kind == BreakKind::mandatory) {
      line = Length();
    }
    if (cluster.break_after.kind == BreakKind::mandatory ||
        cluster.break_after.kind == BreakKind::allowed) {
      part = Length();
    }
  }
  return widths;
}

Span span_of(const SetParagraph& text, std::uint32_t index) {
  const ShapedText& shaped = *text.shaped;
  if (index >= shaped.clusters.size() || index >= shaped.source_offset.size()) {
    return text.paragraph->source;
  }
  const Run& run = text.paragraph->runs[shaped.clusters[index].run];
  Span span = run.source;
  const bool one_to_one = span.end - span.begin == run.end - run.begin;
  if (span.known() && one_to_one && shaped.source_offset[index] >= run.begin) {
    span.begin += shaped.source_offset[index] - run.begin;
  }
  return span.known() ? span : text.paragraph->source;
}

void append_diagnostics(const SetParagraph& text, Diagnostics& out) {
  for (Diagnostic diagnostic : text.shaped->diagnostics) {
    if (!diagnostic.span.known()) {
      diagnostic.span = text.paragraph->source;
    }
    out.push_back(std::move(diagnostic));
  }
  if (!text.broken) {
    return;
  }
  const BrokenText& broken = *text.broken;
  for (std::size_t i = 0; i < broken.diagnostics.size(); ++i) {
    Diagnostic diagnostic = broken.diagnostics[i];
    diagnostic.span = i < broken.diagnostic_clusters.size()
                          ? span_of(text, broken.diagnostic_clusters[i])
                          : text.paragraph->source;
    out.push_back(std::move(diagnostic));
  }
}

}  // namespace banxin

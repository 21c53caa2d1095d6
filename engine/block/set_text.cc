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

namespace {

/// The first `end` bytes of a paragraph and …… after them.
std::shared_ptr<const Paragraph> cut_off(const Paragraph& whole, std::uint32_t end) {
  auto part = std::make_shared<Paragraph>(whole);
  part->text.resize(end);
  std::erase_if(part->runs, [&](const Run& run) { return run.begin >= end; });
  if (!part->runs.empty()) {
    part->text += "……";
    part->runs.back().end = static_cast<std::uint32_t>(part->text.size());
  }
  return part;
}

}  // namespace

SetParagraph Setter::set(const std::shared_ptr<const Paragraph>& paragraph,
                         const LineRequest& request) const {
  SetParagraph text = shaped(paragraph);
  break_into_lines(text, request);
  if (text.broken->lines.size() > 1 && style(paragraph->style).overflow == TextOverflow::ellipsis) {
    return set_cut_off(text, request);
  }
  return text;
}

SetParagraph Setter::set_cut_off(const SetParagraph& whole, const LineRequest& request) const {
  const auto trial = [&](std::size_t clusters) {
    SetParagraph text = shaped(cut_off(*whole.paragraph, whole.shaped->source_offset[clusters]));
    break_into_lines(text, request);
    return text;
  };
  std::size_t low = 1, high = whole.broken->lines.front().end;
  while (low < high) {
    const std::size_t middle = low + (high - low + 1) / 2;
    const bool fits = trial(middle).broken->lines.size() == 1;
    low = fits ? middle : low;
    high = fits ? high : middle - 1;
  }
  return low < whole.shaped->source_offset.size() ? trial(low) : whole;
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

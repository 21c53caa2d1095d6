// Paragraphs as strips: a line each, with labels, contents entries, initials.
#include <algorithm>

#include "engine/block/draw_grid.h"
#include "engine/block/draw_marks.h"
#include "engine/block/emit.h"

namespace banxin {
namespace {

/// P7: text that ends in a colon says what comes next.
bool leads_in(std::string_view text) {
  return text.ends_with("：") || text.ends_with(':');
}

/// P6 softened: a paragraph too short for any break that `orphans` and `widows` allow may part
/// after its first `orphans` lines if its last line is long enough to stand at the head of a page.
/// What a title holds on to does not.
bool may_part(const SetParagraph& text, const BlockStyle& style, Length measure) {
  const std::vector<Line>& lines = text.broken->lines;
  return style.widow_minimum > 0 && static_cast<int>(lines.size()) < style.orphans + style.widows &&
         lines.back().width >= measure.scaled(style.widow_minimum, 1000);
}

}  // namespace

void Emitter::emit_marker(const PlanNode& node, TagId tag, const LinePlace& first, Strip& strip) {
  const SetParagraph& marker = jobs_.texts[node.marker].result;
  std::vector<std::pair<LinkId, TagId>> link_tags;
  LinePlace place;
  // The field of the label ends where the first line begins (P4).
  place.left = first.left + node.style->text_indent - node.marker_width;
  place.baseline = first.baseline;
  place.tag = label_ != TagId::none ? label_ : tag;
  place.tags = &fragment_.tags;
  place.link_tags = &link_tags;
  draw_line(marker, 0, place, setter_, strip);
  append_diagnostics(marker, fragment_.diagnostics);
}

/// The strip of a line with nothing drawn yet, as high as the line needs; sets its baseline.
Strip Emitter::empty_line(const PlanNode& node,
                          const SetParagraph& text,
                          std::size_t index,
                          LinePlace& place) const {
  const BlockStyle& style = *node.style;
  const Line& line = text.broken->lines[index];
  Strip strip;
  strip.source = text.paragraph->source;
  strip.height = style.line_height;
  place.baseline = baseline_in_line(style, setter_.context.styled.text(style.text));
  for (std::uint32_t c = line.begin; c < line.end; ++c) {  // inline pictures make a line taller
    const Run& run = text.paragraph->runs[text.shaped->clusters[c].run];
    const Length over = run.image_size.height - place.baseline;
    if (run.image != ImageId::none && over > Length()) {
      strip.height += over;
      place.baseline += over;
    }
  }
  const MarkRoom room = mark_room(text, line, style, setter_);
  strip.height += room.above + room.below;
  place.baseline += room.above;
  return strip;
}

/// The leader of a contents entry and what stands after it.
void Emitter::draw_entry_end(const PlanNode& node,
                             const Leader& leader,
                             const LinePlace& place,
                             Length text_end,
                             Strip& strip) {
  const SetParagraph& trailing = jobs_.texts[node.trailing].result;
  const Length right = node.left + node.width;
  draw_leader(leader, node.style->text, text_end, right, place, setter_, strip);
  LinePlace end = place;
  if (node.author != kNoJob) {
    const SetParagraph& author = jobs_.texts[node.author].result;
    end.left = right - leader.reserve() + leader.gap;
    draw_line(author, 0, end, setter_, strip);
    append_diagnostics(author, fragment_.diagnostics);
  }
  end.left = right - leader.number_width;
  draw_line(trailing, 0, end, setter_, strip);
  append_diagnostics(trailing, fragment_.diagnostics);
}

void Emitter::emit_paragraph(const PlanNode& node, TagId tag) {
  SetParagraph text = jobs_.texts[node.text].result;
  const BesideLines beside = beside_lines(node, text);
  const BlockStyle& style = *node.style;
  append_diagnostics(text, fragment_.diagnostics);
  check_line_gap(text, style, setter_, fragment_.diagnostics);
  const std::uint32_t number = add_paragraph(text);
  std::vector<std::pair<LinkId, TagId>> link_tags;
  LinePlace place;
  place.left = node.left;
  place.tag = tag;
  place.opening_end = tag == TagId::none || !is_heading(role_of(tag)) ? 0 : node.block->run_in;
  if (place.opening_end > 0) {
    place.opening = tag;
    place.tag =
        add_tag(TagRole::p, fragment_.tags[static_cast<std::size_t>(tag)].parent, *node.block);
  }
  place.tags = &fragment_.tags;
  place.link_tags = &link_tags;
  const int count = static_cast<int>(text.broken->lines.size());
  const bool parts = pending_.keep_lines == 0 && may_part(text, style, node.width);
  const int initial = text.paragraph->initial ? style.initial_lines : 0;
  std::size_t started = 0;
  for (int i = 0; i < count; ++i) {
    const auto index = static_cast<std::size_t>(i);
    Strip strip = empty_line(node, text, index, place);
    strip.lines.push_back(
        {number, static_cast<std::uint32_t>(i), start_of(text.broken->lines[index], place)});
    if (started < beside.starts.size() && beside.starts[started] == index) {
      hang_beside(style, place.baseline, strip);
      ++started;
    }
    LinePlace first = place;
    first.left += beside.left(static_cast<std::uint32_t>(i));
    if (i == 0 && node.marker != kNoJob) {
      emit_marker(node, tag, first, strip);
    }
    if (i == 0 && initial > 0) {
      draw_initial(node, first, strip);
    }
    draw_cells(text, style, node.left, node.width, place.baseline, strip);
    draw_line(text, index, place, setter_, strip);
    if (i == count - 1 && node.trailing != kNoJob) {
      const Length end = node.left + text.broken->lines[index].width;
      draw_entry_end(node, *text.paragraph->leader, place, end, strip);
    }
    const bool torn = i < style.orphans || count - i < style.widows;
    if (i > 0 && (i < initial || (torn && !(parts && i == style.orphans)))) {
      pending_.rule = stronger(pending_.rule, BreakRule::avoid);
    }
    push(std::move(strip), StripKind::line);
  }
  if (count < initial) {
    push_gap(style.line_height * (initial - count));
  }
  if (style.keep_lead_in && leads_in(text.paragraph->text)) {
    pending_.keep_lines = std::max(pending_.keep_lines, 1);
  }
}

/// 首字下沉: from the head of the first line's em box to the foot of the last line's.
void Emitter::draw_initial(const PlanNode& node, LinePlace place, Strip& strip) {
  const TextJob& job = jobs_.texts[node.text];
  const Length em = setter_.context.styled.text(node.style->text).size;
  const Length size = initial_size(*node.style, em);
  if (place.tag != TagId::none) {  // one thing to a reader, however it is pieced together
    place.tag = add_tag(TagRole::span, place.tag);
    fragment_.tags.back().actual_text = job.initial.paragraph->text;
  }
  place.baseline += (size - em).scaled(kEmTop, 1000);
  draw_line(job.initial, 0, place, setter_, strip);
  append_diagnostics(job.initial, fragment_.diagnostics);
}

}  // namespace banxin

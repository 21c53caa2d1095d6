#include "engine/block/plan.h"

#include <algorithm>

#include "engine/base/parallel.h"
#include "engine/block/beside.h"

namespace banxin {
namespace {

std::size_t add_text(Jobs& jobs,
                     const std::shared_ptr<const Paragraph>& paragraph,
                     const LineRequest& request) {
  jobs.texts.push_back({paragraph, request, {}, {}});
  return jobs.texts.size() - 1;
}

LineRequest one_line(Length measure, Align align) {
  LineRequest request;
  request.measure = measure;
  request.align = align;
  request.align_last = align;
  return request;
}

LineRequest line_request(const PlanNode& node, const Paragraph& paragraph) {
  LineRequest request;
  request.measure = node.width;
  request.first_indent = node.style->text_indent;
  request.align = node.style->text_align;
  request.align_last = node.style->text_align_last;
  request.looseness = node.style->looseness;
  if (paragraph.leader) {
    const Leader& leader = *paragraph.leader;
    request.other_reserve = leader.reserve();
    request.last_line_reserve = request.other_reserve + leader.gap + leader.pitch * leader.min_dots;
    request.other_indent = leader.turn_over_indent;
  }
  return request;
}

void plan_paragraph(PlanNode& node, const Setter& setter, Jobs& jobs) {
  const Paragraph& paragraph = *node.block->paragraph;
  node.text = add_text(jobs, node.block->paragraph, line_request(node, paragraph));
  node.marker_width = node.style->marker_width;
  if (paragraph.marker) {
    node.marker = add_text(
        jobs, paragraph.marker, one_line(node.style->marker_width, node.style->marker_align));
  }
  if (paragraph.leader && paragraph.author) {
    const bool spreads = setter.style(paragraph.author->style).text_align == Align::spread;
    const Align align = spreads ? Align::spread : Align::end;
    node.author = add_text(jobs, paragraph.author, one_line(paragraph.leader->author_width, align));
  }
  if (paragraph.leader && paragraph.trailing) {
    node.trailing =
        add_text(jobs, paragraph.trailing, one_line(paragraph.leader->number_width, Align::end));
  }
}

void plan_row(PlanNode& node, const Setter& setter, Jobs& jobs) {
  const StyledBlock& row = *node.block;
  const auto count = static_cast<std::int64_t>(row.children.size());
  if (count == 0) {
    return;
  }
  Length fixed = row.gap * (count - 1);
  std::int64_t shared = 0;
  for (std::size_t i = 0; i < row.children.size(); ++i) {
    const Length width = i < row.widths.size() ? row.widths[i] : Length();
    fixed += width;
    shared += width == Length() ? 1 : 0;
  }
  const Length share = shared > 0 ? max(Length(), node.width - fixed) / shared : Length();
  Length left = node.left;
  for (std::size_t i = 0; i < row.children.size(); ++i) {
    const Length given = i < row.widths.size() ? row.widths[i] : Length();
    const Length width = given == Length() ? share : given;
    node.children.push_back(plan_block(row.children[i], {left, width}, setter, jobs));
    left += width + row.gap;
  }
}

/// Labels of a list in a field as wide as the widest of them (M7); the texts begin behind it.
void fit_markers(PlanNode& list, const Setter& setter, Jobs& jobs) {
  const auto fits = [](const PlanNode& node) {
    return node.style->marker_fit && node.marker != kNoJob;
  };
  Length widest;
  for (const PlanNode& node : list.children) {
    if (fits(node)) {
      const SetParagraph label = setter.shaped(jobs.texts[node.marker].paragraph);
      widest = max(widest, widths_of(*label.shaped).one_line);
    }
  }
  for (PlanNode& node : list.children) {
    if (!fits(node)) {
      continue;
    }
    const Length field = widest + node.style->marker_gap;
    node.marker_width = field;
    node.left += field;
    node.width = max(Length(), node.width - field);
    jobs.texts[node.text].request.measure = node.width;
    jobs.texts[node.marker].request.measure = widest;
  }
}

/// A caption of more lines than its style allows hangs after its label.
SetParagraph hanging(const TextJob& job, const Setter& setter) {
  const Paragraph& paragraph = *job.result.paragraph;
  Length label;
  const ShapedText& shaped = *job.result.shaped;
  for (std::size_t i = 0; i < shaped.clusters.size(); ++i) {
    if (shaped.source_offset[i] < paragraph.hang) {
      label += shaped.clusters[i].space_before + shaped.clusters[i].advance;
    }
  }
  LineRequest request = job.request;
  request.align = Align::justify;
  request.align_last = Align::start;
  request.other_indent = label;
  return setter.set(paragraph.when_long, request);
}

/// Column span, floats and named pages: the room such a block has, and what may leave it again.
void leave_column(PlanNode& node, Room& room) {
  const BlockStyle& style = *node.style;
  if (room.page.full == Length()) {
    return;
  }
  if (style.page > 0) {
    node.page = style.page;
    room.page = (*room.masters)[style.page - 1];
  }
  node.float_to = is_at_edge(style.floating) ? style.floating : Float::none;
  node.float_height = room.page.height;
  node.across = stands_across(style) && room.page.full > room.page.column;
  if (node.across || node.float_to != Float::none || node.page > 0) {
    room.left = Length();
    room.width = node.across ? room.page.full : room.page.column;
  }
  if (node.across || node.float_to != Float::none || style.columns > 1) {
    room.page.full = Length();
  }
}

/// 首字下沉: the lines beside the initial begin behind it, after a quarter em at least, and on
/// whole em where the measure has them.
void set_initial(TextJob& job, const Setter& setter) {
  const BlockStyle& style = setter.style(job.paragraph->style);
  job.initial = setter.set(job.paragraph->initial, one_line(job.request.measure, Align::start));
  const Length em = setter.context.styled.text(style.text).size;
  const Length width = job.initial.broken->lines.front().width;
  Length field = width + em / 2;
  const bool whole = em > Length() && job.request.measure.emu() % em.emu() == 0;
  const Length step = style.measure_step > Length() ? style.measure_step : whole ? em : Length();
  if (step > Length()) {
    field = step * ((width + em / 4).emu() / step.emu() + 1);
  }
  job.request.first_indent = Length();
  job.request.insets = {{static_cast<std::uint32_t>(style.initial_lines), field, Length()}};
}

/// What a float's content is wide: as its style says, as its picture, or two fifths of the column.
Length float_width(const StyledBlock& block,
                   const BlockStyle& style,
                   Length measure,
                   const Setter& setter) {
  if (style.width > Length()) {
    return min(style.width, measure);
  }
  const StyledBlock* picture = &block;
  while (picture->kind == StyledKind::box && !picture->children.empty()) {
    picture = &picture->children.front();
  }
  if (picture->kind == StyledKind::qr && picture->size.width > Length()) {
    return min(picture->size.width, measure);
  }
  const auto index = static_cast<std::size_t>(picture->image);
  const auto& images = setter.context.images;
  if (picture->kind == StyledKind::image && index < images.size() && images[index]) {
    return picture_size(*picture, *images[index], measure).width;
  }
  return picture->size.width > Length() ? min(picture->size.width, measure) : measure * 2 / 5;
}

/// A block that leaves its place for one side of its column.
void plan_beside(PlanNode& node, Length left, Length width, Length edges, const Setter& setter) {
  const BlockStyle& style = *node.style;
  const Length em = setter.context.styled.text(style.text).size;
  const Length content = float_width(*node.block, style, node.width, setter);
  const Length taken = content + edges;
  const Length gap = style.float_gap > Length() ? style.float_gap : em;
  if (width - taken - gap < em * kLeastBeside) {
    node.too_wide = true;
    return;
  }
  node.beside = true;
  node.beside_width = taken;
  node.column_left = left;
  node.column_width = width;
  node.width = content;
  node.left += stands_left(style.floating, setter.context.styled) ? Length() : width - taken;
}

}  // namespace

Length initial_size(const BlockStyle& style, Length em) {
  return style.line_height * (style.initial_lines - 1) + em;
}

Length column_width(const BlockStyle& style, Length width) {
  return max(Length(), width - style.column_gap * (style.columns - 1)) / std::max(1, style.columns);
}

PlanNode plan_block(const StyledBlock& block, Room room, const Setter& setter, Jobs& jobs) {
  PlanNode node;
  node.block = &block;
  node.style =
      &setter.style(block.kind == StyledKind::paragraph ? block.paragraph->style : block.style);
  const BlockStyle& style = *node.style;
  leave_column(node, room);
  const Length before = style.margin.left + style.border_left.width + style.padding.left;
  const Length after = style.margin.right + style.border_right.width + style.padding.right;
  node.left = room.left + before;
  node.width = max(Length(), room.width - before - after);
  if (is_beside(style.floating)) {
    plan_beside(node, room.left, room.width, before + after, setter);
  }
  if (!node.beside && style.width != Length() && style.width < node.width) {
    const Length free = node.width - style.width;
    node.left += style.align == SideAlign::end      ? free
                 : style.align == SideAlign::center ? free / 2
                                                    : Length();
    node.width = style.width;
  }
  switch (block.kind) {
    case StyledKind::paragraph:
      plan_paragraph(node, setter, jobs);
      break;
    case StyledKind::row:
      plan_row(node, setter, jobs);
      break;
    case StyledKind::table:
      node.table = jobs.tables.size();
      jobs.tables.push_back({block.table.get(), node.width, {}});
      if (block.table->continued) {
        const BlockStyle& continued = setter.style(block.table->continued->style);
        node.marker =
            add_text(jobs, block.table->continued, one_line(node.width, continued.text_align));
      }
      break;
    default:
      for (const StyledBlock& child : block.children) {
        const Room inner{node.left, column_width(style, node.width), room.page, room.masters};
        node.children.push_back(plan_block(child, inner, setter, jobs));
      }
      fit_markers(node, setter, jobs);
  }
  return node;
}

void do_jobs(Jobs& jobs, const Setter& setter) {
  const std::size_t texts = jobs.texts.size();
  parallel_for(texts + jobs.tables.size(), setter.context.threads, [&](std::size_t i) {
    if (i < texts) {
      TextJob& job = jobs.texts[i];
      if (job.paragraph->initial) {
        set_initial(job, setter);
      }
      job.result = setter.set(job.paragraph, job.request);
      const int most = setter.style(job.paragraph->style).hang_after_lines;
      if (job.paragraph->when_long && static_cast<int>(job.result.broken->lines.size()) > most) {
        job.result = hanging(job, setter);
      }
    } else {
      TableJob& job = jobs.tables[i - texts];
      job.result = set_table(*job.table, job.width, setter);
    }
  });
}

}  // namespace banxin

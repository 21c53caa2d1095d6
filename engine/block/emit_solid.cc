// Pictures, QR codes, rules and tables as strips.
#include <algorithm>

#include "engine/block/draw_marks.h"
#include "engine/block/draw_text.h"
#include "engine/block/emit.h"
#include "engine/qr/qr.h"

namespace banxin {

Size picture_size(const StyledBlock& block, const Image& image, Length measure) {
  Size size = block.size;
  const Size natural = image.natural;
  if (natural.width <= Length() || natural.height <= Length()) {
    return size;
  }
  if (size.width == Length() && size.height == Length()) {
    size = natural;
  } else if (size.height == Length()) {
    size.height = size.width.times(natural.height.pt() / natural.width.pt());
  } else if (size.width == Length()) {
    size.width = size.height.times(natural.width.pt() / natural.height.pt());
  }
  const auto limit = [&](Length width, Length height) {
    double factor = 1.0;
    if (width > Length() && size.width > width) {
      factor = std::min(factor, width.pt() / size.width.pt());
    }
    if (height > Length() && size.height > height) {
      factor = std::min(factor, height.pt() / size.height.pt());
    }
    if (factor < 1.0) {
      size = {size.width.times(factor), size.height.times(factor)};
    }
  };
  limit(block.max_size.width > Length() ? min(block.max_size.width, measure) : measure,
        block.max_size.height);
  return size;
}

namespace {

/// The picture inside a frame of a given width and height, or over all of it and cropped.
Picture fitted(const Image& image, ObjectFit fit, Rect frame) {
  Picture picture;
  const double across = frame.width.pt() / image.natural.width.pt();
  const double down = frame.height.pt() / image.natural.height.pt();
  const bool cover = fit == ObjectFit::cover;
  const double factor = cover ? std::max(across, down) : std::min(across, down);
  const Size size{image.natural.width.times(factor), image.natural.height.times(factor)};
  picture.box = {frame.x + (frame.width - size.width) / 2,
                 frame.y + (frame.height - size.height) / 2,
                 size.width,
                 size.height};
  if (cover) {
    picture.clip = frame;
  }
  return picture;
}

Length aligned_left(const PlanNode& node, Length width) {
  const Length free = max(Length(), node.width - width);
  return node.left + (node.style->align == SideAlign::end      ? free
                      : node.style->align == SideAlign::center ? free / 2
                                                               : Length());
}

Length table_left(const PlanNode& node, const StyledTable& table, const TableText& text) {
  const Length free = max(Length(), node.width - text.width);
  return node.left + (table.align == SideAlign::end      ? free
                      : table.align == SideAlign::center ? free / 2
                                                         : Length());
}

void add_link(const StyledBlock& block, Rect box, TagId tag, Strip& strip) {
  if (block.link != LinkId::none) {
    strip.links.push_back({box, block.link, tag});
  }
}

}  // namespace

void Emitter::emit_image(const PlanNode& node, TagId tag) {
  const StyledBlock& block = *node.block;
  const auto index = static_cast<std::size_t>(block.image);
  const auto& images = setter_.context.images;
  const std::shared_ptr<const Image> image = index < images.size() ? images[index] : nullptr;
  Strip strip;
  strip.source = block.source;
  if (!image) {  // reported where the picture was read; --draft shows its place as a frame
    const Length width = block.size.width > Length() ? block.size.width : node.width;
    const Length height = block.size.height > Length() ? block.size.height : width / 2;
    const Length pen = Length::pt(0.5);
    const Length left = aligned_left(node, width);
    strip.height = height;
    strip.items = {bar_item({left, Length(), width, pen}, text_black()),
                   bar_item({left, height - pen, width, pen}, text_black()),
                   bar_item({left, Length(), pen, height}, text_black()),
                   bar_item({left + width - pen, Length(), pen, height}, text_black())};
    for (Item& item : strip.items) {
      item.source = block.source;
    }
  } else {
    const ObjectFit fit = node.style->object_fit;
    const bool framed = fit != ObjectFit::fill && block.size.width > Length() &&
                        block.size.height > Length() && image->natural.width > Length() &&
                        image->natural.height > Length();
    const Size size = framed ? block.size : picture_size(block, *image, node.width);
    const Rect frame{aligned_left(node, size.width), Length(), size.width, size.height};
    Picture picture;
    if (framed) {
      picture = fitted(*image, fit, frame);
    } else {
      picture.box = frame;
    }
    picture.image = image;
    strip.height = size.height;
    add_link(block, frame, link_of(tag), strip);
    strip.items.push_back({std::move(picture), tag, TagRole::artifact_layout, block.source});
  }
  push(std::move(strip), StripKind::solid);
}

void Emitter::emit_qr(const PlanNode& node, TagId tag) {
  const StyledBlock& block = *node.block;
  const Result<QrCode> code = encode_qr(block.data, QrLevel::medium, block.source);
  if (!code) {
    fragment_.diagnostics.insert(
        fragment_.diagnostics.end(), code.error().begin(), code.error().end());
    return;
  }
  const Length side = block.size.width;
  const Length module = side / (code->size + 2 * kQuietZone);
  const Length left = aligned_left(node, side);
  const Length quiet = (side - module * code->size) / 2;
  Rects dark;
  dark.fill = text_black();
  for (int row = 0; row < code->size; ++row) {
    for (int column = 0; column < code->size; ++column) {
      const int start = column;
      while (column < code->size && code->dark(row, column)) {
        ++column;
      }
      if (column > start) {
        dark.rects.push_back({left + quiet + module * start,
                              quiet + module * row,
                              module * (column - start),
                              module});
      }
    }
  }
  Strip strip;
  strip.source = block.source;
  strip.height = side;
  strip.items.push_back({std::move(dark), tag, TagRole::artifact_layout, block.source});
  add_link(block, {left, Length(), side, side}, link_of(tag), strip);
  push(std::move(strip), StripKind::solid);
}

void Emitter::emit_rule(const PlanNode& node) {
  const StyledBlock& block = *node.block;
  const Length width = block.size.width > Length() ? min(block.size.width, node.width) : node.width;
  Strip strip;
  strip.height = block.size.height;
  strip.items.push_back(
      bar_item({aligned_left(node, width), Length(), width, block.size.height}, block.color));
  push(std::move(strip), StripKind::solid);
}

void Emitter::draw_cell(const CellText& cell, Point at, TagId tag, Strip& strip) {
  Length y = at.y;
  for (const SetParagraph& text : cell.paragraphs) {
    const BlockStyle& style = setter_.style(text.paragraph->style);
    const std::uint32_t number = add_paragraph(text);
    std::vector<std::pair<LinkId, TagId>> link_tags;
    LinePlace place;
    place.left = at.x + cell.number_shift;
    place.tag = tag;
    place.tags = &fragment_.tags;
    place.link_tags = &link_tags;
    for (std::size_t i = 0; i < text.broken->lines.size(); ++i) {
      const MarkRoom room = mark_room(text, text.broken->lines[i], style, setter_);
      y += room.above;
      place.baseline = y + baseline_in_line(style, setter_.context.styled.text(style.text));
      draw_line(text, i, place, setter_, strip);
      strip.lines.push_back(
          {number, static_cast<std::uint32_t>(i), start_of(text.broken->lines[i], place)});
      y += style.line_height + room.below;
    }
    append_diagnostics(text, fragment_.diagnostics);
    check_line_gap(text, style, setter_, fragment_.diagnostics);
  }
}

void Emitter::table_rules(const PlanNode& node, std::size_t row, Length left, Strip& strip) const {
  const StyledTable& table = *node.block->table;
  const TableText& text = jobs_.tables[node.table].result;
  const auto across = [&](const Border& border, Length y) {
    if (border.width > Length()) {
      strip.items.push_back(
          bar_item({left, y - border.width / 2, text.width, border.width}, border.color));
    }
  };
  const bool head = table.rows[row].head;
  const bool last = row + 1 == table.rows.size();
  if (row == 0) {
    across(table.rule_top, Length());
  }
  if (last) {
    across(table.rule_bottom, strip.height);
  } else {
    across(head && !table.rows[row + 1].head ? table.rule_head : table.rule_row, strip.height);
  }
  if (table.rule_column.width > Length()) {
    Length x = left;
    for (std::size_t c = 0; c + 1 < text.columns.size(); ++c) {
      x += text.columns[c];
      strip.items.push_back(bar_item(
          {x - table.rule_column.width / 2, Length(), table.rule_column.width, strip.height},
          table.rule_column.color));
    }
  }
}

namespace {

/// What stands behind the cells of a row: heads, cells, every second row of the body.
std::optional<Color> row_background(const StyledTable& table, std::size_t row) {
  if (table.rows[row].head) {
    return table.head_background;
  }
  std::size_t heads = 0;
  while (table.rows[heads].head) {
    ++heads;
  }
  const bool second = (row - heads) % 2 == 1;
  return second && table.stripe ? table.stripe : table.cell_background;
}

}  // namespace

Strip Emitter::table_row(const PlanNode& node, std::size_t row, TagId parent) {
  const StyledTable& table = *node.block->table;
  const TableText& text = jobs_.tables[node.table].result;
  const Length left = table_left(node, table, text);
  const Insets& pad = table.cell_padding;
  Strip strip;
  Length content;
  for (const CellText& cell : text.rows[row]) {
    content = max(content, cell.height);
  }
  strip.height = content + pad.top + pad.bottom;
  const bool head = table.rows[row].head;
  if (const auto background = row_background(table, row)) {
    strip.items.push_back(bar_item({left, Length(), text.width, strip.height}, *background));
    strip.items.back().artifact = TagRole::artifact_background;
  }
  const TagId row_tag = add_tag(TagRole::table_row, parent);
  Length x = left;
  for (std::size_t c = 0; c < text.columns.size(); ++c) {
    // A row written short still has all its cells, the last ones empty.
    const CellText cell = c < text.rows[row].size() ? text.rows[row][c] : CellText();
    const TagId tag = add_tag(head ? TagRole::table_head : TagRole::table_cell, row_tag);
    if (head && tag != TagId::none) {
      fragment_.tags.back().column_scope = 1;
    }
    const Length down = pad.top + (content - cell.height) / 2;
    draw_cell(cell, {x + pad.left, down}, tag, strip);
    x += text.columns[c];
  }
  table_rules(node, row, left, strip);
  return strip;
}

void Emitter::emit_table(const PlanNode& node, TagId tag) {
  const StyledTable& table = *node.block->table;
  const TableText& text = jobs_.tables[node.table].result;
  const auto number = static_cast<std::uint32_t>(fragment_.tables.size() + 1);
  fragment_.tables.emplace_back();
  const int body_rows = static_cast<int>(std::count_if(
      table.rows.begin(), table.rows.end(), [](const StyledRow& row) { return !row.head; }));
  int body_row = 0;  // counts from 1
  for (std::size_t r = 0; r < text.rows.size(); ++r) {
    const bool head = table.rows[r].head;
    Strip strip = table_row(node, r, tag);
    strip.table = number;
    strip.table_head = head;
    // The head stays with the first row of the body; of the body itself so many rows stay together
    // at either end of a page as the style's orphans and widows say.
    body_row += head ? 0 : 1;
    const int rows_left = body_rows - body_row + 1;
    if (r > 0 && (head || body_row <= node.style->orphans || rows_left < node.style->widows)) {
      pending_.rule = BreakRule::avoid;
    }
    if (head) {
      fragment_.tables.back().head.push_back(strip);
    }
    push(std::move(strip), r == 0 ? StripKind::solid : StripKind::edge);
  }
  if (node.marker != kNoJob) {
    const SetParagraph& continued = jobs_.texts[node.marker].result;
    const BlockStyle& style = setter_.style(continued.paragraph->style);
    for (std::size_t i = 0; i < continued.broken->lines.size(); ++i) {
      Strip strip;
      strip.height = style.line_height;
      LinePlace place;
      place.left = node.left;
      place.baseline = baseline_in_line(style, setter_.context.styled.text(style.text));
      draw_line(continued, i, place, setter_, strip);
      fragment_.tables.back().continued.push_back(std::move(strip));
    }
  }
  if (table.rule_bottom.width > Length()) {
    const Length left = table_left(node, table, text);
    fragment_.tables.back().foot.items.push_back(
        bar_item({left, -(table.rule_bottom.width / 2), text.width, table.rule_bottom.width},
                 table.rule_bottom.color));
  }
}

}  // namespace banxin

// Finished paragraphs: from runs and a style to a block.
#include <algorithm>

#include "engine/style/note_marks.h"
#include "engine/style/resolver.h"

namespace banxin::style {
namespace {

char32_t next_character(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  char32_t c = length == 1 ? lead : lead & (0x7fu >> length);
  for (std::size_t k = 1; k < length && at + k < text.size(); ++k) {
    c = (c << 6) | (static_cast<unsigned char>(text[at + k]) & 0x3fu);
  }
  at += length;
  return c;
}

bool is_han(char32_t c) {
  return (c >= 0x3400 && c <= 0x9fff) || c == 0x3007 || c == 0x3005 ||
         (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff);
}

/// A heading as a bookmark shows it: without note marks and pictures, on one line.
std::string outline_text(const Paragraph& paragraph) {
  std::string out;
  for (const Run& run : paragraph.runs) {
    if (run.note == NoteId::none && run.image == ImageId::none) {
      out += paragraph.text.substr(run.begin, run.end - run.begin);
    }
  }
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

}  // namespace

CharCount count_characters(std::string_view text) {
  CharCount count;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    const bool full_width =
        (c >= U'\u3000' && c <= U'\u303F') || (c >= U'\uFF01' && c <= U'\uFF60');
    if (is_han(c)) {
      ++count.han;
    } else {
      count.other += full_width ? 2 : 1;
    }
  }
  return count;
}

RunState Resolver::start(const BlockSpec& spec) const {
  RunState state;
  state.spec = spec.text;
  return state;
}

LengthBase Resolver::base(const BlockSpec& spec, const Context& context) const {
  return {spec.text.size, styles_.body_line(), room(spec.style, context)};
}

StyledBlock Resolver::finish_paragraph(ParagraphBuilder& from, const BlockSpec& spec, Span source) {
  auto paragraph = std::make_shared<Paragraph>(from.take());
  paragraph->style = spec.id;
  paragraph->source = source;
  place_note_marks(*paragraph, layout_.notes.place);
  StyledBlock block;
  block.kind = StyledKind::paragraph;
  block.style = spec.id;
  block.role = spec.style.role;
  block.source = source;
  if (spec.style.outline_level > 0) {
    block.outline = outline_text(*paragraph);
  }
  block.paragraph = std::move(paragraph);
  open_up(block, spec);
  hang_label(block, spec);
  drop_initial(block, spec);
  return block;
}

std::shared_ptr<Paragraph> part_of(const Paragraph& whole, std::uint32_t begin, std::uint32_t end) {
  auto part = std::make_shared<Paragraph>();
  part->style = whole.style;
  part->text = whole.text.substr(begin, end - begin);
  part->rubies = whole.rubies;
  part->source = whole.source;
  for (Run run : whole.runs) {
    const std::uint32_t from = std::max(run.begin, begin), to = std::min(run.end, end);
    if (from >= to) {
      continue;
    }
    if (run.source.known() && run.source.end - run.source.begin == run.end - run.begin) {
      run.source.end = run.source.begin + (to - run.begin);
      run.source.begin += from - run.begin;
    }
    run.begin = from - begin;
    run.end = to - begin;
    part->runs.push_back(std::move(run));
  }
  return part;
}

// P4: the speaker of a dialogue, 问： and 答：, stand in a field of their own, and what they say
// turns over to the end of that field. A label that is too long for it begins where the field does.
void Resolver::hang_label(StyledBlock& block, const BlockSpec& spec) {
  const PropData* property = spec.props.find(Prop::hanging_label);
  if (!property || spec.style.marker_width <= Length() || spec.text.size <= Length() ||
      block.paragraph->marker || block.paragraph->has_fields()) {
    return;
  }
  const std::string& mark = std::get<std::string>(*property);
  const Paragraph& whole = *block.paragraph;
  const std::size_t at = mark.empty() ? std::string::npos : whole.text.find(mark);
  constexpr int kLongestLabel = 12;  // characters: beyond them the mark is one of the text
  if (at == std::string::npos) {
    return;
  }
  const auto end = static_cast<std::uint32_t>(at + mark.size());
  const CharCount count = count_characters(std::string_view(whole.text).substr(0, end));
  const int length = count.units();
  if (length > kLongestLabel || end == whole.text.size()) {
    return;
  }
  if (spec.text.size * length > spec.style.marker_width) {
    BlockStyle style = spec.style;
    style.text_indent -= style.marker_width;
    block.style =
        styles_.variant(style, "hanging " + std::to_string(static_cast<std::uint32_t>(spec.id)));
    auto paragraph = std::make_shared<Paragraph>(whole);
    paragraph->style = block.style;
    block.paragraph = std::move(paragraph);
    return;
  }
  auto text = part_of(whole, end, static_cast<std::uint32_t>(whole.text.size()));
  text->marker = part_of(whole, 0, end);
  text->marker_is_text = true;
  block.paragraph = std::move(text);
}

// H4: headings of two to four characters are opened to a width of 4, 5 or 5½ em. The text itself
// stays as it is (N1).
void Resolver::open_up(StyledBlock& block, const BlockSpec& spec) {
  const PropData* open = spec.props.find(Prop::open_up);
  if (!open || std::get<std::int64_t>(*open) == 0 || block.paragraph->has_fields()) {
    return;
  }
  const CharCount count = count_characters(block.paragraph->text);
  if (count.other > 0 || count.han < 2 || count.han > 4) {
    return;
  }
  constexpr std::array<int, 3> kHalves{8, 10, 11};  // em/2 for 2, 3, 4 characters
  BlockStyle style = spec.style;
  style.width = spec.text.size.scaled(kHalves[static_cast<std::size_t>(count.han - 2)], 2);
  style.align = style.text_align == Align::center ? SideAlign::center
                : style.text_align == Align::end  ? SideAlign::end
                                                  : SideAlign::start;
  style.text_indent = Length();
  style.text_align = style.text_align_last = Align::spread;
  const std::string key = "open " + std::to_string(count.han) + " " +
                          std::to_string(static_cast<std::uint32_t>(spec.id));
  block.style = styles_.variant(style, key);
  auto paragraph = std::make_shared<Paragraph>(*block.paragraph);
  paragraph->style = block.style;
  block.paragraph = std::move(paragraph);
}

StyledBlock Resolver::plain_paragraph(const std::string& style,
                                      const std::string& text,
                                      Span source,
                                      const Context& context) {
  const BlockSpec& styled = spec(style, context);
  ParagraphBuilder builder(styles_);
  builder.text(text, source, start(styled));
  return finish_paragraph(builder, styled, source);
}

}  // namespace banxin::style

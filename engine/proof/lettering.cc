#include "engine/proof/lettering.h"

#include <algorithm>

namespace banxin {
namespace {

constexpr Length kEndless = 3000_mm;  // measure of a label

struct LetterStyle {
  double size = 6.5, leading = 9, above = 0, indent = 0;
  enum class Ink : std::uint8_t { black, grey, red } ink = Ink::black;
  TagRole role = TagRole::p;
};

constexpr std::array<LetterStyle, kLetters> kStyles = {{
    {6, 8, 0, 0, LetterStyle::Ink::grey},
    {5, 7, 0, 0, LetterStyle::Ink::grey},
    {5, 7, 0, 0, LetterStyle::Ink::red},
    {6.5, 8.5, 0, 0, LetterStyle::Ink::red},
    {5, 7, 0, 0, LetterStyle::Ink::grey},
    {8, 11},
    {6.5, 8.75, 0, 1.5},
    {15, 22, 0, 0, LetterStyle::Ink::black, TagRole::h1},
    {11, 16, 14, 0, LetterStyle::Ink::red, TagRole::h2},
    {9, 14, 6, 0, LetterStyle::Ink::black, TagRole::h3},
    {8.5, 12.5, 0, 2},
}};

Color ink_of(LetterStyle::Ink ink) {
  return ink == LetterStyle::Ink::grey  ? proof_grey()
         : ink == LetterStyle::Ink::red ? proof_red()
                                        : text_black();
}

/// The layout's sans faces if it has a role of that name, else those of its first role.
FontStack stack_for(const Styled& styled) {
  const auto at = std::find_if(styled.font_stacks.begin(),
                               styled.font_stacks.end(),
                               [](const FontStack& s) { return s.role == "hei"; });
  return at != styled.font_stacks.end() ? *at
         : !styled.font_stacks.empty()  ? styled.font_stacks.front()
                                        : FontStack();
}

Styled styles_of(const Styled& styled) {
  Styled out;
  out.language = styled.language;
  out.font_stacks.push_back(stack_for(styled));
  for (std::size_t i = 0; i < kLetters; ++i) {
    const LetterStyle& letter = kStyles[i];
    TextStyle text;
    text.size = Length::pt(letter.size);
    text.color = ink_of(letter.ink);
    out.text_styles.push_back(text);
    BlockStyle block;
    block.text = static_cast<TextStyleId>(i);
    block.composition = composition_of(locale_of(styled.language));
    block.composition.orphan_repair = false;
    block.line_height = Length::pt(letter.leading);
    block.text_align = Align::start;
    block.text_indent = -text.size.times(letter.indent);
    block.margin.left = text.size.times(letter.indent);
    block.margin.top = Length::pt(letter.above);
    block.keep_with_next = letter.role == TagRole::p ? 0 : 1;
    block.role = letter.role;
    out.block_styles.push_back(block);
  }
  return out;
}

StyledBlock block_of(const ProofParagraph& from) {
  auto paragraph = std::make_shared<Paragraph>();
  paragraph->style = static_cast<BlockStyleId>(from.letter);
  paragraph->text = from.text;
  Run run;
  run.end = static_cast<std::uint32_t>(from.text.size());
  run.style = static_cast<TextStyleId>(from.letter);
  paragraph->runs.push_back(run);
  StyledBlock block;
  block.style = paragraph->style;
  block.paragraph = std::move(paragraph);
  block.role = kStyles[static_cast<std::size_t>(from.letter)].role;
  return block;
}

}  // namespace

Color proof_grey() {
  return {Color::Space::cmyk, {0, 0, 0, 550}, {}};
}

Color proof_red() {
  return {Color::Space::cmyk, {0, 900, 800, 0}, {}};
}

Lettering::Lettering(const Styled& styled, const FontStore& fonts)
    : styled_(styles_of(styled)),
      resolver_(styled_, fonts),
      context_{styled_, resolver_, {}, cache_, MissingGlyphs::box, 1} {}

const Label& Lettering::label(const std::string& text, Letter letter) {
  const auto [at, is_new] = labels_.emplace(std::pair(letter, text), Label());
  Label& label = at->second;
  if (!is_new || text.empty()) {
    return label;
  }
  Fragment fragment = set({{letter, text}}, kEndless);
  if (fragment.strips.empty() || fragment.strips.front().lines.empty()) {
    return label;
  }
  Strip& strip = fragment.strips.front();
  const StripLine& line = strip.lines.front();
  label.width = fragment.paragraphs[line.paragraph].broken->lines[line.line].width;
  for (Item& item : strip.items) {
    shift(item, {-line.at.x, -line.at.y});
    label.items.push_back(std::move(item));
  }
  return label;
}

Fragment Lettering::set(const std::vector<ProofParagraph>& paragraphs, Length measure) {
  std::vector<StyledBlock> blocks;
  for (const ProofParagraph& paragraph : paragraphs) {
    blocks.push_back(block_of(paragraph));
  }
  return lay_out(blocks, measure, FieldValues(), context_);
}

Length Lettering::size(Letter letter) const {
  return styled_.text_styles[static_cast<std::size_t>(letter)].size;
}

void add_overlay(Item item, Point at, std::vector<Item>& to) {
  shift(item, at);
  item.tag = TagId::none;
  item.artifact = TagRole::artifact_layout;
  item.source = Span();
  to.push_back(std::move(item));
}

Item filled(Rect box, const Color& color) {
  Rects rects;
  rects.fill = color;
  rects.rects.push_back(box);
  return {std::move(rects), TagId::none, TagRole::artifact_layout, Span()};
}

Item outlined(Rect box, const Color& color, Length width) {
  Path path;
  path.stroke = color;
  path.stroke_width = width;
  using Verb = Path::Verb;
  path.segments = {{Verb::move, {{box.x, box.y}, {}, {}}},
                   {Verb::line, {{box.right(), box.y}, {}, {}}},
                   {Verb::line, {{box.right(), box.bottom()}, {}, {}}},
                   {Verb::line, {{box.x, box.bottom()}, {}, {}}},
                   {Verb::close, {}}};
  return {std::move(path), TagId::none, TagRole::artifact_layout, Span()};
}

}  // namespace banxin

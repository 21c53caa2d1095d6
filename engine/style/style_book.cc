#include "engine/style/style_book.h"

#include <algorithm>

namespace banxin::style {
namespace {

constexpr int kLongestChain = 32;
constexpr int kStrokeLeast = 40;  // the em divided by it
constexpr int kStrokeMost = 30;
constexpr std::string_view kRoot = "base";

template <class T>
const T* get(const PropList& props, Prop prop) {
  const PropData* data = props.find(prop);
  return data ? std::get_if<T>(data) : nullptr;
}

std::optional<std::int64_t> integer(const PropList& props, Prop prop) {
  const auto* value = get<std::int64_t>(props, prop);
  return value ? std::optional(*value) : std::nullopt;
}

bool is_text(Prop prop) {
  return prop <= Prop::lang;
}

}  // namespace

StyleBook::StyleBook(const LayoutData& layout, const std::string& language, Styled& out)
    : layout_(layout),
      out_(out),
      locale_(locale_of(language)) {
  for (const Locale locale :
       {Locale::zh_hans, Locale::zh_hant_tw, Locale::zh_hant_hk, Locale::ja, Locale::latin}) {
    PropList& composition = compositions_[locale];
    composition = layout.composition;
    const auto own = layout.locale_composition.find(std::string(locale_key(locale)));
    if (own != layout.locale_composition.end()) {
      composition.overlay(own->second);
    }
  }
  root_ = fold(Of::block, kRoot, {});
  // Lines are counted in lines of body text, so its own line height cannot be given in lines.
  const BlockSpec& body = block("body", Length());
  body_size_ = body.text.size;
  body_line_ = body.style.line_height;
  blocks_.clear();
  variants_.clear();
  out_.block_styles.clear();
  out_.text_styles.clear();
  out_.font_stacks.clear();
}

bool StyleBook::has(std::string_view name) const {
  return find_named(layout_.styles, name) != nullptr;
}

bool StyleBook::has_text_style(std::string_view name) const {
  return find_named(layout_.text_styles, name) != nullptr;
}

void StyleBook::vary(Variation variation) {
  variation_ = std::move(variation);
  variation_key_.clear();
  for (const VariantRule* rule : variation_) {
    variation_key_ += rule->name + "/";
  }
  root_ = fold(Of::block, kRoot, {});
}

PropList StyleBook::fold(Of of, std::string_view name, std::string_view leaving_out) const {
  const std::vector<StyleRule>& rules = of == Of::block ? layout_.styles : layout_.text_styles;
  std::vector<const StyleRule*> chain;
  std::vector<PropList> own;
  while (static_cast<int>(chain.size()) < kLongestChain) {
    const StyleRule* rule = name == leaving_out ? nullptr : find_named(rules, name);
    if (!rule || std::find(chain.begin(), chain.end(), rule) != chain.end()) {
      break;  // the end, or a circle, which was reported when the layout was read
    }
    chain.push_back(rule);
    own.push_back(rule->own);
    std::string_view parent = rule->extends;
    for (const VariantRule* variant : variation_) {
      const StyleRule* over =
          find_named(of == Of::block ? variant->styles : variant->text_styles, rule->name);
      if (over) {
        own.back().overlay(over->own);
        parent = over->extends.empty() ? parent : over->extends;
      }
    }
    name = parent;
  }
  PropList props;
  for (auto at = own.rbegin(); at != own.rend(); ++at) {
    props.overlay(*at);
  }
  return props;
}

TextContext StyleBook::context(const std::string& name) const {
  TextContext out;
  out.key = name;
  const PropList own = fold(Of::block, name, kRoot);
  for (const PropValue& value : own.values()) {
    if (is_text(value.prop) || value.prop == Prop::line_height) {
      out.over.set(value);
    }
  }
  return out;
}

std::uint32_t StyleBook::master_number(const std::string& name) const {
  const MasterRule* rule = find_named(layout_.masters, name);
  return rule ? static_cast<std::uint32_t>(rule - layout_.masters.data()) + 1 : 0;
}

Color StyleBook::color(const std::string& name) const {
  if (const NamedColor* named = find_named(layout_.colors, name)) {
    return named->color;
  }
  return color_literal(name).value_or(text_black());
}

Border StyleBook::border(const BorderSpec& spec, const LengthBase& base, const Color& text) const {
  return {resolve(spec.width, base), spec.color.empty() ? text : color(spec.color)};
}

TextSpec StyleBook::text_spec(const PropList& props, const TextSpec& start) const {
  TextSpec spec = start;
  if (const auto* role = get<std::string>(props, Prop::font_family)) {
    spec.role = *role;
  }
  const LengthBase outer{start.size, body_line_, start.size};
  if (const auto* size = get<LengthSpec>(props, Prop::font_size)) {
    spec.size = max(resolve(*size, outer), Length::emu(1));
  }
  const LengthBase base{spec.size, body_line_, spec.size};
  if (const auto weight = integer(props, Prop::font_weight)) {
    spec.weight = static_cast<int>(*weight);
  }
  if (const auto* name = get<std::string>(props, Prop::color)) {
    spec.color = color(*name);
  }
  if (const auto* spacing = get<LengthSpec>(props, Prop::letter_spacing)) {
    spec.letter_spacing = resolve(*spacing, base);
  }
  if (const auto* shift = get<LengthSpec>(props, Prop::baseline_shift)) {
    spec.baseline_shift = resolve(*shift, outer);
  }
  read_marks(props, spec);
  if (const auto* stroke = get<LengthSpec>(props, Prop::synthetic_bold)) {
    spec.synthetic_bold = resolve(*stroke, base);
  }
  if (const auto* language = get<std::string>(props, Prop::lang)) {
    spec.language = *language;
  }
  return spec;
}

/// Lines, marks and ruby. Whoever asks for a line gives it its size, colour and place.
void StyleBook::read_marks(const PropList& props, TextSpec& spec) const {
  const MarkLook look{spec.size, spec.color, spec.baseline_shift};
  if (const auto decoration = integer(props, Prop::text_decoration)) {
    spec.underline = *decoration == 1 || *decoration == 3;
    spec.line_through = *decoration == 2 || *decoration == 3;
    spec.underline_look = spec.underline ? look : MarkLook();
    spec.through_look = spec.line_through ? look : MarkLook();
  }
  if (const auto side = integer(props, Prop::text_emphasis_position)) {
    spec.emphasis_side = *side == 0   ? std::nullopt
                         : *side == 1 ? std::optional(EmphasisSide::under)
                                      : std::optional(EmphasisSide::over);
  }
  if (const auto* name = get<std::string>(props, Prop::text_emphasis_color)) {
    spec.emphasis_color = *name == "none" ? std::string() : *name;
  }
  std::optional<std::int64_t> name = integer(props, Prop::name_mark);
  if (const auto mark = integer(props, Prop::text_emphasis)) {
    constexpr auto kShapes = static_cast<std::int64_t>(EmphasisMark::open_sesame);
    spec.emphasis = *mark <= kShapes ? static_cast<EmphasisMark>(*mark) : EmphasisMark::none;
    spec.emphasis_look = look;
    if (!name && (*mark == 0 || *mark > kShapes)) {
      name = *mark == 0 ? 0 : *mark - kShapes;
    }
  }
  if (name) {
    spec.name = static_cast<NameMark>(*name);
    spec.name_look = look;
  }
  if (const auto position = integer(props, Prop::ruby_position)) {
    spec.ruby.position = static_cast<RubyPosition>(*position);
  }
  if (const auto align = integer(props, Prop::ruby_align)) {
    spec.ruby.align = static_cast<RubyAlign>(*align);
  }
  if (const auto overhang = integer(props, Prop::ruby_overhang)) {
    spec.ruby.overhang = static_cast<RubyOverhang>(*overhang);
  }
  if (const auto gap = integer(props, Prop::ruby_gap)) {
    spec.ruby.gap = static_cast<std::int32_t>(*gap);
  }
  if (const auto gap = integer(props, Prop::ruby_word_gap)) {
    spec.ruby.word_gap = static_cast<std::int32_t>(*gap);
  }
}

const PropList& StyleBook::text_props(std::string_view name) const {
  const std::string key = variation_key_ + std::string(name);
  auto at = folded_text_.find(key);
  if (at == folded_text_.end()) {
    at = folded_text_.emplace(key, fold(Of::text, name, {})).first;
  }
  return at->second;
}

TextSpec StyleBook::with(const TextSpec& spec, std::string_view name) const {
  if (!has_text_style(name)) {
    return spec;
  }
  const PropList& props = text_props(name);
  TextSpec out = text_spec(props, spec);
  if (integer(props, Prop::vertical_align) == 1) {  // L4: the middles of the em boxes meet
    constexpr std::int64_t kMiddle = 380;           // above the baseline, in thousandths
    out.baseline_shift += (spec.size - out.size).scaled(kMiddle, 1000);
  }
  return out;
}

bool StyleBook::marks_name(std::string_view name) const {
  if (!has_text_style(name)) {
    return false;
  }
  TextSpec spec;
  read_marks(text_props(name), spec);
  return spec.name != NameMark::none;
}

TextSpec StyleBook::with_language(TextSpec spec, const std::string& language) const {
  spec.language = language;
  return spec;
}

FontStack StyleBook::stack(const TextSpec& spec) const {
  const FontRole* role = find_named(layout_.fonts, spec.role);
  if (!role && !layout_.fonts.empty()) {
    role = &layout_.fonts.front();
  }
  const Locale own = spec.language.empty() ? locale_ : locale_of(spec.language);
  const Locale locale = own == Locale::latin ? locale_ : own;
  return role ? role_stack(layout_, *role, spec.weight, locale) : FontStack{};
}

std::uint32_t StyleBook::intern_stack(FontStack stack) {
  const auto at = std::find(out_.font_stacks.begin(), out_.font_stacks.end(), stack);
  if (at != out_.font_stacks.end()) {
    return static_cast<std::uint32_t>(at - out_.font_stacks.begin());
  }
  out_.font_stacks.push_back(std::move(stack));
  return static_cast<std::uint32_t>(out_.font_stacks.size() - 1);
}

TextStyleId StyleBook::intern(const TextSpec& wanted) {
  TextSpec spec = wanted;
  const FontRole* role = find_named(layout_.fonts, spec.role);
  const bool lacks_bold = role && spec.weight >= kBoldFrom && role->weights.back() < kBoldFrom;
  if (lacks_bold && role->bold == "synthetic") {
    spec.synthetic_bold = spec.size / kStrokeMost;
  } else if (lacks_bold && find_named(layout_.fonts, role->bold)) {
    spec.role = role->bold;
  }
  if (spec.synthetic_bold > Length()) {
    // F2: 1/40 to 1/30 em; it closes the counters of small sizes, so none at 9 pt and below.
    spec.synthetic_bold =
        spec.size > Length::pt(9)
            ? min(max(spec.synthetic_bold, spec.size / kStrokeLeast), spec.size / kStrokeMost)
            : Length();
  }
  TextStyle style;
  style.stack = intern_stack(stack(spec));
  style.size = spec.size;
  style.color = spec.color;
  style.letter_spacing = spec.letter_spacing;
  style.baseline_shift = spec.baseline_shift;
  style.underline = spec.underline;
  style.line_through = spec.line_through;
  style.emphasis_mark = spec.emphasis;
  if (spec.emphasis != EmphasisMark::none) {
    const Locale own = spec.language.empty() ? locale_ : locale_of(spec.language);
    const EmphasisSide usual = own == Locale::ja ? EmphasisSide::over : EmphasisSide::under;
    style.emphasis_side = spec.emphasis_side.value_or(usual);
    style.emphasis_look = spec.emphasis_look;
    if (!spec.emphasis_color.empty()) {
      style.emphasis_look.color = color(spec.emphasis_color);
    }
  }
  style.name_mark = spec.name;
  style.name_look = spec.name == NameMark::none ? MarkLook() : spec.name_look;
  style.underline_look = spec.underline_look;
  style.through_look = spec.through_look;
  style.ruby = spec.ruby;
  style.synthetic_bold = spec.synthetic_bold;
  style.language = spec.language;
  const auto at = std::find(out_.text_styles.begin(), out_.text_styles.end(), style);
  if (at == out_.text_styles.end()) {
    out_.text_styles.push_back(std::move(style));
    return static_cast<TextStyleId>(out_.text_styles.size() - 1);
  }
  return static_cast<TextStyleId>(at - out_.text_styles.begin());
}

BlockStyleId StyleBook::variant(BlockStyle style, const std::string& key) {
  const auto [at, added] =
      variants_.emplace(variation_key_ + key, static_cast<BlockStyleId>(out_.block_styles.size()));
  if (added) {
    out_.block_styles.push_back(std::move(style));
  }
  return at->second;
}

const BlockSpec& StyleBook::block(const std::string& name,
                                  Length measure,
                                  const TextContext& context,
                                  const std::string& language) {
  const std::string local =
      name + "@" + context.key + "~" + language + "#" + std::to_string(measure.emu());
  const std::string key = variation_key_ + local;
  const auto at = blocks_.find(key);
  if (at != blocks_.end()) {
    return at->second;
  }
  // As in CSS, what surrounds a block stands in for the root: the style's own values come on top,
  // and its em are those of the text around it.
  BlockSpec spec;
  spec.props = root_;
  spec.props.overlay(context.over);
  TextSpec start;
  start.size = body_size_;
  start = text_spec(spec.props, start);
  start.language = language.empty() ? start.language : language;
  PropList own = fold(Of::block, name, kRoot);
  own.overlay(context.own);
  spec.text = text_spec(own, start);
  spec.props.overlay(own);
  const LengthBase base{spec.text.size, body_line_, measure};
  spec.style.name = name;
  spec.style.text = intern(spec.text);
  fill_paragraph(spec, base);
  fill_block(spec, base);
  spec.id = variant(spec.style, local);
  return blocks_.emplace(key, std::move(spec)).first->second;
}

}  // namespace banxin::style

// Styles by name, resolved: chains folded, lengths in EMU, fonts as stacks, everything interned.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/style/layout_data.h"

namespace banxin::style {

/// A text style before its fonts are looked up; what text styles and classes modify.
struct TextSpec {
  std::string role;
  Length size = Length::pt(10.5);
  int weight = 400;
  Color color;
  Length letter_spacing, baseline_shift;
  bool underline = false, line_through = false;
  EmphasisMark emphasis = EmphasisMark::none;
  std::optional<EmphasisSide> emphasis_side;  // not set: by language
  std::string emphasis_color;                 // empty: that of the text
  NameMark name = NameMark::none;
  MarkLook underline_look, through_look, emphasis_look, name_look;
  RubyLayout ruby;
  Length synthetic_bold;
  std::string language;
};

/// A block style together with what runs and relative lengths inside it start from.
struct BlockSpec {
  BlockStyle style;
  TextSpec text;
  PropList props;  // the chain, folded
  BlockStyleId id{};
};

/// Text properties a surrounding div lays over the styles of what it holds.
struct TextContext {
  PropList over;
  PropList own;     // laid over the style's own values: the size a title was shrunk to
  std::string key;  // names `over` in caches; empty: nothing laid over
};

/// What is laid over the layout's own styles at a place: its kind's, then its variants'.
using Variation = std::vector<const VariantRule*>;

class StyleBook {
 public:
  /// Sets the variation until it goes.
  class Varied {
   public:
    Varied(StyleBook& book, Variation variation)
        : book_(book),
          before_(std::move(book.variation_)) {
      book_.vary(std::move(variation));
    }

    Varied(const Varied&) = delete;
    Varied& operator=(const Varied&) = delete;

    ~Varied() { book_.vary(std::move(before_)); }

   private:
    StyleBook& book_;
    Variation before_;
  };

  const Variation& variation() const { return variation_; }

  StyleBook(const LayoutData& layout, const std::string& language, Styled& out);

  bool has(std::string_view name) const;
  bool has_text_style(std::string_view name) const;
  /// The style `name`, lengths in % relative to `measure`. An unknown name gives the base style
  /// (references were checked when the layout was read).
  /// `language`: of the passage it stands in, if that is not the issue's.
  const BlockSpec& block(const std::string& name,
                         Length measure,
                         const TextContext& context = {},
                         const std::string& language = {});
  /// `spec` with the text style `name` laid over; unchanged if there is none.
  TextSpec with(const TextSpec& spec, std::string_view name) const;
  /// The text style marks what it is put on as one name (M3, M4).
  bool marks_name(std::string_view name) const;
  TextSpec with_language(TextSpec spec, const std::string& language) const;
  TextStyleId intern(const TextSpec& spec);
  /// A style made from another by the resolver; equal keys must mean equal styles.
  BlockStyleId variant(BlockStyle style, const std::string& key);
  /// The text properties of style `name`, for a context.
  TextContext context(const std::string& name) const;

  Length body_line() const { return body_line_; }

  Length body_size() const { return body_size_; }

  Color color(const std::string& name) const;
  Border border(const BorderSpec& spec, const LengthBase& base, const Color& text) const;

 private:
  /// What the style and those it extends set, without the one named `leaving_out`.
  enum class Of : std::uint8_t { block, text };
  PropList fold(Of of, std::string_view name, std::string_view leaving_out) const;
  void vary(Variation variation);
  TextSpec text_spec(const PropList& props, const TextSpec& start) const;
  void read_marks(const PropList& props, TextSpec& spec) const;
  const PropList& text_props(std::string_view name) const;
  FontStack stack(const TextSpec& spec) const;
  std::uint32_t intern_stack(FontStack stack);
  void fill_paragraph(BlockSpec& spec, const LengthBase& base) const;
  void fill_block(BlockSpec& spec, const LengthBase& base) const;
  /// 1-based index into Styled::masters, which are in the layout's order; 0: `auto`, or unknown.
  std::uint32_t master_number(const std::string& name) const;

  /// What the layout's [text] sets for a locale.
  const PropList& composition(Locale locale) const { return compositions_.at(locale); }

  const LayoutData& layout_;
  Styled& out_;
  Locale locale_;
  Length body_line_ = Length::pt(18), body_size_ = Length::pt(10.5);
  PropList root_;
  Variation variation_;
  std::string variation_key_;  // goes before every key of the caches below; empty: no variation
  mutable std::map<std::string, PropList> folded_text_;
  std::map<std::string, BlockSpec> blocks_;
  std::map<std::string, BlockStyleId> variants_;
  std::map<Locale, PropList> compositions_;  // [text] with [text.…] laid over
};

inline constexpr int kBoldFrom = 600;  // weights from here on count as bold (F2)

/// Faces of one role, at the weight nearest to `weight`, its fallback roles last.
FontStack role_stack(const LayoutData& layout, const FontRole& role, int weight, Locale locale);

/// How a property list fills a Composition.
void apply_composition(const PropList& props, Composition& composition);

}  // namespace banxin::style

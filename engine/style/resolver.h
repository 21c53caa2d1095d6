// The resolver: one object a call, its parts in resolve_*.cc.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/style/paragraph_builder.h"
#include "engine/style/scope.h"
#include "engine/style/style_book.h"

namespace banxin::style {

/// Where blocks are being resolved: what surrounds them decides styles and lengths.
struct Context {
  Length measure;
  Length full;                     // of the type area; 0: nothing may stand across columns here
  TextContext text;                // laid over inner styles by a surrounding div
  std::string language;            // of the passage, if a `lang` around it names one
  std::string paragraph = "body";  // style of a plain paragraph
  std::string paragraph_wide;      // a paragraph that goes on after a figure (unused if empty)
  int list_depth = 0;
  int depth = 0;                     // nesting of blocks
  const Block* opening = nullptr;    // paragraph that opens the text, in the style …-first
  const Article* article = nullptr;  // whose footnotes and relative links these are
};

/// Bytes [begin, end) of a paragraph as one of its own.
std::shared_ptr<Paragraph> part_of(const Paragraph& whole, std::uint32_t begin, std::uint32_t end);

/// A class that overrides properties of one block, not the name of a style.
bool is_override(std::string_view name);
/// The manuscript sets a block beside the text.
bool floats_beside(const Attributes& attributes);

class Resolver {
 public:
  Resolver(const Issue& issue, const LayoutData& layout, Diagnostics& diagnostics);
  Styled run();

 private:
  // resolve_styles.cc: anchors, links, pages
  void register_anchors();
  AnchorId anchor(const std::string& name);
  AnchorId article_anchor(std::size_t section, std::size_t article) const;
  void document_metadata();
  /// The variants of every article, and those the layout does not know (W221).
  void find_variations();
  Variation variation_of(const Scope& scope) const;
  const VariantRule* variant_named(const Text& name);
  void report_dead_links();

  // resolve_edges.cc
  void box_edges(std::vector<StyledBlock>& blocks);

  // resolve_pages.cc
  void build_page();
  void build_masters();
  std::optional<Frame> build_frame(const FrameRule& rule, const Scope& scope, Length width);
  bool frame_stands(const FrameRule& rule, const Scope& scope, Frame& frame);
  void build_flows();
  void round_measure(Master& master, Length step) const;
  bool own_margins(const MasterRule* rule) const;
  std::array<Length, 4> margins(const MasterRule* rule, int columns, Length gap) const;
  Length measure(const Master& master) const;
  Length area_width(const Master& master) const;
  /// The measure a block of this style has in `context`.
  Length room(const BlockStyle& style, const Context& context) const;
  /// The context of what stands in such a block.
  Context inside(const BlockStyle& style, Context context) const;

  // resolve_text.cc: inline content
  void inlines(const Inlines& content,
               const RunState& state,
               const Context& context,
               ParagraphBuilder& to,
               int depth = 0);
  void inline_one(const Inline& node,
                  const RunState& state,
                  const Context& context,
                  ParagraphBuilder& to,
                  int depth);
  void note_mark(const Inline& node,
                 const RunState& state,
                 const Context& context,
                 ParagraphBuilder& to);
  void ruby(
      const Inline& node, RunState state, const Context& context, ParagraphBuilder& to, int depth);
  void image_run(const Inline& node,
                 const RunState& state,
                 const Context& context,
                 ParagraphBuilder& to);
  /// Lays text style `name` over what runs get.
  void apply(std::string_view name, RunState& state);
  RunState with_classes(const Attributes& attributes, RunState state);
  LinkId link_to(const std::string& target, Span span, const Article* article);
  LinkId link_to(AnchorId target);
  ImageId image_of(const std::string& path, Span span);
  /// Gives the bytes of label and gap, 0 without a label.
  std::uint32_t caption_inlines(const Inlines& content,
                                const RunState& state,
                                const Context& context,
                                ParagraphBuilder& to);
  StyledBlock caption(const std::string& style,
                      const Inlines& content,
                      Span source,
                      const Context& context);
  void lead_inlines(const Inlines& content,
                    const RunState& state,
                    const std::string& lead,
                    const Context& context,
                    ParagraphBuilder& to);

  // resolve_blocks.cc: Markdown
  void blocks(const std::vector<Block>& list,
              const Context& context,
              std::vector<StyledBlock>& out);
  void block(const Block& block, const Context& context, std::vector<StyledBlock>& out);
  StyledBlock paragraph_block(const std::string& style,
                              const Inlines& content,
                              Span source,
                              const Context& context);
  StyledBlock heading(const Block& block, const Context& context);
  StyledBlock list(const Block& block, const Context& context);
  StyledBlock list_item(const Block& list, std::size_t index, const Context& context);
  StyledBlock quote(const Block& block, const Context& context);
  StyledBlock code(const Block& block, const Context& context);
  StyledBlock rule(const Block& block, const Context& context);
  StyledBlock figure(const Block& block, const Context& context);
  StyledBlock table(const Block& block, const Context& context);
  StyledBlock table_body(const Block& block, const Context& context);
  StyledCell table_cell(const TableCell& cell,
                        CellAlign align,
                        const std::string& style,
                        const Context& context);
  void div(const Block& block, const Context& context, std::vector<StyledBlock>& out);
  void div_children(const Block& block,
                    const DivRule& rule,
                    const Context& context,
                    std::vector<StyledBlock>& into);
  void references(const Block& block, const Context& context, std::vector<StyledBlock>& out);
  void reference(const Inlines& content,
                 Span source,
                 const Context& context,
                 std::vector<StyledBlock>& out);
  void labelled_parts(const Inlines& content,
                      const DivRule& rule,
                      const RunState& state,
                      const Context& context,
                      ParagraphBuilder& to);
  /// `style` with what {float=…} of the manuscript says.
  BlockStyleId floated(BlockStyleId style, const Attributes& attributes);
  BlockStyleId spanned(BlockStyleId style, const Block& block, const Context& context);
  StyledBlock page_break(Span source, BreakRule rule);
  std::string paragraph_style(const Block& block, const Context& context) const;
  std::string styled_by_class(const Attributes& attributes, const std::string& fallback);

  // resolve_notes.cc
  NoteId note(const Article* article, const std::string& label, std::string& mark);
  /// A note without a mark, as a block of no height that stands where it is to be printed.
  StyledBlock unmarked_note(std::vector<StyledBlock> blocks, const Article* article, Span source);
  FieldKind note_field() const;
  AnchorId note_anchor(NoteId id);
  std::vector<StyledBlock> note_blocks(NoteId id, const std::string& name, Context context);
  /// The article's notes in one box, where the layout prints them at its end.
  void end_notes(const Article* article, const Context& context, std::vector<StyledBlock>& out);
  void finish_notes();

  // resolve_template.cc
  const Template* find_template(std::string_view name) const;
  void use_template(const std::string& name,
                    const Scope& scope,
                    const Context& context,
                    std::vector<StyledBlock>& out);
  void elements(std::span<const Element> list,
                const Scope& scope,
                const Context& context,
                std::vector<StyledBlock>& out);
  void element(const Element& element,
               const Scope& scope,
               const Context& context,
               std::vector<StyledBlock>& out);
  bool text_element(const Element& element,
                    const Scope& scope,
                    const Context& context,
                    StyledBlock& out);
  void fit_text(const std::string& style, const std::string& text, Context& context);
  bool entry_element(const Element& element,
                     const Scope& scope,
                     const Context& context,
                     StyledBlock& out);
  bool picture_element(const Element& element,
                       const Scope& scope,
                       const Context& context,
                       StyledBlock& out);
  bool box_element(const Element& element,
                   const Scope& scope,
                   const Context& context,
                   StyledBlock& out);
  void each_element(const Element& element,
                    const Scope& scope,
                    const Context& context,
                    std::vector<StyledBlock>& out);
  void end_text(const Element& element,
                const Scope& scope,
                const Context& context,
                std::vector<StyledBlock>& out,
                std::size_t first);
  void blocks_element(const Element& element,
                      const Scope& scope,
                      const Context& context,
                      std::vector<StyledBlock>& out);
  void decorate(const Element& element, const Scope& scope, StyledBlock& block);

  // resolve_jumps.cc: articles that go on elsewhere (L7)
  bool prints_rests() const;
  /// The index of the div at which the article is broken off; the number of its blocks: nowhere.
  std::size_t jump_of(const Article& article);
  void enter_article(Scope& scope, std::size_t section, std::size_t article);
  LinkId jump_link(const Pattern& line, const Scope& scope);
  void until_jump(const Scope& scope, const Context& context, std::vector<StyledBlock>& out);
  void rest(const Scope& scope, const Context& context, std::vector<StyledBlock>& out);
  void each_rest(const Element& element,
                 const Scope& scope,
                 const Context& context,
                 std::vector<StyledBlock>& out);

  // resolve_names.cc: spread labels and name columns
  void names_element(const Element& element,
                     const Scope& scope,
                     const Context& context,
                     std::vector<StyledBlock>& out);
  void fields_element(const Element& element,
                      const Scope& scope,
                      const Context& context,
                      std::vector<StyledBlock>& out);
  /// `most`: more characters than this are not spread.
  StyledBlock spread_text(
      const std::string& style, const Text& text, Length width, int most, const Context& context);
  Length label_field(const Element& element, const BlockSpec& label, const Context& context);
  StyledBlock labelled_row(const Element& element, const Text& text, const Context& context);
  void add_field(const Element& element,
                 const Text& label,
                 const Scope& scope,
                 const Context& context,
                 std::vector<StyledBlock>& out);
  StyledBlock separator(const std::string& style, const Element& element, const Context& context);
  StyledBlock name_rows(const Element& element,
                        const std::vector<Text>& names,
                        const Context& context);

  // resolve_pattern.cc
  bool holds(const Condition& condition, const Scope& scope);
  Datum datum(const std::string& key, const std::string& format, const Scope& scope);
  void pattern(const std::vector<Piece>& pieces,
               Span span,
               const Scope& scope,
               const RunState& state,
               const Context& context,
               ParagraphBuilder& to);
  void placeholder(const Piece& piece,
                   Span span,
                   const Scope& scope,
                   const RunState& state,
                   const Context& context,
                   ParagraphBuilder& to);
  std::string plain(const Pattern& pattern, const Scope& scope, Span* source = nullptr);

  // resolve_paragraph.cc
  const BlockSpec& spec(const std::string& name, const Context& context) {
    const BlockSpec& found = styles_.block(name, context.measure, context.text, context.language);
    const Length width = room(found.style, context);
    return width == context.measure ? found
                                    : styles_.block(name, width, context.text, context.language);
  }

  RunState start(const BlockSpec& spec) const;
  std::string heading_style(const Block& block);
  bool runs_in(const Block& heading, const Context& context);
  StyledBlock run_in(const Block& heading, const Block& text, const Context& context);
  void name_anchor(const Block& block, const Context& context, StyledBlock& target);
  StyledBlock finish_paragraph(ParagraphBuilder& from, const BlockSpec& spec, Span source);
  StyledBlock plain_paragraph(const std::string& style,
                              const std::string& text,
                              Span source,
                              const Context& context);
  void set_author(const Element& element,
                  const Scope& scope,
                  const Context& context,
                  Paragraph& entry,
                  Leader& leader);
  void open_up(StyledBlock& block, const BlockSpec& spec);
  void hang_label(StyledBlock& block, const BlockSpec& spec);
  void drop_initial(StyledBlock& block, const BlockSpec& spec);  // resolve_initial.cc

  // resolve_overrides.cc
  bool repeated(const Block& div, const Context& context) const;
  bool override_words(const Attributes& attributes, BlockStyle& style);
  bool override_values(const Block& block, const LengthBase& base, BlockStyle& style);
  void override_style(const Block& source, const Context& context, StyledBlock& block);
  LengthBase base(const BlockSpec& spec, const Context& context) const;

  const Issue& issue_;
  const LayoutData& layout_;
  Diagnostics& diagnostics_;
  Styled out_;
  StyleBook styles_;
  Locale locale_;
  const StringTable* locale_strings_ = nullptr;
  std::map<std::string, AnchorId> anchors_;
  std::set<AnchorId> placed_;  // anchors some block carries
  std::vector<std::vector<AnchorId>> article_anchors_;
  std::vector<AnchorId> section_anchors_;
  std::map<std::pair<std::string, AnchorId>, LinkId> links_;
  std::map<std::string, ImageId> images_;

  struct NoteKey {
    const Article* article;
    const Footnote* note;
    int number;
    std::vector<StyledBlock> unmarked;  // instead of a footnote: resolved already
  };

  std::vector<NoteKey> notes_;  // by NoteId
  std::map<std::pair<const Article*, std::string>, NoteId> note_ids_;
  std::map<const Article*, int> note_counts_;
  std::uint32_t name_marks_ = 0;    // marked names so far
  std::set<std::string> reported_;  // warnings given once
  int template_depth_ = 0;
  std::vector<const Template*> open_templates_;
  std::map<const Article*, Variation> variations_;  // looked up only, never walked through
  std::vector<Variation> section_variations_;
  std::size_t element_count_ = 0;
  bool exhausted_ = false;
};

inline constexpr int kSpreadNames = 3;  // N1: longer names keep their width

/// Characters of `text` counted for spreading: Han in `han`, everything else in `other`, where
/// full-width blanks and marks count twice.
struct CharCount {
  int han = 0, other = 0;

  int units() const { return han + (other + 1) / 2; }
};

CharCount count_characters(std::string_view text);

}  // namespace banxin::style

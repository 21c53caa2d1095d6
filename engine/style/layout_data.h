// What a Layout holds: the layout language as values, checked but not yet resolved.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/style/pattern.h"
#include "engine/style/properties.h"
#include "engine/style/style.h"

namespace banxin {
namespace style {

/// A font role. Tables by locale ([fonts.song.zh-Hant-TW]) replace what they name.
struct FontRole {
  std::string name;
  std::vector<std::string> families;
  std::vector<int> weights{400};
  std::string latin;                  // role of the Latin partner; empty: the faces themselves
  std::vector<std::string> fallback;  // roles whose faces come last (F3)
  std::vector<std::string> cjk_features, latin_features;
  std::int32_t latin_scale = 1000;  // as FontStack's
  std::string bold;                 // F2: role for strong text where no weight is bold enough,
                                    // or "synthetic"
  std::map<std::string, std::vector<std::string>> locale_families;
  std::vector<CodeRange> only;  // unicode-range: the characters it serves; empty: all
  Span span;
};

struct NamedColor {
  std::string name;
  Color color;
  Span span;
};

/// A block or text style as written; `extends` names its parent.
struct StyleRule {
  std::string name, extends;
  PropList own;
  Span span, extends_span;
};

struct DivRule {
  std::string name;
  std::string box;        // style of the box; empty: no box
  std::string paragraph;  // style of paragraphs inside; empty: body
  Pattern label;          // put before the first paragraph if that does not begin with it
  std::string lead;       // text style of the first paragraph up to its first colon
  bool page_break = false, column_break = false;
  bool repeats = false;   // where it only repeats the article's words, screen readers pass over it
  bool labels = false;    // typed labels, [1] or 1., hang in a field of their own
  std::string separator;  // between keywords and the like, in place of what was typed
  bool jump = false;      // the article goes on elsewhere (L7); the label says where
  bool footnote = false;  // its content stands at the foot of the page, without a mark (B1)
  Span span;
};

/// One element of a template. Which fields count depends on the kind.
struct Element {
  enum class Kind : std::uint8_t {
    text,
    blocks,
    qr,
    image,
    box,
    row,
    rule,
    space,
    page_break,
    names,
    fields,
    field,
    each,
    entry,
    use,
    note
  };
  Kind kind = Kind::text;
  Span span;
  Condition when;
  std::string style;              // block style; empty: by kind
  Pattern text;                   // text, entry; qr: data; image: path; use: name; alt
  Pattern author;                 // entry: between leader and number
  Pattern number;                 // entry: what stands after the leader; field: label
  Pattern link;                   // text, qr, image: address the whole is a link to
  Pattern alternative;            // image, qr
  Pattern otherwise;              // use: name of the template to fall back to
  std::string collection;         // each, names, fields, blocks
  std::vector<Element> children;  // box, row, each
  std::vector<std::pair<std::string, Pattern>> sets;  // running strings
  std::string anchor;              // "article", "section": the place contents numbers point to
  std::vector<LengthSpec> widths;  // row
  LengthSpec width, height, max_width, max_height;  // qr, image, rule, space
  LengthSpec gap;                                   // row, names, fields
  SideAlign vertical = SideAlign::start;
  std::string color;  // rule
  BreakRule break_rule = BreakRule::page;
  std::string label_style, number_style;  // names, fields; entry
  std::string separator;                  // names, fields: after the label, in a field of its own
  LengthSpec label_width;                 // names, fields, field: least width of the labels
  LengthSpec name_width, gutter;          // names
  int name_columns = 4;                   // names
  int limit = 0;                          // each: at most so many; 0: all
  // entry (Y1–Y4)
  std::string leader_dot = "·";
  LengthSpec leader_pitch{0.5, LengthSpec::Unit::em}, leader_gap{0.5, LengthSpec::Unit::em};
  LengthSpec number_width{1.5, LengthSpec::Unit::em}, turn_over{1, LengthSpec::Unit::em};
  std::string author_style;
  LengthSpec author_width{3, LengthSpec::Unit::em};
  int min_dots = 4;
};

struct Template {
  std::string name;
  std::vector<Element> elements;
  Span span;
};

/// What changes for a kind of section or a 体裁: styles laid over those of the layout, templates
/// that stand in for those of the same name.
struct VariantRule {
  std::string name;
  std::vector<StyleRule> styles, text_styles;
  std::vector<Template> templates;
  Span span;
};

struct FrameRule {
  Frame::Relative relative = Frame::Relative::page;
  Frame::Side side = Frame::Side::both;
  Frame::Pages pages = Frame::Pages::all;
  std::array<std::optional<LengthSpec>, 8> edges;  // left right inner outer top bottom width height
  SideAlign vertical = SideAlign::start;
  std::string style, background;
  Condition when;  // terms `running:name` are judged page by page
  LengthSpec step{};
  std::string step_by;
  int step_count = 0;
  std::vector<Element> content;
  Span span;
};

struct MasterRule {
  std::string name, extends;
  std::array<std::optional<LengthSpec>, 4> margins;  // top bottom inner outer
  std::optional<int> columns;
  std::optional<LengthSpec> column_gap, baseline_grid, measure_step;
  std::optional<ColumnFill> column_fill;
  std::optional<BorderSpec> column_rule;
  std::optional<std::vector<FrameRule>> frames;
  Span span, extends_span;
};

struct FlowRule {
  std::string name;
  std::string first, left, right, blank;  // masters
  BreakRule start = BreakRule::page;
  std::optional<int> restart;
  int pages_multiple = 0;  // as Flow's
  FolioFormat folio = FolioFormat::decimal;
  std::string label_prefix;
  std::string content;  // template; empty: a page of frames only
  Condition when;
  Span span;
};

enum class NoteFormat : std::uint8_t { circled, decimal, bracketed };

enum class NoteNumbering : std::uint8_t { article, issue, page };
/// Where notes are printed: at the foot of the page, or at the end of the article (尾注).
enum class NotePlacement : std::uint8_t { page, article };
/// Where a mark stands beside a stop (M8): as typed, 文[1]。 or 文。①
enum class NotePlace : std::uint8_t { as_typed, before_stop, after_stop };

struct NotesRule {
  NoteFormat format = NoteFormat::circled;
  NoteNumbering numbering = NoteNumbering::article;  // where it restarts
  NotePlace place = NotePlace::as_typed;
  NotePlacement placement = NotePlacement::page;
  LengthSpec gap{1, LengthSpec::Unit::lines};
  BorderSpec rule{LengthSpec{0.5, LengthSpec::Unit::pt}, {}};
  LengthSpec rule_width{25, LengthSpec::Unit::percent};
  Pattern heading;  // above notes at the end of an article
};

struct ListRule {
  std::vector<std::string> bullets{"●"};    // by depth, the last repeats
  std::vector<std::string> numbers{"{}."};  // patterns by depth: {} decimal, {①} {一} {a} {A} {i}
};

struct CaptionRule {
  std::vector<std::string> labels;  // 图, 表 …: words a caption number follows
  std::string gap;                  // between number and title, in place of what was typed
  std::string continued;            // 续{caption}
  std::vector<std::string> units;   // 单位: a second line of a table caption that begins so
};

struct PageRule {
  Size size{Length::mm(210), Length::mm(297)};
  LengthSpec bleed{};
  bool facing = true, right_bound = false;
  std::array<std::optional<LengthSpec>, 4> margins;  // top bottom inner outer
  std::optional<std::pair<double, int>> type_area;   // characters a column, lines
  int columns = 1;
  LengthSpec column_gap{2, LengthSpec::Unit::em};
  LengthSpec baseline_grid{}, measure_step{};
  ColumnFill column_fill = ColumnFill::balance;
  BorderSpec column_rule;
};

using StringTable = std::map<std::string, std::string>;

}  // namespace style

struct Layout::Data {
  std::string name, version, title;
  FileId file = FileId::none;
  style::PageRule page;
  std::vector<style::NamedColor> colors;
  std::vector<style::FontRole> fonts;
  style::PropList composition;                                // [text]
  std::map<std::string, style::PropList> locale_composition;  // [text.zh-Hant-TW]
  std::vector<style::StyleRule> styles, text_styles;
  std::vector<style::DivRule> divs;
  std::vector<style::VariantRule> kinds, variants;
  style::StringTable variables;  // those that have a text
  std::vector<style::Template> templates;
  std::vector<style::MasterRule> masters;
  std::vector<style::FlowRule> flows;
  style::NotesRule notes;
  style::ListRule lists;
  style::CaptionRule captions;
  style::StringTable strings;
  std::map<std::string, style::StringTable> locale_strings;
  OutputSettings output;
};

/// The door for the resolver, in other files of this folder.
struct LayoutAccess {
  using Data = Layout::Data;

  static const Layout::Data& data(const Layout& layout) { return *layout.data_; }
};

namespace style {

using LayoutData = LayoutAccess::Data;

template <class Rule>
const Rule* find_named(const std::vector<Rule>& rules, std::string_view name) {
  for (const Rule& rule : rules) {
    if (rule.name == name) {
      return &rule;
    }
  }
  return nullptr;
}

/// The names a locale goes by in tables of a layout: "zh-Hans", "zh-Hant-TW", "zh-Hant-HK", "ja".
std::string_view locale_key(Locale locale);

}  // namespace style
}  // namespace banxin

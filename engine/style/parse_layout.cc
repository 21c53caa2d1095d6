// A layout's document, all files laid over each other, into a Layout.
#include "engine/style/load_layout.h"
#include "engine/style/parse.h"
#include "engine/style/variables.h"

namespace banxin {
namespace style {

std::string_view locale_key(Locale locale) {
  return tag_of(locale);
}

namespace {

/// A variant may have styles of its own: then the style is there for all, with nothing set.
void add_new_styles(const std::vector<StyleRule>& of_variant, std::vector<StyleRule>& all) {
  for (const StyleRule& rule : of_variant) {
    if (!find_named(all, rule.name)) {
      all.push_back({rule.name, {}, {}, rule.span, rule.span});
    }
  }
}

}  // namespace

void read_document(const Value& document, LayoutData& layout, Diagnostics& diagnostics) {
  TableReader reader(document, kRootKeys, diagnostics);
  if (const Value* head = reader.table("layout")) {
    TableReader keys(*head, kLayoutKeys, diagnostics);
    layout.name = keys.text("name");
    layout.version = keys.text("version");
    layout.title = keys.text("title");
    keys.get("extends");  // load_layout has looked at these
    keys.get("format");
    keys.finish();
  }
  using Part = void (*)(const Value&, LayoutData&, Diagnostics&);

  struct Entry {
    std::string_view key;
    Part part;
  };

  static constexpr Entry kTables[] = {
      {"page", parse_page},
      {"colors", parse_colors},
      {"fonts", parse_fonts},
      {"text", parse_composition},
      {"divs", parse_divs},
      {"variables", parse_variables},
      {"notes", parse_notes},
      {"lists", parse_lists},
      {"captions", parse_captions},
      {"strings", parse_strings},
      {"masters", parse_masters},
      {"templates", parse_templates},
      {"output", parse_output},
  };
  for (const Entry& entry : kTables) {
    if (const Value* table = reader.table(entry.key)) {
      entry.part(*table, layout, diagnostics);
    }
  }
  if (const Value* styles = reader.table("styles")) {
    parse_styles(*styles, PropSet::block, layout.styles, diagnostics);
  }
  if (const Value* styles = reader.table("text-styles")) {
    parse_styles(*styles, PropSet::text, layout.text_styles, diagnostics);
  }
  if (const Value* kinds = reader.table("kinds")) {
    parse_variants(*kinds, layout.kinds, diagnostics);
  }
  if (const Value* variants = reader.table("variants")) {
    parse_variants(*variants, layout.variants, diagnostics);
  }
  for (const auto* rules : {&layout.kinds, &layout.variants}) {
    for (const VariantRule& rule : *rules) {
      add_new_styles(rule.styles, layout.styles);
      add_new_styles(rule.text_styles, layout.text_styles);
    }
  }
  if (const Value* flows = reader.array("flows")) {
    parse_flows(*flows, layout, diagnostics);
  }
  reader.finish();
}

}  // namespace style

struct LayoutParser {
  static Layout::Data& data(Layout& layout) { return *layout.data_; }
};

Layout::Layout() : data_(std::make_unique<Data>()) {}

Layout::Layout(Layout&&) noexcept = default;
Layout& Layout::operator=(Layout&&) noexcept = default;
Layout::~Layout() = default;

const std::string& Layout::name() const {
  return data_->name;
}

const std::string& Layout::version() const {
  return data_->version;
}

const std::string& Layout::title() const {
  return data_->title;
}

const OutputSettings& Layout::output() const {
  return data_->output;
}

Parsed<Layout> parse_layout(const World& world, const LayoutRequest& request, SourceMap& sources) {
  Parsed<Layout> out;
  style::Value document = style::load_layout(world, request, sources, out.diagnostics);
  LayoutAccess::Data& data = LayoutParser::data(out.value);
  if (!document.members.empty()) {
    data.file = document.span.file;
    style::expand_variables(document, out.diagnostics);
    style::read_document(document, data, out.diagnostics);
    style::check_references(data, out.diagnostics);
  }
  if (data.name.empty()) {
    data.name = style::layout_ref(request.name).name;
  }
  return out;
}

}  // namespace banxin

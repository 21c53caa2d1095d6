// A layout's document, all files laid over each other, into a Layout.
#include "engine/style/load_layout.h"
#include "engine/style/parse.h"

namespace banxin {
namespace style {

std::string_view locale_key(Locale locale) {
  return tag_of(locale);
}

void read_document(const Value& document, LayoutData& layout, Diagnostics& diagnostics) {
  TableReader reader(document, diagnostics);
  if (const Value* head = reader.table("layout")) {
    TableReader keys(*head, diagnostics);
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
      {"notes", parse_notes},
      {"lists", parse_lists},
      {"captions", parse_captions},
      {"strings", parse_strings},
      {"masters", parse_masters},
      {"templates", parse_templates},
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

Parsed<Layout> parse_layout(const World& world, const LayoutRequest& request, SourceMap& sources) {
  Parsed<Layout> out;
  const style::Value document = style::load_layout(world, request, sources, out.diagnostics);
  LayoutAccess::Data& data = LayoutParser::data(out.value);
  if (!document.members.empty()) {
    data.file = document.span.file;
    style::read_document(document, data, out.diagnostics);
    style::check_references(data, out.diagnostics);
  }
  if (data.name.empty()) {
    data.name = style::layout_ref(request.name).name;
  }
  return out;
}

}  // namespace banxin

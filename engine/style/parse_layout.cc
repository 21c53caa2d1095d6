// Loading: a layout, the layouts it extends, and the issue's own adjustments on top.
#include <algorithm>

#include "engine/base/contract.h"
#include "engine/style/parse.h"

namespace banxin {
namespace style {

std::string_view locale_key(Locale locale) {
  return tag_of(locale);
}

namespace {

constexpr std::size_t kLongestChain = 16;        // layouts extending layouts
constexpr std::uint64_t kLargestFile = 4 << 20;  // bytes; a layout is some 20 kB

bool valid_utf8(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80   ? 1
                               : lead < 0xc2 ? 0
                               : lead < 0xe0 ? 2
                               : lead < 0xf0 ? 3
                               : lead < 0xf5 ? 4
                                             : 0;
    if (length == 0 || i + length > text.size()) {
      return false;
    }
    for (std::size_t k = 1; k < length; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xc0u) != 0x80u) {
        return false;
      }
    }
    i += length;
  }
  return true;
}

class Loader {
 public:
  Loader(const World& world, SourceMap& sources, Diagnostics& diagnostics)
      : world_(world),
        sources_(sources),
        diagnostics_(diagnostics) {}

  /// The document of `name` laid over those it extends; `named_at` for E201.
  Value load(const std::string& name, Span named_at) {
    if (std::find(chain_.begin(), chain_.end(), name) != chain_.end() ||
        chain_.size() >= kLongestChain) {
      diagnostics_.push_back({"E203", named_at, {name}});
      return empty();
    }
    const bool plain = !name.empty() && name.find('/') == name.npos &&
                       name.find('\\') == name.npos && name.front() != '.';
    const ReadResult read =
        plain ? world_.read_layout(name, "layout.toml") : ReadResult{{}, ReadProblem::not_found};
    if (read.problem != ReadProblem::none) {
      diagnostics_.push_back({"E201", named_at, {name}});
      return empty();
    }
    chain_.push_back(name);
    Value document = add(name + "/layout.toml", read.bytes.view());
    return under(std::move(document));
  }

  /// The layout.toml laid over `base`. What it extends is `name` unless it says otherwise.
  Value load_local(const std::string& name, Span named_at) {
    const ReadResult read = world_.read("layout.toml", kLargestFile);
    if (read.problem != ReadProblem::none) {
      return load(name, named_at);
    }
    const Value document = add("layout.toml", read.bytes.view());
    return overlay(load(name, named_at), document);
  }

 private:
  static Value empty() {
    Value value;
    value.kind = Value::Kind::table;
    return value;
  }

  Value add(std::string path, std::string_view text) {
    if (text.substr(0, 3) == "\xef\xbb\xbf") {
      text.remove_prefix(3);
    }
    if (text.size() > kLargestFile || !valid_utf8(text)) {
      const FileId file = sources_.add(std::move(path), std::string());
      diagnostics_.push_back({"E217", {file, 0, 0}, {}});
      return empty();
    }
    const FileId file = sources_.add(std::move(path), std::string(text));
    return parse_toml(sources_.text(file), file, diagnostics_);
  }

  /// `document` laid over the layout it extends, if any.
  Value under(Value document) {
    const Value* head = document.find("layout");
    const Value* extends = head && head->is(Value::Kind::table) ? head->find("extends") : nullptr;
    if (!extends) {
      return document;
    }
    if (!extends->is(Value::Kind::string)) {
      diagnostics_.push_back({"E204", extends->span, {"extends", "\"…\""}});
      return document;
    }
    const Value parent = load(extends->string, extends->span);
    return overlay(parent, document);
  }

  const World& world_;
  SourceMap& sources_;
  Diagnostics& diagnostics_;
  std::vector<std::string> chain_;
};

}  // namespace

void read_document(const Value& document, LayoutData& layout, Diagnostics& diagnostics) {
  TableReader reader(document, diagnostics);
  if (const Value* head = reader.table("layout")) {
    TableReader keys(*head, diagnostics);
    layout.name = keys.text("name");
    layout.version = keys.text("version");
    layout.title = keys.text("title");
    keys.get("extends");
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

Parsed<Layout> parse_layout(const World& world, const LayoutRequest& request, SourceMap& sources) {
  Parsed<Layout> out;
  style::Loader loader(world, sources, out.diagnostics);
  const style::Value document = request.with_local
                                    ? loader.load_local(request.name, request.named_at)
                                    : loader.load(request.name, request.named_at);
  LayoutAccess::Data& data = LayoutParser::data(out.value);
  if (!document.members.empty()) {
    data.file = document.span.file;
    style::read_document(document, data, out.diagnostics);
    style::check_references(data, out.diagnostics);
  }
  if (data.name.empty()) {
    data.name = request.name;
  }
  return out;
}

}  // namespace banxin

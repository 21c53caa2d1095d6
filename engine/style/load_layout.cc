#include "engine/style/load_layout.h"

#include <algorithm>
#include <utility>

namespace banxin {
namespace style {
namespace {

constexpr std::size_t kLongestChain = 16;        // layouts extending layouts
constexpr std::uint64_t kLargestFile = 4 << 20;  // bytes; a layout is some 20 kB
constexpr const char* kFile = "layout.toml";

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

/// A name that leads to one folder and nowhere else.
bool plain(std::string_view name) {
  return !name.empty() && name.find('/') == name.npos && name.find('\\') == name.npos &&
         name.front() != '.';
}

std::string folder_of(const std::string& version) {
  return "versions/" + version + "/" + kFile;
}

/// A key of the table [layout], if it is there.
const Value* head_of(const Value& document, std::string_view key) {
  const Value* head = document.find("layout");
  return head && head->is(Value::Kind::table) ? head->find(key) : nullptr;
}

std::string text_of(const Value* value) {
  return value && value->is(Value::Kind::string) ? value->string : std::string();
}

std::string_view without_mark(std::string_view text) {
  return text.substr(0, 3) == "\xef\xbb\xbf" ? text.substr(3) : text;
}

/// The table [layout] of a file that is not (yet) the one to use: nothing is said of its faults.
Value peek(const ReadResult& read) {
  const std::string_view text = without_mark(read.bytes.view());
  if (read.problem != ReadProblem::none || text.size() > kLargestFile || !valid_utf8(text)) {
    return {};
  }
  Diagnostics unsaid;
  return parse_toml(text, FileId::none, unsaid);
}

std::string current_version(const World& world, const std::string& name) {
  return text_of(head_of(peek(world.read_layout(name, kFile)), "version"));
}

/// The next run of digits or of other characters.
std::string_view next_part(std::string_view& rest) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  std::size_t end = 1;
  while (end < rest.size() && digit(rest[end]) == digit(rest[0])) {
    ++end;
  }
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(end);
  return part;
}

/// 1.10 is newer than 1.9.
bool newer(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    std::string_view x = next_part(a);
    std::string_view y = next_part(b);
    x.remove_prefix(std::min(x.find_first_not_of('0'), x.size()));
    y.remove_prefix(std::min(y.find_first_not_of('0'), y.size()));
    if (x != y) {
      return x.size() != y.size() ? x.size() > y.size() : x > y;
    }
  }
  return !a.empty();
}

/// The versions of a layout, newest first: that of its layout.toml, then those it keeps.
std::vector<std::string> versions_of(const World& world, const std::string& name) {
  std::vector<std::string> versions = world.layout_versions(name);
  const std::string current = current_version(world, name);
  versions.erase(std::remove(versions.begin(), versions.end(), current), versions.end());
  std::sort(versions.begin(), versions.end(), newer);
  if (!current.empty()) {
    versions.insert(versions.begin(), current);
  }
  return versions;
}

class Loader {
 public:
  Loader(const World& world, SourceMap& sources, Diagnostics& diagnostics)
      : world_(world),
        sources_(sources),
        diagnostics_(diagnostics) {}

  /// The document of the layout laid over those it extends; `named_at` for E201.
  Value load(const std::string& written, Span named_at) {
    const LayoutRef ref = layout_ref(written);
    if (!plain(ref.name) || world_.read_layout(ref.name, kFile).problem != ReadProblem::none) {
      diagnostics_.push_back({"E201", named_at, {ref.name, joined(world_.layouts())}});
      return empty();
    }
    const std::string path = path_of(ref);
    const ReadResult read =
        path.empty() ? ReadResult{{}, ReadProblem::not_found} : world_.read_layout(ref.name, path);
    if (read.problem != ReadProblem::none) {
      diagnostics_.push_back(
          {"E231", named_at, {ref.name, ref.version, joined(versions_of(world_, ref.name))}});
      return empty();
    }
    const std::string file = ref.name + "/" + path;
    if (std::find(chain_.begin(), chain_.end(), file) != chain_.end() ||
        chain_.size() >= kLongestChain) {
      diagnostics_.push_back({"E203", named_at, {written}});
      return empty();
    }
    chain_.push_back(file);
    Value document = add(file, read.bytes.view());
    if (path != kFile) {
      check_version(document, ref.version);
    }
    return under(std::move(document));
  }

  /// The layout.toml laid over the layout asked for. A layout it extends goes before that
  /// of issue.toml, but not before one the caller asks for.
  Value load_local(const LayoutRequest& request) {
    const ReadResult read = world_.read(kFile, kLargestFile);
    if (read.problem != ReadProblem::none) {
      return load(request.name, request.named_at);
    }
    const Value document = add(kFile, read.bytes.view());
    const Value* extends = extends_of(document);
    const bool own = extends && request.asked_by != LayoutRequest::By::job;
    return overlay(
        own ? load(extends->string, extends->span) : load(request.name, request.named_at),
        document);
  }

 private:
  static Value empty() {
    Value value;
    value.kind = Value::Kind::table;
    return value;
  }

  static std::string joined(const std::vector<std::string>& names) {
    std::string out;
    for (const std::string& name : names) {
      out += (out.empty() ? "" : ", ") + name;
    }
    return out.empty() ? "–" : out;
  }

  /// The file of a layout that holds the version asked for; empty if the name can be none.
  std::string path_of(const LayoutRef& ref) const {
    if (!ref.pinned) {
      return kFile;
    }
    if (!plain(ref.version)) {
      return {};
    }
    return current_version(world_, ref.name) == ref.version ? kFile : folder_of(ref.version);
  }

  Value add(std::string path, std::string_view bytes) {
    const std::string_view text = without_mark(bytes);
    if (text.size() > kLargestFile || !valid_utf8(text)) {
      const FileId file = sources_.add(std::move(path), std::string());
      diagnostics_.push_back({"E217", {file, 0, 0}, {}});
      return empty();
    }
    const FileId file = sources_.add(std::move(path), std::string(text));
    Value document = parse_toml(sources_.text(file), file, diagnostics_);
    check_format(document);
    return document;
  }

  /// What `extends` says, or null; E204 if it is no string.
  const Value* extends_of(const Value& document) {
    const Value* extends = head_of(document, "extends");
    if (extends && !extends->is(Value::Kind::string)) {
      diagnostics_.push_back({"E204", extends->span, {"extends", "\"…\""}});
      return nullptr;
    }
    return extends;
  }

  void check_format(const Value& document) {
    const Value* format = head_of(document, "format");
    if (format && (!format->is(Value::Kind::integer) || format->integer < 1)) {
      diagnostics_.push_back({"E204", format->span, {"format", std::to_string(kLayoutFormat)}});
    } else if (format && format->integer > kLayoutFormat) {
      diagnostics_.push_back(
          {"E233", format->span, {std::to_string(format->integer), std::to_string(kLayoutFormat)}});
    }
  }

  /// A kept file must be what its folder says, or an issue would get other pages than it asks for.
  void check_version(const Value& document, const std::string& version) {
    const Value* own = head_of(document, "version");
    if (text_of(own) != version) {
      diagnostics_.push_back(
          {"E232", own ? own->span : document.span, {text_of(own), folder_of(version), version}});
    }
  }

  /// `document` laid over the layout it extends, if any.
  Value under(Value document) {
    const Value* extends = extends_of(document);
    if (!extends) {
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

LayoutRef layout_ref(std::string_view written) {
  const std::size_t at = written.find('@');
  LayoutRef ref{std::string(written.substr(0, at)), at != written.npos, {}};
  if (ref.pinned) {
    ref.version = written.substr(at + 1);
  }
  return ref;
}

Value load_layout(const World& world,
                  const LayoutRequest& request,
                  SourceMap& sources,
                  Diagnostics& diagnostics) {
  Loader loader(world, sources, diagnostics);
  return request.with_local ? loader.load_local(request)
                            : loader.load(request.name, request.named_at);
}

}  // namespace style

std::vector<LayoutEntry> list_layouts(const World& world) {
  std::vector<LayoutEntry> entries;
  for (const std::string& name : world.layouts()) {
    const style::Value document = style::peek(world.read_layout(name, style::kFile));
    entries.push_back({name,
                       style::text_of(style::head_of(document, "title")),
                       style::text_of(style::head_of(document, "extends")),
                       style::versions_of(world, name)});
  }
  return entries;
}

}  // namespace banxin

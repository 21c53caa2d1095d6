// Reads the font list. Format: fonts/README.md.
#include <algorithm>
#include <array>

#include <toml++/toml.h>

#include "engine/font/font.h"

namespace banxin {
namespace {

constexpr int kMinWeight = 1;
constexpr int kMaxWeight = 1000;

/// Byte offset of a 1-based line and column counted in code points, as toml++ gives them.
std::uint32_t offset_of(std::string_view text, const toml::source_position& at) {
  std::size_t byte = 0;
  for (toml::source_index line = 1; line < at.line; ++line) {
    const std::size_t end = text.find('\n', byte);
    if (end == std::string_view::npos) {
      return static_cast<std::uint32_t>(text.size());
    }
    byte = end + 1;
  }
  for (toml::source_index column = 1; column < at.column && byte < text.size(); ++column) {
    do {
      ++byte;
    } while (byte < text.size() && (static_cast<unsigned char>(text[byte]) & 0xc0u) == 0x80u);
  }
  return static_cast<std::uint32_t>(std::min(byte, text.size()));
}

class ListReader {
 public:
  ListReader(std::string_view text, FileId file) : text_(text), file_(file) {}

  Parsed<FontList> read() {
    toml::table root;
    try {  // the packaged library reports by exception; ours stops here
      root = toml::parse(text_);
    } catch (const toml::parse_error& error) {
      report("E300", error.source(), {std::string(error.description())});
      return std::move(out_);
    }
    const toml::array* fonts = root["font"].as_array();
    if (!fonts) {
      report("W301", root.source(), {"[[font]]"});
      return std::move(out_);
    }
    for (const toml::node& node : *fonts) {
      if (const toml::table* table = node.as_table()) {
        read_family(*table);
      } else {
        report("W301", node.source(), {"[[font]]"});
      }
    }
    return std::move(out_);
  }

 private:
  void report(std::string_view code, const toml::source_region& at, std::vector<std::string> args) {
    const Span span{file_, offset_of(text_, at.begin), offset_of(text_, at.end)};
    out_.diagnostics.push_back({code, span, std::move(args)});
  }

  /// The string at `key`; empty and reported if it is needed but not there.
  enum class Need { optional, required };

  std::string string_at(const toml::table& table, std::string_view key, Need need) {
    const toml::node* node = table.get(key);
    if (!node) {
      if (need == Need::required) {
        report("W301", table.source(), {std::string(key)});
      }
      return {};
    }
    if (const auto value = node->value_exact<std::string>()) {
      return *value;
    }
    report("W301", node->source(), {std::string(key)});
    return {};
  }

  std::vector<std::string> strings_at(const toml::table& table, std::string_view key) {
    std::vector<std::string> out;
    const toml::node* node = table.get(key);
    if (!node) {
      return out;
    }
    const toml::array* array = node->as_array();
    if (!array) {
      report("W301", node->source(), {std::string(key)});
      return out;
    }
    for (const toml::node& item : *array) {
      if (const auto value = item.value_exact<std::string>()) {
        out.push_back(*value);
      } else {
        report("W301", item.source(), {std::string(key)});
      }
    }
    return out;
  }

  void read_family(const toml::table& table) {
    FontFace family;
    family.family = string_at(table, "family", Need::required);
    if (family.family.empty()) {
      return;
    }
    family.aliases = strings_at(table, "aliases");
    family.package = string_at(table, "package", Need::optional);
    family.licence = string_at(table, "licence", Need::required);
    family.optional = table["optional"].value_or(false);
    for (const std::string& tag : strings_at(table, "locales")) {
      family.locales.push_back(locale_of(tag));
    }
    const toml::array* faces = table["faces"].as_array();
    if (!faces || faces->empty()) {
      report("W301", table.source(), {"faces"});
      return;
    }
    for (const toml::node& node : *faces) {
      if (const toml::table* face = node.as_table()) {
        read_face(family, *face);
      } else {
        report("W301", node.source(), {"faces"});
      }
    }
  }

  void read_face(FontFace face, const toml::table& table) {
    const std::int64_t weight = table["weight"].value_or(std::int64_t{0});
    if (weight < kMinWeight || weight > kMaxWeight) {
      report("W301", table.source(), {"weight"});
      return;
    }
    face.weight = static_cast<int>(weight);
    face.file = string_at(table, "file", Need::required);
    face.postscript_name = string_at(table, "postscript", Need::required);
    if (!face.file.empty() && !face.postscript_name.empty()) {
      out_.value.faces.push_back(std::move(face));
    }
  }

  std::string_view text_;
  FileId file_;
  Parsed<FontList> out_;
};

}  // namespace

Parsed<FontList> parse_font_list(std::string_view toml, FileId file) {
  return ListReader(toml, file).read();
}

}  // namespace banxin

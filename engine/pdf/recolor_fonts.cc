// Fonts of imported pages: kept, with what their writers forgot. Rules R50 to R53.
#include <algorithm>

#include "engine/base/hash.h"
#include "engine/pdf/recolor_graph.h"

namespace banxin::pdf {
namespace {

bool tagged(const std::string& name) {
  return name.size() > 7 && name[6] == '+' &&
         std::all_of(name.begin(), name.begin() + 6, [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// Six letters from the program's bytes (F-14): every embedded font counts as a subset.
std::string tag_of(const Object& program) {
  Hash128 hash = Hasher().text(program.stream->view()).finish();
  std::string out;
  for (std::uint64_t rest = hash.low; out.size() < 6; rest /= 26) {
    out += static_cast<char>('A' + rest % 26);
  }
  return out + '+';
}

}  // namespace

/// The descriptor with all required entries; gives `base_font` a tag if it lacks one. Sets of
/// characters go: they are optional, and wrong in many files.
Value Recolorer::descriptor(const Value* value, std::string& base_font) {
  const Dict* found = dict(value);
  const Object* program = nullptr;
  for (const char* key : {"FontFile", "FontFile2", "FontFile3"}) {
    const Value* file = found ? found->find(key) : nullptr;
    program = file && stream_of(source_, *file) ? stream_of(source_, *file) : program;
  }
  if (!program) {
    loose_fonts_.insert(base_font.empty() ? "?" : base_font);
    return found ? copy(*value) : Value();
  }
  if (!tagged(base_font)) {
    base_font = tag_of(*program) + base_font;
  }
  Dict out;
  for (const auto& [key, item] : found->entries()) {
    if (key != "CIDSet" && key != "CharSet") {
      out.set(key, copy(item));
    }
  }
  out.set("FontName", Name{base_font});
  const std::vector<double> box = numbers_of(source_, found->find("FontBBox"));
  const auto fill = [&](const char* key, double usual) {
    if (!out.has(key)) {
      out.set(key, Real{usual});
    }
  };
  fill("Flags", 4);
  fill("ItalicAngle", 0);
  fill("Ascent", box.size() == 4 ? box[3] : 880);
  fill("Descent", box.size() == 4 ? box[1] : -120);
  fill("StemV", 80);
  if (box.size() != 4) {
    out.set("FontBBox", Array{0, -120, 1000, 880});
  }
  return out_.add(std::move(out));
}

Dict Recolorer::simple(const Dict& font) {
  Dict out;
  for (const auto& [key, item] : font.entries()) {
    if (key != "FontDescriptor") {
      out.set(key, copy(item));
    }
  }
  std::string base = name(font, "BaseFont");
  Value made = descriptor(font.find("FontDescriptor"), base);
  if (!made.as<std::monostate>()) {
    out.set("FontDescriptor", std::move(made));
  }
  out.set("BaseFont", Name{base});
  return out;
}

/// cairo leaves out the map from characters to glyphs, which PDF/X and PDF/A want spelt out.
Dict Recolorer::composite(const Dict& font) {
  const Array* list = entry(font, "DescendantFonts").as<Array>();
  const Dict* inner = list && !list->empty() ? dict(&(*list)[0]) : nullptr;
  if (!inner) {
    return {};
  }
  const bool truetype = name(*inner, "Subtype") == "CIDFontType2";
  Dict descendant;
  for (const auto& [key, item] : inner->entries()) {
    if (key != "FontDescriptor" && (truetype || key != "CIDToGIDMap")) {
      descendant.set(key, copy(item));
    }
  }
  std::string base = name(*inner, "BaseFont");
  Value made = descriptor(inner->find("FontDescriptor"), base);
  if (!made.as<std::monostate>()) {
    descendant.set("FontDescriptor", std::move(made));
  }
  descendant.set("BaseFont", Name{base});
  if (truetype && !descendant.has("CIDToGIDMap")) {
    descendant.set("CIDToGIDMap", Name{"Identity"});
  }
  Dict out;
  for (const auto& [key, item] : font.entries()) {
    if (key != "DescendantFonts") {
      out.set(key, copy(item));
    }
  }
  const std::string encoding = name(font, "Encoding");
  out.set("BaseFont", Name{truetype || encoding.empty() ? base : base + "-" + encoding});
  out.set("DescendantFonts", Array{out_.add(std::move(descendant))});
  return out;
}

/// Glyphs that are content streams share one dictionary of resources.
Dict Recolorer::type3(const Dict& font, const SourceContent& context) {
  const Dict* resources = dict(font.find("Resources"));
  Dict out, glyphs, all;
  for (const auto& [key, item] : font.entries()) {
    if (key != "CharProcs" && key != "Resources") {
      out.set(key, copy(item));
    }
  }
  const Dict* procedures = dict(font.find("CharProcs"));
  for (const auto& [glyph, item] : procedures ? procedures->entries() : std::vector<Entry>()) {
    const Object* stream = stream_of(source_, item);
    if (!stream || context.depth > 12) {
      continue;
    }
    const std::string data = unpacked(*stream);
    SourceContent content;
    content.data = data;
    content.resources = resources ? resources : context.resources;
    content.target = context.target;
    content.role = Role::glyph;
    content.depth = context.depth + 1;
    const Rewritten made = rewrite_content(*this, content);
    Object kept = coded(*stream);
    glyphs.set(glyph,
               made.changed ? add_packed({}, made.data)
                            : out_.add_stream(std::get<Dict>(kept.value.state()), *kept.stream));
    for (const auto& [category, items] : made.resources.entries()) {
      Dict merged = all.has(category) ? *all.find(category)->as<Dict>() : Dict();
      for (const auto& [key, value] : items.as<Dict>()->entries()) {
        merged.set(key, value);
      }
      all.set(category, std::move(merged));
    }
  }
  return out.set("CharProcs", std::move(glyphs)).set("Resources", std::move(all));
}

Value Recolorer::font(const Value& value, const SourceContent& context) {
  const Dict* found = dict(&value);
  if (!found) {
    return {};
  }
  return once(value, As::font, context.target, [&] {
    const std::string kind = name(*found, "Subtype");
    return Object{kind == "Type3"   ? type3(*found, context)
                  : kind == "Type0" ? composite(*found)
                                    : simple(*found),
                  std::nullopt};
  });
}

}  // namespace banxin::pdf

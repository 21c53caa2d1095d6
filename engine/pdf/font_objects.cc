#include "engine/pdf/font_objects.h"

#include <algorithm>

#include "engine/base/number.h"

namespace banxin::pdf {
namespace {

constexpr std::size_t kBlock = 100;  // F-10: entries of one bfchar block
constexpr std::size_t kSame = 4;     // alike widths worth a range

std::string hex_code(GlyphId id) {
  const char bytes[2] = {static_cast<char>(id >> 8 & 0xffu), static_cast<char>(id & 0xffu)};
  return hex(std::string_view(bytes, 2));
}

/// In 1/1000 em.
Value per_mille(FontUnits units, int em) {
  return static_cast<std::int64_t>(Length::emu(1000).scaled(units, std::max(1, em)).emu());
}

std::string safe_name(const std::string& postscript_name) {
  std::string out;
  for (const char c : postscript_name) {
    const bool letter = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    out += letter || c == '-' || c == '_' || c == '.' ? c : '-';
  }
  return out.empty() ? "Font" : out;
}

Dict descriptor(const FontParts& parts, const std::string& name, Ref program) {
  const FontMetrics& m = parts.metrics;
  const int em = m.units_per_em;
  Array box;
  for (const FontUnits side : m.box) {
    box.push_back(per_mille(side, em));
  }
  // The stem is not in the font's tables; readers use it only to imitate a missing font.
  const int stem = parts.face.weight >= 600 ? 140 : 80;
  Dict out{{"Type", Name{"FontDescriptor"}}, {"FontName", Name{name}}, {"Flags", 4}};
  out.set("FontBBox", std::move(box));
  out.set("ItalicAngle", Real{std::clamp(m.italic_angle, -90.0, 90.0), 2});
  out.set("Ascent", per_mille(m.ascent, em)).set("Descent", per_mille(m.descent, em));
  out.set("CapHeight", per_mille(m.cap_height, em)).set("StemV", stem);
  out.set(parts.kind == FontSubset::Kind::bare_cff ? "FontFile3" : "FontFile2", program);
  return out;
}

}  // namespace

Array width_array(const PlannedFont& font) {
  Array out;
  const auto& glyphs = font.glyphs;
  std::size_t i = 0;
  bool open = false;  // the last entry is a list that the next glyph may join
  while (i < glyphs.size()) {
    if (glyphs[i].width == kDefaultWidth) {
      ++i;
      open = false;
      continue;
    }
    const auto neighbours = [&](std::size_t k) { return glyphs[k].id == glyphs[k - 1].id + 1; };
    std::size_t end = i + 1;
    while (end < glyphs.size() && neighbours(end) && glyphs[end].width == glyphs[i].width) {
      ++end;
    }
    if (end - i >= kSame) {
      out.insert(out.end(), {integer(glyphs[i].id), integer(glyphs[end - 1].id), glyphs[i].width});
      open = false;
    } else {
      if (!open || !neighbours(i)) {
        out.push_back(integer(glyphs[i].id));
        out.emplace_back(Array());
      }
      for (std::size_t k = i; k < end; ++k) {
        std::get<Array>(out.back().state()).emplace_back(glyphs[k].width);
      }
      open = true;
    }
    i = end;
  }
  return out;
}

std::string to_unicode(const PlannedFont& font) {
  std::string out =
      "/CIDInit /ProcSet findresource begin\n"
      "12 dict begin\n"
      "begincmap\n"
      "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
      "/CMapName /Adobe-Identity-UCS def\n"
      "/CMapType 2 def\n"
      "1 begincodespacerange\n"
      "<0000> <FFFF>\n"
      "endcodespacerange\n";
  for (std::size_t from = 0; from < font.glyphs.size(); from += kBlock) {
    const std::size_t to = std::min(font.glyphs.size(), from + kBlock);
    append_number(out, static_cast<std::int64_t>(to - from));
    out += " beginbfchar\n";
    for (std::size_t i = from; i < to; ++i) {
      out += '<' + hex_code(font.glyphs[i].id) + "> <" + hex(utf16be(font.glyphs[i].text)) + ">\n";
    }
    out += "endbfchar\n";
  }
  return out + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

std::string subset_tag(Hash128 hash) {
  std::string tag;
  std::uint64_t rest = hash.high ^ hash.low;
  for (int i = 0; i < 6; ++i, rest /= 26) {
    tag += static_cast<char>('A' + rest % 26);
  }
  return tag;
}

Ref add_font(Objects& objects, const PlannedFont& font, FontParts parts) {
  const bool cff = parts.kind == FontSubset::Kind::bare_cff;
  const std::string name = subset_tag(parts.hash) + "+" + safe_name(parts.face.postscript_name);
  const Value flate = Name{"FlateDecode"};
  Dict program{{"Filter", flate}};
  if (cff) {
    program.set("Subtype", Name{"CIDFontType0C"});
  } else {
    program.set("Length1", integer(parts.program_size));
  }
  const Ref file = objects.add_stream(std::move(program), Bytes(std::move(parts.program)));
  const Ref about = objects.add(descriptor(parts, name, file));
  Dict descendant{{"Type", Name{"Font"}},
                  {"Subtype", Name{cff ? "CIDFontType0" : "CIDFontType2"}},
                  {"BaseFont", Name{name}},
                  {"CIDSystemInfo",
                   Dict{{"Registry", Bytestring{"Adobe"}},
                        {"Ordering", Bytestring{"Identity"}},
                        {"Supplement", 0}}},
                  {"FontDescriptor", about},
                  {"DW", kDefaultWidth}};
  if (Array widths = width_array(font); !widths.empty()) {
    descendant.set("W", std::move(widths));
  }
  if (!cff) {
    descendant.set("CIDToGIDMap", Name{"Identity"});
  }
  const Ref cid_font = objects.add(std::move(descendant));
  const Ref unicode =
      objects.add_stream({{"Filter", flate}}, Bytes(std::move(parts.to_unicode_map)));
  return objects.add(Dict{{"Type", Name{"Font"}},
                          {"Subtype", Name{"Type0"}},
                          {"BaseFont", Name{cff ? name + "-Identity-H" : name}},
                          {"Encoding", Name{"Identity-H"}},
                          {"DescendantFonts", Array{cid_font}},
                          {"ToUnicode", unicode}});
}

}  // namespace banxin::pdf

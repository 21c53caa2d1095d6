#include "engine/preflight/font.h"

#include <map>
#include <utility>

#include "engine/preflight/cmap.h"

namespace banxin::prepress {
namespace {

constexpr std::size_t kLargestFont = 128u << 20;

bool is_tagged(const std::string& name) {
  return name.size() > 7 && name[6] == '+' &&
         std::all_of(name.begin(), name.begin() + 6, [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string without_tag(const std::string& name) {
  return is_tagged(name) ? name.substr(7) : name;
}

}  // namespace

std::shared_ptr<Font> Font::read(Object dictionary) {
  auto font = std::make_shared<Font>();
  font->dictionary_ = dictionary;
  font->facts_.type = name(get(dictionary, "/Subtype"));
  font->facts_.name = without_tag(name(get(dictionary, "/BaseFont")));
  font->composite_ = font->facts_.type == "Type0";
  font->facts_.type3 = font->facts_.type == "Type3";
  font->read_unicode();
  if (font->composite_) {
    font->read_composite();
  } else {
    font->read_simple();
  }
  if (font->facts_.name.empty()) {
    font->facts_.name = font->facts_.type3 ? "Type 3" : "?";
  }
  return font;
}

void Font::read_simple() {
  map_.cut = CodeMap::Cut::one;
  Object descriptor = get(dictionary_, "/FontDescriptor");
  default_width_ = static_cast<float>(number(get(descriptor, "/MissingWidth"), 0));
  const int first = integer(get(dictionary_, "/FirstChar"), 0);
  std::vector<Object> widths = items(get(dictionary_, "/Widths"));
  widths_.assign(256, default_width_);
  for (std::size_t i = 0; i < widths.size() && i < 256; ++i) {
    const long code = static_cast<long>(i) + first;
    if (code >= 0 && code < 256) {
      widths_[static_cast<std::size_t>(code)] = static_cast<float>(number(widths[i], 0));
    }
  }
  matrix_ = facts_.type3 ? matrix(get(dictionary_, "/FontMatrix")) : Matrix{};
  read_encoding(get(dictionary_, "/Encoding"));
  if (facts_.type3) {
    facts_.embedded = facts_.subset = true;
    return;
  }
  const std::string base = name(get(dictionary_, "/BaseFont"));
  facts_.subset = is_tagged(base);
  read_program(descriptor, Object::newNull());
  check_names(base, name(get(descriptor, "/FontName")));
}

void Font::read_encoding(Object encoding) {
  const std::string base =
      encoding.isName() ? name(encoding) : name(get(encoding, "/BaseEncoding"));
  const bool symbolic = (integer(get(dictionary_, "/FontDescriptor", "/Flags"), 0) & 4) != 0;
  // Standard names lead to Unicode; a symbolic font without names does not.
  unicode_known_ = !base.empty() || (!encoding.isNull()) || (!symbolic && !facts_.type3);
  unsigned code = 0;
  for (Object item : items(get(encoding, "/Differences"))) {
    if (item.isInteger()) {
      code = static_cast<unsigned>(std::clamp(integer(item, 0), 0, 255));
    } else if (item.isName() && code < 256) {
      glyph_names_.resize(256);
      glyph_names_[code++] = name(item);
    }
  }
}

void Font::read_composite() {
  Object descendant = [&] {
    std::vector<Object> all = items(get(dictionary_, "/DescendantFonts"));
    return all.empty() ? Object::newNull() : all.front();
  }();
  Object descriptor = get(descendant, "/FontDescriptor");
  map_ = read_encoding_map(get(dictionary_, "/Encoding"));
  default_width_ = static_cast<float>(number(get(descendant, "/DW"), 1000));
  read_widths(get(descendant, "/W"), widths_, default_width_);
  std::vector<Object> dw2 = items(get(descendant, "/DW2"));
  default_height_ = dw2.size() == 2 ? -static_cast<float>(number(dw2[1], -1000)) : 1000.0f;
  const std::string base = name(get(descendant, "/BaseFont"));
  facts_.subset = is_tagged(base);
  facts_.name = without_tag(base);
  read_program(descriptor, get(descendant, "/CIDToGIDMap"));
  check_names(base, name(get(descriptor, "/FontName")));
  facts_.unmapped = facts_.embedded && name(get(descendant, "/Subtype")) == "CIDFontType2" &&
                    !has(descendant, "/CIDToGIDMap");
  const std::string whole = name(get(dictionary_, "/BaseFont"));
  const std::string encoding = name(get(dictionary_, "/Encoding"));
  const bool cff = name(get(descendant, "/Subtype")) == "CIDFontType0";
  const bool fits = whole == base || (cff && whole == base + "-" + encoding);
  facts_.names_agree = facts_.names_agree && fits;
  // Codes of a CMap for Unicode tell their characters themselves.
  unicode_known_ =
      encoding.find("UCS2") != std::string::npos || encoding.find("UTF16") != std::string::npos;
}

void Font::read_widths(Object array, std::vector<float>& widths, float otherwise) {
  constexpr int kMostCids = 65536;
  std::vector<Object> parts = items(std::move(array));
  const auto set = [&](long cid, float value) {
    if (cid < 0 || cid >= kMostCids) {
      return;
    }
    if (static_cast<std::size_t>(cid) >= widths.size()) {
      widths.resize(static_cast<std::size_t>(cid) + 1, otherwise);
    }
    widths[static_cast<std::size_t>(cid)] = value;
  };
  for (std::size_t i = 0; i + 1 < parts.size();) {
    const int first = integer(parts[i], -1);
    if (parts[i + 1].isArray()) {
      long cid = first;
      for (Object value : items(parts[i + 1])) {
        set(cid++, static_cast<float>(number(value, otherwise)));
      }
      i += 2;
    } else if (i + 2 < parts.size()) {
      const int last = std::min(integer(parts[i + 1], -1), kMostCids - 1);
      for (int cid = std::max(first, 0); cid <= last; ++cid) {
        set(cid, static_cast<float>(number(parts[i + 2], otherwise)));
      }
      i += 3;
    } else {
      break;
    }
  }
}

void Font::read_program(Object descriptor, Object cid_to_gid) {
  for (const char* key : {"/FontFile", "/FontFile2", "/FontFile3"}) {
    Object file = get(descriptor, key);
    if (!file.isStream()) {
      continue;
    }
    facts_.embedded = true;
    const std::string kind = name(get(file, "/Subtype"));
    facts_.type = !kind.empty()                           ? kind
                  : std::string_view(key) == "/FontFile2" ? "TrueType"
                                                          : "Type1";
    facts_.wrapper = kind == "OpenType";
    program_ = FontProgram::open(stream_data(file, kLargestFont).value_or(""));
    facts_.broken = !program_;
    if (program_) {
      facts_.embeddable = program_->embeddable();
      if (cid_to_gid.isStream()) {
        program_->set_cid_to_gid(stream_data(cid_to_gid, 1u << 20).value_or(""));
      }
    }
    return;
  }
}

void Font::check_names(const std::string& base, const std::string& descriptor_name) {
  facts_.names_agree = descriptor_name.empty() || descriptor_name == base;
}

void Font::read_unicode() {
  Object map = get(dictionary_, "/ToUnicode");
  if (map.isStream()) {
    unicode_ = read_to_unicode(map);
  }
}

Object Font::procedure(unsigned code) const {
  if (code >= glyph_names_.size()) {
    return Object::newNull();
  }
  return get(dictionary_, "/CharProcs", ("/" + glyph_names_[code]).c_str());
}

std::uint32_t Font::cid_of(unsigned code) const {
  if (!composite_ || map_.identity) {
    return code;
  }
  return code < map_.cids.size() ? map_.cids[code] : kNoCid;
}

double Font::width_of(unsigned code) const {
  const std::uint32_t cid = cid_of(code);
  return cid < widths_.size() ? widths_[cid] : default_width_;
}

bool Font::next(std::string_view bytes, std::size_t& at, Code& code) const {
  if (at >= bytes.size()) {
    return false;
  }
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const bool one = map_.cut == CodeMap::Cut::one ||
                   (map_.cut == CodeMap::Cut::mixed && byte(at) < 0x80) || at + 1 == bytes.size();
  code.code = one ? byte(at) : byte(at) * 256u + byte(at + 1);
  at += one ? 1 : 2;
  code.space = one && code.code == 32;
  code.width = map_.vertical ? default_height_ : width_of(code.code);
  return true;
}

bool Font::first_use(unsigned code) {
  if (code >= used_.size()) {
    used_.resize(composite_ ? 65536 : 256, false);
  }
  const bool first = !used_[code];
  used_[code] = true;
  return first;
}

unsigned Font::faults_of(unsigned code, std::string& particulars) const {
  unsigned faults = 0;
  const std::uint32_t cid = cid_of(code);
  const bool cid_known = composite_ && cid != kNoCid;
  particulars = facts_.name + " " + (composite_ ? "CID " : "") +
                std::to_string(composite_ && cid_known ? cid : code);
  const std::uint8_t unicode = code < unicode_.size() ? unicode_[code] : 0;
  faults |= unicode == 0 && !unicode_known_ ? no_unicode : 0u;
  faults |= unicode == 2 ? odd_unicode : 0u;
  if (!program_) {
    return faults;
  }
  long glyph = 0;
  if (cid_known) {
    glyph = program_->glyph_of_cid(cid);
    faults |= glyph == 0 ? notdef : 0u;
  } else if (!composite_ && code < glyph_names_.size() && !glyph_names_[code].empty()) {
    const std::string& named = glyph_names_[code];
    particulars = facts_.name + " " + named;
    if (named == ".notdef") {
      return faults | notdef;
    }
    // Names of a TrueType font go through its tables of characters; only Type 1 is by name.
    const bool by_name = facts_.type == "Type1" || facts_.type == "Type1C";
    glyph = by_name ? program_->glyph_of_name(named) : 0;
  }
  if (glyph == FontProgram::kNone) {
    return faults | missing;
  }
  if (glyph > 0) {
    const double program_width = program_->advance(glyph);
    if (program_width >= 0 && std::abs(program_width - width_of(code)) > 1.01) {
      faults |= width;
      particulars += ": " + decimal(width_of(code), 1) + " / " + decimal(program_width, 1);
    }
  }
  return faults;
}

}  // namespace banxin::prepress

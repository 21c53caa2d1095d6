// A styled paragraph set in the test fonts, for the tests of this folder.
#pragma once

#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/number.h"
#include "engine/font/font.h"
#include "engine/shape/shape.h"

namespace banxin {

inline constexpr Length kTestEm = 10_pt;
/// Faces of test_text().
inline constexpr FontId kSong{0}, kHei{1}, kLatin{2}, kRare{3};

/// One paragraph style in 10 pt, and the faces for it.
struct TestText {
  explicit TestText(FontStore store) : fonts(std::move(store)) {
    styled.font_stacks.push_back(
        {{{"Banxin Test Song", 400}}, {{"Banxin Test Song", 400}}, {}, {}});
    TextStyle text;
    text.size = kTestEm;
    styled.text_styles.push_back(text);
    styled.block_styles.emplace_back();
  }

  Composition& composition() { return styled.block_styles[0].composition; }

  FontStack& stack() { return styled.font_stacks[0]; }

  Paragraph paragraph(std::string text) const {
    Paragraph p;
    p.text = std::move(text);
    Run run;
    run.end = static_cast<std::uint32_t>(p.text.size());
    run.source = {FileId{0}, 100, 100 + run.end};
    p.runs.push_back(run);
    return p;
  }

  ShapedText shape(const Paragraph& p, MissingGlyphs missing = MissingGlyphs::error) const {
    const FontResolver resolver(styled, fonts);
    return banxin::shape(p, resolver, missing);
  }

  ShapedText shape(std::string text) const { return shape(paragraph(std::move(text))); }

  FontStore fonts;
  Styled styled;
};

/// A whole file; empty if it can't be read.
inline std::string file_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// The faces for `wishes` out of the files (name, path) that are there.
inline FontStore load(const std::string& list,
                      const std::vector<std::pair<std::string, std::string>>& files,
                      const std::vector<FontWish>& wishes) {
  static std::map<std::string, Bytes> read;  // the large ones serve several tests
  MemoryWorld world;
  for (const auto& [name, path] : files) {
    if (!read.contains(path)) {
      read[path] = Bytes(file_text(path));
    }
    if (!read[path].empty()) {
      world.add_font(name, read[path]);
    }
  }
  const auto parsed = parse_font_list(file_text(list), FileId::none);
  return std::move(load_fonts(parsed.value, wishes, world).value);
}

/// Song for both sides; Hei, Latin and Rare are loaded too.
inline TestText test_text() {
  const std::string folder = std::string(BANXIN_SOURCE_DIR) + "/tests/fonts/";
  std::vector<std::pair<std::string, std::string>> files;
  for (const char* name : {"BanxinTestSong-Regular.otf",
                           "BanxinTestHei-Bold.ttf",
                           "BanxinTestLatin-Regular.otf",
                           "BanxinTestRare-Regular.ttf"}) {
    files.emplace_back(name, folder + name);
  }
  return TestText(load(folder + "fonts.toml",
                       files,
                       {{"Banxin Test Song", 400},
                        {"Banxin Test Hei", 700},
                        {"Banxin Test Latin", 400},
                        {"Banxin Test Rare", 400}}));
}

inline std::string em_text(Length length) {
  return number_text(length.pt() / kTestEm.pt(), 3);
}

/// "中=1 [0.25] 6-7=1.5": natural widths, Latin clusters of one word together, Han–Latin space in
/// brackets, word spaces as ␠. The notation of the rules' section 10.
inline std::string widths(const ShapedText& shaped) {
  std::string out;
  std::string word;
  Length width;
  const auto flush = [&] {
    if (!word.empty()) {
      out += word + "=" + em_text(width) + " ";
      word.clear();
      width = Length();
    }
  };
  for (const ShapedCluster& c : shaped.clusters) {
    const std::string text = shaped.text.substr(c.text_begin, c.text_end - c.text_begin);
    const bool latin = c.cls == CharClass::latin || (c.text_end - c.text_begin == 1 && text != " ");
    if (!latin || c.space_before != Length()) {
      flush();
    }
    if (c.space_before != Length()) {
      out += "[" + em_text(c.space_before) + "] ";
    }
    word += text == " " ? "␠" : text == "\u00a0" ? "⍽" : text;
    width += c.advance;
    if (!latin) {
      flush();
    }
  }
  flush();
  if (!out.empty()) {
    out.pop_back();
  }
  return out;
}

inline std::string codes(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& d : diagnostics) {
    out +=
        std::string(d.code) + "@" + std::to_string(d.span.begin) + "-" + std::to_string(d.span.end);
    for (const std::string& arg : d.args) {
      out += " " + arg;
    }
    out += ";";
  }
  return out;
}

}  // namespace banxin

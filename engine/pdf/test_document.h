// Documents for the tests of this folder: lines set glyph by glyph, tools run on the result.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <sys/wait.h>

#include "engine/font/test_fonts.h"
#include "engine/pdf/pdf.h"
#include "engine/pdf/value.h"

namespace banxin {

inline FontStore test_fonts() {
  MemoryWorld world;
  add_test_fonts(world);
  const auto list = parse_font_list(world.read_font_list().bytes.view(), FileId::none);
  const std::vector<FontWish> wishes = {
      {"Banxin Test Song", 400}, {"Banxin Test Hei", 700}, {"Banxin Test Latin", 400}};
  return load_fonts(list.value, wishes, world).value;
}

inline constexpr FontId kSong{0}, kHei{1}, kLatin{2};

/// Noto CJK and DejaVu of the machine: Serif SC, Serif TC, Sans SC Bold, DejaVu Serif. Empty if one
/// is not installed.
inline FontStore noto_fonts() {
  MemoryWorld world;
  const std::pair<const char*, const char*> files[] = {
      {"NotoSerifCJK-Regular.ttc", "opentype/noto/NotoSerifCJK-Regular.ttc"},
      {"NotoSansCJK-Bold.ttc", "opentype/noto/NotoSansCJK-Bold.ttc"},
      {"DejaVuSans.ttf", "truetype/dejavu/DejaVuSans.ttf"}};
  for (const auto& [name, path] : files) {
    Bytes bytes = installed_font(path);
    if (bytes.empty()) {
      return FontStore();
    }
    world.add_font(name, std::move(bytes));
  }
  FontList list;
  const auto add = [&](const char* family, int weight, const char* file, const char* name) {
    FontFace face;
    face.family = family;
    face.weight = weight;
    face.file = file;
    face.postscript_name = name;
    list.faces.push_back(face);
  };
  add("Serif SC", 400, "NotoSerifCJK-Regular.ttc", "NotoSerifCJKsc-Regular");
  add("Serif TC", 400, "NotoSerifCJK-Regular.ttc", "NotoSerifCJKtc-Regular");
  add("Sans SC", 700, "NotoSansCJK-Bold.ttc", "NotoSansCJKsc-Bold");
  add("DejaVu", 400, "DejaVuSans.ttf", "DejaVuSans");
  const std::vector<FontWish> wishes = {
      {"Serif SC", 400}, {"Serif TC", 400}, {"Sans SC", 700}, {"DejaVu", 400}};
  return load_fonts(list, wishes, world).value;
}

inline constexpr FontId kSerifSc{0}, kSerifTc{1}, kSansSc{2}, kDejaVu{3};

/// One character a glyph; `^` is no character but a gap of a quarter em, `~` of -0.5 em (a mark
/// squeezed into its half), "——" the two-em dash where the font has one.
inline GlyphRun set_line(const FontStore& fonts,
                         FontId font,
                         Length size,
                         Point origin,
                         std::string_view text,
                         Length tracking = {}) {
  GlyphRun run;
  run.font = font;
  run.size = size;
  run.origin = origin;
  const int em = fonts.metrics(font).units_per_em;
  Length pen;
  const auto put = [&](GlyphId glyph, std::string_view characters) {
    const auto begin = static_cast<std::uint32_t>(run.text.size());
    run.text += characters;
    const auto end = static_cast<std::uint32_t>(run.text.size());
    run.glyphs.push_back({glyph, pen, {}, begin, end});
    pen += at_size(fonts.advance(font, glyph), em, size) + tracking;
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = pdf::next_character(text, at);
    if (c == '^') {
      pen += size / 4;
    } else if (c == '~') {
      pen -= size / 2;
    } else if (c == 0x2014 && text.substr(at, 3) == "—" && fonts.has(font, 0x2e3a)) {
      at += 3;
      put(fonts.glyph(font, 0x2e3a), "——");
    } else {
      put(fonts.glyph(font, c), text.substr(begin, at - begin));
    }
  }
  return run;
}

inline Item item(std::variant<GlyphRun, Path, Rects, Picture> content, TagId tag = TagId::none) {
  Item out;
  out.content = std::move(content);
  out.tag = tag;
  return out;
}

inline Page a4_page() {
  Page page;
  page.size = {210_mm, 297_mm};
  return page;
}

/// A folder of its own for the files of one test, removed with it.
class Scratch {
 public:
  Scratch() {
    std::string pattern = (std::filesystem::temp_directory_path() / "banxin-pdf-XXXXXX").string();
    folder_ = mkdtemp(pattern.data()) ? pattern : std::string();
  }

  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  std::string path(const std::string& name) const { return folder_ + "/" + name; }

  std::string write(const std::string& name, const std::string& bytes) const {
    std::ofstream(path(name), std::ios::binary) << bytes;
    return path(name);
  }

 private:
  std::string folder_;
};

struct ToolResult {
  int status = -1;
  std::string output;  // stdout and stderr
};

inline ToolResult run_tool(const std::string& command) {
  ToolResult result;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  if (!pipe) {
    return result;
  }
  char buffer[4096];
  for (std::size_t n = 0; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
    result.output.append(buffer, n);
  }
  const int status = pclose(pipe);
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return result;
}

inline bool has_tool(const std::string& name) {
  return run_tool("command -v " + name).status == 0;
}

#define BANXIN_NEEDS_TOOL(name)                  \
  if (!has_tool(name)) {                         \
    GTEST_SKIP() << name << " is not installed"; \
  }

inline std::string written(const Document& document,
                           const FontStore& fonts,
                           PdfOptions options = {}) {
  options.packing = PdfPacking::plain;
  const Result<PdfFile> result = write_pdf(document, fonts, options);
  EXPECT_TRUE(result.has_value()) << (result ? "" : result.error()[0].args[0]);
  return result ? result->bytes : std::string();
}

}  // namespace banxin

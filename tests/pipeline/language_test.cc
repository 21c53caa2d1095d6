// Issues in other languages than zh-Hans, and passages inside one, in the installed faces: from
// manuscript to pages.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include <gtest/gtest.h>

#include "engine/build/work.h"
#include "tests/pipeline/golden_world.h"

namespace banxin {
namespace {

namespace fs = std::filesystem;

/// A world of `classic`, the real font list and the fonts of this machine.
class InstalledWorld {
 public:
  InstalledWorld() {
    world_.add_layout("classic", "layout.toml", read_source_file("layouts/classic/layout.toml"));
    world_.set_font_list(read_source_file("fonts/fonts.toml"));
    for (const char* file : {"opentype/noto/NotoSerifCJK-Regular.ttc",
                             "opentype/noto/NotoSerifCJK-Bold.ttc",
                             "opentype/noto/NotoSansCJK-Regular.ttc",
                             "opentype/noto/NotoSansCJK-Bold.ttc",
                             "truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
                             "truetype/cwtex/cwfs.ttf",
                             "truetype/dejavu/DejaVuSerif.ttf",
                             "truetype/dejavu/DejaVuSans.ttf"}) {
      std::ifstream in("/usr/share/fonts/" + std::string(file), std::ios::binary);
      if (in) {
        world_.add_font(fs::path(file).filename().string(),
                        Bytes(std::string(std::istreambuf_iterator<char>(in), {})));
      } else {
        complete_ = false;
      }
    }
  }

  bool complete() const { return complete_; }

  void issue(const std::string& language, const std::string& article, const std::string& layout) {
    world_.add("issue.toml",
               "format = 1\nlanguage = \"" + language +
                   "\"\n[publication]\ntitle = \"北嶺\"\n[issue]\nyear = 2026\nnumber = 3\n"
                   "[[section]]\ntitle = \"文藝\"\narticles = [\"a.md\"]\n");
    world_.add("layout.toml", layout);
    world_.add("a.md", "+++\ntitle = \"渡口\"\n+++\n\n" + article);
  }

  MemoryWorld& world() { return world_; }

 private:
  MemoryWorld world_;
  bool complete_ = true;
};

/// A job taken to its pages.
struct Pages {
  explicit Pages(const World& world) : work(world, job, warm) {
    advance(work, Goal::pages);
    for (const Diagnostic& d : work.diagnostics) {
      codes += std::string(d.code) + " ";
    }
  }

  /// Faces of the runs that hold `text`.
  std::string faces_of(std::string_view text) const {
    std::set<std::string> faces;
    each_run([&](const GlyphRun& run, const Item&) {
      if (run.text.find(text) != std::string::npos) {
        faces.insert(work.fonts->face(run.font).family);
      }
    });
    std::string out;
    for (const std::string& face : faces) {
      out += (out.empty() ? "" : ", ") + face;
    }
    return out;
  }

  template <class Visit>
  void each_run(Visit visit) const {
    for (const Page& page : work.document->pages) {
      for (const Item& item : page.items) {
        if (const auto* run = std::get_if<GlyphRun>(&item.content)) {
          visit(*run, item);
        }
      }
    }
  }

  /// The language a run is read in: its own, that of an element above it, or the document's.
  std::string language_of(std::string_view text) const {
    std::string out;
    each_run([&](const GlyphRun& run, const Item& item) {
      if (run.text.find(text) == std::string::npos || !out.empty()) {
        return;
      }
      out = run.language;
      for (TagId at = item.tag; out.empty() && at != TagId::none;) {
        const TagNode& node = work.document->tags[static_cast<std::size_t>(at)];
        out = node.language;
        at = node.parent;
      }
      out = out.empty() ? work.document->language : out;
    });
    return out;
  }

  Job job;
  Warm warm;
  Work work;
  std::string codes;
};

TEST(Languages, AnIssueInTraditionalChinese) {
  InstalledWorld files;
  if (!files.complete()) {
    GTEST_SKIP() << "fonts-noto-cjk, fonts-lxgw-wenkai, fonts-cwtex-fs or fonts-dejavu-core";
  }
  files.issue("zh-Hant-TW",
              "渡口的船夫姓柳，水性好，話不多。他說：「走吧。」\n\n"
              "**船**離了岸；（天快黑了。）《北嶺·四季》\n\n> 引文：渡船等你。\n",
              "");
  const Pages pages(files.world());
  EXPECT_EQ(pages.codes, "");
  ASSERT_TRUE(pages.work.document);
  EXPECT_EQ(pages.work.document->language, "zh-Hant-TW");
  EXPECT_EQ(pages.faces_of("水性好"), "Noto Serif CJK TC");
  EXPECT_EQ(pages.faces_of("船"), "LXGW WenKai, Noto Serif CJK TC") << "quotation; body and strong";
  EXPECT_EQ(pages.language_of("水性好"), "zh-Hant-TW");
  const FontStore& fonts = *pages.work.fonts;
  pages.each_run([&](const GlyphRun& run, const Item&) {
    const std::size_t at = run.text.find("，");
    if (at == std::string::npos || fonts.face(run.font).family != "Noto Serif CJK TC") {
      return;
    }
    for (const RunGlyph& glyph : run.glyphs) {
      if (glyph.text_begin == at) {
        const FontStore::Ink ink = fonts.ink(run.font, glyph.glyph);
        EXPECT_NEAR((ink.left + ink.right) / 2, 480, 30) << "the comma stands in the middle";
      }
    }
  });
}

TEST(Languages, PassagesOfAMainlandIssue) {
  InstalledWorld files;
  if (!files.complete()) {
    GTEST_SKIP() << "fonts-noto-cjk, fonts-lxgw-wenkai, fonts-cwtex-fs or fonts-dejavu-core";
  }
  files.issue("zh-Hans",
              "渡口的船夫姓柳，书名是[海と空]{lang=ja}。\n\n::: "
              "{lang=zh-Hant-TW}\n水性好，話不多。\n:::\n\n"
              "::: {lang=ja}\n骨は、もう消えた。\n:::\n\n匾上写着[“Wait — here…”]{lang=en}。\n",
              "");
  const Pages pages(files.world());
  EXPECT_EQ(pages.codes, "");
  ASSERT_TRUE(pages.work.document);
  EXPECT_EQ(pages.faces_of("姓柳"), "Noto Serif CJK SC");
  EXPECT_EQ(pages.faces_of("海と空"), "Noto Serif CJK JP");
  EXPECT_EQ(pages.faces_of("水性好"), "Noto Serif CJK TC");
  EXPECT_EQ(pages.faces_of("消えた"), "Noto Serif CJK JP");
  EXPECT_EQ(pages.language_of("姓柳"), "zh-Hans");
  EXPECT_EQ(pages.language_of("海と空"), "ja");
  EXPECT_EQ(pages.language_of("水性好"), "zh-Hant-TW");
  EXPECT_EQ(pages.language_of("消えた"), "ja");
  EXPECT_EQ(pages.language_of("Wait"), "en");
  // Whole passages carry the language on their element, spans on the text itself.
  std::string on_elements;
  for (const TagNode& tag : pages.work.document->tags) {
    on_elements += tag.language.empty() ? "" : tag.language + " ";
  }
  EXPECT_EQ(on_elements, "zh-Hant-TW ja ");
}

}  // namespace
}  // namespace banxin

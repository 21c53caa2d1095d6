// Layout files of any content, for libFuzzer and for replaying tests/fuzz/corpus/layout: read as a
// layout, laid over a sound one, and run over a small issue that has one of most things.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "engine/style/style.h"

namespace {

constexpr const char* kParent = R"([layout]
name = "parent"
[fonts.song]
families = ["Song"]
weights = [400, 700]
[styles.body]
text-indent = "2em"
[masters.page]
[[flows]]
name = "body"
master = "page"
template = "body"
[templates]
body = [ { each = "sections", do = [ { each = "articles", do = [
  { text = "{title}", anchor = "article" }, { blocks = "body" } ] } ] } ]
)";

constexpr const char* kArticle =
    "+++\ntitle = '标题'\nsource = '报'\ndate = 2023-09-05\nlink = 'https://x.y/'\n+++\n\n"
    "## 一 {#a}\n\n甲**乙**[^1]*丙*`c`[去](#a)\n\n- 一\n  - 二\n\n> 引\n\n::: note\n按\n:::\n\n"
    "表 1 甲\n\n| 子 | 丑 |\n|---|--:|\n| 1 | 2 |\n\n![图 1](p.png)\n\n[^1]: 注\n";

// What later stages rely on without looking again.
bool is_sound(const banxin::Styled& styled, const banxin::Paragraph& paragraph) {
  std::uint32_t at = 0;
  for (const banxin::Run& run : paragraph.runs) {
    const bool covers = run.begin == at && run.end >= at && run.end <= paragraph.text.size();
    if (!covers || static_cast<std::size_t>(run.style) >= styled.text_styles.size()) {
      return false;
    }
    at = run.end;
  }
  return at == paragraph.text.size() &&
         static_cast<std::size_t>(paragraph.style) < styled.block_styles.size();
}

bool is_sound(const banxin::Styled& styled, const std::vector<banxin::StyledBlock>& blocks) {
  for (const banxin::StyledBlock& block : blocks) {
    const bool style_known = static_cast<std::size_t>(block.style) < styled.block_styles.size();
    if (!style_known || (block.paragraph && !is_sound(styled, *block.paragraph)) ||
        !is_sound(styled, block.children) ||
        (block.kind == banxin::StyledKind::row && block.widths.size() != block.children.size())) {
      return false;
    }
  }
  return true;
}

bool is_sound(const banxin::Styled& styled) {
  for (const banxin::Flow& flow : styled.flows) {
    if (flow.master_first >= styled.masters.size() || flow.master_left >= styled.masters.size() ||
        flow.master_right >= styled.masters.size() || flow.master_blank >= styled.masters.size() ||
        !is_sound(styled, flow.blocks)) {
      return false;
    }
  }
  for (const banxin::Master& master : styled.masters) {
    for (const banxin::Frame& frame : master.frames) {
      if (!is_sound(styled, frame.blocks)) {
        return false;
      }
    }
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  banxin::MemoryWorld world;
  world.add_layout("parent", "layout.toml", kParent);
  world.add_layout("input", "layout.toml", text);
  world.add("layout.toml", text);
  world.add(
      "issue.toml",
      "format = 1\nlayout = 'parent'\n[publication]\ntitle = '刊'\npublisher = ['社']\n"
      "[issue]\nyear = 2023\nnumber = 9\n[board]\nroles = [{title = '主编', names = ['李明']}]\n"
      "contacts = [{label = '电话', value = '1'}]\nqr = [{data = 'x', caption = '扫'}]\n"
      "notice = '启事'\n[[section]]\ntitle = '要闻'\narticles = ['a.md']\n");
  world.add("a.md", kArticle);
  banxin::SourceMap sources;
  const auto issue = banxin::parse_issue(world, sources);
  for (const banxin::LayoutRequest& request :
       {banxin::LayoutRequest{"input", false, {}}, banxin::LayoutRequest{"parent", true, {}}}) {
    const auto layout = banxin::parse_layout(world, request, sources);
    const auto styled = banxin::resolve_styles(issue.value, layout.value);
    if (!is_sound(styled.value)) {
      std::abort();
    }
    banxin::to_text(styled.value);
    layout.value.font_wishes(banxin::Locale::zh_hant_hk);
  }
  return 0;
}

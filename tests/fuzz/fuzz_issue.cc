// Issues of any content, for libFuzzer and for replaying tests/fuzz/corpus/issue.
//
// The input is issue.toml, then after a line %%%% the article a.md, after another b.md.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "engine/issue/issue.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > (1u << 16)) {
    return 0;
  }
  constexpr std::string_view kCut = "\n%%%%\n";
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  banxin::MemoryWorld world;
  for (const char* name : {"issue.toml", "a.md", "b.md"}) {
    const std::size_t cut = rest.find(kCut);
    world.add(name, std::string(rest.substr(0, cut)));
    rest = cut == std::string_view::npos ? std::string_view() : rest.substr(cut + kCut.size());
  }
  banxin::SourceMap sources;
  const banxin::Parsed<banxin::Issue> parsed = banxin::parse_issue(world, sources);
  for (const banxin::Diagnostic& diagnostic : parsed.diagnostics) {
    const std::string_view text = sources.text(diagnostic.span.file);
    if (diagnostic.span.begin > diagnostic.span.end || diagnostic.span.end > text.size()) {
      std::abort();
    }
    to_text(diagnostic, sources, banxin::Language::zh);
  }
  // A required key may be missing only with an error to say so.
  if (!banxin::has_errors(parsed.diagnostics) &&
      (parsed.value.title.empty() || parsed.value.year == 0 || parsed.value.sections.empty())) {
    std::abort();
  }
  if (size < 4096) {
    to_text(parsed.value, sources);
  }
  return 0;
}

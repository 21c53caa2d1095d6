// Every page's content through the interpreter.
#include <utility>

#include "engine/preflight/interpreter.h"

namespace banxin::prepress {
namespace {

constexpr std::size_t kLargestPage = 128u << 20;

/// The parts of Contents in one, a line break between them; false if one cannot be read.
bool page_data(Object contents, std::string& data) {
  bool sound = true;
  for (Object part : items(std::move(contents))) {
    if (part.isNull()) {
      continue;
    }
    const std::optional<std::string> more =
        stream_data(part, kLargestPage - std::min(kLargestPage, data.size()));
    sound = sound && more.has_value();
    data += more.value_or("") + "\n";
  }
  return sound;
}

/// A key of the page or of what it hangs from.
Object inherited(Object page, const char* key) {
  for (int level = 0; level < 64 && page.isDictionary(); ++level) {
    Object value = get(page, key);
    if (!value.isNull()) {
      return value;
    }
    page = get(page, "/Parent");
  }
  return Object::newNull();
}

void run_page(Interpreting& all, int number) {
  Check& check = all.check;
  const PageBoxes& boxes = check.pages[static_cast<std::size_t>(number)];
  PaintRules rules(check, number);
  std::string data;
  if (!page_data(get(boxes.page, "/Contents"), data)) {
    check.findings.add("file.damaged", number, nullptr, {"1", "Contents"});
  }
  // Without StructParents a page's own MCIDs are told apart by its number.
  const int key = integer(get(boxes.page, "/StructParents"), -1 - number);
  PageRun page{all, rules, number, {}, {}, {}};
  GraphicsState state;
  state.clip = boxes.media;
  state.fill.color = black_of(all.spaces.device(ColorSpace::Kind::gray));
  state.fill.inks = inks_of(state.fill.color);
  state.stroke = state.fill;
  StreamRun run(page, StreamRun::Kind::page, inherited(boxes.page, "/Resources"), key, 0);
  run.run(data, state);
  rules.finish(get(boxes.page, "/Group"));
}

}  // namespace

void check_content(Check& check) {
  Interpreting all(check);
  check.summary.inks.resize(check.pages.size());
  for (std::size_t i = 0; i < check.pages.size() && !all.exhausted; ++i) {
    run_page(all, static_cast<int>(i));
  }
  if (all.exhausted) {
    check.findings.add("file.too-complex", {std::to_string(all.operators)});
  }
  std::map<std::pair<std::string, std::string>, PreflightFont> fonts;
  for (const auto& [number, font] : all.fonts) {
    const Font::Facts& facts = font->facts();
    fonts.emplace(std::pair(facts.name, facts.type),
                  PreflightFont{facts.name, facts.type, facts.embedded, facts.subset});
  }
  for (auto& [key, font] : fonts) {
    check.summary.fonts.push_back(std::move(font));
  }
}

}  // namespace banxin::prepress

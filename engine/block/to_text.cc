#include "engine/base/number.h"
#include "engine/block/block.h"

namespace banxin {
namespace {

const char* rule_text(BreakRule rule) {
  switch (rule) {
    case BreakRule::automatic:
      return "";
    case BreakRule::column:
      return " break=column";
    case BreakRule::page:
      return " break=page";
    case BreakRule::recto:
      return " break=recto";
    case BreakRule::verso:
      return " break=verso";
    case BreakRule::avoid:
      return " stays";
  }
  return "";
}

void append_item(std::string& out, const Item& item) {
  if (const auto* run = std::get_if<GlyphRun>(&item.content)) {
    out += run->text.empty() ? " leader" : " \"" + run->text + "\"";
  } else if (std::holds_alternative<Picture>(item.content)) {
    out += " picture";
  } else if (const auto* rects = std::get_if<Rects>(&item.content)) {
    out += rects->rects.size() == 1 ? " rule" : " rects:" + std::to_string(rects->rects.size());
  } else {
    out += " path";
  }
}

}  // namespace

std::string to_text(const Fragment& fragment) {
  std::string out;
  for (const Strip& strip : fragment.strips) {
    out += "h=" + number_text(strip.height.pt(), 2);
    if (strip.space_before != Length()) {
      out += " space=" + number_text(strip.space_before.pt(), 2);
    }
    out += rule_text(strip.break_before);
    if (strip.table != 0) {
      out += strip.table_head ? " head" : " row";
    }
    for (const Item& item : strip.items) {
      append_item(out, item);
    }
    for (const NoteId note : strip.notes) {
      out += " note:" + std::to_string(static_cast<unsigned>(note));
    }
    out += '\n';
  }
  return out;
}

}  // namespace banxin

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

constexpr const char* kFloats[] = {
    "", "", "", "", "", "page-top", "page-bottom", "column-top", "column-bottom"};

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
    out += strip.across ? " across" : "";
    out += strip.clear_floats ? " clear" : "";
    out += strip.page > 0 ? " page:" + std::to_string(strip.page) : "";
    out += strip.page_first > 0 ? " page-first:" + std::to_string(strip.page_first) : "";
    for (const Item& item : strip.items) {
      append_item(out, item);
    }
    for (const std::uint32_t index : strip.floats) {
      const StripFloat& one = fragment.floats[index];
      out += std::string(" ") + kFloats[static_cast<std::size_t>(one.to)] +
             "[h=" + number_text(one.strip.height.pt(), 2);
      for (const Item& item : one.strip.items) {
        append_item(out, item);
      }
      out += "]";
    }
    for (const NoteId note : strip.notes) {
      out += " note:" + std::to_string(static_cast<unsigned>(note));
    }
    out += '\n';
  }
  return out;
}

}  // namespace banxin

#include "engine/base/number.h"
#include "engine/shape/shape.h"

namespace banxin {
namespace {

const char* break_name(BreakKind kind) {
  constexpr const char* kNames[] = {"-", "|", "hyphen", "emergency", "end"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string em(Length length, Length size) {
  return size == Length() ? "0" : number_text(length.pt() / size.pt(), 3);
}

void append(std::string& out, const char* label, Length length, Length size) {
  if (length != Length()) {
    out += label + em(length, size);
  }
}

}  // namespace

std::string to_text(const ShapedText& shaped) {
  const bool vertical = shaped.composition.writing_mode == WritingMode::vertical_rl;
  std::string out = vertical ? "vertical-rl\n" : "";
  for (const ShapedCluster& c : shaped.clusters) {
    const std::string text = shaped.text.substr(c.text_begin, c.text_end - c.text_begin);
    out += (text == " " ? "␠" : text == "\n" ? "⏎" : text == "\u00a0" ? "⍽" : text) + " ";
    out += std::string(class_name(c.cls)) + " " + em(c.advance, c.size);
    append(out, " l", c.blank_left, c.size);
    append(out, " r", c.blank_right, c.size);
    append(out, " before", c.space_before, c.size);
    if (c.glyph_end > c.glyph_begin) {
      append(out, " dx", shaped.glyphs[c.glyph_begin].offset.x, c.size);
      append(out, " dy", vertical ? shaped.glyphs[c.glyph_begin].offset.y : Length(), c.size);
    }
    out += c.orientation == Orientation::sideways ? " sideways" : "";
    out += c.narrowed != 1000 ? " narrowed" + number_text(c.narrowed / 1000.0, 3) : "";
    out += c.is_space ? " space" : "";
    out += c.gap_after ? " gap" : "";
    out += c.note ? " note" : "";
    out += c.missing ? " missing" : "";
    out += " font" + (c.font == FontId::none ? "-" : std::to_string(static_cast<int>(c.font)));
    out += std::string(" ") + break_name(c.break_after.kind) + "\n";
  }
  for (const ShapedRuby& ruby : shaped.rubies) {
    out += "ruby " + ruby.text + " " + std::to_string(ruby.cluster_begin) + ".." +
           std::to_string(ruby.cluster_end) + " " + em(ruby.width, shaped.em);
    append(out, " lead", ruby.lead, shaped.em);
    out += ruby.position == RubyPosition::under             ? " under"
           : ruby.position == RubyPosition::inter_character ? " beside"
                                                            : "";
    out += "\n";
  }
  return out;
}

}  // namespace banxin

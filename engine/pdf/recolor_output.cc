#include "engine/pdf/recolor_output.h"

#include <algorithm>
#include <cmath>

namespace banxin::pdf {
namespace {

constexpr double kThinnest = 0.25;  // pt: R27
constexpr std::array<const char*, 6> kCategories{
    "ExtGState", "ColorSpace", "Pattern", "Shading", "XObject", "Font"};

}  // namespace

void ContentOutput::begin_page() {
  change("0 0 0 1 k 0 0 0 1 K 1 w 0 J 0 j 10 M [] 0 d 0 Tc 0 Tw 100 Tz 0 TL 0 Tr 0 Ts");
  now_.written_overprint = -1;
  overprint(0);
}

void ContentOutput::keep(const Operation& operation) {
  out_.data += operation.source;
  out_.data += '\n';
}

void ContentOutput::change(std::string_view text) {
  out_.data += text;
  out_.data += '\n';
  out_.changed = true;
}

void ContentOutput::set_state(const std::string& text) {
  if (path_ == std::string::npos) {
    return change(text);
  }
  out_.data.insert(path_, text + "\n");
  out_.changed = true;
}

const Value* ContentOutput::resource(const char* category, const std::string& name) const {
  const Dict* all = content_.resources;
  const Dict* some = all ? owner_.dict(all->find(category)) : nullptr;
  return some ? some->find(name) : nullptr;
}

const Dict* ContentOutput::space_names() const {
  return content_.resources ? owner_.dict(content_.resources->find("ColorSpace")) : nullptr;
}

Dict& ContentOutput::used(std::string_view category) {
  const auto* at = std::find(std::begin(kCategories), std::end(kCategories), category);
  return used_[static_cast<std::size_t>(at - std::begin(kCategories))];
}

Dict ContentOutput::resources() {
  Dict out;
  for (std::size_t i = 0; i < used_.size(); ++i) {
    if (!used_[i].empty()) {
      out.set(kCategories[i], std::move(used_[i]));
    }
  }
  return out;
}

std::string ContentOutput::own_name(const char* category, std::string name) const {
  while (resource(category, name)) {
    name += '_';
  }
  return name;
}

void ContentOutput::overprint(int wanted) {
  if (content_.role == Role::glyph || content_.target == Target::lightness) {
    return;
  }
  wanted = (wanted & 3) == 0 ? 0 : wanted;
  if (wanted == now_.written_overprint) {
    return;
  }
  now_.written_overprint = wanted;
  const std::string name = own_name("ExtGState", "Bx" + std::to_string(wanted));
  if (!used("ExtGState").has(name)) {
    used("ExtGState")
        .set(name,
             Dict{{"Type", Name{"ExtGState"}},
                  {"OP", (wanted & kOverprintStroke) != 0},
                  {"op", (wanted & kOverprintFill) != 0},
                  {"OPM", (wanted & kOverprintMode) != 0 ? 1 : 0}});
  }
  set_state("/" + name + " gs");
}

int ContentOutput::asked(bool fills, bool strokes) const {
  int bits = now_.overprint & kOverprintMode;
  if (fills && now_.fill.press && !now_.fill.white) {
    bits |= now_.overprint & kOverprintFill;
  }
  if (strokes && now_.stroke.press && !now_.stroke.white) {
    bits |= now_.overprint & kOverprintStroke;
  }
  return bits;
}

void ContentOutput::line_width() {
  if (content_.role == Role::glyph) {
    return;
  }
  const double growth = now_.ctm.growth() * owner_.scale();
  double wanted = now_.line_width;
  if (growth > 0 && wanted * growth < kThinnest) {
    wanted = std::ceil(kThinnest / growth * 1e4) / 1e4;
  }
  if (wanted != now_.written_width && std::isfinite(wanted) && wanted < 1e6) {
    now_.written_width = wanted;
    set_state(number(wanted) + " w");
  }
}

}  // namespace banxin::pdf

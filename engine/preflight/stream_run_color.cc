#include <utility>

#include "engine/preflight/interpreter.h"

namespace banxin::prepress {

void StreamRun::set_color(Ink& ink, ColorSpace::Kind kind, Operands& o) {
  // Default spaces of the resources stand in for device spaces.
  const char* device = kind == ColorSpace::Kind::gray  ? "DeviceGray"
                       : kind == ColorSpace::Kind::rgb ? "DeviceRGB"
                                                       : "DeviceCMYK";
  Space& space = spaces_[device];
  if (!space) {
    space = page_.all.spaces.read(Object::newName(std::string("/") + device), resources_);
  }
  ink.color = Color{};
  ink.color.space = space;
  for (std::size_t i = 0; i < o.size() && i < ink.color.values.size(); ++i) {
    ink.color.values[i] = std::clamp(static_cast<float>(number(o[i], 0)), 0.0f, 1.0f);
  }
  ink.inks = inks_of(ink.color);
}

void StreamRun::set_space(Ink& ink, Operands& o) {
  if (o.empty() || !o.back().isName()) {
    return;
  }
  const std::string name_here = o.back().getName();
  Space& space = spaces_[name_here];
  if (!space) {
    space = page_.all.spaces.read(o.back(), resources_);
    note_spot(*space);
  }
  ink.color = black_of(space);
  ink.inks = inks_of(ink.color);
}

void StreamRun::set_values(Ink& ink, Operands& o) {
  if (!o.empty() && o.back().isName()) {
    ink.color.pattern = resource("/Pattern", o.back());
    o.pop_back();
    // An uncoloured pattern is painted in the colour of the space beneath.
    if (ink.color.space && ink.color.space->base) {
      ink.color.space = ink.color.space->base;
    }
  } else {
    ink.color.pattern = Object::newNull();
  }
  for (std::size_t i = 0; i < o.size() && i < ink.color.values.size(); ++i) {
    ink.color.values[i] = static_cast<float>(number(o[i], 0));
  }
  ink.inks = inks_of(ink.color);
}

void StreamRun::note_spot(const ColorSpace& space) {
  if (space.kind == ColorSpace::Kind::indexed && space.base) {
    note_spot(*space.base);
    return;
  }
  if (space.kind != ColorSpace::Kind::spots || space.names.size() != 1 || space.tint.empty()) {
    return;
  }
  const std::string& spot = space.names.front();
  const auto lower = [](std::string text) {
    std::erase(text, ' ');
    for (char& c : text) {
      c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
  };
  auto& known = page_.all.spot_tints;
  known.emplace(spot, space.tint);
  for (const auto& [other, tint] : known) {
    if ((other == spot && tint != space.tint) || (other != spot && lower(other) == lower(spot))) {
      page_.rules.find(
          "color.spot-differs", page_box(), {other == spot ? spot : other + " / " + spot});
    }
  }
}

void StreamRun::fill_space(Operands& o) {
  set_space(now_.fill, o);
}

void StreamRun::stroke_space(Operands& o) {
  set_space(now_.stroke, o);
}

void StreamRun::fill_color(Operands& o) {
  set_values(now_.fill, o);
}

void StreamRun::stroke_color(Operands& o) {
  set_values(now_.stroke, o);
}

void StreamRun::fill_gray(Operands& o) {
  set_color(now_.fill, ColorSpace::Kind::gray, o);
}

void StreamRun::stroke_gray(Operands& o) {
  set_color(now_.stroke, ColorSpace::Kind::gray, o);
}

void StreamRun::fill_rgb(Operands& o) {
  set_color(now_.fill, ColorSpace::Kind::rgb, o);
}

void StreamRun::stroke_rgb(Operands& o) {
  set_color(now_.stroke, ColorSpace::Kind::rgb, o);
}

void StreamRun::fill_cmyk(Operands& o) {
  set_color(now_.fill, ColorSpace::Kind::cmyk, o);
}

void StreamRun::stroke_cmyk(Operands& o) {
  set_color(now_.stroke, ColorSpace::Kind::cmyk, o);
}

}  // namespace banxin::prepress

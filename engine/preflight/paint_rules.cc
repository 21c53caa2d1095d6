#include "engine/preflight/paint_rules.h"

#include <algorithm>
#include <utility>

namespace banxin::prepress {

using Kind = ColorSpace::Kind;

namespace {

constexpr double kReach = 0.5;  // pt; nearer to the trim than this counts as reaching it (R13)

const char* word(Paint::Kind kind) {
  switch (kind) {
    case Paint::Kind::stroke:
      return "@stroke";
    case Paint::Kind::text:
      return "@text";
    case Paint::Kind::mask:
      return "@image";
    default:
      return "@fill";
  }
}

std::string percents(const Inks& inks) {
  const char* const names[] = {"C", "M", "Y", "K"};
  std::string out;
  for (std::size_t i = 0; i < 4; ++i) {
    out += (i ? " " : "") + std::string(names[i]) + decimal(inks.process[i] * 100, 0);
  }
  return out;
}

}  // namespace

PaintRules::PaintRules(Check& check, int page)
    : check_(check),
      page_(page),
      boxes_(check.pages[static_cast<std::size_t>(page)]),
      page_inks_(check.summary.inks[static_cast<std::size_t>(page)]),
      press_(check.press()) {}

void PaintRules::find(const char* rule, const Box& box, std::vector<std::string> args) {
  check_.findings.add(rule, page_, &box, std::move(args));
}

void PaintRules::on_paint(const Paint& paint) {
  if (paint.box.empty() || !paint.ink || !paint.ink->color.space) {
    return;
  }
  painted_ = painted_ || !paint.ink->white();
  const Ink& ink = *paint.ink;
  if (!ink.color.patterned()) {
    check_color(ink.color.space, word(paint.kind), paint.box);
    note_inks(*ink.color.space, ink.inks);
  }
  if (!press_) {
    return;
  }
  check_ink(paint);
  if (paint.kind == Paint::Kind::text) {
    check_text(paint);
  }
  if (!paint.placed) {
    return;
  }
  const double thin = paint.kind == Paint::Kind::stroke ? paint.size
                      : paint.rectangle ? std::min(paint.box.width(), paint.box.height())
                                        : 1;
  if (thin < 0.249 && !ink.white() && paint.box.overlaps(boxes_.bleed.grown(1))) {
    find("line.hairline", paint.box, {decimal(thin, 3)});
  }
  if (paint.kind == Paint::Kind::text) {
    check_live(paint);
  } else if (!ink.white()) {
    check_bleed(paint.box, word(paint.kind));
  }
}

void PaintRules::note_inks(const ColorSpace& space, const Inks& inks) {
  for (std::size_t i = 0; i < 4; ++i) {
    page_inks_.process[i] = page_inks_.process[i] || inks.process[i] > 0.005;
  }
  page_inks_.rgb = page_inks_.rgb || space.kind == Kind::rgb || space.kind == Kind::cal_rgb ||
                   space.kind == Kind::lab || (space.kind == Kind::icc && space.components == 3);
  if (inks.spots <= 0) {
    return;
  }
  for (const std::string& spot : space.names) {
    const bool process = spot == "Cyan" || spot == "Magenta" || spot == "Yellow" || spot == "Black";
    const auto at = std::lower_bound(page_inks_.spots.begin(), page_inks_.spots.end(), spot);
    if (!process && spot != "None" && spot != "All" &&
        (at == page_inks_.spots.end() || *at != spot)) {
      page_inks_.spots.insert(at, spot);
    }
  }
}

void PaintRules::check_color(const Space& space, const char* where, const Box& box) {
  const IntentFacts& intents = check_.intents;
  switch (space->kind) {
    case Kind::rgb:
      if (press_) {
        find("color.rgb", box, {where});
      }
      if (!press_ && !intents.rgb) {
        find("color.unmatched", box, {"DeviceRGB"});
      }
      break;
    case Kind::cal_rgb:
      find(press_ ? "color.icc-rgb" : "color.rgb", box, {where});
      break;
    case Kind::cmyk:
      if (!intents.cmyk) {
        find("color.unmatched", box, {"DeviceCMYK"});
      }
      break;
    case Kind::gray:
      if (!intents.any) {
        find("color.unmatched", box, {"DeviceGray"});
      }
      break;
    case Kind::lab:
      find("color.lab", box, {where});
      break;
    case Kind::icc:
      if (!space->fault.empty()) {
        find("color.icc-broken", box, {space->fault});
      }
      find(space->components == 3 ? "color.icc-rgb" : "color.icc", box, {where});
      break;
    case Kind::indexed:
      if (space->base) {
        check_color(space->base, where, box);
      }
      break;
    case Kind::spots:
      check_spots(*space, box);
      break;
    default:
      break;
  }
}

void PaintRules::check_spots(const ColorSpace& space, const Box& box) {
  const bool real =
      std::any_of(space.names.begin(), space.names.end(), [](const std::string& name) {
        return name != "None" && name != "All";
      });
  if (space.base && real && space.base->kind != Kind::cmyk && space.base->kind != Kind::gray &&
      !(space.base->kind == Kind::icc && space.base->components != 3)) {
    find("color.spot-alternate", box, {space.names.front()});
  }
}

void PaintRules::check_ink(const Paint& paint) {
  const Inks& inks = paint.ink->inks;
  if (inks.registration && paint.box.overlaps(boxes_.bleed.grown(-kReach))) {
    find("color.registration", paint.box);
  }
  on_total(inks.total() * 100, paint.box);
  if (paint.overprint && paint.ink->white() && paint.box.overlaps(boxes_.bleed)) {
    find("overprint.white", paint.box);
  }
  if (inks.unknown || inks.registration) {
    return;
  }
  const double most =
      std::max(*std::max_element(inks.process.begin(), inks.process.end()), inks.spots);
  if (most > 0.001 && most < 0.0499) {
    find("ink.light", paint.box, {decimal(most * 100, 1)});
  }
  const double cmy = inks.process[0] + inks.process[1] + inks.process[2];
  constexpr double kSmall = 20 * kPointsPerMm;
  if (paint.kind == Paint::Kind::fill && inks.process[3] >= 0.9 && cmy > 0.05 && paint.placed &&
      std::min(paint.box.width(), paint.box.height()) < kSmall) {
    find("ink.rich-black", paint.box, {percents(inks)});
  }
}

void PaintRules::on_total(double percent, const Box& box) {
  if (press_ && percent > check_.request.max_ink + 0.5) {
    find("ink.total", box, {decimal(percent, 0), std::to_string(check_.request.max_ink)});
  }
}

void PaintRules::check_text(const Paint& paint) {
  const Inks& inks = paint.ink->inks;
  const double cmy = inks.process[0] + inks.process[1] + inks.process[2];
  const bool dark = std::min({inks.process[0], inks.process[1], inks.process[2]}) > 0.8;
  const std::string size = decimal(paint.size, 1);
  if (!inks.unknown && !inks.registration && ((inks.process[3] >= 0.85 && cmy > 0.01) || dark)) {
    find("text.rich-black", paint.box, {percents(inks)});
  } else if (inks.count > 2 && paint.size < 8.99) {
    find("text.many-inks", paint.box, {percents(inks), size});
  }
  const bool black = inks.process[3] > 0.995 && cmy < 0.005 && inks.spots <= 0;
  if (black && paint.size <= 12.01) {
    const Kind kind = paint.ink->color.space->kind;
    if (kind == Kind::gray || kind == Kind::cal_gray) {
      find("text.gray", paint.box, {size});
    } else if (kind == Kind::cmyk && !(paint.overprint && paint.overprint_mode == 1)) {
      find("text.knocks-out", paint.box, {size});
    }
  }
  // White and tints fill in sooner than black, several inks need register.
  const double least = inks.count > 1 || paint.ink->white() ? 6 : 4.5;
  // Lettering of a picture made small, a book's cover say, is to be looked at, not to be read.
  if (paint.size < least - 0.01 && !paint.reduced) {
    find("text.small", paint.box, {size, decimal(least, 1)});
  } else if (paint.size < 5.99) {
    find("text.tiny", paint.box, {size});
  }
}

void PaintRules::check_bleed(const Box& box, const char* what) {
  const Box& trim = boxes_.trim;
  const Box& bleed = boxes_.bleed;
  if (!boxes_.has_bleed || !box.overlaps(trim)) {
    return;
  }
  const auto side = [&](const char* name, double reached, double edge, double limit, double sign) {
    // Distances measured outward: positive beyond the trim.
    const double beyond = (reached - edge) * sign;
    const double wanted = (limit - edge) * sign;
    if (beyond > -kReach && beyond < wanted - kReach) {
      find("bleed.short",
           box,
           {std::string(what) + " " + name, decimal((wanted - beyond) / kPointsPerMm, 1)});
    }
  };
  if (box.x1 > trim.x0 + kReach) {
    side("@left", box.x0, trim.x0, bleed.x0, -1);
  }
  if (box.x0 < trim.x1 - kReach) {
    side("@right", box.x1, trim.x1, bleed.x1, 1);
  }
  if (box.y1 > trim.y0 + kReach) {
    side("@bottom", box.y0, trim.y0, bleed.y0, -1);
  }
  if (box.y0 < trim.y1 - kReach) {
    side("@top", box.y1, trim.y1, bleed.y1, 1);
  }
}

void PaintRules::check_live(const Paint& paint) {
  const Box& trim = boxes_.trim;
  const Box& box = paint.box;
  if (!boxes_.has_trim || !box.overlaps(trim)) {
    return;
  }
  const double distance =
      std::min({box.x0 - trim.x0, trim.x1 - box.x1, box.y0 - trim.y0, trim.y1 - box.y1}) /
      kPointsPerMm;
  if (distance < 2.95) {
    find("live.at-trim", box, {decimal(distance, 1)});
  } else if (distance < 4.95) {
    find("live.near-trim", box, {decimal(distance, 1)});
  }
}

void PaintRules::on_image(const ImageFacts& facts,
                          const Matrix& ctm,
                          const Box& clip,
                          const Paint& mask) {
  const Box whole = ctm.apply(Box{0, 0, 1, 1});
  const Box box = intersection(whole, clip);
  if (box.empty()) {
    return;
  }
  ++check_.summary.pictures;
  painted_ = true;
  if (!facts.fault.empty()) {
    find("image.broken", box, {facts.fault});
  }
  if (facts.interpolate) {
    find("image.interpolate", box);
  }
  if (facts.bits == 16) {
    find("image.depth", box);
  }
  if (facts.soft_mask) {
    on_transparency("transparency.mask", "", box);
  }
  if (facts.stencil) {
    Paint paint = mask;
    paint.box = box;
    on_paint(paint);
  } else if (facts.space) {
    check_color(facts.space, "@image", box);
    Inks inks;
    if (facts.space->components == 4) {
      inks.process.fill(1);
    }
    inks.process[3] = 1;
    note_inks(*facts.space, inks);
  }
  if (press_ && facts.ink > check_.request.max_ink + 0.5) {
    find("ink.image", box, {decimal(facts.ink, 0), std::to_string(check_.request.max_ink)});
  }
  if (press_ && !facts.stencil) {
    check_bleed(box, "@image");
  }
  const double across = std::hypot(ctm.a, ctm.b);
  const double down = std::hypot(ctm.c, ctm.d);
  // Strips of one or two pixels are tints and blends, not pictures.
  if (across <= 0 || down <= 0 || std::min(facts.width, facts.height) <= 2) {
    return;
  }
  const double dpi = 72 * std::min(facts.width / across, facts.height / down);
  const bool bilevel = facts.bits == 1 && (!facts.space || facts.space->components == 1);
  PreflightSummary& summary = check_.summary;
  if (!bilevel && (summary.lowest_dpi <= 0 || dpi < summary.lowest_dpi)) {
    summary.lowest_dpi = dpi;
    summary.lowest_dpi_page = page_;
  }
  if (!press_) {
    return;
  }
  const int wanted = bilevel ? 600 : check_.request.resolution;
  if (dpi < wanted - 0.5) {
    const double fits = across / kPointsPerMm * dpi / wanted;
    find(bilevel ? "image.bilevel" : "image.resolution",
         box,
         {decimal(dpi, 0), std::to_string(wanted), decimal(fits, 0)});
  }
}

void PaintRules::on_space(const Space& space, const char* where, const Box& box) {
  painted_ = true;
  if (space) {
    check_color(space, where, box);
  }
}

void PaintRules::on_font(const Font& font, const Box& box) {
  const Font::Facts& facts = font.facts();
  const auto report = [&](bool wrong, const char* rule) {
    if (wrong) {
      find(rule, box, {facts.name});
    }
  };
  report(!facts.embedded, "font.not-embedded");
  report(facts.embedded && !facts.subset, "font.not-subset");
  report(facts.type3, "font.type3");
  report(!facts.names_agree, "font.name");
  report(facts.broken, "font.broken");
  report(facts.wrapper, "font.wrapper");
  report(facts.unmapped, "font.no-map");
  report(!facts.embeddable, "font.licence");
}

void PaintRules::on_code(unsigned faults, const std::string& particulars, const Box& box) {
  const auto report = [&](unsigned fault, const char* rule) {
    if ((faults & fault) != 0) {
      find(rule, box, {particulars});
    }
  };
  report(Font::missing, "font.missing-glyph");
  report(Font::notdef, "font.notdef");
  report(Font::width, "font.width");
  report(Font::no_unicode, "font.no-unicode");
  report(Font::odd_unicode, "font.odd-unicode");
}

void PaintRules::on_transparency(const char* rule, const std::string& which, const Box& box) {
  transparency_ = true;
  find(rule, box, which.empty() ? std::vector<std::string>() : std::vector<std::string>{which});
}

void PaintRules::on_group(Object group, const Box& box) {
  if (name(get(group, "/S")) != "Transparency") {
    return;
  }
  find("transparency.group", box);
  Object space = get(group, "/CS");
  const std::string named = space.isArray() ? "ICCBased" : name(space);
  const bool rgb = named == "DeviceRGB" || named == "CalRGB" ||
                   (space.isArray() && integer(get(space.getArrayItem(1), "/N"), 0) == 3);
  if (rgb) {
    find("transparency.space", box, {named});
  }
}

void PaintRules::finish(Object page_group) {
  const Box& box = boxes_.trim;
  if (!page_group.isNull()) {
    on_group(page_group, box);
  }
  Object space = get(page_group, "/CS");
  if (transparency_ && space.isNull()) {
    find("transparency.space", box, {"@none"});
  }
  if (!painted_) {
    find("page.blank", box);
  }
}

}  // namespace banxin::prepress

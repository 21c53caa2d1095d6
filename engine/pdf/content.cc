#include "engine/pdf/content.h"

#include <algorithm>
#include <cmath>

#include "engine/base/contract.h"
#include "engine/base/number.h"

namespace banxin::pdf {
namespace {

constexpr std::int64_t kFarthest = 12700ll * 10'000'000;  // 10 million pt: no page is so large
constexpr double kWidestMove = 1e9;

void append_part(std::string& out, int thousandths) {
  append_number(out, std::clamp(thousandths, 0, 1000) / 1000.0, 3);
  out += ' ';
}

/// All of the black ink and nothing else.
bool solid_black(const Color& ink) {
  return ink.spot.empty() && ink.parts[0] == 0 && ink.parts[1] == 0 && ink.parts[2] == 0 &&
         ink.parts[3] >= 1000;
}

bool fine(const Rect& rect) {
  return min(rect.width, rect.height) <= kOverprintRule;
}

/// A rule thinner than a press holds, as wide as it must be, about the same middle (R27).
Rect held(Rect rect) {
  const auto widen = [](Length& from, Length& size) {
    if (size > Length() && size < kThinnestLine) {
      from -= (kThinnestLine - size) / 2;
      size = kThinnestLine;
    }
  };
  widen(rect.x, rect.width);
  widen(rect.y, rect.height);
  return rect;
}

constexpr std::string_view kRegistration = "All";  // ISO 32000-1 §8.6.6.4: all inks of the press

}  // namespace

Milli to_milli(Length length) {
  return Length::emu(std::clamp(length.emu(), -kFarthest, kFarthest)).scaled(10, 127).emu();
}

// ---- marks ----

Content::Mark Content::mark(std::string_view tag, std::string_view properties) {
  BANXIN_REQUIRE(open_ == Open::none);
  flush_glyphs();
  open_ = Open::marked;
  mark_in_text_ = in_text_;
  out_ += '/';
  out_ += tag;
  out_ += ' ';
  out_ += properties;
  out_ += " BDC\n";
  return Mark(this);
}

Content::Mark Content::unmarked() {
  BANXIN_REQUIRE(open_ == Open::none);
  open_ = Open::unmarked;
  return Mark(this);
}

void Content::Mark::close() {
  if (!content_) {
    return;
  }
  Content& content = *std::exchange(content_, nullptr);
  if (content.open_ == Open::marked) {
    if (!content.mark_in_text_) {
      content.end_text();
    }
    content.flush_glyphs();
    content.out_ += "EMC\n";
  }
  content.open_ = Open::none;
}

void Content::need(const Mark& mark) const {
  BANXIN_REQUIRE(mark.content_ == this);
}

void Content::begin_span(const Mark& mark, std::string_view properties) {
  need(mark);
  flush_glyphs();
  out_ += "/Span ";
  out_ += properties;
  out_ += " BDC\n";
}

void Content::end_span() {
  flush_glyphs();
  out_ += "EMC\n";
}

// ---- graphics state ----

void Content::number(double value, int decimals) {
  append_number(out_, value, decimals);
  out_ += ' ';
}

void Content::coordinate(Milli value) {
  number(static_cast<double>(value) / 1000.0, 3);
}

void Content::save() {
  end_text();
  saved_.push_back(state_);
  out_ += "q\n";
}

void Content::restore() {
  end_text();
  state_ = saved_.back();
  saved_.pop_back();
  out_ += "Q\n";
}

/// What is laid on the paper. A spot named as all inks or none is no ink of its own: its alternate
/// is printed.
Color Content::ink(const Color& color) const {
  Color out = colors_.ink(color);
  if (out.spot == kRegistration || out.spot == "None") {
    for (std::uint16_t& part : out.parts) {
      part = static_cast<std::uint16_t>(part * out.tint / 1000);
    }
    out.spot.clear();
    out.tint = 1000;
  }
  return out;
}

void Content::set_color(Color ink, Color& held, bool& known, std::string_view operators) {
  if (known && held == ink) {
    return;
  }
  flush_glyphs();
  const bool fill = operators == "fill";
  if (!ink.spot.empty()) {
    auto at = std::find_if(
        spots_.begin(), spots_.end(), [&](const Color& spot) { return spot.spot == ink.spot; });
    at = at == spots_.end() ? spots_.insert(spots_.end(), ink) : at;
    if (!known || held.spot != ink.spot) {
      out_ += "/CS";
      append_number(out_, static_cast<std::int64_t>(at - spots_.begin()) + 1);
      out_ += fill ? " cs " : " CS ";
    }
    append_part(out_, ink.tint);
    out_ += fill ? "scn\n" : "SCN\n";
  } else {
    for (const std::uint16_t part : ink.parts) {
      append_part(out_, part);
    }
    out_ += fill ? "k\n" : "K\n";
  }
  known = true;
  held = std::move(ink);
}

void Content::set_fill(const Color& color) {
  set_color(ink(color), state_.fill, state_.fill_known, "fill");
}

void Content::set_stroke(const Color& color) {
  set_color(ink(color), state_.stroke, state_.stroke_known, "stroke");
}

void Content::set_line_width(Length width) {
  if (state_.line_width == width) {
    return;
  }
  flush_glyphs();
  state_.line_width = width;
  coordinate(std::max<Milli>(0, to_milli(width)));
  out_ += "w\n";
}

void Content::set_join(Join join) {
  if (state_.join == join) {
    return;
  }
  flush_glyphs();
  state_.join = join;
  out_ += join == Join::round ? "1 j\n" : "0 j\n";
}

void Content::set_overprint(Overprint overprint) {
  if (state_.overprint == overprint) {
    return;
  }
  flush_glyphs();
  state_.overprint = overprint;
  overprints_ = true;
  out_ += '/';
  out_ += overprint == Overprint::on ? kOverprintOn : kOverprintOff;
  out_ += " gs\n";
}

// ---- shapes ----

void Content::rectangle(const Rect& rect) {
  // Both edges are rounded, not edge and size, so that neighbours meet exactly.
  const Milli left = x(rect.x), bottom = y(rect.bottom());
  coordinate(left);
  coordinate(bottom);
  coordinate(x(rect.right()) - left);
  coordinate(y(rect.y) - bottom);
  out_ += "re\n";
}

void Content::rects(const Mark& mark, const Rects& rects) {
  need(mark);
  end_text();
  set_fill(rects.fill);
  const bool rules = std::all_of(rects.rects.begin(), rects.rects.end(), fine);
  set_overprint(rules && solid_black(state_.fill) ? Overprint::on : Overprint::off);
  for (const Rect& rect : rects.rects) {
    rectangle(held(rect));
  }
  out_ += "f\n";
}

void Content::outline(const Path& path) {
  for (const Path::Segment& segment : path.segments) {
    const int points = segment.verb == Path::Verb::curve   ? 3
                       : segment.verb == Path::Verb::close ? 0
                                                           : 1;
    for (int i = 0; i < points; ++i) {
      coordinate(x(segment.p[i].x));
      coordinate(y(segment.p[i].y));
    }
    static constexpr std::string_view kOperators[] = {"m\n", "l\n", "c\n", "h\n"};
    out_ += kOperators[static_cast<std::size_t>(segment.verb)];
  }
}

void Content::path(const Mark& mark, const Path& path) {
  need(mark);
  if ((!path.fill && !path.stroke) || path.segments.empty()) {
    return;
  }
  end_text();
  if (path.fill) {
    set_fill(*path.fill);
  }
  if (path.stroke) {
    set_stroke(*path.stroke);
    set_line_width(max(path.stroke_width, kThinnestLine));
    set_join(Join::miter);
  }
  const bool rule = !path.fill && path.stroke_width <= kOverprintRule;
  set_overprint(rule && solid_black(state_.stroke) ? Overprint::on : Overprint::off);
  outline(path);
  const std::string_view star = path.fill && path.even_odd ? "*" : "";
  out_ += path.fill ? (path.stroke ? "B" : "f") : "S";
  out_ += star;
  out_ += '\n';
}

void Content::registration(const Mark& mark, const Path& path) {
  need(mark);
  end_text();
  const Color all{Color::Space::cmyk, {1000, 1000, 1000, 1000}, std::string(kRegistration)};
  set_overprint(Overprint::off);
  if (path.fill) {
    set_color(all, state_.fill, state_.fill_known, "fill");
  } else {
    set_color(all, state_.stroke, state_.stroke_known, "stroke");
    set_line_width(max(path.stroke_width, kThinnestLine));
  }
  outline(path);
  out_ += path.fill ? "f\n" : "S\n";
}

void Content::draw(const Mark& mark, std::string_view name, const Matrix& at, const Rect* clip) {
  need(mark);
  save();
  reset_text_state();
  set_overprint(Overprint::off);
  if (clip) {
    rectangle(*clip);
    out_ += "W n\n";
  }
  for (const Milli value : {at.a, at.b, at.c, at.d, at.e, at.f}) {
    coordinate(value);
  }
  out_ += "cm\n/";
  out_ += name;
  out_ += " Do\n";
  restore();
}

// ---- text ----

void Content::begin_text() {
  if (!in_text_) {
    in_text_ = true;
    line_x_ = line_y_ = 0;
    out_ += "BT\n";
  }
}

void Content::end_text() {
  if (in_text_) {
    flush_glyphs();
    in_text_ = false;
    out_ += "ET\n";
  }
}

void Content::set_font(std::string_view resource, Length size) {
  if (state_.font == resource && state_.size == size) {
    return;
  }
  flush_glyphs();
  state_.font = resource;
  state_.size = size;
  out_ += '/';
  out_ += resource;
  out_ += ' ';
  coordinate(to_milli(size));
  out_ += "Tf\n";
}

void Content::set_rendering(int rendering) {
  if (state_.rendering != rendering) {
    flush_glyphs();
    state_.rendering = rendering;
    out_ += rendering == 2 ? "2 Tr\n" : "0 Tr\n";
  }
}

void Content::set_text(const TextStyle& style) {
  set_font(style.font, style.size);
  set_fill(style.color);
  const bool black = solid_black(state_.fill) && style.size <= kOverprintText;
  set_overprint(black ? Overprint::on : Overprint::off);
  const bool bold = style.bold > Length();
  if (bold) {
    set_stroke(style.color);
    set_line_width(style.bold);
    set_join(Join::round);  // mitres would grow spikes on the strokes of Han
  }
  set_rendering(bold ? 2 : 0);
}

void Content::set_rise(Length rise) {
  if (state_.rise == rise) {
    return;
  }
  flush_glyphs();
  state_.rise = rise;
  coordinate(to_milli(rise));
  out_ += "Ts\n";
}

void Content::reset_text_state() {
  set_spacing(0);
  set_rise(Length());
  set_rendering(0);
}

void Content::text_at(Milli to_x, Milli to_y) {
  flush_glyphs();
  pen_ = 0;
  coordinate(to_x - line_x_);
  coordinate(to_y - line_y_);
  out_ += "Td\n";
  line_x_ = to_x;
  line_y_ = to_y;
}

void Content::set_spacing(std::int64_t spacing) {
  if (state_.spacing == spacing) {
    return;
  }
  flush_glyphs();
  state_.spacing = spacing;
  number(static_cast<double>(spacing) / 10000.0, 4);
  out_ += "Tc\n";
}

void Content::glyph(const Mark& mark, GlyphId id, double target, int width) {
  need(mark);
  // Every adjustment leads to the absolute place, so rounding can't add up along a line.
  const auto move = std::llround(std::clamp(pen_ - target, -kWidestMove, kWidestMove));
  if (move != 0) {
    if (in_string_) {
      array_ += '>';
      in_string_ = false;
    }
    append_number(array_, std::int64_t{move});
    adjusted_ = true;
    pen_ -= static_cast<double>(move);
  }
  if (!in_string_) {
    array_ += '<';
    in_string_ = true;
  }
  for (int shift = 12; shift >= 0; shift -= 4) {
    array_ += "0123456789ABCDEF"[id >> shift & 15u];
  }
  pen_ += width;
  if (state_.spacing != 0) {
    pen_ += static_cast<double>(state_.spacing) * 1270.0 / static_cast<double>(state_.size.emu());
  }
}

void Content::flush_glyphs() {
  if (array_.empty()) {
    return;
  }
  array_ += in_string_ ? ">" : "";
  out_ += adjusted_ ? "[" + array_ + "] TJ\n" : array_ + " Tj\n";
  array_.clear();
  in_string_ = adjusted_ = false;
}

}  // namespace banxin::pdf

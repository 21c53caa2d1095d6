#include "engine/pdf/content.h"

#include <algorithm>
#include <cmath>

#include "engine/base/number.h"

namespace banxin::pdf {
namespace {

constexpr std::int64_t kFarthest = 12700ll * 10'000'000;  // 10 million pt: no page is so large
constexpr double kWidestMove = 1e9;

void append_part(std::string& out, int thousandths) {
  append_number(out, std::clamp(thousandths, 0, 1000) / 1000.0, 3);
  out += ' ';
}

}  // namespace

Milli to_milli(Length length) {
  return Length::emu(std::clamp(length.emu(), -kFarthest, kFarthest)).scaled(10, 127).emu();
}

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

void Content::set_color(const Color& color, Color& held, bool& known, std::string_view operators) {
  if (known && held == color) {
    return;
  }
  flush_glyphs();
  known = true;
  held = color;
  const bool fill = operators == "fill";
  if (!color.spot.empty()) {
    auto at = std::find(spots_.begin(), spots_.end(), color);
    at = at == spots_.end() ? spots_.insert(spots_.end(), color) : at;
    out_ += "/CS";
    append_number(out_, static_cast<std::int64_t>(at - spots_.begin()) + 1);
    out_ += fill ? " cs 1 scn\n" : " CS 1 SCN\n";
    return;
  }
  if (color.space == Color::Space::rgb) {
    for (std::size_t i = 0; i < 3; ++i) {
      append_part(out_, color.parts[i]);
    }
    out_ += fill ? "rg\n" : "RG\n";
    return;
  }
  // Grey is black ink only, as DeviceCMYK: DeviceGray black can't overprint (R22).
  const bool gray = color.space == Color::Space::gray;
  for (std::size_t i = 0; i < 3; ++i) {
    append_part(out_, gray ? 0 : color.parts[i]);
  }
  append_part(out_, gray ? 1000 - color.parts[0] : color.parts[3]);
  out_ += fill ? "k\n" : "K\n";
}

void Content::set_fill(const Color& color) {
  set_color(color, state_.fill, state_.fill_known, "fill");
}

void Content::set_stroke(const Color& color) {
  set_color(color, state_.stroke, state_.stroke_known, "stroke");
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

void Content::rectangle(const Rect& rect) {
  // Both edges are rounded, not edge and size, so that neighbours meet exactly.
  const Milli left = x(rect.x), bottom = y(rect.bottom());
  coordinate(left);
  coordinate(bottom);
  coordinate(x(rect.right()) - left);
  coordinate(y(rect.y) - bottom);
  out_ += "re\n";
}

void Content::path(const Path& path) {
  if ((!path.fill && !path.stroke) || path.segments.empty()) {
    return;
  }
  end_text();
  if (path.fill) {
    set_fill(*path.fill);
  }
  if (path.stroke) {
    set_stroke(*path.stroke);
    set_line_width(path.stroke_width);
    set_join(Join::miter);
  }
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
  const std::string_view star = path.fill && path.even_odd ? "*" : "";
  out_ += path.fill ? (path.stroke ? "B" : "f") : "S";
  out_ += star;
  out_ += '\n';
}

void Content::begin_mark(std::string_view tag, std::string_view properties) {
  flush_glyphs();
  out_ += '/';
  out_ += tag;
  out_ += ' ';
  out_ += properties;
  out_ += " BDC\n";
}

void Content::end_mark() {
  flush_glyphs();
  out_ += "EMC\n";
}

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

void Content::set_bold(Length stroke, const Color& color) {
  const int rendering = stroke > Length() ? 2 : 0;
  if (rendering == 2) {
    set_stroke(color);
    set_line_width(stroke);
    set_join(Join::round);  // mitres would grow spikes on the strokes of Han
  }
  if (state_.rendering != rendering) {
    flush_glyphs();
    state_.rendering = rendering;
    out_ += rendering == 2 ? "2 Tr\n" : "0 Tr\n";
  }
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
  if (state_.rendering != 0) {
    state_.rendering = 0;
    out_ += "0 Tr\n";
  }
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

void Content::glyph(GlyphId id, double target, int width) {
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

#include <utility>

#include "engine/preflight/interpreter.h"

namespace banxin::prepress {
namespace {

double value(const std::vector<Object>& o, std::size_t i) {
  return i < o.size() ? number(o[i], 0) : 0;
}

constexpr double kAscent = 0.88, kDescent = -0.12;  // of an em, as Chinese type stands

}  // namespace

void StreamRun::begin_text(Operands& /*o*/) {
  text_ = line_ = Matrix{};
}

void StreamRun::set_font(Operands& o) {
  if (o.size() < 2 || !o[0].isName()) {
    return;
  }
  now_.text.size = value(o, 1);
  std::shared_ptr<Font>& here = fonts_[o[0].getName()];
  if (!here) {
    Object dictionary = resource("/Font", o[0]);
    if (!dictionary.isDictionary()) {
      page_.rules.find("font.broken", page_box(), {name(o[0])});
      now_.text.font = nullptr;
      return;
    }
    std::shared_ptr<Font>& known = page_.all.fonts[id(dictionary)];
    if (!known || id(dictionary) == 0) {
      known = Font::read(dictionary);
    }
    here = known;
  }
  now_.text.font = here;
}

void StreamRun::character_space(Operands& o) {
  now_.text.character_space = value(o, 0);
}

void StreamRun::word_space(Operands& o) {
  now_.text.word_space = value(o, 0);
}

void StreamRun::stretch(Operands& o) {
  now_.text.stretch = value(o, 0) / 100;
}

void StreamRun::leading(Operands& o) {
  now_.text.leading = value(o, 0);
}

void StreamRun::rise(Operands& o) {
  now_.text.rise = value(o, 0);
}

void StreamRun::text_mode(Operands& o) {
  now_.text.mode = o.empty() ? 0 : integer(o[0], 0);
}

void StreamRun::move_text(Operands& o) {
  line_ = Matrix{1, 0, 0, 1, value(o, 0), value(o, 1)}.then(line_);
  text_ = line_;
}

void StreamRun::move_text_leading(Operands& o) {
  now_.text.leading = -value(o, 1);
  move_text(o);
}

void StreamRun::text_matrix(Operands& o) {
  line_ = {value(o, 0), value(o, 1), value(o, 2), value(o, 3), value(o, 4), value(o, 5)};
  text_ = line_;
}

void StreamRun::next_line(Operands& /*o*/) {
  line_ = Matrix{1, 0, 0, 1, 0, -now_.text.leading}.then(line_);
  text_ = line_;
}

void StreamRun::show(Operands& o) {
  if (!o.empty() && o[0].isString()) {
    show_string(o[0].getStringValue());
  }
}

void StreamRun::show_next_line(Operands& o) {
  next_line(o);
  show(o);
}

void StreamRun::show_spaced(Operands& o) {
  if (o.size() < 3) {
    return;
  }
  now_.text.word_space = value(o, 0);
  now_.text.character_space = value(o, 1);
  o.erase(o.begin(), o.begin() + 2);
  show_next_line(o);
}

void StreamRun::show_array(Operands& o) {
  if (o.empty()) {
    return;
  }
  for (Object& part : items(o.back())) {
    if (part.isString()) {
      show_string(part.getStringValue());
    } else {
      const TextState& text = now_.text;
      const bool down = text.font && text.font->vertical();
      advance(-number(part, 0) / 1000 * text.size * (down ? 1 : text.stretch));
    }
  }
}

void StreamRun::advance(double by) {
  const bool down = now_.text.font && now_.text.font->vertical();
  text_ = Matrix{1, 0, 0, 1, down ? 0 : by, down ? by : 0}.then(text_);
}

void StreamRun::show_code(const Font::Code& code, const Matrix& to_page) {
  Font& font = *now_.text.font;
  if (!font.first_use(code.code)) {
    return;
  }
  const double size = now_.text.size;
  const Box box = to_page.apply(Box{0, kDescent * size, size, kAscent * size});
  if (font.type3()) {
    Object procedure = font.procedure(code.code);
    const std::optional<std::string> data = stream_data(procedure, 1u << 24);
    if (data && depth_ < 12) {
      Object own = get(font.dictionary(), "/Resources");
      StreamRun run(
          page_, Kind::glyph, own.isNull() ? resources_ : own, structure_key_, depth_ + 1);
      GraphicsState state = now_;
      state.ctm = font.type3_matrix().then(Matrix{size, 0, 0, size, 0, 0}).then(to_page);
      run.run(*data, state);
    }
  }
  if (now_.text.mode == 3) {
    return;  // unseen text, as of a scan
  }
  std::string particulars;
  const unsigned faults = font.faults_of(code.code, particulars);
  if (faults != 0) {
    page_.rules.on_code(faults, particulars, box);
  }
}

void StreamRun::show_string(const std::string& bytes) {
  const TextState& text = now_.text;
  if (!text.font || bytes.empty()) {
    return;
  }
  const bool down = text.font->vertical();
  const double factor =
      text.font->type3() ? text.font->type3_matrix().a * text.size : text.size / 1000;
  const Matrix to_page = text_.then(now_.ctm);
  double along = 0, trailing = 0;
  Font::Code code;
  for (std::size_t at = 0; text.font->next(bytes, at, code);) {
    show_code(code, Matrix{1, 0, 0, 1, down ? 0 : along, down ? -along : 0}.then(to_page));
    trailing = text.character_space + (code.space ? text.word_space : 0);
    const double step = code.width * factor + (down ? -trailing : trailing);
    along += down ? step : step * text.stretch;
  }
  const double end = along - (down ? -trailing : trailing * text.stretch);
  const double size = text.size;
  const Box em = down ? Box{-size / 2, -end, size / 2, 0}
                      : Box{0, kDescent * size + text.rise, end, kAscent * size + text.rise};
  const Box box = to_page.apply(Box{std::min(em.x0, em.x1),
                                    std::min(em.y0, em.y1),
                                    std::max(em.x0, em.x1),
                                    std::max(em.y0, em.y1)});
  advance(down ? -along : along);
  const Box seen = intersection(box, now_.clip);
  if (text.mode == 3 || seen.empty()) {
    return;
  }
  painted(seen);
  page_.rules.on_font(*text.font, seen);
  if (text.font->type3()) {
    return;  // its glyphs were painted on their own
  }
  const bool stroke = text.mode == 1 || text.mode == 2 || text.mode == 5 || text.mode == 6;
  const bool fill = text.mode == 0 || text.mode == 2 || text.mode == 4 || text.mode == 6;
  Paint paint = paint_of(Paint::Kind::text, box);
  paint.size = std::abs(size) * std::hypot(to_page.c, to_page.d);
  if (fill) {
    paint_pattern(now_.fill, paint.box);
    page_.rules.on_paint(paint);
  }
  if (stroke) {
    paint.ink = &now_.stroke;
    paint.overprint = now_.overprint_stroke;
    page_.rules.on_paint(paint);
  }
}

}  // namespace banxin::prepress

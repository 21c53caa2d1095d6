#include <utility>

#include "engine/preflight/interpreter.h"

namespace banxin::prepress {
namespace {

constexpr int kDepth = 12;
constexpr long kMostOperators = 30'000'000;
constexpr std::size_t kLargestStream = 128u << 20;

double value(const std::vector<Object>& o, std::size_t i) {
  return i < o.size() ? number(o[i], 0) : 0;
}

}  // namespace

StreamRun::StreamRun(PageRun& page, Kind kind, Object resources, int structure_key, int depth)
    : page_(page),
      kind_(kind),
      resources_(std::move(resources)),
      structure_key_(structure_key),
      depth_(depth) {}

const std::map<std::string, StreamRun::Handler, std::less<>>& StreamRun::handlers() {
  using S = StreamRun;
  static const std::map<std::string, Handler, std::less<>> kHandlers = {
      {"q", &S::save},
      {"Q", &S::restore},
      {"cm", &S::concat},
      {"w", &S::line_width},
      {"gs", &S::ext_state},
      {"m", &S::move_to},
      {"l", &S::line_to},
      {"c", &S::curve_to},
      {"v", &S::curve_to},
      {"y", &S::curve_to},
      {"h", &S::close_path},
      {"re", &S::rectangle_path},
      {"S", &S::stroke_path},
      {"s", &S::stroke_path},
      {"f", &S::fill_path},
      {"F", &S::fill_path},
      {"f*", &S::fill_path},
      {"B", &S::fill_and_stroke},
      {"B*", &S::fill_and_stroke},
      {"b", &S::fill_and_stroke},
      {"b*", &S::fill_and_stroke},
      {"n", &S::end_path},
      {"W", &S::clip_path},
      {"W*", &S::clip_path},
      {"sh", &S::shade},
      {"Do", &S::do_object},
      {"EI", &S::inline_image},
      {"BMC", &S::begin_mark},
      {"BDC", &S::begin_marked},
      {"EMC", &S::end_mark},
      {"cs", &S::fill_space},
      {"CS", &S::stroke_space},
      {"sc", &S::fill_color},
      {"scn", &S::fill_color},
      {"SC", &S::stroke_color},
      {"SCN", &S::stroke_color},
      {"g", &S::fill_gray},
      {"G", &S::stroke_gray},
      {"rg", &S::fill_rgb},
      {"RG", &S::stroke_rgb},
      {"k", &S::fill_cmyk},
      {"K", &S::stroke_cmyk},
      {"BT", &S::begin_text},
      {"ET", &S::end_text},
      {"Tf", &S::set_font},
      {"Tc", &S::character_space},
      {"Tw", &S::word_space},
      {"Tz", &S::stretch},
      {"TL", &S::leading},
      {"Ts", &S::rise},
      {"Tr", &S::text_mode},
      {"Td", &S::move_text},
      {"TD", &S::move_text_leading},
      {"Tm", &S::text_matrix},
      {"T*", &S::next_line},
      {"Tj", &S::show},
      {"TJ", &S::show_array},
      {"'", &S::show_next_line},
      {"\"", &S::show_spaced},
  };
  return kHandlers;
}

bool StreamRun::on_operator(const std::string& name, std::vector<Object>& operands) {
  if (page_.all.exhausted || ++page_.all.operators > kMostOperators) {
    page_.all.exhausted = true;
    return false;
  }
  const auto at = handlers().find(name);
  if (at != handlers().end()) {
    (this->*at->second)(operands);
  }
  return true;
}

void StreamRun::run(const std::string& data, const GraphicsState& initial) {
  now_ = initial;
  marks_before_ = page_.marks.size();
  constexpr long kMostStreams = 100'000;
  if (++page_.all.streams > kMostStreams) {
    page_.all.exhausted = true;
    return;
  }
  // Blanks cost time too.
  constexpr std::size_t kMostBytes = 256u << 20;
  page_.all.bytes += data.size();
  if (page_.all.bytes > kMostBytes) {
    page_.all.exhausted = true;
    return;
  }
  const bool sound = page_.all.reader.read(data, *this);
  const bool ended = page_.all.exhausted;
  if (!sound) {
    page_.rules.find("tag.unbalanced", page_box(), {"?"});
  }
  if (!ended && (unbalanced_ || !saved_.empty())) {
    page_.rules.find("tag.unbalanced", page_box(), {"q Q"});
  }
  if (!ended && page_.marks.size() != marks_before_) {
    page_.rules.find("tag.unbalanced", page_box(), {"BMC EMC"});
  }
  page_.marks.resize(std::min(marks_before_, page_.marks.size()));
}

Box StreamRun::page_box() const {
  return page_.all.check.pages[static_cast<std::size_t>(page_.page)].trim;
}

Object StreamRun::resource(const char* kind, Object key) const {
  Object copy = key;
  return copy.isName() ? get(resources_, kind, copy.getName().c_str()) : Object::newNull();
}

void StreamRun::save(Operands& /*o*/) {
  constexpr std::size_t kDeepest = 512;
  if (saved_.size() >= kDeepest) {
    unbalanced_ = true;
    return;
  }
  saved_.push_back(now_);
}

void StreamRun::restore(Operands& /*o*/) {
  if (saved_.empty()) {
    unbalanced_ = true;
    return;
  }
  now_ = std::move(saved_.back());
  saved_.pop_back();
}

void StreamRun::concat(Operands& o) {
  const Matrix m{value(o, 0), value(o, 1), value(o, 2), value(o, 3), value(o, 4), value(o, 5)};
  now_.ctm = m.then(now_.ctm);
}

void StreamRun::line_width(Operands& o) {
  now_.line_width = std::abs(value(o, 0));
}

void StreamRun::ext_state(Operands& o) {
  if (!o.empty()) {
    read_state(resource("/ExtGState", o.back()));
  }
}

void StreamRun::read_state(Object state) {
  if (!state.isDictionary()) {
    return;
  }
  PaintRules& rules = page_.rules;
  const Box box = page_box();
  now_.line_width = number(get(state, "/LW"), now_.line_width);
  if (has(state, "/OP")) {
    now_.overprint_stroke = truth(get(state, "/OP"));
    now_.overprint_fill = has(state, "/op") ? now_.overprint_fill : now_.overprint_stroke;
  }
  if (has(state, "/op")) {
    now_.overprint_fill = truth(get(state, "/op"));
  }
  now_.overprint_mode = integer(get(state, "/OPM"), now_.overprint_mode);
  std::vector<Object> font = items(get(state, "/Font"));
  if (font.size() == 2 && font[0].isDictionary() && id(font[0]) != 0) {  // has to be indirect
    std::shared_ptr<Font>& known = page_.all.fonts[id(font[0])];
    known = known ? known : Font::read(font[0]);
    now_.text.font = known;
    now_.text.size = number(font[1], 0);
  }
  const double least = std::min(number(get(state, "/ca"), 1), number(get(state, "/CA"), 1));
  if (least < 0.999) {
    rules.on_transparency("transparency.alpha", decimal(least, 2), box);
  }
  std::vector<Object> blends = items(get(state, "/BM"));
  const std::string blend = blends.empty() ? std::string() : name(blends.front());
  if (!blend.empty() && blend != "Normal" && blend != "Compatible") {
    rules.on_transparency("transparency.blend", blend, box);
  }
  if (get(state, "/SMask").isDictionary()) {
    rules.on_transparency("transparency.mask", "", box);
  }
  if (has(state, "/TR") || (has(state, "/TR2") && name(get(state, "/TR2")) != "Default")) {
    rules.find("press.transfer", box, {has(state, "/TR") ? "TR" : "TR2"});
  }
  if (has(state, "/HTP") || (has(state, "/HT") && name(get(state, "/HT")) != "Default")) {
    rules.find("press.halftone", box);
  }
}

/// Beyond a limit the last one takes the points of all that follow.
void StreamRun::begin_subpath() {
  constexpr std::size_t kMostSubpaths = 1'000'000;
  if (path_.size() < kMostSubpaths) {
    path_.emplace_back();
  }
}

void StreamRun::add_point(double x, double y) {
  if (path_.empty()) {
    begin_subpath();
  }
  const auto [px, py] = now_.ctm.apply(x, y);
  Box& box = path_.back().box;
  box = {std::min(box.x0, px), std::min(box.y0, py), std::max(box.x1, px), std::max(box.y1, py)};
  at_x_ = x;
  at_y_ = y;
}

void StreamRun::move_to(Operands& o) {
  begin_subpath();
  add_point(value(o, 0), value(o, 1));
}

void StreamRun::line_to(Operands& o) {
  add_point(value(o, 0), value(o, 1));
}

void StreamRun::curve_to(Operands& o) {
  for (std::size_t i = 0; i + 1 < o.size() && i < 6; i += 2) {
    add_point(value(o, i), value(o, i + 1));
  }
}

void StreamRun::rectangle_path(Operands& o) {
  const double x = value(o, 0), y = value(o, 1), w = value(o, 2), h = value(o, 3);
  begin_subpath();
  add_point(x, y);
  add_point(x + w, y);
  add_point(x + w, y + h);
  add_point(x, y + h);
  path_.back().rectangle =
      (now_.ctm.b == 0 && now_.ctm.c == 0) || (now_.ctm.a == 0 && now_.ctm.d == 0);
}

Paint StreamRun::paint_of(Paint::Kind kind, const Box& box) const {
  Paint paint;
  const bool stroke = kind == Paint::Kind::stroke;
  paint.kind = kind;
  paint.box = intersection(box, now_.clip);
  paint.ink = stroke ? &now_.stroke : &now_.fill;
  paint.overprint = stroke ? now_.overprint_stroke : now_.overprint_fill;
  paint.overprint_mode = now_.overprint_mode;
  paint.size = stroke ? now_.line_width * now_.ctm.scale() : 0;
  paint.placed = kind_ != Kind::pattern;
  paint.reduced = reduced_;
  return paint;
}

void StreamRun::paint_path(bool fill, bool stroke) {
  if (fill || stroke) {
    for (const Subpath& part : path_) {
      paint_box(part.box, fill, stroke, part.rectangle && !stroke);
    }
  }
  if (clip_pending_) {
    Box all = kNowhere;
    for (const Subpath& part : path_) {
      all = {std::min(all.x0, part.box.x0),
             std::min(all.y0, part.box.y0),
             std::max(all.x1, part.box.x1),
             std::max(all.y1, part.box.y1)};
    }
    now_.clip = intersection(now_.clip, all);
    clip_pending_ = false;
  }
  path_.clear();
}

void StreamRun::paint_box(const Box& box, bool fill, bool stroke, bool rectangle) {
  const double around = stroke ? now_.line_width * now_.ctm.scale() / 2 : 0;
  painted(intersection(box.grown(around), now_.clip));
  if (fill) {
    Paint paint = paint_of(Paint::Kind::fill, box);
    paint.rectangle = rectangle;
    paint_pattern(now_.fill, paint.box);
    page_.rules.on_paint(paint);
  }
  if (stroke) {
    const Paint paint = paint_of(Paint::Kind::stroke, box.grown(around));
    paint_pattern(now_.stroke, paint.box);
    page_.rules.on_paint(paint);
  }
}

void StreamRun::painted(const Box& box) {
  if (box.empty() || kind_ == Kind::pattern || kind_ == Kind::glyph) {
    return;
  }
  for (const Mark& mark : page_.marks) {
    if (mark.artifact || mark.mcid >= 0) {
      return;
    }
  }
  page_.rules.find("tag.untagged", box);
}

void StreamRun::shade(Operands& o) {
  if (o.empty()) {
    return;
  }
  Object shading = resource("/Shading", o.back());
  const Box box =
      intersection(page_.all.check.pages[static_cast<std::size_t>(page_.page)].media, now_.clip);
  painted(box);
  run_shading(shading, box);
}

namespace {

/// Colours at the ends of a shading's functions.
void end_colors(Object function, std::vector<std::vector<Object>>& out, int depth) {
  if (depth > 4 || out.size() > 64) {
    return;
  }
  for (Object part :
       function.isArray() ? std::vector<Object>{} : items(get(function, "/Functions"))) {
    end_colors(part, out, depth + 1);
  }
  for (const char* key : {"/C0", "/C1"}) {
    if (has(function, key)) {
      out.push_back(items(get(function, key)));
    }
  }
}

}  // namespace

void StreamRun::run_shading(Object shading, const Box& box) {
  if (!has(shading, "/ColorSpace")) {
    return;
  }
  const Space space = page_.all.spaces.read(get(shading, "/ColorSpace"), resources_);
  page_.rules.on_space(space, "@shading", box);
  note_spot(*space);
  std::vector<std::vector<Object>> ends;
  end_colors(get(shading, "/Function"), ends, 0);
  for (const std::vector<Object>& end : ends) {
    Color color;
    color.space = space;
    for (std::size_t i = 0; i < end.size() && i < color.values.size(); ++i) {
      color.values[i] = static_cast<float>(number(end[i], 0));
    }
    page_.rules.on_total(inks_of(color).total() * 100, box);
  }
}

void StreamRun::paint_pattern(const Ink& ink, const Box& box) {
  Object pattern = ink.color.pattern;
  if (pattern.isNull() || box.empty()) {
    return;
  }
  if (integer(get(pattern, "/PatternType"), 0) == 2) {
    run_shading(get(pattern, "/Shading"), box);
    return;
  }
  const int number_of = id(pattern);
  if (depth_ >= kDepth || (number_of != 0 && !page_.patterns.insert(number_of).second)) {
    return;
  }
  const std::optional<std::string> data = stream_data(pattern, kLargestStream);
  if (!data) {
    return;
  }
  StreamRun run(page_, Kind::pattern, get(pattern, "/Resources"), structure_key_, depth_ + 1);
  GraphicsState state = now_;
  state.ctm = matrix(get(pattern, "/Matrix")).then(page_.base);
  state.clip = kEverywhere;
  state.fill.color.pattern = state.stroke.color.pattern = Object::newNull();
  run.run(*data, state);
}

void StreamRun::do_object(Operands& o) {
  Object object = o.empty() ? Object::newNull() : resource("/XObject", o.back());
  const std::string kind = name(get(object, "/Subtype"));
  if (kind == "Form") {
    draw_form(object);
  } else if (kind == "Image") {
    draw_image(object, nullptr);
  }
}

void StreamRun::draw_form(Object form) {
  if (depth_ >= kDepth) {
    page_.all.exhausted = true;
    return;
  }
  const std::optional<std::string> data =
      page_.all.unreadable.count(id(form)) != 0 ? std::nullopt : stream_data(form, kLargestStream);
  if (!data) {
    page_.all.unreadable.insert(id(form));
    page_.rules.find("tag.unbalanced", page_box(), {"Form"});
    return;
  }
  GraphicsState state = now_;
  state.ctm = matrix(get(form, "/Matrix")).then(now_.ctm);
  if (const std::optional<Box> box = rectangle(get(form, "/BBox"))) {
    state.clip = intersection(state.clip, state.ctm.apply(*box));
  }
  page_.rules.on_group(get(form, "/Group"), intersection(state.clip, page_box()));
  Object own = get(form, "/Resources");
  StreamRun run(page_,
                kind_ == Kind::page ? Kind::form : kind_,
                own.isNull() ? resources_ : own,
                integer(get(form, "/StructParents"), structure_key_),
                depth_ + 1);
  run.reduced_ = reduced_ || state.ctm.scale() < 0.98;
  run.run(*data, state);
}

void StreamRun::draw_image(Object image, const std::string* data) {
  const int number_of = id(image);
  const auto known = number_of == 0 ? page_.all.images.end() : page_.all.images.find(number_of);
  const ImageFacts facts = known != page_.all.images.end()
                               ? known->second
                               : read_image(image, resources_, page_.all.spaces, data);
  if (number_of != 0 && known == page_.all.images.end()) {
    page_.all.images.emplace(number_of, facts);
  }
  painted(intersection(now_.ctm.apply(Box{0, 0, 1, 1}), now_.clip));
  Paint mask = paint_of(Paint::Kind::mask, kEverywhere);
  page_.rules.on_image(facts, now_.ctm, now_.clip, mask);
}

void StreamRun::inline_image(Operands& o) {
  static const std::map<std::string, std::string> kLong = {{"/BPC", "/BitsPerComponent"},
                                                           {"/CS", "/ColorSpace"},
                                                           {"/D", "/Decode"},
                                                           {"/F", "/Filter"},
                                                           {"/H", "/Height"},
                                                           {"/IM", "/ImageMask"},
                                                           {"/I", "/Interpolate"},
                                                           {"/W", "/Width"},
                                                           {"/DP", "/DecodeParms"}};
  Object image = Object::newDictionary();
  for (std::size_t i = 0; i + 1 < o.size(); i += 2) {
    if (o[i].isName()) {
      const auto at = kLong.find(o[i].getName());
      image.replaceKey(at == kLong.end() ? o[i].getName() : at->second, o[i + 1]);
    }
  }
  const std::string data;
  draw_image(image, &data);
}

void StreamRun::push_mark(const Mark& mark) {
  constexpr std::size_t kDeepest = 1000;
  bool inside_artifact = false, inside_tagged = false;
  for (const Mark& open : page_.marks) {
    inside_artifact = inside_artifact || open.artifact;
    inside_tagged = inside_tagged || open.mcid >= 0;
  }
  if ((mark.artifact && inside_tagged) || (mark.mcid >= 0 && (inside_artifact || inside_tagged))) {
    page_.rules.find("tag.nested", page_box());
  }
  if (page_.marks.size() < kDeepest) {
    page_.marks.push_back(mark);
  }
}

void StreamRun::begin_mark(Operands& o) {
  push_mark({!o.empty() && name(o.back()) == "Artifact", -1});
}

void StreamRun::begin_marked(Operands& o) {
  Mark mark;
  if (o.size() >= 2) {
    Object given = o[o.size() - 1];
    Object properties = given.isDictionary() ? given : resource("/Properties", given);
    mark.artifact = name(o[o.size() - 2]) == "Artifact";
    mark.mcid = mark.artifact ? -1 : integer(get(properties, "/MCID"), -1);
  }
  if (mark.mcid >= 0) {
    auto& seen = page_.all.check.seen.page_of;
    if (!seen.emplace(std::pair(structure_key_, mark.mcid), page_.page).second &&
        kind_ == Kind::page) {
      page_.rules.find("tag.mcid-twice", page_box(), {std::to_string(mark.mcid)});
    }
  }
  push_mark(mark);
}

void StreamRun::end_mark(Operands& /*o*/) {
  if (page_.marks.size() <= marks_before_) {
    page_.rules.find("tag.unbalanced", page_box(), {"BMC EMC"});
    return;
  }
  page_.marks.pop_back();
}

}  // namespace banxin::prepress

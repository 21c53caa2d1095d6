// Content streams, operator by operator.
#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/number.h"
#include "engine/pdf/inline_image.h"
#include "engine/pdf/recolor_output.h"
#include "engine/pdf/stream_data.h"

namespace banxin::pdf {
namespace {

constexpr double kOverprintUpTo = 12.01;  // pt: R22
constexpr std::size_t kMostSaved = 1000;  // graphics states

std::optional<std::size_t> process_ink(const Space& space) {
  constexpr std::array<std::string_view, 4> kInks{"Cyan", "Magenta", "Yellow", "Black"};
  if (space.kind != Space::Kind::spot || space.names.size() != 1) {
    return std::nullopt;
  }
  const auto at = std::find(kInks.begin(), kInks.end(), space.names[0]);
  return at == kInks.end() ? std::nullopt : std::optional<std::size_t>(at - kInks.begin());
}

bool stays(const Space& space) {
  return space.kind == Space::Kind::spot && !process_ink(space);
}

class ContentRewriter final : private ContentOutput {
 public:
  using ContentOutput::ContentOutput;

  Rewritten run() {
    if (content_.role == Role::page) {
      begin_page();
    }
    Operations operations(content_.data);
    Operation operation;
    while (operations.next(operation)) {
      rewrite(operation);
    }
    for (; !saved_.empty(); saved_.pop_back()) {
      change("Q");
    }
    out_.resources = resources();
    return std::move(out_);
  }

 private:
  void paint_path(bool fills, bool strokes) {
    overprint(asked(fills, strokes));
    if (strokes) {
      line_width();
    }
  }

  void paint_text() {
    const bool fills = now_.render % 4 == 0 || now_.render % 4 == 2;
    const bool strokes = now_.render % 4 == 1 || now_.render % 4 == 2;
    int bits = asked(fills, strokes);
    const double size = std::fabs(now_.font_size) * (text_ * now_.ctm).growth() * owner_.scale();
    if (fills && now_.fill.black && size <= kOverprintUpTo) {
      bits |= kOverprintFill | kOverprintMode;
    }
    if (strokes && now_.stroke.black && size <= kOverprintUpTo) {
      bits |= kOverprintStroke | kOverprintMode;
    }
    overprint(bits);
  }

  // ---- colours ----

  bool colors_ignored() const { return content_.role == Role::uncolored_pattern || shape_only_; }

  static Paint paint_of(std::shared_ptr<const Space> space, const Inks& inks) {
    Paint out;
    out.press = space->kind == Space::Kind::cmyk || space->kind == Space::Kind::spot;
    out.space = std::move(space);
    out.black = inks[3] >= 0.999 && inks[0] + inks[1] + inks[2] < 0.001;
    out.white = inks[0] + inks[1] + inks[2] + inks[3] < 0.001;
    return out;
  }

  std::string ink_text(const Inks& inks) const {
    std::string out;
    for (const double ink : inks) {
      append_number(out, ink, 4);
      out += ' ';
    }
    return out;
  }

  Inks inks_of(const Space& space, const std::vector<double>& color) const {
    if (const auto ink = process_ink(space)) {
      Inks out{};
      out[*ink] = color.empty() ? 0 : std::clamp(color[0], 0.0, 1.0);
      return out;
    }
    return to_inks(space, color, owner_.colors());
  }

  /// A colour that becomes ink numbers, or a grey inside a soft mask.
  std::string plain_color(const Space& space,
                          const std::vector<double>& color,
                          bool stroking) const {
    if (content_.target == Target::lightness) {
      return number(to_lightness(space, color)) + (stroking ? " G" : " g");
    }
    return ink_text(inks_of(space, color)) + (stroking ? "K" : "k");
  }

  void set_paint(const Space& space, const std::vector<double>& color, bool stroking) {
    (stroking ? now_.stroke : now_.fill) =
        paint_of(std::make_shared<Space>(space), inks_of(space, color));
  }

  static std::vector<double> numbers(const Operation& operation) {
    std::vector<double> out;
    for (const Token& token : operation.operands) {
      if (token.kind == Token::Kind::number && out.size() < 64) {
        out.push_back(token.number);
      }
    }
    return out;
  }

  void device_color(const Operation& operation) {
    const bool stroking = operation.op[0] < 'a';
    const char kind = static_cast<char>(operation.op[0] | 0x20);
    Space space;
    space.kind = kind == 'g'   ? Space::Kind::gray
                 : kind == 'r' ? Space::Kind::rgb
                               : Space::Kind::cmyk;
    space.components = kind == 'g' ? 1 : kind == 'r' ? 3 : 4;
    const std::vector<double> color = numbers(operation);
    if (colors_ignored() || color.size() != space.components) {
      return drop();
    }
    set_paint(space, color, stroking);
    const bool fits = content_.target == Target::lightness ? kind == 'g' : kind == 'k';
    fits ? keep(operation) : change(plain_color(space, color, stroking));
  }

  void choose_space(const Operation& operation) {
    const bool stroking = operation.op == "CS";
    if (colors_ignored() || operation.operands.empty() ||
        operation.operands.back().kind != Token::Kind::name) {
      return drop();
    }
    const std::string name = name_of(operation.operands.back());
    const Space space = owner_.space(space_names(), Name{name});
    set_paint(space, space.initial(), stroking);
    const bool spot = content_.target == Target::inks && stays(space);
    if (!spot && space.kind != Space::Kind::pattern) {
      return change(plain_color(space, space.initial(), stroking));
    }
    if (const Value* found = resource("ColorSpace", name); found && name != "Pattern") {
      use("ColorSpace", name, [&] {
        return owner_.space_resource(*found, space_names(), content_.target);
      });
    }
    keep(operation);
  }

  void choose_color(const Operation& operation) {
    const bool stroking = operation.op[0] == 'S';
    const Paint& paint = stroking ? now_.stroke : now_.fill;
    if (colors_ignored() || operation.operands.empty() || !paint.space) {
      return drop();
    }
    const Space space = *paint.space;
    const std::vector<double> color = numbers(operation);
    if (space.kind == Space::Kind::pattern) {
      return choose_pattern(operation, space, color, stroking);
    }
    set_paint(space, color, stroking);
    const bool kept = content_.target == Target::inks && stays(space);
    kept ? keep(operation) : change(plain_color(space, color, stroking));
  }

  void choose_pattern(const Operation& operation,
                      const Space& space,
                      const std::vector<double>& color,
                      bool stroking) {
    const std::string name = name_of(operation.operands.back());
    const Value* found = resource("Pattern", name);
    Paint& paint = stroking ? now_.stroke : now_.fill;
    paint.black = paint.white = paint.press = false;
    if (!found) {
      return drop();
    }
    const bool made =
        use("Pattern", name, [&] { return owner_.pattern(*found, content_, content_.target); });
    if (!made) {
      return drop();
    }
    if (color.empty() || !space.base || (content_.target == Target::inks && stays(*space.base))) {
      return keep(operation);
    }
    std::string text = content_.target == Target::inks
                           ? ink_text(inks_of(*space.base, color))
                           : number(to_lightness(*space.base, color)) + " ";
    text += operation.operands.back().text;
    change(text + (stroking ? " SCN" : " scn"));
  }

  // ---- objects ----

  void graphics_state(const Operation& operation) {
    const std::string name = operation.operands.empty() ? "" : name_of(operation.operands.back());
    const Value* found = resource("ExtGState", name);
    if (!found) {
      return drop();
    }
    owner_.apply_state(*found, now_);
    const bool made =
        use("ExtGState", name, [&] { return owner_.graphics_state(*found, content_, now_); });
    made ? keep(operation) : drop();
  }

  void show_object(const Operation& operation) {
    const std::string name = operation.operands.empty() ? "" : name_of(operation.operands.back());
    const Value* found = resource("XObject", name);
    if (!found || owner_.name(object_dictionary(*found), "Subtype") == "PS") {
      return drop();
    }
    // A form begins with what is in force here; an image mask is painted like a path.
    const bool mask = object_dictionary(*found).has("ImageMask");
    overprint(mask ? asked(true, false) : 0);
    if (now_.written_width != now_.line_width) {
      now_.written_width = now_.line_width;
      change(number(now_.line_width) + " w");
    }
    const bool made = use("XObject", name, [&] { return owner_.xobject(*found, content_, now_); });
    made ? keep(operation) : drop();
  }

  const Dict& object_dictionary(const Value& value) const {
    static const Dict kNone;
    const Dict* found = owner_.dict(&value);
    return found ? *found : kNone;
  }

  void inline_image(const Operation& operation) {
    Dict dictionary = inline_dictionary(operation.operands);
    const bool mask = dictionary.has("ImageMask");
    overprint(mask ? asked(true, false) : 0);
    const Space space =
        mask ? Space() : owner_.space(space_names(), owner_.entry(dictionary, "ColorSpace"));
    const std::vector<std::string> filters = filters_of(owner_.source(), dictionary);
    const bool odd = dictionary.has("Interpolate") ||
                     std::find(filters.begin(), filters.end(), "LZWDecode") != filters.end();
    const Name* named = owner_.entry(dictionary, "ColorSpace").as<Name>();
    const bool device = named && !resource("ColorSpace", named->text);
    const bool fits = content_.target == Target::inks || space.kind == Space::Kind::gray;
    if (!odd && (mask || (device && is_press_space(space) && fits))) {
      return keep(operation);
    }
    const Value* found = named ? resource("ColorSpace", named->text) : nullptr;
    if (found) {
      dictionary.set("ColorSpace", *found);
    }
    const std::optional<Ref> made = owner_.inline_image(
        std::move(dictionary), operation.image_data, space_names(), content_.target);
    if (!made) {
      return drop();
    }
    const std::string name = own_name("XObject", "BxImage" + std::to_string(made->index + 1));
    used("XObject").set(name, *made);
    change("/" + name + " Do");
  }

  void choose_font(const Operation& operation) {
    const std::string name = operation.operands.empty() ? "" : name_of(operation.operands[0]);
    const std::vector<double> size = numbers(operation);
    now_.font_size = size.empty() ? 0 : size.back();
    if (const Value* found = resource("Font", name)) {
      use("Font", name, [&] { return owner_.font(*found, content_); });
    }
    keep(operation);
  }

  // ---- the operators ----

  void rewrite(const Operation& operation) {
    const std::string_view op = operation.op;
    if (op == "BDC" || op == "BMC" || op == "EMC" || op == "MP" || op == "DP" || op == "PS") {
      return drop();
    }
    if (op == "rg" || op == "RG" || op == "g" || op == "G" || op == "k" || op == "K") {
      return device_color(operation);
    }
    if (op == "cs" || op == "CS") {
      return choose_space(operation);
    }
    if (op == "sc" || op == "SC" || op == "scn" || op == "SCN") {
      return choose_color(operation);
    }
    if (op == "gs") {
      return graphics_state(operation);
    }
    if (op == "Do") {
      return show_object(operation);
    }
    if (op == "BI") {
      return inline_image(operation);
    }
    if (op == "Tf") {
      return choose_font(operation);
    }
    if (op == "sh") {
      return shade(operation);
    }
    if (op == "q" || op == "Q") {
      return save_or_restore(operation);
    }
    if (path_ == std::string::npos && (op == "m" || op == "re")) {
      path_ = out_.data.size();
    }
    follow(operation);
    keep(operation);
    if (ends_path(op)) {
      path_ = std::string::npos;
    }
  }

  static bool ends_path(std::string_view op) {
    constexpr std::string_view kEnds[] = {
        "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "n", "BT", "ET"};
    return std::find(std::begin(kEnds), std::end(kEnds), op) != std::end(kEnds);
  }

  void shade(const Operation& operation) {
    const std::string name = operation.operands.empty() ? "" : name_of(operation.operands.back());
    const Value* found = resource("Shading", name);
    const bool made = found && use("Shading", name, [&] {
                        return owner_.shading(*found, space_names(), content_.target);
                      });
    if (!made) {
      return drop();
    }
    overprint(0);
    keep(operation);
  }

  void save_or_restore(const Operation& operation) {
    if (operation.op == "q") {
      if (saved_.size() > kMostSaved) {
        throw RecolorProblem{"too many saved graphics states"};
      }
      saved_.push_back(now_);
      return keep(operation);
    }
    if (saved_.empty()) {
      return drop();
    }
    now_ = std::move(saved_.back());
    saved_.pop_back();
    keep(operation);
  }

  /// Operators that stay but change what later ones mean, or need something in force before them.
  void follow(const Operation& operation) {
    const std::string_view op = operation.op;
    const std::vector<double> operands = op == "cm" || op == "Tm" || op == "w" || op == "Tr"
                                             ? numbers(operation)
                                             : std::vector<double>();
    if (op == "cm" && operands.size() == 6) {
      now_.ctm = matrix(operands) * now_.ctm;
    } else if (op == "w" && !operands.empty()) {
      now_.line_width = now_.written_width = operands[0];
    } else if (op == "BT") {
      text_ = Matrix();
    } else if (op == "Tm" && operands.size() == 6) {
      text_ = matrix(operands);
    } else if (op == "Tr" && !operands.empty()) {
      now_.render = static_cast<int>(std::clamp(operands[0], 0.0, 7.0));
    } else if (op == "Tj" || op == "TJ" || op == "'" || op == "\"") {
      paint_text();
    } else if (op == "f" || op == "F" || op == "f*") {
      paint_path(true, false);
    } else if (op == "S" || op == "s") {
      paint_path(false, true);
    } else if (op == "B" || op == "B*" || op == "b" || op == "b*") {
      paint_path(true, true);
    } else if (op == "d1") {
      shape_only_ = true;
    }
  }

  static Matrix matrix(const std::vector<double>& v) {
    return {v[0], v[1], v[2], v[3], v[4], v[5]};
  }

  std::vector<Graphics> saved_;
  Matrix text_;
  bool shape_only_ = false;  // a glyph that takes its colour from the text
};

}  // namespace

Rewritten rewrite_content(Recolorer& owner, const SourceContent& content) {
  return ContentRewriter(owner, content).run();
}

}  // namespace banxin::pdf

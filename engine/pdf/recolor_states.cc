// Graphics states, soft masks and transparency groups of imported pages. Rules R5, R30.
#include <algorithm>

#include "engine/pdf/recolor_graph.h"

namespace banxin::pdf {
namespace {

void erase_keys(Dict& dictionary, std::initializer_list<std::string_view> keys) {
  auto& entries = dictionary.entries();
  entries.erase(std::remove_if(entries.begin(),
                               entries.end(),
                               [&](const Entry& entry) { return any_of_keys(entry.key, keys); }),
                entries.end());
}

/// Graphics states without what only says that nothing is transparent.
void drop_opacity(Value& value) {
  if (auto* array = std::get_if<Array>(&value.state())) {
    for (Value& item : *array) {
      drop_opacity(item);
    }
  } else if (auto* dictionary = std::get_if<Dict>(&value.state())) {
    const Value* type = dictionary->find("Type");
    const Name* named = type ? type->as<Name>() : nullptr;
    if (named && named->text == "ExtGState") {
      erase_keys(*dictionary, {"ca", "CA", "BM", "SMask", "AIS", "TK"});
    }
    for (Entry& entry : dictionary->entries()) {
      drop_opacity(entry.value);
    }
  }
}

}  // namespace

Value Recolorer::group(const Value& value, Target target) {
  const Dict* found = dict(&value);
  if (!found || name(*found, "S") != "Transparency") {
    return {};
  }
  Dict out{{"Type", Name{"Group"}}, {"S", Name{"Transparency"}}};
  out.set("CS", Name{target == Target::inks ? "DeviceCMYK" : "DeviceGray"});
  for (const char* key : {"I", "K"}) {
    if (const bool* flag = entry(*found, key).as<bool>()) {
      out.set(key, *flag);
    }
  }
  return out;
}

Value Recolorer::soft_mask(const Value& value,
                           const SourceContent& context,
                           const Graphics& graphics) {
  const Dict* mask = dict(&value);
  const Object* stream = mask && mask->has("G") ? stream_of(source_, *mask->find("G")) : nullptr;
  if (!stream) {
    return Name{"None"};
  }
  findings_.transparent = true;
  const std::string kind = name(*mask, "S");
  // An alpha mask looks at no colour, but colour it has must still be fit for print.
  const Target target = kind == "Luminosity" ? Target::lightness : Target::inks;
  SourceContent inside;
  inside.resources = context.resources;
  inside.target = target;
  inside.depth = context.depth;
  Graphics fresh;
  fresh.ctm = graphics.ctm;
  Dict out{{"Type", Name{"Mask"}}, {"S", Name{kind}}};
  out.set("G", xobject(*mask->find("G"), inside, fresh));
  if (const Value* function = mask->find("TR")) {
    out.set("TR", copy(*function));  // of lightness, no transfer function of a press
  }
  const std::vector<double> backdrop = numbers_of(source_, mask->find("BC"));
  const Dict* group = dict(stream->value.as<Dict>()->find("Group"));
  if (!backdrop.empty() && group && group->has("CS")) {
    const Space in = space(nullptr, *group->find("CS"));
    Array color;
    if (target == Target::lightness) {
      color.emplace_back(Real{to_lightness(in, backdrop)});
    } else {
      for (const double ink : to_inks(in, backdrop, colors_)) {
        color.emplace_back(Real{ink});
      }
    }
    out.set("BC", std::move(color));
  }
  return out;
}

void Recolorer::apply_state(const Value& value, Graphics& graphics) const {
  const Dict* state = dict(&value);
  if (!state) {
    return;
  }
  if (const double width = number(*state, "LW", -1); width >= 0) {
    graphics.line_width = graphics.written_width = width;
  }
  const auto flag = [&](const char* key, int bit) {
    if (const bool* set = entry(*state, key).as<bool>()) {
      graphics.overprint = (graphics.overprint & ~bit) | (*set ? bit : 0);
    }
  };
  flag("OP", state->has("op") ? kOverprintStroke : kOverprintStroke | kOverprintFill);
  flag("op", kOverprintFill);
  if (const double mode = number(*state, "OPM", -1); mode >= 0) {
    graphics.overprint = (graphics.overprint & ~kOverprintMode) | (mode == 1 ? kOverprintMode : 0);
  }
  if (const Array* font = entry(*state, "Font").as<Array>(); font && font->size() == 2) {
    graphics.font_size = number_of(resolved(source_, (*font)[1]), 0);
  }
}

Value Recolorer::graphics_state(const Value& value,
                                const SourceContent& context,
                                const Graphics& graphics) {
  const Dict* state = dict(&value);
  if (!state) {
    return {};
  }
  return once(value, As::state, context.target, [&] {
    Dict out{{"Type", Name{"ExtGState"}}};
    for (const auto& [key, item] : state->entries()) {
      if (key == "SMask") {
        out.set(key, soft_mask(item, context, graphics));
      } else if (key == "Font") {
        const Array* pair = resolved(source_, item).as<Array>();
        if (pair && pair->size() == 2) {
          out.set(key, Array{font((*pair)[0], context), copy((*pair)[1])});
        }
      } else if (any_of_keys(key,
                             {"LW",
                              "LC",
                              "LJ",
                              "ML",
                              "D",
                              "RI",
                              "FL",
                              "SM",
                              "SA",
                              "BM",
                              "CA",
                              "ca",
                              "AIS",
                              "TK"})) {
        out.set(key, copy(item));
      }
    }
    const auto mode = entry(*state, "BM");
    const Name* blend = mode.as<Name>();
    if (const Array* list = mode.as<Array>(); list && !list->empty()) {
      blend = resolved(source_, (*list)[0]).as<Name>();
    }
    findings_.transparent = findings_.transparent || number(*state, "ca", 1) < 1 ||
                            number(*state, "CA", 1) < 1 ||
                            (blend && blend->text != "Normal" && blend->text != "Compatible");
    return Object{std::move(out), std::nullopt};
  });
}

/// A page that shows nothing through needs no groups, and X-1a forbids them (R30).
void Recolorer::drop_groups() {
  for (Object& object : out_.all()) {
    if (Dict* dictionary = std::get_if<Dict>(&object.value.state())) {
      if (object.stream && dictionary->has("BBox")) {
        erase_keys(*dictionary, {"Group"});
      }
    }
    drop_opacity(object.value);
  }
}

}  // namespace banxin::pdf

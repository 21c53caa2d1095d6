#include "engine/pdf/recolor.h"

#include <algorithm>
#include <cmath>

#include "engine/base/number.h"
#include "engine/pdf/deflate.h"
#include "engine/pdf/recolor_graph.h"
#include "engine/pdf/stream_data.h"

namespace banxin::pdf {
namespace {

constexpr int kMostDepth = 24;     // of forms in forms
constexpr int kMostNesting = 100;  // of values in values
const Value kNull;

}  // namespace

std::string number(double value, int decimals) {
  return number_text(std::isfinite(value) ? std::clamp(value, -4e9, 4e9) : 0, decimals);
}

double Matrix::growth() const {
  return std::sqrt(std::fabs(a * d - b * c));
}

Matrix operator*(const Matrix& first, const Matrix& then) {
  return {first.a * then.a + first.b * then.c,
          first.a * then.b + first.b * then.d,
          first.c * then.a + first.d * then.c,
          first.c * then.b + first.d * then.d,
          first.e * then.a + first.f * then.c + then.e,
          first.e * then.b + first.f * then.d + then.f};
}

Matrix matrix_of(const Objects& objects, const Value* value) {
  const std::vector<double> v = numbers_of(objects, value);
  return v.size() == 6 ? Matrix{v[0], v[1], v[2], v[3], v[4], v[5]} : Matrix();
}

Recolorer::Recolorer(const PageImport& page,
                     const PressColors& colors,
                     const RecolorOptions& options)
    : source_(page.objects),
      page_(page),
      colors_(colors),
      options_(options) {}

const Value& Recolorer::entry(const Dict& dictionary, std::string_view key) const {
  const Value* found = dictionary.find(key);
  return found ? resolved(source_, *found) : kNull;
}

const Dict* Recolorer::dict(const Value* value) const {
  return value ? resolved(source_, *value).as<Dict>() : nullptr;
}

std::string Recolorer::name(const Dict& dictionary, std::string_view key) const {
  const Name* found = entry(dictionary, key).as<Name>();
  return found ? found->text : std::string();
}

double Recolorer::number(const Dict& dictionary, std::string_view key, double otherwise) const {
  return number_of(entry(dictionary, key), otherwise);
}

Space Recolorer::space(const Dict* resources, const Value& value) const {
  return read_space(source_, resources, value);
}

Ref Recolorer::add_packed(Dict dictionary, std::string_view data) {
  dictionary.set("Filter", Name{"FlateDecode"});
  return out_.add_stream(std::move(dictionary), Bytes(deflate(data)));
}

std::string Recolorer::unpacked(const Object& stream) {
  auto data = stream_data(source_, stream, options_.most_bytes - bytes_);
  if (!data || !data->filter.empty()) {
    throw RecolorProblem{"content stream"};
  }
  bytes_ += data->bytes.size();
  return std::move(data->bytes);
}

Value Recolorer::once(const Value& value,
                      As as,
                      Target target,
                      const std::function<Object()>& make) {
  const Ref* ref = value.as<Ref>();
  if (!ref) {
    return make().value;
  }
  const std::tuple key{ref->index, as, target};
  const auto [at, fresh] = known_.try_emplace(key, Ref{});
  if (fresh) {
    const Ref made = at->second = out_.reserve();
    open_.insert(key);
    Object object = make();
    open_.erase(key);
    const bool nothing = object.value.as<std::monostate>();
    out_.all()[made.index] = std::move(object);
    return nothing ? Value() : Value(made);
  }
  const bool endless = open_.count(key) != 0 && as != As::font;
  return endless || out_[at->second].value.as<std::monostate>() ? Value() : Value(at->second);
}

// ---- copies ----

Value Recolorer::copy(const Value& value, int depth) {
  if (depth > kMostNesting) {
    return {};
  }
  if (const Ref* ref = value.as<Ref>()) {
    const auto [at, fresh] = known_.try_emplace({ref->index, As::copy, Target::inks}, Ref{});
    if (fresh) {
      at->second = out_.reserve();
      waiting_.emplace_back(*ref, at->second);
    }
    return at->second;
  }
  if (const Array* array = value.as<Array>()) {
    Array out;
    for (const Value& item : *array) {
      out.push_back(copy(item, depth + 1));
    }
    return out;
  }
  if (const Dict* dictionary = value.as<Dict>()) {
    Dict out;
    for (const auto& [key, item] : dictionary->entries()) {
      out.set(key, copy(item, depth + 1));
    }
    return out;
  }
  return value;
}

Object Recolorer::coded(const Object& stream) {
  const Dict& dictionary = *stream.value.as<Dict>();
  const std::vector<std::string> filters = filters_of(source_, dictionary);
  Dict out;
  if (filters.empty() ||
      (filters.size() == 1 && filters[0] != "LZWDecode" && filters[0] != "Crypt")) {
    for (const char* key : {"Filter", "DecodeParms"}) {
      if (const Value* coding = dictionary.find(key)) {
        out.set(key, copy(*coding));
      }
    }
    return {std::move(out), stream.stream};
  }
  auto data = stream_data(source_, stream, options_.most_bytes - bytes_);
  if (!data) {
    throw RecolorProblem{"stream filter"};
  }
  bytes_ += data->bytes.size();
  if (!data->filter.empty()) {
    out.set("Filter", Name{data->filter});
    if (data->parameters.as<Dict>()) {
      out.set("DecodeParms", copy(data->parameters));
    }
    return {std::move(out), Bytes(std::move(data->bytes))};
  }
  out.set("Filter", Name{"FlateDecode"});
  return {std::move(out), Bytes(deflate(data->bytes))};
}

Object Recolorer::copied_stream(const Object& stream,
                                std::initializer_list<std::string_view> less) {
  Object out = coded(stream);
  Dict& made = std::get<Dict>(out.value.state());
  for (const auto& [key, item] : stream.value.as<Dict>()->entries()) {
    if (!any_of_keys(key, {"Filter", "DecodeParms", "F", "FFilter", "FDecodeParms", "DL"}) &&
        !any_of_keys(key, less)) {
      made.set(key, copy(item));
    }
  }
  return out;
}

// ---- forms and patterns ----

/// What of a form's or pattern's dictionary goes with it, besides resources and coding.
Dict Recolorer::stream_dictionary(const Dict& dictionary) {
  Dict out;
  for (const auto& [key, item] : dictionary.entries()) {
    if (any_of_keys(key,
                    {"Type",
                     "Subtype",
                     "FormType",
                     "BBox",
                     "Matrix",
                     "PatternType",
                     "PaintType",
                     "TilingType",
                     "XStep",
                     "YStep"})) {
      out.set(key, copy(item));
    }
  }
  return out;
}

void Recolorer::write_content(Object& object, const Object& stream, const SourceContent& content) {
  Dict& out = std::get<Dict>(object.value.state());
  Rewritten made = rewrite_content(*this, content);
  out.set("Resources", std::move(made.resources));
  if (made.changed) {
    out.set("Filter", Name{"FlateDecode"});
    object.stream = Bytes(deflate(made.data));
    return;
  }
  Object kept = coded(stream);
  for (auto& [key, item] : std::get<Dict>(kept.value.state()).entries()) {
    out.set(key, std::move(item));
  }
  object.stream = kept.stream;
}

Object Recolorer::form(const Object& stream, const SourceContent& context, SourceContent content) {
  const Dict& dictionary = *stream.value.as<Dict>();
  if (content.depth > kMostDepth) {
    throw RecolorProblem{"forms nested too deeply"};
  }
  const std::string data = unpacked(stream);
  const Dict* resources = dict(dictionary.find("Resources"));
  content.data = data;
  content.resources = resources ? resources : context.resources;  // of the page: PDF 1.1
  Object object{stream_dictionary(dictionary), std::nullopt};
  if (const Value* found = dictionary.find("Group")) {
    const Value made = group(*found, content.target);
    if (made.as<Dict>()) {
      std::get<Dict>(object.value.state()).set("Group", made);
    }
  }
  write_content(object, stream, content);
  return object;
}

Value Recolorer::xobject(const Value& value,
                         const SourceContent& context,
                         const Graphics& graphics) {
  const Object* stream = stream_of(source_, value);
  if (!stream) {
    return {};
  }
  const Dict& dictionary = *stream->value.as<Dict>();
  const std::string kind = name(dictionary, "Subtype");
  if (kind == "Image") {
    return image(value,
                 context.resources ? dict(context.resources->find("ColorSpace")) : nullptr,
                 context.target);
  }
  if (kind != "Form") {
    return {};
  }
  return once(value, As::form, context.target, [&] {
    SourceContent content;
    content.target = context.target;
    content.role =
        context.role == Role::page || context.role == Role::pattern ? Role::form : context.role;
    content.graphics = graphics;
    content.graphics.ctm = matrix_of(source_, dictionary.find("Matrix")) * graphics.ctm;
    content.depth = context.depth + 1;
    return form(*stream, context, content);
  });
}

Object Recolorer::tiling(const Object& stream, const SourceContent& context, Target target) {
  const Dict& dictionary = *stream.value.as<Dict>();
  SourceContent content;
  content.target = target;
  content.role = number(dictionary, "PaintType", 1) == 2 ? Role::uncolored_pattern : Role::pattern;
  content.graphics.ctm = matrix_of(source_, dictionary.find("Matrix")) * context.graphics.ctm;
  content.depth = context.depth + 1;
  return form(stream, context, content);
}

Value Recolorer::pattern(const Value& value, const SourceContent& context, Target target) {
  const Dict* dictionary = dict(&value);
  if (!dictionary) {
    return {};
  }
  if (number(*dictionary, "PatternType", 1) == 1) {
    const Object* stream = stream_of(source_, value);
    return stream
               ? once(value, As::pattern, target, [&] { return tiling(*stream, context, target); })
               : Value();
  }
  return once(value, As::pattern, target, [&] {
    Dict out{{"Type", Name{"Pattern"}}, {"PatternType", 2}};
    const Dict* spaces = context.resources ? dict(context.resources->find("ColorSpace")) : nullptr;
    if (const Value* shade = dictionary->find("Shading")) {
      out.set("Shading", shading(*shade, spaces, target));
    }
    if (const Value* matrix = dictionary->find("Matrix")) {
      out.set("Matrix", copy(*matrix));
    }
    if (const Value* state = dictionary->find("ExtGState")) {
      Graphics graphics;
      out.set("ExtGState", graphics_state(*state, context, graphics));
    }
    return Object{std::move(out), std::nullopt};
  });
}

Value Recolorer::shading(const Value& value, const Dict* resources, Target target) {
  const Dict* dictionary = dict(&value);
  if (!dictionary) {
    return {};
  }
  return once(value, As::shading, target, [&] {
    return recolored_shading(*this, value, *dictionary, resources, target);
  });
}

Value Recolorer::image(const Value& value, const Dict* resources, Target target) {
  const Object* stream = stream_of(source_, value);
  if (!stream) {
    return {};
  }
  return once(
      value, As::image, target, [&] { return recolored_image(*this, *stream, resources, target); });
}

std::optional<Ref> Recolorer::inline_image(Dict dictionary,
                                           std::string_view data,
                                           const Dict* resources,
                                           Target target) {
  dictionary.set("Type", Name{"XObject"}).set("Subtype", Name{"Image"});
  const Object image{std::move(dictionary), Bytes(std::string(data))};
  Object made = recolored_image(*this, image, resources, target);
  if (!made.stream) {
    return std::nullopt;
  }
  const Ref ref = out_.reserve();
  out_.all()[ref.index] = std::move(made);
  return ref;
}

// ---- the whole ----

Recolored Recolorer::run() {
  const Object* page = stream_of(source_, page_.form);
  if (!page) {
    throw RecolorProblem{"no page"};
  }
  const Dict& dictionary = *page->value.as<Dict>();
  SourceContent content;
  content.role = Role::page;
  content.graphics.ctm = matrix_of(source_, dictionary.find("Matrix"));
  Recolored out;
  const Value root = once(
      page_.form, As::form, Target::inks, [&] { return form(*page, SourceContent(), content); });
  while (!waiting_.empty()) {
    const auto [from, to] = waiting_.front();
    waiting_.pop_front();
    const Object& object = source_[from];
    Object made = object.stream && object.value.as<Dict>() ? copied_stream(object)
                                                           : Object{copy(object.value), {}};
    out_.all()[to.index] = std::move(made);
  }
  if (!findings_.transparent) {
    drop_groups();
  }
  findings_.loose_fonts.assign(loose_fonts_.begin(), loose_fonts_.end());
  out.page.form = *root.as<Ref>();
  out.page.width = page_.width;
  out.page.height = page_.height;
  out.page.objects = std::move(out_);
  out.findings = std::move(findings_);
  return out;
}

Result<Recolored> recolor(const PageImport& page,
                          const PressColors& colors,
                          const RecolorOptions& options,
                          Span span) {
  try {
    return Recolorer(page, colors, options).run();
  } catch (const RecolorProblem& problem) {
    return fail("E702", span, {problem.what});
  }
}

}  // namespace banxin::pdf

#include "engine/style/paragraph_builder.h"

namespace banxin::style {

bool RunState::add_class(std::string_view class_name) {
  nowrap = nowrap || class_name == "nowrap";
  no_hyphen = no_hyphen || class_name == "nohyphen";
  personal_name = personal_name || class_name == "name";
  return class_name == "nowrap" || class_name == "nohyphen" || class_name == "name";
}

Run& ParagraphBuilder::add(std::string_view value, Span source, const RunState& state) {
  Run run;
  run.begin = static_cast<std::uint32_t>(paragraph_.text.size());
  paragraph_.text += value;
  run.end = static_cast<std::uint32_t>(paragraph_.text.size());
  run.style = style_of(state.spec);
  run.source = source;
  run.link = state.link;
  run.ruby = state.ruby;
  run.nowrap = state.nowrap;
  run.name_mark = state.name_mark;
  run.no_hyphen = state.no_hyphen;
  run.personal_name = state.personal_name;
  paragraph_.runs.push_back(std::move(run));
  return paragraph_.runs.back();
}

void ParagraphBuilder::text(std::string_view value, Span source, const RunState& state) {
  if (value.empty()) {
    return;
  }
  Run* last = paragraph_.runs.empty() ? nullptr : &paragraph_.runs.back();
  const bool exact = source.known() && source.end - source.begin == value.size();
  // Markdown splits text at every escaped or special character; joined runs shape better and are
  // still one to one if their spans touch.
  const bool follows = last && exact && last->source.file == source.file &&
                       last->source.end == source.begin &&
                       last->source.end - last->source.begin == last->end - last->begin;
  // Words of a layout all stand at one empty span.
  const bool same_place = last && last->source == source && source.begin == source.end;
  const bool joins = (follows || same_place) && last->link == state.link &&
                     last->ruby == state.ruby && last->nowrap == state.nowrap &&
                     last->name_mark == state.name_mark && last->no_hyphen == state.no_hyphen &&
                     last->personal_name == state.personal_name && last->note == NoteId::none &&
                     last->image == ImageId::none && last->field == FieldKind::none &&
                     last->style == style_of(state.spec);
  if (joins) {
    paragraph_.text += value;
    last->end = static_cast<std::uint32_t>(paragraph_.text.size());
    last->source.end = source.end;  // unchanged where both stand at one place
    return;
  }
  add(value, source, state);
}

void ParagraphBuilder::field(
    FieldKind kind, AnchorId anchor, std::string name, Span source, const RunState& state) {
  Run& run = add({}, source, state);
  run.field = kind;
  run.anchor = anchor;
  run.name = std::move(name);
}

void ParagraphBuilder::image(
    ImageId image, Size size, std::string alternative, Span source, const RunState& state) {
  Run& run = add("\xef\xbf\xbc", source, state);
  run.image = image;
  run.image_size = size;
  run.alternative = std::move(alternative);
}

void ParagraphBuilder::note_mark(
    std::string_view label, NoteId note, FieldKind field, Span source, const RunState& state) {
  Run& run = add(label, source, state);
  run.note = note;
  run.field = field;
  run.numbered = field == FieldKind::none ? NoteId::none : note;
  run.nowrap = true;
}

std::uint32_t ParagraphBuilder::ruby(std::string text, const TextSpec& spec, Span source) {
  paragraph_.rubies.push_back({std::move(text), style_of(spec), source});
  return static_cast<std::uint32_t>(paragraph_.rubies.size());
}

}  // namespace banxin::style

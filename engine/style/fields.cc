// Fields: page numbers and running strings filled into paragraphs.
#include <algorithm>

#include "engine/base/number.h"
#include "engine/style/numerals.h"
#include "engine/style/style.h"

namespace banxin {
namespace {

std::string decimal(std::int64_t value) {
  std::string out;
  append_number(out, value);
  return out;
}

/// 1 until pages are known, and for a note that got no page.
int note_number(const Run& run, const FieldValues& values) {
  const auto index = static_cast<std::size_t>(run.numbered);
  const bool known = values.facts && index < values.facts->notes.size();
  return known ? std::max(1, values.facts->notes[index]) : 1;
}

std::string field_text(const Run& run, const FieldValues& values) {
  const auto running = std::find_if(values.running.begin(),
                                    values.running.end(),
                                    [&](const auto& r) { return r.name == run.name; });
  switch (run.field) {
    case FieldKind::none:
      return {};
    case FieldKind::page_ref: {
      const auto index = static_cast<std::size_t>(run.anchor);
      const bool known = values.facts && index < values.facts->anchors.size();
      return known ? values.facts->anchors[index].folio : std::string();
    }
    case FieldKind::folio:
      return values.folio;
    case FieldKind::page_number:
      return values.page < 0 ? std::string() : decimal(values.page + 1);
    case FieldKind::page_count:
      return values.facts && values.facts->page_count > 0 ? decimal(values.facts->page_count)
                                                          : std::string();
    case FieldKind::running_first:
      return running == values.running.end() ? std::string() : running->first;
    case FieldKind::running_last:
      return running == values.running.end() ? std::string() : running->last;
    case FieldKind::note_circled:
      return style::note_label(note_number(run, values), style::NoteFormat::circled);
    case FieldKind::note_decimal:
      return style::note_label(note_number(run, values), style::NoteFormat::decimal);
    case FieldKind::note_bracketed:
      return style::note_label(note_number(run, values), style::NoteFormat::bracketed);
  }
  return {};
}

}  // namespace

bool Paragraph::has_fields() const {
  return std::any_of(runs.begin(),
                     runs.end(),
                     [](const Run& run) { return run.field != FieldKind::none; }) ||
         (marker && marker->has_fields()) || (author && author->has_fields()) ||
         (trailing && trailing->has_fields());
}

std::shared_ptr<const Paragraph> expand_fields(const std::shared_ptr<const Paragraph>& paragraph,
                                               const FieldValues& values) {
  if (!paragraph || !paragraph->has_fields()) {
    return paragraph;
  }
  auto out = std::make_shared<Paragraph>(*paragraph);
  out->text.clear();
  for (Run& run : out->runs) {
    const std::string text = run.field == FieldKind::none
                                 ? paragraph->text.substr(run.begin, run.end - run.begin)
                                 : field_text(run, values);
    run.begin = static_cast<std::uint32_t>(out->text.size());
    out->text += text;
    run.end = static_cast<std::uint32_t>(out->text.size());
    run.field = FieldKind::none;
  }
  // A field without text leaves no run behind: nothing downstream has to expect an empty one.
  std::erase_if(out->runs, [](const Run& run) { return run.begin == run.end; });
  out->marker = expand_fields(paragraph->marker, values);
  out->author = expand_fields(paragraph->author, values);
  out->trailing = expand_fields(paragraph->trailing, values);
  return out;
}

}  // namespace banxin

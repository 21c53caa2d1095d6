// Footnotes: numbers in the order of their marks, blocks with the label as marker.
#include <algorithm>

#include "engine/style/numerals.h"
#include "engine/style/resolver.h"

namespace banxin::style {
namespace {

/// The label as a field, if numbers are known only when pages are.
std::shared_ptr<const Paragraph> numbered(const std::shared_ptr<const Paragraph>& label,
                                          FieldKind field,
                                          NoteId note) {
  if (field == FieldKind::none || !label || label->runs.empty()) {
    return label;
  }
  auto out = std::make_shared<Paragraph>(*label);
  out->runs.front().field = field;
  out->runs.front().numbered = note;
  return out;
}

}  // namespace

NoteId Resolver::note(const Article* article, const std::string& label, std::string& mark) {
  const auto known = note_ids_.find({article, label});
  if (known != note_ids_.end()) {
    mark = note_label(notes_[static_cast<std::size_t>(known->second)].number, layout_.notes.format);
    return known->second;
  }
  if (!article) {
    return NoteId::none;
  }
  const auto at = std::find_if(article->footnotes.begin(),
                               article->footnotes.end(),
                               [&](const Footnote& note) { return note.label == label; });
  if (at == article->footnotes.end()) {
    return NoteId::none;
  }
  const int number =
      ++note_counts_[layout_.notes.numbering == NoteNumbering::issue ? nullptr : article];
  const auto id = static_cast<NoteId>(notes_.size());
  notes_.push_back({article, &*at, number, {}});
  note_ids_.emplace(std::pair(article, label), id);
  mark = note_label(number, layout_.notes.format);
  return id;
}

FieldKind Resolver::note_field() const {
  if (layout_.notes.numbering != NoteNumbering::page) {
    return FieldKind::none;
  }
  switch (layout_.notes.format) {
    case NoteFormat::circled:
      return FieldKind::note_circled;
    case NoteFormat::decimal:
      return FieldKind::note_decimal;
    case NoteFormat::bracketed:
      return FieldKind::note_bracketed;
  }
  return FieldKind::none;
}

StyledBlock Resolver::unmarked_note(std::vector<StyledBlock> blocks,
                                    const Article* article,
                                    Span source) {
  BlockStyle style;
  style.name = "note-place";
  style.text = styles_.block("body", Length()).style.text;
  StyledBlock place;
  place.kind = StyledKind::space;
  place.style = styles_.variant(style, "note place");
  place.role = TagRole::artifact_layout;
  place.source = source;
  place.notes.push_back(static_cast<NoteId>(notes_.size()));
  notes_.push_back({article, nullptr, 0, std::move(blocks)});
  return place;
}

void Resolver::finish_notes() {
  out_.notes_by_page = layout_.notes.numbering == NoteNumbering::page;
  Context context;
  context.measure =
      out_.flows.empty() ? Length() : measure(out_.masters[out_.flows.back().master_right]);
  context.paragraph = "note";
  context.text = styles_.context("note");
  // A note may itself hold marks, which adds to the list while it is worked through.
  for (std::size_t i = 0; i < notes_.size(); ++i) {
    const NoteKey key = notes_[i];
    context.article = key.article;
    StyledNote note;
    if (!key.note) {
      note.blocks = key.unmarked;
      note.labelled = false;
      out_.notes.push_back(std::move(note));
      continue;
    }
    note.source = key.note->span;
    blocks(key.note->blocks, context, note.blocks);
    const std::string label = note_label(key.number, layout_.notes.format);
    StyledBlock marker =
        plain_paragraph(styles_.has("note-label") ? "note-label" : "note", label, {}, context);
    if (note.blocks.empty() || !note.blocks.front().paragraph) {
      note.blocks.insert(note.blocks.begin(), plain_paragraph("note", "", key.note->span, context));
    }
    auto first = std::make_shared<Paragraph>(*note.blocks.front().paragraph);
    first->marker = numbered(marker.paragraph, note_field(), static_cast<NoteId>(i));
    note.blocks.front().paragraph = std::move(first);
    out_.notes.push_back(std::move(note));
  }
}

}  // namespace banxin::style

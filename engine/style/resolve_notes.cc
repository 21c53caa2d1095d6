// Footnotes: numbers in the order of their marks, blocks with the label as marker.
#include <algorithm>

#include "engine/style/numerals.h"
#include "engine/style/resolver.h"

namespace banxin::style {
namespace {

std::string note_label(int number, NoteFormat format) {
  switch (format) {
    case NoteFormat::circled:
      return circled_number(number);
    case NoteFormat::decimal:
      return std::to_string(number);
    case NoteFormat::bracketed:
      return "[" + std::to_string(number) + "]";
  }
  return {};
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
  const int number = ++note_counts_[layout_.notes.by_article ? article : nullptr];
  const auto id = static_cast<NoteId>(notes_.size());
  notes_.push_back({article, &*at, number});
  note_ids_.emplace(std::pair(article, label), id);
  mark = note_label(number, layout_.notes.format);
  return id;
}

void Resolver::finish_notes() {
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
    note.source = key.note->span;
    blocks(key.note->blocks, context, note.blocks);
    const std::string label = note_label(key.number, layout_.notes.format);
    StyledBlock marker =
        plain_paragraph(styles_.has("note-label") ? "note-label" : "note", label, {}, context);
    if (note.blocks.empty() || !note.blocks.front().paragraph) {
      note.blocks.insert(note.blocks.begin(), plain_paragraph("note", "", key.note->span, context));
    }
    auto first = std::make_shared<Paragraph>(*note.blocks.front().paragraph);
    first->marker = marker.paragraph;
    note.blocks.front().paragraph = std::move(first);
    out_.notes.push_back(std::move(note));
  }
}

}  // namespace banxin::style

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
  if (layout_.notes.numbering != NoteNumbering::page ||
      layout_.notes.placement != NotePlacement::page) {
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

/// Where the text of the note stands: its marks lead there.
AnchorId Resolver::note_anchor(NoteId id) {
  return anchor("note:" + std::to_string(static_cast<std::uint32_t>(id)));
}

/// The blocks of note `id` in style `name`, its label as the first one's marker.
std::vector<StyledBlock> Resolver::note_blocks(NoteId id,
                                               const std::string& name,
                                               Context context) {
  const NoteKey key = notes_[static_cast<std::size_t>(id)];
  context.article = key.article;
  context.paragraph = name;
  context.text = styles_.context(name);
  std::vector<StyledBlock> out;
  blocks(key.note->blocks, context, out);
  const std::string label = note_label(key.number, layout_.notes.format);
  StyledBlock marker =
      plain_paragraph(styles_.has("note-label") ? "note-label" : name, label, {}, context);
  if (out.empty() || !out.front().paragraph) {
    out.insert(out.begin(), plain_paragraph(name, "", key.note->span, context));
  }
  auto first = std::make_shared<Paragraph>(*out.front().paragraph);
  first->marker = numbered(marker.paragraph, note_field(), id);
  out.front().paragraph = std::move(first);
  if (out.front().anchor == AnchorId::none) {
    out.front().anchor = note_anchor(id);
    placed_.insert(out.front().anchor);
  }
  return out;
}

void Resolver::end_notes(const Article* article,
                         const Context& context,
                         std::vector<StyledBlock>& out) {
  if (layout_.notes.placement != NotePlacement::article) {
    return;
  }
  StyledBlock box;
  box.kind = StyledKind::box;
  const BlockSpec& styled = spec("endnotes", context);
  box.style = styled.id;
  box.role = styled.style.role;
  Context inner = context;
  inner.measure -= styled.style.padding.left + styled.style.padding.right;
  const std::string style = styles_.has("endnote") ? "endnote" : "note";
  // A note may itself hold marks, which adds to the list while it is worked through.
  for (std::size_t i = 0; i < notes_.size(); ++i) {
    if (notes_[i].article != article || !notes_[i].note) {
      continue;
    }
    StyledBlock note;
    note.kind = StyledKind::box;
    note.style = spec("base", inner).id;
    note.role = TagRole::note;
    note.source = notes_[i].note->span;
    note.children = note_blocks(static_cast<NoteId>(i), style, inner);
    box.children.push_back(std::move(note));
  }
  if (box.children.empty()) {
    return;
  }
  const Scope scope{&issue_, nullptr, article};
  const std::string heading = plain(layout_.notes.heading, scope);
  if (!heading.empty()) {
    const std::string name = styles_.has("endnotes-heading") ? "endnotes-heading" : style;
    box.children.insert(box.children.begin(),
                        plain_paragraph(name, heading, layout_.notes.heading.span, inner));
  }
  out.push_back(std::move(box));
}

void Resolver::finish_notes() {
  out_.notes_by_page = note_field() != FieldKind::none;
  Context context;
  context.measure =
      out_.flows.empty() ? Length() : measure(out_.masters[out_.flows.back().master_right]);
  for (std::size_t i = 0; i < notes_.size(); ++i) {  // they may hold marks, as above
    StyledNote note;
    note.labelled = notes_[i].note != nullptr;
    if (!note.labelled) {
      note.blocks = notes_[i].unmarked;
    } else if (layout_.notes.placement == NotePlacement::page) {
      const auto variation = variations_.find(notes_[i].article);
      const StyleBook::Varied varied(
          styles_, variation == variations_.end() ? Variation() : variation->second);
      note.source = notes_[i].note->span;
      note.blocks = note_blocks(static_cast<NoteId>(i), "note", context);
    }
    out_.notes.push_back(std::move(note));
  }
}

}  // namespace banxin::style

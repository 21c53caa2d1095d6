// Builds the text and runs of one paragraph.
#pragma once

#include <string>
#include <string_view>

#include "engine/style/style_book.h"

namespace banxin::style {

/// What new text gets: its style and what it belongs to.
struct RunState {
  TextSpec spec;
  LinkId link = LinkId::none;
  std::uint32_t ruby = 0;
  bool nowrap = false;
  std::uint32_t name_mark = 0;  // as Run's
  bool no_hyphen = false;
  bool personal_name = false;

  /// Classes the engine knows itself: nowrap, nohyphen, name. False if `name` is none of them.
  bool add_class(std::string_view class_name);
};

class ParagraphBuilder {
 public:
  explicit ParagraphBuilder(StyleBook& styles) : styles_(&styles) {}

  /// For text alone: styles are not looked up.
  ParagraphBuilder() = default;

  /// Adds text; `source` as long as the text means byte for byte.
  void text(std::string_view value, Span source, const RunState& state);

  void line_break(Span source, const RunState& state) { text("\n", source, state); }

  void field(FieldKind kind, AnchorId anchor, std::string name, Span source, const RunState& state);
  void image(ImageId image, Size size, std::string alternative, Span source, const RunState& state);
  /// `field`: none, or what the label becomes when pages are known.
  void note_mark(
      std::string_view label, NoteId note, FieldKind field, Span source, const RunState& state);
  std::uint32_t ruby(std::string text, const TextSpec& spec, Span source);

  bool empty() const { return paragraph_.runs.empty(); }

  const std::string& plain() const { return paragraph_.text; }

  Paragraph take() { return std::move(paragraph_); }

 private:
  Run& add(std::string_view value, Span source, const RunState& state);

  TextStyleId style_of(const TextSpec& spec) {
    return styles_ ? styles_->intern(spec) : TextStyleId{};
  }

  StyleBook* styles_ = nullptr;
  Paragraph paragraph_;
};

}  // namespace banxin::style

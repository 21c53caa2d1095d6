// The inline half of the tree builder: one run of text at a time.
#pragma once

#include <string>
#include <vector>

#include <md4c.h>

#include "engine/issue/markdown_tree.h"

namespace banxin {

class InlineBuilder {
 public:
  InlineBuilder(const PreparedMarkdown& prepared,
                MarkdownTree& tree,
                const Place& place,
                Reporter& reporter);

  void enter(MD_SPANTYPE type, void* detail);
  void leave(MD_SPANTYPE type);
  void text(MD_TEXTTYPE type, const char* data, std::size_t size);

  /// The run so far; a new one begins.
  Inlines take();

  bool empty() const { return root_.empty() && stack_.empty(); }

  /// Source offset after the last thing seen; block code moves it on.
  std::uint32_t cursor() const { return cursor_; }

  void move_to(std::size_t offset) { cursor_ = static_cast<std::uint32_t>(offset); }

  /// Whether text handed out by the library lies in the prepared text, and where in the source.
  bool in_prepared(const char* data) const;
  Span source_span(const char* data, std::size_t size) const;
  /// Value of an attribute (address, title, info string). `span` is set if it is in one piece.
  std::string attribute(const MD_ATTRIBUTE& attribute, Span& span);

 private:
  struct Open {
    Inline node;
    bool begun = false;  // its first byte is known
  };

  void add(Inline node);
  void pull_back(std::uint32_t begin);
  void begin_all(std::size_t offset);
  void begin(Open& open, std::size_t& offset) const;
  std::uint32_t end_of(const Open& open) const;
  std::uint32_t link_end(std::size_t at) const;
  void add_break(InlineKind kind);

  std::string_view source() const { return prepared_.text.source(); }

  Span relative(std::size_t begin, std::size_t end) const {
    return {place_.file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  const PreparedMarkdown& prepared_;
  MarkdownTree& tree_;
  const Place& place_;
  Reporter& reporter_;
  Inlines root_;
  std::vector<Open> stack_;
  int flattened_ = 0;
  bool told_depth_ = false;
  std::uint32_t cursor_ = 0;
  std::uint32_t code_end_ = 0;  // of the last code span
  std::size_t copied_targets_ = 0;
};

/// The characters of an HTML entity such as &nbsp; or &#x4E2D;, or the entity as it stands.
std::string decode_entity(std::string_view entity);

}  // namespace banxin

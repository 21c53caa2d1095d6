// Roles of the structure tree (PDF 1.7 §14.8.4), known from style to the PDF writer.
#pragma once

#include <cstdint>

namespace banxin {

enum class TagRole : std::uint8_t {
  document,
  part,
  sect,
  art,
  h1,
  h2,
  h3,
  h4,
  p,
  caption,
  block_quote,
  list,
  list_item,
  label,
  list_body,
  note,
  figure,
  formula,
  table,
  table_row,
  table_head,
  table_cell,
  toc,
  toc_item,
  reference,
  link,
  span,
  quote,
  code,
  ruby,
  ruby_base,
  ruby_text,
  bib_entry,
  artifact_header,
  artifact_footer,
  artifact_layout,
  artifact_background,
  artifact_page,
};

/// How the labels of a list count (PDF 1.7 §14.8.5.5).
enum class ListNumbering : std::uint8_t {
  none,
  disc,
  circle,
  square,
  decimal,
  upper_roman,
  lower_roman,
  upper_alpha,
  lower_alpha
};

inline bool is_heading(TagRole role) {
  return role >= TagRole::h1 && role <= TagRole::h4;
}

inline bool is_artifact(TagRole role) {
  return role >= TagRole::artifact_header;
}

}  // namespace banxin

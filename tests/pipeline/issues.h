// The issues every whole-pipeline test runs on, and what comes of them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/build/work.h"

namespace banxin::pipeline {

/// samples/minimal, gallery, monthly, and the real issue where it lies beside the checkout.
std::vector<std::string> issue_folders();
/// Names of the folders of layouts/ that hold a layout.
std::vector<std::string> layout_names();
/// issue_folders(), and minimal, monthly and the real issue once more with each layout they do not
/// name themselves: "FOLDER::LAYOUT". What must hold whatever the design is tested on these.
std::vector<std::string> issue_cases();
/// The last part of the path and the layout, for test names: letters, digits and underscores.
std::string issue_name(const std::string& folder);
std::unique_ptr<DiskWorld> open_issue(const std::string& folder);

/// An issue taken as far as its pages.
struct Made {
  std::unique_ptr<DiskWorld> world;
  Job job;
  Warm warm;
  std::unique_ptr<Work> work;
};

/// Cost: one build; made once per case and program.
const Made& made_issue(const std::string& folder_or_case);

/// The text without white space, which lines and layouts may change.
std::string squeezed(std::string_view text);

/// Text drawn in one go: a glyph run of the issue (no artifact) on a page, in drawing order.
struct Drawn {
  std::size_t page = 0;
  const Item* item = nullptr;
  const GlyphRun* run = nullptr;
};

/// All of it in page and drawing order. Pages of flows named in `without` are left out; without
/// "contents" its entries are, wherever a layout prints them.
std::vector<Drawn> drawn_text(const Document& document, const std::vector<std::string>& without);
/// The entries of the contents, on pages of their own or not.
std::vector<Drawn> drawn_entries(const Document& document);

/// The structure element a run's tag belongs to, past links, spans and the like.
TagId block_tag(const Document& document, TagId tag);
/// Whether an element of this role stands above the tag, or is it.
bool under(const Document& document, TagId tag, TagRole role);

}  // namespace banxin::pipeline

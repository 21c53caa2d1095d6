// What is to be drawn on a proof sheet (校样), the page that goes round the office.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"

namespace banxin {

/// A page of an earlier PDF: its text line by line, in the order it is drawn.
struct EarlierPage {
  std::vector<std::string> lines;
};

/// Lines that have their number beside them, counted from the head of each column.
enum class LineNumbers : std::uint8_t { none, fifth, every };

struct ProofSettings {
  LineNumbers numbers = LineNumbers::fifth;
  bool grid = false;    // baselines of the body text
  bool frames = false;  // type area (版心), columns, frames of the master, trim and bleed
  bool source = false;  // file and line of the manuscript at the head of each paragraph
  std::string label;    // 校次: 初校, 二校; empty: none
  Language language = Language::zh;  // of what the sheet says
  /// The text of an earlier PDF of the issue: what is new since then gets a bar (修改线).
  std::optional<std::vector<EarlierPage>> since;
  std::string since_name;  // of that file, as the sheet says it
  /// The text of a one-page PDF, for pictures with text of their own; none: their text in the
  /// earlier PDF may be told as taken out.
  std::function<std::vector<std::string>(std::string_view pdf)> text_of_picture;
};

/// What the sheets tell.
struct ProofFacts {
  int summary_pages = 0;
  std::size_t findings = 0;            // numbered in the margins
  std::size_t lines = 0;               // with a bar for how they are set
  std::size_t low_pictures = 0;        // below the resolution wanted
  std::optional<std::size_t> changes;  // since the earlier PDF, if there is one
  std::optional<std::size_t> moved;    // articles
};

}  // namespace banxin

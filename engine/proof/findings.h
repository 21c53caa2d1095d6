// Everything the sheets have to tell, found its place on the pages.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/proof/changes.h"
#include "engine/proof/proof.h"
#include "engine/proof/rows.h"

namespace banxin {

/// Numbered in the margin and told at the foot.
struct ProofNote {
  std::string mark;   // "3 W404", 改3
  std::string place;  // 左栏第 8 行; empty: the page as a whole
  std::string text;
  Length y;  // on the page
};

/// How a line is set: a bar at its right with a word beside it.
struct LineFlag {
  int line = -1;  // of the sheet
  std::string word, place, text;
};

/// A word on a picture.
struct PictureFlag {
  Rect box;
  std::string word;
};

/// A bar at the left of a line that is new (修改线), or a wedge where something was taken out.
struct ChangeBar {
  int column = 0;
  Rect box;
  enum class Kind : std::uint8_t { changed, removed } kind = Kind::changed;
};

struct PageFindings {
  Rows rows;
  std::vector<ProofNote> notes;
  std::vector<LineFlag> flags;
  std::vector<PictureFlag> pictures;
  std::vector<ChangeBar> bars;
  std::vector<ProofNote> changes;
};

struct ProofFindings {
  std::vector<PageFindings> pages;
  std::vector<ProofNote> elsewhere;  // of no page
  std::vector<std::string> moved;    // articles
  ProofFacts facts;
};

ProofFindings find_all(const ProofRequest& request);

}  // namespace banxin

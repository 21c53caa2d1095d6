// The document to impose, read and judged: its pages with their boxes, and what it says of itself.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <qpdf/QPDF.hh>

#include "engine/base/geometry.h"
#include "engine/base/result.h"

namespace banxin::impose {

/// A file that would take more memory or time than anything meant for print.
struct TooMuch : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// x' = a x + c y + e, y' = b x + d y + f, in points.
struct Affine {
  double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;

  /// This after `first`.
  Affine after(const Affine& first) const;
  Affine inverse() const;
};

/// In points, y up.
struct Box {
  double left = 0, bottom = 0, right = 0, top = 0;

  double width() const { return right - left; }

  double height() const { return top - bottom; }

  Box in(const Box& other) const;
};

Box mapped(const Affine& by, const Box& box);

struct SourcePage {
  QPDFObjectHandle dictionary, resources;
  Box bleed;       // in the page's own space
  Affine upright;  // from there to the trimmed page as shown: origin at its bottom left
  double width = 0, height = 0;  // trimmed, as shown, in points
  double bleeds = 0;             // the widest bleed of its four sides, as shown
};

struct Source {
  std::unique_ptr<QPDF> pdf;
  std::vector<SourcePage> pages;
  bool right_bound = false;
  int without_trim = 0;  // pages that name no TrimBox
};

/// Reads a PDF. Inherited attributes, rotation and user units are worked into the pages.
/// Fails: E760, E761, E762, E767. The bytes must live as long as the result.
Result<Source> read_source(std::string_view pdf);

/// All content streams of a page as one form without its dictionary's keys but those of its data;
/// null if the page is empty. Throws TooMuch, or std::runtime_error where streams are damaged.
QPDFObjectHandle content_of(QPDF& pdf, QPDFObjectHandle page);

}  // namespace banxin::impose

// Two finished documents page by page: which articles moved, which pages changed, and where.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace banxin {

// ---- what is compared ---------------------------------------------------------------------------

/// A page as comparing sees it.
struct ComparedPage {
  std::string text;                // as drawn, in the order of the file
  std::uint64_t look[2] = {0, 0};  // hash of its picture at one resolution
  int width = 0, height = 0;       // of that picture, pixels
};

/// An article, or a bookmark where no articles are known.
struct ComparedEntry {
  std::string title;
  int page = 0;       // from 0
  std::string folio;  // as printed; empty: not known
};

struct ComparedDocument {
  std::vector<ComparedPage> pages;
  std::vector<ComparedEntry> entries;  // in reading order
};

// ---- what came of it ----------------------------------------------------------------------------

enum class PageChange : std::uint8_t {
  same,     // the same picture
  looks,    // the same text, another picture
  heads,    // the text differs in running heads and folios only
  numbers,  // the text differs in digits only: references, contents
  text,
  removed,  // only in A
  added,    // only in B
};

/// "same", "looks" …: the names of --json.
std::string_view change_name(PageChange change);

struct PagePair {
  int a = -1, b = -1;  // from 0; -1: none
  PageChange change = PageChange::same;
  std::string before, after;  // text around the first difference, a line's worth; may be empty
};

struct EntryPair {
  std::string title;
  int a = -1, b = -1;  // page from 0; -1: not there
  std::string folio_a, folio_b;

  bool moved() const { return a != b; }
};

struct Comparison {
  int pages_a = 0, pages_b = 0;
  std::vector<EntryPair> entries;  // in the order of A, those only in B last
  std::vector<PagePair> pages;     // in order; every page of both stands in one
  bool same() const;
};

/// Pages are paired in order, so that as much text as possible meets its like: a page put in or
/// taken out shifts the others and changes none. Titles are paired by name, the n-th with the n-th.
/// Cost: quadratic in the pages for documents up to a few hundred, linear beyond.
Comparison compare_documents(const ComparedDocument& a, const ComparedDocument& b);

// ---- pictures -----------------------------------------------------------------------------------

/// 8-bit RGB, rows from the top without padding.
struct Raster {
  int width = 0, height = 0;
  std::string pixels;
};

struct PixelBox {
  int left = 0, top = 0, right = 0, bottom = 0;  // right and bottom are outside
  friend bool operator==(const PixelBox&, const PixelBox&) = default;
};

/// Boxes round what differs, differences close together in one box, from the top down. Where one
/// picture is larger, all of it that the other lacks differs.
std::vector<PixelBox> changed_regions(const Raster& a, const Raster& b);

/// A left, B right, with a frame round every region in both. An empty raster leaves its side grey.
Raster side_by_side(const Raster& a, const Raster& b, const std::vector<PixelBox>& regions);

/// The picture as a PNG file; the same bytes for the same picture.
std::string png_of(const Raster& raster);

// ---- reading PDF files --------------------------------------------------------------------------

/// Poppler's programs, run as processes of their own: nothing of them is linked, and a file that
/// makes one fail does not take this program with it.
struct ReadPdf {
  enum class Problem : std::uint8_t {
    none,
    no_program,  // poppler-utils is not installed
    unreadable,  // not a PDF, damaged, encrypted; or larger than the limits
  };
  Problem problem = Problem::none;
  std::string program;  // the one that failed
};

struct ReadDocument : ReadPdf {
  ComparedDocument document;
};

/// Pages, their text and pictures at `dpi`, and the bookmarks as entries.
/// Memory: one page's picture at a time, and the text.
ReadDocument read_document(const std::string& path, int dpi);

/// Both at the same time.
std::array<ReadDocument, 2> read_documents(const std::string& a, const std::string& b, int dpi);

struct ReadLines : ReadPdf {
  std::vector<std::vector<std::string>> pages;  // lines in the order the file draws them
};

/// The text alone, line by line.
ReadLines read_lines(const std::string& path);

struct ReadPage : ReadPdf {
  Raster raster;
};

/// The picture of one page (from 0); empty for page -1.
ReadPage read_page(const std::string& path, int page, int dpi);

/// A page of each at the same time.
std::array<ReadPage, 2> read_pages(
    const std::string& a, int page_a, const std::string& b, int page_b, int dpi);

}  // namespace banxin

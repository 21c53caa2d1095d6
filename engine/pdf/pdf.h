// The PDF writer: a Document becomes bytes. PoDoFo stays inside this folder.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/output_settings.h"
#include "engine/base/result.h"
#include "engine/color/color.h"
#include "engine/display/display.h"
#include "engine/font/font.h"

namespace banxin {

/// How the bytes of a screen edition are laid out: with all objects in plain sight, or packed and
/// in the order in which a reader shows them (线性化). Print editions are always plain, and so are
/// files of more than 150 000 objects.
enum class PdfPacking : std::uint8_t { plain, linearized };

struct PdfOptions {
  Edition edition = Edition::screen;  // screen or print
  PdfxVersion pdfx = PdfxVersion::x4;
  /// Null: no output intent and no claim that needs one.
  std::shared_ptr<const PressProfile> profile;
  PrinterMarks marks;                   // print only
  Length least_bleed = Length::mm(3);   // print only (R12): more where pages creep on their sheets
  int max_ink = kDefaultMaxInk;         // percent
  int resolution = kDefaultResolution;  // wanted of pictures, dpi
  Length safe_margin = Length::mm(5);
  PdfPacking packing = PdfPacking::linearized;
  std::int64_t created = 0;  // seconds since 1970, UTC
  std::string producer = "Banxin";
  std::string creator = "Banxin";
  unsigned threads = 1;  // for subsetting and compressing; never changes the bytes
};

/// A finished file and what was noticed while it was made.
struct PdfFile {
  std::string bytes;
  Diagnostics warnings;
};

/// Writes the file. Same document and options, same bytes. Fails: E701 (PoDoFo, qpdf), E310
/// (subsetting), E721 (a profile that PDF/X-1a can't hold).
/// Source: ISO 32000-1; requirements R and traps P, F of the print reference.
Result<PdfFile> write_pdf(const Document& document,
                          const FontStore& fonts,
                          const PdfOptions& options);

/// Several editions of one document, in the order asked for. Fonts are subset once for all; the
/// files are those that write_pdf gives one by one.
Result<std::vector<PdfFile>> write_pdfs(const Document& document,
                                        const FontStore& fonts,
                                        const std::vector<PdfOptions>& editions);

/// The content stream of one page, before compression: for golden tests.
std::string page_content(const Document& document,
                         std::size_t page,
                         const FontStore& fonts,
                         const PdfOptions& options = {});

}  // namespace banxin

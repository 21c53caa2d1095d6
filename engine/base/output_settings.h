// How an issue leaves the house: which editions, to which standard, for which press. Layout and
// issue say it in [output], a job may override; what nobody says has a default that is right for
// a print shop (印厂) in China.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/geometry.h"
#include "engine/base/span.h"

namespace banxin {

/// A file made from one layout result (E1 to E3 of the print reference).
enum class Edition : std::uint8_t {
  screen,   // 电子版: trimmed pages, links, tags; PDF/UA-1 and PDF/A-2u
  print,    // 印刷版: one page a sheet side with bleed; PDF/X
  imposed,  // 拼版: printer's spreads
};

enum class PdfxVersion : std::uint8_t { x4, x1a };  // PDF/X-4, PDF/X-1a:2003

/// Printer's marks outside the bleed (R16).
struct PrinterMarks {
  bool trim = false;          // 裁切线
  bool registration = false;  // 套准标
  bool color_bar = false;     // 色标
  bool job_line = false;      // 作业信息: file, page, date
  friend bool operator==(const PrinterMarks&, const PrinterMarks&) = default;

  bool any() const { return trim || registration || color_bar || job_line; }
};

/// How pages are put on sheets (拼版). Section 9 of the print reference.
struct Imposition {
  enum class Kind : std::uint8_t {
    saddle_stitch,  // 骑马订: all sheets in one another
    two_up,         // pages side by side as they are read, one side of the sheet
    signatures,     // 胶订、锁线订: signatures (帖) one after the other
    cut_stack,      // single leaves: print both sides, cut in the middle, left pile on right pile
  } kind = Kind::saddle_stitch;
  int signature = 16;      // pages of a signature for perfect binding: 4 to 64, a multiple of 4
  int pages_per_side = 2;  // of a sheet that is folded: 2, 4 (cross fold) or 8
  Length paper_thickness = Length::mm(0.1);
  std::optional<Length> milling;    // 铣背: taken off each page at the spine; none: 3 mm for
                                    // signatures, else nothing
  std::optional<Size> sheet;        // none: the pages and what bleed and marks need
  std::optional<bool> cover_apart;  // a cover spread with spine as a file of its own; none: with
                                    // signatures
  Length glue = Length::mm(0.5);    // added to the spine of a cover apart
  friend bool operator==(const Imposition&, const Imposition&) = default;
};

/// What one place says; nothing where it is silent.
struct OutputSettings {
  std::optional<std::vector<Edition>> editions;
  std::optional<PdfxVersion> pdfx;
  std::optional<std::string> profile;  // a file of the folder, else of the system's
  Span profile_span;
  std::optional<PrinterMarks> marks;
  std::optional<int> max_ink;         // total area coverage (总墨量), percent (R24)
  std::optional<int> resolution;      // wanted of colour and grey pictures, dpi (R40)
  std::optional<Length> safe_margin;  // live matter keeps from the trim (R17)
  std::optional<int> page_multiple;   // R15
  std::optional<Imposition> imposition;
};

/// `over` where it says something, else `under`.
OutputSettings overlay(const OutputSettings& over, const OutputSettings& under);

inline constexpr std::string_view kDefaultProfile = "ISOcoated_v2_300_bas.icc";
inline constexpr int kDefaultMaxInk = 300;
inline constexpr int kDefaultResolution = 300;

/// "screen", "print", "imposed".
std::string_view name_of(Edition edition);

// The words of [output] and of the command line.

/// All that can be asked for, for messages: "screen, print, imposed, all".
inline constexpr std::string_view kEditionWords = "screen, print, imposed, all";
inline constexpr std::string_view kPdfxWords = "4, 1a";
inline constexpr std::string_view kMarkWords = "all, none, trim, registration, color-bar, job-line";

/// Adds what the word stands for to `editions`, which stay in the order of the enum, each once.
/// False if there is no such word.
bool add_edition(std::string_view word, std::vector<Edition>& editions);
std::optional<PdfxVersion> pdfx_of(std::string_view word);
/// Sets the marks the word stands for; "none" sets none. False if there is no such word.
bool add_marks(std::string_view word, PrinterMarks& marks);
/// "trim", "registration" … of the marks that are set.
std::vector<std::string_view> words_of(const PrinterMarks& marks);

}  // namespace banxin

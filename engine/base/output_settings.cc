#include "engine/base/output_settings.h"

#include <algorithm>
#include <utility>

namespace banxin {

OutputSettings overlay(const OutputSettings& over, const OutputSettings& under) {
  OutputSettings out = under;
  const auto take = [](auto& slot, const auto& said) {
    if (said) {
      slot = said;
    }
  };
  take(out.editions, over.editions);
  take(out.pdfx, over.pdfx);
  if (over.profile) {
    out.profile = over.profile;
    out.profile_span = over.profile_span;
  }
  take(out.marks, over.marks);
  take(out.max_ink, over.max_ink);
  take(out.resolution, over.resolution);
  take(out.safe_margin, over.safe_margin);
  take(out.page_multiple, over.page_multiple);
  take(out.imposition, over.imposition);
  return out;
}

std::string_view name_of(Edition edition) {
  switch (edition) {
    case Edition::print:
      return "print";
    case Edition::imposed:
      return "imposed";
    case Edition::screen:
      break;
  }
  return "screen";
}

bool add_edition(std::string_view word, std::vector<Edition>& editions) {
  std::vector<Edition> more;
  for (const Edition edition : {Edition::screen, Edition::print, Edition::imposed}) {
    if (word == name_of(edition) || word == "all") {
      more.push_back(edition);
    }
  }
  editions.insert(editions.end(), more.begin(), more.end());
  std::sort(editions.begin(), editions.end());
  editions.erase(std::unique(editions.begin(), editions.end()), editions.end());
  return !more.empty();
}

std::optional<PdfxVersion> pdfx_of(std::string_view word) {
  if (word == "4") {
    return PdfxVersion::x4;
  }
  return word == "1a" ? std::optional(PdfxVersion::x1a) : std::nullopt;
}

namespace {

constexpr std::pair<std::string_view, bool PrinterMarks::*> kMarks[] = {
    {"trim", &PrinterMarks::trim},
    {"registration", &PrinterMarks::registration},
    {"color-bar", &PrinterMarks::color_bar},
    {"job-line", &PrinterMarks::job_line},
};

}  // namespace

bool add_marks(std::string_view word, PrinterMarks& marks) {
  bool known = word == "none";
  for (const auto& [name, mark] : kMarks) {
    if (word == name || word == "all") {
      marks.*mark = true;
      known = true;
    }
  }
  return known;
}

std::vector<std::string_view> words_of(const PrinterMarks& marks) {
  std::vector<std::string_view> words;
  for (const auto& [name, mark] : kMarks) {
    if (marks.*mark) {
      words.push_back(name);
    }
  }
  return words;
}

}  // namespace banxin

#include "engine/build/editions.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "engine/impose/impose.h"
#include "engine/pdf/pdf.h"

namespace banxin {
namespace {

/// Seconds from 1970 to the beginning of a day in UTC. Source: Hinnant, "chrono-Compatible
/// Low-Level Date Algorithms", days_from_civil.
std::int64_t seconds_of(const Date& date) {
  const int year = date.month <= 2 ? date.year - 1 : date.year;  // years begin with March
  const int era = year / 400;
  const int year_of_era = year - era * 400;
  const int day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return (std::int64_t{era} * 146097 + day_of_era - 719468) * 86400;
}

/// The clock decides nothing where the issue has a date: the same issue gives the same bytes on any
/// day (D-2).
std::int64_t created(const Work& work) {
  if (work.job.created) {
    return *work.job.created;
  }
  if (work.issue.date.known()) {
    return seconds_of(work.issue.date);
  }
  return work.issue.period ? seconds_of(work.issue.period->second) : work.world.now();
}

PdfOptions options_for(const Work& work, Edition edition) {
  PdfOptions options;
  options.edition = edition;
  options.pdfx = work.output->pdfx;
  options.profile = work.output->profile;
  options.max_ink = work.output->max_ink;
  options.resolution = work.output->resolution;
  options.safe_margin = work.output->safe_margin;
  options.created = created(work);
  options.threads = work.job.threads;
  return options;
}

}  // namespace

std::vector<EditionPdf> make_editions(Work& work) {
  work.facts.created = created(work);
  const OutputPlan& plan = *work.output;
  if (!plan.profile) {  // for a press that is an error, told before
    work.diagnostics.push_back({"N740", {}, {std::string(kDefaultProfile)}});
  }
  const PrinterMarks marks = plan.marks.value_or(PrinterMarks());
  // Sheets are made of pages without marks of their own (I-3) that bleed by their creep more (I-2).
  const Length creep = most_creep(static_cast<int>(work.document->pages.size()), plan.imposition);
  const bool same_pages = plan.wants(Edition::print) && !marks.any() && creep == Length();
  std::vector<PdfOptions> options;
  for (const Edition edition : plan.editions) {
    if (edition == Edition::imposed && same_pages) {
      continue;
    }
    options.push_back(
        options_for(work, edition == Edition::screen ? Edition::screen : Edition::print));
    if (edition == Edition::print) {
      options.back().marks = marks;
    } else if (edition == Edition::imposed) {
      options.back().least_bleed += creep;
    }
  }
  Result<std::vector<PdfFile>> written = write_pdfs(*work.document, *work.fonts, options);
  if (!written) {
    work.add(written.error());
    return {};
  }
  std::vector<PdfFile> files = std::move(written).value();
  std::vector<EditionPdf> made;
  for (std::size_t i = 0; i < files.size(); ++i) {
    work.add(files[i].warnings);
    made.push_back({plan.editions[i], {}, std::move(files[i].bytes)});
  }
  if (plan.wants(Edition::imposed) && same_pages) {
    made.push_back({Edition::imposed, {}, made.back().pdf});
  }
  return made;
}

void impose_editions(Work& work, std::vector<EditionPdf>& made) {
  const auto pages = std::find_if(made.begin(), made.end(), [](const EditionPdf& file) {
    return file.edition == Edition::imposed;
  });
  ImposeOptions options;
  options.imposition = work.output->imposition;
  options.marks = work.output->marks.value_or(options.marks);
  Result<Imposed> imposed = impose_pdf(pages->pdf, options);
  if (!imposed) {
    work.add(imposed.error());
    return;
  }
  Imposed sheets = std::move(imposed).value();
  work.add(sheets.notes);
  work.facts.sheets = sheets.sheets;
  work.facts.spine_mm = sheets.spine.mm();
  pages->pdf = std::move(sheets.pdf);
  if (!sheets.cover.empty()) {
    made.insert(std::next(pages), {Edition::imposed, "cover", std::move(sheets.cover)});
  }
}

}  // namespace banxin

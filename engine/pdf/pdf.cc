// The order of work: plan what is used, do the costly parts in parallel, then put the objects
// together on one thread and hand them over.
#include "engine/pdf/pdf.h"

#include <optional>

#include "engine/pdf/assemble.h"
#include "engine/pdf/linearize.h"
#include "engine/pdf/podofo.h"
#include "engine/pdf/prepare.h"

namespace banxin {
namespace {

using namespace pdf;  // NOLINT(google-build-using-namespace): this file is its public side

/// qpdf holds every object, at 3 kB each: beyond so many a file stays plain, or memory would not be
/// bounded. An issue of 1000 pages has about 30 000.
constexpr std::size_t kMostPackedObjects = 150'000;

Result<PdfFile> write_edition(Shared& shared,
                              const PdfOptions& options,
                              const PressColors& colors) {
  const bool x1a = options.edition != Edition::screen && options.pdfx == PdfxVersion::x1a;
  if (x1a && options.profile && options.profile->major_version > 2) {
    return fail("E721", {}, {options.profile->description});
  }
  Prepared prepared = prepare(shared, options, colors);
  Failure failure;
  PdfFile out;
  for (const Diagnostics& problems : prepared.problems) {
    failure.diagnostics.insert(failure.diagnostics.end(), problems.begin(), problems.end());
  }
  if (!failure.diagnostics.empty()) {
    return failure;
  }
  out.warnings = std::move(prepared.warnings);
  for (std::optional<PreparedPicture>& picture : prepared.pictures) {
    out.warnings.insert(out.warnings.end(), picture->warnings.begin(), picture->warnings.end());
  }
  File file = assemble(shared, options, std::move(prepared));
  const bool packed = options.edition == Edition::screen &&
                      options.packing == PdfPacking::linearized &&
                      file.objects.size() <= kMostPackedObjects;
  Result<std::string> bytes = write_file(std::move(file));
  if (bytes && packed) {
    bytes = linearize(std::move(bytes).value());
  }
  if (!bytes) {
    return Failure{bytes.error()};
  }
  out.bytes = std::move(bytes).value();
  return out;
}

}  // namespace

Result<std::vector<PdfFile>> write_pdfs(const Document& document,
                                        const FontStore& fonts,
                                        const std::vector<PdfOptions>& editions) {
  Shared shared{document, fonts, plan_fonts(document, fonts), plan_pictures(document), {}, {}};
  std::vector<PdfFile> out;
  std::optional<PressColors> colors;
  for (const PdfOptions& options : editions) {
    if (!colors || colors->profile() != options.profile.get()) {
      colors.emplace(options.profile);
    }
    Result<PdfFile> made = write_edition(shared, options, *colors);
    if (!made) {
      return Failure{made.error()};
    }
    out.push_back(std::move(made).value());
  }
  return out;
}

Result<PdfFile> write_pdf(const Document& document,
                          const FontStore& fonts,
                          const PdfOptions& options) {
  Result<std::vector<PdfFile>> made = write_pdfs(document, fonts, {options});
  if (!made) {
    return Failure{made.error()};
  }
  return std::move(std::move(made).value().front());
}

std::string page_content(const Document& document,
                         std::size_t page,
                         const FontStore& fonts,
                         const PdfOptions& options) {
  const FontPlan font_plan = plan_fonts(document, fonts);
  const PicturePlan picture_plan = plan_pictures(document);
  const PressColors colors(options.profile);
  PageContext context{document, font_plan, picture_plan, options, colors};
  JobLines job;
  if (has_job_line(options)) {
    job = set_job_lines(document, options, fonts, font_plan);
    context.job = &job;
  }
  return write_page(context, page).content;
}

}  // namespace banxin

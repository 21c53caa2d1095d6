#include "engine/pdf/prepare.h"

#include <functional>

#include "engine/base/parallel.h"
#include "engine/pdf/deflate.h"
#include "engine/pdf/font_objects.h"
#include "engine/pdf/press_checks.h"

namespace banxin::pdf {
namespace {

PreparedFont prepare_font(const PlannedFont& font, const FontStore& store, Diagnostics& problems) {
  PreparedFont out;
  std::vector<GlyphId> glyphs;
  glyphs.reserve(font.glyphs.size());
  for (const PlannedFont::Glyph& glyph : font.glyphs) {
    glyphs.push_back(glyph.id);
  }
  Result<FontSubset> subset = store.subset(font.face, glyphs);
  if (!subset) {
    problems = subset.error();
    return out;
  }
  out.subset = std::move(subset).value();
  out.program_size = out.subset->program.size();
  out.program = deflate(out.subset->program);
  out.subset->program.clear();
  out.to_unicode_map = deflate(to_unicode(font));
  return out;
}

/// Work that shares nothing with other work but what it reads: each job writes its own slot.
using Job = std::function<void(Diagnostics& problems)>;

/// Fonts prepared before stay.
void add_fonts(std::vector<Job>& jobs,
               const FontPlan& plan,
               const FontStore& store,
               std::vector<PreparedFont>& fonts) {
  if (!fonts.empty()) {
    return;
  }
  fonts.resize(plan.fonts.size());
  for (std::size_t i = 0; i < fonts.size(); ++i) {
    jobs.emplace_back(
        [&, i](Diagnostics& problems) { fonts[i] = prepare_font(plan.fonts[i], store, problems); });
  }
}

}  // namespace

Prepared prepare(Shared& shared, const PdfOptions& options, const PressColors& colors) {
  const std::vector<PlannedPicture>& pictures = shared.picture_plan.pictures;
  Prepared out;
  PageContext context{shared.document, shared.font_plan, shared.picture_plan, options, colors};
  if (has_job_line(options)) {
    out.job = set_job_lines(shared.document, options, shared.store, shared.font_plan);
    context.job = &out.job;
  }
  out.pictures.resize(pictures.size());
  out.pages.resize(shared.document.pages.size());
  out.contents.resize(out.pages.size());
  std::vector<Job> jobs;  // the longest first: they must not start last
  add_fonts(jobs, shared.font_plan, shared.store, shared.fonts);
  add_fonts(jobs, out.job.fonts, shared.store, out.job_fonts);
  if (options.edition != Edition::screen) {
    jobs.emplace_back(
        [&](Diagnostics&) { out.warnings = check_for_press(shared.document, options, colors); });
  }
  if (options.profile && shared.condition.profile != options.profile) {
    jobs.emplace_back([&](Diagnostics&) {
      shared.condition = {options.profile, deflate(options.profile->bytes.view())};
    });
  }
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    jobs.emplace_back([&, i](Diagnostics& problems) {
      Result<PreparedPicture> made = prepare_picture(pictures[i], options, colors);
      if (made) {
        out.pictures[i] = std::move(made).value();
      } else {
        problems = made.error();
      }
    });
  }
  for (std::size_t page = 0; page < out.pages.size(); ++page) {
    jobs.emplace_back([&, page](Diagnostics&) {
      out.pages[page] = write_page(context, page);
      out.contents[page] = deflate(out.pages[page].content);
      std::string().swap(out.pages[page].content);
    });
  }
  out.problems.resize(jobs.size());
  parallel_for(
      jobs.size(), options.threads, [&](std::size_t job) { jobs[job](out.problems[job]); });
  return out;
}

}  // namespace banxin::pdf

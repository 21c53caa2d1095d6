// The report is one page, in either language and with any number of findings, and passes its own
// check.
#include "engine/report/report.h"

#include <gtest/gtest.h>


namespace banxin {
namespace {

DiskPlaces places() {
  DiskPlaces places;
  const std::string source = BANXIN_SOURCE_DIR;
  places.layouts = {source + "/layouts"};
  places.font_list = source + "/fonts/fonts.toml";
  places.font_folders = default_font_folders({source + "/fonts"}, "");
  places.now = 1735689600;
  return places;
}

PreflightReport faulty(int findings) {
  PreflightReport report;
  report.summary.pages = 64;
  report.summary.bytes = 1234567;
  report.summary.sha256 = std::string(64, 'a');
  report.summary.trims = {{210, 285, "大16开", "large 16mo", 64}};
  report.summary.bleed = 3;
  report.summary.claims = {"PDF/X-4"};
  report.summary.fonts = {{"Song|Hei*[x]", "CIDFontType0C", true, true}};
  for (int i = 0; i < findings; ++i) {
    PreflightFinding finding;
    finding.rule = i % 2 == 0 ? "font.missing-glyph" : "bleed.short";
    finding.severity = Severity::error;
    finding.page = i;
    finding.args = {"@image @left", "2.5"};
    finding.place = PreflightPlace{10.0 * i, 20, 5, 5};
    report.findings.push_back(finding);
    ++report.errors;
  }
  return report;
}

TEST(Report, IsOnePageThatPassesItsOwnCheck) {
  const DiskWorld machine(places());
  Session session;
  for (const Language language : {Language::zh, Language::en}) {
    for (const int findings : {0, 3, 200}) {
      const BuildResult page =
          preflight_report_pdf(faulty(findings), machine, {"2023-09.pdf", language}, session);
      for (const Diagnostic& diagnostic : page.diagnostics) {
        EXPECT_NE(severity_of(diagnostic), Severity::error)
            << to_text(diagnostic, page.sources, Language::en);
        EXPECT_NE(severity_of(diagnostic), Severity::warning)
            << to_text(diagnostic, page.sources, Language::en);
      }
      ASSERT_TRUE(page.ok);
      EXPECT_EQ(page.facts.pages, 1);
      PreflightRequest request;
      request.profile = PreflightProfile::screen;
      const PreflightReport own = preflight(page.pdf, request);
      for (const PreflightFinding& finding : own.findings) {
        ADD_FAILURE() << finding.rule << " " << preflight_details(finding, Language::en);
      }
    }
  }
}

TEST(Report, IsTheSameBytesAgain) {
  const DiskWorld machine(places());
  Session session;
  const ReportRequest request{"a.pdf", Language::zh};
  EXPECT_EQ(preflight_report_pdf(faulty(5), machine, request, session).pdf,
            preflight_report_pdf(faulty(5), machine, request, session).pdf);
}

}  // namespace
}  // namespace banxin

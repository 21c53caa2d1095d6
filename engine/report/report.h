// The preflight report (印前检查报告): one A4 page to send along to the print shop, set by our own
// engine.
#pragma once

#include <cstdint>
#include <string>

#include "engine/build/build.h"
#include "engine/preflight/preflight.h"

namespace banxin {

struct ReportRequest {
  std::string file_name;  // as shown, without folders
  Language language = Language::zh;
};

/// Sets the report as a one-page PDF for the screen: verdict, facts of the file, the first
/// findings. `machine` gives layouts, fonts, profile and date; nothing of an issue is read from it.
/// Fails: as Session::build does, with diagnostics about the report's own text.
BuildResult preflight_report_pdf(const PreflightReport& report,
                                 const World& machine,
                                 const ReportRequest& request,
                                 Session& session);

}  // namespace banxin

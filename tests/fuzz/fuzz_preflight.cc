// PDFs of any make held to any profile, for libFuzzer and for replaying
// tests/fuzz/corpus/preflight. A first byte other than "%" chooses the profile and is taken off.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "engine/preflight/preflight.h"

namespace {

/// What whoever shows a report relies on without looking again.
bool is_sound(const banxin::PreflightReport& report) {
  int counted = 0;
  for (const banxin::PreflightFinding& finding : report.findings) {
    if (!banxin::is_preflight_rule(finding.rule) || finding.times < 1 || finding.page < -1 ||
        finding.page >= std::max(report.summary.pages, 1)) {
      return false;
    }
    for (const banxin::Language language : {banxin::Language::zh, banxin::Language::en}) {
      static_cast<void>(banxin::preflight_details(finding, language));
      if (banxin::preflight_title(finding, language).empty()) {
        return false;
      }
    }
    ++counted;
  }
  return report.profile != banxin::PreflightProfile::automatic &&
         report.errors + report.warnings + report.notes == counted;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::array kProfiles = {banxin::PreflightProfile::automatic,
                                    banxin::PreflightProfile::x4,
                                    banxin::PreflightProfile::x1a,
                                    banxin::PreflightProfile::print,
                                    banxin::PreflightProfile::screen};
  std::string_view pdf(reinterpret_cast<const char*>(data), size);
  banxin::PreflightRequest request;
  if (!pdf.empty() && pdf.front() != '%') {
    request.profile = kProfiles[static_cast<unsigned char>(pdf.front()) % kProfiles.size()];
    pdf.remove_prefix(1);
  }
  if (!is_sound(banxin::preflight(pdf, request))) {
    std::abort();
  }
  return 0;
}

#include "engine/preflight/preflight.h"

#include <exception>
#include <memory>
#include <utility>

#include <qpdf/QPDFExc.hh>

#include "engine/image/pdf_bombs.h"
#include "engine/preflight/check.h"
#include "engine/preflight/sha256.h"

namespace banxin {
namespace prepress {
namespace {

/// Why a file could not be opened, as rule and particulars.
struct Refusal {
  const char* rule = nullptr;  // null: it was opened
  std::string reason;
};

Refusal open(QPDF& file, std::string_view bytes) {
  if (bytes.substr(0, 1024).find("%PDF-") == std::string_view::npos) {
    return {"file.unreadable", "%PDF-?"};
  }
  // Unpacked whole by qpdf, and what they hold takes many times its length in memory.
  constexpr std::size_t kObjectStreamBytes = 48u << 20;
  if (!object_streams_fit(bytes, kObjectStreamBytes)) {
    return {"file.too-complex", "ObjStm"};
  }
  try {
    file.processMemoryFile("PDF", bytes.data(), bytes.size());
    if (file.isEncrypted()) {
      return {"file.encrypted", ""};
    }
    return {};
  } catch (const QPDFExc& fault) {
    const bool locked = fault.getErrorCode() == qpdf_e_password;
    return {locked ? "file.encrypted" : "file.unreadable", fault.getMessageDetail()};
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& fault) {
    return {"file.unreadable", fault.what()};
  }
}

void report_damage(Check& check) {
  const std::vector<QPDFExc> warnings = check.file.getWarnings();
  if (!warnings.empty()) {
    check.findings.add("file.damaged",
                       {std::to_string(warnings.size()), warnings.front().getMessageDetail()});
  }
}

/// Each group by itself: what throws in one is said and the others go on.
void run_checks(Check& check) {
  using Group = void (*)(Check&);
  constexpr Group kGroups[] = {check_boxes,
                               check_metadata,
                               check_intents,
                               check_content,
                               check_annotations,
                               check_navigation,
                               check_tags,
                               check_file};
  for (const Group group : kGroups) {
    try {
      group(check);
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception& fault) {
      check.findings.add("file.unreadable", {fault.what()});
    }
  }
  report_damage(check);
}

PreflightReport run(std::string_view bytes, const PreflightRequest& request) {
  PreflightReport report;
  report.summary.bytes = bytes.size();
  report.summary.sha256 = sha256(bytes);
  report.profile =
      request.profile == PreflightProfile::automatic ? PreflightProfile::print : request.profile;
  QPDF file;
  file.setSuppressWarnings(true);
  const Refusal refusal = open(file, bytes);
  if (refusal.rule) {
    Findings findings(report.profile, request.skip);
    findings.add(refusal.rule,
                 refusal.reason.empty() ? std::vector<std::string>()
                                        : std::vector<std::string>{refusal.reason});
    findings.deliver(report);
    return report;
  }
  // The profile must be known before anything is found.
  Findings none(report.profile, request.skip);
  Check claims{file, bytes, request, report.profile, none, report.summary, {}, {}, {}, {}};
  read_claims(claims);
  if (request.profile == PreflightProfile::automatic) {
    report.profile = profile_claimed(claims);
  }
  Findings findings(report.profile, request.skip);
  Check check{file,
              bytes,
              request,
              report.profile,
              findings,
              report.summary,
              {},
              {},
              {},
              std::move(claims.xmp)};
  if (read_pages(check)) {
    findings.set_pages(&check.pages);
    run_checks(check);
  } else {
    findings.add("page.none");
  }
  findings.deliver(report);
  return report;
}

}  // namespace
}  // namespace prepress

PreflightReport preflight(std::string_view pdf, const PreflightRequest& request) {
  try {
    return prepress::run(pdf, request);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& fault) {  // what qpdf throws outside any group
    PreflightReport report;
    report.profile = PreflightProfile::print;
    prepress::Findings findings(report.profile, request.skip);
    findings.add("file.unreadable", {fault.what()});
    findings.deliver(report);
    return report;
  }
}

}  // namespace banxin

// The head of a sheet and the edge of its page.
#include <cstdio>

#include "engine/proof/paint.h"

namespace banxin {
namespace {

constexpr Length kEdge = 0.25_pt;

/// "2026-11-25" (proleptic Gregorian, UTC).
std::string date_text(std::int64_t seconds) {
  std::int64_t days = seconds / 86400 - (seconds % 86400 < 0 ? 1 : 0) + 719468;
  const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const auto doe = static_cast<int>(days - era * 146097);
  const int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const int mp = (5 * doy + 2) / 153;
  const int day = doy - (153 * mp + 2) / 5 + 1;
  const int month = mp < 10 ? mp + 3 : mp - 9;
  const long long year = yoe + era * 400 + (month <= 2 ? 1 : 0);
  char buffer[48];
  std::snprintf(buffer, sizeof buffer, "%lld-%02d-%02d", year, month, day);
  return buffer;
}

}  // namespace

std::string round_of(const ProofRequest& request) {
  const std::string& label = request.settings.label;
  return label + (label.empty() ? "" : "　") + date_text(request.date);
}

void paint_head(
    const Page& page, const std::string& what, Rect trim, Lettering& lettering, Page& to) {
  for (const Item& item : lettering.label(what, Letter::head).items) {
    add_overlay(item, {trim.x, kProofHead / 2}, to.items);
  }
  Color edge = proof_grey();
  edge.parts[3] = 350;
  add_overlay(
      outlined({trim.x, trim.y, page.size.width, page.size.height}, edge, kEdge), {}, to.items);
}

}  // namespace banxin

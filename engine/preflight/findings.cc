#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/preflight/check.h"

namespace banxin::prepress {

bool Findings::wants(std::string_view id) const {
  const Rule* rule = find_rule(id);
  if (!rule || severity_letter(*rule, profile_) == '-') {
    return false;
  }
  return std::none_of(skip_.begin(), skip_.end(), [&](const std::string& skip) {
    return id == skip ||
           (id.substr(0, skip.size()) == skip && id.size() > skip.size() && id[skip.size()] == '.');
  });
}

void Findings::add(std::string_view id, int page, const Box* box, std::vector<std::string> args) {
  constexpr int kMostPerPage = 20;
  if (!wants(id)) {
    return;
  }
  const Rule* rule = find_rule(id);
  const auto index = static_cast<std::size_t>(rule - all_rules().data());
  for (std::string& arg : args) {  // names of a hostile file can be of any length
    if (arg.size() > 160) {
      std::size_t cut = 157;
      while (cut > 0 && (static_cast<unsigned char>(arg[cut]) & 0xc0u) == 0x80u) {
        --cut;
      }
      arg = arg.substr(0, cut) + "…";
    }
  }
  Key key{index, page, args};
  const auto at = found_.find(key);
  if (at != found_.end()) {
    ++at->second.times;
    return;
  }
  if (++kept_[{index, page}] > kMostPerPage) {
    return;
  }
  PreflightFinding finding;
  finding.rule = rule->id;
  const char letter = severity_letter(*rule, profile_);
  finding.severity = letter == 'E'   ? Severity::error
                     : letter == 'W' ? Severity::warning
                                     : Severity::note;
  finding.page = page;
  finding.args = std::move(args);
  if (box && pages_ && page >= 0 && static_cast<std::size_t>(page) < pages_->size()) {
    const Box& trim = (*pages_)[static_cast<std::size_t>(page)].trim;
    finding.place = PreflightPlace{(box->x0 - trim.x0) / kPointsPerMm,
                                   (trim.y1 - box->y1) / kPointsPerMm,
                                   box->width() / kPointsPerMm,
                                   box->height() / kPointsPerMm};
  }
  found_.emplace(std::move(key), std::move(finding));
}

void Findings::deliver(PreflightReport& report) {
  for (auto& [key, finding] : found_) {
    report.errors += finding.severity == Severity::error;
    report.warnings += finding.severity == Severity::warning;
    report.notes += finding.severity == Severity::note;
    report.findings.push_back(std::move(finding));
  }
  std::stable_sort(report.findings.begin(),
                   report.findings.end(),
                   [](const auto& a, const auto& b) { return a.severity > b.severity; });
  found_.clear();
}

}  // namespace banxin::prepress

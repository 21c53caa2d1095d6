#include "engine/cli/preflight_report.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "engine/cli/report.h"

namespace banxin {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kPlaces = 5;  // of a rule, in the text

std::string line(const Json& object) {
  return object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

double tenth(double value) {
  return std::round(value * 10) / 10 + 0.0;
}

std::string millimetres(double value) {
  const double rounded = tenth(value);
  const bool whole = rounded == std::round(rounded);
  const auto tenths = static_cast<long long>(std::llround(std::abs(rounded) * 10));
  return (rounded < 0 ? "-" : "") + std::to_string(tenths / 10) +
         (whole ? "" : "." + std::to_string(tenths % 10));
}

std::string_view severity_name(Severity severity) {
  return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "note";
}

std::string joined(const std::vector<std::string>& parts, const std::string& between) {
  std::string out;
  for (const std::string& part : parts) {
    out += (out.empty() ? "" : between) + part;
  }
  return out;
}

std::string inks_name(const PreflightInks& inks) {
  const char* const names[] = {"C", "M", "Y", "K"};
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < 4; ++i) {
    if (inks.process[i]) {
      parts.emplace_back(names[i]);
    }
  }
  if (inks.rgb) {
    parts.emplace_back("RGB");
  }
  parts.insert(parts.end(), inks.spots.begin(), inks.spots.end());
  return parts.empty() ? "–" : joined(parts, " ");
}

/// The summary, a fact a line.
class Facts {
 public:
  Facts(const PreflightOutcome& outcome, const Console& console)
      : outcome_(outcome),
        summary_(outcome.report.summary),
        console_(console) {}

  std::string text() {
    add("file", outcome_.file);
    if (summary_.pages == 0) {
      return std::move(out_);
    }
    if (!summary_.title.empty()) {
      add("title", summary_.title);
    }
    add("pages", std::to_string(summary_.pages));
    for (const PreflightTrim& trim : summary_.trims) {
      add_trim(trim);
    }
    add("bleed", summary_.bleed < 0 ? say("none") : millimetres(summary_.bleed) + " mm");
    add("claims", summary_.claims.empty() ? say("none") : joined(summary_.claims, ", "));
    if (!summary_.condition.empty()) {
      add("condition", summary_.condition);
    }
    add_inks();
    add_fonts();
    add_pictures();
    add("profile", std::string(name_of(outcome_.report.profile)));
    return std::move(out_);
  }

 private:
  std::string say(const std::string& key, const std::vector<std::string>& args = {}) const {
    return console_.wording("preflight." + key, args);
  }

  void add(const std::string& key, const std::string& value) {
    out_ += say("fact_line", {console_.wording("preflight.fact_" + key), value}) + "\n";
  }

  void add_trim(const PreflightTrim& trim) {
    const std::string& paper = console_.language() == Language::zh ? trim.paper_zh : trim.paper_en;
    std::string value = millimetres(trim.width) + " × " + millimetres(trim.height) + " mm";
    value += paper.empty() ? "" : say("paper", {paper});
    if (summary_.trims.size() > 1) {
      value += say("on_pages", {std::to_string(trim.pages)});
    }
    add("trim", value);
  }

  /// Runs of pages with the same inks.
  void add_inks() {
    const std::vector<PreflightInks>& inks = summary_.inks;
    for (std::size_t i = 0; i < inks.size();) {
      std::size_t end = i + 1;
      while (end < inks.size() && inks[end] == inks[i]) {
        ++end;
      }
      const std::string pages =
          std::to_string(i + 1) + (end > i + 1 ? "–" + std::to_string(end) : "");
      add("inks", say("inks_of", {pages, inks_name(inks[i])}));
      i = end;
    }
  }

  void add_fonts() {
    std::vector<std::string> names;
    for (const PreflightFont& font : summary_.fonts) {
      names.push_back(font.name + (font.embedded ? "" : say("not_embedded")));
    }
    if (!names.empty()) {
      add("fonts", joined(names, ", "));
    }
  }

  void add_pictures() {
    std::string value = std::to_string(summary_.pictures);
    if (summary_.lowest_dpi > 0) {
      value += say("lowest",
                   {std::to_string(std::lround(std::min(summary_.lowest_dpi, 99999.0))),
                    std::to_string(summary_.lowest_dpi_page + 1)});
    }
    add("pictures", value);
  }

  const PreflightOutcome& outcome_;
  const PreflightSummary& summary_;
  const Console& console_;
  std::string out_;
};

std::string place_text(const PreflightFinding& finding, const Console& console) {
  std::string where = finding.page < 0
                          ? std::string()
                          : console.wording("preflight.page", {std::to_string(finding.page + 1)});
  if (finding.place) {
    where += console.wording("preflight.at",
                             {millimetres(finding.place->x), millimetres(finding.place->y)});
  }
  const std::string details = preflight_details(finding, console.language());
  std::string out = where;
  out += (out.empty() || details.empty() ? "" : "  ") + details;
  if (finding.times > 1) {
    out += console.wording("preflight.times", {std::to_string(finding.times)});
  }
  return out;
}

std::string findings_text(const PreflightReport& report, const Console& console) {
  std::string out;
  const std::vector<PreflightFinding>& all = report.findings;
  for (std::size_t i = 0; i < all.size();) {
    std::size_t end = i;
    while (end < all.size() && all[end].rule == all[i].rule) {
      ++end;
    }
    const std::string severity =
        console.wording("preflight." + std::string(severity_name(all[i].severity)));
    out += "\n" + severity + " " + std::string(all[i].rule) + "  " +
           preflight_title(all[i], console.language()) + "\n";
    for (std::size_t k = i; k < end && k < i + kPlaces; ++k) {
      const std::string place = place_text(all[k], console);
      out += place.empty() ? "" : "  " + place + "\n";
    }
    if (end - i > kPlaces) {
      out += "  " + console.wording("preflight.more", {std::to_string(end - i - kPlaces)}) + "\n";
    }
    out += "  → " + preflight_advice(all[i], console.language()) + "\n";
    i = end;
  }
  return out;
}

}  // namespace

std::string preflight_text(const PreflightOutcome& outcome, const Console& console) {
  const PreflightReport& report = outcome.report;
  std::string out = Facts(outcome, console).text() + findings_text(report, console) + "\n";
  const std::string verdict = report.errors > 0     ? "preflight.verdict_errors"
                              : report.warnings > 0 ? "preflight.verdict_warnings"
                                                    : "preflight.verdict_clean";
  if (!outcome.output.empty()) {
    out += console.wording("preflight.written", {outcome.output}) + "\n";
  }
  out += console.wording(verdict,
                         {std::to_string(report.errors),
                          std::to_string(report.warnings),
                          std::to_string(report.notes)}) +
         "\n";
  return out;
}

namespace {

Json json_finding(const PreflightFinding& finding, Language language) {
  Json object;
  object["type"] = "finding";
  object["rule"] = finding.rule;
  object["severity"] = severity_name(finding.severity);
  object["page"] = finding.page < 0 ? Json(nullptr) : Json(finding.page + 1);
  if (finding.place) {
    object["place"] = {{"x", tenth(finding.place->x)},
                       {"y", tenth(finding.place->y)},
                       {"width", tenth(finding.place->width)},
                       {"height", tenth(finding.place->height)}};
  }
  object["title"] = preflight_title(finding, language);
  object["message"] = preflight_details(finding, language);
  object["hint"] = preflight_advice(finding, language);
  object["times"] = finding.times;
  return object;
}

Json json_facts(const PreflightSummary& summary) {
  Json facts;
  facts["bytes"] = summary.bytes;
  facts["sha256"] = summary.sha256;
  facts["title"] = summary.title;
  facts["producer"] = summary.producer;
  facts["version"] = summary.version;
  facts["pages"] = summary.pages;
  facts["trims"] = Json::array();
  for (const PreflightTrim& trim : summary.trims) {
    facts["trims"].push_back({{"width", tenth(trim.width)},
                              {"height", tenth(trim.height)},
                              {"paper", trim.paper_zh},
                              {"pages", trim.pages}});
  }
  facts["bleed"] = summary.bleed < 0 ? Json(nullptr) : Json(tenth(summary.bleed));
  facts["claims"] = summary.claims;
  facts["condition"] = summary.condition;
  facts["inks"] = Json::array();
  for (const PreflightInks& inks : summary.inks) {
    facts["inks"].push_back(inks_name(inks));
  }
  facts["fonts"] = Json::array();
  for (const PreflightFont& font : summary.fonts) {
    facts["fonts"].push_back({{"name", font.name},
                              {"type", font.type},
                              {"embedded", font.embedded},
                              {"subset", font.subset}});
  }
  facts["pictures"] = summary.pictures;
  facts["lowest_dpi"] =
      summary.lowest_dpi > 0 ? Json(std::round(summary.lowest_dpi)) : Json(nullptr);
  facts["tagged"] = summary.tagged;
  return facts;
}

}  // namespace

std::string json_preflight(const PreflightOutcome& outcome, Language language) {
  std::string out;
  for (const PreflightFinding& finding : outcome.report.findings) {
    out += line(json_finding(finding, language));
  }
  Json summary;
  summary["type"] = "summary";
  summary["schema"] = kJsonSchema;
  summary["command"] = "preflight";
  summary["exit"] = static_cast<int>(outcome.exit);
  summary["file"] = outcome.file;
  summary["output"] = outcome.output.empty() ? Json(nullptr) : Json(outcome.output);
  summary["profile"] = name_of(outcome.report.profile);
  summary["errors"] = outcome.report.errors;
  summary["warnings"] = outcome.report.warnings;
  summary["notes"] = outcome.report.notes;
  summary.update(json_facts(outcome.report.summary));
  return out + line(summary);
}

}  // namespace banxin

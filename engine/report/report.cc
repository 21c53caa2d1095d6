#include "engine/report/report.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/number.h"

namespace banxin {
namespace {

constexpr std::string_view kLayout =
#include "engine/report/layout.toml.inc"
    ;

constexpr std::string_view kLayoutName = "preflight-report";

/// An issue of one article in memory; fonts and the layout it builds on come from the machine.
class ReportWorld final : public World {
 public:
  ReportWorld(const World& machine, std::string issue, std::string article)
      : machine_(machine),
        issue_(std::move(issue)),
        article_(std::move(article)) {}

  ReadResult read(std::string_view path, std::uint64_t /*limit*/) const override {
    if (path == "issue.toml") {
      return {Bytes(issue_), ReadProblem::none};
    }
    if (path == "report.md") {
      return {Bytes(article_), ReadProblem::none};
    }
    return {{}, ReadProblem::not_found};
  }

  std::vector<std::string> glob(std::string_view /*pattern*/) const override { return {}; }

  ReadResult read_layout(std::string_view layout, std::string_view path) const override {
    if (layout == kLayoutName) {
      return path == "layout.toml" ? ReadResult{Bytes(std::string(kLayout)), ReadProblem::none}
                                   : ReadResult{{}, ReadProblem::not_found};
    }
    return machine_.read_layout(layout, path);
  }

  std::vector<std::string> layout_versions(std::string_view layout) const override {
    return machine_.layout_versions(layout);
  }

  ReadResult read_font_list() const override { return machine_.read_font_list(); }

  ReadResult read_font(std::string_view name) const override { return machine_.read_font(name); }

  ReadResult read_hyphenation(std::string_view language) const override {
    return machine_.read_hyphenation(language);
  }

  ReadResult read_profile(std::string_view name) const override {
    return machine_.read_profile(name);
  }

  std::int64_t now() const override { return machine_.now(); }

 private:
  const World& machine_;
  std::string issue_, article_;
};

/// Text of a file, so that no character of it is taken for Markdown.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) {
      out += ' ';
      continue;
    }
    const bool letter = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (byte < 0x80 && !letter && c != ' ') {
      out += '\\';
    }
    out += c;
  }
  return out;
}

std::string joined(const std::vector<std::string>& parts, const std::string& between) {
  std::string out;
  for (const std::string& part : parts) {
    out += (out.empty() ? "" : between) + part;
  }
  return out;
}

/// 1970-01-01 and so on, in UTC.
std::string date_text(std::int64_t seconds) {
  const std::int64_t days = seconds / 86400 + 719468;
  const std::int64_t era = days / 146097;
  const std::int64_t of_era = days % 146097;
  const std::int64_t year_of_era =
      (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const std::int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted = (5 * of_year + 2) / 153;
  const std::int64_t day = of_year - (153 * shifted + 2) / 5 + 1;
  const std::int64_t month = shifted + (shifted < 10 ? 3 : -9);
  const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(year) + "-" + two(month) + "-" + two(day);
}

/// The report's manuscript.
class Manuscript {
 public:
  Manuscript(const PreflightReport& report, const World& machine, const ReportRequest& request)
      : report_(report),
        summary_(report.summary),
        machine_(machine),
        request_(request) {}

  std::string issue() const {
    const bool zh = request_.language == Language::zh;
    return "format = 1\nlayout = \"" + std::string(kLayoutName) + "\"\nlanguage = \"" +
           (zh ? "zh-Hans" : "en") + "\"\n[publication]\ntitle = \"" + say("title") +
           "\"\n[issue]\nyear = 2025\nnumber = 1\n[[section]]\ntitle = \"" + say("title") +
           "\"\narticles = [\"report.md\"]\n";
  }

  /// With the findings of the first `most` rules.
  std::string article(std::size_t most) const {
    std::string out = "+++\ntitle = \"" + verdict() + "\"\n+++\n\n" + facts();
    if (report_.findings.empty()) {
      return out;
    }
    out += "\n# " + say("findings") + "\n\n| " + say("severity") + " | " + say("what") + " | " +
           say("where") + " | " + say("advice") + " |\n|:--|:--|:--|:--|\n";
    const std::vector<PreflightFinding>& all = report_.findings;
    std::size_t shown = 0, at = 0;
    while (at < all.size() && shown < most) {
      std::size_t end = at;
      while (end < all.size() && all[end].rule == all[at].rule) {
        ++end;
      }
      out += row(at, end);
      at = end;
      ++shown;
    }
    if (at < all.size()) {
      out += "\n" + say("more", {std::to_string(all.size() - at)}) + "\n";
    }
    return out;
  }

 private:
  std::string say(const std::string& key, const std::vector<std::string>& args = {}) const {
    return catalogue_text("attest." + key, request_.language, args);
  }

  std::string verdict() const {
    return report_.errors > 0     ? say("not_ready")
           : report_.warnings > 0 ? say("look")
                                  : say("ready");
  }

  std::string facts() const {
    std::string out = "| " + say("fact") + " | " + say("value") + " |\n|:--|:--|\n";
    const auto add = [&](const std::string& key, const std::string& value) {
      out += "| " + say(key) + " | " + plain(value) + " |\n";
    };
    add("file", request_.file_name + " (" + std::to_string(summary_.bytes) + " B)");
    add("hash", summary_.sha256);
    add("date", date_text(machine_.now()));
    add("standard", std::string(name_of(report_.profile)));
    add("counts",
        say("counts_of",
            {std::to_string(report_.errors),
             std::to_string(report_.warnings),
             std::to_string(report_.notes)}));
    if (summary_.pages == 0) {
      return out;
    }
    if (!summary_.title.empty()) {
      add("document", summary_.title);
    }
    add("pages", std::to_string(summary_.pages));
    add("trim", trims());
    add("bleed", summary_.bleed < 0 ? say("none") : number_text(summary_.bleed, 1) + " mm");
    add("claims", summary_.claims.empty() ? say("none") : joined(summary_.claims, ", "));
    add("condition", summary_.condition.empty() ? say("none") : summary_.condition);
    add("inks", inks());
    add("fonts", fonts());
    add("pictures", pictures());
    return out;
  }

  std::string trims() const {
    std::vector<std::string> parts;
    for (const PreflightTrim& trim : summary_.trims) {
      const std::string& paper = request_.language == Language::zh ? trim.paper_zh : trim.paper_en;
      parts.push_back(number_text(trim.width, 1) + " × " + number_text(trim.height, 1) + " mm" +
                      (paper.empty() ? "" : " (" + paper + ")"));
      if (parts.size() == 3) {
        break;
      }
    }
    return joined(parts, "; ");
  }

  std::string inks() const {
    std::array<bool, 4> process{};
    bool rgb = false;
    std::vector<std::string> spots;
    for (const PreflightInks& page : summary_.inks) {
      for (std::size_t i = 0; i < 4; ++i) {
        process[i] = process[i] || page.process[i];
      }
      rgb = rgb || page.rgb;
      spots.insert(spots.end(), page.spots.begin(), page.spots.end());
    }
    std::sort(spots.begin(), spots.end());
    spots.erase(std::unique(spots.begin(), spots.end()), spots.end());
    std::vector<std::string> parts;
    const char* const names[] = {"C", "M", "Y", "K"};
    for (std::size_t i = 0; i < 4; ++i) {
      if (process[i]) {
        parts.emplace_back(names[i]);
      }
    }
    if (rgb) {
      parts.emplace_back("RGB");
    }
    parts.insert(parts.end(),
                 spots.begin(),
                 spots.begin() + static_cast<long>(std::min<std::size_t>(spots.size(), 12)));
    return parts.empty() ? say("none") : joined(parts, " ");
  }

  std::string fonts() const {
    constexpr std::size_t kMost = 8;
    std::vector<std::string> names;
    for (const PreflightFont& font : summary_.fonts) {
      if (names.size() == kMost) {
        names.push_back("…");
        break;
      }
      names.push_back(font.name.substr(0, 60) +
                      (font.embedded ? "" : " (" + say("not_embedded") + ")"));
    }
    return names.empty() ? say("none") : joined(names, ", ");
  }

  std::string pictures() const {
    std::string out = std::to_string(summary_.pictures);
    if (summary_.lowest_dpi > 0) {
      out += ", " + say("lowest",
                        {number_text(std::min(summary_.lowest_dpi, 99999.0), 0),
                         std::to_string(summary_.lowest_dpi_page + 1)});
    }
    return out;
  }

  std::string place(const PreflightFinding& finding) const {
    if (finding.page < 0) {
      return say("file_itself");
    }
    std::string out = std::to_string(finding.page + 1);
    if (finding.place) {
      out +=
          " (" + number_text(finding.place->x, 0) + ", " + number_text(finding.place->y, 0) + ")";
    }
    return out;
  }

  /// The findings of one rule, from `begin` to before `end`: particulars of the first, some places.
  std::string row(std::size_t begin, std::size_t end) const {
    constexpr std::size_t kPlaces = 4;
    const PreflightFinding& first = report_.findings[begin];
    const char* severity = first.severity == Severity::error     ? "error"
                           : first.severity == Severity::warning ? "warning"
                                                                 : "note";
    std::string what = preflight_title(first, request_.language);
    const std::string details = preflight_details(first, request_.language);
    what += details.empty() ? "" : (request_.language == Language::zh ? "：" : ": ") + details;
    std::vector<std::string> places;
    for (std::size_t i = begin; i < end && i < begin + kPlaces; ++i) {
      const std::string where = place(report_.findings[i]);
      if (places.empty() || places.back() != where) {
        places.push_back(where);
      }
    }
    std::string where = joined(places, "; ");
    if (end - begin > kPlaces) {
      where += "; +" + std::to_string(end - begin - kPlaces);
    }
    return "| " + say(severity) + " | " + plain(what) + " | " + plain(where) + " | " +
           plain(preflight_advice(first, request_.language)) + " |\n";
  }

  const PreflightReport& report_;
  const PreflightSummary& summary_;
  const World& machine_;
  const ReportRequest& request_;
};

}  // namespace

BuildResult preflight_report_pdf(const PreflightReport& report,
                                 const World& machine,
                                 const ReportRequest& request,
                                 Session& session) {
  const Manuscript manuscript(report, machine, request);
  BuildResult result;
  // What fits on the page depends on how long the findings are: fewer until they do.
  for (const std::size_t most : {16u, 10u, 6u, 3u, 0u}) {
    result =
        session.build(ReportWorld(machine, manuscript.issue(), manuscript.article(most)), Job{});
    if (!result.ok || result.facts.pages <= 1) {
      break;
    }
  }
  return result;
}

}  // namespace banxin

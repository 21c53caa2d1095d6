// The composition report for people: the whole issue, then page by page what to look at.
#include <algorithm>
#include <cstdio>

#include "engine/cli/report.h"

namespace banxin {
namespace {

constexpr double kWorthTelling = 1.0 / 16;   // J8: gaps up to here are good
constexpr double kTightWorthTelling = 0.75;  // of all the room that C1–C6 allow
constexpr std::size_t kWorstPages = 8;

std::string fixed(double value, int decimals) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.*f", decimals, value);
  return buffer;
}

class Writer {
 public:
  Writer(const CompositionReport& report, const SourceMap& sources, const Console& console)
      : report_(report),
        sources_(sources),
        console_(console) {}

  std::string text() {
    summary();
    flaws();
    worst_pages();
    for (const PageComposition& page : report_.pages) {
      one_page(page);
    }
    return std::move(out_);
  }

 private:
  std::string say(std::string_view key, const std::vector<std::string>& args = {}) const {
    return console_.wording("composition." + std::string(key), args);
  }

  void line(const std::string& indent, const std::string& text) { out_ += indent + text + "\n"; }

  std::string share(std::size_t count) const {
    const std::size_t all = report_.total.justified;
    return fixed(all > 0 ? 100.0 * static_cast<double>(count) / static_cast<double>(all) : 0, 1);
  }

  void summary() {
    const LineCounts& total = report_.total;
    line("", say("title"));
    line("  ", say("lines", {std::to_string(total.lines), std::to_string(total.justified)}));
    line("  ",
         say("gaps",
             {share(total.above_16),
              std::to_string(total.above_16),
              share(total.above_8),
              std::to_string(total.above_8),
              share(total.above_4),
              std::to_string(total.above_4)}));
    line("  ", say("compressed", {share(total.compressed), std::to_string(total.compressed)}));
  }

  /// Keys of the catalogue have no hyphens.
  static std::string key_of(Flaw flaw) {
    std::string key(flaw_name(flaw));
    std::replace(key.begin(), key.end(), '-', '_');
    return key;
  }

  std::string name(Flaw flaw) const { return say(key_of(flaw)); }

  void flaws() {
    bool any = false;
    for (std::size_t i = 0; i < kFlaws; ++i) {
      const Flaw flaw = static_cast<Flaw>(i);
      if (report_.flaws[i] > 0) {
        if (!any) {
          line("  ", say("flaws"));
        }
        any = true;
        line(
            "    ",
            say("flaw", {name(flaw), std::to_string(report_.flaws[i]), say(key_of(flaw) + "_do")}));
      }
    }
    if (!any) {
      line("  ", say("flawless"));
    }
  }

  std::string page_name(const PageComposition& page) const {
    const std::string number = std::to_string(page.page + 1);
    return page.folio.empty() ? say("page", {number}) : say("page_folio", {number, page.folio});
  }

  void worst_pages() {
    std::string names;
    std::size_t told = 0;
    for (const std::size_t index : report_.worst_pages()) {
      if (told++ == kWorstPages) {
        break;
      }
      names += (names.empty() ? "" : console_.wording("list.separator")) +
               page_name(report_.pages[index]);
    }
    if (!names.empty()) {
      line("  ", say("worst", {names}));
    }
  }

  std::string place(const ReportedLine& reported) const {
    if (!reported.span.known()) {
      return {};
    }
    const LineColumn at = sources_.locate(reported.span.file, reported.span.begin);
    return std::string(sources_.path(reported.span.file)) + ":" + std::to_string(at.line) + ":" +
           std::to_string(at.column) + ": ";
  }

  void told(const std::string& what, const ReportedLine& reported) {
    line("  ", place(reported) + say("line", {what, reported.text}));
  }

  std::string what(const Finding& finding) const {
    const std::string key = key_of(finding.flaw) + "_amount";
    switch (finding.flaw) {
      case Flaw::very_loose:
      case Flaw::loose:
      case Flaw::tight_stop:
        return finding.amount > 0 ? say(key, {fixed(finding.amount, 2)}) : name(finding.flaw);
      case Flaw::hyphen_ladder:
      case Flaw::river:
      case Flaw::heading_at_foot:
        return say(key, {fixed(finding.amount, 0)});
      default:
        return name(finding.flaw);
    }
  }

  void one_page(const PageComposition& page) {
    std::string before = std::move(out_);
    out_.clear();
    for (const Finding& finding : page.findings) {
      told(what(finding), finding.line);
    }
    if (!page.loosest.empty() && page.loosest.front().gap > kWorthTelling) {
      told(say("loosest", {fixed(page.loosest.front().gap, 2)}), page.loosest.front());
    }
    if (!page.tightest.empty() && -page.tightest.front().ratio > kTightWorthTelling) {
      const ReportedLine& tightest = page.tightest.front();
      told(say("tightest", {fixed(-100 * tightest.ratio, 0), fixed(tightest.squeeze, 2)}),
           tightest);
    }
    if (!out_.empty()) {
      before += page_name(page) + article(page) + "\n";
    }
    out_ = before + out_;
  }

  /// The article of the first line told; others of the page show by their file.
  std::string article(const PageComposition& page) const {
    for (const Finding& finding : page.findings) {
      if (!finding.line.article.empty()) {
        return say("article", {finding.line.article});
      }
    }
    for (const auto* lines : {&page.loosest, &page.tightest}) {
      if (!lines->empty() && !lines->front().article.empty()) {
        return say("article", {lines->front().article});
      }
    }
    return {};
  }

  const CompositionReport& report_;
  const SourceMap& sources_;
  const Console& console_;
  std::string out_;
};

}  // namespace

std::string composition_text(const CompositionReport& report,
                             const SourceMap& sources,
                             const Console& console) {
  return Writer(report, sources, console).text();
}

}  // namespace banxin

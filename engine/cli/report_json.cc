#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/cli/json_outputs.h"
#include "engine/cli/report.h"

namespace banxin {
namespace {

using Json = nlohmann::ordered_json;

/// One object on one line. A manuscript may hold bytes that are not UTF-8: they become U+FFFD.
std::string line(const Json& object) {
  return object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string_view severity_name(const Diagnostic& diagnostic) {
  constexpr std::string_view kNames[] = {"note", "warning", "error"};
  return kNames[static_cast<std::size_t>(severity_of(diagnostic))];
}

void add_counts(Json& object, const Diagnostics& diagnostics) {
  constexpr const char* kKeys[] = {"notes", "warnings", "errors"};
  std::size_t counts[3] = {0, 0, 0};
  for (const Diagnostic& diagnostic : diagnostics) {
    ++counts[static_cast<std::size_t>(severity_of(diagnostic))];
  }
  for (const std::size_t i : {2u, 1u, 0u}) {
    object[kKeys[i]] = counts[i];
  }
}

std::string_view command_name(Command command) {
  constexpr std::string_view kNames[] = {"build",
                                         "check",
                                         "dump",
                                         "fonts",
                                         "layouts",
                                         "compare",
                                         "impose",
                                         "preflight",
                                         "init",
                                         "schema",
                                         "pack",
                                         "unpack"};
  return kNames[static_cast<std::size_t>(command)];
}

void add_place(Json& object, const Span& span, const SourceMap& sources) {
  if (!span.known()) {
    return;
  }
  const LineColumn begin = sources.locate(span.file, span.begin);
  const LineColumn end = sources.locate(span.file, span.end);
  object["file"] = sources.path(span.file);
  object["line"] = begin.line;
  object["column"] = begin.column;
  object["end_line"] = end.line;
  object["end_column"] = end.column;
}

void add_line_counts(Json& object, const LineCounts& counts) {
  object["lines"] = counts.lines;
  object["justified"] = counts.justified;
  object["gap_above_1_16"] = counts.above_16;
  object["gap_above_1_8"] = counts.above_8;
  object["gap_above_1_4"] = counts.above_4;
  object["compressed"] = counts.compressed;
}

Json reported_line(const ReportedLine& line, const SourceMap& sources) {
  Json object = Json::object();
  add_place(object, line.span, sources);
  object["article"] = line.article;
  object["text"] = line.text;
  object["column_of_page"] = line.column + 1;
  object["gap"] = line.gap;
  object["squeeze"] = line.squeeze;
  object["ratio"] = line.ratio;
  return object;
}

Json composition_page(const PageComposition& page, const SourceMap& sources) {
  Json object;
  object["type"] = "composition-page";
  object["page"] = page.page + 1;
  object["folio"] = page.folio;
  add_line_counts(object, page.counts);
  object["score"] = page.score;
  const auto lines = [&](const std::vector<ReportedLine>& from) {
    Json array = Json::array();
    for (const ReportedLine& reported : from) {
      array.push_back(reported_line(reported, sources));
    }
    return array;
  };
  object["loosest"] = lines(page.loosest);
  object["tightest"] = lines(page.tightest);
  object["findings"] = Json::array();
  for (const Finding& finding : page.findings) {
    Json found;
    found["flaw"] = flaw_name(finding.flaw);
    found["amount"] = finding.amount;
    found.update(reported_line(finding.line, sources));
    object["findings"].push_back(std::move(found));
  }
  return object;
}

Json composition_summary(const CompositionReport& report) {
  Json object;
  add_line_counts(object, report.total);
  object["flaws"] = Json::object();
  for (std::size_t i = 0; i < kFlaws; ++i) {
    object["flaws"][std::string(flaw_name(static_cast<Flaw>(i)))] = report.flaws[i];
  }
  object["worst_pages"] = Json::array();
  for (const std::size_t index : report.worst_pages()) {
    object["worst_pages"].push_back(report.pages[index].page + 1);
  }
  return object;
}

std::string_view reason_name(FontReason reason) {
  constexpr std::string_view kNames[] = {"missing", "lacking", "variant", "unfit-mark"};
  return kNames[static_cast<std::size_t>(reason)];
}

Json json_use(const FontReport::Use& use, const SourceMap& sources) {
  Json object;
  object["role"] = use.role;
  object["font"] = use.font.empty() ? Json(nullptr) : Json(use.font);
  object["reason"] = reason_name(use.reason);
  object["forms"] = use.forms.empty() ? Json(nullptr) : Json(use.forms);
  object["times"] = use.times;
  add_place(object, use.first, sources);
  return object;
}

Json proof_summary(const ProofFacts& proof) {
  Json object;
  object["summary_pages"] = proof.summary_pages;
  object["findings"] = proof.findings;
  object["marked_lines"] = proof.lines;
  object["low_resolution_pictures"] = proof.low_pictures;
  object["changes"] = proof.changes ? Json(*proof.changes) : Json(nullptr);
  object["moved_articles"] = proof.moved ? Json(*proof.moved) : Json(nullptr);
  return object;
}

}  // namespace

std::string json_composition(const CompositionReport& report, const SourceMap& sources) {
  std::string out;
  for (const PageComposition& page : report.pages) {
    out += line(composition_page(page, sources));
  }
  return out;
}

std::string json_line(const Diagnostic& diagnostic,
                      const SourceMap& sources,
                      Language language,
                      const std::string& issue) {
  Json object;
  object["type"] = "diagnostic";
  if (!issue.empty()) {
    object["issue"] = issue;
  }
  object["severity"] = severity_name(diagnostic);
  object["code"] = diagnostic.code;
  object["message"] = message_text(diagnostic, language);
  object["hint"] = hint_text(diagnostic, language);
  add_place(object, diagnostic.span, sources);
  if (diagnostic.page >= 0) {
    object["page"] = diagnostic.page + 1;
  }
  if (diagnostic.fix) {
    Json fix;
    add_place(fix, diagnostic.fix->span, sources);
    fix.erase("file");  // always that of the diagnostic
    fix["replacement"] = diagnostic.fix->replacement;
    fix["safe"] = diagnostic.fix->safety == FixSafety::safe;
    object["fix"] = std::move(fix);
  }
  return line(object);
}

std::string json_fixed(const FixedFile& file, const std::string& diff) {
  Json object;
  object["type"] = "fixed";
  object["file"] = file.path;
  object["fixes"] = file.fixes;
  object["diff"] = diff;
  return line(object);
}

std::string json_summary(const Outcome& outcome) {
  const BuildFacts& facts = outcome.result.facts;
  Json object;
  object["type"] = "summary";
  object["schema"] = kJsonSchema;
  object["command"] = command_name(outcome.command);
  object["ok"] = outcome.result.ok;
  object["exit"] = static_cast<int>(outcome.exit);
  object["output"] = outcome.outputs.empty() ? Json(nullptr) : Json(outcome.outputs.front().path);
  object["outputs"] = json_outputs(outcome.outputs);
  add_counts(object, outcome.result.diagnostics);
  object["pages"] = facts.pages;
  object["articles"] = facts.articles;
  object["layout"] = facts.layout;
  object["layout_version"] = facts.layout_version;
  object["characters"] = facts.characters;
  object["blank_pages"] = facts.blank_pages;
  object["pages_modulo_4"] = facts.pages % 4;
  object["last_page_fill"] = facts.last_page_fill;
  object["passes"] = facts.passes;
  object["shape_calls"] = facts.shape_calls;
  object["shape_hits"] = facts.shape_hits;
  object["line_calls"] = facts.line_calls;
  object["line_hits"] = facts.line_hits;
  if (facts.sheets > 0) {
    object["sheets"] = facts.sheets;
    object["spine_mm"] = facts.spine_mm;
  }
  object["seconds"] = outcome.seconds;
  object["peak_memory_mb"] = peak_memory();
  Json stages = Json::object();
  for (const StageTime& time : outcome.result.times) {
    stages[std::string(time.stage)] = time.milliseconds;
  }
  object["stage_ms"] = std::move(stages);
  if (outcome.result.proof) {
    object["proof"] = proof_summary(*outcome.result.proof);
  }
  if (outcome.result.composition) {
    object["composition"] = composition_summary(*outcome.result.composition);
  }
  return line(object);
}

std::string json_layouts(const std::vector<LayoutEntry>& layouts) {
  std::string out;
  for (const LayoutEntry& layout : layouts) {
    Json object;
    object["type"] = "layout";
    object["name"] = layout.name;
    object["title"] = layout.title;
    object["extends"] = layout.extends.empty() ? Json(nullptr) : Json(layout.extends);
    object["versions"] = layout.versions;
    out += line(object);
  }
  Json summary;
  summary["type"] = "summary";
  summary["schema"] = kJsonSchema;
  summary["command"] = "layouts";
  summary["exit"] = static_cast<int>(ExitCode::done);
  summary["layouts"] = layouts.size();
  return out + line(summary);
}

std::string json_fonts(const FontReport& report, Language language, ExitCode exit) {
  std::string out;
  for (const Diagnostic& diagnostic : report.diagnostics) {
    out += json_line(diagnostic, report.sources, language);
  }
  for (const FontReport::Entry& entry : report.entries) {
    Json object;
    object["type"] = "font";
    object["role"] = entry.role;
    object["family"] = entry.family;
    object["weight"] = entry.weight;
    object["file"] = entry.file;
    object["package"] = entry.package;
    object["licence"] = entry.licence;
    object["loaded"] = entry.loaded;
    object["characters"] = entry.characters;
    out += line(object);
  }
  for (const FontReport::Character& character : report.fallbacks) {
    Json object;
    object["type"] = "fallback";
    object["character"] = character_text(character.c);
    object["code_point"] = static_cast<std::uint32_t>(character.c);
    object["text"] = character.text;
    object["font"] = character.font.empty() ? Json(nullptr) : Json(character.font);
    object["times"] = character.times;
    add_place(object, character.first, report.sources);
    object["uses"] = Json::array();
    for (const FontReport::Use& use : character.uses) {
      object["uses"].push_back(json_use(use, report.sources));
    }
    out += line(object);
  }
  for (const FontReport::Stroked& stroked : report.stroked) {
    Json object;
    object["type"] = "stroked";
    object["role"] = stroked.role;
    object["font"] = stroked.font;
    object["stroke_em"] = stroked.stroke;
    object["times"] = stroked.times;
    add_place(object, stroked.first, report.sources);
    out += line(object);
  }
  Json summary;
  summary["type"] = "summary";
  summary["schema"] = kJsonSchema;
  summary["command"] = "fonts";
  summary["exit"] = static_cast<int>(exit);
  add_counts(summary, report.diagnostics);
  return out + line(summary);
}

}  // namespace banxin

#include "engine/cli/arguments.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <type_traits>
#include <utility>

#include <CLI/CLI.hpp>

#include "engine/cli/impose_arguments.h"
#include "engine/cli/preflight_arguments.h"
#include "engine/cli/proof_options.h"

namespace banxin {
namespace {

constexpr std::array<std::pair<std::string_view, Stage>, 8> kStages = {{
    {"issue", Stage::issue},
    {"styled", Stage::styled},
    {"shaped", Stage::shaped},
    {"broken", Stage::broken},
    {"fragment", Stage::fragment},
    {"document", Stage::document},
    {"tags", Stage::tags},
    {"pdf", Stage::pdf},
}};

constexpr std::array<std::pair<std::string_view, SchemaFile>, 3> kSchemas = {{
    {"issue", SchemaFile::issue},
    {"article", SchemaFile::article},
    {"layout", SchemaFile::layout},
}};

constexpr int kMostJobs = 256;

std::string stage_names() {
  std::string names;
  for (const auto& [name, stage] : kStages) {
    names += (names.empty() ? "" : ", ") + std::string(name);
  }
  return names;
}

/// Values as typed, before they are checked.
struct Raw {
  Arguments arguments;
  std::string jobs, lang, stage, schema, dpi, side_a, side_b, layout_a;
  std::vector<std::string> layouts;          // compare
  std::vector<std::string> editions, marks;  // as in [output], or several with commas
  std::string pdfx, profile;
  ImposeWords imposition;
  PreflightWords preflight;
  std::string proof, proof_label;
  bool no_lint = false;
};

/// The parser of one program run, in one language.
class Parser {
 public:
  explicit Parser(Language language) : language_(language), app_(text("help.about"), "banxin") {
    auto formatter = std::make_shared<CLI::Formatter>();
    formatter->label("Usage", text("help.usage"));
    formatter->label("OPTIONS", text("help.word_options"));
    formatter->label("SUBCOMMAND", text("help.command"));
    formatter->label("Positionals", text("help.arguments"));
    formatter->label("REQUIRED", "");
    formatter->column_width(26);
    app_.formatter(std::move(formatter));
    app_.footer(text("help.footer"));
    app_.option_defaults()->group(text("help.options"));
    app_.set_help_flag("-h,--help", text("help.help"));
    app_.set_version_flag("-V,--version", "banxin " + std::string(version()), text("help.version"));
    add_common(app_);
    app_.require_subcommand(1);
    add_build();
    add_check();
    add_dump();
    add_fonts();
    add_layouts();
    add_compare();
    add_impose();
    add_preflight();
    add_pack();
    add_unpack();
    add_init();
    add_schema();
  }

  ParsedArguments parse(int count, const char* const* values) {
    ParsedArguments parsed;
    try {
      app_.parse(count, values);
    } catch (const CLI::CallForHelp&) {
      parsed.text = help();
      return parsed;
    } catch (const CLI::CallForVersion& call) {
      parsed.text = std::string(call.what()) + "\n";
      return parsed;
    } catch (const CLI::ParseError& error) {
      parsed.diagnostics.push_back(diagnostic_of(error));
      return parsed;
    }
    check(parsed);
    parsed.valid = parsed.diagnostics.empty();
    return parsed;
  }

 private:
  std::string text(std::string_view key, const std::vector<std::string>& args = {}) const {
    return catalogue_text(key, language_, args);
  }

  CLI::App* command(const std::string& name, Command which) {
    CLI::App* sub = app_.add_subcommand(name, text("help." + name));
    sub->group(text("help.commands"));
    sub->option_defaults()->group(text("help.options"));
    sub->set_help_flag("-h,--help", text("help.help"));
    sub->callback([this, which] { raw_.arguments.command = which; });
    return sub;
  }

  void add_common(CLI::App& sub) {
    sub.add_option("--lang", raw_.lang, text("help.lang"))->option_text("zh|en");
  }

  void add_issue(CLI::App& sub) {
    sub.add_option("ISSUE", raw_.arguments.folder, text("help.issue"))
        ->required()
        ->option_text(" ");
  }

  /// What every command that lays out an issue takes.
  void add_job(CLI::App& sub) {
    Arguments& into = raw_.arguments;
    sub.add_option("--layout", into.layout, text("help.layout"))->option_text("NAME");
    sub.add_option("-j,--jobs", raw_.jobs, text("help.jobs"))->option_text("N");
    sub.add_option("--font-path", into.font_folders, text("help.font_path"))
        ->option_text("DIR")
        ->allow_extra_args(false);
    sub.add_flag("--draft", into.draft, text("help.draft"));
  }

  void add_reporting(CLI::App& sub) {
    Arguments& into = raw_.arguments;
    sub.add_flag("--strict", into.strict, text("help.strict"));
    sub.add_flag("--json", into.json, text("help.json"));
    sub.add_flag("-q,--quiet", into.quiet, text("help.quiet"));
    sub.add_flag("--composition", into.composition, text("help.composition"));
    sub.add_flag("--timings", into.timings, text("help.timings"));
    add_common(sub);
  }

  /// What goes over [output] of issue and layout.
  void add_editions(CLI::App& sub) {
    sub.add_option("--edition", raw_.editions, text("help.edition"))
        ->option_text("screen|print|imposed|all")
        ->delimiter(',')
        ->allow_extra_args(false);
    sub.add_option("--pdfx", raw_.pdfx, text("help.pdfx"))->option_text("4|1a");
    sub.add_option("--profile", raw_.profile, text("help.profile"))->option_text("FILE");
    add_marks_option(sub);
  }

  void add_marks_option(CLI::App& sub) {
    sub.add_option("--marks", raw_.marks, text("help.marks"))
        ->option_text("all|none|trim,…")
        ->delimiter(',')
        ->allow_extra_args(false);
  }

  void add_proof(CLI::App& sub) {
    sub.add_flag("--proof", raw_.proof, text("help.proof", {std::string(kProofWords)}))
        ->option_text("[=WHAT,…]");
    sub.add_option("--proof-label", raw_.proof_label, text("help.proof_label"))
        ->option_text("二校");
    sub.add_option("--changed-since", raw_.arguments.changed_since, text("help.changed_since"))
        ->option_text("OLD.pdf");
  }

  void add_build() {
    CLI::App* sub = command("build", Command::build);
    sub->add_option("ISSUE", raw_.arguments.folders, text("help.issues"))
        ->required()
        ->option_text("…");
    sub->add_option("-o,--output", raw_.arguments.output, text("help.output"))->option_text("FILE");
    add_job(*sub);
    add_editions(*sub);
    add_proof(*sub);
    sub->add_flag("--lint", raw_.arguments.lint, text("help.lint"));
    sub->add_flag("--resume", raw_.arguments.resume, text("help.resume"));
    add_reporting(*sub);
  }

  void add_check() {
    CLI::App* sub = command("check", Command::check);
    add_issue(*sub);
    add_job(*sub);
    sub->add_flag("--no-lint", raw_.no_lint, text("help.no_lint"));
    sub->add_flag("--fix", raw_.arguments.fix, text("help.fix"));
    sub->add_flag("--yes", raw_.arguments.yes, text("help.yes"));
    sub->add_flag("--diff", raw_.arguments.diff, text("help.diff"));
    add_reporting(*sub);
  }

  void add_dump() {
    CLI::App* sub = command("dump", Command::dump);
    sub->add_option("STAGE", raw_.stage, text("help.stage", {stage_names()}))
        ->required()
        ->option_text(" ");
    add_issue(*sub);
    add_job(*sub);
    add_common(*sub);
  }

  void add_fonts() {
    CLI::App* sub = command("fonts", Command::fonts);
    add_issue(*sub);
    add_job(*sub);
    sub->add_flag("--json", raw_.arguments.json, text("help.json"));
    add_common(*sub);
  }

  void add_layouts() {
    CLI::App* sub = command("layouts", Command::layouts);
    sub->add_flag("--json", raw_.arguments.json, text("help.json"));
    add_common(*sub);
  }

  void add_compare() {
    CLI::App* sub = command("compare", Command::compare);
    Arguments& into = raw_.arguments;
    sub->add_option("A", raw_.side_a, text("help.compare_sides"))->required()->option_text(" ");
    sub->add_option("B", raw_.side_b, text("help.compare_sides"))->option_text(" ");
    sub->add_option("--layout", raw_.layouts, text("help.compare_layout"))
        ->option_text("NAME")
        ->allow_extra_args(false);
    sub->add_option("--layout-a", raw_.layout_a, text("help.layout_a"))->option_text("NAME");
    sub->add_option("--layout-b", into.layout_b, text("help.layout_b"))->option_text("NAME");
    sub->add_option("--out", into.output, text("help.out"))->option_text("DIR");
    sub->add_option("--dpi", raw_.dpi, text("help.dpi"))->option_text("N");
    sub->add_option("-j,--jobs", raw_.jobs, text("help.jobs"))->option_text("N");
    sub->add_option("--font-path", into.font_folders, text("help.font_path"))
        ->option_text("DIR")
        ->allow_extra_args(false);
    sub->add_flag("--draft", into.draft, text("help.draft"));
    sub->add_flag("--json", into.json, text("help.json"));
    add_common(*sub);
  }

  void add_impose() {
    CLI::App* sub = command("impose", Command::impose);
    Arguments& into = raw_.arguments;
    sub->add_option("WHAT", into.folder, text("help.impose_what"))->required()->option_text(" ");
    sub->add_option("-o,--output", into.output, text("help.impose_output"))->option_text("FILE");
    add_impose_options(*sub, raw_.imposition, [this](std::string_view key) { return text(key); });
    add_marks_option(*sub);
    sub->add_flag("--plan", into.plan, text("help.plan"));
    add_job(*sub);
    sub->add_flag("--json", into.json, text("help.json"));
    sub->add_flag("-q,--quiet", into.quiet, text("help.quiet"));
    add_common(*sub);
  }

  void add_preflight() {
    CLI::App* sub = command("preflight", Command::preflight);
    Arguments& into = raw_.arguments;
    sub->add_option("FILE", into.folder, text("help.preflight_file"))->required()->option_text(" ");
    sub->add_option("--profile", raw_.preflight.profile, text("help.preflight_profile"))
        ->option_text("x4|x1a|print|screen|auto");
    sub->add_option("--report", into.report, text("help.preflight_report"))->option_text("OUT");
    sub->add_option("--trim", raw_.preflight.trim, text("help.preflight_trim"))
        ->option_text("210x285");
    sub->add_option("--bleed", raw_.preflight.bleed, text("help.preflight_bleed"))
        ->option_text("3mm");
    sub->add_option("--dpi", raw_.preflight.dpi, text("help.preflight_dpi"))->option_text("N");
    sub->add_option("--max-ink", raw_.preflight.max_ink, text("help.preflight_ink"))
        ->option_text("N");
    sub->add_option("--multiple", raw_.preflight.multiple, text("help.preflight_multiple"))
        ->option_text("N");
    sub->add_option("--skip", into.preflight.skip, text("help.preflight_skip"))
        ->option_text("RULE")
        ->allow_extra_args(false);
    sub->add_flag("--strict", into.strict, text("help.strict"));
    sub->add_flag("--json", into.json, text("help.json"));
    add_common(*sub);
  }

  void add_pack() {
    CLI::App* sub = command("pack", Command::pack);
    sub->add_option("ISSUE", raw_.arguments.folder, text("help.pack_issue"))
        ->required()
        ->option_text(" ");
    sub->add_option("-o,--output", raw_.arguments.output, text("help.pack_output"))
        ->option_text("FILE");
    sub->add_flag("--verify", raw_.arguments.verify, text("help.verify"));
    sub->add_flag("--no-fonts", raw_.arguments.no_fonts, text("help.no_fonts"));
    add_job(*sub);
    add_editions(*sub);
    sub->add_flag("--json", raw_.arguments.json, text("help.json"));
    add_common(*sub);
  }

  void add_unpack() {
    CLI::App* sub = command("unpack", Command::unpack);
    sub->add_option("FILE", raw_.arguments.folder, text("help.unpack_file"))
        ->required()
        ->option_text(" ");
    sub->add_option("-o,--output", raw_.arguments.output, text("help.unpack_output"))
        ->option_text("DIR");
    sub->add_flag("--json", raw_.arguments.json, text("help.json"));
    add_common(*sub);
  }

  void add_init() {
    CLI::App* sub = command("init", Command::init);
    sub->add_option("DIR", raw_.arguments.folder, text("help.init_folder"))
        ->required()
        ->option_text(" ");
    add_common(*sub);
  }

  void add_schema() {
    CLI::App* sub = command("schema", Command::schema);
    sub->add_option("FILE", raw_.schema, text("help.schema_file"))
        ->required()
        ->option_text("issue|article|layout");
    add_common(*sub);
  }

  std::string help() const {
    const auto chosen = app_.get_subcommands();
    return chosen.empty() ? app_.help() : chosen.front()->help("banxin");
  }

  Diagnostic diagnostic_of(const CLI::ParseError& error) const {
    const auto chosen = app_.get_subcommands();
    const std::string what = error.what();
    if (dynamic_cast<const CLI::ExtrasError*>(&error)) {
      const std::vector<std::string> rest = app_.remaining(true);
      return {"E801", {}, {rest.empty() ? what : rest.front()}};
    }
    if (dynamic_cast<const CLI::RequiredError*>(&error)) {
      if (chosen.empty()) {
        const std::vector<std::string> rest = app_.remaining(true);
        return rest.empty() ? Diagnostic{"E802", {}, {text("help.command"), "banxin"}}
                            : Diagnostic{"E801", {}, {rest.front()}};
      }
      return {"E802", {}, {what.substr(0, what.find(' ')), "banxin " + chosen.front()->get_name()}};
    }
    return {"E803", {}, {what.substr(0, what.find(':'))}};
  }

  /// Which layout is for A and which for B; one issue in one layout is nothing to compare.
  void check_sides(ParsedArguments& parsed) {
    Arguments& into = raw_.arguments;
    into.folders = {raw_.side_a, raw_.side_b.empty() ? raw_.side_a : raw_.side_b};
    if (!raw_.layouts.empty()) {
      into.layout = raw_.layouts.front();
      into.layout_b = into.layout_b.empty() ? raw_.layouts.back() : into.layout_b;
    }
    if (!raw_.layout_a.empty()) {
      into.layout = raw_.layout_a;
    }
    if (raw_.layouts.size() > 2) {
      parsed.diagnostics.push_back({"E801", {}, {"--layout " + raw_.layouts[2]}});
    } else if (raw_.side_b.empty() && into.layout == into.layout_b) {
      parsed.diagnostics.push_back({"E823", {}, {}});
    }
  }

  void check_editions(ParsedArguments& parsed) {
    OutputSettings& into = raw_.arguments.settings;
    const auto wrong = [&](const char* option, const std::string& value, std::string_view words) {
      parsed.diagnostics.push_back({"E804", {}, {option, value, std::string(words)}});
    };
    for (const std::string& word : raw_.editions) {
      into.editions = into.editions.value_or(std::vector<Edition>());
      if (!add_edition(word, *into.editions)) {
        wrong("--edition", word, kEditionWords);
      }
    }
    for (const std::string& word : raw_.marks) {
      into.marks = into.marks.value_or(PrinterMarks());
      if (!add_marks(word, *into.marks)) {
        wrong("--marks", word, kMarkWords);
      }
    }
    if (!raw_.pdfx.empty()) {
      into.pdfx = pdfx_of(raw_.pdfx);
      if (!into.pdfx) {
        wrong("--pdfx", raw_.pdfx, kPdfxWords);
      }
    }
    if (!raw_.profile.empty()) {
      into.profile = raw_.profile;
    }
    if (raw_.arguments.output == "-" && into.editions && into.editions->size() > 1) {
      parsed.diagnostics.push_back({"E826", {}, {}});
    }
  }

  /// Each of the three asks for a proof.
  void check_proof(ParsedArguments& parsed) {
    Arguments& into = raw_.arguments;
    if (raw_.proof.empty() && raw_.proof_label.empty() && into.changed_since.empty()) {
      return;
    }
    into.proof = read_proof(raw_.proof == "true" ? "" : raw_.proof, parsed.diagnostics);
    into.proof->label = raw_.proof_label;
    if (!raw_.editions.empty()) {
      parsed.diagnostics.push_back({"E770", {}, {}});
    }
  }

  void check(ParsedArguments& parsed) {
    Arguments& into = raw_.arguments;
    const auto wrong = [&](const char* option, const std::string& value, std::string allowed) {
      parsed.diagnostics.push_back({"E804", {}, {option, value, std::move(allowed)}});
    };
    if (!raw_.lang.empty() && raw_.lang != "zh" && raw_.lang != "en") {
      wrong("--lang", raw_.lang, "zh, en");
    }
    const auto number =
        [&](const char* option, const std::string& value, auto& to, int least, int most) {
          const char* end = value.data() + value.size();
          int given = 0;
          const auto read = std::from_chars(value.data(), end, given);
          if (read.ec != std::errc() || read.ptr != end || given < least || given > most) {
            wrong(option, value, std::to_string(least) + "–" + std::to_string(most));
          } else {
            to = static_cast<std::remove_reference_t<decltype(to)>>(given);
          }
        };
    if (!raw_.jobs.empty()) {
      number("--jobs", raw_.jobs, into.jobs, 1, kMostJobs);
    }
    if (into.command == Command::preflight) {
      const Diagnostics more = read_preflight_words(raw_.preflight, into.preflight);
      parsed.diagnostics.insert(parsed.diagnostics.end(), more.begin(), more.end());
    } else if (!raw_.dpi.empty()) {
      number("--dpi", raw_.dpi, into.dpi, 36, 300);
    }
    if (into.command == Command::compare) {
      check_sides(parsed);
    }
    if (into.command == Command::dump) {
      const auto at = std::find_if(
          kStages.begin(), kStages.end(), [&](const auto& row) { return row.first == raw_.stage; });
      if (at == kStages.end()) {
        wrong("STAGE", raw_.stage, stage_names());
      } else {
        into.stage = at->second;
      }
    }
    if (into.command == Command::schema) {
      const auto at = std::find_if(kSchemas.begin(), kSchemas.end(), [&](const auto& row) {
        return row.first == raw_.schema;
      });
      if (at == kSchemas.end()) {
        wrong("FILE", raw_.schema, "issue, article, layout");
      } else {
        into.schema = at->second;
      }
    }
    if (into.command == Command::check) {
      into.lint = !raw_.no_lint;
      for (const auto& [given, name] :
           {std::pair(into.yes, "--yes"), std::pair(into.diff, "--diff")}) {
        if (given && !into.fix) {
          parsed.diagnostics.push_back({"E809", {}, {name, "--fix"}});
        }
      }
    }
    check_editions(parsed);
    const Diagnostics imposing = read_impose_words(raw_.imposition, into);
    parsed.diagnostics.insert(parsed.diagnostics.end(), imposing.begin(), imposing.end());
    check_proof(parsed);
    if (into.command == Command::build && (into.json || into.composition) && into.output == "-") {
      parsed.diagnostics.push_back({"E807", {}, {into.json ? "--json" : "--composition"}});
    }
    parsed.arguments = into;
  }

  Language language_;
  CLI::App app_;
  Raw raw_;
};

}  // namespace

ParsedArguments parse_arguments(int count, const char* const* values, Language language) {
  return Parser(language).parse(count, values);
}

FirstLook first_look(int count, const char* const* values) {
  FirstLook look;
  for (int i = 1; i < count; ++i) {
    const std::string_view value = values[i];
    constexpr std::string_view kLang = "--lang";
    if (value == "--") {
      break;
    }
    if (value == "--json") {
      look.json = true;
    } else if (value == kLang && i + 1 < count) {
      look.lang = values[i + 1];
    } else if (value.substr(0, kLang.size() + 1) == "--lang=") {
      look.lang = value.substr(kLang.size() + 1);
    }
  }
  return look;
}

}  // namespace banxin

// The stages in their order. Each reads the values before it and adds its own to the Work.
#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <utility>

#include "engine/build/build.h"
#include "engine/build/editions.h"
#include "engine/build/picture_checks.h"
#include "engine/build/proof_stage.h"
#include "engine/build/work.h"
#include "engine/lint/lint.h"
#include "engine/page/page.h"

namespace banxin {
namespace {

using Clock = std::chrono::steady_clock;  // for the times of the report only, never for output

/// Announces and times one stage. `run` is not called once the job is cancelled.
template <class Run>
void stage(Work& work, std::string_view name, Run run) {
  if (work.cancelled) {
    return;
  }
  if (work.job.progress && work.job.progress(name) == Proceed::cancel) {
    work.cancelled = true;
    work.diagnostics.push_back({"E890", {}, {}});
    return;
  }
  const Clock::time_point begin = Clock::now();
  run();
  const std::chrono::duration<double, std::milli> taken = Clock::now() - begin;
  work.times.push_back({name, taken.count()});
}

void read_issue(Work& work) {
  Parsed<Issue> parsed = parse_issue(work.world, work.sources);
  work.has_issue = work.sources.size() > 0 && !parsed.value.sections.empty();
  work.issue = std::move(parsed.value);
  work.add(parsed.diagnostics);
  for (const Section& section : work.issue.sections) {
    work.facts.articles += static_cast<int>(section.articles.size());
  }
}

void read_layout(Work& work) {
  LayoutRequest request;
  request.name = work.job.layout;
  request.asked_by = LayoutRequest::By::job;
  if (request.name.empty()) {
    request.asked_by = LayoutRequest::By::issue;
    request.name = work.issue.layout.empty() ? "classic" : work.issue.layout.value;
    request.named_at = work.issue.layout.span;
  }
  request.with_local = work.issue.has_local_layout;
  Parsed<Layout> parsed = parse_layout(work.world, request, work.sources);
  const bool usable = !has_errors(parsed.diagnostics);
  work.add(parsed.diagnostics);
  if (usable) {
    work.layout = std::move(parsed.value);
    work.facts.layout = work.layout->name();
    work.facts.layout_version = work.layout->version();
    Parsed<Styled> styled = resolve_styles(work.issue, *work.layout);
    work.styled = std::move(styled.value);
    work.add(styled.diagnostics);
  }
}

void read_fonts(Work& work) {
  const ReadResult read = work.world.read_font_list();
  if (read.problem != ReadProblem::none) {
    work.diagnostics.push_back({"E810", {}, {}});
    return;
  }
  const std::string text(read.bytes.view());
  const FileId file = work.sources.add("fonts/fonts.toml", text);
  Parsed<FontList> list = parse_font_list(text, file);
  work.font_list = std::move(list.value);
  work.add(list.diagnostics);
  std::vector<FontWish> wishes = work.layout->font_wishes(locale_of(work.issue.language));
  for (const FontStack& stack : work.styled->font_stacks) {  // of passages in other languages
    for (const auto* faces : {&stack.cjk, &stack.latin}) {
      for (const FontWish& wish : *faces) {
        if (std::find(wishes.begin(), wishes.end(), wish) == wishes.end()) {
          wishes.push_back(wish);
        }
      }
    }
  }
  WarmFonts::Loaded loaded = work.warm.fonts.get(work.font_list, wishes, work.world);
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    // A font for rare characters is worth a word only where one is missing.
    (diagnostic.code == "N302" ? work.optional_fonts : work.diagnostics).push_back(diagnostic);
  }
  work.fonts = std::move(loaded.store);
  WarmHyphenators::Loaded patterns = work.warm.hyphenators.get(*work.styled, work.world);
  work.hyphenators = std::move(patterns.hyphenators);
  work.add(patterns.diagnostics);
  work.fonts_complete = !has_errors(list.diagnostics) && !has_errors(loaded.diagnostics);
}

void read_pictures(Work& work) {
  const auto missing = work.job.draft ? MissingPictures::placeholder : MissingPictures::error;
  LoadedPictures loaded =
      load_pictures(work.styled->images, work.world, missing, work.job.threads, work.warm.pictures);
  work.images = std::move(loaded.images);
  work.add(loaded.diagnostics);
  std::vector<Size> natural;
  for (const auto& image : work.images) {
    natural.push_back(image ? image->natural : Size());
  }
  size_inline_images(*work.styled, natural);
}

std::uint64_t characters_of(const Document& document) {
  std::uint64_t count = 0;
  for (const Page& page : document.pages) {
    for (const Item& item : page.items) {
      const auto* run = std::get_if<GlyphRun>(&item.content);
      if (run && item.tag != TagId::none) {
        count += static_cast<std::uint64_t>(
            std::count_if(run->text.begin(), run->text.end(), [](char c) {
              return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
            }));
      }
    }
  }
  return count;
}

void collect_facts(BuildFacts& facts, const Paginated& paginated) {
  const std::vector<Page>& pages = paginated.document.pages;
  facts.pages = static_cast<int>(pages.size());
  facts.passes = paginated.report.passes;
  facts.blank_pages = static_cast<int>(
      std::count_if(pages.begin(), pages.end(), [](const Page& page) { return page.blank; }));
  facts.characters = characters_of(paginated.document);
  const auto last =
      std::find_if(pages.rbegin(), pages.rend(), [](const Page& page) { return !page.blank; });
  facts.last_page_fill = last == pages.rend() ? 0 : last->fill;
}

/// Titles of the articles that reported lines stand in.
void name_articles(CompositionReport& report, const Issue& issue) {
  std::map<FileId, std::string> titles;
  for (const Section& section : issue.sections) {
    for (const Article& article : section.articles) {
      titles.emplace(article.file, article.title.value);
    }
  }
  const auto name = [&](ReportedLine& line) {
    const auto at = titles.find(line.span.file);
    line.article = at == titles.end() ? std::string() : at->second;
  };
  for (PageComposition& page : report.pages) {
    std::for_each(page.loosest.begin(), page.loosest.end(), name);
    std::for_each(page.tightest.begin(), page.tightest.end(), name);
    for (Finding& finding : page.findings) {
      name(finding.line);
    }
  }
}

/// The anchors of articles stand in reading order among the others.
void place_articles(Work& work, const PageFacts& facts) {
  std::size_t at = 0;
  const std::vector<std::string>& anchors = work.styled->anchors;
  for (const Section& section : work.issue.sections) {
    for (const Article& article : section.articles) {
      while (at < anchors.size() && anchors[at].rfind("article:", 0) != 0) {
        ++at;
      }
      ArticlePlace& place = work.articles.emplace_back();
      place.title = article.title.value;
      if (at < facts.anchors.size()) {
        place.page = facts.anchors[at].page;
        place.folio = facts.anchors[at].folio;
      }
      ++at;
    }
  }
}

void make_pages(Work& work) {
  const TextCache::Counts before = work.warm.text.counts();
  const FontResolver resolver(*work.styled, *work.fonts, work.hyphenators);
  const BlockContext context{
      *work.styled, resolver, work.images, work.warm.text, work.missing(), work.job.threads};
  Paginated paginated = paginate(context,
                                 work.job.proof         ? Proofs::sheets
                                 : work.job.composition ? Proofs::composition
                                                        : Proofs::none);
  work.warm.text.age();
  const TextCache::Counts after = work.warm.text.counts();
  collect_facts(work.facts, paginated);
  work.facts.shape_calls = after.shape_calls - before.shape_calls;
  work.facts.shape_hits = after.shape_hits - before.shape_hits;
  work.facts.line_calls = after.line_calls - before.line_calls;
  work.facts.line_hits = after.line_hits - before.line_hits;
  work.add(paginated.diagnostics);
  const int multiple = work.output ? work.output->page_multiple : 0;
  if (multiple > 0 && work.facts.pages % multiple != 0) {
    work.diagnostics.push_back(
        {"W742", {}, {std::to_string(work.facts.pages), std::to_string(multiple)}});
  }
  place_articles(work, paginated.facts);
  work.document = std::move(paginated.document);
  work.add(
      check_resolution(*work.document, work.styled->images, work.images, work.output->resolution));
  work.sheets = std::move(paginated.sheets);
  work.composition = std::move(paginated.composition);
  if (work.composition) {
    name_articles(*work.composition, work.issue);
  }
}

void name_optional_fonts(Work& work) {
  const bool wanted =
      std::any_of(work.diagnostics.begin(), work.diagnostics.end(), [](const Diagnostic& d) {
        return d.code == "E303" || d.code == "W304" || d.code == "N305";
      });
  if (wanted) {
    work.add(work.optional_fonts);
    work.optional_fonts.clear();
  }
}

BuildResult finish(Work& work) {
  BuildResult result;
  name_optional_fonts(work);
  tidy(work.diagnostics);
  result.ok = !has_errors(work.diagnostics);
  result.diagnostics = std::move(work.diagnostics);
  result.sources = std::move(work.sources);
  result.facts = work.facts;
  result.articles = std::move(work.articles);
  result.times = std::move(work.times);
  result.proof = std::move(work.proof);
  if (work.job.composition) {
    result.composition = std::move(work.composition);
  }
  return result;
}

/// A property of a font, whichever text shows it.
bool of_font(const Diagnostic& diagnostic) {
  return diagnostic.code == "W307" || diagnostic.code == "N307";
}

}  // namespace

void tidy(Diagnostics& diagnostics) {
  std::stable_sort(
      diagnostics.begin(), diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return std::pair(a.span.file, a.span.begin) < std::pair(b.span.file, b.span.begin);
      });
  Diagnostics kept;
  std::set<std::pair<std::string_view, std::vector<std::string>>> told;  // of fonts
  std::size_t same_place = 0;  // first of `kept` at the place of the one looked at
  for (Diagnostic& diagnostic : diagnostics) {
    if (kept.empty() || kept.back().span.file != diagnostic.span.file ||
        kept.back().span.begin != diagnostic.span.begin) {
      same_place = kept.size();
    }
    if (of_font(diagnostic) && !told.emplace(diagnostic.code, diagnostic.args).second) {
      continue;
    }
    const bool repeated = std::any_of(kept.begin() + static_cast<std::ptrdiff_t>(same_place),
                                      kept.end(),
                                      [&](const Diagnostic& k) {
                                        return k.code == diagnostic.code &&
                                               k.span == diagnostic.span &&
                                               k.args == diagnostic.args;
                                      });
    if (!repeated) {
      kept.push_back(std::move(diagnostic));
    }
  }
  diagnostics = std::move(kept);
}

void advance(Work& work, Goal goal) {
  stage(work, "issue", [&] { read_issue(work); });
  if (work.job.lint && work.has_issue) {
    stage(work, "lint", [&] { work.add(lint(work.issue, work.sources)); });
  }
  if (!work.has_issue || goal == Goal::issue) {
    return;
  }
  stage(work, "layout", [&] { read_layout(work); });
  if (!work.styled || goal == Goal::styled) {
    return;
  }
  if (goal == Goal::pages) {
    work.output = plan_output(
        work.job, overlay(work.issue.output, work.layout->output()), work.world, work.diagnostics);
    if (work.output->page_multiple > 0) {
      fill_pages(*work.styled, work.output->page_multiple);
    }
  }
  stage(work, "fonts", [&] { read_fonts(work); });
  stage(work, "pictures", [&] { read_pictures(work); });
  // A role without its face would make every character a missing one: the one message is enough.
  if (work.fonts && work.fonts_complete && goal == Goal::pages) {
    stage(work, "pages", [&] { make_pages(work); });
  }
}

struct Session::State {
  Warm warm;
};

Session::Session() : state_(std::make_unique<State>()) {}

Session::Session(std::shared_ptr<FontShelf> shelf) : Session() {
  state_->warm.fonts = WarmFonts(std::move(shelf));
}

Session::~Session() = default;

BuildResult Session::build(const World& world, const Job& wanted) {
  const Job job = proof_job(wanted);
  Work work(world, job, state_->warm);
  advance(work, Goal::pages);
  if (job.proof && work.document && !has_errors(work.diagnostics)) {
    stage(work, "proof", [&] { make_proof_sheets(work); });
  }
  std::vector<EditionPdf> made;
  if (job.pdf && work.document && !has_errors(work.diagnostics)) {
    stage(work, "pdf", [&] { made = make_editions(work); });
    if (work.output->wants(Edition::imposed) && !has_errors(work.diagnostics)) {
      stage(work, "imposed", [&] { impose_editions(work, made); });
    }
  }
  BuildResult result = finish(work);
  if (result.ok && !made.empty()) {
    result.pdf = std::move(made.front().pdf);
    result.edition = made.front().edition;
    made.erase(made.begin());
    result.editions = std::move(made);
  }
  return result;
}

BuildResult Session::dump(const World& world, const Job& job, Stage stage) {
  Work work(world, job, state_->warm);
  const Goal goal = stage == Stage::issue     ? Goal::issue
                    : stage == Stage::styled  ? Goal::styled
                    : stage < Stage::document ? Goal::fonts
                                              : Goal::pages;
  advance(work, goal);
  std::string text = dump_of(work, stage);
  BuildResult result = finish(work);
  result.dump = std::move(text);
  return result;
}

FixResult Session::fix(const World& world) {
  return {fix_issue(world), {}};
}

std::vector<LayoutEntry> layouts_at_hand(const World& world) {
  return list_layouts(world);
}

FontReport Session::fonts(const World& world, const Job& job) {
  Work work(world, job, state_->warm);
  advance(work, Goal::fonts);
  FontReport report = font_report(work);
  if (!report.fallbacks.empty() && report.fallbacks.front().font.empty()) {
    work.add(work.optional_fonts);  // a character is missing
  }
  tidy(work.diagnostics);
  report.diagnostics = std::move(work.diagnostics);
  report.sources = std::move(work.sources);
  return report;
}

}  // namespace banxin

// The composition report for C.
#include <cstring>

#include "engine/api/c_result.h"

namespace {

using banxin::CompositionReport;
using banxin::PageComposition;
using banxin::ReportedLine;

const PageComposition* page_of(const banxin_result* result, size_t page) {
  if (!result || !result->value.composition || page >= result->value.composition->pages.size()) {
    return nullptr;
  }
  return &result->value.composition->pages[page];
}

banxin_line_counts counts_of(const banxin::LineCounts& counts) {
  banxin_line_counts out;
  std::memset(&out, 0, sizeof out);
  out.lines = counts.lines;
  out.justified = counts.justified;
  out.gap_above_1_16 = counts.above_16;
  out.gap_above_1_8 = counts.above_8;
  out.gap_above_1_4 = counts.above_4;
  out.compressed = counts.compressed;
  return out;
}

banxin_line line_of(const ReportedLine& line, const banxin::SourceMap& sources) {
  banxin_line out;
  std::memset(&out, 0, sizeof out);
  out.flaw = "";
  out.file = "";
  if (line.span.known()) {
    const banxin::LineColumn at = sources.locate(line.span.file, line.span.begin);
    out.file = sources.path(line.span.file).data();  // of a std::string: zero-terminated
    out.line = at.line;
    out.column = at.column;
  }
  out.article = line.article.c_str();
  out.text = line.text.c_str();
  out.column_of_page = line.column;
  out.gap = line.gap;
  out.squeeze = line.squeeze;
  out.ratio = line.ratio;
  return out;
}

}  // namespace

extern "C" {

size_t banxin_result_page_count(const banxin_result* result) {
  return result && result->value.composition ? result->value.composition->pages.size() : 0;
}

int banxin_result_composition(const banxin_result* result, banxin_line_counts* total) {
  if (!result || !total || !result->value.composition) {
    return -1;
  }
  banxin_line_counts ours = counts_of(result->value.composition->total);
  hand_out(ours, total);
  return 0;
}

int banxin_result_page(const banxin_result* result, size_t index, banxin_page* page) {
  const PageComposition* from = page_of(result, index);
  if (!from || !page) {
    return -1;
  }
  banxin_page ours;
  std::memset(&ours, 0, sizeof ours);
  ours.page = from->page;
  ours.folio = from->folio.c_str();
  ours.lines = from->counts.lines;
  ours.justified = from->counts.justified;
  ours.score = from->score;
  hand_out(ours, page);
  return 0;
}

size_t banxin_result_line_count(const banxin_result* result, size_t page, banxin_lines which) {
  const PageComposition* from = page_of(result, page);
  if (!from) {
    return 0;
  }
  return which == BANXIN_FINDINGS  ? from->findings.size()
         : which == BANXIN_LOOSEST ? from->loosest.size()
                                   : from->tightest.size();
}

int banxin_result_line(
    const banxin_result* result, size_t page, banxin_lines which, size_t index, banxin_line* line) {
  if (!line || index >= banxin_result_line_count(result, page, which)) {
    return -1;
  }
  const PageComposition& from = *page_of(result, page);
  const banxin::SourceMap& sources = result->value.sources;
  banxin_line ours;
  if (which == BANXIN_FINDINGS) {
    const banxin::Finding& finding = from.findings[index];
    ours = line_of(finding.line, sources);
    ours.flaw = banxin::flaw_name(finding.flaw).data();  // a literal
    ours.amount = finding.amount;
  } else {
    ours = line_of((which == BANXIN_LOOSEST ? from.loosest : from.tightest)[index], sources);
  }
  hand_out(ours, line);
  return 0;
}

}  // extern "C"

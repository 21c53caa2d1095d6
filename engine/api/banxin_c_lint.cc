// The C interface of the editorial lint.
#include "engine/api/c_result.h"

extern "C" int banxin_result_fix(const banxin_result* result, size_t index, banxin_fix* fix) {
  if (!result || !fix || index >= result->value.diagnostics.size() ||
      !result->value.diagnostics[index].fix) {
    return -1;
  }
  const banxin::Fix& found = *result->value.diagnostics[index].fix;
  const banxin::SourceMap& sources = result->value.sources;
  const auto begin = sources.locate(found.span.file, found.span.begin);
  const auto end = sources.locate(found.span.file, found.span.end);
  banxin_fix ours;
  std::memset(&ours, 0, sizeof ours);
  ours.replacement = found.replacement.c_str();
  ours.safe = found.safety == banxin::FixSafety::safe ? 1 : 0;
  ours.line = begin.line;
  ours.column = begin.column;
  ours.end_line = end.line;
  ours.end_column = end.column;
  hand_out(ours, fix);
  return 0;
}

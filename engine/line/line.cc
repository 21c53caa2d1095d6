#include "engine/line/line.h"

#include <algorithm>

#include "engine/base/number.h"
#include "engine/line/breaker.h"
#include "engine/line/grid.h"
#include "engine/line/justify.h"
#include "engine/line/orphan.h"
#include "engine/line/prepared.h"
#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

/// The first characters of a line, to recognise it by in a message.
std::string beginning(const ShapedText& shaped, const Line& line) {
  constexpr std::uint32_t kShown = 16;
  if (line.begin >= line.end) {
    return {};
  }
  const std::uint32_t shown = std::min(line.end, line.begin + kShown);
  const std::uint32_t from = shaped.clusters[line.begin].text_begin;
  std::string out = shaped.text.substr(from, shaped.clusters[shown - 1].text_end - from);
  return shown < line.end ? out + "……" : out;
}

bool is_filled(Align align) {
  return align == Align::justify || align == Align::spread;
}

void report(const ShapedText& shaped,
            const LineRequest& request,
            Length measure,
            const Line& line,
            BrokenText& broken) {
  Diagnostic diagnostic;
  diagnostic.args.push_back(beginning(shaped, line));
  switch (line.emergency) {
    case Line::Emergency::overfull:
      diagnostic.code = "W401";
      diagnostic.args.insert(diagnostic.args.begin(), number_text((line.width - measure).mm(), 1));
      break;
    case Line::Emergency::token_split:
      diagnostic.code = "W402";
      break;
    case Line::Emergency::prohibition:
      diagnostic.code = "W403";
      break;
    case Line::Emergency::loose:
      // Lines that are not filled end where they end: no gap is widened, however short they are.
      if (!is_filled(request.align) || (line.worst_gap * 2 <= shaped.em && line.justified)) {
        return;
      }
      diagnostic.code = "W404";
      break;
    default:
      return;
  }
  broken.diagnostics.push_back(std::move(diagnostic));
  broken.diagnostic_clusters.push_back(line.begin < line.end ? line.end - 1 : line.begin);
}

/// P5: a last line that the lines before run over into, and that holds too little.
bool short_last(const Prepared& text, const std::vector<Choice>& lines) {
  if (lines.size() < 2 || text.request().align == Align::spread) {
    return false;
  }
  const std::uint32_t begin = lines.back().begin;
  return text.break_at(begin).kind != BreakKind::mandatory && is_orphan(text, begin);
}

/// So many lines more or less than are best, or as near to that as can be set well.
void loosen(const Prepared& text, std::vector<Choice>& lines, BrokenText& broken) {
  const int wanted = text.request().looseness;
  const int step = wanted > 0 ? -1 : 1;
  for (int more = wanted; more != 0; more += step) {
    std::vector<Choice> found = break_looser(text, lines, more);
    if (!found.empty()) {
      lines = std::move(found);
      return;
    }
  }
  broken.diagnostics.push_back({"N416", Span(), {std::to_string(lines.size())}});
  broken.diagnostic_clusters.push_back(0);
}

std::vector<Line> set_justified(const Prepared& text, BrokenText& broken) {
  Setter setter(text);
  std::vector<Choice> choices = breaker_for(text)(text);
  if (text.request().looseness != 0) {
    loosen(text, choices, broken);
  }
  std::vector<Line> lines;
  lines.reserve(choices.size() + 1);
  for (const Choice& choice : choices) {
    lines.push_back(setter.set(choice, static_cast<std::uint32_t>(lines.size())));
  }
  lines.back().short_last = short_last(text, choices);
  return lines;
}

}  // namespace

BrokenText break_lines(const ShapedText& shaped, const LineRequest& request) {
  BrokenText broken;
  if (shaped.clusters.empty()) {
    broken.lines.emplace_back();
    broken.lines.back().last = true;
    broken.lines.back().width = request.first_indent;
    return broken;
  }
  const Prepared text(shaped, request);
  broken.lines = on_grid(text) ? set_on_grid(text) : set_justified(text, broken);
  std::uint32_t number = 0;
  for (const Line& line : broken.lines) {
    const std::int64_t right = text.inset(number) - text.inset_left(number);
    report(shaped, request, request.measure - Length::emu(right), line, broken);
    ++number;
  }
  if (shaped.clusters.back().cls == CharClass::line_feed) {  // a line feed opens a line
    Line empty;
    empty.begin = empty.end = text.size();
    empty.width = request.other_indent;
    empty.last = true;
    broken.lines.push_back(empty);
  }
  return broken;
}

Hash128 line_key(Hash128 shape, const LineRequest& request) {
  Hasher hasher;
  hasher.hash(shape);
  for (const Length length : {request.measure,
                              request.first_indent,
                              request.other_indent,
                              request.last_line_reserve,
                              request.other_reserve}) {
    hasher.number(static_cast<std::uint64_t>(length.emu()));
  }
  hasher.number(static_cast<std::uint64_t>(request.align));
  hasher.number(static_cast<std::uint64_t>(request.align_last));
  hasher.number(static_cast<std::uint64_t>(request.looseness));
  for (const LineInset& inset : request.insets) {
    hasher.number(inset.lines);
    hasher.number(static_cast<std::uint64_t>(inset.left.emu()));
    hasher.number(static_cast<std::uint64_t>(inset.right.emu()));
  }
  return hasher.finish();
}

std::string to_text(const BrokenText& broken, const ShapedText& shaped) {
  constexpr std::string_view kEmergencies[] = {
      "", " loose", " soft_unit", " hyphenated", " token_split", " prohibition", " overfull"};
  const auto em = [&](Length length) {
    const double size = shaped.em.emu() == 0 ? 1.0 : static_cast<double>(shaped.em.emu());
    return number_text(static_cast<double>(length.emu()) / size, 3);
  };
  std::string out;
  for (const Line& line : broken.lines) {
    out += "w=" + em(line.width) + " \"";
    for (std::uint32_t i = line.begin; i < line.end; ++i) {
      const ShapedCluster& c = shaped.clusters[i];
      out += std::string_view(shaped.text).substr(c.text_begin, c.text_end - c.text_begin);
    }
    out += line.hyphen ? "-\"" : "\"";
    out += line.justified ? " justified" : "";
    out += line.last ? " last" : "";
    out += line.worst_gap > Length() ? " gap=" + em(line.worst_gap) : std::string();
    out += line.hang > Length() ? " hang=" + em(line.hang) : std::string();
    out += kEmergencies[static_cast<std::size_t>(line.emergency)];
    out += "\n";
  }
  return out;
}

}  // namespace banxin

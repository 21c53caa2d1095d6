#include "engine/cli/diff.h"

#include <algorithm>
#include <vector>

namespace banxin {
namespace {

constexpr std::size_t kContext = 3;

using Lines = std::vector<std::string_view>;  // with their line feeds

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

/// Lines [begin, end) of each side that differ.
struct Change {
  std::size_t begin = 0, before_end = 0, shift_begin = 0, after_end = 0;
};

/// Where both sides have as many lines, line by line, which is what fixes do; else all between the
/// first and the last line that differ.
std::vector<Change> changes_of(const Lines& before, const Lines& after) {
  std::vector<Change> changes;
  if (before.size() == after.size()) {
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (before[i] == after[i]) {
        continue;
      }
      if (!changes.empty() && changes.back().before_end == i) {
        ++changes.back().before_end;
        ++changes.back().after_end;
      } else {
        changes.push_back({i, i + 1, i, i + 1});
      }
    }
    return changes;
  }
  std::size_t head = 0;
  while (head < std::min(before.size(), after.size()) && before[head] == after[head]) {
    ++head;
  }
  std::size_t tail = 0;
  while (tail < std::min(before.size(), after.size()) - head &&
         before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) {
    ++tail;
  }
  return {{head, before.size() - tail, head, after.size() - tail}};
}

std::string range(std::size_t begin, std::size_t end) {
  const std::size_t first = begin == end ? begin : begin + 1;
  return std::to_string(first) + (end - begin == 1 ? "" : "," + std::to_string(end - begin));
}

void put(std::string& out, char sign, const Lines& lines, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    out += sign;
    out += lines[i];
    if (lines[i].back() != '\n') {
      out += "\n\\ No newline at end of file\n";
    }
  }
}

}  // namespace

std::string unified_diff(std::string_view name, std::string_view before, std::string_view after) {
  if (before == after) {
    return {};
  }
  const Lines old_lines = lines_of(before);
  const Lines new_lines = lines_of(after);
  const std::vector<Change> changes = changes_of(old_lines, new_lines);
  std::string out = "--- a/" + std::string(name) + "\n+++ b/" + std::string(name) + "\n";
  for (std::size_t first = 0; first < changes.size();) {
    std::size_t last = first;
    while (last + 1 < changes.size() &&
           changes[last + 1].begin - changes[last].before_end <= 2 * kContext) {
      ++last;
    }
    const std::size_t lead = std::min(kContext, changes[first].begin);
    const std::size_t begin = changes[first].begin - lead;
    const std::size_t end = std::min(old_lines.size(), changes[last].before_end + kContext);
    const std::size_t new_begin = changes[first].shift_begin - lead;
    const std::size_t new_end = changes[last].after_end + (end - changes[last].before_end);
    out += "@@ -" + range(begin, end) + " +" + range(new_begin, new_end) + " @@\n";
    std::size_t at = begin;
    for (std::size_t i = first; i <= last; ++i) {
      put(out, ' ', old_lines, at, changes[i].begin);
      put(out, '-', old_lines, changes[i].begin, changes[i].before_end);
      put(out, '+', new_lines, changes[i].shift_begin, changes[i].after_end);
      at = changes[i].before_end;
    }
    put(out, ' ', old_lines, at, end);
    first = last + 1;
  }
  return out;
}

}  // namespace banxin

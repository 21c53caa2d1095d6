#include "engine/base/composition_report.h"

#include <algorithm>

namespace banxin {

std::string_view flaw_name(Flaw flaw) {
  constexpr std::array<std::string_view, kFlaws> kNames = {"overfull",
                                                           "prohibition",
                                                           "token-split",
                                                           "heading-at-foot",
                                                           "widow",
                                                           "orphan",
                                                           "short-last-line",
                                                           "very-loose",
                                                           "loose",
                                                           "tight-stop",
                                                           "soft-unit",
                                                           "hyphen-ladder",
                                                           "column-end",
                                                           "river"};
  return kNames[static_cast<std::size_t>(flaw)];
}

LineCounts& LineCounts::operator+=(const LineCounts& more) {
  lines += more.lines;
  justified += more.justified;
  above_16 += more.above_16;
  above_8 += more.above_8;
  above_4 += more.above_4;
  compressed += more.compressed;
  return *this;
}

std::vector<std::size_t> CompositionReport::worst_pages() const {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (!pages[i].findings.empty()) {
      out.push_back(i);
    }
  }
  std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
    return pages[a].score > pages[b].score;
  });
  return out;
}

}  // namespace banxin

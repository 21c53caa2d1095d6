// What every group of checks works with: the file, what is asked of it, what was found.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/preflight/object.h"
#include "engine/preflight/preflight.h"
#include "engine/preflight/rules.h"
#include "engine/preflight/xmp.h"

namespace banxin::prepress {

/// Boxes of a page in points as they apply, inherited ones and defaults included.
struct PageBoxes {
  Object page;
  Box media, trim, bleed;
  bool has_trim = false, has_bleed = false;
};

/// Gathers findings: same rule, page and particulars once, with a count.
class Findings {
 public:
  Findings(PreflightProfile profile, const std::vector<std::string>& skip)
      : profile_(profile),
        skip_(skip) {}

  void set_pages(const std::vector<PageBoxes>* pages) { pages_ = pages; }

  /// Is it worth looking?
  bool wants(std::string_view rule) const;
  void add(std::string_view rule, int page, const Box* place, std::vector<std::string> args);

  void add(std::string_view rule, std::vector<std::string> args = {}) {
    add(rule, -1, nullptr, std::move(args));
  }

  /// Sorted into `report`.
  void deliver(PreflightReport& report);

 private:
  struct Key {
    std::size_t rule;
    int page;
    std::vector<std::string> args;
    friend auto operator<=>(const Key&, const Key&) = default;
  };

  PreflightProfile profile_;
  const std::vector<std::string>& skip_;
  const std::vector<PageBoxes>* pages_ = nullptr;
  std::map<Key, PreflightFinding> found_;
  std::map<std::pair<std::size_t, int>, int> kept_;
};

/// MCIDs seen in content: by StructParents key of the stream, or page number where it has none.
struct SeenContent {
  std::map<std::pair<int, int>, int> page_of;  // (key, MCID) → page
};

struct IntentFacts {
  bool any = false, cmyk = false, rgb = false, gray = false;
};

struct Check {
  QPDF& file;
  std::string_view bytes;
  const PreflightRequest& request;
  PreflightProfile profile;
  Findings& findings;
  PreflightSummary& summary;
  std::vector<PageBoxes> pages;
  IntentFacts intents;
  SeenContent seen;
  Xmp xmp;

  bool press() const { return profile != PreflightProfile::screen; }
};

// One function a group, in the order they run.
void check_file(Check& check);      // version, ID, filters, actions, forms, layers
void check_boxes(Check& check);     // pages, boxes, sizes
void check_metadata(Check& check);  // Info, XMP, claims
void check_intents(Check& check);   // output intents, their profiles
void check_content(Check& check);   // everything painted, with fonts and pictures
void check_annotations(Check& check);
void check_navigation(Check& check);  // outlines, labels, destinations
void check_tags(Check& check);

/// Fills Check::pages; false if there is none.
bool read_pages(Check& check);
/// Fills Check::xmp and the claims of the summary; needed before the profile is known.
void read_claims(Check& check);
/// What an automatic profile becomes.
PreflightProfile profile_claimed(const Check& check);

}  // namespace banxin::prepress

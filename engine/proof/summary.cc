#include "engine/proof/summary.h"

#include <algorithm>

#include "engine/proof/paint.h"
#include "engine/proof/running_text.h"

namespace banxin {
namespace {

constexpr Length kSide = 12_mm;  // between the edge of the page and its text
constexpr Length kTop = 14_mm;

class Summary {
 public:
  Summary(const ProofRequest& request,
          const ProofFindings& findings,
          Lettering& lettering,
          Document& to)
      : request_(request),
        findings_(findings),
        letters_(lettering),
        to_(to),
        size_(request.document.pages.empty() ? Size{210_mm, 297_mm}
                                             : request.document.pages.front().size) {}

  int run() {
    counts();
    if (findings_.facts.changes) {
      changes();
    }
    by_page();
    elsewhere();
    return fill_pages();
  }

 private:
  std::string wording(std::string_view key, const std::vector<std::string>& args = {}) const {
    return catalogue_text(key, request_.settings.language, args);
  }

  void say(Letter letter, std::string text) { paragraphs_.push_back({letter, std::move(text)}); }

  void say(const ProofNote& note) {
    say(Letter::entry,
        note.mark + "　" + note.place + (note.place.empty() ? "" : "　") + note.text);
  }

  void counts() {
    const ProofFacts& facts = findings_.facts;
    say(Letter::title, wording("proof.title"));
    say(Letter::entry, request_.document.title + "　" + round_of(request_));
    say(Letter::entry,
        wording("proof.counts",
                {std::to_string(request_.document.pages.size()),
                 std::to_string(facts.findings),
                 std::to_string(facts.lines),
                 std::to_string(facts.low_pictures)}));
    std::string flaws;
    for (std::size_t i = 0; i < kFlaws; ++i) {
      const std::size_t count = request_.composition.flaws[i];
      if (count > 0) {
        std::string key(flaw_name(static_cast<Flaw>(i)));
        std::replace(key.begin(), key.end(), '-', '_');
        flaws += (flaws.empty() ? "" : wording("list.separator")) + wording("composition." + key) +
                 " " + std::to_string(count);
      }
    }
    if (!flaws.empty()) {
      say(Letter::entry, wording("proof.flaws", {flaws}));
    }
    if (facts.changes) {
      say(Letter::entry,
          wording("proof.since",
                  {request_.settings.since_name,
                   std::to_string(*facts.changes),
                   std::to_string(*facts.moved)}));
    }
  }

  void page_heading(std::size_t number) {
    const std::string page = std::to_string(number + 1);
    const std::string& folio = request_.document.pages[number].folio;
    say(Letter::page,
        folio.empty() ? wording("composition.page", {page})
                      : wording("composition.page_folio", {page, folio}));
  }

  void changes() {
    if (*findings_.facts.changes == 0 && findings_.moved.empty()) {
      return;
    }
    say(Letter::section, wording("proof.changes"));
    for (const std::string& moved : findings_.moved) {
      say(Letter::entry, moved);
    }
    for (std::size_t i = 0; i < findings_.pages.size(); ++i) {
      if (!findings_.pages[i].changes.empty()) {
        page_heading(i);
      }
      for (const ProofNote& change : findings_.pages[i].changes) {
        say(change);
      }
    }
  }

  void by_page() {
    bool headed = false;
    for (std::size_t i = 0; i < findings_.pages.size(); ++i) {
      const PageFindings& page = findings_.pages[i];
      if (page.notes.empty() && page.flags.empty()) {
        continue;
      }
      if (!headed) {
        say(Letter::section, wording("proof.findings"));
        headed = true;
      }
      page_heading(i);
      for (const ProofNote& note : page.notes) {
        say(note);
      }
      for (const LineFlag& flag : page.flags) {
        say(Letter::entry, flag.place + (flag.place.empty() ? "" : "　") + flag.text);
      }
    }
  }

  void elsewhere() {
    if (findings_.elsewhere.empty()) {
      return;
    }
    say(Letter::section, wording("proof.elsewhere"));
    for (const ProofNote& note : findings_.elsewhere) {
      say(note);
    }
  }

  /// The summary has a section of its own in the structure.
  std::uint32_t add_tags(const Fragment& set) {
    TagNode root;
    root.role = TagRole::sect;
    root.title = wording("proof.title");
    const auto parent = static_cast<TagId>(to_.tags.size());
    to_.tags.push_back(root);
    const auto base = static_cast<std::uint32_t>(to_.tags.size());
    for (TagNode node : set.tags) {
      node.parent = node.parent == TagId::none
                        ? parent
                        : static_cast<TagId>(static_cast<std::uint32_t>(node.parent) + base);
      to_.tags.push_back(std::move(node));
    }
    return base;
  }

  void begin_page() {
    ++pages_;
    Page& page = to_.pages.emplace_back();
    page.size = {size_.width + kProofOuter + kProofInner, size_.height + kProofHead + kProofFoot};
    page.flow = "proof";
    page.fill = 1;
    y_ = trim().y + kTop;
    Page like;
    like.size = size_;
    paint_head(like,
               std::string(kProofSign) + request_.document.title + "　" + round_of(request_) +
                   "　" + wording("proof.page_label") + " " + std::to_string(pages_),
               trim(),
               letters_,
               page);
  }

  Rect trim() const { return {kProofInner, kProofHead, size_.width, size_.height}; }

  int fill_pages() {
    const auto first = static_cast<int>(to_.pages.size());
    const Fragment set = letters_.set(paragraphs_, size_.width - 2 * kSide);
    const std::uint32_t base = add_tags(set);
    const Length bottom = trim().bottom() - kTop;
    begin_page();
    for (std::size_t i = 0; i < set.strips.size();) {
      std::size_t end = i + 1;  // what stays together
      Length height = set.strips[i].height;
      while (end < set.strips.size() && set.strips[end].break_before == BreakRule::avoid) {
        height += set.strips[end].space_before + set.strips[end].height;
        ++end;
      }
      const bool at_head = y_ == trim().y + kTop;
      if (!at_head && y_ + set.strips[i].space_before + height > bottom) {
        begin_page();
      }
      for (; i < end; ++i) {
        add_strip(set.strips[i], base);
      }
    }
    to_.outline.push_back({wording("proof.title"), 1, first, {trim().x + kSide, trim().y + kTop}});
    to_.labels.push_back({first, LabelRange::Style::decimal, wording("proof.page_label") + "-", 1});
    return pages_;
  }

  void add_strip(const Strip& strip, std::uint32_t base) {
    y_ += y_ == trim().y + kTop ? Length() : strip.space_before;
    for (Item item : strip.items) {
      shift(item, {trim().x + kSide, y_});
      if (item.tag != TagId::none) {
        item.tag = static_cast<TagId>(static_cast<std::uint32_t>(item.tag) + base);
      }
      to_.pages.back().items.push_back(std::move(item));
    }
    y_ += strip.height;
  }

  const ProofRequest& request_;
  const ProofFindings& findings_;
  Lettering& letters_;
  Document& to_;
  Size size_;
  std::vector<ProofParagraph> paragraphs_;
  Length y_;
  int pages_ = 0;
};

}  // namespace

int add_summary(const ProofRequest& request,
                const ProofFindings& findings,
                Lettering& lettering,
                Document& to) {
  return Summary(request, findings, lettering, to).run();
}

}  // namespace banxin

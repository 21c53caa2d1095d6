#include "engine/impose/impose.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include <qpdf/QPDFExc.hh>

#include "engine/base/contract.h"
#include "engine/base/hash.h"
#include "engine/base/number.h"
#include "engine/impose/marks.h"
#include "engine/impose/write.h"

namespace banxin {
namespace {

using namespace impose;

constexpr Length kMilling = Length::mm(3);     // of glued signatures, each page
constexpr Length kMostBleed = Length::mm(10);  // more of a page is not shown
constexpr Length kUsualBleed = Length::mm(3);  // R12
constexpr Length kSameSize = Length::mm(0.5);  // pages that differ less are of one size
constexpr int kCoverPages = 4;

std::string mm_text(Size size) {
  return number_text(size.width.mm(), 1) + " × " + number_text(size.height.mm(), 1);
}

Size size_of(const SourcePage& page) {
  return {Length::pt(page.width), Length::pt(page.height)};
}

bool differ(Size a, Size b) {
  const auto far = [](Length x, Length y) { return max(x - y, y - x) > kSameSize; };
  return far(a.width, b.width) || far(a.height, b.height);
}

/// "3, 5, 8…" of pages from 0.
std::string page_list(const std::vector<int>& pages) {
  constexpr std::size_t kMost = 8;
  std::string out;
  for (std::size_t i = 0; i < std::min(pages.size(), kMost); ++i) {
    out += (i > 0 ? ", " : "") + std::to_string(pages[i] + 1);
  }
  return pages.size() > kMost ? out + "…" : out;
}

class Imposer {
 public:
  Imposer(std::string_view pdf, const ImposeOptions& options)
      : pdf_(pdf),
        options_(options),
        imposition_(options.imposition),
        cover_apart_(
            imposition_.cover_apart.value_or(imposition_.kind == Imposition::Kind::signatures)) {}

  Result<Imposed> run() {
    Diagnostics wrong = check_settings();
    if (!wrong.empty()) {
      return Failure{std::move(wrong)};
    }
    Result<Source> read = read_source(pdf_);
    if (!read) {
      return Failure{read.error()};
    }
    Source source = std::move(read).value();
    wrong = check_pages(source);
    if (!wrong.empty()) {
      return Failure{std::move(wrong)};
    }
    return impose(std::move(source));
  }

 private:
  Diagnostics check_settings() const {
    const int side = imposition_.pages_per_side;
    if (side != 2 && side != 4 && side != 8) {
      return {{"E765", {}, {std::to_string(side)}}};
    }
    const int signature = imposition_.signature;
    if (imposition_.kind == Imposition::Kind::signatures &&
        (signature < 2 * side || signature > 64 || signature % (2 * side) != 0)) {
      return {{"E768", {}, {std::to_string(signature), std::to_string(2 * side)}}};
    }
    return {};
  }

  Diagnostics check_pages(const Source& source) {
    const int count = static_cast<int>(source.pages.size());
    if (cover_apart_ && count < kCoverPages + 1) {
      return {{"E766", {}, {std::to_string(count)}}};
    }
    page_ = size_of(source.pages.front());
    std::vector<int> others;
    for (int i = 0; i < count; ++i) {
      const SourcePage& page = source.pages[static_cast<std::size_t>(i)];
      if (differ(size_of(page), page_)) {
        others.push_back(i);
      }
      bleed_ = max(bleed_, min(Length::pt(page.bleeds), kMostBleed));
    }
    // What pages bleed beyond the usual is there for the inner ones, which creep away from the
    // knife.
    bleed_ = max(min(bleed_, kUsualBleed), bleed_ - most_creep(count, imposition_));
    if (others.empty()) {
      return {};
    }
    const Size other = size_of(source.pages[static_cast<std::size_t>(others.front())]);
    return {{"E763", {}, {page_list(others), mm_text(other), mm_text(page_)}, others.front()}};
  }

  SheetRules rules() const {
    SheetRules rules;
    rules.page = page_;
    rules.bleed = bleed_;
    rules.sheet = imposition_.sheet;
    rules.marks = options_.marks.any() ? SheetRules::Marks::some : SheetRules::Marks::none;
    return rules;
  }

  /// Pages of the inside, blanks put in.
  PageOrder inner_pages(int count) {
    std::vector<int> pages(static_cast<std::size_t>(count));
    std::iota(pages.begin(), pages.end(), 0);
    if (cover_apart_) {
      pages = {pages.begin() + 2, pages.end() - 2};
    }
    PageOrder order = fill_up(pages, cover_apart_ ? 0 : 1, imposition_);
    const auto blanks = order.size() - pages.size();
    if (blanks > 0) {
      const int before = cover_apart_ ? count - 2 : count - 1;  // the page they stand before
      result_.notes.push_back({"N760", {}, {std::to_string(blanks), std::to_string(before + 1)}});
    }
    return order;
  }

  Result<Imposed> impose(Source source) {
    const int count = static_cast<int>(source.pages.size());
    if (source.without_trim > 0) {
      result_.notes.push_back({"N762", {}, {std::to_string(source.without_trim)}});
    }
    const Binding binding = options_.bound_at == BoundAt::right ||
                                    (options_.bound_at == BoundAt::as_said && source.right_bound)
                                ? Binding::right
                                : Binding::left;
    const PageOrder inner = inner_pages(count);
    const SheetPlan plan = plan_sheets(inner, imposition_, binding);
    note_short_signature(plan);
    SheetRules inner_rules = rules();
    inner_rules.creep =
        most_creep(count, imposition_) > Length() ? imposition_.paper_thickness : Length();
    inner_rules.leaves_outside =
        cover_apart_ && imposition_.kind == Imposition::Kind::saddle_stitch ? 1 : 0;
    inner_rules.spine_gap =
        2 * imposition_.milling.value_or(
                imposition_.kind == Imposition::Kind::signatures ? kMilling : Length());
    if (cover_apart_) {
      Result<std::string> cover = write_cover(count, static_cast<int>(inner.size()), binding);
      if (!cover) {
        return Failure{cover.error()};
      }
      result_.cover = std::move(cover).value();
    }
    Result<std::string> written = write(std::move(source), plan, inner_rules, "拼版");
    if (!written) {
      return Failure{written.error()};
    }
    result_.pdf = std::move(written).value();
    result_.plan = to_text(plan);
    result_.sheets = std::accumulate(plan.sheets.begin(), plan.sheets.end(), 0);
    return std::move(result_);
  }

  void note_short_signature(const SheetPlan& plan) {
    const int side = 2 * imposition_.pages_per_side;
    for (std::size_t i = 0; i < plan.sheets.size(); ++i) {
      const int pages = plan.sheets[i] * side;
      if (imposition_.kind == Imposition::Kind::signatures && pages < imposition_.signature) {
        result_.notes.push_back({"N761", {}, {std::to_string(i + 1), std::to_string(pages)}});
      }
    }
  }

  /// The cover as a sheet of its own; bound with glue it has a spine (I-5).
  Result<std::string> write_cover(int count, int inner_count, Binding binding) {
    Result<Source> read = read_source(pdf_);  // writing uses a document up
    if (!read) {
      return Failure{read.error()};
    }
    Imposition cover;  // four pages, one fold
    const SheetPlan plan = plan_sheets({0, 1, count - 2, count - 1}, cover, binding);
    SheetRules cover_rules = rules();
    if (imposition_.kind != Imposition::Kind::saddle_stitch) {
      result_.spine = imposition_.paper_thickness * (inner_count / 2) + imposition_.glue;
      cover_rules.spine_gap = result_.spine;
      cover_rules.fold = SheetRules::Fold::edges;
    }
    return write(std::move(read).value(), plan, cover_rules, "封面");
  }

  Result<std::string> write(Source source,
                            const SheetPlan& plan,
                            const SheetRules& sheet_rules,
                            std::string_view part) {
    const std::optional<Size> media = media_size(plan, sheet_rules);
    if (!media) {
      return fail("E764", {}, {mm_text(*sheet_rules.sheet), mm_text(needed(plan, sheet_rules))});
    }
    std::vector<SheetToWrite> sheets;
    for (const SheetSide& side : plan.sides) {
      sheets.push_back({lay_out(plan, side, *media, sheet_rules), label_of(plan, side, part)});
    }
    WriteRules write_rules;
    write_rules.marks = options_.marks;
    write_rules.mark_distance = mark_distance(sheet_rules);
    write_rules.part = part;
    Hasher hasher;
    hasher.text(pdf_).text(part);
    for (const SheetToWrite& sheet : sheets) {
      hasher.text(to_text(sheet.sheet));
    }
    write_rules.content = hasher.finish();
    try {
      return write_sheets(std::move(source), sheets, write_rules);
    } catch (const TooMuch& e) {
      return fail("E767", {}, {e.what()});
    } catch (const QPDFExc& e) {
      return fail("E760", {}, {e.getMessageDetail()});
    } catch (const BrokenContract&) {
      throw;
    } catch (const std::runtime_error& e) {
      return fail("E760", {}, {e.what()});
    } catch (const std::logic_error& e) {  // qpdf's word for objects it did not expect
      return fail("E760", {}, {e.what()});
    }
  }

  static std::string label_of(const SheetPlan& plan, const SheetSide& side, std::string_view part) {
    if (part != "封面") {
      return sheet_label(plan, side);
    }
    return side.face == SheetSide::Face::front ? "封面 外面" : "封面 内面";
  }

  std::string_view pdf_;
  const ImposeOptions& options_;
  const Imposition& imposition_;
  bool cover_apart_;
  Size page_;
  Length bleed_;
  Imposed result_;
};

}  // namespace

Length most_creep(int pages, const Imposition& imposition) {
  if (imposition.kind != Imposition::Kind::saddle_stitch &&
      imposition.kind != Imposition::Kind::signatures) {
    return {};
  }
  const std::vector<int> lengths = signatures_of(filled(pages, imposition), imposition);
  const int longest = lengths.empty() ? 0 : *std::max_element(lengths.begin(), lengths.end());
  return imposition.paper_thickness * std::max(0, longest / 4 - 1);
}

Result<Imposed> impose_pdf(std::string_view pdf, const ImposeOptions& options) {
  return Imposer(pdf, options).run();
}

}  // namespace banxin

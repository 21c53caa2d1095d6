// What stands badly at the edges of columns, and rivers.
#include <algorithm>

#include "engine/page/proof.h"

namespace banxin {
namespace {

constexpr int kLinesBelowHeading = 2;      // P7
constexpr std::uint32_t kRiverLength = 4;  // shorter ones happen by chance in every issue

bool is_heading(const SetParagraph& text, const Styled& styled) {
  const TagRole role = styled.block(text.paragraph->style).role;
  return role == TagRole::h1 || role == TagRole::h2 || role == TagRole::h3 || role == TagRole::h4;
}

/// Looks at one column that the text goes on from.
class ColumnEdges {
 public:
  ColumnEdges(const Fragment& fragment, const ColumnPlan& column, int number, const Styled& styled)
      : fragment_(fragment),
        column_(column),
        number_(number),
        styled_(styled) {}

  void judge(std::vector<EdgeFlaw>& out) const {
    if (column_.first >= column_.end) {
      return;
    }
    head(out);
    const bool goes_on = column_.end < fragment_.strips.size() &&
                         !forced(fragment_.strips[column_.end].break_before) &&
                         fragment_.strips[column_.end].across == column_.across;
    if (goes_on) {
      foot(out);
      heading(out);
    }
  }

 private:
  /// The one line of a strip that is a line of text; null for other strips.
  const StripLine* line_of(std::size_t strip) const {
    const Strip& s = fragment_.strips[strip];
    return s.lines.size() == 1 && s.table == 0 ? &s.lines.front() : nullptr;
  }

  PlacedLine placed(const StripLine& line) const {
    return {&fragment_.paragraphs[line.paragraph], line.line, number_};
  }

  void head(std::vector<EdgeFlaw>& out) const {
    if (const StripLine* line = line_of(column_.first)) {
      const PlacedLine at = placed(*line);
      if (at.last() && !at.first()) {
        out.push_back({Flaw::widow, 0, at});
      }
    }
  }

  void foot(std::vector<EdgeFlaw>& out) const {
    const StripLine* line = line_of(column_.end - 1);
    if (!line) {
      return;
    }
    const PlacedLine at = placed(*line);
    if (at.last()) {
      return;
    }
    if (at.first()) {
      out.push_back({Flaw::orphan, 0, at});
    }
    const Line& set = at.get();
    const bool dash =
        set.end > set.begin && at.text->shaped->clusters[set.end - 1].cls == CharClass::dash;
    if (set.hyphen || dash) {
      out.push_back({Flaw::column_end, 0, at});
    }
  }

  /// A heading with fewer lines below it than belong there, though the text goes on.
  void heading(std::vector<EdgeFlaw>& out) const {
    int below = 0;
    for (std::size_t i = column_.end; i > column_.first && below < kLinesBelowHeading; --i) {
      const StripLine* line = line_of(i - 1);
      if (!line) {
        return;  // a picture or table below it holds the heading well enough
      }
      const PlacedLine at = placed(*line);
      if (is_heading(*at.text, styled_)) {
        // A paragraph of one line below it, and nothing of it left over, is whole.
        if (below == 0 || !ends_paragraph(column_.end - 1)) {
          out.push_back({Flaw::heading_at_foot, static_cast<double>(below), at});
        }
        return;
      }
      ++below;
    }
  }

  bool ends_paragraph(std::size_t strip) const { return placed(*line_of(strip)).last(); }

  const Fragment& fragment_;
  const ColumnPlan& column_;
  int number_;
  const Styled& styled_;
};

/// Centres of the blanks of a line that the eye joins to a river: half-em blanks of marks, and
/// word spaces as wide as a quarter em.
std::vector<Length> blanks_of(const ShapedText& shaped, const Line& line) {
  std::vector<Length> out;
  for (std::uint32_t i = line.begin; i + 1 < line.end; ++i) {
    const ShapedCluster& cluster = shaped.clusters[i];
    const PlacedCluster& at = line.placed[i - line.begin];
    const bool wide = at.advance * 4 >= cluster.size * 3;
    const CharClass cls = cluster.cls;
    if (cluster.is_space && at.advance * 4 >= cluster.size) {
      out.push_back(at.x + at.advance / 2);
    } else if (wide && cls == CharClass::opening) {
      out.push_back(at.x + cluster.size / 4);
    } else if (wide && (cls == CharClass::closing || cls == CharClass::pause ||
                        cls == CharClass::stop || cls == CharClass::question)) {
      out.push_back(at.x + at.advance - cluster.size / 4);
    }
  }
  return out;
}

}  // namespace

std::vector<EdgeFlaw> edge_flaws(const PagePlan& page, const FlowText& flow, const Styled& styled) {
  std::vector<EdgeFlaw> out;
  for (const ColumnPlan& column : page.columns) {
    ColumnEdges(flow.fragment, column, static_cast<int>(column.index), styled).judge(out);
  }
  return out;
}

std::vector<River> rivers_of(const SetParagraph& text) {
  struct Blank {
    Length at;
    std::uint32_t length = 1;  // of the river that ends here
    bool goes_on = false;
  };

  const ShapedText& shaped = *text.shaped;
  std::vector<River> out;
  std::vector<Blank> above;
  const auto& lines = text.broken->lines;
  for (std::uint32_t i = 0; i <= lines.size(); ++i) {
    std::vector<Blank> here;
    if (i < lines.size()) {
      for (const Length at : blanks_of(shaped, lines[i])) {
        Blank blank{at, 1, false};
        for (Blank& over : above) {
          if (max(over.at - at, at - over.at) * 4 <= shaped.em) {
            blank.length = std::max(blank.length, over.length + 1);
            over.goes_on = true;
          }
        }
        here.push_back(blank);
      }
    }
    for (const Blank& blank : above) {
      if (blank.length >= kRiverLength && !blank.goes_on) {
        out.push_back({i - 1, blank.length});
      }
    }
    above = std::move(here);
  }
  return out;
}

}  // namespace banxin

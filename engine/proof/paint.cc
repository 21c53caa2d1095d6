#include "engine/proof/paint.h"

#include <algorithm>
#include <map>

#include "engine/proof/running_text.h"

namespace banxin {
namespace {

constexpr Length kHair = 0.25_pt;
constexpr Length kMarksFromTrim = 4_mm;  // clear of the bleed
constexpr Length kMarkPitch = 8.5_pt;    // of marks below one another
constexpr Length kMarkRoom = kProofOuter - 6_mm;
constexpr Length kNumberGap = 1.9_mm;  // between a line's number and its column
constexpr Length kFlagGap = 1.0_mm;    // between a column and the bar of a line
constexpr Length kBar = 0.5_mm;
constexpr Length kNumberRoom = 2.8_mm;  // in a gutter, of the next column's numbers and bars
constexpr Length kFootFromTrim = 6_mm;
constexpr int kEvery = 5;

class Painter {
 public:
  Painter(std::size_t number, const PageFindings& findings, const SheetStyle& style)
      : request_(style.request),
        letters_(style.lettering),
        findings_(findings),
        sheet_(style.request.sheets[number]),
        from_(style.request.document.pages[number]),
        number_(number),
        pitch_(sheet_.grid > Length() ? sheet_.grid : style.pitch),
        origin_(page_on_sheet(sheet_)),
        trim_{origin_.x, origin_.y, from_.size.width, from_.size.height} {}

  Page run() {
    page_.size = {from_.size.width + kProofOuter + kProofInner,
                  from_.size.height + kProofHead + kProofFoot};
    page_.folio = from_.folio;
    page_.flow = from_.flow;
    page_.blank = from_.blank;
    page_.fill = from_.fill;
    if (request_.settings.grid) {
      grid();
    }
    if (request_.settings.frames) {
      frames();
    }
    for (Item item : from_.items) {
      shift(item, origin_);
      page_.items.push_back(std::move(item));
    }
    links();
    paint_head(from_, head_text(), trim_, letters_, page_);
    numbers();
    flags();
    bars();
    pictures();
    collect_marks();
    marks();
    foot();
    return std::move(page_);
  }

 private:
  std::string wording(std::string_view key, const std::vector<std::string>& args = {}) const {
    return catalogue_text(key, request_.settings.language, args);
  }

  void add(Item item, Point at = {}) { add_overlay(std::move(item), origin_ + at, page_.items); }

  void write(const Label& label, Point at) {
    for (const Item& item : label.items) {
      add(item, at);
    }
  }

  std::string head_text() const {
    const std::string page = std::to_string(number_ + 1);
    return std::string(kProofSign) + request_.document.title + "　" + round_of(request_) + "　" +
           (from_.folio.empty() ? wording("composition.page", {page})
                                : wording("composition.page_folio", {page, from_.folio}));
  }

  void links() {
    for (LinkArea link : from_.links) {
      link.box = link.box + origin_;
      if (link.page >= 0) {
        link.at = link.at + page_on_sheet(request_.sheets[static_cast<std::size_t>(link.page)]);
      }
      page_.links.push_back(std::move(link));
    }
  }

  // ---- grid and frames, below the page ----

  /// Where on the pitch most baselines of the page stand.
  Length phase() const {
    std::map<Length, int> counts;
    for (const Row& row : findings_.rows.rows) {
      ++counts[Length::emu((row.baseline - sheet_.type_area.y).emu() % pitch_.emu())];
    }
    Length best;
    int most = 0;
    for (const auto& [at, count] : counts) {
      best = count > most ? at : best;
      most = std::max(most, count);
    }
    return best;
  }

  void grid() {
    if (pitch_ <= Length()) {
      return;
    }
    Color color = proof_grey();
    color.parts[3] = 300;
    const Length first = phase();
    for (const Rect& column : sheet_.columns) {
      for (Length y = column.y + first; y <= column.bottom() + pitch_ / 2; y += pitch_) {
        add(filled({column.x, y, column.width, kHair}, color));
      }
    }
  }

  void frames() {
    const Color grey = proof_grey();
    if (from_.bleed > Length()) {
      const Length b = from_.bleed;
      add(outlined({-b, -b, trim_.width + 2 * b, trim_.height + 2 * b}, proof_red(), kHair));
    }
    for (const Rect& box : sheet_.frames) {
      add(outlined(box, grey, kHair));
    }
    if (!sheet_.columns.empty()) {
      add(outlined(sheet_.type_area, proof_red(), 0.4_pt));
    }
    for (const Rect& column : sheet_.columns) {
      add(outlined(column, proof_red(), kHair));
    }
  }

  // ---- beside the lines ----

  Rect column_at(int index) const {
    const auto i = static_cast<std::size_t>(index);  // -1: across all
    return index >= 0 && i < sheet_.columns.size() ? sheet_.columns[i] : sheet_.type_area;
  }

  /// Free room at the right of a column.
  Length room_after(int column) const {
    const auto next = static_cast<std::size_t>(column) + 1;
    return column >= 0 && next < sheet_.columns.size()
               ? sheet_.columns[next].x - column_at(column).right() - kNumberRoom
               : trim_.width - column_at(column).right();
  }

  void numbers() {
    if (request_.settings.numbers == LineNumbers::none) {
      return;
    }
    const int every = request_.settings.numbers == LineNumbers::every ? 1 : kEvery;
    for (const Row& row : findings_.rows.rows) {
      if (row.number % every == 0) {
        const Label& label = letters_.label(std::to_string(row.number),
                                            row.column <= 0 ? Letter::number : Letter::gutter);
        const Length right = column_at(row.column).x - kNumberGap;
        write(label, {right - label.width, row.baseline});
      }
    }
  }

  void flags() {
    std::map<int, Length> used;  // by line: where the next word begins
    for (const LineFlag& flag : findings_.flags) {
      if (flag.line < 0) {
        continue;
      }
      const SheetLine& line = sheet_.lines[static_cast<std::size_t>(flag.line)];
      const Rect column = column_at(line.column);
      const Length x = max(column.right(), line.box.right() - 2_mm) + kFlagGap;
      Length& at = used[flag.line];
      if (at == Length()) {
        add(filled({x, line.box.y, kBar, line.box.height}, proof_red()));
        at = x + kBar + 0.4_mm;
      }
      const Label& word = letters_.label(flag.word, Letter::flag);
      if (at + word.width - column.right() <= room_after(line.column)) {
        write(word, {at, line.baseline});
        at += word.width + 1_mm;
      } else {
        marks_.push_back({line.baseline, flag.word, Letter::flag});
      }
    }
  }

  /// 修改线, and a wedge where something was taken out.
  void bars() {
    for (const ChangeBar& bar : findings_.bars) {
      const Rect column = column_at(bar.column);
      const bool inside = bar.box.x >= column.x - 2_mm && bar.box.x < column.right();
      const Length right = (inside && !sheet_.columns.empty() ? column.x : bar.box.x) - 0.7_mm;
      const Length reach = bar.box.height.scaled(3, 10);  // to the bar of the next line
      if (bar.kind == ChangeBar::Kind::changed) {
        add(filled({right - kBar, bar.box.y - reach, kBar, bar.box.height + 2 * reach},
                   text_black()));
        continue;
      }
      const Length y = bar.box.bottom();
      const Length high = 0.9_mm;
      Path wedge;
      wedge.fill = text_black();
      using Verb = Path::Verb;
      wedge.segments = {{Verb::move, {{right, y}, {}, {}}},
                        {Verb::line, {{right - 1.4_mm, y - high}, {}, {}}},
                        {Verb::line, {{right - 1.4_mm, y + high}, {}, {}}},
                        {Verb::close, {}}};
      add({std::move(wedge), TagId::none, TagRole::artifact_layout, Span()});
    }
  }

  void pictures() {
    Color paper;
    paper.parts = {0, 0, 0, 0};
    for (const PictureFlag& flag : findings_.pictures) {
      const Label& label = letters_.label(flag.word, Letter::mark);
      const Rect sign{flag.box.x + 1_mm, flag.box.y + 1_mm, label.width + 2_mm, 3.6_mm};
      add(filled(sign, paper));
      add(outlined(sign, proof_red(), 0.5_pt));
      write(label, {sign.x + 1_mm, sign.y + 2.6_mm});
    }
  }

  // ---- the outer margin ----

  struct Mark {
    Length y;
    std::string text;
    Letter letter;
  };

  void collect_marks() {
    const auto add_notes = [&](const std::vector<ProofNote>& notes) {
      for (const ProofNote& note : notes) {
        marks_.push_back({note.y, note.mark, Letter::mark});
      }
    };
    add_notes(findings_.notes);
    add_notes(findings_.changes);
    if (request_.settings.source) {
      sources();
    }
  }

  /// The file once, then the lines of its paragraphs.
  void sources() {
    FileId told = FileId::none;
    for (const SheetLine& line : sheet_.lines) {
      if (!line.first || !line.span.known()) {
        continue;
      }
      std::string text =
          ":" + std::to_string(request_.sources.locate(line.span.file, line.span.begin).line);
      if (line.span.file != told) {
        const std::string path(request_.sources.path(line.span.file));
        text = path.substr(path.rfind('/') + 1) + text;
        told = line.span.file;
      }
      marks_.push_back({line.baseline, std::move(text), Letter::place});
    }
  }

  /// Below one another where they would stand on one another.
  void marks() {
    std::stable_sort(
        marks_.begin(), marks_.end(), [](const Mark& a, const Mark& b) { return a.y < b.y; });
    Length last = -kMarkPitch;
    for (const Mark& mark : marks_) {
      const Label& label = letters_.label(mark.text, mark.letter);
      const Length y = max(mark.y, last + kMarkPitch);
      const Length x = sheet_.outer_right ? trim_.width + kMarksFromTrim
                                          : -kMarksFromTrim - min(label.width, kMarkRoom);
      write(label, {x, y});
      last = y;
    }
  }

  // ---- below the page ----

  void foot() {
    std::vector<ProofParagraph> paragraphs;
    const auto tell = [&](const std::vector<ProofNote>& notes) {
      for (const ProofNote& note : notes) {
        paragraphs.push_back(
            {Letter::foot,
             note.mark + "　" + note.place + (note.place.empty() ? "" : "　") + note.text});
      }
    };
    tell(findings_.notes);
    tell(findings_.changes);
    const Fragment set = letters_.set(paragraphs, trim_.width);
    const Length room = kProofFoot - kFootFromTrim - 4_mm;
    Length y = trim_.height + kFootFromTrim;
    const Length bottom = y + room;
    std::size_t told = 0;
    for (const Strip& strip : set.strips) {
      if (y + strip.height > bottom) {
        const std::size_t left = paragraphs.size() - told;
        const Label& more =
            letters_.label(wording("proof.more", {std::to_string(left)}), Letter::foot);
        write(more, {Length(), y + more_baseline()});
        return;
      }
      for (const Item& item : strip.items) {
        add(item, {Length(), y});
      }
      y += strip.height;
      told += ends_paragraph(set, strip) ? 1 : 0;
    }
  }

  Length more_baseline() const { return letters_.size(Letter::foot); }

  static bool ends_paragraph(const Fragment& set, const Strip& strip) {
    if (strip.lines.empty()) {
      return false;
    }
    const StripLine& line = strip.lines.back();
    return line.line + 1 == set.paragraphs[line.paragraph].broken->lines.size();
  }

  const ProofRequest& request_;
  Lettering& letters_;
  const PageFindings& findings_;
  const PageSheet& sheet_;
  const Page& from_;
  std::size_t number_;
  Length pitch_;
  Point origin_;
  Rect trim_;
  std::vector<Mark> marks_;
  Page page_;
};

}  // namespace

Point page_on_sheet(const PageSheet& sheet) {
  return {sheet.outer_right ? kProofInner : kProofOuter, kProofHead};
}

Length usual_pitch(const ProofFindings& findings) {
  std::map<Length, int> counts;
  for (const PageFindings& page : findings.pages) {
    const std::vector<Row>& rows = page.rows.rows;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      if (rows[i].column == rows[i - 1].column && rows[i].baseline > rows[i - 1].baseline) {
        ++counts[rows[i].baseline - rows[i - 1].baseline];
      }
    }
  }
  const auto most =
      std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
        return a.second < b.second;
      });
  return most == counts.end() ? Length() : most->first;
}

Page paint_sheet(std::size_t number, const PageFindings& findings, const SheetStyle& style) {
  return Painter(number, findings, style).run();
}

}  // namespace banxin

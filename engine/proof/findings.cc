#include "engine/proof/findings.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace banxin {
namespace {

constexpr double kTight = 0.75;  // of all room, from where on a line is marked as tight

std::string fixed(double value, int decimals) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.*f", decimals, value);
  return buffer;
}

/// Keys of the catalogue have no hyphens.
std::string key_of(Flaw flaw) {
  std::string key(flaw_name(flaw));
  std::replace(key.begin(), key.end(), '-', '_');
  return key;
}

enum class Amount : std::uint8_t { none, em, lines };

Amount amount_of(Flaw flaw) {
  switch (flaw) {
    case Flaw::very_loose:
    case Flaw::loose:
    case Flaw::tight_stop:
      return Amount::em;
    case Flaw::heading_at_foot:
    case Flaw::hyphen_ladder:
    case Flaw::river:
      return Amount::lines;
    default:
      return Amount::none;
  }
}

bool holds(const Span& outer, const Span& inner) {
  return outer.known() && outer.file == inner.file && inner.begin >= outer.begin &&
         (inner.begin < outer.end || inner.begin == outer.begin);
}

class Finder {
 public:
  explicit Finder(const ProofRequest& request) : request_(request) {}

  ProofFindings run() {
    out_.pages.resize(request_.document.pages.size());
    for (std::size_t i = 0; i < out_.pages.size(); ++i) {
      out_.pages[i].rows = rows_of(request_.sheets[i]);
      look_at_pictures(i);
    }
    for (const PageComposition& page : request_.composition.pages) {
      look_at_lines(page);
    }
    for (const Diagnostic& diagnostic : request_.diagnostics) {
      place(diagnostic);
    }
    number_notes();
    if (request_.settings.since) {
      add_changes();
    }
    return std::move(out_);
  }

 private:
  std::string wording(std::string_view key, const std::vector<std::string>& args = {}) const {
    return catalogue_text(key, request_.settings.language, args);
  }

  const PageSheet& sheet(std::size_t page) const { return request_.sheets[page]; }

  std::string name_of(std::size_t page, int line) const {
    if (line < 0) {
      return {};
    }
    const Rows& rows = out_.pages[page].rows;
    const Row& row = rows.rows[rows.of_line[static_cast<std::size_t>(line)]];
    return row_name(row, sheet(page), request_.settings.language);
  }

  std::string file_line(const Span& span) const {
    if (!span.known()) {
      return {};
    }
    return std::string(request_.sources.path(span.file)) + ":" +
           std::to_string(request_.sources.locate(span.file, span.begin).line);
  }

  // ---- pictures ----

  void look_at_pictures(std::size_t number) {
    for (const Item& item : request_.document.pages[number].items) {
      const auto* picture = std::get_if<Picture>(&item.content);
      if (!picture || picture->image->width <= 0 || picture->box.width <= Length() ||
          picture->box.height <= Length()) {
        continue;
      }
      const Image& image = *picture->image;
      constexpr double kInch = 72;
      const double across = image.width / (picture->box.width.pt() / kInch);
      const double down = image.height / (picture->box.height.pt() / kInch);
      const auto dpi = std::lround(std::min(across, down));  // R40; W610 tells of the worst
      const int wanted = image.bits == 1 ? request_.resolution * 2 : request_.resolution;
      if (dpi >= wanted) {
        continue;
      }
      out_.pages[number].pictures.push_back(
          {picture->clip ? *picture->clip : picture->box,
           wording("proof.picture_flag", {std::to_string(dpi), std::to_string(wanted)})});
      ++out_.facts.low_pictures;
    }
  }

  /// The first bar of the frame that stands for a missing picture.
  std::optional<Rect> frame_of(const Span& span, std::size_t& page) const {
    for (page = 0; page < request_.document.pages.size(); ++page) {
      for (const Item& item : request_.document.pages[page].items) {
        const auto* bar = std::get_if<Rects>(&item.content);
        if (bar && !bar->rects.empty() && holds(item.source, span)) {
          return bar->rects.front();
        }
      }
    }
    return std::nullopt;
  }

  // ---- how lines are set ----

  int line_of(const PageSheet& on, const ReportedLine& reported) const {
    int best = -1;
    for (std::size_t i = 0; i < on.lines.size(); ++i) {
      const SheetLine& line = on.lines[i];
      const bool there = line.column == reported.column || line.column < 0;
      if (there && line.span.file == reported.span.file && line.span.begin == reported.span.begin) {
        return static_cast<int>(i);
      }
      if (best < 0 && there && holds(line.span, reported.span)) {
        best = static_cast<int>(i);
      }
    }
    return best;
  }

  std::string flag_text(Flaw flaw, double amount) const {
    const std::string key = key_of(flaw);
    switch (amount_of(flaw)) {
      case Amount::em:
        return wording("composition." + key + "_amount", {fixed(amount, 2)});
      case Amount::lines:
        return wording("composition." + key + "_amount", {fixed(amount, 0)});
      case Amount::none:
        break;
    }
    return wording("composition." + key);
  }

  std::string flag_word(Flaw flaw, double amount) const {
    std::string word = wording("flag." + key_of(flaw));
    if (amount_of(flaw) == Amount::em) {
      word += fixed(amount, 2).substr(amount < 1 ? 1 : 0);  // .31
    }
    return word;
  }

  void flag(std::size_t page, const ReportedLine& line, std::string word, const std::string& text) {
    PageFindings& into = out_.pages[page];
    const int at = line_of(sheet(page), line);
    into.flags.push_back(
        {at, std::move(word), name_of(page, at), wording("composition.line", {text, line.text})});
    ++out_.facts.lines;
  }

  void look_at_lines(const PageComposition& page) {
    const auto number = static_cast<std::size_t>(page.page);
    for (const Finding& finding : page.findings) {
      flag(number,
           finding.line,
           flag_word(finding.flaw, finding.amount),
           flag_text(finding.flaw, finding.amount));
    }
    for (const ReportedLine& line : page.tightest) {
      const bool told =
          std::any_of(page.findings.begin(), page.findings.end(), [&](const Finding& finding) {
            return finding.flaw == Flaw::tight_stop && finding.line.span == line.span;
          });
      if (-line.ratio >= kTight && !told) {
        const std::string share = fixed(-line.ratio * 100, 0);
        flag(number,
             line,
             wording("flag.tight", {share}),
             wording("proof.tight", {share, fixed(line.squeeze, 2)}));
      }
    }
  }

  // ---- diagnostics ----

  struct Found {
    int page = -1, line = -1;
    Length y;
  };

  /// A line of text with that place of the manuscript; else anything drawn for it.
  Found find(const Diagnostic& diagnostic) const {
    const Span& span = diagnostic.span;
    const auto first = diagnostic.page >= 0 ? static_cast<std::size_t>(diagnostic.page) : 0;
    const auto end = diagnostic.page >= 0 ? first + 1 : request_.document.pages.size();
    for (std::size_t p = first; span.known() && p < end; ++p) {
      const std::vector<SheetLine>& lines = sheet(p).lines;
      for (std::size_t i = 0; i < lines.size(); ++i) {
        if (holds(lines[i].span, span)) {
          return {static_cast<int>(p), static_cast<int>(i), lines[i].baseline};
        }
      }
    }
    for (std::size_t p = first; span.known() && p < end; ++p) {
      for (const Item& item : request_.document.pages[p].items) {
        if (holds(item.source, span)) {
          return {static_cast<int>(p), -1, top_of(item)};
        }
      }
    }
    return {diagnostic.page, -1, Length()};
  }

  static Length top_of(const Item& item) {
    if (const auto* run = std::get_if<GlyphRun>(&item.content)) {
      return run->origin.y;
    }
    if (const auto* picture = std::get_if<Picture>(&item.content)) {
      return picture->box.y;
    }
    const auto* rects = std::get_if<Rects>(&item.content);
    return rects && !rects->rects.empty() ? rects->rects.front().y : Length();
  }

  void place(const Diagnostic& diagnostic) {
    ProofNote note;
    note.mark = std::string(diagnostic.code);
    note.text = message_text(diagnostic, request_.settings.language);
    if (diagnostic.span.known()) {
      note.text += wording("proof.at", {file_line(diagnostic.span)});
    }
    ++out_.facts.findings;
    std::size_t framed = 0;
    const auto frame = diagnostic.code == "W620" ? frame_of(diagnostic.span, framed) : std::nullopt;
    if (frame) {
      note.y = frame->y;
      out_.pages[framed].notes.push_back(note);
      Rect box = *frame;
      box.height = Length::mm(10);
      out_.pages[framed].pictures.push_back(
          {box, wording("proof.picture_missing", {diagnostic.args.front()})});
      return;
    }
    const Found found = find(diagnostic);
    if (found.page < 0 || static_cast<std::size_t>(found.page) >= out_.pages.size()) {
      out_.elsewhere.push_back(std::move(note));
      return;
    }
    const auto page = static_cast<std::size_t>(found.page);
    note.place = name_of(page, found.line);
    note.y = found.y;
    out_.pages[page].notes.push_back(std::move(note));
  }

  /// Numbers run through the issue, down each page.
  void number_notes() {
    int number = 0;
    for (PageFindings& page : out_.pages) {
      std::stable_sort(page.notes.begin(),
                       page.notes.end(),
                       [](const ProofNote& a, const ProofNote& b) { return a.y < b.y; });
      for (ProofNote& note : page.notes) {
        note.mark = std::to_string(++number) + " " + note.mark;
      }
    }
    for (ProofNote& note : out_.elsewhere) {
      note.mark = std::to_string(++number) + " " + note.mark;
    }
  }

  // ---- changes ----

  std::string change_text(const ShownChange& change) const {
    return change.added.empty()
               ? wording("proof.removed", {change.before, change.removed, change.after})
           : change.removed.empty()
               ? wording("proof.added", {change.before, change.added, change.after})
               : wording("proof.changed",
                         {change.before, change.removed, change.added, change.after});
  }

  int column_of(const PageSheet& on, const MarkedLine& line) const {
    return line.line < 0 ? 0 : on.lines[static_cast<std::size_t>(line.line)].column;
  }

  void add_changes() {
    const Changes changes =
        find_changes(request_.document,
                     std::vector<PageSheet>(request_.sheets.begin(), request_.sheets.end()),
                     request_.settings);
    int number = 0;
    for (const ShownChange& change : changes.list) {
      ++number;
      const std::string counted = std::to_string(number);
      ProofNote note;
      note.mark = change.removal ? wording("proof.removal_mark", {counted})
                                 : wording("proof.change_mark", {counted});
      note.text = change_text(change);
      if (change.lines.empty()) {
        out_.elsewhere.push_back(std::move(note));
        continue;
      }
      for (const MarkedLine& line : change.lines) {
        const auto page = static_cast<std::size_t>(line.page);
        const auto kind = change.removal ? ChangeBar::Kind::removed : ChangeBar::Kind::changed;
        out_.pages[page].bars.push_back({column_of(sheet(page), line), line.box, kind});
      }
      const MarkedLine& first = change.lines.front();
      const auto page = static_cast<std::size_t>(first.page);
      note.place = name_of(page, first.line);
      note.y = first.box.bottom();
      out_.pages[page].changes.push_back(std::move(note));
    }
    for (const MovedArticle& moved : changes.moved) {
      const auto at = std::find_if(request_.articles.begin(),
                                   request_.articles.end(),
                                   [&](const auto& a) { return a.first == moved.file; });
      if (at != request_.articles.end()) {
        out_.moved.push_back(wording("proof.moved", {at->second, std::to_string(moved.page + 1)}));
      }
    }
    out_.facts.changes = changes.list.size();
    out_.facts.moved = out_.moved.size();
  }

  const ProofRequest& request_;
  ProofFindings out_;
};

}  // namespace

ProofFindings find_all(const ProofRequest& request) {
  return Finder(request).run();
}

}  // namespace banxin

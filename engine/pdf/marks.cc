#include "engine/pdf/marks.h"

#include <algorithm>
#include <array>

#include "engine/pdf/content.h"
#include "engine/pdf/metadata.h"
#include "engine/pdf/value.h"

namespace banxin::pdf {
namespace {

constexpr Length kClear = Length::emu(9000);  // 0.25 mm off the bleed, so that nothing touches it
constexpr Length kTrimMark = Length::mm(5);
constexpr Length kCrossArm = Length::mm(3), kCrossRadius = Length::mm(1.5);
constexpr Length kPatch = Length::mm(5);
constexpr Length kFromCorner = Length::mm(8);  // where bar and job line begin
constexpr Length kJobSize = Length::pt(6.5);

Path line(Point from, Point to) {
  Path out;
  out.segments = {{Path::Verb::move, {from, {}, {}}}, {Path::Verb::line, {to, {}, {}}}};
  out.stroke = Color();
  out.stroke_width = kThinnestLine;
  return out;
}

void add_trim_marks(std::vector<Path>& out, Size trim, Length bleed) {
  const Length near = bleed + kClear, far = near + kTrimMark;
  for (const Length x : {Length(), trim.width}) {
    out.push_back(line({x, -far}, {x, -near}));
    out.push_back(line({x, trim.height + near}, {x, trim.height + far}));
  }
  for (const Length y : {Length(), trim.height}) {
    out.push_back(line({-far, y}, {-near, y}));
    out.push_back(line({trim.width + near, y}, {trim.width + far, y}));
  }
}

Path circle(Point middle, Length radius) {
  const Length k = radius.scaled(5523, 10000);  // a quarter as one cubic curve
  const Length x = middle.x, y = middle.y, r = radius;
  Path out;
  out.segments = {
      {Path::Verb::move, {{x + r, y}, {}, {}}},
      {Path::Verb::curve, {{x + r, y + k}, {x + k, y + r}, {x, y + r}}},
      {Path::Verb::curve, {{x - k, y + r}, {x - r, y + k}, {x - r, y}}},
      {Path::Verb::curve, {{x - r, y - k}, {x - k, y - r}, {x, y - r}}},
      {Path::Verb::curve, {{x + k, y - r}, {x + r, y - k}, {x + r, y}}},
      {Path::Verb::close, {}},
  };
  out.stroke = Color();
  out.stroke_width = kThinnestLine;
  return out;
}

/// A cross in a circle in the middle of each side.
void add_crosses(std::vector<Path>& out, Size trim, const Sheet& sheet) {
  const Length off = (sheet.margin + sheet.bleed) / 2;
  for (const Point middle : {Point{trim.width / 2, -off},
                             Point{trim.width / 2, trim.height + off},
                             Point{-off, trim.height / 2},
                             Point{trim.width + off, trim.height / 2}}) {
    out.push_back(circle(middle, kCrossRadius));
    out.push_back(line({middle.x - kCrossArm, middle.y}, {middle.x + kCrossArm, middle.y}));
    out.push_back(line({middle.x, middle.y - kCrossArm}, {middle.x, middle.y + kCrossArm}));
  }
}

/// The inks alone, two and two on each other, and black at a quarter, a half and three quarters.
void add_color_bar(std::vector<Rects>& out, Size trim, const Sheet& sheet) {
  static constexpr std::array<std::uint16_t, 4> kPatches[] = {{1000, 0, 0, 0},
                                                              {0, 1000, 0, 0},
                                                              {0, 0, 1000, 0},
                                                              {0, 0, 0, 1000},
                                                              {0, 1000, 1000, 0},
                                                              {1000, 0, 1000, 0},
                                                              {1000, 1000, 0, 0},
                                                              {0, 0, 0, 250},
                                                              {0, 0, 0, 500},
                                                              {0, 0, 0, 750}};
  const Length room = trim.width / 2 - kCrossArm - kFromCorner - Length::mm(2);
  const Length side = min(kPatch, room / static_cast<std::int64_t>(std::size(kPatches)));
  if (side <= Length()) {
    return;
  }
  Rect patch{kFromCorner, -(sheet.margin + sheet.bleed + side) / 2, side, side};
  for (const std::array<std::uint16_t, 4>& inks : kPatches) {
    out.push_back({{patch}, Color{Color::Space::cmyk, inks, ""}});
    patch.x += side;
  }
}

/// Characters of UTF-8 text with the face each is set in.
struct SetCharacter {
  std::string text;
  FontId face = FontId::none;
  GlyphId glyph = 0;
  Length advance;
};

std::vector<SetCharacter> characters_of(std::string_view text,
                                        const FontStore& store,
                                        const std::vector<FontId>& faces) {
  std::vector<SetCharacter> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_character(text, at);
    const auto face =
        std::find_if(faces.begin(), faces.end(), [&](FontId id) { return store.has(id, c); });
    if (face != faces.end()) {
      const GlyphId glyph = store.glyph(*face, c);
      const Length advance =
          kJobSize.scaled(store.advance(*face, glyph), store.metrics(*face).units_per_em);
      out.push_back({std::string(text.substr(begin, at - begin)), *face, glyph, advance});
    }
  }
  return out;
}

Length width_of(const std::vector<SetCharacter>& characters) {
  Length out;
  for (const SetCharacter& character : characters) {
    out += character.advance;
  }
  return out;
}

std::string job_text(const Document& document, std::size_t page, std::int64_t created) {
  const std::string& folio = document.pages[page].folio;
  const std::string when = xmp_date(created);  // 2023-09-20T08:30:00Z
  return (folio.empty() ? "" : folio + " · ") + std::to_string(page + 1) + "/" +
         std::to_string(document.pages.size()) + " · " + when.substr(0, 10) + " " +
         when.substr(11, 5) + " UTC";
}

std::vector<GlyphRun> job_line(const Document& document,
                               std::size_t page,
                               const PdfOptions& options,
                               const FontStore& store,
                               const std::vector<FontId>& faces) {
  const Page& on = document.pages[page];
  const Sheet sheet = sheet_of(on, options);
  const std::vector<SetCharacter> rest =
      characters_of(" · " + job_text(document, page, options.created), store, faces);
  std::vector<SetCharacter> all = characters_of(document.title, store, faces);
  const Length room = on.size.width / 2 - kCrossArm - kFromCorner - Length::mm(2) - width_of(rest);
  while (!all.empty() && width_of(all) > room) {
    all.pop_back();
  }
  all.insert(all.end(), rest.begin(), rest.end());
  std::vector<GlyphRun> runs;
  Length pen = kFromCorner;
  const Length baseline =
      on.size.height + (sheet.margin + sheet.bleed) / 2 + kJobSize.scaled(38, 100);
  for (const SetCharacter& character : all) {
    if (runs.empty() || runs.back().font != character.face) {
      GlyphRun run;
      run.font = character.face;
      run.size = kJobSize;
      run.origin = {pen, baseline};
      runs.push_back(std::move(run));
    }
    GlyphRun& run = runs.back();
    const auto begin = static_cast<std::uint32_t>(run.text.size());
    run.text += character.text;
    run.glyphs.push_back({character.glyph,
                          pen - run.origin.x,
                          {},
                          begin,
                          static_cast<std::uint32_t>(run.text.size())});
    pen += character.advance;
  }
  return runs;
}

}  // namespace

DrawnMarks draw_marks(Size trim, const Sheet& sheet, const PrinterMarks& wanted) {
  DrawnMarks out;
  if (wanted.trim) {
    add_trim_marks(out.registration, trim, sheet.bleed);
  }
  if (wanted.registration) {
    add_crosses(out.registration, trim, sheet);
  }
  if (wanted.color_bar) {
    add_color_bar(out.patches, trim, sheet);
  }
  return out;
}

JobLines set_job_lines(const Document& document,
                       const PdfOptions& options,
                       const FontStore& store,
                       const FontPlan& fonts) {
  std::vector<FontId> faces;
  for (const PlannedFont& font : fonts.fonts) {
    faces.push_back(font.face);
  }
  JobLines out;
  Document marks;  // what the plan is made of
  for (std::size_t page = 0; page < document.pages.size(); ++page) {
    out.pages.push_back(job_line(document, page, options, store, faces));
    Page& shown = marks.pages.emplace_back();
    for (const GlyphRun& run : out.pages.back()) {
      shown.items.emplace_back().content = run;
    }
  }
  out.fonts = plan_fonts(marks, store);
  for (std::size_t i = 0; i < out.fonts.fonts.size(); ++i) {
    out.fonts.fonts[i].resource = "J" + std::to_string(i + 1);
  }
  return out;
}

}  // namespace banxin::pdf

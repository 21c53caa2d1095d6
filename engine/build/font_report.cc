// `fonts`: which face serves which role, and which characters had to be looked for elsewhere.
#include <algorithm>
#include <map>

#include "engine/build/paragraphs.h"
#include "engine/build/work.h"
#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

const FontFace* listed_face(const FontList& list, const FontWish& wish) {
  const FontFace* best = nullptr;
  for (const FontFace& face : list.faces) {
    const bool named =
        face.family == wish.family ||
        std::find(face.aliases.begin(), face.aliases.end(), wish.family) != face.aliases.end();
    if (named &&
        (!best || std::abs(face.weight - wish.weight) < std::abs(best->weight - wish.weight))) {
      best = &face;
    }
  }
  return best;
}

/// What the text of the issue asked of the fonts.
struct Coverage {
  std::map<FontId, std::uint64_t> set_in;  // characters by face
  std::map<char32_t, FontReport::Character> elsewhere;
};

Span span_at(const Paragraph& paragraph, const ShapedText& shaped, std::size_t cluster) {
  const Run& run = paragraph.runs[shaped.clusters[cluster].run];
  const std::uint32_t byte = shaped.source_offset[cluster];
  if (!run.source.known() || run.source.end - run.source.begin != run.end - run.begin ||
      byte < run.begin || byte >= run.end) {
    return run.source;
  }
  const std::uint32_t begin = run.source.begin + (byte - run.begin);
  return {run.source.file, begin, run.source.end};
}

void look_at(const Paragraph& paragraph, const FontResolver& fonts, Coverage& coverage) {
  const ShapedText shaped = shape(paragraph, fonts, MissingGlyphs::box);
  const Styled& styled = fonts.styled();
  for (std::size_t i = 0; i < shaped.clusters.size(); ++i) {
    const ShapedCluster& cluster = shaped.clusters[i];
    if (cluster.glyph_begin == cluster.glyph_end && !cluster.missing) {
      continue;  // a space or an inline picture
    }
    const FontId font = cluster.missing ? FontId::none : cluster.font;
    if (font != FontId::none) {
      ++coverage.set_in[font];
    }
    const std::uint32_t stack = styled.text(paragraph.runs[cluster.run].style).stack;
    const auto leads = [&](const std::vector<FontId>& faces) {
      return !faces.empty() && faces.front() == font;
    };
    if (font != FontId::none && (leads(fonts.cjk(stack)) || leads(fonts.latin(stack)))) {
      continue;
    }
    std::size_t at = cluster.text_begin;
    const char32_t c = decode_utf8(shaped.text, at);
    FontReport::Character& entry = coverage.elsewhere[c];
    if (entry.times++ == 0) {
      entry.c = c;
      entry.first = span_at(paragraph, shaped, i);
      entry.font = font == FontId::none ? std::string() : fonts.fonts().face(font).family;
    }
  }
}

FontReport::Entry entry_of(const std::string& role, const FontWish& wish, const Work& work) {
  FontReport::Entry entry;
  entry.role = role;
  entry.family = wish.family;
  entry.weight = wish.weight;
  const FontId id = work.fonts ? work.fonts->find(wish) : FontId::none;
  entry.loaded = id != FontId::none;
  const FontFace* face = entry.loaded ? &work.fonts->face(id) : listed_face(work.font_list, wish);
  if (face) {
    entry.family = face->family;
    entry.weight = face->weight;
    entry.file = face->file;
    entry.package = face->package;
    entry.licence = face->licence;
  }
  return entry;
}

}  // namespace

FontReport font_report(Work& work) {
  FontReport report;
  if (!work.layout || !work.styled) {
    return report;
  }
  Coverage coverage;
  if (work.fonts && work.fonts->size() > 0) {
    const FontResolver fonts(*work.styled, *work.fonts);
    for_each_paragraph(*work.styled, [&](const std::shared_ptr<const Paragraph>& paragraph) {
      look_at(*paragraph, fonts, coverage);
    });
  }
  for (const auto& [role, wishes] : work.layout->roles(locale_of(work.issue.language))) {
    for (const FontWish& wish : wishes) {
      FontReport::Entry entry = entry_of(role, wish, work);
      const FontId id = work.fonts ? work.fonts->find(wish) : FontId::none;
      const auto set = coverage.set_in.find(id);
      entry.characters = set == coverage.set_in.end() ? 0 : set->second;
      report.entries.push_back(std::move(entry));
    }
  }
  for (auto& [c, character] : coverage.elsewhere) {
    report.fallbacks.push_back(std::move(character));
  }
  return report;
}

}  // namespace banxin

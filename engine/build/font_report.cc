// `fonts`: which face serves which role, and which characters had to be looked for elsewhere.
#include <algorithm>
#include <map>
#include <optional>

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

Span span_at(const Paragraph& paragraph, const ShapedText& shaped, std::size_t cluster) {
  const Run& run = paragraph.runs[shaped.clusters[cluster].run];
  const std::uint32_t byte = shaped.source_offset[cluster];
  if (!run.source.known() || run.source.end - run.source.begin != run.end - run.begin ||
      byte < run.begin || byte >= run.end) {
    return run.source;
  }
  const std::uint32_t begin = run.source.begin + (byte - run.begin);
  const ShapedCluster& c = shaped.clusters[cluster];
  return {run.source.file, begin, begin + (c.text_end - c.text_begin)};
}

/// What the text of the issue asked of the fonts.
struct Coverage {
  std::map<FontId, std::uint64_t> set_in;                                 // characters by face
  std::map<std::string, FontReport::Character> elsewhere;                 // by text
  std::map<std::pair<std::string, FontId>, FontReport::Stroked> stroked;  // by role and face
};

/// The languages whose forms a face has, if `locale` is none of them (F5).
std::string foreign_forms(const FontFace& face, Locale locale) {
  const auto own = std::find(face.locales.begin(), face.locales.end(), locale);
  std::string out;
  for (const Locale has : face.locales) {
    if (own == face.locales.end()) {
      out += (out.empty() ? "" : " ") + std::string(tag_of(has));
    }
  }
  return out;
}

bool is_earlier(Span a, Span b) {
  return a.known() && (!b.known() || std::pair(a.file, a.begin) < std::pair(b.file, b.begin));
}

/// Looks at one paragraph as it is shaped.
class Look {
 public:
  Look(const Paragraph& paragraph, const FontResolver& fonts, Coverage& coverage)
      : paragraph_(paragraph),
        fonts_(fonts),
        coverage_(coverage),
        shaped_(shape(paragraph, fonts, MissingGlyphs::box)) {}

  void run() {
    for (std::size_t i = 0; i < shaped_.clusters.size(); ++i) {
      const ShapedCluster& cluster = shaped_.clusters[i];
      if (cluster.glyph_begin != cluster.glyph_end || cluster.missing) {
        look_at(i, cluster);  // else a space or an inline picture
      }
    }
  }

 private:
  const FontStore& store() const { return fonts_.fonts(); }

  const TextStyle& style_of(const ShapedCluster& cluster) const {
    return fonts_.styled().text(paragraph_.runs[cluster.run].style);
  }

  Locale locale_of_cluster(const ShapedCluster& cluster) const {
    const std::string& language = style_of(cluster).language;
    const Locale own = language.empty() ? Locale::latin : locale_of(language);
    return own == Locale::latin ? shaped_.composition.locale : own;
  }

  void look_at(std::size_t i, const ShapedCluster& cluster) {
    if (!cluster.missing) {
      ++coverage_.set_in[cluster.font];
      count_stroke(i, cluster);
    }
    const auto reason = reason_of(cluster);
    if (!reason) {
      return;
    }
    FontReport::Use use;
    use.role = fonts_.styled().font_stacks[style_of(cluster).stack].role;
    use.reason = *reason;
    use.first = span_at(paragraph_, shaped_, i);
    use.times = 1;
    if (!cluster.missing) {
      const FontFace& face = store().face(cluster.font);
      use.font = face.family;
      use.forms = cluster.cjk_font ? foreign_forms(face, locale_of_cluster(cluster)) : "";
    }
    add(std::string(text_of(cluster)), std::move(use));
  }

  std::string_view text_of(const ShapedCluster& cluster) const {
    return std::string_view(shaped_.text)
        .substr(cluster.text_begin, cluster.text_end - cluster.text_begin);
  }

  /// The variation selector of a cluster that asks for another form; 0: none.
  static char32_t selector_in(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = decode_utf8(text, at);
      if ((c >= 0xfe00 && c <= 0xfe0d) || (c >= 0xe0100 && c <= 0xe01ef)) {
        return c;
      }
    }
    return 0;
  }

  std::optional<FontReason> reason_of(const ShapedCluster& cluster) const {
    if (cluster.missing) {
      return FontReason::missing;
    }
    std::size_t at = 0;
    const std::string_view text = text_of(cluster);
    const char32_t base = decode_utf8(text, at);
    const char32_t selector = selector_in(text);
    if (selector != 0 && !store().has_variation(cluster.font, base, selector)) {
      return FontReason::variant;
    }
    const std::uint32_t stack = style_of(cluster).stack;
    const auto& faces = cluster.cjk_font ? fonts_.cjk_faces(stack) : fonts_.latin_faces(stack);
    if (faces.empty() || faces.front().font == cluster.font) {
      return std::nullopt;
    }
    const bool has = faces.front().wish->serves(base) && store().has(faces.front().font, base);
    return has && selector == 0 ? FontReason::unfit_mark : FontReason::lacking;
  }

  void add(std::string text, FontReport::Use use) {
    FontReport::Character& entry = coverage_.elsewhere[text];
    if (entry.times++ == 0) {
      std::size_t at = 0;
      entry.c = decode_utf8(text, at);
      entry.text = std::move(text);
      entry.first = use.first;
    } else if (is_earlier(use.first, entry.first)) {
      entry.first = use.first;
    }
    for (FontReport::Use& known : entry.uses) {
      if (known.role == use.role && known.font == use.font && known.forms == use.forms &&
          known.reason == use.reason) {
        ++known.times;
        known.first = is_earlier(use.first, known.first) ? use.first : known.first;
        return;
      }
    }
    entry.uses.push_back(std::move(use));
  }

  void count_stroke(std::size_t i, const ShapedCluster& cluster) {
    const TextStyle& style = style_of(cluster);
    const Length stroke = fonts_.bold_stroke(style, cluster.font, cluster.cjk_font);
    if (stroke == Length()) {
      return;
    }
    const std::string& role = fonts_.styled().font_stacks[style.stack].role;
    FontReport::Stroked& entry = coverage_.stroked[{role, cluster.font}];
    const Span span = span_at(paragraph_, shaped_, i);
    if (entry.times++ == 0) {
      entry.role = role;
      entry.font = store().face(cluster.font).family;
      entry.stroke = stroke.pt() / style.size.pt();
      entry.first = span;
    } else if (is_earlier(span, entry.first)) {
      entry.first = span;
    }
  }

  const Paragraph& paragraph_;
  const FontResolver& fonts_;
  Coverage& coverage_;
  ShapedText shaped_;
};

/// Missing characters first, each group by code point; uses by role, then font.
std::vector<FontReport::Character> in_order(std::map<std::string, FontReport::Character>& from) {
  std::vector<FontReport::Character> out;
  for (auto& [text, character] : from) {
    std::stable_sort(
        character.uses.begin(), character.uses.end(), [](const auto& a, const auto& b) {
          return std::pair(a.role, a.font) < std::pair(b.role, b.font);
        });
    const auto missing =
        std::find_if(character.uses.begin(), character.uses.end(), [](const auto& use) {
          return use.reason == FontReason::missing;
        });
    character.font = missing == character.uses.end() ? character.uses.front().font : std::string();
    out.push_back(std::move(character));
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    return std::pair(!a.font.empty(), a.c) < std::pair(!b.font.empty(), b.c);
  });
  return out;
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

/// The files of the list and of the faces that are loaded. A file may be read and no face of it
/// used, so the list comes first.
std::vector<FontReport::File> files_of(const FontList& list, const FontStore* fonts) {
  std::map<std::string, FontReport::File> files;
  for (const FontFace& face : list.faces) {
    files.insert({face.file, {face.file, face.package, face.licence, true}});
  }
  for (std::size_t i = 0; fonts && i < fonts->size(); ++i) {
    const auto id = static_cast<FontId>(i);
    const FontFace& face = fonts->face(id);
    FontReport::File& file =
        files.insert({face.file, {face.file, face.package, face.licence, true}}).first->second;
    file.embeddable = file.embeddable && fonts->embeddable(id);
  }
  std::vector<FontReport::File> out;
  for (auto& [name, file] : files) {
    out.push_back(std::move(file));
  }
  return out;
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
      Look(*paragraph, fonts, coverage).run();
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
  report.files = files_of(work.font_list, work.fonts.get());
  report.fallbacks = in_order(coverage.elsewhere);
  for (auto& [where, stroked] : coverage.stroked) {
    report.stroked.push_back(std::move(stroked));
  }
  return report;
}

}  // namespace banxin

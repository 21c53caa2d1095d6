#include "engine/pdf/font_plan.h"

#include <algorithm>
#include <optional>

#include "engine/pdf/value.h"

namespace banxin::pdf {
namespace {

constexpr GlyphId kLastGlyph = 0xffff;  // codes have two bytes

/// Glyphs of one program while the document is read. Nearly every glyph stands for one text only,
/// so the first is kept in place and the others in a list.
struct Usage {
  struct Seen {
    GlyphId id = 0;
    FontId face = FontId::none;
    SeenText first;
    std::vector<SeenText> others;
    std::string_view fallback;  // text of a cluster it is part of
  };

  std::vector<Seen> glyphs;          // in the order they were met
  std::vector<std::uint32_t> slots;  // by glyph id: index into glyphs + 1

  Seen& at(GlyphId id, FontId face) {
    if (id >= slots.size()) {
      slots.resize(std::min<std::size_t>(kLastGlyph + 1, 2 * (id + 128)), 0);
    }
    if (slots[id] == 0) {
      glyphs.push_back({id, face, {}, {}, {}});
      slots[id] = static_cast<std::uint32_t>(glyphs.size());
    }
    return glyphs[slots[id] - 1];
  }
};

void count(Usage::Seen& seen, std::string_view text) {
  if (seen.first.count == 0) {
    seen.first.text = text;
  }
  if (seen.first.text == text) {
    ++seen.first.count;
    return;
  }
  for (SeenText& other : seen.others) {
    if (other.text == text) {
      ++other.count;
      return;
    }
  }
  seen.others.push_back({text, 1});
}

void read_run(const GlyphRun& run, Usage& usage, std::vector<Cluster>& clusters) {
  find_clusters(run, clusters);
  for (const Cluster& cluster : clusters) {
    for (std::size_t i = 0; i < cluster.count; ++i) {
      const GlyphId id = std::min(run.glyphs[cluster.first + i].glyph, kLastGlyph);
      Usage::Seen& seen = usage.at(id, run.font);
      if (cluster.count == 1 && !cluster.text.empty()) {
        count(seen, cluster.text);
      } else if (seen.fallback.empty()) {
        seen.fallback = cluster.text;
      }
    }
  }
}

int width_of(const FontStore& fonts, FontId face, GlyphId id) {
  const int em = std::max(1, fonts.metrics(face).units_per_em);
  const std::int64_t scaled = std::int64_t{fonts.advance(face, id)} * 1000;
  return static_cast<int>((scaled >= 0 ? scaled + em / 2 : scaled - em / 2) / em);
}

/// Readers that take no ActualText (MuPDF 1.21) show a variation selector as two broken halves, and
/// searches rarely know it: the glyph stands for the character, its Span for the sequence.
std::string without_selectors(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    if (!((c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef))) {
      append_utf8(out, c);
    }
  }
  return out;
}

void finish(PlannedFont& font, const Usage& usage, const FontStore& fonts) {
  font.slots.assign(usage.slots.size(), 0);
  for (GlyphId id = 0; id < usage.slots.size(); ++id) {
    if (usage.slots[id] == 0) {
      continue;
    }
    const Usage::Seen& seen = usage.glyphs[usage.slots[id] - 1];
    std::vector<SeenText> texts = seen.others;
    if (seen.first.count > 0) {
      texts.insert(texts.begin(), seen.first);
    }
    std::string text =
        without_selectors(choose_text(texts, fonts.canonical_character(seen.face, id)));
    if (text.empty()) {
      text = seen.fallback.empty() ? " " : std::string(seen.fallback);
    }
    font.glyphs.push_back({id, width_of(fonts, seen.face, id), std::move(text)});
    font.slots[id] = static_cast<std::uint32_t>(font.glyphs.size());
  }
}

/// U+0000, U+FEFF and U+FFFD may not be the meaning of a glyph (R51).
bool mappable(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    if (c == 0 || c == 0xfeff || c == 0xfffd) {
      return false;
    }
  }
  return !text.empty();
}

bool one_character(std::string_view text) {
  std::size_t at = 0;
  next_character(text, at);
  return at == text.size();
}

bool unified_ideograph(char32_t c) {
  return (c >= 0x3400 && c <= 0x4dbf) || (c >= 0x4e00 && c <= 0x9fff) ||
         (c >= 0x20000 && c <= 0x323af);
}

/// Radicals and private use: no reader searches for them (R51).
bool doubtful(std::string_view text) {
  std::size_t at = 0;
  const char32_t c = next_character(text, at);
  return (c >= 0x2e80 && c <= 0x2fdf) || (c >= 0xe000 && c <= 0xf8ff) || c >= 0xf0000;
}

}  // namespace

void find_clusters(const GlyphRun& run, std::vector<Cluster>& clusters) {
  clusters.clear();
  const std::size_t size = run.text.size();
  std::size_t begin = 0;  // of the cluster that is open
  const auto close = [&](std::size_t end) {
    clusters.back().text = std::string_view(run.text).substr(begin, end - begin);
    begin = end;
  };
  for (std::size_t i = 0; i < run.glyphs.size(); ++i) {
    const RunGlyph& glyph = run.glyphs[i];
    if (!clusters.empty() && glyph.text_begin >= glyph.text_end) {
      ++clusters.back().count;
      continue;
    }
    if (!clusters.empty()) {
      close(std::clamp<std::size_t>(glyph.text_begin, begin, size));
    }
    clusters.push_back({i, 1, {}});
  }
  if (!clusters.empty()) {
    close(size);
  }
}

std::vector<Cluster> clusters_of(const GlyphRun& run) {
  std::vector<Cluster> clusters;
  find_clusters(run, clusters);
  return clusters;
}

std::string choose_text(const std::vector<SeenText>& seen, char32_t canonical) {
  const SeenText* best = nullptr;
  for (const SeenText& one : seen) {
    if (mappable(one.text) &&
        (!best || one.count > best->count || (one.count == best->count && one.text < best->text))) {
      best = &one;
    }
  }
  std::string wanted;
  if (canonical != 0) {
    append_utf8(wanted, canonical);
  }
  if (!best) {
    return wanted;
  }
  const bool seen_canonical = std::any_of(
      seen.begin(), seen.end(), [&](const SeenText& one) { return one.text == wanted; });
  const bool better = canonical != 0 && one_character(best->text) &&
                      (canonical < 0x80 || doubtful(best->text) ||
                       (seen_canonical && unified_ideograph(canonical)));
  return better ? wanted : std::string(best->text);
}

FontPlan plan_fonts(const Document& document, const FontStore& fonts) {
  FontPlan plan;
  plan.by_face.assign(fonts.size(), 0);
  std::vector<Usage> usages;
  std::vector<std::uint32_t> groups;  // program group of each planned font
  const auto slot_of = [&](FontId face) {
    std::uint32_t& slot = plan.by_face[static_cast<std::size_t>(face)];
    if (slot == 0) {
      const std::uint32_t group = fonts.program_group(face);
      const auto at = std::find(groups.begin(), groups.end(), group);
      slot = static_cast<std::uint32_t>(at - groups.begin()) + 1;
      if (at == groups.end()) {
        groups.push_back(group);
        usages.emplace_back();
        plan.fonts.emplace_back();
        plan.fonts.back().resource.append("F").append(std::to_string(slot));
        plan.fonts.back().face = face;
      }
    }
    return slot - 1;
  };
  std::vector<Cluster> clusters;
  for (const Page& page : document.pages) {
    for (const Item& item : page.items) {
      const auto* run = std::get_if<GlyphRun>(&item.content);
      if (run && !run->glyphs.empty() && static_cast<std::size_t>(run->font) < fonts.size()) {
        read_run(*run, usages[slot_of(run->font)], clusters);
      }
    }
  }
  for (std::size_t i = 0; i < usages.size(); ++i) {
    finish(plan.fonts[i], usages[i], fonts);
  }
  return plan;
}

}  // namespace banxin::pdf

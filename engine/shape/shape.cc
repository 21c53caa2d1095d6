// shape(): the steps in order, and the key of its cache.
#include "engine/shape/shape.h"

#include <algorithm>

#include "engine/shape/boxes.h"
#include "engine/shape/glyphs.h"
#include "engine/shape/hyphens.h"
#include "engine/shape/pieces.h"
#include "engine/shape/ruby.h"
#include "engine/shape/spacing.h"
#include "engine/shape/vertical.h"

namespace banxin {
namespace {

void add_composition(Hasher& h, const Composition& c) {
  h.number(static_cast<std::uint64_t>(c.locale)).number(static_cast<std::uint64_t>(c.prohibition));
  h.number(static_cast<std::uint64_t>(c.punctuation))
      .number(static_cast<std::uint64_t>(c.adjacent));
  h.number(static_cast<std::uint64_t>(c.line_end)).number(static_cast<std::uint64_t>(c.line_start));
  h.number(c.paragraph_start_trim ? 1u : 0u).text(c.hanging);
  h.number(static_cast<std::uint64_t>(c.autospace));
  h.number(static_cast<std::uint64_t>(c.autospace_min));
  h.number(static_cast<std::uint64_t>(c.autospace_max));
  h.number(static_cast<std::uint64_t>(c.compression)).number(c.compress_stops ? 1u : 0u);
  h.number(static_cast<std::uint64_t>(c.breaker)).number(c.orphan_repair ? 1u : 0u);
  h.number(c.keep_number_unit ? 1u : 0u)
      .number(static_cast<std::uint64_t>(c.hyphens))
      .number(c.balance ? 1u : 0u);
  h.number(static_cast<std::uint64_t>(c.balance_measure));
  h.text(c.hyphenation_language).number(static_cast<std::uint64_t>(c.han_spaces));
  for (const std::int32_t limit :
       {c.hyphenate_word, c.hyphenate_before, c.hyphenate_after, c.hyphenate_lines}) {
    h.number(static_cast<std::uint64_t>(limit));
  }
  h.number(static_cast<std::uint64_t>(c.word_space_max));
  h.number(static_cast<std::uint64_t>(c.tracking_comfortable));
  h.number(static_cast<std::uint64_t>(c.tracking_max));
  h.number(c.even_lines ? 1u : 0u).number(static_cast<std::uint64_t>(c.word_breaks));
  h.number(static_cast<std::uint64_t>(c.orphan_minimum));
  h.number(static_cast<std::uint64_t>(c.orphan_minimum_wide));
  h.number(static_cast<std::uint64_t>(c.grid_cells));
  h.number(static_cast<std::uint64_t>(c.writing_mode));
}

void add_length(Hasher& h, Length length) {
  h.number(static_cast<std::uint64_t>(length.emu()));
}

void add_features(Hasher& h, const std::vector<FontResolver::Feature>& features) {
  h.number(features.size());
  for (const FontResolver::Feature& feature : features) {
    h.number(feature.tag).number(feature.value);
  }
}

/// What of a style bears on shaping.
void add_style(Hasher& h, const FontResolver& fonts, TextStyleId id) {
  const TextStyle& style = fonts.styled().text(id);
  h.number(static_cast<std::uint64_t>(id)).text(style.language);
  h.number(static_cast<std::uint64_t>(style.ruby.position))
      .number(static_cast<std::uint64_t>(style.ruby.align))
      .number(static_cast<std::uint64_t>(style.ruby.overhang))
      .number(static_cast<std::uint64_t>(style.ruby.gap))
      .number(static_cast<std::uint64_t>(style.ruby.word_gap));
  add_length(h, style.size);
  add_length(h, style.letter_spacing);
  for (const auto* stack : {&fonts.cjk_faces(style.stack), &fonts.latin_faces(style.stack)}) {
    h.number(stack->size());
    for (const FontResolver::Face& face : *stack) {
      h.number(static_cast<std::uint64_t>(face.font)).number(face.wish->only.size());
      for (const CodeRange& range : face.wish->only) {
        h.number(range.first).number(range.last);
      }
    }
  }
  for (const FontId font : fonts.latin(style.stack)) {
    h.number(static_cast<std::uint64_t>(fonts.latin_scale(style.stack, font)));
  }
  add_features(h, fonts.cjk_features(style.stack));
  add_features(h, fonts.latin_features(style.stack));
}

void add_span(Hasher& h, Span span) {
  h.number(static_cast<std::uint64_t>(span.file)).number(span.begin).number(span.end);
}

}  // namespace

namespace {

/// F5 holds for annotations too: no .notdef without a word.
void report_missing_in_rubies(ShapeJob& job, const ShapedText& out) {
  const FontStore& fonts = job.resolver.fonts();
  for (const ShapedRuby& ruby : out.rubies) {
    const bool complete = std::none_of(
        ruby.glyphs.begin(), ruby.glyphs.end(), [](const auto& g) { return g.glyph == 0; });
    if (complete) {
      continue;
    }
    const auto& all = job.paragraph.rubies;
    const auto from = std::find_if(all.begin(), all.end(), [&](const Ruby& typed) {
      return typed.text.find(ruby.text) != std::string::npos;
    });
    const Span span = from == all.end() ? job.paragraph.source : from->source;
    for (std::size_t at = 0; at < ruby.text.size();) {
      const char32_t c = decode_utf8(ruby.text, at);
      if (c > U' ' && !fonts.has(ruby.font, c)) {
        std::string character;
        append_utf8(character, c);
        job.diagnostics.push_back({job.missing == MissingGlyphs::box ? "W304" : "E303",
                                   span,
                                   {character, code_point_text(c)}});
      }
    }
  }
}

}  // namespace

ShapedText shape(const Paragraph& paragraph, const FontResolver& fonts, MissingGlyphs missing) {
  ShapeJob job(paragraph, fonts, missing);
  normalize(job);
  hyphenate(job);
  choose_fonts(job);
  HbShaper shaper(fonts.fonts());
  ShapedText out;
  out.text = job.text;
  out.composition = job.composition;
  out.em = job.fallback_style.size;
  if (job.vertical()) {
    set_vertical_glyphs(job, shaper, out);
  } else {
    set_glyphs(job, shaper, out);
  }
  set_boxes(job, out);
  set_spacing(job, out);
  set_hyphens(job, shaper, out);
  set_rubies(job, shaper, out);
  report_missing_in_rubies(job, out);
  out.diagnostics = std::move(job.diagnostics);
  return out;
}

Hash128 shape_key(const Paragraph& paragraph, const FontResolver& fonts, MissingGlyphs missing) {
  const BlockStyle& block = fonts.styled().block(paragraph.style);
  Hasher h;
  h.text(paragraph.text).number(static_cast<std::uint64_t>(missing));
  h.hash(fonts.fonts().fingerprint());
  add_composition(h, block.composition);
  if (block.composition.hyphens == Hyphens::automatic) {
    for (const Hyphenators::Entry& entry : fonts.hyphenators().entries) {
      h.text(entry.language).hash(entry.patterns);
    }
  }
  h.number(block.text_indent > Length() ? 1u : 0u);
  add_style(h, fonts, block.text);
  h.number(paragraph.runs.size());
  std::uint32_t name = 0;
  for (const Run& run : paragraph.runs) {
    // Where names begin and end, not what number they have.
    h.number(run.name_mark == 0 ? 0u : run.name_mark == name ? 1u : 2u);
    name = run.name_mark;
    h.number(run.begin).number(run.end);
    add_style(h, fonts, run.style);
    add_span(h, run.source);
    h.number(run.note != NoteId::none ? 1u : 0u).number(run.ruby).number(run.nowrap ? 1u : 0u);
    h.number(run.no_hyphen ? 1u : 0u).number(run.personal_name ? 1u : 0u);
    const bool columns = block.composition.writing_mode == WritingMode::vertical_rl;
    add_length(h, columns ? run.image_size.height : run.image_size.width);
  }
  h.number(paragraph.rubies.size());
  for (const Ruby& ruby : paragraph.rubies) {
    h.text(ruby.text);
    add_style(h, fonts, ruby.style);
  }
  add_span(h, paragraph.source);
  return h.finish();
}

}  // namespace banxin

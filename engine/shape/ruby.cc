#include "engine/shape/ruby.h"

#include <algorithm>

#include "engine/shape/bopomofo.h"

namespace banxin {
namespace {

/// One base with its annotation, before the base is widened.
struct Based {
  ShapedRuby ruby;
  RubyLayout layout;
  Length width;          // of the base as typed
  Length em;             // of the base
  bool letters = false;  // pinyin: neighbours keep a gap

  std::int64_t count() const { return ruby.cluster_end - ruby.cluster_begin; }

  bool beside() const { return ruby.position == RubyPosition::inter_character; }
};

bool has_bopomofo(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (script_of(decode_utf8(text, at)) == Script::bopomofo) {
      return true;
    }
  }
  return false;
}

RubyPosition position_of(const RubyLayout& layout, std::string_view text) {
  if (layout.position != RubyPosition::automatic) {
    return layout.position;
  }
  return has_bopomofo(text) ? RubyPosition::inter_character : RubyPosition::over;
}

/// The parts of an annotation between spaces.
std::vector<std::string> syllables(const std::string& text) {
  std::vector<std::string> parts(1);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = decode_utf8(text, at);
    if (c == U' ' || c == U'\u3000' || c == U'\u00a0') {
      parts.emplace_back();
    } else {
      parts.back().append(text, begin, at - begin);
    }
  }
  std::erase_if(parts, [](const std::string& part) { return part.empty(); });
  return parts;
}

class RubySetter {
 public:
  RubySetter(const ShapeJob& job, HbShaper& shaper, ShapedText& out)
      : job_(job),
        shaper_(shaper),
        out_(out) {}

  void run() {
    collect();
    for (std::size_t begin = 0; begin < bases_.size();) {
      std::size_t end = begin + 1;
      while (end < bases_.size() && one_block(bases_[end - 1], bases_[end])) {
        ++end;
      }
      widen(begin, end);
      begin = end;
    }
    for (Based& base : bases_) {
      align(base);
      out_.rubies.push_back(std::move(base.ruby));
    }
  }

 private:
  std::uint32_t ruby_of(const ShapedCluster& c) const {
    return c.run < job_.paragraph.runs.size() ? job_.paragraph.runs[c.run].ruby : 0;
  }

  void collect() {
    const auto count = static_cast<std::uint32_t>(out_.clusters.size());
    for (std::uint32_t i = 0; i < count;) {
      const std::uint32_t ruby = ruby_of(out_.clusters[i]);
      std::uint32_t end = i + 1;
      while (end < count && ruby_of(out_.clusters[end]) == ruby) {
        ++end;
      }
      if (ruby != 0 && ruby <= job_.paragraph.rubies.size()) {
        add(job_.paragraph.rubies[ruby - 1], i, end);
      }
      i = end;
    }
  }

  /// Bopomofo of several characters is told apart at its spaces, one syllable a character.
  void add(const Ruby& ruby, std::uint32_t begin, std::uint32_t end) {
    const TextStyle& style = job_.resolver.styled().text(ruby.style);
    if (position_of(style.ruby, ruby.text) == RubyPosition::inter_character) {
      const std::vector<std::string> parts = syllables(ruby.text);
      if (parts.size() == end - begin) {
        for (std::uint32_t i = begin; i < end; ++i) {
          add(ruby, parts[i - begin], i, i + 1);
        }
        return;
      }
    }
    add(ruby, ruby.text, begin, end);
  }

  void add(const Ruby& ruby, const std::string& text, std::uint32_t begin, std::uint32_t end) {
    const TextStyle& style = job_.resolver.styled().text(ruby.style);
    Based base;
    base.layout = style.ruby;
    base.em = out_.clusters[begin].size;
    base.ruby.cluster_begin = begin;
    base.ruby.cluster_end = end;
    base.ruby.style = ruby.style;
    base.ruby.text = text;
    base.ruby.size = style.size;
    base.ruby.position = position_of(style.ruby, text);
    base.ruby.font = choose_one_font(job_, style, text);
    if (base.ruby.font == FontId::none) {
      return;
    }
    for (std::uint32_t i = begin; i < end; ++i) {
      base.width +=
          out_.clusters[i].advance + (i > begin ? out_.clusters[i].space_before : Length());
    }
    if (base.beside()) {
      set_bopomofo(job_, shaper_, base.em, base.ruby);
      if (!job_.vertical()) {  // V8: beside the column, between the lines
        out_.clusters[end - 1].advance += bopomofo_column(base.em);
        out_.clusters[end - 1].beside = bopomofo_column(base.em);
      }
    } else {
      set_glyphs_of(style, base);
    }
    bases_.push_back(std::move(base));
  }

  void set_glyphs_of(const TextStyle& style, Based& base) {
    ShapedRuby& shaped = base.ruby;
    std::size_t at = 0;
    const bool wide = !shaped.text.empty() && is_wide_text(decode_utf8(shaped.text, at));
    base.letters = !wide;
    HbRequest request;
    request.font = shaped.font;
    request.script = wide ? HB_SCRIPT_HAN : HB_SCRIPT_LATIN;
    request.language = hb_language_of(job_.composition.locale);
    request.features = wide ? &job_.resolver.cjk_features(style.stack)
                            : &job_.resolver.latin_features(style.stack);
    const int grid = job_.resolver.fonts().metrics(shaped.font).units_per_em;
    for (const RawGlyph& raw :
         shaper_.shape(request, shaped.text, 0, static_cast<std::uint32_t>(shaped.text.size()))) {
      ShapedGlyph glyph;
      glyph.glyph = raw.glyph;
      glyph.advance = at_size(raw.advance, grid, style.size);
      glyph.offset = {at_size(raw.dx, grid, style.size), -at_size(raw.dy, grid, style.size)};
      shaped.width += glyph.advance;
      shaped.glyphs.push_back(glyph);
    }
  }

  static bool touch(const Based& a, const Based& b) {
    return a.ruby.cluster_end == b.ruby.cluster_begin;
  }

  /// Bases are widened alike as far as only punctuation parts them (M6: evenly in the block).
  bool one_block(const Based& a, const Based& b) const {
    if (a.beside() != b.beside() || a.em != b.em) {
      return false;
    }
    for (std::uint32_t i = a.ruby.cluster_end; i < b.ruby.cluster_begin; ++i) {
      const CharClass cls = out_.clusters[i].cls;
      const bool mark = cls == CharClass::opening || cls == CharClass::closing ||
                        cls == CharClass::pause || cls == CharClass::stop ||
                        cls == CharClass::question || out_.clusters[i].note;
      if (!mark) {
        return false;
      }
    }
    return true;
  }

  /// Words with pinyin stand 1/2 em apart. The space is one of those that vanish at line edges.
  Length word_gap(const Based& a, const Based& b) const {
    const bool words = (a.letters || b.letters) && (a.count() > 1 || b.count() > 1);
    return words && touch(a, b) ? a.em.scaled(b.layout.word_gap, 1000) : Length();
  }

  /// How far an annotation may stand over a neighbour that has none, by half its own size.
  Length overhang(const Based& base) const {
    if (base.layout.overhang == RubyOverhang::none) {
      return {};
    }
    const auto bears = [&](std::uint32_t i) {
      const ShapedCluster& c = out_.clusters[i];
      return ruby_of(c) == 0 && c.cls != CharClass::latin && c.cls != CharClass::object;
    };
    const bool before = base.ruby.cluster_begin > 0 && bears(base.ruby.cluster_begin - 1);
    const bool after = base.ruby.cluster_end < out_.clusters.size() && bears(base.ruby.cluster_end);
    return before && after ? base.ruby.size / 2 : Length();
  }

  /// The same room for every character of the block: so much that no annotation is wider than its
  /// base, and that neighbours keep their gap.
  void widen(std::size_t begin, std::size_t end) {
    if (bases_[begin].beside()) {
      return;
    }
    std::int64_t room = 0;
    const auto need = [&](Length missing, std::int64_t parts) {
      room = std::max(room, (missing.emu() + parts - 1) / parts);
    };
    for (std::size_t i = begin; i < end; ++i) {
      const Based& base = bases_[i];
      need(base.ruby.width - base.width - overhang(base) * 2, base.count());
      if (i + 1 == end || !touch(base, bases_[i + 1])) {
        continue;
      }
      const Based& next = bases_[i + 1];
      const Length gap =
          base.letters || next.letters ? base.em.scaled(next.layout.gap, 1000) : Length();
      const Length words = word_gap(base, next);
      // A tight line may take half the space between words.
      const Length have = (base.width + next.width) / 2 + words / 2;
      need(((base.ruby.width + next.ruby.width) / 2 + gap - have) * 2, base.count() + next.count());
      if (words > Length()) {
        out_.clusters[next.ruby.cluster_begin].space_before = words;
      }
    }
    for (std::size_t i = begin; room > 0 && i < end; ++i) {
      spread(bases_[i], Length::emu(room));
    }
  }

  void spread(Based& base, Length room) {
    for (std::uint32_t i = base.ruby.cluster_begin; i < base.ruby.cluster_end; ++i) {
      ShapedCluster& c = out_.clusters[i];
      c.advance += room;
      for (std::uint32_t g = c.glyph_begin; g < c.glyph_end; ++g) {
        Point& offset = out_.glyphs[g].offset;
        (job_.vertical() ? offset.y : offset.x) += room / 2;
      }
    }
    base.ruby.lead = room / 2;
    base.ruby.trail = room - room / 2;
    base.width += room * base.count();
  }

  /// ruby-align: annotations narrower than their base. Letters keep together, as in CSS.
  void align(Based& base) const {
    ShapedRuby& ruby = base.ruby;
    const Length free = base.width - ruby.width;
    if (base.beside() || free <= Length() || ruby.glyphs.empty()) {
      return;
    }
    const auto count = static_cast<std::int64_t>(ruby.glyphs.size());
    const bool apart =
        !base.letters && (base.layout.align == RubyAlign::space_around ||
                          (base.layout.align == RubyAlign::space_between && count > 1));
    if (base.layout.align == RubyAlign::start) {
      ruby.width = base.width;
    } else if (apart) {
      const bool around = base.layout.align == RubyAlign::space_around;
      const std::int64_t parts = around ? count * 2 : (count - 1) * 2;
      const Length part = free / parts;
      for (ShapedGlyph& glyph : ruby.glyphs) {
        glyph.advance += part * 2;
        glyph.offset.x += around ? part : Length();
      }
      ruby.width = base.width;
    }
  }

  const ShapeJob& job_;
  HbShaper& shaper_;
  ShapedText& out_;
  std::vector<Based> bases_;
};

}  // namespace

void set_rubies(const ShapeJob& job, HbShaper& shaper, ShapedText& out) {
  RubySetter(job, shaper, out).run();
}

}  // namespace banxin

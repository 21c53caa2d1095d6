#include "engine/block/draw_text.h"

#include <algorithm>
#include <string_view>

#include "engine/block/draw_marks.h"
#include "engine/block/draw_ruby.h"

namespace banxin {
namespace {

/// One pass over a line's clusters, gathering glyphs while font, style and tag stay the same.
class LineDrawer {
 public:
  LineDrawer(const SetParagraph& text,
             std::size_t index,
             const LinePlace& place,
             const Setter& setter,
             Strip& strip)
      : text_(text),
        shaped_(*text.shaped),
        line_(text.broken->lines[index]),
        place_(place),
        setter_(setter),
        strip_(strip) {}

  void draw() {
    for (std::uint32_t i = line_.begin; i < line_.end; ++i) {
      add(i);
    }
    if (line_.hyphen && line_.end > line_.begin) {
      add_hyphen();
    }
    leave_ruby();
    flush_link();
    draw_decorations({text_, line_, place_, setter_, strip_});
  }

 private:
  const Run& run_of(const ShapedCluster& cluster) const {
    return text_.paragraph->runs[cluster.run];
  }

  Length x_of(std::uint32_t cluster) const {
    return place_.left + line_.placed[cluster - line_.begin].x;
  }

  void add(std::uint32_t index) {
    const ShapedCluster& cluster = shaped_.clusters[index];
    const Run& run = run_of(cluster);
    opening_ = shaped_.source_offset[index] < place_.opening_end;
    const std::size_t ruby = run.ruby == 0 ? shaped_.rubies.size() : ruby_at(shaped_, index);
    if (ruby != ruby_) {
      leave_ruby();
    }
    follow_link(run, index);
    enter_ruby(ruby);
    note(run);
    if (run.image != ImageId::none) {
      flush();
      add_picture(run, index);
    } else if (cluster.missing) {
      flush();
      draw_missing({text_, line_, place_, setter_, strip_}, index, x_of(index));
    } else {
      add_glyphs(cluster, run, index);
    }
  }

  Length stroke_of(const ShapedCluster& cluster, const Run& run) const {
    const TextStyle& style = setter_.context.styled.text(run.style);
    return setter_.context.fonts.bold_stroke(style, cluster.font, cluster.cjk_font);
  }

  void start_run(const ShapedCluster& cluster, const Run& run, Length x) {
    flush();
    const TextStyle& style = setter_.context.styled.text(run.style);
    current_.font = cluster.font;
    current_.size = cluster.font_size;
    current_.color = style.color;
    current_.synthetic_bold = stroke_of(cluster, run);
    cjk_font_ = cluster.cjk_font;
    current_.language = style.language == language_around() ? std::string() : style.language;
    current_.origin = {x, place_.baseline - style.baseline_shift};
    style_ = run.style;
    tag_ = tag();
    source_ = run.source;
    open_ = true;
  }

  void add_glyphs(const ShapedCluster& cluster, const Run& run, std::uint32_t index) {
    const PlacedCluster& placed = line_.placed[index - line_.begin];
    const Length shift = run.ruby != 0 ? flush_shift(text_, line_, index) : Length();
    const Length pen_start = place_.left + placed.x + placed.dx + shift;
    if (!open_ || current_.font != cluster.font || current_.size != cluster.font_size ||
        style_ != run.style || tag_ != tag() ||
        (cjk_font_ != cluster.cjk_font && stroke_of(cluster, run) != current_.synthetic_bold)) {
      start_run(cluster, run, pen_start);
    }
    const std::string_view text =
        std::string_view(shaped_.text)
            .substr(cluster.text_begin, cluster.text_end - cluster.text_begin);
    const std::uint32_t base = static_cast<std::uint32_t>(current_.text.size());
    current_.text += text;
    const std::uint32_t count = cluster.glyph_end - cluster.glyph_begin;
    const bool one_to_one = count > 1 && count == characters(text);
    Length pen = pen_start - current_.origin.x;
    std::size_t at = 0;
    for (std::uint32_t g = 0; g < count; ++g) {
      const ShapedGlyph& glyph = shaped_.glyphs[cluster.glyph_begin + g];
      RunGlyph out;
      out.glyph = glyph.glyph;
      out.x = pen + glyph.offset.x;
      out.y = glyph.offset.y;
      out.text_begin = base + static_cast<std::uint32_t>(at);
      if (one_to_one) {
        decode_utf8(text, at);
      } else {
        at = text.size();
      }
      out.text_end = base + static_cast<std::uint32_t>(at);
      current_.glyphs.push_back(out);
      pen += glyph.advance;
    }
  }

  static std::uint32_t characters(std::string_view text) {
    return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), [](char c) {
      return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;
    }));
  }

  /// A hyphen the line break added: drawn, but no part of the text.
  void add_hyphen() {
    const ShapedCluster& last = shaped_.clusters[line_.end - 1];
    const ShapedHyphen* hyphen = last.hyphen == 0 ? nullptr : &shaped_.hyphens[last.hyphen - 1];
    if (!hyphen || hyphen->glyph == 0) {
      return;
    }
    flush();
    const PlacedCluster& placed = line_.placed.back();
    start_run(last, run_of(last), place_.left + placed.x + placed.advance);
    current_.font = hyphen->font;
    current_.size = hyphen->size;
    current_.glyphs.push_back({hyphen->glyph, Length(), Length(), 0, 0});
  }

  void add_picture(const Run& run, std::uint32_t index) {
    const auto& image = setter_.context.images[static_cast<std::size_t>(run.image)];
    if (!image) {
      return;
    }
    Picture picture;
    picture.image = image;
    picture.box = {x_of(index),
                   place_.baseline - run.image_size.height,
                   run.image_size.width,
                   run.image_size.height};
    TagId figure = TagId::none;
    if (!run.alternative.empty() && place_.tag != TagId::none) {
      figure = add_element(TagRole::figure, tag());
      place_.tags->back().alternative = run.alternative;
    }
    strip_.items.push_back({picture, figure, place_.artifact, run.source});
  }

  void note(const Run& run) {
    if (run.note != NoteId::none && (strip_.notes.empty() || strip_.notes.back() != run.note)) {
      strip_.notes.push_back(run.note);
    }
  }

  TagId tag() const { return ruby_tag_ != TagId::none ? ruby_tag_ : outer_tag(); }

  TagId outer_tag() const {
    return link_tag_ != TagId::none ? link_tag_ : opening_ ? place_.opening : place_.tag;
  }

  /// The reading is drawn right after its base, so that text comes out in this order.
  void leave_ruby() {
    flush();
    if (ruby_ < shaped_.rubies.size()) {
      draw_ruby({text_, line_, place_, setter_, strip_}, ruby_, reading_tag_);
    }
    ruby_ = shaped_.rubies.size();
    ruby_tag_ = TagId::none;
  }

  /// Base and reading are elements of one ruby: Ruby with RB and RT (PDF 1.7, 14.8.4).
  void enter_ruby(std::size_t ruby) {
    if (ruby == ruby_) {
      return;
    }
    flush();
    ruby_ = ruby;
    reading_tag_ = outer_tag();
    if (place_.tag != TagId::none) {
      const TagId whole = add_element(TagRole::ruby, outer_tag());
      ruby_tag_ = add_element(TagRole::ruby_base, whole);
      reading_tag_ = add_element(TagRole::ruby_text, whole);
    }
  }

  TagId add_element(TagRole role, TagId parent) {
    TagNode node;
    node.role = role;
    node.parent = parent;
    place_.tags->push_back(node);
    return static_cast<TagId>(place_.tags->size() - 1);
  }

  /// The language the structure tree gives already; none: the document's.
  std::string_view language_around() const {
    for (TagId at = tag(); at != TagId::none && place_.tags;) {
      const TagNode& node = (*place_.tags)[static_cast<std::size_t>(at)];
      if (!node.language.empty()) {
        return node.language;
      }
      at = node.parent;
    }
    return {};
  }

  void follow_link(const Run& run, std::uint32_t index) {
    if (run.link == link_) {
      return;
    }
    flush();
    flush_link();
    link_ = run.link;
    link_start_ = index;
    link_tag_ = TagId::none;
    if (link_ != LinkId::none && place_.tag != TagId::none) {
      link_tag_ = element_of(run);
    }
  }

  /// The link's structure element: one for all its lines. The mark of a note is a reference.
  TagId element_of(const Run& run) {
    for (const auto& [known, tag] : *place_.link_tags) {
      if (known == run.link && run.note == NoteId::none) {
        return tag;
      }
    }
    const TagId home = opening_ ? place_.opening : place_.tag;
    const TagId tag = add_element(
        TagRole::link, run.note == NoteId::none ? home : add_element(TagRole::reference, home));
    place_.link_tags->emplace_back(run.link, tag);
    return tag;
  }

  void flush_link() {
    if (link_ == LinkId::none) {
      return;
    }
    std::uint32_t last = link_start_;
    Length size;
    for (std::uint32_t i = link_start_; i < line_.end; ++i) {
      if (run_of(shaped_.clusters[i]).link != link_) {
        break;
      }
      last = i;
      size = max(size, shaped_.clusters[i].size);
    }
    const Length left = x_of(link_start_);
    const Length right = x_of(last) + line_.placed[last - line_.begin].advance;
    strip_.links.push_back({{left, place_.baseline - size.scaled(kEmTop, 1000), right - left, size},
                            link_,
                            link_tag_});
    link_ = LinkId::none;
    link_tag_ = TagId::none;
  }

  void flush() {
    if (open_ && !current_.glyphs.empty()) {
      strip_.items.push_back({std::move(current_), tag_, place_.artifact, source_});
    }
    current_ = GlyphRun();
    open_ = false;
  }

  const SetParagraph& text_;
  const ShapedText& shaped_;
  const Line& line_;
  const LinePlace& place_;
  bool opening_ = false;  // inside place_.opening_end
  const Setter& setter_;
  Strip& strip_;
  GlyphRun current_;
  TextStyleId style_{};
  TagId tag_ = TagId::none;
  Span source_;
  bool open_ = false;
  bool cjk_font_ = true;  // of the glyphs gathered
  LinkId link_ = LinkId::none;
  TagId link_tag_ = TagId::none;
  std::uint32_t link_start_ = 0;
  std::size_t ruby_ = shaped_.rubies.size();  // the one being drawn; none
  TagId ruby_tag_ = TagId::none;
  TagId reading_tag_ = TagId::none;
};

}  // namespace

Length baseline_in_line(const BlockStyle& style, const TextStyle& text) {
  return (style.line_height - text.size) / 2 + text.size.scaled(kEmTop, 1000);
}

void draw_line(const SetParagraph& text,
               std::size_t index,
               const LinePlace& place,
               const Setter& setter,
               Strip& strip) {
  LineDrawer(text, index, place, setter, strip).draw();
}

void draw_leader(const Leader& leader,
                 TextStyleId style_id,
                 Length text_end,
                 Length right,
                 const LinePlace& place,
                 const Setter& setter,
                 Strip& strip) {
  if (leader.pitch <= Length() || leader.dot.empty()) {
    return;
  }
  const TextStyle& style = setter.context.styled.text(style_id);
  const FontStore& fonts = setter.context.fonts.fonts();
  std::size_t at = 0;
  const char32_t dot = decode_utf8(leader.dot, at);
  for (const FontId font : setter.context.fonts.cjk(style.stack)) {
    const GlyphId glyph = fonts.glyph(font, dot);
    if (glyph == 0) {
      continue;
    }
    const FontStore::Ink ink = fonts.ink(font, glyph);
    const Length centre =
        at_size(ink.left + ink.right, 2 * fonts.metrics(font).units_per_em, style.size);
    const Length end = right - leader.reserve();
    const std::int64_t count =
        std::max<std::int64_t>(0, (end - text_end - leader.gap).emu() / leader.pitch.emu());
    GlyphRun run;
    run.font = font;
    run.size = style.size;
    run.color = style.color;
    run.origin = {end - leader.pitch * count, place.baseline};
    for (std::int64_t i = 0; i < count; ++i) {
      run.glyphs.push_back({glyph, leader.pitch * i + leader.pitch / 2 - centre, Length(), 0, 0});
    }
    if (count > 0) {
      strip.items.push_back({std::move(run), TagId::none, TagRole::artifact_layout, Span()});
    }
    return;
  }
}

}  // namespace banxin

// Dumps that read like a page: millimetres, characters, one line per thing drawn.
#include "engine/dump/dump.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "engine/base/number.h"

namespace banxin {
namespace {

std::string mm(Length length) {
  return number_text(length.mm(), 2);
}

std::string place(Point at) {
  return "x=" + mm(at.x) + " y=" + mm(at.y);
}

std::string place(const Rect& rect) {
  return place(Point{rect.x, rect.y}) + " w=" + mm(rect.width) + " h=" + mm(rect.height);
}

/// Text in quotation marks on one line: what would break the line or not be seen is spelled out.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7f) {
      out += "\\x";
      out += "0123456789abcdef"[byte >> 4];
      out += "0123456789abcdef"[byte & 15u];
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string color_text(const Color& color) {
  static constexpr std::string_view kSpaces[] = {"gray", "rgb", "cmyk"};
  static constexpr std::size_t kParts[] = {1, 3, 4};
  const auto space = static_cast<std::size_t>(color.space);
  std::string out(kSpaces[space]);
  for (std::size_t i = 0; i < kParts[space]; ++i) {
    out += i == 0 ? "(" : " ";
    append_number(out, color.parts[i] / 1000.0, 3);
  }
  return out + ")" + (color.spot.empty() ? "" : " spot=" + quoted(color.spot));
}

constexpr std::string_view kRoles[] = {
    "document",  "part",    "sect",       "art",    "h1",         "h2",       "h3",   "h4",
    "p",         "caption", "blockquote", "list",   "item",       "label",    "body", "note",
    "figure",    "formula", "table",      "row",    "th",         "td",       "toc",  "toc-item",
    "reference", "link",    "span",       "quote",  "code",       "ruby",     "rb",   "rt",
    "bib-entry", "header",  "footer",     "layout", "background", "page-mark"};

std::string_view role_name(TagRole role) {
  const auto index = static_cast<std::size_t>(role);
  return index < std::size(kRoles) ? kRoles[index] : "?";
}

std::string tag_number(TagId tag) {
  return "#" + std::to_string(static_cast<std::uint32_t>(tag));
}

/// What an item belongs to: " p#3" or " [header]"; plain layout artifacts are not worth a word.
std::string owner(const Document& document, const Item& item) {
  const auto index = static_cast<std::size_t>(item.tag);
  if (index < document.tags.size()) {
    return " " + std::string(role_name(document.tags[index].role)) + tag_number(item.tag);
  }
  if (item.tag != TagId::none) {
    return " ?" + tag_number(item.tag);
  }
  return item.artifact == TagRole::artifact_layout
             ? ""
             : " [" + std::string(role_name(item.artifact)) + "]";
}

std::string font_text(const FontStore& fonts, FontId font) {
  return static_cast<std::size_t>(font) < fonts.size() ? fonts.face(font).postscript_name
                                                       : "no-font";
}

/// Right end of a run's ink advance, from its origin.
Length width_of(const GlyphRun& run, const FontStore& fonts) {
  Length right;
  if (static_cast<std::size_t>(run.font) >= fonts.size()) {
    return right;
  }
  const int em = std::max(1, fonts.metrics(run.font).units_per_em);
  for (const RunGlyph& glyph : run.glyphs) {
    right = max(right, glyph.x + at_size(fonts.advance(run.font, glyph.glyph), em, run.size));
  }
  return right;
}

std::string style_text(const GlyphRun& run, const FontStore& fonts) {
  std::string out = font_text(fonts, run.font) + " " + number_text(run.size.pt(), 2) + "pt";
  if (run.synthetic_bold > Length()) {
    out += " bold=" + number_text(run.synthetic_bold.pt(), 2) + "pt";
  }
  if (!(run.color == text_black())) {
    out += " " + color_text(run.color);
  }
  return out + (run.language.empty() ? "" : " lang=" + run.language);
}

const GlyphRun* run_of(const Item& item) {
  return std::get_if<GlyphRun>(&item.content);
}

/// Writes the runs that stand on one baseline and belong to one owner as one line; a change of
/// style is noted in braces where it happens. Gives the index after them.
std::size_t dump_line(std::string& out,
                      const Document& document,
                      const Page& page,
                      const FontStore& fonts,
                      std::size_t at) {
  const Item& first = page.items[at];
  const GlyphRun& head = *run_of(first);
  const std::string whose = owner(document, first);
  std::string text, style = style_text(head, fonts);
  const std::string head_style = style;
  Length right = head.origin.x;
  for (; at < page.items.size(); ++at) {
    const GlyphRun* run = run_of(page.items[at]);
    if (!run || run->origin.y != head.origin.y || owner(document, page.items[at]) != whose ||
        run->origin.x < right - run->size) {
      break;
    }
    if (std::string here = style_text(*run, fonts); here != style) {
      text += " {" + here + "} ";
      style = std::move(here);
    }
    text += quoted(run->text);
    right = max(right, run->origin.x + width_of(*run, fonts));
  }
  out += "  y=" + mm(head.origin.y) + " x=" + mm(head.origin.x) +
         " w=" + mm(right - head.origin.x) + " " + head_style + whose + " " + text + "\n";
  return at;
}

std::string dump_item(const Document& document, const Item& item) {
  if (const auto* rects = std::get_if<Rects>(&item.content)) {
    std::string out = rects->rects.size() == 1 ? "rect " + place(rects->rects[0])
                                               : "rects n=" + std::to_string(rects->rects.size());
    if (rects->rects.size() > 1) {
      Rect all = rects->rects[0];
      for (const Rect& rect : rects->rects) {
        const Length right = max(all.right(), rect.right()),
                     bottom = max(all.bottom(), rect.bottom());
        all.x = min(all.x, rect.x);
        all.y = min(all.y, rect.y);
        all.width = right - all.x;
        all.height = bottom - all.y;
      }
      out += " in " + place(all);
    }
    return out + " " + color_text(rects->fill) + owner(document, item);
  }
  if (const auto* path = std::get_if<Path>(&item.content)) {
    std::string out = "path n=" + std::to_string(path->segments.size());
    if (!path->segments.empty()) {
      out += " from " + place(path->segments.front().p[0]);
    }
    out +=
        path->fill ? " fill=" + color_text(*path->fill) + (path->even_odd ? " even-odd" : "") : "";
    if (path->stroke) {
      out += " stroke=" + color_text(*path->stroke) + " " +
             number_text(path->stroke_width.pt(), 3) + "pt";
    }
    return out + owner(document, item);
  }
  const auto& picture = std::get<Picture>(item.content);
  std::string out = "picture " + place(picture.box);
  if (picture.image) {
    out += " " + picture.image->format + " " + std::to_string(picture.image->width) + "x" +
           std::to_string(picture.image->height);
  } else {
    out += " missing";
  }
  return out + (picture.clip ? " clip " + place(*picture.clip) : "") + owner(document, item);
}

std::string dump_link(const LinkArea& link) {
  std::string out = "link " + place(link.box) + " to ";
  if (!link.uri.empty()) {
    out += link.uri;
  } else if (link.page >= 0) {
    out += "page " + std::to_string(link.page + 1) + " " + place(link.at);
  } else {
    out += "nowhere";
  }
  out += link.description.empty() ? "" : " " + quoted(link.description);
  return out + (link.tag == TagId::none ? "" : " " + tag_number(link.tag));
}

void dump_page(std::string& out,
               const Document& document,
               std::size_t index,
               const FontStore& fonts) {
  const Page& page = document.pages[index];
  out +=
      "page " + std::to_string(index + 1) + " " + mm(page.size.width) + "x" + mm(page.size.height);
  out += page.bleed > Length() ? " bleed=" + mm(page.bleed) : "";
  out += page.folio.empty() ? "" : " folio=" + quoted(page.folio);
  out += page.flow.empty() ? "" : " flow=" + page.flow;
  out += page.blank ? " blank" : "";
  out += page.fill > 0 ? " fill=" + number_text(page.fill, 2) : "";
  out += '\n';
  for (std::size_t i = 0; i < page.items.size();) {
    if (run_of(page.items[i])) {
      i = dump_line(out, document, page, fonts, i);
    } else {
      out += "  " + dump_item(document, page.items[i]) + "\n";
      ++i;
    }
  }
  for (const LinkArea& link : page.links) {
    out += "  " + dump_link(link) + "\n";
  }
}

std::string indent(std::size_t depth) {
  return std::string(2 * depth, ' ');
}

void dump_head(std::string& out, const Document& document) {
  const auto line = [&](std::string_view key, const std::string& value) {
    out += value.empty() ? "" : std::string(key) + " " + quoted(value) + "\n";
  };
  line("title", document.title);
  line("author", document.author);
  line("subject", document.subject);
  line("language", document.language);
  for (const std::string& keyword : document.keywords) {
    line("keyword", keyword);
  }
  out += document.right_bound ? "right-bound\n" : "";
}

void dump_navigation(std::string& out, const Document& document) {
  for (const OutlineEntry& entry : document.outline) {
    out += "bookmark " + indent(static_cast<std::size_t>(std::clamp(entry.level, 1, 16) - 1)) +
           quoted(entry.title) + " page " + std::to_string(entry.page + 1) + " " + place(entry.at) +
           "\n";
  }
  static constexpr std::string_view kStyles[] = {"none", "decimal", "roman", "ROMAN"};
  for (const LabelRange& range : document.labels) {
    out += "labels from page " + std::to_string(range.first_page + 1) + ": " +
           std::string(kStyles[static_cast<std::size_t>(range.style)]) + " from " +
           std::to_string(range.start) +
           (range.prefix.empty() ? "" : " prefix=" + quoted(range.prefix)) + "\n";
  }
}

/// The leaves of every element in drawing order. Elements among an element's own text show where
/// they stand: "见{link}。".
std::vector<std::string> leaf_texts(const Document& document) {
  struct Leaf {
    std::string text, with_parts;
    bool met = false;
  };

  std::vector<Leaf> leaves(document.tags.size());
  const auto meet = [&](std::size_t tag) {
    while (!leaves[tag].met) {
      leaves[tag].met = true;
      const auto parent = static_cast<std::size_t>(document.tags[tag].parent);
      if (parent >= tag) {
        return;
      }
      leaves[parent].with_parts += "{" + std::string(role_name(document.tags[tag].role)) + "}";
      tag = parent;
    }
  };
  for (const Page& page : document.pages) {
    for (const Item& item : page.items) {
      const auto tag = static_cast<std::size_t>(item.tag);
      if (tag >= leaves.size()) {
        continue;
      }
      meet(tag);
      const GlyphRun* run = run_of(item);
      const std::string text = run                                             ? run->text
                               : std::holds_alternative<Picture>(item.content) ? "[picture]"
                                                                               : "";
      leaves[tag].text += text;
      leaves[tag].with_parts += text;
    }
  }
  std::vector<std::string> texts;
  for (const Leaf& leaf : leaves) {
    texts.push_back(leaf.text.empty() ? leaf.text : leaf.with_parts);
  }
  return texts;
}

std::string tag_details(const TagNode& tag) {
  std::string out;
  const auto add = [&](std::string_view key, const std::string& value) {
    out += value.empty() ? "" : " " + std::string(key) + "=" + quoted(value);
  };
  add("title", tag.title);
  add("alt", tag.alternative);
  add("actual", tag.actual_text);
  add("lang", tag.language);
  static constexpr std::string_view kNumbering[] = {
      "", "disc", "circle", "square", "decimal", "ROMAN", "roman", "ALPHA", "alpha"};
  add("numbering", std::string(kNumbering[static_cast<std::size_t>(tag.numbering)]));
  out += tag.column_scope == 1 ? " scope=column" : tag.column_scope == 2 ? " scope=row" : "";
  out += tag.column_span > 1 ? " columns=" + std::to_string(tag.column_span) : "";
  return out + (tag.row_span > 1 ? " rows=" + std::to_string(tag.row_span) : "");
}

}  // namespace

std::string to_text(const Document& document, const FontStore& fonts) {
  std::string out;
  dump_head(out, document);
  dump_navigation(out, document);
  for (std::size_t i = 0; i < document.pages.size(); ++i) {
    dump_page(out, document, i, fonts);
  }
  return out;
}

std::string tags_to_text(const Document& document) {
  const std::vector<std::string> texts = leaf_texts(document);
  const std::size_t count = document.tags.size();
  std::vector<std::vector<std::size_t>> children(count + 1);  // the last are the document's
  for (std::size_t i = 0; i < count; ++i) {
    const auto parent = static_cast<std::size_t>(document.tags[i].parent);
    children[parent < i ? parent : count].push_back(i);
  }
  std::string out;

  struct Open {
    std::size_t tag, depth;
  };

  std::vector<Open> open;  // a stack of our own: nesting in a manuscript has no bound
  const auto push = [&](std::size_t tag, std::size_t depth) {
    for (auto at = children[tag].rbegin(); at != children[tag].rend(); ++at) {
      open.push_back({*at, depth});
    }
  };
  push(count, 0);
  while (!open.empty()) {
    const auto [tag, depth] = open.back();
    open.pop_back();
    const TagNode& node = document.tags[tag];
    out += indent(depth) + std::string(role_name(node.role)) + tag_details(node);
    out += texts[tag].empty() ? "" : " " + quoted(texts[tag]);
    out += '\n';
    push(tag, depth + 1);
  }
  return out;
}

std::string page_text(const Page& page) {
  std::string out;
  const GlyphRun* before = nullptr;
  for (const Item& item : page.items) {
    const GlyphRun* run = run_of(item);
    if (!run) {
      continue;
    }
    out += before && before->origin.y != run->origin.y ? "\n" : "";
    out += run->text;
    before = run;
  }
  return before ? out + "\n" : out;
}

}  // namespace banxin

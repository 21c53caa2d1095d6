// The text form of a styled issue, for golden tests and `dump style`.
#include <array>

#include "engine/base/number.h"
#include "engine/style/properties.h"
#include "engine/style/style.h"

namespace banxin {
namespace {

constexpr std::array<const char*, 6> kBreaks{"", "column", "page", "recto", "verso", "avoid"};
constexpr std::array<const char*, 5> kAligns{"justify", "start", "end", "center", "spread"};
constexpr std::array<const char*, 9> kKinds{
    "paragraph", "box", "row", "image", "qr", "rule", "space", "table", "break"};

std::string pt(Length length) {
  return number_text(length.pt(), 2);
}

std::string number(std::size_t value) {
  std::string out;
  append_number(out, static_cast<std::int64_t>(value));
  return out;
}

std::string color_text(const Color& color) {
  std::string out = color.spot.empty() ? "" : color.spot + ":";
  constexpr std::array<std::pair<const char*, std::size_t>, 3> kSpaces{
      {{"gray", 1}, {"rgb", 3}, {"cmyk", 4}}};
  const auto& [name, parts] = kSpaces[static_cast<std::size_t>(color.space)];
  out += name;
  for (std::size_t i = 0; i < parts; ++i) {
    out += " " + number(color.parts[i]);
  }
  return out;
}

std::string insets(const Insets& value) {
  return pt(value.top) + " " + pt(value.right) + " " + pt(value.bottom) + " " + pt(value.left);
}

/// What of ruby is not as usual.
std::string ruby_text(const RubyLayout& ruby) {
  constexpr std::array<const char*, 4> kPositions{
      "", " ruby-over", " ruby-under", " ruby-inter-character"};
  constexpr std::array<const char*, 4> kRubyAligns{
      "", " ruby-start", " ruby-center", " ruby-space-between"};
  std::string text = kPositions[static_cast<std::size_t>(ruby.position)];
  text += kRubyAligns[static_cast<std::size_t>(ruby.align)];
  text += ruby.overhang == RubyOverhang::automatic ? " ruby-overhang" : "";
  text += ruby.gap == RubyLayout().gap ? "" : " ruby-gap " + std::to_string(ruby.gap);
  text += ruby.word_gap == RubyLayout().word_gap
              ? ""
              : " ruby-word-gap " + std::to_string(ruby.word_gap);
  return text;
}

class Dump {
 public:
  explicit Dump(const Styled& styled) : styled_(styled) {}

  std::string run() {
    head();
    for (std::size_t i = 0; i < styled_.font_stacks.size(); ++i) {
      font_stack(i);
    }
    for (std::size_t i = 0; i < styled_.text_styles.size(); ++i) {
      text_style(i);
    }
    for (std::size_t i = 0; i < styled_.block_styles.size(); ++i) {
      block_style(i);
    }
    for (const Master& master : styled_.masters) {
      dump_master(master);
    }
    for (const Flow& flow : styled_.flows) {
      dump_flow(flow);
    }
    for (std::size_t i = 0; i < styled_.notes.size(); ++i) {
      line(0, "note " + number(i));
      blocks(styled_.notes[i].blocks, 1);
    }
    for (std::size_t i = 0; i < styled_.links.size(); ++i) {
      const LinkTarget& link = styled_.links[i];
      line(0,
           "link " + number(i) + " -> " +
               (link.anchor == AnchorId::none ? link.uri : "#" + anchor(link.anchor)));
    }
    for (std::size_t i = 0; i < styled_.images.size(); ++i) {
      line(0, "image " + number(i) + " " + styled_.images[i].path);
    }
    return std::move(out_);
  }

 private:
  void line(int depth, const std::string& text) {
    out_.append(static_cast<std::size_t>(depth) * 2, ' ');
    out_ += text + "\n";
  }

  std::string anchor(AnchorId id) const {
    const auto index = static_cast<std::size_t>(id);
    return index < styled_.anchors.size() ? styled_.anchors[index] : "?";
  }

  void head() {
    line(0,
         "page " + pt(styled_.page.width) + " x " + pt(styled_.page.height) + " bleed " +
             pt(styled_.bleed) + (styled_.facing ? " facing" : "") +
             (styled_.right_bound ? " right-bound" : "") + " " + styled_.language);
    line(0, "title " + styled_.title);
  }

  void font_stack(std::size_t index) {
    const FontStack& stack = styled_.font_stacks[index];
    std::string text = "fonts " + number(index);
    const auto list = [&](const char* name,
                          const std::vector<FontWish>& wishes,
                          const std::vector<std::string>& features) {
      text += std::string(" ") + name + "[";
      for (std::size_t i = 0; i < wishes.size(); ++i) {
        text += (i ? ", " : "") + wishes[i].family + " " + std::to_string(wishes[i].weight);
        text += wishes[i].only.empty() ? "" : " in part";
      }
      text += "]";
      for (const std::string& feature : features) {
        text += " +" + feature;
      }
    };
    list("cjk", stack.cjk, stack.cjk_features);
    list("latin", stack.latin, stack.latin_features);
    text += stack.latin_scale == 1000 ? ""
            : stack.latin_scale == 0  ? " match"
                                      : " scale " + std::to_string(stack.latin_scale);
    line(0, text);
  }

  void text_style(std::size_t index) {
    const TextStyle& style = styled_.text_styles[index];
    std::string text = "text " + number(index) + " fonts " + number(style.stack) + " " +
                       pt(style.size) + " " + color_text(style.color);
    const auto add = [&](const char* name, Length value) {
      text += value == Length() ? "" : std::string(" ") + name + " " + pt(value);
    };
    add("spacing", style.letter_spacing);
    add("shift", style.baseline_shift);
    add("stroke", style.synthetic_bold);
    constexpr std::array<const char*, 10> kMarks{"",
                                                 " dot",
                                                 " open-dot",
                                                 " circle",
                                                 " open-circle",
                                                 " double-circle",
                                                 " triangle",
                                                 " open-triangle",
                                                 " sesame",
                                                 " open-sesame"};
    constexpr std::array<const char*, 3> kNames{"", " proper-name", " book-title"};
    text += kMarks[static_cast<std::size_t>(style.emphasis_mark)];
    text += style.emphasis_side == EmphasisSide::over ? " over" : "";
    text += kNames[static_cast<std::size_t>(style.name_mark)];
    text += ruby_text(style.ruby);
    text += style.underline ? " underline" : "";
    text += style.line_through ? " line-through" : "";
    text += style.language.empty() ? "" : " lang " + style.language;
    line(0, text);
  }

  void block_style(std::size_t index) {
    const BlockStyle& s = styled_.block_styles[index];
    std::string text = "style " + number(index) + " " + s.name + " text " +
                       number(static_cast<std::size_t>(s.text)) + " line " + pt(s.line_height);
    const auto length = [&](const char* name, Length value) {
      text += value == Length() ? "" : std::string(" ") + name + " " + pt(value);
    };
    const auto border = [&](const char* name, const Border& value) {
      text += value.width == Length()
                  ? ""
                  : std::string(" ") + name + " " + pt(value.width) + " " + color_text(value.color);
    };
    const auto count = [&](const char* name, int value, int usual) {
      text += value == usual ? "" : std::string(" ") + name + " " + std::to_string(value);
    };
    length("indent", s.text_indent);
    text += std::string(" ") + kAligns[static_cast<std::size_t>(s.text_align)] + "/" +
            kAligns[static_cast<std::size_t>(s.text_align_last)];
    text += s.margin == Insets() ? "" : " margin " + insets(s.margin);
    text += s.padding == Insets() ? "" : " padding " + insets(s.padding);
    border("top", s.border_top);
    border("right", s.border_right);
    border("bottom", s.border_bottom);
    border("left", s.border_left);
    text += s.background ? " background " + color_text(*s.background) : "";
    length("marker", s.marker_width);
    text += s.marker_fit ? " marker-fit " + pt(s.marker_gap) : "";
    count("hang-after", s.hang_after_lines, 0);
    constexpr std::array<const char*, 9> kFloats{"",
                                                 " float left",
                                                 " float right",
                                                 " float inside",
                                                 " float outside",
                                                 " float page-top",
                                                 " float page-bottom",
                                                 " float column-top",
                                                 " float column-bottom"};
    constexpr std::array<const char*, 3> kClears{"", " clear none", " clear both"};
    text += kFloats[static_cast<std::size_t>(s.floating)];
    text += kClears[static_cast<std::size_t>(s.clear)];
    length("float-gap", s.float_gap);
    length("measure-step", s.measure_step);
    text += s.box_break == BoxBreak::clone ? " clone" : "";
    count("initial", s.initial_lines, 0);
    count("looseness", s.looseness, 0);
    length("width", s.width);
    length("min-height", s.min_height);
    length("grid", s.grid);
    count("lines", s.lines, 0);
    count("columns", s.columns, 1);
    length("baseline-grid", s.baseline_grid);
    border("column-rule", s.column_rule);
    text += s.column_span == ColumnSpan::all ? " span" : "";
    text += s.clear_floats ? " clear-floats" : "";
    constexpr std::array<const char*, 3> kFits{"", " contain", " cover"};
    text += kFits[static_cast<std::size_t>(s.object_fit)];
    text += s.page > 0 ? " page " + styled_.masters[s.page - 1].name : "";
    text += s.page_first > 0 ? " page-first " + styled_.masters[s.page_first - 1].name : "";
    count("widows", s.widows, 2);
    count("orphans", s.orphans, 2);
    count("widow-minimum", s.widow_minimum, 0);
    count("keep-next", s.keep_with_next, 0);
    count("keep-previous", s.keep_with_previous, 0);
    length("room-needed", s.room_needed);
    count("outline", s.outline_level, 0);
    text += s.line_pitch == LinePitch::constant ? " constant-pitch" : "";
    text += s.keep_together ? " keep" : "";
    text += s.overflow == TextOverflow::ellipsis ? " ellipsis" : "";
    text += s.keep_margin_at_top ? " margin-at-top" : "";
    text += s.composition.balance ? " balance" : "";
    text += s.break_before == BreakRule::automatic
                ? ""
                : std::string(" before ") + kBreaks[static_cast<std::size_t>(s.break_before)];
    text += s.break_after == BreakRule::automatic
                ? ""
                : std::string(" after ") + kBreaks[static_cast<std::size_t>(s.break_after)];
    text += " <" + std::string(style::role_name(s.role)) + ">";
    line(0, text);
  }

  void dump_master(const Master& master) {
    line(0,
         "master " + master.name + " margins " + pt(master.margin_top) + " " +
             pt(master.margin_bottom) + " " + pt(master.margin_inner) + " " +
             pt(master.margin_outer) + " columns " + std::to_string(master.columns) +
             (master.column_fill == ColumnFill::automatic ? " fill-in-turn" : "") +
             (master.baseline_grid > Length() ? " grid " + pt(master.baseline_grid) : "") +
             (master.column_rule.width > Length() ? " rule " + pt(master.column_rule.width) + " " +
                                                        color_text(master.column_rule.color)
                                                  : ""));
    for (const Frame& frame : master.frames) {
      std::string text = "frame";
      constexpr std::array<const char*, 3> kRelative{" page", " type-area", " bleed"};
      constexpr std::array<const char*, 3> kSide{"", " on left", " on right"};
      text += kRelative[static_cast<std::size_t>(frame.relative)];
      text += kSide[static_cast<std::size_t>(frame.side)];
      constexpr std::array<const char*, 3> kPages{"", " on opening pages", " on continuing pages"};
      text += kPages[static_cast<std::size_t>(frame.pages)];
      const auto edge = [&](const char* name, const Edge& value) {
        text += value ? std::string(" ") + name + " " + pt(*value) : "";
      };
      edge("left", frame.left);
      edge("right", frame.right);
      edge("inner", frame.inner);
      edge("outer", frame.outer);
      edge("top", frame.top);
      edge("bottom", frame.bottom);
      edge("width", frame.width);
      edge("height", frame.height);
      text += frame.background ? " background " + color_text(*frame.background) : "";
      line(1, text);
      blocks(frame.blocks, 2);
    }
  }

  void dump_flow(const Flow& flow) {
    std::string text = "flow " + flow.name + " masters " + styled_.masters[flow.master_first].name +
                       " " + styled_.masters[flow.master_left].name + " " +
                       styled_.masters[flow.master_right].name + " start " +
                       kBreaks[static_cast<std::size_t>(flow.start)];
    constexpr std::array<const char*, 5> kFolios{
        "none", "decimal", "lower-roman", "upper-roman", "chinese"};
    text += std::string(" folio ") + kFolios[static_cast<std::size_t>(flow.folio)];
    text += flow.pages_multiple > 0 ? " multiple " + std::to_string(flow.pages_multiple) : "";
    text += flow.restart_folio ? " from " + std::to_string(*flow.restart_folio) : "";
    line(0, text);
    blocks(flow.blocks, 1);
  }

  void blocks(const std::vector<StyledBlock>& list, int depth) {
    for (const StyledBlock& block : list) {
      dump_block(block, depth);
    }
  }

  void dump_block(const StyledBlock& block, int depth) {
    std::string text = kKinds[static_cast<std::size_t>(block.kind)];
    text += " " + styled_.block(block.style).name;
    if (block.role != styled_.block(block.style).role) {
      text += " <" + std::string(style::role_name(block.role)) + ">";
    }
    text += block.anchor == AnchorId::none ? "" : " @" + anchor(block.anchor);
    text += block.outline.empty() ? "" : " outline \"" + block.outline + "\"";
    for (const auto& [name, value] : block.strings) {
      text += " set " + name + "=\"" + value + "\"";
    }
    if (block.size != Size()) {
      text += " size " + pt(block.size.width) + " x " + pt(block.size.height);
    }
    if (block.max_size != Size()) {
      text += " max " + pt(block.max_size.width) + " x " + pt(block.max_size.height);
    }
    if (!block.widths.empty()) {
      text += " widths";
      for (const Length width : block.widths) {
        text += " " + pt(width);
      }
      text += " gap " + pt(block.gap);
    }
    text += block.image == ImageId::none
                ? ""
                : " image " + number(static_cast<std::size_t>(block.image));
    text += block.data.empty() ? "" : " data " + block.data;
    text += block.alternative.empty() ? "" : " alt \"" + block.alternative + "\"";
    text +=
        block.link == LinkId::none ? "" : " link " + number(static_cast<std::size_t>(block.link));
    for (const NoteId note : block.notes) {
      text += " notes " + number(static_cast<std::size_t>(note));
    }
    if (block.paragraph) {
      text += " " + paragraph(*block.paragraph);
    }
    line(depth, text);
    blocks(block.children, depth + 1);
    if (block.table) {
      table(*block.table, depth + 1);
    }
  }

  void table(const StyledTable& table, int depth) {
    for (const StyledRow& row : table.rows) {
      std::string text = row.head ? "head" : "row";
      for (const StyledCell& cell : row.cells) {
        text += " |";
        for (const auto& one : cell.paragraphs) {
          text += " " + paragraph(*one);
        }
      }
      line(depth, text);
    }
    if (table.continued) {
      line(depth, "continued " + paragraph(*table.continued));
    }
  }

  std::string paragraph(const Paragraph& p) {
    std::string text;
    if (p.marker) {
      text += "(" + paragraph(*p.marker) + ") ";
    }
    if (p.initial) {
      text += "initial (" + paragraph(*p.initial) + ") ";
    }
    const std::size_t base = static_cast<std::size_t>(styled_.block(p.style).text);
    for (const Run& run : p.runs) {
      text += run_text(p, run, base);
    }
    if (p.runs.empty()) {
      text += "\"\"";
    }
    if (p.leader) {
      text += " leader " + p.leader->dot + " " + pt(p.leader->pitch) + " " +
              pt(p.leader->number_width) + " " + pt(p.leader->turn_over_indent);
      if (p.leader->author_width > Length()) {
        text += " author " + pt(p.leader->author_width);
      }
    }
    if (p.author) {
      text += " ... " + paragraph(*p.author);
    }
    if (p.trailing) {
      text += " ... " + paragraph(*p.trailing);
    }
    return text;
  }

  std::string run_text(const Paragraph& p, const Run& run, std::size_t base) {
    constexpr std::array<const char*, 10> kFields{"",
                                                  "page",
                                                  "folio",
                                                  "page-number",
                                                  "page-count",
                                                  "running",
                                                  "running-last",
                                                  "note-circled",
                                                  "note-decimal",
                                                  "note-bracketed"};
    std::string out = "\"";
    for (const char c : p.text.substr(run.begin, run.end - run.begin)) {
      out += c == '\n' ? std::string("\\n") : std::string(1, c);
    }
    out += "\"";
    if (run.field != FieldKind::none) {
      out = std::string("{") + kFields[static_cast<std::size_t>(run.field)];
      out += run.anchor == AnchorId::none ? "" : " #" + anchor(run.anchor);
      out += run.name.empty() ? "" : " " + run.name;
      out += "}";
    }
    const auto style = static_cast<std::size_t>(run.style);
    out += style == base ? "" : "~" + number(style);
    out += run.link == LinkId::none ? "" : "->" + number(static_cast<std::size_t>(run.link));
    out += run.note == NoteId::none ? "" : "^" + number(static_cast<std::size_t>(run.note));
    out += run.ruby == 0 ? "" : "/" + p.rubies[run.ruby - 1].text + "/";
    out += run.image == ImageId::none
               ? ""
               : "[image " + number(static_cast<std::size_t>(run.image)) + "]";
    out += run.nowrap ? "=" : "";
    out += run.no_hyphen ? "-" : "";
    out += run.personal_name ? "@" : "";
    return out;
  }

  const Styled& styled_;
  std::string out_;
};

}  // namespace

std::string to_text(const Styled& styled) {
  return Dump(styled).run();
}

}  // namespace banxin

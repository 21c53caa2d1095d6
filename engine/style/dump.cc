// The text form of a styled issue, for golden tests and `dump style`.
#include <array>

#include "engine/base/number.h"
#include "engine/style/dump_parts.h"
#include "engine/style/properties.h"
#include "engine/style/style.h"

namespace banxin {
namespace {

constexpr std::array<const char*, 6> kBreaks{"", "column", "page", "recto", "verso", "avoid"};
constexpr std::array<const char*, 9> kKinds{
    "paragraph", "box", "row", "image", "qr", "rule", "space", "table", "break"};

using style::color_text;
using style::insets;
using style::number;
using style::pt;

class Dump {
 public:
  explicit Dump(const Styled& styled) : styled_(styled) {}

  std::string run() {
    head();
    out_ += style::styles_text(styled_);
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
      for (const auto& any : frame.when) {
        text += " when";
        for (const RunningTest& test : any) {
          text += std::string(test.negated ? " !" : " ") + (test.last ? "last:" : "") + test.name +
                  (test.equals.empty() ? "" : "=" + test.equals);
        }
      }
      if (!frame.step_by.empty()) {
        text += " step " + pt(frame.step) + " by " + frame.step_by +
                (frame.step_count > 0 ? " of " + std::to_string(frame.step_count) : "");
      }
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

  /// Lines and cells of a table, as far as there are any.
  void table_look(const StyledTable& table, int depth) {
    std::string text = "look";
    const auto border = [&](const char* name, const Border& value) {
      text += value.width == Length()
                  ? ""
                  : std::string(" ") + name + " " + pt(value.width) + " " + color_text(value.color);
    };
    border("top", table.rule_top);
    border("head", table.rule_head);
    border("bottom", table.rule_bottom);
    border("row", table.rule_row);
    border("column", table.rule_column);
    text += table.cell_padding == Insets() ? "" : " padding " + insets(table.cell_padding);
    text += table.head_background ? " heads " + color_text(*table.head_background) : "";
    text += table.cell_background ? " cells " + color_text(*table.cell_background) : "";
    text += table.stripe ? " stripes " + color_text(*table.stripe) : "";
    text += table.full_width ? "" : " natural-width";
    if (text != "look") {
      line(depth, text);
    }
  }

  void table(const StyledTable& table, int depth) {
    table_look(table, depth);
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

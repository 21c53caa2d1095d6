// Fonts, text styles and block styles of the text dump.
#include <array>

#include "engine/base/number.h"
#include "engine/style/dump_parts.h"
#include "engine/style/properties.h"

namespace banxin::style {

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

namespace {

constexpr std::array<const char*, 6> kBreaks{"", "column", "page", "recto", "verso", "avoid"};
constexpr std::array<const char*, 5> kAligns{"justify", "start", "end", "center", "spread"};

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

class StyleDump {
 public:
  explicit StyleDump(const Styled& styled) : styled_(styled) {}

  std::string run() {
    for (std::size_t i = 0; i < styled_.font_stacks.size(); ++i) {
      font_stack(i);
    }
    for (std::size_t i = 0; i < styled_.text_styles.size(); ++i) {
      text_style(i);
    }
    for (const BlockStyle& style : styled_.block_styles) {
      add_fit(style.composition);
    }
    for (std::size_t i = 0; i < styled_.block_styles.size(); ++i) {
      block_style(i);
    }
    return std::move(out_);
  }

 private:
  void line(int depth, const std::string& text) {
    out_.append(static_cast<std::size_t>(depth) * 2, ' ');
    out_ += text + "\n";
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
    const bool own_color =
        style.emphasis_mark != EmphasisMark::none && style.emphasis_look.color != style.color;
    text += own_color ? " marks " + color_text(style.emphasis_look.color) : "";
    text += kNames[static_cast<std::size_t>(style.name_mark)];
    text += ruby_text(style.ruby);
    text += style.underline ? " underline" : "";
    text += style.line_through ? " line-through" : "";
    text += style.language.empty() ? "" : " lang " + style.language;
    line(0, text);
  }

  /// Compositions once each, before the styles; a style names its own unless it is the first.
  void add_fit(const Composition& composition) {
    if (fit_of(composition) == fits_.size()) {
      line(0, "fit " + number(fits_.size()) + composition_text(composition));
      fits_.push_back(composition);
    }
  }

  std::size_t fit_of(Composition composition) const {
    composition.balance = false;  // said by the style itself
    std::size_t i = 0;
    while (i < fits_.size() && !same_fit(fits_[i], composition)) {
      ++i;
    }
    return i;
  }

  static bool same_fit(Composition one, const Composition& other) {
    one.balance = false;
    return one == other;
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
    const std::size_t fit = fit_of(s.composition);
    text += fit == 0 ? "" : " fit " + number(fit);
    text += s.margin == Insets() ? "" : " margin " + insets(s.margin);
    text += s.padding == Insets() ? "" : " padding " + insets(s.padding);
    border("top", s.border_top);
    border("right", s.border_right);
    border("bottom", s.border_bottom);
    border("left", s.border_left);
    border("cells", s.grid_border);
    text += s.background ? " background " + color_text(*s.background) : "";
    length("marker", s.marker_width);
    text += s.marker_align == Align::start
                ? ""
                : std::string(" marker-") + kAligns[static_cast<std::size_t>(s.marker_align)];
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
    count("lines-above", s.lines_above, BlockStyle().lines_above);
    count("columns", s.columns, 1);
    length("column-gap", s.column_gap);
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
    text += s.keep_lead_in ? "" : " no-lead-in";
    text += s.align == SideAlign::start ? "" : s.align == SideAlign::end ? " at-end" : " centred";
    text += gates_text(s.gates);
    text += s.overflow == TextOverflow::ellipsis ? " ellipsis" : "";
    text += s.keep_margin_at_top ? " margin-at-top" : "";
    text += s.composition.balance ? " balance" : "";
    text += s.break_before == BreakRule::automatic
                ? ""
                : std::string(" before ") + kBreaks[static_cast<std::size_t>(s.break_before)];
    text += s.break_after == BreakRule::automatic
                ? ""
                : std::string(" after ") + kBreaks[static_cast<std::size_t>(s.break_after)];
    text += " <" + std::string(role_name(s.role)) + ">";
    line(0, text);
  }

  const Styled& styled_;
  std::vector<Composition> fits_;
  std::string out_;
};

}  // namespace

std::string styles_text(const Styled& styled) {
  return StyleDump(styled).run();
}

}  // namespace banxin::style

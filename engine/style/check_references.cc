// Every name a layout uses must be defined somewhere in it.
#include <algorithm>
#include <set>

#include "engine/style/numerals.h"
#include "engine/style/paragraph_builder.h"
#include "engine/style/parse.h"

namespace banxin::style {
namespace {

class Checker {
 public:
  Checker(const LayoutData& layout, Diagnostics& diagnostics)
      : layout_(layout),
        diagnostics_(diagnostics) {}

  void run() {
    fonts();
    properties(layout_.styles, layout_.styles, "E208");
    properties(layout_.text_styles, layout_.text_styles, "E216");
    chains(layout_.styles, "E208");
    chains(layout_.text_styles, "E216");
    divs();
    templates_ = layout_.templates;
    variants();
    for (const Template& one : templates_) {
      elements(one.elements);
    }
    masters();
    flows();
    color(layout_.page.column_rule.color, {layout_.file, 0, 0});
    color(layout_.notes.rule.color, {layout_.file, 0, 0});
    if (layout_.flows.empty()) {
      report("E213", {layout_.file, 0, 0}, {"layout", "[[flows]]"});
    }
    if (layout_.fonts.empty()) {
      report("E213", {layout_.file, 0, 0}, {"layout", "[fonts]"});
    }
  }

 private:
  void report(std::string_view code, Span span, std::vector<std::string> args) {
    diagnostics_.push_back({code, span, std::move(args)});
  }

  template <class Rules>
  void named(const Rules& rules, const std::string& name, Span span, std::string_view code) {
    if (name.empty() || find_named(rules, name)) {
      return;
    }
    std::vector<std::string> names;
    for (const auto& rule : rules) {
      names.push_back(rule.name);
    }
    report(code, span, {name, suggestion(name, names)});
  }

  void style(const std::string& name, Span span) {
    if (name != "base" && name != "body") {
      named(layout_.styles, name, span, "E208");
    }
  }

  void color(const std::string& name, Span span) {
    if (!name.empty() && name != "none" && !color_literal(name)) {
      named(layout_.colors, name, span, "E210");
    }
  }

  void fonts() {
    for (const FontRole& role : layout_.fonts) {
      named(layout_.fonts, role.latin, role.span, "E209");
      for (const std::string& fallback : role.fallback) {
        named(layout_.fonts, fallback, role.span, "E209");
      }
      if (role.bold != "synthetic") {
        named(layout_.fonts, role.bold, role.span, "E209");
      }
    }
  }

  void properties(const std::vector<StyleRule>& rules,
                  const std::vector<StyleRule>& all,
                  std::string_view code) {
    for (const StyleRule& rule : rules) {
      named(all, rule.extends, rule.extends_span, code);
      for (const PropValue& value : rule.own.values()) {
        if (value.prop == Prop::font_family) {
          named(layout_.fonts, std::get<std::string>(value.data), value.span, "E209");
        } else if (value.prop == Prop::color || value.prop == Prop::background_color ||
                   value.prop == Prop::stripe_color || value.prop == Prop::text_emphasis_color) {
          color(std::get<std::string>(value.data), value.span);
        } else if (value.prop == Prop::page || value.prop == Prop::page_first) {
          const std::string& master = std::get<std::string>(value.data);
          named(layout_.masters, master == "auto" ? std::string() : master, value.span, "E211");
        } else if (const auto* border = std::get_if<BorderSpec>(&value.data)) {
          color(border->color, value.span);
        }
      }
    }
  }

  void chains(const std::vector<StyleRule>& rules, std::string_view) {
    for (const StyleRule& rule : rules) {
      const StyleRule* at = &rule;
      for (std::size_t steps = 0; at && !at->extends.empty(); ++steps) {
        at = find_named(rules, at->extends);
        if (at == &rule) {
          report("E215", rule.extends_span, {rule.name});
          break;
        }
        if (steps > rules.size()) {
          break;  // a circle further up, reported at its own members
        }
      }
    }
  }

  void divs() {
    for (const DivRule& div : layout_.divs) {
      style(div.box, div.span);
      style(div.paragraph, div.span);
      named(layout_.text_styles, div.lead, div.span, "E216");
      pattern(div.label);
    }
    pattern(layout_.notes.heading);
  }

  /// Their templates may be used by name like the layout's own.
  void variants() {
    for (const auto* rules : {&layout_.kinds, &layout_.variants}) {
      for (const VariantRule& rule : *rules) {
        properties(rule.styles, layout_.styles, "E208");
        properties(rule.text_styles, layout_.text_styles, "E216");
        templates_.insert(templates_.end(), rule.templates.begin(), rule.templates.end());
      }
    }
  }

  void pattern(const Pattern& pattern) {
    visit_pieces(pattern.pieces, [&](const Piece& piece) {
      if (piece.kind == Piece::Kind::placeholder) {
        placeholder(piece.text, piece.format, pattern.span);
      } else if (piece.kind == Piece::Kind::span && !RunState().add_class(piece.text)) {
        named(layout_.text_styles, piece.text, pattern.span, "E216");
      } else if (piece.kind == Piece::Kind::part) {
        condition(piece.when, pattern.span);
      }
    });
  }

  void placeholder(const std::string& key, const std::string& format, Span span) {
    const bool running = (key == "running" || key == "running-last") && !format.empty();
    if (!running && !known_placeholder(key)) {
      report("W203", span, {key});
    }
    if (key.rfind("variables.", 0) == 0 && layout_.variables.count(key.substr(10)) == 0) {
      report("W203", span, {key});
    }
    if (key.rfind("strings.", 0) == 0 && layout_.strings.count(key.substr(8)) == 0) {
      report("W203", span, {key});
    }
  }

  void condition(const Condition& condition, Span span) {
    for (const auto& any : condition.all) {
      for (const Condition::Term& term : any) {
        if (!known_placeholder(term.key)) {
          report("W203", span, {term.key});
        }
      }
    }
  }

  /// A frame's, which may also ask for running strings.
  void frame_condition(const FrameRule& frame) {
    Condition known;
    for (const auto& any : frame.when.all) {
      auto& terms = known.all.emplace_back();
      std::copy_if(any.begin(), any.end(), std::back_inserter(terms), [](const auto& term) {
        return running_name(term.key).empty();
      });
    }
    condition(known, frame.span);
  }

  void elements(const std::vector<Element>& list) {
    for (const Element& element : list) {
      style(element.style, element.span);
      style(element.label_style, element.span);
      style(element.number_style, element.span);
      color(element.color, element.span);
      condition(element.when, element.span);
      for (const Pattern* one : {&element.text,
                                 &element.number,
                                 &element.link,
                                 &element.alternative,
                                 &element.otherwise}) {
        pattern(*one);
      }
      for (const auto& set : element.sets) {
        pattern(set.second);
      }
      if (element.kind == Element::Kind::use) {
        used(element);
      }
      elements(element.children);
    }
  }

  /// A plain name must be a template; a name with placeholders needs an `else` that is one.
  void used(const Element& element) {
    const Pattern& last = element.otherwise.empty() ? element.text : element.otherwise;
    if (last.pieces.size() == 1 && last.pieces[0].kind == Piece::Kind::text) {
      named(templates_, last.pieces[0].text, last.span, "E212");
    } else if (element.otherwise.empty()) {
      report("E213", element.span, {"use", "else"});
    }
  }

  void masters() {
    for (const MasterRule& master : layout_.masters) {
      named(layout_.masters, master.extends, master.extends_span, "E211");
      color(master.column_rule ? master.column_rule->color : std::string(), master.span);
      if (!master.frames) {
        continue;
      }
      for (const FrameRule& frame : *master.frames) {
        style(frame.style, frame.span);
        frame_condition(frame);
        color(frame.background, frame.span);
        elements(frame.content);
      }
    }
  }

  void flows() {
    for (const FlowRule& flow : layout_.flows) {
      for (const std::string& master :
           std::set<std::string>{flow.first, flow.left, flow.right, flow.blank}) {
        named(layout_.masters, master, flow.span, "E211");
      }
      named(layout_.templates, flow.content, flow.span, "E212");
      condition(flow.when, flow.span);
    }
  }

  const LayoutData& layout_;
  Diagnostics& diagnostics_;
  std::vector<Template> templates_;  // the layout's and its variants'
};

}  // namespace

void check_references(const LayoutData& layout, Diagnostics& diagnostics) {
  Checker(layout, diagnostics).run();
}

}  // namespace banxin::style

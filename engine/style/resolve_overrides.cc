// What an editor sets for one block in the manuscript: {.keep .tighten float=left width=40%} …
#include <algorithm>
#include <array>

#include "engine/style/resolver.h"

namespace banxin::style {
namespace {

constexpr std::array<std::string_view, 4> kBesideWords{"left", "right", "inside", "outside"};
constexpr std::array<std::string_view, 4> kKeepWords{"keep", "keep-next", "tighten", "loosen"};

bool among(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// The index of a word of a property's choices; nothing if it is none of them.
std::optional<std::size_t> choice(std::string_view property, std::string_view word) {
  const PropInfo* info = find_property(property);
  const auto at = std::find(info->choices.begin(), info->choices.end(), word);
  return at == info->choices.end()
             ? std::nullopt
             : std::optional(static_cast<std::size_t>(at - info->choices.begin()));
}

/// left and right, as one says of pictures.
std::string_view side_word(std::string_view word) {
  return word == "left" ? "start" : word == "right" ? "end" : word;
}

}  // namespace

bool is_override(std::string_view name) {
  return among(kBesideWords, name) || among(kKeepWords, name);
}

namespace {

/// The words of blocks and what they hold, without blanks, marks of quotation and line ends.
std::string bare_words(const std::vector<Block>& blocks, const Block* but) {
  std::string out;
  for (const Block& block : blocks) {
    if (&block == but) {
      continue;
    }
    out += plain_text(block.content);
    for (const ListItem& item : block.items) {
      out += bare_words(item.blocks, but);
    }
    out += bare_words(block.children, but);
  }
  for (const std::string_view mark : {"“", "”", "‘", "’", "「", "」", " ", "\n", "　"}) {
    for (std::size_t at = out.find(mark); at != out.npos; at = out.find(mark, at)) {
      out.erase(at, mark.size());
    }
  }
  return out;
}

}  // namespace

/// A pull quote that says what the text says: screen readers would read it twice. Each of its
/// paragraphs must be found, the stop at its end left aside. {aria-hidden=…} decides otherwise.
bool Resolver::repeated(const Block& div, const Context& context) const {
  if (const std::string* hidden = div.attributes.value("aria-hidden")) {
    return *hidden == "true";
  }
  if (!context.article) {
    return false;
  }
  const std::string text = bare_words(context.article->body, &div);
  return std::all_of(div.children.begin(), div.children.end(), [&](const Block& block) {
    std::string words = bare_words({block}, nullptr);
    for (const std::string_view stop : {"。", "！", "？", "……", "，"}) {
      if (words.ends_with(stop)) {
        words.resize(words.size() - stop.size());
      }
    }
    return text.find(words) != text.npos;
  });
}

bool floats_beside(const Attributes& attributes) {
  const std::string* where = attributes.value("float");
  return (where && among(kBesideWords, *where)) ||
         std::any_of(attributes.classes.begin(), attributes.classes.end(), [](const auto& name) {
           return among(kBesideWords, name);
         });
}

bool Resolver::override_words(const Attributes& attributes, BlockStyle& style) {
  bool any = false;
  for (const std::string& name : attributes.classes) {
    if (const auto where = among(kBesideWords, name) ? choice("float", name) : std::nullopt) {
      style.floating = static_cast<Float>(*where);
    }
    style.keep_together = style.keep_together || name == "keep";
    style.keep_with_next =
        name == "keep-next" ? std::max(2, style.keep_with_next) : style.keep_with_next;
    style.looseness = name == "tighten" ? -1 : name == "loosen" ? 1 : style.looseness;
    any = any || is_override(name);
  }
  return any;
}

/// align and width; `floated` has dealt with float. W207 where a value is none.
bool Resolver::override_values(const Block& block, const LengthBase& base, BlockStyle& style) {
  bool any = false;
  const auto value = [&](const char* key) { return block.attributes.value(key); };
  const auto wrong = [&](const char* key, const std::string& given) {
    const Span at = block.attributes.span.known() ? block.attributes.span : block.span;
    diagnostics_.push_back({"W207", at, {key, given}});
  };
  if (const std::string* word = value("align")) {
    const auto where = choice("align", side_word(*word));
    where ? void(style.align = static_cast<SideAlign>(*where)) : wrong("align", *word);
    any = any || where;
  }
  if (const std::string* text = value("width"); text && block.kind != BlockKind::figure) {
    const auto length = parse_length(*text);
    length ? void(style.width = max(Length(), resolve(*length, base))) : wrong("width", *text);
    any = any || length;
  }
  return any;
}

void Resolver::override_style(const Block& source, const Context& context, StyledBlock& block) {
  BlockStyle style = out_.block(block.style);
  const bool words = override_words(source.attributes, style);
  const LengthBase base{out_.text(style.text).size, styles_.body_line(), context.measure};
  if (!override_values(source, base, style) && !words) {
    return;
  }
  const auto number = [](auto value) {
    return " " + std::to_string(static_cast<long long>(value));
  };
  const std::string key = "own" + number(block.style) + number(style.floating) +
                          number(style.align) + number(style.width.emu()) +
                          number(style.keep_together) + number(style.keep_with_next) +
                          number(style.looseness);
  block.style = styles_.variant(style, key);
  if (block.paragraph) {
    auto paragraph = std::make_shared<Paragraph>(*block.paragraph);
    paragraph->style = block.style;
    block.paragraph = std::move(paragraph);
  }
  for (StyledBlock& child : block.children) {  // a picture stands in its figure as that says
    if (child.kind == StyledKind::image && source.attributes.value("align")) {
      BlockStyle inner = out_.block(child.style);
      inner.align = style.align;
      child.style = styles_.variant(inner, "own image" + number(child.style) + number(inner.align));
    }
  }
}

}  // namespace banxin::style

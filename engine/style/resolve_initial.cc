// Drop initials (首字下沉): the first character of a paragraph, with the marks that cling to it,
// becomes a text of its own, in the text style `initial-letter`.
#include <algorithm>

#include "engine/style/resolver.h"
#include "engine/unicode/unicode.h"

namespace banxin::style {
namespace {

constexpr std::u32string_view kOpening = U"“‘「『（(《〈【〔［[\"";
constexpr std::u32string_view kClosing = U"”’」』）)》〉】〕］]，。、；：？！,.;:?!…—";
constexpr int kEmTop = 880;  // thousandths of the em above the baseline (L2)

/// Ends of the opening marks, of the initial and of the marks after it, in bytes of the text.
struct Initial {
  std::uint32_t marks = 0, letter = 0, end = 0;
};

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

/// What goes on a base character: accents and variation selectors.
bool joins(char32_t c) {
  return (c >= 0x300 && c <= 0x36f) || (c >= 0xfe00 && c <= 0xfe0f) ||
         (c >= 0xe0100 && c <= 0xe01ef);
}

/// One Han or letter, or a whole number. Nothing if the text does not begin with one.
Initial find_initial(std::string_view text) {
  Initial found;
  std::size_t at = 0, next = 0;
  const auto peek = [&] {
    next = at;
    return at < text.size() ? decode_utf8(text, next) : U'\0';
  };
  while (kOpening.find(peek()) != kOpening.npos) {
    at = next;
  }
  found.marks = static_cast<std::uint32_t>(at);
  const char32_t first = peek();
  if (first <= U' ' || first == U'　' || first == 0xfffc || kClosing.find(first) != kClosing.npos) {
    return {};
  }
  at = next;
  // A digit, or the point or comma between two.
  const auto number_goes_on = [&] {
    const char32_t c = peek();
    const bool between = (c == U'.' || c == U',') && next < text.size() &&
                         is_digit(static_cast<unsigned char>(text[next]));
    return is_digit(c) || between;
  };
  while (is_digit(first) && at < text.size() && number_goes_on()) {
    at = next;
  }
  while (at < text.size() && joins(peek())) {
    at = next;
  }
  found.letter = static_cast<std::uint32_t>(at);
  while (at < text.size() && kClosing.find(peek()) != kClosing.npos) {
    at = next;
  }
  found.end = static_cast<std::uint32_t>(at);
  return found;
}

/// Plain text up to `end`: no ruby, note, picture or field that would have to be parted or grow.
bool is_plain(const Paragraph& paragraph, std::uint32_t end) {
  return std::all_of(paragraph.runs.begin(), paragraph.runs.end(), [&](const Run& run) {
    return run.begin >= end || (run.ruby == 0 && run.note == NoteId::none &&
                                run.image == ImageId::none && run.field == FieldKind::none);
  });
}

}  // namespace

void Resolver::drop_initial(StyledBlock& block, const BlockSpec& spec) {
  const BlockStyle& style = spec.style;
  const Paragraph& whole = *block.paragraph;
  if (style.initial_lines < 2 || whole.marker || whole.leader) {
    return;
  }
  const Initial found = find_initial(whole.text);
  if (found.letter == 0 || found.end >= whole.text.size() || whole.text[found.end] == '\n' ||
      !is_plain(whole, found.end)) {
    return;
  }
  const TextSpec look = styles_.with(spec.text, "initial-letter");
  TextSpec letter = look, opening = look, closing = look;
  letter.size = style.line_height * (style.initial_lines - 1) + spec.text.size;
  opening.size = closing.size = spec.text.size;
  // A quotation mark stands small at the head of the initial, as it would beside the first line.
  opening.baseline_shift += (letter.size - opening.size).scaled(kEmTop, 1000);
  auto initial = part_of(whole, 0, found.end);
  std::vector<Run> runs;
  const auto restyle = [&](std::uint32_t begin, std::uint32_t end, const TextSpec& text) {
    const std::shared_ptr<Paragraph> part = part_of(*initial, begin, end);
    for (Run& run : part->runs) {
      run.begin += begin;
      run.end += begin;
      run.style = styles_.intern(text);
      runs.push_back(std::move(run));
    }
  };
  restyle(0, found.marks, opening);
  restyle(found.marks, found.letter, letter);
  restyle(found.letter, found.end, closing);
  initial->runs = std::move(runs);
  auto text = part_of(whole, found.end, static_cast<std::uint32_t>(whole.text.size()));
  text->initial = std::move(initial);
  block.paragraph = std::move(text);
}

}  // namespace banxin::style

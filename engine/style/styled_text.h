// Part of style.h: styled text, the leaves of every flow. Properties are final.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/color.h"
#include "engine/base/geometry.h"
#include "engine/base/span.h"
#include "engine/font/font.h"

namespace banxin {

enum class TextStyleId : std::uint32_t {};
enum class BlockStyleId : std::uint32_t {};
enum class AnchorId : std::uint32_t { none = 0xffffffff };
enum class NoteId : std::uint32_t { none = 0xffffffff };
enum class LinkId : std::uint32_t { none = 0xffffffff };
enum class ImageId : std::uint32_t { none = 0xffffffff };

/// The faces of one font role in order of preference: per cluster the first that has it (F3).
struct FontStack {
  std::vector<FontWish> cjk;                // Han, kana, full-width and shared marks
  std::vector<FontWish> latin;              // letters, digits, ASCII marks
  std::vector<std::string> cjk_features;    // OpenType tags switched on, e.g. "palt"
  std::vector<std::string> latin_features;  // e.g. "hwid": half-width Latin of a Song face
  std::string role = {};                    // the layout's name for it, for reports
  // A11: size of the letters and digits in 1/1000 of the Han; 0: as matches the heights of the
  // letters the first Chinese face itself has.
  std::int32_t latin_scale = 1000;
  friend bool operator==(const FontStack&, const FontStack&) = default;
};

/// Emphasis marks (着重号), one at every character (M2); shapes as CSS text-emphasis-style has
/// them.
enum class EmphasisMark : std::uint8_t {
  none,
  dot,
  open_dot,
  circle,
  open_circle,
  double_circle,
  triangle,
  open_triangle,
  sesame,
  open_sesame
};
enum class EmphasisSide : std::uint8_t { under, over };

/// Lines under names (M3): 专名号, straight, and 书名号甲式, a wave.
enum class NameMark : std::uint8_t { none, proper_name, book_title };

/// How a line or mark looks: by the style that asks for it, not by what stands inside, so that a
/// change of size or colour inside does not cut the line.
struct MarkLook {
  Length size;
  Color color;
  Length shift;  // baseline-shift of that style
  friend bool operator==(const MarkLook&, const MarkLook&) = default;
};

/// Ruby (M6), read from the style of the annotation.
enum class RubyPosition : std::uint8_t { automatic, over, under, inter_character };
enum class RubyAlign : std::uint8_t { space_around, start, center, space_between };
enum class RubyOverhang : std::uint8_t { none, automatic };

struct RubyLayout {
  RubyPosition position = RubyPosition::automatic;  // beside its base if it is bopomofo, else over
  RubyAlign align = RubyAlign::space_around;
  RubyOverhang overhang = RubyOverhang::none;
  std::int32_t gap = 250;       // least gap of neighbours with letters, in 1/1000 em of the base
  std::int32_t word_gap = 500;  // between bases of several characters, in 1/1000 em of the base
  friend bool operator==(const RubyLayout&, const RubyLayout&) = default;
};

struct TextStyle {
  std::uint32_t stack = 0;  // index into Styled::font_stacks
  Length size;
  Color color;
  Length letter_spacing;  // added after every Han; 0 in body text (C7)
  Length baseline_shift;  // up is positive
  bool underline = false;
  bool line_through = false;
  EmphasisMark emphasis_mark = EmphasisMark::none;
  EmphasisSide emphasis_side = EmphasisSide::under;
  NameMark name_mark = NameMark::none;
  MarkLook underline_look, through_look, emphasis_look, name_look;  // set if the mark is
  RubyLayout ruby;
  Length synthetic_bold;  // stroke width (F2); 0: none
  std::string language;   // BCP 47; empty: the issue's
  friend bool operator==(const TextStyle&, const TextStyle&) = default;
};

/// What a run shows if not its own text: filled from PageFacts, or from the page it stands on.
enum class FieldKind : std::uint8_t {
  none,
  page_ref,       // folio of `anchor`
  folio,          // folio of this page
  page_number,    // physical number of this page, from 1
  page_count,     // physical pages of the issue
  running_first,  // named string `name`: first set on this page, else carried over
  running_last,   // last set on this page, else carried over
  note_circled,   // number of the note `numbered` on its page: ①, 1 or [1] (M7)
  note_decimal,
  note_bracketed,
};

struct Run {
  std::uint32_t begin = 0, end = 0;  // bytes of Paragraph::text; runs are contiguous and cover it
  TextStyleId style{};
  Span source;  // if as long as the run, bytes correspond one to one
  LinkId link = LinkId::none;
  NoteId note = NoteId::none;     // this run is the mark of that note
  std::uint32_t ruby = 0;         // 1-based index into Paragraph::rubies; 0: none
  ImageId image = ImageId::none;  // inline picture in place of U+FFFC
  Size image_size;
  std::string alternative;  // of the picture; empty: it is decoration
  FieldKind field = FieldKind::none;
  AnchorId anchor = AnchorId::none;  // page_ref
  std::string name;                  // running_*
  NoteId numbered = NoteId::none;    // note_*
  bool nowrap = false;               // no break inside
  std::uint32_t name_mark = 0;       // runs of one marked name have one number; 0: none (M4)
  bool no_hyphen = false;            // words are not hyphenated (U7)
  bool personal_name = false;        // a name that parts reluctantly (U9), never hyphenated
};

struct Ruby {
  std::string text;
  TextStyleId style{};
  Span source;
};

/// Leader and page number at the end of a contents entry (Y1–Y4).
struct Leader {
  std::string dot;  // one dot of the leader
  Length pitch;     // lattice cell, anchored at the right edge
  Length gap;       // least distance from text to leader, and leader to number
  int min_dots = 4;
  Length number_width;      // field of the page number, the same for all entries
  Length author_width;      // field of the author before it; 0: no author
  Length turn_over_indent;  // second and further lines

  /// From the right edge to the end of the last dot.
  Length reserve() const {
    return number_width + gap + (author_width > Length() ? author_width + gap : Length());
  }

  friend bool operator==(const Leader&, const Leader&) = default;
};

/// The leaf of every flow: text with runs. Immutable, shared between passes: a paragraph without
/// fields is the same object in every pass, so caches hit.
struct Paragraph {
  BlockStyleId style{};
  std::string text;  // UTF-8; '\n' is a forced line break; U+FFFC an inline picture
  std::vector<Run> runs;
  std::vector<Ruby> rubies;
  std::shared_ptr<const Paragraph> marker;  // list or note label, set in the marker field
  bool marker_is_text =
      false;  // the marker is the beginning of the text itself, no label of its own
  std::optional<Leader> leader;
  std::shared_ptr<const Paragraph> trailing;  // page number after the leader
  std::shared_ptr<const Paragraph> author;    // between leader and number (Y3), or null
  // A caption of many lines hangs after its label (B2): set instead if there are more than
  // style.hang_after_lines, its further lines indented by the first `hang` bytes.
  std::shared_ptr<const Paragraph> when_long;
  std::uint32_t hang = 0;
  // The first character with what clings to it, over style.initial_lines lines (首字下沉); `text`
  // begins after it. Or null.
  std::shared_ptr<const Paragraph> initial;
  Span source;
  bool has_fields() const;
};

}  // namespace banxin

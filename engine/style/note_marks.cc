#include "engine/style/note_marks.h"

#include <algorithm>
#include <array>

namespace banxin::style {
namespace {

constexpr std::array<std::string_view, 8> kStops{"。", "，", "、", "；", "：", "！", "？", "．"};
constexpr std::size_t kStopBytes = 3;

bool is_stop(std::string_view text) {
  return std::find(kStops.begin(), kStops.end(), text) != kStops.end();
}

bool is_plain(const Run& run) {
  return run.note == NoteId::none && run.image == ImageId::none && run.field == FieldKind::none &&
         run.ruby == 0;
}

/// A run with its own text, as marks are moved about.
struct Part {
  Run run;
  std::string text;
};

/// Cuts `part` at byte `at`; the source follows where it corresponds.
std::pair<Part, Part> cut(const Part& part, std::size_t at) {
  Part head = part;
  Part tail = part;
  head.text.resize(at);
  tail.text.erase(0, at);
  const Span source = part.run.source;
  if (source.known() && source.end - source.begin == part.text.size()) {
    head.run.source.end = tail.run.source.begin = source.begin + static_cast<std::uint32_t>(at);
  }
  return {head, tail};
}

class Mover {
 public:
  explicit Mover(Paragraph& paragraph) : paragraph_(paragraph) {
    for (const Run& run : paragraph.runs) {
      parts_.push_back({run, paragraph.text.substr(run.begin, run.end - run.begin)});
    }
  }

  void move(NotePlace place) {
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (parts_[i].run.note == NoteId::none) {
        continue;
      }
      std::size_t end = i + 1;
      while (end < parts_.size() && parts_[end].run.note != NoteId::none) {
        ++end;
      }
      i = place == NotePlace::before_stop ? before_stop(i, end) : after_stop(i, end);
    }
    write();
  }

 private:
  /// Marks [begin, end) before the stops at the end of the text before them.
  std::size_t before_stop(std::size_t begin, std::size_t end) {
    if (begin == 0 || !is_plain(parts_[begin - 1].run)) {
      return end;
    }
    const std::string& text = parts_[begin - 1].text;
    std::size_t at = text.size();
    while (at >= kStopBytes &&
           is_stop(std::string_view(text).substr(at - kStopBytes, kStopBytes))) {
      at -= kStopBytes;
    }
    if (at == text.size()) {
      return end;
    }
    auto [head, tail] = cut(parts_[begin - 1], at);
    parts_[begin - 1] = std::move(head);
    parts_.insert(parts_.begin() + static_cast<std::ptrdiff_t>(end), std::move(tail));
    return end;
  }

  /// Marks [begin, end) behind the stops at the head of the text after them.
  std::size_t after_stop(std::size_t begin, std::size_t end) {
    if (end >= parts_.size() || !is_plain(parts_[end].run)) {
      return end;
    }
    const std::string& text = parts_[end].text;
    std::size_t at = 0;
    while (at < text.size() && is_stop(std::string_view(text).substr(at, kStopBytes))) {
      at += kStopBytes;
    }
    if (at == 0) {
      return end;
    }
    auto [head, tail] = cut(parts_[end], at);
    parts_[end] = std::move(tail);
    parts_.insert(parts_.begin() + static_cast<std::ptrdiff_t>(begin), std::move(head));
    return end + 1;
  }

  void write() {
    paragraph_.text.clear();
    paragraph_.runs.clear();
    for (Part& part : parts_) {
      if (part.text.empty() && part.run.field == FieldKind::none) {
        continue;
      }
      part.run.begin = static_cast<std::uint32_t>(paragraph_.text.size());
      paragraph_.text += part.text;
      part.run.end = static_cast<std::uint32_t>(paragraph_.text.size());
      paragraph_.runs.push_back(std::move(part.run));
    }
  }

  Paragraph& paragraph_;
  std::vector<Part> parts_;
};

}  // namespace

void place_note_marks(Paragraph& paragraph, NotePlace place) {
  const bool marked = std::any_of(paragraph.runs.begin(), paragraph.runs.end(), [](const Run& run) {
    return run.note != NoteId::none;
  });
  if (marked && place != NotePlace::as_typed) {
    Mover(paragraph).move(place);
  }
}

}  // namespace banxin::style

#include "engine/issue/markdown_prepare.h"

#include <algorithm>

#include "engine/issue/markdown_lines.h"
#include "engine/issue/prepare_inline.h"
#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

// A library that fills every row up to the head's width must not be given a million columns.
constexpr std::size_t kMaxColumns = 100;
// Blanks before a list marker: more would nest deeper than anyone can print.
constexpr std::size_t kMaxListIndent = 200;

// A link definition longer than this could be made to multiply by its uses.
constexpr std::size_t kMaxDefinition = 2048;

constexpr std::string_view kHeadingMark = "###### ";

class Preparer {
 public:
  Preparer(std::string_view source, MarkdownShape shape, const Place& place, Reporter& reporter)
      : source_(source),
        shape_(shape),
        place_(place),
        reporter_(reporter),
        out_{PreparedText(source), {}} {}

  PreparedMarkdown run() {
    for (std::size_t at = 0; at < source_.size();) {
      line_ = read_line(source_, at);
      if (shape_ == MarkdownShape::one_run) {
        one_run_line();
      } else if (in_comment_ && !left_container()) {
        comment_line();
      } else if (in_code_ && !left_container()) {
        code_line();
      } else {
        block_line();
      }
      out_.text.copy(line_.end, line_.next);
      previous_blank_ = line_.blank();
      at = line_.next;
    }
    if (in_code_) {
      reporter_.report("W128", place_.at(verbatim_begin_, verbatim_begin_ + code_run_));
    }
    if (in_comment_) {
      open_comment();
    }
    return std::move(out_);
  }

 private:
  std::string_view content() const {
    return source_.substr(line_.content, line_.end - line_.content);
  }

  void one_run_line() {
    if (!line_.blank()) {
      // As punctuation it keeps _…_ at the start of a line emphatic.
      out_.text.insert(kMark);
    }
    prepare_inline(out_.text, line_.begin, line_.end);
  }

  // ---- code and comments pass as they are

  bool opens_code() {
    const std::size_t run = code_fence(content());
    if (run == 0) {
      return false;
    }
    in_code_ = true;
    code_mark_ = source_[line_.content];
    code_run_ = run;
    begin_verbatim();
    return true;
  }

  void begin_verbatim() {
    verbatim_begin_ = line_.content;
    verbatim_quotes_ = line_.quotes;
    verbatim_in_list_ = line_.lists > 0 || (in_list_ && line_.indent >= 2);
  }

  // A code fence or comment that stands in a quotation or a list ends with it.
  bool left_container() {
    const bool left_quote = verbatim_quotes_ > 0 && line_.quotes == 0;
    const bool left_list = verbatim_in_list_ && !line_.blank() && line_.indent == 0;
    if (!left_quote && !left_list) {
      return false;
    }
    if (in_comment_) {
      open_comment();
    }
    in_code_ = in_comment_ = false;
    return true;
  }

  void open_comment() { reporter_.report("E143", place_.at(verbatim_begin_, verbatim_begin_ + 4)); }

  void code_line() {
    const std::string_view rest = source_.substr(line_.unlisted, line_.end - line_.unlisted);
    const std::size_t run = std::min(rest.find_first_not_of(code_mark_), rest.size());
    if (run >= code_run_ && rest.find_first_not_of(" \t", run) == std::string_view::npos) {
      in_code_ = false;
    }
    out_.text.copy(line_.begin, line_.end);
  }

  void comment_line() {
    const std::string_view all = source_.substr(line_.begin, line_.end - line_.begin);
    in_comment_ = all.find("-->") == std::string_view::npos;
    out_.text.copy(line_.begin, line_.end);
  }

  // ---- lines that open or close something

  void block_line() {
    update_list();
    if (line_.blank()) {
      in_table_ = false;
      out_.text.copy(line_.begin, line_.end);
      return;
    }
    if (delimiter_next_) {
      delimiter_next_ = false;
      delimiter_row();
      return;
    }
    if (in_table_ && begins_block()) {
      end_table();
    }
    if (opens_code()) {
      copy_prefix();
      out_.text.copy(line_.content, line_.end);
      return;
    }
    if (fence_line() || note_line()) {
      return;
    }
    table_line();
    if (content().starts_with("<!--") && content().find("-->") == std::string_view::npos &&
        (line_.indent < 4 || in_list_)) {
      in_comment_ = true;
      begin_verbatim();
      out_.text.copy(line_.begin, line_.end);
      return;
    }
    text_line();
  }

  void update_list() {
    if (line_.lists > 0) {
      in_list_ = true;
    } else if (!line_.blank() && line_.indent == 0 && previous_blank_) {
      in_list_ = false;
    }
  }

  // Blanks, > and list markers; the excess of markers becomes text.
  void copy_prefix() {
    std::size_t from = line_.begin;
    const bool far = line_.indent > kMaxListIndent && !line_.plain();
    const std::size_t stop = far ? source_.find_first_not_of(" \t", line_.begin) : line_.crowded;
    if (stop != 0 && stop != std::string_view::npos) {
      out_.text.copy(from, stop);
      out_.text.insert(kLetter);
      reporter_.report("W115", place_.at(stop, stop + 1));
      from = stop;
    }
    out_.text.copy(from, line_.content);
  }

  void add_marker(MarkerKind kind, std::size_t begin, std::size_t end) {
    out_.markers.push_back(
        {kind,
         out_.text.size(),
         {place_.file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}});
    out_.text.insert(kLetter);
  }

  // A heading that is not there ends whatever block came before.
  void separate() {
    out_.text.insert(kHeadingMark);
    add_marker(MarkerKind::separator, line_.begin, line_.begin);
    out_.text.insert("\n");
  }

  bool fence_line() {
    if (source_.substr(line_.unlisted, 3) != ":::" || line_.crowded != 0) {
      return false;
    }
    out_.text.copy(line_.begin, line_.unlisted);
    out_.text.replace(kHeadingMark, line_.unlisted, line_.end);
    add_marker(MarkerKind::fence, line_.unlisted, line_.end);
    return true;
  }

  bool note_line() {
    const std::size_t length = line_.plain() && line_.indent < 4 ? note_definition(content()) : 0;
    if (length == 0) {
      return false;
    }
    separate();
    in_list_ = true;
    out_.text.copy(line_.begin, line_.content);
    out_.text.replace("+ ", line_.content, line_.content + length);
    add_marker(MarkerKind::note, line_.content, line_.content + length);
    prepare_inline(out_.text, line_.content + length, line_.end);
    return true;
  }

  // A table may follow its caption without a blank line, and a caption its table.
  void table_line() {
    const std::string_view text = content();
    if (const std::size_t columns = delimiter_columns(text); columns > kMaxColumns) {
      reporter_.report("W123",
                       place_.at(line_.content, line_.end),
                       {std::to_string(columns), std::to_string(kMaxColumns)});
      narrow_ = true;
    }
    if (in_table_) {
      const bool caption =
          text.find('|') == std::string_view::npos &&
          (text.starts_with(": ") || text.starts_with("Table:") || starts_like_table_number(text));
      if (caption) {
        end_table();
      } else {
        check_cells(text);
      }
      return;
    }
    if (line_.next >= source_.size() || text.find('|') == std::string_view::npos) {
      return;
    }
    const MarkdownLine below = read_line(source_, line_.next);
    const std::size_t columns =
        delimiter_columns(source_.substr(below.content, below.end - below.content));
    if (columns == 0 || columns > kMaxColumns) {
      return;
    }
    in_table_ = true;
    delimiter_next_ = true;
    columns_ = columns;
    check_cells(text);
    if (!previous_blank_ && line_.plain() && line_.indent < 4 && below.plain()) {
      separate();
    }
  }

  void check_cells(std::string_view row) {
    if (const std::size_t cells = table_cells(row); cells > columns_) {
      reporter_.report("W124",
                       place_.at(line_.content, line_.end),
                       {std::to_string(cells), std::to_string(columns_)});
    }
  }

  // |-|:-:| is enough for GFM; the library wants three dashes.
  void delimiter_row() {
    copy_prefix();
    for (std::size_t at = line_.content; at < line_.end;) {
      std::size_t end = at + 1;
      while (end < line_.end && source_[at] == '-' && source_[end] == '-') {
        ++end;
      }
      if (source_[at] == '-' && end - at < 3) {
        out_.text.replace("---", at, end);
      } else {
        out_.text.copy(at, end);
      }
      at = end;
    }
  }

  // The library takes every line up to the next blank one for a row.
  bool begins_block() {
    const std::string_view text = content();
    const std::size_t level = std::min(text.find_first_not_of('#'), text.size());
    const bool heading = level > 0 && level <= 6 &&
                         (level == text.size() || text[level] == ' ' || text[level] == '\t');
    return !line_.plain() || heading || code_fence(text) > 0 || is_thematic_break(text) ||
           text.starts_with(":::") || note_definition(text) > 0;
  }

  void end_table() {
    out_.text.insert("\n");
    in_table_ = false;
  }

  void text_line() {
    const std::string_view text = content();
    std::size_t at = 0;
    const bool empty = text.empty();
    const char32_t first = empty ? 0 : decode_utf8(text, at);
    if (!in_list_ && line_.plain() && line_.indent >= 4 && is_wide_writing(first)) {
      // 四个空格起头的中文是段落，不是程序。
      out_.text.insert(kLetter);
    }
    copy_prefix();
    // Tags are taken in line, never as a block.
    if (first == U'<' || narrow_ || (first == U'[' && is_long_paragraph())) {
      out_.text.insert(kMark);
      narrow_ = false;
    }
    check_heading(text);
    prepare_inline(out_.text, line_.content, line_.end);
  }

  bool is_long_paragraph() const {
    const std::string_view rest = source_.substr(line_.content, kMaxDefinition);
    return rest.size() == kMaxDefinition && rest.find("\n\n") == std::string_view::npos &&
           rest.find("\n\r\n") == std::string_view::npos &&
           rest.find("\n[") == std::string_view::npos;
  }

  void check_heading(std::string_view text) {
    std::size_t level = std::min(text.find_first_not_of('#'), text.size());
    if (level < 2 || level > 6 || level == text.size()) {
      return;
    }
    const std::size_t run = level;
    if (is_wide_writing(decode_utf8(text, level))) {
      reporter_.report(
          "W118", place_.at(line_.content, line_.content + run), {std::string(run, '#')});
    }
  }

  std::string_view source_;
  MarkdownShape shape_;
  const Place& place_;
  Reporter& reporter_;
  PreparedMarkdown out_;
  MarkdownLine line_;
  bool previous_blank_ = true;
  bool in_list_ = false;
  bool in_table_ = false;
  bool delimiter_next_ = false;
  std::size_t columns_ = 0;
  bool narrow_ = false;
  bool in_comment_ = false;
  bool in_code_ = false;
  bool verbatim_in_list_ = false;
  char code_mark_ = '`';
  std::size_t code_run_ = 0;
  std::size_t verbatim_begin_ = 0;
  int verbatim_quotes_ = 0;
};

}  // namespace

const Marker* PreparedMarkdown::marker_at(std::uint32_t at) const {
  const auto found = std::lower_bound(
      markers.begin(), markers.end(), at, [](const Marker& m, std::uint32_t value) {
        return m.at < value;
      });
  return found != markers.end() && found->at == at ? &*found : nullptr;
}

PreparedMarkdown prepare_markdown(std::string_view source,
                                  MarkdownShape shape,
                                  const Place& place,
                                  Reporter& reporter) {
  return Preparer(source, shape, place, reporter).run();
}

bool starts_like_table_number(std::string_view text) {
  static constexpr std::string_view kDigits = "0123456789０１２３４５６７８９";
  static constexpr std::string_view kNumerals = "一二三四五六七八九十";
  for (const std::string_view word : {"续表", "表"}) {
    if (!text.starts_with(word)) {
      continue;
    }
    std::size_t at = std::min(text.find_first_not_of(' ', word.size()), text.size());
    const auto take = [&](std::string_view set) {
      std::size_t next = at;
      const char32_t c = at < text.size() ? decode_utf8(text, next) : 0;
      const bool found = c > 0 && set.find(text.substr(at, next - at)) != std::string_view::npos;
      at = found ? next : at;
      return found;
    };
    if (take(kDigits)) {
      return true;
    }
    bool numeral = false;
    while (take(kNumerals)) {
      numeral = true;
    }
    // 表一 is a number only if the word ends there: 表一家人…
    const std::string_view rest = text.substr(at);
    return numeral && (rest.empty() || rest.starts_with(" ") || rest.starts_with("　") ||
                       rest.starts_with("：") || rest.starts_with(":"));
  }
  return false;
}

}  // namespace banxin

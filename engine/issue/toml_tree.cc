#include "engine/issue/toml_tree.h"

#include <algorithm>
#include <cctype>

#include <toml++/toml.h>

namespace banxin {
namespace {

// How many faults of one file are found by leaving out lines and reading again.
constexpr int kMaxRetries = 12;

// Line and column of the library (columns count code points) to bytes of the source.
class Positions {
 public:
  // `work` is what the library reads: as long as `text`, line for line.
  Positions(const std::string& work, const PreparedText& text, const Place& place)
      : work_(work),
        text_(text),
        place_(place) {
    lines_.push_back(0);
    for (std::size_t i = 0; i < work.size(); ++i) {
      if (work[i] == '\n') {
        lines_.push_back(i + 1);
      }
    }
  }

  std::size_t prepared(const toml::source_position& position) const {
    if (position.line == 0 || position.line > lines_.size()) {
      return work_.size();
    }
    std::size_t at = lines_[position.line - 1];
    const std::size_t end = position.line < lines_.size() ? lines_[position.line] : work_.size();
    for (std::size_t column = 1; column < position.column && at < end; ++column) {
      ++at;
      while (at < end && (static_cast<unsigned char>(work_[at]) & 0xC0u) == 0x80u) {
        ++at;
      }
    }
    return at;
  }

  Span span(std::size_t begin, std::size_t end) const {
    return place_.at(text_.source_of(begin), text_.source_of(end));
  }

  Span span(const toml::source_region& region) const {
    return span(prepared(region.begin), prepared(region.end));
  }

  std::string_view slice(const toml::source_region& region) const {
    const std::size_t begin = text_.source_of(prepared(region.begin));
    const std::size_t end = text_.source_of(prepared(region.end));
    return text_.source().substr(begin, end > begin ? end - begin : 0);
  }

  std::size_t lines() const { return lines_.size(); }

  std::pair<std::size_t, std::size_t> line(std::size_t number) const {
    const std::size_t index = std::clamp<std::size_t>(number, 1, lines_.size()) - 1;
    return {lines_[index], index + 1 < lines_.size() ? lines_[index + 1] : work_.size()};
  }

 private:
  const std::string& work_;
  const PreparedText& text_;
  const Place& place_;
  std::vector<std::size_t> lines_;
};

class Converter {
 public:
  explicit Converter(const Positions& positions) : positions_(positions) {}

  TomlValue convert(const toml::node& node) const {
    TomlValue value;
    value.span = positions_.span(node.source());
    switch (node.type()) {
      case toml::node_type::string:
        convert_string(node, value);
        break;
      case toml::node_type::integer:
        value.kind = TomlKind::integer;
        value.integer = node.as_integer()->get();
        break;
      case toml::node_type::floating_point:
        value.kind = TomlKind::real;
        break;
      case toml::node_type::boolean:
        value.kind = TomlKind::boolean;
        value.boolean = node.as_boolean()->get();
        break;
      case toml::node_type::date:
        value.kind = TomlKind::date;
        value.date = date_of(node.as_date()->get());
        break;
      case toml::node_type::date_time:
        value.kind = TomlKind::date;
        value.date = date_of(node.as_date_time()->get().date);
        break;
      case toml::node_type::time:
        value.kind = TomlKind::time;
        break;
      case toml::node_type::array:
        value.kind = TomlKind::array;
        for (const toml::node& item : *node.as_array()) {
          value.items.push_back(convert(item));
        }
        break;
      case toml::node_type::table:
        convert_table(*node.as_table(), value);
        break;
      default:
        break;
    }
    if (value.text.empty() && value.kind != TomlKind::string) {
      value.text = scalar_text(node, value.kind);
    }
    return value;
  }

 private:
  static Date date_of(const toml::date& date) { return {date.year, date.month, date.day}; }

  std::string scalar_text(const toml::node& node, TomlKind kind) const {
    const bool scalar = kind == TomlKind::integer || kind == TomlKind::real ||
                        kind == TomlKind::date || kind == TomlKind::time;
    return scalar ? std::string(positions_.slice(node.source())) : std::string();
  }

  void convert_string(const toml::node& node, TomlValue& value) const {
    value.kind = TomlKind::string;
    value.text = node.as_string()->get();
    const std::string_view literal = positions_.slice(node.source());
    if (literal.empty()) {
      return;
    }
    if (literal[0] != '"' && literal[0] != '\'') {
      value.text = literal;  // a faulty date that Reader::recover made a string
      value.verbatim = true;
      return;
    }
    const bool triple = literal.size() >= 6 && literal[1] == literal[0] && literal[2] == literal[0];
    std::size_t skip = triple ? 3 : 1;
    if (triple && literal.substr(skip, 2) == "\r\n") {
      skip += 2;
    } else if (triple && literal.substr(skip, 1) == "\n") {
      skip += 1;
    }
    if (literal.substr(skip, value.text.size()) == value.text) {
      value.verbatim = true;
      value.span.begin += static_cast<std::uint32_t>(skip);
      value.span.end = value.span.begin + static_cast<std::uint32_t>(value.text.size());
    }
  }

  void convert_table(const toml::table& table, TomlValue& value) const {
    value.kind = TomlKind::table;
    for (auto&& [key, node] : table) {
      value.entries.push_back(
          {std::string(key.str()), positions_.span(key.source()), convert(node)});
    }
    std::stable_sort(
        value.entries.begin(), value.entries.end(), [](const TomlEntry& a, const TomlEntry& b) {
          return a.key_span.begin < b.key_span.begin;
        });
  }

  const Positions& positions_;
};

// A full-width mark where TOML wants a half-width one, outside strings and comments of the line.
std::string_view full_width_mark(std::string_view line) {
  static constexpr std::string_view kMarks[] = {"“",
                                                "”",
                                                "‘",
                                                "’",
                                                "＝",
                                                "，",
                                                "［",
                                                "］",
                                                "【",
                                                "】",
                                                "｛",
                                                "｝",
                                                "「",
                                                "」",
                                                "＂",
                                                "＃",
                                                "　"};
  char quote = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (quote == 0 && line[i] == '#') {
      break;
    }
    if (line[i] == '"' || line[i] == '\'') {
      quote = quote == 0 ? line[i] : (quote == line[i] ? '\0' : quote);
    }
    for (const std::string_view mark : kMarks) {
      if (quote == 0 && line.substr(i, mark.size()) == mark) {
        return line.substr(i, mark.size());
      }
    }
  }
  return {};
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The unquoted value that holds `at` if it looks like a date: 2023-02-30, 2023年9月13日.
std::pair<std::size_t, std::size_t> date_like(std::string_view line, std::size_t at) {
  static constexpr std::string_view kEnds = " \t\r\n,]}#='\"";
  std::size_t begin = std::min(at, line.size());
  while (begin > 0 && kEnds.find(line[begin - 1]) == std::string_view::npos) {
    --begin;
  }
  std::size_t end = begin;
  while (end < line.size() && kEnds.find(line[end]) == std::string_view::npos) {
    ++end;
  }
  const std::string_view word = line.substr(begin, end - begin);
  const bool looks =
      word.size() >= 6 && std::all_of(word.begin(), word.begin() + 4, is_digit) &&
      (word[4] == '-' || word[4] == '/' || word[4] == '.' || word.substr(4).starts_with("年"));
  return looks ? std::pair{begin, end} : std::pair<std::size_t, std::size_t>{0, 0};
}

// Reads, and after a fault leaves its line out and reads again.
class Reader {
 public:
  Reader(const PreparedText& text, const Place& place, Reporter& reporter)
      : reporter_(reporter),
        work_(text.text()),
        positions_(work_, text, place) {}

  TomlDocument run() {
    TomlDocument document;
    for (int tries = 0; tries < kMaxRetries; ++tries) {
      try {
        const toml::table table = toml::parse(std::string_view(work_));
        document.root = Converter(positions_).convert(table);
        document.broken = broken_;
        document.root.span = positions_.span(0, 0);
        return document;
      } catch (const toml::parse_error& error) {
        if (!recover(error)) {
          break;
        }
      }
    }
    document.root.kind = TomlKind::table;
    document.root.span = positions_.span(0, 0);
    document.broken = true;
    return document;
  }

 private:
  bool recover(const toml::parse_error& error) {
    const auto position = error.source().begin;
    const auto [begin, end] = positions_.line(position.line);
    const std::string_view line = std::string_view(work_).substr(begin, end - begin);
    const std::size_t at = std::min(positions_.prepared(position), work_.size());
    const auto [date_begin, date_end] = date_like(line, at > begin ? at - begin : 0);
    if (date_end > date_begin) {
      // Made a string of the same length, the value reaches the reader of dates, who says E107.
      work_[begin + date_begin] = '\'';
      work_[begin + date_end - 1] = '\'';
      for (std::size_t i = begin + date_begin + 1; i + 1 < begin + date_end; ++i) {
        work_[i] = '?';
      }
      return true;
    }
    broken_ = true;
    if (position.line <= last_line_) {
      return false;
    }
    last_line_ = position.line;
    const std::string_view code = describe(error, line, begin, at);
    if (code == "E118") {
      leave_out_list(position.line, at);
    } else {
      leave_out(begin, end);
    }
    return true;
  }

  void leave_out(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      if (work_[i] != '\n') {
        work_[i] = ' ';
      }
    }
  }

  std::string_view line_text(std::size_t number) const {
    const auto [begin, end] = positions_.line(number);
    std::string_view text = std::string_view(work_).substr(begin, end - begin);
    const std::size_t first = std::min(text.find_first_not_of(" \t"), text.size());
    return text.substr(first);
  }

  // A list is left out from its opening line to its end, or to the next key or table: there its
  // end is missing, and the fault is at its opening bracket.
  void leave_out_list(std::size_t number, std::size_t at) {
    const auto opens = [](std::string_view text) {
      const std::size_t equals = text.find('=');
      const std::size_t value =
          equals == std::string_view::npos ? equals : text.find_first_not_of(" \t", equals + 1);
      return value != std::string_view::npos && (text[value] == '[' || text[value] == '{')
                 ? value
                 : std::string_view::npos;
    };
    const auto starts_anew = [](std::string_view text) {
      const std::size_t word = text.find_first_of(" \t=\",[]{}");
      const std::size_t equals = text.find_first_not_of(" \t", std::min(word, text.size()));
      return text.starts_with('[') ||
             (word != 0 && equals != std::string_view::npos && text[equals] == '=');
    };
    std::size_t first = number;
    while (first > 1 && opens(line_text(first)) == std::string_view::npos) {
      --first;
    }
    std::size_t last = first + 1;
    bool closed = first == number;
    while (last <= positions_.lines() && !closed && !starts_anew(line_text(last))) {
      closed = line_text(last).starts_with(']') || line_text(last).starts_with('}');
      ++last;
    }
    if (!closed && first > 0) {
      const auto [begin, end] = positions_.line(first);
      const std::string_view text = std::string_view(work_).substr(begin, end - begin);
      const std::size_t bracket = opens(text);
      at = bracket == std::string_view::npos ? at : begin + bracket;
    }
    reporter_.report("E118", positions_.span(at, std::min(at + 1, work_.size())));
    leave_out(positions_.line(first).first, positions_.line(last - 1).second);
    last_line_ = std::max(last_line_, static_cast<std::uint32_t>(last - 1));
  }

  // Reports all but E118, which has a better place to stand.
  std::string_view describe(const toml::parse_error& error,
                            std::string_view line,
                            std::size_t begin,
                            std::size_t at) {
    const std::string_view mark = full_width_mark(line);
    if (!mark.empty()) {
      const std::size_t where = begin + static_cast<std::size_t>(mark.data() - line.data());
      reporter_.report("E103", positions_.span(where, where + mark.size()), {std::string(mark)});
      return "E103";
    }
    const std::string what(error.description());
    if (what.find("redefine") != std::string::npos) {
      const std::size_t quote = what.find('\'');
      const std::size_t close = what.rfind('\'');
      reporter_.report("E104",
                       positions_.span(begin, begin + trimmed(line)),
                       {close > quote ? what.substr(quote + 1, close - quote - 1) : what});
      return "E104";
    }
    const std::string_view code = code_of(what);
    if (code != "E118") {
      reporter_.report(code, positions_.span(at, std::min(at + 1, work_.size())));
    }
    return code;
  }

  // The library tells its faults apart by their wording only.
  static std::string_view code_of(std::string_view what) {
    struct Fault {
      std::string_view words, code;
    };

    static constexpr Fault kFaults[] = {{"parsing string", "E117"},
                                        {"parsing array", "E118"},
                                        {"parsing inline table", "E118"},
                                        {"expected '='", "E119"},
                                        {"expected value", "E128"},
                                        {"parsing value", "E128"},
                                        {"parsing boolean", "E128"},
                                        {"integer", "E128"}};
    for (const Fault& fault : kFaults) {
      if (what.find(fault.words) != std::string_view::npos) {
        return fault.code;
      }
    }
    return "E102";
  }

  static std::size_t trimmed(std::string_view line) {
    const std::size_t last = line.find_last_not_of(" \t\r\n");
    return last == std::string_view::npos ? 0 : last + 1;
  }

  Reporter& reporter_;
  std::string work_;
  Positions positions_;
  bool broken_ = false;
  std::uint32_t last_line_ = 0;
};

}  // namespace

TomlDocument parse_toml(std::string_view text, const Place& place, Reporter& reporter) {
  const PreparedToml prepared = prepare_toml(text);
  if (prepared.deep_key != std::string_view::npos) {
    reporter.report("E102", place.at(prepared.deep_key, prepared.deep_key + 1));
    TomlDocument document;
    document.root.kind = TomlKind::table;
    document.broken = true;
    return document;
  }
  return Reader(prepared.text, place, reporter).run();
}

}  // namespace banxin

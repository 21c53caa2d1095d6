// issue.toml but for its articles: [publication], [issue], [board].
#include <algorithm>
#include <array>
#include <iterator>

#include "engine/base/output_reader.h"
#include "engine/issue/issue_parts.h"
#include "engine/issue/toml_reader.h"

namespace banxin {
namespace {

// Tags such as zh-Hans, zh-Hant-TW: letters first, then parts of letters and digits.
bool is_language_tag(std::string_view tag) {
  std::size_t length = 0;
  bool first = true;
  for (const char c : tag) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool digit = c >= '0' && c <= '9';
    if (c == '-') {
      if (length < (first ? 2u : 1u)) {
        return false;
      }
      first = false;
      length = 0;
    } else if ((letter || (digit && !first)) && length < 8) {
      ++length;
    } else {
      return false;
    }
  }
  return length >= (first ? 2u : 1u);
}

void read_period(TableReader& reader, Issue& issue, Reporter& reporter) {
  const TomlEntry* entry = reader.take({"period"});
  if (!entry) {
    return;
  }
  if (entry->value.kind != TomlKind::array || entry->value.items.size() != 2) {
    reporter.report("E114", entry->value.span, {entry->key});
    return;
  }
  std::array<Date, 2> ends;
  for (std::size_t i = 0; i < 2; ++i) {
    const TomlValue& value = entry->value.items[i];
    const std::optional<Date> date = date_of_value(value);
    if (!date) {
      reporter.report("E107", value.span, {entry->key, value.text});
      return;
    }
    ends[i] = *date;
  }
  if (ends[1] < ends[0]) {
    reporter.report("E115", entry->value.span, {entry->key});
    return;
  }
  issue.period = {ends[0], ends[1]};
}

class BoardReader {
 public:
  BoardReader(const TomlDocument& document,
              const TomlValue& table,
              Issue& issue,
              Reporter& reporter)
      : document_(document),
        issue_(issue),
        reporter_(reporter),
        reader_(table, "[board]", document, reporter) {}

  void run() {
    issue_.editorial_office = reader_.text({"editorial-office"});
    read_people();
    for (const TomlValue* table : reader_.tables({"qr"})) {
      TableReader one(*table, "qr", document_, reporter_);
      issue_.board_qr.push_back({one.text({"data"}, Need::required), one.text({"caption"})});
      one.finish();
    }
    if (const TomlEntry* notice = reader_.take({"notice"})) {
      if (notice->value.kind == TomlKind::string) {
        issue_.notice = read_notice(notice->value.text, place_of(notice->value), reporter_);
      } else {
        wrong_type(reporter_, "E106", *notice);
      }
    }
    reader_.finish();
  }

 private:
  // roles, contacts and their short forms 主编 = [...], 电话 = "…", in the order they are written.
  void read_people() {
    std::vector<const TomlEntry*> entries;
    for (const std::string_view key :
         {"roles", "contacts", "主编", "副主编", "编委", "电话", "传真", "网址", "地址"}) {
      if (const TomlEntry* entry = reader_.take({key})) {
        entries.push_back(entry);
      }
    }
    std::stable_sort(entries.begin(), entries.end(), [](const TomlEntry* a, const TomlEntry* b) {
      return a->key_span.begin < b->key_span.begin;
    });
    for (const TomlEntry* entry : entries) {
      if (entry->key == "roles") {
        read_roles(*entry);
      } else if (entry->key == "contacts") {
        read_contacts(*entry);
      } else if (entry->key == "主编" || entry->key == "副主编" || entry->key == "编委") {
        issue_.roles.push_back({{entry->key, entry->key_span}, names_of(*entry)});
      } else {
        for (Text& value : names_of(*entry)) {
          issue_.contacts.push_back({{entry->key, entry->key_span}, std::move(value)});
        }
      }
    }
  }

  std::vector<Text> names_of(const TomlEntry& entry) {
    TomlValue holder;
    holder.kind = TomlKind::table;
    holder.span = entry.value.span;
    holder.entries.push_back(entry);
    TableReader reader(holder, "[board]", document_, reporter_);
    return reader.texts({entry.key});
  }

  std::vector<const TomlValue*> tables_of(const TomlEntry& entry) {
    std::vector<const TomlValue*> tables;
    if (entry.value.kind != TomlKind::array) {
      wrong_type(reporter_, "E112", entry);
      return tables;
    }
    for (const TomlValue& item : entry.value.items) {
      if (item.kind == TomlKind::table) {
        tables.push_back(&item);
      } else {
        wrong_type(reporter_, "E110", {entry.key, entry.key_span, item});
      }
    }
    return tables;
  }

  void read_roles(const TomlEntry& entry) {
    for (const TomlValue* table : tables_of(entry)) {
      TableReader one(*table, "roles", document_, reporter_);
      issue_.roles.push_back(
          {one.text({"title"}, Need::required), one.texts({"names"}, Need::required)});
      one.finish();
    }
  }

  void read_contacts(const TomlEntry& entry) {
    for (const TomlValue* table : tables_of(entry)) {
      TableReader one(*table, "contacts", document_, reporter_);
      issue_.contacts.push_back({one.text({"label"}), one.text({"value"}, Need::required)});
      one.finish();
    }
  }

  const TomlDocument& document_;
  Issue& issue_;
  Reporter& reporter_;
  TableReader reader_;
};

void read_head(TableReader& root, Issue& issue, Reporter& reporter) {
  if (const TomlEntry* format = root.take({"format"})) {
    if (format->value.kind != TomlKind::integer) {
      wrong_type(reporter, "E108", *format);
    } else if (format->value.integer != 1) {
      reporter.report("E116", format->value.span, {format->value.text});
    }
  }
  issue.layout = root.text({"layout"});
  const Text language = root.text({"language"});
  if (is_language_tag(language.value)) {
    issue.language = language.value;
  } else if (!language.empty()) {
    reporter.report("W104", language.span, {language.value});
  }
}

}  // namespace

namespace {

// [[栏目]] and [[section]] may stand side by side.
void merge_sections(TomlValue& root) {
  const auto find = [&](std::string_view key) {
    return std::find_if(
        root.entries.begin(), root.entries.end(), [&](const TomlEntry& e) { return e.key == key; });
  };
  const auto chinese = find("栏目");
  const auto english = find("section");
  if (chinese == root.entries.end() || english == root.entries.end() ||
      chinese->value.kind != TomlKind::array || english->value.kind != TomlKind::array) {
    return;
  }
  std::vector<TomlValue>& items = english->value.items;
  std::move(chinese->value.items.begin(), chinese->value.items.end(), std::back_inserter(items));
  std::stable_sort(items.begin(), items.end(), [](const TomlValue& a, const TomlValue& b) {
    return a.span.begin < b.span.begin;
  });
  root.entries.erase(chinese);
}

// [lint] off = ["N920"], and [lint.terms] "做为" = "作为".
void read_lint(const TomlDocument& document,
               const TomlValue* table,
               Issue& issue,
               Reporter& reporter) {
  if (!table) {
    return;
  }
  TableReader reader(*table, "[lint]", document, reporter);
  issue.lint.off = reader.texts({"off"});
  if (const TomlValue* terms = reader.table({"terms"})) {
    for (const TomlEntry& entry : terms->entries) {
      if (entry.value.kind == TomlKind::string) {
        issue.lint.terms.push_back(
            {{entry.key, entry.key_span}, TableReader::text_of(entry.value)});
      } else {
        wrong_type(reporter, "E106", entry);
      }
    }
  }
  reader.finish();
}

/// A value of [output] without its TOML.
OutputValue output_value(const TomlValue& value) {
  using Kind = OutputValue::Kind;
  constexpr Kind kKinds[] = {Kind::other,
                             Kind::text,
                             Kind::whole_number,
                             Kind::other,
                             Kind::flag,
                             Kind::other,
                             Kind::other,
                             Kind::list,
                             Kind::table};
  OutputValue out;
  out.kind = kKinds[static_cast<std::size_t>(value.kind)];
  out.span = value.span;
  out.text = value.text;
  out.number =
      static_cast<int>(std::clamp<std::int64_t>(value.integer, -1'000'000'000, 1'000'000'000));
  out.flag = value.boolean;
  for (const TomlValue& item : value.items) {
    out.items.push_back(output_value(item));
  }
  for (const TomlEntry& entry : value.entries) {
    out.entries.push_back({entry.key, entry.key_span, output_value(entry.value)});
  }
  return out;
}

}  // namespace

void adopt_top_level_keys(TomlValue& root) {
  merge_sections(root);

  struct Home {
    std::string_view key, table;
  };

  static constexpr Home kHomes[] = {{"刊名", "publication"},
                                    {"副标题", "publication"},
                                    {"主办", "publication"},
                                    {"年", "issue"},
                                    {"期", "issue"},
                                    {"总期", "issue"},
                                    {"日期", "issue"},
                                    {"主编", "board"},
                                    {"副主编", "board"},
                                    {"编委", "board"},
                                    {"电话", "board"},
                                    {"传真", "board"},
                                    {"网址", "board"},
                                    {"地址", "board"}};
  std::vector<TomlEntry> rest;
  std::vector<std::pair<std::string_view, TomlEntry>> moved;
  for (TomlEntry& entry : root.entries) {
    const auto* home = std::find_if(
        std::begin(kHomes), std::end(kHomes), [&](const Home& h) { return h.key == entry.key; });
    if (home == std::end(kHomes)) {
      rest.push_back(std::move(entry));
    } else {
      moved.emplace_back(home->table, std::move(entry));
    }
  }
  root.entries = std::move(rest);
  for (auto& [table, entry] : moved) {
    const std::string_view name = table;
    auto at = std::find_if(root.entries.begin(), root.entries.end(), [&](const TomlEntry& e) {
      return e.key == name;
    });
    if (at == root.entries.end()) {
      TomlEntry created{std::string(name), entry.key_span, {}};
      created.value.kind = TomlKind::table;
      created.value.span = root.span;
      at = root.entries.insert(root.entries.end(), std::move(created));
    }
    if (at->value.kind == TomlKind::table) {
      at->value.entries.push_back(std::move(entry));
    }
  }
}

void read_publication(const TomlDocument& document, Issue& issue, Reporter& reporter) {
  TableReader root(document.root, "issue.toml", document, reporter);
  read_head(root, issue, reporter);
  TomlValue none;
  none.kind = TomlKind::table;
  none.span = document.root.span;

  const TomlValue* table = root.table({"publication"});
  TableReader publication(table ? *table : none, "[publication]", document, reporter);
  issue.title = publication.text({"title", "刊名"}, Need::required);
  issue.subtitle = publication.text({"subtitle", "副标题"});
  issue.issn = publication.text({"issn"});
  issue.cn = publication.text({"cn"});
  issue.logo = publication.text({"logo"});
  issue.publisher = publication.texts({"publisher", "主办"});
  publication.finish();

  table = root.table({"issue"});
  TableReader number(table ? *table : none, "[issue]", document, reporter);
  issue.year = number.number({"year", "年"}, 1000, 9999, Need::required).value_or(0);
  issue.number = number.number({"number", "期"}, 0, 100000, Need::required).value_or(0);
  issue.whole_number = number.number({"whole-number", "总期"}, 0, 1000000);
  Span span;
  issue.date = number.date({"date", "日期"}, span);
  read_period(number, issue, reporter);
  number.finish();

  read_board(document, root.table({"board"}), issue, reporter);
  read_lint(document, root.table({"lint"}), issue, reporter);
  if (const TomlValue* output = root.table({"output"})) {
    Diagnostics told;
    issue.output = read_output(output_value(*output).entries, told);
    for (Diagnostic& diagnostic : told) {
      reporter.report(diagnostic.code, diagnostic.span, std::move(diagnostic.args));
    }
  }
  root.take({"section", "栏目"});  // read by sections.cc
  root.finish();
}

void read_board(const TomlDocument& document,
                const TomlValue* board,
                Issue& issue,
                Reporter& reporter) {
  if (board) {
    BoardReader(document, *board, issue, reporter).run();
  }
}

}  // namespace banxin

#include "engine/issue/toml_reader.h"

#include <algorithm>

namespace banxin {
namespace {

bool is_blank(std::string_view text, std::size_t at, std::size_t& length) {
  if (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r') {
    length = 1;
    return true;
  }
  length = 3;
  return text.substr(at, 3) == "\xE3\x80\x80";  // U+3000
}

}  // namespace

TableReader::TableReader(const TomlValue& table,
                         std::string place,
                         const TomlDocument& document,
                         Reporter& reporter)
    : table_(table),
      place_(std::move(place)),
      broken_(document.broken),
      reporter_(reporter),
      used_(table.entries.size()) {}

const TomlEntry* TableReader::take(KeyNames names) {
  const TomlEntry* found = nullptr;
  known_.insert(known_.end(), names.begin(), names.end());
  for (std::size_t i = 0; i < table_.entries.size(); ++i) {
    const TomlEntry& entry = table_.entries[i];
    if (std::find(names.begin(), names.end(), entry.key) == names.end()) {
      continue;
    }
    used_[i] = true;
    if (found) {
      reporter_.report("E104", entry.key_span, {entry.key});
    } else {
      found = &entry;
    }
  }
  return found;
}

Text TableReader::text_of(const TomlValue& value) {
  Text text{value.text, value.span};
  std::size_t begin = 0;
  std::size_t end = text.value.size();
  std::size_t length = 1;
  while (begin < end && is_blank(text.value, begin, length)) {
    begin += length;
  }
  while (end > begin && (is_blank(text.value, end - 1, length) && length == 1)) {
    --end;
  }
  while (end >= begin + 3 && text.value.compare(end - 3, 3, "\xE3\x80\x80") == 0) {
    end -= 3;
  }
  if (value.verbatim) {
    text.span.end = text.span.begin + static_cast<std::uint32_t>(end);
    text.span.begin += static_cast<std::uint32_t>(begin);
  }
  text.value = text.value.substr(begin, end - begin);
  return text;
}

Text TableReader::text(KeyNames names, Need need) {
  const TomlEntry* entry = take(names);
  Text text;
  if (entry && entry->value.kind == TomlKind::string) {
    text = text_of(entry->value);
  } else if (entry) {
    wrong_type(reporter_, "E106", *entry);
    return text;
  }
  if (need == Need::required && text.empty()) {
    missing(*names.begin());
  }
  return text;
}

std::vector<Text> TableReader::texts(KeyNames names, Need need) {
  std::vector<Text> texts;
  const TomlEntry* entry = take(names);
  const auto add = [&](const TomlValue& value) {
    if (value.kind != TomlKind::string) {
      wrong_type(reporter_, "E109", {entry->key, entry->key_span, value});
      return;
    }
    Text text = text_of(value);
    if (!text.empty()) {
      texts.push_back(std::move(text));
    }
  };
  if (entry && entry->value.kind == TomlKind::array) {
    for (const TomlValue& item : entry->value.items) {
      add(item);
    }
  } else if (entry) {
    add(entry->value);
  } else if (need == Need::required) {
    missing(*names.begin());
  }
  return texts;
}

std::optional<int> TableReader::number(KeyNames names, int low, int high, Need need) {
  const TomlEntry* entry = take(names);
  if (!entry) {
    if (need == Need::required) {
      missing(*names.begin());
    }
    return std::nullopt;
  }
  if (entry->value.kind != TomlKind::integer) {
    wrong_type(reporter_, "E108", *entry);
    return std::nullopt;
  }
  if (entry->value.integer < low || entry->value.integer > high) {
    reporter_.report(
        "E113", entry->value.span, {entry->key, std::to_string(low), std::to_string(high)});
    return std::nullopt;
  }
  return static_cast<int>(entry->value.integer);
}

Date TableReader::date(KeyNames names, Span& span) {
  const TomlEntry* entry = take(names);
  if (!entry || (entry->value.kind == TomlKind::string && text_of(entry->value).empty())) {
    return {};
  }
  span = entry->value.span;
  const std::optional<Date> date = date_of_value(entry->value);
  if (!date) {
    reporter_.report("E107", entry->value.span, {entry->key, entry->value.text});
  }
  return date.value_or(Date{});
}

bool TableReader::flag(KeyNames names, bool fallback) {
  const TomlEntry* entry = take(names);
  if (entry && entry->value.kind != TomlKind::boolean) {
    wrong_type(reporter_, "E111", *entry);
    return fallback;
  }
  return entry ? entry->value.boolean : fallback;
}

const TomlValue* TableReader::table(KeyNames names) {
  const TomlEntry* entry = take(names);
  if (entry && entry->value.kind != TomlKind::table) {
    wrong_type(reporter_, "E110", *entry);
    return nullptr;
  }
  return entry ? &entry->value : nullptr;
}

std::vector<const TomlValue*> TableReader::tables(KeyNames names, Need need) {
  std::vector<const TomlValue*> tables;
  const TomlEntry* entry = take(names);
  if (!entry) {
    if (need == Need::required) {
      missing(*names.begin());
    }
    return tables;
  }
  if (entry->value.kind != TomlKind::array) {
    wrong_type(reporter_, "E112", *entry);
    return tables;
  }
  for (const TomlValue& item : entry->value.items) {
    if (item.kind == TomlKind::table) {
      tables.push_back(&item);
    } else {
      wrong_type(reporter_, "E110", {entry->key, entry->key_span, item});
    }
  }
  return tables;
}

void TableReader::missing(std::string_view key) {
  if (!broken_) {  // the lines left out may have had it
    reporter_.report("E105", table_.span, {std::string(key), place_});
  }
}

void TableReader::finish() {
  for (std::size_t i = 0; i < used_.size(); ++i) {
    if (used_[i]) {
      continue;
    }
    const TomlEntry& entry = table_.entries[i];
    const std::string_view close = nearest(entry.key, known_);
    if (close.empty()) {
      reporter_.report("W102", entry.key_span, {entry.key, place_});
    } else {
      reporter_.report("W101", entry.key_span, {entry.key, std::string(close)});
    }
  }
}

void wrong_type(Reporter& reporter, std::string_view code, const TomlEntry& entry) {
  reporter.report(code, entry.value.span, {entry.key, entry.value.text});
}

}  // namespace banxin

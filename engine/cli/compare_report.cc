#include "engine/cli/compare_report.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/cli/report.h"
#include "engine/cli/table.h"

namespace banxin {
namespace {

using Json = nlohmann::ordered_json;

std::string line(const Json& object) {
  return object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json number(int page) {
  return page < 0 ? Json(nullptr) : Json(page + 1);
}

/// "14", "14 (folio 11)", "–".
std::string place(int page, const std::string& folio, const Console& console) {
  if (page < 0) {
    return "–";
  }
  const std::string plain = std::to_string(page + 1);
  return folio.empty() || folio == plain ? plain : console.wording("compare.folio", {plain, folio});
}

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::size_t count(const Comparison& comparison, PageChange change) {
  return static_cast<std::size_t>(
      std::count_if(comparison.pages.begin(), comparison.pages.end(), [&](const PagePair& pair) {
        return pair.change == change;
      }));
}

constexpr PageChange kChanges[] = {PageChange::text,
                                   PageChange::numbers,
                                   PageChange::heads,
                                   PageChange::looks,
                                   PageChange::removed,
                                   PageChange::added};

std::string articles_text(const Comparison& comparison, const Console& console) {
  std::vector<TableRow> rows;
  for (const EntryPair& entry : comparison.entries) {
    if (entry.moved()) {
      rows.push_back({"  " + one_line(entry.title),
                      place(entry.a, entry.folio_a, console) + " → " +
                          place(entry.b, entry.folio_b, console)});
    }
  }
  return console.wording("compare.articles",
                         {std::to_string(rows.size()), std::to_string(comparison.entries.size())}) +
         "\n" + table_text(rows);
}

std::string pages_text(const CompareOutcome& outcome, const Console& console) {
  const Comparison& comparison = outcome.comparison;
  std::vector<TableRow> rows;
  for (std::size_t i = 0; i < comparison.pages.size(); ++i) {
    const PagePair& pair = comparison.pages[i];
    if (pair.change == PageChange::same) {
      continue;
    }
    std::string what;
    if (!pair.before.empty() || !pair.after.empty()) {
      what = "“" + pair.before + "” → “" + pair.after + "”";
    }
    rows.push_back({"  " + place(pair.a, {}, console) + " → " + place(pair.b, {}, console),
                    console.wording("compare." + std::string(change_name(pair.change))),
                    what});
  }
  std::string counts;
  for (const PageChange change : kChanges) {
    if (const std::size_t found = count(comparison, change); found > 0) {
      counts += console.wording("list.separator") +
                console.wording("compare." + std::string(change_name(change))) + " " +
                std::to_string(found);
    }
  }
  return console.wording("compare.changed", {std::to_string(rows.size())}) + counts + "\n" +
         table_text(rows);
}

}  // namespace

std::string comparison_text(const CompareOutcome& outcome, const Console& console) {
  const Comparison& comparison = outcome.comparison;
  std::string out =
      "A  " + outcome.a + "\nB  " + outcome.b + "\n" +
      console.wording("compare.pages",
                      {std::to_string(comparison.pages_a), std::to_string(comparison.pages_b)}) +
      "\n";
  if (comparison.same()) {
    return out + console.wording("compare.same_all") + "\n";
  }
  out += articles_text(comparison, console) + pages_text(outcome, console);
  const auto pictures = std::count_if(outcome.pictures.begin(),
                                      outcome.pictures.end(),
                                      [](const std::string& path) { return !path.empty(); });
  if (pictures > 0) {
    out += console.wording("compare.pictures", {std::to_string(pictures)}) + "\n";
  }
  return out;
}

std::string json_no_comparison(ExitCode exit) {
  Json summary;
  summary["type"] = "summary";
  summary["schema"] = kJsonSchema;
  summary["command"] = "compare";
  summary["same"] = nullptr;
  summary["exit"] = static_cast<int>(exit);
  return line(summary);
}

std::string json_comparison(const CompareOutcome& outcome) {
  const Comparison& comparison = outcome.comparison;
  std::string out;
  std::size_t moved = 0;
  for (const EntryPair& entry : comparison.entries) {
    if (!entry.moved()) {
      continue;
    }
    ++moved;
    Json object;
    object["type"] = "article";
    object["title"] = entry.title;
    object["page_a"] = number(entry.a);
    object["page_b"] = number(entry.b);
    object["folio_a"] = entry.folio_a.empty() ? Json(nullptr) : Json(entry.folio_a);
    object["folio_b"] = entry.folio_b.empty() ? Json(nullptr) : Json(entry.folio_b);
    out += line(object);
  }
  for (std::size_t i = 0; i < comparison.pages.size(); ++i) {
    const PagePair& pair = comparison.pages[i];
    if (pair.change == PageChange::same) {
      continue;
    }
    Json object;
    object["type"] = "page";
    object["page_a"] = number(pair.a);
    object["page_b"] = number(pair.b);
    object["change"] = change_name(pair.change);
    object["before"] = pair.before;
    object["after"] = pair.after;
    const bool drawn = i < outcome.pictures.size() && !outcome.pictures[i].empty();
    object["picture"] = drawn ? Json(outcome.pictures[i]) : Json(nullptr);
    out += line(object);
  }
  Json summary;
  summary["type"] = "summary";
  summary["schema"] = kJsonSchema;
  summary["command"] = "compare";
  summary["same"] = comparison.same();
  summary["exit"] = static_cast<int>(outcome.exit);
  summary["pages_a"] = comparison.pages_a;
  summary["pages_b"] = comparison.pages_b;
  summary["articles"] = comparison.entries.size();
  summary["articles_moved"] = moved;
  Json changes = Json::object();
  for (const PageChange change : kChanges) {
    changes[std::string(change_name(change))] = count(comparison, change);
  }
  summary["pages_changed"] = std::move(changes);
  return out + line(summary);
}

}  // namespace banxin

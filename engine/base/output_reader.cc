#include "engine/base/output_reader.h"

#include <algorithm>
#include <charconv>
#include <span>
#include <utility>

#include "engine/base/imposition_words.h"
#include "engine/base/number.h"

namespace banxin {
namespace {

enum class Form : std::uint8_t { words, choice, text, whole_number, length, sheet, flag, table };

/// A key, how its value is written, and what it means in the words of the schema.
struct KeyInfo {
  std::string_view name;
  Form form = Form::text;
  std::string_view about;
  std::string_view words = {};  // words, choice: "a, b, c"
  int least = 0, most = 0;      // whole_number
};

constexpr KeyInfo kOutput[] = {
    {"editions",
     Form::words,
     "做哪几种文件：screen 电子版，print 印刷版，imposed 拼版；all 全部",
     kEditionWords},
    {"pdfx", Form::choice, "印刷版的标准：4 为 PDF/X-4，1a 为 PDF/X-1a:2003", kPdfxWords},
    {"profile", Form::text, "印厂的 ICC 特性文件：这一期文件夹里的文件，或系统里装好的文件名"},
    {"marks",
     Form::words,
     "印刷版出血以外的标记：trim 裁切线，registration 套准标，color-bar 色标，job-line 作业信息",
     kMarkWords},
    {"max-ink", Form::whole_number, "总墨量上限，百分比", {}, 200, 400},
    {"resolution", Form::whole_number, "图片应有的分辨率，dpi", {}, 72, 2400},
    {"safe-margin", Form::length, "文字离成品边至少多远，如 5mm"},
    {"page-multiple",
     Form::whole_number,
     "总页数补足到它的倍数：骑马订 4，胶订 8 或 16",
     {},
     1,
     64},
    {"imposition", Form::table, "拼版"},
};

constexpr KeyInfo kImposition[] = {
    {"kind",
     Form::choice,
     "saddle-stitch 骑马订，two-up 两页并排，signatures 胶订或锁线的书帖，cut-stack 裁开叠放",
     kImpositionKinds},
    {"signature", Form::whole_number, "一帖的页数，4 的倍数", {}, 4, 64},
    {"pages-per-side", Form::whole_number, "一面几页：2、4 或 8", {}, 2, 8},
    {"paper-thickness", Form::length, "纸厚，如 0.1mm；算爬移和书脊用"},
    {"milling", Form::length, "铣背：每页在书脊处铣去多少"},
    {"sheet", Form::sheet, "纸张的宽和高，如 460x320mm；不写则取刚好够用的"},
    {"cover-apart", Form::flag, "true 封面另作一个文件，带书脊"},
    {"glue", Form::length, "书脊另加的胶厚"},
};

const KeyInfo* find(std::span<const KeyInfo> keys, std::string_view name) {
  const auto at = std::find_if(
      keys.begin(), keys.end(), [&](const KeyInfo& info) { return info.name == name; });
  return at == keys.end() ? nullptr : &*at;
}

std::string names_of(std::span<const KeyInfo> keys) {
  std::string names;
  for (const KeyInfo& key : keys) {
    names += (names.empty() ? "" : ", ") + std::string(key.name);
  }
  return names;
}

constexpr double kMostMargin = 100;  // mm
constexpr std::string_view kLengthForm = "\"5mm\", \"0.5cm\", \"14pt\"";
constexpr std::string_view kSheetForm = "\"460x320mm\"";

/// Reads one table. What is read goes where the callers' lambdas put it.
class Reader {
 public:
  Reader(const std::vector<OutputEntry>& table,
         std::span<const KeyInfo> keys,
         Diagnostics& diagnostics)
      : table_(table),
        keys_(keys),
        diagnostics_(diagnostics) {
    for (const OutputEntry& entry : table) {
      if (!find(keys, entry.key)) {
        diagnostics.push_back({"W741", entry.key_span, {entry.key, names_of(keys)}});
      }
    }
  }

  const OutputValue* value(std::string_view key) const {
    const auto at = std::find_if(
        table_.begin(), table_.end(), [&](const OutputEntry& entry) { return entry.key == key; });
    return at == table_.end() ? nullptr : &at->value;
  }

  void wrong(std::string_view key, const OutputValue& value, std::string_view wanted) {
    diagnostics_.push_back(
        {"E732", value.span, {std::string(key), value.text, std::string(wanted)}});
  }

  /// A word or a list of words, each given to `take`, which says whether it knows it.
  template <class Take>
  bool words(std::string_view key, Take take) {
    const OutputValue* all = value(key);
    const std::string_view known = find(keys_, key)->words;
    if (!all) {
      return false;
    }
    const bool list = all->kind == OutputValue::Kind::list;
    const std::span<const OutputValue> items =
        list ? std::span<const OutputValue>(all->items) : std::span<const OutputValue>(all, 1);
    bool fine = !items.empty();
    if (!fine) {
      wrong(key, *all, known);
    }
    for (const OutputValue& item : items) {
      if (item.kind != OutputValue::Kind::text || !take(item.text)) {
        wrong(key, item, known);
        fine = false;
      }
    }
    return fine;
  }

  /// What `parse` makes of the text; a number counts by its digits.
  template <class Parse>
  auto parsed(std::string_view key, std::string_view wanted, Parse parse)
      -> decltype(parse(std::string_view())) {
    const OutputValue* given = value(key);
    if (!given) {
      return std::nullopt;
    }
    const bool readable =
        given->kind == OutputValue::Kind::text || given->kind == OutputValue::Kind::whole_number;
    auto result = readable ? parse(std::string_view(given->text)) : std::nullopt;
    if (!result) {
      wrong(key, *given, wanted);
    }
    return result;
  }

  std::optional<int> whole_number(std::string_view key) {
    const KeyInfo& info = *find(keys_, key);
    const OutputValue* given = value(key);
    if (!given) {
      return std::nullopt;
    }
    if (given->kind != OutputValue::Kind::whole_number || given->number < info.least ||
        given->number > info.most) {
      wrong(key, *given, std::to_string(info.least) + "–" + std::to_string(info.most));
      return std::nullopt;
    }
    return given->number;
  }

  std::optional<Length> length(std::string_view key) {
    return parsed(key, kLengthForm, [](std::string_view text) {
      const std::optional<Length> length = paper_length_of(text);
      return length && length->mm() <= kMostMargin ? length : std::nullopt;
    });
  }

  std::optional<bool> flag(std::string_view key) {
    const OutputValue* given = value(key);
    if (given && given->kind != OutputValue::Kind::flag) {
      wrong(key, *given, "true, false");
      return std::nullopt;
    }
    return given ? std::optional(given->flag) : std::nullopt;
  }

 private:
  const std::vector<OutputEntry>& table_;
  std::span<const KeyInfo> keys_;
  Diagnostics& diagnostics_;
};

template <class Value>
void take(Value& to, const std::optional<Value>& from) {
  if (from) {
    to = *from;
  }
}

Imposition read_imposition(const std::vector<OutputEntry>& table, Diagnostics& diagnostics) {
  Reader reader(table, kImposition, diagnostics);
  Imposition imposition;
  take(imposition.kind, reader.parsed("kind", kImpositionKinds, imposition_kind_of));
  if (const std::optional<int> pages = reader.whole_number("signature")) {
    imposition.signature = *pages;
    if (*pages % 4 != 0) {
      reader.wrong("signature", *reader.value("signature"), "4, 8, 12, 16 … 64");
      imposition.signature = Imposition().signature;
    }
  }
  if (const std::optional<int> pages = reader.whole_number("pages-per-side")) {
    imposition.pages_per_side = *pages;
    if (*pages != 2 && *pages != 4 && *pages != 8) {
      reader.wrong("pages-per-side", *reader.value("pages-per-side"), "2, 4, 8");
      imposition.pages_per_side = Imposition().pages_per_side;
    }
  }
  take(imposition.paper_thickness, reader.length("paper-thickness"));
  imposition.milling = reader.length("milling");
  imposition.sheet = reader.parsed("sheet", kSheetForm, sheet_size_of);
  imposition.cover_apart = reader.flag("cover-apart");
  take(imposition.glue, reader.length("glue"));
  return imposition;
}

void read_profile(Reader& reader, OutputSettings& out) {
  const OutputValue* profile = reader.value("profile");
  if (!profile) {
    return;
  }
  if (profile->kind != OutputValue::Kind::text || profile->text.empty()) {
    reader.wrong("profile", *profile, "\"….icc\"");
    return;
  }
  out.profile = profile->text;
  out.profile_span = profile->span;
}

class Schema {
 public:
  explicit Schema(JsonWriter& json) : json_(json) {}

  void object(std::span<const KeyInfo> keys) {
    json_.begin_object();
    pair("type", "object");
    json_.key("properties").begin_object();
    for (const KeyInfo& key : keys) {
      json_.key(key.name).begin_object();
      json_.key("description").text(key.about);
      json_.key("allOf").begin_array();
      value(key);
      json_.end_array();
      json_.end_object();
    }
    json_.end_object();
    json_.key("additionalProperties").no();
    json_.end_object();
  }

 private:
  void pair(std::string_view key, std::string_view value) { json_.key(key).text(value); }

  void type(std::string_view name) {
    json_.begin_object();
    json_.key("type").text(name);
    json_.end_object();
  }

  void one_of(std::string_view words) {
    json_.begin_object();
    json_.key("enum").begin_array();
    while (!words.empty()) {
      const std::size_t end = std::min(words.find(", "), words.size());
      json_.text(words.substr(0, end));
      words.remove_prefix(std::min(words.size(), end + 2));
    }
    json_.end_array();
    json_.end_object();
  }

  void one_or_more(std::string_view words) {
    json_.begin_object();
    json_.key("anyOf").begin_array();
    one_of(words);
    json_.begin_object();
    pair("type", "array");
    json_.key("minItems").number(1);
    json_.key("items");
    one_of(words);
    json_.end_object();
    json_.end_array();
    json_.end_object();
  }

  void pattern(std::string_view expression) {
    json_.begin_object();
    pair("type", "string");
    json_.key("pattern").text(expression);
    json_.end_object();
  }

  void value(const KeyInfo& key) {
    switch (key.form) {
      case Form::words:
        return one_or_more(key.words);
      case Form::choice:
        return one_of(key.words);
      case Form::text:
        return type("string");
      case Form::flag:
        return type("boolean");
      case Form::length:
        return pattern("^ *[0-9.]+ *(mm|cm|pt)? *$");
      case Form::sheet:
        return pattern("^ *[0-9.]+ *(mm|cm|pt)? *[xX×*] *[0-9.]+ *(mm|cm|pt)? *$");
      case Form::table:
        return object(kImposition);
      case Form::whole_number:
        json_.begin_object();
        pair("type", "integer");
        json_.key("minimum").number(key.least);
        json_.key("maximum").number(key.most);
        json_.end_object();
    }
  }

  JsonWriter& json_;
};

std::string mm(Length length) {
  return number_text(length.mm(), 3) + "mm";
}

std::string imposition_text(const Imposition& imposition) {
  constexpr std::string_view kKinds[] = {"saddle-stitch", "two-up", "signatures", "cut-stack"};
  std::string text(kKinds[static_cast<std::size_t>(imposition.kind)]);
  text += " signature " + std::to_string(imposition.signature);
  text += " pages-per-side " + std::to_string(imposition.pages_per_side);
  text += " paper " + mm(imposition.paper_thickness) + " glue " + mm(imposition.glue);
  if (imposition.milling) {
    text += " milling " + mm(*imposition.milling);
  }
  if (imposition.sheet) {
    text += " sheet " + mm(imposition.sheet->width) + " x " + mm(imposition.sheet->height);
  }
  if (imposition.cover_apart) {
    text += *imposition.cover_apart ? " cover-apart" : " cover-within";
  }
  return text;
}

}  // namespace

OutputSettings read_output(const std::vector<OutputEntry>& table, Diagnostics& diagnostics) {
  Reader reader(table, kOutput, diagnostics);
  OutputSettings out;
  std::vector<Edition> editions;
  if (reader.words("editions",
                   [&](const std::string& word) { return add_edition(word, editions); })) {
    out.editions = std::move(editions);
  }
  out.pdfx = reader.parsed("pdfx", kPdfxWords, pdfx_of);
  read_profile(reader, out);
  PrinterMarks marks;
  if (reader.words("marks", [&](const std::string& word) { return add_marks(word, marks); })) {
    out.marks = marks;
  }
  out.max_ink = reader.whole_number("max-ink");
  out.resolution = reader.whole_number("resolution");
  out.safe_margin = reader.length("safe-margin");
  out.page_multiple = reader.whole_number("page-multiple");
  if (const OutputValue* imposition = reader.value("imposition")) {
    if (imposition->kind == OutputValue::Kind::table) {
      out.imposition = read_imposition(imposition->entries, diagnostics);
    } else {
      reader.wrong("imposition", *imposition, "{ kind = \"saddle-stitch\" }");
    }
  }
  return out;
}

void write_output_schema(JsonWriter& json) {
  Schema(json).object(kOutput);
}

std::string to_text(const OutputSettings& settings) {
  std::string out;
  const auto line = [&](const std::string& text) { out += "output " + text + "\n"; };
  if (settings.editions) {
    std::string text = "editions";
    for (const Edition edition : *settings.editions) {
      text += " " + std::string(name_of(edition));
    }
    line(text);
  }
  if (settings.pdfx) {
    line(*settings.pdfx == PdfxVersion::x1a ? "pdfx 1a" : "pdfx 4");
  }
  if (settings.profile) {
    line("profile " + *settings.profile);
  }
  if (settings.marks) {
    std::string text = "marks";
    for (const std::string_view word : words_of(*settings.marks)) {
      text += " " + std::string(word);
    }
    line(settings.marks->any() ? text : "marks none");
  }
  for (const auto& [name, value] : {std::pair("max-ink ", settings.max_ink),
                                    std::pair("resolution ", settings.resolution),
                                    std::pair("page-multiple ", settings.page_multiple)}) {
    if (value) {
      line(name + std::to_string(*value));
    }
  }
  if (settings.safe_margin) {
    line("safe-margin " + mm(*settings.safe_margin));
  }
  if (settings.imposition) {
    line("imposition " + imposition_text(*settings.imposition));
  }
  return out;
}

}  // namespace banxin

// The JSON Schema of layout.toml, from the tables the parser reads by: keys.cc and properties.cc.
#include <algorithm>
#include <string>

#include "engine/base/json_writer.h"
#include "engine/base/output_reader.h"
#include "engine/style/keys.h"
#include "engine/style/properties.h"

namespace banxin {
namespace style {
namespace {

// What parse_length takes; Chinese sizes as in units.cc. A variable may stand for any value.
constexpr std::string_view kVariable = "\\$[^\\s$0-9][^\\s$]*";
constexpr std::string_view kNumberUnit = "[+-]?[0-9]*\\.?[0-9]+(pt|mm|cm|in|em|lines?|%)|0";
constexpr std::string_view kSizes =
    "初号|小初|[一二三四五六]号|小[一二三四五六]|七号|初號|[一二三四五六七]號";

std::string whole_string(const std::string& pattern) {
  return "^\\s*(" + pattern + ")\\s*$";
}

std::string one_length() {
  return std::string(kNumberUnit) + "|" + std::string(kSizes) + "|" + std::string(kVariable);
}

class Schema {
 public:
  std::string write() {
    json_.begin_object();
    pair("$schema", "http://json-schema.org/draft-07/schema#");
    pair("title", "Banxin layout");
    pair("description", "版心的版式文件 layout.toml");
    pair("type", "object");
    object_of(kRootKeys, {}, {});
    json_.key("definitions").begin_object();
    values();
    tables();
    elements();
    properties("block-style", Set::block);
    properties("text-style", Set::text);
    properties("composition", Set::composition);
    json_.end_object();
    json_.end_object();
    return json_.take();
  }

 private:
  enum class Set : std::uint8_t { block, text, composition };

  void pair(std::string_view key, std::string_view value) { json_.key(key).text(value); }

  void ref(std::string_view definition) {
    json_.begin_object();
    pair("$ref", "#/definitions/" + std::string(definition));
    json_.end_object();
  }

  void string_of(const std::string& pattern) {
    json_.begin_object();
    pair("type", "string");
    pair("pattern", pattern);
    json_.end_object();
  }

  void type(std::string_view name) {
    json_.begin_object();
    pair("type", name);
    json_.end_object();
  }

  void whole_number(int least, int most) {
    json_.begin_object();
    pair("type", "integer");
    json_.key("minimum").number(least);
    json_.key("maximum").number(most);
    json_.end_object();
  }

  void zero() {
    json_.begin_object();
    json_.key("const").number(0);
    json_.end_object();
  }

  template <class... Write>
  void any(std::string_view name, const Write&... write) {
    json_.key(name).begin_object();
    json_.key("anyOf").begin_array();
    (write(), ...);
    json_.end_array();
    json_.end_object();
  }

  /// A list whose items are of one definition; `extra`: more keys of the schema.
  void list(std::string_view name, std::string_view item) {
    json_.key(name).begin_object();
    pair("type", "array");
    json_.key("items");
    ref(item);
    json_.end_object();
  }

  /// A table of tables or values under names of the author's own.
  void named(std::string_view name, std::string_view item) {
    json_.key(name).begin_object();
    pair("type", "object");
    json_.key("additionalProperties");
    ref(item);
    json_.end_object();
  }

  void values() {
    const auto variable = [this] { string_of(whole_string(std::string(kVariable))); };
    json_.key("variable");
    variable();
    any(
        "length", [this] { string_of(whole_string(one_length())); }, [this] { zero(); });
    any(
        "lengths",
        [this] {
          const std::string one = "(" + one_length() + ")";
          string_of("^\\s*" + one + "(\\s+" + one + "){0,3}\\s*$");
        },
        [this] { zero(); });
    any(
        "factor",
        [this] { ref("length"); },
        [this] {
          json_.begin_object();
          pair("type", "number");
          json_.key("exclusiveMinimum").number(0);
          json_.key("exclusiveMaximum").number(100);
          json_.end_object();
        });
    any(
        "fraction",
        [this] { string_of(whole_string("[0-9]*\\.?[0-9]+(em|%)|0|" + std::string(kVariable))); },
        [this] {
          json_.begin_object();
          pair("type", "number");
          json_.key("minimum").number(0);
          json_.key("maximum").number(10);
          json_.end_object();
        });
    any(
        "weight",
        [this] { whole_number(1, 1000); },
        [this] { string_of("^(normal|bold)$"); },
        variable);
    any(
        "border",
        [this] {
          string_of("^(none|[0-9]*\\.?[0-9]+(pt|mm|cm|in|em|lines?)( [^ ]+)?|0|" +
                    std::string(kVariable) + "( [^ ]+)?)$");
        },
        [this] { zero(); });
    any(
        "counts",
        [this] { whole_number(0, 99); },
        [this] { string_of("^\\s*([0-9]{1,2}|auto)(\\s+([0-9]{1,2}|auto)){0,2}\\s*$"); },
        variable);
    any(
        "flag", [this] { type("boolean"); }, variable);
    json_.key("name");
    type("string");
    colors();
    lists_of_values();
  }

  void colors() {
    json_.key("color");
    json_.begin_object();
    pair("type", "string");
    json_.key("minLength").number(1);
    json_.end_object();
    const auto amount = [this] {
      json_.begin_object();
      pair("type", "number");
      json_.key("minimum").number(0);
      json_.key("maximum").number(100);
      json_.end_object();
    };
    json_.key("ink").begin_object();
    pair("type", "object");
    json_.key("properties").begin_object();
    json_.key("cmyk").begin_object();
    pair("description", "青、品红、黄、黑，各 0–100");
    pair("type", "array");
    json_.key("items");
    amount();
    json_.key("minItems").number(4);
    json_.key("maxItems").number(4);
    json_.end_object();
    json_.key("gray");
    amount();
    json_.key("rgb");
    string_of("^#[0-9A-Fa-f]{6}$");
    json_.key("spot").begin_object();
    pair("description", "专色油墨名；cmyk 是它的近似色");
    pair("type", "string");
    json_.end_object();
    json_.end_object();
    json_.key("additionalProperties").no();
    json_.end_object();
    any(
        "named-color", [this] { ref("color"); }, [this] { ref("ink"); });
    named("colors", "named-color");
  }

  void lists_of_values() {
    list("names", "name");
    any(
        "texts", [this] { type("string"); }, [this] { ref("names"); });
    any(
        "paper", [this] { type("string"); }, [this] { ref("two-lengths"); });
    list("two-lengths", "length");
    list("type-area", "count");
    json_.key("count");
    json_.begin_object();
    pair("type", "number");
    json_.key("minimum").number(1);
    json_.key("maximum").number(500);
    json_.end_object();
    json_.key("format");
    whole_number(1, 1);
    list("weights", "weight");
    any(
        "latin-scale",
        [this] { string_of("^(match|[0-9.]+%|" + std::string(kVariable) + ")$"); },
        [this] { type("number"); });
    json_.key("code-range");
    string_of("^[Uu]\\+[0-9A-Fa-f]{1,6}(-[0-9A-Fa-f]{1,6})?$");
    list("code-ranges", "code-range");
    any(
        "unicode-range", [this] { ref("code-range"); }, [this] { ref("code-ranges"); });
    any(
        "width", [this] { string_of("^\\*$"); }, [this] { ref("length"); });
    list("widths", "width");
    named("set", "text");
    json_.key("text");
    type("string");
    any(
        "string-or-language", [this] { type("string"); }, [this] { ref("set"); });
    named("strings", "string-or-language");
    json_.key("output");
    write_output_schema(json_);
    json_.key("variables");
    type("object");
    named("styles", "block-style");
    named("text-styles", "text-style");
    named("templates", "elements");
    json_.key("text-settings").begin_object();
    json_.key("allOf").begin_array();
    ref("composition");
    json_.end_array();
    json_.end_object();
  }

  std::string_view definition_of(const KeyInfo& info) {
    if (info.special == "text") {
      return "composition";
    }
    return info.special;
  }

  void key(const KeyInfo& info) {
    json_.key(info.name).begin_object();
    pair("description", info.about);
    json_.key("allOf").begin_array();
    value(info);
    json_.end_array();
    json_.end_object();
  }

  void value(const KeyInfo& info) {
    switch (info.kind) {
      case KeyKind::text:
      case KeyKind::pattern:
      case KeyKind::condition:
      case KeyKind::name:
        return ref("text");
      case KeyKind::texts:
        return ref("texts");
      case KeyKind::color:
        return ref("color");
      case KeyKind::length:
        return ref("length");
      case KeyKind::border:
        return ref("border");
      case KeyKind::flag:
        return ref("flag");
      case KeyKind::special:
        return ref(definition_of(info));
      case KeyKind::integer:
        return number_or_variable(info.least, info.most);
      case KeyKind::choice:
        return words(info.words);
      case KeyKind::table:
        json_.begin_object();
        pair("type", "object");
        object_of(*info.keys, {}, {});
        json_.end_object();
        return;
      case KeyKind::tables:
        json_.begin_object();
        pair("type", "object");
        json_.key("additionalProperties").begin_object();
        pair("type", "object");
        object_of(*info.keys, {}, {});
        json_.end_object();
        json_.end_object();
        return;
      case KeyKind::array:
        json_.begin_object();
        pair("type", "array");
        json_.key("items").begin_object();
        pair("type", "object");
        object_of(*info.keys, {}, {});
        json_.end_object();
        json_.end_object();
        return;
    }
  }

  void number_or_variable(int least, int most) {
    json_.begin_object();
    json_.key("anyOf").begin_array();
    whole_number(least, most);
    ref("variable");
    json_.end_array();
    json_.end_object();
  }

  void words(KeyWords list) {
    json_.begin_object();
    json_.key("anyOf").begin_array();
    json_.begin_object();
    json_.key("enum").begin_array();
    for (const std::string_view word : list) {
      json_.text(word);
    }
    json_.end_array();
    json_.end_object();
    ref("variable");
    json_.end_array();
    json_.end_object();
  }

  /// properties, required and additionalProperties of an object that is open.
  void object_of(Keys keys, Keys more, std::string_view required) {
    json_.key("properties").begin_object();
    for (const Keys& part : {keys, more}) {
      for (const KeyInfo& info : part) {
        key(info);
      }
    }
    json_.end_object();
    if (!required.empty()) {
      json_.key("required").begin_array().text(required).end_array();
    }
    json_.key("additionalProperties").no();
  }

  void tables() { list("elements", "element"); }

  void elements() {
    json_.key("element").begin_object();
    json_.key("anyOf").begin_array();
    for (const KeyTable& table : element_tables()) {
      json_.begin_object();
      pair("type", "object");
      object_of(table.keys, kElementKeys, table.name);
      json_.end_object();
    }
    json_.end_array();
    json_.end_object();
  }

  void properties(std::string_view name, Set set) {
    json_.key(name).begin_object();
    pair("type", "object");
    json_.key("properties").begin_object();
    if (set != Set::composition) {
      described("extends", "以哪个样式为底", "text");
    } else {
      for (const std::string_view locale : {"zh-Hans", "zh-Hant-TW", "zh-Hant-HK", "ja", "latin"}) {
        described(locale, "这种语言另有的规则", "composition");
      }
    }
    if (set == Set::block) {
      described("margin", "四边的空，一到四个长度：上 右 下 左", "lengths");
      described("padding", "边线内四边的空，一到四个长度", "lengths");
      described("border", "四边的线，如 0.5pt accent", "border");
    }
    for (const PropInfo& info : style::properties()) {
      const bool here = set == Set::block || (set == Set::text ? info.text : info.composition);
      if (here) {
        property(info);
      }
    }
    json_.end_object();
    json_.key("additionalProperties").no();
    json_.end_object();
  }

  void described(std::string_view name, std::string_view about, std::string_view definition) {
    json_.key(name).begin_object();
    pair("description", about);
    json_.key("allOf").begin_array();
    ref(definition);
    json_.end_array();
    json_.end_object();
  }

  void property(const PropInfo& info) {
    json_.key(info.name).begin_object();
    pair("description", about_property(info.name));
    json_.key("allOf").begin_array();
    switch (info.kind) {
      case PropKind::length:
        ref("length");
        break;
      case PropKind::factor:
        ref("factor");
        break;
      case PropKind::permille:
      case PropKind::permyriad:
        ref("fraction");
        break;
      case PropKind::space:
        json_.begin_object();
        json_.key("anyOf").begin_array();
        words(info.choices);
        ref("fraction");
        json_.end_array();
        json_.end_object();
        break;
      case PropKind::integer:
        number_or_variable(0, 100);
        break;
      case PropKind::signed_integer:
        number_or_variable(-100, 100);
        break;
      case PropKind::weight:
        ref("weight");
        break;
      case PropKind::counts:
        ref("counts");
        break;
      case PropKind::flag:
        ref("flag");
        break;
      case PropKind::choice:
        words(info.choices);
        break;
      case PropKind::color:
        ref("color");
        break;
      case PropKind::border:
        ref("border");
        break;
      case PropKind::role:
      case PropKind::text:
        ref("text");
        break;
    }
    json_.end_array();
    json_.end_object();
  }

  JsonWriter json_;
};

}  // namespace
}  // namespace style

std::string layout_schema() {
  return style::Schema().write();
}

}  // namespace banxin

// JSON Schemas of issue.toml and of an article's front matter. schema_test.cc holds these tables
// and the reading of the keys to each other.
#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include "engine/base/json_writer.h"
#include "engine/base/output_reader.h"
#include "engine/issue/issue.h"

namespace banxin {
namespace {

/// A key; `alias`: its Chinese name, which counts as much; `definition`: of its value, below.
struct KeyInfo {
  std::string_view name, alias, definition, about;
  std::string_view required = {};  // "yes"
};

using Keys = std::span<const KeyInfo>;

constexpr KeyInfo kPublication[] = {
    {"title", "刊名", "text", "刊名", "yes"},
    {"subtitle", "副标题", "text", "副刊名"},
    {"issn", "", "text", "国际标准连续出版物号"},
    {"cn", "", "text", "国内统一刊号"},
    {"logo", "", "text", "刊徽图片的路径"},
    {"publisher", "主办", "texts", "主办单位，一个或几个"},
};

constexpr KeyInfo kIssue[] = {
    {"year", "年", "year", "年份", "yes"},
    {"number", "期", "count", "期号", "yes"},
    {"whole-number", "总期", "count", "总期号"},
    {"date", "日期", "date", "出刊日期"},
    {"period", "", "period", "资料起止日期：两个日期"},
};

constexpr KeyInfo kRoleKeys[] = {
    {"title", "", "text", "职务", "yes"},
    {"names", "", "texts", "姓名", "yes"},
};

constexpr KeyInfo kContactKeys[] = {
    {"label", "", "text", "名目，如 电话"},
    {"value", "", "text", "内容", "yes"},
};

constexpr KeyInfo kQrKeys[] = {
    {"data", "", "text", "二维码的内容，通常是网址", "yes"},
    {"caption", "", "text", "二维码下的说明"},
};

constexpr KeyInfo kBoard[] = {
    {"editorial-office", "", "text", "编辑出版单位"},
    {"roles", "", "roles", "职务和姓名"},
    {"contacts", "", "contacts", "联系方式"},
    {"qr", "", "qrs", "编委页的二维码"},
    {"notice", "", "text", "启事，Markdown"},
    {"主编", "", "texts", "主编"},
    {"副主编", "", "texts", "副主编"},
    {"编委", "", "texts", "编委"},
    {"电话", "", "texts", "电话"},
    {"传真", "", "texts", "传真"},
    {"网址", "", "texts", "网址"},
    {"地址", "", "texts", "地址"},
};

constexpr KeyInfo kSection[] = {
    {"title", "标题", "text", "栏目名", "yes"},
    {"kind", "", "text", "栏目的类别：news 一般，research 论文，books 书讯；版式可以另有"},
    {"variant", "体裁", "text", "栏目里文章的体裁，版式的 [variants] 里有的名称"},
    {"articles", "文章", "texts", "文章的路径，按先后；可用通配符，如 articles/01-*.md", "yes"},
};

constexpr KeyInfo kLint[] = {
    {"off", "", "texts", "不查的项目，如 N920"},
    {"terms", "", "terms", "本刊用词：错的 = 对的"},
};

constexpr KeyInfo kRoot[] = {
    {"format", "", "format", "格式版本"},
    {"layout", "", "text", "版式名；命令行的 --layout 优先"},
    {"language", "", "text", "语言：zh-Hans、zh-Hant-TW、zh-Hant-HK、ja"},
    {"publication", "", "publication", "刊物"},
    {"issue", "", "issue", "本期"},
    {"board", "", "board", "编委会和联系方式"},
    {"section", "栏目", "sections", "栏目，按先后", "yes"},
    {"lint", "", "lint", "编校检查"},
    {"output", "", "output", "做哪几种文件：电子版、印刷版、拼版；优先于版式的 [output]"},
    {"刊名", "", "text", "同 [publication] title"},
    {"副标题", "", "text", "同 [publication] subtitle"},
    {"主办", "", "texts", "同 [publication] publisher"},
    {"年", "", "year", "同 [issue] year"},
    {"期", "", "count", "同 [issue] number"},
    {"总期", "", "count", "同 [issue] whole-number"},
    {"日期", "", "date", "同 [issue] date"},
    {"主编", "", "texts", "同 [board]"},
    {"副主编", "", "texts", "同 [board]"},
    {"编委", "", "texts", "同 [board]"},
    {"电话", "", "texts", "同 [board]"},
    {"传真", "", "texts", "同 [board]"},
    {"网址", "", "texts", "同 [board]"},
    {"地址", "", "texts", "同 [board]"},
};

constexpr KeyInfo kBook[] = {
    {"title", "标题", "text", "书名", "yes"},
    {"author", "作者", "texts", "作者"},
    {"publisher", "", "text", "出版社"},
    {"published", "", "written", "出版日期、年份或文字，照写的印"},
    {"cover", "", "text", "封面图片的路径"},
    {"summary", "摘要", "text", "内容简介，Markdown"},
    {"reason", "", "text", "推荐理由，Markdown"},
    {"isbn", "", "text", "国际标准书号"},
    {"link", "链接", "text", "网址，印成二维码"},
};

constexpr KeyInfo kArticle[] = {
    {"title", "标题", "text", "标题；汉字间的空格是可以断行处，印作一字空", "yes"},
    {"toc-title", "", "text", "目录里的标题，不写同标题"},
    {"subtitle", "副标题", "text", "副标题"},
    {"variant", "体裁", "text", "体裁：版式的 [variants] 里有的名称，如 interview"},
    {"author", "作者", "texts", "作者，一个或几个"},
    {"editor", "责任编辑", "texts", "责任编辑"},
    {"author-note", "", "text", "作者简介或单位"},
    {"summary", "摘要", "text", "摘要，Markdown"},
    {"source", "来源", "text", "来源"},
    {"date", "日期", "date", "日期，如 2023-09-13"},
    {"attachment", "附件", "text", "附件名，印在 附： 之后"},
    {"link", "链接", "text", "网址，印成二维码"},
    {"toc", "", "flag", "false 不进目录"},
    {"book", "", "books", "书讯：一本一个 [[book]]"},
};

class Schema {
 public:
  std::string write(std::string_view title, std::string_view about, Keys keys) {
    json_.begin_object();
    pair("$schema", "http://json-schema.org/draft-07/schema#");
    pair("title", title);
    pair("description", about);
    pair("type", "object");
    object_of(keys);
    json_.key("definitions").begin_object();
    values();
    if (keys.data() == kRoot) {
      table("publication", kPublication);
      table("issue", kIssue);
      table("board", kBoard);
      table("lint", kLint);
      json_.key("output");
      write_output_schema(json_);
      table("section", kSection);
      list("sections", "section");
      table("role", kRoleKeys);
      list("roles", "role");
      table("contact", kContactKeys);
      list("contacts", "contact");
      table("qr", kQrKeys);
      list("qrs", "qr");
    } else {
      table("book", kBook);
      list("books", "book");
    }
    json_.end_object();
    json_.end_object();
    return json_.take();
  }

 private:
  void pair(std::string_view key, std::string_view value) { json_.key(key).text(value); }

  void ref(std::string_view definition) {
    json_.begin_object();
    pair("$ref", "#/definitions/" + std::string(definition));
    json_.end_object();
  }

  void plain(std::string_view name, std::string_view type) {
    json_.key(name).begin_object();
    pair("type", type);
    json_.end_object();
  }

  void number(std::string_view name, int least, int most) {
    json_.key(name).begin_object();
    pair("type", "integer");
    json_.key("minimum").number(least);
    json_.key("maximum").number(most);
    json_.end_object();
  }

  void either(std::string_view name, std::string_view one, std::string_view other) {
    json_.key(name).begin_object();
    json_.key("anyOf").begin_array();
    ref(one);
    ref(other);
    json_.end_array();
    json_.end_object();
  }

  void list(std::string_view name, std::string_view item) {
    json_.key(name).begin_object();
    pair("type", "array");
    json_.key("items");
    ref(item);
    json_.end_object();
  }

  void values() {
    plain("text", "string");
    plain("flag", "boolean");
    list("text-list", "text");
    either("texts", "text", "text-list");
    number("format", 1, 1);
    number("year", 1000, 9999);
    number("count", 0, 1000000);
    json_.key("date").begin_object();  // a date of TOML is a string here, too
    pair("type", "string");
    pair("pattern", "[0-9０-９]{4}");
    json_.end_object();
    list("period", "date");
    plain("real", "number");
    either("written", "text", "real");
    json_.key("terms").begin_object();
    pair("type", "object");
    json_.key("additionalProperties");
    ref("text");
    json_.end_object();
  }

  void property(std::string_view name, const KeyInfo& info) {
    json_.key(name).begin_object();
    pair("description", info.about);
    json_.key("allOf").begin_array();
    ref(info.definition);
    json_.end_array();
    json_.end_object();
  }

  void object_of(Keys keys) {
    json_.key("properties").begin_object();
    for (const KeyInfo& info : keys) {
      property(info.name, info);
      if (!info.alias.empty() && !has(keys, info.alias)) {
        property(info.alias, info);
      }
    }
    json_.end_object();
    required(keys);
    json_.key("additionalProperties").no();
  }

  static bool has(Keys keys, std::string_view name) {
    for (const KeyInfo& info : keys) {
      if (info.name == name) {
        return true;
      }
    }
    return false;
  }

  /// A key that must be there may be there under either name. What [publication] and [issue] must
  /// hold may stand at the top instead, so it is left to the program.
  void required(Keys keys) {
    const bool any = std::any_of(
        keys.begin(), keys.end(), [](const KeyInfo& info) { return !info.required.empty(); });
    if (!any || keys.data() == kPublication || keys.data() == kIssue) {
      return;
    }
    json_.key("allOf").begin_array();
    for (const KeyInfo& info : keys) {
      if (info.required.empty()) {
        continue;
      }
      json_.begin_object();
      json_.key("anyOf").begin_array();
      for (const std::string_view name : {info.name, info.alias}) {
        if (!name.empty()) {
          json_.begin_object();
          json_.key("required").begin_array().text(name).end_array();
          json_.end_object();
        }
      }
      json_.end_array();
      json_.end_object();
    }
    json_.end_array();
  }

  void table(std::string_view name, Keys keys) {
    json_.key(name).begin_object();
    pair("type", "object");
    object_of(keys);
    json_.end_object();
  }

  JsonWriter json_;
};

}  // namespace

std::string issue_schema() {
  return Schema().write("Banxin issue", "版心的刊期文件 issue.toml", kRoot);
}

std::string article_schema() {
  return Schema().write("Banxin article", "版心的文章：+++ 行之间的部分", kArticle);
}

}  // namespace banxin

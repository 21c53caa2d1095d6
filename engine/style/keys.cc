#include "engine/style/keys.h"

#include <algorithm>
#include <array>

namespace banxin::style {
namespace {

constexpr std::array<std::string_view, 2> kBinding{"left", "right"};
constexpr std::array<std::string_view, 2> kFill{"balance", "auto"};
constexpr std::array<std::string_view, 3> kRelative{"page", "type-area", "bleed"};
constexpr std::array<std::string_view, 3> kSide{"both", "left", "right"};
constexpr std::array<std::string_view, 3> kPages{"all", "opening", "continuing"};
constexpr std::array<std::string_view, 3> kVertical{"start", "center", "end"};
constexpr std::array<std::string_view, 3> kStart{"page", "recto", "verso"};
constexpr std::array<std::string_view, 4> kBreak{"column", "page", "recto", "verso"};
constexpr std::array<std::string_view, 5> kFolio{
    "none", "decimal", "lower-roman", "upper-roman", "chinese"};
constexpr std::array<std::string_view, 3> kNoteFormat{"circled", "decimal", "bracketed"};
constexpr std::array<std::string_view, 3> kNumbering{"article", "issue", "page"};
constexpr std::array<std::string_view, 3> kMark{"as-typed", "before-stop", "after-stop"};
constexpr std::array<std::string_view, 2> kPlacement{"page", "article"};
constexpr std::array<std::string_view, 2> kAnchor{"section", "article"};

constexpr KeyInfo is(std::string_view name, KeyKind kind, std::string_view about) {
  return {name, kind, about, {}, 0, 0, nullptr, {}};
}

constexpr KeyInfo one_of(std::string_view name, KeyWords words, std::string_view about) {
  return {name, KeyKind::choice, about, words, 0, 0, nullptr, {}};
}

constexpr KeyInfo whole(std::string_view name, int least, int most, std::string_view about) {
  return {name, KeyKind::integer, about, {}, least, most, nullptr, {}};
}

constexpr KeyInfo nested(std::string_view name,
                         KeyKind kind,
                         const Keys& keys,
                         std::string_view about) {
  return {name, kind, about, {}, 0, 0, &keys, {}};
}

constexpr KeyInfo special(std::string_view name,
                          std::string_view definition,
                          std::string_view about) {
  return {name, KeyKind::special, about, {}, 0, 0, nullptr, definition};
}

using K = KeyKind;

constexpr KeyInfo kLayout[] = {
    is("name", K::text, "版式名，与文件夹同名"),
    is("version", K::text, "版本；出版结果有变时升高，旧刊可指定当时所用的版本"),
    is("title", K::text, "列表中显示的名称，如“晚报：B5 双栏”"),
    is("extends", K::text, "以哪个版式为底：这里没写的都取自它；可带版本，如 classic@1.0"),
    special("format", "format", "版式文件的格式，不写是 1"),
};

constexpr KeyInfo kMargins[] = {
    is("top", K::length, "天头：版心上边到页边"),
    is("bottom", K::length, "地脚：版心下边到页边"),
    is("inner", K::length, "订口一侧的白边"),
    is("outer", K::length, "切口一侧的白边"),
};

constexpr KeyInfo kPage[] = {
    special("size", "paper", "开本：名称，或宽和高两个长度"),
    is("bleed", K::length, "出血，通常 3mm"),
    is("facing", K::flag, "true 分左右页（双面），false 不分"),
    one_of("binding", kBinding, "装订边：left 左开，right 右开"),
    nested("margins", K::table, kMarginKeys, "四周白边；余下的是版心"),
    special("type-area", "type-area", "版心：每栏字数 × 行数，没写的白边由此推出"),
    whole("columns", 1, 12, "栏数"),
    is("column-gap", K::length, "栏间距"),
    is("column-rule", K::border, "栏间的线，如 0.5pt grey"),
    one_of("column-fill", kFill, "文末各栏：balance 拉平，auto 依次排满"),
    is("measure-step", K::length, "栏宽取这个长度的整数倍，如 1em：一行恰为整数个字"),
    is("baseline-grid", K::length, "行网格的间距，如 1line：各栏的行对齐；不写则不对齐"),
};

constexpr KeyInfo kMaster[] = {
    is("extends", K::name, "以哪个母版为底"),
    nested("margins", K::table, kMarginKeys, "四周白边，不写同 [page]"),
    whole("columns", 1, 12, "栏数，不写同 [page]"),
    is("column-gap", K::length, "栏间距"),
    is("column-rule", K::border, "栏间的线"),
    one_of("column-fill", kFill, "文末各栏：balance 拉平，auto 依次排满"),
    is("measure-step", K::length, "栏宽取这个长度的整数倍"),
    is("baseline-grid", K::length, "行网格的间距"),
    nested("frames", K::array, kFrameKeys, "版心之外的框：书眉、页码、色块、书口标"),
};

constexpr KeyInfo kFrame[] = {
    one_of("relative", kRelative, "从哪里量起：page 裁切边，type-area 版心，bleed 出血边"),
    one_of("side", kSide, "只放在左页或右页"),
    one_of("pages", kPages, "opening 只在有文章开头的页，continuing 只在其余的页"),
    is("left", K::length, "距左边"),
    is("right", K::length, "距右边"),
    is("inner", K::length, "距订口一边"),
    is("outer", K::length, "距切口一边"),
    is("top", K::length, "距上边"),
    is("bottom", K::length, "距下边"),
    is("width", K::length, "宽"),
    is("height", K::length, "高"),
    one_of("vertical", kVertical, "内容在框中靠上、居中还是靠下"),
    is("when",
       K::condition,
       "何时才有；running:NAME 按本页的书眉变量判断，如 running:kind=research"),
    is("step", K::length, "书口检索标：变量每加一，往下挪这么多"),
    is("step-by", K::text, "按哪个书眉变量（从 1 起的数）往下挪；没有这个数的页不放此框"),
    whole("step-count", 1, 1000, "挪这么多档后回到最上"),
    is("style", K::name, "框的样式：边线、内边距"),
    is("background", K::color, "底色"),
    special("content", "elements", "框里的内容"),
};

constexpr KeyInfo kFlow[] = {
    is("name", K::text, "名称；继承时按名称对应"),
    is("master", K::name, "各页的母版"),
    is("master-first", K::name, "第一页的母版"),
    is("master-left", K::name, "左页的母版"),
    is("master-right", K::name, "右页的母版"),
    is("master-blank", K::name, "为从右页起而空出的页的母版"),
    one_of("start", kStart, "从哪里开始：page 新页，recto 右页，verso 左页"),
    one_of("folio", kFolio, "页码写法"),
    whole("restart", 0, 100000, "首页页码；不写则接着编"),
    whole("pages-multiple", 1, 64, "补白页：补到全刊页数是它的倍数"),
    is("label-prefix", K::text, "PDF 页签里页码前的字"),
    is("template", K::name, "内容用的模板；不写则是只有框的一页"),
    is("when", K::condition, "没有这些内容时整部分略去"),
};

constexpr KeyInfo kLocaleRole[] = {
    is("families", K::texts, "这种文字用的字体"),
};

constexpr KeyInfo kRole[] = {
    is("families", K::texts, "字体名，按先后取用"),
    special("weights", "weights", "备有的字重，如 [400, 700]"),
    is("latin", K::name, "西文和数字用哪个字体角色"),
    special("fallback", "names", "都没有的字依次到这些角色里找"),
    is("cjk-features", K::texts, "汉字和标点打开的 OpenType 特性"),
    is("latin-features", K::texts, "西文打开的 OpenType 特性，如 hwid 半宽"),
    special("latin-scale", "latin-scale", "西文相对汉字的大小：倍数，或 match 自动配齐"),
    is("bold", K::text, "没有粗体时：另一角色名，或 synthetic 描粗"),
    special("unicode-range", "unicode-range", "只管这些字符，如 U+E000-E0FF"),
    nested("zh-Hans", K::table, kLocaleRoleKeys, "简体"),
    nested("zh-Hant-TW", K::table, kLocaleRoleKeys, "台湾繁体"),
    nested("zh-Hant-HK", K::table, kLocaleRoleKeys, "香港繁体"),
    nested("ja", K::table, kLocaleRoleKeys, "日文"),
};

constexpr KeyInfo kDiv[] = {
    is("box", K::name, "外框的样式，不写则没有框"),
    is("paragraph", K::name, "里面段落的样式"),
    is("label", K::pattern, "放在最前的字，如 [编者按：]{.label}"),
    is("lead", K::name, "首段冒号前的字用的文字样式，如 摘要："),
    is("page-break", K::flag, "此处换页"),
    is("column-break", K::flag, "此处换栏"),
    is("repeats", K::flag, "文中已有的话，朗读时略过"),
    is("jump", K::flag, "文章从这里转到别页（下转）"),
    is("labels", K::flag, "段首自写的 [1]、（1） 等排在标签栏里"),
    is("separator", K::text, "关键词之间的分隔，代替原稿里的"),
    is("footnote", K::flag, "内容排在页脚，不带注号"),
};

constexpr KeyInfo kNotes[] = {
    one_of("format", kNoteFormat, "注号：circled ①，decimal 1，bracketed [1]"),
    one_of("numbering", kNumbering, "每篇、全刊还是每页重新编号"),
    one_of("placement", kPlacement, "page 脚注，article 篇末注"),
    one_of("mark-position", kMark, "注号在点号前还是后；as-typed 照原稿"),
    is("gap", K::length, "注线之上的空"),
    is("rule", K::border, "注线，如 0.5pt grey"),
    is("rule-width", K::length, "注线长"),
    is("heading", K::pattern, "篇末注上面的标题，如 注释"),
};

constexpr KeyInfo kLists[] = {
    is("bullets", K::texts, "各层项目符号"),
    is("numbers", K::texts, "各层编号写法：{} {一} {①} {a} {A} {i} {I}"),
};

constexpr KeyInfo kCaptions[] = {
    is("labels", K::texts, "图题表题编号前的字：图、表"),
    is("gap", K::text, "编号与题之间，代替原稿里打的"),
    is("continued", K::text, "续表的题，如 续{caption}"),
    is("units", K::texts, "表题第二行以此开头的是单位，如 单位"),
};

constexpr KeyInfo kVariant[] = {
    special("styles", "styles", "改哪些样式；也可定义自己的样式"),
    special("text-styles", "text-styles", "改哪些文字样式"),
    special("templates", "templates", "代替同名的模板"),
};

constexpr KeyInfo kCommon[] = {
    is("when", K::condition, "何时才有，如 subtitle、!source、kind=research"),
    is("style", K::name, "样式名"),
    one_of("anchor", kAnchor, "目录页码指向这里：article 文章，section 栏目"),
    special("set", "set", "设定书眉变量，如 { section = \"{title}\" }"),
};

constexpr KeyInfo kText[] = {
    is("text", K::pattern, "一段文字；全空则略去"),
    is("link", K::pattern, "整段是指向这个地址的链接"),
};

constexpr KeyInfo kBlocks[] = {
    one_of("blocks", kCollections, "body 文章正文，notice 编务启事"),
    is("end", K::pattern, "接在最后一段后的字，如文末标志 ■"),
};

constexpr KeyInfo kQr[] = {
    is("qr", K::pattern, "二维码的内容"),
    is("size", K::length, "边长"),
    is("alt", K::pattern, "替代文字"),
    is("link", K::pattern, "链接地址"),
};

constexpr KeyInfo kImage[] = {
    is("image", K::pattern, "图片路径"),
    is("size", K::length, "宽"),
    is("width", K::length, "宽"),
    is("height", K::length, "高"),
    is("max-width", K::length, "最宽"),
    is("max-height", K::length, "最高"),
    is("alt", K::pattern, "替代文字"),
    is("link", K::pattern, "链接地址"),
};

constexpr KeyInfo kBox[] = {special("box", "elements", "上下排列的内容")};

constexpr KeyInfo kRow[] = {
    special("row", "elements", "左右并排的内容"),
    special("widths", "widths", "各项的宽，* 分余下的"),
    is("gap", K::length, "间距"),
    one_of("vertical", kVertical, "上下对齐"),
};

constexpr KeyInfo kRule[] = {
    is("rule", K::length, "线的粗细"),
    is("width", K::length, "线长"),
    is("color", K::color, "颜色"),
};

constexpr KeyInfo kSpace[] = {is("space", K::length, "空，页首的略去")};
constexpr KeyInfo kPageBreak[] = {one_of("break", kBreak, "换栏、换页、到右页、到左页")};

constexpr KeyInfo kNames[] = {
    one_of("names", kCollections, "职务和名单：roles"),
    is("label-style", K::name, "职务的样式"),
    is("label-width", K::length, "职务栏至少这样宽"),
    is("separator", K::text, "职务后的标点"),
    is("gap", K::length, "职务栏与名单的间距"),
    is("name-width", K::length, "每个名字占的宽，字少的撑满"),
    is("gutter", K::length, "名字之间的空"),
    whole("columns", 1, 50, "一行几个名字"),
};

constexpr KeyInfo kFields[] = {
    one_of("fields", kCollections, "各项标签和内容：contacts"),
    is("label-style", K::name, "标签的样式"),
    is("label-width", K::length, "标签栏至少这样宽"),
    is("separator", K::text, "标签后的标点"),
    is("gap", K::length, "标签栏与内容的间距"),
    is("value", K::pattern, "内容，通常 {value}"),
};

constexpr KeyInfo kField[] = {
    is("field", K::pattern, "标签的字"),
    is("label-style", K::name, "标签的样式"),
    is("label-width", K::length, "标签栏至少这样宽"),
    is("separator", K::text, "标签后的标点"),
    is("gap", K::length, "标签栏与内容的间距"),
    is("value", K::pattern, "内容"),
};

constexpr KeyInfo kEach[] = {
    one_of("each", kCollections, "逐一取出"),
    special("do", "elements", "每一项排成什么"),
    whole("limit", 1, 100000, "最多取几项"),
};

constexpr KeyInfo kEntry[] = {
    is("entry", K::pattern, "目录一条的题目"),
    is("number", K::pattern, "页码，通常 {page}"),
    is("number-style", K::name, "页码的样式"),
    is("number-width", K::length, "页码栏的宽"),
    is("author", K::pattern, "页码前的作者"),
    is("author-style", K::name, "作者的样式"),
    is("author-width", K::length, "作者栏的宽，字少的撑满"),
    is("leader", K::text, "连点用的字符"),
    is("leader-pitch", K::length, "连点的间距"),
    is("leader-gap", K::length, "连点与两边文字至少相距"),
    is("turn-over", K::length, "回行缩进"),
    whole("min-dots", 0, 100, "至少几个点"),
};

constexpr KeyInfo kUse[] = {
    is("use", K::pattern, "用哪个模板，如 section-{kind}"),
    is("else", K::pattern, "没有那个模板时用"),
};

constexpr KeyInfo kNote[] = {is("note", K::pattern, "排在页脚的字，不带注号")};

constexpr KeyTable kElements[] = {
    {"text", kText},
    {"blocks", kBlocks},
    {"qr", kQr},
    {"image", kImage},
    {"box", kBox},
    {"row", kRow},
    {"rule", kRule},
    {"space", kSpace},
    {"break", kPageBreak},
    {"names", kNames},
    {"fields", kFields},
    {"field", kField},
    {"each", kEach},
    {"entry", kEntry},
    {"use", kUse},
    {"note", kNote},
};

constexpr KeyInfo kRoot[] = {
    nested("layout", K::table, kLayoutKeys, "版式的名称、版本和所继承的版式"),
    nested("page", K::table, kPageKeys, "开本、白边、版心、分栏"),
    special("variables", "variables", "变量：别处写 $名称 取用；版式的变化集中在这里改"),
    special("colors", "colors", "有名字的颜色"),
    nested("fonts", K::tables, kRoleKeys, "字体角色：宋、黑、楷、仿宋……各用哪些字体"),
    special("text", "text", "全文的排字规则：避头尾、标点宽度、中西间距、断行"),
    special("styles", "styles", "段落和框的样式"),
    special("text-styles", "text-styles", "行内文字的样式"),
    nested("divs", K::tables, kDivKeys, "::: 名称 的块怎么排"),
    nested("notes", K::table, kNotesKeys, "注释"),
    nested("lists", K::table, kListKeys, "列表"),
    nested("captions", K::table, kCaptionKeys, "图题和表题"),
    special("strings", "strings", "版式自己的文字，模板里写 {strings.名称}"),
    nested("kinds", K::tables, kVariantKeys, "各类栏目（kind）与一般的不同之处"),
    nested("variants", K::tables, kVariantKeys, "各种体裁（variant）与一般的不同之处"),
    nested("masters", K::tables, kMasterKeys, "页面母版：白边、分栏和框"),
    nested("flows", K::array, kFlowKeys, "全刊从头到尾的各部分：封面、目录、正文、封底"),
    special("templates", "templates", "模板：刊物内容排成什么"),
    special("output", "output", "做哪几种文件：电子版、印刷版、拼版"),
};

}  // namespace

const Keys kLayoutKeys = kLayout;
const Keys kPageKeys = kPage;
const Keys kMarginKeys = kMargins;
const Keys kMasterKeys = kMaster;
const Keys kFrameKeys = kFrame;
const Keys kFlowKeys = kFlow;
const Keys kRoleKeys = kRole;
const Keys kLocaleRoleKeys = kLocaleRole;
const Keys kDivKeys = kDiv;
const Keys kNotesKeys = kNotes;
const Keys kListKeys = kLists;
const Keys kCaptionKeys = kCaptions;
const Keys kVariantKeys = kVariant;
const Keys kElementKeys = kCommon;
const Keys kRootKeys = kRoot;

std::span<const KeyTable> element_tables() {
  return kElements;
}

const KeyInfo* find_key(Keys keys, std::string_view name) {
  const auto at = std::find_if(
      keys.begin(), keys.end(), [&](const KeyInfo& info) { return info.name == name; });
  return at == keys.end() ? nullptr : &*at;
}

}  // namespace banxin::style

// What each style property is, in Chinese: the text of the JSON Schema, one line a property.
#include <algorithm>
#include <iterator>

#include "engine/style/properties.h"

namespace banxin::style {
namespace {

struct About {
  std::string_view name, text;
};

constexpr About kTexts[] = {
    // Text
    {"font-family", "字体角色，[fonts] 里的名称"},
    {"font-size", "字号，如 五号、10.5pt；em 相对外层"},
    {"font-weight", "字重：100–900，normal 400，bold 700"},
    {"color", "字的颜色：[colors] 里的名称、k60、#rrggbb"},
    {"letter-spacing", "每个汉字后加的空；正文用 0"},
    {"baseline-shift", "基线上移多少，负数下移"},
    {"text-decoration", "underline 下划线，line-through 删除线，both 两者"},
    {"text-emphasis", "着重号；proper-name 专名号，book-title 浪线书名号"},
    {"text-emphasis-style", "同 text-emphasis"},
    {"text-emphasis-position", "着重号在字下（under）还是字上（over）；auto 随语言"},
    {"text-emphasis-color", "着重号的颜色，none 同文字"},
    {"name-mark", "字下的线：proper-name 专名号，book-title 浪线书名号；可与着重号并用"},
    {"ruby-position", "注音在上、在下，或注音符号在字右（inter-character）"},
    {"ruby-align", "注音与字如何对齐"},
    {"ruby-overhang", "注音可否伸到邻字之上"},
    {"ruby-gap", "相邻字母注音之间的最小空，以字宽计"},
    {"ruby-word-gap", "多字词之间的空，以字宽计"},
    {"synthetic-bold", "描粗的线宽，字宽的 1/40 到 1/30"},
    {"lang", "文字的语言，如 ja、zh-Hant-TW、fr：字形、标点和断词随之"},
    {"vertical-align", "小字与大字：baseline 基线对齐，middle 字身居中"},
    // Paragraph
    {"line-height", "行高：长度，或字号的倍数如 1.7"},
    {"text-indent", "首行缩进，通常 2em"},
    {"text-align", "justify 两端对齐，start 齐头，center 居中，end 齐尾，spread 均排"},
    {"text-align-last", "末行的对齐"},
    {"text-wrap", "balance：标题各行长短相近，在词语之间断行"},
    {"display", "run-in：标题接排在下一段段首"},
    {"balance-measure", "balance 时每行最长占栏宽的几成"},
    {"open-up", "两到四字的标题拉开，如 目　录"},
    {"shrink-to-fit", "缩小字号，使文字恰好排在一行内"},
    {"text-overflow", "ellipsis：一行放不下时截去，末尾加 ……"},
    {"marker-width", "编号、注号栏的宽，在文字左边"},
    {"marker-align", "编号在栏中的对齐"},
    {"marker-fit", "编号栏与本列表最宽的编号同宽"},
    {"marker-gap", "marker-fit 时编号与文字的间距"},
    {"hang-after-lines", "图题多于这么多行时，悬挂在编号之后"},
    {"hanging-label", "到这个符号为止的字（问：）排在左边的栏里，下面各行缩进"},
    {"widows", "页首至少留几行"},
    {"orphans", "页末至少留几行"},
    {"keep-lead-in", "以冒号结尾的段与后文同页"},
    {"line-pitch", "注音、着重号放不下时：constant 行距不变，grow 该行变高"},
    // Block
    {"margin-top", "段前空；相邻两空取大者，页首略去"},
    {"margin-right", "右边空"},
    {"margin-bottom", "段后空"},
    {"margin-left", "左边空"},
    {"keep-margin-at-top", "段前空在页首也保留"},
    {"padding-top", "边线内的上边空"},
    {"padding-right", "边线内的右边空"},
    {"padding-bottom", "边线内的下边空"},
    {"padding-left", "边线内的左边空"},
    {"border-top", "上边线：粗细和颜色，如 0.5pt accent"},
    {"border-right", "右边线"},
    {"border-bottom", "下边线"},
    {"border-left", "左边线"},
    {"grid-border", "稿纸的格线"},
    {"background-color", "底色"},
    {"break-before", "段前另起：column 栏，page 页，recto 右页，verso 左页；avoid 不在此分页"},
    {"break-after", "段后另起"},
    {"keep-with-next", "与后文的几行同页"},
    {"keep-with-previous", "与前文的几行同页：落款"},
    {"room-needed", "栏里余下不到这么多时另起一栏或一页"},
    {"keep-together", "不分到两页"},
    {"grid", "高度取这个长度的整数倍"},
    {"lines", "占行：标题连同上下的空占几行正文"},
    {"lines-above", "占行时余下的空有几成在标题之上"},
    {"columns", "框内分几栏"},
    {"column-gap", "框内的栏间距"},
    {"baseline-grid", "框内各栏共用的行网格"},
    {"align", "比栏窄的块靠左、居中还是靠右"},
    {"width", "宽"},
    {"min-height", "至少这样高"},
    {"max-width", "图片最宽"},
    {"max-height", "图片最高"},
    {"tag", "在 PDF 结构中的角色，供读屏软件用"},
    {"outline-level", "做成第几级书签"},
    // Tables
    {"rule-top", "表的顶线"},
    {"rule-head", "表头下的线"},
    {"rule-bottom", "表的底线"},
    {"rule-row", "各行之间的线"},
    {"rule-column", "各列之间的线"},
    {"cell-padding", "单元格左右的空"},
    {"full-width", "表撑满栏宽"},
    // Composition
    {"prohibition", "避头尾的宽严"},
    {"punctuation-style",
     "标点宽度：adjusted 半角调整，full 全角，kaiming 开明，half 半角，grid 稿纸"},
    {"grid-cells", "稿纸每行格数；0 由栏宽定"},
    {"adjacent-trim", "相邻标点：always 总是挤，when-needed 一行放不下才挤"},
    {"line-end", "行末标点：always 占半字，auto 放不下才占半字，keep 占一字"},
    {"line-start", "行首前引号前括号：trim 去掉前面的半字空，keep 保留"},
    {"paragraph-start-trim", "段首的前引号前括号也去掉半字空"},
    {"hanging-punctuation", "可以悬出版口的标点，如 ，。、；none 不悬"},
    {"autospace", "汉字与西文之间的空"},
    {"autospace-min", "这个空最少压到多少"},
    {"autospace-max", "这个空最多放到多少"},
    {"word-space-max", "西文词间空最多放到多少"},
    {"tracking-comfortable", "汉字间均匀加空，这么多以内不算松"},
    {"tracking-max", "汉字间最多加多少空"},
    {"compression", "full 先挤进再推出，gentle 少挤，none 不挤"},
    {"compress-stops", "句号、问号、叹号也可压缩"},
    {"line-breaker", "greedy 逐行断，optimal 全段寻优"},
    {"even-lines", "寻优时也求各行长短相近（左齐的文字）"},
    {"break-within-words", "词语中间断行：free 随意，avoid、rarely 尽量不断"},
    {"orphan-repair", "避免末行只剩一字"},
    {"orphan-minimum", "末行至少几字"},
    {"orphan-minimum-wide", "宽栏的末行至少几字"},
    {"keep-number-unit", "数字与单位不分到两行"},
    {"hyphens", "西文断词：none 不断，manual 只在标出处，auto 按词典"},
    {"hyphenation-language", "按哪种语言断词"},
    {"hyphenate-limit-chars", "断词的词长、前段、后段至少几个字母，如 5 2 3"},
    {"hyphenate-limit-lines", "连字符最多连续几行"},
    {"loose-gap-limit", "汉字间的空超过这么多时提醒"},
    {"stop-compression-limit", "句中的句号等压缩超过这么多时提醒"},
    {"report-hyphen-ladder", "连续多于几行以连字符结尾时提醒"},
    {"report-short-last-line", "末行只剩一字时提醒"},
    {"report-soft-breaks", "不宜分开的词语断在行末时提醒"},
    {"han-spaces", "原稿中汉字之间的空格：keep 保留，remove 去掉"},
};

}  // namespace

std::string_view about_property(std::string_view name) {
  const auto* at = std::find_if(
      std::begin(kTexts), std::end(kTexts), [&](const About& about) { return about.name == name; });
  return at == std::end(kTexts) ? std::string_view() : at->text;
}

}  // namespace banxin::style

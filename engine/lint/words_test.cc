// W923–N953: words, letters, numbers, spaces, labels, order.
#include "engine/lint/test_lint.h"

namespace banxin {
namespace {

using lint_test::expect_rows;
using lint_test::findings;

TEST(Lint, CharactersTypedTwice) {
  expect_rows({
      {"这是我们的的船", "W923 |的的| {|的的| ?> |的|}"},
      {"船到了了港口", "W923 |了了| {|了了| ?> |了|}"},
      {"老人和和孩子", "W923 |和和| {|和和| ?> |和|}"},
      {"他把把钥匙给了我", "W923 |把把| {|把把| ?> |把|}"},
      {"的的确确，为了了解情况，他现在在岛上，目的的实现", ""},
      {"天天看看人人常常谢谢爸爸慢慢", ""},
      {"他参与与外方的谈判，温和和善良，可以以此为例，是是非非", ""},
      {"存在在所难免的困难，但是是好事，只是是否可行", ""},
  });
}

TEST(Lint, WordsTypedTwice) {
  expect_rows({
      {"我们我们去看海", "W924 |我们我们| {|我们我们| ?> |我们|}"},
      {"因为因为下雨", "W924 |因为因为| {|因为因为| ?> |因为|}"},
      {"研究研究，商量商量，一个一个地，哈哈哈哈", ""},
  });
}

TEST(Lint, HouseTerms) {
  const std::string_view terms = "[lint.terms]\n\"做为\" = \"作为\"\n\"帐号\" = \"账号\"\n";
  EXPECT_EQ(findings("做为岛民，帐号不变", terms),
            "W925 |做为| {|做为| => |作为|}\nW925 |帐号| {|帐号| => |账号|}");
  EXPECT_EQ(findings("作为岛民", terms), "");
  // 水 inside 潮水 is as it should be.
  EXPECT_EQ(findings("水与潮水", "[lint.terms]\n\"水\" = \"潮水\"\n"),
            "W925 |水| {|水| => |潮水|}");
  EXPECT_EQ(findings("甲", "[lint.terms]\n\"甲\" = \"乙\"\n\"乙\" = \"甲\"\n"),
            "W991 |\"甲\"|\nW991 |\"乙\"|");
}

TEST(Lint, StrayLettersAndPinyin) {
  expect_rows({
      {"今天a天气很好", "W926 |a| {|a| ?> ||}"},
      {"他们shi的同学", "W927 |shi|"},
      {"第n次，沿x轴，b站，e时代，A座，选a项，用vim编辑", ""},
      {"今天[a]{.nolint}天气", ""},
  });
}

TEST(Lint, LookAlikes) {
  expect_rows({
      {"使用 Wоrd 文档", "W928 |Wоrd| {|Wоrd| => |Word|}"},
      {"型号 ΑBC", "W928 |ΑBC| {|ΑBC| => |ABC|}"},
      {"电阻 5 kΩ，TNFα，μm，Москва，Αθήνα", ""},
  });
}

TEST(Lint, ZerosAndOnes) {
  expect_rows({
      {"二O二三年，二○二四年", "W930 |O| {|O| => |〇|}\nW930 |○| {|○| => |〇|}"},
      {"2O23年l0月", "W930 |2O23| {|2O23| => |2023|}\nW930 |l0| {|l0| => |10|}"},
      {"二零二三年", "N931 |二零二三年| {|二零二三| ?> |二〇二三|}"},
      {"二〇二三年，一百零五年，H2O，CO2，5G，10l", ""},
  });
}

TEST(Lint, DigitsOfTwoKinds) {
  expect_rows({
      {"5月六日出发", "W932 |5月六日|"},
      {"五月6日出发", "W932 |五月6日|"},
      {"二〇23年", "W932 |二〇23年|"},
      {"花了3千5百元", "W932 |3千5百|"},
      {"占百分之5.5", "W932 |百分之5.5| {|百分之5.5| ?> |5.5%|}"},
      {"5月6日，五月六日，百分之五，3万人，二十多个，农历八月15日", ""},
      {"增长5-10%", "N935 |5-10%| {|| ?> |%|}"},
      {"投资10～20亿元", "N935 |10～20亿| {|| ?> |亿|}"},
      {"增长5%～10%，6—7月，2016—2020年", ""},
  });
}

TEST(Lint, ApproximationsTwice) {
  expect_rows({
      {"约50人左右", "W936 |约50人左右|"},
      {"走了近20年上下", "W936 |近20年上下|"},
      {"超过50%以上", "W936 |超过50%以上|"},
      {"约50人，50人左右，附近20米左右，最近5天左右，约100余额", ""},
      {"约50人，其中左右两队", ""},
  });
}

TEST(Lint, DatesThatAreNot) {
  expect_rows({
      {"2023年2月30日", "W937 |2023年2月30日|"},
      {"2023年13月", "W937 |2023年13月|"},
      {"2023年2月29日", "W937 |2023年2月29日|"},
      {"9月31日开会", "W937 |9月31日|"},
      {"9月16日25时", "W937 |25时|"},
      {"上午8:75", "W937 |8:75|"},
      {"2024年2月29日，2月29日，18月龄，比分3:75，9月16日24时", ""},
      {"2023年9月16日（星期一）", "W938 |2023年9月16日（星期一| {|一| ?> |六|}"},
      {"2023年9月16日 周日", "W938 |2023年9月16日 周日| {|日| ?> |六|}"},
      {"2023年9月16日（星期六），2023年9月18日周年庆", ""},
  });
}

TEST(Lint, Spaces) {
  expect_rows({
      {"用 HarfBuzz  整形", "N940 |  | {|  | => | |}"},
      {"张三  李四", "N940 |  | {|  | ?> ||}"},
      {"中 ，文", "N941 | | {| | => ||}"},
      {"中，A 与 “B”", "N941 | | {| | => ||}"},
      {"中文 English 中文", ""},
      {"`a  b` 中文", ""},
  });
  EXPECT_EQ(findings("中\uFEFF文\u200E字"),
            "W942 |\uFEFF| {|\uFEFF| => ||}\nW942 |\u200E| {|\u200E| => ||}");
  EXPECT_EQ(findings("中\u200B文，soft\u00ADhyphen"), "N943 |\u200B| {|\u200B| => ||}");
}

TEST(Lint, CodePointsInDisguise) {
  EXPECT_EQ(findings("版\uE81E心"), "W944 |\uE81E| {|\uE81E| => |\u9FB4|}");
  EXPECT_EQ(findings("版\uE000心"), "W944 |\uE000|");
  EXPECT_EQ(findings("⼀本书"), "W945 |⼀| {|⼀| => |一|}");
  EXPECT_EQ(findings("用 oﬃce 写"), "W945 |ﬃ| {|ﬃ| => |ffi|}");
  EXPECT_EQ(findings("25 ㎡，①②，Ⅳ，½，﨑"), "");
}

TEST(Lint, ATraditionalIssueKeepsItsCharactersQuotesAndInterpuncts) {
  MemoryWorld world;
  std::string head(lint_test::kHead);
  world.add("issue.toml", head.insert(head.find('\n') + 1, "language = \"zh-Hant-TW\"\n"));
  world.add("a.md", "+++\ntitle = \"船\"\n+++\n\n他說：\"走吧。\"約翰‧史密斯，，在船上。\n");
  EXPECT_EQ(lint_test::findings_of(world), "W917 |，，| {|，，| => |，|}");
}

TEST(Lint, SimplifiedCharactersInATraditionalIssue) {
  MemoryWorld world;
  std::string head(lint_test::kHead);
  world.add("issue.toml", head.insert(head.find('\n') + 1, "language = \"zh-Hant-TW\"\n"));
  world.add("a.md", "+++\ntitle = \"船\"\n+++\n\n我们在台灣，讀〈祝福〉，國家裡有餐后甜點。\n");
  EXPECT_EQ(lint_test::findings_of(world), "N947 |们|");
}

TEST(Lint, TraditionalCharactersOncePerArticle) {
  EXPECT_EQ(findings("这是國家的學校，國。"), "N946 |國|");
  EXPECT_EQ(findings("乾隆年间的著作，慰藉，瞭望，於先生"), "");
}

TEST(Lint, ChoicesOfTheIssue) {
  EXPECT_EQ(findings("增长 5%，下降 6%，占 7％"), "N933 |％|");
  EXPECT_EQ(findings("编号 123456 与 ＡＢ"), "N929 |ＡＢ| {|ＡＢ| => |AB|}");
  EXPECT_EQ(findings("走了 5 公里，又走 3 km 和 2 公里"), "N934 |km|");
  EXPECT_EQ(findings("增长 5%～8%、3%～4%、1%-2%"), "N933 |-|");
  EXPECT_EQ(findings("电话 021-5555，3-5 楼，5%～8%"), "");
}

TEST(Lint, LabelsH7) {
  expect_rows({
      {"一.总则", "N950 |一.| {|.| => |、|}"},
      {"（一）、总则", "N950 |（一）、| {|、| => ||}"},
      {"1、总则", "N950 |1、| {|、| => |．|}"},
      {"①、总则", "N950 |①、| {|、| => ||}"},
      {"第一、要有船", "N950 |第一、| {|、| => |，|}"},
      {"第1、要有船", "N950 |第1、| {|、| => |，|}"},
      {"第1、2期", ""},
      {"一、总则\n\n（一）总则\n\n①总则\n\n第一，船\n\n第一、第二产业", ""},
      {"1. 总则\n2. 细则", ""},
  });
}

TEST(Lint, NumbersThatDoNotFollow) {
  expect_rows({
      {"## 一、甲\n\n## 二、乙\n\n## 四、丙", "W951 |四、|"},
      {"（一）甲\n\n（三）乙", "W951 |（三）|"},
      {"原因一是船少，二是浪大，四是人懒。", "W951 |四是|"},
      {"原因：一是船少，二是浪大，四是人懒。", "W951 |四是|"},
      {"## 一、甲\n\n### （一）子\n\n### （二）丑\n\n## 二、乙\n\n### （一）寅", ""},
      {"## 一、甲\n\n## 二、乙\n\n## 三、四种办法\n\n## 四、丁", ""},
      {"三、四个人来了", ""},
  });
}

TEST(Lint, FiguresSpokenOf) {
  const std::string figures = "![图 1 港](a.png)\n\n![图 2 船](b.png)\n\n";
  EXPECT_EQ(findings(figures + "见图 3，如图 1 和图2所示。"), "W952 |图 3|");
  EXPECT_EQ(findings(figures + "地图 5 与图 1-2。"), "");
  EXPECT_EQ(findings("没有图的文章说图 3。"), "");
  EXPECT_EQ(findings("![图 1 港](a.png)\n\n![图 3 船](b.png)"), "W953 |图 3|");
}

TEST(Lint, NothingIsSaidWhereItIsSilenced) {
  EXPECT_EQ(findings("甲,乙", "[lint]\noff = [\"W901\"]\n"), "");
  EXPECT_EQ(findings("甲", "[lint]\noff = [\"W999\"]\n"), "W990 |W999|");
  EXPECT_EQ(findings("甲,乙\n\n<!-- lint-off -->\n\n甲,乙\n\n<!-- lint-on -->\n\n甲,丙"),
            "W901 |,| {|,| => |，|}\nW901 |,| {|,| => |，|}");
  EXPECT_EQ(findings("<!-- lint-off W901 -->\n\n甲,乙。。"), "W917 |。。| {|。。| => |。|}");
  EXPECT_EQ(findings("::: box {.nolint}\n甲,乙\n:::\n\n[甲,乙]{.nolint}"), "");
  EXPECT_EQ(findings("::: box {lang=zh-Hant}\n國,「學」\n:::\n\n[國,學]{lang=ja}"), "");
  EXPECT_EQ(findings("`<!-- lint-off -->` 甲,乙"), "W901 |,| {|,| => |，|}");
}

TEST(Lint, EveryKindOfTextIsRead) {
  MemoryWorld world;
  world.add("issue.toml",
            "format = 1\n[publication]\ntitle = \"潮,信\"\n[issue]\nyear = 2025\nnumber = 1\n"
            "[board]\nnotice = \"启,事\"\n[[section]]\ntitle = \"要,闻\"\narticles = [\"a.md\"]\n");
  world.add(
      "a.md",
      "+++\ntitle = \"标,题\"\nsummary = '摘,要'\n[[book]]\ntitle = \"书,名\"\nreason = \"理,由\"\n"
      "+++\n\n## 小,标题\n\n> 引,文\n\n- 条,目\n\n| 表,头 |\n|---|\n| 表,格 |\n\n"
      "![图,题](a.png)\n\n正文[^1]\n\n[^1]: 注,文\n");
  SourceMap sources;
  const Parsed<Issue> parsed = parse_issue(world, sources);
  std::string around;
  for (const Diagnostic& finding : lint(parsed.value, sources)) {
    around += std::string(sources.text(finding.span.file).substr(finding.span.begin - 3, 7)) + " ";
  }
  EXPECT_EQ(around,
            "潮,信 启,事 要,闻 标,题 摘,要 书,名 理,由 小,标 引,文 条,目 表,头 表,格 图,题 注,文 ");
}

}  // namespace
}  // namespace banxin

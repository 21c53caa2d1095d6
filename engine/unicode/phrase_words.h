// The characters and words by which phrases.cc tells where a title may part (H5). A closed list of
// function words and of what begins or ends compounds; nouns are the dictionary's matter.
#pragma once

#include <string_view>

namespace banxin {

/// Words of one character that belong to what stands before them: no line begins with one (H5).
inline constexpr std::u32string_view kParticles = U"的了之等与和及或地得着过们吗呢吧";
/// … as do words of place and time after another word: 爆发|后, but 中|企.
inline constexpr std::u32string_view kLocalizers = U"中里内间后前时";
/// Endings that make a longer word of the one before (财政|部, 科技|城): nor with one of these.
inline constexpr std::u32string_view kEndings =
    U"部局委院省市县区州镇村率性化者员会法制权费税案量额度型类式界业家学论城港园圈链站厂馆店所处室"
    U"厅"
    U"署司社团队组户级期版卷品料剂观史志图师长士人群族派强湾岛山河湖桥币材体潮";
/// Endings that as often begin a word: 智能|网|联.
inline constexpr std::u32string_view kLooseEndings = U"网线路车船器刊力带";
/// Words that belong to what follows: prefixes, numerals, prepositions, adverbs, auxiliaries.
inline constexpr std::u32string_view kLeaders =
    U"第副总非超高新多各全本该每某老小大再最更不未无可反准亚次双单半微低对向从以为将把被由在于因按"
    U"据让"
    U"使给到至比跟同并而即应要须需已正又也还就都才只一二三四五六七八九十百千两几数";
inline constexpr std::u32string_view kLongLeaders[] = {
    U"关于", U"对于", U"根据",   U"按照", U"为了", U"由于", U"以及", U"基于",
    U"通过", U"不再", U"进一步", U"率先", U"正式", U"正在", U"即将", U"终于",
    U"怎样", U"如何", U"怎么",   U"为何", U"合理", U"全面", U"逐步", U"再次",
    U"首次", U"大力", U"积极",   U"切实", U"共同", U"最高", U"最低", U"最多"};
/// Verbs of headlines: beside one a line parts better than between two nouns (服务|贸易).
inline constexpr std::u32string_view kVerbs[] = {
    U"发布", U"出台", U"推出", U"推动", U"推进", U"促进", U"支持", U"加快", U"加强", U"打造",
    U"优化", U"完善", U"提高", U"提升", U"扩大", U"深化", U"追求", U"设立", U"成立", U"启动",
    U"印发", U"形成", U"实现", U"突破", U"增加", U"减少", U"降低", U"鼓励", U"引导", U"规范",
    U"开展", U"解决", U"落实", U"助力", U"助推", U"力促", U"走进", U"走向", U"走在", U"聚焦",
    U"迈向", U"迎来", U"完成", U"征求", U"公布", U"构建", U"结出", U"交出", U"做好", U"赋能",
    U"举行", U"举办", U"召开", U"签署", U"达成", U"提出", U"培育", U"激发", U"释放", U"破解",
    U"打通", U"夯实", U"筑牢", U"擦亮", U"点亮", U"赢得", U"开启", U"开通", U"亮相", U"建成",
    U"建立", U"健全", U"强化", U"深耕", U"拥抱", U"揭晓", U"荣获", U"入选", U"跻身", U"抢占",
    U"讲好", U"讲述", U"走出", U"走过", U"回应", U"瞄准", U"攻克", U"领跑", U"拓展", U"拓宽"};
/// Words that are there to say what kind the noun after them is (未来|产业): a line ends with one
/// only if nothing better is left.
inline constexpr std::u32string_view kAttributives[] = {
    U"未来", U"新兴", U"新型", U"大型", U"中型", U"小型", U"数字", U"智能", U"绿色", U"战略",
    U"传统", U"现代", U"当代", U"国有", U"民营", U"公共", U"核心", U"重点", U"重大", U"主要",
    U"基础", U"优质", U"特色", U"先进", U"高端", U"专项", U"综合", U"跨境", U"海上", U"主题"};
/// Joining words, which may end a line but had better not.
inline constexpr std::u32string_view kJoiners = U"与和及或";
/// Prepositions that open a phrase of their own.
inline constexpr std::u32string_view kOpeners = U"将对在向以为从让使把被由";
inline constexpr std::u32string_view kNumerals = U"一二三四五六七八九十百千万亿零两几数多";
/// Leaders that make a word of two with a single character: 低碳, 高新.
inline constexpr std::u32string_view kAdjectives = U"副总超高新全老小大双单微低";

}  // namespace banxin

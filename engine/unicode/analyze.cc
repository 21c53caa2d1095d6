#include "engine/base/number.h"
#include "engine/unicode/analysis.h"

namespace banxin {
namespace {

std::string_view name(BreakKind kind) {
  constexpr std::string_view kNames[] = {
      "forbidden", "allowed", "hyphen", "emergency", "mandatory"};
  return kNames[static_cast<std::size_t>(kind)];
}

void set_locales(Clusters& clusters, Locale locale, std::span<const LocalePassage> passages) {
  std::size_t next = 0;
  for (CharCluster& cluster : clusters) {
    while (next < passages.size() && passages[next].end <= cluster.begin) {
      ++next;
    }
    const bool inside = next < passages.size() && passages[next].begin <= cluster.begin;
    cluster.locale = inside ? passages[next].locale : locale;
  }
}

}  // namespace

TextAnalysis analyze(std::string_view text,
                     const Composition& composition,
                     std::span<const LocalePassage> passages) {
  TextAnalysis analysis;
  analysis.clusters = split_clusters(text);
  set_locales(analysis.clusters, composition.locale, passages);
  analysis.breaks.assign(analysis.clusters.size(), kUndecided);
  mark_addresses(analysis.clusters, analysis.breaks);
  resolve_context(analysis.clusters);
  join_tokens(analysis.clusters, analysis.breaks);
  break_by_dictionary(text, analysis.clusters, analysis.breaks);
  decide_breaks(analysis.clusters, analysis.breaks, composition);
  return analysis;
}

std::string_view class_name(CharClass cls) {
  constexpr std::string_view kNames[] = {"opening",
                                         "closing",
                                         "pause",
                                         "stop",
                                         "question",
                                         "question_pair",
                                         "dash",
                                         "ellipsis",
                                         "connector",
                                         "interpunct",
                                         "solidus",
                                         "ideographic_space",
                                         "suffix",
                                         "prefix",
                                         "note_label",
                                         "iteration",
                                         "small_kana",
                                         "latin",
                                         "han",
                                         "other_symbol",
                                         "space",
                                         "no_break_space",
                                         "zero_width_break",
                                         "word_joiner",
                                         "soft_hyphen",
                                         "line_feed",
                                         "object"};
  return kNames[static_cast<std::size_t>(cls)];
}

std::string to_text(const TextAnalysis& analysis, std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < analysis.clusters.size(); ++i) {
    const CharCluster& c = analysis.clusters[i];
    out += c.cls == CharClass::line_feed ? std::string_view("\\n")
                                         : text.substr(c.begin, c.end - c.begin);
    out += ' ';
    append_number(out, std::int64_t{c.begin});
    out += "..";
    append_number(out, std::int64_t{c.end});
    out += ' ';
    out += class_name(c.cls);
    out += c.cjk_font ? "" : " latin-face";
    if (c.token != 0) {
      out += " token ";
      append_number(out, std::int64_t{c.token});
    }
    out += ' ';
    out += name(analysis.breaks[i].kind);
    if (analysis.breaks[i].penalty != 0) {
      out += ' ';
      append_number(out, std::int64_t{analysis.breaks[i].penalty});
    }
    out += "\n";
  }
  return out;
}

}  // namespace banxin

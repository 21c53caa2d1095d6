#include "engine/proof/running_text.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

constexpr std::size_t kEdgeLines = 3;  // of a page, among which running heads and folios stand
constexpr int kRepeated = 3;           // pages whose head says the same

bool is_space(char32_t c) {
  return c <= 0x20 || c == 0xa0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f ||
         c == 0x205f;
}

/// Seen by nobody, or drawn by a line break: soft hyphen, joiners, variation selectors, U+FFFC.
bool is_nothing(char32_t c) {
  return c == 0xad || (c >= 0x200b && c <= 0x200f) || c == 0x2060 || c == 0xfeff ||
         (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef) || c == 0xfffc;
}

bool is_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= 0xc0 && c <= 0x24f);
}

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

/// Adds a text; a hyphen between letters is left out, as line breaks make some.
void add(std::string_view text, RunningText& to) {
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = decode_utf8(text, at);
    if (is_space(c)) {
      space = true;
    } else if (!is_nothing(c)) {
      to.text += c;
      to.space_before.push_back(space ? 1 : 0);
      space = false;
    }
  }
}

void drop_hyphens(RunningText& text, std::vector<NewText::Where>* where) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < text.text.size(); ++i) {
    const char32_t c = text.text[i];
    const bool hyphen = c == U'-' || c == 0x2010 || c == 0x2011;
    if (hyphen && i > 0 && i + 1 < text.text.size() && is_letter(text.text[i - 1]) &&
        is_letter(text.text[i + 1])) {
      continue;
    }
    text.text[kept] = c;
    text.space_before[kept] = text.space_before[i];
    if (where) {
      (*where)[kept] = (*where)[i];
    }
    ++kept;
  }
  text.text.resize(kept);
  text.space_before.resize(kept);
  if (where) {
    where->resize(kept);
  }
}

std::u32string without_digits(std::string_view line) {
  RunningText plain;
  add(line, plain);
  std::u32string out;
  std::copy_if(plain.text.begin(), plain.text.end(), std::back_inserter(out), [](char32_t c) {
    return !is_digit(c);
  });
  return out;
}

/// Lines before what a proof sheet adds.
std::size_t end_of(const EarlierPage& page) {
  std::size_t end = 0;
  while (end < page.lines.size() && page.lines[end].rfind(kProofSign, 0) != 0) {
    ++end;
  }
  return end;
}

bool is_edge(std::size_t line, std::size_t end) {
  return line < kEdgeLines || line + kEdgeLines >= end;
}

/// One number and nothing else.
bool is_folio(std::string_view line) {
  RunningText plain;
  add(line, plain);
  return !plain.text.empty() && plain.text.size() <= 4 &&
         std::all_of(plain.text.begin(), plain.text.end(), is_digit) &&
         std::count(plain.space_before.begin() + 1, plain.space_before.end(), 1) == 0;
}

/// How often a line, digits apart, stands at the edge of a page: running heads of a document whose
/// layout is not known.
std::map<std::u32string, int> edge_lines(const std::vector<EarlierPage>& pages) {
  std::map<std::u32string, int> counts;
  for (const EarlierPage& page : pages) {
    const std::size_t end = end_of(page);
    for (std::size_t i = 0; i < end; ++i) {
      if (is_edge(i, end)) {
        ++counts[without_digits(page.lines[i])];
      }
    }
  }
  counts.erase(std::u32string());
  return counts;
}

}  // namespace

std::string RunningText::show(std::size_t begin, std::size_t end) const {
  std::string out;
  for (std::size_t i = begin; i < end && i < text.size(); ++i) {
    if (space_before[i] != 0 && i > begin && (text[i] < 0x2e80 || text[i - 1] < 0x2e80)) {
      out += ' ';
    }
    append_utf8(out, text[i]);
  }
  return out;
}

Furniture::Furniture(const Document& document) {
  std::set<std::u32string> texts;
  for (const Page& page : document.pages) {
    for (const Item& item : page.items) {
      const auto* run = std::get_if<GlyphRun>(&item.content);
      if (run && item.tag == TagId::none) {
        texts.insert(without_digits(run->text));
      }
    }
  }
  texts.erase(std::u32string());
  texts_.assign(texts.begin(), texts.end());
  std::stable_sort(texts_.begin(), texts_.end(), [](const auto& a, const auto& b) {
    return a.size() > b.size();
  });
}

bool Furniture::is(std::string_view line) const {
  const std::u32string text = without_digits(line);
  std::u32string_view rest = text;
  while (!rest.empty()) {
    const auto at = std::find_if(texts_.begin(), texts_.end(), [&](const std::u32string& t) {
      return rest.substr(0, t.size()) == t;
    });
    if (at == texts_.end()) {
      return false;
    }
    rest.remove_prefix(at->size());
  }
  return !text.empty();
}

NewText new_text(const Document& document, const ProofSettings& settings) {
  NewText out;
  for (std::uint32_t p = 0; p < document.pages.size(); ++p) {
    const std::vector<Item>& items = document.pages[p].items;
    for (std::uint32_t i = 0; i < items.size(); ++i) {
      const auto* run = std::get_if<GlyphRun>(&items[i].content);
      const auto* picture = std::get_if<Picture>(&items[i].content);
      // Leaders, marks a style adds and repeated heads of tables stand in an earlier PDF too.
      const bool head = items[i].artifact == TagRole::artifact_header ||
                        items[i].artifact == TagRole::artifact_footer;
      if (run && (items[i].tag != TagId::none || !head)) {
        add(run->text, out);
      } else if (picture && picture->image->kind == ImageKind::pdf_page &&
                 settings.text_of_picture) {
        for (const std::string& line : settings.text_of_picture(picture->image->data.view())) {
          add(line, out);
        }
      }
      out.where.resize(out.text.size(), {p, i});
    }
  }
  drop_hyphens(out, &out.where);
  return out;
}

RunningText earlier_text(const std::vector<EarlierPage>& pages, const Furniture& furniture) {
  RunningText out;
  const std::map<std::u32string, int> repeated = edge_lines(pages);
  for (const EarlierPage& page : pages) {
    const std::size_t end = end_of(page);
    std::vector<char> drop(end, 0);
    for (std::size_t i = 0; i < end; ++i) {
      const auto at =
          is_edge(i, end) ? repeated.find(without_digits(page.lines[i])) : repeated.end();
      const bool comes_again = at != repeated.end() && at->second >= kRepeated;
      drop[i] = comes_again || furniture.is(page.lines[i]) ? 1 : 0;
    }
    for (std::size_t i = 0; i < end; ++i) {  // a folio alone, at the edge or by a running head
      const bool near = i == 0 || i + 1 == end || drop[i - 1] != 0 || drop[i + 1] != 0;
      if (is_edge(i, end) && near && is_folio(page.lines[i])) {
        drop[i] = 1;
      }
    }
    for (std::size_t i = 0; i < end; ++i) {
      if (drop[i] == 0) {
        add(page.lines[i], out);
      }
    }
  }
  drop_hyphens(out, nullptr);
  return out;
}

}  // namespace banxin

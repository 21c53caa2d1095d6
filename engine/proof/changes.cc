#include "engine/proof/changes.h"

#include <algorithm>
#include <map>

#include "engine/proof/diff.h"
#include "engine/proof/running_text.h"

namespace banxin {
namespace {

constexpr std::size_t kContext = 6;  // characters shown about a change
constexpr std::size_t kShown = 40;   // of a long change

/// Digits and leader dots: what is made anew whenever pages move.
bool is_number(const RunningText& text, std::size_t begin, std::size_t end) {
  return std::all_of(text.text.begin() + static_cast<std::ptrdiff_t>(begin),
                     text.text.begin() + static_cast<std::ptrdiff_t>(end),
                     [](char32_t c) {
                       return (c >= U'0' && c <= U'9') || c == U'.' || c == U'…' || c == U'·' ||
                              c == U'⋯';
                     });
}

std::string shortened(const RunningText& text, std::size_t begin, std::size_t end) {
  if (end - begin <= kShown) {
    return text.show(begin, end);
  }
  return text.show(begin, begin + kShown / 2) + "……" + text.show(end - kShown / 2, end);
}

class ChangeFinder {
 public:
  ChangeFinder(const Document& document,
               const std::vector<PageSheet>& sheets,
               const ProofSettings& settings)
      : document_(document),
        sheets_(sheets),
        furniture_(document),
        new_(new_text(document, settings)),
        old_(earlier_text(*settings.since, furniture_)),
        diff_(diff_text(old_.text, new_.text)) {}

  Changes run() {
    for (const TextChange& change : diff_.changes) {
      if (!is_made_anew(change)) {
        add(change);
      }
    }
    find_moved();
    return std::move(out_);
  }

 private:
  const Item& item_of(std::size_t at) const {
    const NewText::Where& where = new_.where[at];
    return document_.pages[where.page].items[where.item];
  }

  bool in_list_of_pages(std::size_t at) const {
    TagId tag = at < new_.text.size() ? item_of(at).tag : TagId::none;
    while (tag != TagId::none) {
      const TagNode& node = document_.tags[static_cast<std::size_t>(tag)];
      if (node.role == TagRole::toc || node.role == TagRole::toc_item ||
          node.role == TagRole::reference || node.role == TagRole::link) {
        return true;
      }
      tag = node.parent;
    }
    return false;
  }

  bool is_contents(std::size_t at) const {
    TagId tag = item_of(at).tag;
    while (tag != TagId::none) {
      const TagNode& node = document_.tags[static_cast<std::size_t>(tag)];
      if (node.role == TagRole::toc || node.role == TagRole::toc_item) {
        return true;
      }
      tag = node.parent;
    }
    return false;
  }

  /// Entries of the contents follow the titles, which are told where they stand.
  bool in_contents(std::size_t begin, std::size_t end) const {
    const std::size_t first = begin == end && begin > 0 ? begin - 1 : begin;
    const std::size_t last = std::min(new_.text.size(), begin == end ? end + 1 : end);
    if (first >= last) {
      return false;
    }
    for (std::size_t at = first; at < last; ++at) {
      if ((at == first || new_.where[at].item != new_.where[at - 1].item) &&
          item_of(at).tag != TagId::none && !is_contents(at)) {
        return false;
      }
    }
    return true;
  }

  /// Numbers of pages, contents, and what is a running head elsewhere.
  bool is_made_anew(const TextChange& change) const {
    const bool numbers = is_number(old_, change.old_begin, change.old_end) &&
                         is_number(new_, change.new_begin, change.new_end);
    const bool in_list = in_list_of_pages(change.new_begin) ||
                         (change.new_begin > 0 && in_list_of_pages(change.new_begin - 1));
    const bool entries = in_contents(change.new_begin, change.new_end);
    const bool head = change.old_begin == change.old_end &&
                      furniture_.is(new_.show(change.new_begin, change.new_end));
    return (numbers && in_list) || entries || head;
  }

  MarkedLine line_of(std::size_t at) const {
    const NewText::Where& where = new_.where[at];
    MarkedLine line;
    line.page = static_cast<int>(where.page);
    const Item& item = item_of(at);
    if (const auto* run = std::get_if<GlyphRun>(&item.content)) {
      line.line = line_at(sheets_[where.page], run->origin);
      line.box = {run->origin.x, run->origin.y - run->size, run->size, run->size};
    } else if (const auto* picture = std::get_if<Picture>(&item.content)) {
      line.box = picture->box;
    }
    if (line.line >= 0) {
      line.box = sheets_[where.page].lines[static_cast<std::size_t>(line.line)].box;
    }
    return line;
  }

  static bool is_word(char32_t c) {
    return (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
  }

  /// 22 → 24, not 2 → 4: numbers and words are shown whole.
  TextChange whole(TextChange change) const {
    const auto inside = [&](std::size_t o, std::size_t n) {
      return (o < change.old_end && o >= change.old_begin && is_word(old_.text[o])) ||
             (n < change.new_end && n >= change.new_begin && is_word(new_.text[n]));
    };
    const auto same = [&](std::size_t o, std::size_t n) {
      return old_.text[o] == new_.text[n] && is_word(new_.text[n]);
    };
    const bool left = inside(change.old_begin, change.new_begin);
    const bool right = inside(change.old_end - 1, change.new_end - 1);
    while (left && change.old_begin > 0 && change.new_begin > 0 &&
           same(change.old_begin - 1, change.new_begin - 1)) {
      --change.old_begin;
      --change.new_begin;
    }
    while (right && change.old_end < old_.text.size() && change.new_end < new_.text.size() &&
           same(change.old_end, change.new_end)) {
      ++change.old_end;
      ++change.new_end;
    }
    return change;
  }

  void add(const TextChange& found) {
    const TextChange change = whole(found);
    ShownChange shown;
    const std::size_t begin = change.new_begin, end = change.new_end;
    shown.removal = found.new_begin == found.new_end;
    shown.removed = shortened(old_, change.old_begin, change.old_end);
    shown.added = shortened(new_, begin, end);
    shown.before = new_.show(begin - std::min(begin, kContext), begin);
    shown.after = new_.show(end, std::min(new_.text.size(), end + kContext));
    if (!new_.text.empty()) {
      const std::size_t first = shown.removal ? (begin > 0 ? begin - 1 : begin) : begin;
      const std::size_t last = shown.removal ? first + 1 : end;
      for (std::size_t at = first; at < last; ++at) {
        if (at == first || new_.where[at].item != new_.where[at - 1].item ||
            new_.where[at].page != new_.where[at - 1].page) {
          add_line(line_of(at), shown.lines);
        }
      }
      shown.source = item_of(first).source;
    }
    out_.list.push_back(std::move(shown));
  }

  static void add_line(const MarkedLine& line, std::vector<MarkedLine>& lines) {
    const bool known = std::any_of(lines.begin(), lines.end(), [&](const MarkedLine& other) {
      return other.page == line.page && other.line == line.line && other.box == line.box;
    });
    if (!known) {
      lines.push_back(line);
    }
  }

  /// Articles that left the order in which most of them stood and stand.
  void find_moved() {
    struct Article {
      FileId file = FileId::none;
      std::size_t old_at = 0, new_at = 0, length = 0;  // of its longest piece
    };

    std::vector<Article> articles;  // in the order of the new text
    std::map<FileId, std::size_t> known;
    const auto note = [&](FileId file, std::size_t old_at, std::size_t new_at, std::size_t length) {
      const auto [at, is_new] = known.emplace(file, articles.size());
      if (is_new) {
        articles.push_back({file, 0, 0, 0});
      }
      Article& article = articles[at->second];
      if (length > article.length) {
        article = {file, old_at, new_at, length};
      }
    };
    for (const SameText& same : diff_.same) {
      for (std::size_t i = 0; i < same.length;) {  // one passage may hold several articles
        const FileId file = item_of(same.new_at + i).source.file;
        std::size_t end = i + 1;
        while (end < same.length && item_of(same.new_at + end).source.file == file) {
          ++end;
        }
        if (file != FileId::none) {
          note(file, same.old_at + i, same.new_at + i, end - i);
        }
        i = end;
      }
    }
    std::stable_sort(articles.begin(), articles.end(), [](const Article& a, const Article& b) {
      return a.new_at < b.new_at;
    });
    // Longest rising row of old places; articles outside it moved.
    std::vector<std::size_t> best(articles.size(), 1), before(articles.size());
    std::size_t end = 0;
    for (std::size_t i = 0; i < articles.size(); ++i) {
      before[i] = i;
      for (std::size_t k = 0; k < i; ++k) {
        if (articles[k].old_at < articles[i].old_at && best[k] + 1 > best[i]) {
          best[i] = best[k] + 1;
          before[i] = k;
        }
      }
      end = best[i] > best[end] ? i : end;
    }
    std::vector<char> stays(articles.size(), 0);
    for (std::size_t i = end; i < articles.size(); i = before[i]) {
      stays[i] = 1;
      if (before[i] == i) {
        break;
      }
    }
    for (std::size_t i = 0; i < articles.size(); ++i) {
      if (stays[i] == 0) {
        const auto page = static_cast<int>(new_.where[articles[i].new_at].page);
        out_.moved.push_back({articles[i].file, page});
      }
    }
  }

  const Document& document_;
  const std::vector<PageSheet>& sheets_;
  Furniture furniture_;
  NewText new_;
  RunningText old_;
  TextDiff diff_;
  Changes out_;
};

}  // namespace

int line_at(const PageSheet& sheet, Point at) {
  int best = -1;
  Length nearest;
  for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
    const SheetLine& line = sheet.lines[i];
    const Length up = max(at.y - line.baseline, line.baseline - at.y);
    const Length beside = max(Length(), max(line.box.x - at.x, at.x - line.box.right()));
    const Length em = line.box.height;  // indents, hanging marks, raised figures
    if (up < em && beside < em * 3 && (best < 0 || up + beside < nearest)) {
      best = static_cast<int>(i);
      nearest = up + beside;
    }
  }
  return best;
}

Changes find_changes(const Document& document,
                     const std::vector<PageSheet>& sheets,
                     const ProofSettings& settings) {
  return ChangeFinder(document, sheets, settings).run();
}

}  // namespace banxin

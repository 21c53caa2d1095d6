// What poppler's programs tell of a PDF file: pictures (pdftoppm), text (pdftotext), bookmarks
// (pdftohtml). All three are in the Debian package poppler-utils.
#include <algorithm>
#include <charconv>
#include <utility>

#include "engine/base/hash.h"
#include "engine/base/parallel.h"
#include "engine/compare/compare.h"
#include "engine/compare/process.h"

namespace banxin {
namespace {

constexpr std::size_t kMostPages = 20'000;
constexpr std::int64_t kMostPixels = 64 << 20;  // of one page
constexpr std::size_t kMostText = 256u << 20;   // of one document, bytes
constexpr std::size_t kLongestHeader = 64;

/// Pictures one after the other in the form P6, as they come out of a pipe.
class PpmReader {
 public:
  /// `full`: called with each picture; it may take the pixels.
  template <class Full>
  bool take(std::string_view bytes, Full full) {
    while (!bytes.empty()) {
      if (wanted_ == 0) {
        const bool whole = take_header(bytes);
        if (!whole && (header_.size() > kLongestHeader || broken_)) {
          return false;
        }
        continue;
      }
      const std::size_t count = std::min(bytes.size(), wanted_ - raster_.pixels.size());
      raster_.pixels.append(bytes.substr(0, count));
      bytes.remove_prefix(count);
      if (raster_.pixels.size() == wanted_) {
        full(raster_);
        raster_ = {};
        wanted_ = 0;
      }
    }
    return true;
  }

  bool between_pictures() const { return wanted_ == 0 && header_.empty(); }

 private:
  /// "P6\n827 1169\n255\n"; true once all of it was there.
  bool take_header(std::string_view& bytes) {
    while (!bytes.empty() && lines_ < 3 && header_.size() <= kLongestHeader) {
      header_ += bytes.front();
      lines_ += bytes.front() == '\n' ? 1 : 0;
      bytes.remove_prefix(1);
    }
    if (lines_ < 3) {
      return false;
    }
    const std::size_t first = header_.find('\n') + 1;
    const char* end = header_.data() + header_.size();
    const auto width = std::from_chars(header_.data() + first, end, raster_.width);
    const auto height = std::from_chars(width.ptr + (width.ptr < end ? 1 : 0), end, raster_.height);
    const auto pixels = static_cast<std::int64_t>(raster_.width) * raster_.height;
    broken_ = header_.substr(0, first) != "P6\n" || width.ec != std::errc() ||
              height.ec != std::errc() || raster_.width < 1 || raster_.height < 1 ||
              raster_.width > kMostPixels || raster_.height > kMostPixels || pixels > kMostPixels;
    if (broken_) {
      return false;
    }
    wanted_ = static_cast<std::size_t>(pixels) * 3;
    raster_.pixels.reserve(wanted_);
    header_.clear();
    lines_ = 0;
    return true;
  }

  Raster raster_;
  std::size_t wanted_ = 0;  // bytes of pixels; 0: in a header
  std::string header_;
  int lines_ = 0;
  bool broken_ = false;
};

ReadPdf outcome(Ran ran, const char* program) {
  const ReadPdf::Problem problem = ran == Ran::well        ? ReadPdf::Problem::none
                                   : ran == Ran::not_found ? ReadPdf::Problem::no_program
                                                           : ReadPdf::Problem::unreadable;
  return {problem, problem == ReadPdf::Problem::none ? "" : program};
}

/// A path no program takes for an option.
std::string plain_path(const std::string& path) {
  return path.empty() || path.front() == '/' ? path : "./" + path;
}

template <class Full>
ReadPdf render(std::vector<std::string> words, Full full) {
  PpmReader reader;
  const Ran ran =
      run_process(words, [&](std::string_view bytes) { return reader.take(bytes, full); });
  return outcome(ran == Ran::well && !reader.between_pictures() ? Ran::failed : ran, "pdftoppm");
}

ReadPdf read_pictures(const std::string& path, int dpi, std::vector<ComparedPage>& pages) {
  bool too_many = false;
  const ReadPdf read =
      render({"pdftoppm", "-r", std::to_string(dpi), plain_path(path)}, [&](const Raster& raster) {
        too_many = too_many || pages.size() >= kMostPages;
        if (too_many) {
          return;
        }
        const Hash128 hash = Hasher().text(raster.pixels).finish();
        ComparedPage& page = pages.emplace_back();
        page.look[0] = hash.high;
        page.look[1] = hash.low;
        page.width = raster.width;
        page.height = raster.height;
      });
  return too_many ? outcome(Ran::failed, "pdftoppm") : read;
}

/// The text of each page; -raw keeps the order of the file, so that a column moved by a
/// millimetre does not read as another text. `full` is called with each page.
template <class Full>
ReadPdf read_raw(const std::string& path, Full full) {
  std::size_t size = 0, pages = 0;
  std::string page;
  const Ran ran = run_process({"pdftotext", "-raw", "-enc", "UTF-8", plain_path(path), "-"},
                              [&](std::string_view bytes) {
                                size += bytes.size();
                                for (const char c : bytes) {
                                  if (c == '\f') {
                                    full(std::exchange(page, {}));
                                    ++pages;
                                  } else {
                                    page += c;
                                  }
                                }
                                return size <= kMostText && pages <= kMostPages;
                              });
  return outcome(ran, "pdftotext");
}

ReadPdf read_text(const std::string& path, std::vector<std::string>& pages) {
  return read_raw(path, [&](std::string page) {
    std::erase_if(page, [](char c) { return static_cast<unsigned char>(c) <= ' '; });
    pages.push_back(std::move(page));
  });
}

std::string unescaped(std::string_view text) {
  constexpr std::pair<std::string_view, char> kEntities[] = {{"&amp;", '&'},
                                                             {"&lt;", '<'},
                                                             {"&gt;", '>'},
                                                             {"&quot;", '"'},
                                                             {"&#34;", '"'},
                                                             {"&apos;", '\''},
                                                             {"&#39;", '\''}};
  std::string out;
  while (!text.empty()) {
    std::size_t length = 1;
    char c = text.front();
    for (const auto& [entity, plain] : kEntities) {
      if (text.substr(0, entity.size()) == entity) {
        length = entity.size();
        c = plain;
        break;
      }
    }
    out += c;
    text.remove_prefix(length);
  }
  return out;
}

/// <item page="14">一枚轴承</item>, in order and without regard to depth.
std::vector<ComparedEntry> entries_of(std::string_view xml) {
  constexpr std::string_view kItem = "<item page=\"";
  std::vector<ComparedEntry> entries;
  for (std::size_t at = xml.find(kItem); at != xml.npos; at = xml.find(kItem, at)) {
    at += kItem.size();
    const std::size_t open = xml.find('>', at);
    const std::size_t close = xml.find("</item>", at);
    if (open == xml.npos || close == xml.npos || close < open) {
      break;
    }
    ComparedEntry entry;
    std::from_chars(xml.data() + at, xml.data() + open, entry.page);
    entry.page -= 1;
    entry.title = unescaped(xml.substr(open + 1, close - open - 1));
    if (entry.page >= 0) {
      entries.push_back(std::move(entry));
    }
    at = close;
  }
  return entries;
}

ReadPdf read_bookmarks(const std::string& path, std::vector<ComparedEntry>& entries) {
  std::string xml;
  const Ran ran = run_process({"pdftohtml",
                               "-xml",
                               "-i",
                               "-stdout",
                               "-enc",
                               "UTF-8",
                               "-f",
                               "1",
                               "-l",
                               "1",
                               plain_path(path)},
                              [&](std::string_view bytes) {
                                xml += bytes;
                                return xml.size() <= kMostText;
                              });
  entries = entries_of(xml);
  return outcome(ran, "pdftohtml");
}

}  // namespace

ReadDocument read_document(const std::string& path, int dpi) {
  ReadDocument read;
  std::vector<std::string> texts;
  ReadPdf parts[3];
  parallel_for(3, 3, [&](std::size_t part) {
    parts[part] = part == 0   ? read_pictures(path, dpi, read.document.pages)
                  : part == 1 ? read_text(path, texts)
                              : read_bookmarks(path, read.document.entries);
  });
  for (const ReadPdf& part : parts) {
    if (part.problem != ReadPdf::Problem::none) {
      static_cast<ReadPdf&>(read) = part;
      return read;
    }
  }
  for (std::size_t i = 0; i < read.document.pages.size() && i < texts.size(); ++i) {
    read.document.pages[i].text = std::move(texts[i]);
  }
  return read;
}

ReadLines read_lines(const std::string& path) {
  ReadLines read;
  static_cast<ReadPdf&>(read) = read_raw(path, [&](const std::string& page) {
    std::vector<std::string>& lines = read.pages.emplace_back();
    for (std::size_t begin = 0; begin < page.size();) {
      const std::size_t end = std::min(page.find('\n', begin), page.size());
      lines.push_back(page.substr(begin, end - begin));
      begin = end + 1;
    }
  });
  return read;
}

std::array<ReadDocument, 2> read_documents(const std::string& a, const std::string& b, int dpi) {
  std::array<ReadDocument, 2> read;
  parallel_for(2, 2, [&](std::size_t side) { read[side] = read_document(side == 0 ? a : b, dpi); });
  return read;
}

std::array<ReadPage, 2> read_pages(
    const std::string& a, int page_a, const std::string& b, int page_b, int dpi) {
  std::array<ReadPage, 2> read;
  parallel_for(2, 2, [&](std::size_t side) {
    read[side] = side == 0 ? read_page(a, page_a, dpi) : read_page(b, page_b, dpi);
  });
  return read;
}

ReadPage read_page(const std::string& path, int page, int dpi) {
  if (page < 0) {
    return {};
  }
  const std::string number = std::to_string(page + 1);
  ReadPage read;
  static_cast<ReadPdf&>(read) =
      render({"pdftoppm", "-r", std::to_string(dpi), "-f", number, "-l", number, plain_path(path)},
             [&](Raster& raster) { read.raster = std::move(raster); });
  return read;
}

}  // namespace banxin

// What writing a long document costs (L-4): time and peak memory of write_pdf for more and more
// tagged pages, in a process of its own each.
//
//   banxin_write_cost [PAGES…]      default: 1000 2000 5000 10000
//
// Columns: pages, edition, packing, seconds of the processor, ms a page, MB of the document alone,
// MB at the peak, kB a page, MB of the file.
#include <cstdio>
#include <cstdlib>
#include <utility>
#include <vector>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/font/test_fonts.h"
#include "engine/pdf/pdf.h"

namespace banxin {
namespace {

constexpr int kParagraphs = 10;  // a page, each a line of its own: tags are what costs
constexpr int kCharacters = 30;  // a line

FontStore fonts() {
  MemoryWorld world;
  add_test_fonts(world);
  const auto list = parse_font_list(world.read_font_list().bytes.view(), FileId::none);
  const std::vector<FontWish> wishes = {{"Banxin Test Song", 400}};
  return load_fonts(list.value, wishes, world).value;
}

GlyphRun line_of(const FontStore& store, Point origin, int shift) {
  constexpr const char* kText[] = {"版", "心", "一", "二", "三", "中", "文", "字"};
  GlyphRun run;
  run.font = FontId{0};
  run.size = Length::pt(10.5);
  run.origin = origin;
  constexpr char32_t kCharacter[] = {U'版', U'心', U'一', U'二', U'三', U'中', U'文', U'字'};
  for (int i = 0; i < kCharacters; ++i) {
    const auto which = static_cast<std::size_t>((i * 3 + shift) % 8);
    const auto begin = static_cast<std::uint32_t>(run.text.size());
    run.text += kText[which];
    run.glyphs.push_back({store.glyph(run.font, kCharacter[which]),
                          run.size * i,
                          {},
                          begin,
                          static_cast<std::uint32_t>(run.text.size())});
  }
  return run;
}

Document document_of(int pages, const FontStore& store) {
  Document document;
  document.title = "长文";
  document.language = "zh-Hans";
  for (int number = 0; number < pages; ++number) {
    Page page;
    page.size = {Length::mm(210), Length::mm(297)};
    if (number % 8 == 0) {  // an article
      document.outline.push_back({"文章", 1, number, {}});
    }
    for (int i = 0; i < kParagraphs; ++i) {
      TagNode node;
      node.role = i == 0 && number % 8 == 0 ? TagRole::h1 : TagRole::p;
      Item item;
      item.tag = TagId{static_cast<std::uint32_t>(document.tags.size())};
      item.content = line_of(store, {Length::mm(20), Length::mm(30 + 20 * i)}, number + i);
      document.tags.push_back(std::move(node));
      page.items.push_back(std::move(item));
    }
    document.pages.push_back(std::move(page));
  }
  return document;
}

double peak_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// Of the processor, so that other programs on the machine do not count.
double processor_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void measure(int pages, Edition edition, PdfPacking packing) {
  const FontStore store = fonts();
  const Document document = document_of(pages, store);
  const double before = peak_mb();
  PdfOptions options;
  options.edition = edition;
  options.packing = packing;
  const double begin = processor_seconds();
  const Result<PdfFile> file = write_pdf(document, store, options);
  const double taken = processor_seconds() - begin;
  if (!file) {
    std::fprintf(stderr, "%s\n", message_text(file.error().front(), Language::en).c_str());
    std::_Exit(1);
  }
  const double peak = peak_mb();
  std::printf("%6d %-7s %-10s %6.2f s %5.2f ms %6.0f MB %6.0f MB %6.1f kB %6.1f MB\n",
              pages,
              std::string(name_of(edition)).c_str(),
              packing == PdfPacking::plain ? "plain" : "linearized",
              taken,
              taken * 1000 / pages,
              before,
              peak,
              (peak - before) * 1024 / pages,
              static_cast<double>(file->bytes.size()) / 1e6);
  std::fflush(stdout);
}

}  // namespace
}  // namespace banxin

int main(int count, char** words) {
  using banxin::Edition;
  using banxin::PdfPacking;
  std::vector<int> pages;
  for (int i = 1; i < count; ++i) {
    pages.push_back(std::atoi(words[i]));
  }
  if (pages.empty()) {
    pages = {1000, 2000, 5000, 10000};
  }
  int failed = 0;
  for (const auto& [edition, packing] : {std::pair(Edition::print, PdfPacking::plain),
                                         std::pair(Edition::screen, PdfPacking::plain),
                                         std::pair(Edition::screen, PdfPacking::linearized)}) {
    for (const int number : pages) {
      const pid_t child = fork();  // a peak of its own
      if (child == 0) {
        banxin::measure(number, edition, packing);
        std::_Exit(0);
      }
      int status = 0;
      waitpid(child, &status, 0);
      failed += status != 0 ? 1 : 0;
    }
  }
  return failed == 0 ? 0 : 1;
}

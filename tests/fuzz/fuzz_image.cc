// Pictures of any content, for libFuzzer and for replaying tests/fuzz/corpus/image.
//
// Limits are small, so that a slow or hungry input is a finding rather than a large picture.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "engine/image/image.h"

namespace {

// What the PDF writer relies on without looking again.
bool is_sound(const banxin::Image& image) {
  if (image.natural.width.emu() < 0 || image.natural.height.emu() < 0) {
    return false;
  }
  if (image.kind == banxin::ImageKind::pdf_page) {
    return image.data.view().substr(0, 5) == "%PDF-";
  }
  if (image.width <= 0 || image.height <= 0 || image.data.empty()) {
    return false;
  }
  if (image.kind == banxin::ImageKind::jpeg) {
    return image.orientation >= 1 && image.orientation <= 8;
  }
  const std::size_t channels = image.color == banxin::ColorSpace::gray  ? 1
                               : image.color == banxin::ColorSpace::rgb ? 3
                                                                        : 4;
  const auto width = static_cast<std::size_t>(image.width);
  const auto height = static_cast<std::size_t>(image.height);
  const std::size_t row = (width * channels * static_cast<std::size_t>(image.bits) + 7) / 8;
  return image.data.size() == row * height &&
         (image.alpha.empty() || image.alpha.size() == width * height);
}

// As the print edition does: to the last row or to the damage.
void read_pixels(const banxin::Image& image) {
  banxin::PixelRows rows(image);
  banxin::BoxShrink shrink({rows.width(), rows.height()},
                           {(rows.width() + 1) / 2, (rows.height() + 2) / 3},
                           rows.channels());
  while (const std::uint8_t* row = rows.next()) {
    shrink.add(row, nullptr);
  }
  if (image.kind == banxin::ImageKind::jpeg) {
    banxin::baseline_jpeg(image);
  }
}

}  // namespace

// Read by the leak sanitizer only. fontconfig and Pango, which draw an SVG's text, keep caches they
// never free; cairo 1.16 loses a table when it subsets a CFF font, libxml2 a broken entity.
extern "C" const char* __lsan_default_suppressions() {  // NOLINT
  return "leak:libfontconfig\nleak:libpango\nleak:libcairo.so\nleak:xmlParseEntityValue\n";
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  banxin::ImageLimits limits;
  limits.file_bytes = 1 << 20;
  limits.pixels = 1 << 20;
  limits.side = 4096;
  const banxin::Bytes file(std::string(reinterpret_cast<const char*>(data), size));
  const banxin::InspectedImage inspected = banxin::inspect_image(file, "fuzz", {}, limits);
  const bool failed = banxin::has_errors(inspected.diagnostics);
  if (failed == static_cast<bool>(inspected.image) ||
      (inspected.image && !is_sound(*inspected.image))) {
    std::abort();
  }
  if (inspected.image && inspected.image->kind != banxin::ImageKind::pdf_page) {
    read_pixels(*inspected.image);
  }
  return 0;
}

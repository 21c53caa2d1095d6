#include "engine/build/picture_checks.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace banxin {
namespace {

/// The place where a picture is shown with the fewest pixels to the inch.
struct Placing {
  double dpi = 0;
  Length width;
  std::string folio;
  Span span;
};

/// Pixels by inches, the worse axis: a picture may be stretched.
double resolution_of(const Picture& picture) {
  return 72 * std::min(picture.image->width / picture.box.width.pt(),
                       picture.image->height / picture.box.height.pt());
}

const Picture* raster(const Item& item) {
  const auto* picture = std::get_if<Picture>(&item.content);
  const bool shown =
      picture && picture->image && picture->box.width > Length() && picture->box.height > Length();
  return shown && picture->image->kind != ImageKind::pdf_page ? picture : nullptr;
}

std::map<const Image*, Placing> worst_placings(const Document& document) {
  std::map<const Image*, Placing> worst;  // looked up only: addresses never order output
  int number = 0;
  for (const Page& page : document.pages) {
    ++number;
    for (const Item& item : page.items) {
      const Picture* picture = raster(item);
      if (!picture) {
        continue;
      }
      const double dpi = resolution_of(*picture);
      Placing& known = worst[picture->image.get()];
      if (known.dpi == 0 || dpi < known.dpi) {
        known = {dpi,
                 picture->box.width,
                 page.folio.empty() ? std::to_string(number) : page.folio,
                 item.source};
      }
    }
  }
  return worst;
}

}  // namespace

Diagnostics check_resolution(const Document& document,
                             std::span<const ImageRef> names,
                             std::span<const std::shared_ptr<const Image>> images,
                             int resolution) {
  const std::map<const Image*, Placing> worst = worst_placings(document);
  std::vector<const Image*> told;
  Diagnostics out;
  for (std::size_t i = 0; i < std::min(names.size(), images.size()); ++i) {
    const auto at = worst.find(images[i].get());
    if (at == worst.end() || std::find(told.begin(), told.end(), at->first) != told.end()) {
      continue;
    }
    told.push_back(at->first);
    const Placing& placing = at->second;
    const bool line_art = at->first->bits == 1;
    const int wanted = line_art ? 2 * resolution : resolution;
    if (placing.dpi >= wanted - 0.5) {  // so that 300 dpi rounded to whole pixels is 300 dpi
      continue;
    }
    const double enough = std::floor(placing.width.mm() * placing.dpi / wanted);
    out.push_back({line_art ? "W611" : "W610",
                   placing.span == Span() ? names[i].span : placing.span,
                   {names[i].path,
                    placing.folio,
                    std::to_string(std::lround(placing.dpi)),
                    std::to_string(wanted),
                    std::to_string(std::lround(enough))}});
  }
  return out;
}

}  // namespace banxin

// PDF pictures: the first page, normalised.
#include "engine/image/inspect.h"
#include "engine/image/pdf_page.h"

namespace banxin {

InspectedImage inspect_pdf(const PictureFile& picture) {
  PdfPage page = normalise_pdf_page(picture.file.view(), 1, picture.limits);
  if (!page.code.empty()) {
    return picture.refuse(page.code, std::move(page.args));
  }
  const auto image = std::make_shared<Image>();
  image->kind = ImageKind::pdf_page;
  image->natural = {Length::pt(page.width), Length::pt(page.height)};
  image->data = std::move(page.data);
  image->format = "pdf";
  image->hash = Hasher().bytes(picture.file.view()).finish();
  InspectedImage inspected{image, {}};
  if (page.pages > 1) {
    inspected.diagnostics.push_back(picture.note("W604", {std::to_string(page.pages)}));
  }
  if (page.hidden_layers) {
    inspected.diagnostics.push_back(picture.note("W605"));
  }
  return inspected;
}

}  // namespace banxin

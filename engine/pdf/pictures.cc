#include "engine/pdf/pictures.h"

#include <algorithm>

#include "engine/pdf/deflate.h"
#include "engine/pdf/recolor.h"

namespace banxin::pdf {
namespace {

int components(ColorSpace space) {
  return space == ColorSpace::gray ? 1 : space == ColorSpace::rgb ? 3 : 4;
}

Name device_space(ColorSpace space) {
  return {space == ColorSpace::gray  ? "DeviceGray"
          : space == ColorSpace::rgb ? "DeviceRGB"
                                     : "DeviceCMYK"};
}

Dict image_dictionary(int width, int height, int bits) {
  return Dict{{"Type", Name{"XObject"}},
              {"Subtype", Name{"Image"}},
              {"Width", width},
              {"Height", height},
              {"BitsPerComponent", bits}};
}

/// Filter and, for predicted rows, what the reader must know to undo it.
void set_flate(Dict& dictionary, bool predicted, int colors, int bits, int columns) {
  dictionary.set("Filter", Name{"FlateDecode"});
  if (predicted) {
    dictionary.set("DecodeParms",
                   Dict{{"Predictor", 15},
                        {"Colors", colors},
                        {"BitsPerComponent", bits},
                        {"Columns", columns}});
  }
}

void prepare_jpeg(const Image& image, PreparedPicture& out) {
  const bool turned = image.orientation >= 5 && image.orientation <= 8;
  out.dictionary =
      image_dictionary(turned ? image.height : image.width, turned ? image.width : image.height, 8);
  out.dictionary.set("Filter", Name{"DCTDecode"});
  if (image.color == ColorSpace::cmyk && image.inverted_cmyk) {
    out.dictionary.set("Decode", Array{1, 0, 1, 0, 1, 0, 1, 0});
  }
  out.data = image.data;
}

bool opaque(std::string_view alpha) {
  return std::all_of(alpha.begin(), alpha.end(), [](char c) { return c == '\xff'; });
}

bool prepare_samples(const Image& image, PreparedPicture& out) {
  const auto width = static_cast<std::size_t>(std::max(0, image.width));
  const auto height = static_cast<std::size_t>(std::max(0, image.height));
  const int colors = components(image.color);
  const auto pixel_bits = static_cast<std::size_t>(colors * image.bits);
  const std::size_t row = (width * pixel_bits + 7) / 8;
  // Rows the file already held as one zlib stream with PNG filters go in as they are.
  const bool as_found = !image.packed.empty();
  const bool known =
      image.bits == 1 || image.bits == 2 || image.bits == 4 || image.bits == 8 || image.bits == 16;
  if (!known || row == 0 || height == 0 || (!as_found && image.data.size() < row * height)) {
    return false;
  }
  out.dictionary = image_dictionary(image.width, image.height, image.bits);
  if (as_found) {
    set_flate(out.dictionary, true, colors, image.bits, image.width);
    out.data = image.packed;
  } else {
    PackedRows packed = pack_rows(image.data.view().substr(0, row * height),
                                  {height, row, std::max<std::size_t>(1, pixel_bits / 8)});
    set_flate(out.dictionary, packed.predicted, colors, image.bits, image.width);
    out.data = Bytes(std::move(packed.data));
  }
  if (image.alpha.size() >= width * height && !opaque(image.alpha.view())) {
    PackedRows mask = pack_rows(image.alpha.view().substr(0, width * height), {height, width, 1});
    out.mask = std::move(mask.data);
    out.mask_predicted = mask.predicted;
  }
  return true;
}

/// The page's form, scaled to the unit square in which all pictures are placed.
Ref add_page(Objects& objects, PageImport page) {
  Dict& form = std::get<Dict>(page.objects.all()[page.form.index].value.state());
  const Array* matrix = form.find("Matrix")->as<Array>();
  Array scaled;
  for (std::size_t i = 0; i < matrix->size(); ++i) {
    const double side = i % 2 == 0 ? page.width : page.height;
    scaled.emplace_back(Real{(*matrix)[i].as<Real>()->value / side, 9});
  }
  form.set("Matrix", std::move(scaled));
  return append(objects, std::move(page.objects), page.form);
}

/// The smallest scale a page is drawn at.
double scale_of(const PlannedPicture& picture) {
  const Size natural = picture.image->natural, placed = picture.smallest;
  if (!(natural.width > Length() && natural.height > Length() && placed.width > Length() &&
        placed.height > Length())) {
    return 1;
  }
  return std::min(placed.width.pt() / natural.width.pt(), placed.height.pt() / natural.height.pt());
}

Result<PreparedPicture> prepare_page(const PlannedPicture& picture, const PressColors& colors) {
  Result<PageImport> page = import_page(picture.image->data.view(), picture.span);
  if (!page) {
    return Failure{page.error()};
  }
  RecolorOptions options;
  options.scale = scale_of(picture);
  Result<Recolored> made = recolor(page.value(), colors, options, picture.span);
  if (!made) {
    return Failure{made.error()};
  }
  PreparedPicture out;
  Recolored recolored = std::move(made).value();
  out.page = std::move(recolored.page);
  out.page_transparent = recolored.findings.transparent;
  for (std::string& font : recolored.findings.loose_fonts) {
    out.warnings.push_back({"W630", picture.span, {std::move(font)}});
  }
  for (std::string& kind : recolored.findings.images) {
    out.warnings.push_back({"W631", picture.span, {std::move(kind)}});
  }
  return out;
}

}  // namespace

bool transparent(const PreparedPicture& picture) {
  return !picture.mask.empty() || picture.page_transparent;
}

bool profile_fits(std::string_view profile, ColorSpace space) {
  if (profile.size() < 128 || profile.substr(36, 4) != "acsp") {
    return false;
  }
  const std::string_view wanted = space == ColorSpace::gray  ? "GRAY"
                                  : space == ColorSpace::rgb ? "RGB "
                                                             : "CMYK";
  return profile.substr(16, 4) == wanted;
}

Result<PreparedPicture> prepare_picture(const PlannedPicture& picture,
                                        const PdfOptions& /*options*/,
                                        const PressColors& colors) {
  const Image& image = *picture.image;
  const Span span = picture.span;
  PreparedPicture out;
  if (image.kind == ImageKind::pdf_page) {
    return prepare_page(picture, colors);
  }
  if (image.kind == ImageKind::jpeg) {
    prepare_jpeg(image, out);
  } else if (!prepare_samples(image, out)) {
    return fail("E702", span, {"samples missing"});
  }
  if (profile_fits(image.icc.view(), image.color)) {
    out.profile = deflate(image.icc.view());
    out.profile_hash = Hasher().text(image.icc.view()).finish();
  }
  return out;
}

Ref add_picture(Objects& objects, const Image& image, PreparedPicture picture, Profiles& profiles) {
  if (picture.page) {
    return add_page(objects, *std::move(picture.page));
  }
  Value space = device_space(image.color);
  if (!picture.profile.empty()) {
    auto at = std::find_if(profiles.known.begin(), profiles.known.end(), [&](const auto& known) {
      return known.first == picture.profile_hash;
    });
    if (at == profiles.known.end()) {
      const Ref made = objects.add_stream({{"N", components(image.color)},
                                           {"Alternate", device_space(image.color)},
                                           {"Filter", Name{"FlateDecode"}}},
                                          Bytes(std::move(picture.profile)));
      at = profiles.known.insert(at, {picture.profile_hash, made});
    }
    space = Array{Name{"ICCBased"}, at->second};
  }
  picture.dictionary.set("ColorSpace", std::move(space));
  if (!picture.mask.empty()) {
    Dict mask = image_dictionary(image.width, image.height, 8);
    mask.set("ColorSpace", Name{"DeviceGray"});
    set_flate(mask, picture.mask_predicted, 1, 8, image.width);
    picture.dictionary.set("SMask",
                           objects.add_stream(std::move(mask), Bytes(std::move(picture.mask))));
  }
  return objects.add_stream(std::move(picture.dictionary), std::move(picture.data));
}

}  // namespace banxin::pdf

#include "engine/pdf/pictures.h"

#include <algorithm>

#include "engine/pdf/deflate.h"
#include "engine/pdf/page_picture.h"
#include "engine/pdf/raster.h"
#include "engine/pdf/raster_pack.h"

namespace banxin::pdf {
namespace {

Name device_space(ColorSpace space) {
  return {space == ColorSpace::gray  ? "DeviceGray"
          : space == ColorSpace::rgb ? "DeviceRGB"
                                     : "DeviceCMYK"};
}

/// The page's form, scaled to the unit square in which all pictures are placed.
/// The map from CIDs to glyphs of an embedded TrueType font, which most readers take for granted
/// and PDF/A and PDF/UA-1 (§7.21.3.2) want said.
void say_glyph_maps(Objects& objects) {
  for (Object& object : objects.all()) {
    auto* font = std::get_if<Dict>(&object.value.state());
    const Value* kind = font ? font->find("Subtype") : nullptr;
    const Name* name = kind ? kind->as<Name>() : nullptr;
    if (name && name->text == "CIDFontType2" && !font->find("CIDToGIDMap")) {
      font->set("CIDToGIDMap", Name{"Identity"});
    }
  }
}

Ref add_page(Objects& objects, PageImport page) {
  say_glyph_maps(page.objects);
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
                                        const PdfOptions& options,
                                        const PressColors& colors) {
  return picture.image->kind == ImageKind::pdf_page ? prepare_page(picture, options, colors)
                                                    : prepare_raster(picture, options, colors);
}

namespace {

/// Width and height as the picture's own dictionary has them: it may have been shrunk.
Dict mask_dictionary(const Dict& picture, int bits) {
  Dict mask = image_dictionary(1, 1, bits);
  return mask.set("Width", *picture.find("Width")).set("Height", *picture.find("Height"));
}

Ref add_mask(Objects& objects, PreparedPicture& picture) {
  Dict mask = mask_dictionary(picture.dictionary, 8);
  mask.set("ColorSpace", Name{"DeviceGray"});
  const int width = static_cast<int>(*picture.dictionary.find("Width")->as<std::int64_t>());
  set_flate(mask, picture.mask_predicted, 1, 8, width);
  return objects.add_stream(std::move(mask), Bytes(std::move(picture.mask)));
}

Ref add_stencil(Objects& objects, PreparedPicture& picture) {
  Dict mask = mask_dictionary(picture.dictionary, 1);
  mask.set("ImageMask", true).set("Filter", Name{"FlateDecode"});
  return objects.add_stream(std::move(mask), Bytes(std::move(picture.stencil)));
}

/// The profile's object, each once in a file.
Ref add_profile(Objects& objects, PreparedPicture& picture, Profiles& profiles) {
  auto at = std::find_if(profiles.known.begin(), profiles.known.end(), [&](const auto& known) {
    return known.first == picture.profile_hash;
  });
  if (at == profiles.known.end()) {
    const Ref made = objects.add_stream({{"N", components(picture.color)},
                                         {"Alternate", device_space(picture.color)},
                                         {"Filter", Name{"FlateDecode"}}},
                                        Bytes(std::move(picture.profile)));
    at = profiles.known.insert(at, {picture.profile_hash, made});
  }
  return at->second;
}

}  // namespace

Ref add_picture(Objects& objects, PreparedPicture picture, Profiles& profiles) {
  if (picture.page) {
    return add_page(objects, *std::move(picture.page));
  }
  Value space = device_space(picture.color);
  if (!picture.profile.empty()) {
    space = Array{Name{"ICCBased"}, add_profile(objects, picture, profiles)};
  }
  picture.dictionary.set("ColorSpace", std::move(space));
  if (!picture.mask.empty()) {
    picture.dictionary.set("SMask", add_mask(objects, picture));
  } else if (!picture.stencil.empty()) {
    picture.dictionary.set("Mask", add_stencil(objects, picture));
  }
  return objects.add_stream(std::move(picture.dictionary), std::move(picture.data));
}

}  // namespace banxin::pdf

#include "engine/pdf/raster.h"

#include <algorithm>
#include <cmath>

#include "engine/pdf/deflate.h"
#include "engine/pdf/raster_pack.h"
#include "engine/pdf/raster_print.h"

namespace banxin::pdf {
namespace {

constexpr double kFarAbove = 1.5;  // times the resolution wanted

bool lies_down(const Image& image) {
  return image.kind == ImageKind::jpeg && image.orientation >= 5 && image.orientation <= 8;
}

/// The pixels the picture is to have, as stored.
BoxShrink::Shape wanted_shape(const PlannedPicture& picture, int resolution) {
  const Image& image = *picture.image;
  double factor = 1;
  if (picture.placed.width > Length() && picture.placed.height > Length()) {
    const double dpi = 72 * std::min(image.width / picture.placed.width.pt(),
                                     image.height / picture.placed.height.pt());
    if (image.bits > 1 && dpi > kFarAbove * resolution) {
      factor = resolution / dpi;
    }
  }
  BoxShrink::Shape shape{std::max(1, static_cast<int>(std::ceil(image.width * factor))),
                         std::max(1, static_cast<int>(std::ceil(image.height * factor)))};
  if (lies_down(image)) {
    std::swap(shape.width, shape.height);
  }
  return shape;
}

bool as_stored(const Image& image, const BoxShrink::Shape& shape) {
  return (lies_down(image) ? shape.height : shape.width) == image.width &&
         (lies_down(image) ? shape.width : shape.height) == image.height;
}

/// The JPEG file itself.
void pass_jpeg(const Image& image, Bytes file, PreparedPicture& out) {
  out.dictionary = image_dictionary(lies_down(image) ? image.height : image.width,
                                    lies_down(image) ? image.width : image.height,
                                    8);
  out.dictionary.set("Filter", Name{"DCTDecode"});
  if (image.color == ColorSpace::cmyk && image.inverted_cmyk) {
    out.dictionary.set("Decode", Array{1, 0, 1, 0, 1, 0, 1, 0});
  }
  out.data = std::move(file);
}

bool opaque(std::string_view alpha) {
  return std::all_of(alpha.begin(), alpha.end(), [](char c) { return c == '\xff'; });
}

/// Samples as the file has them; rows it held as one zlib stream with PNG filters stay so.
bool pass_samples(const Image& image, PreparedPicture& out) {
  const auto width = static_cast<std::size_t>(std::max(0, image.width));
  const auto height = static_cast<std::size_t>(std::max(0, image.height));
  const int colors = components(image.color);
  const auto pixel_bits = static_cast<std::size_t>(colors * image.bits);
  const std::size_t row = (width * pixel_bits + 7) / 8;
  const bool as_found = !image.packed.empty();
  if (!as_found && image.data.size() < row * height) {
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
    pack_mask(image.alpha.view().substr(0, width * height), {image.width, image.height}, out);
  }
  return true;
}

/// Empty if all went well.
std::string unpack(const Image& image, const BoxShrink::Shape& shape, Raster& out) {
  PixelRows rows(image);
  out.shape = shape;
  out.channels = rows.channels();
  const bool alpha = image.kind == ImageKind::samples && !image.alpha.empty();
  const auto width = static_cast<std::size_t>(rows.width());
  const auto pixels =
      static_cast<std::size_t>(shape.width) * static_cast<std::size_t>(shape.height);
  out.pixels.reserve(pixels * static_cast<std::size_t>(out.channels));
  const auto* clear = reinterpret_cast<const std::uint8_t*>(image.alpha.data());
  const bool same = rows.width() == shape.width && rows.height() == shape.height;
  BoxShrink shrink({rows.width(), rows.height()}, shape, out.channels);
  for (int y = 0; y < rows.height(); ++y) {
    const std::uint8_t* row = rows.next();
    if (!row) {
      return rows.problem().empty() ? "samples missing" : rows.problem();
    }
    const std::uint8_t* row_alpha = alpha ? clear + static_cast<std::size_t>(y) * width : nullptr;
    if (same) {
      out.pixels.insert(
          out.pixels.end(), row, row + width * static_cast<std::size_t>(out.channels));
    } else if (shrink.add(row, row_alpha)) {
      out.pixels.insert(out.pixels.end(), shrink.row().begin(), shrink.row().end());
      if (alpha) {
        out.alpha.insert(out.alpha.end(), shrink.alpha().begin(), shrink.alpha().end());
      }
    }
  }
  if (same && alpha) {
    out.alpha.assign(clear, clear + pixels);
  }
  return {};
}

/// Shrunk, but in the colours it came in.
void pack_as_found(const Image& image, const Raster& raster, PreparedPicture& out) {
  Packer packer(
      raster.shape, raster.channels, image.format == "jpeg" ? Packing::jpeg : Packing::lossless);
  for (int y = 0; y < raster.shape.height; ++y) {
    packer.add(raster.row(y));
  }
  packer.finish(out);
  if (!raster.alpha.empty()) {
    pack_mask(view_of(raster.alpha), raster.shape, out);
  }
}

Result<PreparedPicture> for_screen(const PlannedPicture& picture, const PdfOptions& options) {
  const Image& image = *picture.image;
  PreparedPicture out;
  out.color = image.color;
  const BoxShrink::Shape shape = wanted_shape(picture, options.resolution);
  if (!as_stored(image, shape)) {
    Raster raster;
    if (std::string problem = unpack(image, shape, raster); !problem.empty()) {
      return fail("E611", picture.span, {std::move(problem)});
    }
    pack_as_found(image, raster, out);
  } else if (image.kind == ImageKind::jpeg) {
    pass_jpeg(image, image.data, out);
  } else if (!pass_samples(image, out)) {
    return fail("E702", picture.span, {"samples missing"});
  }
  if (image.color == ColorSpace::rgb) {
    const Bytes own = profile_fits(image.icc.view(), image.color) ? image.icc : srgb_profile();
    out.profile = deflate(own.view());
    out.profile_hash = Hasher().text(own.view()).finish();
  }
  return out;
}

/// Counts the ink of a picture that is passed through. Empty if its data are sound.
std::string tally_rows(const Image& image, InkTally& tally) {
  PixelRows rows(image);
  for (int y = 0; y < rows.height(); ++y) {
    const std::uint8_t* row = rows.next();
    if (!row) {
      return rows.problem().empty() ? "samples missing" : rows.problem();
    }
    tally.add(row, static_cast<std::size_t>(rows.width()));
  }
  return {};
}

Diagnostic too_much_ink(const PlannedPicture& picture, int percent, int most) {
  return {"W612", picture.span, {std::to_string(percent), std::to_string(most)}};
}

/// Pictures whose data fit a press as they are; false if they have to be unpacked.
Result<bool> pass_to_press(const PlannedPicture& picture,
                           const PdfOptions& options,
                           PreparedPicture& out) {
  const Image& image = *picture.image;
  if (image.kind == ImageKind::samples) {
    const bool fits = image.color == ColorSpace::gray && image.bits <= 8 && image.alpha.empty();
    if (fits && !pass_samples(image, out)) {
      return fail("E702", picture.span, {"samples missing"});
    }
    return fits;
  }
  if (image.color == ColorSpace::rgb) {
    return false;
  }
  Bytes file = baseline_jpeg(image);
  if (file.empty()) {
    return fail("E611", picture.span, {"JPEG"});
  }
  pass_jpeg(image, std::move(file), out);
  if (image.color == ColorSpace::cmyk) {
    InkTally tally;
    if (std::string problem = tally_rows(image, tally); !problem.empty()) {
      return fail("E611", picture.span, {std::move(problem)});
    }
    if (tally.percent() > options.max_ink) {
      out.warnings.push_back(too_much_ink(picture, tally.percent(), options.max_ink));
    }
  }
  return true;
}

Result<PreparedPicture> for_press(const PlannedPicture& picture,
                                  const PdfOptions& options,
                                  const PressColors& colors) {
  const Image& image = *picture.image;
  PreparedPicture out;
  out.color = image.color;
  const BoxShrink::Shape shape = wanted_shape(picture, options.resolution);
  if (as_stored(image, shape)) {
    Result<bool> passed = pass_to_press(picture, options, out);
    if (!passed) {
      return Failure{passed.error()};
    }
    if (*passed) {
      return out;
    }
  }
  Raster raster;
  if (std::string problem = unpack(image, shape, raster); !problem.empty()) {
    return fail("E611", picture.span, {std::move(problem)});
  }
  PrintedRaster printed(picture, std::move(raster), options, colors);
  printed.pack(out);
  if (printed.ink() > options.max_ink) {
    out.warnings.push_back(too_much_ink(picture, printed.ink(), options.max_ink));
  }
  return out;
}

bool sound(const Image& image) {
  const int bits = image.bits;
  return image.width > 0 && image.height > 0 &&
         (bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16);
}

}  // namespace

Result<PreparedPicture> prepare_raster(const PlannedPicture& picture,
                                       const PdfOptions& options,
                                       const PressColors& colors) {
  if (!sound(*picture.image)) {
    return fail("E702", picture.span, {"samples missing"});
  }
  return options.edition == Edition::screen ? for_screen(picture, options)
                                            : for_press(picture, options, colors);
}

}  // namespace banxin::pdf

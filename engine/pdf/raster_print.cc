#include "engine/pdf/raster_print.h"

#include <algorithm>

namespace banxin::pdf {
namespace {

/// What lies under fully clear pixels is nobody's colour and must decide nothing.
void whiten_clear(Raster& raster) {
  const auto channels = static_cast<std::size_t>(raster.channels);
  const std::uint8_t white = raster.channels == 4 ? 0 : 255;
  for (std::size_t i = 0; i < raster.alpha.size(); ++i) {
    if (raster.alpha[i] == 0) {
      std::fill_n(
          raster.pixels.begin() + static_cast<std::ptrdiff_t>(i * channels), channels, white);
    }
  }
}

/// Half-clear areas, not just the soft edge that any cut-out picture has.
bool half_clear(const std::vector<std::uint8_t>& alpha) {
  std::size_t soft = 0, seen = 0;
  for (const std::uint8_t value : alpha) {
    soft += value > 16 && value < 240 ? 1 : 0;
    seen += value > 0 ? 1 : 0;
  }
  return soft * 4 > seen;
}

std::uint8_t as_byte(std::uint16_t thousandths) {
  return static_cast<std::uint8_t>((std::min<unsigned>(thousandths, 1000) * 255 + 500) / 1000);
}

}  // namespace

PrintedRaster::PrintedRaster(const PlannedPicture& picture,
                             Raster raster,
                             const PdfOptions& options,
                             const PressColors& colors)
    : picture_(picture),
      raster_(std::move(raster)),
      pdfx_(options.pdfx),
      channels_(raster_.channels == 1 ? 1 : 4) {
  whiten_clear(raster_);
  survey();
  if (raster_.channels == 3) {
    channels_ = tone_ == PictureTone::gray ? 1 : 4;
    inks_ = colors.pixel_inks(picture.image->icc.view());
  }
  if (!raster_.alpha.empty() && pdfx_ == PdfxVersion::x1a && picture.beneath) {
    lay_on(*picture.beneath, colors);
  }
}

void PrintedRaster::survey() {
  bool grainy = false;
  if (raster_.channels == 3) {
    PictureSurvey survey(static_cast<std::size_t>(raster_.shape.width));
    for (int y = 0; y < raster_.shape.height; ++y) {
      survey.add_row(raster_.row(y));
    }
    tone_ = survey.tone();
    grainy = survey.grainy() && tone_ == PictureTone::photograph;
  }
  if (grainy || picture_.image->format == "jpeg") {
    packing_ = Packing::jpeg;
  }
}

void PrintedRaster::lay_on(const Color& ground, const PressColors& colors) {
  const Color ink = colors.ink(ground);
  const bool black_alone = ink.parts[0] == 0 && ink.parts[1] == 0 && ink.parts[2] == 0;
  if (channels_ == 1 && black_alone) {
    ground_ = {static_cast<std::uint8_t>(255 - as_byte(ink.parts[3]))};
    return;
  }
  channels_ = 4;
  for (const std::uint16_t part : ink.parts) {
    ground_.push_back(as_byte(part));
  }
}

void PrintedRaster::print_row(int y, std::uint8_t* out) const {
  const std::uint8_t* row = raster_.row(y);
  const auto width = static_cast<std::size_t>(raster_.shape.width);
  if (raster_.channels == channels_) {
    std::copy(row, row + width * static_cast<std::size_t>(channels_), out);
  } else if (raster_.channels == 3 && tone_ != PictureTone::gray) {
    inks_->convert(row, out, width, tone_);
  } else if (channels_ == 1) {
    inks_->to_gray(row, out, width);
  } else {  // gray on a coloured ground
    std::vector<std::uint8_t> gray(row, row + width);
    if (raster_.channels == 3) {
      inks_->to_gray(row, gray.data(), width);
    }
    for (std::size_t x = 0; x < width; ++x) {
      std::fill_n(out + 4 * x, 3, std::uint8_t{0});
      out[4 * x + 3] = static_cast<std::uint8_t>(255 - gray[x]);
    }
  }
}

void PrintedRaster::flatten_row(int y, std::uint8_t* out) const {
  const std::uint8_t* alpha = raster_.alpha_row(y);
  for (int x = 0; x < raster_.shape.width; ++x, ++alpha) {
    for (const std::uint8_t ground : ground_) {
      *out = static_cast<std::uint8_t>((*out * *alpha + ground * (255 - *alpha) + 127) / 255);
      ++out;
    }
  }
}

void PrintedRaster::pack(PreparedPicture& out) {
  const auto width = static_cast<std::size_t>(raster_.shape.width);
  Packer packer(raster_.shape, channels_, packing_);
  std::vector<std::uint8_t> row(width * static_cast<std::size_t>(channels_));
  for (int y = 0; y < raster_.shape.height; ++y) {
    print_row(y, row.data());
    if (!ground_.empty()) {
      flatten_row(y, row.data());
    }
    if (channels_ == 4) {
      tally_.add(row.data(), width);
    }
    packer.add(row.data());
  }
  packer.finish(out);
  out.color = channels_ == 1 ? ColorSpace::gray : ColorSpace::cmyk;
  const std::string_view alpha = view_of(raster_.alpha);
  if (alpha.empty() || !ground_.empty()) {
    return;
  }
  if (pdfx_ == PdfxVersion::x4) {
    pack_mask(alpha, raster_.shape, out);
    return;
  }
  pack_stencil(alpha, raster_.shape, out);
  if (half_clear(raster_.alpha)) {
    out.warnings.push_back({"W613", picture_.span, {}});
  }
}

}  // namespace banxin::pdf

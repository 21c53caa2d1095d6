// The pixels of a picture as a press prints them.
#pragma once

#include <memory>
#include <vector>

#include "engine/pdf/raster_pack.h"

namespace banxin::pdf {

class PrintedRaster {
 public:
  /// Looks at the whole picture to decide how it is printed.
  PrintedRaster(const PlannedPicture& picture,
                Raster raster,
                const PdfOptions& options,
                const PressColors& colors);

  /// Dictionary, data, masks, colour and warnings.
  void pack(PreparedPicture& out);

  /// Percent, after pack(): R24.
  int ink() const { return tally_.percent(); }

 private:
  void survey();
  void lay_on(const Color& ground, const PressColors& colors);
  void print_row(int y, std::uint8_t* out) const;
  void flatten_row(int y, std::uint8_t* out) const;

  const PlannedPicture& picture_;
  Raster raster_;
  PdfxVersion pdfx_;
  std::shared_ptr<const PixelInks> inks_;  // RGB only
  PictureTone tone_ = PictureTone::photograph;
  Packing packing_ = Packing::lossless;
  int channels_;                      // printed: 1 or 4
  std::vector<std::uint8_t> ground_;  // what alpha lets through, a value a channel; empty: nothing
  InkTally tally_;
};

}  // namespace banxin::pdf

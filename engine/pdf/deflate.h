// zlib, and the PNG predictors that make pictures shrink.
#pragma once

#include <string>
#include <string_view>

namespace banxin::pdf {

/// The zlib stream of `data`, level 6. Same data, same bytes for one version of zlib.
std::string deflate(std::string_view data);

/// Rows of samples as a Flate stream, with a PNG predictor chosen row by row where that pays.
struct PackedRows {
  std::string data;
  bool predicted = false;  // DecodeParms: Predictor 15
};

struct RowShape {
  std::size_t rows = 0, row_bytes = 0;
  std::size_t pixel_bytes = 1;  // distance to the sample on the left; 1 below 8 bits
};

PackedRows pack_rows(std::string_view samples, const RowShape& shape);

/// `samples` with the filter byte of each row before it (PNG specification, §6).
std::string predict_rows(std::string_view samples, const RowShape& shape);

}  // namespace banxin::pdf

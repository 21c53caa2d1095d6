#include "engine/pdf/deflate.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>

#include <libdeflate.h>

#include "engine/base/contract.h"

namespace banxin::pdf {
namespace {

constexpr int kLevel = 6;
constexpr std::size_t kSample = 256 * 1024;  // bytes that decide whether prediction pays

int paeth(int a, int b, int c) {
  const int p = a + b - c;
  const int pa = std::abs(p - a), pb = std::abs(p - b), pc = std::abs(p - c);
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

using Bytes8 = const unsigned char*;

unsigned char filtered(int filter, int x, int a, int b, int c) {
  const int prediction = filter == 1   ? a
                         : filter == 2 ? b
                         : filter == 3 ? (a + b) / 2
                         : filter == 4 ? paeth(a, b, c)
                                       : 0;
  return static_cast<unsigned char>(x - prediction);
}

/// One row under one filter into `out`; gives the sum of absolute differences, PNG's usual guide.
std::uint64_t filter_row(int filter, Bytes8 row, Bytes8 above, const RowShape& shape, char* out) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < shape.row_bytes; ++i) {
    const bool first = i < shape.pixel_bytes;
    const int a = first ? 0 : row[i - shape.pixel_bytes];
    const int b = above ? above[i] : 0;
    const int c = first || !above ? 0 : above[i - shape.pixel_bytes];
    const unsigned char value = filtered(filter, row[i], a, b, c);
    out[i] = static_cast<char>(value);
    sum += value < 128 ? value : 256u - value;
  }
  return sum;
}

bool prediction_pays(std::string_view samples, const RowShape& shape) {
  const std::size_t rows =
      std::min(shape.rows, kSample / std::max<std::size_t>(1, shape.row_bytes) + 1);
  const std::size_t first = (shape.rows - rows) / 2;  // the middle: margins are often blank
  const std::string_view part = samples.substr(first * shape.row_bytes, rows * shape.row_bytes);
  RowShape piece = shape;
  piece.rows = rows;
  return deflate(predict_rows(part, piece)).size() < deflate(part).size();
}

}  // namespace

std::string deflate(std::string_view data) {
  // One compressor a thread would save little: making one costs microseconds.
  const std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)> compressor(
      libdeflate_alloc_compressor(kLevel), libdeflate_free_compressor);
  BANXIN_REQUIRE(compressor != nullptr);
  std::string out(libdeflate_zlib_compress_bound(compressor.get(), data.size()), '\0');
  const std::size_t size =
      libdeflate_zlib_compress(compressor.get(), data.data(), data.size(), out.data(), out.size());
  BANXIN_REQUIRE(size > 0);
  out.resize(size);
  return out;
}

std::string predict_rows(std::string_view samples, const RowShape& shape) {
  std::string out;
  out.reserve(shape.rows * (shape.row_bytes + 1));
  std::array<std::string, 2> tries{std::string(shape.row_bytes, '\0'),
                                   std::string(shape.row_bytes, '\0')};
  const auto* data = reinterpret_cast<Bytes8>(samples.data());
  for (std::size_t y = 0; y < shape.rows; ++y) {
    const Bytes8 row = data + y * shape.row_bytes;
    const Bytes8 above = y > 0 ? row - shape.row_bytes : nullptr;
    std::uint64_t least = filter_row(0, row, above, shape, tries[0].data());
    int best = 0;
    for (int filter = 1; filter <= 4; ++filter) {
      const std::uint64_t sum = filter_row(filter, row, above, shape, tries[1].data());
      if (sum < least) {
        least = sum;
        best = filter;
        tries[0].swap(tries[1]);
      }
    }
    out += static_cast<char>(best);
    out += tries[0];
  }
  return out;
}

PackedRows pack_rows(std::string_view samples, const RowShape& shape) {
  if (shape.pixel_bytes > 0 && shape.rows > 0 && prediction_pays(samples, shape)) {
    return {deflate(predict_rows(samples, shape)), true};
  }
  return {deflate(samples), false};
}

}  // namespace banxin::pdf

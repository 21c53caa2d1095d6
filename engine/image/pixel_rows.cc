// Pixels of a checked picture, unpacked row by row.
#include <algorithm>
#include <cstdlib>
#include <cstring>

#include <zlib.h>

#include "engine/image/inspect.h"
#include "engine/image/jpeg_codec.h"

namespace banxin {

/// Rows as they are stored, before they are brought to 8 bits.
struct PixelSource {
  PixelSource() = default;
  PixelSource(const PixelSource&) = delete;
  PixelSource& operator=(const PixelSource&) = delete;
  virtual ~PixelSource() = default;
  /// Null at damage; `problem` says what.
  virtual const std::uint8_t* next(std::string& problem) = 0;
};

namespace {

using Row = std::vector<std::uint8_t>;

/// Undoes the filter of one row (PNG specification, 9.2). The first byte of `row` names it.
bool unfilter(Row& row, const Row& above, std::size_t pixel) {
  const std::uint8_t filter = row[0];
  for (std::size_t i = 1; i < row.size(); ++i) {
    const int a = i > pixel ? row[i - pixel] : 0;
    const int b = above[i];
    const int c = i > pixel ? above[i - pixel] : 0;
    const int p = a + b - c;
    const int pa = std::abs(p - a), pb = std::abs(p - b), pc = std::abs(p - c);
    const int paeth = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
    const int guess = filter == 1   ? a
                      : filter == 2 ? b
                      : filter == 3 ? (a + b) / 2
                      : filter == 4 ? paeth
                                    : 0;
    row[i] = static_cast<std::uint8_t>(row[i] + guess);
  }
  return filter <= 4;
}

void to_8_bits(const std::uint8_t* from, int bits, Row& to) {
  if (bits == 16) {
    for (std::size_t i = 0; i < to.size(); ++i) {  // 65535 is 255 times 257: the nearest
      to[i] = static_cast<std::uint8_t>((from[2 * i] * 256u + from[2 * i + 1] + 128u) / 257u);
    }
    return;
  }
  const auto width = static_cast<unsigned>(bits);
  const unsigned most = (1u << width) - 1;
  for (std::size_t i = 0; i < to.size(); ++i) {
    const std::size_t bit = i * width;
    const unsigned value = from[bit / 8] >> (8 - width - bit % 8) & most;
    to[i] = static_cast<std::uint8_t>(value * 255u / most);
  }
}

class JpegSource final : public PixelSource {
 public:
  explicit JpegSource(const Image& image) : image_(image) {
    ready_ = decoder_.open(image.data.data(), image.data.size()) && decoder_.start();
    row_.resize(ready_ ? decoder_.row_bytes() : 0);
  }

  bool fits(int width, int channels) const {
    return ready_ &&
           row_.size() == static_cast<std::size_t>(width) * static_cast<std::size_t>(channels);
  }

  const char* message() const { return decoder_.message(); }

  const std::uint8_t* next(std::string& problem) override {
    if (!decoder_.read_row(row_.data())) {
      problem = decoder_.message();
      return nullptr;
    }
    if (image_.inverted_cmyk) {
      for (std::uint8_t& value : row_) {
        value = static_cast<std::uint8_t>(255 - value);
      }
    }
    return row_.data();
  }

 private:
  const Image& image_;
  JpegDecoder decoder_;
  bool ready_ = false;
  Row row_;
};

class PackedSource final : public PixelSource {
 public:
  explicit PackedSource(const Image& image)
      : pixel_(std::max<std::size_t>(1,
                                     static_cast<std::size_t>(channels_of(image.color)) *
                                         static_cast<std::size_t>(image.bits) / 8)),
        row_(row_bytes(image) + 1),
        above_(row_bytes(image) + 1) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(image.packed.data()));
    stream_.avail_in = static_cast<uInt>(image.packed.size());
    ready_ = inflateInit(&stream_) == Z_OK;
  }

  ~PackedSource() override { inflateEnd(&stream_); }

  const std::uint8_t* next(std::string& problem) override {
    row_.swap(above_);
    stream_.next_out = row_.data();
    stream_.avail_out = static_cast<uInt>(row_.size());
    const int status = ready_ ? inflate(&stream_, Z_SYNC_FLUSH) : Z_STREAM_ERROR;
    if ((status != Z_OK && status != Z_STREAM_END) || stream_.avail_out != 0 ||
        !unfilter(row_, above_, pixel_)) {
      problem = "IDAT";
      return nullptr;
    }
    return row_.data() + 1;
  }

 private:
  z_stream stream_ = {};
  bool ready_ = false;
  std::size_t pixel_;
  Row row_, above_;
};

class PlainSource final : public PixelSource {
 public:
  explicit PlainSource(const Image& image) : rest_(image.data.view()), row_(row_bytes(image)) {}

  const std::uint8_t* next(std::string& problem) override {
    if (rest_.size() < row_) {
      problem = "samples missing";
      return nullptr;
    }
    const auto* at = reinterpret_cast<const std::uint8_t*>(rest_.data());
    rest_.remove_prefix(row_);
    return at;
  }

 private:
  std::string_view rest_;
  std::size_t row_;
};

/// Rows of another number of bits, brought to 8.
class EightBits final : public PixelSource {
 public:
  EightBits(std::unique_ptr<PixelSource> source, int bits, std::size_t samples)
      : source_(std::move(source)),
        bits_(bits),
        row_(samples) {}

  const std::uint8_t* next(std::string& problem) override {
    const std::uint8_t* row = source_->next(problem);
    if (row) {
      to_8_bits(row, bits_, row_);
    }
    return row ? row_.data() : nullptr;
  }

 private:
  std::unique_ptr<PixelSource> source_;
  int bits_;
  Row row_;
};

std::unique_ptr<PixelSource> samples_of(const Image& image) {
  std::unique_ptr<PixelSource> source;
  if (image.data.empty() && !image.packed.empty()) {
    source = std::make_unique<PackedSource>(image);
  } else {
    source = std::make_unique<PlainSource>(image);
  }
  if (image.bits == 8) {
    return source;
  }
  const auto samples =
      static_cast<std::size_t>(image.width) * static_cast<std::size_t>(channels_of(image.color));
  return std::make_unique<EightBits>(std::move(source), image.bits, samples);
}

}  // namespace

PixelRows::PixelRows(const Image& image)
    : width_(image.width),
      height_(image.height),
      channels_(channels_of(image.color)) {
  if (image.kind == ImageKind::jpeg) {
    if (image.orientation >= 5 && image.orientation <= 8) {
      std::swap(width_, height_);
    }
    auto source = std::make_unique<JpegSource>(image);
    if (source->fits(width_, channels_)) {
      source_ = std::move(source);
    } else {
      problem_ = source->message();
    }
  } else {
    source_ = samples_of(image);
  }
}

PixelRows::~PixelRows() = default;

const std::uint8_t* PixelRows::next() {
  if (!source_ || row_ >= height_ || !problem_.empty()) {
    return nullptr;
  }
  ++row_;
  return source_->next(problem_);
}

}  // namespace banxin

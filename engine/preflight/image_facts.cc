#include "engine/preflight/image_facts.h"

#include <csetjmp>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <functional>
#include <optional>
#include <vector>

#include <jpeglib.h>
// After the library's own header.
#include <jerror.h>
#include <qpdf/Pipeline.hh>

namespace banxin::prepress {
namespace {

constexpr std::uint64_t kLargestPicture = std::uint64_t{1} << 30;  // bytes unpacked
constexpr std::size_t kLargestJpeg = 256u << 20;

/// Adds up the ink of pixels; gives the amount only one in a thousand exceeds.
class InkGauge {
 public:
  explicit InkGauge(const ColorSpace& space, int bits, Object decode) : space_(space), bits_(bits) {
    std::vector<Object> limits = items(std::move(decode));
    const auto n = static_cast<std::size_t>(space.components);
    const bool indexed = space.kind == ColorSpace::Kind::indexed;
    const int top = (1 << std::min(bits, 8)) - 1;
    for (std::size_t i = 0; i < n && i < 12; ++i) {
      const double low = limits.size() > 2 * i + 1 ? number(limits[2 * i], 0) : 0;
      const double high = limits.size() > 2 * i + 1 ? number(limits[2 * i + 1], 1)
                          : indexed                 ? top
                                                    : 1;
      scale_[i] = {static_cast<float>(low), static_cast<float>((high - low) / top)};
    }
    counts_.assign(1301, 0);
    if (n == 1) {  // few values: work them out once
      for (int value = 0; value <= top; ++value) {
        float v[12] = {scale_[0].low + scale_[0].step * static_cast<float>(value)};
        single_.push_back(inks_of(space, v).total());
      }
    }
  }

  void pixel(const std::uint8_t* values) {
    double total = 0;
    if (!single_.empty()) {
      total = single_[std::min<std::size_t>(values[0], single_.size() - 1)];
    } else if (space_.kind == ColorSpace::Kind::cmyk || space_.kind == ColorSpace::Kind::icc) {
      for (std::size_t i = 0; i < 4; ++i) {
        total +=
            static_cast<double>(scale_[i].low + scale_[i].step * static_cast<float>(values[i]));
      }
    } else {
      float v[12] = {};
      for (std::size_t i = 0; i < static_cast<std::size_t>(space_.components) && i < 12; ++i) {
        v[i] = scale_[i].low + scale_[i].step * static_cast<float>(values[i]);
      }
      total = inks_of(space_, v).total();
    }
    // Decode arrays of any numbers: nothing may be infinite, or no number.
    ++counts_[total > 0 ? static_cast<std::size_t>(std::min(total * 100 + 0.5, 1300.0)) : 0];
    ++pixels_;
  }

  double percent() const {
    std::uint64_t above = 0;
    for (std::size_t i = counts_.size(); i-- > 0;) {
      above += counts_[i];
      if (above * 1000 > pixels_) {
        return static_cast<double>(i);
      }
    }
    return 0;
  }

  int bits() const { return bits_; }

 private:
  struct Scale {
    float low = 0, step = 0;
  };

  const ColorSpace& space_;
  int bits_;
  std::array<Scale, 12> scale_{};
  std::vector<double> single_;
  std::vector<std::uint64_t> counts_;
  std::uint64_t pixels_ = 0;
};

/// Takes samples as they are unpacked; holds one row.
class Samples final : public Pipeline {
 public:
  Samples(int width, int components, InkGauge* gauge, int bits)
      : Pipeline("samples", nullptr),
        components_(components),
        bits_(bits),
        row_bytes_((static_cast<std::uint64_t>(width) * static_cast<unsigned>(components) *
                        static_cast<unsigned>(bits) +
                    7) /
                   8),
        width_(width),
        gauge_(gauge) {}

  void write(const unsigned char* data, std::size_t size) override {
    bytes += size;
    if (bytes > kLargestPicture) {
      throw std::length_error("too large");
    }
    for (std::size_t at = 0; gauge_ && at < size;) {
      const std::size_t take =
          std::min(size - at, static_cast<std::size_t>(row_bytes_) - row_.size());
      row_.append(reinterpret_cast<const char*>(data) + at, take);
      at += take;
      if (row_.size() == row_bytes_) {
        read_row();
        row_.clear();
      }
    }
  }

  void finish() override {}

  std::uint64_t bytes = 0;

 private:
  void read_row() {
    const auto* in = reinterpret_cast<const std::uint8_t*>(row_.data());
    const auto n = static_cast<std::size_t>(components_);
    std::uint8_t values[32] = {};
    std::size_t bit = 0;
    for (int x = 0; x < width_; ++x) {
      for (std::size_t i = 0; i < n && i < 32; ++i, bit += static_cast<std::size_t>(bits_)) {
        values[i] =
            bits_ >= 8
                ? in[bit / 8]
                : static_cast<std::uint8_t>(in[bit / 8] >> (8 - bits_ - static_cast<int>(bit % 8)) &
                                            ((1 << bits_) - 1));
      }
      gauge_->pixel(values);
    }
  }

  int components_, bits_;
  std::uint64_t row_bytes_;
  int width_;
  InkGauge* gauge_;
  std::string row_;
};

struct JpegError {
  jpeg_error_mgr base;
  std::jmp_buf back;
};

/// Reads a JPEG, smaller by a power of two where it is large: averages of areas are what ink limits
/// are about. Nothing but plain data lives across the jump.
bool scan_jpeg(const std::string& data, int components, InkGauge* gauge, int size[2]) {
  jpeg_decompress_struct jpeg;
  JpegError error;
  std::uint8_t* row = nullptr;
  jpeg.err = jpeg_std_error(&error.base);
  error.base.output_message = [](j_common_ptr) {};
  // Data that ends early is made up by the library, to any size the header claims.
  error.base.emit_message = [](j_common_ptr common, int) {
    if (common->err->msg_code == JWRN_JPEG_EOF || common->err->msg_code == JWRN_HIT_MARKER) {
      common->err->error_exit(common);
    }
  };
  error.base.error_exit = [](j_common_ptr common) {
    std::longjmp(reinterpret_cast<JpegError*>(common->err)->back, 1);
  };
  if (setjmp(error.back) != 0) {
    jpeg_destroy_decompress(&jpeg);
    return false;
  }
  jpeg_create_decompress(&jpeg);
  jpeg.mem->max_memory_to_use = 512L << 20;
  jpeg_mem_src(&jpeg, reinterpret_cast<const unsigned char*>(data.data()), data.size());
  jpeg_read_header(&jpeg, TRUE);
  size[0] = static_cast<int>(jpeg.image_width);
  size[1] = static_cast<int>(jpeg.image_height);
  bool fits = jpeg.num_components == components;
  if (gauge && fits && components == 4) {
    const double pixels = static_cast<double>(jpeg.image_width) * jpeg.image_height;
    jpeg.scale_num = 1;
    jpeg.scale_denom = pixels > 16e6 ? 8 : pixels > 4e6 ? 4 : pixels > 1e6 ? 2 : 1;
    jpeg.out_color_space = JCS_CMYK;
    jpeg_start_decompress(&jpeg);
    row = static_cast<std::uint8_t*>((*jpeg.mem->alloc_small)(
        reinterpret_cast<j_common_ptr>(&jpeg), JPOOL_IMAGE, std::size_t{4} * jpeg.output_width));
    while (jpeg.output_scanline < jpeg.output_height) {
      jpeg_read_scanlines(&jpeg, &row, 1);
      for (JDIMENSION x = 0; x < jpeg.output_width; ++x) {
        gauge->pixel(row + std::size_t{4} * x);
      }
    }
  }
  jpeg_destroy_decompress(&jpeg);
  return fits;
}

bool takes_gauging(const ColorSpace& space) {
  using Kind = ColorSpace::Kind;
  const ColorSpace& inner = space.kind == Kind::indexed && space.base ? *space.base : space;
  return (inner.kind == Kind::cmyk || inner.kind == Kind::spots ||
          (inner.kind == Kind::icc && inner.components == 4)) &&
         space.components >= 1 && space.components <= 12;
}

void read_jpeg(Object image, ImageFacts& facts, InkGauge* gauge) {
  const std::optional<std::string> data = raw_data(image, kLargestJpeg);
  int size[2] = {facts.width, facts.height};
  if (!data || !scan_jpeg(*data, facts.space ? facts.space->components : 1, gauge, size)) {
    facts.fault = "JPEG";
  } else if (size[0] != facts.width || size[1] != facts.height) {
    facts.fault = std::to_string(size[0]) + "×" + std::to_string(size[1]) + " / " +
                  std::to_string(facts.width) + "×" + std::to_string(facts.height);
  }
}

void read_samples(Object image, ImageFacts& facts, InkGauge* gauge) {
  const int n = facts.space ? facts.space->components : 1;
  Samples samples(facts.width, n, gauge, facts.bits);
  bool sound = false;
  try {
    bool filtered = false;
    sound = image.pipeStreamData(&samples, &filtered, 0, qpdf_dl_all, true, false);
    if (!filtered) {
      return;  // a filter qpdf has not: CCITT, JBIG2
    }
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
  }
  const std::uint64_t row = (static_cast<std::uint64_t>(facts.width) * static_cast<unsigned>(n) *
                                 static_cast<unsigned>(facts.bits) +
                             7) /
                            8;
  const std::uint64_t wanted = row * static_cast<unsigned>(facts.height);
  if (!sound || samples.bytes < wanted) {
    facts.fault = std::to_string(samples.bytes) + " / " + std::to_string(wanted) + " B";
  }
}

}  // namespace

ImageFacts read_image(Object image,
                      Object resources,
                      ColorSpaces& spaces,
                      const std::string* data) {
  ImageFacts facts;
  facts.width = integer(get(image, "/Width"), 0);
  facts.height = integer(get(image, "/Height"), 0);
  facts.stencil = truth(get(image, "/ImageMask"));
  facts.bits = facts.stencil ? 1 : integer(get(image, "/BitsPerComponent"), 8);
  facts.interpolate = truth(get(image, "/Interpolate"));
  facts.soft_mask = get(image, "/SMask").isStream() || integer(get(image, "/SMaskInData"), 0) > 0;
  facts.alternates = has(image, "/Alternates");
  if (!facts.stencil && has(image, "/ColorSpace")) {
    facts.space = spaces.read(get(image, "/ColorSpace"), std::move(resources));
  }
  const bool possible = facts.width > 0 && facts.height > 0 && facts.width < 100000 &&
                        facts.height < 100000 &&
                        (facts.bits == 1 || facts.bits == 2 || facts.bits == 4 || facts.bits == 8 ||
                         facts.bits == 16);
  const std::vector<std::string> used = filters(image);
  const std::string last = used.empty() ? std::string() : used.back();
  if (!possible) {
    facts.fault = std::to_string(facts.width) + "×" + std::to_string(facts.height) + "×" +
                  std::to_string(facts.bits);
  }
  if (!possible || data || last == "JPXDecode" || (!facts.space && !facts.stencil)) {
    return facts;  // inline images are small and were read with the content
  }
  std::optional<InkGauge> gauge;
  if (facts.space && takes_gauging(*facts.space)) {
    gauge.emplace(*facts.space, facts.bits, get(image, "/Decode"));
  }
  if (last == "DCTDecode" && used.size() == 1) {
    read_jpeg(image, facts, gauge ? &*gauge : nullptr);
  } else {
    read_samples(image, facts, gauge ? &*gauge : nullptr);
  }
  facts.ink = gauge ? gauge->percent() : 0;
  return facts;
}

}  // namespace banxin::prepress

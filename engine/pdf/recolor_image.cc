// Images inside imported pages.
#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "engine/pdf/deflate.h"
#include "engine/pdf/recolor_graph.h"
#include "engine/pdf/stream_data.h"

namespace banxin::pdf {
namespace {

using Kind = Space::Kind;

constexpr std::size_t kMostPixels = 200'000'000;
constexpr std::size_t kMostBytes = 800u << 20;

bool goes_with(const std::string& key) {
  constexpr std::string_view kKept[] = {"Type",
                                        "Subtype",
                                        "Width",
                                        "Height",
                                        "BitsPerComponent",
                                        "ImageMask",
                                        "Decode",
                                        "Intent",
                                        "Matte",
                                        "SMaskInData"};
  return std::find(std::begin(kKept), std::end(kKept), key) != std::end(kKept);
}

/// Samples of any depth, one number at a time.
class Samples {
 public:
  Samples(std::string_view data, std::size_t bits, std::size_t per_row)
      : data_(data),
        bits_(bits),
        row_((per_row * bits + 7) / 8) {}

  unsigned at(std::size_t row, std::size_t i) const {
    const std::size_t from = row * row_ * 8 + i * bits_;
    if (bits_ == 8) {
      return byte(from / 8);
    }
    if (bits_ == 16) {
      return byte(from / 8) << 8 | byte(from / 8 + 1);
    }
    return byte(from / 8) >> (8 - bits_ - from % 8) & ((1u << bits_) - 1);
  }

 private:
  unsigned byte(std::size_t at) const {
    return at < data_.size() ? static_cast<unsigned char>(data_[at]) : 0u;
  }

  std::string_view data_;
  std::size_t bits_, row_;
};

class ImageRecolorer {
 public:
  ImageRecolorer(Recolorer& owner, const Object& image, const Dict* resources, Target target)
      : owner_(owner),
        image_(image),
        dictionary_(*image.value.as<Dict>()),
        resources_(resources),
        target_(target),
        width_(side("Width")),
        height_(side("Height")),
        bits_(static_cast<std::size_t>(
            std::clamp(owner.number(dictionary_, "BitsPerComponent", 8), 1.0, 16.0))) {}

  Object run() {
    if (width_ == 0 || height_ == 0 || width_ > kMostPixels / height_) {
      return {};
    }
    const bool* mask = owner_.entry(dictionary_, "ImageMask").as<bool>();
    if (mask && *mask) {
      return kept();
    }
    const Value* space = dictionary_.find("ColorSpace");
    space_ = space ? owner_.space(resources_, *space) : Space();
    Object out = recolored();
    if (out.stream) {
      add_masks(std::get<Dict>(out.value.state()));
    }
    return out;
  }

 private:
  std::size_t side(const char* key) const {
    return static_cast<std::size_t>(std::clamp(owner_.number(dictionary_, key, 0), 0.0, 1e6));
  }

  /// The data as found, without what no edition may hold (R5, R41).
  Object kept() const {
    Object out = owner_.coded(image_);
    Dict& made = std::get<Dict>(out.value.state());
    for (const auto& [key, item] : dictionary_.entries()) {
      if (goes_with(key)) {
        made.set(key, owner_.copy(item));
      }
    }
    return out;
  }

  Object recolored() {
    const bool numbers_stay =
        space_.kind == Kind::gray || space_.kind == Kind::indexed ||
        (target_ == Target::inks && (space_.kind == Kind::cmyk || space_.kind == Kind::spot));
    const std::vector<std::string> filters = filters_of(owner_.source(), dictionary_);
    const std::string last = filters.empty() ? "" : filters.back();
    if (last == "JPXDecode" && (!numbers_stay || target_ == Target::lightness)) {
      return unknown("JPEG 2000");
    }
    if (space_.kind == Kind::unknown || space_.kind == Kind::pattern) {
      return {};
    }
    if (numbers_stay && bits_ != 16) {
      Object out = kept();
      std::get<Dict>(out.value.state())
          .set("ColorSpace",
               owner_.space_resource(*dictionary_.find("ColorSpace"), resources_, target_));
      return out;
    }
    return converted();
  }

  Object unknown(const char* what) {
    owner_.findings().images.emplace_back(what);
    Object out = kept();
    if (space_.kind != Kind::unknown) {
      std::get<Dict>(out.value.state())
          .set("ColorSpace", owner_.copy(*dictionary_.find("ColorSpace")));
    }
    return out;
  }

  Object converted() {
    auto data = stream_data(owner_.source(), image_, kMostBytes);
    if (!data) {
      return {};
    }
    if (!data->filter.empty() && !decode(*data)) {
      return unknown(data->filter == "DCTDecode" ? "JPEG" : "JBIG2");
    }
    if (bits_ == 16 && space_.kind != Kind::rgb && space_.kind != Kind::lab &&
        target_ == Target::inks) {
      return eight_bits(data->bytes);
    }
    return convert(data->bytes);
  }

  bool decode(StreamData& data) const {
    static_cast<void>(data);
    return false;
  }

  Object finished(const std::string& rows, std::size_t channels, Value space) const {
    PackedRows packed = pack_rows(rows, {height_, width_ * channels, channels});
    Dict out{{"Type", Name{"XObject"}},
             {"Subtype", Name{"Image"}},
             {"Width", integer(width_)},
             {"Height", integer(height_)},
             {"BitsPerComponent", 8}};
    out.set("ColorSpace", std::move(space)).set("Filter", Name{"FlateDecode"});
    if (packed.predicted) {
      out.set("DecodeParms",
              Dict{{"Predictor", 15},
                   {"Colors", integer(channels)},
                   {"BitsPerComponent", 8},
                   {"Columns", integer(width_)}});
    }
    return {std::move(out), Bytes(std::move(packed.data))};
  }

  /// 16 bits are more than X-1a takes and than a press shows.
  Object eight_bits(std::string_view data) const {
    const std::size_t channels = space_.components;
    std::string rows(width_ * height_ * channels, '\0');
    for (std::size_t i = 0; i < rows.size() && 2 * i < data.size(); ++i) {
      rows[i] = data[2 * i];
    }
    Object out =
        finished(rows,
                 channels,
                 owner_.space_resource(*dictionary_.find("ColorSpace"), resources_, target_));
    if (const Value* decode = dictionary_.find("Decode")) {
      std::get<Dict>(out.value.state()).set("Decode", owner_.copy(*decode));
    }
    return out;
  }

  /// Where the numbers 0 and most stand, component by component.
  std::vector<double> decode_range() const {
    std::vector<double> out = numbers_of(owner_.source(), dictionary_.find("Decode"));
    if (out.size() == 2 * space_.components) {
      return out;
    }
    if (space_.kind == Kind::lab) {
      return {0, 100, space_.range[0], space_.range[1], space_.range[2], space_.range[3]};
    }
    out.clear();
    for (std::size_t i = 0; i < space_.components; ++i) {
      out.insert(out.end(), {0, 1});
    }
    return out;
  }

  Object convert(std::string_view data) {
    const std::size_t n = space_.components;
    if (data.size() < (width_ * n * bits_ + 7) / 8 * (height_ - 1)) {
      return {};
    }
    const Samples samples(data, bits_, width_ * n);
    const std::size_t channels = target_ == Target::inks ? 4 : 1;
    std::string rows;
    rows.reserve(width_ * height_ * channels);
    bool black = target_ == Target::inks;
    for (std::size_t y = 0; y < height_; ++y) {
      for (std::size_t x = 0; x < width_; ++x) {
        const std::uint32_t color = pixel(samples, y, x);
        black = black && (color & 0xffffff00u) == 0;
        for (std::size_t i = 0; i < channels; ++i) {
          rows += static_cast<char>(static_cast<unsigned char>(color >> (24 - 8 * i) & 255));
        }
      }
    }
    if (black) {  // every pixel is neutral: one ink is enough
      std::string gray(width_ * height_, '\0');
      for (std::size_t i = 0; i < gray.size(); ++i) {
        gray[i] = static_cast<char>(255 - static_cast<unsigned char>(rows[4 * i + 3]));
      }
      return finished(gray, 1, Name{"DeviceGray"});
    }
    return finished(rows, channels, Name{channels == 4 ? "DeviceCMYK" : "DeviceGray"});
  }

  /// C, M, Y, K from the top byte down, or the lightness in the top byte.
  std::uint32_t pixel(const Samples& samples, std::size_t y, std::size_t x) {
    const std::size_t n = space_.components;
    const double most = static_cast<double>((1u << bits_) - 1);
    std::uint64_t key = 0;
    raw_.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
      raw_[i] = samples.at(y, x * n + i);
      key = key * 65537 + raw_[i];
    }
    const auto [at, fresh] = known_.try_emplace(key, 0);
    if (fresh) {
      std::vector<double> color(n);
      const std::vector<double> range = range_.empty() ? (range_ = decode_range()) : range_;
      for (std::size_t i = 0; i < n; ++i) {
        color[i] = range[2 * i] + raw_[i] / most * (range[2 * i + 1] - range[2 * i]);
      }
      const auto level = [](double v) { return static_cast<std::uint32_t>(std::lround(v * 255)); };
      if (target_ == Target::lightness) {
        at->second = level(to_lightness(space_, color)) << 24;
      } else {
        const Inks inks = to_inks(space_, color, owner_.colors());
        at->second =
            level(inks[0]) << 24 | level(inks[1]) << 16 | level(inks[2]) << 8 | level(inks[3]);
      }
    }
    return at->second;
  }

  // ---- masks ----

  void add_masks(Dict& out) {
    if (const Value* soft = dictionary_.find("SMask")) {
      const Value made = owner_.image(*soft, resources_, Target::lightness);
      if (const Ref* ref = made.as<Ref>()) {
        owner_.findings().transparent = true;
        out.set("SMask", *ref);
        set_matte(*ref);
        return;
      }
    }
    const Value* mask = dictionary_.find("Mask");
    if (!mask) {
      return;
    }
    if (stream_of(owner_.source(), *mask)) {
      const Value made = owner_.image(*mask, resources_, target_);
      if (!made.as<std::monostate>()) {
        out.set("Mask", made);
      }
      return;
    }
    const std::vector<double> range = numbers_of(owner_.source(), mask);
    if (range.size() != 2 * space_.components) {
      return;
    }
    if (known_.empty()) {
      out.set("Mask", owner_.copy(*mask));  // the numbers it speaks of are still there
    } else {
      out.set("Mask", stencil(range));
    }
  }

  /// A colour key as a stencil mask: the colours it names are no longer in the image.
  Value stencil(const std::vector<double>& range) const {
    const auto data = stream_data(owner_.source(), image_, kMostBytes);
    const std::size_t n = space_.components, row = (width_ + 7) / 8;
    std::string rows(row * height_, '\0');
    if (data && data->filter.empty()) {
      const Samples samples(data->bytes, bits_, width_ * n);
      for (std::size_t y = 0; y < height_; ++y) {
        for (std::size_t x = 0; x < width_; ++x) {
          bool hidden = true;
          for (std::size_t i = 0; i < n && hidden; ++i) {
            const unsigned value = samples.at(y, x * n + i);
            hidden = value >= range[2 * i] && value <= range[2 * i + 1];
          }
          char& byte = rows[y * row + x / 8];
          byte =
              static_cast<char>(static_cast<unsigned char>(byte) | (hidden ? 0x80u >> x % 8 : 0u));
        }
      }
    }
    return owner_.add_packed({{"Type", Name{"XObject"}},
                              {"Subtype", Name{"Image"}},
                              {"Width", integer(width_)},
                              {"Height", integer(height_)},
                              {"ImageMask", true},
                              {"BitsPerComponent", 1}},
                             rows);
  }

  /// The colour an image was blended with beforehand, in the image's new space.
  void set_matte(Ref mask) {
    Dict& out = std::get<Dict>(owner_.out().all()[mask.index].value.state());
    const std::vector<double> color = numbers_of(owner_.out(), out.find("Matte"));
    if (color.size() != space_.components || known_.empty()) {
      return;
    }
    Array matte;
    for (const double ink : to_inks(space_, color, owner_.colors())) {
      matte.emplace_back(Real{ink});
    }
    out.set("Matte", std::move(matte));
  }

  Recolorer& owner_;
  const Object& image_;
  const Dict& dictionary_;
  const Dict* resources_;
  Target target_;
  std::size_t width_, height_, bits_;
  Space space_;
  std::vector<unsigned> raw_;
  std::vector<double> range_;
  std::unordered_map<std::uint64_t, std::uint32_t> known_;  // looked up only, never walked
};

}  // namespace

Object recolored_image(Recolorer& owner,
                       const Object& image,
                       const Dict* resources,
                       Target target) {
  return ImageRecolorer(owner, image, resources, target).run();
}

}  // namespace banxin::pdf

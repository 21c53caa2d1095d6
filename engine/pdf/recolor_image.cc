// Images inside imported pages.
#include <algorithm>
#include <cmath>

#include "engine/image/image.h"
#include "engine/pdf/deflate.h"
#include "engine/pdf/raster.h"
#include "engine/pdf/recolor_graph.h"
#include "engine/pdf/stream_data.h"

namespace banxin::pdf {
namespace {

using Kind = Space::Kind;

constexpr std::size_t kMostPixels = 200'000'000;
constexpr std::size_t kMostColored = 100'000'000;  // pixels that are looked at one by one
constexpr std::size_t kMostBytes = 800u << 20;
constexpr std::size_t kMostProfile = 16u << 20;

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
    if (last == "JPXDecode" || last == "JBIG2Decode") {
      owner_.findings().too_new = true;
    }
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
    const bool colored = space_.kind == Kind::rgb || space_.kind == Kind::lab;
    if (data->filter == "DCTDecode" && colored && target_ == Target::inks) {
      return inks_of_jpeg(std::move(data->bytes));
    }
    if (!data->filter.empty()) {
      return unknown(data->filter == "DCTDecode" ? "JPEG" : "JBIG2");
    }
    if (target_ == Target::lightness) {
      return lightness(data->bytes);
    }
    return colored ? inks_of_samples(data->bytes) : eight_bits(data->bytes);
  }

  // ---- colour: the way of all pictures ----

  Object inks_of_jpeg(std::string file) {
    const InspectedImage inspected = inspect_image(Bytes(std::move(file)), "", {});
    const bool fits = inspected.image && inspected.image->color == ColorSpace::rgb &&
                      space_.kind == Kind::rgb &&
                      inspected.image->width == static_cast<int>(width_) &&
                      inspected.image->height == static_cast<int>(height_) &&
                      decode_range() == std::vector<double>{0, 1, 0, 1, 0, 1};
    return fits ? inks(*inspected.image) : unknown("JPEG");
  }

  Object inks_of_samples(std::string_view data) {
    const std::size_t n = 3;
    if (data.size() < (width_ * n * bits_ + 7) / 8 * (height_ - 1) ||
        width_ > kMostColored / height_) {
      return {};
    }
    const Samples samples(data, bits_, width_ * n);
    std::string rows;
    rows.reserve(width_ * height_ * n);
    std::vector<double> color(n);
    for (std::size_t y = 0; y < height_; ++y) {
      for (std::size_t x = 0; x < width_; ++x) {
        for (std::size_t i = 0; i < n; ++i) {
          color[i] = component(samples.at(y, x * n + i), i);
        }
        for (const double part : to_rgb(space_, color)) {
          rows += static_cast<char>(static_cast<unsigned char>(std::lround(part * 255)));
        }
      }
    }
    Image image;
    image.width = static_cast<int>(width_);
    image.height = static_cast<int>(height_);
    image.data = Bytes(std::move(rows));
    return inks(image);
  }

  Object inks(const Image& found) {
    Image image = found;
    image.orientation = 1;  // a PDF shows a JPEG as it is stored
    image.icc = Bytes(space_.kind == Kind::rgb ? profile() : std::string());
    PlannedPicture picture;
    picture.image = &image;
    PdfOptions options;
    options.edition = Edition::print;
    Result<PreparedPicture> made = prepare_raster(picture, options, owner_.colors());
    if (!made) {
      return {};
    }
    PreparedPicture prepared = std::move(made).value();
    Dict out = std::move(prepared.dictionary);
    out.set("ColorSpace", Name{prepared.color == ColorSpace::gray ? "DeviceGray" : "DeviceCMYK"});
    changed_ = true;
    return {std::move(out), std::move(prepared.data)};
  }

  /// The ICC profile the image's own space names, or nothing.
  std::string profile() const {
    const Value* space = dictionary_.find("ColorSpace");
    const Value* found = space ? &resolved(owner_.source(), *space) : nullptr;
    if (const Name* name = found ? found->as<Name>() : nullptr) {
      const Value* named = resources_ ? resources_->find(name->text) : nullptr;
      found = named ? &resolved(owner_.source(), *named) : nullptr;
    }
    const Array* array = found ? found->as<Array>() : nullptr;
    const Object* stream =
        array && array->size() == 2 ? stream_of(owner_.source(), (*array)[1]) : nullptr;
    auto data = stream ? stream_data(owner_.source(), *stream, kMostProfile) : std::nullopt;
    return data && data->filter.empty() ? std::move(data->bytes) : std::string();
  }

  double component(unsigned raw, std::size_t i) {
    if (range_.empty()) {
      range_ = decode_range();
    }
    const double share = raw / static_cast<double>((1u << bits_) - 1);
    return range_[2 * i] + share * (range_[2 * i + 1] - range_[2 * i]);
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

  Object lightness(std::string_view data) {
    const std::size_t n = space_.components;
    if (data.size() < (width_ * n * bits_ + 7) / 8 * (height_ - 1) ||
        width_ > kMostColored / height_) {
      return {};
    }
    const Samples samples(data, bits_, width_ * n);
    std::string rows;
    std::vector<double> color(n);
    for (std::size_t y = 0; y < height_; ++y) {
      for (std::size_t x = 0; x < width_; ++x) {
        for (std::size_t i = 0; i < n; ++i) {
          color[i] = component(samples.at(y, x * n + i), i);
        }
        rows += static_cast<char>(
            static_cast<unsigned char>(std::lround(to_lightness(space_, color) * 255)));
      }
    }
    changed_ = true;
    return finished(rows, 1, Name{"DeviceGray"});
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
    if (!changed_) {
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
    if (color.size() != space_.components || !changed_) {
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
  std::vector<double> range_;
  bool changed_ = false;  // the samples are no longer those of the source
};

}  // namespace

Object recolored_image(Recolorer& owner,
                       const Object& image,
                       const Dict* resources,
                       Target target) {
  return ImageRecolorer(owner, image, resources, target).run();
}

}  // namespace banxin::pdf

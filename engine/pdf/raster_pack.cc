#include "engine/pdf/raster_pack.h"

#include "engine/base/contract.h"
#include "engine/pdf/deflate.h"

namespace banxin::pdf {

std::string_view view_of(const std::vector<std::uint8_t>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

int components(ColorSpace space) {
  return space == ColorSpace::gray ? 1 : space == ColorSpace::rgb ? 3 : 4;
}

Dict image_dictionary(int width, int height, int bits) {
  return Dict{{"Type", Name{"XObject"}},
              {"Subtype", Name{"Image"}},
              {"Width", width},
              {"Height", height},
              {"BitsPerComponent", bits}};
}

void set_flate(Dict& dictionary, bool predicted, int colors, int bits, int columns) {
  dictionary.set("Filter", Name{"FlateDecode"});
  if (predicted) {
    dictionary.set("DecodeParms",
                   Dict{{"Predictor", 15},
                        {"Colors", colors},
                        {"BitsPerComponent", bits},
                        {"Columns", columns}});
  }
}

Packer::Packer(const BoxShrink::Shape& shape, int channels, Packing packing)
    : shape_(shape),
      channels_(channels) {
  if (packing == Packing::jpeg) {
    jpeg_ = std::make_unique<JpegWriter>(JpegShape{shape.width, shape.height, channels});
  } else {
    rows_.reserve(static_cast<std::size_t>(shape.width) * static_cast<std::size_t>(shape.height) *
                  static_cast<std::size_t>(channels));
  }
}

void Packer::add(const std::uint8_t* row) {
  if (jpeg_) {
    jpeg_->add(row);
  } else {
    rows_.append(reinterpret_cast<const char*>(row),
                 static_cast<std::size_t>(shape_.width) * static_cast<std::size_t>(channels_));
  }
}

void Packer::finish(PreparedPicture& out) {
  out.dictionary = image_dictionary(shape_.width, shape_.height, 8);
  if (jpeg_) {
    out.dictionary.set("Filter", Name{"DCTDecode"});
    if (channels_ == 4) {  // YCCK: said aloud, though Adobe's marker in the data says it too
      out.dictionary.set("DecodeParms", Dict{{"ColorTransform", 1}});
    }
    std::string file = jpeg_->finish();
    BANXIN_REQUIRE(!file.empty());
    out.data = Bytes(std::move(file));
    return;
  }
  const auto pixel = static_cast<std::size_t>(channels_);
  PackedRows packed = pack_rows(rows_,
                                {static_cast<std::size_t>(shape_.height),
                                 static_cast<std::size_t>(shape_.width) * pixel,
                                 pixel});
  set_flate(out.dictionary, packed.predicted, channels_, 8, shape_.width);
  out.data = Bytes(std::move(packed.data));
}

void pack_mask(std::string_view alpha, const BoxShrink::Shape& shape, PreparedPicture& out) {
  PackedRows mask = pack_rows(
      alpha, {static_cast<std::size_t>(shape.height), static_cast<std::size_t>(shape.width), 1});
  out.mask = std::move(mask.data);
  out.mask_predicted = mask.predicted;
}

void pack_stencil(std::string_view alpha, const BoxShrink::Shape& shape, PreparedPicture& out) {
  const auto width = static_cast<std::size_t>(shape.width);
  const std::size_t row = (width + 7) / 8;
  std::string bits(row * static_cast<std::size_t>(shape.height), '\0');
  for (std::size_t i = 0; i < alpha.size(); ++i) {
    if (static_cast<unsigned char>(alpha[i]) < 128) {  // 1: not painted
      char& eight = bits[i / width * row + i % width / 8];
      eight = static_cast<char>(static_cast<unsigned char>(eight) | 0x80u >> i % width % 8);
    }
  }
  out.stencil = deflate(bits);
}

}  // namespace banxin::pdf

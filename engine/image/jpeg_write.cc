// Writing JPEG: pictures for print, and progressive files as baseline.
#include "engine/image/inspect.h"
#include "engine/image/jpeg_codec.h"
#include "engine/image/jpeg_markers.h"

namespace banxin {

JpegWriter::JpegWriter(const JpegShape& shape) : encoder_(std::make_unique<JpegEncoder>()) {
  sound_ = encoder_->start(shape);
}

JpegWriter::~JpegWriter() = default;

void JpegWriter::add(const std::uint8_t* row) {
  sound_ = sound_ && encoder_->write_row(row);
}

std::string JpegWriter::finish() {
  sound_ = sound_ && encoder_->finish();
  return sound_ ? encoder_->take() : std::string();
}

Bytes baseline_jpeg(const Image& image) {
  if (outline_jpeg(image.data.view()).frame != 0xc2) {
    return image.data;
  }
  JpegDecoder decoder;
  JpegEncoder encoder;
  if (!decoder.open(image.data.data(), image.data.size()) || !recode(decoder, encoder)) {
    return {};
  }
  return Bytes(encoder.take());
}

}  // namespace banxin

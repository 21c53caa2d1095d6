// libjpeg leaves by longjmp from its error callback: every call that may do so sits in a function
// that sets the jump target and has no object with a destructor.
#include "engine/image/jpeg_codec.h"

#include <cstdlib>

namespace banxin {
namespace {

// Coefficients of a progressive picture are held whole by libjpeg.
constexpr long kDecoderMemory = 1l << 30;

// Below this, Huffman tables made for the picture save 5 to 10 %; above, the coefficients that
// libjpeg then holds would take more memory than that is worth.
constexpr long kOptimised = 4l << 20;  // pixels

void ignore_message(j_common_ptr, int) {}

}  // namespace

JpegDecoder::~JpegDecoder() {
  if (made_) {
    jpeg_destroy_decompress(&jpeg_);
  }
}

void JpegDecoder::on_error(j_common_ptr common) {
  auto* decoder = static_cast<JpegDecoder*>(common->client_data);
  common->err->format_message(common, decoder->message_);
  std::longjmp(decoder->escape_, 1);
}

// Level -1 is a warning about damaged data: as good as an error for print.
void JpegDecoder::on_message(j_common_ptr common, int level) {
  if (level < 0) {
    on_error(common);
  }
}

bool JpegDecoder::open(const char* data, std::size_t size) {
  jpeg_.err = jpeg_std_error(&errors_);
  errors_.error_exit = on_error;
  errors_.emit_message = on_message;
  jpeg_.client_data = this;
  if (setjmp(escape_)) {
    return false;
  }
  jpeg_create_decompress(&jpeg_);
  made_ = true;
  jpeg_.mem->max_memory_to_use = kDecoderMemory;
  jpeg_mem_src(&jpeg_, reinterpret_cast<const unsigned char*>(data), size);
  return jpeg_read_header(&jpeg_, TRUE) == JPEG_HEADER_OK;
}

bool JpegDecoder::start() {
  if (setjmp(escape_)) {
    return false;
  }
  jpeg_start_decompress(&jpeg_);
  return true;
}

bool JpegDecoder::read_row(JSAMPROW row) {
  if (setjmp(escape_)) {
    return false;
  }
  return jpeg_read_scanlines(&jpeg_, &row, 1) == 1;
}

bool JpegDecoder::finish() {
  if (setjmp(escape_)) {
    return false;
  }
  return jpeg_finish_decompress(&jpeg_) != FALSE;
}

JpegEncoder::JpegEncoder() {
  jpeg_.err = jpeg_std_error(&errors_);
  errors_.error_exit = on_error;
  errors_.emit_message = ignore_message;
  jpeg_.client_data = this;
  jpeg_create_compress(&jpeg_);
  jpeg_mem_dest(&jpeg_, &buffer_, &size_);
}

JpegEncoder::~JpegEncoder() {
  jpeg_destroy_compress(&jpeg_);
  std::free(buffer_);
}

void JpegEncoder::on_error(j_common_ptr common) {
  std::longjmp(static_cast<JpegEncoder*>(common->client_data)->escape_, 1);
}

bool JpegEncoder::start(const JpegShape& shape) {
  if (setjmp(escape_)) {
    return false;
  }
  jpeg_.image_width = static_cast<JDIMENSION>(shape.width);
  jpeg_.image_height = static_cast<JDIMENSION>(shape.height);
  jpeg_.input_components = shape.channels;
  jpeg_.in_color_space = shape.channels == 1   ? JCS_GRAYSCALE
                         : shape.channels == 3 ? JCS_RGB
                                               : JCS_CMYK;
  jpeg_set_defaults(&jpeg_);
  if (shape.channels == 4) {  // a third smaller than four unrelated planes
    jpeg_set_colorspace(&jpeg_, JCS_YCCK);
  }
  jpeg_set_quality(&jpeg_, shape.quality, TRUE);
  for (int i = 0; i < jpeg_.num_components; ++i) {  // 4:4:4: print shows coloured edges
    jpeg_.comp_info[i].h_samp_factor = 1;
    jpeg_.comp_info[i].v_samp_factor = 1;
  }
  jpeg_.optimize_coding = static_cast<long>(shape.width) * shape.height <= kOptimised;
  jpeg_start_compress(&jpeg_, TRUE);
  return true;
}

bool JpegEncoder::write_row(const unsigned char* row) {
  if (setjmp(escape_)) {
    return false;
  }
  JSAMPROW at = const_cast<JSAMPROW>(row);  // libjpeg only reads it
  return jpeg_write_scanlines(&jpeg_, &at, 1) == 1;
}

bool JpegEncoder::finish() {
  if (setjmp(escape_)) {
    return false;
  }
  jpeg_finish_compress(&jpeg_);
  return true;
}

std::string JpegEncoder::take() const {
  return {reinterpret_cast<const char*>(buffer_), size_};
}

bool recode(JpegDecoder& from, JpegEncoder& to) {
  if (setjmp(from.escape_)) {
    return false;
  }
  if (setjmp(to.escape_)) {
    return false;
  }
  jvirt_barray_ptr* coefficients = jpeg_read_coefficients(&from.jpeg_);
  jpeg_copy_critical_parameters(&from.jpeg_, &to.jpeg_);
  to.jpeg_.optimize_coding = TRUE;
  jpeg_write_coefficients(&to.jpeg_, coefficients);
  jpeg_finish_compress(&to.jpeg_);
  jpeg_finish_decompress(&from.jpeg_);
  return true;
}

}  // namespace banxin

// libjpeg, with its jumps kept inside: reading, writing and losslessly recoding JPEG files.
#pragma once

#include <csetjmp>
#include <cstddef>
#include <cstdio>  // jpeglib.h needs it
#include <string>

#include <jpeglib.h>

#include "engine/image/image.h"

namespace banxin {

class JpegEncoder;

/// A file being decoded. Functions give false on damage, also on what libjpeg only warns of, and
/// `message` then says what. `data` must outlive it.
class JpegDecoder {
 public:
  JpegDecoder() = default;
  ~JpegDecoder();
  JpegDecoder(const JpegDecoder&) = delete;
  JpegDecoder& operator=(const JpegDecoder&) = delete;

  bool open(const char* data, std::size_t size);
  bool start();
  bool read_row(JSAMPROW row);
  bool finish();

  int components() const { return jpeg_.output_components; }

  std::size_t row_bytes() const {
    return static_cast<std::size_t>(jpeg_.output_width) *
           static_cast<std::size_t>(jpeg_.output_components);
  }

  const char* message() const { return message_; }

 private:
  friend bool recode(JpegDecoder& from, JpegEncoder& to);

  jpeg_decompress_struct jpeg_ = {};
  jpeg_error_mgr errors_ = {};
  std::jmp_buf escape_ = {};
  char message_[JMSG_LENGTH_MAX] = "libjpeg";
  bool made_ = false;

  static void on_error(j_common_ptr common);
  static void on_message(j_common_ptr common, int level);
};

/// A baseline file being written to memory. Same rows, same bytes.
class JpegEncoder {
 public:
  JpegEncoder();
  ~JpegEncoder();
  JpegEncoder(const JpegEncoder&) = delete;
  JpegEncoder& operator=(const JpegEncoder&) = delete;

  bool start(const JpegShape& shape);
  bool write_row(const unsigned char* row);
  bool finish();

  std::string take() const;

 private:
  friend bool recode(JpegDecoder& from, JpegEncoder& to);

  jpeg_compress_struct jpeg_ = {};
  jpeg_error_mgr errors_ = {};
  std::jmp_buf escape_ = {};
  unsigned char* buffer_ = nullptr;
  unsigned long size_ = 0;

  static void on_error(j_common_ptr common);
};

/// The coefficients of an opened file as baseline; not one is changed.
bool recode(JpegDecoder& from, JpegEncoder& to);

}  // namespace banxin

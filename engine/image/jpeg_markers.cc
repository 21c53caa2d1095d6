#include "engine/image/jpeg_markers.h"

#include <algorithm>
#include <vector>

namespace banxin {
namespace {

constexpr unsigned kEoi = 0xd9, kSos = 0xda, kDht = 0xc4, kDac = 0xcc, kDqt = 0xdb, kJpg = 0xc8;
// Real progressive files have about ten scans; each costs a pass over the picture when shown.
constexpr int kMostScans = 256;

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0u;
}

unsigned word_at(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at) << 8 | byte_at(bytes, at + 1);
}

bool is_frame(unsigned marker) {
  return marker >= 0xc0 && marker <= 0xcf && marker != kDht && marker != kDac && marker != kJpg;
}

class Scanner {
 public:
  explicit Scanner(std::string_view file) : file_(file) {}

  JpegOutline run() {
    while (out_.problem.empty() && !done_) {
      step();
    }
    if (out_.problem.empty()) {
      check_whole();
    }
    join_profile();
    return std::move(out_);
  }

 private:
  void stop(std::string_view problem) { out_.problem = problem; }

  // One segment from at_ on. Bytes between segments are skipped, as decoders do.
  void step() {
    at_ = file_.find('\xff', at_);
    at_ = at_ == std::string_view::npos ? at_ : file_.find_first_not_of('\xff', at_);
    if (at_ == std::string_view::npos) {
      return stop("no EOI");
    }
    const unsigned marker = byte_at(file_, at_++);
    if (marker == kEoi) {
      out_.end = at_;
      done_ = true;
      return;
    }
    if (marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      return;  // stuffing, TEM, RST, SOI: no length
    }
    const std::size_t length = word_at(file_, at_);
    if (length < 2 || length > file_.size() - at_) {
      return stop("segment length");
    }
    const std::string_view body = file_.substr(at_ + 2, length - 2);
    at_ += length;
    segment(marker, body);
  }

  void segment(unsigned marker, std::string_view body) {
    if (is_frame(marker)) {
      frame(marker, body);
    } else if (marker == kSos) {
      scan(body);
    } else if (marker == kDqt || marker == kDht) {
      (marker == kDqt ? quantization_ : huffman_) = true;
    } else if (marker == 0xe0 && body.substr(0, 5) == std::string_view("JFIF\0", 5)) {
      jfif(body);
    } else if (marker == 0xe1 && body.substr(0, 6) == std::string_view("Exif\0\0", 6)) {
      out_.exif = parse_exif(body.substr(6));
    } else if (marker == 0xe2 && body.size() > 14 &&
               body.substr(0, 12) == std::string_view("ICC_PROFILE\0", 12)) {
      chunks_.push_back({byte_at(body, 12), byte_at(body, 13), body.substr(14)});
    } else if (marker == 0xee && body.size() >= 12 && body.substr(0, 5) == "Adobe") {
      out_.adobe = true;
      out_.adobe_transform = static_cast<int>(byte_at(body, 11));
    }
  }

  void frame(unsigned marker, std::string_view body) {
    const unsigned components = byte_at(body, 5);
    if (out_.frame != 0) {
      return stop("two SOF");
    }
    if (components == 0 || components > 4 || body.size() != 6 + std::size_t{3} * components) {
      return stop("SOF");
    }
    out_.frame = marker;
    out_.precision = static_cast<int>(byte_at(body, 0));
    out_.height = static_cast<int>(word_at(body, 1));
    out_.width = static_cast<int>(word_at(body, 3));
    out_.components = static_cast<int>(components);
    unsigned most_h = 1;
    unsigned most_v = 1;
    for (std::size_t i = 0; i < components; ++i) {
      const unsigned sampling = byte_at(body, 7 + 3 * i);
      out_.ids[i] = static_cast<unsigned char>(byte_at(body, 6 + 3 * i));
      most_h = std::max(most_h, sampling >> 4);
      most_v = std::max(most_v, sampling & 15);
      if (sampling >> 4 == 0 || sampling >> 4 > 4 || (sampling & 15) == 0 || (sampling & 15) > 4) {
        return stop("SOF");
      }
    }
    for (std::size_t i = 0; i < components; ++i) {
      const unsigned sampling = byte_at(body, 7 + 3 * i);
      out_.blocks +=
          blocks(out_.width, sampling >> 4, most_h) * blocks(out_.height, sampling & 15, most_v);
    }
  }

  static std::uint64_t blocks(int side, unsigned sampling, unsigned most) {
    const std::uint64_t samples = (static_cast<std::uint64_t>(side) * sampling + most - 1) / most;
    return (samples + 7) / 8;
  }

  void scan(std::string_view body) {
    if (out_.frame == 0 || byte_at(body, 0) == 0 || body.size() != 4 + 2 * byte_at(body, 0)) {
      return stop("SOS");
    }
    if (++out_.scans > kMostScans) {
      return stop("too many scans");
    }
    const std::size_t begin = at_;
    for (;;) {
      at_ = file_.find('\xff', at_);
      if (at_ == std::string_view::npos || at_ + 1 >= file_.size()) {
        return stop("no EOI");
      }
      const unsigned next = byte_at(file_, at_ + 1);
      if (next != 0 && next != 0xff && !(next >= 0xd0 && next <= 0xd7)) {
        break;
      }
      at_ += next == 0xff ? 1 : 2;
    }
    out_.entropy += at_ - begin;
  }

  void jfif(std::string_view body) {
    out_.jfif = true;
    const unsigned unit = byte_at(body, 7);
    const double per_inch = unit == 1 ? 1 : unit == 2 ? 2.54 : 0;
    out_.jfif_resolution = {word_at(body, 8) * per_inch, word_at(body, 10) * per_inch};
  }

  void check_whole() {
    // Every block takes two Huffman codes of a bit or more in a sequential file, one or more in
    // the first scan of a progressive one.
    const std::uint64_t least = out_.frame == 0xc2 ? out_.blocks / 8 : out_.blocks / 4;
    const bool huffman = out_.frame <= 0xc2;
    if (out_.frame == 0 || out_.scans == 0) {
      stop("no picture data");
    } else if (!quantization_ || (huffman && !huffman_)) {
      stop("no tables");
    } else if (huffman && out_.height > 0 && out_.entropy < least) {
      stop("too little data");
    }
  }

  void join_profile() {
    std::sort(chunks_.begin(), chunks_.end(), [](const Chunk& a, const Chunk& b) {
      return a.number < b.number;
    });
    for (std::size_t i = 0; i < chunks_.size(); ++i) {
      if (chunks_[i].number != i + 1 || chunks_[i].count != chunks_.size()) {
        out_.icc.clear();
        return;
      }
      out_.icc += chunks_[i].bytes;
    }
  }

  struct Chunk {
    unsigned number, count;
    std::string_view bytes;
  };

  std::string_view file_;
  std::size_t at_ = 2;
  bool done_ = false, quantization_ = false, huffman_ = false;
  std::vector<Chunk> chunks_;
  JpegOutline out_;
};

}  // namespace

JpegOutline outline_jpeg(std::string_view file) {
  return Scanner(file).run();
}

}  // namespace banxin

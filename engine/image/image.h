// Pictures: what they are, how large, and their data, checked and bounded.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/base/geometry.h"
#include "engine/base/hash.h"
#include "engine/base/result.h"
#include "engine/base/world.h"

namespace banxin {

enum class ImageKind : std::uint8_t { jpeg, samples, pdf_page };
enum class ColorSpace : std::uint8_t { gray, rgb, cmyk };

/// A picture ready to place. Immutable and shared by everything that shows it.
struct Image {
  ImageKind kind = ImageKind::samples;
  int width = 0, height = 0;  // pixels, after orientation; 0 for pdf_page
  Size natural;               // at the picture's own resolution (96 dpi if it names none)
  ColorSpace color = ColorSpace::rgb;
  int bits = 8;                // per component: 1, 2, 4, 8 or 16
  int orientation = 1;         // EXIF 1..8; only jpeg, others are turned when decoded
  bool inverted_cmyk = false;  // JPEG with an Adobe marker (R42)
  Bytes data;                  // jpeg: the file; samples: rows top down, big endian, packed;
                               // pdf_page: a one-page PDF file, normalised
  Bytes packed;                // samples only, and only if the file had them so: the same rows as
                               // one zlib stream, each behind its PNG filter byte (in PDF
                               // FlateDecode with Predictor 15); checked whole
  Bytes alpha;                 // samples only: 8-bit coverage per pixel, empty if opaque
  Bytes icc;                   // embedded profile, empty if none
  Bytes source;                // of an SVG: the file, for draw_as_pixels
  std::string format;          // "png", "jpeg", "svg", "pdf": as found
  Hash128 hash;                // of the source file
};

/// Bounds that keep a hostile picture from eating the machine.
struct ImageLimits {
  std::uint64_t file_bytes = 256ull << 20;
  std::uint64_t pixels = 200'000'000;
  int side = 60'000;
};

/// Unpacking a PNG only to pack it again for the PDF is most of the time a picture costs.
/// `unless_packed` leaves `data` empty where `packed` is there.
enum class Decoding : std::uint8_t { always, unless_packed };

/// Recognises (by content, never by name), checks and decodes a picture. JPEG data is passed
/// through. SVG is turned into a one-page PDF by librsvg and stays vectors; no outside reference
/// inside it is followed. A PDF must have one page; more is warned (W604) and the first used.
/// Fails: E601 unknown type, E602 corrupt or truncated, E603 too large (pixels), E604 no size,
/// E605 encrypted or unusable PDF, E606 the library that reads SVG or PDF is not installed. W605
/// a PDF with hidden layers, W606 an SVG that refers to outside files. `name` is for messages;
/// `span` where the manuscript names it.
/// Threads: may be called from several at once; keeps no state.
struct InspectedImage {
  std::shared_ptr<const Image> image;  // null on failure
  Diagnostics diagnostics;
};

InspectedImage inspect_image(const Bytes& file,
                             std::string_view name,
                             Span span,
                             const ImageLimits& limits = {},
                             Decoding decoding = Decoding::always);

/// The pixels of a raster picture, 8 bits a sample, one row after the other from the top, as they
/// are stored: a JPEG is not turned. 16 bits are rounded to the nearest of 8, fewer are spread over
/// 0 … 255. CMYK is the amount of ink, whatever the file's convention (R42). Holds one row; a
/// progressive JPEG's coefficients are held whole, at most 1 GB. `image` must outlive it.
class PixelRows {
 public:
  explicit PixelRows(const Image& image);
  ~PixelRows();
  PixelRows(const PixelRows&) = delete;
  PixelRows& operator=(const PixelRows&) = delete;

  int width() const { return width_; }

  int height() const { return height_; }

  int channels() const { return channels_; }

  /// The next row, valid until the next call; null at damage, and after the last row.
  const std::uint8_t* next();

  /// What is damaged; empty if all rows so far were sound.
  const std::string& problem() const { return problem_; }

 private:
  int width_, height_, channels_;
  int row_ = 0;
  std::unique_ptr<struct PixelSource> source_;
  std::string problem_;
};

/// Shrinks rows of pixels by averaging over the area each new pixel covers, exactly. Colours are
/// weighed by their alpha, so that what shows through does not bleed into edges.
class BoxShrink {
 public:
  struct Shape {
    int width, height;  // not above those of the source
  };

  BoxShrink(Shape from, Shape to, int channels);
  /// Takes the next row of the source, with its alpha or null. True if that ends a new row.
  bool add(const std::uint8_t* row, const std::uint8_t* alpha);

  const std::vector<std::uint8_t>& row() const { return row_; }

  const std::vector<std::uint8_t>& alpha() const { return alpha_; }

 private:
  void spread(const std::uint8_t* row, const std::uint8_t* alpha);
  void accumulate(std::uint64_t weight);
  void finish_row();

  Shape from_, to_;
  std::size_t channels_;
  int read_ = 0, written_ = 0;
  std::vector<std::uint64_t> across_, across_alpha_;  // one source row, shrunk across
  std::vector<std::uint64_t> sums_, sums_alpha_;      // of the new row under way
  std::vector<std::uint8_t> row_, alpha_;
};

struct JpegShape {
  int width = 0, height = 0;
  int channels = 3;  // 1 gray, 3 RGB, 4 CMYK
  int quality = 92;
};

/// Writes a JPEG for print, row by row: baseline, colour at full resolution. CMYK is stored as
/// YCCK, as amounts of ink: with Adobe's marker, but not inverted, as PDF takes it. Same rows, same
/// bytes for one version of libjpeg.
class JpegWriter {
 public:
  explicit JpegWriter(const JpegShape& shape);
  ~JpegWriter();
  JpegWriter(const JpegWriter&) = delete;
  JpegWriter& operator=(const JpegWriter&) = delete;

  void add(const std::uint8_t* row);
  /// The file, after the last row; empty if memory ran out.
  std::string finish();

 private:
  std::unique_ptr<class JpegEncoder> encoder_;
  bool sound_ = true;
};

/// A JPEG picture's file as baseline: itself, or recoded without loss if it is progressive. Empty
/// if it is damaged.
Bytes baseline_jpeg(const Image& image);

/// An SVG drawn as RGB samples with alpha, stretched to this many pixels: for files that may hold
/// no transparency. Null if `svg` is no SVG, or too large (2^27 pixels), or librsvg fails.
std::shared_ptr<const Image> draw_as_pixels(const Image& svg, int width, int height);

}  // namespace banxin

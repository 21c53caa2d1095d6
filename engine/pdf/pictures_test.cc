// Pictures as PDF objects, predictors, imported pages.
#include "engine/pdf/pictures.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "engine/pdf/deflate.h"
#include "engine/pdf/test_page.h"

namespace banxin::pdf {
namespace {

std::string inflated(std::string_view data, std::size_t size) {
  std::string out(size, '\0');
  uLongf length = size;
  const int status = uncompress(reinterpret_cast<Bytef*>(out.data()),
                                &length,
                                reinterpret_cast<const Bytef*>(data.data()),
                                data.size());
  EXPECT_EQ(status, Z_OK);
  out.resize(length);
  return out;
}

/// Undoes PNG prediction, written anew from the PNG specification.
std::string unpredicted(const std::string& rows, const RowShape& shape) {
  std::string out;
  std::vector<unsigned char> above(shape.row_bytes), row(shape.row_bytes);
  const auto* at = reinterpret_cast<const unsigned char*>(rows.data());
  for (std::size_t y = 0; y < shape.rows; ++y) {
    const unsigned filter = *at++;
    for (std::size_t i = 0; i < shape.row_bytes; ++i) {
      const int a = i < shape.pixel_bytes ? 0 : row[i - shape.pixel_bytes];
      const int b = above[i];
      const int c = i < shape.pixel_bytes ? 0 : above[i - shape.pixel_bytes];
      const int p = a + b - c;
      const int pa = std::abs(p - a), pb = std::abs(p - b), pc = std::abs(p - c);
      const int paeth = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
      const int guess[] = {0, a, b, (a + b) / 2, paeth};
      row[i] = static_cast<unsigned char>(*at++ + guess[filter]);
    }
    out.append(row.begin(), row.end());
    above = row;
  }
  return out;
}

std::string noise(std::size_t size) {
  std::string out;
  std::uint32_t state = 1;
  for (std::size_t i = 0; i < size; ++i) {
    state = state * 1103515245u + 12345u;
    out += static_cast<char>(state >> 16);
  }
  return out;
}

std::string ramp(const RowShape& shape) {
  std::string out;
  for (std::size_t y = 0; y < shape.rows; ++y) {
    for (std::size_t x = 0; x < shape.row_bytes; ++x) {
      out += static_cast<char>(static_cast<unsigned char>(x * 3 + y * 5 + (x * y) % 3));
    }
  }
  return out;
}

TEST(PackRows, PredictionCanBeUndone) {
  const RowShape shapes[] = {{7, 12, 1}, {5, 12, 3}, {9, 16, 8}, {1, 4, 4}, {3, 1, 1}};
  for (const RowShape& shape : shapes) {
    for (const std::string& samples : {noise(shape.rows * shape.row_bytes), ramp(shape)}) {
      EXPECT_EQ(unpredicted(predict_rows(samples, shape), shape), samples)
          << shape.rows << "x" << shape.row_bytes << "/" << shape.pixel_bytes;
    }
  }
}

TEST(PackRows, PredictsWhereItPays) {
  const RowShape shape{100, 300, 3};
  const PackedRows smooth = pack_rows(ramp(shape), shape);
  EXPECT_TRUE(smooth.predicted);
  EXPECT_EQ(unpredicted(inflated(smooth.data, 100 * 301), shape), ramp(shape));
  const std::string flat(100 * 300, '\x40');
  const PackedRows random = pack_rows(noise(100 * 300), shape);
  EXPECT_FALSE(random.predicted);
  EXPECT_EQ(inflated(random.data, 100 * 300), noise(100 * 300));
  EXPECT_LT(pack_rows(flat, shape).data.size(), 200u);
}

Image samples(ColorSpace color, int bits, int width, int height, std::size_t bytes) {
  Image image;
  image.kind = ImageKind::samples;
  image.color = color;
  image.bits = bits;
  image.width = width;
  image.height = height;
  image.data = Bytes(noise(bytes));
  return image;
}

Result<PreparedPicture> prepared(const Image& image) {
  return prepare_picture({&image, {}, {}, {}}, {}, PressColors(nullptr));
}

std::string objects_of(const Image& image) {
  Result<PreparedPicture> made = prepared(image);
  if (!made) {
    return std::string(made.error()[0].code);
  }
  Objects objects;
  Profiles profiles;
  add_picture(objects, std::move(made).value(), profiles);
  std::string text = to_text(objects);
  for (std::size_t at = 0; (at = text.find(" stream of ", at)) != std::string::npos;) {
    text.erase(at, text.find('\n', at) - at);  // compressed sizes are zlib's business
  }
  return text;
}

TEST(Pictures, SamplesOfEveryKind) {
  struct Row {
    Image image;
    const char* text;
  };

  const std::string head = "<</Type /XObject /Subtype /Image ";
  const Row rows[] = {
      {samples(ColorSpace::gray, 1, 9, 2, 4),
       "/Width 9 /Height 2 /BitsPerComponent 1 /Filter /FlateDecode /ColorSpace /DeviceGray>>\n"},
      {samples(ColorSpace::gray, 8, 3, 2, 6),
       "/Width 3 /Height 2 /BitsPerComponent 8 /Filter /FlateDecode /ColorSpace /DeviceGray>>\n"},
      {samples(ColorSpace::rgb, 16, 2, 2, 24),
       "/Width 2 /Height 2 /BitsPerComponent 16 /Filter /FlateDecode /ColorSpace [/ICCBased 1 0 "
       "R]>>\n"},
      {samples(ColorSpace::cmyk, 8, 2, 2, 16),
       "/Width 2 /Height 2 /BitsPerComponent 8 /Filter /FlateDecode /ColorSpace /DeviceCMYK>>\n"},
  };
  for (const Row& row : rows) {
    const std::string text = objects_of(row.image);
    EXPECT_EQ(text.substr(text.find(head)), head + row.text);
  }
}

TEST(Pictures, PredictedRowsSayHow) {
  Image image = samples(ColorSpace::rgb, 8, 100, 100, 0);
  image.data = Bytes(ramp({100, 300, 3}));
  EXPECT_NE(objects_of(image).find("/DecodeParms <</Predictor 15 /Colors 3 /BitsPerComponent 8 "
                                   "/Columns 100>> /ColorSpace [/ICCBased 1 0 R]"),
            std::string::npos);
}

TEST(Pictures, AlphaIsASoftMaskUnlessItIsOpaque) {
  Image image = samples(ColorSpace::rgb, 8, 2, 2, 12);
  image.alpha = Bytes(std::string("\x00\x80\xff\xff", 4));
  EXPECT_EQ(
      objects_of(image),
      "1: <</N 3 /Alternate /DeviceRGB /Filter /FlateDecode>>\n"
      "2: <</Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace "
      "/DeviceGray /Filter /FlateDecode>>\n"
      "3: <</Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /Filter "
      "/FlateDecode /ColorSpace [/ICCBased 1 0 R] /SMask 2 0 R>>\n");
  image.alpha = Bytes(std::string(4, '\xff'));
  EXPECT_EQ(objects_of(image).find("SMask"), std::string::npos);
}

TEST(Pictures, R42_JpegIsPassedThrough) {
  Image image;
  image.kind = ImageKind::jpeg;
  image.color = ColorSpace::cmyk;
  image.inverted_cmyk = true;
  image.width = 20;
  image.height = 10;
  image.data = Bytes(std::string("\xff\xd8jpeg"));
  EXPECT_EQ(objects_of(image),
            "1: <</Type /XObject /Subtype /Image /Width 20 /Height 10 /BitsPerComponent 8 /Filter "
            "/DCTDecode /Decode [1 0 1 0 1 0 1 0] /ColorSpace /DeviceCMYK>>\n");
  image.inverted_cmyk = false;
  image.orientation = 6;  // stored lying down
  EXPECT_EQ(objects_of(image),
            "1: <</Type /XObject /Subtype /Image /Width 10 /Height 20 /BitsPerComponent 8 /Filter "
            "/DCTDecode /ColorSpace /DeviceCMYK>>\n");
}

std::string icc(const char* space) {
  std::string profile(200, '\0');
  profile.replace(16, 4, space);
  profile.replace(36, 4, "acsp");
  return profile;
}

TEST(Pictures, AProfileThatFitsIsEmbeddedOnce) {
  EXPECT_TRUE(profile_fits(icc("RGB "), ColorSpace::rgb));
  EXPECT_FALSE(profile_fits(icc("RGB "), ColorSpace::cmyk));
  EXPECT_FALSE(profile_fits(icc("RGB ").substr(0, 100), ColorSpace::rgb));
  EXPECT_FALSE(profile_fits(std::string(200, '\0'), ColorSpace::rgb));
  Image image = samples(ColorSpace::rgb, 8, 2, 2, 12);
  image.icc = Bytes(icc("RGB "));
  Objects objects;
  Profiles profiles;
  for (int i = 0; i < 2; ++i) {
    add_picture(objects, prepared(image).value(), profiles);
  }
  EXPECT_EQ(objects.size(), 3u);
  EXPECT_NE(to_text(objects).find("1: <</N 3 /Alternate /DeviceRGB /Filter /FlateDecode>>"),
            std::string::npos);
  EXPECT_NE(to_text(objects).find("/ColorSpace [/ICCBased 1 0 R]>>"), std::string::npos);
}

TEST(Pictures, MissingSamplesAreAnErrorNotARead) {
  EXPECT_EQ(objects_of(samples(ColorSpace::rgb, 8, 100, 100, 12)), "E702");
  EXPECT_EQ(objects_of(samples(ColorSpace::rgb, 8, 0, 100, 12)), "E702");
  EXPECT_EQ(objects_of(samples(ColorSpace::rgb, 8, 100, -1, 12)), "E702");
  EXPECT_EQ(objects_of(samples(ColorSpace::rgb, 7, 1, 1, 12)), "E702");
}

std::string stream(const std::string& data, const std::string& keys = "") {
  return "<</Length " + std::to_string(data.size()) + " " + keys + ">>\nstream\n" + data +
         "\nendstream";
}

const std::string kCatalog = "<</Type /Catalog /Pages 2 0 R>>";
const std::string kPages =
    "<</Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 200 100] /Resources <</ExtGState <</G 5 "
    "0 "
    "R>>>> >>";

std::string import_dump(const std::string& file, const ImportLimits& limits = {}) {
  const Result<PageImport> page = import_page(file, {}, limits);
  if (!page) {
    return std::string(page.error()[0].code) + " " + page.error()[0].args[0];
  }
  return to_text(page->objects);
}

TEST(ImportPage, CopiesContentAndWhatItNeeds) {
  const std::string file =
      pdf_of({kCatalog,
              kPages,
              "<</Type /Page /Parent 2 0 R /Contents 4 0 R /Annots [6 0 R] /StructParents 0>>",
              stream("/G gs 0 0 10 10 re f"),
              "<</Type /ExtGState /ca 0.5 /Loop 5 0 R /Back 3 0 R /Parent 2 0 R>>",
              "<</Type /Annot>>"});
  EXPECT_EQ(import_dump(file),
            "1: <</Type /XObject /Subtype /Form /FormType 1 /BBox [0 0 200 100] /Matrix [1 0 0 1 0 "
            "0] /Resources <</ExtGState <</G 2 0 R>>>>>> stream of 20\n"
            "2: <</Back 3 0 R /Loop 2 0 R /Type /ExtGState /ca 0.5>>\n"
            "3: null\n");
}

TEST(ImportPage, BoxAndRotationBecomeTheMatrix) {
  struct Row {
    const char* keys;
    const char* form;
    double width, height;
  };

  const Row rows[] = {
      {"/MediaBox [10 20 210 120]", "/BBox [10 20 210 120] /Matrix [1 0 0 1 -10 -20]", 200, 100},
      {"/MediaBox [210 120 10 20]", "/BBox [10 20 210 120] /Matrix [1 0 0 1 -10 -20]", 200, 100},
      {"/CropBox [10 20 60 50]", "/BBox [10 20 60 50] /Matrix [1 0 0 1 -10 -20]", 50, 30},
      {"/Rotate 90", "/BBox [0 0 200 100] /Matrix [0 -1 1 0 0 200]", 100, 200},
      {"/Rotate 180", "/BBox [0 0 200 100] /Matrix [-1 0 0 -1 200 100]", 200, 100},
      {"/Rotate -90", "/BBox [0 0 200 100] /Matrix [0 1 -1 0 100 0]", 100, 200},
      {"/Rotate 45", "/BBox [0 0 200 100] /Matrix [1 0 0 1 0 0]", 200, 100},
  };
  for (const Row& row : rows) {
    const std::string file =
        pdf_of({kCatalog, kPages, "<</Type /Page /Parent 2 0 R " + std::string(row.keys) + ">>"});
    const Result<PageImport> page = import_page(file, {});
    ASSERT_TRUE(page) << row.keys;
    EXPECT_NE(to_text(page->objects).find(row.form), std::string::npos) << to_text(page->objects);
    EXPECT_EQ(page->width, row.width);
    EXPECT_EQ(page->height, row.height);
  }
}

TEST(ImportPage, SeveralContentStreamsBecomeOne) {
  const std::string file = pdf_of({kCatalog,
                                   kPages,
                                   "<</Type /Page /Parent 2 0 R /Contents [4 0 R 6 0 R]>>",
                                   stream("q"),
                                   "<<>>",
                                   stream(deflate("Q"), "/Filter /FlateDecode")});
  const Result<PageImport> page = import_page(file, {});
  ASSERT_TRUE(page);
  EXPECT_EQ(page->objects[page->form].stream->view(), "q\nQ\n");
}

TEST(ImportPage, HostileFilesAreRefused) {
  EXPECT_EQ(import_dump("not a PDF").substr(0, 5), "E702 ");
  EXPECT_EQ(import_dump("").substr(0, 5), "E702 ");
  EXPECT_EQ(import_dump(pdf_of({kCatalog, "<</Type /Pages /Kids [] /Count 0>>"})), "E702 no page");
  EXPECT_EQ(import_dump(pdf_of({kCatalog, "<</Type /Pages /Kids [2 0 R] /Count 1>>"})),
            "E702 no page");
  EXPECT_EQ(import_dump(pdf_of({kCatalog, "<</Type /Page>>"})), "E702 no page size");
  EXPECT_EQ(import_dump(pdf_of({kCatalog, "<</Type /Page /MediaBox [0 0 0 5]>>"})),
            "E702 no page size");
  ImportLimits small;
  small.objects = 1;
  const std::string two = pdf_of(
      {kCatalog, "<</Type /Page /MediaBox [0 0 9 9] /Resources <</A 3 0 R /B 4 0 R>>>>", "1", "2"});
  EXPECT_EQ(import_dump(two, small), "E702 too many objects");
  EXPECT_NE(import_dump(two).find("3: 2\n"), std::string::npos) << "both within the usual limits";
  small = ImportLimits();
  small.bytes = 10;
  const std::string long_stream = pdf_of(
      {kCatalog, "<</Type /Page /MediaBox [0 0 9 9] /Contents 3 0 R>>", stream("12345678901")});
  EXPECT_EQ(import_dump(long_stream, small), "E702 too large");
  std::string nest = "1";
  for (int i = 0; i < 100; ++i) {
    nest = "[" + nest + "]";
  }
  EXPECT_EQ(import_dump(pdf_of(
                {kCatalog, "<</Type /Page /MediaBox [0 0 9 9] /Resources <</A " + nest + ">>>>"})),
            "E702 nested too deeply");
}

TEST(ImportPage, AppendMovesEveryReference) {
  Objects into;
  into.add(1);
  Objects from;
  const Ref a = from.reserve();
  const Ref b = from.add(Array{a, Dict{{"K", a}}});
  from.set(a, b);
  EXPECT_EQ(append(into, std::move(from), b), (Ref{2}));
  EXPECT_EQ(to_text(into), "1: 1\n2: 3 0 R\n3: [2 0 R <</K 2 0 R>>]\n");
}

TEST(ImportPage, TheFormFillsTheUnitSquare) {
  Image image;
  image.kind = ImageKind::pdf_page;
  image.data = Bytes(pdf_of({kCatalog,
                             "<</Type /Page /MediaBox [0 0 200 400] /Contents 3 0 R>>",
                             stream("0 0 200 400 re f")}));
  const std::string text = objects_of(image);
  EXPECT_NE(text.find("/Matrix [0.005 0 0 0.0025 0 0]"), std::string::npos) << text;
  EXPECT_NE(text.find("/Filter /FlateDecode"), std::string::npos) << "compressed on the way";
}

}  // namespace
}  // namespace banxin::pdf

// PDF functions worked out; stream filters undone.
#include "engine/pdf/function.h"

#include <cmath>

#include <gtest/gtest.h>

#include "engine/pdf/deflate.h"
#include "engine/pdf/stream_data.h"

namespace banxin::pdf {
namespace {

Array numbers(std::initializer_list<double> values) {
  Array out;
  for (const double value : values) {
    out.emplace_back(Real{value});
  }
  return out;
}

/// What a program makes of its inputs, rounded to hundredths.
std::string calculated(const std::string& program,
                       std::vector<double> in,
                       std::size_t outputs = 1) {
  Objects objects;
  Array domain, range;
  for (std::size_t i = 0; i < in.size(); ++i) {
    domain.insert(domain.end(), {-100, 100});
  }
  for (std::size_t i = 0; i < outputs; ++i) {
    range.insert(range.end(), {-1000, 1000});
  }
  Dict dictionary{{"FunctionType", 4}};
  dictionary.set("Domain", std::move(domain)).set("Range", std::move(range));
  const Ref ref = objects.add_stream(std::move(dictionary), Bytes(program));
  const auto function = read_function(objects, ref);
  std::string out;
  for (const double value : function ? (*function)(std::move(in)) : std::vector<double>()) {
    out += (out.empty() ? "" : " ") + to_text(Value(Real{value, 2}));
  }
  return out;
}

TEST(Function, ProgramsCalculate) {
  struct Row {
    const char* program;
    std::vector<double> in;
    const char* out;
  };

  const Row rows[] = {
      {"{2 mul 1 add}", {3}, "7"},
      {"{sub}", {5, 3}, "2"},
      {"{div}", {1, 4}, "0.25"},
      {"{7 exch idiv}", {2}, "3"},
      {"{neg abs sqrt}", {9}, "3"},
      {"{2 exp}", {3}, "9"},
      {"{sin}", {90}, "1"},
      {"{1 atan}", {1}, "45"},
      {"{exch}", {1, 2}, "1"},
      {"{dup mul}", {4}, "16"},
      {"{1 index pop pop}", {5, 6}, "5"},
      {"{3 1 roll pop pop}", {1, 2, 3}, "3"},
      {"{3 -1 roll}", {1, 2, 3}, "1"},
      {"{2 copy add add add}", {1, 2}, "6"},
      {"{0 gt {1} {2} ifelse}", {5}, "1"},
      {"{0 gt {1} {2} ifelse}", {-5}, "2"},
      {"{dup 0 lt {neg} if}", {-4}, "4"},
      {"{0 eq true and {1}{0} ifelse}", {0}, "1"},
      {"{2.6 add round floor}", {0}, "3"},
      {"{0 div}", {1}, "0"},
      {"{pop}", {1}, "0"},
      {"{ln}", {-1}, "0"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(calculated(row.program, row.in), row.out) << row.program;
  }
  EXPECT_EQ(calculated("{dup 0.5 mul exch 0 exch}", {1}, 3), "0.5 0 1");
}

TEST(Function, DamagedProgramsAreRefused) {
  EXPECT_EQ(calculated("", {1}), "");
  EXPECT_EQ(calculated("{1 {2}", {1}), "");
  EXPECT_EQ(calculated(std::string(200, '{'), {1}), "");
  std::string stack = "{";
  for (int i = 0; i < 3000; ++i) {
    stack += "1 ";
  }
  EXPECT_EQ(calculated(stack + "}", {1}), "1") << "the stack has an end";
}

TEST(Function, ATableIsReadBetweenItsEntries) {
  Objects objects;
  Dict dictionary{{"FunctionType", 0}, {"BitsPerSample", 8}};
  dictionary.set("Domain", numbers({0, 1, 0, 1})).set("Range", numbers({0, 1}));
  dictionary.set("Size", numbers({2, 2}));
  const Ref ref =
      objects.add_stream(std::move(dictionary), Bytes(std::string("\x00\xff\xff\x00", 4)));
  const auto function = read_function(objects, ref);
  ASSERT_TRUE(function);
  EXPECT_NEAR((*function)({1, 0})[0], 1, 1e-9);
  EXPECT_NEAR((*function)({0.5, 0})[0], 0.5, 1e-9);
  EXPECT_NEAR((*function)({0.5, 0.5})[0], 0.5, 1e-9);
  EXPECT_NEAR((*function)({9, 9})[0], 0, 1e-9) << "cut to the domain";
}

TEST(Function, AFunctionInsideItselfIsRefused) {
  Objects objects;
  const Ref ref = objects.reserve();
  Dict dictionary{{"FunctionType", 3}};
  dictionary.set("Domain", numbers({0, 1})).set("Bounds", Array()).set("Encode", numbers({0, 1}));
  dictionary.set("Functions", Array{ref});
  objects.set(ref, std::move(dictionary));
  EXPECT_FALSE(read_function(objects, ref));
}

// ---- filters ----

std::string unpacked(const std::string& filter, const std::string& data, std::size_t most = 1000) {
  Objects objects;
  const Ref ref = objects.add_stream({{"Filter", Name{filter}}}, Bytes(data));
  const auto made = stream_data(objects, objects[ref], most);
  return made ? made->bytes : "none";
}

TEST(StreamData, EachFilter) {
  EXPECT_EQ(unpacked("ASCIIHexDecode", "48 656C6c 6F>"), "Hello");
  EXPECT_EQ(unpacked("AHx", "4"), "@");
  EXPECT_EQ(unpacked("ASCII85Decode", "87cURDZ~>"), "Hello");
  EXPECT_EQ(unpacked("A85", "z~>"), std::string(4, '\0'));
  EXPECT_EQ(unpacked("RunLengthDecode",
                     std::string("\x01"
                                 "ab"
                                 "\xfe"
                                 "c"
                                 "\x80",
                                 6)),
            "abccc");
  EXPECT_EQ(unpacked("FlateDecode", deflate("Hello")), "Hello");
  // The example of ISO 32000-1 §7.4.4.2.
  EXPECT_EQ(unpacked("LZWDecode", "\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01"), "-----A---B");
  EXPECT_EQ(unpacked("Crypt", "x"), "none");
}

TEST(StreamData, WhatGrowsTooLargeIsRefused) {
  EXPECT_EQ(unpacked("FlateDecode", deflate(std::string(100'000, 'x'))), "none");
  EXPECT_EQ(unpacked("RunLengthDecode", std::string(200, '\x81')), "none");
  EXPECT_EQ(unpacked("LZWDecode", "\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", 5), "none");
  EXPECT_EQ(unpacked("FlateDecode", "rubbish"), "none");
}

TEST(StreamData, PredictorsAreUndone) {
  const std::string rows("\x01\x01\x01\x01\x02\x01\x01\x01", 8);  // Sub, then Up
  Objects objects;
  Dict dictionary{{"Filter", Name{"FlateDecode"}},
                  {"DecodeParms", Dict{{"Predictor", 15}, {"Columns", 3}}}};
  const Ref png = objects.add_stream(dictionary, Bytes(deflate(rows)));
  EXPECT_EQ(hex(stream_data(objects, objects[png], 100)->bytes), "010203020304");
  dictionary.set("DecodeParms", Dict{{"Predictor", 2}, {"Columns", 4}});
  const Ref tiff =
      objects.add_stream(dictionary, Bytes(deflate(std::string("\x01\x01\x01\x01", 4))));
  EXPECT_EQ(hex(stream_data(objects, objects[tiff], 100)->bytes), "01020304");
}

TEST(StreamData, FiltersAreUndoneInTurnUpToAnImage) {
  Objects objects;
  const Ref ref = objects.add_stream({{"Filter", Array{Name{"ASCIIHexDecode"}, Name{"DCTDecode"}}}},
                                     Bytes(std::string("FFD8>")));
  const auto made = stream_data(objects, objects[ref], 100);
  ASSERT_TRUE(made);
  EXPECT_EQ(hex(made->bytes) + " " + made->filter, "FFD8 DCTDecode");
}

}  // namespace
}  // namespace banxin::pdf

#include "engine/pdf/value.h"

#include <gtest/gtest.h>

namespace banxin::pdf {
namespace {

TEST(Value, PrintsAsInAFile) {
  struct Row {
    Value value;
    const char* text;
  };

  const Row rows[] = {
      {Value(), "null"},
      {true, "true"},
      {-7, "-7"},
      {Real{0.00004}, "0"},
      {Real{-0.00001}, "0"},
      {Real{595.27559}, "595.2756"},
      {Real{12.5, 2}, "12.5"},
      {Name{"Type"}, "/Type"},
      {Name{"a b#(中"}, "/a#20b#23#28#E4#B8#AD"},
      {Bytestring{"plain (brackets) \\"}, "(plain \\(brackets\\) \\\\)"},
      {Bytestring{"\xfe\xff"}, "<FEFF>"},
      {Ref{0}, "1 0 R"},
      {Array{1, Array(), Name{"X"}}, "[1 [] /X]"},
      {Dict{{"K", 1}, {"A", Dict()}}, "<</K 1 /A <<>>>>"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(to_text(row.value), row.text);
  }
}

TEST(Value, DictionaryKeepsOneValuePerKey) {
  Dict dict{{"B", 1}};
  dict.set("A", 2).set("B", 3);
  EXPECT_EQ(to_text(dict), "<</B 3 /A 2>>");
}

TEST(TextString, P15_AsciiStaysPlainOthersAreUtf16) {
  EXPECT_EQ(text_string("zh-CN").bytes, "zh-CN");
  EXPECT_EQ(hex(text_string("水𠮷").bytes), "FEFF6C34D842DFB7");
  EXPECT_EQ(hex(text_string("\x01").bytes), "FEFF0001") << "control characters differ by encoding";
}

TEST(TextString, BrokenUtf8BecomesReplacementCharacters) {
  struct Row {
    const char* bytes;
    const char* expected;
  };

  const Row rows[] = {
      {"\xe4\xb8", "FFFDFFFD"},                  // cut off
      {"\xc0\x80", "FFFDFFFD"},                  // overlong
      {"\xed\xa0\x80", "FFFDFFFDFFFD"},          // surrogate
      {"\xf4\x90\x80\x80", "FFFDFFFDFFFDFFFD"},  // beyond Unicode
      {"a\xff"
       "b",
       "0061FFFD0062"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(hex(utf16be(row.bytes)), row.expected) << hex(row.bytes);
  }
}

TEST(TextString, Utf8RoundTrip) {
  for (const char32_t c : {U'a', U'é', U'中', U'𠮷', char32_t{0x10ffff}}) {
    std::string out;
    append_utf8(out, c);
    std::size_t at = 0;
    EXPECT_EQ(next_character(out, at), c);
    EXPECT_EQ(at, out.size());
  }
}

TEST(Objects, ContentHashSeesValuesAndStreams) {
  const auto hash = [](int value, const char* data) {
    Objects objects;
    objects.add(Dict{{"A", value}});
    objects.add_stream({}, Bytes(std::string(data)));
    return content_hash(objects).hex();
  };
  EXPECT_EQ(hash(1, "x"), hash(1, "x"));
  EXPECT_NE(hash(1, "x"), hash(2, "x"));
  EXPECT_NE(hash(1, "x"), hash(1, "y"));
}

}  // namespace
}  // namespace banxin::pdf

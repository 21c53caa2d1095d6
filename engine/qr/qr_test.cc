#include "engine/qr/qr.h"

#include <array>
#include <cstdio>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

namespace banxin {
namespace {

TEST(Qr, SmallestCodeOfOneCharacterIsVersion1) {
  const Result<QrCode> code = encode_qr("A", QrLevel::low, {});
  ASSERT_TRUE(code.has_value());
  EXPECT_EQ(to_text(*code),
            "#######..#.##.#######\n"
            "#.....#..###..#.....#\n"
            "#.###.#.##.##.#.###.#\n"
            "#.###.#..#.#..#.###.#\n"
            "#.###.#...#.#.#.###.#\n"
            "#.....#.....#.#.....#\n"
            "#######.#.#.#.#######\n"
            "........##.##........\n"
            "###.########.##...#..\n"
            "#.##....#.....#...##.\n"
            ".#.####..##.#...#...#\n"
            ".#.##...##....#...#..\n"
            "..##.##.#...#.#.#.#.#\n"
            "........#..#.#.#.#.#.\n"
            "#######.#.##.###.####\n"
            "#.....#.######.###...\n"
            "#.###.#.##.#.###.##.#\n"
            "#.###.#..##...#...##.\n"
            "#.###.#.##..#...#...#\n"
            "#.....#.#.....#...##.\n"
            "#######.###.#.#.#.###\n");
}

TEST(Qr, AddressOfAnIssueIsVersion3AtLevelM) {
  const Result<QrCode> code = encode_qr("https://example.org/2023/09", QrLevel::medium, {});
  ASSERT_TRUE(code.has_value());
  EXPECT_EQ(to_text(*code),
            "#######...##...##..#..#######\n"
            "#.....#..###.....##...#.....#\n"
            "#.###.#.#.##..#.#.#...#.###.#\n"
            "#.###.#.###.#...###.#.#.###.#\n"
            "#.###.#.##.#.###...#..#.###.#\n"
            "#.....#.#.#.#######...#.....#\n"
            "#######.#.#.#.#.#.#.#.#######\n"
            "........#.##.#.#...#.........\n"
            "#.#####....#..##.##.#.#####..\n"
            "#.#....#..###..#####..###...#\n"
            "#....#######.....#..##.##....\n"
            "##.#.#..#...#.#.#..###.#.#.#.\n"
            ".###.##...##....####.....##..\n"
            "..#.#..#..#..###...#.####...#\n"
            "##..###..#...####.#.#.#####..\n"
            "...##..####.##.#..####..#..#.\n"
            "#.#######..#..##.##......##..\n"
            "##..##.#.###...###.######.#.#\n"
            "#..####.#.#.#.....#.....#.#..\n"
            "#.##.#...###..#.#..#.......#.\n"
            "#...#.#.#.##....#.#.#####.###\n"
            "........##...###.####...#####\n"
            "#######..#.#######.##.#.###..\n"
            "#.....#.#.##.#.#.####...#...#\n"
            "#.###.#.#.###.##....#####.###\n"
            "#.###.#.###.#..##.####.#.##..\n"
            "#.###.#.#..#......##########.\n"
            "#.....#...###...#...#.####.#.\n"
            "#######.#..###..#.##.####.#..\n");
}

struct Capacity {
  QrLevel level;
  std::size_t most;  // ISO/IEC 18004 table 7, version 40, byte mode
};

TEST(Qr, LevelDecidesHowMuchFits) {
  for (const Capacity& row : {Capacity{QrLevel::low, 2953},
                              Capacity{QrLevel::medium, 2331},
                              Capacity{QrLevel::quartile, 1663},
                              Capacity{QrLevel::high, 1273}}) {
    const Result<QrCode> full = encode_qr(std::string(row.most, 'a'), row.level, {});
    ASSERT_TRUE(full.has_value()) << row.most;
    EXPECT_EQ(full->size, 177) << row.most;
    EXPECT_FALSE(encode_qr(std::string(row.most + 1, 'a'), row.level, {}).has_value()) << row.most;
  }
}

TEST(Qr, DigitsStayInByteMode) {
  // Numeric mode would hold 41 digits in version 1 at level L, byte mode 17.
  EXPECT_EQ(encode_qr(std::string(17, '1'), QrLevel::low, {})->size, 21);
  EXPECT_EQ(encode_qr(std::string(18, '1'), QrLevel::low, {})->size, 25);
}

TEST(Qr, EmptyAndTooLongAreE610AtTheSpan) {
  const Span span{FileId{3}, 10, 25};
  for (const std::size_t length : {std::size_t{0}, std::size_t{2332}, std::size_t{50'000'000}}) {
    const Result<QrCode> code = encode_qr(std::string(length, 'x'), QrLevel::medium, span);
    ASSERT_FALSE(code.has_value()) << length;
    ASSERT_EQ(code.error().size(), 1u);
    EXPECT_EQ(code.error()[0], (Diagnostic{"E610", span, {std::to_string(length), "2331"}, -1}));
    EXPECT_FALSE(hint_text(code.error()[0], Language::zh).empty());
    EXPECT_FALSE(hint_text(code.error()[0], Language::en).empty());
  }
}

// The code as a PGM picture, four pixels a module, with its quiet zone.
std::string picture(const QrCode& code) {
  constexpr int kPixels = 4;
  const int side = (code.size + 2 * kQuietZone) * kPixels;
  std::string out = "P5\n" + std::to_string(side) + " " + std::to_string(side) + "\n255\n";
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const int row = y / kPixels - kQuietZone;
      const int column = x / kPixels - kQuietZone;
      const bool inside = row >= 0 && column >= 0 && row < code.size && column < code.size;
      out += inside && code.dark(row, column) ? '\0' : '\xff';
    }
  }
  return out;
}

std::string output_of(const std::string& command) {
  std::string out;
  std::array<char, 4096> buffer{};
  if (FILE* pipe = popen(command.c_str(), "r")) {
    while (std::size_t got = fread(buffer.data(), 1, buffer.size(), pipe)) {
      out.append(buffer.data(), got);
    }
    pclose(pipe);
  }
  return out;
}

TEST(Qr, ZbarReadsBackWhatWasWritten) {
  if (output_of("command -v zbarimg").empty()) {
    GTEST_SKIP() << "zbarimg is not installed";
  }
  const std::string path = testing::TempDir() + "banxin_qr_test.pgm";
  for (const QrLevel level : {QrLevel::low, QrLevel::medium, QrLevel::quartile, QrLevel::high}) {
    for (const std::string& text : {std::string("A"),
                                    std::string("https://example.org/2023/09?id=7&lang=zh#top"),
                                    std::string("https://example.org/期刊/二〇二三年第九期"),
                                    std::string(900, 'k')}) {
      const Result<QrCode> code = encode_qr(text, level, {});
      ASSERT_TRUE(code.has_value());
      std::ofstream(path, std::ios::binary) << picture(*code);
      EXPECT_EQ(output_of("zbarimg -q --raw -Sbinary=0 '" + path + "' 2>/dev/null"), text + "\n")
          << "level " << static_cast<int>(level);
    }
  }
  std::remove(path.c_str());
}

}  // namespace
}  // namespace banxin

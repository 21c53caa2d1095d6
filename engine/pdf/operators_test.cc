// Content streams taken apart.
#include "engine/pdf/operators.h"

#include <gtest/gtest.h>

namespace banxin::pdf {
namespace {

/// "operand operand → operator" a line.
std::string read(std::string_view content) {
  Operations operations(content);
  Operation operation;
  std::string out;
  while (operations.next(operation)) {
    for (const Token& token : operation.operands) {
      out += std::string(token.text) + " ";
    }
    out += "→ " + std::string(operation.op);
    if (operation.op == "BI") {
      out += " " + std::string(operation.image_data);
    }
    out += "\n";
  }
  return out;
}

TEST(Operators, OperandsComeBeforeTheirOperator) {
  EXPECT_EQ(read("1 0 0 rg/F 9 Tf[(a)-20<4142>]TJ q%note\nQ"),
            "1 0 0 → rg\n/F 9 → Tf\n[ (a) -20 <4142> ] → TJ\n→ q\n→ Q\n");
}

TEST(Operators, StringsHoldBracketsAndEscapes) {
  EXPECT_EQ(read("(a(b)c) Tj (\\)) Tj (\\\\) Tj"), "(a(b)c) → Tj\n(\\)) → Tj\n(\\\\) → Tj\n");
  EXPECT_EQ(string_of({Token::Kind::string, "(\\101\\n\\(\\\n)", 0}), "A\n(");
  EXPECT_EQ(string_of({Token::Kind::string, "<41 4>", 0}), "A@");
  EXPECT_EQ(name_of({Token::Kind::name, "/A#20B#", 0}), "A B#");
}

TEST(Operators, DictionariesAreTokens) {
  EXPECT_EQ(read("/P <</MCID 0 /A [1]>> BDC"), "/P << /MCID 0 /A [ 1 ] >> → BDC\n");
}

TEST(Operators, NumbersAsReadersTakeThem) {
  struct Row {
    const char* text;
    double value;
  };

  for (const Row& row : {Row{"1", 1},
                         {"-.5", -0.5},
                         {"+3.", 3},
                         {"--5", -5},
                         {"1-2", 1},
                         {"99999999999999999999", 4e9}}) {
    Operation operation;
    const std::string content = std::string(row.text) + " w";
    ASSERT_TRUE(Operations(content).next(operation));
    ASSERT_EQ(operation.operands.size(), 1u) << row.text;
    EXPECT_DOUBLE_EQ(operation.operands[0].number, row.value) << row.text;
  }
}

TEST(Operators, AnInlineImageIsOneOperation) {
  EXPECT_EQ(read("BI /W 1 /H 1 ID abc EI Q"), "/W 1 /H 1 → BI abc \n→ Q\n");
  EXPECT_EQ(read("BI ID xEI y EI\nQ"), "→ BI xEI y \n→ Q\n") << "EI inside a word is data";
  EXPECT_EQ(read(std::string("BI ID x EI \x01\x02 EI Q")), "→ BI x EI \x01\x02 \n→ Q\n")
      << "what follows is no content";
}

TEST(Operators, DamagedContentEnds) {
  EXPECT_EQ(read("(never closed"), "");
  EXPECT_EQ(read("BI /W 1"), "/W 1 → BI \n");
  EXPECT_EQ(read("BI ID abc"), "→ BI abc\n");
  EXPECT_EQ(read(") > } w"), ") > } → w\n");
  EXPECT_EQ(read(""), "");
}

TEST(Operators, TheSourceOfAnOperationIsItsBytes) {
  Operation operation;
  ASSERT_TRUE(Operations(" 1  0 0 %x\n rg Q").next(operation));
  EXPECT_EQ(operation.source, "1  0 0 %x\n rg");
}

}  // namespace
}  // namespace banxin::pdf

#include "engine/impose/plan.h"

#include <numeric>

#include <gtest/gtest.h>

namespace banxin::impose {
namespace {

using Kind = Imposition::Kind;

PageOrder pages(int count) {
  PageOrder order(static_cast<std::size_t>(count));
  std::iota(order.begin(), order.end(), 0);
  return order;
}

Imposition of(Kind kind, int signature = 16, int pages_per_side = 2) {
  Imposition imposition;
  imposition.kind = kind;
  imposition.signature = signature;
  imposition.pages_per_side = pages_per_side;
  return imposition;
}

std::string plan(int count, const Imposition& imposition, Binding binding = Binding::left) {
  return to_text(plan_sheets(pages(count), imposition, binding));
}

/// Folds sheets as a folding machine does and nests them: what a reader turns over, page by page.
/// A stack of leaves is kept for each place of the sheet, top leaf first; folding lays one half,
/// turned over, onto the other.
class Folded {
 public:
  /// A leaf: the page seen from above and the one below it, and which way its head points.
  struct Leaf {
    int up = kBlank, down = kBlank;
  };

  using Stack = std::vector<Leaf>;

  Folded(const SheetSide& front, const SheetSide& back, int columns, int rows)
      : columns_(columns),
        rows_(rows),
        stacks_(static_cast<std::size_t>(columns * rows)) {
    // The front lies face down, so that page 1 ends outside; seen from above it is the back.
    for (const Cell& cell : back.cells) {
      at(cell.column, cell.row).push_back({cell.page, kBlank});
    }
    for (const Cell& cell : front.cells) {
      at(columns - 1 - cell.column, cell.row).front().down = cell.page;
    }
  }

  /// Lays the right half over onto the left.
  void right_over() {
    for (int row = 0; row < rows_; ++row) {
      for (int column = columns_ / 2; column < columns_; ++column) {
        lay(at(column, row), at(columns_ - 1 - column, row));
      }
    }
    columns_to(0);
  }

  /// Lays the left half over onto the right, as one shuts a book.
  void left_over() {
    for (int row = 0; row < rows_; ++row) {
      for (int column = 0; column < columns_ / 2; ++column) {
        lay(at(column, row), at(columns_ - 1 - column, row));
      }
    }
    columns_to(columns_ / 2);
  }

  /// Lays the top half over onto the bottom.
  void top_over() {
    for (int column = 0; column < columns_; ++column) {
      for (int row = 0; row < rows_ / 2; ++row) {
        lay(at(column, row), at(column, rows_ - 1 - row));
      }
    }
    stacks_.erase(stacks_.begin(), stacks_.begin() + columns_ * rows_ / 2);
    rows_ /= 2;
  }

  const Stack& stack() const { return stacks_.front(); }

  int columns() const { return columns_; }

  int rows() const { return rows_; }

 private:
  Stack& at(int column, int row) {
    return stacks_[static_cast<std::size_t>(row * columns_ + column)];
  }

  static void lay(const Stack& over, Stack& onto) {
    Stack turned;
    for (auto leaf = over.rbegin(); leaf != over.rend(); ++leaf) {
      turned.push_back({leaf->down, leaf->up});
    }
    onto.insert(onto.begin(), turned.begin(), turned.end());
  }

  /// Keeps the half of the columns that begins at `first`.
  void columns_to(int first) {
    std::vector<Stack> kept;
    for (int row = 0; row < rows_; ++row) {
      for (int column = first; column < first + columns_ / 2; ++column) {
        kept.push_back(at(column, row));
      }
    }
    stacks_ = kept;
    columns_ /= 2;
  }

  int columns_, rows_;
  std::vector<Stack> stacks_;
};

/// The pages of a book in the order a reader meets them, from 1.
std::vector<int> read_through(const SheetPlan& plan) {
  std::vector<int> read;
  std::size_t side = 0;
  for (const int sheets : plan.sheets) {
    std::vector<int> signature;
    // From the innermost sheet out: each is wrapped round those inside it.
    for (std::size_t s = side + 2 * static_cast<std::size_t>(sheets); s > side; s -= 2) {
      Folded folded(plan.sides[s - 2], plan.sides[s - 1], plan.columns, plan.rows);
      while (folded.columns() > 2) {
        folded.right_over();
      }
      while (folded.rows() > 1) {
        folded.top_over();
      }
      folded.left_over();
      const Folded::Stack& leaves = folded.stack();
      std::vector<int> wrapped;
      for (std::size_t i = 0; i < leaves.size(); ++i) {
        if (i == leaves.size() / 2) {
          wrapped.insert(wrapped.end(), signature.begin(), signature.end());
        }
        wrapped.insert(wrapped.end(), {leaves[i].up + 1, leaves[i].down + 1});
      }
      signature = wrapped;
    }
    read.insert(read.end(), signature.begin(), signature.end());
    side += 2 * static_cast<std::size_t>(sheets);
  }
  return read;
}

std::vector<int> from_one(int count) {
  std::vector<int> numbers(static_cast<std::size_t>(count));
  std::iota(numbers.begin(), numbers.end(), 1);
  return numbers;
}

TEST(Plan, SaddleStitchOfEightPages) {  // I-1
  EXPECT_EQ(plan(8, of(Kind::saddle_stitch)),
            "1.1 front: 8 | 1\n"
            "1.1 back: 2 | 7\n"
            "1.2 front: 6 | 3\n"
            "1.2 back: 4 | 5\n");
}

TEST(Plan, RightBoundSwapsLeftAndRight) {  // I-1
  EXPECT_EQ(plan(8, of(Kind::saddle_stitch), Binding::right),
            "1.1 front: 1 | 8\n"
            "1.1 back: 7 | 2\n"
            "1.2 front: 3 | 6\n"
            "1.2 back: 5 | 4\n");
}

TEST(Plan, TwoUpStandsAsRead) {
  EXPECT_EQ(plan(5, of(Kind::two_up)),
            "1.1: - | 1\n"
            "1.2: 2 | 3\n"
            "1.3: 4 | 5\n");
  EXPECT_EQ(plan(4, of(Kind::two_up), Binding::right),
            "1.1: 1 | -\n"
            "1.2: 3 | 2\n"
            "1.3: - | 4\n");
}

TEST(Plan, CutAndStackGivesOnePileAfterTheCut) {
  EXPECT_EQ(plan(8, of(Kind::cut_stack)),
            "1.1 front: 1 | 5\n"
            "1.1 back: 6 | 2\n"
            "1.2 front: 3 | 7\n"
            "1.2 back: 8 | 4\n");
}

TEST(Plan, SignaturesFollowOneAnother) {  // I-5
  EXPECT_EQ(plan(16, of(Kind::signatures, 8)),
            "1.1 front: 8 | 1\n"
            "1.1 back: 2 | 7\n"
            "1.2 front: 6 | 3\n"
            "1.2 back: 4 | 5\n"
            "2.1 front: 16 | 9\n"
            "2.1 back: 10 | 15\n"
            "2.2 front: 14 | 11\n"
            "2.2 back: 12 | 13\n");
}

TEST(Plan, AShortSignatureIsTheLastButOne) {
  const SheetPlan made = plan_sheets(pages(40), of(Kind::signatures, 16), Binding::left);
  EXPECT_EQ(made.sheets, (std::vector<int>{4, 2, 4}));
  EXPECT_EQ(read_through(made), from_one(40));
}

TEST(Plan, CrossFoldHeadToHead) {
  EXPECT_EQ(plan(8, of(Kind::signatures, 8, 4)),
            "1.1 front: 5v | 4v / 8 | 1\n"
            "1.1 back: 3v | 6v / 2 | 7\n");
  EXPECT_EQ(plan(8, of(Kind::signatures, 8, 4), Binding::right),
            "1.1 front: 4v | 5v / 1 | 8\n"
            "1.1 back: 6v | 3v / 7 | 2\n");
}

TEST(Plan, ThreeFolds) {
  EXPECT_EQ(plan(16, of(Kind::signatures, 16, 8)),
            "1.1 front: 5v | 12v | 9v | 8v / 4 | 13 | 16 | 1\n"
            "1.1 back: 7v | 10v | 11v | 6v / 2 | 15 | 14 | 3\n");
}

TEST(Plan, FoldedAndNestedSheetsReadInOrder) {
  for (const int per_side : {2, 4, 8}) {
    for (const int signature : {16, 32}) {
      SCOPED_TRACE(std::to_string(per_side) + " a side, signatures of " +
                   std::to_string(signature));
      EXPECT_EQ(read_through(plan_sheets(
                    pages(64), of(Kind::signatures, signature, per_side), Binding::left)),
                from_one(64));
    }
    EXPECT_EQ(
        read_through(plan_sheets(pages(32), of(Kind::saddle_stitch, 0, per_side), Binding::left)),
        from_one(32));
  }
}

TEST(Plan, NeighboursAcrossTheSpineAddUp) {  // I-1: facing numbers sum to n + 1
  const SheetPlan made = plan_sheets(pages(84), of(Kind::saddle_stitch), Binding::left);
  EXPECT_EQ(made.sides.size(), 42u);
  for (const SheetSide& side : made.sides) {
    EXPECT_EQ(side.cells[0].page + 1 + side.cells[1].page + 1, 85);
    EXPECT_EQ(side.cells[0].spine, Spine::right);
    EXPECT_EQ(side.cells[1].spine, Spine::left);
    EXPECT_EQ(side.cells[0].depth, side.sheet - 1);  // I-2
  }
}

TEST(Plan, PagesHeadDownHaveTheirSpineOnTheOtherSide) {
  const SheetPlan made = plan_sheets(pages(16), of(Kind::signatures, 16, 8), Binding::left);
  for (const SheetSide& side : made.sides) {
    for (const Cell& cell : side.cells) {
      EXPECT_EQ(cell.spine, cell.column % 2 == 0 ? Spine::right : Spine::left);
    }
  }
}

TEST(Plan, BlanksStandBeforeTheBackCover) {  // R15
  const Imposition saddle = of(Kind::saddle_stitch);
  EXPECT_EQ(filled(6, saddle), 8);
  EXPECT_EQ(fill_up(pages(6), 1, saddle), (PageOrder{0, 1, 2, 3, 4, kBlank, kBlank, 5}));
  EXPECT_EQ(fill_up(pages(4), 1, saddle), pages(4));
  EXPECT_EQ(filled(9, of(Kind::signatures, 16, 4)), 16);
  EXPECT_EQ(filled(5, of(Kind::two_up)), 5);
}

}  // namespace
}  // namespace banxin::impose

// What build adds to the stages: order of diagnostics, pictures, warm fonts.
#include "engine/build/build.h"

#include <gtest/gtest.h>

#include "engine/build/pictures.h"
#include "engine/build/warm_fonts.h"
#include "engine/build/work.h"

namespace banxin {
namespace {

Diagnostic at(std::string_view code, unsigned file, unsigned begin, std::string arg = {}) {
  return {code, {static_cast<FileId>(file), begin, begin + 1}, {std::move(arg)}};
}

TEST(Diagnostics, ComeInSourceOrderOnceEach) {
  Diagnostics diagnostics = {at("W401", 1, 50),
                             {"E899", {}, {}},
                             at("E303", 1, 7, "甲"),
                             at("E303", 1, 7, "乙"),
                             at("E303", 1, 7, "甲"),
                             at("E100", 0, 90),
                             {"E701", {}, {}},
                             {"E899", {}, {}}};
  tidy(diagnostics);
  std::string order;
  for (const Diagnostic& d : diagnostics) {
    order += std::string(d.code) + (d.args.empty() ? "" : d.args[0]) + " ";
  }
  EXPECT_EQ(order, "E100 E303甲 E303乙 W401 E899 E701 ");
}

/// A World that answers reads of pictures with one problem.
class ProblemWorld final : public World {
 public:
  explicit ProblemWorld(ReadProblem problem) : problem_(problem) {}

  ReadResult read(std::string_view, std::uint64_t) const override { return {{}, problem_}; }

  std::vector<std::string> glob(std::string_view) const override { return {}; }

  ReadResult read_layout(std::string_view, std::string_view) const override { return {}; }

  ReadResult read_font_list() const override { return {}; }

  ReadResult read_font(std::string_view) const override { return {}; }

  std::int64_t now() const override { return 0; }

 private:
  ReadProblem problem_;
};

TEST(Pictures, EachReadProblemHasItsCodeAtTheReference) {
  const ImageRef refs[] = {{"images/a.png", {FileId{2}, 10, 22}}};
  const std::pair<ReadProblem, std::string_view> rows[] = {
      {ReadProblem::not_found, "E620"},
      {ReadProblem::outside, "E621"},
      {ReadProblem::not_a_file, "E622"},
      {ReadProblem::too_large, "E623"},
      {ReadProblem::unreadable, "E624"},
  };
  for (const auto& [problem, code] : rows) {
    PictureCache cache;
    const LoadedPictures loaded =
        load_pictures(refs, ProblemWorld(problem), MissingPictures::error, 1, cache);
    ASSERT_EQ(loaded.images.size(), 1u);
    EXPECT_EQ(loaded.images[0], nullptr);
    ASSERT_EQ(loaded.diagnostics.size(), 1u) << code;
    EXPECT_EQ(loaded.diagnostics[0].code, code);
    EXPECT_EQ(loaded.diagnostics[0].span, refs[0].span);
    const LoadedPictures draft =
        load_pictures(refs, ProblemWorld(problem), MissingPictures::placeholder, 1, cache);
    ASSERT_EQ(draft.diagnostics.size(), 1u) << code;
    EXPECT_EQ(draft.diagnostics[0].code, "W620");
    EXPECT_EQ(draft.diagnostics[0].args,
              (std::vector<std::string>{"images/a.png", std::string(code)}));
  }
}

TEST(Pictures, AKnownFileIsNotDecodedAgain) {
  MemoryWorld world;
  world.add("a.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
  const ImageRef refs[] = {{"a.svg", {}}};
  PictureCache cache;
  const LoadedPictures first = load_pictures(refs, world, MissingPictures::error, 2, cache);
  ASSERT_NE(first.images[0], nullptr);
  const LoadedPictures second = load_pictures(refs, world, MissingPictures::error, 2, cache);
  EXPECT_EQ(second.images[0], first.images[0]);
  load_pictures({}, world, MissingPictures::error, 2, cache);
  EXPECT_TRUE(cache.empty());  // what this issue does not use is let go
}

TEST(WarmFonts, AreKeptUntilAFileOrAWishChanges) {
  FontList list;
  FontFace face;
  face.family = "None";
  face.file = "none.otf";
  list.faces = {face};
  const FontWish wishes[] = {{"None", 400}};
  MemoryWorld world;
  WarmFonts fonts;
  const auto first = fonts.get(list, wishes, world).store;
  EXPECT_EQ(fonts.get(list, wishes, world).store, first);
  EXPECT_FALSE(fonts.get(list, wishes, world).diagnostics.empty());  // said again each time
  world.add_font("none.otf", Bytes("not a font"));
  EXPECT_NE(fonts.get(list, wishes, world).store, first);
  const auto changed = fonts.get(list, wishes, world).store;
  EXPECT_NE(fonts.get(list, {}, world).store, changed);
}

TEST(Session, AnEmptyFolderHasNoIssue) {
  Session session;
  const BuildResult result = session.build(MemoryWorld(), {});
  EXPECT_FALSE(result.ok);
  ASSERT_EQ(result.diagnostics.size(), 1u);
  EXPECT_EQ(result.diagnostics[0].code, "E100");
  EXPECT_TRUE(result.pdf.empty());
}

TEST(Session, ProgressMayCancel) {
  Session session;
  Job job;
  int calls = 0;
  job.progress = [&](std::string_view) {
    ++calls;
    return Proceed::cancel;
  };
  const BuildResult result = session.build(MemoryWorld(), job);
  EXPECT_EQ(calls, 1);
  ASSERT_EQ(result.diagnostics.size(), 1u);
  EXPECT_EQ(result.diagnostics[0].code, "E890");
}

}  // namespace
}  // namespace banxin

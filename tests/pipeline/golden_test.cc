// One small issue, and the text dump of every stage it passes through. A difference names the
// stage where it is first wrong. BANXIN_UPDATE_GOLDEN=1 writes the dumps anew (never in CI); read
// the difference before you commit it.
#include "tests/pipeline/golden_files.h"

namespace banxin {
namespace {

struct Row {
  Stage stage;
  const char* name;
};

class Golden : public testing::TestWithParam<Row> {};

TEST_P(Golden, DumpIsAsExpected) {
  MemoryWorld world;
  add_golden_issue(world);
  Session session;
  expect_golden(session.dump(world, Job{}, GetParam().stage), GetParam().name);
}

INSTANTIATE_TEST_SUITE_P(Stages,
                         Golden,
                         testing::Values(Row{Stage::issue, "issue"},
                                         Row{Stage::styled, "styled"},
                                         Row{Stage::shaped, "shaped"},
                                         Row{Stage::broken, "broken"},
                                         Row{Stage::fragment, "fragment"},
                                         Row{Stage::document, "document"},
                                         Row{Stage::tags, "tags"}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace banxin

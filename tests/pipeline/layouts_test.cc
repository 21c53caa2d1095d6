// What every finished layout keeps to, on samples/monthly and the real issue.
#include <algorithm>

#include <gtest/gtest.h>

#include "tests/pipeline/issues.h"

namespace banxin::pipeline {
namespace {

class Layouts : public testing::TestWithParam<Setting> {
 protected:
  const Work& work() const { return *made_issue(GetParam().folder, GetParam().layout).work; }
};

TEST_P(Layouts, BuildWithoutAWarning) {
  for (const Diagnostic& diagnostic : work().diagnostics) {
    EXPECT_EQ(severity_of(diagnostic), Severity::note)
        << diagnostic.code << " " << message_text(diagnostic, Language::en);
  }
}

bool is_heading(TagRole role) {
  return role == TagRole::h1 || role == TagRole::h2 || role == TagRole::h3 || role == TagRole::h4;
}

struct Feet {
  Length heading = Length::emu(-1);  // baseline of the lowest heading on the page
  Length matter;                     // … of the lowest of everything else but notes
  std::string text;
};

Feet feet_of(const Document& document, const Page& page) {
  Feet feet;
  for (const Item& item : page.items) {
    const auto* run = std::get_if<GlyphRun>(&item.content);
    const auto* picture = std::get_if<Picture>(&item.content);
    if (item.tag == TagId::none || (!run && !picture) || under(document, item.tag, TagRole::note)) {
      continue;
    }
    const TagRole role =
        document.tags[static_cast<std::size_t>(block_tag(document, item.tag))].role;
    const Length foot = run ? run->origin.y : picture->box.bottom();
    if (!is_heading(role)) {
      feet.matter = max(feet.matter, foot);
    } else if (foot >= feet.heading) {
      feet.text = run ? run->text : "picture";
      feet.heading = foot;
    }
  }
  return feet;
}

/// 背题. `classic` follows a printed periodical that lets headings stand there.
TEST_P(Layouts, P7_NoHeadingStandsAloneAtTheFootOfAPage) {
  if (GetParam().layout == "classic") {
    GTEST_SKIP() << "classic keeps the pages of the print, which has such headings";
  }
  ASSERT_TRUE(work().document.has_value());
  const Document& document = *work().document;
  std::size_t headings = 0;
  for (const Page& page : document.pages) {
    const Feet feet = feet_of(document, page);
    if (page.flow != "body" || feet.heading < Length()) {
      continue;
    }
    ++headings;
    EXPECT_GT(feet.matter, feet.heading) << "page " << page.folio << ": " << feet.text;
  }
  EXPECT_GT(headings, 0u);
}

INSTANTIATE_TEST_SUITE_P(All, Layouts, testing::ValuesIn(layout_settings()), [](const auto& test) {
  return setting_name(test.param);
});

}  // namespace
}  // namespace banxin::pipeline

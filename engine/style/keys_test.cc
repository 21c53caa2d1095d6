// keys.cc, properties.cc and their Chinese words against what the parser does: neither may know a
// key the other does not, and the schema checked in is the one the program prints.
#include "engine/style/keys.h"

#include <fstream>
#include <regex>
#include <set>

#include <gtest/gtest.h>

#include "engine/style/properties.h"
#include "engine/style/test_support.h"

namespace banxin::style {
namespace {

using style_test::listing;
using style_test::parse_text;
using style_test::read_text;

struct Place {
  const char* name;
  const Keys& keys;
  std::string before, after;  // a layout with `key = value` between them
};

std::vector<Place> places() {
  return {
      {"layout", kLayoutKeys, "[layout]\n", ""},
      {"page", kPageKeys, "[page]\n", ""},
      {"margins", kMarginKeys, "[page.margins]\n", ""},
      {"master", kMasterKeys, "[masters.a]\n", ""},
      {"frame", kFrameKeys, "[[masters.a.frames]]\n", ""},
      {"flow", kFlowKeys, "[[flows]]\nname = 'x'\n", ""},
      {"role", kRoleKeys, "[fonts.a]\nfamilies = ['A']\n", ""},
      {"role_of_locale", kLocaleRoleKeys, "[fonts.a]\nfamilies = ['A']\n[fonts.a.ja]\n", ""},
      {"div", kDivKeys, "[divs.a]\n", ""},
      {"notes", kNotesKeys, "[notes]\n", ""},
      {"lists", kListKeys, "[lists]\n", ""},
      {"captions", kCaptionKeys, "[captions]\n", ""},
      {"variant", kVariantKeys, "[variants.a]\n", ""},
      {"kind", kVariantKeys, "[kinds.a]\n", ""},
  };
}

/// Codes reported when `key` has a value no key can have: a time of day.
std::string said(const Place& place, std::string_view key) {
  SourceMap sources;
  std::string before = place.before;
  // A key that stands in the frame already may not be written twice.
  const std::string own = std::string(key) + " = ";
  if (const std::size_t at = before.find("\n" + own); at != before.npos) {
    before.erase(at + 1, before.find('\n', at + 1) - at);
  }
  const auto layout = parse_text(before + "\"" + std::string(key) + "\" = 12:30:00\n", sources);
  return listing(layout.diagnostics, sources);
}

// To whom it concerns: a key added to a reader goes into keys.cc too, with its Chinese words.
TEST(Keys, EveryOneListedIsRead) {
  for (const Place& place : places()) {
    for (const KeyInfo& key : place.keys) {
      const std::string text = said(place, key.name);
      EXPECT_TRUE(std::regex_search(text, std::regex("E20[4-7] " + std::string(key.name))) ||
                  text.find("E205 ") != text.npos || text.find("E204 ") != text.npos)
          << place.name << "." << key.name << " is not read:\n"
          << text;
      EXPECT_EQ(text.find("W201 " + std::string(key.name)), text.npos) << text;
    }
  }
}

TEST(Keys, EveryWordListedIsTaken) {
  for (const Place& place : places()) {
    for (const KeyInfo& key : place.keys) {
      if (key.kind != KeyKind::choice) {
        continue;
      }
      SourceMap sources;
      std::string words;
      for (const std::string_view word : key.words) {
        words += (words.empty() ? "" : ", ") + std::string(word);
        const auto good = parse_text(
            place.before + std::string(key.name) + " = '" + std::string(word) + "'\n", sources);
        EXPECT_EQ(listing(good.diagnostics, sources).find("E207"), std::string::npos)
            << key.name << " = " << word;
      }
      const auto bad =
          parse_text(place.before + std::string(key.name) + " = 'no-such-word'\n", sources);
      EXPECT_NE(listing(bad.diagnostics, sources)
                    .find("E207 " + std::string(key.name) + " no-such-word " + words + "\n"),
                std::string::npos)
          << key.name << ": the reader's words differ\n"
          << listing(bad.diagnostics, sources);
    }
  }
}

TEST(Keys, RangesAreTheReaders) {
  for (const Place& place : places()) {
    for (const KeyInfo& key : place.keys) {
      if (key.kind != KeyKind::integer) {
        continue;
      }
      const std::string text = said(place, key.name);
      const std::string range = std::to_string(key.least) + "–" + std::to_string(key.most);
      EXPECT_NE(text.find("E204 " + std::string(key.name) + " " + range), text.npos)
          << text << " against " << range;
    }
  }
}

TEST(Keys, OfElementsAreRead) {
  for (const KeyTable& table : element_tables()) {
    for (const Keys& part : {table.keys, kElementKeys}) {
      for (const KeyInfo& key : part) {
        SourceMap sources;
        std::string element = "\"" + std::string(key.name) + "\" = 12:30:00";
        if (key.name != table.name) {
          element += ", " + std::string(table.name) + " = 'x'";
        }
        const auto layout = parse_text("[templates]\na = [ { " + element + " } ]\n", sources);
        // A wrong value of the key itself; the element's own 'x' may be wrong, too.
        bool found = false;
        for (const Diagnostic& d : layout.diagnostics) {
          const bool at_value = d.span.known() && d.span.begin < element.size() + 24 &&
                                (d.code == "E204" || d.code == "E205" || d.code == "E207");
          found = found || at_value;
        }
        EXPECT_TRUE(found) << table.name << "." << key.name;
        EXPECT_EQ(listing(layout.diagnostics, sources).find("W201"), std::string::npos)
            << table.name << "." << key.name;
      }
    }
  }
}

/// Every key some reader of this folder asks for by name stands in a table.
TEST(Keys, EveryOneReadIsListed) {
  std::set<std::string> listed;
  const auto add = [&](Keys keys) {
    for (const KeyInfo& key : keys) {
      listed.emplace(key.name);
    }
  };
  for (const Place& place : places()) {
    add(place.keys);
  }
  add(kRootKeys);
  add(kElementKeys);
  for (const KeyTable& table : element_tables()) {
    add(table.keys);
  }
  const std::regex call(
      R"re((?:reader_?|keys|own)\.(?:text|texts|pattern|condition|length|integer|flag|choice|table|array|get)\("([^"]+)")re");
  for (const char* file :
       {"parse_layout.cc", "parse_pages.cc", "parse_styles.cc", "parse_templates.cc"}) {
    const std::string text =
        read_text(std::filesystem::path(BANXIN_SOURCE_DIR) / "engine" / "style" / file);
    ASSERT_FALSE(text.empty()) << file;
    for (std::sregex_iterator at(text.begin(), text.end(), call), end; at != end; ++at) {
      EXPECT_EQ(listed.count((*at)[1]), 1u)
          << file << " reads \"" << (*at)[1] << "\": add it to its table in keys.cc";
    }
  }
}

TEST(Keys, AndPropertiesSayWhatTheyAre) {
  for (const PropInfo& info : properties()) {
    EXPECT_FALSE(about_property(info.name).empty())
        << info.name << ": say in property_texts.cc what it is";
  }
  for (const Place& place : places()) {
    for (const KeyInfo& key : place.keys) {
      EXPECT_FALSE(key.about.empty()) << key.name;
    }
  }
}

TEST(Keys, OnesNotListedAreUnknown) {
  SourceMap sources;
  const auto layout = parse_text("[page]\nsise = 'A4'\n", sources);
  EXPECT_EQ(listing(layout.diagnostics, sources).substr(0, 20), "2:1 W201 sise size\n1");
}

TEST(Schema, CheckedInIsTheOnePrinted) {
  EXPECT_TRUE(layout_schema() == read_text(std::filesystem::path(BANXIN_SOURCE_DIR) / "layouts" /
                                           "schema" / "layout.schema.json"))
      << "run: banxin schema layout > layouts/schema/layout.schema.json";
}

}  // namespace
}  // namespace banxin::style

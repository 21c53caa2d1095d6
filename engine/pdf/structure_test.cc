#include "engine/pdf/structure.h"

#include <gtest/gtest.h>

namespace banxin::pdf {
namespace {

/// Grows a document with marks as the content streams would leave them.
struct Maker {
  Document document;
  std::vector<PageStream> streams;

  explicit Maker(std::size_t pages) : streams(pages) {
    document.pages.resize(pages);
    for (Page& page : document.pages) {
      page.size = {100_pt, 200_pt};
    }
  }

  TagId tag(TagRole role, TagId parent = TagId::none) {
    TagNode node;
    node.role = role;
    node.parent = parent;
    document.tags.push_back(node);
    return TagId(static_cast<std::uint32_t>(document.tags.size() - 1));
  }

  TagNode& last() { return document.tags.back(); }

  std::string tree(const std::vector<TaggedLink>& links = {}) {
    Objects objects;
    std::vector<Ref> pages;
    for (std::size_t i = 0; i < streams.size(); ++i) {
      pages.push_back(objects.add(Name{"page"}));
    }
    for (std::size_t i = 0; i < links.size(); ++i) {
      objects.add(Name{"annotation"});
    }
    add_structure(objects, document, pages, streams, links);
    const std::string text = to_text(objects);
    return text.substr(text.rfind('\n', text.find("/StructTreeRoot")) + 1);
  }
};

TEST(Structure, R72_R73_TreeAndParentTreeAgree) {
  Maker maker(2);
  const TagId art = maker.tag(TagRole::art);
  const TagId heading = maker.tag(TagRole::h1, art);
  const TagId body = maker.tag(TagRole::p, art);
  maker.streams[0].marks = {heading, body};
  maker.streams[1].marks = {body};
  EXPECT_EQ(maker.tree(),
            "3: <</Type /StructTreeRoot /K 4 0 R /ParentTree 10 0 R /ParentTreeNextKey 2>>\n"
            "4: <</Type /StructElem /S /Document /P 3 0 R /K [5 0 R]>>\n"
            "5: <</Type /StructElem /S /Art /P 4 0 R /K [6 0 R 7 0 R]>>\n"
            "6: <</Type /StructElem /S /H1 /P 5 0 R /Pg 1 0 R /K 0>>\n"
            "7: <</Type /StructElem /S /P /P 5 0 R /Pg 1 0 R /K [1 <</Type /MCR /Pg 2 0 R /MCID "
            "0>>]>>\n"
            "8: [6 0 R 7 0 R]\n"
            "9: [7 0 R]\n"
            "10: <</Nums [0 8 0 R 1 9 0 R]>>\n");
}

TEST(Structure, ChildrenStandBetweenTheContentWhereTheyWereDrawn) {
  Maker maker(1);
  const TagId body = maker.tag(TagRole::p);
  const TagId link = maker.tag(TagRole::link, body);
  maker.streams[0].marks = {body, link, body};
  const std::string tree = maker.tree({{Ref{1}, 0, link, {}}});
  EXPECT_NE(tree.find("/S /P /P 4 0 R /Pg 1 0 R /K [0 6 0 R 2]>>"), std::string::npos) << tree;
  EXPECT_NE(tree.find("/S /Link /P 5 0 R /Pg 1 0 R /K [1 <</Type /OBJR /Pg 1 0 R /Obj 2 0 R>>]>>"),
            std::string::npos)
      << tree;
  EXPECT_NE(tree.find("<</Nums [0 7 0 R 1 6 0 R]>>"), std::string::npos) << tree;
}

TEST(Structure, R77_ALinkOnAnotherElementGetsALinkInsideIt) {
  Maker maker(1);
  const TagId figure = maker.tag(TagRole::figure);
  maker.streams[0].marks = {figure};
  EXPECT_EQ(
      maker.tree({{Ref{1}, 0, figure, {}}}),
      "3: <</Type /StructTreeRoot /K 4 0 R /ParentTree 8 0 R /ParentTreeNextKey 2>>\n"
      "4: <</Type /StructElem /S /Document /P 3 0 R /K [5 0 R]>>\n"
      "5: <</Type /StructElem /S /Figure /P 4 0 R /Pg 1 0 R /K [0 6 0 R]>>\n"
      "6: <</Type /StructElem /S /Link /P 5 0 R /Pg 1 0 R /K <</Type /OBJR /Pg 1 0 R /Obj 2 0 "
      "R>>>>\n"
      "7: [5 0 R]\n"
      "8: <</Nums [0 7 0 R 1 6 0 R]>>\n");
}

TEST(Structure, ReadingOrderIsTagOrderWhateverIsDrawnFirst) {
  Maker maker(1);
  const TagId art = maker.tag(TagRole::art);
  const TagId first = maker.tag(TagRole::p, art);
  const TagId second = maker.tag(TagRole::p, art);
  maker.streams[0].marks = {second, first};
  EXPECT_NE(maker.tree().find("/S /Art /P 3 0 R /K [5 0 R 6 0 R]>>"), std::string::npos);
}

TEST(Structure, R74_R76_AttributesAndTexts) {
  Maker maker(1);
  const TagId figure = maker.tag(TagRole::figure);
  maker.last().alternative = "二维码";
  maker.last().box = Rect{10_pt, 20_pt, 30_pt, 40_pt};
  const TagId table = maker.tag(TagRole::table);
  const TagId row = maker.tag(TagRole::table_row, table);
  const TagId head = maker.tag(TagRole::table_head, row);
  maker.last().column_scope = 1;
  maker.last().column_span = 2;
  const TagId side = maker.tag(TagRole::table_head, row);
  maker.last().column_scope = 2;
  const TagId cell = maker.tag(TagRole::table_cell, row);
  const TagId note = maker.tag(TagRole::note);
  maker.last().language = "en";
  maker.last().title = "T";
  maker.last().actual_text = "A";
  maker.streams[0].marks = {figure, head, side, cell, note};
  const std::string tree = maker.tree();
  for (const char* part :
       {"/S /Figure /P 3 0 R /Pg 1 0 R /K 0 /Alt <FEFF4E8C7EF47801> /A <</O /Layout /Placement "
        "/Block /BBox [10 140 40 180]>>",
        "/S /TH /P 6 0 R /Pg 1 0 R /K 1 /A <</O /Table /Scope /Column /ColSpan 2>>",
        "/A <</O /Table /Scope /Row>>",
        "/S /TD /P 6 0 R /Pg 1 0 R /K 3>>",
        "/K 4 /T (T) /Lang (en) /ActualText (A) /ID (note6)>>",
        "/IDTree <</Names [(note6) 10 0 R]>>"}) {
    EXPECT_NE(tree.find(part), std::string::npos) << part << "\n" << tree;
  }
}

TEST(Structure, R76_AListSaysHowItCountsAndAPictureAmongWordsThatItIsInline) {
  Maker maker(1);
  const TagId list = maker.tag(TagRole::list);
  maker.last().numbering = ListNumbering::lower_roman;
  const TagId item = maker.tag(TagRole::list_item, list);
  const TagId body = maker.tag(TagRole::list_body, item);
  const TagId words = maker.tag(TagRole::p, body);
  const TagId link = maker.tag(TagRole::link, words);
  const TagId figure = maker.tag(TagRole::figure, link);
  maker.last().alternative = "x";
  maker.last().box = Rect{10_pt, 20_pt, 30_pt, 40_pt};
  maker.streams[0].marks = {words, figure};
  const std::string tree = maker.tree();
  for (const char* part : {"/A <</O /List /ListNumbering /LowerRoman>>",
                           "/A <</O /Layout /Placement /Inline /BBox [10 140 40 180]>>"}) {
    EXPECT_NE(tree.find(part), std::string::npos) << part << "\n" << tree;
  }
}

TEST(Structure, ArtifactsAndTheDocumentItselfAreNoElements) {
  Maker maker(1);
  const TagId document = maker.tag(TagRole::document);
  const TagId header = maker.tag(TagRole::artifact_header, document);
  const TagId inside = maker.tag(TagRole::p, header);
  maker.streams[0].marks = {inside};
  EXPECT_EQ(maker.tree(),
            "2: <</Type /StructTreeRoot /K 3 0 R /ParentTree 6 0 R /ParentTreeNextKey 1>>\n"
            "3: <</Type /StructElem /S /Document /P 2 0 R /K [4 0 R]>>\n"
            "4: <</Type /StructElem /S /P /P 3 0 R /Pg 1 0 R /K 0>>\n"
            "5: [4 0 R]\n"
            "6: <</Nums [0 5 0 R]>>\n");
}

TEST(Accessible, OnlyWhatKeepsTheRulesMayClaimPdfUa) {
  const auto sound = [] {
    Maker maker(1);
    maker.document.title = "T";
    maker.document.language = "zh-CN";
    maker.tag(TagRole::h1);
    maker.tag(TagRole::h2);
    maker.tag(TagRole::figure);
    maker.last().alternative = "A";
    maker.tag(TagRole::link);
    LinkArea link;
    link.tag = TagId{3};
    link.description = "D";
    maker.document.pages[0].links = {link};
    return maker.document;
  };
  EXPECT_TRUE(accessible(sound()));

  struct Row {
    const char* why;
    void (*spoil)(Document&);
  };

  const Row rows[] = {
      {"no tags", [](Document& d) { d.tags.clear(); }},
      {"no title", [](Document& d) { d.title.clear(); }},
      {"no language", [](Document& d) { d.language.clear(); }},
      {"picture without text", [](Document& d) { d.tags[2].alternative.clear(); }},
      {"first heading is no H1", [](Document& d) { d.tags[0].role = TagRole::p; }},
      {"a level skipped", [](Document& d) { d.tags[1].role = TagRole::h3; }},
      {"a list body in a list", [](Document& d) { d.tags[2].role = TagRole::list_body; }},
      {"a cell outside a row", [](Document& d) { d.tags[2].role = TagRole::table_cell; }},
      {"text in a table",
       [](Document& d) {
         d.tags[2].role = TagRole::table;
         d.tags[3].parent = TagId{2};
       }},
      {"link untagged", [](Document& d) { d.pages[0].links[0].tag = TagId::none; }},
      {"link in an artifact", [](Document& d) { d.tags[3].role = TagRole::artifact_footer; }},
      {"link without words", [](Document& d) { d.pages[0].links[0].description.clear(); }},
  };
  for (const Row& row : rows) {
    Document document = sound();
    row.spoil(document);
    EXPECT_FALSE(accessible(document)) << row.why;
  }
}

}  // namespace
}  // namespace banxin::pdf

// Imported pages on their way to the press: colours, overprint, lines, marks, groups.
#include "engine/pdf/recolor.h"

#include <gtest/gtest.h>

#include "engine/pdf/deflate.h"
#include "engine/pdf/test_page.h"

namespace banxin::pdf {
namespace {

/// The content alone, without resources.
std::string content_of(const std::string& content, const std::string& resources = "") {
  return recolored({content, resources}).content();
}

TEST(Recolor, R20_R29_DeviceColorsBecomeInk) {
  struct Row {
    const char *found, *made;
  };

  const Row rows[] = {
      {"1 0 0 rg", "0 1 1 0 k\n"},
      {"0 0 1 RG", "1 1 0 0 K\n"},
      {"0 0 0 rg", "0 0 0 1 k\n"},            // black is black ink
      {"0.2 0.2 0.2 RG", "0 0 0 0.8 K\n"},    // and grey a tint of it
      {"0.5 0.505 0.5 rg", "0 0 0 0.5 k\n"},  // within 2/255
      {"1 1 1 rg", "0 0 0 0 k\n"},            // white is paper
      {"0.25 g", "0 0 0 0.75 k\n"},           // grey can't overprint: ink
      {"0 G", "0 0 0 1 K\n"},
      {".1 .2 .3 .4 k", ".1 .2 .3 .4 k\n"},  // inks keep their bytes
      {"0 0 0 1 K", "0 0 0 1 K\n"},
      {"1 0 rg", ""},  // no colour
  };
  for (const Row& row : rows) {
    EXPECT_EQ(content_of(row.found), row.made) << row.found;
  }
}

TEST(Recolor, ThePageBeginsWithTheStateOfAPage) {
  const Recoloring page = recolored({"0 0 9 9 re f", ""});
  EXPECT_EQ(page.stream(page.made.page.form),
            "0 0 0 1 k 0 0 0 1 K 1 w 0 J 0 j 10 M [] 0 d 0 Tc 0 Tw 100 Tz 0 TL 0 Tr 0 Ts\n"
            "/Bx0 gs\n"
            "0 0 9 9 re\n"
            "f\n");
  EXPECT_EQ(page.text("ExtGState", "Bx0"), "<</Type /ExtGState /OP false /op false /OPM 0>>");
}

const std::string kProfile = pdf_stream("profile", "/N 3");

TEST(Recolor, R20_ColorSpacesByName) {
  struct Row {
    const char *space, *color, *made;
  };

  const Row rows[] = {
      {"/DeviceRGB", "1 0 0 sc", "0 0 0 1 k\n0 1 1 0 k\n"},
      {"[/ICCBased 5 0 R]", "0 1 0 scn", "0 0 0 1 k\n1 0 1 0 k\n"},
      {"[/CalRGB <</WhitePoint [0.95 1 1.09]>>]", "0 0 0 scn", "0 0 0 1 k\n0 0 0 1 k\n"},
      {"[/CalGray <</WhitePoint [0.95 1 1.09]>>]", "0.4 scn", "0 0 0 1 k\n0 0 0 0.6 k\n"},
      {"[/Lab <</WhitePoint [0.96 1 0.82]>>]", "100 0 0 scn", "0 0 0 1 k\n0 0 0 0 k\n"},
      {"[/Indexed /DeviceRGB 1 <FF0000 00FF00>]", "1 sc", "0 1 1 0 k\n1 0 1 0 k\n"},
      {"/DeviceCMYK", "1 0 0 0 sc", "0 0 0 1 k\n1 0 0 0 k\n"},
      {"[/Separation /Black /DeviceGray 6 0 R]", "0.5 scn", "0 0 0 1 k\n0 0 0 0.5 k\n"},
      {"[/Nonsense]", "1 scn", "0 0 0 1 k\n0 0 0 1 k\n"},
  };
  for (const Row& row : rows) {
    const Recoloring page =
        recolored({std::string("/C cs ") + row.color,
                   std::string("/ColorSpace <</C ") + row.space + ">>",
                   {kProfile, "<</FunctionType 2 /Domain [0 1] /N 1 /C0 [1] /C1 [0]>>"}});
    EXPECT_EQ(page.content(), row.made) << row.space;
  }
}

TEST(Recolor, SpotColorsStayOverInks) {
  const Recoloring page = recolored(
      {"/S cs 0.5 scn /N CS 1 0 SCN",
       "/ColorSpace <</S [/Separation /Gold /DeviceRGB 5 0 R] /N [/DeviceN [/Gold /Cyan] "
       "/DeviceCMYK 6 0 R]>>",
       {"<</FunctionType 2 /Domain [0 1] /N 1 /C0 [1 1 1] /C1 [1 0.5 0]>>",
        pdf_stream("{0 exch 0}", "/FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1 0 1]")}});
  EXPECT_EQ(page.content(), "/S cs\n0.5 scn\n/N CS\n1 0 SCN\n");
  const Array& gold = *page.resource("ColorSpace", "S").as<Array>();
  EXPECT_EQ(to_text(gold[1]) + to_text(gold[2]), "/Gold/DeviceCMYK");
  const auto tint = read_function(page.objects(), gold[3]);
  ASSERT_TRUE(tint);
  const std::vector<double> full = (*tint)({1});
  ASSERT_EQ(full.size(), 4u);
  EXPECT_NEAR(full[0], 0, 0.01);
  EXPECT_NEAR(full[1], 0.5, 0.01);
  EXPECT_NEAR(full[2], 1, 0.01);
  EXPECT_NE(page.text("ColorSpace", "N").find("[/DeviceN [/Gold /Cyan] /DeviceCMYK "),
            std::string::npos);
}

TEST(Recolor, DefaultColorSpacesDoNotCount) {
  EXPECT_EQ(content_of("1 0 0 rg", "/ColorSpace <</DefaultRGB [/ICCBased 5 0 R]>>"), "0 1 1 0 k\n");
}

TEST(Recolor, R71_MarkedContentIsDropped) {
  EXPECT_EQ(content_of("/P <</MCID 0>> BDC 0 0 9 9 re f EMC /Artifact BMC 1 w EMC /A MP /B <<>> DP "
                       "/OC /Layer BDC EMC"),
            "0 0 9 9 re\nf\n1 w\n");
}

TEST(Recolor, UnbalancedStatesAreMended) {
  EXPECT_EQ(content_of("Q q 1 w"), "q\n1 w\nQ\n");
}

// ---- overprint ----

const std::string kFont =
    "/Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Kai>>>> /ExtGState <</G <</OP true /OPM "
    "1>>>>";

TEST(Recolor, R22_SmallBlackTextOverprints) {
  EXPECT_EQ(content_of("BT /F 12 Tf 0 0 0 rg (a) Tj ET", kFont),
            "BT\n/F 12 Tf\n0 0 0 1 k\n/Bx5 gs\n(a) Tj\nET\n");
  EXPECT_EQ(content_of("BT /F 13 Tf (a) Tj ET", kFont), "BT\n/F 13 Tf\n(a) Tj\nET\n")
      << "black areas knock out";
  EXPECT_EQ(content_of("BT /F 1 Tf 24 0 0 24 0 0 Tm (a) Tj ET", kFont),
            "BT\n/F 1 Tf\n24 0 0 24 0 0 Tm\n(a) Tj\nET\n");
  EXPECT_EQ(content_of("BT /F 12 Tf (a) Tj 1 0 0 rg (b) Tj ET", kFont),
            "BT\n/F 12 Tf\n/Bx5 gs\n(a) Tj\n0 1 1 0 k\n/Bx0 gs\n(b) Tj\nET\n");
}

TEST(Recolor, R22_TheSizeOnPaperCounts) {
  RecolorOptions half;
  half.scale = 0.5;
  EXPECT_EQ(recolored({"BT /F 24 Tf (a) Tj ET", kFont}, half).content(),
            "BT\n/F 24 Tf\n/Bx5 gs\n(a) Tj\nET\n");
}

TEST(Recolor, R23_WhiteNeverOverprints) {
  EXPECT_EQ(content_of("/G gs 0 0 0 0 k 0 0 9 9 re f", kFont), "/G gs\n0 0 0 0 k\n0 0 9 9 re\nf\n");
  EXPECT_EQ(content_of("/G gs 1 1 1 rg BT /F 8 Tf (a) Tj ET", kFont),
            "/G gs\n0 0 0 0 k\nBT\n/F 8 Tf\n(a) Tj\nET\n");
}

TEST(Recolor, OverprintTheAuthorAskedForHoldsForInks) {
  EXPECT_EQ(content_of("/G gs 1 0 0 0 k 0 0 9 9 re f 1 0 0 rg 0 0 9 9 re f", kFont),
            "/G gs\n1 0 0 0 k\n/Bx5 gs\n0 0 9 9 re\nf\n0 1 1 0 k\n/Bx0 gs\n0 0 9 9 re\nf\n");
  EXPECT_EQ(recolored({"/G gs", kFont}).text("ExtGState", "G"), "<</Type /ExtGState>>");
}

TEST(Recolor, OverprintIsSavedAndRestored) {
  EXPECT_EQ(content_of("BT /F 9 Tf ET q BT (a) Tj ET Q 0 0 9 9 re f", kFont),
            "BT\n/F 9 Tf\nET\nq\nBT\n/Bx5 gs\n(a) Tj\nET\nQ\n0 0 9 9 re\nf\n");
}

// ---- lines ----

TEST(Recolor, R27_HairlinesAreMadeAsThickAsPrintNeeds) {
  EXPECT_EQ(content_of("0.1 w 0 0 m 9 9 l S"), "0.1 w\n0.25 w\n0 0 m\n9 9 l\nS\n");
  EXPECT_EQ(content_of("0 w 5 5 m 9 9 l 1 1 re s"), "0 w\n0.25 w\n5 5 m\n9 9 l\n1 1 re\ns\n");
  EXPECT_EQ(content_of("0.3 w 0 0 m 9 9 l S"), "0.3 w\n0 0 m\n9 9 l\nS\n");
  EXPECT_EQ(content_of("0.5 0 0 0.5 0 0 cm 0.4 w 0 0 m 9 9 l S"),
            "0.5 0 0 0.5 0 0 cm\n0.4 w\n0.5 w\n0 0 m\n9 9 l\nS\n");
  RecolorOptions small;
  small.scale = 0.1;
  EXPECT_EQ(recolored({"0 0 m 9 9 l S", ""}, small).content(), "2.5 w\n0 0 m\n9 9 l\nS\n");
}

// ---- forms ----

TEST(Recolor, NestedFormsAreRecoloredOnce) {
  const Recoloring page = recolored(
      {"/A Do /B Do /A Do",
       "/XObject <</A 5 0 R /B 6 0 R>>",
       {pdf_stream("1 0 0 rg 0 0 9 9 re f",
                   "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /OPI <<>> /PieceInfo <<>>"),
        pdf_stream("/A Do",
                   "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</A 5 0 "
                   "R>>>>")}});
  EXPECT_EQ(page.content(), "/A Do\n/B Do\n/A Do\n");
  EXPECT_EQ(page.stream(page.ref("XObject", "A")), "0 1 1 0 k\n0 0 9 9 re\nf\n");
  EXPECT_EQ(page.objects().size(), 3u);
  EXPECT_EQ(to_text(page.dictionary(page.ref("XObject", "A"))),
            "<</BBox [0 0 9 9] /Subtype /Form /Type /XObject /Resources <<>> /Filter "
            "/FlateDecode>>");
}

TEST(Recolor, WhatNeedsNoChangeKeepsItsBytes) {
  const std::string packed = deflate("0 0 0 1 k  % spaces and all\n0 0 9 9 re f");
  const Recoloring page =
      recolored({"/A Do",
                 "/XObject <</A 5 0 R>>",
                 {pdf_stream(packed, "/Subtype /Form /BBox [0 0 9 9] /Filter /FlateDecode")}});
  EXPECT_EQ(page.objects()[page.ref("XObject", "A")].stream->view(), packed);
}

TEST(Recolor, AFormInsideItselfEnds) {
  const Recoloring page = recolored(
      {"/A Do",
       "/XObject <</A 5 0 R>>",
       {pdf_stream("0 0 9 9 re f /A Do",
                   "/Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</A 5 0 R>>>>")}});
  EXPECT_EQ(page.stream(page.ref("XObject", "A")), "0 0 9 9 re\nf\n");
}

TEST(Recolor, AFormWithoutResourcesUsesThePages) {
  const Recoloring page =
      recolored({"/A Do",
                 "/XObject <</A 5 0 R>> /ColorSpace <</C /DeviceRGB>>",
                 {pdf_stream("/C cs 0 1 1 sc", "/Subtype /Form /BBox [0 0 9 9]")}});
  EXPECT_EQ(page.stream(page.ref("XObject", "A")), "0 0 0 1 k\n1 0 0 0 k\n");
}

TEST(Recolor, R5_PostScriptAndMissingObjectsAreNotShown) {
  EXPECT_EQ(
      recolored({"/P Do /Q Do", "/XObject <</P 5 0 R>>", {pdf_stream("showpage", "/Subtype /PS")}})
          .content(),
      "");
}

// ---- transparency ----

const std::string kGroup = "/Group <</S /Transparency /CS /DeviceRGB /I true>>";

TEST(Recolor, R30_GroupsOfAnOpaquePageGo) {
  const Recoloring page =
      recolored({"/G gs /A Do",
                 "/ExtGState <</G <</ca 1 /CA 1 /BM /Normal /SMask /None /AIS false>>>> /XObject "
                 "<</A 5 0 R>>",
                 {pdf_stream("0 0 9 9 re f", "/Subtype /Form /BBox [0 0 9 9] " + kGroup)},
                 kGroup});
  EXPECT_FALSE(page.made.findings.transparent);
  EXPECT_EQ(to_text(page.objects()).find("Group"), std::string::npos);
  EXPECT_EQ(page.text("ExtGState", "G"), "<</Type /ExtGState>>");
}

TEST(Recolor, R30_TransparentGroupsBlendInInk) {
  for (const char* state : {"/ca 0.5", "/CA 0.5", "/BM /Multiply", "/BM [/Screen]"}) {
    const Recoloring page =
        recolored({"/G gs /A Do",
                   "/ExtGState <</G <<" + std::string(state) + ">>>> /XObject <</A 5 0 R>>",
                   {pdf_stream("0 0 9 9 re f", "/Subtype /Form /BBox [0 0 9 9] " + kGroup)},
                   kGroup});
    EXPECT_TRUE(page.made.findings.transparent) << state;
    for (const Ref ref : {page.made.page.form, page.ref("XObject", "A")}) {
      EXPECT_EQ(to_text(*page.dictionary(ref).find("Group")),
                "<</Type /Group /S /Transparency /CS /DeviceCMYK /I true>>");
    }
  }
}

TEST(Recolor, ColorsOfASoftMaskAreLightness) {
  const std::string mask =
      "/Subtype /Form /BBox [0 0 9 9] /Group <</S /Transparency /CS /DeviceRGB>> /Resources "
      "<</Shading <</S <</ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 9 0] /Function "
      "<</FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0] /C1 [1 1 1]>>>>>>>>";
  const Recoloring page =
      recolored({"/G gs 0 0 9 9 re f",
                 "/ExtGState <</G <</SMask <</S /Luminosity /G 5 0 R /BC [1 1 1]>>>>>>",
                 {pdf_stream("1 1 1 rg 0 0 9 9 re f 1 0 0 RG .5 g /S sh", mask)}});
  EXPECT_TRUE(page.made.findings.transparent);
  const Dict& state = *page.resource("ExtGState", "G").as<Dict>();
  const Dict& made = *state.find("SMask")->as<Dict>();
  EXPECT_EQ(to_text(*made.find("BC")), "[1]");
  const Ref form = *made.find("G")->as<Ref>();
  EXPECT_EQ(page.stream(form), "1 g\n0 0 9 9 re\nf\n0.3 G\n.5 g\n/S sh\n");
  const std::string text = to_text(page.dictionary(form));
  EXPECT_NE(text.find("/CS /DeviceGray"), std::string::npos) << text;
  EXPECT_NE(text.find("/ColorSpace /DeviceGray"), std::string::npos) << text;
  EXPECT_NE(text.find("/C0 [0] /C1 [1]"), std::string::npos) << text;
}

TEST(Recolor, R5_TransferFunctionsAndHalftonesGo) {
  EXPECT_EQ(
      recolored({"/G gs",
                 "/ExtGState <</G <</LW 2 /TR /Identity /TR2 /Default /HT /Default /HTP [0 0] "
                 "/BG2 /Default /UCR2 /Default>>>>"})
          .text("ExtGState", "G"),
      "<</Type /ExtGState /LW 2>>");
}

// ---- hostile ----

TEST(Recolor, HostileContentEndsInGoodTime) {
  for (const char* content : {"(((",
                              "<",
                              "<<<<",
                              "[[[[",
                              "BI",
                              "BI /W 1 ID",
                              "q BT",
                              "/",
                              "1e9 0 0 rg",
                              "cs sc scn gs Do sh Tf",
                              "/X cs /X scn /X gs /X Do /X sh",
                              "%"}) {
    EXPECT_EQ(recolored({content, ""}).problem, "") << content;
  }
  std::string saved;
  for (int i = 0; i < 2000; ++i) {
    saved += "q ";
  }
  EXPECT_EQ(recolored({saved, ""}).problem, "too many saved graphics states");
  RecolorOptions few;
  few.most_bytes = 1000;
  EXPECT_EQ(recolored({std::string(2000, ' '), ""}, few).problem, "content stream");
}

TEST(Recolor, FormsNestedWithoutEndAreRefused) {
  std::vector<std::string> forms;
  for (int i = 0; i < 40; ++i) {
    forms.push_back(pdf_stream("/A Do",
                               "/Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</A " +
                                   std::to_string(6 + i) + " 0 R>>>>"));
  }
  forms.push_back(pdf_stream("", "/Subtype /Form /BBox [0 0 9 9]"));
  EXPECT_EQ(recolored({"/A Do", "/XObject <</A 5 0 R>>", forms}).problem,
            "forms nested too deeply");
}

}  // namespace
}  // namespace banxin::pdf

// Good files raise nothing; files broken in one way raise the rule for it and no other.
#include "engine/preflight/preflight.h"

#include <algorithm>
#include <functional>
#include <ostream>
#include <set>

#include <gtest/gtest.h>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

#include "engine/preflight/rules.h"
#include "engine/preflight/sha256.h"
#include "engine/preflight/test_pdf.h"

namespace banxin {
namespace {

using prepress::good_screen;
using prepress::good_x1a;
using prepress::good_x4;
using prepress::test_profile;
using prepress::test_text;
using prepress::TestFace;
using prepress::TestPdf;

enum class Base : std::uint8_t { x4, x1a, screen };

TestPdf good(Base base) {
  return base == Base::x4 ? good_x4() : base == Base::x1a ? good_x1a() : good_screen();
}

/// Rules found, each once, sorted, with a space between.
std::string rules_of(const PreflightReport& report) {
  std::set<std::string> rules;
  for (const PreflightFinding& finding : report.findings) {
    rules.insert(std::string(finding.rule));
  }
  std::string out;
  for (const std::string& rule : rules) {
    out += (out.empty() ? "" : " ") + rule;
  }
  return out;
}

std::string rules_of(const std::string& pdf, const PreflightRequest& request = {}) {
  return rules_of(preflight(pdf, request));
}

struct Broken {
  std::string rule;
  Base base;
  const char* how;
  std::function<void(TestPdf&)> breaking;
  PreflightRequest request = {};
};

void PrintTo(const Broken& broken, std::ostream* out) {
  *out << broken.rule << ": " << broken.how;
}

/// Draws on the first page, inside the trim.
std::function<void(TestPdf&)> draw(std::string content) {
  return [content = std::move(content)](TestPdf& pdf) { pdf.append("content1", content + "\n"); };
}

std::function<void(TestPdf&)> swap(std::string name, std::string from, std::string to) {
  return [=](TestPdf& pdf) { pdf.swap(name, from, to); };
}

std::function<void(TestPdf&)> extend(std::string name, std::string more) {
  return [=](TestPdf& pdf) { pdf.extend(name, more); };
}

std::string words(const std::string& size, const std::string& color, const std::string& at) {
  return "q /Over gs BT /F1 " + size + " Tf " + color + " " + at + " Td " + test_text() +
         " Tj ET Q";
}

/// A graphics state of the page's resources, then drawn with.
std::function<void(TestPdf&)> state(std::string dictionary) {
  return [=](TestPdf& pdf) {
    pdf.swap("page1", "/Over {over}", "/Over {over} /New << " + dictionary + " >>");
    pdf.append("content1", "q /New gs 0 0 0 1 k 100 100 50 50 re f Q\n");
  };
}

std::function<void(TestPdf&)> space(std::string definition, std::string color) {
  return [=](TestPdf& pdf) {
    pdf.swap("page1", "/Spot {spot}", "/Spot {spot} /New " + definition);
    pdf.append("content1", "q /New cs " + color + " scn 100 100 50 50 re f Q\n");
  };
}

std::vector<Broken> broken_files() {
  std::vector<Broken> all = {
      // ---- the file ----
      {"file.version",
       Base::x1a,
       "PDF 1.6 under PDF/X-1a (R1)",
       [](TestPdf& p) { p.version = "1.6"; }},
      {"file.version",
       Base::x4,
       "PDF 1.7 under PDF/X-4 (R1)",
       [](TestPdf& p) { p.version = "1.7"; }},
      {"file.version",
       Base::screen,
       "PDF 2.0 under PDF/A-2 (R1)",
       [](TestPdf& p) { p.version = "2.0"; }},
      {"file.no-id",
       Base::x4,
       "no ID (R2)",
       [](TestPdf& p) { p.trailer = "/Root {catalog} /Info {info}"; }},
      {"filter.lzw",
       Base::x4,
       "an LZW stream (R4)",
       [](TestPdf& p) { p.stream("unused", "/Filter /LZWDecode", "\x80\x0b\x60\x50"); }},
      {"filter.jpx",
       Base::x1a,
       "a JPEG 2000 picture (R4)",
       [](TestPdf& p) {
         p.stream("jpx",
                  "/Type /XObject /Subtype /Image /Width 300 /Height 300 /Filter /JPXDecode",
                  "jP");
         p.swap("page1", "/Im1 {picture}", "/Im1 {picture} /Im2 {jpx}");
         p.append("content1", "q 72 0 0 72 200 400 cm /Im2 Do Q\n");
       }},
      {"filter.jbig2",
       Base::x1a,
       "a JBIG2 stream (R4)",
       [](TestPdf& p) { p.stream("unused", "/Filter /JBIG2Decode", "x"); }},
      {"filter.unknown",
       Base::x4,
       "a filter nobody knows (R4)",
       [](TestPdf& p) { p.stream("unused", "/Filter /BrotliDecode", "x"); }},
      {"action.script",
       Base::x4,
       "JavaScript (R3)",
       extend("catalog",
              "/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (1) >>] >> >>")},
      {"action.open",
       Base::x4,
       "an action on opening (R3)",
       extend("catalog", "/OpenAction << /S /GoTo /D [{page1} /Fit] >>")},
      {"action.open",
       Base::x4,
       "an action of a page (R3)",
       extend("page1", "/AA << /O << /S /URI >> >>")},
      {"action.forbidden",
       Base::screen,
       "launching a program (R3)",
       swap("link", "/Dest [{page1} /Fit]", "/A << /S /Launch /F (a.exe) >>")},
      {"form.fields",
       Base::x4,
       "a form (R3)",
       extend("catalog", "/AcroForm << /Fields [{field}] >>")},
      {"form.xfa",
       Base::x4,
       "an XFA form (R3)",
       extend("catalog", "/AcroForm << /Fields [] /XFA (x) >>")},
      {"file.attachment",
       Base::x4,
       "an embedded file (R3)",
       extend("catalog", "/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec >>] >> >>")},
      {"file.external",
       Base::x4,
       "data in another file (R3)",
       [](TestPdf& p) { p.stream("unused", "/F (other.bin)", ""); }},
      {"layer.optional",
       Base::x1a,
       "a layer (R3)",
       extend("catalog", "/OCProperties << /OCGs [{layer}] /D << >> >>")},
      {"press.transfer", Base::x4, "a transfer function (R5)", state("/TR /Identity")},
      {"press.halftone",
       Base::x4,
       "a halftone (R5)",
       state("/HT << /Type /Halftone /HalftoneType 1 >>")},
      {"press.opi", Base::x4, "an OPI proxy (R5)", extend("picture", "/OPI << >>")},
      {"press.postscript",
       Base::x4,
       "PostScript (R5)",
       [](TestPdf& p) { p.stream("unused", "/Type /XObject /Subtype /PS", "showpage"); }},
      {"press.alternate",
       Base::x4,
       "alternate pictures (R5)",
       extend("picture", "/Alternates [{picture}]")},
      {"press.reference",
       Base::x4,
       "a reference to another file's page (R3)",
       [](TestPdf& p) {
         p.stream("unused", "/Subtype /Form /BBox [0 0 1 1] /Ref << /Page 0 >>", "");
       }},
      // ---- pages and boxes ----
      {"page.multiple",
       Base::x4,
       "two pages where four are wanted (R15)",
       [](TestPdf&) {},
       [] {
         PreflightRequest request;
         request.multiple = 4;
         return request;
       }()},
      {"page.blank", Base::x4, "nothing on a page (R15)", swap("content2", "Tj", "")},
      {"box.no-trim",
       Base::x4,
       "no TrimBox (R10)",
       [](TestPdf& p) {
         p.swap("page2", "/TrimBox [34.016 34.016 629.291 841.89] ", "");
         // Without it the whole sheet is the page; keep the size so that nothing else is said.
         p.swap("page2",
                "/MediaBox [0 0 663.307 875.906]",
                "/MediaBox [34.016 34.016 629.291 841.89]");
         p.swap("page2",
                "/BleedBox [25.512 25.512 637.795 850.394]",
                "/BleedBox [34.016 34.016 629.291 841.89]");
       }},
      {"box.no-bleed",
       Base::x4,
       "no BleedBox (R10)",
       swap("page2", "/BleedBox [25.512 25.512 637.795 850.394]", "")},
      {"box.inherited",
       Base::x4,
       "MediaBox above the page (R10)",
       [](TestPdf& p) {
         p.swap("page2", "/MediaBox [0 0 663.307 875.906]", "");
         p.extend("pages", "/MediaBox [0 0 663.307 875.906]");
       }},
      {"box.broken",
       Base::x4,
       "a CropBox of three numbers (R10)",
       extend("page2", "/CropBox [0 0 1]")},
      {"box.art",
       Base::x4,
       "TrimBox and ArtBox (R10)",
       extend("page2", "/ArtBox [34.016 34.016 629.291 841.89]")},
      {"box.nesting",
       Base::x4,
       "the bleed leaves the sheet (R11)",
       swap("page2", "/MediaBox [0 0 663.307 875.906]", "/MediaBox [30 30 663.307 875.906]")},
      {"box.crop",
       Base::x4,
       "a CropBox (R11)",
       extend("page2", "/CropBox [25.512 25.512 637.795 850.394]")},
      {"box.bleed",
       Base::x4,
       "2 mm of bleed (R12)",
       swap("page2", "/BleedBox [25.512 25.512", "/BleedBox [28.346 25.512")},
      {"box.trim-differs",
       Base::x4,
       "a page of another size (R14)",
       swap("page2", "/TrimBox [34.016 34.016 629.291", "/TrimBox [34.016 34.016 620")},
      {"box.trim-wanted",
       Base::screen,
       "not the size wanted (R14)",
       [](TestPdf&) {},
       [] {
         PreflightRequest request;
         request.trim = Size{Length::mm(210), Length::mm(297)};
         return request;
       }()},
      {"box.rotated", Base::x4, "a turned page (R14)", extend("page2", "/Rotate 90")},
      {"box.user-unit", Base::x4, "a unit of its own (R14)", extend("page2", "/UserUnit 2")},
      {"bleed.short",
       Base::x4,
       "a tint that stops at the trim (R13)",
       swap("content1", "25.512 700 612.283 150.394 re", "34.016 700 603.779 150.394 re")},
      {"bleed.short",
       Base::x4,
       "a tint clipped at the trim (R13)",
       swap("content1", "q 0.4 0 0 0 k", "q 34.016 0 700 900 re W n 0.4 0 0 0 k")},
      {"bleed.short",
       Base::x4,
       "a tint in a form whose box ends at the trim (R13)",
       [](TestPdf& p) {
         p.stream("form",
                  "/Type /XObject /Subtype /Form /BBox [0 0 20 20]",
                  "0.4 0 0 0 k -50 0 90 20 re f");
         p.swap("page1", "/Im1 {picture}", "/Im1 {picture} /Fm {form}");
         p.append("content1", "q 1 0 0 1 34.016 100 cm /Fm Do Q\n");
       }},
      {"live.near-trim",
       Base::x4,
       "text 4 mm from the trim (R17)",
       draw(words("10", "0 0 0 1 k", "45.4 500"))},
      {"live.at-trim",
       Base::x4,
       "text 1 mm from the trim (R17)",
       draw(words("10", "0 0 0 1 k", "36.9 500"))},
      // ---- colour ----
      {"color.rgb", Base::x4, "an RGB fill (R20)", draw("q 1 0 0 rg 100 100 50 50 re f Q")},
      {"color.rgb",
       Base::x4,
       "an RGB line in a form (R20)",
       [](TestPdf& p) {
         p.stream(
             "form", "/Type /XObject /Subtype /Form /BBox [0 0 50 50]", "1 0 0 RG 0 0 m 50 50 l S");
         p.swap("page1", "/Im1 {picture}", "/Im1 {picture} /Fm {form}");
         p.append("content1", "q 1 0 0 1 100 100 cm /Fm Do Q\n");
       }},
      {"color.rgb",
       Base::x4,
       "RGB in a tiling pattern (R20)",
       [](TestPdf& p) {
         p.stream("tile",
                  "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 "
                  "/Resources << >>",
                  "1 0 0 rg 0 0 5 5 re f");
         p.swap("page1", "/XObject", "/Pattern << /P1 {tile} >> /XObject");
         p.append("content1", "q /Pattern cs /P1 scn 100 100 50 50 re f Q\n");
       }},
      {"color.rgb",
       Base::x4,
       "RGB in a shading (R20)",
       [](TestPdf& p) {
         p.swap("page1",
                "/XObject",
                "/Shading << /S1 << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 1 0] "
                "/Function << /FunctionType 2 "
                "/Domain [0 1] /N 1 /C0 [0 0 0] /C1 [1 1 1] >> >> >> /XObject");
         p.append("content1", "q 100 100 50 50 re W n /S1 sh Q\n");
       }},
      {"color.rgb",
       Base::x4,
       "an RGB inline image (R20)",
       draw("q 50 0 0 50 100 100 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI Q")},
      {"color.icc-rgb",
       Base::x4,
       "ICC-based RGB (R20)",
       [](TestPdf& p) {
         p.stream("srgb", "/N 3", test_profile("RGB ", 2));
         space("[/ICCBased {srgb}]", "1 0 0")(p);
       }},
      {"color.lab",
       Base::x4,
       "Lab (R20)",
       space("[/Lab << /WhitePoint [0.96 1 0.82] >>]", "50 0 0")},
      {"color.icc", Base::x1a, "ICC-based CMYK (R20)", space("[/ICCBased {profile}]", "0.5 0 0 0")},
      {"color.icc-broken",
       Base::screen,
       "a profile for other colours (R65)",
       [](TestPdf& p) {
         p.stream("odd", "/N 3", test_profile("CMYK", 2));
         p.swap("page1", "/XObject", "/ColorSpace << /New [/ICCBased {odd}] >> /XObject");
         p.append("content1", "/Artifact BMC /New cs 1 0 0 scn 100 100 50 50 re f EMC\n");
       }},
      {"color.spot-alternate",
       Base::x4,
       "a spot colour defined in RGB (R20)",
       [](TestPdf& p) {
         p.add("rgbred", "/FunctionType 2 /Domain [0 1] /N 1 /C0 [1 1 1] /C1 [1 0 0]");
         space("[/Separation /Gold /DeviceRGB {rgbred}]", "1")(p);
       }},
      {"color.spot-differs",
       Base::x4,
       "one spot colour by two names (R20)",
       space("[/Separation /Pantone#20185 /DeviceCMYK {red}]", "1")},
      {"color.registration",
       Base::x4,
       "registration colour on the page (R26)",
       draw("q /Reg cs 1 scn 100 100 50 50 re f Q")},
      {"color.unmatched",
       Base::screen,
       "RGB with a CMYK intent (R31)",
       [](TestPdf& p) {
         std::string pixels(300 * 300 * 3, '\x40');
         p.stream("picture",
                  "/Type /XObject /Subtype /Image /Width 300 /Height 300 /BitsPerComponent 8 "
                  "/ColorSpace /DeviceRGB",
                  std::move(pixels));
       }},
      {"ink.total",
       Base::x4,
       "370 % of ink (R24)",
       draw("q 1 1 1 0.7 k 100 100 50 50 re f Q"),
       [] {
         PreflightRequest request;
         request.skip = {"ink.rich-black"};
         return request;
       }()},
      {"ink.image",
       Base::x4,
       "a picture of 400 % (R24)",
       [](TestPdf& p) {
         p.stream("picture",
                  "/Type /XObject /Subtype /Image /Width 300 /Height 300 /BitsPerComponent 8 "
                  "/ColorSpace /DeviceCMYK",
                  std::string(300 * 300 * 4, '\xff'));
       }},
      {"ink.image",
       Base::x4,
       "a picture inverted by Decode (R24, R42)",
       extend("picture", "/Decode [1 0 1 0 1 0 1 0]")},
      {"ink.light", Base::x4, "a tint of 2 % (R27)", draw("q 0 0.02 0 0 k 100 100 50 50 re f Q")},
      {"ink.rich-black",
       Base::x4,
       "a small area in rich black (R25)",
       draw("q 0.4 0.3 0.3 1 k 100 100 50 50 re f Q")},
      {"text.rich-black",
       Base::x4,
       "rich black text (R21)",
       draw(words("10", "0.4 0.3 0.3 1 k", "100 500"))},
      {"text.many-inks",
       Base::x4,
       "small text in three inks (R21)",
       draw(words("8", "0.5 0.5 0.5 0 k", "100 500"))},
      {"text.knocks-out",
       Base::x4,
       "black text that knocks out (R22)",
       swap("content2", "/Over gs", "")},
      {"text.knocks-out", Base::x4, "overprint of mode 0 (R22)", swap("over", "/OPM 1", "/OPM 0")},
      {"text.gray", Base::x4, "black text in grey (R22)", draw(words("10", "0 g", "100 500"))},
      {"text.small", Base::x4, "type of 4 pt (R27)", draw(words("4", "0 0 0 1 k", "100 500"))},
      {"text.small",
       Base::x4,
       "type made small by the matrix (R27)",
       draw("q 0.4 0 0 0.4 0 0 cm " + words("10", "0 0 0 1 k", "300 900") + " Q")},
      {"text.tiny", Base::x4, "type of 5 pt (R27)", draw(words("5", "0 0 0 1 k", "100 500"))},
      {"text.tiny",
       Base::x4,
       "lettering of a picture made small (R27)",
       [](TestPdf& p) {
         p.stream(
             "form",
             "/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << /Font << /F1 {font} >> "
             "/ExtGState << /Over {over} >> >>",
             words("6", "0 0 0 1 k", "9 9"));
         p.swap("page1", "/Im1 {picture}", "/Im1 {picture} /Fm {form}");
         p.append("content1", "q 0.5 0 0 0.5 100 100 cm /Fm Do Q\n");
       }},
      {"overprint.white",
       Base::x4,
       "white that overprints (R23)",
       draw("q /Over gs 0 0 0 0 k 100 100 50 50 re f Q")},
      {"line.hairline",
       Base::x4,
       "a line of 0.1 pt (R27)",
       draw("q 0.1 w 0 0 0 1 K 100 100 m 200 100 l S Q")},
      {"line.hairline",
       Base::x4,
       "a thin filled rectangle (R27)",
       draw("q 0 0 0 1 k 100 100 90 0.1 re f Q")},
      // ---- pictures ----
      {"image.resolution",
       Base::x4,
       "a picture of 150 dpi (R40)",
       swap("content1", "72 0 0 72", "144 0 0 144")},
      {"image.resolution",
       Base::x4,
       "a picture stretched one way (R40)",
       swap("content1", "72 0 0 72", "72 0 0 90")},
      {"image.bilevel",
       Base::x4,
       "line art of 300 dpi (R40)",
       [](TestPdf& p) {
         p.stream("art",
                  "/Type /XObject /Subtype /Image /Width 304 /Height 304 /BitsPerComponent 1 "
                  "/ColorSpace /DeviceGray",
                  std::string(38 * 304, '\x55'));
         p.swap("page1", "/Im1 {picture}", "/Im1 {picture} /Im2 {art}");
         p.append("content1", "q 72 0 0 72 200 400 cm /Im2 Do Q\n");
       }},
      {"image.interpolate",
       Base::x4,
       "a picture to be interpolated (R41)",
       extend("picture", "/Interpolate true")},
      {"image.depth",
       Base::x1a,
       "a picture of 16 bits (R41)",
       [](TestPdf& p) {
         p.stream("picture",
                  "/Type /XObject /Subtype /Image /Width 300 /Height 300 /BitsPerComponent 16 "
                  "/ColorSpace /DeviceCMYK",
                  std::string(300 * 300 * 8, '\x40'));
       }},
      {"image.broken",
       Base::x4,
       "a picture cut short",
       swap("picture", "/Height 300", "/Height 310")},
      // ---- transparency ----
      {"transparency.alpha",
       Base::x1a,
       "half opacity under PDF/X-1a (R30)",
       state("/ca 0.5"),
       [] {
         PreflightRequest request;
         request.skip = {"transparency.space"};
         return request;
       }()},
      {"transparency.blend", Base::x1a, "Multiply under PDF/X-1a (R30)", state("/BM /Multiply")},
      {"transparency.mask",
       Base::x1a,
       "a soft mask under PDF/X-1a (R30)",
       [](TestPdf& p) {
         p.stream("mask",
                  "/Type /XObject /Subtype /Image /Width 300 /Height 300 /BitsPerComponent 8 "
                  "/ColorSpace /DeviceGray",
                  std::string(300 * 300, '\x80'));
         p.extend("picture", "/SMask {mask}");
       }},
      {"transparency.group",
       Base::x1a,
       "a transparency group under PDF/X-1a (R30)",
       extend("page1", "/Group << /S /Transparency /CS /DeviceCMYK >>")},
      {"transparency.space",
       Base::x4,
       "transparency without a blending space (R30)",
       state("/ca 0.5")},
      {"transparency.space",
       Base::x4,
       "transparency blended in RGB (R20, R30)",
       [](TestPdf& p) {
         state("/ca 0.5")(p);
         p.extend("page1", "/Group << /S /Transparency /CS /DeviceRGB >>");
       }},
      // ---- fonts ----
      {"font.not-embedded",
       Base::x4,
       "no font program (R50)",
       swap("descriptor", "/FontFile3 {program}", "")},
      {"font.not-subset",
       Base::x4,
       "a font embedded whole (R50)",
       [](TestPdf& p) {
         p.swap("font", "/ABCDEF+Song", "/Song");
         p.swap("cidfont", "/ABCDEF+Song", "/Song");
         p.swap("descriptor", "/ABCDEF+Song", "/Song");
       }},
      {"font.name",
       Base::x4,
       "names that disagree (R50)",
       swap("descriptor", "/ABCDEF+Song", "/ABCDEF+Kai")},
      {"font.broken",
       Base::x4,
       "no font at all in the program (R50)",
       [](TestPdf& p) { p.stream("program", "/Subtype /CIDFontType0C", "not a font"); }},
      {"font.wrapper",
       Base::x1a,
       "an OpenType wrapper (R50, F-7)",
       [](TestPdf& p) { p.stream("program", "/Subtype /OpenType", TestFace().file()); }},
      {"font.no-map",
       Base::x4,
       "an embedded TrueType font without CIDToGIDMap (R50)",
       swap("cidfont", "/Subtype /CIDFontType0", "/Subtype /CIDFontType2"),
       [] {
         PreflightRequest request;
         request.skip = {"font.name"};
         return request;
       }()},
      {"font.type3",
       Base::x4,
       "a Type 3 font (R50)",
       [](TestPdf& p) {
         p.add("type3",
               "/Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 "
               "0 0] "
               "/FirstChar 65 /LastChar 65 /Widths [1000] /Encoding << /Differences [65 /a] >> "
               "/CharProcs << /a {glyph} >> /Resources << >>");
         p.stream("glyph", "", "1000 0 0 0 1000 1000 d1 0 0 800 800 re f");
         p.swap("page1", "/F1 {font}", "/F1 {font} /F2 {type3}");
         p.append("content1", "q BT /F2 20 Tf 0 0 0 1 k 100 500 Td (A) Tj ET Q\n");
       }},
      {"font.no-unicode",
       Base::screen,
       "no ToUnicode (R51)",
       swap("font", "/ToUnicode {unicode}", "")},
      {"font.no-unicode",
       Base::screen,
       "one code without Unicode (R51)",
       swap("unicode", "<5fc3>", "<fffd>")},
      {"font.odd-unicode",
       Base::screen,
       "a private-use character (R51)",
       swap("unicode", "<5fc3>", "<e000>")},
      {"font.missing-glyph",
       Base::x4,
       "a CID that is not there (R52)",
       [](TestPdf& p) {
         p.append("content1", "q /Over gs BT /F1 10 Tf 0 0 0 1 k 100 500 Td <f0f0> Tj ET Q\n");
       },
       [] {
         PreflightRequest request;
         request.skip = {"font.no-unicode"};
         return request;
       }()},
      {"font.width",
       Base::x4,
       "a width that is not the glyph's (R52)",
       swap("cidfont", "/DW 1000", "/DW 990")},
      {"font.notdef",
       Base::x4,
       "the box of a missing character (R53)",
       [](TestPdf& p) {
         p.swap("cidfont", "/DW 1000", "/DW 1000 /W [0 [1000]]");
         p.append("content1", "q /Over gs BT /F1 10 Tf 0 0 0 1 k 100 500 Td <0000> Tj ET Q\n");
       },
       [] {
         PreflightRequest request;
         request.skip = {"font.no-unicode", "font.width"};
         return request;
       }()},
      // ---- metadata ----
      {"meta.no-xmp",
       Base::x4,
       "no XMP (R60)",
       swap("catalog", "/Metadata {xmp}", ""),
       [] {
         PreflightRequest request;
         request.profile = PreflightProfile::x4;
         request.skip = {"pdfx"};
         return request;
       }()},
      {"meta.xmp-broken",
       Base::x4,
       "XMP that is no XML (R60)",
       swap("xmp", "</xmp:CreateDate>", "")},
      {"meta.packet",
       Base::x4,
       "XMP without its wrapper (R60)",
       swap("xmp", "<?xpacket end=\"w\"?>", "")},
      {"meta.disagree",
       Base::x4,
       "another title (R61)",
       swap("info", "/Title (Test)", "/Title (Rest)")},
      {"meta.disagree",
       Base::x4,
       "another date (R61)",
       swap("info", "/ModDate (D:20240101000000Z)", "/ModDate (D:20240102000000Z)")},
      {"meta.title",
       Base::x4,
       "no title (R64)",
       [](TestPdf& p) {
         p.swap("info", "/Title (Test)", "");
         p.swap("xmp", ">Test<", "><");
       }},
      {"meta.dates",
       Base::x4,
       "no date (R64)",
       [](TestPdf& p) {
         p.swap("info", "/ModDate (D:20240101000000Z)", "");
         p.swap("xmp", "<xmp:ModifyDate>2024-01-01T08:00:00+08:00</xmp:ModifyDate>", "");
       }},
      {"meta.trapped",
       Base::x1a,
       "Trapped unknown (R63)",
       [](TestPdf& p) {
         p.swap("info", "/Trapped /False", "/Trapped /Unknown");
         p.swap("xmp", "<pdf:Trapped>False", "<pdf:Trapped>Unknown");
       }},
      {"meta.ids",
       Base::x4,
       "no xmpMM:VersionID (R64)",
       swap("xmp", "<xmpMM:VersionID>1</xmpMM:VersionID>", "")},
      {"pdfx.claim",
       Base::x4,
       "claims PDF/X-3 (R62)",
       swap("xmp", "PDF/X-4", "PDF/X-3"),
       [] {
         PreflightRequest request;
         request.profile = PreflightProfile::x4;
         return request;
       }()},
      {"pdfx.conformance",
       Base::x1a,
       "a key of the 2001 version (R62)",
       extend("info", "/GTS_PDFXConformance (PDF/X-1a:2001)")},
      {"intent.missing",
       Base::x4,
       "no output intent (R65)",
       swap("catalog", "/OutputIntents [{intent}]", ""),
       [] {
         PreflightRequest request;
         request.skip = {"color.unmatched"};
         return request;
       }()},
      {"intent.several",
       Base::x4,
       "two of a kind (R65)",
       swap("catalog", "[{intent}]", "[{intent} {intent}]")},
      {"intent.profile",
       Base::x1a,
       "a profile of version 4 (R65)",
       [](TestPdf& p) { p.stream("profile", "/N 4", test_profile("CMYK", 4)); }},
      {"intent.profile", Base::x4, "a profile of a screen (R65)", swap("profile", "prtr", "mntr")},
      {"intent.keys", Base::x4, "no condition named (R65)", swap("intent", "(FOGRA39)", "()")},
      {"intent.differ",
       Base::screen,
       "two profiles (R65)",
       [](TestPdf& p) {
         p.stream("other", "/N 4", test_profile("CMYK", 2));
         p.add("intent2",
               "/Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (FOGRA39) /Info (x) "
               "/RegistryName (http://www.color.org) /DestOutputProfile {other}");
         p.swap("catalog", "[{intent}]", "[{intent} {intent2}]");
       }},
      {"pdfa.claim",
       Base::screen,
       "no PDF/A part (R66)",
       swap("xmp", "<pdfaid:part>2</pdfaid:part>", "")},
      {"pdfa.schema",
       Base::screen,
       "no schema for pdfuaid (R66)",
       swap("xmp",
            "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/",
            "<pdfaSchema:namespaceURI>x")},
      // ---- annotations and navigation ----
      {"annot.on-page",
       Base::x4,
       "a link on the page (R3, E1)",
       extend("page1",
              "/Annots [<< /Subtype /Link /Rect [100 100 200 120] /Dest [{page2} /Fit] >>]")},
      {"annot.untagged",
       Base::screen,
       "a link outside the structure (R77)",
       swap("alink", "/K [2 << /Type /OBJR /Obj {link} /Pg {page1} >>]", "/K 2")},
      {"annot.hidden",
       Base::screen,
       "a link that does not print (R77)",
       swap("link", "/F 4", "/F 0")},
      {"annot.contents",
       Base::screen,
       "a link without a description (R77)",
       swap("link", "/Contents (Go)", "")},
      {"annot.tab-order", Base::screen, "no tab order (R77)", swap("page1", "/Tabs /S", "")},
      {"nav.destination",
       Base::screen,
       "a bookmark to no page (R78)",
       swap("item", "/Dest [{page1} /Fit]", "/Dest [{info} /Fit]")},
      {"nav.destination",
       Base::screen,
       "a link to an unknown name (R78)",
       swap("link", "/Dest [{page1} /Fit]", "/Dest (nowhere)")},
      {"nav.outline",
       Base::screen,
       "no bookmarks (R78)",
       swap("catalog", "/Outlines {outlines}", "")},
      {"nav.labels",
       Base::screen,
       "labels that begin too late (R78)",
       swap("catalog", "/Nums [0", "/Nums [1")},
      // ---- tags ----
      {"tag.none",
       Base::screen,
       "not marked (R70)",
       swap("catalog", "/Marked true", "/Marked false")},
      {"tag.suspects",
       Base::screen,
       "suspect tags (R70)",
       swap("catalog", "/Marked true", "/Marked true /Suspects true")},
      {"doc.language", Base::screen, "no language (R70)", swap("catalog", "/Lang (zh-CN)", "")},
      {"doc.title-bar",
       Base::screen,
       "file name in the title bar (R70)",
       swap("catalog", "/DisplayDocTitle true", "/DisplayDocTitle false")},
      {"ua.claim",
       Base::screen,
       "no PDF/UA part (R70)",
       swap("xmp", "<pdfuaid:part>1</pdfuaid:part>", "")},
      {"tag.untagged",
       Base::screen,
       "a rule outside all tags (R71)",
       draw("0 0 0 1 K 1 w 50 50 m 90 50 l S")},
      {"tag.nested",
       Base::screen,
       "an artifact inside a paragraph (R71)",
       swap("content1",
            "/P << /MCID 1 >> BDC",
            "/P << /MCID 1 >> BDC /Artifact BMC 1 0 0 0 k 50 50 9 9 re f EMC 0 0 0 1 k")},
      {"tag.unbalanced", Base::screen, "EMC left out (R71)", draw("/Artifact BMC 50 50 9 9 re f")},
      {"tag.unbalanced", Base::x4, "Q left out", draw("q")},
      {"tag.mcid-twice",
       Base::screen,
       "an MCID used twice (R72)",
       draw("/P << /MCID 1 >> BDC 50 50 9 9 re f EMC")},
      {"tag.parent-tree",
       Base::screen,
       "content the tree does not know (R72)",
       draw("/P << /MCID 10 >> BDC 50 50 9 9 re f EMC")},
      {"tag.parent-tree",
       Base::screen,
       "the parent tree names another (R72)",
       swap("row", "{h1} {p}", "{p} {h1}")},
      {"tag.no-content",
       Base::screen,
       "an element without its content (R72)",
       swap("td2", "/K 8", "/K [8 99]")},
      {"tag.parent", Base::screen, "another parent (R73)", swap("td2", "/P {tr2}", "/P {tr1}")},
      {"tag.role", Base::screen, "an unknown type (R73)", swap("p", "/S /P ", "/S /Absatz ")},
      {"tag.alt",
       Base::screen,
       "a figure without words (R74)",
       swap("figure", "/Alt (A square)", "")},
      {"tag.bbox",
       Base::screen,
       "a figure without place (R74)",
       swap("figure", "/BBox [100 400 172 472]", "")},
      {"tag.heading", Base::screen, "begins at H2 (R75)", swap("h1", "/S /H1", "/S /H2")},
      {"tag.children",
       Base::screen,
       "a paragraph in a list (R76)",
       swap("item1", "/S /LI", "/S /P")},
      {"tag.scope", Base::screen, "a head without scope (R76)", swap("th2", "/Scope /Row", "")},
      {"tag.cells",
       Base::screen,
       "rows of different length (R76)",
       swap("td2", "/K 8", "/K 8 /A << /O /Table /ColSpan 2 >>")},
  };
  return all;
}

class BrokenFile : public testing::TestWithParam<Broken> {};

TEST_P(BrokenFile, RaisesItsRuleAndNoOther) {
  const Broken& broken = GetParam();
  TestPdf pdf = good(broken.base);
  pdf.add("layer", "/Type /OCG /Name (x)");
  pdf.add("field", "/FT /Tx /T (x)");
  broken.breaking(pdf);
  EXPECT_EQ(rules_of(pdf.write(), broken.request), broken.rule) << broken.how;
}

INSTANTIATE_TEST_SUITE_P(Preflight, BrokenFile, testing::ValuesIn(broken_files()));

TEST(Preflight, GoodFilesRaiseNothing) {
  for (const Base base : {Base::x4, Base::x1a, Base::screen}) {
    const PreflightReport report = preflight(good(base).write(), {});
    EXPECT_EQ(rules_of(report), "");
  }
}

TEST(Preflight, TellsTheProfileFromTheClaim) {
  EXPECT_EQ(name_of(preflight(good_x4().write(), {}).profile), "x4");
  EXPECT_EQ(name_of(preflight(good_x1a().write(), {}).profile), "x1a");
  EXPECT_EQ(name_of(preflight(good_screen().write(), {}).profile), "screen");
  TestPdf plain = good_x4();
  plain.swap("xmp", "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>", "");
  EXPECT_EQ(name_of(preflight(plain.write(), {}).profile), "print");
}

TEST(Preflight, SaysWhatAnEditorWantsToKnow) {
  const PreflightReport report = preflight(good_x4().write(), {});
  const PreflightSummary& summary = report.summary;
  EXPECT_EQ(summary.pages, 2);
  ASSERT_EQ(summary.trims.size(), 1u);
  EXPECT_NEAR(summary.trims[0].width, 210, 0.1);
  EXPECT_EQ(summary.trims[0].paper_zh, "大16开");
  EXPECT_NEAR(summary.bleed, 3, 0.01);
  EXPECT_EQ(summary.claims, std::vector<std::string>{"PDF/X-4"});
  EXPECT_EQ(summary.condition, "FOGRA39");
  ASSERT_EQ(summary.fonts.size(), 1u);
  EXPECT_EQ(summary.fonts[0].name, "Song");
  EXPECT_TRUE(summary.fonts[0].embedded && summary.fonts[0].subset);
  EXPECT_EQ(summary.pictures, 1);
  EXPECT_NEAR(summary.lowest_dpi, 300, 0.1);
  ASSERT_EQ(summary.inks.size(), 2u);
  EXPECT_EQ(summary.inks[0].spots, std::vector<std::string>{"PANTONE 185"});
  EXPECT_EQ(summary.inks[1].process, (std::array<bool, 4>{false, false, false, true}));
}

TEST(Preflight, PlacesAreMillimetresFromTheTrimsUpperLeft) {
  TestPdf pdf = good_x4();
  // 10 mm from the left edge, 20 mm down, 5 mm by 4 mm.
  pdf.append("content1", "q 1 0 0 rg 62.362 773.858 14.173 11.339 re f Q\n");
  const PreflightReport report = preflight(pdf.write(), {});
  ASSERT_EQ(rules_of(report), "color.rgb");
  const PreflightPlace place = report.findings[0].place.value();
  EXPECT_EQ(report.findings[0].page, 0);
  EXPECT_NEAR(place.x, 10, 0.01);
  EXPECT_NEAR(place.y, 20, 0.01);
  EXPECT_NEAR(place.width, 5, 0.01);
  EXPECT_NEAR(place.height, 4, 0.01);
}

TEST(Preflight, LikeFindingsOfAPageAreOneWithACount) {
  TestPdf pdf = good_x4();
  for (int i = 0; i < 5; ++i) {
    pdf.append("content1", "q 1 0 0 rg 100 100 50 50 re f Q\n");
  }
  const PreflightReport report = preflight(pdf.write(), {});
  ASSERT_EQ(report.findings.size(), 1u);
  EXPECT_EQ(report.findings[0].times, 5);
  EXPECT_EQ(report.errors, 1);
}

TEST(Preflight, HashesTheFile) {  // the examples of FIPS 180-4
  EXPECT_EQ(prepress::sha256(""),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(prepress::sha256("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(prepress::sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(prepress::sha256(std::string(1000000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Preflight, LeavesOutWhatIsSkipped) {
  TestPdf pdf = good_x4();
  pdf.append("content1", "q 1 0 0 rg 100 100 50 50 re f Q\n");
  PreflightRequest request;
  request.skip = {"color.rgb"};
  EXPECT_EQ(rules_of(pdf.write(), request), "");
  request.skip = {"color"};
  EXPECT_EQ(rules_of(pdf.write(), request), "");
  request.skip = {"col"};
  EXPECT_EQ(rules_of(pdf.write(), request), "color.rgb");
}

/// Written anew by qpdf.
std::string rewritten(const std::string& pdf, const std::function<void(QPDFWriter&)>& with) {
  QPDF file;
  file.processMemoryFile("test", pdf.data(), pdf.size());
  QPDFWriter writer(file);
  writer.setOutputMemory();
  writer.setStaticID(true);
  with(writer);
  writer.write();
  const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

TEST(Preflight, KnowsAnEncryptedFile) {
  const std::string pdf = rewritten(good_x4().write(), [](QPDFWriter& writer) {
    writer.setR6EncryptionParameters(
        "user", "owner", true, true, true, true, true, true, qpdf_r3p_full, true);
  });
  EXPECT_EQ(rules_of(pdf), "file.encrypted");
  const std::string open = rewritten(good_x4().write(), [](QPDFWriter& writer) {
    writer.setR6EncryptionParameters(
        "", "owner", true, true, true, true, true, true, qpdf_r3p_full, true);
  });
  EXPECT_EQ(rules_of(open), "file.encrypted");
}

TEST(Preflight, KnowsObjectStreamsUnderX1a) {
  const std::string pdf = rewritten(
      good_x1a().write(), [](QPDFWriter& writer) { writer.setObjectStreamMode(qpdf_o_generate); });
  EXPECT_NE(rules_of(pdf).find("file.object-streams"), std::string::npos);
}

TEST(Preflight, AGoodFileStaysGoodWhenWrittenAnew) {
  for (const Base base : {Base::x4, Base::screen}) {
    const std::string pdf = rewritten(good(base).write(), [](QPDFWriter& writer) {
      writer.setObjectStreamMode(qpdf_o_generate);
      writer.setCompressStreams(true);
      writer.setMinimumPDFVersion("1.6");
    });
    EXPECT_EQ(rules_of(pdf), "");
  }
}

TEST(Preflight, WantsKeywordsToEndTheirLinesForPdfA) {
  std::string pdf = good_screen().write();
  const std::size_t at = pdf.find(" 0 obj\n");
  pdf.replace(at, 7, " 0 obj ");
  EXPECT_EQ(rules_of(pdf), "file.keyword-lines");
}

TEST(Preflight, KnowsADamagedFile) {
  std::string pdf = good_x4().write();
  pdf.replace(pdf.rfind("startxref\n"), 12, "startxref\n12");
  EXPECT_EQ(rules_of(pdf), "file.damaged");
}

TEST(Preflight, RefusesWhatIsNoPdf) {
  for (const std::string& bytes :
       {std::string(), std::string("hello"), std::string(5000, 'x'), std::string("%PDF-1.7\n")}) {
    const PreflightReport report = preflight(bytes, {});
    EXPECT_EQ(rules_of(report), "file.unreadable");
    EXPECT_EQ(report.errors, 1);
  }
}

TEST(Preflight, EndsOnFormsThatNestInTheirThousands) {
  TestPdf pdf = good_x4();
  std::string forms;
  for (int i = 0; i < 11; ++i) {
    const std::string name = "f" + std::to_string(i);
    const std::string next = "/Resources << /XObject << /N {f" + std::to_string(i + 1) + "} >> >>";
    std::string content;
    for (int k = 0; k < 100; ++k) {
      content += "/N Do\n";
    }
    pdf.stream(name, "/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + next, content);
  }
  pdf.stream("f11", "/Type /XObject /Subtype /Form /BBox [0 0 9 9]", "0 0 1 1 re n");
  pdf.swap("page1", "/Im1 {picture}", "/Im1 {picture} /Fm {f0}");
  pdf.append("content1", "/Fm Do\n");
  EXPECT_EQ(rules_of(pdf.write()), "file.too-complex");
}

TEST(Preflight, EndsOnObjectsThatHoldThemselves) {
  TestPdf pdf = good_x4();
  pdf.stream(
      "loop",
      "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /N {loop} >> >>",
      "/N Do");
  pdf.swap("page1", "/Im1 {picture}", "/Im1 {picture} /Fm {loop}");
  pdf.append("content1", "/Fm Do\n");
  EXPECT_EQ(rules_of(pdf.write()), "file.too-complex");
  TestPdf tags = good_screen();
  tags.swap("item1", "/K [{lbl} {lbody}]", "/K [{lbl} {lbody} {list}]");
  EXPECT_NE(rules_of(tags.write()).find("tag.parent"), std::string::npos);
}

TEST(Preflight, SurvivesBytesChangedAnywhere) {
  TestPdf small = good_screen();  // without what is large and would not be damaged otherwise
  small.swap("descriptor", "/FontFile3 {program}", "");
  small.stream("program", "", "");
  small.stream("picture",
               "/Type /XObject /Subtype /Image /Width 3 /Height 3 /BitsPerComponent 8 "
               "/ColorSpace /DeviceCMYK",
               std::string(36, 'x'));
  const std::string sound = small.write();
  unsigned state = 1;
  for (int round = 0; round < 150; ++round) {
    std::string pdf = sound;
    for (int i = 0; i < 30; ++i) {
      state = state * 1664525u + 1013904223u;
      const std::size_t at = state % pdf.size();
      pdf[at] = static_cast<char>(state >> 24);
    }
    const PreflightReport report = preflight(pdf, {});
    EXPECT_LE(report.findings.size(), 10000u);
  }
  for (std::size_t size = 0; size < sound.size(); size += sound.size() / 40) {
    preflight(std::string_view(sound).substr(0, size), {});
  }
}

TEST(PreflightRules, HaveWordsInBothLanguages) {
  std::set<std::string_view> ids;
  for (const prepress::Rule& rule : prepress::all_rules()) {
    EXPECT_TRUE(ids.insert(rule.id).second) << rule.id << " stands twice";
    EXPECT_EQ(rule.severities.size(), 4u) << rule.id;
    EXPECT_EQ(rule.severities.find_first_not_of("EWN-"), std::string_view::npos) << rule.id;
    EXPECT_EQ(rule.requirements.substr(0, 1), "R") << rule.id;
    EXPECT_FALSE(rule.title_zh.empty() || rule.title_en.empty()) << rule.id;
    EXPECT_EQ(rule.details_zh.empty(), rule.details_en.empty()) << rule.id;
    EXPECT_FALSE(rule.advice_zh.empty() || rule.advice_en.empty()) << rule.id;
    for (const char* slot : {"{0}", "{1}", "{2}"}) {
      const auto uses = [&](std::string_view text) {
        return text.find(slot) != std::string_view::npos;
      };
      EXPECT_EQ(uses(rule.title_zh), uses(rule.title_en)) << rule.id;
      EXPECT_EQ(uses(rule.details_zh), uses(rule.details_en)) << rule.id;
      EXPECT_EQ(uses(rule.advice_zh), uses(rule.advice_en)) << rule.id;
    }
  }
}

/// A rule nothing can raise would be a promise not kept.
TEST(PreflightRules, AreEachRaisedByATest) {
  std::set<std::string_view> raised = {"file.unreadable",
                                       "file.encrypted",
                                       "file.damaged",
                                       "file.too-complex",
                                       "file.object-streams",
                                       "file.keyword-lines"};
  const std::vector<Broken> broken = broken_files();
  for (const Broken& file : broken) {
    raised.insert(file.rule);
  }
  // font.licence: the tests' fonts are all free to embed. page.none: qpdf opens no file without.
  for (const std::string_view rule : {"font.licence", "page.none"}) {
    raised.insert(rule);
  }
  for (const std::string_view rule : preflight_rules()) {
    EXPECT_TRUE(raised.count(rule) != 0) << rule;
  }
}

}  // namespace
}  // namespace banxin

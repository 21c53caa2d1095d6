// Imported pages, for libFuzzer and for replaying tests/fuzz/corpus/recolor: a whole PDF file, or a
// content stream over resources that hold one of each kind.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "engine/pdf/operators.h"
#include "engine/pdf/test_page.h"

namespace {

using namespace banxin::pdf;  // NOLINT(google-build-using-namespace)

TestPage page_of(std::string content) {
  TestPage page;
  page.content = std::move(content);
  page.resources =
      "/ColorSpace <</R /DeviceRGB /I [/Indexed /DeviceRGB 1 <FF0000FFFFFF>] /S [/Separation /Gold "
      "/DeviceRGB 5 0 R] /P [/Pattern /DeviceRGB] /L [/Lab <</WhitePoint [0.96 1 0.82]>>]>> "
      "/ExtGState <</G <</ca 0.5 /LW 0.1 /OP true /OPM 1 /SMask <</S /Luminosity /G 6 0 R>>>>>> "
      "/XObject <</F 6 0 R /M 7 0 R>> /Shading <</H 8 0 R>> /Pattern <</T 9 0 R>> "
      "/Font <</X <</Type /Font /Subtype /Type1 /BaseFont /Kai>>>>";
  page.more = {
      "<</FunctionType 2 /Domain [0 1] /N 1 /C0 [1 1 1] /C1 [1 0.5 0]>>",
      pdf_stream("1 0 0 rg /F Do 0 0 9 9 re f",
                 "/Subtype /Form /BBox [0 0 9 9] /Group <</S /Transparency /CS /DeviceRGB>> "
                 "/Resources <</XObject <</F 6 0 R>>>>"),
      pdf_stream("abc",
                 "/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace "
                 "/DeviceRGB /Mask [0 1 0 1 0 1]"),
      "<</ShadingType 2 /Coords [0 0 9 9] /ColorSpace /DeviceRGB /Function 5 0 R>>",
      pdf_stream("0 1 0 rg 0 0 1 1 re f",
                 "/PatternType 1 /PaintType 1 /BBox [0 0 2 2] /XStep 2 /YStep 2")};
  return page;
}

/// No colour of a screen and no mark is left in the content (R20, R71).
bool is_fit(const std::string& content) {
  Operations operations(content);
  Operation operation;
  while (operations.next(operation)) {
    for (const std::string_view op : {"rg", "RG", "g", "G", "BDC", "BMC", "EMC", "MP", "DP"}) {
      if (operation.op == op) {
        return false;
      }
    }
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string input(reinterpret_cast<const char*>(data), size);
  RecolorOptions options;
  options.most_bytes = 4u << 20;
  if (input.rfind("%PDF", 0) == 0) {
    ImportLimits limits;
    limits.objects = 2000;
    limits.bytes = 4u << 20;
    if (const auto import = import_page(input, {}, limits)) {
      static_cast<void>(
          recolor(import.value(), banxin::PressColors(nullptr), options, {}).has_value());
    }
    return 0;
  }
  const Recoloring made = recolored(page_of(input), options);
  if (made.problem.empty() && (!is_fit(made.content()) ||
                               to_text(made.objects()).find("/DeviceRGB") != std::string::npos)) {
    std::abort();
  }
  return 0;
}

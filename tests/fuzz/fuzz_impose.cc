// PDFs of any make put on sheets, for libFuzzer and for replaying tests/fuzz/corpus/impose. A first
// byte other than '%' chooses how, and is taken off.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/impose/impose.h"

namespace {

banxin::ImposeOptions options_of(unsigned choice) {
  using Kind = banxin::Imposition::Kind;
  banxin::ImposeOptions options;
  options.imposition.kind = static_cast<Kind>(choice % 4);
  options.imposition.pages_per_side = 2 << (choice / 4 % 3);
  if (choice / 16 % 2 == 1) {
    options.imposition.cover_apart = true;
  }
  if (choice / 32 % 2 == 1) {
    options.bound_at = banxin::BoundAt::right;
  }
  return options;
}

}  // namespace

// What goes on sheets must be a document again, and must itself go on sheets or say why not.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view pdf(reinterpret_cast<const char*>(data), size);
  banxin::ImposeOptions options;
  if (!pdf.empty() && pdf.front() != '%') {
    options = options_of(static_cast<unsigned char>(pdf.front()));
    pdf.remove_prefix(1);
  }
  const banxin::Result<banxin::Imposed> imposed = banxin::impose_pdf(pdf, options);
  if (!imposed) {
    if (imposed.error().empty()) {
      std::abort();
    }
    return 0;
  }
  if (imposed.value().pdf.rfind("%PDF-", 0) != 0 || imposed.value().sheets < 1) {
    std::abort();
  }
  const banxin::Result<banxin::Imposed> again = banxin::impose_pdf(imposed.value().pdf, {});
  if (!again && again.error().empty()) {
    std::abort();
  }
  return 0;
}

#include "engine/base/output_settings.h"

namespace banxin {

OutputSettings overlay(const OutputSettings& over, const OutputSettings& under) {
  OutputSettings out = under;
  const auto take = [](auto& slot, const auto& said) {
    if (said) {
      slot = said;
    }
  };
  take(out.editions, over.editions);
  take(out.pdfx, over.pdfx);
  if (over.profile) {
    out.profile = over.profile;
    out.profile_span = over.profile_span;
  }
  take(out.marks, over.marks);
  take(out.max_ink, over.max_ink);
  take(out.resolution, over.resolution);
  take(out.safe_margin, over.safe_margin);
  take(out.page_multiple, over.page_multiple);
  take(out.imposition, over.imposition);
  return out;
}

std::string_view name_of(Edition edition) {
  switch (edition) {
    case Edition::print:
      return "print";
    case Edition::imposed:
      return "imposed";
    case Edition::screen:
      break;
  }
  return "screen";
}

}  // namespace banxin

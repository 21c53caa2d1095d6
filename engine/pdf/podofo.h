// The two doors to PoDoFo: finished objects become a file, and a one-page file becomes objects.
#pragma once

#include <string>

#include "engine/base/result.h"
#include "engine/pdf/value.h"

namespace banxin::pdf {

struct File {
  Objects objects;
  Ref catalog, info;
  int minor_version = 7;  // of PDF 1
};

/// The file's bytes: classic cross-reference table, ID from the Info dictionary (P-10).
/// Takes the objects' streams over to save memory. Fails: E701. One thread per call.
Result<std::string> write_file(File file);

/// What a one-page file shows, as objects with numbers of their own.
struct PageImport {
  Objects objects;
  Ref form;                      // a Form XObject; its matrix turns the page and moves it to 0, 0
  double width = 0, height = 0;  // in points, as shown
};

/// Bounds on an imported page, against hostile files.
struct ImportLimits {
  std::size_t objects = 100'000;
  std::size_t bytes = 256u << 20;
  int depth = 64;
};

/// Copies the page's content and everything it needs; nothing of the rest of the file, no
/// annotations and no structure. Fails: E702 with PoDoFo's or our reason.
Result<PageImport> import_page(std::string_view file, Span span, const ImportLimits& limits = {});

}  // namespace banxin::pdf

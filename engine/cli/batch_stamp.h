// What --resume knows of a PDF made before: a small file beside it, in the folder .banxin.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/api/banxin.h"
#include "engine/cli/output_names.h"

namespace banxin {

struct BatchStamp {
  std::string made_by;  // program and options, see made_by()

  struct File {
    OutputName name;
    std::string pdf;  // size and hash
  };

  std::vector<File> files;  // all editions
  int pages = 0, articles = 0;
  std::size_t warnings = 0;
  std::string record;  // RecordingWorld::record
};

/// The file a PDF's stamp is kept in: "out/.banxin/2023-09.pdf" for "out/2023-09.pdf".
std::string stamp_path(const std::string& output);

std::string stamp_text(const BatchStamp& stamp);
/// `output` is the plain name that the files are named after.
std::optional<BatchStamp> read_stamp(const std::string& text, const std::string& output);

/// Size and hash of a file's bytes, for BatchStamp::File.
std::string fingerprint(std::string_view bytes);

/// The version of the program and a hash of its file, so that a program built anew builds anew;
/// then `options`.
std::string made_by(std::string_view options);

/// The stamp of `output` if all of it still holds: program, options, the PDFs themselves and
/// everything that was read for it.
std::optional<BatchStamp> up_to_date(const std::string& output,
                                     const std::string& made_by,
                                     const World& world);

}  // namespace banxin

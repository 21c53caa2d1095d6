// Writing the PDF so that a reader sees the old file or the new one, whole.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/api/banxin.h"

namespace banxin {

struct OutputFile {
  std::string path;
  std::string_view bytes;
};

/// Replaces `path` by `bytes`: written to a new file beside it, flushed to the disc, then renamed
/// over it. A symbolic link keeps pointing where it did; a device or pipe is written to directly.
/// Fails: E710 (with the system's reason), E711 a folder, E712 disc full, E713 no such folder,
/// E714 no permission; what stood at `path` is then untouched and nothing is left beside it.
/// Signals that end the program wait until the file is in place or given up.
Diagnostics write_output(const std::string& path, std::string_view bytes);

/// The same for files that belong together: all new ones are on the disc before the first old one
/// is replaced, so that a full disc or a kill leaves all of them as they were. Besides: N742 names
/// those that were left alone because of another; W740 those replaced before a rename failed.
Diagnostics write_outputs(const std::vector<OutputFile>& files);

}  // namespace banxin

// Archives (zip, tar): written so that the same files give the same bytes, read as if a stranger
// had made them. libarchive and nettle stay inside this folder.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/world.h"

namespace banxin {

enum class ArchiveFormat : std::uint8_t { zip, tar, tar_gzip, tar_zstd };

/// By the end of a name: .zip, .tar, .tar.gz or .tgz, .tar.zst.
std::optional<ArchiveFormat> archive_format_of(std::string_view file_name);

struct ArchivedFile {
  std::string path;  // UTF-8, `/` as separator, relative
  Bytes bytes;
};

/// Files in the order of their paths, readable by all, owned by nobody, dated `date` (in a zip,
/// whose dates have no zone, 1980). Same files, same bytes, in any locale and time zone.
/// Fails: E780 (with the library's reason).
Result<std::string> write_archive(std::vector<ArchivedFile> files,
                                  ArchiveFormat format,
                                  std::int64_t date);

/// More than any issue has; what is beyond is refused before it is unpacked.
struct ArchiveLimits {
  std::size_t files = 50'000;
  std::uint64_t file_bytes = 1ull << 30;
  std::uint64_t bytes = 8ull << 30;
};

/// Hands every file of the archive on disc to `take`, in its order, until one call gives
/// diagnostics. Folders are passed over.
/// Fails: E781 no archive or damaged, E782 a name that leaves the folder, or a link or device,
/// E783 beyond the limits; and what `take` gives.
Diagnostics read_archive(
    const std::string& archive,
    const ArchiveLimits& limits,
    const std::function<Diagnostics(const std::string& path, std::string_view bytes)>& take);

/// True for a relative path of plain names: it stays inside whatever folder it is put into.
bool stays_inside(std::string_view path);

/// SHA-256 in lower-case hex, as sha256sum prints it.
std::string sha256(std::string_view bytes);

}  // namespace banxin

#include "engine/archive/archive.h"

#include <algorithm>
#include <array>
#include <clocale>
#include <memory>
#include <utility>

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <nettle/sha2.h>

namespace banxin {
namespace {

struct FreeArchive {
  void operator()(struct archive* archive) const { archive_free(archive); }
};

using Handle = std::unique_ptr<struct archive, FreeArchive>;

struct FreeEntry {
  void operator()(struct archive_entry* entry) const { archive_entry_free(entry); }
};

using Entry = std::unique_ptr<struct archive_entry, FreeEntry>;

/// libarchive turns names into the charset of the thread's locale. Names are UTF-8 whatever the
/// user's locale is.
class Utf8Names {
 public:
  Utf8Names() : mine_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
    before_ = mine_ ? ::uselocale(mine_) : nullptr;
  }

  ~Utf8Names() {
    if (mine_) {
      ::uselocale(before_);
      ::freelocale(mine_);
    }
  }

  Utf8Names(const Utf8Names&) = delete;
  Utf8Names& operator=(const Utf8Names&) = delete;

 private:
  locale_t mine_;
  locale_t before_;
};

std::string reason_of(struct archive* archive) {
  const char* text = archive_error_string(archive);
  return text ? text : "?";
}

la_ssize_t append(struct archive*, void* out, const void* data, size_t size) {
  static_cast<std::string*>(out)->append(static_cast<const char*>(data), size);
  return static_cast<la_ssize_t>(size);
}

/// 0 if the library can write the format.
int set_format(struct archive* archive, ArchiveFormat format) {
  if (format == ArchiveFormat::zip) {
    return archive_write_set_format_zip(archive);
  }
  int failed = archive_write_set_format_gnutar(archive);
  if (format == ArchiveFormat::tar_gzip) {
    failed |= archive_write_add_filter_gzip(archive);
    failed |= archive_write_set_filter_option(archive, "gzip", "timestamp", nullptr);
  } else if (format == ArchiveFormat::tar_zstd) {
    failed |= archive_write_add_filter_zstd(archive);
  }
  return failed;
}

bool add(struct archive* archive,
         const ArchivedFile& file,
         ArchiveFormat format,
         std::int64_t date) {
  const Entry entry(archive_entry_new());
  archive_entry_set_pathname(entry.get(), file.path.c_str());
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(file.bytes.size()));
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0644);
  if (format != ArchiveFormat::zip) {  // a zip would hold it in local time as well
    archive_entry_set_mtime(entry.get(), date, 0);
  }
  if (archive_write_header(archive, entry.get()) != ARCHIVE_OK) {
    return false;
  }
  return file.bytes.empty() || archive_write_data(archive, file.bytes.data(), file.bytes.size()) ==
                                   static_cast<la_ssize_t>(file.bytes.size());
}

/// Reads the data of the entry that the archive stands at.
bool read_data(struct archive* archive, std::uint64_t limit, std::string& out) {
  std::array<char, 1 << 16> piece{};
  for (;;) {
    const la_ssize_t got = archive_read_data(archive, piece.data(), piece.size());
    if (got <= 0) {
      return got == 0;
    }
    out.append(piece.data(), static_cast<std::size_t>(got));
    if (out.size() > limit) {
      return true;  // the caller sees that it is too much
    }
  }
}

Handle open(const std::string& file) {
  Handle archive(archive_read_new());
  archive_read_support_format_zip(archive.get());
  archive_read_support_format_tar(archive.get());
  archive_read_support_filter_gzip(archive.get());
  archive_read_support_filter_zstd(archive.get());
  const bool opened =
      archive_read_open_filename(archive.get(), file.c_str(), 1 << 16) == ARCHIVE_OK;
  return opened ? std::move(archive) : Handle();
}

}  // namespace

std::optional<ArchiveFormat> archive_format_of(std::string_view file_name) {
  constexpr std::array<std::pair<std::string_view, ArchiveFormat>, 5> kEnds = {
      {{".zip", ArchiveFormat::zip},
       {".tar", ArchiveFormat::tar},
       {".tar.gz", ArchiveFormat::tar_gzip},
       {".tgz", ArchiveFormat::tar_gzip},
       {".tar.zst", ArchiveFormat::tar_zstd}}};
  for (const auto& [end, format] : kEnds) {
    if (file_name.size() > end.size() && file_name.substr(file_name.size() - end.size()) == end) {
      return format;
    }
  }
  return std::nullopt;
}

Result<std::string> write_archive(std::vector<ArchivedFile> files,
                                  ArchiveFormat format,
                                  std::int64_t date) {
  const Utf8Names names;
  std::sort(files.begin(), files.end(), [](const ArchivedFile& a, const ArchivedFile& b) {
    return a.path < b.path;
  });
  std::string out;
  const Handle archive(archive_write_new());
  bool fine =
      set_format(archive.get(), format) == ARCHIVE_OK &&
      archive_write_set_bytes_in_last_block(archive.get(), 1) == ARCHIVE_OK &&
      archive_write_open2(archive.get(), &out, nullptr, append, nullptr, nullptr) == ARCHIVE_OK;
  for (const ArchivedFile& file : files) {
    fine = fine && add(archive.get(), file, format, date);
  }
  fine = fine && archive_write_close(archive.get()) == ARCHIVE_OK;
  if (!fine) {
    return fail("E780", {}, {reason_of(archive.get())});
  }
  return out;
}

bool stays_inside(std::string_view path) {
  if (path.empty() || path.find_first_of(std::string_view("\\\0", 2)) != path.npos) {
    return false;
  }
  while (true) {
    const std::size_t slash = path.find('/');
    const std::string_view name = path.substr(0, slash);
    if (name.empty() || name == "." || name == "..") {
      return false;
    }
    if (slash == path.npos) {
      return true;
    }
    path.remove_prefix(slash + 1);
  }
}

Diagnostics read_archive(
    const std::string& file,
    const ArchiveLimits& limits,
    const std::function<Diagnostics(const std::string& path, std::string_view bytes)>& take) {
  const Utf8Names names;
  const Handle archive = open(file);
  if (!archive) {
    return {{"E781", {}, {file}}};
  }
  std::size_t files = 0;
  std::uint64_t total = 0;
  struct archive_entry* entry = nullptr;
  for (;;) {
    const int state = archive_read_next_header(archive.get(), &entry);
    if (state == ARCHIVE_EOF) {
      return files == 0 ? Diagnostics{{"E781", {}, {file}}} : Diagnostics{};
    }
    const char* named = state == ARCHIVE_OK ? archive_entry_pathname(entry) : nullptr;
    if (!named) {
      return {{"E781", {}, {file}}};
    }
    const std::string path = named;
    if (archive_entry_filetype(entry) == AE_IFDIR && !archive_entry_hardlink(entry)) {
      continue;
    }
    if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) ||
        !stays_inside(path)) {
      return {{"E782", {}, {file, path}}};
    }
    std::string bytes;
    if (!read_data(archive.get(), std::min(limits.file_bytes, limits.bytes - total), bytes)) {
      return {{"E781", {}, {file}}};
    }
    total += bytes.size();
    if (++files > limits.files || bytes.size() > limits.file_bytes || total > limits.bytes) {
      return {{"E783", {}, {file}}};
    }
    Diagnostics told = take(path, bytes);
    if (!told.empty()) {
      return told;
    }
  }
}

std::string sha256(std::string_view bytes) {
  struct sha256_ctx context;
  sha256_init(&context);
  sha256_update(&context, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
  sha256_digest(&context, digest.size(), digest.data());
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const std::uint8_t byte : digest) {
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

}  // namespace banxin

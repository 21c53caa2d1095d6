// World: the only door between the engine and everything outside it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace banxin {

/// Bytes that never change; a mapped file or a buffer. Shared, so a font of 26 MB is held once.
class Bytes {
 public:
  Bytes() = default;
  /// Takes the buffer over.
  explicit Bytes(std::string buffer);

  /// Views memory kept alive by `owner` (a mapping, say).
  Bytes(std::shared_ptr<const void> owner, const char* data, std::size_t size)
      : owner_(std::move(owner)),
        data_(data),
        size_(size) {}

  std::string_view view() const { return {data_, size_}; }

  const char* data() const { return data_; }

  std::size_t size() const { return size_; }

  bool empty() const { return size_ == 0; }

 private:
  std::shared_ptr<const void> owner_;
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

enum class ReadProblem { none, not_found, outside, not_a_file, too_large, unreadable };

struct ReadResult {
  Bytes bytes;
  ReadProblem problem = ReadProblem::none;
};

struct Date {
  int year = 0, month = 0, day = 0;
  friend constexpr auto operator<=>(const Date&, const Date&) = default;

  constexpr bool known() const { return year != 0; }
};

/// Files of one issue folder, fonts, and the date. The engine opens no file and reads no clock
/// but through this. Threads: const members may be called from several threads at once.
class World {
 public:
  World() = default;
  World(const World&) = delete;
  World& operator=(const World&) = delete;
  virtual ~World() = default;
  /// A file of the issue by its path relative to the folder, `/` as separator. Names match in
  /// either Unicode normalisation form. A path that leaves the folder, also through a symbolic
  /// link, is `outside`; more than `limit` bytes are `too_large` and not read.
  virtual ReadResult read(std::string_view path, std::uint64_t limit) const = 0;
  /// The paths that match a glob (`*`, `?`, no `**`), sorted by code point, for section.articles.
  virtual std::vector<std::string> glob(std::string_view pattern) const = 0;
  /// A layout file by layout name and path inside it ("classic", "layout.toml").
  virtual ReadResult read_layout(std::string_view layout, std::string_view path) const = 0;
  /// Names of the layouts at hand, and of the older versions kept of one (the folders under its
  /// `versions`); sorted by code point. For lists and hints only: a World may leave them empty.
  virtual std::vector<std::string> layouts() const;
  virtual std::vector<std::string> layout_versions(std::string_view layout) const;
  /// The font list (fonts/fonts.toml) and a font file named there, wherever it was found.
  virtual ReadResult read_font_list() const = 0;
  virtual ReadResult read_font(std::string_view file_name) const = 0;
  /// The hyphenation patterns of a language by its tag ("en-US", "de"), a file as libhyphen reads
  /// it. A World without patterns may leave it: words of that language then stay whole.
  virtual ReadResult read_hyphenation(std::string_view language) const;
  /// An ICC profile by its file name ("ISOcoated_v2_300_bas.icc"), wherever it was found; a profile
  /// of the issue's own folder is read with read(). A World without profiles may leave it.
  virtual ReadResult read_profile(std::string_view file_name) const;
  /// Today's date in UTC, or that of SOURCE_DATE_EPOCH; seconds since 1970 for the PDF's dates.
  virtual std::int64_t now() const = 0;
};

/// Files in memory, for tests, fuzzing and embedding. Paths are compared byte for byte.
class MemoryWorld final : public World {
 public:
  void add(std::string path, std::string bytes);
  void add_layout(std::string layout, std::string path, std::string bytes);

  void set_font_list(std::string toml) { font_list_ = Bytes(std::move(toml)); }

  void add_font(std::string file_name, Bytes bytes);

  void add_hyphenation(std::string language, std::string patterns);

  void add_profile(std::string file_name, Bytes bytes);

  void set_now(std::int64_t seconds) { now_ = seconds; }

  ReadResult read(std::string_view path, std::uint64_t limit) const override;
  std::vector<std::string> glob(std::string_view pattern) const override;
  ReadResult read_layout(std::string_view layout, std::string_view path) const override;
  std::vector<std::string> layouts() const override;
  std::vector<std::string> layout_versions(std::string_view layout) const override;
  ReadResult read_font_list() const override;
  ReadResult read_font(std::string_view file_name) const override;
  ReadResult read_hyphenation(std::string_view language) const override;
  ReadResult read_profile(std::string_view file_name) const override;

  std::int64_t now() const override { return now_; }

 private:
  struct Entry {
    std::string name;
    Bytes bytes;
  };

  static const Entry* find(const std::vector<Entry>& entries, std::string_view name);
  std::vector<Entry> files_, layouts_, fonts_, hyphenation_, profiles_;
  Bytes font_list_;
  std::int64_t now_ = 0;
};

/// True if `name` matches the glob `pattern` (`*` and `?`, neither crosses `/`).
bool glob_matches(std::string_view pattern, std::string_view name);

}  // namespace banxin

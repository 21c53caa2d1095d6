// A World that notes what is read through it, so that a later run can tell whether it would read
// the same.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/hash.h"
#include "engine/base/world.h"

namespace banxin {

/// Hands every call on to another World, which must outlive it. The date is not noted.
/// Threads: const members may be called from several threads at once.
class RecordingWorld final : public World {
 public:
  explicit RecordingWorld(const World& world) : world_(world) {}

  ReadResult read(std::string_view path, std::uint64_t limit) const override;
  std::vector<std::string> glob(std::string_view pattern) const override;
  ReadResult read_layout(std::string_view layout, std::string_view path) const override;
  std::vector<std::string> layouts() const override;
  std::vector<std::string> layout_versions(std::string_view layout) const override;
  ReadResult read_font_list() const override;
  ReadResult read_font(std::string_view file_name) const override;
  ReadResult read_hyphenation(std::string_view language) const override;
  ReadResult read_profile(std::string_view file_name) const override;

  std::int64_t now() const override { return world_.now(); }

  /// One line for each thing read, also for what was not there: what it was and a hash of what it
  /// gave, in a fixed order. A font goes by its size and table directory.
  std::string record() const;

 private:
  void note(std::string what, Hash128 hash) const;

  const World& world_;
  mutable std::mutex lock_;
  mutable std::map<std::string, Hash128> notes_;
};

/// What a line of a record names: "file" (of the issue), "glob", "layout" (`more`: the path in it),
/// "fonts" (the list), "font", "hyphenation", "profile".
struct Noted {
  std::string kind, name, more;
};

/// In the order of the record; lines it does not understand are left out.
std::vector<Noted> noted_in(std::string_view record);

/// True if each line of a record would be the same, read through `world` now. A line it does not
/// understand is not.
bool reads_the_same(std::string_view record, const World& world);

}  // namespace banxin

#include "engine/build/warm_fonts.h"

#include <algorithm>

namespace banxin {
namespace {

// A font file opens with its table directory, which holds the checksum of every table, so the
// first bytes and the size tell two files apart without reading the 26 MB of a CJK face.
constexpr std::size_t kDirectoryBytes = 64 << 10;

void add_file(Hasher& hasher, const std::string& file, const World& world) {
  const ReadResult read = world.read_font(file);
  const std::string_view head = read.bytes.view().substr(0, kDirectoryBytes);
  hasher.text(file).number(static_cast<std::uint64_t>(read.problem));
  hasher.number(read.bytes.size()).text(head);
}

Hash128 key_of(const FontList& list, std::span<const FontWish> wishes, const World& world) {
  Hasher hasher;
  std::vector<std::string> files;
  for (const FontFace& face : list.faces) {
    hasher.text(face.family).number(static_cast<std::uint64_t>(face.weight));
    hasher.text(face.file).text(face.postscript_name).text(face.package).text(face.licence);
    hasher.number(face.aliases.size());
    for (const std::string& alias : face.aliases) {
      hasher.text(alias);
    }
    hasher.number(face.locales.size());
    for (const Locale locale : face.locales) {
      hasher.number(static_cast<std::uint64_t>(locale));
    }
    files.push_back(face.file);
  }
  for (const FontWish& wish : wishes) {
    hasher.text(wish.family).number(static_cast<std::uint64_t>(wish.weight));
  }
  std::sort(files.begin(), files.end());
  files.erase(std::unique(files.begin(), files.end()), files.end());
  for (const std::string& file : files) {
    add_file(hasher, file, world);
  }
  return hasher.finish();
}

}  // namespace

WarmFonts::Loaded WarmFonts::get(const FontList& list,
                                 std::span<const FontWish> wishes,
                                 const World& world) {
  const Hash128 key = key_of(list, wishes, world);
  if (!loaded_.store || key != key_) {
    loaded_ = {};  // the old faces go before the new ones come: never both in memory
    Parsed<FontStore> parsed = load_fonts(list, wishes, world);
    loaded_.store = std::make_shared<const FontStore>(std::move(parsed.value));
    loaded_.diagnostics = std::move(parsed.diagnostics);
    key_ = key;
  }
  return loaded_;
}

}  // namespace banxin

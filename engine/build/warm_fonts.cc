#include "engine/build/warm_fonts.h"

#include <algorithm>
#include <map>
#include <mutex>

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

std::shared_ptr<const WarmFonts::Loaded> load(const FontList& list,
                                              std::span<const FontWish> wishes,
                                              const World& world) {
  Parsed<FontStore> parsed = load_fonts(list, wishes, world);
  auto loaded = std::make_shared<WarmFonts::Loaded>();
  loaded->store = std::make_shared<const FontStore>(std::move(parsed.value));
  loaded->diagnostics = std::move(parsed.diagnostics);
  return loaded;
}

}  // namespace

struct FontShelf::State {
  // Held while fonts are loaded: two sessions that want the same ones must not both load them.
  std::mutex lock;
  std::map<Hash128, std::weak_ptr<const WarmFonts::Loaded>> stores;
};

FontShelf::FontShelf() : state_(std::make_unique<State>()) {}

FontShelf::~FontShelf() = default;

WarmFonts::Loaded WarmFonts::get(const FontList& list,
                                 std::span<const FontWish> wishes,
                                 const World& world) {
  const Hash128 key = key_of(list, wishes, world);
  if (!loaded_ || key != key_) {
    loaded_ = {};  // the old faces go before the new ones come: never both in memory
    key_ = key;
    loaded_ = loaded_or_load(list, wishes, world);
  }
  return *loaded_;
}

std::shared_ptr<const WarmFonts::Loaded> WarmFonts::loaded_or_load(const FontList& list,
                                                                   std::span<const FontWish> wishes,
                                                                   const World& world) const {
  if (!shelf_) {
    return load(list, wishes, world);
  }
  FontShelf::State& shelf = *shelf_->state_;
  const std::lock_guard guard(shelf.lock);
  if (auto found = shelf.stores[key_].lock()) {
    return found;
  }
  std::erase_if(shelf.stores, [](const auto& entry) { return entry.second.expired(); });
  auto loaded = load(list, wishes, world);
  shelf.stores[key_] = loaded;
  return loaded;
}

}  // namespace banxin

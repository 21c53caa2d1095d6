#include <iterator>
#include <map>
#include <mutex>

#include "engine/block/block.h"

namespace banxin {
namespace {

/// One memo table.
template <class T>
class Table {
 public:
  std::shared_ptr<const T> find(Hash128 key) {
    const std::lock_guard guard(lock_);
    const auto at = entries_.find(key);
    ++calls_;
    if (at == entries_.end()) {
      return nullptr;
    }
    ++hits_;
    at->second.age = 0;
    return at->second.value;
  }

  void store(Hash128 key, std::shared_ptr<const T> value) {
    const std::lock_guard guard(lock_);
    entries_[key] = {std::move(value), 0};
  }

  void age() {
    const std::lock_guard guard(lock_);
    for (auto entry = entries_.begin(); entry != entries_.end();) {
      entry = entry->second.age++ > 0 ? entries_.erase(entry) : std::next(entry);
    }
  }

  std::uint64_t calls() const { return calls_; }

  std::uint64_t hits() const { return hits_; }

 private:
  struct Entry {
    std::shared_ptr<const T> value;
    int age = 0;
  };

  std::mutex lock_;
  std::map<Hash128, Entry> entries_;
  std::uint64_t calls_ = 0, hits_ = 0;
};

}  // namespace

struct TextCache::State {
  Table<ShapedText> shaped;
  Table<BrokenText> broken;
};

TextCache::TextCache() : state_(std::make_unique<State>()) {}

TextCache::~TextCache() = default;

std::shared_ptr<const ShapedText> TextCache::find_shaped(Hash128 key) {
  return state_->shaped.find(key);
}

void TextCache::store_shaped(Hash128 key, std::shared_ptr<const ShapedText> value) {
  state_->shaped.store(key, std::move(value));
}

std::shared_ptr<const BrokenText> TextCache::find_broken(Hash128 key) {
  return state_->broken.find(key);
}

void TextCache::store_broken(Hash128 key, std::shared_ptr<const BrokenText> value) {
  state_->broken.store(key, std::move(value));
}

void TextCache::age() {
  state_->shaped.age();
  state_->broken.age();
}

TextCache::Counts TextCache::counts() const {
  Counts counts;
  counts.shape_calls = state_->shaped.calls() - state_->shaped.hits();
  counts.shape_hits = state_->shaped.hits();
  counts.line_calls = state_->broken.calls() - state_->broken.hits();
  counts.line_hits = state_->broken.hits();
  return counts;
}

}  // namespace banxin

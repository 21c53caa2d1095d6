// The pictures of an issue: read, checked and decoded, several at once.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <vector>

#include "engine/base/hash.h"
#include "engine/image/image.h"
#include "engine/style/style.h"

namespace banxin {

/// Decoded pictures of the last job, by the hash of their file.
using PictureCache = std::map<Hash128, std::shared_ptr<const Image>>;

enum class MissingPictures : std::uint8_t { error, placeholder };  // placeholder: --draft

struct LoadedPictures {
  std::vector<std::shared_ptr<const Image>> images;  // by ImageId; null: missing
  Diagnostics diagnostics;  // E620–E624 what reading failed on, E601–E605 and W6xx of the picture;
                            // with `placeholder` W620 instead of an error
};

/// Reads and inspects every picture on up to `threads` threads. `cache` afterwards holds the
/// pictures of this issue and no other.
LoadedPictures load_pictures(std::span<const ImageRef> refs,
                             const World& world,
                             MissingPictures missing,
                             unsigned threads,
                             PictureCache& cache);

}  // namespace banxin

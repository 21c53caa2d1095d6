#include "engine/build/pictures.h"

#include <utility>

#include "engine/base/parallel.h"

namespace banxin {
namespace {

std::string_view problem_code(ReadProblem problem) {
  switch (problem) {
    case ReadProblem::outside:
      return "E621";
    case ReadProblem::not_a_file:
      return "E622";
    case ReadProblem::too_large:
      return "E623";
    case ReadProblem::unreadable:
      return "E624";
    default:
      return "E620";
  }
}

struct Slot {
  Hash128 hash;
  InspectedImage inspected;
};

Slot load(const ImageRef& ref, const World& world, const PictureCache& cache) {
  Slot slot;
  const ImageLimits limits;
  const ReadResult read = world.read(ref.path, limits.file_bytes);
  if (read.problem != ReadProblem::none) {
    slot.inspected.diagnostics = fail(problem_code(read.problem), ref.span, {ref.path}).diagnostics;
    return slot;
  }
  slot.hash = Hasher().text(read.bytes.view()).finish();
  if (const auto known = cache.find(slot.hash); known != cache.end()) {
    slot.inspected.image = known->second;
  } else {
    slot.inspected = inspect_image(read.bytes, ref.path, ref.span, limits, Decoding::unless_packed);
  }
  return slot;
}

/// A draft goes on with a box: the error becomes a warning that names it.
void soften(Diagnostics& diagnostics, const ImageRef& ref) {
  for (Diagnostic& diagnostic : diagnostics) {
    if (severity_of(diagnostic) == Severity::error) {
      diagnostic.args = {ref.path, std::string(diagnostic.code)};
      diagnostic.code = "W620";
    }
  }
}

}  // namespace

LoadedPictures load_pictures(std::span<const ImageRef> refs,
                             const World& world,
                             MissingPictures missing,
                             unsigned threads,
                             PictureCache& cache) {
  std::vector<Slot> slots(refs.size());
  parallel_for(
      refs.size(), threads, [&](std::size_t i) { slots[i] = load(refs[i], world, cache); });
  LoadedPictures loaded;
  PictureCache kept;
  for (std::size_t i = 0; i < refs.size(); ++i) {
    InspectedImage& inspected = slots[i].inspected;
    if (missing == MissingPictures::placeholder) {
      soften(inspected.diagnostics, refs[i]);
    }
    // A picture with something to say is looked at again each time, so that it is said each time.
    if (inspected.image && inspected.diagnostics.empty()) {
      kept[slots[i].hash] = inspected.image;
    }
    loaded.images.push_back(std::move(inspected.image));
    loaded.diagnostics.insert(
        loaded.diagnostics.end(), inspected.diagnostics.begin(), inspected.diagnostics.end());
  }
  cache = std::move(kept);
  return loaded;
}

}  // namespace banxin

// Inline pictures get the sides the manuscript leaves open.
#include <algorithm>

#include "engine/style/style.h"

namespace banxin {
namespace {

class Sizer {
 public:
  explicit Sizer(std::span<const Size> natural) : natural_(natural) {}

  void blocks(std::vector<StyledBlock>& list) const {
    for (StyledBlock& block : list) {
      paragraph(block.paragraph);
      blocks(block.children);
      if (block.table) {
        block.table = sized(*block.table);
      }
    }
  }

 private:
  void paragraph(std::shared_ptr<const Paragraph>& pointer) const {
    const auto open = [](const Run& run) {
      return run.image != ImageId::none &&
             (run.image_size.width == Length() || run.image_size.height == Length());
    };
    if (!pointer || std::none_of(pointer->runs.begin(), pointer->runs.end(), open)) {
      return;
    }
    auto copy = std::make_shared<Paragraph>(*pointer);
    for (Run& run : copy->runs) {
      if (open(run)) {
        run.image_size = sized(run.image_size, run.image);
      }
    }
    pointer = std::move(copy);
  }

  Size sized(Size size, ImageId image) const {
    const auto index = static_cast<std::size_t>(image);
    const Size own = index < natural_.size() ? natural_[index] : Size();
    const bool known = own.width > Length() && own.height > Length();
    const double shape = known ? own.width.pt() / own.height.pt() : 1.0;
    if (size.width == Length()) {
      size.width = size.height.times(shape);
    } else {
      size.height = size.width.times(1 / shape);
    }
    return size;
  }

  std::shared_ptr<const StyledTable> sized(const StyledTable& table) const {
    auto copy = std::make_shared<StyledTable>(table);
    for (StyledRow& row : copy->rows) {
      for (StyledCell& cell : row.cells) {
        for (auto& one : cell.paragraphs) {
          paragraph(one);
        }
      }
    }
    paragraph(copy->continued);
    return copy;
  }

  std::span<const Size> natural_;
};

}  // namespace

void size_inline_images(Styled& styled, std::span<const Size> natural) {
  const Sizer sizer(natural);
  for (Flow& flow : styled.flows) {
    sizer.blocks(flow.blocks);
  }
  for (Master& master : styled.masters) {
    for (Frame& frame : master.frames) {
      sizer.blocks(frame.blocks);
    }
  }
  for (StyledNote& note : styled.notes) {
    sizer.blocks(note.blocks);
  }
}

}  // namespace banxin

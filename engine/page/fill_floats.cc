// Which floats stand across the head or foot of a page (L8).
#include <algorithm>

#include "engine/page/fill_page.h"

namespace banxin {
namespace {

bool has(const std::vector<std::uint32_t>& list, std::uint32_t value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

/// Fills a page, then once more for every float called on it: the float stays if its call still
/// stands on the page that has it.
class FloatFiller {
 public:
  FloatFiller(const PageRequest& page, const FillToken& token) : request_(page), token_(token) {}

  FilledPage fill() {
    if (const auto alone = too_high_alone()) {
      return std::move(*alone);
    }
    place_waiting();
    FilledPage page = settle();
    std::size_t from = token_.strip;
    while (const std::optional<Call> call = next_call(from, page.next.strip)) {
      from = call->strip;
      tried_.push_back(call->index);
      if (!may_stand(*call, page)) {
        continue;
      }
      list_of(call->index).push_back(call->index);
      FilledPage with = settle();
      if (stands_with(*call, with)) {
        last_call_ = call->strip;
        page = std::move(with);
      } else {
        list_of(call->index).pop_back();
      }
    }
    return page;
  }

 private:
  struct Call {
    std::uint32_t index;
    std::size_t strip;
  };

  const Fragment& fragment() const { return request_.column.fragment; }

  const std::vector<Strip>& strips() const { return fragment().strips; }

  const StripFloat& float_of(std::uint32_t index) const { return fragment().floats[index]; }

  Length page_height() const { return request_.column.height; }

  FilledPage settle() const { return fill_bands(request_, token_, floats_); }

  std::vector<std::uint32_t>& list_of(std::uint32_t index) {
    return float_of(index).to == Float::page_top ? floats_.tops : floats_.bottoms;
  }

  /// A float higher than a page has one for itself and runs off it, which is reported.
  std::optional<FilledPage> too_high_alone() {
    for (const std::uint32_t index : token_.waiting) {
      if (float_of(index).strip.height <= page_height()) {
        continue;
      }
      FilledPage page;
      page.next = token_;
      std::erase(page.next.waiting, index);
      ColumnPlan plan;
      plan.first = plan.end = token_.strip;
      plan.across = across_page(float_of(index).to);
      plan.used = float_of(index).strip.height;
      plan.floats.push_back({index, Length()});
      page.columns.push_back(std::move(plan));
      page.overfull_floats.push_back(index);
      page.foot = page_height();
      return page;
    }
    return std::nullopt;
  }

  /// Those from pages before: the first in any case, more only as far as a third of the page is
  /// left for text. Where their article has ended they stand below it instead.
  void place_waiting() {
    bool any = false;
    std::vector<TagRole> waits;  // kinds of which one stays behind
    const bool ended = token_.strip >= strips().size() || strips()[token_.strip].clear_floats;
    for (std::size_t i = 0; !ended && i < token_.waiting.size(); ++i) {
      const std::uint32_t index = token_.waiting[i];
      const StripFloat& one = float_of(index);
      const Length all = heights(fragment(), floats_.tops) + heights(fragment(), floats_.bottoms) +
                         one.strip.height + one.space;
      const Length most =
          any ? page_height() * 2 / 3 : max(page_height(), one.strip.height + one.space);
      const bool behind = std::find(waits.begin(), waits.end(), one.kind) != waits.end();
      if (across_page(one.to) && !behind && all <= most) {
        list_of(index).push_back(index);
        any = true;
      } else if (!behind) {
        waits.push_back(one.kind);
      }
    }
  }

  /// The next float across the page that is called in strips [from, end) and not yet tried.
  std::optional<Call> next_call(std::size_t from, std::size_t end) const {
    for (std::size_t i = from; i < end; ++i) {
      for (const std::uint32_t index : strips()[i].floats) {
        if (!has(tried_, index) && across_page(float_of(index).to)) {
          return Call{index, i};
        }
      }
    }
    return std::nullopt;
  }

  bool clear_between(std::size_t first, std::size_t end) const {
    for (std::size_t i = first; i < end; ++i) {
      if (strips()[i].clear_floats) {
        return true;
      }
    }
    return false;
  }

  /// It keeps the order of its kind, and stays with its article.
  bool may_stand(const Call& call, const FilledPage& page) const {
    const StripFloat& one = float_of(call.index);
    const bool top = one.to == Float::page_top;
    const auto earlier = [&](std::uint32_t other) {
      return other < call.index && float_of(other).kind == one.kind;
    };
    for (const std::uint32_t waiting : page.next.waiting) {
      if (waiting != call.index && earlier(waiting)) {
        return false;
      }
    }
    for (const ColumnPlan& column : page.columns) {
      for (const PlacedFloat& placed : column.floats) {
        if (top && earlier(placed.index) && float_of(placed.index).to != Float::page_top) {
          return false;
        }
      }
    }
    return !top || !clear_between(opening_end(fragment(), token_), call.strip + 1);
  }

  bool stands_with(const Call& call, const FilledPage& page) const {
    const std::size_t last = std::max(call.strip, last_call_);
    const bool bottom = float_of(call.index).to == Float::page_bottom;
    return last < page.next.strip && page.overfull.empty() && page.overfull_floats.empty() &&
           !(bottom && clear_between(call.strip + 1, page.next.strip));
  }

  const PageRequest& request_;
  const FillToken& token_;
  PageFloats floats_;
  std::vector<std::uint32_t> tried_;
  std::size_t last_call_ = 0;  // of a float with a place
};

}  // namespace

FilledPage fill_columns(const FillRequest& request,
                        std::size_t count,
                        ColumnFill fill,
                        const FillToken& token) {
  const PageRequest page{request, std::max<std::size_t>(1, count), fill};
  return request.fragment.floats.empty() ? fill_bands(page, token, PageFloats())
                                         : FloatFiller(page, token).fill();
}

}  // namespace banxin

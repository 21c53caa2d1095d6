// parallel_for: the only place where the engine starts threads.
#pragma once

#include <cstddef>
#include <functional>

namespace banxin {

/// Calls work(i) for every i in [0, count), on up to `threads` threads (0: one per processor).
/// Each call must write only to its own slot i; an exception is rethrown after all have ended.
void parallel_for(std::size_t count,
                  unsigned threads,
                  const std::function<void(std::size_t)>& work);

}  // namespace banxin

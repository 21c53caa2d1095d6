#include "engine/cli/print.h"

#include <map>
#include <utility>

#include "engine/cli/report.h"

namespace banxin {
namespace {

/// A text with half-width commas throughout has hundreds of one finding: a person is shown the
/// first few of a file and the number of the rest.
class RepeatedFindings {
 public:
  explicit RepeatedFindings(const Diagnostics& diagnostics) {
    for (const Diagnostic& diagnostic : diagnostics) {
      ++counts_[key(diagnostic)].all;
    }
  }

  /// How many of its kind are not shown, if this one is not; 0 if it is. Asked in order.
  std::size_t more(const Diagnostic& diagnostic) {
    Count& count = counts_[key(diagnostic)];
    const bool lint = diagnostic.code.size() > 1 && diagnostic.code[1] == '9';
    return ++count.seen <= kShown || !lint || count.all <= kShown + 1 ? 0 : count.all - kShown;
  }

  bool is_last(const Diagnostic& diagnostic) const {
    const Count& count = counts_.at(key(diagnostic));
    return count.seen == count.all;
  }

 private:
  static constexpr std::size_t kShown = 3;

  struct Count {
    std::size_t all = 0, seen = 0;
  };

  using Key = std::pair<FileId, std::string_view>;

  static Key key(const Diagnostic& diagnostic) { return {diagnostic.span.file, diagnostic.code}; }

  std::map<Key, Count> counts_;
};

}  // namespace

void print_diagnostics(const Diagnostics& diagnostics,
                       const SourceMap& sources,
                       const Arguments& arguments,
                       Console& console,
                       const std::string& issue) {
  RepeatedFindings repeated(diagnostics);
  for (const Diagnostic& diagnostic : diagnostics) {
    if (arguments.json) {
      console.data(json_line(diagnostic, sources, console.language(), issue));
    } else if (const std::size_t more = repeated.more(diagnostic); more == 0) {
      console.say(diagnostic, sources);
    } else if (repeated.is_last(diagnostic)) {
      console.say(console.wording("lint.more",
                                  {std::string(sources.path(diagnostic.span.file)),
                                   std::to_string(more),
                                   std::string(diagnostic.code)}) +
                  "\n");
    }
  }
}

}  // namespace banxin

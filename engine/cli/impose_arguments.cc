#include "engine/cli/impose_arguments.h"

#include <charconv>
#include <optional>
#include <utility>

#include <CLI/CLI.hpp>

namespace banxin {
namespace {

std::optional<int> number_of(const std::string& word) {
  int value = 0;
  const char* end = word.data() + word.size();
  const auto read = std::from_chars(word.data(), end, value);
  return read.ec == std::errc() && read.ptr == end ? std::optional(value) : std::nullopt;
}

}  // namespace

void add_impose_options(CLI::App& command, ImposeWords& words, const WordingOf& wording) {
  command.add_option("--kind", words.kind, wording("help.kind"))
      ->option_text("saddle-stitch|two-up|signatures|cut-stack");
  command.add_option("--signature", words.signature, wording("help.signature"))->option_text("N");
  command.add_option("--pages-per-side", words.pages_per_side, wording("help.pages_per_side"))
      ->option_text("2|4|8");
  command.add_option("--paper-thickness", words.paper_thickness, wording("help.paper_thickness"))
      ->option_text("0.1mm");
  command.add_option("--milling", words.milling, wording("help.milling"))->option_text("3mm");
  command.add_option("--sheet", words.sheet, wording("help.sheet"))->option_text("460x320mm");
  command.add_flag("--right-bound", words.right_bound, wording("help.right_bound"));
  command.add_flag("--left-bound", words.left_bound, wording("help.left_bound"));
  command.add_flag("--cover-apart", words.cover_apart, wording("help.cover_apart"));
  command.add_flag("--cover-within", words.cover_within, wording("help.cover_within"));
}

Diagnostics read_impose_words(const ImposeWords& words, Arguments& arguments) {
  Diagnostics wrong;
  Imposition imposition;
  bool said = words.cover_apart || words.cover_within;
  const auto take =
      [&](const char* option, const std::string& word, const char* allowed, auto read, auto set) {
        if (word.empty()) {
          return;
        }
        said = true;
        if (const auto value = read(word)) {
          set(*value);
        } else {
          wrong.push_back({"E804", {}, {option, word, allowed}});
        }
      };
  take("--kind",
       words.kind,
       kImpositionKinds.data(),
       imposition_kind_of,
       [&](Imposition::Kind kind) { imposition.kind = kind; });
  take("--signature", words.signature, "8, 16, 32", number_of, [&](int pages) {
    imposition.signature = pages;
  });
  take("--pages-per-side", words.pages_per_side, "2, 4, 8", number_of, [&](int pages) {
    imposition.pages_per_side = pages;
  });
  take("--paper-thickness", words.paper_thickness, "0.1mm", paper_length_of, [&](Length length) {
    imposition.paper_thickness = length;
  });
  take("--milling", words.milling, "3mm", paper_length_of, [&](Length length) {
    imposition.milling = length;
  });
  take("--sheet", words.sheet, "460x320mm", sheet_size_of, [&](Size size) {
    imposition.sheet = size;
  });
  if (words.cover_apart || words.cover_within) {
    imposition.cover_apart = words.cover_apart;
  }
  if (said) {
    arguments.settings.imposition = imposition;
  }
  arguments.bound_at = words.right_bound  ? BoundAt::right
                       : words.left_bound ? BoundAt::left
                                          : BoundAt::as_said;
  for (const auto& [first, second, names] :
       {std::tuple(words.right_bound, words.left_bound, std::pair("--left-bound", "--right-bound")),
        std::tuple(
            words.cover_apart, words.cover_within, std::pair("--cover-within", "--cover-apart"))}) {
    if (first && second) {
      wrong.push_back({"E769", {}, {names.first, names.second}});
    }
  }
  return wrong;
}

}  // namespace banxin

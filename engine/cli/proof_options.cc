#include "engine/cli/proof_options.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "engine/cli/scratch_file.h"
#include "engine/compare/compare.h"

namespace banxin {
namespace {

/// Nothing where it can't be told: a picture's text is no reason to stop.
std::vector<std::string> text_of(std::string_view pdf) {
  const ScratchFile file(pdf);
  std::vector<std::string> lines;
  for (std::vector<std::string>& page : read_lines(file.path()).pages) {
    lines.insert(lines.end(), page.begin(), page.end());
  }
  return lines;
}

/// False if it is none of kProofWords.
bool add_word(std::string_view word, ProofSettings& to) {
  if (word == "grid") {
    to.grid = true;
  } else if (word == "frames") {
    to.frames = true;
  } else if (word == "source") {
    to.source = true;
  } else if (word == "every-line") {
    to.numbers = LineNumbers::every;
  } else if (word == "no-numbers") {
    to.numbers = LineNumbers::none;
  } else {
    return false;
  }
  return true;
}

}  // namespace

ProofSettings read_proof(std::string_view words, Diagnostics& diagnostics) {
  ProofSettings proof;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(','), words.size());
    const std::string word(words.substr(0, end));
    if (!add_word(word, proof)) {
      diagnostics.push_back({"E804", {}, {"--proof", word, std::string(kProofWords)}});
    }
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return proof;
}

std::string plain_output(const Arguments& arguments, const std::string& plain) {
  if (!arguments.proof) {
    return plain;
  }
  const std::size_t dot = plain.rfind('.');
  return plain.substr(0, dot) + "-proof" + plain.substr(dot);
}

Diagnostics complete_proof(const Arguments& arguments, Language language, ProofSettings& proof) {
  proof.language = language;
  const std::string& path = arguments.changed_since;
  if (path.empty()) {
    return {};
  }
  ReadLines read = read_lines(path);
  if (read.problem == ReadPdf::Problem::no_program) {
    return {{"E820", {}, {read.program, "poppler-utils"}}};
  }
  if (read.problem != ReadPdf::Problem::none) {
    return {{"E821", {}, {path, read.program}}};
  }
  proof.since_name = std::filesystem::path(path).filename().string();
  proof.since.emplace();
  for (std::vector<std::string>& lines : read.pages) {
    proof.since->push_back({std::move(lines)});
  }
  proof.text_of_picture = text_of;
  return {};
}

}  // namespace banxin

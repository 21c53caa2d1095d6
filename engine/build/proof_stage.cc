#include "engine/build/proof_stage.h"

#include <algorithm>
#include <utility>

#include "engine/proof/proof.h"

namespace banxin {
namespace {

std::string one_line(std::string title) {
  std::replace(title.begin(), title.end(), '\n', ' ');
  return title;
}

}  // namespace

Job proof_job(const Job& job) {
  Job own = job;
  if (job.proof) {
    own.draft = true;
    own.output.editions = {Edition::screen};
  }
  return own;
}

void make_proof_sheets(Work& work) {
  tidy(work.diagnostics);
  std::vector<std::pair<FileId, std::string>> articles;
  for (const Section& section : work.issue.sections) {
    for (const Article& article : section.articles) {
      articles.emplace_back(article.file, one_line(article.title.value));
    }
  }
  const ProofRequest request{*work.document,
                             work.sheets,
                             *work.composition,
                             work.diagnostics,
                             work.sources,
                             *work.styled,
                             *work.fonts,
                             *work.job.proof,
                             articles,
                             work.output->resolution,
                             work.job.created.value_or(work.world.now())};
  Proof proof = make_proof(request);
  work.document = std::move(proof.document);
  work.proof = proof.facts;
}

}  // namespace banxin

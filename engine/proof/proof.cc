#include "engine/proof/proof.h"

#include "engine/proof/findings.h"
#include "engine/proof/lettering.h"
#include "engine/proof/paint.h"
#include "engine/proof/summary.h"

namespace banxin {
namespace {

/// Boxes of figures go where their pages went.
void move_boxes(const ProofRequest& request, Document& document) {
  std::vector<char> moved(document.tags.size(), 0);
  for (std::size_t p = 0; p < request.document.pages.size(); ++p) {
    for (const Item& item : request.document.pages[p].items) {
      const auto tag = static_cast<std::size_t>(item.tag);
      if (item.tag != TagId::none && moved[tag] == 0 && document.tags[tag].box) {
        document.tags[tag].box = *document.tags[tag].box + page_on_sheet(request.sheets[p]);
        moved[tag] = 1;
      }
    }
  }
}

std::string title_of(const ProofRequest& request) {
  const std::string& label = request.settings.label;
  return catalogue_text(
      "proof.document_title",
      request.settings.language,
      {request.document.title,
       label.empty() ? catalogue_text("proof.word", request.settings.language) : label});
}

}  // namespace

Proof make_proof(const ProofRequest& request) {
  Proof proof;
  ProofFindings findings = find_all(request);
  Lettering lettering(request.styled, request.fonts);
  const SheetStyle style{request, lettering, usual_pitch(findings)};
  Document& document = proof.document;
  document.tags = request.document.tags;
  document.labels = request.document.labels;
  document.author = request.document.author;
  document.subject = request.document.subject;
  document.language = request.document.language;
  document.keywords = request.document.keywords;
  document.right_bound = request.document.right_bound;
  document.title = title_of(request);
  for (std::size_t i = 0; i < request.document.pages.size(); ++i) {
    document.pages.push_back(paint_sheet(i, findings.pages[i], style));
  }
  for (OutlineEntry entry : request.document.outline) {
    entry.at = entry.at + page_on_sheet(request.sheets[static_cast<std::size_t>(entry.page)]);
    document.outline.push_back(std::move(entry));
  }
  move_boxes(request, document);
  proof.facts = findings.facts;
  proof.facts.summary_pages = add_summary(request, findings, lettering, document);
  return proof;
}

}  // namespace banxin

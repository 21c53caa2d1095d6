// `dump STAGE`: the text of the value after a stage.
#include "engine/base/output_reader.h"
#include "engine/build/paragraphs.h"
#include "engine/build/work.h"
#include "engine/dump/dump.h"
#include "engine/pdf/pdf.h"

namespace banxin {
namespace {

/// Width of the type area on the pages most of a flow is set on.
Length measure_of(const Styled& styled, const Flow& flow) {
  const Master& master = styled.masters[flow.master_right];
  const Length area = styled.page.width - master.margin_inner - master.margin_outer;
  if (master.columns < 2) {
    return area;
  }
  return (area - master.column_gap * (master.columns - 1)) / master.columns;
}

LineRequest request_of(const BlockStyle& style, Length measure) {
  LineRequest request;
  request.measure = measure - style.margin.left - style.margin.right;
  request.first_indent = style.text_indent;
  request.align = style.text_align;
  request.align_last = style.text_align_last;
  return request;
}

enum class TextStage : std::uint8_t { shaped, broken };

// Paragraphs one after another as they stand in the flows, at the measure of the type area: what
// narrower boxes and tables do to a line is seen in the document's dump.
std::string dump_text(const Work& work, TextStage stage) {
  const FontResolver fonts(*work.styled, *work.fonts, work.hyphenators);
  std::string out;
  for (const Flow& flow : work.styled->flows) {
    const Length measure = measure_of(*work.styled, flow);
    out += "flow " + flow.name + "\n";
    for_each_paragraph(flow.blocks, [&](const std::shared_ptr<const Paragraph>& paragraph) {
      const auto expanded = expand_fields(paragraph, {});
      const ShapedText shaped = shape(*expanded, fonts, work.missing());
      const BlockStyle& style = work.styled->block(expanded->style);
      out += "paragraph " + style.name + "\n";
      out += stage == TextStage::shaped
                 ? to_text(shaped)
                 : to_text(break_lines(shaped, request_of(style, measure)), shaped);
    });
  }
  return out;
}

std::string dump_fragments(Work& work) {
  const FontResolver fonts(*work.styled, *work.fonts, work.hyphenators);
  const BlockContext context{
      *work.styled, fonts, work.images, work.warm.text, work.missing(), work.job.threads};
  std::string out;
  for (const Flow& flow : work.styled->flows) {
    const Fragment fragment = lay_out(flow.blocks, measure_of(*work.styled, flow), {}, context);
    out += "flow " + flow.name + "\n" + to_text(fragment);
  }
  return out;
}

std::string dump_pages(const Work& work) {
  std::string out;
  for (std::size_t i = 0; i < work.document->pages.size(); ++i) {
    out += "% page " + std::to_string(i + 1) + "\n";
    out += page_content(*work.document, i, *work.fonts);
  }
  return out;
}

}  // namespace

std::string dump_of(Work& work, Stage stage) {
  if (stage == Stage::issue) {
    return work.has_issue ? to_text(work.issue, work.sources) : std::string();
  }
  if (stage == Stage::styled) {
    return work.styled
               ? to_text(overlay(work.issue.output, work.layout->output())) + to_text(*work.styled)
               : std::string();
  }
  if (stage < Stage::document) {
    if (!work.styled || !work.fonts_complete) {
      return {};
    }
    return stage == Stage::fragment
               ? dump_fragments(work)
               : dump_text(work, stage == Stage::shaped ? TextStage::shaped : TextStage::broken);
  }
  if (!work.document) {
    return {};
  }
  return stage == Stage::document ? to_text(*work.document, *work.fonts)
         : stage == Stage::tags   ? tags_to_text(*work.document)
                                  : dump_pages(work);
}

}  // namespace banxin

// References inside a text: footnotes against their definitions, links against ids.
#include <map>
#include <set>
#include <string>

#include "engine/issue/block_pass.h"

namespace banxin {
namespace {

// Calls visit(inline) for every inline of the blocks, parents first.
template <class Visit>
void each_inline(Inlines& content, const Visit& visit) {
  for (Inline& node : content) {
    visit(node);
    each_inline(node.children, visit);
  }
}

template <class Visit>
void each_inline(std::vector<TableRow>& rows, const Visit& visit) {
  for (TableRow& row : rows) {
    for (TableCell& cell : row.cells) {
      each_inline(cell.content, visit);
    }
  }
}

template <class Visit>
void each_inline(std::vector<Block>& blocks, const Visit& visit) {
  for (Block& block : blocks) {
    each_inline(block.content, visit);
    each_inline(block.source, visit);
    each_inline(block.head, visit);
    each_inline(block.body, visit);
    each_inline(block.children, visit);
    for (ListItem& item : block.items) {
      each_inline(item.blocks, visit);
    }
  }
}

// Ids that a link of the same text may name.
void gather_ids(const Inlines& content, std::set<std::string>& ids) {
  for (const Inline& node : content) {
    ids.insert(node.attributes.id);
    gather_ids(node.children, ids);
  }
}

void gather_ids(const std::vector<Block>& blocks, std::set<std::string>& ids) {
  for (const Block& block : blocks) {
    ids.insert(block.attributes.id);
    gather_ids(block.content, ids);
    gather_ids(block.children, ids);
    for (const ListItem& item : block.items) {
      gather_ids(item.blocks, ids);
    }
  }
}

void make_text(Inline& note) {
  note.kind = InlineKind::text;
  note.text = "[^" + note.target + "]";
  note.target.clear();
}

// [图 1](#fig-1) must find its {#fig-1}.
void check_links(MarkdownTree& tree, PassContext& context) {
  std::set<std::string> ids;
  gather_ids(tree.blocks, ids);
  const auto check = [&](Inline& node) {
    if (node.kind == InlineKind::link && node.target.starts_with("#") &&
        !ids.contains(node.target.substr(1))) {
      context.reporter.report("W129", context.place.at(node.span), {node.target});
    }
  };
  each_inline(tree.blocks, check);
  for (Footnote& footnote : tree.footnotes) {
    each_inline(footnote.blocks, check);
  }
}

}  // namespace

void check_notes(MarkdownTree& tree, Notes notes, PassContext& context) {
  std::map<std::string, Span> defined;
  std::vector<Footnote> kept;
  for (Footnote& footnote : tree.footnotes) {
    const Span span{footnote.span.file,
                    footnote.span.begin,
                    footnote.span.begin + static_cast<std::uint32_t>(footnote.label.size()) + 4};
    if (!defined.try_emplace(footnote.label, span).second) {
      context.reporter.report("W111", context.place.at(span), {footnote.label});
      continue;
    }
    if (footnote.blocks.empty()) {
      context.reporter.report("E142", context.place.at(span), {footnote.label});
    }
    each_inline(footnote.blocks, [&](Inline& node) {
      if (node.kind == InlineKind::note) {
        context.reporter.report("W122", context.place.at(node.span), {node.target});
        make_text(node);
      }
    });
    kept.push_back(std::move(footnote));
  }
  tree.footnotes = std::move(kept);
  std::set<std::string> used;
  each_inline(tree.blocks, [&](Inline& node) {
    if (node.kind != InlineKind::note) {
      return;
    }
    used.insert(node.target);
    if (notes == Notes::refused) {
      context.reporter.report("W106", context.place.at(node.span), {node.target});
      make_text(node);
    } else if (!defined.contains(node.target)) {
      context.reporter.report("E141", context.place.at(node.span), {node.target});
    }
  });
  check_links(tree, context);
  for (const auto& [label, span] : defined) {
    if (!used.contains(label)) {
      context.reporter.report("W112", context.place.at(span), {label});
    }
  }
}

}  // namespace banxin

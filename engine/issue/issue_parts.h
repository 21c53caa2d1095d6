// What the files of this folder share: the steps from an issue folder to the model.
#pragma once

#include <string_view>

#include "engine/issue/issue.h"
#include "engine/issue/reporter.h"
#include "engine/issue/toml_tree.h"

namespace banxin {

/// Everything of issue.toml but the articles: `document` is the file, parsed.
/// Sections get title, kind and span; their articles are read by the caller.
void read_publication(const TomlDocument& document, Issue& issue, Reporter& reporter);
/// [board]. Markdown of its notice is parsed.
void read_board(const TomlDocument& document,
                const TomlValue* board,
                Issue& issue,
                Reporter& reporter);
/// Puts Chinese keys written at the top level (刊名 = …, 主编 = …) into the tables they belong to.
void adopt_top_level_keys(TomlValue& root);

/// An article's text: front matter and body.
void read_article(std::string_view text, Article& article, Reporter& reporter);
/// The keys of front matter.
void read_front_matter(const TomlDocument& document, Article& article, Reporter& reporter);

/// Markdown blocks and footnotes of a text that stands at `place`.
void read_markdown(std::string_view text,
                   const Place& place,
                   Reporter& reporter,
                   std::vector<Block>& blocks,
                   std::vector<Footnote>& footnotes);
/// Markdown blocks where there is no room for footnotes (W106).
std::vector<Block> read_notice(std::string_view text, const Place& place, Reporter& reporter);
/// Markdown of a string that is one run of text; its paragraphs are parted by line breaks.
Inlines read_inline_markdown(std::string_view text, const Place& place, Reporter& reporter);
/// Place of a TOML string for read_markdown.
Place place_of(const TomlValue& value);

}  // namespace banxin

// The parts of the layout parser, one file each.
#pragma once

#include "engine/style/layout_data.h"
#include "engine/style/table_reader.h"

namespace banxin::style {

void parse_page(const Value& table, LayoutData& layout, Diagnostics& diagnostics);
void parse_colors(const Value& table, LayoutData& layout, Diagnostics& diagnostics);
void parse_fonts(const Value& table, LayoutData& layout, Diagnostics& diagnostics);
void parse_composition(const Value& table, LayoutData& layout, Diagnostics& diagnostics);
void parse_styles(const Value& table,
                  PropSet set,
                  std::vector<StyleRule>& out,
                  Diagnostics& diagnostics);
void parse_divs(const Value& table, LayoutData& layout, Diagnostics& diagnostics);
void parse_notes(const Value& table, LayoutData& layout, Diagnostics& diagnostics);
void parse_lists(const Value& table, LayoutData& layout, Diagnostics& diagnostics);
void parse_captions(const Value& table, LayoutData& layout, Diagnostics& diagnostics);
void parse_strings(const Value& table, LayoutData& layout, Diagnostics& diagnostics);
void parse_masters(const Value& table, LayoutData& layout, Diagnostics& diagnostics);
void parse_flows(const Value& array, LayoutData& layout, Diagnostics& diagnostics);
void parse_output(const Value& table, LayoutData& layout, Diagnostics& diagnostics);
void parse_variables(const Value& table, LayoutData& layout, Diagnostics& diagnostics);
/// [kinds], [variants]
void parse_variants(const Value& table, std::vector<VariantRule>& out, Diagnostics& diagnostics);
std::vector<Template> parse_template_table(const Value& table, Diagnostics& diagnostics);
void parse_templates(const Value& table, LayoutData& layout, Diagnostics& diagnostics);
std::vector<Element> parse_elements(const Value& array, Diagnostics& diagnostics);

/// Every name used must be defined: styles, roles, colours, masters, templates, text styles,
/// placeholders. E208 to E213, E215, W203.
void check_references(const LayoutData& layout, Diagnostics& diagnostics);

/// True if templates may ask for this value: `title`, `article.title`, `strings.contents` …
bool known_placeholder(std::string_view key);
bool known_collection(std::string_view name);

}  // namespace banxin::style

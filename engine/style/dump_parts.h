// Parts of the text dump of a styled issue.
#pragma once

#include <string>

#include "engine/style/style.h"

namespace banxin::style {

std::string pt(Length length);
std::string number(std::size_t value);
std::string color_text(const Color& color);
std::string insets(const Insets& value);

/// Font stacks, text styles, compositions and block styles, a line each.
std::string styles_text(const Styled& styled);
/// What of a composition is not as the rules of its locale set it, each with a blank before it.
std::string composition_text(const Composition& composition);
/// Which lines are warned of.
std::string gates_text(const QualityGates& gates);

}  // namespace banxin::style

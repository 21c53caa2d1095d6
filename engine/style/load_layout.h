// Finding the files of a layout, and laying them over each other.
#pragma once

#include <string>
#include <string_view>

#include "engine/style/style.h"
#include "engine/style/value.h"

namespace banxin::style {

/// A layout as an issue, `extends` or --layout names it: "classic", "classic@1.0".
struct LayoutRef {
  std::string name;
  bool pinned = false;  // a version was asked for
  std::string version;
};

LayoutRef layout_ref(std::string_view written);

/// The document of the layout asked for, laid over those it extends, and the issue's own
/// layout.toml on top. Adds every file to `sources`.
/// Fails: E201–E204, E217, E231–E233; what could be read is given all the same.
Value load_layout(const World& world,
                  const LayoutRequest& request,
                  SourceMap& sources,
                  Diagnostics& diagnostics);

}  // namespace banxin::style

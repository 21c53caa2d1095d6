// `layouts` for people.
#include "engine/cli/report.h"
#include "engine/cli/table.h"

namespace banxin {

std::string layouts_text(const std::vector<LayoutEntry>& layouts, const Console& console) {
  std::vector<TableRow> rows{{console.wording("layouts.name"),
                              console.wording("layouts.versions"),
                              console.wording("layouts.title")}};
  for (const LayoutEntry& layout : layouts) {
    std::string versions;
    for (const std::string& version : layout.versions) {
      versions += (versions.empty() ? "" : " ") + version;
    }
    rows.push_back({layout.name, versions, layout.title});
  }
  return table_text(rows);
}

}  // namespace banxin

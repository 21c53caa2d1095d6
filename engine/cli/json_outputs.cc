#include "engine/cli/json_outputs.h"

#include <utility>

namespace banxin {

nlohmann::ordered_json json_outputs(const std::vector<OutputName>& outputs) {
  using Json = nlohmann::ordered_json;
  Json list = Json::array();
  for (const OutputName& output : outputs) {
    Json object;
    object["edition"] = name_of(output.edition);
    if (!output.part.empty()) {
      object["part"] = output.part;
    }
    object["file"] = output.path;
    list.push_back(std::move(object));
  }
  return list;
}

}  // namespace banxin

// The files of a build as a JSON list.
#pragma once

#include <vector>

#include <nlohmann/json.hpp>

#include "engine/cli/output_names.h"

namespace banxin {

/// [{"edition": "print", "file": "2023-09-print.pdf"}, …], with "part" where there is one.
nlohmann::ordered_json json_outputs(const std::vector<OutputName>& outputs);

}  // namespace banxin

// Contract checks. Text and numbers from a manuscript can never trip one: those are diagnostics.
#pragma once

#include <stdexcept>
#include <string>

namespace banxin {

/// A bug in the engine. Caught at engine/api only.
class BrokenContract : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] inline void broken_contract(const char* what, const char* file, int line) {
  throw BrokenContract(std::string(file) + ":" + std::to_string(line) + ": " + what);
}

}  // namespace banxin

#define BANXIN_REQUIRE(condition) \
  ((condition) ? void(0) : ::banxin::broken_contract(#condition, __FILE__, __LINE__))

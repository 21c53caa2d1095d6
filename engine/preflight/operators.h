// The operators of a content stream, one call each, with their operands.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/preflight/object.h"

namespace banxin::prepress {

class OperatorSink {
 public:
  OperatorSink() = default;
  OperatorSink(const OperatorSink&) = delete;
  OperatorSink& operator=(const OperatorSink&) = delete;
  virtual ~OperatorSink() = default;
  /// At most 1024 operands, the last ones. "EI" comes with the image's data as last operand and its
  /// dictionary's keys and values before it. Returning false ends the reading.
  virtual bool on_operator(const std::string& name, std::vector<Object>& operands) = 0;
};

/// Reads operators out of streams, also one inside another's: a form while its page is read.
class OperatorReader {
 public:
  OperatorReader();
  /// What is no token of PDF goes by. False if something was faulty.
  bool read(const std::string& data, OperatorSink& sink);

 private:
  // A document of its own, whose one stream takes what is to be read: what a hostile stream unpacks
  // to was bounded before.
  QPDF scratch_;
  Object stream_;
};

}  // namespace banxin::prepress

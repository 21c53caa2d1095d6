// PDF functions (ISO 32000-1 §7.10) read and worked out: tint transforms and gradients of imported
// pages.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/pdf/value.h"

namespace banxin::pdf {

/// The object a value refers to, or the value itself; null for a reference that leads nowhere.
const Value& resolved(const Objects& objects, const Value& value);
/// The stream's object if `value` refers to one.
const Object* stream_of(const Objects& objects, const Value& value);
/// A number, integer or real; `otherwise` if it is neither.
double number_of(const Value& value, double otherwise);
/// The numbers of an array; empty if it is none, or holds something else, or too many.
std::vector<double> numbers_of(const Objects& objects, const Value* value);

class Function {
 public:
  virtual ~Function() = default;

  std::size_t inputs() const { return domain.size() / 2; }

  std::size_t outputs() const { return outputs_; }

  /// Inputs are cut to the domain, missing ones taken as its start; gives outputs() numbers.
  std::vector<double> operator()(std::vector<double> in) const;

  std::vector<double> domain, range;

 protected:
  virtual void work_out(const std::vector<double>& in, std::vector<double>& out) const = 0;
  std::size_t outputs_ = 0;
  friend class FunctionReader;
};

/// Reads a function of any type, or an array of functions with one output each. None if it is
/// damaged or larger than any real one: at most 2^20 samples, 10 000 operators, 8 inputs.
std::shared_ptr<const Function> read_function(const Objects& objects, const Value& value);

}  // namespace banxin::pdf

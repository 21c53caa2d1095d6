// The programs of type 4 functions: a small stack machine without loops (ISO 32000-1 §7.10.5).
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace banxin::pdf {

class Program {
 public:
  struct Step {
    std::string op;  // empty: push `number`; "if", "ifelse" use the blocks
    double number = 0;
    std::vector<Step> yes, no;
  };

  /// Null if the braces do not match, or there are more than 10 000 tokens.
  static std::shared_ptr<const Program> compile(const std::string& text);

  /// Changes the stack, which holds at most 200 numbers. What lacks an operand takes 0.
  void run(std::vector<double>& stack) const;

 private:
  std::vector<Step> steps_;
};

}  // namespace banxin::pdf

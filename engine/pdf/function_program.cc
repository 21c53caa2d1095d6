#include "engine/pdf/function_program.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "engine/pdf/operators.h"

namespace banxin::pdf {
namespace {

constexpr std::size_t kMostOperators = 10'000;
constexpr std::size_t kMostStack = 200;

bool arrange(const std::string& op, std::vector<double>& stack);
void calculate(const std::string& op, std::vector<double>& stack);

double pop(std::vector<double>& stack) {
  if (stack.empty()) {
    return 0;
  }
  const double value = stack.back();
  stack.pop_back();
  return value;
}

void run(const std::vector<Program::Step>& steps, std::vector<double>& stack) {
  for (const Program::Step& step : steps) {
    if (step.op.empty()) {
      stack.push_back(step.number);
    } else if (step.op == "if" || step.op == "ifelse") {
      run(pop(stack) != 0 ? step.yes : step.no, stack);
    } else if (!arrange(step.op, stack)) {
      calculate(step.op, stack);
    }
    if (stack.size() > kMostStack) {
      stack.resize(kMostStack);
    }
  }
}

bool arrange(const std::string& op, std::vector<double>& stack) {
  const auto count = [&](double n) {
    return static_cast<std::size_t>(std::clamp(n, 0.0, static_cast<double>(stack.size())));
  };
  if (op == "pop") {
    pop(stack);
  } else if (op == "exch" && stack.size() > 1) {
    std::swap(stack.back(), stack[stack.size() - 2]);
  } else if (op == "dup" && !stack.empty()) {
    stack.push_back(stack.back());
  } else if (op == "copy") {
    const double wanted = pop(stack);
    const std::size_t n = count(wanted), from = stack.size() - n;
    for (std::size_t i = 0; i < n; ++i) {
      stack.push_back(stack[from + i]);
    }
  } else if (op == "index") {
    const double wanted = pop(stack);
    const std::size_t n = count(wanted);
    stack.push_back(n < stack.size() ? stack[stack.size() - 1 - n] : 0);
  } else if (op == "roll") {
    const double by = pop(stack), wanted = pop(stack);
    const std::size_t n = count(wanted);
    if (n > 1) {
      const double turn = std::fmod(std::trunc(by), static_cast<double>(n));
      const auto left =
          static_cast<std::ptrdiff_t>(turn > 0 ? static_cast<double>(n) - turn : -turn);
      const auto from = stack.end() - static_cast<std::ptrdiff_t>(n);
      std::rotate(from, from + left, stack.end());
    }
  } else {
    return false;
  }
  return true;
}

void calculate(const std::string& op, std::vector<double>& stack) {
  static constexpr double kDegree = 57.295779513082320876798;
  using One = double (*)(double);
  using Two = double (*)(double, double);
  static const std::map<std::string, One, std::less<>> kOne = {
      {"abs", [](double a) { return std::fabs(a); }},
      {"neg", [](double a) { return -a; }},
      {"ceiling", [](double a) { return std::ceil(a); }},
      {"floor", [](double a) { return std::floor(a); }},
      {"round", [](double a) { return std::floor(a + 0.5); }},
      {"truncate", [](double a) { return std::trunc(a); }},
      {"cvi", [](double a) { return std::trunc(a); }},
      {"cvr", [](double a) { return a; }},
      {"sqrt", [](double a) { return std::sqrt(std::max(0.0, a)); }},
      {"sin", [](double a) { return std::sin(a / kDegree); }},
      {"cos", [](double a) { return std::cos(a / kDegree); }},
      {"ln", [](double a) { return std::log(a); }},
      {"log", [](double a) { return std::log10(a); }},
      {"not", [](double a) { return a == 0 ? 1.0 : 0.0; }}};
  static const std::map<std::string, Two, std::less<>> kTwo = {
      {"add", [](double a, double b) { return a + b; }},
      {"sub", [](double a, double b) { return a - b; }},
      {"mul", [](double a, double b) { return a * b; }},
      {"div", [](double a, double b) { return b == 0 ? 0 : a / b; }},
      {"idiv", [](double a, double b) { return b == 0 ? 0 : std::trunc(a / b); }},
      {"mod", [](double a, double b) { return b == 0 ? 0 : std::fmod(a, b); }},
      {"exp", [](double a, double b) { return std::pow(a, b); }},
      {"atan",
       [](double a, double b) {
         const double angle = std::atan2(a, b) * kDegree;
         return angle < 0 ? angle + 360 : angle;
       }},
      {"eq", [](double a, double b) { return a == b ? 1.0 : 0.0; }},
      {"ne", [](double a, double b) { return a != b ? 1.0 : 0.0; }},
      {"gt", [](double a, double b) { return a > b ? 1.0 : 0.0; }},
      {"ge", [](double a, double b) { return a >= b ? 1.0 : 0.0; }},
      {"lt", [](double a, double b) { return a < b ? 1.0 : 0.0; }},
      {"le", [](double a, double b) { return a <= b ? 1.0 : 0.0; }},
      {"and", [](double a, double b) { return a != 0 && b != 0 ? 1.0 : 0.0; }},
      {"or", [](double a, double b) { return a != 0 || b != 0 ? 1.0 : 0.0; }},
      {"xor", [](double a, double b) { return (a != 0) != (b != 0) ? 1.0 : 0.0; }}};
  if (const auto one = kOne.find(op); one != kOne.end()) {
    const double a = pop(stack);
    stack.push_back(one->second(a));
  } else if (const auto two = kTwo.find(op); two != kTwo.end()) {
    const double b = pop(stack), a = pop(stack);
    stack.push_back(two->second(a, b));
  }
}

/// The braces of a type 4 program; `program` is read through the operators' tokens.
class Compiler {
 public:
  explicit Compiler(const std::string& text) {
    Operations operations(text);
    for (Token token = operations.token(); !token.text.empty() && tokens_.size() <= kMostOperators;
         token = operations.token()) {
      tokens_.push_back(token);
    }
  }

  std::optional<std::vector<Program::Step>> program() {
    if (tokens_.size() > kMostOperators || tokens_.empty() || tokens_[0].text != "{") {
      return std::nullopt;
    }
    at_ = 1;
    std::vector<Program::Step> steps;
    return block(steps, 0) ? std::optional(std::move(steps)) : std::nullopt;
  }

 private:
  bool block(std::vector<Program::Step>& steps, int depth) {
    std::vector<std::vector<Program::Step>> waiting;
    for (; at_ < tokens_.size(); ++at_) {
      const Token& token = tokens_[at_];
      if (token.text == "}") {
        return true;
      }
      if (token.text == "{") {
        ++at_;
        waiting.emplace_back();
        if (depth > 16 || !block(waiting.back(), depth + 1)) {
          return false;
        }
        continue;
      }
      Program::Step step;
      if (token.kind == Token::Kind::number) {
        step.number = token.number;
      } else if (token.text == "true" || token.text == "false") {
        step.number = token.text == "true" ? 1 : 0;
      } else {
        step.op = token.text;
      }
      if (step.op == "ifelse" && waiting.size() == 2) {
        step.no = std::move(waiting[1]);
      }
      if ((step.op == "if" || step.op == "ifelse") && !waiting.empty()) {
        step.yes = std::move(waiting[0]);
        waiting.clear();
      }
      steps.push_back(std::move(step));
    }
    return false;
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

}  // namespace

std::shared_ptr<const Program> Program::compile(const std::string& text) {
  std::optional<std::vector<Step>> steps = Compiler(text).program();
  if (!steps) {
    return nullptr;
  }
  auto made = std::make_shared<Program>();
  made->steps_ = *std::move(steps);
  return made;
}

void Program::run(std::vector<double>& stack) const {
  pdf::run(steps_, stack);
}

}  // namespace banxin::pdf

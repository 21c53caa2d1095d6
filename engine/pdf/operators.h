// A content stream taken apart into operations, byte for byte: what an imported page says.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace banxin::pdf {

struct Token {
  enum class Kind { number, name, string, bracket, word } kind = Kind::word;
  std::string_view text;  // as it stands; a name with its slash
  double number = 0;      // of a number; 0 for one that makes no sense
};

/// One operator with the operands before it. A whole inline image is one operation `BI`.
struct Operation {
  std::vector<Token> operands;
  std::string_view op;
  std::string_view source;      // from the first operand to the end of the operator
  std::string_view image_data;  // BI: between ID and EI; `operands` are its dictionary
};

/// Reads operations one after the other. The content must outlive it; never fails: what is no PDF
/// syntax comes out as words nobody knows. Cost: linear. Source: ISO 32000-1 §7.2, §7.8.2, §8.9.7.
class Operations {
 public:
  explicit Operations(std::string_view content) : content_(content) {}

  /// False at the end; operands without an operator there are dropped.
  bool next(Operation& out);

  /// The next token alone; empty text at the end.
  Token token();

 private:
  void skip_space();
  std::size_t string_end(std::size_t at) const;
  void inline_image(Operation& out);

  std::string_view content_;
  std::size_t at_ = 0;
};

/// A name without its slash, #xx undone.
std::string name_of(const Token& token);
/// The bytes of a literal or hexadecimal string.
std::string string_of(const Token& token);

}  // namespace banxin::pdf

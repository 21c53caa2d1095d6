#include "engine/preflight/cmap.h"

#include <string>

#include "engine/preflight/operators.h"

namespace banxin::prepress {
namespace {

constexpr std::size_t kLargestCMap = 16u << 20;
constexpr unsigned kCodes = 65536;
// Ranges may overlap as often as they like; characters of UTF-16 written, codes mapped.
constexpr std::size_t kMostWork = 4'000'000;
constexpr std::size_t kLongestText = 512;  // bytes one code stands for, as PDF 32000 has it

unsigned big_endian(const std::string& bytes) {
  unsigned value = 0;
  for (const char c : bytes) {
    value = value << 8 | static_cast<unsigned char>(c);
  }
  return value;
}

std::string bytes_of(Object object) {
  Object copy = object;
  return copy.isString() ? copy.getStringValue() : std::string();
}

bool is_odd(unsigned point) {
  return (point >= 0xe000 && point <= 0xf8ff) || (point >= 0xf0000 && point <= 0x10ffff) ||
         (point >= 0x2e80 && point <= 0x2fdf);  // radicals
}

/// What a mapping to UTF-16BE is worth: 0 unusable, 1 good, 2 odd.
std::uint8_t worth(const std::string& utf16) {
  if (utf16.empty() || utf16.size() % 2 != 0 || utf16.size() > kLongestText) {
    return 0;
  }
  std::uint8_t value = 1;
  for (std::size_t i = 0; i + 1 < utf16.size(); i += 2) {
    unsigned point = big_endian(utf16.substr(i, 2));
    if (point >= 0xd800 && point < 0xdc00) {
      const unsigned low = i + 3 < utf16.size() ? big_endian(utf16.substr(i + 2, 2)) : 0;
      if (low < 0xdc00 || low > 0xdfff) {
        return 0;
      }
      point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
      i += 2;
    } else if (point == 0 || point == 0xfeff || point >= 0xfffd ||
               (point >= 0xdc00 && point <= 0xdfff)) {
      return 0;
    }
    value = is_odd(point) ? 2 : value;
  }
  return value;
}

class ToUnicode final : public OperatorSink {
 public:
  ToUnicode() : map(kCodes, 0) {}

  std::vector<std::uint8_t> map;

  bool on_operator(const std::string& name, std::vector<Object>& operands) override {
    if (name == "endbfchar") {
      for (std::size_t i = 0; i + 1 < operands.size(); i += 2) {
        set(big_endian(bytes_of(operands[i])), bytes_of(operands[i + 1]));
      }
    } else if (name == "endbfrange") {
      for (std::size_t i = 0; i + 2 < operands.size(); i += 3) {
        range(big_endian(bytes_of(operands[i])),
              big_endian(bytes_of(operands[i + 1])),
              operands[i + 2]);
      }
    }
    return work_ < kMostWork;
  }

 private:
  void set(unsigned code, const std::string& utf16) {
    work_ += 1 + utf16.size() / 2;
    if (code < kCodes && work_ < kMostWork) {
      map[code] = worth(utf16);
    }
  }

  void range(unsigned first, unsigned last, Object to) {
    if (first >= kCodes || last < first) {
      return;
    }
    last = std::min(last, kCodes - 1);
    std::vector<Object> many = items(to);
    Object one = to;
    if (one.isArray()) {
      for (std::size_t i = 0; i < many.size() && first + i <= last; ++i) {
        set(first + static_cast<unsigned>(i), bytes_of(many[i]));
      }
      return;
    }
    std::string utf16 = bytes_of(to);
    for (unsigned code = first; code <= last && !utf16.empty() && work_ < kMostWork; ++code) {
      set(code, utf16);
      utf16.back() = static_cast<char>(static_cast<unsigned char>(utf16.back()) + 1);
    }
  }

  std::size_t work_ = 0;
};

class Encoding final : public OperatorSink {
 public:
  CodeMap map;

  bool on_operator(const std::string& name, std::vector<Object>& operands) override {
    if (name == "endcodespacerange") {
      for (std::size_t i = 0; i < operands.size(); i += 2) {
        const std::size_t size = bytes_of(operands[i]).size();
        one_ = one_ || size == 1;
        two_ = two_ || size == 2;
      }
      map.cut = one_ && two_ ? CodeMap::Cut::mixed : one_ ? CodeMap::Cut::one : CodeMap::Cut::two;
    } else if (name == "endcidchar") {
      for (std::size_t i = 0; i + 1 < operands.size(); i += 2) {
        const unsigned code = big_endian(bytes_of(operands[i]));
        range(code, code, integer(operands[i + 1], 0));
      }
    } else if (name == "endcidrange") {
      for (std::size_t i = 0; i + 2 < operands.size(); i += 3) {
        range(big_endian(bytes_of(operands[i])),
              big_endian(bytes_of(operands[i + 1])),
              integer(operands[i + 2], 0));
      }
    }
    return work_ < kMostWork;
  }

 private:
  void range(unsigned first, unsigned last, int cid) {
    map.cids.resize(kCodes, kNoCid);
    for (unsigned code = first; code <= last && code < kCodes && work_ < kMostWork; ++code) {
      ++work_;
      map.cids[code] = static_cast<std::uint32_t>(std::max(cid, 0)) + (code - first);
    }
  }

  bool one_ = false, two_ = false;
  std::size_t work_ = 0;
};

}  // namespace

CodeMap read_encoding_map(Object encoding) {
  CodeMap map;
  if (encoding.isStream()) {
    Encoding reader;
    OperatorReader().read(stream_data(encoding, kLargestCMap).value_or(""), reader);
    map = std::move(reader.map);
    map.vertical = integer(get(encoding, "/WMode"), 0) == 1;
    return map;
  }
  const std::string value = name(encoding);
  map.identity = value == "Identity-H" || value == "Identity-V";
  map.vertical = !value.empty() && value.back() == 'V';
  const bool wide = map.identity || value.find("UCS2") != std::string::npos ||
                    value.find("UTF16") != std::string::npos || value == "H" || value == "V";
  map.cut = wide ? CodeMap::Cut::two : CodeMap::Cut::mixed;
  return map;
}

std::vector<std::uint8_t> read_to_unicode(Object stream) {
  ToUnicode reader;
  OperatorReader().read(stream_data(std::move(stream), kLargestCMap).value_or(""), reader);
  return std::move(reader.map);
}

}  // namespace banxin::prepress

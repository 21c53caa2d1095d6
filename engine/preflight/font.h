// A font as content streams use it: codes, widths, and whether what they show is there.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/preflight/font_program.h"
#include "engine/preflight/object.h"

namespace banxin::prepress {

/// How codes are cut from a string and become CIDs; also what a ToUnicode maps.
struct CodeMap {
  enum class Cut : std::uint8_t { one, two, mixed } cut = Cut::two;
  bool identity = false;
  bool vertical = false;
  std::vector<std::uint32_t> cids;  // by code; kNoCid: none; empty: not known
};

inline constexpr std::uint32_t kNoCid = 0xffffffffu;

class Font {
 public:
  struct Code {
    unsigned code = 0;
    double width = 0;    // 1/1000 em; vertical: the way down
    bool space = false;  // a single byte 32, to which word space is added
  };

  /// What is wrong with one code.
  enum Fault : unsigned { missing = 1, notdef = 2, width = 4, no_unicode = 8, odd_unicode = 16 };

  /// What is wrong with the font as a whole.
  struct Facts {
    std::string name, type;  // without the tag
    bool embedded = false, subset = false, type3 = false;
    bool names_agree = true, wrapper = false, embeddable = true, broken = false;
    bool unmapped = false;  // embedded TrueType by CID without CIDToGIDMap
  };

  static std::shared_ptr<Font> read(Object dictionary);

  const Facts& facts() const { return facts_; }

  bool vertical() const { return map_.vertical; }

  bool type3() const { return facts_.type3; }

  Object dictionary() const { return dictionary_; }

  const Matrix& type3_matrix() const { return matrix_; }

  /// The procedure that draws a code of a Type 3 font, or null.
  Object procedure(unsigned code) const;

  /// The next code of a string; false at its end.
  bool next(std::string_view bytes, std::size_t& at, Code& code) const;

  /// True once a code.
  bool first_use(unsigned code);
  /// Faults of a code, as `Fault`s; `particulars` then says which.
  unsigned faults_of(unsigned code, std::string& particulars) const;

 private:
  void read_simple();
  void read_composite();
  void read_widths(Object array, std::vector<float>& widths, float otherwise);
  void read_program(Object descriptor, Object cid_to_gid);
  void read_unicode();
  void read_encoding(Object encoding);
  void check_names(const std::string& base, const std::string& descriptor_name);
  std::uint32_t cid_of(unsigned code) const;
  double width_of(unsigned code) const;

  Object dictionary_ = Object::newNull();
  Facts facts_;
  CodeMap map_;
  bool composite_ = false;
  bool unicode_known_ = false;            // by other means than ToUnicode
  std::vector<std::uint8_t> unicode_;     // by code: 0 none, 1 good, 2 odd
  std::vector<std::string> glyph_names_;  // simple fonts: by code, from Differences
  std::vector<float> widths_, heights_;   // by CID or code
  float default_width_ = 0, default_height_ = 1000;
  Matrix matrix_;
  std::shared_ptr<FontProgram> program_;
  std::vector<bool> used_;
};

}  // namespace banxin::prepress

// An embedded font file, read by FreeType.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace banxin::prepress {

class FontProgram {
 public:
  /// Null if FreeType cannot read it.
  static std::shared_ptr<FontProgram> open(std::string bytes);
  ~FontProgram();
  FontProgram(const FontProgram&) = delete;
  FontProgram& operator=(const FontProgram&) = delete;

  static constexpr long kNone = -1;

  /// What `advance` takes for a CID. kNone: not there.
  long glyph_of_cid(std::uint32_t cid) const;
  long glyph_of_name(const std::string& name) const;
  /// Advance in 1/1000 em; below zero if the glyph cannot be read.
  double advance(long glyph) const;
  bool embeddable() const;

  void set_cid_to_gid(std::string big_endian) { cid_to_gid_ = std::move(big_endian); }

 private:
  struct Face;
  explicit FontProgram(std::unique_ptr<Face> face);
  std::unique_ptr<Face> face_;
  std::map<std::uint32_t, long> by_cid_;  // CID-keyed only: what FreeType loads it by
  bool cid_keyed_ = false;
  std::string cid_to_gid_;
};

}  // namespace banxin::prepress

// Colour spaces as a PDF names them, and what inks a colour in one of them takes.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/preflight/object.h"

namespace banxin::prepress {

struct ColorSpace {
  enum class Kind : std::uint8_t {
    gray,
    rgb,
    cmyk,
    cal_gray,
    cal_rgb,
    lab,
    icc,
    indexed,
    spots,
    pattern,
    unknown
  };
  Kind kind = Kind::unknown;
  int components = 1;
  std::shared_ptr<const ColorSpace> base;  // of Indexed and Pattern; the alternate of spots
  std::vector<std::string> names;          // spots: Separation has one, DeviceN several
  std::string table;                       // Indexed: bytes of the palette
  std::string fault;                       // of an ICC profile; empty: none
  std::string tint;                        // spots: what tells one definition from another
};

using Space = std::shared_ptr<const ColorSpace>;

struct Color {
  Space space;
  std::array<float, 12> values{};
  Object pattern = Object::newNull();

  bool patterned() const { return !Object(pattern).isNull(); }
};

/// Fractions of full ink.
struct Inks {
  std::array<double, 4> process{};
  double spots = 0;           // sum
  int count = 0;              // inks above 0.5 %
  bool registration = false;  // Separation /All
  bool unknown = false;       // RGB, Lab, pattern: inks not known

  double total() const { return process[0] + process[1] + process[2] + process[3] + spots; }
};

Inks inks_of(const Color& color);
Inks inks_of(const ColorSpace& space, const float* values);
Color black_of(Space space);  // the initial colour of a space

/// Reads spaces, each object once.
class ColorSpaces {
 public:
  /// `object` is a name or array; `resources` resolves names and Default spaces.
  Space read(Object object, Object resources);
  Space device(ColorSpace::Kind kind);

 private:
  Space parse(Object object, Object resources, int depth);
  Space parse_array(Object array, Object resources, int depth);
  Space by_name(const std::string& value, Object resources, int depth);
  std::string fault_of_profile(Object profile, int components);
  std::map<int, Space> known_;
  std::map<std::pair<int, int>, std::string> profile_faults_;  // by object and components
};

/// What is wrong with an ICC profile for `components` colours, or empty.
std::string icc_fault(std::string_view profile, int components);

}  // namespace banxin::prepress

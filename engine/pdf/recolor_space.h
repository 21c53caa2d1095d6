// Colour spaces of imported pages: what their numbers are as inks.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "engine/color/color.h"
#include "engine/pdf/function.h"
#include "engine/pdf/value.h"

namespace banxin::pdf {

/// C, M, Y, K, each 0 … 1.
using Inks = std::array<double, 4>;

/// Where colours go: onto paper, or into a soft mask, where they are lightness and no inks.
enum class Target { inks, lightness };

/// A colour space as it was read. ICC based and calibrated spaces count as the device space with as
/// many components: in a print shop's file their numbers mean the output condition or sRGB.
struct Space {
  enum class Kind { unknown, gray, rgb, lab, cmyk, spot, indexed, pattern } kind = Kind::unknown;
  std::size_t components = 1;
  std::array<double, 3> white{0.9642, 1, 0.8249};     // lab
  std::array<double, 4> range{-100, 100, -100, 100};  // lab
  std::shared_ptr<const Space> base;                  // indexed, spot (alternate), pattern
  std::string table;                                  // indexed
  std::shared_ptr<const Function> tint;               // spot
  std::vector<std::string> names;                     // spot
  Value source;                                       // spot: the array

  /// Colour of the initial values of the space (ISO 32000-1 table 74, CS).
  std::vector<double> initial() const;
};

/// Reads a colour space; `resources` is the ColorSpace dictionary in which names are looked up, or
/// null. Kind unknown if it is damaged.
Space read_space(const Objects& objects, const Dict* resources, const Value& value);

/// A colour of the space as inks: neutral ones as black ink alone (R29). Lab and palettes are
/// worked out, spot colours by their tint transform.
Inks to_inks(const Space& space, const std::vector<double>& color, const PressColors& press);
/// A colour of an RGB or Lab space as sRGB, each 0 … 1.
std::array<double, 3> to_rgb(const Space& space, const std::vector<double>& color);
/// The same as lightness, 0 black … 1 white.
double to_lightness(const Space& space, const std::vector<double>& color);

/// True if every colour is already ink or grey, so that numbers may stay as they are.
bool is_press_space(const Space& space);

}  // namespace banxin::pdf

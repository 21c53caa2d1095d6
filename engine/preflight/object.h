// qpdf's objects, read so that a wrong type is nothing rather than a warning or a throw; and plane
// geometry in points, y up.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

namespace banxin::prepress {

/// A handle, passed by value; qpdf 11 has no const ways to ask it.
using Object = QPDFObjectHandle;

struct Box {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;

  double width() const { return x1 - x0; }

  double height() const { return y1 - y0; }

  bool empty() const { return !(x1 >= x0 && y1 >= y0); }

  bool contains(const Box& other, double tolerance) const {
    return other.x0 >= x0 - tolerance && other.y0 >= y0 - tolerance && other.x1 <= x1 + tolerance &&
           other.y1 <= y1 + tolerance;
  }

  bool overlaps(const Box& o) const { return o.x1 > x0 && o.x0 < x1 && o.y1 > y0 && o.y0 < y1; }

  Box grown(double by) const { return {x0 - by, y0 - by, x1 + by, y1 + by}; }
};

inline Box intersection(const Box& a, const Box& b) {
  return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}

inline constexpr Box kEverywhere{-1e9, -1e9, 1e9, 1e9};
inline constexpr Box kNowhere{1e9, 1e9, -1e9, -1e9};

struct Matrix {
  double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;

  /// This one first, then `next`.
  Matrix then(const Matrix& n) const {
    return {a * n.a + b * n.c,
            a * n.b + b * n.d,
            c * n.a + d * n.c,
            c * n.b + d * n.d,
            e * n.a + f * n.c + n.e,
            e * n.b + f * n.d + n.f};
  }

  std::array<double, 2> apply(double x, double y) const {
    return {a * x + c * y + e, b * x + d * y + f};
  }

  Box apply(const Box& box) const;

  /// The smaller factor by which lengths grow.
  double scale() const { return std::min(std::hypot(a, b), std::hypot(c, d)); }
};

/// The value of a key of a dictionary or stream; null where there is none.
Object get(Object object, const char* key);
/// The same by two keys in turn.
Object get(Object object, const char* key, const char* then);
bool has(Object object, const char* key);
double number(Object object, double otherwise);
int integer(Object object, int otherwise);
bool truth(Object object);
/// Without the slash; empty if it is no name.
std::string name(Object object);
std::string text(Object object);  // UTF-8
/// The items of an array, a single other value as one item, nothing for null; at most a million.
std::vector<Object> items(Object object);
std::optional<Box> rectangle(Object object);  // in order, finite
Matrix matrix(Object object);                 // identity if it is none
/// Object number; 0 for a direct object.
int id(Object object);
/// Data of a stream with all but picture filters undone; nothing if damaged or above `limit` bytes.
std::optional<std::string> stream_data(Object object, std::size_t limit);
/// Data of a stream as it stands in the file; nothing above `limit` bytes.
std::optional<std::string> raw_data(Object object, std::size_t limit);
/// Names of the filters.
std::vector<std::string> filters(Object stream);

/// "12.5": at most `decimals` places.
std::string decimal(double value, int decimals);

inline constexpr double kPointsPerMm = 72.0 / 25.4;

}  // namespace banxin::prepress

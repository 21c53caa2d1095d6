// The objects of a page on their way to the press: shared by the recolor_*.cc files.
#pragma once

#include <algorithm>
#include <deque>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "engine/pdf/recolor.h"
#include "engine/pdf/recolor_space.h"

namespace banxin::pdf {

struct Matrix {
  double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;

  /// How much lengths grow on average.
  double growth() const;
};

/// `first` is applied first.
Matrix operator*(const Matrix& first, const Matrix& then);
Matrix matrix_of(const Objects& objects, const Value* value);

/// The colour one paints with.
struct Paint {
  std::shared_ptr<const Space> space;
  bool black = true;   // 100 % black ink alone
  bool white = false;  // no ink at all
  bool press = false;  // was named in inks: overprint asked for by the author counts
};

/// The part of the graphics state that decides how an operator is rewritten.
struct Graphics {
  Matrix ctm;
  Paint fill, stroke;
  double line_width = 1, written_width = 1;
  int overprint = 0;          // asked for by the author: bits of kOverprint…
  int written_overprint = 0;  // in force in the new content
  double font_size = 0;
  int render = 0;
};

inline constexpr int kOverprintFill = 1, kOverprintStroke = 2, kOverprintMode = 4;

enum class Role { page, form, pattern, uncolored_pattern, glyph };

/// A content stream with what it inherits.
struct SourceContent {
  std::string_view data;
  const Dict* resources = nullptr;  // of the source
  Target target = Target::inks;
  Role role = Role::form;
  Graphics graphics;
  int depth = 0;
};

struct Rewritten {
  std::string data;
  Dict resources;
  bool changed = false;
};

/// Stops the whole import.
struct RecolorProblem {
  std::string what;
};

/// Copies what a page shows from one set of objects to another, changing it on the way.
class Recolorer {
 public:
  Recolorer(const PageImport& page, const PressColors& colors, const RecolorOptions& options);
  Recolored run();

  // What the parts of the work need of one another.
  const Objects& source() const { return source_; }

  const PressColors& colors() const { return colors_; }

  double scale() const { return options_.scale; }

  /// The entry of a dictionary with references followed; null if there is none.
  const Value& entry(const Dict& dictionary, std::string_view key) const;
  const Dict* dict(const Value* value) const;
  std::string name(const Dict& dictionary, std::string_view key) const;
  double number(const Dict& dictionary, std::string_view key, double otherwise) const;

  Space space(const Dict* resources, const Value& value) const;

  /// A copy that changes nothing but filters no edition may have.
  Value copy(const Value& value, int depth = 0);

  /// A stream's data with what its filters need, recoded where no edition may have them.
  Object coded(const Object& stream);
  /// The same with the rest of its dictionary, but for the keys `less`.
  Object copied_stream(const Object& stream, std::initializer_list<std::string_view> less = {});

  /// What a graphics state dictionary changes.
  void apply_state(const Value& value, Graphics& graphics) const;

  // One resource each, recoloured. A Ref stays one object however often it is used.
  Value space_resource(const Value& value, const Dict* resources, Target target);
  Value graphics_state(const Value& value, const SourceContent& context, const Graphics& graphics);
  Value font(const Value& value, const SourceContent& context);
  Value pattern(const Value& value, const SourceContent& context, Target target);
  Value shading(const Value& value, const Dict* resources, Target target);
  /// A null value if it is nothing a page may show.
  Value xobject(const Value& value, const SourceContent& context, const Graphics& graphics);
  Value image(const Value& value, const Dict* resources, Target target);
  std::optional<Ref> inline_image(Dict dictionary,
                                  std::string_view data,
                                  const Dict* resources,
                                  Target target);

  /// A new stream object, packed.
  Ref add_packed(Dict dictionary, std::string_view data);

  Objects& out() { return out_; }

  RecolorFindings& findings() { return findings_; }

  /// Counts unpacked bytes; what is over the bound ends the import.
  std::string unpacked(const Object& stream);

 private:
  enum class As { copy, form, font, pattern, shading, image, state, mask };

  Value once(const Value& value, As as, Target target, const std::function<Object()>& make);
  Object form(const Object& stream, const SourceContent& context, SourceContent content);
  Object tiling(const Object& stream, const SourceContent& context, Target target);
  Dict stream_dictionary(const Dict& dictionary);
  void write_content(Object& object, const Object& stream, const SourceContent& content);
  Value soft_mask(const Value& value, const SourceContent& context, const Graphics& graphics);
  Dict type3(const Dict& font, const SourceContent& context);
  Dict composite(const Dict& font);
  Dict simple(const Dict& font);
  Value descriptor(const Value* value, std::string& base_font);
  Dict spot_attributes(const Dict& attributes, const Dict* resources);
  Value group(const Value& value, Target target);
  void drop_groups();

  const Objects& source_;
  const PageImport& page_;
  const PressColors& colors_;
  RecolorOptions options_;
  Objects out_;
  RecolorFindings findings_;
  std::map<std::tuple<std::uint32_t, As, Target>, Ref> known_;
  std::set<std::tuple<std::uint32_t, As, Target>> open_;  // being made: a form may name itself
  std::deque<std::pair<Ref, Ref>> waiting_;
  std::set<std::string> loose_fonts_;
  std::size_t bytes_ = 0;
};

/// Rewrites one content stream.
Rewritten rewrite_content(Recolorer& owner, const SourceContent& content);

/// A shading dictionary and the mesh behind it; in recolor_shading.cc.
Object recolored_shading(Recolorer& owner,
                         const Value& value,
                         const Dict& dictionary,
                         const Dict* resources,
                         Target target);

/// An image XObject; in recolor_image.cc. No stream if it can't be shown.
Object recolored_image(Recolorer& owner, const Object& image, const Dict* resources, Target target);

/// A tint transform or gradient with inks as its results; in recolor_shading.cc.
Value ink_function(Recolorer& owner, const Value& function, const Space& space, Target target);

std::string number(double value, int decimals = 4);

inline bool any_of_keys(const std::string& key, std::initializer_list<std::string_view> keys) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

}  // namespace banxin::pdf

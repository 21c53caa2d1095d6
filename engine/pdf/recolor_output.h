// The new content of a stream under way: text, resources, and what is in force.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "engine/pdf/operators.h"
#include "engine/pdf/recolor_graph.h"

namespace banxin::pdf {

class ContentOutput {
 public:
  ContentOutput(Recolorer& owner, const SourceContent& content)
      : owner_(owner),
        content_(content),
        now_(content.graphics) {}

  ContentOutput(const ContentOutput&) = delete;
  ContentOutput& operator=(const ContentOutput&) = delete;

 protected:
  ~ContentOutput() = default;

  /// The state a page begins with. Where it is shown, another may be in force.
  void begin_page();

  /// An operation as found.
  void keep(const Operation& operation);
  void change(std::string_view text);

  void drop() { out_.changed = true; }

  /// Parameters may not stand between a path and its painting (ISO 32000-1 figure 9): they go
  /// before the path.
  void set_state(const std::string& text);

  /// Something of the source's resources, or null.
  const Value* resource(const char* category, const std::string& name) const;
  const Dict* space_names() const;
  Dict& used(std::string_view category);

  /// Takes a resource over, once. False if there is nothing to take.
  template <class Make>
  bool use(const char* category, const std::string& name, Make make) {
    if (!used(category).has(name)) {
      Value made = make();
      if (made.template as<std::monostate>()) {
        return false;
      }
      used(category).set(name, std::move(made));
    }
    return true;
  }

  Dict resources();
  /// A name of ours that the page does not use.
  std::string own_name(const char* category, std::string name) const;

  /// Puts these bits of kOverprint… in force.
  void overprint(int wanted);
  /// What the author asked for, where it does no harm: white would vanish (R23), and a colour that
  /// was no ink was never meant to overprint.
  int asked(bool fills, bool strokes) const;
  /// Makes strokes as thick as print needs (R27).
  void line_width();

  Recolorer& owner_;
  const SourceContent& content_;
  Graphics now_;
  std::size_t path_ = std::string::npos;  // where the path now built begins in the new content
  Rewritten out_;

 private:
  std::array<Dict, 6> used_;
};

}  // namespace banxin::pdf

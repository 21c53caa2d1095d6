// [output]: read by base, which issue.toml shares.
#include <algorithm>
#include <cmath>

#include "engine/base/number.h"
#include "engine/base/output_reader.h"
#include "engine/style/parse.h"

namespace banxin::style {
namespace {

OutputValue output_value(const Value& value) {
  using Kind = OutputValue::Kind;
  constexpr Kind kKinds[] = {Kind::other,
                             Kind::text,
                             Kind::whole_number,
                             Kind::other,
                             Kind::flag,
                             Kind::other,
                             Kind::list,
                             Kind::table};
  OutputValue out;
  out.kind = kKinds[static_cast<std::size_t>(value.kind)];
  out.span = value.span;
  out.text =
      value.number() && std::isfinite(value.real) ? number_text(value.real, 3) : value.string;
  out.number =
      static_cast<int>(std::clamp<std::int64_t>(value.integer, -1'000'000'000, 1'000'000'000));
  out.flag = value.boolean;
  for (const Value& item : value.array) {
    out.items.push_back(output_value(item));
  }
  for (const Value::Member& member : value.members) {
    out.entries.push_back({member.key, member.key_span, output_value(member.value)});
  }
  return out;
}

}  // namespace

void parse_output(const Value& table, LayoutData& layout, Diagnostics& diagnostics) {
  layout.output = read_output(output_value(table).entries, diagnostics);
}

}  // namespace banxin::style

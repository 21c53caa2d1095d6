// Stream filters undone, bounded: what imported streams hold.
#pragma once

#include <optional>
#include <string>

#include "engine/pdf/value.h"

namespace banxin::pdf {

/// A stream's bytes after the filters that only pack were undone. `filter` is the one that is left:
/// DCTDecode, JPXDecode, CCITTFaxDecode, JBIG2Decode, or empty.
struct StreamData {
  std::string bytes;
  std::string filter;
  Value parameters;  // of the filter left
};

/// None if the data is damaged beyond use or would grow beyond `most` bytes at any step. Knows
/// Flate and LZW with their predictors, ASCII85, ASCIIHex, RunLength.
/// Source: ISO 32000-1 §7.4.
std::optional<StreamData> stream_data(const Objects& objects,
                                      const Object& stream,
                                      std::size_t most);

/// Names of a stream's filters, in the order they are undone; abbreviations written out.
std::vector<std::string> filters_of(const Objects& objects, const Dict& dictionary);

}  // namespace banxin::pdf

// Bounded inflating, and a look at a PDF's object streams before qpdf unpacks them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace banxin {

/// zlib data unpacked, up to `most` bytes; none if it is damaged or longer. Data cut short gives
/// what there is, as PDF readers do.
std::optional<std::string> inflate_bounded(std::string_view data, std::size_t most);

/// False if the object and cross-reference streams, which a reader has to unpack whole, would take
/// more than `most` bytes. Cost: linear in the file and in what is unpacked.
bool object_streams_fit(std::string_view file, std::size_t most);

}  // namespace banxin

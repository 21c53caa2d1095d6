#include "engine/image/pdf_bombs.h"

#include <algorithm>
#include <array>
#include <limits>

#include <zlib.h>

namespace banxin {
namespace {

enum class Ending { whole, cut, damaged, too_long };

struct Inflated {
  Ending ending = Ending::damaged;
  std::size_t size = 0;
};

// Unpacks piece by piece; `keep` gets each piece.
template <class Keep>
Inflated inflate_pieces(std::string_view data, std::size_t most, Keep keep) {
  z_stream stream = {};
  Inflated result;
  if (inflateInit(&stream) != Z_OK) {
    return result;
  }
  std::array<unsigned char, 32768> piece;
  data = data.substr(0, std::numeric_limits<uInt>::max());
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
  stream.avail_in = static_cast<uInt>(data.size());
  for (;;) {
    stream.next_out = piece.data();
    stream.avail_out = static_cast<uInt>(piece.size());
    const int status = inflate(&stream, Z_NO_FLUSH);
    const std::size_t got = piece.size() - stream.avail_out;
    result.size += got;
    if (result.size > most) {
      result.ending = Ending::too_long;
      break;
    }
    keep(std::string_view(reinterpret_cast<const char*>(piece.data()), got));
    if (status != Z_OK || got == 0) {
      result.ending = status == Z_STREAM_END                    ? Ending::whole
                      : status == Z_OK || status == Z_BUF_ERROR ? Ending::cut
                                                                : Ending::damaged;
      break;
    }
  }
  inflateEnd(&stream);
  return result;
}

std::size_t count_of(std::string_view text, std::string_view what) {
  std::size_t count = 0;
  for (std::size_t at = text.find(what); at != std::string_view::npos;
       at = text.find(what, at + what.size())) {
    ++count;
  }
  return count;
}

// Could this dictionary be that of an object or cross-reference stream? Names may hide letters
// behind #xx.
bool may_hold_objects(std::string_view dictionary) {
  return dictionary.find("ObjStm") != std::string_view::npos ||
         dictionary.find("XRef") != std::string_view::npos ||
         (dictionary.find('#') != std::string_view::npos &&
          dictionary.find("/Type") == std::string_view::npos);
}

}  // namespace

std::optional<std::string> inflate_bounded(std::string_view data, std::size_t most) {
  std::string out;
  const Inflated result =
      inflate_pieces(data, most, [&](std::string_view piece) { out.append(piece); });
  if (result.ending == Ending::too_long || (result.ending == Ending::damaged && out.empty())) {
    return std::nullopt;
  }
  return out;
}

bool object_streams_fit(std::string_view file, std::size_t most) {
  constexpr std::string_view kStream = "stream";
  std::size_t previous = 0;
  std::size_t total = 0;
  for (std::size_t at = file.find(kStream); at != std::string_view::npos;
       at = file.find(kStream, at + 1)) {
    const bool closing = at >= 3 && file.substr(at - 3, 3) == "end";
    std::size_t data = at + kStream.size();
    if (!closing) {
      const std::string_view dictionary = file.substr(previous, at - previous);
      data += file.substr(data, 1) == "\r" ? 1 : 0;
      data += file.substr(data, 1) == "\n" ? 1 : 0;
      if (may_hold_objects(dictionary.substr(dictionary.size() -
                                             std::min<std::size_t>(dictionary.size(), 4096)))) {
        // Two filters can multiply; nobody writes that for objects.
        if (count_of(dictionary, "Decode") - count_of(dictionary, "DecodeParms") > 1) {
          return false;
        }
        // Nor any that grows but Flate, which alone is measured here.
        for (const char* growing : {"LZW", "RunLength", "/RL"}) {
          if (dictionary.find(growing) != std::string_view::npos) {
            return false;
          }
        }
        total += inflate_pieces(file.substr(data), most, [](std::string_view) {}).size;
        if (total > most) {
          return false;
        }
      }
    }
    previous = std::min(data, file.size());
  }
  return true;
}

}  // namespace banxin

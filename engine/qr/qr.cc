#include "engine/qr/qr.h"

#include <cerrno>
#include <memory>

#include <qrencode.h>

namespace banxin {
namespace {

// Version 40 at level L holds 2953 bytes; a longer text is refused before libqrencode copies it.
// ISO/IEC 18004 table 7.
constexpr std::size_t kMostBytes = 2953;

QRecLevel library_level(QrLevel level) {
  switch (level) {
    case QrLevel::low:
      return QR_ECLEVEL_L;
    case QrLevel::medium:
      return QR_ECLEVEL_M;
    case QrLevel::quartile:
      return QR_ECLEVEL_Q;
    case QrLevel::high:
      return QR_ECLEVEL_H;
  }
  return QR_ECLEVEL_M;
}

// Byte capacity of version 40, for the message. ISO/IEC 18004 table 7.
std::size_t capacity(QrLevel level) {
  constexpr std::size_t kBytes[] = {kMostBytes, 2331, 1663, 1273};
  return kBytes[static_cast<std::size_t>(level)];
}

struct FreeCode {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

Result<QrCode> encode_qr(std::string_view data, QrLevel level, Span span) {
  const auto refuse = [&] {
    return fail("E610", span, {std::to_string(data.size()), std::to_string(capacity(level))});
  };
  if (data.empty() || data.size() > capacity(level)) {
    return refuse();
  }
  // Version 0 asks for the smallest that fits. Bytes, not kanji or alphanumeric mode: decoders
  // then return exactly what was written.
  const std::unique_ptr<QRcode, FreeCode> code(
      QRcode_encodeData(static_cast<int>(data.size()),
                        reinterpret_cast<const unsigned char*>(data.data()),
                        0,
                        library_level(level)));
  if (!code) {
    return refuse();
  }
  QrCode out;
  out.size = code->width;
  const auto count = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
  out.modules.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    out.modules[i] = code->data[i] & 1u;  // bit 0 is the colour, the rest says what drew it
  }
  return out;
}

std::string to_text(const QrCode& code) {
  std::string out;
  for (int row = 0; row < code.size; ++row) {
    for (int column = 0; column < code.size; ++column) {
      out += code.dark(row, column) ? '#' : '.';
    }
    out += '\n';
  }
  return out;
}

}  // namespace banxin

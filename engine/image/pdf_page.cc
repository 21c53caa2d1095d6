#include "engine/image/pdf_page.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <memory>

#include "engine/base/number.h"
#include "engine/image/pdf_bombs.h"
#include "engine/image/qpdf.h"

namespace banxin {
namespace {

// Content and object streams are unpacked, so they are bounded; everything else stays packed.
constexpr std::size_t kContentBytes = 128u << 20;
constexpr std::size_t kObjectStreamBytes = 128u << 20;
// A content stream with filters other than a single Flate is unpacked by qpdf without a bound;
// the ratio of two filters can reach a million, so only short ones are taken.
constexpr std::size_t kOddlyFilteredBytes = 64u << 10;
constexpr int kMostContentStreams = 10'000;

struct Box {
  double left = 0, bottom = 0, right = 0, top = 0;

  double width() const { return right - left; }

  double height() const { return top - bottom; }
};

// One open PDF of qpdf, and its handles.
class Document {
 public:
  explicit Document(const Qpdf& api) : api_(api), data_(api.qpdf_init()) {
    api_.qpdf_silence_errors(data_);
    api_.qpdf_set_suppress_warnings(data_, QPDF_TRUE);
  }

  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  ~Document() { api_.qpdf_cleanup(&data_); }

  const Qpdf& api() const { return api_; }

  qpdf_data get() const { return data_; }

  qpdf_oh key(qpdf_oh dictionary, const char* name) const {
    return api_.qpdf_oh_get_key_if_dict(data_, dictionary, name);
  }

  bool is_null(qpdf_oh oh) const { return api_.qpdf_oh_is_null(data_, oh) != QPDF_FALSE; }

  bool is_stream(qpdf_oh oh) const { return api_.qpdf_oh_is_stream(data_, oh) != QPDF_FALSE; }

  bool is_array(qpdf_oh oh) const { return api_.qpdf_oh_is_array(data_, oh) != QPDF_FALSE; }

  std::optional<double> number(qpdf_oh oh) const {
    double value = 0;
    const bool found = api_.qpdf_oh_get_value_as_number(data_, oh, &value) && std::isfinite(value);
    return found ? std::optional(value) : std::nullopt;
  }

  /// The error waiting, taken out. Empty text if there is none.
  struct Error {
    qpdf_error_code_e code = qpdf_e_success;
    std::string text;
  };

  Error take_error() const {
    if (!api_.qpdf_has_error(data_)) {
      return {};
    }
    const qpdf_error error = api_.qpdf_get_error(data_);
    return {api_.qpdf_get_error_code(data_, error),
            api_.qpdf_get_error_message_detail(data_, error)};
  }

 private:
  const Qpdf& api_;
  qpdf_data data_;
};

PdfPage refuse(std::string_view code, std::vector<std::string> args) {
  PdfPage page;
  page.code = code;
  page.args = std::move(args);
  return page;
}

bool is_cut_short(std::string_view file) {
  const std::string_view tail = file.substr(file.size() - std::min<std::size_t>(file.size(), 2048));
  return tail.find("%%EOF") == std::string_view::npos;
}

// Empty code if the file is open.
PdfPage open(const Document& document, std::string_view file) {
  const Qpdf& api = document.api();
  // A damaged table of objects is rebuilt, but not for a file whose end is missing: what could be
  // found of that would be half a picture.
  api.qpdf_set_attempt_recovery(document.get(), is_cut_short(file) ? QPDF_FALSE : QPDF_TRUE);
  api.qpdf_read_memory(document.get(), "picture", file.data(), file.size(), nullptr);
  const Document::Error error = document.take_error();
  if (error.code == qpdf_e_password) {
    return refuse("E605", {"encrypted"});
  }
  if (error.code != qpdf_e_success) {
    return refuse(error.code == qpdf_e_unsupported ? "E605" : "E602", {error.text});
  }
  if (api.qpdf_is_encrypted(document.get())) {
    return refuse("E605", {"encrypted"});
  }
  return {};
}

std::optional<Box> box_of(const Document& document, qpdf_oh page, const char* name) {
  const qpdf_oh array = document.key(page, name);
  if (!document.is_array(array) ||
      document.api().qpdf_oh_get_array_n_items(document.get(), array) != 4) {
    return std::nullopt;
  }
  std::array<double, 4> side{};
  for (std::size_t i = 0; i < 4; ++i) {
    const qpdf_oh item =
        document.api().qpdf_oh_get_array_item(document.get(), array, static_cast<int>(i));
    const std::optional<double> number = document.number(item);
    if (!number || std::fabs(*number) > 1e7) {
      return std::nullopt;
    }
    side[i] = *number;
  }
  return Box{std::min(side[0], side[2]),
             std::min(side[1], side[3]),
             std::max(side[0], side[2]),
             std::max(side[1], side[3])};
}

std::optional<Box> shown_box(const Document& document, qpdf_oh page) {
  const std::optional<Box> media = box_of(document, page, "/MediaBox");
  const std::optional<Box> crop = box_of(document, page, "/CropBox");
  if (!media || !crop) {
    return media;
  }
  return Box{std::max(media->left, crop->left),
             std::max(media->bottom, crop->bottom),
             std::min(media->right, crop->right),
             std::min(media->top, crop->top)};
}

struct Frame {
  double width = 0, height = 0;
  std::string matrix;  // as the operands of cm
};

// Moves the box to the origin, turns it clockwise as /Rotate says, and scales it.
Frame frame_of(const Box& box, int rotate, double scale) {
  const int quarter = ((rotate / 90) % 4 + 4) % 4;
  constexpr std::array<std::array<double, 4>, 4> kTurns = {
      {{1, 0, 0, 1}, {0, -1, 1, 0}, {-1, 0, 0, -1}, {0, 1, -1, 0}}};
  const std::array<double, 4>& turn = kTurns[static_cast<std::size_t>(quarter)];
  const double x = quarter == 0   ? -box.left
                   : quarter == 1 ? -box.bottom
                   : quarter == 2 ? box.right
                                  : box.top;
  const double y = quarter == 0   ? -box.bottom
                   : quarter == 1 ? box.right
                   : quarter == 2 ? box.top
                                  : -box.left;
  Frame frame;
  frame.width = (quarter % 2 == 0 ? box.width() : box.height()) * scale;
  frame.height = (quarter % 2 == 0 ? box.height() : box.width()) * scale;
  for (const double value : {turn[0], turn[1], turn[2], turn[3], x, y}) {
    append_number(frame.matrix, value * scale, 6);
    frame.matrix += ' ';
  }
  return frame;
}

bool is_single_flate(const Document& document, qpdf_oh dictionary) {
  qpdf_oh filter = document.key(dictionary, "/Filter");
  const Qpdf& api = document.api();
  if (document.is_array(filter) && api.qpdf_oh_get_array_n_items(document.get(), filter) == 1) {
    filter = api.qpdf_oh_get_array_item(document.get(), filter, 0);
  }
  return document.is_null(document.key(dictionary, "/DecodeParms")) &&
         (api.qpdf_oh_is_name_and_equals(document.get(), filter, "/FlateDecode") != QPDF_FALSE ||
          api.qpdf_oh_is_name_and_equals(document.get(), filter, "/Fl") != QPDF_FALSE);
}

// The bytes of a stream, by qpdf up to `level`. None if qpdf could not read or decode them.
std::optional<std::string> stream_data(const Document& document,
                                       qpdf_oh stream,
                                       qpdf_stream_decode_level_e level) {
  unsigned char* bytes = nullptr;
  std::size_t size = 0;
  QPDF_BOOL filtered = QPDF_FALSE;
  document.api().qpdf_oh_get_stream_data(document.get(), stream, level, &filtered, &bytes, &size);
  const std::unique_ptr<unsigned char, void (*)(void*)> owner(bytes, std::free);
  const bool failed = document.take_error().code != qpdf_e_success;
  if (failed || (level != qpdf_dl_none && filtered == QPDF_FALSE)) {
    return std::nullopt;
  }
  return std::string(reinterpret_cast<const char*>(bytes), size);
}

std::optional<std::string> content_of(const Document& document, qpdf_oh stream, std::size_t most) {
  const qpdf_oh dictionary = document.api().qpdf_oh_get_dict(document.get(), stream);
  const std::optional<std::string> raw = stream_data(document, stream, qpdf_dl_none);
  if (!raw) {
    return std::nullopt;
  }
  if (is_single_flate(document, dictionary)) {
    return inflate_bounded(*raw, most);
  }
  if (document.is_null(document.key(dictionary, "/Filter"))) {
    return raw->size() <= most ? raw : std::nullopt;
  }
  if (raw->size() > kOddlyFilteredBytes) {
    return std::nullopt;
  }
  return stream_data(document, stream, qpdf_dl_generalized);
}

// All content streams of the page as one. None if one is damaged or they are too long.
std::optional<std::string> page_content(const Document& document, qpdf_oh page) {
  const qpdf_oh contents = document.key(page, "/Contents");
  const Qpdf& api = document.api();
  std::vector<qpdf_oh> streams;
  if (document.is_stream(contents)) {
    streams.push_back(contents);
  } else if (document.is_array(contents)) {
    const int count = api.qpdf_oh_get_array_n_items(document.get(), contents);
    for (int i = 0; i < std::min(count, kMostContentStreams); ++i) {
      streams.push_back(api.qpdf_oh_get_array_item(document.get(), contents, i));
    }
  }
  std::string joined;
  for (const qpdf_oh stream : streams) {
    if (!document.is_stream(stream)) {
      continue;
    }
    const std::optional<std::string> content =
        content_of(document, stream, kContentBytes - joined.size());
    if (!content) {
      return std::nullopt;
    }
    joined += *content;
    joined += '\n';  // a token may not run over from one stream to the next
    if (joined.size() > kContentBytes) {
      return std::nullopt;
    }
  }
  return joined;
}

bool has_hidden_layers(const Document& document) {
  const qpdf_oh properties =
      document.key(document.api().qpdf_get_root(document.get()), "/OCProperties");
  const qpdf_oh usual = document.key(properties, "/D");
  const qpdf_oh off = document.key(usual, "/OFF");
  return (document.is_array(off) &&
          document.api().qpdf_oh_get_array_n_items(document.get(), off) > 0) ||
         document.api().qpdf_oh_is_name_and_equals(
             document.get(), document.key(usual, "/BaseState"), "/OFF") != QPDF_FALSE;
}

// Copies a dictionary of the page with everything it refers to.
qpdf_oh copied(const Document& from, const Document& to, qpdf_oh object) {
  const Qpdf& api = from.api();
  const qpdf_oh indirect = api.qpdf_oh_is_indirect(from.get(), object) != QPDF_FALSE
                               ? object
                               : api.qpdf_make_indirect_object(from.get(), object);
  return api.qpdf_oh_copy_foreign_object(to.get(), from.get(), indirect);
}

void add_page(const Document& from,
              const Document& to,
              qpdf_oh source,
              const Frame& frame,
              const std::string& content) {
  const Qpdf& api = from.api();
  std::string text = "<</Type /Page /MediaBox [0 0 ";
  append_number(text, frame.width, 6);
  text += ' ';
  append_number(text, frame.height, 6);
  text += "] /Resources <<>> >>";
  const qpdf_oh page =
      api.qpdf_make_indirect_object(to.get(), api.qpdf_oh_parse(to.get(), text.c_str()));
  for (const char* key : {"/Resources", "/Group"}) {
    const qpdf_oh value = from.key(source, key);
    if (api.qpdf_oh_is_dictionary(from.get(), value)) {
      api.qpdf_oh_replace_key(to.get(), page, key, copied(from, to, value));
    }
  }
  const std::string whole = "q\n" + frame.matrix + "cm\n" + content + "Q\n";
  const qpdf_oh stream = api.qpdf_oh_new_stream(to.get());
  const qpdf_oh none = api.qpdf_oh_new_null(to.get());
  api.qpdf_oh_replace_stream_data(to.get(),
                                  stream,
                                  reinterpret_cast<const unsigned char*>(whole.data()),
                                  whole.size(),
                                  none,
                                  none);
  api.qpdf_oh_replace_key(to.get(), page, "/Contents", stream);
  api.qpdf_add_page(to.get(), to.get(), page, QPDF_TRUE);
}

void write(const Document& document, PdfPage& page) {
  const Qpdf& api = document.api();
  api.qpdf_init_write_memory(document.get());
  api.qpdf_set_object_stream_mode(document.get(), qpdf_o_disable);
  api.qpdf_set_stream_data_mode(document.get(), qpdf_s_compress);
  api.qpdf_set_decode_level(document.get(), qpdf_dl_none);
  api.qpdf_set_compress_streams(document.get(), QPDF_TRUE);
  api.qpdf_set_deterministic_ID(document.get(), QPDF_TRUE);
  api.qpdf_set_minimum_pdf_version(document.get(), "1.7");
  api.qpdf_write(document.get());
  const Document::Error error = document.take_error();
  if (error.code != qpdf_e_success) {
    page.code = "E602";
    page.args = {error.text};
    return;
  }
  page.data = Bytes(std::string(reinterpret_cast<const char*>(api.qpdf_get_buffer(document.get())),
                                api.qpdf_get_buffer_length(document.get())));
}

PdfPage rewrite(const Document& from, const Document& to, double scale, const ImageLimits& limits) {
  const Qpdf& api = from.api();
  PdfPage result;
  result.pages = api.qpdf_get_num_pages(from.get());
  api.qpdf_push_inherited_attributes_to_page(from.get());
  const Document::Error error = from.take_error();
  if (error.code != qpdf_e_success || result.pages <= 0) {
    return refuse("E605", {error.text.empty() ? "no page" : error.text});
  }
  const qpdf_oh page = api.qpdf_get_page_n(from.get(), 0);
  const std::optional<Box> box = shown_box(from, page);
  if (!box || !(box->width() > 0 && box->height() > 0)) {
    return refuse("E604", {});
  }
  int rotate = 0;
  api.qpdf_oh_get_value_as_int(from.get(), from.key(page, "/Rotate"), &rotate);
  const double unit = from.number(from.key(page, "/UserUnit")).value_or(1);
  const Frame frame = frame_of(*box, rotate, scale * (unit > 0 ? unit : 1));
  if (std::max(frame.width, frame.height) > limits.side) {
    return refuse("E603",
                  {number_text(std::max(frame.width, frame.height), 0) + " pt",
                   std::to_string(limits.side) + " pt"});
  }
  const std::optional<std::string> content = page_content(from, page);
  if (!content) {
    return refuse("E605", {"content stream"});
  }
  result.width = frame.width;
  result.height = frame.height;
  result.hidden_layers = has_hidden_layers(from);
  api.qpdf_empty_pdf(to.get());
  add_page(from, to, page, frame, *content);
  const Document::Error trouble = from.take_error();
  if (trouble.code != qpdf_e_success) {
    return refuse("E602", {trouble.text});
  }
  write(to, result);
  return result;
}

}  // namespace

PdfPage normalise_pdf_page(std::string_view file, double scale, const ImageLimits& limits) {
  if (!object_streams_fit(file, kObjectStreamBytes)) {
    return refuse("E605", {"object streams"});
  }
  const Qpdf api;
  if (!api.library.complete()) {
    return refuse("E606", {BANXIN_LIBQPDF, "libqpdf29"});
  }
  const Document from(api);
  PdfPage opened = open(from, file);
  if (!opened.code.empty()) {
    return opened;
  }
  const Document to(api);
  return rewrite(from, to, scale, limits);
}

}  // namespace banxin

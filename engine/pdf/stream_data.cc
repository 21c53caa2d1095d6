#include "engine/pdf/stream_data.h"

#include <algorithm>
#include <cstdlib>

#include <zlib.h>

#include "engine/pdf/function.h"

namespace banxin::pdf {
namespace {

using Data = std::optional<std::string>;

unsigned char byte_at(std::string_view data, std::size_t at) {
  return static_cast<unsigned char>(data[at]);
}

/// Data cut short or with a wrong checksum gives what there is, as readers do.
Data inflate(std::string_view data, std::size_t most) {
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) {
    return std::nullopt;
  }
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
  stream.avail_in = static_cast<uInt>(data.size());
  std::string out;
  int status = Z_OK;
  while (status == Z_OK && out.size() <= most) {
    const std::size_t had = out.size();
    out.resize(std::min(most + 1, std::max<std::size_t>(4096, had * 2)));
    stream.next_out = reinterpret_cast<Bytef*>(out.data() + had);
    stream.avail_out = static_cast<uInt>(out.size() - had);
    status = ::inflate(&stream, Z_NO_FLUSH);
    out.resize(out.size() - stream.avail_out);
    if (out.size() == had && stream.avail_in == 0) {
      break;
    }
  }
  inflateEnd(&stream);
  return out.size() > most || (out.empty() && status != Z_STREAM_END) ? std::nullopt : Data(out);
}

/// Codes of 9 to 12 bits, most significant bit first (§7.4.4.2).
Data unpack_lzw(std::string_view data, bool early, std::size_t most) {
  struct Entry {
    int before;
    unsigned char last;
  };

  std::vector<Entry> table;
  std::string out, word;
  int width = 9, previous = -1;
  std::uint32_t bits = 0;
  int have = 0;
  const auto spell = [&](int code) {
    word.clear();
    for (; code >= 258; code = table[static_cast<std::size_t>(code - 258)].before) {
      word += static_cast<char>(table[static_cast<std::size_t>(code - 258)].last);
    }
    word += static_cast<char>(static_cast<unsigned char>(code));
    std::reverse(word.begin(), word.end());
  };
  for (std::size_t at = 0;;) {
    while (have < width && at < data.size()) {
      bits = bits << 8 | byte_at(data, at++);
      have += 8;
    }
    if (have < width) {
      return out;
    }
    const int code = static_cast<int>(bits >> (have - width) & ((1u << width) - 1));
    have -= width;
    if (code == 257) {
      return out;
    }
    if (code == 256) {
      table.clear();
      width = 9;
      previous = -1;
      continue;
    }
    const int next = 258 + static_cast<int>(table.size());
    if (code > next || (code >= next && previous < 0)) {
      return std::nullopt;
    }
    if (previous >= 0 && next < 4096) {
      spell(code == next ? previous : code);
      table.push_back({previous, static_cast<unsigned char>(word[0])});
    }
    if (code >= 258 + static_cast<int>(table.size())) {
      return std::nullopt;
    }
    spell(code);
    out += word;
    if (out.size() > most) {
      return std::nullopt;
    }
    previous = code;
    const int size = 258 + static_cast<int>(table.size()) + (early ? 1 : 0);
    width = size >= 2048 ? 12 : size >= 1024 ? 11 : size >= 512 ? 10 : 9;
  }
}

Data unpack_hex(std::string_view data, std::size_t most) {
  std::string out;
  int half = -1;
  for (const char c : data) {
    if (c == '>' || out.size() > most) {
      break;
    }
    const std::size_t digit = std::string_view("0123456789abcdefABCDEF").find(c);
    if (digit == std::string_view::npos) {
      continue;
    }
    const int value = static_cast<int>(digit < 16 ? digit : digit - 6);
    if (half >= 0) {
      out += static_cast<char>(static_cast<unsigned char>(half * 16 + value));
    }
    half = half >= 0 ? -1 : value;
  }
  if (half >= 0) {
    out += static_cast<char>(static_cast<unsigned char>(half * 16));
  }
  return out.size() > most ? std::nullopt : Data(out);
}

Data unpack_85(std::string_view data, std::size_t most) {
  std::string out;
  std::uint32_t value = 0;
  int count = 0;
  const auto flush = [&](int bytes) {
    for (int i = 0; i < bytes; ++i) {
      out += static_cast<char>(static_cast<unsigned char>(value >> (24 - 8 * i) & 255));
    }
    value = 0;
    count = 0;
  };
  for (const char c : data) {
    if (c == '~' || out.size() > most) {
      break;
    }
    if (c == 'z' && count == 0) {
      flush(4);
    } else if (c >= '!' && c <= 'u') {
      value = value * 85 + static_cast<std::uint32_t>(c - '!');
      if (++count == 5) {
        flush(4);
      }
    }
  }
  if (count > 1) {
    const int bytes = count - 1;
    for (; count < 5; ++count) {
      value = value * 85 + 84;
    }
    flush(bytes);
  }
  return out.size() > most ? std::nullopt : Data(out);
}

Data unpack_runs(std::string_view data, std::size_t most) {
  std::string out;
  for (std::size_t at = 0; at < data.size();) {
    const std::size_t length = byte_at(data, at++);
    if (length == 128) {
      break;
    }
    if (length < 128) {
      out += data.substr(std::min(at, data.size()), length + 1);
      at += length + 1;
    } else if (at < data.size()) {
      out.append(257 - length, data[at++]);
    }
    if (out.size() > most) {
      return std::nullopt;
    }
  }
  return out;
}

struct Prediction {
  int predictor = 1;
  std::size_t colors = 1, bits = 8, columns = 1;

  std::size_t row() const { return (columns * colors * bits + 7) / 8; }

  std::size_t pixel() const { return std::max<std::size_t>(1, colors * bits / 8); }
};

int paeth(int a, int b, int c) {
  const int p = a + b - c;
  const int pa = std::abs(p - a), pb = std::abs(p - b), pc = std::abs(p - c);
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

std::string undo_png(std::string_view data, const Prediction& rule) {
  const std::size_t row = rule.row(), pixel = rule.pixel();
  std::string out, above(row, '\0'), line(row, '\0');
  for (std::size_t at = 0; at + 1 < data.size(); at += row + 1) {
    const unsigned filter = byte_at(data, at);
    for (std::size_t i = 0; i < row; ++i) {
      const int a = i < pixel ? 0 : byte_at(line, i - pixel);
      const int b = byte_at(above, i);
      const int c = i < pixel ? 0 : byte_at(above, i - pixel);
      const int guesses[] = {0, a, b, (a + b) / 2, paeth(a, b, c)};
      const int value = at + 1 + i < data.size() ? byte_at(data, at + 1 + i) : 0;
      line[i] =
          static_cast<char>(static_cast<unsigned char>(value + (filter < 5 ? guesses[filter] : 0)));
    }
    out += line;
    std::swap(above, line);
  }
  return out;
}

Data undo_tiff(std::string data, const Prediction& rule) {
  if (rule.bits != 8) {
    return std::nullopt;  // never seen in a picture of a periodical
  }
  for (std::size_t start = 0; start < data.size(); start += rule.row()) {
    const std::size_t end = std::min(start + rule.row(), data.size());
    for (std::size_t i = start + rule.colors; i < end; ++i) {
      data[i] = static_cast<char>(
          static_cast<unsigned char>(byte_at(data, i) + byte_at(data, i - rule.colors)));
    }
  }
  return data;
}

std::size_t parameter(const Objects& objects, const Dict* from, const char* key, double usual) {
  const Value* value = from ? from->find(key) : nullptr;
  const double number = value ? number_of(resolved(objects, *value), usual) : usual;
  return static_cast<std::size_t>(std::clamp(number, 0.0, 1e7));
}

Data unpredicted(Data data, const Objects& objects, const Dict* parameters) {
  Prediction rule;
  rule.predictor = static_cast<int>(parameter(objects, parameters, "Predictor", 1));
  rule.colors = parameter(objects, parameters, "Colors", 1);
  rule.bits = parameter(objects, parameters, "BitsPerComponent", 8);
  rule.columns = parameter(objects, parameters, "Columns", 1);
  if (!data || rule.predictor < 2) {
    return data;
  }
  if (rule.colors == 0 || rule.colors > 32 || rule.bits == 0 || rule.bits > 16 ||
      rule.columns == 0) {
    return std::nullopt;
  }
  return rule.predictor == 2 ? undo_tiff(*std::move(data), rule) : undo_png(*data, rule);
}

std::string long_name(const std::string& name) {
  const std::pair<const char*, const char*> names[] = {{"AHx", "ASCIIHexDecode"},
                                                       {"A85", "ASCII85Decode"},
                                                       {"LZW", "LZWDecode"},
                                                       {"Fl", "FlateDecode"},
                                                       {"RL", "RunLengthDecode"},
                                                       {"CCF", "CCITTFaxDecode"},
                                                       {"DCT", "DCTDecode"}};
  for (const auto& [brief, full] : names) {
    if (name == brief) {
      return full;
    }
  }
  return name;
}

Data unpack(const std::string& filter,
            std::string_view data,
            const Objects& objects,
            const Dict* parameters,
            std::size_t most) {
  if (filter == "FlateDecode") {
    return unpredicted(inflate(data, most), objects, parameters);
  }
  if (filter == "LZWDecode") {
    const bool early = parameter(objects, parameters, "EarlyChange", 1) != 0;
    return unpredicted(unpack_lzw(data, early, most), objects, parameters);
  }
  return filter == "ASCIIHexDecode"    ? unpack_hex(data, most)
         : filter == "ASCII85Decode"   ? unpack_85(data, most)
         : filter == "RunLengthDecode" ? unpack_runs(data, most)
                                       : std::nullopt;
}

}  // namespace

std::vector<std::string> filters_of(const Objects& objects, const Dict& dictionary) {
  std::vector<std::string> out;
  const Value* entry = dictionary.find("Filter");
  const Value& filter = entry ? resolved(objects, *entry) : Value();
  if (const Name* name = filter.as<Name>()) {
    out.push_back(long_name(name->text));
  } else if (const Array* names = filter.as<Array>()) {
    for (const Value& item : *names) {
      const Name* one = resolved(objects, item).as<Name>();
      out.push_back(one ? long_name(one->text) : std::string());
    }
  }
  return out;
}

std::optional<StreamData> stream_data(const Objects& objects,
                                      const Object& stream,
                                      std::size_t most) {
  const Dict* dictionary = stream.value.as<Dict>();
  if (!dictionary || !stream.stream) {
    return std::nullopt;
  }
  const std::vector<std::string> filters = filters_of(objects, *dictionary);
  const Value* entry = dictionary->find("DecodeParms");
  const Value all = entry ? resolved(objects, *entry) : Value();
  StreamData out;
  std::string_view data = stream.stream->view();
  for (std::size_t i = 0; i < filters.size(); ++i) {
    const Array* list = all.as<Array>();
    const Value one = !list ? all : i < list->size() ? resolved(objects, (*list)[i]) : Value();
    const bool last = i + 1 == filters.size();
    if (filters[i] == "DCTDecode" || filters[i] == "JPXDecode" || filters[i] == "CCITTFaxDecode" ||
        filters[i] == "JBIG2Decode") {
      if (!last) {
        return std::nullopt;
      }
      out.filter = filters[i];
      out.parameters = one;
      break;
    }
    Data unpacked = unpack(filters[i], data, objects, one.as<Dict>(), most);
    if (!unpacked || i > 8) {
      return std::nullopt;
    }
    out.bytes = *std::move(unpacked);
    data = out.bytes;
  }
  if (data.data() != out.bytes.data()) {
    out.bytes = data;
  }
  return out.bytes.size() > most ? std::nullopt : std::optional(std::move(out));
}

}  // namespace banxin::pdf

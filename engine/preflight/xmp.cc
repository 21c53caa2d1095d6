#include "engine/preflight/xmp.h"

#include <algorithm>
#include <new>
#include <vector>

#include <expat.h>

namespace banxin::prepress {
namespace {

constexpr std::string_view kRdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
constexpr std::string_view kXml = "http://www.w3.org/XML/1998/namespace";
constexpr std::string_view kSchemaUri = "http://www.aiim.org/pdfa/ns/schema# namespaceURI";

/// Follows the elements; a property is a child of rdf:Description at the top.
class Reader {
 public:
  explicit Reader(Xmp& xmp) : xmp_(xmp) {}

  void begin(std::string_view name, const char** attributes) {
    text_.clear();
    const bool description = is_rdf(name, "Description");
    if (description && property_depth_ == 0) {
      for (; attributes[0]; attributes += 2) {
        const std::string_view key = attributes[0];
        if (uri_of(key) != kRdf && uri_of(key) != kXml && !uri_of(key).empty()) {
          note(key, attributes[1]);
        }
      }
    } else if (property_depth_ == 0 && !names_.empty() && is_rdf(names_.back(), "Description")) {
      property_ = name;
      property_depth_ = names_.size() + 1;
      items_ = 0;
      xmp_.namespaces.insert(std::string(uri_of(name)));
    }
    names_.emplace_back(name);
  }

  void end() {
    const std::string name = names_.back();
    if (is_rdf(name, "li") && names_.size() == property_depth_ + 2) {
      std::string& value = xmp_.values[property_];
      const bool alternative = is_rdf(names_[names_.size() - 2], "Alt");
      if (items_ == 0) {
        value = text_;
      } else if (!alternative) {
        value += ", " + text_;
      }
      ++items_;
    }
    if (name == kSchemaUri) {
      xmp_.schemas.insert(text_);
    }
    if (names_.size() == property_depth_) {
      if (items_ == 0) {
        xmp_.values[property_] = text_;
      }
      property_depth_ = 0;
    }
    names_.pop_back();
    text_.clear();
  }

  void characters(std::string_view text) { text_ += text; }

 private:
  static std::string_view uri_of(std::string_view name) {
    const std::size_t space = name.rfind(' ');
    return space == std::string_view::npos ? std::string_view() : name.substr(0, space);
  }

  static bool is_rdf(std::string_view name, std::string_view local) {
    return name.size() == kRdf.size() + 1 + local.size() && name.substr(0, kRdf.size()) == kRdf &&
           name.substr(kRdf.size() + 1) == local;
  }

  void note(std::string_view key, const char* value) {
    xmp_.namespaces.insert(std::string(uri_of(key)));
    xmp_.values[std::string(key)] = value;
  }

  Xmp& xmp_;
  std::vector<std::string> names_;
  std::string property_, text_;
  std::size_t property_depth_ = 0;
  int items_ = 0;
};

/// Digits at the beginning, taken off; -1 if there are fewer.
int digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) {
    return -1;
  }
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') {
      return -1;
    }
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return value;
}

void skip(std::string_view& text, char c) {
  if (!text.empty() && text.front() == c) {
    text.remove_prefix(1);
  }
}

std::int64_t days_before(int year, int month, int day) {
  const std::int64_t y = month <= 2 ? year - 1 : year;
  const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  const std::int64_t of_era = y - era * 400;
  const std::int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

std::optional<Moment> date(std::string_view text) {
  int parts[6] = {0, 1, 1, 0, 0, 0};
  for (std::size_t i = 0; i < 6; ++i) {
    std::string_view rest = text;
    if (i > 0) {
      skip(rest, i < 3 ? '-' : i == 3 ? 'T' : ':');
    }
    const int value = digits(rest, i == 0 ? 4 : 2);
    if (value < 0) {
      if (i == 0) {
        return std::nullopt;
      }
      break;
    }
    parts[i] = value;
    text = rest;
  }
  if (!text.empty() && text.front() == '.') {
    do {
      text.remove_prefix(1);
    } while (!text.empty() && text.front() >= '0' && text.front() <= '9');
  }
  Moment moment;
  moment.seconds = days_before(parts[0], parts[1], parts[2]) * 86400 + parts[3] * 3600 +
                   parts[4] * 60 + parts[5];
  if (text == "Z" || text.substr(0, 1) == "Z") {
    moment.zone = true;
  } else if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
    const int sign = text.front() == '+' ? 1 : -1;
    text.remove_prefix(1);
    const int hours = digits(text, 2);
    skip(text, text.empty() || text.front() != ':' ? '\'' : ':');
    const int minutes = text.empty() ? 0 : digits(text, 2);
    moment.zone = hours >= 0;
    moment.seconds -= sign * (std::max(hours, 0) * 3600 + std::max(minutes, 0) * 60);
  }
  return moment;
}

}  // namespace

std::string Xmp::value(std::string_view uri, std::string_view name) const {
  const auto at = values.find(std::string(uri) + " " + std::string(name));
  return at == values.end() ? std::string() : at->second;
}

Xmp parse_xmp(std::string_view packet) {
  Xmp xmp;
  xmp.there = true;
  Reader reader(xmp);
  // Expat itself bounds what entities may grow to.
  XML_Parser parser = XML_ParserCreateNS(nullptr, ' ');
  if (!parser) {
    throw std::bad_alloc();
  }
  XML_SetUserData(parser, &reader);
  XML_SetElementHandler(
      parser,
      [](void* user, const XML_Char* name, const XML_Char** attributes) {
        static_cast<Reader*>(user)->begin(name, attributes);
      },
      [](void* user, const XML_Char*) { static_cast<Reader*>(user)->end(); });
  XML_SetCharacterDataHandler(parser, [](void* user, const XML_Char* text, int size) {
    static_cast<Reader*>(user)->characters({text, static_cast<std::size_t>(size)});
  });
  // Padding after the packet's end is no fault, nor are zero bytes some programs leave.
  const std::size_t end = packet.find_last_of('>');
  packet = packet.substr(0, end == std::string_view::npos ? 0 : end + 1);
  if (XML_Parse(parser, packet.data(), static_cast<int>(packet.size()), 1) == XML_STATUS_ERROR) {
    xmp.fault = XML_ErrorString(XML_GetErrorCode(parser));
  }
  XML_ParserFree(parser);
  return xmp;
}

std::optional<Moment> pdf_date(std::string_view text) {
  return date(text.substr(0, 2) == "D:" ? text.substr(2) : text);
}

std::optional<Moment> xmp_date(std::string_view text) {
  return date(text);
}

}  // namespace banxin::prepress

// The file as a whole: version, identity, compression, actions, forms, layers.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/preflight/check.h"

namespace banxin::prepress {
namespace {

/// Walks every object once, direct ones inside included.
class ObjectWalk {
 public:
  explicit ObjectWalk(Check& check) : check_(check) {}

  void run() {
    for (Object& object : check_.file.getAllObjects()) {
      number_ = std::to_string(id(object));
      visit(object, 0);
    }
  }

 private:
  void find(const char* rule, std::vector<std::string> args) {
    check_.findings.add(rule, std::move(args));
  }

  void visit(Object object, int depth) {
    constexpr int kDepth = 64;
    if (depth > kDepth) {
      return;
    }
    if (object.isStream()) {
      visit_stream(object);
      visit(object.getDict(), depth + 1);
    } else if (object.isDictionary()) {
      visit_dictionary(object);
      for (const std::string& key : object.getKeys()) {
        visit_direct(object.getKeyIfDict(key), depth);
      }
    } else if (object.isArray()) {
      for (Object item : items(object)) {
        visit_direct(item, depth);
      }
    }
  }

  void visit_direct(Object object, int depth) {
    if (!object.isIndirect() && (object.isDictionary() || object.isArray())) {
      visit(std::move(object), depth + 1);
    }
  }

  void visit_stream(Object stream) {
    static const std::set<std::string> kKnown = {"FlateDecode",
                                                 "Fl",
                                                 "DCTDecode",
                                                 "DCT",
                                                 "ASCII85Decode",
                                                 "A85",
                                                 "ASCIIHexDecode",
                                                 "AHx",
                                                 "RunLengthDecode",
                                                 "RL",
                                                 "CCITTFaxDecode",
                                                 "CCF",
                                                 "LZWDecode",
                                                 "LZW",
                                                 "JPXDecode",
                                                 "JBIG2Decode",
                                                 "Crypt"};
    for (const std::string& filter : filters(stream)) {
      if (filter == "LZWDecode" || filter == "LZW") {
        find("filter.lzw", {number_});
      } else if (filter == "JPXDecode") {
        find("filter.jpx", {number_});
      } else if (filter == "JBIG2Decode") {
        find("filter.jbig2", {number_});
      } else if (kKnown.count(filter) == 0) {
        find("filter.unknown", {filter, number_});
      }
    }
    if (has(stream, "/F")) {
      find("file.external", {number_});
    }
    const std::string subtype = name(get(stream, "/Subtype"));
    if (subtype == "PS" || name(get(stream, "/Subtype2")) == "PS") {
      find("press.postscript", {number_});
    }
    if (subtype == "Form" && has(stream, "/Ref")) {
      find("press.reference", {number_});
    }
    if (subtype == "Image" && has(stream, "/Alternates")) {
      find("press.alternate", {number_});
    }
    if (has(stream, "/OPI")) {
      find("press.opi", {number_});
    }
  }

  void visit_dictionary(Object dictionary) {
    static const std::set<std::string> kForbidden = {"Launch",
                                                     "GoToR",
                                                     "GoToE",
                                                     "ImportData",
                                                     "SubmitForm",
                                                     "ResetForm",
                                                     "Movie",
                                                     "Sound",
                                                     "Hide",
                                                     "SetOCGState",
                                                     "Rendition",
                                                     "Trans",
                                                     "GoTo3DView"};
    const std::string action = name(get(dictionary, "/S"));
    const std::string type = name(get(dictionary, "/Type"));
    if (!action.empty() && (type.empty() || type == "Action")) {
      if (action == "JavaScript") {
        find("action.script", {});
      } else if (kForbidden.count(action) != 0) {
        find("action.forbidden", {action});
      }
    }
    if (get(dictionary, "/AA").isDictionary()) {
      find("action.open", {"AA"});
    }
    if (type == "Filespec" && has(dictionary, "/EF")) {
      find("file.attachment", {});
    }
  }

  Check& check_;
  std::string number_;
};

void check_version(Check& check) {
  const std::string catalog = name(get(check.file.getRoot(), "/Version"));
  const std::string version = std::max(check.file.getPDFVersion(), catalog);
  check.summary.version = version;
  const auto require = [&](std::string_view least, std::string_view most, const char* wanted) {
    if (version < least || version > most) {
      check.findings.add("file.version", {version, wanted});
    }
  };
  switch (check.profile) {
    case PreflightProfile::x1a:
      return require("1.3", "1.4", "1.4");
    case PreflightProfile::x4:
      return require("1.4", "1.6", "1.6");
    default:
      return require("1.3", "1.7", "1.3–1.7");
  }
}

void check_identity(Check& check) {
  std::vector<Object> parts = items(get(check.file.getTrailer(), "/ID"));
  const bool there = parts.size() == 2 && std::all_of(parts.begin(), parts.end(), [](Object part) {
                       return part.isString() && !part.getStringValue().empty();
                     });
  if (!there) {
    check.findings.add("file.no-id");
  }
  const std::map<QPDFObjGen, QPDFXRefEntry> table = check.file.getXRefTable();
  const bool streams = name(get(check.file.getTrailer(), "/Type")) == "XRef" ||
                       std::any_of(table.begin(), table.end(), [](const auto& entry) {
                         return entry.second.getType() == 2;
                       });
  if (streams) {
    check.findings.add("file.object-streams");
  }
}

bool is_break(std::string_view bytes, std::size_t at) {
  return at >= bytes.size() || bytes[at] == '\n' || bytes[at] == '\r';
}

/// PDF/A wants "1 0 obj" and "endobj" to end their lines.
void check_keywords(Check& check) {
  std::vector<std::pair<std::size_t, int>> offsets;
  for (const auto& [number, entry] : check.file.getXRefTable()) {
    if (entry.getType() == 1 && entry.getOffset() >= 0) {
      offsets.emplace_back(static_cast<std::size_t>(entry.getOffset()), number.getObj());
    }
  }
  std::sort(offsets.begin(), offsets.end());
  for (std::size_t i = 0; i < offsets.size(); ++i) {
    const std::size_t begin = offsets[i].first;
    const std::size_t end = i + 1 < offsets.size() ? offsets[i + 1].first : check.bytes.size();
    if (begin >= end || end > check.bytes.size()) {
      continue;
    }
    const std::string_view part = check.bytes.substr(begin, end - begin);
    const std::size_t obj = part.substr(0, 40).find("obj");
    const std::size_t endobj = part.rfind("endobj");
    const bool opened = obj != std::string_view::npos && is_break(part, obj + 3);
    const bool closed = endobj == std::string_view::npos ||
                        (endobj > 0 && is_break(part, endobj - 1) && is_break(part, endobj + 6));
    if (!opened || !closed) {
      check.findings.add("file.keyword-lines", {std::to_string(offsets[i].second)});
    }
  }
}

void check_catalog(Check& check) {
  Object root = check.file.getRoot();
  Object opening = get(root, "/OpenAction");
  if (opening.isDictionary()) {
    const std::string action = name(get(opening, "/S"));
    if (check.press() || (action != "GoTo" && action != "JavaScript")) {
      check.findings.add("action.open", {action});
    }
  }
  if (has(get(root, "/Names"), "/JavaScript")) {
    check.findings.add("action.script");
  }
  if (has(get(root, "/Names"), "/EmbeddedFiles")) {
    check.findings.add("file.attachment");
  }
  Object form = get(root, "/AcroForm");
  if (!items(get(form, "/Fields")).empty()) {
    check.findings.add("form.fields");
  }
  if (has(form, "/XFA")) {
    check.findings.add("form.xfa");
  }
  if (!items(get(root, "/OCProperties", "/OCGs")).empty()) {
    check.findings.add("layer.optional");
  }
}

}  // namespace

void check_file(Check& check) {
  check_version(check);
  check_identity(check);
  check_catalog(check);
  if (check.findings.wants("file.keyword-lines")) {
    check_keywords(check);
  }
  ObjectWalk(check).run();
}

}  // namespace banxin::prepress

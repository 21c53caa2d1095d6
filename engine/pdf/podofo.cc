// The only file that includes PoDoFo (0.9.8). Why each step is as it is: the P- numbers name the
// traps listed in the print reference.
#include "engine/pdf/podofo.h"

#include <array>
#include <cmath>
#include <deque>
#include <map>
#include <ostream>
#include <streambuf>

#include <podofo/podofo.h>

#include "engine/base/number.h"

namespace banxin::pdf {
namespace {

// P-14: debug and log output go to stderr unless switched off, once and for all threads.
void silence_podofo() {
  static const bool done = [] {
    PoDoFo::PdfError::EnableDebug(false);
    PoDoFo::PdfError::EnableLogging(false);
    return true;
  }();
  static_cast<void>(done);
}

std::string reason(const PoDoFo::PdfError& error) {
  const char* name = PoDoFo::PdfError::ErrorName(error.GetError());
  return name ? name : "PoDoFo";
}

// ---- values to PoDoFo ----

PoDoFo::PdfObject podofo_object(const Value& value);

struct ToPodofo {
  using Object = PoDoFo::PdfObject;

  Object operator()(std::monostate) const { return Object(PoDoFo::PdfVariant()); }

  Object operator()(bool v) const { return Object(v); }

  Object operator()(std::int64_t v) const { return Object(static_cast<PoDoFo::pdf_int64>(v)); }

  Object operator()(const Real& v) const {
    // P-3: PoDoFo prints six decimals; ours are as many as the value needs.
    return Object(PoDoFo::PdfVariant(PoDoFo::PdfData(number_text(v.value, v.decimals).c_str())));
  }

  Object operator()(const Name& v) const { return Object(PoDoFo::PdfName(v.text)); }

  Object operator()(const Bytestring& v) const {
    // P-15: always the constructor that takes bytes as they are.
    const auto size = static_cast<PoDoFo::pdf_long>(v.bytes.size());
    return Object(PoDoFo::PdfString(v.bytes.data(), size, false));
  }

  Object operator()(const Ref& v) const { return Object(PoDoFo::PdfReference(v.index + 1, 0)); }

  Object operator()(const Array& v) const {
    Object object{PoDoFo::PdfArray()};
    object.GetArray().reserve(v.size());
    for (const Value& item : v) {
      object.GetArray().push_back(podofo_object(item));
    }
    return object;
  }

  Object operator()(const Dict& v) const {
    Object object{PoDoFo::PdfDictionary()};
    for (const auto& [key, item] : v.entries()) {
      object.GetDictionary().AddKey(PoDoFo::PdfName(key), podofo_object(item));
    }
    return object;
  }
};

/// A finished object as the text it will be in the file. PoDoFo needs to look only into Info and
/// the dictionaries of streams; for the rest its own object tree costs three times the time (P-8).
PoDoFo::PdfVariant as_text(const Value& value) {
  const std::string text = to_text(value);
  return PoDoFo::PdfVariant(PoDoFo::PdfData(text.data(), text.size()));
}

PoDoFo::PdfObject podofo_object(const Value& value) {
  return std::visit(ToPodofo{}, value.state());
}

/// Hands the writer's output to a string.
class StringBuffer final : public std::streambuf {
 public:
  explicit StringBuffer(std::string& out) : out_(out) {}

 protected:
  std::streamsize xsputn(const char* data, std::streamsize size) override {
    out_.append(data, static_cast<std::size_t>(size));
    return size;
  }

  int_type overflow(int_type c) override {
    if (!traits_type::eq_int_type(c, traits_type::eof())) {
      out_ += traits_type::to_char_type(c);
    }
    return traits_type::not_eof(c);
  }

 private:
  std::string& out_;
};

std::size_t fill(PoDoFo::PdfVecObjects& target, Objects& objects, Ref info) {
  std::size_t bytes = 0;
  for (Object& object : objects.all()) {
    const bool looked_into = object.stream || &object == &objects.all()[info.index];
    PoDoFo::PdfObject* made = target.CreateObject(
        looked_into ? PoDoFo::PdfVariant(podofo_object(object.value)) : as_text(object.value));
    object.value = Value();
    bytes += 160;
    if (object.stream) {
      bytes += object.stream->size();
      const auto size = static_cast<PoDoFo::pdf_long>(object.stream->size());
      PoDoFo::PdfMemoryInputStream input(object.stream->data(), size);
      made->GetStream()->SetRawData(&input, size);  // P-16: raw, so PoDoFo compresses nothing
      object.stream.reset();
    }
  }
  return bytes;
}

PoDoFo::EPdfVersion version(int minor) {
  return minor <= 4   ? PoDoFo::ePdfVersion_1_4
         : minor <= 6 ? PoDoFo::ePdfVersion_1_6
                      : PoDoFo::ePdfVersion_1_7;
}

std::string write(File& file) {
  PoDoFo::PdfVecObjects objects;
  objects.SetAutoDelete(true);
  std::string out;
  out.reserve(fill(objects, file.objects, file.info));
  PoDoFo::PdfObject trailer{PoDoFo::PdfDictionary()};
  trailer.GetDictionary().AddKey("Root", PoDoFo::PdfReference(file.catalog.index + 1, 0));
  trailer.GetDictionary().AddKey("Info", PoDoFo::PdfReference(file.info.index + 1, 0));
  PoDoFo::PdfWriter writer(&objects, &trailer);
  writer.SetPdfVersion(version(file.minor_version));  // P-1
  writer.SetWriteMode(PoDoFo::ePdfWriteMode_Clean);   // P-2
  StringBuffer buffer(out);
  std::ostream stream(&buffer);
  PoDoFo::PdfOutputDevice device(&stream);
  writer.Write(&device);
  return out;
}

// ---- PoDoFo to values ----

struct ImportProblem {
  std::string what;
};

/// Collects a stream's bytes and stops at a bound.
class BoundedOutput final : public PoDoFo::PdfOutputStream {
 public:
  BoundedOutput(std::string& out, std::size_t limit) : out_(out), limit_(limit) {}

  PoDoFo::pdf_long Write(const char* data, PoDoFo::pdf_long size) override {
    if (out_.size() + static_cast<std::size_t>(size) > limit_) {
      throw ImportProblem{"too large"};
    }
    out_.append(data, static_cast<std::size_t>(size));
    return size;
  }

  void Close() override {}

 private:
  std::string& out_;
  std::size_t limit_;
};

class PageImporter {
 public:
  PageImporter(std::string_view file, const ImportLimits& limits) : limits_(limits) {
    source_.SetAutoDelete(true);
    parser_.ParseFile(file.data(), static_cast<long>(file.size()), false);
    if (parser_.GetEncrypted()) {
      throw ImportProblem{"encrypted"};
    }
  }

  PageImport run() {
    const PoDoFo::PdfObject* page = find_page();
    out_.form = out_.objects.reserve();
    Dict form = form_dictionary(*page);
    std::string content = page_content(*page, form);
    out_.objects.set(out_.form, std::move(form));
    out_.objects.all()[out_.form.index].stream = Bytes(std::move(content));
    while (!waiting_.empty()) {
      const auto [reference, ref] = waiting_.front();
      waiting_.pop_front();
      copy(reference, ref);
    }
    return std::move(out_);
  }

 private:
  const PoDoFo::PdfObject* resolve(const PoDoFo::PdfObject* object) const {
    for (int i = 0; object && object->IsReference() && i < 8; ++i) {
      object = source_.GetObject(object->GetReference());
    }
    return object && !object->IsReference() ? object : nullptr;
  }

  const PoDoFo::PdfObject* key(const PoDoFo::PdfObject* object, const char* name) const {
    object = resolve(object);
    return object && object->IsDictionary() ? resolve(object->GetDictionary().GetKey(name))
                                            : nullptr;
  }

  /// The first leaf of the page tree, with what it inherits noted on the way down.
  const PoDoFo::PdfObject* find_page() {
    const PoDoFo::PdfObject* node = key(key(parser_.GetTrailer(), "Root"), "Pages");
    for (int level = 0; node && level < limits_.depth; ++level) {
      for (const char* name : {"Resources", "MediaBox", "CropBox", "Rotate"}) {
        if (const PoDoFo::PdfObject* value = key(node, name)) {
          inherited_[name] = value;
        }
      }
      const PoDoFo::PdfObject* kids = key(node, "Kids");
      if (!kids) {
        return node;
      }
      if (!kids->IsArray() || kids->GetArray().empty()) {
        break;
      }
      node = resolve(&kids->GetArray()[0]);
    }
    throw ImportProblem{"no page"};
  }

  std::optional<std::array<double, 4>> box(const char* name) const {
    const auto at = inherited_.find(name);
    if (at == inherited_.end() || !at->second->IsArray() || at->second->GetArray().size() != 4) {
      return std::nullopt;
    }
    std::array<double, 4> v{};
    for (std::size_t i = 0; i < 4; ++i) {
      const PoDoFo::PdfObject* item = resolve(&at->second->GetArray()[i]);
      if (!item || !(item->IsReal() || item->IsNumber())) {
        return std::nullopt;
      }
      v[i] = item->IsReal() ? item->GetReal() : static_cast<double>(item->GetNumber());
    }
    const std::array<double, 4> sorted{
        std::min(v[0], v[2]), std::min(v[1], v[3]), std::max(v[0], v[2]), std::max(v[1], v[3])};
    const bool sound = std::abs(sorted[0]) < 1e6 && std::abs(sorted[1]) < 1e6 &&
                       sorted[2] - sorted[0] > 0.01 && sorted[2] - sorted[0] < 1e6 &&
                       sorted[3] - sorted[1] > 0.01 && sorted[3] - sorted[1] < 1e6;
    return sound ? std::optional(sorted) : std::nullopt;
  }

  Dict form_dictionary(const PoDoFo::PdfObject& page) {
    std::optional<std::array<double, 4>> area = box("CropBox");
    area = area ? area : box("MediaBox");
    if (!area) {
      throw ImportProblem{"no page size"};
    }
    const auto& [left, bottom, right, top] = *area;
    const double w = right - left, h = top - bottom;
    int turns = 0;  // quarter turns clockwise
    if (const auto at = inherited_.find("Rotate"); at != inherited_.end()) {
      turns = at->second->IsNumber()
                  ? static_cast<int>(((at->second->GetNumber() / 90) % 4 + 4) % 4)
                  : 0;
    }
    const double matrices[4][6] = {{1, 0, 0, 1, -left, -bottom},
                                   {0, -1, 1, 0, -bottom, right},
                                   {-1, 0, 0, -1, right, top},
                                   {0, 1, -1, 0, top, -left}};
    Array matrix, bbox;
    for (const double v : matrices[turns]) {
      matrix.emplace_back(Real{v});
    }
    for (const double v : *area) {
      bbox.emplace_back(Real{v});
    }
    out_.width = turns % 2 ? h : w;
    out_.height = turns % 2 ? w : h;
    Dict form{{"Type", Name{"XObject"}}, {"Subtype", Name{"Form"}}, {"FormType", 1}};
    form.set("BBox", std::move(bbox)).set("Matrix", std::move(matrix));
    const auto resources = inherited_.find("Resources");
    form.set("Resources",
             resources == inherited_.end() ? Value(Dict()) : value(*resources->second, 0));
    if (const PoDoFo::PdfObject* group = key(&page, "Group")) {
      form.set("Group", value(*group, 0));
    }
    return form;
  }

  std::string page_content(const PoDoFo::PdfObject& page, Dict& form) {
    const PoDoFo::PdfObject* contents = key(&page, "Contents");
    std::string data;
    if (contents && contents->HasStream()) {  // one stream: taken over as it is coded
      data = raw_stream(*contents);
      for (const char* name : {"Filter", "DecodeParms"}) {
        if (const PoDoFo::PdfObject* coding = contents->GetDictionary().GetKey(name)) {
          form.set(name, value(*coding, 0));
        }
      }
    } else if (contents && contents->IsArray()) {
      BoundedOutput output(data, limits_.bytes / 4);
      for (const PoDoFo::PdfObject& part : contents->GetArray()) {
        const PoDoFo::PdfObject* stream = resolve(&part);
        if (stream && stream->HasStream()) {
          stream->GetStream()->GetFilteredCopy(&output);
          output.Write("\n", 1);
        }
      }
      bytes_ += data.size();
    }
    return data;
  }

  std::string raw_stream(const PoDoFo::PdfObject& object) {
    std::string data;
    BoundedOutput output(data, limits_.bytes - bytes_);
    object.GetStream()->GetCopy(&output);
    bytes_ += data.size();
    return data;
  }

  void copy(const PoDoFo::PdfReference& reference, Ref ref) {
    const PoDoFo::PdfObject* object = source_.GetObject(reference);
    if (!object) {
      return;  // a missing object is null
    }
    out_.objects.set(ref, value(*object, 0));
    if (object->HasStream()) {
      out_.objects.all()[ref.index].stream = Bytes(raw_stream(*object));
    }
  }

  Ref reference(const PoDoFo::PdfReference& source) {
    const auto [at, fresh] = known_.try_emplace(source, Ref{});
    if (fresh) {
      if (known_.size() > limits_.objects) {
        throw ImportProblem{"too many objects"};
      }
      at->second = out_.objects.reserve();
      waiting_.emplace_back(source, at->second);
    }
    return at->second;
  }

  Value value(const PoDoFo::PdfObject& object, int depth) {
    if (depth > limits_.depth) {
      throw ImportProblem{"nested too deeply"};
    }
    switch (object.GetDataType()) {
      case PoDoFo::ePdfDataType_Bool:
        return object.GetBool();
      case PoDoFo::ePdfDataType_Number:
        return static_cast<std::int64_t>(object.GetNumber());
      case PoDoFo::ePdfDataType_Real:
        return real(object.GetReal());
      case PoDoFo::ePdfDataType_Name:
        return Name{object.GetName().GetName()};
      case PoDoFo::ePdfDataType_Reference:
        return reference(object.GetReference());
      case PoDoFo::ePdfDataType_String:
      case PoDoFo::ePdfDataType_HexString: {
        const PoDoFo::PdfString& text = object.GetString();
        return Bytestring{
            std::string(text.GetString(), static_cast<std::size_t>(text.GetLength()))};
      }
      case PoDoFo::ePdfDataType_Array: {
        Array out;
        for (const PoDoFo::PdfObject& item : object.GetArray()) {
          out.push_back(value(item, depth + 1));
        }
        return out;
      }
      case PoDoFo::ePdfDataType_Dictionary:
        return dictionary(object, depth);
      default:
        return {};
    }
  }

  static Value real(double v) {
    return Real{std::isfinite(v) ? std::min(std::max(v, -4e9), 4e9) : 0, 9};
  }

  Value dictionary(const PoDoFo::PdfObject& object, int depth) {
    const PoDoFo::PdfObject* type = object.GetDictionary().GetKey("Type");
    if (type && type->IsName() &&
        (type->GetName() == PoDoFo::PdfName("Page") ||
         type->GetName() == PoDoFo::PdfName("Pages"))) {
      return {};  // nothing a page shows needs another page
    }
    Dict out;
    for (const auto& [name, held] : object.GetDictionary().GetKeys()) {
      const std::string& text = name.GetName();
      const bool dropped = text == "Parent" || text == "StructParent" || text == "StructParents" ||
                           text == "PieceInfo" || text == "Metadata" || text == "OC" ||
                           (text == "Length" && object.HasStream());
      if (!dropped) {
        out.set(text, value(*held, depth + 1));
      }
    }
    return out;
  }

  ImportLimits limits_;
  PoDoFo::PdfVecObjects source_;
  PoDoFo::PdfParser parser_{&source_};
  std::map<std::string, const PoDoFo::PdfObject*> inherited_;
  std::map<PoDoFo::PdfReference, Ref> known_;
  std::deque<std::pair<PoDoFo::PdfReference, Ref>> waiting_;
  std::size_t bytes_ = 0;
  PageImport out_;
};

}  // namespace

Result<std::string> write_file(File file) {
  silence_podofo();
  try {
    return write(file);
  } catch (const PoDoFo::PdfError& error) {
    return fail("E701", {}, {reason(error)});
  }
}

Result<PageImport> import_page(std::string_view file, Span span, const ImportLimits& limits) {
  silence_podofo();
  try {
    return PageImporter(file, limits).run();
  } catch (const PoDoFo::PdfError& error) {
    return fail("E702", span, {reason(error)});
  } catch (const ImportProblem& problem) {
    return fail("E702", span, {problem.what});
  }
}

}  // namespace banxin::pdf

// One-page PDF files written out in tests, and what recolouring makes of them.
#pragma once

#include <string>
#include <vector>

#include "engine/pdf/function.h"
#include "engine/pdf/podofo.h"
#include "engine/pdf/recolor.h"
#include "engine/pdf/stream_data.h"

namespace banxin::pdf {

/// A file of these objects, numbered from 1; offsets of the table are right, as PoDoFo insists.
inline std::string pdf_of(const std::vector<std::string>& objects) {
  std::string out = "%PDF-1.4\n";
  std::vector<std::size_t> offsets;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    offsets.push_back(out.size());
    out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::size_t table = out.size();
  out += "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
  for (const std::size_t offset : offsets) {
    const std::string digits = std::to_string(offset);
    out += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
  }
  return out + "trailer\n<</Root 1 0 R /Size " + std::to_string(objects.size() + 1) +
         ">>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
}

inline std::string pdf_stream(const std::string& data, const std::string& keys = "") {
  return "<</Length " + std::to_string(data.size()) + " " + keys + ">>\nstream\n" + data +
         "\nendstream";
}

/// A page of 100 by 100 pt. `more` are the objects from number 5 on.
struct TestPage {
  std::string content;
  std::string resources;
  std::vector<std::string> more = {};
  std::string keys = {};  // of the page

  std::string file() const {
    std::vector<std::string> objects = {
        "<</Type /Catalog /Pages 2 0 R>>",
        "<</Type /Pages /Kids [3 0 R] /Count 1>>",
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R " + keys +
            " /Resources <<" + resources + ">>>>",
        pdf_stream(content)};
    objects.insert(objects.end(), more.begin(), more.end());
    return pdf_of(objects);
  }
};

/// The recoloured page, read in tests by its texts.
struct Recoloring {
  Recolored made;
  std::string problem;

  const Objects& objects() const { return made.page.objects; }

  /// A stream unpacked.
  std::string stream(Ref ref) const {
    const auto data = stream_data(objects(), objects()[ref], 64u << 20);
    return data ? data->bytes : "?";
  }

  /// The page's content without the state every page begins with.
  std::string content() const {
    const std::string all = problem.empty() ? stream(made.page.form) : problem;
    const std::size_t start = all.find("/Bx0 gs\n");
    return start == std::string::npos ? all : all.substr(start + 8);
  }

  const Dict& dictionary(Ref ref) const { return *objects()[ref].value.as<Dict>(); }

  /// A resource of the page, references followed.
  const Value& resource(const char* category, const char* name) const {
    static const Value kNone;
    const Dict* all = dictionary(made.page.form).find("Resources")->as<Dict>();
    const Value* some = all->find(category);
    const Value* found = some ? some->as<Dict>()->find(name) : nullptr;
    return found ? *found : kNone;
  }

  Ref ref(const char* category, const char* name) const {
    const Ref* found = resource(category, name).as<Ref>();
    return found ? *found : Ref{0};
  }

  std::string text(const char* category, const char* name) const {
    return to_text(resolved(objects(), resource(category, name)));
  }
};

inline Recoloring recolored(const TestPage& page, const RecolorOptions& options = {}) {
  const PressColors colors(nullptr);  // the plain complement
  Recoloring out;
  const Result<PageImport> import = import_page(page.file(), {});
  if (!import) {
    out.problem = import.error()[0].args[0];
    return out;
  }
  Result<Recolored> made = recolor(import.value(), colors, options, {});
  if (made) {
    out.made = std::move(made).value();
  } else {
    out.problem = made.error()[0].args[0];
  }
  return out;
}

}  // namespace banxin::pdf

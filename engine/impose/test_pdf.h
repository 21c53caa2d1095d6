// Small PDFs for tests, written as text.
#pragma once

#include <string>
#include <vector>

namespace banxin::impose {

/// Puts the objects (from number 1) into a file; `trailer` are entries besides Size and Root.
inline std::string pdf_of(const std::vector<std::string>& objects,
                          const std::string& trailer = "/Root 1 0 R") {
  std::string out = "%PDF-1.6\n";
  std::string table = "0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    std::string offset = std::to_string(out.size());
    table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
    out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::string start = std::to_string(out.size());
  const std::string size = std::to_string(objects.size() + 1);
  return out + "xref\n0 " + size + "\n" + table + "trailer\n<</Size " + size + ' ' + trailer +
         ">>\nstartxref\n" + start + "\n%%EOF\n";
}

inline std::string stream_of(const std::string& content, const std::string& entries = "") {
  return "<<" + entries + "/Length " + std::to_string(content.size()) + ">>\nstream\n" + content +
         "\nendstream";
}

/// What a page of a test file has besides its content.
struct TestPage {
  std::string entries =
      "/MediaBox [0 0 200 300] /BleedBox [10 10 190 290] /TrimBox [20 20 180 280]";
  std::string content = "0 0 0 1 k 20 20 10 10 re f";
};

/// A file of pages. Object 3 holds the font F of all pages; `root`: more entries of the catalogue.
inline std::string pages_pdf(const std::vector<TestPage>& pages, const std::string& root = "") {
  std::vector<std::string> objects = {"<</Type /Catalog /Pages 2 0 R" + root + ">>",
                                      "",
                                      "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"};
  std::string kids;
  for (const TestPage& page : pages) {
    kids += std::to_string(objects.size() + 1) + " 0 R ";
    objects.push_back("<</Type /Page /Parent 2 0 R " + page.entries + " /Contents " +
                      std::to_string(objects.size() + 2) + " 0 R>>");
    objects.push_back(stream_of(page.content));
  }
  objects[1] = "<</Type /Pages /Count " + std::to_string(pages.size()) + " /Kids [" + kids +
               "] /Resources <</Font <</F 3 0 R>>>> >>";
  return pdf_of(objects);
}

/// `count` pages that show their number.
inline std::vector<TestPage> numbered(int count) {
  std::vector<TestPage> pages(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    pages[static_cast<std::size_t>(i)].content =
        "BT /F 12 Tf 60 150 Td (page" + std::to_string(i + 1) + ") Tj ET";
  }
  return pages;
}

}  // namespace banxin::impose

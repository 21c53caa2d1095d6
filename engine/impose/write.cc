#include "engine/impose/write.h"

#include <algorithm>

#include <qpdf/Pl_String.hh>
#include <qpdf/QPDFWriter.hh>

#include "engine/base/number.h"
#include "engine/impose/marks.h"
#include "engine/impose/metadata.h"

namespace banxin::impose {
namespace {

using Object = QPDFObjectHandle;

Object box_array(const Box& box) {
  Object array = Object::newArray();
  for (const double side : {box.left, box.bottom, box.right, box.top}) {
    array.appendItem(Object::newReal(number_text(side, 4)));
  }
  return array;
}

Box turned_up(const Rect& rect, Length height) {
  return {rect.x.pt(), (height - rect.bottom()).pt(), rect.right().pt(), (height - rect.y).pt()};
}

/// Separation All over CMYK: ink on every plate (R26).
Object registration_colour(QPDF& pdf) {
  return pdf.makeIndirectObject(
      Object::parse("[/Separation /All /DeviceCMYK <</FunctionType 2 /Domain [0 1] /N 1 "
                    "/C0 [0 0 0 0] /C1 [1 1 1 1]>>]"));
}

/// From the trimmed page to where it stands on the sheet, y up.
Affine placing(const PlacedPage& placed, const SourcePage& page, Length height) {
  const Box trim = turned_up(placed.trim, height);
  // A page a hair smaller or larger than the others stands in the middle.
  const double x = trim.left + (trim.width() - page.width) / 2;
  const double y = trim.bottom + (trim.height() - page.height) / 2;
  return placed.turn == Turn::half ? Affine{-1, 0, 0, -1, x + page.width, y + page.height}
                                   : Affine{1, 0, 0, 1, x, y};
}

class Writer {
 public:
  Writer(Source source, const WriteRules& rules)
      : source_(std::move(source)),
        pdf_(*source_.pdf),
        rules_(rules) {}

  std::string write(const std::vector<SheetToWrite>& sheets) {
    const std::string version = version_of(pdf_);
    const bool classic = claims_x1a(pdf_);
    if (rules_.marks.any()) {
      all_ = registration_colour(pdf_);
    }
    Object kids = Object::newArray();
    Object pages = pdf_.makeIndirectObject(Object::newDictionary());
    for (const SheetToWrite& sheet : sheets) {
      Object page = sheet_page(sheet);
      page.replaceKey("/Parent", pages);
      kids.appendItem(page);
    }
    pages.replaceKey("/Type", Object::newName("/Pages"));
    pages.replaceKey("/Count", Object::newInteger(static_cast<long long>(sheets.size())));
    pages.replaceKey("/Kids", kids);
    clear_root(pages);
    write_metadata(pdf_, rules_.part, rules_.content);
    pdf_.updateAllPagesCache();
    return bytes(version, classic);
  }

 private:
  Object sheet_page(const SheetToWrite& to_write) {
    const Sheet& sheet = to_write.sheet;
    Object page = pdf_.makeIndirectObject(Object::newDictionary());
    page.replaceKey("/Type", Object::newName("/Page"));
    page.replaceKey("/MediaBox",
                    box_array({0, 0, sheet.media.width.pt(), sheet.media.height.pt()}));
    page.replaceKey("/BleedBox", box_array(turned_up(sheet.bleed, sheet.media.height)));
    page.replaceKey("/TrimBox", box_array(turned_up(sheet.trim, sheet.media.height)));
    Object forms = Object::newDictionary();
    std::string content;
    group_ = Object::newNull();
    for (const PlacedPage& placed : sheet.pages) {
      if (placed.page != kBlank) {
        add(placed, sheet.media.height, forms, content);
      }
    }
    if (rules_.marks.any()) {
      content += mark_content(sheet, rules_.marks, rules_.mark_distance, to_write.label);
    }
    Object resources = Object::newDictionary();
    resources.replaceKey("/XObject", forms);
    if (all_.isInitialized()) {
      Object spaces = Object::newDictionary();
      spaces.replaceKey("/All", all_);
      resources.replaceKey("/ColorSpace", spaces);
    }
    page.replaceKey("/Resources", resources);
    page.replaceKey("/Contents", pdf_.newStream(content));
    if (!group_.isNull()) {
      page.replaceKey("/Group", group_);
    }
    return page;
  }

  void add(const PlacedPage& placed, Length height, Object& forms, std::string& content) {
    const SourcePage& page = source_.pages[static_cast<std::size_t>(placed.page)];
    Object form = content_of(pdf_, page.dictionary);
    if (form.isNull()) {
      return;
    }
    const Affine onto = placing(placed, page, height).after(page.upright);
    const Box seen = mapped(onto.inverse(), turned_up(placed.clip, height)).in(page.bleed);
    fill(form, page, seen);
    const std::string name = "/P" + std::to_string(placed.page + 1);
    forms.replaceKey(name, form);
    content += "q\n";
    for (const double number : {onto.a, onto.b, onto.c, onto.d, onto.e, onto.f}) {
      append_number(content, number, 4);
      content += ' ';
    }
    content += "cm\n" + name + " Do\nQ\n";
  }

  void fill(Object& form, const SourcePage& page, const Box& seen) {
    Object dictionary = form.getDict();
    for (const std::string& key : dictionary.getKeys()) {
      if (key != "/Filter" && key != "/DecodeParms" && key != "/Length") {
        dictionary.removeKey(key);
      }
    }
    dictionary.replaceKey("/Type", Object::newName("/XObject"));
    dictionary.replaceKey("/Subtype", Object::newName("/Form"));
    dictionary.replaceKey("/BBox", box_array(seen));
    dictionary.replaceKey(
        "/Resources", page.resources.isInitialized() ? page.resources : Object::newDictionary());
    QPDFObjectHandle of_page = page.dictionary;
    Object group = of_page.getKey("/Group");
    if (group.isDictionary() && group.getKey("/S").isNameAndEquals("/Transparency")) {
      // A page is an isolated group of itself; a form is one only if it says so.
      Object isolated = group.shallowCopy();
      isolated.replaceKey("/I", Object::newBool(true));
      dictionary.replaceKey("/Group", isolated);
      group_ = group;
    }
  }

  /// Leaves what a sheet can keep: output intents and layers (I-4).
  void clear_root(Object pages) {
    Object root = pdf_.getRoot();
    for (const std::string& key : root.getKeys()) {
      if (key != "/Type" && key != "/OutputIntents" && key != "/OCProperties" &&
          key != "/Metadata") {
        root.removeKey(key);
      }
    }
    root.replaceKey("/Pages", pages);
  }

  std::string bytes(const std::string& version, bool classic) {
    std::string out;
    Pl_String pipeline("imposed", nullptr, out);
    QPDFWriter writer(pdf_);
    writer.setOutputPipeline(&pipeline);
    writer.setObjectStreamMode(classic ? qpdf_o_disable : qpdf_o_preserve);
    writer.setCompressStreams(true);
    writer.setDecodeLevel(qpdf_dl_none);
    writer.setDeterministicID(true);
    writer.forcePDFVersion(version);
    writer.write();
    return out;
  }

  Source source_;
  QPDF& pdf_;
  const WriteRules& rules_;
  Object all_;    // of registration
  Object group_;  // of the last page placed that has one
};

}  // namespace

std::string write_sheets(Source source,
                         const std::vector<SheetToWrite>& sheets,
                         const WriteRules& rules) {
  return Writer(std::move(source), rules).write(sheets);
}

}  // namespace banxin::impose

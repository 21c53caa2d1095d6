// The order of work: plan what is used, do the costly parts in parallel, then put the objects
// together on one thread and hand them over.
#include "engine/pdf/pdf.h"

#include <algorithm>
#include <array>
#include <optional>

#include "engine/base/parallel.h"
#include "engine/pdf/content.h"
#include "engine/pdf/deflate.h"
#include "engine/pdf/font_objects.h"
#include "engine/pdf/font_plan.h"
#include "engine/pdf/metadata.h"
#include "engine/pdf/navigation.h"
#include "engine/pdf/page_stream.h"
#include "engine/pdf/pictures.h"
#include "engine/pdf/podofo.h"
#include "engine/pdf/structure.h"

namespace banxin {
namespace {

using namespace pdf;  // NOLINT(google-build-using-namespace): this file is its public side

struct PreparedFont {
  std::optional<FontSubset> subset;
  std::size_t program_size = 0;
  std::string program, to_unicode_map;  // deflated
};

/// What all editions share.
struct Shared {
  const Document& document;
  const FontStore& store;
  FontPlan font_plan;
  PicturePlan picture_plan;
  std::vector<PreparedFont> fonts;  // empty until the first edition is prepared
};

/// What one edition needs and what takes no object numbers: made on as many threads as wanted, each
/// slot by one.
struct Prepared {
  std::vector<std::optional<PreparedPicture>> pictures;
  std::vector<PageStream> pages;
  std::vector<std::string> contents;  // deflated page streams
  std::vector<Diagnostics> problems;  // by job
};

PreparedFont prepare_font(const PlannedFont& font, const FontStore& store, Diagnostics& problems) {
  PreparedFont out;
  std::vector<GlyphId> glyphs;
  glyphs.reserve(font.glyphs.size());
  for (const PlannedFont::Glyph& glyph : font.glyphs) {
    glyphs.push_back(glyph.id);
  }
  Result<FontSubset> subset = store.subset(font.face, glyphs);
  if (!subset) {
    problems = subset.error();
    return out;
  }
  out.subset = std::move(subset).value();
  out.program_size = out.subset->program.size();
  out.program = deflate(out.subset->program);
  out.subset->program.clear();
  out.to_unicode_map = deflate(to_unicode(font));
  return out;
}

Prepared prepare(Shared& shared, const PdfOptions& options, const PressColors& colors) {
  const FontPlan& fonts = shared.font_plan;
  const PicturePlan& pictures = shared.picture_plan;
  const std::size_t pages = shared.document.pages.size();
  Prepared out;
  const std::size_t new_fonts = shared.fonts.empty() ? fonts.fonts.size() : 0;
  shared.fonts.resize(fonts.fonts.size());
  out.pictures.resize(pictures.pictures.size());
  out.pages.resize(pages);
  out.contents.resize(pages);
  const std::size_t heavy = new_fonts + out.pictures.size();
  out.problems.resize(heavy);
  // Fonts and pictures first: the longest jobs must not start last.
  parallel_for(heavy + pages, options.threads, [&](std::size_t job) {
    if (job < new_fonts) {
      shared.fonts[job] = prepare_font(fonts.fonts[job], shared.store, out.problems[job]);
    } else if (job < heavy) {
      const std::size_t i = job - new_fonts;
      Result<PreparedPicture> made = prepare_picture(pictures.pictures[i], options, colors);
      if (made) {
        out.pictures[i] = std::move(made).value();
      } else {
        out.problems[job] = made.error();
      }
    } else {
      const std::size_t page = job - heavy;
      out.pages[page] = write_page({shared.document, fonts, pictures, options, colors}, page);
      out.contents[page] = deflate(out.pages[page].content);
    }
  });
  return out;
}

/// Puts the objects together in a fixed order (D-5).
class Assembler {
 public:
  Assembler(const Shared& shared, const PdfOptions& options, Prepared prepared)
      : document_(shared.document),
        shared_(shared),
        options_(options),
        prepared_(std::move(prepared)) {}

  File assemble() {
    file_.catalog = objects().reserve();
    file_.info = objects().reserve();
    const Ref metadata = objects().reserve();
    for (std::size_t i = 0; i < document_.pages.size(); ++i) {
      pages_.push_back(objects().reserve());
    }
    const Ref tree = add_page_tree(objects(), pages_, parents_);
    add_resources();
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      add_page(i);
    }
    objects().set(file_.catalog, catalog(tree, metadata));
    const Hash128 content = content_hash(objects());
    objects().set(file_.info, info_dictionary(document_, options_, content));
    objects().set(metadata, Dict{{"Type", Name{"Metadata"}}, {"Subtype", Name{"XML"}}});
    const auto claim = accessible(document_) ? Accessibility::pdf_ua_1 : Accessibility::unclaimed;
    objects().all()[metadata.index].stream = Bytes(xmp_packet(document_, options_, content, claim));
    return std::move(file_);
  }

 private:
  Objects& objects() { return file_.objects; }

  void add_resources() {
    for (std::size_t i = 0; i < shared_.fonts.size(); ++i) {
      const PlannedFont& font = shared_.font_plan.fonts[i];
      const PreparedFont& made = shared_.fonts[i];
      fonts_.push_back(add_font(objects(),
                                font,
                                {shared_.store.face(font.face),
                                 shared_.store.metrics(font.face),
                                 made.subset->kind,
                                 made.subset->hash,
                                 made.program_size,
                                 made.program,
                                 made.to_unicode_map}));
    }
    Profiles profiles;
    const std::vector<PlannedPicture>& pictures = shared_.picture_plan.pictures;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
      images_.push_back(
          add_picture(objects(), *pictures[i].image, *std::move(prepared_.pictures[i]), profiles));
    }
  }

  /// Separation over the ink's CMYK alternate, linear in the tint. Each ink once, with the
  /// alternate it is first met with: PDF/X wants one alternate for one name.
  Ref spot_space(const Color& ink) {
    const auto at = std::find_if(
        spots_.begin(), spots_.end(), [&](const auto& known) { return known.first == ink.spot; });
    if (at != spots_.end()) {
      return at->second;
    }
    Array none, full;
    for (const std::uint16_t part : ink.parts) {
      none.emplace_back(0);
      full.emplace_back(Real{std::min<int>(part, 1000) / 1000.0, 3});
    }
    Dict tint{{"FunctionType", 2}, {"Domain", Array{0, 1}}, {"N", 1}};
    tint.set("C0", std::move(none)).set("C1", std::move(full));
    const Ref made = objects().add(
        Array{Name{"Separation"}, Name{ink.spot}, Name{"DeviceCMYK"}, std::move(tint)});
    spots_.emplace_back(ink.spot, made);
    return made;
  }

  /// OPM 1: only inks that a colour holds are laid on (R22). Both states are made when the first
  /// page needs them.
  Ref overprint_state(Overprint overprint) {
    std::optional<Ref>& made = overprints_[static_cast<std::size_t>(overprint)];
    if (!made) {
      const bool on = overprint == Overprint::on;
      Dict state{{"Type", Name{"ExtGState"}}, {"OP", on}, {"op", on}, {"OPM", on ? 1 : 0}};
      made = objects().add(std::move(state));
    }
    return *made;
  }

  Dict resources(const PageStream& page) {
    Dict out, fonts, images, spaces, states;
    for (const std::uint32_t font : page.fonts) {
      fonts.set(shared_.font_plan.fonts[font].resource, fonts_[font]);
    }
    for (const std::uint32_t image : page.pictures) {
      images.set("Im" + std::to_string(image + 1), images_[image]);
    }
    for (std::size_t i = 0; i < page.spots.size(); ++i) {
      spaces.set("CS" + std::to_string(i + 1), spot_space(page.spots[i]));
    }
    if (page.overprints) {
      states.set(std::string(kOverprintOn), overprint_state(Overprint::on));
      states.set(std::string(kOverprintOff), overprint_state(Overprint::off));
    }
    for (auto& [key, part] : {std::pair<const char*, Dict&>{"Font", fonts},
                              {"XObject", images},
                              {"ColorSpace", spaces},
                              {"ExtGState", states}}) {
      if (!part.empty()) {
        out.set(key, std::move(part));
      }
    }
    return out;
  }

  void add_page(std::size_t i) {
    const PageStream& stream = prepared_.pages[i];
    Dict page{{"Type", Name{"Page"}}, {"Parent", parents_[i]}};
    set_boxes(page, document_.pages[i].size, stream.sheet);
    page.set("Resources", resources(stream));
    page.set("Contents",
             objects().add_stream({{"Filter", Name{"FlateDecode"}}},
                                  Bytes(std::move(prepared_.contents[i]))));
    if (options_.edition == Edition::screen) {  // PDF/X takes no annotations on the page
      add_annotations(page, i);
    }
    if (!stream.marks.empty()) {
      page.set("StructParents", integer(i));
    }
    objects().set(pages_[i], std::move(page));
  }

  void add_annotations(Dict& page, std::size_t i) {
    if (Array links = add_links(objects(), places(), i, links_); !links.empty()) {
      page.set("Annots", std::move(links));
      page.set("Tabs", Name{"S"});
    }
  }

  PagePlaces places() const { return {document_, pages_, options_}; }

  Dict catalog(Ref tree, Ref metadata) {
    Dict out{{"Type", Name{"Catalog"}}, {"Pages", tree}, {"Metadata", metadata}};
    if (!document_.language.empty()) {
      out.set("Lang", text_string(document_.language));
    }
    Dict preferences;
    if (!document_.title.empty()) {
      preferences.set("DisplayDocTitle", true);
    }
    if (document_.right_bound) {
      preferences.set("Direction", Name{"R2L"});
    }
    if (!preferences.empty()) {
      out.set("ViewerPreferences", std::move(preferences));
    }
    if (const std::optional<Ref> outline = add_outline(objects(), places())) {
      out.set("Outlines", *outline).set("PageMode", Name{"UseOutlines"});
    }
    if (Array labels = page_labels(document_); !labels.empty()) {
      out.set("PageLabels", Dict{{"Nums", std::move(labels)}});
    }
    if (!document_.tags.empty()) {
      out.set("MarkInfo", Dict{{"Marked", true}});
      out.set("StructTreeRoot",
              add_structure(objects(), document_, pages_, prepared_.pages, links_));
    }
    return out;
  }

  const Document& document_;
  const Shared& shared_;
  const PdfOptions& options_;
  Prepared prepared_;
  File file_;
  std::vector<Ref> pages_, parents_, fonts_, images_;
  std::vector<std::pair<std::string, Ref>> spots_;
  std::array<std::optional<Ref>, 2> overprints_;
  std::vector<TaggedLink> links_;
};

Result<PdfFile> write_edition(Shared& shared,
                              const PdfOptions& options,
                              const PressColors& colors) {
  Prepared prepared = prepare(shared, options, colors);
  Failure failure;
  PdfFile out;
  for (const Diagnostics& problems : prepared.problems) {
    failure.diagnostics.insert(failure.diagnostics.end(), problems.begin(), problems.end());
  }
  if (!failure.diagnostics.empty()) {
    return failure;
  }
  for (std::optional<PreparedPicture>& picture : prepared.pictures) {
    out.warnings.insert(out.warnings.end(), picture->warnings.begin(), picture->warnings.end());
  }
  Result<std::string> bytes =
      write_file(Assembler(shared, options, std::move(prepared)).assemble());
  if (!bytes) {
    return Failure{bytes.error()};
  }
  out.bytes = std::move(bytes).value();
  return out;
}

}  // namespace

Result<std::vector<PdfFile>> write_pdfs(const Document& document,
                                        const FontStore& fonts,
                                        const std::vector<PdfOptions>& editions) {
  Shared shared{document, fonts, plan_fonts(document, fonts), plan_pictures(document), {}};
  std::vector<PdfFile> out;
  std::optional<PressColors> colors;
  for (const PdfOptions& options : editions) {
    if (!colors || colors->profile() != options.profile.get()) {
      colors.emplace(options.profile);
    }
    Result<PdfFile> made = write_edition(shared, options, *colors);
    if (!made) {
      return Failure{made.error()};
    }
    out.push_back(std::move(made).value());
  }
  return out;
}

Result<PdfFile> write_pdf(const Document& document,
                          const FontStore& fonts,
                          const PdfOptions& options) {
  Result<std::vector<PdfFile>> made = write_pdfs(document, fonts, {options});
  if (!made) {
    return Failure{made.error()};
  }
  return std::move(std::move(made).value().front());
}

std::string page_content(const Document& document,
                         std::size_t page,
                         const FontStore& fonts,
                         const PdfOptions& options) {
  const FontPlan font_plan = plan_fonts(document, fonts);
  const PicturePlan picture_plan = plan_pictures(document);
  const PressColors colors(options.profile);
  return write_page({document, font_plan, picture_plan, options, colors}, page).content;
}

}  // namespace banxin

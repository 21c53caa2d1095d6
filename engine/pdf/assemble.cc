#include "engine/pdf/assemble.h"

#include <algorithm>
#include <array>
#include <optional>

#include "engine/pdf/content.h"
#include "engine/pdf/font_objects.h"
#include "engine/pdf/metadata.h"
#include "engine/pdf/navigation.h"
#include "engine/pdf/structure.h"

namespace banxin::pdf {
namespace {

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
    file_.minor_version = minor_version(options_);
    const Hash128 content = content_hash(objects());
    objects().set(file_.info, info_dictionary(document_, options_, content));
    objects().set(metadata, Dict{{"Type", Name{"Metadata"}}, {"Subtype", Name{"XML"}}});
    objects().all()[metadata.index].stream = Bytes(xmp_packet(document_, options_, content));
    return std::move(file_);
  }

 private:
  Objects& objects() { return file_.objects; }

  void add_resources() {
    fonts_ = add_fonts(shared_.font_plan, shared_.fonts);
    job_fonts_ = add_fonts(prepared_.job.fonts, prepared_.job_fonts);
    Profiles profiles;
    if (options_.profile) {
      add_condition(profiles);
    }
    const std::vector<PlannedPicture>& pictures = shared_.picture_plan.pictures;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
      transparent_.push_back(transparent(*prepared_.pictures[i]));
      images_.push_back(add_picture(objects(), *std::move(prepared_.pictures[i]), profiles));
    }
  }

  std::vector<Ref> add_fonts(const FontPlan& plan, const std::vector<PreparedFont>& prepared) {
    std::vector<Ref> out;
    for (std::size_t i = 0; i < prepared.size(); ++i) {
      const PlannedFont& font = plan.fonts[i];
      const PreparedFont& made = prepared[i];
      out.push_back(add_font(objects(),
                             font,
                             {shared_.store.face(font.face),
                              shared_.store.metrics(font.face),
                              made.subset->kind,
                              made.subset->hash,
                              made.program_size,
                              made.program,
                              made.to_unicode_map}));
    }
    return out;
  }

  /// The press's profile. Pictures that have the same share the object.
  void add_condition(Profiles& profiles) {
    condition_ = objects().add_stream({{"N", 4}, {"Filter", Name{"FlateDecode"}}},
                                      Bytes(shared_.condition.deflated));
    profiles.known.emplace_back(options_.profile->hash, *condition_);
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
    for (const std::uint32_t font : page.job_fonts) {
      fonts.set(prepared_.job.fonts.fonts[font].resource, job_fonts_[font]);
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
    if (std::any_of(stream.pictures.begin(), stream.pictures.end(), [&](std::uint32_t picture) {
          return transparent_[picture];
        })) {  // R30: what is see-through is mixed as inks
      page.set(
          "Group",
          Dict{{"Type", Name{"Group"}}, {"S", Name{"Transparency"}}, {"CS", Name{"DeviceCMYK"}}});
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
    if (condition_) {
      out.set(
          "OutputIntents",
          Array{objects().add(output_intent(*options_.profile, options_.edition, *condition_))});
    }
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
  std::vector<Ref> pages_, parents_, fonts_, job_fonts_, images_;
  std::vector<std::pair<std::string, Ref>> spots_;
  std::array<std::optional<Ref>, 2> overprints_;
  std::optional<Ref> condition_;
  std::vector<bool> transparent_;  // by picture
  std::vector<TaggedLink> links_;
};

}  // namespace

File assemble(const Shared& shared, const PdfOptions& options, Prepared prepared) {
  return Assembler(shared, options, std::move(prepared)).assemble();
}

}  // namespace banxin::pdf

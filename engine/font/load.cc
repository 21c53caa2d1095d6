// Loading: files through World, faces by PostScript name, each file and face once.
#include <algorithm>
#include <array>
#include <cstdlib>

#include "engine/font/loaded_face.h"

namespace banxin {
namespace {

constexpr std::size_t kHashedEdge = 4096;  // bytes at both ends of a file that the hash looks at

std::string postscript_name(hb_face_t* face) {
  std::array<char, 128> name{};
  unsigned length = static_cast<unsigned>(name.size());
  hb_ot_name_get_utf8(
      face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &length, name.data());
  return std::string(name.data(), std::min<std::size_t>(length, name.size() - 1));
}

HbBlob blob_of(const Bytes& bytes) {
  auto* owner = new Bytes(bytes);  // keeps the mapping alive; freed by the blob
  return HbBlob(hb_blob_create(bytes.data(),
                               static_cast<unsigned>(bytes.size()),
                               HB_MEMORY_MODE_READONLY,
                               owner,
                               [](void* data) { delete static_cast<Bytes*>(data); }));
}

/// Enough to tell two versions of a file apart without touching 26 MB: its size, both ends, and
/// the tables every build of a font changes.
void hash_face(Hasher& hasher, std::string_view file, hb_face_t* face) {
  hasher.number(file.size());
  hasher.bytes(file.substr(0, kHashedEdge));
  hasher.bytes(file.substr(file.size() - std::min(file.size(), kHashedEdge)));
  for (const hb_tag_t tag : {HB_TAG('h', 'e', 'a', 'd'), HB_TAG('n', 'a', 'm', 'e')}) {
    const HbBlob table(hb_face_reference_table(face, tag));
    unsigned length = 0;
    const char* data = hb_blob_get_data(table.get(), &length);
    hasher.text(std::string_view(data, length));
  }
}

}  // namespace

struct FontLoader {
  struct File {
    std::string name;
    Bytes bytes;
    HbBlob blob;
    bool found = false;
  };

  const FontList& list;
  const World& world;
  FontStore store;
  Diagnostics diagnostics;
  std::vector<File> files;
  std::vector<std::pair<const FontFace*, FontId>> tried;  // entries of the list already looked at
  std::vector<std::pair<const void*, std::uint32_t>> programs;  // CFF table, program group
  Hasher hasher;

  FontLoader(const FontList& font_list, const World& from) : list(font_list), world(from) {}

  void report(std::string_view code, std::vector<std::string> args) {
    Diagnostic diagnostic{code, {}, std::move(args)};
    if (std::find(diagnostics.begin(), diagnostics.end(), diagnostic) == diagnostics.end()) {
      diagnostics.push_back(std::move(diagnostic));
    }
  }

  void report_missing_file(const FontFace& entry) {
    if (entry.package.empty()) {
      report("E307", {entry.family, entry.file});
    } else {
      report(entry.optional ? "N302" : "E302",
             {entry.family, entry.file, entry.package, "apt-get install " + entry.package});
    }
  }

  File& file(const std::string& name) {
    for (File& known : files) {
      if (known.name == name) {
        return known;
      }
    }
    ReadResult read = world.read_font(name);
    files.push_back({name, std::move(read.bytes), nullptr, read.problem == ReadProblem::none});
    if (files.back().found) {
      files.back().blob = blob_of(files.back().bytes);
    }
    return files.back();
  }

  /// The face with the entry's PostScript name (F9, F-1), or null.
  static HbFace face_named(hb_blob_t* blob, const std::string& name) {
    for (unsigned i = 0, count = hb_face_count(blob); i < count; ++i) {
      HbFace face(hb_face_create(blob, i));
      if (postscript_name(face.get()) == name) {
        return face;
      }
    }
    return nullptr;
  }

  std::uint32_t program_group(hb_face_t* face) {
    const HbBlob cff(hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' ')));
    const auto next = static_cast<std::uint32_t>(programs.size());
    if (hb_blob_get_length(cff.get()) == 0) {
      programs.emplace_back(nullptr, next);  // a TrueType face is a program of its own
      return next;
    }
    const void* data = hb_blob_get_data(cff.get(), nullptr);
    for (const auto& [known, group] : programs) {
      if (known == data) {
        return group;
      }
    }
    programs.emplace_back(data, next);
    return next;
  }

  FontId load(const FontFace& entry) {
    for (const auto& [known, id] : tried) {
      if (known == &entry) {
        return id;
      }
    }
    const FontId id = load_new(entry);
    tried.emplace_back(&entry, id);
    return id;
  }

  FontId load_new(const FontFace& entry) {
    File& source = file(entry.file);
    if (!source.found) {
      report_missing_file(entry);
      return FontId::none;
    }
    if (hb_face_count(source.blob.get()) == 0) {
      report("E304", {entry.family, entry.file});
      return FontId::none;
    }
    auto loaded = std::make_unique<LoadedFace>();
    loaded->face = face_named(source.blob.get(), entry.postscript_name);
    if (!loaded->face) {
      report("E305", {entry.family, entry.file, entry.postscript_name});
      return FontId::none;
    }
    hash_face(hasher, source.bytes.view(), loaded->face.get());
    hb_face_make_immutable(loaded->face.get());
    loaded->font.reset(hb_font_create(loaded->face.get()));  // hb-ot functions, scale = upem
    hb_font_make_immutable(loaded->font.get());
    loaded->description = entry;
    measure_face(*loaded);
    if (loaded->outlines == Outlines::none) {
      report("E304", {entry.family, entry.file});
      return FontId::none;
    }
    loaded->program_group = program_group(loaded->face.get());
    store.state_->faces.push_back(std::move(loaded));
    return static_cast<FontId>(store.state_->faces.size() - 1);
  }

  void load_wish(const FontWish& wish) {
    std::vector<const FontFace*> candidates;
    for (const FontFace& face : list.faces) {
      if (named(face, wish.family)) {
        candidates.push_back(&face);
      }
    }
    if (candidates.empty()) {
      report("E301", {wish.family, nearest_family(wish.family)});
      store.state_->wishes.emplace_back(wish, FontId::none);
      return;
    }
    const auto distance = [&wish](const FontFace* face) {
      return std::abs(face->weight - wish.weight);
    };
    std::stable_sort(candidates.begin(), candidates.end(), [&](const auto* a, const auto* b) {
      return distance(a) < distance(b);
    });
    for (const FontFace* face : candidates) {
      const FontId id = load(*face);
      if (id != FontId::none) {
        check_marks(id, wish);
        store.state_->wishes.emplace_back(wish, id);
        return;
      }
    }
    store.state_->wishes.emplace_back(wish, FontId::none);
  }

  /// A listed family that shares the longest beginning with an unknown name, for the hint.
  std::string nearest_family(std::string_view name) const {
    std::size_t best = 3;
    std::string nearest = "—";
    for (const FontFace& face : list.faces) {
      std::size_t same = 0;
      while (same < name.size() && same < face.family.size() && name[same] == face.family[same]) {
        ++same;
      }
      if (same > best) {
        best = same;
        nearest = face.family;
      }
    }
    return nearest;
  }

  /// CH3: a face listed for mainland Chinese must carry its stops in the left half.
  void check_marks(FontId id, const FontWish& wish) {
    const FontFace& face = store.face(id);
    if (!store.is_cjk(id) || face.locales.size() != 1) {
      return;
    }
    const bool hans = face.locales[0] == Locale::zh_hans;
    const bool hant =
        face.locales[0] == Locale::zh_hant_tw || face.locales[0] == Locale::zh_hant_hk;
    for (const char32_t stop : {U'。', U'，'}) {
      if (!wish.serves(stop) || !store.has(id, stop)) {
        continue;  // a font for rare characters: its stops are never set
      }
      const InkHalf half = store.ink_half(id, stop);
      if (((hans && half != InkHalf::left) || (hant && half != InkHalf::middle))) {
        report("W303", {face.family, stop == U'。' ? "。" : "，"});
      }
    }
  }

  void finish() {
    hasher.number(store.size());
    for (const auto& face : store.state_->faces) {
      hasher.text(face->description.postscript_name);
    }
    store.state_->fingerprint = hasher.finish();
  }
};

Parsed<FontStore> load_fonts(const FontList& list,
                             std::span<const FontWish> wishes,
                             const World& world) {
  FontLoader loader(list, world);
  for (const FontWish& wish : wishes) {
    loader.load_wish(wish);
  }
  loader.finish();
  return {std::move(loader.store), std::move(loader.diagnostics)};
}

}  // namespace banxin

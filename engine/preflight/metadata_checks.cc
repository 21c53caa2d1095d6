// Info, XMP, what the file claims to be, output intents.
#include <algorithm>
#include <utility>

#include "engine/preflight/check.h"
#include "engine/preflight/color_space.h"

namespace banxin::prepress {
namespace {

Object info_of(Check& check) {
  return get(check.file.getTrailer(), "/Info");
}

std::string info_text(Check& check, const char* key) {
  Object value = get(info_of(check), key);
  return value.isName() ? name(value) : text(value);
}

std::string pdfx_version(Check& check) {
  const std::string in_xmp = check.xmp.value(kPdfxId, "GTS_PDFXVersion");
  return in_xmp.empty() ? info_text(check, "/GTS_PDFXVersion") : in_xmp;
}

/// Info and XMP say the same in other ways: lists may be joined by other marks.
bool same_text(std::string a, std::string b) {
  for (std::string* text : {&a, &b}) {
    std::string bare;
    for (std::size_t i = 0; i < text->size(); ++i) {
      if (text->compare(i, 3, "；") == 0 || text->compare(i, 3, "，") == 0 ||
          text->compare(i, 3, "、") == 0) {
        i += 2;
      } else if ((*text)[i] != ',' && (*text)[i] != ';' && (*text)[i] != ' ') {
        bare += (*text)[i];
      }
    }
    *text = bare;
  }
  return a == b;
}

void check_agreement(Check& check) {
  struct Pair {
    const char* key;
    std::string_view uri, name;
  };

  constexpr Pair kTexts[] = {{"/Title", kDc, "title"},
                             {"/Author", kDc, "creator"},
                             {"/Subject", kDc, "description"},
                             {"/Keywords", kPdf, "Keywords"},
                             {"/Creator", kXmp, "CreatorTool"},
                             {"/Producer", kPdf, "Producer"},
                             {"/Trapped", kPdf, "Trapped"}};
  for (const Pair& pair : kTexts) {
    const std::string info = info_text(check, pair.key);
    const std::string xmp = check.xmp.value(pair.uri, pair.name);
    // PDF/A knows no pdf:Trapped, so the screen edition leaves it out.
    const bool excused = !check.press() && std::string_view(pair.key) == "/Trapped";
    if (!info.empty() && !excused && !same_text(info, xmp)) {
      check.findings.add("meta.disagree", {pair.key + 1, info, xmp.empty() ? "@empty" : xmp});
    }
  }
  constexpr Pair kDates[] = {{"/CreationDate", kXmp, "CreateDate"},
                             {"/ModDate", kXmp, "ModifyDate"}};
  for (const Pair& pair : kDates) {
    const std::string info = info_text(check, pair.key);
    const std::string xmp = check.xmp.value(pair.uri, pair.name);
    const std::optional<Moment> a = pdf_date(info), b = xmp_date(xmp);
    if (!a || !b) {
      if (!info.empty() || !xmp.empty()) {
        check.findings.add(
            "meta.disagree",
            {pair.key + 1, info.empty() ? "@empty" : info, xmp.empty() ? "@empty" : xmp});
      }
    } else if (a->seconds != b->seconds || a->zone != b->zone) {
      check.findings.add("meta.disagree", {pair.key + 1, info, xmp});
    }
  }
}

void check_pdfx(Check& check) {
  const bool x4 = check.profile == PreflightProfile::x4;
  const bool x1a = check.profile == PreflightProfile::x1a;
  const std::string claim =
      x1a ? info_text(check, "/GTS_PDFXVersion") : check.xmp.value(kPdfxId, "GTS_PDFXVersion");
  if ((x4 && claim != "PDF/X-4") || (x1a && claim != "PDF/X-1a:2003")) {
    const std::string any = pdfx_version(check);
    check.findings.add("pdfx.claim", {any.empty() ? "@none" : any});
  }
  if (x1a && has(info_of(check), "/GTS_PDFXConformance")) {
    check.findings.add("pdfx.conformance");
  }
  const std::string trapped = name(get(info_of(check), "/Trapped"));
  const std::string in_xmp = x4 ? check.xmp.value(kPdf, "Trapped") : std::string();
  const std::string stated = trapped.empty() ? in_xmp : trapped;
  if (stated != "True" && stated != "False") {
    check.findings.add("meta.trapped");
  }
  constexpr std::pair<std::string_view, const char*> kIds[] = {{kXmpMm, "DocumentID"},
                                                               {kXmpMm, "VersionID"},
                                                               {kXmpMm, "RenditionClass"},
                                                               {kXmp, "MetadataDate"}};
  for (const auto& [uri, key] : kIds) {
    if (check.xmp.there && check.xmp.value(uri, key).empty()) {
      check.findings.add("meta.ids", {key});
    }
  }
}

void check_screen(Check& check) {
  if (check.xmp.value(kPdfaId, "part").empty() || check.xmp.value(kPdfaId, "conformance").empty()) {
    check.findings.add("pdfa.claim", {});
  }
  if (check.xmp.value(kPdfuaId, "part").empty()) {
    check.findings.add("ua.claim");
  }
  constexpr std::string_view kPredefined[] = {kDc,
                                              kXmp,
                                              kXmpMm,
                                              kPdf,
                                              kPdfaId,
                                              "http://ns.adobe.com/xap/1.0/rights/",
                                              "http://ns.adobe.com/xap/1.0/bj/",
                                              "http://ns.adobe.com/xap/1.0/t/pg/",
                                              "http://ns.adobe.com/xmp/1.0/DynamicMedia/",
                                              "http://ns.adobe.com/photoshop/1.0/",
                                              "http://ns.adobe.com/camera-raw-settings/1.0/",
                                              "http://ns.adobe.com/tiff/1.0/",
                                              "http://ns.adobe.com/exif/1.0/",
                                              "http://ns.adobe.com/exif/1.0/aux/",
                                              "http://www.aiim.org/pdfa/ns/extension/"};
  for (const std::string& used : check.xmp.namespaces) {
    const bool known =
        std::find(std::begin(kPredefined), std::end(kPredefined), used) != std::end(kPredefined);
    if (!known && check.xmp.schemas.count(used) == 0) {
      check.findings.add("pdfa.schema", {used});
    }
  }
  Object root = check.file.getRoot();
  if (text(get(root, "/Lang")).empty()) {
    check.findings.add("doc.language");
  }
  if (!truth(get(root, "/ViewerPreferences", "/DisplayDocTitle"))) {
    check.findings.add("doc.title-bar");
  }
}

struct Intent {
  std::string kind;
  Object dictionary, profile;
  std::string space;  // of the profile, "CMYK"; empty: none
};

Intent read_intent(Check& check, Object dictionary) {
  Intent intent{name(get(dictionary, "/S")), dictionary, get(dictionary, "/DestOutputProfile"), {}};
  const std::string data = stream_data(intent.profile, 64u << 20).value_or("");
  const int n = integer(get(intent.profile, "/N"), 0);
  const bool x = intent.kind == "GTS_PDFX";
  std::string fault;
  if (!intent.profile.isStream()) {
    fault = "@none";
  } else if (!(fault = icc_fault(data, n)).empty()) {
  } else {
    intent.space = data.substr(16, 4);
    const std::string kind = data.substr(12, 4);
    const int major = static_cast<unsigned char>(data[8]);
    const int most = check.profile == PreflightProfile::x1a ? 2 : 4;
    if (kind != "prtr" && (x || kind != "mntr")) {
      fault = kind;
    } else if (x && intent.space != "CMYK") {
      fault = intent.space;
    } else if (major > most) {
      fault = "ICC v" + std::to_string(major);
    }
  }
  if (!fault.empty()) {
    check.findings.add("intent.profile", {fault});
  }
  return intent;
}

void check_intent_keys(Check& check, const Intent& intent) {
  std::string lacking;
  for (const char* key : {"/OutputConditionIdentifier", "/RegistryName", "/Info"}) {
    // The names of the condition are PDF/X's concern; PDF/A needs the identifier alone.
    const bool needed = intent.kind == "GTS_PDFX" || key[1] == 'O';
    if (needed && text(get(intent.dictionary, key)).empty()) {
      lacking += (lacking.empty() ? "" : ", ") + std::string(key + 1);
    }
  }
  if (!lacking.empty()) {
    check.findings.add("intent.keys", {lacking});
  }
}

}  // namespace

void read_claims(Check& check) {
  Object metadata = get(check.file.getRoot(), "/Metadata");
  if (metadata.isStream()) {
    check.xmp = parse_xmp(stream_data(metadata, 16u << 20).value_or(""));
  }
  PreflightSummary& summary = check.summary;
  if (const std::string x = pdfx_version(check); !x.empty()) {
    summary.claims.push_back(x);
  }
  if (const std::string ua = check.xmp.value(kPdfuaId, "part"); !ua.empty()) {
    summary.claims.push_back("PDF/UA-" + ua);
  }
  if (const std::string a = check.xmp.value(kPdfaId, "part"); !a.empty()) {
    std::string level = check.xmp.value(kPdfaId, "conformance");
    for (char& c : level) {
      c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    summary.claims.push_back("PDF/A-" + a + level);
  }
  const std::string title = check.xmp.value(kDc, "title");
  summary.title = title.empty() ? info_text(check, "/Title") : title;
  summary.producer = info_text(check, "/Producer");
  const std::optional<Moment> modified = pdf_date(info_text(check, "/ModDate"));
  summary.modified = modified ? modified->seconds : -1;
}

PreflightProfile profile_claimed(const Check& check) {
  for (const std::string& claim : check.summary.claims) {
    if (claim == "PDF/X-4" || claim == "PDF/X-4p") {
      return PreflightProfile::x4;
    }
    if (claim.substr(0, 8) == "PDF/X-1a" || claim.substr(0, 8) == "PDF/X-1:") {
      return PreflightProfile::x1a;
    }
  }
  for (const std::string& claim : check.summary.claims) {
    if (claim.substr(0, 6) == "PDF/UA" || claim.substr(0, 6) == "PDF/A-") {
      return PreflightProfile::screen;
    }
  }
  return PreflightProfile::print;
}

void check_metadata(Check& check) {
  Object metadata = get(check.file.getRoot(), "/Metadata");
  if (!check.xmp.there) {
    check.findings.add("meta.no-xmp");
  } else if (!check.xmp.fault.empty()) {
    check.findings.add("meta.xmp-broken", {check.xmp.fault});
  } else {
    check_agreement(check);
    const std::string packet = stream_data(metadata, 16u << 20).value_or("");
    if (!filters(metadata).empty() || packet.find("<?xpacket begin=") == std::string::npos ||
        packet.find("<?xpacket end=") == std::string::npos) {
      check.findings.add("meta.packet");
    }
  }
  const bool title =
      check.press() ? !check.summary.title.empty() : !check.xmp.value(kDc, "title").empty();
  if (!title) {
    check.findings.add("meta.title");
  }
  for (const char* key : {"/CreationDate", "/ModDate"}) {
    if (!pdf_date(info_text(check, key))) {
      check.findings.add("meta.dates", {key + 1});
    }
  }
  if (check.press()) {
    check_pdfx(check);
  } else {
    check_screen(check);
  }
}

void check_intents(Check& check) {
  std::vector<Intent> intents;
  for (Object dictionary : items(get(check.file.getRoot(), "/OutputIntents"))) {
    if (intents.size() < 100) {
      intents.push_back(read_intent(check, dictionary));
    }
  }
  const auto count = [&](std::string_view kind) {
    return std::count_if(
        intents.begin(), intents.end(), [&](const Intent& i) { return i.kind == kind; });
  };
  const char* wanted = check.press() ? "GTS_PDFX" : "GTS_PDFA1";
  if (count(wanted) == 0) {
    check.findings.add("intent.missing");
  }
  for (const char* kind : {"GTS_PDFX", "GTS_PDFA1"}) {
    if (count(kind) > 1) {
      check.findings.add("intent.several", {kind});
    }
  }
  for (const Intent& intent : intents) {
    check_intent_keys(check, intent);
    IntentFacts& facts = check.intents;
    facts.any = true;
    facts.cmyk = facts.cmyk || intent.space == "CMYK";
    facts.rgb = facts.rgb || intent.space == "RGB ";
    facts.gray = facts.gray || intent.space == "GRAY";
    if (check.summary.condition.empty()) {
      check.summary.condition = text(get(intent.dictionary, "/OutputConditionIdentifier"));
    }
    if (intent.kind != intents.front().kind && id(intent.profile) != id(intents.front().profile)) {
      check.findings.add("intent.differ");
    }
  }
}

}  // namespace banxin::prepress

#include "engine/impose/source.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>

#include <qpdf/Pipeline.hh>
#include <qpdf/QPDFExc.hh>

#include "engine/image/pdf_bombs.h"

namespace banxin::impose {
namespace {

// Object streams are unpacked whole, and what they hold takes many times its length in memory.
constexpr std::size_t kObjectStreamBytes = 48u << 20;
// A page whose content is in pieces is unpacked to join them.
constexpr std::size_t kContentBytes = 64u << 20;
constexpr std::size_t kMostPages = 20'000;
constexpr int kMostNodes = 100'000;
constexpr int kDeepest = 100;
constexpr int kMostContentStreams = 10'000;
constexpr double kLargestSide = 14'400;  // points: what PDF 1.6 allows without user units
constexpr double kSmallestSide = 3;

std::optional<Box> box_of(QPDFObjectHandle array) {
  if (!array.isArray() || array.getArrayNItems() != 4) {
    return std::nullopt;
  }
  std::array<double, 4> side{};
  for (int i = 0; i < 4; ++i) {
    QPDFObjectHandle item = array.getArrayItem(i);
    const double value = item.isNumber() ? item.getNumericValue() : NAN;
    if (!(std::fabs(value) < 1e6)) {
      return std::nullopt;
    }
    side[static_cast<std::size_t>(i)] = value;
  }
  return Box{std::min(side[0], side[2]),
             std::min(side[1], side[3]),
             std::max(side[0], side[2]),
             std::max(side[1], side[3])};
}

/// What pages take from the nodes above them.
struct Inherited {
  QPDFObjectHandle resources, media, crop, rotate;
};

Affine turned(const Box& trim, int quarter, double unit) {
  switch (quarter) {
    case 1:
      return {0, -unit, unit, 0, -trim.bottom * unit, trim.right * unit};
    case 2:
      return {-unit, 0, 0, -unit, trim.right * unit, trim.top * unit};
    case 3:
      return {0, unit, -unit, 0, trim.top * unit, -trim.left * unit};
    default:
      return {unit, 0, 0, unit, -trim.left * unit, -trim.bottom * unit};
  }
}

/// The trimmed page: what the file says it is, kept inside what there is of paper.
Box trim_of(QPDFObjectHandle page, const Box& media, const Inherited& inherited) {
  for (const auto& said :
       {box_of(page.getKey("/TrimBox")), box_of(page.getKey("/ArtBox")), box_of(inherited.crop)}) {
    if (said && said->in(media).width() > 0 && said->in(media).height() > 0) {
      return said->in(media);
    }
  }
  return media;
}

SourcePage read_page(QPDFObjectHandle page, const Inherited& inherited) {
  SourcePage read;
  read.dictionary = page;
  read.resources = inherited.resources;
  const std::optional<Box> media = box_of(inherited.media);
  if (!media) {
    throw std::runtime_error("MediaBox");
  }
  const Box trim = trim_of(page, *media, inherited);
  read.bleed = box_of(page.getKey("/BleedBox")).value_or(trim).in(*media);
  read.bleed = {std::min(read.bleed.left, trim.left),
                std::min(read.bleed.bottom, trim.bottom),
                std::max(read.bleed.right, trim.right),
                std::max(read.bleed.top, trim.top)};
  QPDFObjectHandle user_unit = page.getKey("/UserUnit");
  double unit = user_unit.isNumber() ? user_unit.getNumericValue() : 1;
  unit = unit > 0 && unit < 1e4 ? unit : 1;
  QPDFObjectHandle rotate = inherited.rotate;
  const long long degrees = rotate.isInteger() ? rotate.getIntValue() % 360 : 0;
  const int quarter = static_cast<int>((degrees / 90 + 4) % 4);
  read.upright = turned(trim, quarter, unit);
  read.width = (quarter % 2 == 0 ? trim.width() : trim.height()) * unit;
  read.height = (quarter % 2 == 0 ? trim.height() : trim.width()) * unit;
  if (!(std::max(read.width, read.height) <= kLargestSide) ||
      !(std::min(read.width, read.height) >= kSmallestSide)) {
    throw TooMuch("MediaBox");
  }
  read.bleeds = unit * std::max({trim.left - read.bleed.left,
                                 trim.bottom - read.bleed.bottom,
                                 read.bleed.right - trim.right,
                                 read.bleed.top - trim.top});
  return read;
}

/// Walks the page tree without recursion, so that no tree is too deep or too wide for the stack.
class PageTree {
 public:
  explicit PageTree(Source& source) : source_(source) {}

  void read() {
    std::vector<Waiting> waiting;
    waiting.push_back({source_.pdf->getRoot().getKey("/Pages"), {}, 0});
    while (!waiting.empty()) {
      Waiting next = waiting.back();
      waiting.pop_back();
      if (++nodes_ > kMostNodes || next.depth > kDeepest) {
        throw TooMuch("Pages");
      }
      if (!next.node.isDictionary()) {
        continue;
      }
      take_over(next.node, next.inherited);
      QPDFObjectHandle kids = next.node.getKey("/Kids");
      if (kids.isArray()) {
        if (next.node.isIndirect() && !seen_.insert(next.node.getObjGen()).second) {
          throw std::runtime_error("Pages");
        }
        for (int i = kids.getArrayNItems() - 1; i >= 0; --i) {
          waiting.push_back({kids.getArrayItem(i), next.inherited, next.depth + 1});
        }
        if (waiting.size() > static_cast<std::size_t>(kMostNodes)) {
          throw TooMuch("Pages");
        }
      } else {
        add(next.node, next.inherited);
      }
    }
  }

 private:
  struct Waiting {
    QPDFObjectHandle node;
    Inherited inherited;
    int depth;
  };

  void take_over(QPDFObjectHandle node, Inherited& into) const {
    const auto take = [&](const char* key, QPDFObjectHandle& to) {
      QPDFObjectHandle value = node.getKey(key);
      if (!value.isNull()) {
        to = value;
      }
    };
    take("/MediaBox", into.media);
    take("/CropBox", into.crop);
    take("/Rotate", into.rotate);
    QPDFObjectHandle resources = node.getKey("/Resources");
    if (resources.isDictionary()) {
      // Shared by the forms of several pages, so it has to be an object of its own.
      into.resources =
          resources.isIndirect() ? resources : source_.pdf->makeIndirectObject(resources);
    }
  }

  void add(QPDFObjectHandle page, const Inherited& inherited) {
    if (source_.pages.size() == kMostPages) {
      throw TooMuch("Pages");
    }
    source_.without_trim += page.getKey("/TrimBox").isArray() ? 0 : 1;
    source_.pages.push_back(read_page(page, inherited));
  }

  Source& source_;
  std::set<QPDFObjGen> seen_;
  int nodes_ = 0;
};

/// Takes what a stream unpacks to, up to a limit.
class Bounded : public Pipeline {
 public:
  Bounded(std::string& into, std::size_t most)
      : Pipeline("content", nullptr),
        into_(into),
        most_(most) {}

  void write(const unsigned char* data, std::size_t size) override {
    if (size > most_ - into_.size()) {
      overflowed_ = true;
      throw TooMuch("Contents");
    }
    into_.append(reinterpret_cast<const char*>(data), size);
  }

  void finish() override {}

  bool overflowed() const { return overflowed_; }

 private:
  std::string& into_;
  std::size_t most_;
  bool overflowed_ = false;
};

void append_stream(QPDFObjectHandle stream, std::string& content) {
  Bounded bounded(content, kContentBytes);
  const bool read = stream.pipeStreamData(&bounded, 0, qpdf_dl_generalized, true, false);
  if (bounded.overflowed()) {
    throw TooMuch("Contents");
  }
  if (!read) {
    throw std::runtime_error("Contents");
  }
  content += '\n';  // a token may not run over from one stream to the next
}

}  // namespace

Affine Affine::after(const Affine& first) const {
  return {a * first.a + c * first.b,
          b * first.a + d * first.b,
          a * first.c + c * first.d,
          b * first.c + d * first.d,
          a * first.e + c * first.f + e,
          b * first.e + d * first.f + f};
}

Affine Affine::inverse() const {
  const double det = a * d - b * c;
  return {d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det};
}

Box Box::in(const Box& other) const {
  return {std::max(left, other.left),
          std::max(bottom, other.bottom),
          std::min(right, other.right),
          std::min(top, other.top)};
}

Box mapped(const Affine& by, const Box& box) {
  const double x0 = by.a * box.left + by.c * box.bottom + by.e;
  const double y0 = by.b * box.left + by.d * box.bottom + by.f;
  const double x1 = by.a * box.right + by.c * box.top + by.e;
  const double y1 = by.b * box.right + by.d * box.top + by.f;
  return {std::min(x0, x1), std::min(y0, y1), std::max(x0, x1), std::max(y0, y1)};
}

QPDFObjectHandle content_of(QPDF& pdf, QPDFObjectHandle page) {
  QPDFObjectHandle contents = page.getKey("/Contents");
  std::vector<QPDFObjectHandle> streams;
  if (contents.isStream()) {
    streams.push_back(contents);
  } else if (contents.isArray()) {
    if (contents.getArrayNItems() > kMostContentStreams) {
      throw TooMuch("Contents");
    }
    for (int i = 0; i < contents.getArrayNItems(); ++i) {
      if (contents.getArrayItem(i).isStream()) {
        streams.push_back(contents.getArrayItem(i));
      }
    }
  }
  for (QPDFObjectHandle& stream : streams) {
    if (stream.getDict().hasKey("/F")) {
      throw std::runtime_error("external stream");
    }
  }
  if (streams.empty()) {
    return QPDFObjectHandle::newNull();
  }
  if (streams.size() == 1) {
    return streams.front().copyStream();  // its data stays packed and is not held twice
  }
  std::string content;
  for (const QPDFObjectHandle& stream : streams) {
    append_stream(stream, content);
  }
  return pdf.newStream(content);
}

Result<Source> read_source(std::string_view pdf) {
  if (!object_streams_fit(pdf, kObjectStreamBytes)) {
    return fail("E767", {}, {"object streams"});
  }
  Source source;
  source.pdf = std::make_unique<QPDF>();
  source.pdf->setSuppressWarnings(true);
  try {
    source.pdf->processMemoryFile("pdf", pdf.data(), pdf.size());
    if (source.pdf->isEncrypted()) {
      return fail("E761", {});
    }
    PageTree(source).read();
    source.right_bound = source.pdf->getRoot()
                             .getKeyIfDict("/ViewerPreferences")
                             .getKeyIfDict("/Direction")
                             .isNameAndEquals("/R2L");
  } catch (const TooMuch& e) {
    return fail("E767", {}, {e.what()});
  } catch (const QPDFExc& e) {
    return e.getErrorCode() == qpdf_e_password ? fail("E761", {})
                                               : fail("E760", {}, {e.getMessageDetail()});
  } catch (const std::runtime_error& e) {
    return fail("E760", {}, {e.what()});
  } catch (const std::logic_error& e) {  // qpdf's word for objects it did not expect
    return fail("E760", {}, {e.what()});
  }
  if (source.pages.empty()) {
    return fail("E762", {});
  }
  return source;
}

}  // namespace banxin::impose

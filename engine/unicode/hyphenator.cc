// U7: libhyphen, by words in code points.
#include <array>
#include <cstdio>
#include <cstdlib>

#include <hyphen.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>

#include "engine/unicode/unicode.h"

namespace banxin {
namespace {

constexpr std::size_t kLongestWord = 60;
// libhyphen writes a few bytes past the word (hyphen.h: word_size + 5).
constexpr std::size_t kSlack = 8;

/// What libhyphen hands back about changed spellings; ours to free.
class Changes {
 public:
  explicit Changes(std::size_t size) : size_(size) {}

  Changes(const Changes&) = delete;
  Changes& operator=(const Changes&) = delete;

  ~Changes() {
    for (std::size_t i = 0; rep && i < size_; ++i) {
      std::free(rep[i]);
    }
    std::free(rep);
    std::free(pos);
    std::free(cut);
  }

  bool at(std::size_t i) const { return rep && i < size_ && rep[i]; }

  char** rep = nullptr;
  int* pos = nullptr;
  int* cut = nullptr;

 private:
  std::size_t size_;
};

}  // namespace

struct Hyphenator::Dictionary {
  explicit Dictionary(HyphenDict* loaded) : dict(loaded) {}

  Dictionary(const Dictionary&) = delete;
  Dictionary& operator=(const Dictionary&) = delete;

  ~Dictionary() { hnj_hyphen_free(dict); }

  /// The word in the dictionary's charset; empty if a letter is not in it.
  std::string encode(std::u32string_view word) const {
    std::string utf8 = to_utf8(word);
    if (dict->utf8 != 0) {
      return utf8;
    }
    std::array<char, kLongestWord * 4> bytes{};
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t length = ucnv_convert(dict->cset,
                                             "UTF-8",
                                             bytes.data(),
                                             static_cast<std::int32_t>(bytes.size()),
                                             utf8.data(),
                                             static_cast<std::int32_t>(utf8.size()),
                                             &status);
    // A charset of one byte a letter, with every letter of the word: else places would be off.
    const bool good = U_SUCCESS(status) && static_cast<std::size_t>(length) == word.size();
    const std::string out(bytes.data(), good ? static_cast<std::size_t>(length) : 0);
    return out.find('\x1a') == std::string::npos ? out : std::string();
  }

  HyphenDict* dict;
};

Hyphenator::Hyphenator(std::unique_ptr<const Dictionary> dictionary)
    : dictionary_(std::move(dictionary)) {}

Hyphenator::~Hyphenator() = default;

std::shared_ptr<const Hyphenator> Hyphenator::load(std::string_view patterns) {
  if (patterns.empty()) {
    return nullptr;
  }
  std::string copy(patterns);  // fmemopen asks for memory it may write to
  std::FILE* file = fmemopen(copy.data(), copy.size(), "r");
  if (!file) {
    return nullptr;
  }
  HyphenDict* dict = hnj_hyphen_load_file(file);
  std::fclose(file);
  if (!dict) {
    return nullptr;
  }
  return std::shared_ptr<const Hyphenator>(
      new Hyphenator(std::make_unique<const Dictionary>(dict)));
}

void Hyphenator::find(std::u32string_view word, std::vector<bool>& marks) const {
  marks.assign(word.size(), false);
  if (word.empty() || word.size() > kLongestWord) {
    return;
  }
  std::u32string small;
  for (const char32_t c : word) {
    small += static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
  }
  const std::string bytes = dictionary_->encode(small);
  if (bytes.empty()) {
    return;
  }
  std::string places(bytes.size() + kSlack, '\0');
  Changes changes(bytes.size());
  if (hnj_hyphen_hyphenate2(dictionary_->dict,
                            bytes.data(),
                            static_cast<int>(bytes.size()),
                            places.data(),
                            nullptr,
                            &changes.rep,
                            &changes.pos,
                            &changes.cut) != 0) {
    return;
  }
  for (std::size_t i = 0; i + 1 < word.size(); ++i) {
    marks[i] = (places[i] & 1) != 0 && !changes.at(i);
  }
}

const Hyphenator* Hyphenators::find(std::string_view language) const {
  for (const Entry& entry : entries) {
    if (entry.language == language) {
      return entry.words.get();
    }
  }
  return nullptr;
}

}  // namespace banxin

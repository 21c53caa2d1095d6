// The C interface over Engine: handles, copied structs, and one trap for every exception.
#include "engine/api/banxin_c.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <optional>
#include <string>
#include <utility>

#include "engine/api/banxin.h"
#include "engine/api/c_result.h"

struct banxin_buffer {
  banxin::Bytes bytes;
};

struct banxin_engine {
  std::shared_ptr<banxin::FontShelf> shelf = std::make_shared<banxin::FontShelf>();
  banxin::Engine engine{shelf};
};

struct banxin_source {
  std::unique_ptr<banxin::World> world;
  std::optional<std::int64_t> created = std::nullopt;  // SOURCE_DATE_EPOCH when a folder was opened
};

struct banxin_error {
  banxin_status status = BANXIN_INTERNAL;
  std::string message;
};

namespace {

using banxin::Bytes;
using banxin::ReadProblem;
using banxin::ReadResult;

std::string_view text_of(const char* data, std::size_t length) {
  return data ? std::string_view(data, length) : std::string_view();
}

banxin_status report(banxin_error** error, banxin_status status, const char* message) noexcept {
  if (error && !*error) {
    try {
      *error = new banxin_error{status, message};
    } catch (...) {
      *error = nullptr;  // no memory even for this; the status says it
    }
  }
  return status;
}

/// Runs `call`, which returns a status, and turns every exception into one.
template <class Call>
banxin_status trap(banxin_error** error, Call call) noexcept {
  try {
    return call();
  } catch (const std::bad_alloc&) {
    return report(error, BANXIN_NO_MEMORY, "out of memory");
  } catch (const std::exception& exception) {
    return report(error, BANXIN_INTERNAL, exception.what());
  } catch (...) {
    return report(error, BANXIN_INTERNAL, "unknown exception");
  }
}

/// A struct of the caller's version as one of ours: what it does not know keeps its default.
template <class Struct>
Struct known_part(const Struct* theirs, const Struct& defaults) {
  Struct ours = defaults;
  if (theirs) {
    std::memcpy(&ours, theirs, std::min(theirs->size, sizeof ours));
  }
  return ours;
}

/// A World over the caller's callbacks.
class CallbackWorld final : public banxin::World {
 public:
  explicit CallbackWorld(const banxin_callbacks& callbacks) : callbacks_(callbacks) {}

  ReadResult read(std::string_view path, std::uint64_t limit) const override {
    return ask(BANXIN_ISSUE_FILE, path, limit);
  }

  ReadResult read_layout(std::string_view layout, std::string_view path) const override {
    return ask(BANXIN_LAYOUT_FILE, std::string(layout) + "/" + std::string(path), kNoLimit);
  }

  ReadResult read_font_list() const override { return ask(BANXIN_FONT_LIST, {}, kNoLimit); }

  ReadResult read_font(std::string_view file_name) const override {
    return ask(BANXIN_FONT_FILE, file_name, kNoLimit);
  }

  ReadResult read_hyphenation(std::string_view language) const override {
    return ask(BANXIN_HYPHENATION, language, kNoLimit);
  }

  ReadResult read_profile(std::string_view file_name) const override {
    return ask(BANXIN_PROFILE, file_name, kNoLimit);
  }

  std::int64_t now() const override { return callbacks_.now; }

  std::vector<std::string> glob(std::string_view pattern) const override {
    std::vector<std::string> paths;
    if (callbacks_.glob) {
      const std::string name(pattern);
      callbacks_.glob(callbacks_.user, name.c_str(), name.size(), &CallbackWorld::found, &paths);
    }
    std::sort(paths.begin(), paths.end());
    return paths;
  }

 private:
  static constexpr std::uint64_t kNoLimit = UINT64_MAX;

  static void found(void* context, const char* path, std::size_t length) {
    try {
      static_cast<std::vector<std::string>*>(context)->emplace_back(text_of(path, length));
    } catch (...) {  // must not cross the caller's frames; a lost name is reported as missing
    }
  }

  ReadResult ask(banxin_resource kind, std::string_view name_view, std::uint64_t limit) const {
    const std::string name(name_view);  // zero-terminated
    banxin_buffer buffer;
    const banxin_read_status status =
        callbacks_.read(callbacks_.user, kind, name.c_str(), name.size(), limit, &buffer);
    switch (status) {
      case BANXIN_READ_OK:
        if (buffer.bytes.size() > limit) {
          return {{}, ReadProblem::too_large};
        }
        return {buffer.bytes, ReadProblem::none};
      case BANXIN_READ_NOT_FOUND:
        return {{}, ReadProblem::not_found};
      case BANXIN_READ_OUTSIDE:
        return {{}, ReadProblem::outside};
      case BANXIN_READ_NOT_A_FILE:
        return {{}, ReadProblem::not_a_file};
      case BANXIN_READ_TOO_LARGE:
        return {{}, ReadProblem::too_large};
      default:
        return {{}, ReadProblem::unreadable};
    }
  }

  banxin_callbacks callbacks_;
};

banxin_options default_options() {
  banxin_options options;
  std::memset(&options, 0, sizeof options);
  options.size = sizeof options;
  return options;
}

banxin::OutputSettings output_of(const banxin_options& options) {
  banxin::OutputSettings output;
  if (options.editions != 0) {
    output.editions.emplace();
    for (const auto& [bit, edition] : {std::pair(BANXIN_WANT_SCREEN, banxin::Edition::screen),
                                       std::pair(BANXIN_WANT_PRINT, banxin::Edition::print),
                                       std::pair(BANXIN_WANT_IMPOSED, banxin::Edition::imposed)}) {
      if ((options.editions & bit) != 0) {
        output.editions->push_back(edition);
      }
    }
  }
  if (options.pdfx != BANXIN_PDFX_AS_SAID) {
    output.pdfx =
        options.pdfx == BANXIN_PDFX_1A ? banxin::PdfxVersion::x1a : banxin::PdfxVersion::x4;
  }
  if (options.profile) {
    output.profile = text_of(options.profile, options.profile_length);
  }
  if (options.marks != 0) {
    output.marks = banxin::PrinterMarks{(options.marks & BANXIN_MARK_TRIM) != 0,
                                        (options.marks & BANXIN_MARK_REGISTRATION) != 0,
                                        (options.marks & BANXIN_MARK_COLOR_BAR) != 0,
                                        (options.marks & BANXIN_MARK_JOB_LINE) != 0};
  }
  return output;
}

banxin::Job job_of(const banxin_options& options) {
  banxin::Job job;
  job.layout = text_of(options.layout, options.layout_length);
  job.threads = options.threads;
  job.draft = options.draft != 0;
  job.pdf = options.check_only == 0;
  job.composition = options.composition != 0;
  job.lint = options.lint != 0;
  job.output = output_of(options);
  if (options.has_created != 0) {
    job.created = options.created;
  }
  if (options.progress) {
    job.progress = [call = options.progress, user = options.progress_user](std::string_view stage) {
      return call(user, std::string(stage).c_str()) == 0 ? banxin::Proceed::go_on
                                                         : banxin::Proceed::cancel;
    };
  }
  return job;
}

void add_text(banxin_result& result,
              const banxin::Diagnostic& diagnostic,
              banxin::Language language) {
  banxin_result::Texts& texts = result.diagnostics.emplace_back();
  texts.code = diagnostic.code;
  texts.message = message_text(diagnostic, language);
  texts.hint = hint_text(diagnostic, language);
  banxin_diagnostic& plain = texts.plain;
  std::memset(&plain, 0, sizeof plain);
  plain.size = sizeof plain;
  plain.severity = static_cast<banxin_severity>(severity_of(diagnostic));
  plain.page = diagnostic.page;
  if (diagnostic.span.known()) {
    const banxin::SourceMap& sources = result.value.sources;
    texts.file = sources.path(diagnostic.span.file);
    const auto begin = sources.locate(diagnostic.span.file, diagnostic.span.begin);
    const auto end = sources.locate(diagnostic.span.file, diagnostic.span.end);
    plain.line = begin.line;
    plain.column = begin.column;
    plain.end_line = end.line;
    plain.end_column = end.column;
  }
  plain.code = texts.code.c_str();
  plain.message = texts.message.c_str();
  plain.hint = texts.hint.c_str();
  plain.file = texts.file.c_str();
}

/// Shared by build, dump and fonts: checks, runs, and wraps the result.
template <class Run>
banxin_status run_job(banxin_engine* engine,
                      const banxin_source* source,
                      const banxin_options* their_options,
                      banxin_result** result,
                      banxin_error** error,
                      Run run) noexcept {
  if (!engine || !source || !result) {
    return report(error, BANXIN_MISUSE, "engine, source and result must not be NULL");
  }
  return trap(error, [&] {
    const banxin_options options = known_part(their_options, default_options());
    auto made = std::make_unique<banxin_result>();
    banxin::Job job = job_of(options);
    if (!job.created) {
      job.created = source->created;
    }
    made->value = run(engine->engine, *source->world, job);
    const auto language =
        options.language == BANXIN_ENGLISH ? banxin::Language::en : banxin::Language::zh;
    for (const banxin::Diagnostic& diagnostic : made->value.diagnostics) {
      if (diagnostic.code == "E899") {
        return report(error, BANXIN_INTERNAL, message_text(diagnostic, language).c_str());
      }
      if (diagnostic.code == "E890") {
        return report(error, BANXIN_CANCELLED, message_text(diagnostic, language).c_str());
      }
      add_text(*made, diagnostic, language);
    }
    *result = made.release();
    return (*result)->value.ok ? BANXIN_OK : BANXIN_PROBLEMS;
  });
}

}  // namespace

extern "C" {

int banxin_abi_version(void) {
  return BANXIN_ABI_VERSION;
}

const char* banxin_version(void) {
  return banxin::version().data();
}

banxin_status banxin_error_status(const banxin_error* error) {
  return error ? error->status : BANXIN_OK;
}

const char* banxin_error_message(const banxin_error* error) {
  return error ? error->message.c_str() : "";
}

void banxin_error_destroy(banxin_error* error) {
  delete error;
}

banxin_engine* banxin_engine_create(void) {
  try {
    return new banxin_engine;
  } catch (...) {
    return nullptr;
  }
}

banxin_engine* banxin_engine_create_beside(const banxin_engine* other) {
  try {
    return other ? new banxin_engine{other->shelf} : nullptr;
  } catch (...) {
    return nullptr;
  }
}

void banxin_engine_destroy(banxin_engine* engine) {
  delete engine;
}

banxin_source* banxin_source_open_folder(const char* folder,
                                         size_t folder_length,
                                         const char* share,
                                         size_t share_length,
                                         banxin_error** error) {
  banxin_source* source = nullptr;
  trap(error, [&] {
    banxin::DiskPlaces places = banxin::machine_places(
        {std::string(text_of(folder, folder_length)), std::string(text_of(share, share_length))});
    if (places.now < 0) {
      return report(error, BANXIN_MISUSE, "SOURCE_DATE_EPOCH is not a number of seconds");
    }
    auto made = std::make_unique<banxin_source>();
    made->world = std::make_unique<banxin::DiskWorld>(std::move(places));
    made->created = banxin::source_date();
    source = made.release();
    return BANXIN_OK;
  });
  return source;
}

int banxin_buffer_copy(banxin_buffer* buffer, const void* data, size_t size) {
  try {
    buffer->bytes = Bytes(std::string(static_cast<const char*>(data), size));
    return 0;
  } catch (...) {
    return -1;
  }
}

int banxin_buffer_borrow(banxin_buffer* buffer,
                         const void* data,
                         size_t size,
                         void (*release)(void* owner),
                         void* owner) {
  try {
    std::shared_ptr<const void> keeper(owner, [release](const void* kept) {
      if (release) {
        release(const_cast<void*>(kept));
      }
    });
    buffer->bytes = Bytes(std::move(keeper), static_cast<const char*>(data), size);
    return 0;
  } catch (...) {
    return -1;
  }
}

banxin_source* banxin_source_create(const banxin_callbacks* callbacks, banxin_error** error) {
  if (!callbacks || !callbacks->read) {
    report(error, BANXIN_MISUSE, "callbacks and their `read` must not be NULL");
    return nullptr;
  }
  banxin_source* source = nullptr;
  trap(error, [&] {
    banxin_callbacks none;
    std::memset(&none, 0, sizeof none);
    auto made = std::make_unique<banxin_source>();
    made->world = std::make_unique<CallbackWorld>(known_part(callbacks, none));
    source = made.release();
    return BANXIN_OK;
  });
  return source;
}

void banxin_source_destroy(banxin_source* source) {
  delete source;
}

void banxin_options_init(banxin_options* options) {
  if (options) {
    *options = default_options();
  }
}

banxin_status banxin_build(banxin_engine* engine,
                           const banxin_source* source,
                           const banxin_options* options,
                           banxin_result** result,
                           banxin_error** error) {
  return run_job(engine,
                 source,
                 options,
                 result,
                 error,
                 [](banxin::Engine& e, const banxin::World& world, const banxin::Job& job) {
                   return e.build(world, job);
                 });
}

banxin_status banxin_dump(banxin_engine* engine,
                          const banxin_source* source,
                          const banxin_options* options,
                          banxin_stage stage,
                          banxin_result** result,
                          banxin_error** error) {
  if (stage < BANXIN_STAGE_ISSUE || stage > BANXIN_STAGE_PDF) {
    return report(error, BANXIN_MISUSE, "there is no such stage");
  }
  return run_job(engine,
                 source,
                 options,
                 result,
                 error,
                 [stage](banxin::Engine& e, const banxin::World& world, const banxin::Job& job) {
                   return e.dump(world, job, static_cast<banxin::Stage>(stage));
                 });
}

banxin_status banxin_fonts(banxin_engine* engine,
                           const banxin_source* source,
                           const banxin_options* options,
                           banxin_result** result,
                           banxin_error** error) {
  banxin::FontReport report;
  const banxin_status status =
      run_job(engine,
              source,
              options,
              result,
              error,
              [&report](banxin::Engine& e, const banxin::World& world, const banxin::Job& job) {
                report = e.fonts(world, job);
                banxin::BuildResult value;
                value.diagnostics = report.diagnostics;
                value.sources = report.sources;
                value.ok = !has_errors(value.diagnostics);
                return value;
              });
  if (status != BANXIN_OK && status != BANXIN_PROBLEMS) {
    return status;
  }
  const banxin_status shown = trap(error, [&] {
    (*result)->fonts = std::move(report);
    show_fonts(**result);
    return status;
  });
  if (shown != status) {
    delete *result;
    *result = nullptr;
  }
  return shown;
}

const char* banxin_result_pdf(const banxin_result* result, size_t* size) {
  if (size) {
    *size = result ? result->value.pdf.size() : 0;
  }
  return result ? result->value.pdf.c_str() : "";
}

size_t banxin_result_file_count(const banxin_result* result) {
  return !result || result->value.pdf.empty() ? 0 : 1 + result->value.editions.size();
}

int banxin_result_file(const banxin_result* result, size_t index, banxin_file* file) {
  if (!file || index >= banxin_result_file_count(result)) {
    return -1;
  }
  banxin_file ours;
  std::memset(&ours, 0, sizeof ours);
  const banxin::BuildResult& value = result->value;
  const std::string& pdf = index == 0 ? value.pdf : value.editions[index - 1].pdf;
  ours.edition =
      static_cast<banxin_edition>(index == 0 ? value.edition : value.editions[index - 1].edition);
  ours.part = index == 0 ? "" : value.editions[index - 1].part.c_str();
  ours.pdf = pdf.c_str();
  ours.pdf_size = pdf.size();
  hand_out(ours, file);
  return 0;
}

const char* banxin_result_dump(const banxin_result* result, size_t* size) {
  if (size) {
    *size = result ? result->value.dump.size() : 0;
  }
  return result ? result->value.dump.c_str() : "";
}

void banxin_result_facts(const banxin_result* result, banxin_facts* facts) {
  if (!result || !facts) {
    return;
  }
  banxin_facts ours;
  std::memset(&ours, 0, sizeof ours);
  ours.pages = result->value.facts.pages;
  ours.articles = result->value.facts.articles;
  ours.blank_pages = result->value.facts.blank_pages;
  ours.passes = result->value.facts.passes;
  ours.last_page_fill = result->value.facts.last_page_fill;
  ours.layout = result->value.facts.layout.c_str();
  ours.sheets = result->value.facts.sheets;
  ours.spine_mm = result->value.facts.spine_mm;
  ours.layout_version = result->value.facts.layout_version.c_str();
  hand_out(ours, facts);
}

size_t banxin_result_diagnostic_count(const banxin_result* result) {
  return result ? result->diagnostics.size() : 0;
}

int banxin_result_diagnostic(const banxin_result* result,
                             size_t index,
                             banxin_diagnostic* diagnostic) {
  if (!result || !diagnostic || index >= result->diagnostics.size()) {
    return -1;
  }
  hand_out(result->diagnostics[index].plain, diagnostic);
  return 0;
}

void banxin_result_destroy(banxin_result* result) {
  delete result;
}

}  // extern "C"

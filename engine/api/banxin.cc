#include "engine/api/banxin.h"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "engine/base/parallel.h"
#include "engine/report/report.h"

namespace banxin {

std::string_view version() {
  return BANXIN_VERSION;
}

std::vector<LibraryVersion> library_versions() {
  // "freetype 2.12.1,harfbuzz 6.0.0": from CMake.
  std::string_view rest = BANXIN_LIBRARIES;
  std::vector<LibraryVersion> libraries;
  while (!rest.empty()) {
    const std::string_view one = rest.substr(0, rest.find(','));
    const std::size_t space = one.find(' ');
    if (space != one.npos) {
      libraries.push_back({one.substr(0, space), one.substr(space + 1)});
    }
    rest.remove_prefix(std::min(rest.size(), one.size() + 1));
  }
  return libraries;
}

DiskPlaces machine_places(const MachineRequest& request) {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): see the header
    return std::string(value ? value : "");
  };
  ShareHints hints = share_hints_of_process();
  hints.explicit_folder = request.share;
  const std::string share = find_share(hints);
  DiskPlaces places;
  places.issue = request.issue;
  std::vector<std::string> font_folders = request.font_folders;
  if (!share.empty()) {
    places.layouts = {share + "/layouts"};
    places.font_list = share + "/fonts/fonts.toml";
    font_folders.push_back(share + "/fonts");
  }
  places.font_folders = default_font_folders(font_folders, variable("HOME"));
  places.now = build_time(variable("SOURCE_DATE_EPOCH"), std::time(nullptr));
  return places;
}

std::optional<std::int64_t> source_date() {
  const char* text = std::getenv("SOURCE_DATE_EPOCH");  // NOLINT(concurrency-mt-unsafe)
  if (!text || !*text) {
    return std::nullopt;
  }
  const std::int64_t seconds = build_time(text, 0);
  return seconds < 0 ? std::nullopt : std::optional(seconds);
}

Engine::Engine() : session_(std::make_unique<Session>()) {}

Engine::Engine(std::shared_ptr<FontShelf> shelf) : shelf_(std::move(shelf)) {
  session_ = make_session();
}

std::unique_ptr<Session> Engine::make_session() const {
  return shelf_ ? std::make_unique<Session>(shelf_) : std::make_unique<Session>();
}

Engine::~Engine() = default;

template <class Value, class Call>
Value Engine::guarded(Call call) {
  std::string what = "unknown exception";
  try {
    if (!session_) {
      session_ = make_session();
    }
    return call();
  } catch (const std::exception& exception) {
    what = exception.what();
  } catch (...) {
  }
  session_.reset();  // what the fault left behind must not reach the next job
  Value value{};
  value.diagnostics.push_back({"E899", {}, {what}});
  return value;
}

BuildResult Engine::build(const World& world, const Job& job) {
  return guarded<BuildResult>([&] { return session_->build(world, job); });
}

BuildResult Engine::dump(const World& world, const Job& job, Stage stage) {
  return guarded<BuildResult>([&] { return session_->dump(world, job, stage); });
}

FixResult Engine::fix(const World& world) {
  return guarded<FixResult>([&] { return session_->fix(world); });
}

ImposeResult impose(std::string_view pdf, const ImposeOptions& options) {
  ImposeResult result;
  std::string what = "unknown exception";
  try {
    Result<Imposed> imposed = impose_pdf(pdf, options);
    result.ok = imposed.has_value();
    if (imposed) {
      result.imposed = std::move(imposed).value();
      result.diagnostics = result.imposed.notes;
    } else {
      result.diagnostics = imposed.error();
    }
    return result;
  } catch (const std::exception& exception) {
    what = exception.what();
  } catch (...) {
  }
  result.diagnostics = {{"E899", {}, {what}}};
  return result;
}

namespace {

/// Engines not in use. All share one shelf of fonts.
class EnginePool {
 public:
  std::unique_ptr<Engine> take() {
    const std::lock_guard guard(lock_);
    if (free_.empty()) {
      return std::make_unique<Engine>(shelf_);
    }
    std::unique_ptr<Engine> engine = std::move(free_.back());
    free_.pop_back();
    return engine;
  }

  void give_back(std::unique_ptr<Engine> engine) {
    const std::lock_guard guard(lock_);
    free_.push_back(std::move(engine));
  }

 private:
  std::mutex lock_;
  std::shared_ptr<FontShelf> shelf_ = std::make_shared<FontShelf>();
  std::vector<std::unique_ptr<Engine>> free_;
};

}  // namespace

void for_each_issue(
    std::size_t count,
    unsigned processors,
    const std::function<void(std::size_t i, Engine& engine, unsigned threads)>& work) {
  if (processors == 0) {
    processors = std::max(1u, std::thread::hardware_concurrency());
  }
  const auto workers =
      static_cast<unsigned>(std::max<std::size_t>(1, std::min<std::size_t>(count, processors)));
  EnginePool engines;
  parallel_for(count, workers, [&](std::size_t i) {
    std::unique_ptr<Engine> engine = engines.take();
    work(i, *engine, processors / workers);
    engines.give_back(std::move(engine));
  });
}

BuildResult preflight_pdf(const PreflightReport& report,
                          const World& machine,
                          const std::string& file_name,
                          Language language) {
  try {
    Session session;
    return preflight_report_pdf(report, machine, {file_name, language}, session);
  } catch (const std::exception& exception) {
    BuildResult result;
    result.diagnostics.push_back({"E899", {}, {exception.what()}});
    return result;
  }
}

FontReport Engine::fonts(const World& world, const Job& job) {
  return guarded<FontReport>([&] { return session_->fonts(world, job); });
}

}  // namespace banxin

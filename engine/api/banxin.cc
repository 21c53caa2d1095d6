#include "engine/api/banxin.h"

#include <cstdlib>
#include <ctime>
#include <exception>

namespace banxin {

std::string_view version() {
  return BANXIN_VERSION;
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

Engine::Engine() : session_(std::make_unique<Session>()) {}

Engine::~Engine() = default;

template <class Value, class Call>
Value Engine::guarded(Call call) {
  std::string what = "unknown exception";
  try {
    if (!session_) {
      session_ = std::make_unique<Session>();
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

FontReport Engine::fonts(const World& world, const Job& job) {
  return guarded<FontReport>([&] { return session_->fonts(world, job); });
}

}  // namespace banxin

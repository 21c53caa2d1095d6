#include "engine/build/output_plan.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace banxin {
namespace {

constexpr std::uint64_t kProfileBytes = 64ull << 20;

/// True for what goes to a press.
bool of_press(Edition edition) {
  return edition != Edition::screen;
}

/// The command line means a path first, a file of the issue means its neighbours first.
enum class NamedBy : std::uint8_t { job, issue };

ReadResult read_named(const std::string& name, NamedBy by, const World& world) {
  ReadResult first =
      by == NamedBy::job ? world.read_profile(name) : world.read(name, kProfileBytes);
  if (first.problem == ReadProblem::none) {
    return first;
  }
  return by == NamedBy::job ? world.read(name, kProfileBytes) : world.read_profile(name);
}

class ProfileReader {
 public:
  ProfileReader(const World& world, Diagnostics& diagnostics)
      : world_(world),
        diagnostics_(diagnostics) {}

  std::shared_ptr<const PressProfile> named(const OutputSettings& settings, NamedBy by) {
    const ReadResult read = read_named(*settings.profile, by, world_);
    if (read.problem != ReadProblem::none) {
      diagnostics_.push_back({"E731", settings.profile_span, {*settings.profile}});
      return nullptr;
    }
    return checked(read.bytes, *settings.profile, settings.profile_span);
  }

  std::shared_ptr<const PressProfile> standard(const OutputPlan& plan) {
    const std::string name(kDefaultProfile);
    const ReadResult read = world_.read_profile(name);
    if (read.problem == ReadProblem::none) {
      return checked(read.bytes, name, {});
    }
    if (std::any_of(plan.editions.begin(), plan.editions.end(), of_press)) {
      diagnostics_.push_back({"E730", {}, {name}});
    }
    return nullptr;
  }

 private:
  std::shared_ptr<const PressProfile> checked(const Bytes& bytes,
                                              const std::string& name,
                                              Span span) {
    Result<std::shared_ptr<const PressProfile>> profile = read_press_profile(bytes, name, span);
    if (profile) {
      return std::move(profile).value();
    }
    diagnostics_.insert(diagnostics_.end(), profile.error().begin(), profile.error().end());
    return nullptr;
  }

  const World& world_;
  Diagnostics& diagnostics_;
};

/// Options of the command line that will have no effect.
void note_idle(const Job& job, const OutputPlan& plan, Diagnostics& diagnostics) {
  if (std::any_of(plan.editions.begin(), plan.editions.end(), of_press)) {
    return;
  }
  if (job.output.pdfx) {
    diagnostics.push_back({"N741", {}, {"--pdfx"}});
  }
  if (job.output.marks && job.output.marks->any()) {
    diagnostics.push_back({"N741", {}, {"--marks"}});
  }
}

}  // namespace

OutputPlan plan_output(const Job& job,
                       const OutputSettings& said,
                       const World& world,
                       Diagnostics& diagnostics) {
  const OutputSettings settings = overlay(job.output, said);
  OutputPlan plan;
  const auto take = [](auto& to, const auto& from) {
    if (from) {
      to = *from;
    }
  };
  take(plan.editions, settings.editions);
  std::sort(plan.editions.begin(), plan.editions.end());
  plan.editions.erase(std::unique(plan.editions.begin(), plan.editions.end()), plan.editions.end());
  if (plan.editions.empty()) {
    plan.editions = {Edition::screen};
  }
  take(plan.pdfx, settings.pdfx);
  plan.marks = settings.marks;
  take(plan.max_ink, settings.max_ink);
  take(plan.resolution, settings.resolution);
  take(plan.safe_margin, settings.safe_margin);
  take(plan.page_multiple, settings.page_multiple);
  take(plan.imposition, settings.imposition);
  note_idle(job, plan, diagnostics);
  ProfileReader profiles(world, diagnostics);
  const NamedBy by = job.output.profile ? NamedBy::job : NamedBy::issue;
  plan.profile = settings.profile ? profiles.named(settings, by) : profiles.standard(plan);
  return plan;
}

void fill_pages(Styled& styled, int multiple) {
  bool filled = false;
  for (Flow& flow : styled.flows) {
    if (flow.pages_multiple > 0) {
      flow.pages_multiple = multiple;
      filled = true;
    }
  }
  if (filled || multiple < 2 || styled.flows.empty()) {
    return;
  }
  // A last flow without content is a page of frames only: the back cover (封底).
  const bool back = styled.flows.size() > 1 && styled.flows.back().blocks.empty();
  const Flow& model = back ? styled.flows[styled.flows.size() - 2] : styled.flows.back();
  Master empty = styled.masters[model.master_right];
  empty.name = "filler";
  empty.frames.clear();
  const auto master = static_cast<std::uint32_t>(styled.masters.size());
  styled.masters.push_back(std::move(empty));
  Flow filler;
  filler.name = "filler";
  filler.master_first = filler.master_left = filler.master_right = filler.master_blank = master;
  filler.folio = FolioFormat::none;
  filler.label_prefix = "空白";
  filler.pages_multiple = multiple;
  styled.flows.insert(back ? std::prev(styled.flows.end()) : styled.flows.end(), std::move(filler));
}

}  // namespace banxin

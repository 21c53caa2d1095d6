// Inside engine/color: lcms2's profiles, closed when done with.
#pragma once

#include <memory>
#include <string_view>

#include <lcms2.h>

namespace banxin {

struct CloseProfile {
  void operator()(void* profile) const { cmsCloseProfile(profile); }
};

using ProfileHandle = std::unique_ptr<void, CloseProfile>;

/// Null if these bytes are no profile.
inline ProfileHandle open_profile(std::string_view bytes) {
  return ProfileHandle(
      cmsOpenProfileFromMem(bytes.data(), static_cast<cmsUInt32Number>(bytes.size())));
}

}  // namespace banxin

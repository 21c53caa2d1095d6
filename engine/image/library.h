// A shared library opened when it is first needed. librsvg and qpdf with all they drag in cost
// 8 ms of every program start when linked, more than many an issue's pictures; most issues have
// neither SVG nor PDF.
#pragma once

#include <dlfcn.h>

namespace banxin {

/// Opening again is cheap, so every use opens for itself and nothing is kept in a global. A library
/// is never unloaded: GLib cannot be. Threads: the dynamic linker locks.
class Library {
 public:
  /// `soname` as the build found it, e.g. "librsvg-2.so.2".
  explicit Library(const char* soname)
      : handle_(dlopen(soname, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE)),
        complete_(handle_) {}

  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  /// Looks a C function up in the library or what it depends on.
  template <class Function>
  void bind(Function*& slot, const char* name) {
    void* const symbol = handle_ ? dlsym(handle_, name) : nullptr;
    slot = reinterpret_cast<Function*>(symbol);
    complete_ = complete_ && symbol;
  }

  /// True if the library and everything bound is there.
  bool complete() const { return complete_; }

 private:
  void* handle_;
  bool complete_;
};

/// A member of a table of functions, with the very type the library's header declares.
#define BANXIN_LIBRARY_FUNCTION(name) decltype(::name)* name = nullptr

}  // namespace banxin

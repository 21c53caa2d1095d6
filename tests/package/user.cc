#include <banxin/banxin.h>

#include <cstdio>

// Prints the size of the PDF of the issue named: what a first user would write.
int main(int argc, char** argv) {
  if (argc != 2) {
    return 2;
  }
  const banxin::DiskWorld world(banxin::machine_places({.issue = argv[1]}));
  banxin::Engine engine;
  const banxin::BuildResult result = engine.build(world, {});
  for (const banxin::Diagnostic& diagnostic : result.diagnostics) {
    std::fputs(to_text(diagnostic, result.sources, banxin::Language::en).c_str(), stderr);
  }
  std::printf("%zu\n", result.pdf.size());
  return result.ok ? 0 : 1;
}

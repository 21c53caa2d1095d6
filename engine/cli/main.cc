// banxin: the command line program.
#include <csignal>

#include "engine/cli/commands.h"

int main(int argc, char** argv) {
  // A file that grows past the allowed size is a write error with a message, not a death without.
  std::signal(SIGXFSZ, SIG_IGN);
  return banxin::run_program(argc, argv);
}

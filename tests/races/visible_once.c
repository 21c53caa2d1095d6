/* For helgrind: what std::call_once orders is ordered by a lock it knows of. Loaded before the
 * program (LD_PRELOAD); see tests/README.md. */
#define _GNU_SOURCE
#include <pthread.h>

static pthread_mutex_t order = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

int pthread_once(pthread_once_t* once, void (*run)(void)) {
  pthread_mutex_lock(&order);
  if (*once == PTHREAD_ONCE_INIT) {
    run();
    *once = 2; /* what glibc writes when it is done */
  }
  pthread_mutex_unlock(&order);
  return 0;
}

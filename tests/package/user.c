#include <banxin/banxin_c.h>
#include <stdio.h>
#include <string.h>

/* Prints the size of the PDF of the issue named. */
int main(int argc, char **argv) {
  banxin_engine *engine = banxin_engine_create();
  banxin_error *error = NULL;
  banxin_source *source;
  banxin_result *result = NULL;
  banxin_status status = BANXIN_MISUSE;
  size_t size = 0;
  if (argc == 2) {
    source = banxin_source_open_folder(argv[1], strlen(argv[1]), "", 0, &error);
    status = banxin_build(engine, source, NULL, &result, &error);
    banxin_result_pdf(result, &size);
    printf("%lu\n", (unsigned long)size);
    banxin_result_destroy(result);
    banxin_source_destroy(source);
  }
  if (error != NULL) {
    fprintf(stderr, "%s\n", banxin_error_message(error));
  }
  banxin_error_destroy(error);
  banxin_engine_destroy(engine);
  return (int)status;
}

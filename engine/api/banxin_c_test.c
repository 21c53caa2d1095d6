/* The C interface, used from C: what banxin_c.h promises, compiled by a C compiler. */
#include "engine/api/banxin_c.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures = 0;

#define CHECK(condition)                                                    \
  do {                                                                      \
    if (!(condition)) {                                                     \
      fprintf(stderr, "%s:%d: failed: %s\n", __FILE__, __LINE__, #condition); \
      ++failures;                                                           \
    }                                                                       \
  } while (0)

/* ---- a source in memory -------------------------------------------------------------------- */

struct file {
  const char *name, *text;
};

struct library {
  const struct file *files;
  size_t count;
  int reads;
};

static int ends_here(const char *name, size_t length, const char *known) {
  return strlen(known) == length && memcmp(name, known, length) == 0;
}

static banxin_read_status read_file(void *user, banxin_resource kind, const char *name,
                                    size_t length, uint64_t limit, banxin_buffer *buffer) {
  struct library *library = user;
  size_t i;
  (void)limit;
  if (kind != BANXIN_ISSUE_FILE) {
    return BANXIN_READ_NOT_FOUND;
  }
  ++library->reads;
  for (i = 0; i < library->count; ++i) {
    if (ends_here(name, length, library->files[i].name)) {
      const char *text = library->files[i].text;
      return banxin_buffer_copy(buffer, text, strlen(text)) == 0 ? BANXIN_READ_OK
                                                                 : BANXIN_READ_FAILED;
    }
  }
  return BANXIN_READ_NOT_FOUND;
}

static const struct file kIssue[] = {
    {"issue.toml",
     "format = 1\n"
     "[publication]\ntitle = \"T\"\npublisher = [\"P\"]\n"
     "[issue]\nyear = 2024\nnumber = 1\n"
     "[board]\neditorial-office = \"O\"\n"
     "[[section]]\ntitle = \"S\"\narticles = [\"articles/none.md\"]\n"},
};

static banxin_source *memory_source(struct library *library) {
  banxin_callbacks callbacks;
  memset(&callbacks, 0, sizeof callbacks);
  callbacks.size = sizeof callbacks;
  callbacks.user = library;
  callbacks.read = read_file;
  callbacks.now = 1695168000;
  return banxin_source_create(&callbacks, NULL);
}

/* ---- tests --------------------------------------------------------------------------------- */

static void test_versions(void) {
  CHECK(banxin_abi_version() == BANXIN_ABI_VERSION);
  CHECK(strchr(banxin_version(), '.') != NULL);
}

static void test_null_is_taken(void) {
  banxin_engine_destroy(NULL);
  banxin_source_destroy(NULL);
  banxin_result_destroy(NULL);
  banxin_error_destroy(NULL);
  CHECK(banxin_error_status(NULL) == BANXIN_OK);
  CHECK(banxin_result_diagnostic_count(NULL) == 0);
}

static void test_misuse_is_an_error_object(void) {
  banxin_error *error = NULL;
  banxin_result *result = NULL;
  CHECK(banxin_build(NULL, NULL, NULL, &result, &error) == BANXIN_MISUSE);
  CHECK(result == NULL);
  CHECK(banxin_error_status(error) == BANXIN_MISUSE);
  CHECK(strlen(banxin_error_message(error)) > 0);
  banxin_error_destroy(error);
  error = NULL;
  CHECK(banxin_source_create(NULL, &error) == NULL);
  CHECK(banxin_error_status(error) == BANXIN_MISUSE);
  banxin_error_destroy(error);
}

static void test_problems_have_places(void) {
  struct library library = {kIssue, 1, 0};
  banxin_engine *engine = banxin_engine_create();
  banxin_source *source = memory_source(&library);
  banxin_result *result = NULL;
  banxin_options options;
  banxin_diagnostic diagnostic;
  size_t size = 1;
  size_t i;
  int found = 0;
  banxin_options_init(&options);
  options.language = BANXIN_ENGLISH;
  CHECK(banxin_build(engine, source, &options, &result, NULL) == BANXIN_PROBLEMS);
  CHECK(result != NULL);
  CHECK(strcmp(banxin_result_pdf(result, &size), "") == 0 && size == 0);
  CHECK(library.reads >= 2);
  for (i = 0; i < banxin_result_diagnostic_count(result); ++i) {
    memset(&diagnostic, 0, sizeof diagnostic);
    diagnostic.size = sizeof diagnostic;
    CHECK(banxin_result_diagnostic(result, i, &diagnostic) == 0);
    if (diagnostic.severity == BANXIN_ERROR && strcmp(diagnostic.file, "issue.toml") == 0 &&
        diagnostic.line == 12 && diagnostic.column > 1) {
      found = strstr(diagnostic.message, "articles/none.md") != NULL;
    }
  }
  CHECK(found);
  CHECK(banxin_result_diagnostic(result, i, &diagnostic) == -1);
  banxin_result_destroy(result);
  banxin_source_destroy(source);
  banxin_engine_destroy(engine);
}

static void test_smaller_structs_are_respected(void) {
  struct library library = {kIssue, 1, 0};
  banxin_engine *engine = banxin_engine_create();
  banxin_source *source = memory_source(&library);
  banxin_result *result = NULL;
  struct {
    banxin_facts facts;
  } box;
  memset(&box, 0x55, sizeof box);
  box.facts.size = offsetof(banxin_facts, articles);
  CHECK(banxin_build(engine, source, NULL, &result, NULL) == BANXIN_PROBLEMS);
  banxin_result_facts(result, &box.facts);
  CHECK(box.facts.pages == 0);
  CHECK(box.facts.articles == 0x55555555);
  banxin_result_destroy(result);
  banxin_source_destroy(source);
  banxin_engine_destroy(engine);
}

static int stop_at_once(void *user, const char *stage) {
  ++*(int *)user;
  (void)stage;
  return 1;
}

static void test_progress_may_cancel(void) {
  struct library library = {kIssue, 1, 0};
  banxin_engine *engine = banxin_engine_create();
  banxin_source *source = memory_source(&library);
  banxin_result *result = NULL;
  banxin_error *error = NULL;
  banxin_options options;
  int calls = 0;
  banxin_options_init(&options);
  options.progress = stop_at_once;
  options.progress_user = &calls;
  CHECK(banxin_build(engine, source, &options, &result, &error) == BANXIN_CANCELLED);
  CHECK(result == NULL);
  CHECK(calls == 1);
  banxin_error_destroy(error);
  banxin_source_destroy(source);
  banxin_engine_destroy(engine);
}

/* Roles with their faces; where a character is listed, it has a role and a place. */
static void test_fonts(banxin_engine *engine, banxin_source *source) {
  banxin_result *result = NULL;
  banxin_font_role role;
  banxin_font_use use;
  uint64_t characters = 0;
  size_t i;
  CHECK(banxin_fonts(engine, source, NULL, &result, NULL) == BANXIN_OK);
  CHECK(banxin_result_font_role_count(result) > 0);
  role.size = sizeof role;
  for (i = 0; banxin_result_font_role(result, i, &role) == 0; ++i) {
    CHECK(strlen(role.role) > 0 && strlen(role.family) > 0 && role.weight > 0);
    characters += role.characters;
  }
  CHECK(i == banxin_result_font_role_count(result));
  CHECK(characters > 0);
  use.size = sizeof use;
  for (i = 0; banxin_result_font_use(result, i, &use) == 0; ++i) {
    CHECK(use.character > 0 && strlen(use.text) > 0 && strlen(use.role) > 0 && use.times > 0);
    CHECK((strlen(use.font) == 0) == (use.reason == BANXIN_FONT_MISSING));
  }
  CHECK(i == banxin_result_font_use_count(result));
  CHECK(banxin_result_font_use(NULL, 0, &use) == -1);
  banxin_result_destroy(result);
}

/* A whole issue from disc, by two engines that share their fonts: the same bytes. */
static void test_folder(const char *folder, const char *share) {
  banxin_engine *engine = banxin_engine_create();
  banxin_engine *beside = banxin_engine_create_beside(engine);
  banxin_source *source =
      banxin_source_open_folder(folder, strlen(folder), share, strlen(share), NULL);
  banxin_result *first = NULL;
  banxin_result *second = NULL;
  size_t first_size = 0;
  size_t second_size = 0;
  const char *first_pdf;
  const char *second_pdf;
  banxin_facts facts;
  CHECK(source != NULL && banxin_engine_create_beside(NULL) == NULL);
  CHECK(banxin_build(engine, source, NULL, &first, NULL) == BANXIN_OK);
  CHECK(banxin_build(beside, source, NULL, &second, NULL) == BANXIN_OK);
  first_pdf = banxin_result_pdf(first, &first_size);
  second_pdf = banxin_result_pdf(second, &second_size);
  CHECK(first_size > 1000 && memcmp(first_pdf, "%PDF-", 5) == 0);
  CHECK(first_size == second_size && memcmp(first_pdf, second_pdf, first_size) == 0);
  facts.size = sizeof facts;
  banxin_result_facts(first, &facts);
  CHECK(facts.pages > 0 && facts.articles > 0);
  CHECK(strcmp(facts.layout, "classic") == 0 && strlen(facts.layout_version) > 0);
  banxin_result_destroy(second);
  second = NULL;
  CHECK(banxin_dump(engine, source, NULL, BANXIN_STAGE_ISSUE, &second, NULL) == BANXIN_OK);
  CHECK(strlen(banxin_result_dump(second, NULL)) > 0);
  banxin_result_destroy(second);
  second = NULL;
  banxin_engine_destroy(engine); /* in any order */
  test_fonts(beside, source);
  banxin_result_destroy(first);
  banxin_source_destroy(source);
  banxin_engine_destroy(beside);
}

/* Two files of one build; without the profile of a press the print edition is an error. */
static void test_editions(const char *folder, const char *share) {
  banxin_engine *engine = banxin_engine_create();
  banxin_source *source =
      banxin_source_open_folder(folder, strlen(folder), share, strlen(share), NULL);
  banxin_result *result = NULL;
  banxin_options options;
  banxin_diagnostic diagnostic;
  banxin_file file;
  size_t size = 0;
  diagnostic.size = sizeof diagnostic;
  file.size = sizeof file;
  banxin_options_init(&options);
  options.editions = BANXIN_WANT_PRINT | BANXIN_WANT_SCREEN;
  options.pdfx = BANXIN_PDFX_4;
  options.marks = BANXIN_MARK_TRIM;
  options.has_created = 1;
  options.created = 1709251200;
  if (banxin_build(engine, source, &options, &result, NULL) == BANXIN_OK) {
    CHECK(banxin_result_file_count(result) == 2);
    CHECK(banxin_result_file(result, 0, &file) == 0 && file.edition == BANXIN_SCREEN);
    CHECK(file.pdf == banxin_result_pdf(result, &size) && file.pdf_size == size);
    CHECK(banxin_result_file(result, 1, &file) == 0 && file.edition == BANXIN_PRINT);
    CHECK(strlen(file.part) == 0 && memcmp(file.pdf, "%PDF-", 5) == 0);
    CHECK(banxin_result_file(result, 2, &file) == -1);
  } else {
    size_t i;
    int told = 0;
    for (i = 0; banxin_result_diagnostic(result, i, &diagnostic) == 0; ++i) {
      told += strcmp(diagnostic.code, "E730") == 0;
    }
    CHECK(told == 1 && banxin_result_file_count(result) == 0);
  }
  CHECK(banxin_result_file_count(NULL) == 0 && banxin_result_file(NULL, 0, &file) == -1);
  banxin_result_destroy(result);
  banxin_source_destroy(source);
  banxin_engine_destroy(engine);
}

/* The composition report is there when asked for, and only then. */
static void test_composition(const char *folder, const char *share) {
  banxin_engine *engine = banxin_engine_create();
  banxin_source *source =
      banxin_source_open_folder(folder, strlen(folder), share, strlen(share), NULL);
  banxin_result *result = NULL;
  banxin_options options;
  banxin_line_counts total;
  banxin_page page;
  banxin_line line;
  size_t i;
  size_t lines = 0;
  size_t loosest = 0;
  total.size = sizeof total;
  page.size = sizeof page;
  line.size = sizeof line;
  banxin_options_init(&options);
  options.check_only = 1;
  CHECK(banxin_build(engine, source, &options, &result, NULL) == BANXIN_OK);
  CHECK(banxin_result_composition(result, &total) == -1);
  CHECK(banxin_result_page_count(result) == 0);
  banxin_result_destroy(result);
  result = NULL;
  options.composition = 1;
  CHECK(banxin_build(engine, source, &options, &result, NULL) == BANXIN_OK);
  CHECK(banxin_result_composition(result, &total) == 0);
  CHECK(total.lines > total.justified && total.justified > 0);
  CHECK(total.gap_above_1_16 >= total.gap_above_1_8);
  for (i = 0; banxin_result_page(result, i, &page) == 0; ++i) {
    lines += page.lines;
    loosest += banxin_result_line_count(result, i, BANXIN_LOOSEST);
    if (banxin_result_line(result, i, BANXIN_LOOSEST, 0, &line) == 0) {
      CHECK(line.gap > 0 && line.text[0] != '\0' && line.flaw[0] == '\0');
    }
    if (banxin_result_line(result, i, BANXIN_FINDINGS, 0, &line) == 0) {
      CHECK(line.flaw[0] != '\0');
    }
  }
  CHECK(i == banxin_result_page_count(result) && lines == total.lines && loosest > 0);
  CHECK(banxin_result_line(result, i, BANXIN_FINDINGS, 0, &line) == -1);
  CHECK(banxin_result_page(NULL, 0, &page) == -1);
  banxin_result_destroy(result);
  banxin_source_destroy(source);
  banxin_engine_destroy(engine);
}

static const struct file kSlips[] = {
    {"issue.toml",
     "format = 1\n"
     "[publication]\ntitle = \"T\"\n"
     "[issue]\nyear = 2024\nnumber = 1\n"
     "[[section]]\ntitle = \"S\"\narticles = [\"a.md\"]\n"},
    {"a.md", "+++\ntitle = \"T\"\n+++\n\n\xE7\x94\xB2,\xE4\xB9\x99\n"},
};

/* The lint speaks when asked to, and says what would mend the text. */
static void test_lint(void) {
  struct library library = {kSlips, 2, 0};
  banxin_engine *engine = banxin_engine_create();
  banxin_source *source = memory_source(&library);
  banxin_result *result = NULL;
  banxin_options options;
  banxin_fix fix;
  fix.size = sizeof fix;
  banxin_options_init(&options);
  CHECK(banxin_dump(engine, source, &options, BANXIN_STAGE_ISSUE, &result, NULL) == BANXIN_OK);
  CHECK(banxin_result_diagnostic_count(result) == 0);
  banxin_result_destroy(result);
  result = NULL;
  options.lint = 1;
  CHECK(banxin_dump(engine, source, &options, BANXIN_STAGE_ISSUE, &result, NULL) == BANXIN_OK);
  CHECK(banxin_result_diagnostic_count(result) == 1);
  CHECK(banxin_result_fix(result, 0, &fix) == 0);
  CHECK(strcmp(fix.replacement, "\xEF\xBC\x8C") == 0 && fix.safe);
  CHECK(fix.line == 5 && fix.column == 2 && fix.end_line == 5 && fix.end_column == 3);
  CHECK(banxin_result_fix(result, 1, &fix) == -1);
  CHECK(banxin_result_fix(NULL, 0, &fix) == -1);
  banxin_result_destroy(result);
  banxin_source_destroy(source);
  banxin_engine_destroy(engine);
}

int main(int argc, char **argv) {
  test_versions();
  test_null_is_taken();
  test_misuse_is_an_error_object();
  test_problems_have_places();
  test_smaller_structs_are_respected();
  test_progress_may_cancel();
  test_lint();
  if (argc == 3) {
    test_folder(argv[1], argv[2]);
    test_editions(argv[1], argv[2]);
    test_composition(argv[1], argv[2]);
  }
  if (failures == 0) {
    printf("ok\n");
  }
  return failures == 0 ? 0 : 1;
}

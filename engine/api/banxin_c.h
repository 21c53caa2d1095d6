/* Banxin for C, and for every language that can call C.
 *
 *   banxin_error *error = NULL;
 *   banxin_engine *engine = banxin_engine_create();
 *   banxin_source *source = banxin_source_open_folder("2023-09", 7, "/usr/share/banxin", 17,
 * &error); banxin_result *result = NULL; banxin_options options; banxin_options_init(&options); if
 * (source && banxin_build(engine, source, &options, &result, &error) == BANXIN_OK) { size_t size;
 *     const char *pdf = banxin_result_pdf(result, &size);
 *     ... write `size` bytes ...
 *   }
 *   for (i = 0; i < banxin_result_diagnostic_count(result); ++i) { ... }
 *   banxin_result_destroy(result);
 *   banxin_source_destroy(source);
 *   banxin_engine_destroy(engine);
 *   banxin_error_destroy(error);
 *
 * Strings are UTF-8 with a length in bytes; those handed out are also zero-terminated, and those
 * handed in may hold any byte. Paths are strings too.
 *
 * Ownership. What a `_create`, `_open_` or out-parameter gives is yours: end it with the `_destroy`
 * of its type, which takes NULL as well. Strings and buffers reached through a handle belong to
 * it and live as long as it does. Options are copied before a call returns.
 *
 * Errors. Faults of the issue are diagnostics inside a banxin_result, which is given with both
 * BANXIN_OK and BANXIN_PROBLEMS. Other statuses give no result; if `error` is not NULL and *error
 * is NULL, *error becomes an error object. No exception and no longjmp crosses this interface.
 *
 * Threads. No global state. An engine serves one call at a time and starts workers of its own;
 * your read callbacks are called from them, several at once. Different engines are independent.
 *
 * Compatibility. Within one ABI version functions are only added, and structs only grow at the
 * end: `size` says how much of a struct the caller knows; fields beyond it take their defaults.
 */
#ifndef BANXIN_C_H
#define BANXIN_C_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define BANXIN_ABI_VERSION 1

typedef struct banxin_engine banxin_engine; /* fonts and caches; keep it for the next issue */
typedef struct banxin_source banxin_source; /* where files of an issue come from */
typedef struct banxin_result banxin_result; /* PDF or dump, diagnostics, facts */
typedef struct banxin_error banxin_error;   /* why a call gave no result */
typedef struct banxin_buffer banxin_buffer; /* filled by a read callback; lives during the call */

typedef enum banxin_status {
  BANXIN_OK = 0,       /* done, without errors in the issue */
  BANXIN_PROBLEMS = 1, /* the issue has errors: see the diagnostics */
  BANXIN_MISUSE = 2,   /* a NULL or a value that is not allowed */
  BANXIN_NO_MEMORY = 3,
  BANXIN_CANCELLED = 4, /* a progress callback said so */
  BANXIN_INTERNAL = 5   /* a bug in the engine; the error object says where */
} banxin_status;

/* ABI version of the library at run time: works with this header if it equals
 * BANXIN_ABI_VERSION. */
int banxin_abi_version(void);
/* "0.1.0", static. */
const char* banxin_version(void);

/* ---- errors -------------------------------------------------------------------------------- */

banxin_status banxin_error_status(const banxin_error* error);
const char* banxin_error_message(const banxin_error* error);
void banxin_error_destroy(banxin_error* error);

/* ---- engines ------------------------------------------------------------------------------- */

/* NULL only for lack of memory. */
banxin_engine* banxin_engine_create(void);
/* An engine that shares loaded fonts with `other`: for building many issues on several threads, an
 * engine each, options.threads = 1. The two are independent otherwise and end in any order. NULL
 * for lack of memory, or if `other` is NULL. */
banxin_engine* banxin_engine_create_beside(const banxin_engine* other);
void banxin_engine_destroy(banxin_engine* engine);

/* ---- sources ------------------------------------------------------------------------------- */

/* An issue folder on disc. `share` is the folder that holds `layouts` and `fonts`; empty: found as
 * the program banxin finds it. Fonts are looked for in the system's folders. NULL on failure. */
banxin_source* banxin_source_open_folder(const char* folder,
                                         size_t folder_length,
                                         const char* share,
                                         size_t share_length,
                                         banxin_error** error);

typedef enum banxin_resource {
  BANXIN_ISSUE_FILE = 0,  /* path relative to the issue folder: "issue.toml", "articles/01.md" */
  BANXIN_LAYOUT_FILE = 1, /* "classic/layout.toml" */
  BANXIN_FONT_LIST = 2,   /* fonts.toml; the name is empty */
  BANXIN_FONT_FILE = 3,   /* file name from the font list */
  BANXIN_HYPHENATION = 4, /* language tag ("en-US"): hyphenation patterns as libhyphen reads them;
                           * asked for only if the layout hyphenates, and may be not found */
  BANXIN_PROFILE = 5 /* ICC profile by file name ("ISOcoated_v2_300_bas.icc"); may be not found:
                      * then there is no print edition, and screen does not claim PDF/A */
} banxin_resource;

typedef enum banxin_read_status {
  BANXIN_READ_OK = 0,
  BANXIN_READ_NOT_FOUND = 1,
  BANXIN_READ_OUTSIDE = 2,
  BANXIN_READ_NOT_A_FILE = 3,
  BANXIN_READ_TOO_LARGE = 4,
  BANXIN_READ_FAILED = 5
} banxin_read_status;

/* Copies bytes into the answer of a read callback. Returns 0, or -1 for lack of memory. */
int banxin_buffer_copy(banxin_buffer* buffer, const void* data, size_t size);
/* Answers with memory that stays valid and unchanged until `release` is called with `owner`
 * (a mapped font, say). `release` may be NULL and is called from any thread, once. */
int banxin_buffer_borrow(banxin_buffer* buffer,
                         const void* data,
                         size_t size,
                         void (*release)(void* owner),
                         void* owner);

typedef struct banxin_callbacks {
  size_t size; /* sizeof(banxin_callbacks) */
  void* user;  /* handed to every callback */
  /* Fills `buffer` with the named resource. More than `limit` bytes are BANXIN_READ_TOO_LARGE.
   * Called from several threads at once. */
  banxin_read_status (*read)(void* user,
                             banxin_resource kind,
                             const char* name,
                             size_t length,
                             uint64_t limit,
                             banxin_buffer* buffer);
  /* Calls `found` for each issue file that matches a glob, in any order. May be NULL: then globs
   * in issue.toml match nothing. */
  void (*glob)(void* user,
               const char* pattern,
               size_t length,
               void (*found)(void* context, const char* path, size_t path_length),
               void* context);
  int64_t now; /* seconds since 1970, for the dates in the files of an issue that has none */
} banxin_callbacks;

/* An issue whose files your program holds. The callbacks are copied. */
banxin_source* banxin_source_create(const banxin_callbacks* callbacks, banxin_error** error);
void banxin_source_destroy(banxin_source* source);

/* ---- jobs ---------------------------------------------------------------------------------- */

typedef enum banxin_language { BANXIN_CHINESE = 0, BANXIN_ENGLISH = 1 } banxin_language;

typedef enum banxin_edition {
  BANXIN_SCREEN = 0, /* trimmed pages, links, tags */
  BANXIN_PRINT = 1,  /* PDF/X with bleed */
  BANXIN_IMPOSED = 2 /* printer's spreads */
} banxin_edition;

typedef enum banxin_pdfx {
  BANXIN_PDFX_AS_SAID = 0,
  BANXIN_PDFX_4 = 1,
  BANXIN_PDFX_1A = 2
} banxin_pdfx;

/* Bits of options.editions and options.marks. 0: as issue and layout say in [output]. */
#define BANXIN_WANT_SCREEN 1u
#define BANXIN_WANT_PRINT 2u
#define BANXIN_WANT_IMPOSED 4u
#define BANXIN_MARK_TRIM 1u
#define BANXIN_MARK_REGISTRATION 2u
#define BANXIN_MARK_COLOR_BAR 4u
#define BANXIN_MARK_JOB_LINE 8u
#define BANXIN_MARK_NONE 16u

typedef struct banxin_options {
  size_t size;        /* sizeof(banxin_options) */
  const char* layout; /* "classic", "classic@1.0"; NULL: what the issue says */
  size_t layout_length;
  unsigned threads;         /* 0: one per processor; never changes the output */
  int draft;                /* not 0: boxes for missing characters and pictures instead of errors */
  int check_only;           /* not 0: everything but the PDF */
  banxin_language language; /* of messages and hints */
  /* Told each stage before it starts ("issue", "layout", "fonts", "pictures", "pages", "pdf"), on
   * the calling thread; anything but 0 cancels. May be NULL. */
  int (*progress)(void* user, const char* stage);
  void* progress_user;
  int composition;   /* not 0: a composition report is made, see banxin_result_composition */
  int lint;          /* not 0: the editorial lint speaks too, see banxin_result_fix */
  unsigned editions; /* BANXIN_WANT_… */
  banxin_pdfx pdfx;
  const char* profile; /* file name of an ICC profile; NULL: as issue and layout say */
  size_t profile_length;
  unsigned marks;  /* BANXIN_MARK_… */
  int has_created; /* not 0: `created` goes before the issue's own date */
  int64_t created; /* seconds since 1970, for the dates in the files */
} banxin_options;

/* Defaults: the issue's layout, all processors, final quality, a PDF, Chinese messages. */
void banxin_options_init(banxin_options* options);

typedef enum banxin_stage {
  BANXIN_STAGE_ISSUE = 0,
  BANXIN_STAGE_STYLED = 1,
  BANXIN_STAGE_SHAPED = 2,
  BANXIN_STAGE_BROKEN = 3,
  BANXIN_STAGE_FRAGMENT = 4,
  BANXIN_STAGE_DOCUMENT = 5,
  BANXIN_STAGE_TAGS = 6,
  BANXIN_STAGE_PDF = 7
} banxin_stage;

/* Builds the issue. `options` may be NULL. *result is set with BANXIN_OK and BANXIN_PROBLEMS. */
banxin_status banxin_build(banxin_engine* engine,
                           const banxin_source* source,
                           const banxin_options* options,
                           banxin_result** result,
                           banxin_error** error);
/* The text of the value after `stage`: banxin_result_dump. */
banxin_status banxin_dump(banxin_engine* engine,
                          const banxin_source* source,
                          const banxin_options* options,
                          banxin_stage stage,
                          banxin_result** result,
                          banxin_error** error);

/* Which font serves which role, and every character that is not set in the first font of its role:
 * banxin_result_font_role, banxin_result_font_use. Makes no pages. */
banxin_status banxin_fonts(banxin_engine* engine,
                           const banxin_source* source,
                           const banxin_options* options,
                           banxin_result** result,
                           banxin_error** error);

/* ---- results ------------------------------------------------------------------------------- */

/* The PDF, complete or empty: of the first edition wanted, in the order of banxin_edition. */
const char* banxin_result_pdf(const banxin_result* result, size_t* size);

/* One file of a build. */
typedef struct banxin_file {
  size_t size; /* sizeof(banxin_file), set by the caller */
  banxin_edition edition;
  const char* part; /* of an edition with several files: "cover"; else empty */
  const char* pdf;
  size_t pdf_size;
} banxin_file;

/* All files, the one of banxin_result_pdf first; none if there are errors. */
size_t banxin_result_file_count(const banxin_result* result);
/* Fills *file; what it points to lives as long as the result. 0, or -1 if there is no such one. */
int banxin_result_file(const banxin_result* result, size_t index, banxin_file* file);
const char* banxin_result_dump(const banxin_result* result, size_t* size);

typedef struct banxin_facts {
  size_t size; /* sizeof(banxin_facts), set by the caller */
  int pages, articles, blank_pages, passes;
  double last_page_fill; /* 0 to 1 */
  /* Of the layout used; live as long as the result. The version may be empty. */
  const char* layout;
  const char* layout_version;
  int sheets;      /* of paper, in the imposed edition */
  double spine_mm; /* of its cover apart */
} banxin_facts;

void banxin_result_facts(const banxin_result* result, banxin_facts* facts);

typedef enum banxin_severity {
  BANXIN_NOTE = 0,
  BANXIN_WARNING = 1,
  BANXIN_ERROR = 2
} banxin_severity;

typedef struct banxin_diagnostic {
  size_t size; /* sizeof(banxin_diagnostic), set by the caller */
  banxin_severity severity;
  const char* code;              /* "E101": stable, for programs */
  const char* message;           /* for people; wording may change */
  const char* hint;              /* what to do; may be empty */
  const char* file;              /* relative to the issue; empty if of no place */
  uint32_t line, column;         /* from 1, columns in characters; 0 if of no place */
  uint32_t end_line, end_column; /* first position after it */
  int page;                      /* physical page from 0; -1: none */
} banxin_diagnostic;

/* Diagnostics in source order. */
size_t banxin_result_diagnostic_count(const banxin_result* result);
/* Fills *diagnostic; its strings live as long as the result. 0, or -1 if there is no such one. */
int banxin_result_diagnostic(const banxin_result* result,
                             size_t index,
                             banxin_diagnostic* diagnostic);

/* What would mend a diagnostic of the editorial lint. For an editor's plug-in: banxin_dump with
 * BANXIN_STAGE_ISSUE and options.lint reads and lints the manuscripts and no more. */
typedef struct banxin_fix {
  size_t size;             /* sizeof(banxin_fix), set by the caller */
  const char* replacement; /* to stand in the place of what is there; may be empty */
  int safe;                /* not 0: nobody would want the old text back */
  uint32_t line, column;   /* in the diagnostic's file, counted as there */
  uint32_t end_line, end_column;
} banxin_fix;

/* Fills *fix with that of diagnostic `index`. 0, or -1 if it has none. */
int banxin_result_fix(const banxin_result* result, size_t index, banxin_fix* fix);

/* ---- the composition report ----------------------------------------------------------------
 * There if options.composition was set and pages could be made. Strings live as long as the
 * result. Running heads and folios are not looked at. */

typedef struct banxin_line_counts {
  size_t size; /* sizeof(banxin_line_counts), set by the caller */
  size_t lines;
  size_t justified; /* that had to fill the measure; the following are of these */
  size_t gap_above_1_16, gap_above_1_8, gap_above_1_4; /* em added to each gap between Han */
  size_t compressed;
} banxin_line_counts;

/* Counts of the whole issue. 0, or -1 if there is no report. */
int banxin_result_composition(const banxin_result* result, banxin_line_counts* total);

typedef struct banxin_page {
  size_t size;       /* sizeof(banxin_page), set by the caller */
  int page;          /* physical, from 0 */
  const char* folio; /* as printed; may be empty */
  size_t lines, justified;
  double score; /* weight of its findings: the greater, the more there is to mend; 0: nothing */
} banxin_page;

/* Pages with text, in order. */
size_t banxin_result_page_count(const banxin_result* result);
/* 0, or -1 if there is no such page. */
int banxin_result_page(const banxin_result* result, size_t index, banxin_page* page);

typedef enum banxin_lines {
  BANXIN_FINDINGS = 0, /* what to look at, in reading order */
  BANXIN_LOOSEST = 1,  /* the loosest lines of the page, at most two */
  BANXIN_TIGHTEST = 2
} banxin_lines;

typedef struct banxin_line {
  size_t size;           /* sizeof(banxin_line), set by the caller */
  const char* flaw;      /* of a finding: "widow", "short-last-line" …, stable; else empty */
  double amount;         /* of a finding: em, or lines; 0 if it has none */
  const char* file;      /* relative to the issue; empty if of no place */
  uint32_t line, column; /* from 1, columns in characters; 0 if of no place */
  const char* article;   /* its title; empty outside of articles */
  const char* text;      /* the beginning of the line */
  int column_of_page;    /* from 0 */
  double gap;            /* em added to each gap between Han */
  double squeeze;        /* em, the most taken from one mark or space */
  double ratio;          /* below 0 compressed (-1: all room used), above 0 stretched */
} banxin_line;

/* `page` is an index below banxin_result_page_count. */
size_t banxin_result_line_count(const banxin_result* result, size_t page, banxin_lines which);
/* 0, or -1 if there is no such line. */
int banxin_result_line(
    const banxin_result* result, size_t page, banxin_lines which, size_t index, banxin_line* line);

/* ---- the fonts report (banxin_fonts) ------------------------------------------------------- */

/* A face of a font role of the layout (banxin_fonts). */
typedef struct banxin_font_role {
  size_t size; /* sizeof(banxin_font_role), set by the caller */
  const char* role;
  const char* family;
  const char* file;
  const char* package; /* Debian package that has it; may be empty */
  const char* licence; /* SPDX id */
  int weight;          /* 1 to 1000 */
  int loaded;          /* 0: not installed */
  uint64_t characters; /* of the issue set in it, all roles together */
} banxin_font_role;

size_t banxin_result_font_role_count(const banxin_result* result);
/* 0, or -1 if there is no such one. Strings live as long as the result; so in the next one. */
int banxin_result_font_role(const banxin_result* result, size_t index, banxin_font_role* role);

typedef enum banxin_font_reason {
  BANXIN_FONT_MISSING = 0,   /* no font has it */
  BANXIN_FONT_LACKING = 1,   /* the role's first font lacks it */
  BANXIN_FONT_VARIANT = 2,   /* no font has the variation sequence; the base form is set */
  BANXIN_FONT_UNFIT_MARK = 3 /* the first font draws it for Latin text or another language */
} banxin_font_reason;

/* What became of a character in one role. */
typedef struct banxin_font_use {
  size_t size;        /* sizeof(banxin_font_use), set by the caller */
  uint32_t character; /* code point */
  const char* text;   /* as typed, with its variation selector */
  const char* role;   /* font role of the layout */
  const char* font;   /* family it is set in instead; empty: nowhere */
  const char* forms;  /* languages whose forms that font has, if not the text's own; else empty */
  banxin_font_reason reason;
  uint64_t times;
  const char* file; /* where first; empty if of no place */
  uint32_t line, column;
} banxin_font_use;

/* Missing characters first, each group by code point. */
size_t banxin_result_font_use_count(const banxin_result* result);
int banxin_result_font_use(const banxin_result* result, size_t index, banxin_font_use* use);

void banxin_result_destroy(banxin_result* result);

#ifdef __cplusplus
}
#endif

#endif /* BANXIN_C_H */

/*
 * load_private.h - what the files of the loader share.
 *
 * Loading has two steps. The load_*.c files turn settings into the method and write down what can
 * only be judged when everything is there: ids (named), names of other things (ref), and
 * expressions (use). check.c then judges these.
 */
#ifndef FORM_LOAD_PRIVATE_H
#define FORM_LOAD_PRIVATE_H

#include "sis/base/conf.h"
#include "sis/form/expr.h"
#include "sis/form/method.h"

/* More items than this in one form are refused: a grid multiplies its rows by its columns. */
#define FORM_ITEMS_MAX 5000

/* Kinds of ids; two of one kind within the same owner must differ. */
enum named_kind {
    NAMED_FORM,
    NAMED_ITEM,
    NAMED_SECTION,
    NAMED_SCALE,
    NAMED_OPTION,
    NAMED_ENTRY,
    NAMED_WARNING,
    NAMED_WATCH,
    NAMED_DUE,
    NAMED_LETTER
};

struct named {
    enum named_kind kind;
    const void *owner; /* NULL: the whole method */
    const char *id;
    const struct conf *at;
    size_t order; /* the first of two is the right one */
};

/* Kinds of names that point to something else. */
enum ref_kind { REF_FORM, REF_LIST, REF_ITEM, REF_SUBJECT, REF_PHASE, REF_CONTACT, REF_PRINTED };

struct ref {
    enum ref_kind kind;
    const char *name;
    const struct conf *at;
    const char *form;   /* REF_PRINTED: the item must be one of this form */
    bool needs_subject; /* REF_PRINTED: the letter leaves the home */
};

/* What an expression is for: who may be mentioned in it differs. */
enum use_kind {
    USE_ITEM,   /* of an item: show, check, compute, initial, an option's show */
    USE_CASE,   /* over the last signed answers: warnings, rhythm, letters */
    USE_LETTER, /* words of a letter that leaves the home: only what has the block's subject */
    USE_ROW     /* over one row of the row form `form` */
};

struct use {
    enum use_kind kind;
    const struct expr *expr;
    const struct conf *at;
    const char *form;    /* USE_ROW */
    const char *subject; /* USE_LETTER */
};

struct loader {
    struct arena *arena;   /* of the method */
    struct arena *scratch; /* of loading: the files' trees, and what is below here */
    struct problems *problems;
    struct method *method;
    struct named *named;
    size_t n_named, cap_named;
    struct ref *ref;
    size_t n_refs, cap_refs;
    struct use *use;
    size_t n_uses, cap_uses;
    const struct conf *header; /* items of method.cfg that forms begin with, or NULL */
    /* Something could not be read at all: what it would have held is not missed one by one. */
    bool frame_broken;
    bool parts_broken;
    const char **twice; /* ids that mean two items: what rules say of them cannot be judged */
    size_t n_twice, cap_twice;
};

/* Ids that are short for longer ones: a header's items within their form, a grid's columns within
 * their row. `${need}` then means `${<prefix>.need}`. */
struct locals {
    const char *prefix;
    const struct conf *list; /* groups with an id each */
};

/* What an item is read for. */
struct item_context {
    const struct section *section;
    const struct locals *locals; /* prefix of its id, or NULL */
    const struct item *grid, *grid_row;
    const char *subject; /* of the row, which beats the item's own */
    bool template;       /* a column as such: only its cells count */
};

#define LOAD_FRAME_FILE "method.cfg"

/* In the order of file and line. What is made of one setting several times (a header in each form,
 * a column in each row) tells its mistakes as often; once is enough. */
void load_tidy(struct problems *problems);

/* --- load_setting.c --------------------------------------------------------------------------- */

/* A member that must be there; NULL with a problem when it is not. */
const struct conf *load_need(struct loader *loader, const struct conf *group, const char *name);
/* A text that must be there and not be empty; never NULL. */
const char *load_text(struct loader *loader, const struct conf *group, const char *name);
/* A label that must be there. */
struct label load_label(struct loader *loader, const struct conf *group, const char *name);
/* The id of a group, checked for its letters and length; never NULL. */
const char *load_id(struct loader *loader, const struct conf *group, const char *name);
/* A list of groups: members that are no groups are problems. Absent: NULL, with a problem when it
 * is needed. What is no group stays in the list: look at its kind. */
const struct conf *load_groups(struct loader *loader, const struct conf *group, const char *name,
                               bool needed);
/* An array of texts in the arena; *list becomes the setting, or NULL. */
const char *const *load_texts(struct loader *loader, const struct conf *group, const char *name,
                              size_t *n, const struct conf **list);
/* One word out of words (ended by NULL): *at becomes its place. False when it is absent, or with a
 * problem when it is none of them. */
bool load_word(struct loader *loader, const struct conf *group, const char *name,
               const char *const *words, size_t *at);

/* What is to be judged later: an id (empty ones are passed over), a name, an expression. */
void load_name(struct loader *loader, enum named_kind kind, const void *owner, const char *id,
               const struct conf *at);
/* The id was found to mean two items. */
void load_twice(struct loader *loader, const char *id);
/* The ref is valid until the next one. */
struct ref *load_ref(struct loader *loader, enum ref_kind kind, const struct conf *at,
                     const char *name);
/* A member that names something, or NULL. */
const char *load_ref_text(struct loader *loader, enum ref_kind kind, const struct conf *group,
                          const char *name);
void load_use(struct loader *loader, const struct use *use);

/* --- load_rules.c ----------------------------------------------------------------------------- */

/* The id that a short one stands for, or id itself. */
const char *load_local(struct loader *loader, const struct locals *locals, const char *id);
/* An expression that may be absent (then NULL). use holds kind, form and subject. With keep = false
 * it is only read for mistakes. */
const struct expr *load_expr(struct loader *loader, const struct conf *group, const char *name,
                             const struct use *use, const struct locals *locals, bool keep);
/* Reads the ${...} of both languages of a label; `use` as above. Returns how many there are. */
size_t load_template(struct loader *loader, const struct conf *group, const char *name,
                     const struct use *use);
void load_warnings(struct loader *loader, const struct conf *group);
void load_watches(struct loader *loader, const struct conf *group);
void load_rhythm(struct loader *loader, const struct conf *group);

/* --- load_letter.c ---------------------------------------------------------------------------- */

void load_letter(struct loader *loader, const struct conf *group, struct letter *letter);

/* --- load_scale.c ----------------------------------------------------------------------------- */

void load_entries(struct loader *loader, const struct conf *group, const char *name,
                  struct entries *entries);
void load_scales(struct loader *loader, const struct conf *group);
/* The scale of an item with options of its own. */
const struct scale *load_own_scale(struct loader *loader, const struct conf *item, const char *id,
                                   const struct item_context *context, bool other);

/* --- load_item.c ------------------------------------------------------------------------------ */

/* An upper bound of the items that a list of items makes. */
size_t load_count_items(const struct conf *list);
/* Reads a list of items into item[*n] and on. */
void load_items(struct loader *loader, const struct conf *list, const struct item_context *context,
                struct item *item, size_t *n);

/* --- load_form.c ------------------------------------------------------------------------------ */

void load_form(struct loader *loader, const struct conf *group, struct form *form);

/* --- check.c ---------------------------------------------------------------------------------- */

/* Judges names, refs and uses of the whole method, and makes its index. */
void check_method(struct loader *loader);

#endif

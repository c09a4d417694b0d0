/*
 * inside.h - what casework's files share: the open home, the session's own part, and the turn, which
 * is how every use case runs.
 */
#ifndef SIS_CASEWORK_INSIDE_H
#define SIS_CASEWORK_INSIDE_H

#include "roster.h"
#include "sis/casework/case.h"
#include "sis/casework/home.h"
#include "sis/casework/setup.h"
#include "sis/casework/work.h"
#include "sis/store/audit_log.h"
#include "sis/store/db.h"
#include "sis/store/json_read.h"
#include "sis/store/row.h"
#include "sis/vault/keyring.h"
#include "sis/vault/seal.h"
#include "sis/vault/statement.h"

/* Forms that the program itself keeps; they are no part of the method. */
#define FORM_YOUTH "youth"
#define FORM_STAFF "staff"
#define FORM_HOME "home"

struct home {
    struct db *db;
    struct side side;
    struct clock clock;
    char *head_file;
    unsigned failures; /* wrong passphrases in this process since the last right one */
    int64_t failed_at; /* moment of the last one */
    bool quiet;        /* the head is made known at the end, not after each turn */
};

/* One case's access list as it is now; list is NULL while it has to be read anew. */
struct access_view {
    struct id case_id;
    struct arena *arena;
    const struct access_list *list;
    const struct vault_key *key; /* NULL: not for this person */
    uint64_t seen;               /* highest number of the list in this session */
    struct access_view *next;
};

/* What the home has set; see settings.h. Lives in the session's arena. */

struct home_settings {
    const char *name;
    const struct contact_number *contact;
    size_t n;
    struct hash hash; /* of the text that was read */
};

struct work_own {
    struct roster roster;
    const struct vault_key *home_key; /* NULL: this role does not hold it */
    const struct key_entry *log_key;
    struct access_view *access;
    struct rows registry; /* rows under the home key */
    struct arena *registry_arena;
    struct case_file *cases; /* open ones */
    int64_t others;          /* db_others when the lists were last looked at */
    int64_t lists;           /* statement_row_last when they were read */
    bool looked;             /* the overview of today stands in the log */
    struct home_settings settings;
    struct method_cache *methods;
    struct json_reader *reader;
};

/* --- a use case --- */

struct turn {
    struct work *work;
    const char *what; /* code of what is done: "case.open" */
    struct id case_id, object;
    struct audit_link link;
    struct hash *row; /* hashes of the rows written */
    size_t n_rows;
    const char *note; /* flags and words without content, or NULL */
    bool open;
};

/* Checks the right against the lists as they are now, takes the write lock and a place in the log. On
 * failure there is nothing to end. case_id may be NULL. */
bool turn_begin(struct turn *turn, struct work *work, enum action action, const char *what,
                const struct id *case_id, struct err *err) WARN_UNUSED;
/* For what needs no right of the table: one's own drafts, logging in and out. */
bool turn_begin_own(struct turn *turn, struct work *work, const char *what,
                    struct err *err) WARN_UNUSED;
/* Writes a row under the key of turn->case_id, or under the home key, and notes its hash. record
 * needs id, parent, cause, form, state, revision, based_on; the rest is filled in. */
bool turn_row(struct turn *turn, struct record *record, const struct answers *answers,
              struct err *err) WARN_UNUSED;
/* Remembers a hash for the log. */
void turn_note_row(struct turn *turn, const struct hash *hash);
/* Writes the log row and commits; then the head is made known. */
bool turn_commit(struct turn *turn, struct err *err) WARN_UNUSED;
/* Rolls back what was not committed. */
void turn_end(struct turn *turn);

/* --- who is at the keyboard --- */

struct account_row;

/* A login name as it was typed: without spaces, in small letters; "" when it cannot be one. */
void session_login_name(const char *typed, char login[LOGIN_MAX + 1]);
/* Opens a bundle with a passphrase as it was typed. */
struct keyring *session_open_bundle(struct home *home, const struct account_row *row,
                                    const char *passphrase, struct err *err);
/* A wrong passphrase: the delay grows and the log has a line. Outside a turn. */
void session_failed(struct home *home, const struct id *account);
/* A new passphrase: five words when given is NULL, else a cleaned copy of what was given, which must
 * hold. phrase has PHRASE_TEXT bytes and is wiped by the caller. */
bool phrase_take(const char *given, enum role role, char *phrase, struct err *err) WARN_UNUSED;

/* --- lists and keys --- */

/* Reads the signed lists anew when another session has written. ERR_DENIED when this account has
 * ended. */
bool work_refresh(struct work *work, struct err *err) WARN_UNUSED;
/* The case's access list, checked; NULL and err (ERR_MISSING: there is no such case). */
const struct access_view *work_access(struct work *work, const struct id *case_id, struct err *err);
/* After a change of lists in this session: they are read anew when next asked for. */
void work_forget_lists(struct work *work);
void work_forget_access(struct work *work);
/* At the end of the session. */
void work_drop_lists(struct work *work);
/* The row of an author of this session. */
struct author work_author(const struct work *work);
/* Display name of an account from the register of staff; the login name when there is none. */
const char *work_person(struct work *work, const struct id *account);
/* Brings the rows under the home key up to date; false when this person does not hold it. */
bool work_registry(struct work *work, struct err *err) WARN_UNUSED;

/* Path of the head file for these options. */
char *home_head_path(const struct home_options *options);
/* A home around a database that is open already; takes it. */
struct home *home_take(struct db *db, const struct side *side, const struct home_options *options);
/* The names under which the recovery bundle and the log's public key stand among the accounts; no
 * person can have them. */
#define LOGIN_RECOVERY ".recovery"
#define LOGIN_LOG ".log"

/* Answers as the one JSON object of a row. */
bool answers_to_json(const struct answers *answers, struct str *out);

#endif

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
    struct turn *turn; /* that is open */
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
    bool looked_at_letters;  /* and that letters were opened to see how urgent they are */
    struct home_settings settings;
    struct method_cache *methods;
};

/* --- a use case --- */

struct turn {
    struct work *work;
    const char *what; /* code of what is done: "case.open" */
    struct id case_id, object;
    struct audit_link link;
    struct audit_start log; /* the log's row, begun before the lock was taken */
    struct hash *row;       /* hashes of the rows written */
    size_t n_rows;
    struct hash *list; /* and of the signed lists */
    size_t n_lists;
    const char *note; /* flags and words without content, or NULL */
    /* Who signs the rows: the session's person, unless a second one has logged in beside them. The
     * log's row is always the session's. */
    const struct keyring *signer;
    struct author author;
    bool open;
};

/* Checks the right against the lists as they are now, takes the write lock and a place in the log. On
 * failure there is nothing to end. case_id may be NULL. */
bool turn_begin(struct turn *turn, struct work *work, enum action action, const char *what,
                const struct id *case_id, struct err *err) WARN_UNUSED;
/* For what needs no right of the table: one's own drafts, logging in and out. */
bool turn_begin_own(struct turn *turn, struct work *work, const char *what,
                    struct err *err) WARN_UNUSED;
/* For somebody whom two recovery codes put on the lists in this very turn: no list is asked before. */
bool turn_begin_first(struct turn *turn, struct work *work, const char *what,
                      struct err *err) WARN_UNUSED;
/* Writes a row under the key of turn->case_id, or under the home key, and notes its hash. record
 * needs id, parent, cause, form, state, revision, based_on; the rest is filled in. */
bool turn_row(struct turn *turn, struct record *record, const struct answers *answers,
              struct err *err) WARN_UNUSED;
/* Remembers the hash of a row, or of a signed list, for the log. */
void turn_note_row(struct turn *turn, const struct hash *hash);
void turn_note_list(struct turn *turn, const struct hash *hash);
/* Writes the log row and commits; then the head is made known. */
bool turn_commit(struct turn *turn, struct err *err) WARN_UNUSED;
/* Rolls back what was not committed. */
void turn_end(struct turn *turn);

/* --- who is at the keyboard --- */

struct account_row;
struct recovery_code;

/* A login name as it was typed: without spaces, in small letters; "" when it cannot be one. */
void session_login_name(const char *typed, char login[LOGIN_MAX + 1]);
/* A session that nobody has let in yet, around a ring; takes the ring. Freed by session_release. */
struct work *session_make(struct home *home, struct keyring *ring, enum lang lang);
/* Ends one without a line in the log. */
void session_release(struct work *work);
/* Opens a bundle with a passphrase as it was typed. */
struct keyring *session_open_bundle(struct home *home, const struct account_row *row,
                                    const char *passphrase, struct err *err);
/* A wrong passphrase: the delay grows and the log has a line. Outside a turn. */
void session_failed(struct home *home, const struct id *account);

/* Whether an own passphrase will do for this role; ERR_INPUT tells why not. A lead has made words. */
bool passphrase_check(const char *passphrase, enum role role, struct err *err) WARN_UNUSED;
/* A new passphrase: five words when given is NULL, else a cleaned copy of what was given, which must
 * hold. phrase has PHRASE_TEXT bytes and is wiped by the caller. */
bool passphrase_take(const char *given, enum role role, char *phrase, struct err *err) WARN_UNUSED;

/* Has all three new codes typed back; confirm NULL: not asked (practice and tests). */
bool setup_codes_back(const struct setup_result *result, const struct recovery_code *codes,
                      bool (*confirm)(void *, const struct setup_result *, int, char *, size_t),
                      void *arg, struct err *err) WARN_UNUSED;
/* What this session has seen of root and lists becomes the least it takes; in a turn. */
bool session_pin(struct work *work, struct err *err) WARN_UNUSED;

/* --- two people at one terminal --- */

/* Whether this is another account than the session's, not ended, that reads the case and may do this;
 * sets who, with the name as it is now (borrowed from the session). ERR_PASSWORD for an unknown
 * name, as for a wrong passphrase. */
bool second_may(struct work *work, const struct id *case_id, enum action action, const char *login,
                struct author *who, struct err *err) WARN_UNUSED;
/* The keys of such a person. A wrong passphrase counts as a failed log-in. It takes its time, so it
 * stands before the turn, which asks second_may again. */
struct keyring *second_open(struct work *work, const struct id *case_id, enum action action,
                            const char *login, const char *passphrase, struct err *err);

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
/* The names under which the recovery bundle and the log's public key stand among the accounts, and
 * whether a name is of their kind: no person can have one. */
#define LOGIN_RECOVERY ".recovery"
#define LOGIN_LOG ".log"
bool login_is_reserved(const char *login);

#endif

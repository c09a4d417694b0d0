/* bench_sessions.c - twenty sessions saving at once, beside SQLite alone doing the same. */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bench.h"
#include "bench_bare.h"

#define SESSIONS 20
#define CASES 5
#define SAVES 8 /* of each session in a round */
#define ROUNDS 12
#define PATIENCE_MS 30000
#define BARE "bare.db"

/* A child reports with a byte that it is ready, then after each round that was ordered. */
struct team {
    int order[SESSIONS], reports[2];
    size_t n;
};

static void must(bool done)
{
    if (done)
        return;
    perror("bench: sessions");
    exit(1);
}

static void report(struct team *team)
{
    must(write(team->reports[1], ".", 1) == 1);
}

static bool next_round(int orders)
{
    char order;

    must(read(orders, &order, 1) == 1);
    return order == 'g';
}

/* Waits for a byte of each; a child that has failed has said why. */
static void all_reported(struct team *team, size_t n)
{
    char bytes[SESSIONS];

    while (n > 0) {
        struct pollfd poll_one = {.fd = team->reports[0], .events = POLLIN};
        ssize_t got = poll(&poll_one, 1, PATIENCE_MS) == 1 ? read(team->reports[0], bytes, n) : -1;

        must(got > 0);
        n -= (size_t)got;
    }
}

/* In the child: where its orders come from. In the parent: -1. */
static int team_fork(struct team *team)
{
    int orders[2];

    must(pipe(orders) == 0);
    fflush(NULL);
    if (fork() == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        return orders[0];
    }
    close(orders[0]);
    team->order[team->n++] = orders[1];
    return -1;
}

static void tell(struct team *team, char order)
{
    for (size_t i = 0; i < team->n; i++)
        must(write(team->order[i], &order, 1) == 1);
}

static double round_of(struct team *team)
{
    double start = bench_now();

    tell(team, 'g');
    all_reported(team, team->n);
    return bench_now() - start;
}

static void team_end(struct team *team)
{
    tell(team, 'q');
    for (size_t i = 0; i < team->n; i++) {
        must(wait(NULL) > 0);
        close(team->order[i]);
    }
    close(team->reports[0]);
    close(team->reports[1]);
}

/* --- ours --- */

/* As the screen does: when others hold the file the draft stays, and the next turn tries again. */
static void save(struct case_file *file, const struct form *form, const struct answers *answers)
{
    struct record_new record = {.record = record_begin(), .form = form->id, .answers = answers};
    const struct timespec turn = {.tv_nsec = 1000000};
    struct err err = {0};

    while (!record_save(file->work, file, &record, NULL, &err)) {
        bench_must(err.code == ERR_BUSY, &err);
        err_clear(&err);
        nanosleep(&turn, NULL);
    }
}

static void save_one(struct bench_home *it, const struct id *case_id)
{
    const struct answers *answers;
    const struct form *form = bench_home_form(it, &answers);
    struct err err = {0};
    struct case_file *file = case_open(it->work, case_id, &err);

    bench_must(file != NULL, &err);
    save(file, form, answers);
    case_close(file);
}

static void session(struct team *team, int orders, struct bench_home *it, const struct id *case_id)
{
    const struct answers *answers;
    const struct form *form;
    struct case_file *file;
    struct err err = {0};
    struct home *home;

    it->work = bench_home_login(it, &home);
    form = bench_home_form(it, &answers);
    file = case_open(it->work, case_id, &err);
    bench_must(file != NULL, &err);
    report(team);
    while (next_round(orders)) {
        for (int i = 0; i < SAVES; i++)
            save(file, form, answers);
        report(team);
    }
    _exit(0);
}

/* --- the database alone --- */

static void bare_session(struct team *team, int orders, struct bench_home *it, size_t row_n,
                         size_t audit_n)
{
    struct bare_writer writer;

    bare_writer_init(&writer, bare_open(it, BARE), row_n, audit_n);
    report(team);
    while (next_round(orders)) {
        for (int i = 0; i < SAVES; i++)
            bare_write(&writer);
        report(team);
    }
    _exit(0);
}

static size_t records_in(struct bench_home *it, const struct id *case_id, size_t n)
{
    struct err err = {0};
    size_t sum = 0;

    for (size_t i = 0; i < n; i++) {
        struct case_file *file = case_open(it->work, &case_id[i], &err);

        bench_must(file != NULL, &err);
        sum += file->n_records;
        case_close(file);
    }
    return sum;
}

static void measure(struct bench_home *it)
{
    static const char what[] = "20 sessions save 8 forms each";
    double ours[ROUNDS], bare[ROUNDS];
    struct id case_id[CASES];
    struct team team = {.n = 0}, bare_team = {.n = 0};
    int orders;
    size_t row_n, audit_n, lost, before;
    char who[64];

    for (size_t i = 0; i < CASES; i++)
        case_id[i] = bench_home_case(it, arena_printf(it->arena, "26-00%zu", i + 1));
    bench_home_sign(it, case_id, CASES, CASES);
    /* One goes the way that all will go, so that the bare rows are as large as those. */
    save_one(it, &case_id[0]);
    before = records_in(it, case_id, CASES);
    bare_copy(it, BARE);
    row_n = bare_newest(it, "row", 0);
    /* The newest but one of the log: afterwards every case was opened, which wrote no row. */
    audit_n = bare_newest(it, "audit", CASES);
    /* No connection is used on both sides of a fork. */
    session_end(it->work);
    home_close(it->home);
    must(pipe(team.reports) == 0 && pipe(bare_team.reports) == 0);
    for (size_t i = 0; i < SESSIONS; i++) {
        if ((orders = team_fork(&team)) >= 0)
            session(&team, orders, it, &case_id[i % CASES]);
        if ((orders = team_fork(&bare_team)) >= 0)
            bare_session(&bare_team, orders, it, row_n, audit_n);
        all_reported(&team, 1);
        all_reported(&bare_team, 1);
    }
    for (size_t i = 0; i < ROUNDS; i++) {
        ours[i] = round_of(&team);
        bare[i] = round_of(&bare_team);
    }
    team_end(&team);
    team_end(&bare_team);
    it->work = bench_home_login(it, &it->home);
    lost = before + SESSIONS * SAVES * ROUNDS - records_in(it, case_id, CASES);
    snprintf(who, sizeof who, "sis-tui (%d saved, %zu lost)", SESSIONS * SAVES * ROUNDS, lost);
    bench_row(what, who, ours, ROUNDS, "ms", NULL);
    bench_row(what, "bare SQLite, same rows, FULL", bare, ROUNDS, "ms", "1.5");
}

int main(void)
{
    struct bench_home it;

    bench_home_make(&it, "sessions");
    measure(&it);
    bench_home_remove(&it);
    return 0;
}

/* test_e2e_note.c - a note in the real program: how many keys and seconds it takes from the login screen,
 * and its way to a lead, into the case, and back to its author. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "unit.h"

#include "desk.h"
#include "sis/base/utf8.h"

#define CASE "24-031 Granen"
#define WORDS "Stod länge vid fönstret. ”Jag orkar inte.”"
/* What a practised hand takes for a key, in milliseconds (Card, Moran and Newell's keystroke model: 200
 * for a good typist, 280 for an average one). */
#define KEY_MS 280

struct tally {
    struct term *term;
    int keys;    /* that choose and move */
    int letters; /* of what is written, and of name and phrase */
    double waited;
};

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static void key(struct tally *it, const char *name, const char *then)
{
    double from = now();
    term_key(it->term, name);
    term_expect_text(it->term, then);
    it->keys++;
    it->waited += now() - from;
}

static void keys(struct tally *it, const char *letters, const char *then)
{
    double from = now();
    term_send(it->term, letters);
    term_expect_text(it->term, then);
    it->keys += (int)strlen(letters);
    it->waited += now() - from;
}

static void write_text(struct tally *it, const char *words, const char *then)
{
    double from = now();
    size_t n = strlen(words);
    term_send(it->term, words);
    term_expect_text(it->term, then);
    for (size_t at = 0; at < n; at = utf8_next(words, n, at))
        it->letters++;
    it->waited += now() - from;
}

static void log_in(struct tally *it)
{
    write_text(it, "kim", "› Namn        kim");
    key(it, "Enter", "› Lösenfras");
    write_text(it, "sol regn vind moln dis", "•");
    key(it, "Enter", "Kim L, personal");
}

static void say(const char *what, const struct tally *it)
{
    int all = it->keys + it->letters;
    print_message("%s: %d keys and %d letters, the program took %.2f s, a person about %.0f s\n",
                  what, it->keys, it->letters, it->waited, all * KEY_MS / 1000.0 + it->waited);
}

/* All eight questions, with a line of text; and the least there is: the right youth, and handed in. */
static void a_minute_is_enough(void **state)
{
    struct desk *desk = *state;
    struct tally it = {NULL, 0, 0, 0}, least;
    desk_start(desk, 24, 80);
    it.term = desk->term;
    log_in(&it);
    say("login", &it);
    least = it;
    key(&it, "F6", "Vem?");
    write_text(&it, "031", "Granen            rum 4");
    key(&it, "Enter", "Är någon i fara nu?");
    keys(&it, "nnn", "3 av 8 svar");
    write_text(&it, WORDS, "orkar inte.”");
    key(&it, "Tab", "4 av 8 svar");
    keys(&it, "1n1n", "8 av 8 svar");
    key(&it, "F2", "Rätt ungdom? Granen, rum 4");
    key(&it, "Enter", "Inlämnat 10:30.");
    say("a whole note, with login", &it);
    assert_true((it.keys + it.letters) * KEY_MS / 1000.0 + it.waited < 60);
    least.waited = 0;
    key(&least, "F6", "Vem?");
    write_text(&least, "031", "Granen            rum 4");
    key(&least, "Enter", "Är någon i fara nu?");
    key(&least, "F2", "Rätt ungdom? Granen, rum 4");
    key(&least, "Enter", "Inlämnat 10:30.");
    say("an empty note, with login", &least);
    assert_true(least.keys <= 8);
    desk_leave(desk);
}

static void to_a_lead_into_the_case_and_back(void **state)
{
    struct desk *desk = *state;
    struct term *term;
    desk_start(desk, 24, 80);
    term = desk->term;
    desk_log_in(term, "1", "Kim L, personal");
    desk_press(term, "F6");
    desk_type(term, "031");
    desk_press(term, "Enter");
    desk_answer(term, "Är någon i fara nu?", "n");
    desk_answer_text(term, "Vad såg eller hörde du?", "Vill prata med en chef. LINDBLAD.");
    desk_answer(term, "Vem ska veta?", "3");
    desk_press(term, "F2");
    term_expect_text(term, "Vilken chef ska läsa?");
    desk_press(term, "2");
    term_expect_text(term, "Läses bara av:");
    term_expect_text(term, "Eli S, chef");
    desk_press(term, "Enter");
    term_expect_text(term, "inte läst");
    desk_lock(term);

    desk_log_in(term, "2", "Noor A, utredare, psykolog");
    desk_open_case(term, "Granen");
    desk_back_to(term, "ÄRENDEN");
    desk_lock(term);

    desk_log_in(term, "3", "Eli S, chef");
    desk_follow(term, "Noteringar till chef");
    desk_follow(term, CASE);
    term_expect_text(term, "LINDBLAD.");
    desk_press(term, "b");
    desk_type(term, "Jag kommer till avdelningen klockan tre.");
    desk_press(term, "Enter");
    term_expect_text(term, "Svaret ligger hos den som skrev.");
    desk_press(term, "F2");
    term_expect_text(term, "Lägga noteringen i " CASE);
    term_key(term, "j");
    term_expect_text(term, "Noteringen ligger i ärendet.");
    desk_lock(term);

    desk_log_in(term, "1", "Kim L, personal");
    term_expect_text(term, "läst av chef i dag 10:30, svar");
    desk_follow(term, CASE "   i dag 10:30");
    term_expect_text(term, "Läst av chef, i dag 10:30");
    term_expect_text(term, "Jag kommer till avdelningen klockan tre.");
    assert_false(term_contains(term, "LINDBLAD."));
    assert_false(term_contains(term, "Eli S"));
    desk_leave(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_minute_is_enough, desk_sit_down, desk_get_up),
        cmocka_unit_test_setup_teardown(to_a_lead_into_the_case_and_back, desk_sit_down,
                                        desk_get_up),
    };
    if (!utf8_locale())
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}

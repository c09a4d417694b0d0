/* test_e2e_job.c - the main job in the real program: a note, what follows from it, and a letter that
 * holds only what was allowed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "pty.h"
#include "scratch.h"
#include "sis/base/file.h"
#include "sis/base/mem.h"

#define CASE "24-031 Granen"
#define FOCUS "┃"

/* --- at the keyboard -------------------------------------------------------------------------- */

struct desk {
    struct scratch scratch; /* HOME, so that the program can be started again */
    struct term *term;
    const char *lang;
};

static void start(struct desk *desk, int rows, int cols)
{
    char home[80];
    const char *argv[] = {"build/sis-tui", "--practice", "--language", desk->lang,
                          "--forms",       "forms",      NULL};
    const char *env[] = {home, "SIS_TUI_NOW=2026-11-22T10:30:00Z", NULL};
    const char *build = getenv("B");
    char program[128];

    if (build) {
        snprintf(program, sizeof program, "%s/sis-tui", build);
        argv[0] = program;
    }
    snprintf(home, sizeof home, "HOME=%s", desk->scratch.folder);
    desk->term = term_spawn(argv, rows, cols, env);
    term_expect_text(desk->term, "sol regn vind moln dis");
}

static void leave(struct desk *desk)
{
    term_key(desk->term, "C-q");
    term_expect_exit(desk->term, 0);
    term_expect_restored(desk->term);
    term_close(desk->term);
    desk->term = NULL;
}

/* What is on the screen; in a form only the question that is focused, since a draft is saved at any time. */
static void look(struct term *term, bool in_form, struct str *out)
{
    struct str screen;

    str_init(&screen, 0);
    while (term_pump(term, 2)) {
    }
    term_screen(term, &screen);
    for (const char *line = screen.p; *line;) {
        size_t n = strcspn(line, "\n");
        if (!in_form || strncmp(line, FOCUS, strlen(FOCUS)) == 0) {
            str_add(out, line, n);
            str_putc(out, '\n');
        }
        line += n + (line[n] == '\n');
    }
    str_release(&screen);
}

struct before {
    struct str screen;
    bool in_form;
};

static bool is_other(struct term *term, void *arg)
{
    const struct before *before = arg;
    struct str now;
    bool other;

    str_init(&now, 0);
    look(term, before->in_form, &now);
    other = now.n > 0 && strcmp(now.p, before->screen.p) != 0;
    str_release(&now);
    return other;
}

/* Presses a key (a name, or the character itself) and waits for what it does. */
static void press_in(struct term *term, const char *name, bool in_form)
{
    struct before before = {.in_form = in_form};

    str_init(&before.screen, 0);
    look(term, in_form, &before.screen);
    term_key(term, name);
    term_expect_that(term, name, is_other, &before);
    str_release(&before.screen);
}

static void press(struct term *term, const char *name)
{
    press_in(term, name, false);
}

static void type(struct term *term, const char *text)
{
    term_send(term, text);
    term_expect_text(term, text);
}

static bool is_focused(struct term *term, const char *label)
{
    struct str focused;
    bool found;

    str_init(&focused, 0);
    look(term, true, &focused);
    for (char *cursor; (cursor = strstr(focused.p, "‸")) != NULL;)
        memmove(cursor, cursor + strlen("‸"), strlen(cursor + strlen("‸")) + 1);
    found = strstr(focused.p, label) != NULL;
    str_release(&focused);
    return found;
}

static void go_to(struct term *term, const char *label)
{
    for (int i = 0; i < 120 && !is_focused(term, label); i++)
        press_in(term, "Tab", true);
    if (!is_focused(term, label))
        term_expect_text(term, label);
}

/* Goes to the question and presses keys, one character each. */
static void answer(struct term *term, const char *label, const char *keys)
{
    char key[2] = "";

    go_to(term, label);
    for (; *keys; keys++) {
        key[0] = *keys;
        press_in(term, key, true);
    }
}

static void answer_text(struct term *term, const char *label, const char *text)
{
    go_to(term, label);
    type(term, text);
}

struct line {
    const char *label, *keys, *text; /* one of keys and text */
};

static void answer_all(struct term *term, const struct line *line, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (line[i].text)
            answer_text(term, line[i].label, line[i].text);
        else
            answer(term, line[i].label, line[i].keys);
}

/* Follows a link of a page. */
static void follow(struct term *term, const char *words)
{
    char focused[256];

    snprintf(focused, sizeof focused, "› %s", words);
    for (int i = 0; i < 60 && !term_contains(term, focused); i++)
        press(term, "Tab");
    term_expect_text(term, focused);
    press(term, "Enter");
}

static void back_to(struct term *term, const char *text)
{
    term_key(term, "Esc");
    term_expect_text(term, text);
}

static void log_in(struct term *term, const char *digit, const char *name)
{
    term_expect_text(term, "sol regn vind moln dis");
    term_key(term, digit);
    term_expect_text(term, name);
}

static void lock(struct term *term)
{
    term_key(term, "F12");
    term_expect_text(term, "sol regn vind moln dis");
}

static void open_case(struct term *term, const char *name)
{
    press(term, "F5");
    type(term, name);
    press(term, "Enter");
    term_expect_text(term, "Att du öppnar ärendet loggas.");
    press(term, "j");
}

/* --- the job ---------------------------------------------------------------------------------- */

static void the_ward_writes_a_note(struct term *term)
{
    log_in(term, "1", "Kim L, personal");
    press(term, "F6");
    type(term, "Granen");
    press(term, "Enter");
    term_expect_text(term, "Rätt ungdom? " CASE "  rum 4");
    press(term, "j");
    answer(term, "Är någon i fara nu?", "j");
    term_expect_text(term, "RING FÖRST 112, sedan chef i beredskap");
    term_expect_text(term, "Programmet larmar ingen.");
    term_expect_text(term, "F12 lås");
    answer(term, "Vem har du ringt?", "12");
    answer(term, "Självskada eller dödstankar?", "n");
    answer(term, "Hot, press eller skuld?", "j");
    answer_text(term, "Vad såg eller hörde du?", "Sa: ”de väntar på mig”. RÖNNBÄR.");
    answer(term, "Hur vet du det?", "1");
    answer(term, "Lovade du något?", "n");
    answer(term, "Vem ska veta?", "1");
    press(term, "F2");
    term_expect_text(term, "Läses av Kim L (personal), Noor A (utredare, psykolog), Eli S (chef).");
    term_key(term, "j");
    term_expect_text(term, "Inlämnat 10:30.");
}

static void the_caseworker_signs_it(struct term *term)
{
    follow(term, "Läs 2 noteringar som väntar");
    term_expect_text(term, "Sa: ”de väntar på mig”. RÖNNBÄR.");
    follow(term, "i dag 10:30");
    term_expect_text(term, "Inte signerat än.");
    term_expect_text(term, "112, chef i beredskap");
    press(term, "F2");
    term_expect_text(term, "Signera att du har läst");
    term_key(term, "j");
    term_expect_text(term, "Läst av Noor A, utredare, psykolog, i dag 10:30");
    press(term, "t");
    answer_text(term, "Vad vill du lägga till?", "Polisen har varit här.");
    answer(term, "Vad gäller tillägget?", "2");
    press(term, "F2");
    term_key(term, "j");
    term_expect_text(term, "Signerat 10:30.");
    term_expect_text(term, "Polisen har varit här.");
    back_to(term, "Noteringar att läsa");
    back_to(term, "SKRIV");
}

static void sign(struct term *term, const char *title)
{
    char question[128];

    snprintf(question, sizeof question, "Signera %s för " CASE, title);
    press(term, "F2");
    term_expect_text(term, "Ska detta i journalen?");
    press(term, "j");
    term_expect_text(term, question);
    term_key(term, "j");
    term_expect_text(term, "Signerat 10:30.");
    term_expect_text(term, "SKRIV");
}

static void the_staff_fill_in_the_relation(struct term *term)
{
    static const struct line staff[] = {
        {"När var samtalet", NULL, "2026-11-21 21:30"},
        {"Vad bygger svaren på?", "1", NULL},
        {"Vem är kontaktperson?", NULL, "behandlingsassistent"},
        {"Vem är ersättare?", NULL, "avdelningssjuksköterska"},
        {"Tid på tu man hand", "4", NULL},
        {"Ungdomen söker själv kontakt", "2", NULL},
        {"Ni kan vara oense", "1", NULL},
        {"Ungdomen berättar sådant", "1", NULL},
        {"Har kontakten skurit sig", "n", NULL},
        {"Vi vet vad vi jobbar mot.", "4", NULL},
        {"Vi pratar om det som är viktigt", "4", NULL},
        {"Vi gör det vi säger.", "5", NULL},
        {"hemmet", "0", NULL},
        {"socialtjänsten", "1", NULL},
        {"polisen", "2", NULL},
        {"vården", "0", NULL},
        {"skolan", "0", NULL},
        {"domstolen", "1", NULL},
        {"Vad gör vi vid ledighet", NULL, "ersättaren tar över"},
        {"Nästa lilla steg", NULL, "baka på lördag"},
        {"När?", NULL, "2026-11-28"},
    };

    follow(term, "Kontakt och tillit, 15 min");
    answer_all(term, staff, ARRAY_LEN(staff));
}
/* Neither the youth's keys nor a lock lead to the staff's part: only the passphrase does. */
static void give_back(struct term *term)
{
    term_key(term, "C-q");
    term_key(term, "F5");
    press(term, "Esc");
    term_expect_text(term, "Lämna tillbaka skärmen till personalen.");
    term_expect_gone(term, "behandlingsassistent");
    term_key(term, "F12");
    term_expect_text(term, "ÖVNING  Logga in");
    term_key(term, "2");
    term_expect_text(term, "Lämna tillbaka skärmen till personalen.");
    term_expect_gone(term, "KONTAKT OCH TILLIT");
    term_send(term, "sol regn vind moln is");
    press(term, "Enter");
    term_expect_text(term, "Lösenfrasen stämmer inte.");
    term_send(term, "sol regn vind moln dis");
    press(term, "Enter");
    term_expect_text(term, "KONTAKT OCH TILLIT");
}

static void the_youth_answers_alone(struct term *term)
{
    go_to(term, "Din del");
    press(term, "Enter");
    press(term, "j");
    term_expect_text(term, "Det finns inga rätta svar.");
    press(term, "b");
    term_expect_text(term, "F2 jag är klar");
    term_expect_gone(term, "behandlingsassistent");
    term_expect_gone(term, "KONTAKT OCH TILLIT");
    term_expect_text(term, "Det finns någon här jag kan prata med.");
    press(term, "4");
    term_expect_text(term, "De vuxna här gör det de säger.");
    /* Somebody passes by. */
    press(term, "F8");
    term_expect_gone(term, "De vuxna här");
    term_expect_gone(term, "Din del");
    press(term, "F8");
    term_expect_text(term, "De vuxna här gör det de säger.");
    press(term, "-");
    term_expect_text(term, "Fråga 3 av ");
    give_back(term);
    sign(term, "Kontakt och tillit");
}

static void write_consent(struct term *term, const char *receiver, const char *subjects,
                          const char *said)
{
    press(term, "n");
    answer(term, "Vem gäller det?", receiver);
    answer(term, "Om vad?", subjects);
    answer(term, "Vad svarar ungdomen?", said);
    if (said[0] == 'j')
        answer_text(term, "Till och med?", "2027-02-01");
    answer(term, "Hur gavs svaret?", "1");
    press(term, "F2");
    term_expect_text(term, "Sparat 10:30.");
}

static void the_youth_consents(struct term *term)
{
    static const struct line lines[] = {
        {"När var samtalet", NULL, "2026-11-21 21:30"},
        {"Vad bygger svaren på?", "1", NULL},
        {"Vad har ungdomen fått information", "123", NULL},
        {"Hur vet du att ungdomen förstod?", NULL, "Berättade det med egna ord."},
        {"Vet ungdomen att ingen", "j", NULL},
        {"Vilka vill ungdomen ska få veta?", "34", NULL},
        {"Kan ungdomen själv bestämma", "j", NULL},
        {"Varför?", NULL, "Förstår frågan."},
        {"Vad gäller för vårdnadshavarna?", "1", NULL},
        {"Kan någon i familjen", "n", NULL},
    };

    follow(term, "Information och samtycke, 20 min");
    answer_all(term, lines, ARRAY_LEN(lines));
    go_to(term, "Samtycken");
    press(term, "Enter");
    term_expect_text(term, "ny rad");
    write_consent(term, "1", "12a", "j");
    term_expect_text(term, "placerande socialnämnd: ja");
    write_consent(term, "7", "1", "n");
    term_expect_text(term, "skola: nej");
    press(term, "Esc");
    answer(term, "Ska något lämnas utan", "n");
    answer_text(term, "När går ni igenom", "2027-02-01");
    sign(term, "Information och samtycke");
}

static void write_rows(struct term *term, const char *list, const struct line *one, size_t n_one,
                       const struct line *other, size_t n_other)
{
    go_to(term, list);
    press(term, "Enter");
    term_expect_text(term, "ny rad");
    for (int i = 0; i < (other ? 2 : 1); i++) {
        press(term, "n");
        answer_all(term, i ? other : one, i ? n_other : n_one);
        press(term, "F2");
        term_expect_text(term, "Sparat 10:30.");
    }
    press(term, "Esc");
}

/* Capitals mark what the letter may hold or not; the plan's second row is about health. */
static const struct line handover_first[] = {
    {"När var samtalet", NULL, "2026-11-21 21:30"},
    {"Vad bygger svaren på?", "1", NULL},
    {"Vem tar emot?", "1", NULL},
    {"Varför får vi lämna", "1", NULL},
    {"Vem ska inte få veta", NULL, "kamratkretsen"},
    {"Kort bakgrund", NULL, "BLÅKLOCKA placerad i september."},
    {"Vad vill ungdomen?", NULL, "HALLON och en lägenhet."},
    {"Vad har hjälpt", NULL, "TRAST på kvällen."},
    {"Vad har inte hjälpt", NULL, "KOLTRAST med flera vuxna."},
    {"Motivation nu", NULL, "SMULTRON framåt."},
    {"Behov av skydd", NULL, "KORP från äldre."},
    {"Vem har de skyddade", NULL, "SKATA på ledningen"},
    {"boende", NULL, "LINGON"},
    {"skola och arbete", NULL, "HÄGER"},
    {"pengar och skulder", NULL, "TRANA"},
    {"hälsa och sömn", NULL, "SVAN"},
    {"alkohol och droger", NULL, "KAJA"},
    {"familj och närstående", NULL, "GÖK"},
    {"fritid och vänner", NULL, "BLÅBÄR"},
    {"Har vården bekräftat", "j", NULL},
    {"Har skolan lämnat över?", "n", NULL},
};

static const struct line plan_row[] = {
    {"Vad ska göras?", NULL, "ODON varje vecka"},
    {"Vem ansvarar?", "1", NULL},
    {"Senast när?", NULL, "2026-12-15"},
    {"Vad handlar raden om?", "a", NULL},
};

static const struct line plan_row_on_health[] = {
    {"Vad ska göras?", NULL, "ÖRN till läkaren"},
    {"Vem ansvarar?", "1", NULL},
    {"Senast när?", NULL, "2026-12-16"},
    {"Vad handlar raden om?", "5a", NULL},
};

static const struct line contact_route[] = {
    {"Vem? Skriv funktion", NULL, "socialsekreterare"},
    {"När?", "1", NULL},
    {"Hur?", NULL, "HJORTRON ringer"},
};

static const struct line handover_last[] = {
    {"Vem tar över om", NULL, "gruppledaren"},
    {"försvinner", NULL, "ringer nämnden"},
    {"hotas", NULL, "UGGLA ringer"},
    {"får ett återfall", NULL, "ringer vården"},
    {"När var överlämningsmötet?", NULL, "2026-11-20"},
    {"Vilka funktioner var med?", NULL, "socialsekreterare"},
    {"Var ungdomen med?", "j", NULL},
    {"Vem har bekräftat", NULL, "socialsekreterare"},
    {"När bekräftades det?", NULL, "2026-11-21"},
    {"Tar en extern utförare", "n", NULL},
};

static void they_prepare_the_handover(struct term *term)
{
    follow(term, "Överlämning, 30 min");
    answer_all(term, handover_first, ARRAY_LEN(handover_first));
    write_rows(term, "Planen som fortsätter", plan_row, ARRAY_LEN(plan_row), plan_row_on_health,
               ARRAY_LEN(plan_row_on_health));
    write_rows(term, "Kontaktvägar de första", contact_route, ARRAY_LEN(contact_route), NULL, 0);
    answer_all(term, handover_last, ARRAY_LEN(handover_last));
    sign(term, "Överlämning");
}

/* The file that the screen says it has saved. */
static void read_saved(struct term *term, struct str *path, struct str *letter)
{
    static const char words[] = "Sparat i ";
    struct str screen;
    const char *from;

    term_expect_text(term, words);
    str_init(&screen, 0);
    term_screen(term, &screen);
    from = strstr(screen.p, words) + sizeof words - 1;
    str_add(path, from, strcspn(from, " \n"));
    str_release(&screen);
    assert_true(file_read(path->p, 1 << 20, letter, NULL));
}

static void assert_all(const char *text, const char *const word[], size_t n, bool there)
{
    for (size_t i = 0; i < n; i++) {
        if ((strstr(text, word[i]) != NULL) != there)
            print_error("%s: %s\n%s\n", there ? "missing" : "leaked", word[i], text);
        assert_true((strstr(text, word[i]) != NULL) == there);
    }
}

static void they_hand_over(struct term *term)
{
    static const char *const given[] = {"BLÅKLOCKA", "HALLON",   "SMULTRON",     "LINGON",
                                        "BLÅBÄR",    "ODON",     "HJORTRON",     "ringer nämnden",
                                        "24-031 K1", "Kvittens", "OSL 26 kap. 1"};
    static const char *const withheld[] = {
        "TRAST",  "KOLTRAST", "KORP",     "SKATA", "HÄGER",  "TRANA",
        "SVAN",   "KAJA",     "GÖK",      "ÖRN",   "UGGLA",  "RÖNNBÄR",
        "Övning", "Granen",   "20110106", "2394",  "avhopp", "lämnas inte ut"};
    struct str path, letter;
    struct stat file;

    follow(term, "Brev: Överlämning");
    follow(term, "placerande socialnämnd");
    term_expect_text(term, "LÄMNAS INTE UT");
    term_expect_text(term, "Hot och skydd. Ungdomen är inte tillfrågad.");
    term_expect_text(term, "– Vad har hjälpt i kontakten?");
    press(term, "F2");
    term_expect_text(term, "En kollega läser brevet");
    type(term, "eli");
    press(term, "Tab");
    term_send(term, "sol regn vind moln dis");
    term_key(term, "Enter");
    str_init(&path, 0);
    str_init(&letter, 0);
    read_saved(term, &path, &letter);
    assert_string_equal(strrchr(path.p, '/'), "/24-031-K1.txt");
    assert_int_equal(stat(path.p, &file), 0);
    assert_int_equal(file.st_mode & 07777, 0600);
    assert_all(letter.p, given, ARRAY_LEN(given), true);
    assert_all(letter.p, withheld, ARRAY_LEN(withheld), false);
    str_release(&path);
    str_release(&letter);
}

static void everything_is_there(struct term *term)
{
    log_in(term, "2", "Noor A, utredare, psykolog");
    open_case(term, "Granen");
    term_expect_text(term, "Upptäcka    ✓ 22 november");
    term_expect_text(term, "Kontakt     ✓ 22 november");
    term_expect_text(term, "Överlämning  ✓ 22 november");
    follow(term, "Allt i ärendet");
    term_expect_text(term, "Överlämning");
    term_expect_text(term, "Information och samtycke");
    back_to(term, "SKRIV");
    follow(term, "Samtycke, 2");
    term_expect_text(term, "placerande socialnämnd: ja");
    term_expect_text(term, "skola: nej");
}

static void nobody_else_gets_in(struct term *term)
{
    log_in(term, "1", "Kim L, personal");
    press(term, "F5");
    type(term, "Vinden");
    press(term, "Enter");
    term_expect_text(term, "Du har inte behörighet till 24-019 Vinden  rum 6.");
    press(term, "n");
    term_expect_gone(term, "Du har inte behörighet");
    term_expect_text(term, "Sök ungdom");
}

static void test_the_main_job(void **state)
{
    struct desk *desk = *state;

    desk->lang = "sv";
    start(desk, 24, 80);
    the_ward_writes_a_note(desk->term);
    lock(desk->term);
    term_resize(desk->term, 40, 120);
    log_in(desk->term, "2", "Noor A, utredare, psykolog");
    open_case(desk->term, "Granen");
    the_caseworker_signs_it(desk->term);
    the_staff_fill_in_the_relation(desk->term);
    the_youth_answers_alone(desk->term);
    the_youth_consents(desk->term);
    they_prepare_the_handover(desk->term);
    they_hand_over(desk->term);
    leave(desk);

    start(desk, 40, 120);
    everything_is_there(desk->term);
    lock(desk->term);
    nobody_else_gets_in(desk->term);
    leave(desk);
}

static void test_a_note_in_english(void **state)
{
    struct desk *desk = *state;
    struct term *term;

    desk->lang = "en";
    start(desk, 24, 80);
    term = desk->term;
    log_in(term, "1", "Kim L, ");
    press(term, "F6");
    type(term, "Granen");
    press(term, "Enter");
    term_expect_text(term, "The right youth? " CASE "  room 4");
    press(term, "y");
    answer(term, "Is somebody in danger now?", "y");
    term_expect_text(term, "CALL FIRST 112, then lead on duty");
    term_expect_text(term, "F12 lock");
    answer(term, "Whom have you called?", "1");
    answer_text(term, "What did you see or hear?", "Said: “they wait for me”.");
    press(term, "F2");
    term_key(term, "y");
    term_expect_text(term, "Handed in");
    leave(desk);
}

/* --- the program ------------------------------------------------------------------------------ */

static int sit_down(void **state)
{
    struct desk *desk = mem_new(sizeof *desk);

    scratch_make(&desk->scratch);
    *state = desk;
    return 0;
}

static int get_up(void **state)
{
    struct desk *desk = *state;

    term_close(desk->term);
    scratch_remove(&desk->scratch);
    mem_free(desk);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_main_job, sit_down, get_up),
        cmocka_unit_test_setup_teardown(test_a_note_in_english, sit_down, get_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

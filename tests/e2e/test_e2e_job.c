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

#include "desk.h"
#include "sis/base/file.h"

#define CASE "24-031 Granen"

/* --- the job ---------------------------------------------------------------------------------- */

static void the_ward_writes_a_note(struct term *term)
{
    desk_log_in(term, "1", "Kim L, personal");
    desk_press(term, "F6");
    desk_type(term, "Granen");
    desk_press(term, "Enter");
    desk_answer(term, "Är någon i fara nu?", "j");
    term_expect_text(term, "Ring först 112. Sedan chef i beredskap");
    term_expect_text(term, "Programmet larmar ingen, så ring innan");
    term_expect_text(term, "F12 lås");
    desk_answer(term, "Vem har du ringt?", "12");
    desk_answer(term, "Självskada eller dödstankar?", "n");
    desk_answer(term, "Hot, press eller skuld?", "j");
    desk_answer_text(term, "Vad såg eller hörde du?", "Sa: ”de väntar på mig”. RÖNNBÄR.");
    desk_answer(term, "Hur vet du det?", "1");
    desk_answer(term, "Lovade du något?", "n");
    desk_answer(term, "Vem ska veta?", "1");
    desk_press(term, "F2");
    term_expect_text(term, "Rätt ungdom? Granen, rum 4");
    term_expect_text(term, "Läses av dem som har behörighet till ärendet:");
    term_expect_text(term, "– Noor A, utredare, psykolog");
    term_expect_text(term, "Har du inte ringt än: gör det nu.");
    term_key(term, "j");
    term_expect_text(term, "Inlämnat 10:30.");
}

static void the_caseworker_signs_it(struct term *term)
{
    desk_follow(term, "Läs nu: 2 noteringar som väntar");
    term_expect_text(term, "Sa: ”de väntar på mig”. RÖNNBÄR.");
    desk_follow(term, "i dag 10:30");
    term_expect_text(term, "Inte signerat än.");
    term_expect_text(term, "112, chef i beredskap");
    desk_press(term, "F2");
    term_expect_text(term, "Signera att du har läst");
    term_key(term, "j");
    term_expect_text(term, "Läst av Noor A, utredare, psykolog, i dag 10:30");
    desk_press(term, "t");
    desk_answer_text(term, "Vad vill du lägga till?", "Polisen har varit här.");
    desk_answer(term, "Vad gäller tillägget?", "2");
    desk_press(term, "F2");
    term_key(term, "j");
    term_expect_text(term, "Signerat 10:30.");
    term_expect_text(term, "Polisen har varit här.");
    desk_back_to(term, "Noteringar att läsa");
    desk_back_to(term, "e händelse");
}

static void sign(struct term *term, const char *title)
{
    char question[128];

    snprintf(question, sizeof question, "Signera %s för " CASE, title);
    desk_press(term, "F2");
    term_expect_text(term, "Ska det här in i journalen?");
    desk_press(term, "j");
    desk_press(term, "F2");
    term_expect_text(term, question);
    term_key(term, "j");
    term_expect_text(term, "Signerat 10:30.");
    desk_press(term, "Home"); /* from the form's link to the first one */
}

static void the_staff_fill_in_the_relation(struct term *term)
{
    static const struct desk_line staff[] = {
        {"När var samtalet", NULL, "2026-11-21 21:30"},
        {"Vad bygger svaren på?", "1", NULL},
        {"Vem är kontaktperson?", NULL, "behandlingsassistent"},
        {"Vem är ersättare?", NULL, "avdelningssjuksköterska"},
        {"Tid på tu man hand", "4", NULL},
        {"Ungdomen söker själv kontakt", "2", NULL},
        {"Ni kan vara oense", "1", NULL},
        {"Ungdomen berättar sådant", "1", NULL},
        {"Har det skurit sig mellan er", "n", NULL},
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

    desk_follow(term, "Kontakt och tillit, 15 min");
    desk_answer_all(term, staff, ARRAY_LEN(staff));
}
/* Neither the youth's keys nor a lock lead to the staff's part: only the passphrase does. */
static void give_back(struct term *term)
{
    term_key(term, "C-q");
    term_key(term, "F5");
    desk_press(term, "Esc");
    term_expect_text(term, "Lämna tillbaka skärmen till personalen.");
    term_expect_gone(term, "behandlingsassistent");
    term_key(term, "F12");
    term_expect_text(term, "ÖVNING  Logga in");
    term_key(term, "2");
    term_expect_text(term, "Lämna tillbaka skärmen till personalen.");
    term_expect_gone(term, "KONTAKT OCH TILLIT");
    term_send(term, "sol regn vind moln is");
    desk_press(term, "Enter");
    term_expect_text(term, "Lösenfrasen stämmer inte.");
    term_send(term, "sol regn vind moln dis");
    desk_press(term, "Enter");
    term_expect_text(term, "KONTAKT OCH TILLIT");
}

static void the_youth_answers_alone(struct term *term)
{
    desk_go_to(term, "Din del");
    desk_press(term, "Enter");
    desk_press(term, "j");
    term_expect_text(term, "Det finns inga rätta svar.");
    desk_press(term, "b");
    term_expect_text(term, "F2 jag är klar");
    term_expect_gone(term, "behandlingsassistent");
    term_expect_gone(term, "KONTAKT OCH TILLIT");
    term_expect_text(term, "Det finns någon här jag kan prata med.");
    desk_press(term, "4");
    term_expect_text(term, "De vuxna här gör det de säger.");
    /* Somebody passes by. */
    desk_press(term, "F8");
    term_expect_gone(term, "De vuxna här");
    term_expect_gone(term, "Din del");
    desk_press(term, "F8");
    term_expect_text(term, "De vuxna här gör det de säger.");
    desk_press(term, "-");
    term_expect_text(term, "Fråga 3 av ");
    give_back(term);
    sign(term, "Kontakt och tillit");
}

static void write_consent(struct term *term, const char *receiver, const char *subjects,
                          const char *said)
{
    desk_press(term, "n");
    desk_answer(term, "Vilken mottagare gäller det?", receiver);
    desk_answer(term, "Om vad?", subjects);
    desk_answer(term, "Vad svarar ungdomen?", said);
    if (said[0] == 'j')
        desk_answer_text(term, "Till och med?", "2027-02-01");
    desk_answer(term, "Hur gavs svaret?", "1");
    desk_press(term, "F2");
    term_expect_text(term, "Sparat 10:30.");
}

static void the_youth_consents(struct term *term)
{
    static const struct desk_line lines[] = {
        {"När var samtalet", NULL, "2026-11-21 21:30"},
        {"Vad bygger svaren på?", "1", NULL},
        {"Vad har ungdomen fått information", "123", NULL},
        {"Hur vet du att ungdomen förstod?", NULL, "Berättade det med egna ord."},
        {"Vet ungdomen att ingen", "j", NULL},
        {"Vilka vill ungdomen att vi", "34", NULL},
        {"Kan ungdomen själv bestämma", "j", NULL},
        {"Varför?", NULL, "Förstår frågan."},
        {"Vad gäller för vårdnadshavarna?", "1", NULL},
        {"Kan någon i familjen", "n", NULL},
    };

    desk_follow(term, "Information och samtycke, 20 min");
    desk_answer_all(term, lines, ARRAY_LEN(lines));
    desk_go_to(term, "Samtycken");
    desk_press(term, "Enter");
    term_expect_text(term, "ny rad");
    write_consent(term, "1", "12a", "j");
    term_expect_text(term, "placerande socialnämnd: ja");
    write_consent(term, "7", "1", "n");
    term_expect_text(term, "skola: nej");
    desk_press(term, "Esc");
    desk_answer(term, "Ska någon uppgift lämnas", "n");
    desk_answer_text(term, "När går ni igenom", "2027-02-01");
    sign(term, "Information och samtycke");
}

static void write_rows(struct term *term, const char *list, const struct desk_line *one,
                       size_t n_one, const struct desk_line *other, size_t n_other)
{
    desk_go_to(term, list);
    desk_press(term, "Enter");
    term_expect_text(term, "ny rad");
    for (int i = 0; i < (other ? 2 : 1); i++) {
        desk_press(term, "n");
        desk_answer_all(term, i ? other : one, i ? n_other : n_one);
        desk_press(term, "F2");
        term_expect_text(term, "Sparat 10:30.");
    }
    desk_press(term, "Esc");
}

/* Capitals mark what the letter may hold or not; the plan's second row is about health. */
static const struct desk_line handover_first[] = {
    {"När var samtalet", NULL, "2026-11-21 21:30"},
    {"Vad bygger svaren på?", "1", NULL},
    {"Vem tar emot?", "1", NULL},
    {"Varför får vi lämna", "1", NULL},
    {"Vem ska inte få veta", NULL, "kamratkretsen"},
    {"Kort bakgrund", NULL, "BLÅKLOCKA placerad i september."},
    {"Vad vill ungdomen?", NULL, "HALLON och en lägenhet."},
    {"Vad har hjälpt", NULL, "TRAST på kvällen."},
    {"Vad har inte hjälpt", NULL, "KOLTRAST med flera vuxna."},
    {"Vad lockar framåt", NULL, "SMULTRON framåt."},
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

static const struct desk_line plan_row[] = {
    {"Vad ska göras?", NULL, "ODON varje vecka"},
    {"Vem ansvarar?", "1", NULL},
    {"Senast när?", NULL, "2026-12-15"},
    {"Vad handlar raden om?", "a", NULL},
};

static const struct desk_line plan_row_on_health[] = {
    {"Vad ska göras?", NULL, "ÖRN till läkaren"},
    {"Vem ansvarar?", "1", NULL},
    {"Senast när?", NULL, "2026-12-16"},
    {"Vad handlar raden om?", "5a", NULL},
};

static const struct desk_line contact_route[] = {
    {"Vem? Skriv funktion", NULL, "socialsekreterare"},
    {"När?", "1", NULL},
    {"Hur?", NULL, "HJORTRON ringer"},
};

static const struct desk_line handover_last[] = {
    {"Vem tar över om", NULL, "gruppledaren"},
    {"om ungdomen försvinner", NULL, "ringer nämnden"},
    {"om ungdomen hotas", NULL, "UGGLA ringer"},
    {"om ungdomen får ett", NULL, "ringer vården"},
    {"När var överlämningsmötet?", NULL, "2026-11-20"},
    {"Vilka funktioner var med?", NULL, "socialsekreterare"},
    {"Var ungdomen med?", "j", NULL},
    {"Vem har bekräftat", NULL, "socialsekreterare"},
    {"När bekräftades det?", NULL, "2026-11-21"},
    {"Tar en extern utförare", "n", NULL},
};

static void they_prepare_the_handover(struct term *term)
{
    desk_follow(term, "Överlämning, 30 min");
    desk_answer_all(term, handover_first, ARRAY_LEN(handover_first));
    write_rows(term, "Planen som fortsätter", plan_row, ARRAY_LEN(plan_row), plan_row_on_health,
               ARRAY_LEN(plan_row_on_health));
    write_rows(term, "Kontaktvägar de första", contact_route, ARRAY_LEN(contact_route), NULL, 0);
    desk_answer_all(term, handover_last, ARRAY_LEN(handover_last));
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
        "TRAST",       "KOLTRAST", "KORP",     "SKATA", "HÄGER",  "TRANA",
        "SVAN",        "KAJA",     "GÖK",      "ÖRN",   "UGGLA",  "RÖNNBÄR",
        "Övning Åtta", "Granen",   "20110106", "2394",  "avhopp", "lämnas inte ut"};
    struct str path, letter;
    struct stat file;

    desk_follow(term, "Brev: Överlämning");
    desk_follow(term, "placerande socialnämnd");
    term_expect_text(term, "LÄMNAS INTE UT");
    term_expect_text(term, "Hot och skydd. Ungdomen är inte tillfrågad.");
    term_expect_text(term, "– Vad har hjälpt i kontakten?");
    desk_press(term, "F2");
    term_expect_text(term, "En kollega läser brevet");
    desk_type(term, "eli");
    desk_press(term, "Tab");
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
    desk_log_in(term, "2", "Noor A, utredare, psykolog");
    desk_open_case(term, "Granen");
    term_expect_text(term, "Upptäcka    ✓ 22 november");
    term_expect_text(term, "Kontakt     ✓ 22 november");
    term_expect_text(term, "Överlämning  ✓ 22 november");
    desk_follow(term, "Allt i ärendet");
    term_expect_text(term, "Överlämning");
    term_expect_text(term, "Information och samtycke");
    desk_back_to(term, "e händelse");
    desk_follow(term, "Samtycke, 2");
    term_expect_text(term, "placerande socialnämnd: ja");
    term_expect_text(term, "skola: nej");
}

static void nobody_else_gets_in(struct term *term)
{
    desk_log_in(term, "1", "Kim L, personal");
    desk_press(term, "F5");
    desk_type(term, "Vinden");
    desk_press(term, "Enter");
    term_expect_text(term, "Du har inte behörighet till 24-019 Vinden  rum 6.");
    desk_press(term, "n");
    term_expect_gone(term, "Du har inte behörighet");
    term_expect_text(term, "Sök ungdom");
}

static void test_the_main_job(void **state)
{
    struct desk *desk = *state;

    desk->lang = "sv";
    desk_start(desk, 24, 80);
    the_ward_writes_a_note(desk->term);
    desk_lock(desk->term);
    term_resize(desk->term, 40, 120);
    desk_log_in(desk->term, "2", "Noor A, utredare, psykolog");
    desk_open_case(desk->term, "Granen");
    the_caseworker_signs_it(desk->term);
    the_staff_fill_in_the_relation(desk->term);
    the_youth_answers_alone(desk->term);
    the_youth_consents(desk->term);
    they_prepare_the_handover(desk->term);
    they_hand_over(desk->term);
    desk_leave(desk);

    desk_start(desk, 40, 120);
    everything_is_there(desk->term);
    desk_lock(desk->term);
    nobody_else_gets_in(desk->term);
    desk_leave(desk);
}

static void test_a_note_in_english(void **state)
{
    struct desk *desk = *state;
    struct term *term;

    desk->lang = "en";
    desk_start(desk, 24, 80);
    term = desk->term;
    desk_log_in(term, "1", "Kim L, ");
    desk_press(term, "F6");
    desk_type(term, "Granen");
    desk_press(term, "Enter");
    desk_answer(term, "Is somebody in danger now?", "y");
    term_expect_text(term, "Call 112 first. Then duty manager");
    term_expect_text(term, "F12 lock");
    desk_answer(term, "Whom have you called?", "1");
    desk_answer_text(term, "What did you see or hear?", "Said: “they wait for me”.");
    desk_press(term, "F2");
    term_key(term, "y");
    term_expect_text(term, "Handed in");
    desk_leave(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_main_job, desk_sit_down, desk_get_up),
        cmocka_unit_test_setup_teardown(test_a_note_in_english, desk_sit_down, desk_get_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_e2e_phases.c - one practice youth goes through all eight phases, on the screens of the real
 * program: what is needed for signing, the second signature, rows that follow from form to form, the
 * plan sheet and the youth's own paper, and the call a week after discharge. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "desk.h"
#include "sis/base/file.h"

#define CASE "24-027 Sjön"
#define NOOR "Noor A, utredare, psykolog"
#define A_WEEK_AFTER "2026-12-20T10:30:00Z" /* discharged on the 13th */

#define ALL(lines) lines, ARRAY_LEN(lines)

/* --- what every form needs -------------------------------------------------------------------- */

static const struct desk_line head[] = {
    {"När var samtalet", NULL, "2026-11-21 21:30"},
    {"Vad bygger svaren på?", "1", NULL},
};

static void begin(struct term *term, const char *link)
{
    desk_follow(term, link);
    desk_answer_all(term, ALL(head));
}

/* No warning is on, so only the journal is asked about before the name is put to it. */
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
}

static void rows(struct term *term, const char *list, const struct desk_line *line, size_t n,
                 const char *reads)
{
    desk_go_to(term, list);
    desk_press(term, "Enter");
    term_expect_text(term, "ny rad");
    desk_press(term, "n");
    desk_answer_all(term, line, n);
    desk_press(term, "F2");
    term_expect_text(term, reads);
    desk_press(term, "Esc");
}

/* A colleague reads on the same terminal and signs the same text. */
static void second_signature(struct term *term, const char *form)
{
    term_expect_text(term, form);
    term_expect_text(term, "Väntar på en andra underskrift");
    desk_press(term, "F2");
    term_expect_text(term, "loggar in först");
    desk_type(term, "eli");
    desk_press(term, "Tab");
    term_send(term, "sol regn vind moln dis");
    term_key(term, "Enter");
    term_expect_text(term, "F2 signera");
    desk_press(term, "F2");
    term_expect_text(term, "inte än");
    term_key(term, "j");
    term_expect_text(term, "Läst och signerat av Eli S");
    desk_back_to(term, "F6 notering");
}

static void has_phase(struct term *term, const char *phase)
{
    term_key(term, "Home");
    term_expect_text(term, phase);
}

/* --- the eight phases ------------------------------------------------------------------------- */

static const struct desk_line assessment[] = {
    {"Vilket slags grupp", "1", NULL},
    {"Hur tydlig är kopplingen", "1", NULL},
    {"Har ungdomen utnyttjats", "0", NULL},
    {"Hur länge har ungdomen", "2", NULL},
    {"Har ungdomen sagt att den vill bort?", "2", NULL},
    {"Tvivel på livet", "1", NULL},
    {"Prövar något annat", "1", NULL},
    {"Har något hänt nyligen", "0", NULL},
    {"Är den som styrde", "n", NULL},
    {"Skuld", "0", NULL},
    {"Hot mot ungdomen", "0", NULL},
    {"Lojalitet", "2", NULL},
    {"Status", "1", NULL},
    {"Identitet", "1", NULL},
    {"Misstro mot hemmet", "1", NULL},
    {"Minst en trygg vuxen", "1", NULL},
    {"Något i framtiden", "2", NULL},
    {"Vad behöver ungdomen för", NULL, "Korta samtal, en fråga i taget."},
    {"Vilka andra förklaringar", NULL, "Vill till en annan avdelning: nej."},
    {"Vad säger ungdomen själv", NULL, "Jag vill mest vara ifred."},
    {"Er samlade bedömning", "2", NULL},
    {"Vad talar för bedömningen?", NULL, "Stannar kvar och hjälper till."},
    {"Vad talar emot den?", NULL, "Alla vänner är där."},
    {"Vad vet vi inte?", NULL, "Vad familjen vet."},
    {"Vem för arbetet vidare?", NULL, "utredare"},
    {"Vem är ersättare?", NULL, "chef"},
    {"När bedömer ni igen?", NULL, "2027-02-01"},
};

static void notice(struct term *term)
{
    begin(term, "Fördjupad bedömning, 30 min");
    desk_answer_all(term, ALL(assessment));
    sign(term, "Fördjupad bedömning");
    second_signature(term, "Fördjupad bedömning");
    has_phase(term, "Upptäcka    ✓ 22 november");
}

static const struct desk_line relation[] = {
    {"Vem är kontaktperson?", NULL, "kontaktperson, kväll"},
    {"Vem är ersättare?", NULL, "kollega, natt"},
    {"Tid på tu man hand", "3", NULL},
    {"Ungdomen söker själv kontakt", "1", NULL},
    {"Ni kan vara oense", "1", NULL},
    {"Ungdomen berättar sådant", "1", NULL},
    {"Har det skurit sig mellan er", "n", NULL},
    {"Vi vet vad vi jobbar mot.", "3", NULL},
    {"Vi pratar om det som är viktigt", "4", NULL},
    {"Vi gör det vi säger.", "4", NULL},
    {"hemmet", "1", NULL},
    {"socialtjänsten", "1", NULL},
    {"polisen", "2", NULL},
    {"vården", "0", NULL},
    {"skolan", "0", NULL},
    {"domstolen", "0", NULL},
    {"Vad gör vi vid ledighet", NULL, "Ersättaren tar över."},
    {"Nästa lilla steg", NULL, "Diska ihop på torsdag."},
    {"När?", NULL, "2026-11-26"},
};

static const struct desk_line consent[] = {
    {"Vilken mottagare gäller det?", "1", NULL},
    {"Om vad?", "123789a", NULL},
    {"Vad svarar ungdomen?", "j", NULL},
    {"Till och med?", NULL, "2027-02-01"},
    {"Hur gavs svaret?", "1", NULL},
};

static const struct desk_line information[] = {
    {"Vad har ungdomen fått information", "1234", NULL},
    {"Hur vet du att ungdomen förstod?", NULL, "Jag bestämmer vad soc får veta."},
    {"Vet ungdomen att ingen", "j", NULL},
    {"Vilka vill ungdomen att vi", "4", NULL},
    {"Kan ungdomen själv bestämma", "j", NULL},
    {"Varför?", NULL, "Förstår frågan och villkoren."},
    {"Vad gäller för vårdnadshavarna?", "1", NULL},
    {"Kan någon i familjen", "n", NULL},
};

static void contact(struct term *term)
{
    begin(term, "Kontakt och tillit, 15 min");
    desk_answer_all(term, ALL(relation));
    sign(term, "Kontakt och tillit");
    begin(term, "Information och samtycke, 20 min");
    desk_answer_all(term, ALL(information));
    rows(term, "Samtycken", ALL(consent), "placerande socialnämnd: ja");
    desk_answer(term, "Ska någon uppgift lämnas", "n");
    desk_answer_text(term, "När går ni igenom", "2027-02-01");
    sign(term, "Information och samtycke");
    has_phase(term, "Kontakt     ✓ 22 november");
}

static const struct desk_line chance[] = {
    {"Vilken möjlighet?", NULL, "Båten behöver skrapas i vår."},
    {"Vem ordnar det?", NULL, "vaktmästaren"},
};

static const struct desk_line motivation_first[] = {
    {"Vill ungdomen prata", "j", NULL},
};

static const struct desk_line motivation_last[] = {
    {"Vad har ungdomen gjort", "2", NULL},
    {"Hur redo", "5", NULL},
    {"Var i förändringen", "2", NULL},
    {"Vill ungdomen gå vidare", "3", NULL},
    {"Ett litet nästa steg", NULL, "Titta på båten."},
    {"Vem gör vad?", NULL, "ungdomen och vaktmästaren"},
    {"När?", NULL, "2026-11-27"},
    {"Din formulering", NULL, "Vill vara ifred och gillar att laga."},
    {"När pratar ni nästa gång?", NULL, "2026-12-10"},
};

/* The youth's own part: alone on the screen, and given back with the passphrase. */
static void alone(struct term *term, const char *part, const char *question, const char *digit)
{
    desk_go_to(term, part);
    desk_press(term, "Enter");
    desk_press(term, "j");
    desk_press(term, "b");
    term_expect_text(term, question);
    if (digit != NULL)
        desk_press(term, digit);
    desk_press(term, "F2");
    term_expect_text(term, "Lämna tillbaka skärmen till personalen.");
    term_send(term, "sol regn vind moln dis");
    desk_press(term, "Enter");
}

static void motivation(struct term *term)
{
    begin(term, "Motivation, 25 min");
    desk_answer_all(term, ALL(motivation_first));
    alone(term, "Din del", "Hur viktigt är det för dig", "6");
    desk_answer(term, "Finns det någon möjlighet", "j");
    rows(term, "Möjligheter just nu", ALL(chance), "Båten behöver skrapas");
    desk_answer_all(term, ALL(motivation_last));
    sign(term, "Motivation");
    has_phase(term, "Motivation  ✓ 22 november");
}

static const struct desk_line safety_lines[] = {
    {"Är det akut fara nu?", "n", NULL},
    {"Har ungdomen hotats?", "n", NULL},
    {"Vet gruppen", "0", NULL},
    {"Kan familj", "n", NULL},
    {"Finns någon här på hemmet", "n", NULL},
    {"Tecken på att ungdomen", "0", NULL},
    {"Vilka platser och tider", NULL, "Hållplatsen efter skolan."},
    {"Vad gör vi på hemmet nu?", "1", NULL},
    {"Vad gör ungdomen själv", NULL, "Svarar inte på okända nummer."},
    {"Hur stort är behovet av skydd?", "2", NULL},
    {"Vad talar för att skydd", NULL, "Gruppen är nära."},
    {"Vad talar emot?", NULL, "Ingen har hört av sig."},
    {"Vad vet vi inte?", NULL, "Vad vännerna anar."},
    {"När bedömer ni igen?", NULL, "2026-12-15"},
};

static void safety(struct term *term)
{
    begin(term, "Säkerhet, 30 min");
    desk_answer_all(term, ALL(safety_lines));
    sign(term, "Säkerhet");
    second_signature(term, "Säkerhet");
    has_phase(term, "Säkerhet    ✓ 22 november");
}

static const struct desk_line needs[] = {
    {"Vilka områden tar ni upp?", "1b", NULL},
    {"– behov", "2", NULL},
    {"– finns styrka", "1", NULL},
    {"ungdomens ord", NULL, "Inte i kvarteret."},
    {"– behov", "1", NULL},
    {"– finns styrka", "2", NULL},
    {"Vilka områden börjar ni med?", "1", NULL},
    {"Varför just de?", NULL, "Utan boende blir inget annat av."},
    {"Hur lär sig ungdomen bäst?", NULL, "Göra först, prata sedan."},
};

static const struct desk_line goal[] = {
    {"Vilket område?", "1", NULL},
    {"Vad vill ungdomen?", NULL, "NÄRA VATTEN"},
    {"Vad behövs för att", NULL, "Stödboende med brygga."},
    {"Behövs det efter", "j", NULL},
};

static const struct desk_line agencies[] = {
    {"Vem ansvarar hos den", NULL, "ansvarig socialsekreterare"},
    {"Vem är ersättare där?", NULL, "gruppledaren"},
    {"När fick socialtjänsten", NULL, "2026-11-22"},
    {"Vem berättade", NULL, "utredaren, till socialsekreteraren"},
    {"Har kommunen en egen", "n", NULL},
    {"Är polisen kontaktad?", "n", NULL},
    {"Är Kriminalvården inblandad?", "n", NULL},
    {"Går ungdomen i skolan", "n", NULL},
    {"Vem håller ihop planen?", NULL, "socialsekreteraren"},
    {"Vem är ersättare?", NULL, "utredaren"},
};

static const struct desk_line plan_row[] = {
    {"Vad ska göras?", NULL, "BRYGGAN visas en lördag"},
    {"Vem ansvarar?", "2", NULL},
    {"Senast när?", NULL, "2026-12-05"},
    {"Vad handlar raden om?", "a", NULL},
};

static const struct desk_line plan_end[] = {
    {"Stämmer planen med", "n", NULL},
    {"Vad tycker ungdomen om planen?", NULL, "Okej om ni håller den."},
    {"Vad tycker vårdnadshavarna?", NULL, "Vill vara med."},
    {"När är nästa gemensamma", NULL, "2026-12-11"},
};

static void plan(struct term *term)
{
    begin(term, "Behov och resurser, 20 min");
    desk_answer_all(term, ALL(needs));
    rows(term, "Mål, med ungdomens egna ord", ALL(goal), "boende: NÄRA VATTEN");
    sign(term, "Behov och resurser");
    begin(term, "Gemensam plan, 30 min");
    desk_answer_all(term, ALL(agencies));
    rows(term, "Vem gör vad, senast när", ALL(plan_row), "BRYGGAN visas en lördag");
    desk_answer_all(term, ALL(plan_end));
    sign(term, "Gemensam plan");
    has_phase(term, "Plan         ✓ 22 november");
}

static const struct desk_line leaving[] = {
    {"Vart flyttar ungdomen?", "4", NULL},
    {"Planerad eller oplanerad?", "1", NULL},
    {"När fick nämnden besked", NULL, "2026-11-20"},
    {"Har nämnden begärt", "j", NULL},
    {"Vilken dag?", NULL, "2026-11-20"},
    {"– läge", "2", NULL}, /* safety assessed */
    {"– vem ansvarar", NULL, "utredare"},
    {"– läge", "3", NULL}, /* housing */
    {"– vem ansvarar", NULL, "socialsekreterare"},
    {"Har kommunen avtal", "n", NULL},
    {"Är ungdomen redo?", "2", NULL},
    {"Varför?", NULL, "Vill, men boendet är nytt."},
    {"Vad har hemmet sagt", NULL, "Att boendet behöver vara klart."},
};

static const struct desk_line day[] = {
    {"När skrivs ungdomen ut?", NULL, "2026-12-13"},
};

static const struct desk_line adult[] = {
    {"Vem?", NULL, "FISKGJUSEN"},
    {"När brukar de svara?", NULL, "efter fyra"},
};

static const struct desk_line paper[] = {
    {"Socialjouren nås så här", NULL, "genom växeln"},
    {"Vem vet kodordet", NULL, "kontaktpersonen"},
    {"När övade ni planen?", NULL, "2026-11-21"},
    {"Vill ungdomen ha planen", "1", NULL},
    {"Vad ska stå på papperet?", "3", NULL},
    {"Vilka får läsa planen?", "1", NULL},
};

/* The day of discharge stands in one place, and is changed here. */
static void discharge(struct term *term)
{
    begin(term, "Utskrivning, 15 min");
    desk_go_to(term, "Planerat datum");
    desk_press(term, "Enter");
    desk_press(term, "Enter");
    desk_answer_all(term, ALL(day));
    desk_press(term, "F2");
    term_expect_text(term, "13 december 2026");
    desk_press(term, "Esc");
    desk_answer_all(term, ALL(leaving));
    sign(term, "Utskrivning");
    begin(term, "Min plan, 25 min");
    rows(term, "Mina vuxna", ALL(adult), "FISKGJUSEN");
    desk_answer_all(term, ALL(paper));
    sign(term, "Min plan");
    has_phase(term, "Utskrivning  ✓ 22 november");
}

static const struct desk_line handover_first[] = {
    {"Vem tar emot?", "1", NULL},
    {"Varför får vi lämna", "1", NULL},
    {"Vem ska inte få veta", NULL, "gamla vänner"},
    {"Kort bakgrund", NULL, "Hos oss sedan början av november."},
    {"Vad vill ungdomen?", NULL, "Vara ifred och laga båtar."},
    {"Vad har hjälpt", NULL, "Disken."},
    {"Vad har inte hjälpt", NULL, "Frågor."},
    {"Vad lockar framåt", NULL, "Båten lockar, vännerna håller kvar."},
    {"Behov av skydd", NULL, "Viss oro."},
    {"Vem har de skyddade", NULL, "socialsekreteraren"},
    {"boende", NULL, "stödboende"},
    {"skola och arbete", NULL, "praktik"},
    {"pengar och skulder", NULL, "inget behov"},
    {"hälsa och sömn", NULL, "inget behov"},
    {"alkohol och droger", NULL, "inget behov"},
    {"familj och närstående", NULL, "mamma"},
    {"fritid och vänner", NULL, "båten"},
    {"Har vården bekräftat", "j", NULL},
    {"Har skolan lämnat över?", "n", NULL},
};

static const struct desk_line route[] = {
    {"Vem? Skriv funktion", NULL, "socialsekreterare"},
    {"När?", "1", NULL},
    {"Hur?", NULL, "genom växeln"},
};

static const struct desk_line handover_last[] = {
    {"Vem tar över om", NULL, "gruppledaren"},
    {"om ungdomen försvinner", NULL, "ringer nämnden"},
    {"om ungdomen hotas", NULL, "ringer 112"},
    {"om ungdomen får ett", NULL, "ringer kontaktpersonen"},
    {"När var överlämningsmötet?", NULL, "2026-11-20"},
    {"Vilka funktioner var med?", NULL, "socialsekreterare"},
    {"Var ungdomen med?", "j", NULL},
    {"Vem har bekräftat", NULL, "socialsekreterare"},
    {"När bekräftades det?", NULL, "2026-11-21"},
    {"Tar en extern utförare", "n", NULL},
};

/* Gives the path that the screen says. */
static void save_letter(struct term *term, char path[256])
{
    static const char words[] = "Sparat i ";
    struct str screen;
    const char *from;

    desk_press(term, "F2");
    term_expect_text(term, "En kollega läser brevet");
    desk_type(term, "eli");
    desk_press(term, "Tab");
    term_send(term, "sol regn vind moln dis");
    term_key(term, "Enter");
    term_expect_text(term, words);
    str_init(&screen, 0);
    term_screen(term, &screen);
    from = strstr(screen.p, words) + sizeof words - 1;
    snprintf(path, 256, "%.*s", (int)strcspn(from, " \n"), from);
    str_release(&screen);
}

/* The youth's goal and the plan rows stand in the letter without having been written there. */
static void handover(struct term *term, char board[256], char youth[256])
{
    begin(term, "Överlämning, 30 min");
    desk_answer_all(term, ALL(handover_first));
    rows(term, "Kontaktvägar de första", ALL(route), "socialsekreterare – dag");
    desk_answer_all(term, ALL(handover_last));
    sign(term, "Överlämning");
    has_phase(term, "Överlämning  ✓ 22 november");
    desk_follow(term, "Brev: Överlämning");
    desk_follow(term, "placerande socialnämnd");
    save_letter(term, board);
    desk_back_to(term, "placerande socialnämnd");
    desk_back_to(term, "F6 notering");
    desk_press(term, "Home");
    desk_follow(term, "Allt i ärendet");
    desk_follow(term, "Min plan");
    desk_follow(term, "Brev: Min plan");
    save_letter(term, youth);
}

static bool says(const char *path, const char *words)
{
    struct str letter;
    bool found;

    str_init(&letter, 0);
    assert_true(file_read(path, 1 << 20, &letter, NULL));
    found = strstr(letter.p, words) != NULL;
    str_release(&letter);
    return found;
}

static const struct desk_line call[] = {
    {"Vilken uppföljning är det?", "1", NULL},
    {"Fick du tag i ungdomen?", "j", NULL},
    {"Vem har svarat?", "1", NULL},
    {"Hur har du det?", NULL, "Tyst och bra. Båten läcker."},
    {"Hur viktigt är det", "8", NULL},
    {"Finns ett nytt hot?", "0", NULL},
    {"Dödstankar", "n", NULL},
    {"Har ungdomen minst en trygg", "j", NULL},
    {"Har någon fått veta", "n", NULL},
    {"Hur bor ungdomen?", "1", NULL},
    {"Har ungdomen kontakt med", "2", NULL},
    {"Finns en ny misstanke", "n", NULL},
    {"Hur ofta dricker", "1", NULL},
    {"Hur mycket är ungdomen", "1", NULL},
    {"Går det ihop med pengar", "2", NULL},
    {"Mår ungdomen tillräckligt", "2", NULL},
    {"Håller kontakten med vården?", "j", NULL},
    {"Har mottagaren gjort", "2", NULL},
    {"Hur är det med polisens", "4", NULL},
    {"Hur ser det ut i dag?", "1", NULL},
    {"Varför?", NULL, "Går till båten varje dag."},
};

static const struct desk_line needed[] = {
    {"Vad behövs nu?", NULL, "Tätmassa till båten."},
    {"Vem gör det?", NULL, "vaktmästaren"},
    {"Senast när?", NULL, "2027-01-10"},
};

/* A week after: what is due says why, and the next call is proposed. */
static void followup(struct term *term)
{
    term_expect_text(term, "En vecka efter utskrivningen 13 dec");
    desk_follow(term, "Uppföljning, 10 min");
    desk_answer_text(term, "När var samtalet", "2026-12-20 10:00");
    desk_answer(term, "Vad bygger svaren på?", "1");
    desk_answer_all(term, ALL(call));
    rows(term, "Vad behövs nu, vem gör det", ALL(needed), "Tätmassa till båten.");
    desk_answer(term, "Fortsätter", "j");
    desk_go_to(term, "När är nästa");
    term_expect_text(term, "12 januari 2027");
    sign(term, "Uppföljning");
    has_phase(term, "Uppföljning  ✓ 20 december");
    desk_follow(term, "Behövs nu, 1");
    term_expect_text(term, "Tätmassa till båten. – vaktmästaren, 10 januari 2027");
}

static void test_eight_phases(void **state)
{
    static const char *const secret[] = {"24-027 Sjön", "Sjön",   "Noor",
                                         "SiS",         "kodord", "kontaktperson"};
    struct desk *desk = *state;
    char board[256], youth[256];

    desk_start(desk, 40, 120);
    desk_log_in(desk->term, "2", NOOR);
    desk_open_case(desk->term, "Sjön");
    notice(desk->term);
    contact(desk->term);
    motivation(desk->term);
    safety(desk->term);
    plan(desk->term);
    discharge(desk->term);
    handover(desk->term, board, youth);
    desk_leave(desk);

    assert_true(says(board, "NÄRA VATTEN") && says(board, "BRYGGAN visas"));
    assert_false(says(board, "FISKGJUSEN"));
    assert_true(says(youth, "FISKGJUSEN"));
    for (size_t i = 0; i < ARRAY_LEN(secret); i++)
        assert_false(says(youth, secret[i]));

    desk->now = A_WEEK_AFTER;
    desk_start(desk, 40, 120);
    desk_log_in(desk->term, "2", NOOR);
    desk_open_case(desk->term, "Sjön");
    followup(desk->term);
    desk_leave(desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_eight_phases, desk_sit_down, desk_get_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

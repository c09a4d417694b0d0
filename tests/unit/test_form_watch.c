/* test_form_watch.c - what free text should not hold is found, and where. */
#include "unit.h"

#include <string.h>

#include "form/expr_private.h"
#include "sis/form/load.h"
#include "sis/form/watch.h"

static struct arena *arena;
static const struct method *method;
static struct watcher *watcher;

static int load(void **state)
{
    struct problems problems;
    struct bundle bundle;

    (void)state;
    arena = arena_new();
    problems_init(&problems, arena);
    method = bundle_read("forms", arena, &bundle, &problems)
                 ? method_load(&bundle, arena, &problems)
                 : NULL;
    watcher = method != NULL ? watcher_new(method, (struct date){2026, 11, 22}) : NULL;
    return watcher != NULL ? 0 : -1;
}

static int drop(void **state)
{
    (void)state;
    watcher_free(watcher);
    arena_free(arena);
    return 0;
}

static void found_where_it_stands(void **state)
{
    static const struct {
        const char *text, *id, *part;
    } shown[] = {
        {"ring 0739123456 i kväll", "phone", "0739123456"},
        {"ring 070-123 45 67.", "phone", "070-123 45 67"},
        {"växeln är 08-123 456 78", "phone", "08-123 456 78"},
        {"från +46 70 123 45 67", "phone", "+46 70 123 45 67"},
        {"från +46 (0)70 123 45 67", "phone", "+46 (0)70 123 45 67"},
        {"0046701234567 igen", "phone", "0046701234567"},
        {"ring 070/123 45 67", "phone", "070/123 45 67"},
        {"mormor +47 22 12 34 56", "phone", "+47 22 12 34 56"},
        {"född 081010-2392", "identity", "081010-2392"},
        {"20081010-2392", "identity", "20081010-2392"},
        {"200810102392 sa hon", "identity", "200810102392"},
        {"081010 2392", "identity", "081010 2392"},
        {"numret 0810102392 står där", "identity", "0810102392"},
        {"080580-2394", "identity", "080580-2394"},
        {"080824-T390", "identity", "080824-T390"},
        {"20080824t390", "identity", "20080824t390"},
        /* Begins like a day of birth, but is no such number. */
        {"ring 0701121234", "phone", "0701121234"},
        {"ring 0810102393", "phone", "0810102393"},
        {"ring 0812 31 24 68", "phone", "0812 31 24 68"},
        {"ring 0921311234", "phone", "0921311234"},
        {"bor på Storgatan 4 B", "address", "Storgatan 4 B"},
        {"Åkerövägen 12a", "address", "Åkerövägen 12a"},
        {"hos mormor, Olof Palmes gata 3", "address", "Olof Palmes gata 3"},
        {"Karl Johans väg 12 B", "address", "Karl Johans väg 12 B"},
        {"Storgatan 4B", "address", "Storgatan 4B"},
        {"på Stora esplanaden 7", "address", "esplanaden 7"},
        {"Vasaplatsen 2", "address", "Vasaplatsen 2"},
        {"Tallstigen 1, 2 tr", "address", "Tallstigen 1"},
        {"412 58 Göteborg", "address", "412 58 Göteborg"},
        {"i 41258 Göteborg", "address", "41258 Göteborg"},
        {"skriv till nagon@exempel.se.", "email", "nagon@exempel.se"},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(shown); i++) {
        struct watch_hit hit[4];
        const char *text = shown[i].text;
        size_t n = watcher_find(watcher, text, strlen(text), hit, ARRAY_LEN(hit));

        if (n != 1 || strcmp(hit[0].watch->id, shown[i].id) != 0 ||
            hit[0].to - hit[0].from != strlen(shown[i].part) ||
            strncmp(text + hit[0].from, shown[i].part, strlen(shown[i].part)) != 0) {
            fail_msg("%s: %zu hits, the first %s at %zu–%zu", text, n,
                     n > 0 ? hit[0].watch->id : "none", n > 0 ? hit[0].from : 0,
                     n > 0 ? hit[0].to : 0);
        }
    }
}

static void ordinary_words_are_left_alone(void **state)
{
    static const char *const text[] = {
        "",
        "Sa i korridoren 18:40: ”jag är skyldig dem”.",
        "Ärende 24-031, 3 maj 2026 och 2026-05-03",
        "Sov 23-07, ringde mamma kl. 18 och 20.",
        "2 000 kronor, 15 000 kronor i skuld",
        "vägen hit var lång, 3 timmar",
        "på väg 40, och på väg 5 minuter senare",
        "bytte plats 2 gånger, satt på platsen 3",
        "Ring 114 14 Polisen, eller 112 Nu",
        "skuld på 15000 kronor",
        "vägde 48 12 dagar, sov 7 5 timmar",
        "från 08/09 till 10/11, 0/3 gånger",
        "plus 20 30 40 50 kr, + 3 dagar",
        "OSL 10:18 a och SoL 19:1, 112 och 114 14",
        "kvitto 991331-1234 och 201013-4567", /* no such day, no such check digit */
        "ärende 110101y234",
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(text); i++) {
        struct watch_hit hit;

        if (watcher_find(watcher, text[i], strlen(text[i]), &hit, 1) != 0)
            fail_msg("%s: %s", text[i], hit.watch->id);
    }
}

static void several_in_order_and_no_more_than_asked_for(void **state)
{
    static const char text[] = "Storgatan 4, 070-123 45 67, 081010-2392, a@b.se";
    struct watch_hit hit[8];

    (void)state;
    assert_int_equal(watcher_find(watcher, text, strlen(text), hit, 8), 4);
    assert_string_equal(hit[0].watch->id, "address");
    assert_string_equal(hit[1].watch->id, "phone");
    assert_string_equal(hit[2].watch->id, "identity");
    assert_string_equal(hit[3].watch->id, "email");
    for (int i = 1; i < 4; i++)
        assert_true(hit[i].from >= hit[i - 1].to);
    assert_int_equal(watcher_find(watcher, text, strlen(text), hit, 2), 2);
    assert_int_equal(watcher_find(watcher, text, 11, hit, 8), 1); /* only what it was given */
}

static void all_free_text_of_every_form(void **state)
{
    size_t watched = 0, passed = 0;

    (void)state;
    for (size_t i = 0; i < method->n_places; i++) {
        const struct item *item = method->place[i].item;
        bool text = item->type == ITEM_LINE || item->type == ITEM_TEXT;

        watched += watch_looks_at(item);
        passed += text && !watch_looks_at(item);
        assert_true(text || !watch_looks_at(item));
    }
    assert_true(watched > 50);
    assert_in_range(passed, 1, 10);
}

/* Most texts are passed over before they are searched; one that holds a match never is. */
static void nothing_is_passed_over(void **state)
{
    static const struct {
        const char *pattern, *text;
        bool found;
    } tried[] = {
        {"[0-9]?x", "x", true}, {"7*x", "x", true},          {"7{0,2}x", "x", true},
        {"(7)?x", "x", true},   {"(7|x)", "x", true},        {"7|x", "x", true},
        {"x|7", "x", true},     {"[^7]x", "ax", true},       {"[7å]x", "åx", true},
        {"[7-å]x", "åx", true}, {"[7[:alpha:]]", "x", true}, {"[7\\w]", "x", true},
        {"\\d", "7", true},     {"\\.", ".", true},          {"\\t", "\t", true},
        {"[7]]", "7]", true},   {"[]7]", "]", true},         {"[7-]", "-", true},
        {"[\\-7]", "-", true},  {"a@b", "å a@b", true},      {"7{1,2}", "x7", true},
        {"7+", "x", false},     {"[78]+", "x9", false},      {"å7", "å8", false},
        {"(7?|8)9", "9", true}, {"7?8", "7", false},         {"[#-&]", "x%", true},
        {"7??x", "x", true},
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(tried); i++) {
        struct pattern *pattern = pattern_new(tried[i].pattern);
        size_t from = 0, to;

        assert_non_null(pattern);
        if (pattern_find(pattern, tried[i].text, &from, &to) != tried[i].found)
            fail_msg("%s in %s", tried[i].pattern, tried[i].text);
        pattern_free(pattern);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(found_where_it_stands),
        cmocka_unit_test(ordinary_words_are_left_alone),
        cmocka_unit_test(several_in_order_and_no_more_than_asked_for),
        cmocka_unit_test(all_free_text_of_every_form),
        cmocka_unit_test(nothing_is_passed_over),
    };

    return cmocka_run_group_tests_name("form_watch", tests, load, drop);
}

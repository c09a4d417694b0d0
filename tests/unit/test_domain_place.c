/* test_domain_place.c - ids, places, record states and facts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "sis/domain/facts.h"
#include "sis/domain/place.h"

static struct id id_of(unsigned char seed)
{
    struct id id;
    for (int i = 0; i < ID_BYTES; i++)
        id.byte[i] = (unsigned char)(seed + 17 * i);
    return id;
}

static void test_id_text_and_back(void **state)
{
    (void)state;
    struct id id = id_of(3), back = {{0}}, none = {{0}};
    char text[ID_TEXT];
    id_text(&id, text);
    assert_string_equal(text, "031425364758697a8b9cadbecfe0f102");
    assert_true(id_parse(text, &back));
    assert_true(id_equal(&id, &back));
    assert_false(id_is_none(&id));
    assert_true(id_is_none(&none));
    none.byte[ID_BYTES - 1] = 1;
    assert_false(id_is_none(&none));
}

static void test_id_refuses(void **state)
{
    (void)state;
    const char *bad[] = {"",
                         "031425364758697a8b9cadbecfe0f10",
                         "031425364758697a8b9cadbecfe0f1022",
                         "031425364758697a8b9cadbecfe0f10g",
                         "031425364758697A8B9CADBECFE0F102",
                         " 31425364758697a8b9cadbecfe0f102"};
    struct id id = id_of(9), before = id;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        assert_false(id_parse(bad[i], &id));
        assert_true(id_equal(&id, &before));
    }
}

static void check_round_trip(const struct place *place, const char *text)
{
    struct str out;
    struct place back = place_of(ROOM_LOGIN);
    str_init(&out, 0);
    place_write(place, &out);
    if (text)
        assert_string_equal(out.p, text);
    assert_true(place_read(out.p, &back));
    assert_true(place_equal(place, &back));
    str_release(&out);
}

static void test_place_round_trip(void **state)
{
    (void)state;
    for (int room = 0; room < ROOM_COUNT; room++) {
        struct place plain = place_of((enum room)room);
        check_round_trip(&plain, room_code((enum room)room));
    }
    struct place typed = place_of(ROOM_FIND);
    strcpy(typed.item, "Övning 100% av\n allt = %20");
    check_round_trip(&typed, "find item=Övning%20100%25%20av%0a%20allt%20=%20%2520");
    struct place full = {.room = ROOM_FILL,
                         .case_id = id_of(1),
                         .youth = id_of(2),
                         .record = id_of(3),
                         .form = "u1",
                         .item = "u1.03",
                         .extra = "placing_board",
                         .row = -1,
                         .cursor = (size_t)-1,
                         .scroll = 12};
    check_round_trip(&full, NULL);
    struct place some = {.room = ROOM_LIST, .form = "consent", .row = 4};
    check_round_trip(&some, "list form=consent row=4");
    struct place longest = place_of(ROOM_HELP);
    memset(longest.extra, 'x', PLACE_WORD - 1);
    check_round_trip(&longest, NULL);
}

static void test_place_differs_in_each_member(void **state)
{
    (void)state;
    struct place base = place_of(ROOM_FILL), p[10];
    for (int i = 0; i < 10; i++)
        p[i] = base;
    p[0].room = ROOM_READ;
    p[1].case_id = id_of(1);
    p[2].youth = id_of(1);
    p[3].record = id_of(1);
    p[4].form[0] = 'x';
    p[5].item[0] = 'x';
    p[6].extra[0] = 'x';
    p[7].row = 1;
    p[8].cursor = 1;
    p[9].scroll = 1;
    for (int i = 0; i < 10; i++)
        assert_false(place_equal(&base, &p[i]));
}

static void test_place_refuses(void **state)
{
    (void)state;
    const char *bad[] = {
        "",
        "nowhere",
        "fill ",
        " fill",
        "fill form",
        "fill form=",
        "fill colour=red",
        "fill case=12",
        "fill row=",
        "fill row=-",
        "fill row=1x",
        "fill row=4000000000",
        "fill cursor=-1",
        "fill cursor=99999999999999999999999",
        "fill  row=1",
        "fill form=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "fill form=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"};
    struct place place = place_of(ROOM_DRAFTS), before = place;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        assert_false(place_read(bad[i], &place));
        assert_true(place_equal(&place, &before));
    }
}

static void test_record_states(void **state)
{
    (void)state;
    const char *word[] = {"ready", "signed", "struck"};
    for (int i = 0; i < 3; i++) {
        enum record_state read = RECORD_READY;
        assert_true(record_state_parse(word[i], &read));
        assert_int_equal(read, i);
        assert_string_equal(record_state_code(read), word[i]);
    }
    enum record_state read = RECORD_SIGNED;
    assert_false(record_state_parse("draft", &read));
    assert_false(record_state_parse("", &read));
    assert_int_equal(read, RECORD_SIGNED);
}

static void test_facts_find(void **state)
{
    (void)state;
    const struct record newer = {.form = "k1", .revision = 2},
                        older = {.form = "k1", .revision = 1};
    const struct record *latest[] = {&newer, &older};
    const struct fact_field field[] = {{.name = "number", .value = value_text("24-031")}};
    const struct facts facts = {.latest = latest, .n_latest = 2, .field = field, .n_fields = 1};
    assert_ptr_equal(facts_latest(&facts, "k1"), &newer);
    assert_null(facts_latest(&facts, "k"));
    assert_string_equal(facts_field(&facts, "number")->text, "24-031");
    assert_null(facts_field(&facts, "name"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_id_text_and_back),
        cmocka_unit_test(test_id_refuses),
        cmocka_unit_test(test_place_round_trip),
        cmocka_unit_test(test_place_differs_in_each_member),
        cmocka_unit_test(test_place_refuses),
        cmocka_unit_test(test_record_states),
        cmocka_unit_test(test_facts_find),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* test_domain_rights.c - the whole table of who may do what, spelled out once more. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "sis/domain/rights.h"

/*
 * One letter for each role, in the order ward, caseworker, lead, reviewer, admin:
 * - never; h whoever the case concerns; c in any case not denied; o in an own case only.
 */
struct line {
    enum action action;
    const char *reach;
};

static const struct line table[] = {
    {ACTION_NOTE_WRITE, "hhh--"},      {ACTION_YOUTH_REGISTER, "hhh--"},
    {ACTION_CASE_READ, "ooo--"},       {ACTION_CASE_WRITE, "ooo--"},
    {ACTION_CASE_LEAD, "-oo--"},       {ACTION_CASE_OPEN, "--c--"},
    {ACTION_GLASS_BREAK, "--c--"},     {ACTION_ACCESS_CHANGE, "--c--"},
    {ACTION_LETTER_SAVE, "-oo--"},     {ACTION_METHOD_ADOPT, "--h--"},
    {ACTION_ACCOUNT_PREPARE, "----h"}, {ACTION_ACCOUNT_END, "--h-h"},
    {ACTION_SETTING_CHANGE, "--h--"},  {ACTION_BACKUP, "----h"},
    {ACTION_LOG_READ, "---h-"},
};

static bool expected(char reach, enum relation relation)
{
    return reach == 'h' || (reach == 'c' && relation != RELATION_DENIED) ||
           (reach == 'o' && relation == RELATION_ASSIGNED);
}

static void test_every_cell(void **state)
{
    (void)state;
    assert_int_equal(sizeof(table) / sizeof(table[0]), ACTION_COUNT);
    for (size_t i = 0; i < ACTION_COUNT; i++) {
        assert_int_equal(table[i].action, i);
        for (int role = 0; role < ROLE_COUNT; role++)
            for (int relation = RELATION_NONE; relation <= RELATION_DENIED; relation++)
                assert_int_equal(
                    rights_allow((enum role)role, table[i].action, (enum relation)relation),
                    expected(table[i].reach[role], (enum relation)relation));
    }
}

static void test_a_denial_beats_every_role_in_a_case(void **state)
{
    (void)state;
    const enum action in_case[] = {ACTION_CASE_READ,    ACTION_CASE_WRITE,  ACTION_CASE_LEAD,
                                   ACTION_CASE_OPEN,    ACTION_GLASS_BREAK, ACTION_LETTER_SAVE,
                                   ACTION_ACCESS_CHANGE};
    for (int role = 0; role < ROLE_COUNT; role++)
        for (size_t i = 0; i < sizeof(in_case) / sizeof(in_case[0]); i++)
            assert_false(rights_allow((enum role)role, in_case[i], RELATION_DENIED));
}

static void test_admin_and_reviewer_never_reach_a_case(void **state)
{
    (void)state;
    const enum action content[] = {ACTION_CASE_READ,   ACTION_CASE_WRITE,  ACTION_CASE_LEAD,
                                   ACTION_GLASS_BREAK, ACTION_LETTER_SAVE, ACTION_YOUTH_REGISTER};
    for (size_t i = 0; i < sizeof(content) / sizeof(content[0]); i++)
        for (int relation = RELATION_NONE; relation <= RELATION_DENIED; relation++) {
            assert_false(rights_allow(ROLE_ADMIN, content[i], (enum relation)relation));
            assert_false(rights_allow(ROLE_REVIEWER, content[i], (enum relation)relation));
        }
}

static void test_role_words(void **state)
{
    (void)state;
    const char *word[] = {"ward", "caseworker", "lead", "reviewer", "admin"};
    for (int i = 0; i < ROLE_COUNT; i++) {
        enum role role = ROLE_COUNT;
        assert_true(role_parse(word[i], &role));
        assert_int_equal(role, i);
        assert_string_equal(role_code(role), word[i]);
    }
    enum role role = ROLE_LEAD;
    assert_false(role_parse("", &role));
    assert_false(role_parse("Lead", &role));
    assert_false(role_parse(NULL, &role));
    assert_int_equal(role, ROLE_LEAD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_cell),
        cmocka_unit_test(test_a_denial_beats_every_role_in_a_case),
        cmocka_unit_test(test_admin_and_reviewer_never_reach_a_case),
        cmocka_unit_test(test_role_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

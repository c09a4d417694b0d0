/* test_base_text.c - the catalogue of texts, and failures as sentences. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <errno.h>

#include <cmocka.h>

#include "sis/base/err.h"
#include "sis/base/text.h"
#include "text_name.h"

/* Bit i stands for the placeholder {i}. */
static unsigned placeholders(const char *template)
{
    unsigned set = 0;

    for (; (template = strchr(template, '{')); template ++)
        if (template[1] >= '1' && template[1] <= '9' && template[2] == '}')
            set |= 1u << (template[1] - '0');
    return set;
}

static int complain(enum text_id id, const char *what, const char *sentence)
{
    print_message("# %s: %s: %s\n", text_name(id), what, sentence);
    return 1;
}

/* "--" that does not begin an option of the command line. */
static bool double_hyphen(const char *sentence)
{
    while ((sentence = strstr(sentence, "--"))) {
        sentence += 2;
        if (*sentence < 'a' || *sentence > 'z')
            return true;
    }
    return false;
}

static int faults_of(enum text_id id, const char *sentence)
{
    size_t n = strlen(sentence);
    int faults = 0;

    if (strchr(sentence, '"'))
        faults += complain(id, "straight quotes", sentence);
    if (double_hyphen(sentence) || strstr(sentence, " - "))
        faults += complain(id, "a hyphen for a dash", sentence);
    if (strstr(sentence, "..."))
        faults += complain(id, "three dots for …", sentence);
    if (n > 0 && (sentence[0] == ' ' || sentence[n - 1] == ' '))
        faults += complain(id, "a space at an end", sentence);
    return faults;
}

static void texts_are_complete_in_both_languages(void **state)
{
    int faults = 0;
    size_t i;

    (void)state;
    for (i = T_NONE + 1; i < TEXT_COUNT; i++) {
        enum text_id id = (enum text_id)i;
        const char *sv = text(LANG_SV, id), *en = text(LANG_EN, id);

        if (!sv[0] || !en[0])
            faults += complain(id, "one language is empty", sv);
        if (placeholders(sv) != placeholders(en))
            faults += complain(id, "other placeholders in English", sv);
        if (strstr(sv, "“") || strstr(sv, "‘"))
            faults += complain(id, "English quotes in Swedish", sv);
        if (strstr(sv, "—"))
            faults += complain(id, "an English dash in Swedish", sv);
        faults += faults_of(id, sv) + faults_of(id, en);
    }
    assert_int_equal(faults, 0);
    assert_string_equal(text(LANG_SV, T_NONE), "");
    assert_string_equal(text_name(T_ERR_FILE_OPEN), "ERR_FILE_OPEN");
}

static bool is_letter(char c)
{
    return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool holds_word(const char *sentence, const char *word)
{
    size_t n = strlen(word);
    const char *at;

    for (at = sentence; (at = strstr(at, word)); at += n)
        if ((at == sentence || !is_letter(at[-1])) && !is_letter(at[n]))
            return true;
    return false;
}

/* Words that staff do not use to each other; the design lists what is said instead. */
static void texts_keep_to_the_words_of_staff(void **state)
{
    static const char *const avoid[] = {
        "ej",
        "den unge",
        "den unges",
        "iakttagelse",
        "åtkomst",
        "luckor",
        "luckorna",
        "avidentifierat",
        "avidentifierad",
        "skiljaktig mening",
        "linjal",
        "förvaring",
        "hög beredskap",
        "brott i kontakten",
        "avhopp",
        "avhoppare",
        "avhopparen",
        "avhoppet",
        "krokar",
        "kvitto",
    };
    int faults = 0;
    size_t i, k;

    (void)state;
    for (i = 0; i < TEXT_COUNT; i++) {
        for (k = 0; k < ARRAY_LEN(avoid); k++)
            if (holds_word(text(LANG_SV, (enum text_id)i), avoid[k]))
                faults += complain((enum text_id)i, avoid[k], text(LANG_SV, (enum text_id)i));
    }
    assert_int_equal(faults, 0);
}

static void placeholders_are_filled(void **state)
{
    const char *values[] = {"ett", NULL, "tre {1}"};
    struct str out;

    (void)state;
    str_init(&out, 0);
    text_fill(&out, "{1}-{2}-{3}-{4}-{0}-{x}-{", values, 3);
    assert_string_equal(out.p, "ett-{2}-tre {1}-{4}-{0}-{x}-{");
    str_clear(&out);
    text_put(&out, LANG_EN, T_ERR_FILE_OPEN, "a", "b.", (char *)NULL);
    assert_string_equal(out.p, "The file a cannot be opened. b.");
    str_release(&out);
}

static void label_gives_the_other_language(void **state)
{
    struct label both = {{"ja", "yes"}}, one = {{NULL, "yes"}}, none = {{NULL, NULL}};

    (void)state;
    assert_string_equal(label_in(&both, LANG_SV), "ja");
    assert_string_equal(label_in(&both, LANG_EN), "yes");
    assert_string_equal(label_in(&one, LANG_SV), "yes");
    assert_string_equal(label_in(&none, LANG_SV), "");
}

static void language_of_a_word(void **state)
{
    static const struct {
        const char *all, *messages, *lang;
        enum lang is;
    } cases[] = {
        {NULL, NULL, NULL, LANG_SV},          {"", "", "", LANG_SV},
        {NULL, NULL, "en_GB.UTF-8", LANG_EN}, {NULL, "sv_SE.UTF-8", "en_GB.UTF-8", LANG_SV},
        {"en_US", "sv_SE", "sv_SE", LANG_EN}, {"C.UTF-8", NULL, "en_US", LANG_SV},
    };
    enum lang lang = LANG_EN;
    size_t i;

    (void)state;
    assert_true(lang_parse("sv", &lang));
    assert_int_equal(lang, LANG_SV);
    assert_true(lang_parse("en", &lang));
    assert_false(lang_parse("svenska", &lang));
    assert_false(lang_parse(NULL, &lang));
    assert_int_equal(lang, LANG_EN);
    for (i = 0; i < ARRAY_LEN(cases); i++) {
        const char *names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
        const char *values[] = {cases[i].all, cases[i].messages, cases[i].lang};
        size_t k;

        for (k = 0; k < ARRAY_LEN(names); k++) {
            unsetenv(names[k]);
            if (values[k])
                setenv(names[k], values[k], 1);
        }
        assert_true(lang_parse("auto", &lang));
        assert_int_equal(lang, cases[i].is);
    }
}

static void numbers_in_digits(void **state)
{
    char buf[24];

    (void)state;
    assert_string_equal(number_text(buf, 0), "0");
    assert_string_equal(number_text(buf, -9223372036854775807LL - 1), "-9223372036854775808");
}

static void failure_becomes_a_sentence(void **state)
{
    struct err err;
    struct str out;

    (void)state;
    str_init(&out, 0);
    assert_false(err_set(&err, ERR_INPUT, T_ERR_FILE_LIMIT, "a.cfg", "7"));
    err_text(&err, LANG_EN, &out);
    assert_string_equal(out.p, "The file a.cfg is too large. It may have 7 bytes at most.");
    err_at(&err, "forms/u1.cfg", 12);
    str_clear(&out);
    err_text(&err, LANG_SV, &out);
    assert_string_equal(out.p,
                        "forms/u1.cfg:12: Filen a.cfg är för stor. Den får vara högst 7 byte.");
    err_clear(&err);
    assert_int_equal(err.code, ERR_NONE);
    str_clear(&out);
    err_text(&err, LANG_SV, &out);
    assert_string_equal(out.p, "");
    assert_false(err_set(NULL, ERR_IO, T_NONE, NULL, NULL));
    err_at(NULL, "x", 1);
    err_detail(NULL, "x");
    err_clear(NULL);
    str_release(&out);
}

static void failure_from_errno(void **state)
{
    static const struct {
        int number;
        enum err_code code;
    } cases[] = {{ENOSPC, ERR_FULL},      {EDQUOT, ERR_FULL},     {EROFS, ERR_READ_ONLY},
                 {EACCES, ERR_READ_ONLY}, {EPERM, ERR_READ_ONLY}, {ENOENT, ERR_IO},
                 {EINVAL, ERR_IO}};
    struct err err;
    struct str out;
    size_t i;

    (void)state;
    str_init(&out, 0);
    for (i = 0; i < ARRAY_LEN(cases); i++) {
        errno = cases[i].number;
        assert_false(err_errno(&err, T_ERR_FILE_OPEN, "/x/y"));
        assert_int_equal(err.code, cases[i].code);
        str_clear(&out);
        err_text(&err, LANG_SV, &out);
        assert_non_null(strstr(out.p, "/x/y"));
        assert_null(strstr(out.p, "{2}"));
        assert_true(err.detail[0] != '\0');
    }
    str_release(&out);
}

static void long_values_are_cut_between_characters(void **state)
{
    struct err err;
    struct str long_value;

    (void)state;
    str_init(&long_value, 0);
    str_putc(&long_value, 'x');
    while (long_value.n < 400)
        str_puts(&long_value, "å");
    err_set(&err, ERR_INPUT, T_ERR_FILE_OPEN, long_value.p, NULL);
    assert_int_equal(strlen(err.value[0]), 255);
    str_puts(&long_value, "x");
    err_set(&err, ERR_INPUT, T_ERR_FILE_OPEN, long_value.p + 1, NULL);
    assert_int_equal(strlen(err.value[0]), 254);
    str_release(&long_value);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_complete_in_both_languages),
        cmocka_unit_test(texts_keep_to_the_words_of_staff),
        cmocka_unit_test(placeholders_are_filled),
        cmocka_unit_test(label_gives_the_other_language),
        cmocka_unit_test(language_of_a_word),
        cmocka_unit_test(numbers_in_digits),
        cmocka_unit_test(failure_becomes_a_sentence),
        cmocka_unit_test(failure_from_errno),
        cmocka_unit_test(long_values_are_cut_between_characters),
    };

    return cmocka_run_group_tests_name("base text", tests, NULL, NULL);
}

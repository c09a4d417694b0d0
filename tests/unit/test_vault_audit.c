/* test_vault_audit.c - signatures of rows and of two people, and the chained log. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "sis/vault/audit.h"
#include "sis/vault/sign.h"

static const struct side side = {.home = {{1, 2, 3}}, .practice = true};
static const struct side real = {.home = {{1, 2, 3}}, .practice = false};

struct people {
    struct keyring *first;
    struct keyring *second;
    struct keyring *reviewer;
    struct str body;
    struct str payload;
};

static struct keyring *new_ring(void)
{
    struct id account = random_id();

    return keyring_new(&side, &account, NULL);
}

static int set_up(void **state)
{
    struct people *it = mem_new(sizeof(*it));

    it->first = new_ring();
    it->second = new_ring();
    it->reviewer = new_ring();
    str_init(&it->body, 0);
    str_init(&it->payload, 0);
    *state = it;
    return 0;
}

static int tear_down(void **state)
{
    struct people *it = *state;

    keyring_free(it->first);
    keyring_free(it->second);
    keyring_free(it->reviewer);
    str_release(&it->body);
    str_release(&it->payload);
    mem_free(it);
    return 0;
}

/* ---- rows ---- */

static void test_everything_in_a_claim_is_signed(void **state)
{
    const struct row_claim claim = {.row = {{1}},
                                    .record = {{2}},
                                    .case_id = {{3}},
                                    .author = {{4}},
                                    .role = "ward",
                                    .at = 5,
                                    .form = "u1",
                                    .method = {{6}},
                                    .audit = 7,
                                    .content = "abc",
                                    .n = 3};
    struct row_claim claims[12];
    struct hash hash[13];

    (void)state;
    for (size_t i = 0; i < 12; i++)
        claims[i] = claim;
    claims[1].row.byte[9] = 1;
    claims[2].record.byte[9] = 1;
    claims[3].case_id.byte[9] = 1;
    claims[4].author.byte[9] = 1;
    claims[5].role = "lead";
    claims[6].at = -5;
    claims[7].form = "u2";
    claims[8].method.byte[9] = 1;
    claims[9].audit = 8;
    claims[10].content = "abd";
    claims[11].n = 2;
    for (size_t i = 0; i < 12; i++)
        hash[i] = row_claim_hash(&side, &claims[i]);
    hash[12] = row_claim_hash(&real, &claim);
    for (size_t i = 0; i < 13; i++)
        for (size_t j = 0; j < i; j++)
            assert_false(hash_equal(&hash[i], &hash[j]));
}

static void test_every_bit_of_a_signature_counts(void **state)
{
    struct people *it = *state;
    struct hash hash = hash_of("x", 1);
    struct hash other = hash_of("y", 1);
    struct signature signature;

    sign_hash(it->first, &hash, &signature);
    assert_true(sign_check(&hash, &signature, keyring_public(it->first)->sign));
    assert_false(sign_check(&hash, &signature, keyring_public(it->second)->sign));
    assert_false(sign_check(&other, &signature, keyring_public(it->first)->sign));
    for (size_t bit = 0; bit < 8 * VAULT_SIGNATURE; bit++) {
        signature.byte[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_false(sign_check(&hash, &signature, keyring_public(it->first)->sign));
        signature.byte[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
}

/* ---- two persons ---- */

static struct two_persons handover(void)
{
    struct two_persons it = {.action = "letter.save", .object = {{9}}, .at = 1800000000};

    it.exact = hash_of("the exact bytes", 15);
    return it;
}

static bool check(const struct people *it, const struct side *at, const struct two_persons *both)
{
    return two_persons_check(at, both, keyring_public(it->first), keyring_public(it->second));
}

static void test_two_persons_sign_the_same(void **state)
{
    struct people *it = *state;
    struct two_persons both = handover();
    struct two_persons back;

    assert_true(two_persons_sign(&both, it->first, it->second, NULL));
    assert_true(check(it, &side, &both));
    assert_false(check(it, &real, &both));
    assert_false(
        two_persons_check(&side, &both, keyring_public(it->second), keyring_public(it->first)));
    assert_true(two_persons_encode(&both, &it->body));
    assert_true(it->body.n <= TWO_PERSONS_MAX);
    assert_true(two_persons_decode(it->body.p, it->body.n, &back));
    assert_true(check(it, &side, &back));
    assert_string_equal(back.action, "letter.save");
    assert_int_equal(back.at, both.at);
    for (size_t bit = 0; bit < it->body.n * 8; bit++) {
        it->body.p[bit / 8] = (char)(it->body.p[bit / 8] ^ 1 << bit % 8);
        assert_false(two_persons_decode(it->body.p, it->body.n, &back) && check(it, &side, &back));
        it->body.p[bit / 8] = (char)(it->body.p[bit / 8] ^ 1 << bit % 8);
    }
    for (size_t n = 0; n < it->body.n; n++)
        assert_false(two_persons_decode(it->body.p, n, &back));
    str_putc(&it->body, 0);
    assert_false(two_persons_decode(it->body.p, it->body.n, &back));
}

static void test_one_person_is_not_two(void **state)
{
    struct people *it = *state;
    struct two_persons both = handover();
    struct err err = {.code = ERR_NONE};

    assert_false(two_persons_sign(&both, it->first, it->first, &err));
    assert_int_equal(err.code, ERR_DENIED);
    assert_true(two_persons_sign(&both, it->first, it->second, NULL));
    assert_false(
        two_persons_check(&side, &both, keyring_public(it->first), keyring_public(it->first)));
}

/* Both signatures are right, and by one person: two_persons_sign makes no such statement. */
static void test_one_signature_twice_is_not_two(void **state)
{
    struct people *it = *state;
    const struct public_keys *keys = keyring_public(it->first);
    struct two_persons both = handover();
    struct binder binder;
    struct hash hash;

    both.by[0] = (struct id){{1}};
    for (int i = 0; i < 2; i++) {
        both.by[1] =
            (struct id){{(uint8_t)(1 + i)}}; /* the same account; another with the same key */
        binder_init(&binder, "sis-tui two persons 1", &side);
        binder_text(&binder, both.action);
        binder_id(&binder, &both.object);
        binder_hash(&binder, &both.exact);
        binder_moment(&binder, both.at);
        binder_id(&binder, &both.by[0]);
        binder_id(&binder, &both.by[1]);
        hash = binder_end(&binder);
        sign_hash(it->first, &hash, &both.signature[0]);
        sign_hash(it->first, &hash, &both.signature[1]);
        assert_true(sign_check(&hash, &both.signature[1], keys->sign));
        assert_false(two_persons_check(&side, &both, keys, keys));
    }
}

static void test_two_persons_as_text(void **state)
{
    struct people *it = *state;
    struct two_persons both = handover();
    struct signature first;
    struct two_persons back;

    assert_true(two_persons_sign(&both, it->first, it->second, NULL));
    assert_true(two_persons_text(&both, &it->body));
    assert_true(two_persons_parse(it->body.p, &back));
    assert_true(check(it, &side, &back));
    first = back.signature[0];
    back.signature[0] = back.signature[1];
    back.signature[1] = first;
    assert_false(check(it, &side, &back));
    assert_false(two_persons_parse("", &back));
    str_putc(&it->body, '0');
    assert_false(two_persons_parse(it->body.p, &back));
    str_putc(&it->body, '0');
    assert_false(two_persons_parse(it->body.p, &back));
    it->body.p[0] = 'g';
    assert_false(two_persons_parse(it->body.p, &back));
    str_clear(&it->body);
    str_repeat(&it->body, '0', 4 * TWO_PERSONS_MAX);
    assert_false(two_persons_parse(it->body.p, &back));
}

/* ---- the log ---- */

enum { ROWS = 4 };

struct log_row {
    struct audit_link link;
    struct str body;
    struct hash hash;
};

static void write_log(struct people *it, const struct vault_key *key, struct log_row log[ROWS])
{
    struct audit_link link = {.number = 1};

    for (size_t i = 0; i < ROWS; i++) {
        struct keyring *actor = i == 0 ? NULL : it->first;

        log[i].link = link;
        str_init(&log[i].body, 0);
        const uint8_t nothing[sizeof(((struct box_start *)0)->content_key)] = {0};
        struct audit_start start;

        assert_true(audit_begin(key_box(key), key_number(key), &start, NULL));
        assert_true(
            audit_seal(&side, &link, actor, &start, "opened", 6, &log[i].body, &log[i].hash, NULL));
        /* What it was sealed with is gone. */
        assert_int_equal(start.box.n, 0);
        assert_memory_equal(start.box.content_key, nothing, sizeof(nothing));
        link.number++;
        link.previous = log[i].hash;
    }
}

static void free_log(struct log_row log[ROWS])
{
    for (size_t i = 0; i < ROWS; i++)
        str_release(&log[i].body);
}

static const struct vault_key *log_key(struct people *it)
{
    return keyring_make(it->reviewer, KEY_AUDIT, &side.home, 5, NULL);
}

static void test_a_reviewer_reads_the_log(void **state)
{
    struct people *it = *state;
    struct log_row log[ROWS];
    struct box_sender sender;

    write_log(it, log_key(it), log);
    for (size_t i = 0; i < ROWS; i++) {
        const struct str *body = &log[i].body;
        struct hash hash = audit_hash(&side, &log[i].link, body->p, body->n);

        assert_true(hash_equal(&hash, &log[i].hash));
        assert_int_equal(
            audit_open(it->reviewer, &log[i].link, body->p, body->n, &it->payload, &sender),
            SEAL_OPEN);
        assert_true(str_equal(&it->payload, "opened"));
        assert_int_equal(sender.is_signed, i > 0);
        assert_int_equal(audit_sender_check(&side, &log[i].link, body->p, body->n, &it->payload,
                                            &sender, keyring_public(it->first)),
                         i > 0);
        assert_false(audit_sender_check(&side, &log[i].link, body->p, body->n, &it->payload,
                                        &sender, keyring_public(it->second)));
        /* The actor cannot read what they wrote. */
        assert_int_equal(
            audit_open(it->first, &log[i].link, body->p, body->n, &it->payload, &sender),
            SEAL_NO_KEY);
        assert_int_equal(it->payload.n, 0);
    }
    free_log(log);
}

static void test_a_row_of_the_log_cannot_move_or_change(void **state)
{
    struct people *it = *state;
    struct log_row log[ROWS];
    struct box_sender sender;

    write_log(it, log_key(it), log);
    const struct str *body = &log[1].body;

    assert_int_equal(
        audit_open(it->reviewer, &log[2].link, body->p, body->n, &it->payload, &sender),
        SEAL_BROKEN);
    for (size_t i = 0; i < body->n; i++) {
        body->p[i] = (char)(body->p[i] ^ 1 << i % 8);
        struct hash hash = audit_hash(&side, &log[1].link, body->p, body->n);

        assert_false(hash_equal(&hash, &log[1].hash));
        assert_int_not_equal(
            audit_open(it->reviewer, &log[1].link, body->p, body->n, &it->payload, &sender),
            SEAL_OPEN);
        body->p[i] = (char)(body->p[i] ^ 1 << i % 8);
    }
    for (size_t n = 0; n < body->n; n++)
        assert_int_not_equal(
            audit_open(it->reviewer, &log[1].link, body->p, n, &it->payload, &sender), SEAL_OPEN);
    struct hash hash = audit_hash(&real, &log[1].link, body->p, body->n);

    assert_false(hash_equal(&hash, &log[1].hash));
    hash = audit_hash(&side, &log[2].link, body->p, body->n);
    assert_false(hash_equal(&hash, &log[1].hash));
    free_log(log);
}

int main(void)
{
#define WITH_PEOPLE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_everything_in_a_claim_is_signed),
        WITH_PEOPLE(test_every_bit_of_a_signature_counts),
        WITH_PEOPLE(test_two_persons_sign_the_same),
        WITH_PEOPLE(test_one_signature_twice_is_not_two),
        WITH_PEOPLE(test_two_persons_as_text),
        WITH_PEOPLE(test_one_person_is_not_two),
        WITH_PEOPLE(test_a_reviewer_reads_the_log),
        WITH_PEOPLE(test_a_row_of_the_log_cannot_move_or_change),
    };

    if (!vault_init(NULL))
        return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}

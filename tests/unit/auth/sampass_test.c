/* SPDX-License-Identifier: MIT */
/* Passwords for [MS-SAMR] against what another program made from the specification
 * (sampass_vectors.py) and against its example, and opened again by the server's half. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <nettle/aes.h>
#include <nettle/arcfour.h>
#include <nettle/cbc.h>
#include <nettle/hmac.h>
#include <nettle/md5.h>
#include <nettle/pbkdf2.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "auth/sampass.h"
#include "base/bytes.h"
#include "base/random.h"
#include "base/status.h"
#include "base/utf16.h"

#define N_OF(a) (sizeof(a) / sizeof *(a))

static const char16_t old_password[] = u"OLDPASSWORD";
static const uint8_t session_key[SAM_KEY_SIZE] = { 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17,
                                                   0x18, 0x19, 0x1A, 0x1B, 0x1C, 0x1D, 0x1E, 0x1F };

/* The random bytes of this program, those of the vectors. */
static unsigned drawn;      /* bytes so far */
static int draws_left = -1; /* until there are none to give; negative: for ever */
bool __wrap_random_fill(void *out, size_t size);

bool __wrap_random_fill(void *out, size_t size)
{
    uint8_t *p = out;
    if (!draws_left)
        return false;
    if (draws_left > 0)
        draws_left--;
    for (size_t i = 0; i < size; i++, drawn++)
        p[i] = (uint8_t)(7 * drawn + drawn / 256 + 3);
    return true;
}

static int start_anew(void **state)
{
    (void)state;
    drawn = 0;
    draws_left = -1;
    return 0;
}

/* A password of n units; SAM_PASSWORD_UNITS_MAX + 1 at most. */
static const char16_t *ys(size_t n)
{
    static char16_t text[SAM_PASSWORD_UNITS_MAX + 2];
    for (size_t i = 0; i < n; i++)
        text[i] = u'y';
    text[n] = 0;
    return text;
}

static void assert_hex(const void *data, size_t n, const char *expected)
{
    const uint8_t *got = data;
    char text[2 * 64 + 1] = "";
    for (size_t i = 0; i < n; i++)
        snprintf(text + 2 * i, 3, "%02x", got[i]);
    assert_string_equal(text, expected);
}

static void assert_sha256(const void *data, size_t n, const void *more, size_t n_more,
                          const char *expected)
{
    struct sha256_ctx sha;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&sha);
    sha256_update(&sha, n, data);
    sha256_update(&sha, n_more, more);
    sha256_digest(&sha, sizeof digest, digest);
    assert_hex(digest, sizeof digest, expected);
}

static const struct vector {
    const char16_t *password; /* NULL: the longest */
    const char *hash, *rc4, *salted, *aes, *new_by_old, *old_by_new, *change_5000, *change_5001;
} vectors[] = {
    { .password = u"NEWPASSWORD",
      .hash = "256781a62031289d3c2c98c14f1efc8c",
      .rc4 = "b7f1e9d24b3f3cacccb6426c97e4dc3c3f09f3cba3c883ab2c664764e2d1d1a0",
      .salted = "2997668ef1bec8f1b97bc486f41050554b857c8861ae246e59f40d509315c7bd",
      .aes = "465d2900e80aa23da6b21f40eee41a0801642acd98b1781b303bee10c03e3bc2",
      .new_by_old = "a81477824c2794164fa78abbf20d981bac6bc64921a4b0df0d58d462f79c1e87",
      .old_by_new = "da39846427f5e6c9482c8fe9b33a1607",
      .change_5000 = "f49270bac81e7b645eaf63ec8d2bbdf8b20c14015ef4b6e182e7d480cfd7de7b",
      .change_5001 = "ee5a0fe7e930b28b0a028c4596b0a1caf7a733e034a544e198f7fe905130c6a8" },
    { .password = u"",
      .hash = "31d6cfe0d16ae931b73c59d7e0c089c0",
      .rc4 = "fa618040768fe02112f04ad9d69d34541598991a6138d5f442671a09a6c9bedd",
      .salted = "c1ff7ee77c1ec32cb25cc10ccc161d41cbf86970c1d481c95fa1f2a318d56380",
      .aes = "3b63b5f98fde6b0ad9b8db08ead3ee427eead857f78238a966fef61cc1bf4961",
      .new_by_old = "e13bbed35ec7bfba1139cb70fd4a4f3282aaf72fec56f17030d6a7351fb5e782",
      .old_by_new = "c4462dd4396a87936a16d919c4edb638",
      .change_5000 = "ed2d9ae82eb32269cc3eed4ef089f380637c1a5eed0fa3bb2b7452ab49113395",
      .change_5001 = "956e56e28554cc4c008527c93ade69947157075b8b0f2528977666d1c4344509" },
    { .password = u"x",
      .hash = "a9f0dd57e1edab5bb55a9ac0a99c15ec",
      .rc4 = "2ec9baf374185ea32c40ccebc110119f0908b6e5dd368e6b38f7386f85d45955",
      .salted = "ccf9d4b6313be4bea72995e9a87e6671bba74da951278d511dd8c44436fce554",
      .aes = "d948ffa8e12ce9ef51647f76b6edddf0378093b7f5916e44967e9173699e9dd5",
      .new_by_old = "3f3b1704e20f44ac266f156c75186bfe42166c71dff607c6db8e8905b4bae4ab",
      .old_by_new = "c26e8895630124e2f3cdd31bf7961737",
      .change_5000 = "4fbfee877f6ac8f0dc7b2c6c280b71c2a4fbd588fea253442d1ff79d950c748d",
      .change_5001 = "968acdf3478966e7efc90ce2e7a0786695f383adbc007c708a2eaff093d3003d" },
    { .password = u"Gr\u00F6\u00DFe \U0001D11E",
      .hash = "af72b6775db923e60ebf84870b228e21",
      .rc4 = "600b29219da22dd72775744ce0a6c77a5e92dc196afe1c3fc076238f2ed06c43",
      .salted = "caa4c991211a91e0d530615c4543f09a14181972c24f78ac01762238fe279f66",
      .aes = "a80cea0f7261dab666668bfe8c05310a21a12ecf54183d9f491b8c8ab189e474",
      .new_by_old = "e969d06fdc6041a40cf2173c71cc4a06867e2dbb87d959216d37ce40be83cee5",
      .old_by_new = "3c0da6a657e8a6160f24302268206692",
      .change_5000 = "bc4e50e617ba520e14bc0121ee3b07b3f6eb1f2adc2e62edfc9d675c8c9b25ba",
      .change_5001 = "686d8ae390c60be778101608d6dc974bebc8690649dbf21307b5251b190b2f2a" },
    { .password = NULL,
      .hash = "023097d4ddb53d0f84ede6d437bbaef7",
      .rc4 = "02d4bf900fffbec141b65200423290a6b02168d39a7185c2132661f404d85bfc",
      .salted = "15c02b47223805c30252021802f6ec46b591751ef76ca1ba3bc39b81189e1337",
      .aes = "6c90af8e00f7db20ab475b9a71e53d1cb3dd9819a98591ea54b7eb725d7b7f95",
      .new_by_old = "fbd4c8e495fb4e0bd53c83bb4aada1dff45d05a9eaefd5fe3cc2687ff6e6d6d9",
      .old_by_new = "ad3d828252d17f10911c8439dbc268e9",
      .change_5000 = "d57d9e12bb675c906393b1feff3dba10f0b754b860d033b63bc9b540e85ff0a2",
      .change_5001 = "6adcce7cb679c6abd10ea7f6519247a87ea444e9be077ee8699ca58943420ba7" },
};

static const char16_t *password_of(const struct vector *v)
{
    return v->password ? v->password : ys(SAM_PASSWORD_UNITS_MAX);
}

static void hashes_are_those_of_the_vectors(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_OF(vectors); i++) {
        uint8_t hash[NT_HASH_SIZE];
        assert_int_equal(sam_hash(password_of(&vectors[i]), hash), STATUS_OK);
        assert_hex(hash, sizeof hash, vectors[i].hash);
    }
}

static void rc4_blobs_are_those_of_the_vectors(void **state)
{
    uint8_t blob[SAM_RC4_SIZE], salted[SAM_SALTED_SIZE];
    for (size_t i = 0; i < N_OF(vectors); i++) {
        const char16_t *password = password_of(&vectors[i]);
        start_anew(state);
        assert_int_equal(sam_seal_rc4(password, session_key, blob), STATUS_OK);
        assert_sha256(blob, sizeof blob, "", 0, vectors[i].rc4);
        start_anew(state);
        assert_int_equal(sam_seal_salted(password, session_key, salted), STATUS_OK);
        assert_sha256(salted, sizeof salted, "", 0, vectors[i].salted);
    }
}

static void assert_aes(const struct sam_password_aes *p, const char *sha256)
{
    assert_sha256(p->cipher, sizeof p->cipher, p->auth_data, sizeof p->auth_data, sha256);
}

static void aes_blobs_are_those_of_the_vectors(void **state)
{
    struct sam_password_aes aes;
    for (size_t i = 0; i < N_OF(vectors); i++) {
        start_anew(state);
        assert_int_equal(sam_seal_aes(password_of(&vectors[i]), session_key, &aes), STATUS_OK);
        assert_aes(&aes, vectors[i].aes);
        assert_int_equal(aes.iterations, 0);
    }
}

static void changes_are_those_of_the_vectors(void **state)
{
    struct sam_change_rc4 rc4;
    struct sam_password_aes aes;
    for (size_t i = 0; i < N_OF(vectors); i++) {
        const struct vector *v = &vectors[i];
        const char16_t *password = password_of(v);
        start_anew(state);
        assert_int_equal(sam_change_rc4(old_password, password, &rc4), STATUS_OK);
        assert_sha256(rc4.new_by_old, sizeof rc4.new_by_old, "", 0, v->new_by_old);
        assert_hex(rc4.old_by_new, sizeof rc4.old_by_new, v->old_by_new);
        for (uint32_t more = 0; more < 2; more++) {
            start_anew(state);
            assert_int_equal(
                sam_change_aes(old_password, password, SAM_ITERATIONS_MIN + more, &aes), STATUS_OK);
            assert_aes(&aes, more ? v->change_5001 : v->change_5000);
            assert_int_equal(aes.iterations, SAM_ITERATIONS_MIN + more);
        }
    }
}

/* [MS-SAMR] 4.3 */
static void sealed_hash_is_that_of_the_specification(void **state)
{
    uint8_t old_hash[NT_HASH_SIZE], new_hash[NT_HASH_SIZE], sealed[NT_HASH_SIZE];
    (void)state;
    assert_int_equal(sam_hash(u"OLDPASSWORD", old_hash), STATUS_OK);
    assert_int_equal(sam_hash(u"NEWPASSWORD", new_hash), STATUS_OK);
    assert_hex(old_hash, sizeof old_hash, "6677b2c394311355b54f25eec5bfacf5");
    assert_hex(new_hash, sizeof new_hash, "256781a62031289d3c2c98c14f1efc8c");
    sam_seal_hash(old_hash, new_hash, sealed);
    assert_hex(sealed, sizeof sealed, "da39846427f5e6c9482c8fe9b33a1607");
}

/* --- the server's half --- */

static void assert_text(const uint8_t *text, size_t len, const char16_t *expected)
{
    assert_int_equal(len, 2 * utf16_len(expected));
    for (size_t i = 0; i < len / 2; i++)
        assert_int_equal(get_le16(text + 2 * i), expected[i]);
}

static void open_rc4(const uint8_t key[SAM_KEY_SIZE], const uint8_t blob[SAM_RC4_SIZE],
                     uint8_t plain[SAM_RC4_SIZE])
{
    struct arcfour_ctx rc4;
    arcfour_set_key(&rc4, SAM_KEY_SIZE, key);
    arcfour_crypt(&rc4, SAM_RC4_SIZE, plain, blob);
}

static void assert_block(const uint8_t plain[SAM_RC4_SIZE], const char16_t *expected)
{
    size_t len = get_le32(plain + SAM_BUFFER_SIZE);
    assert_in_range(len, 0, SAM_BUFFER_SIZE);
    assert_text(plain + SAM_BUFFER_SIZE - len, len, expected);
}

static void open_salted(const uint8_t blob[SAM_SALTED_SIZE], uint8_t plain[SAM_RC4_SIZE])
{
    struct md5_ctx md5;
    uint8_t key[MD5_DIGEST_SIZE];
    md5_init(&md5);
    md5_update(&md5, SAM_SALT_SIZE, blob + SAM_RC4_SIZE);
    md5_update(&md5, SAM_KEY_SIZE, session_key);
    md5_digest(&md5, sizeof key, key);
    open_rc4(key, blob, plain);
}

static void open_aes(const uint8_t cek[SAM_KEY_SIZE], const struct sam_password_aes *p,
                     uint8_t plain[SAM_CIPHER_SIZE])
{
    static const char label[] = "Microsoft SAM encryption key AEAD-AES-256-CBC-HMAC-SHA512 16";
    struct CBC_CTX(struct aes256_ctx, AES_BLOCK_SIZE) cbc;
    struct hmac_sha512_ctx hmac;
    uint8_t key[AES256_KEY_SIZE];
    hmac_sha512_set_key(&hmac, SAM_KEY_SIZE, cek);
    hmac_sha512_update(&hmac, sizeof label, (const uint8_t *)label);
    hmac_sha512_digest(&hmac, sizeof key, key);
    aes256_set_decrypt_key(&cbc.ctx, key);
    CBC_SET_IV(&cbc, p->salt);
    CBC_DECRYPT(&cbc, aes256_decrypt, SAM_CIPHER_SIZE, plain, p->cipher);
    for (size_t i = SAM_CIPHER_SIZE - 14; i < SAM_CIPHER_SIZE; i++)
        assert_int_equal(plain[i], 14);
}

static const char16_t *const passwords[] = {
    u"",
    u"x",
    u"secret",
    u"Gr\u00F6\u00DFe \U0001D11E",
    (const char16_t[]){ 0xDC00, u'a', 0xD800, 0 },
};

static void blobs_of_the_session_key_open_to_the_password(void **state)
{
    (void)state;
    for (size_t i = 0; i <= N_OF(passwords); i++) {
        const char16_t *password = i < N_OF(passwords) ? passwords[i] : ys(SAM_PASSWORD_UNITS_MAX);
        uint8_t blob[SAM_SALTED_SIZE], plain[SAM_CIPHER_SIZE];
        struct sam_password_aes aes;
        assert_int_equal(sam_seal_rc4(password, session_key, blob), STATUS_OK);
        open_rc4(session_key, blob, plain);
        assert_block(plain, password);
        assert_int_equal(sam_seal_salted(password, session_key, blob), STATUS_OK);
        open_salted(blob, plain);
        assert_block(plain, password);
        assert_int_equal(sam_seal_aes(password, session_key, &aes), STATUS_OK);
        open_aes(session_key, &aes, plain);
        assert_text(plain + 2, get_le16(plain), password);
    }
}

static void changes_open_by_the_hash_of_the_old_password(void **state)
{
    uint8_t hash[NT_HASH_SIZE], cek[SAM_KEY_SIZE], plain[SAM_CIPHER_SIZE];
    struct sam_change_rc4 rc4;
    struct sam_password_aes aes;
    (void)state;
    assert_int_equal(sam_hash(old_password, hash), STATUS_OK);
    assert_int_equal(sam_change_rc4(old_password, u"n\u00E9w", &rc4), STATUS_OK);
    open_rc4(hash, rc4.new_by_old, plain);
    assert_block(plain, u"n\u00E9w");
    assert_int_equal(sam_change_aes(old_password, u"n\u00E9w", SAM_ITERATIONS_MIN, &aes),
                     STATUS_OK);
    pbkdf2_hmac_sha512(sizeof hash, hash, SAM_ITERATIONS_MIN, sizeof aes.salt, aes.salt, sizeof cek,
                       cek);
    open_aes(cek, &aes, plain);
    assert_text(plain + 2, get_le16(plain), u"n\u00E9w");
}

static void what_surrounds_the_password_differs_each_time(void **state)
{
    uint8_t blob[2][SAM_SALTED_SIZE], plain[2][SAM_CIPHER_SIZE];
    struct sam_password_aes aes[2];
    (void)state;
    for (int i = 0; i < 2; i++) {
        assert_int_equal(sam_seal_rc4(u"secret", session_key, blob[i]), STATUS_OK);
        open_rc4(session_key, blob[i], plain[i]);
    }
    assert_memory_not_equal(plain[0], plain[1], 16);
    assert_memory_equal(plain[0] + SAM_BUFFER_SIZE - 12, plain[1] + SAM_BUFFER_SIZE - 12, 12 + 4);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(sam_seal_salted(u"secret", session_key, blob[i]), STATUS_OK);
        open_salted(blob[i], plain[i]);
    }
    assert_memory_not_equal(blob[0] + SAM_RC4_SIZE, blob[1] + SAM_RC4_SIZE, SAM_SALT_SIZE);
    assert_memory_not_equal(plain[0], plain[1], 16);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(sam_seal_aes(u"secret", session_key, &aes[i]), STATUS_OK);
        open_aes(session_key, &aes[i], plain[i]);
    }
    assert_memory_not_equal(aes[0].salt, aes[1].salt, SAM_SALT_SIZE);
    assert_memory_not_equal(plain[0] + 2 + 12, plain[1] + 2 + 12, 16);
}

/* --- what is refused --- */

/* Every form into one place, which must stay as it was when there is no answer. */
union answer {
    uint8_t bytes[1024];
    uint8_t hash[NT_HASH_SIZE], rc4[SAM_RC4_SIZE], salted[SAM_SALTED_SIZE];
    struct sam_password_aes aes;
    struct sam_change_rc4 change;
};

enum form { HASH, RC4, SALTED, AES_FORM, CHANGE_RC4, CHANGE_AES, N_FORMS };

static uint32_t seal(enum form form, const char16_t *old, const char16_t *password,
                     union answer *out)
{
    switch (form) {
    case HASH: return sam_hash(password, out->hash);
    case RC4: return sam_seal_rc4(password, session_key, out->rc4);
    case SALTED: return sam_seal_salted(password, session_key, out->salted);
    case AES_FORM: return sam_seal_aes(password, session_key, &out->aes);
    case CHANGE_RC4: return sam_change_rc4(old, password, &out->change);
    default: return sam_change_aes(old, password, SAM_ITERATIONS_MIN, &out->aes);
    }
}

static void assert_refused(enum form form, const char16_t *old, const char16_t *password,
                           uint32_t status)
{
    union answer out, before;
    memset(&out, 0xA5, sizeof out);
    memset(&before, 0xA5, sizeof before);
    assert_int_equal(seal(form, old, password, &out), status);
    assert_memory_equal(&out, &before, sizeof out);
}

static void too_long_a_password_is_refused_and_not_cut(void **state)
{
    (void)state;
    for (enum form form = HASH; form < N_FORMS; form++) {
        const char16_t *longer = ys(SAM_PASSWORD_UNITS_MAX + 1);
        assert_refused(form, old_password, longer, STATUS_INVALID_PARAMETER);
        if (form >= CHANGE_RC4)
            assert_refused(form, longer, u"new", STATUS_INVALID_PARAMETER);
    }
}

static void without_random_bytes_nothing_is_made(void **state)
{
    (void)state;
    for (enum form form = RC4; form < N_FORMS; form++) {
        int draws = form == RC4 || form == CHANGE_RC4 ? 1 : 2;
        for (int given = 0; given < draws; given++) {
            draws_left = given;
            assert_refused(form, old_password, u"new", STATUS_INTERNAL_ERROR);
        }
        union answer out;
        draws_left = draws;
        assert_int_equal(seal(form, old_password, u"new", &out), STATUS_OK);
    }
}

static void iterations_out_of_bounds_are_refused(void **state)
{
    static const uint32_t wrong[] = { 0, 1, SAM_ITERATIONS_MIN - 1, SAM_ITERATIONS_MAX + 1,
                                      UINT32_MAX };
    struct sam_password_aes aes;
    (void)state;
    for (size_t i = 0; i < N_OF(wrong); i++)
        assert_int_equal(sam_change_aes(old_password, u"new", wrong[i], &aes),
                         STATUS_INVALID_PARAMETER);
    assert_int_equal(sam_change_aes(old_password, u"new", SAM_ITERATIONS_MAX, &aes), STATUS_OK);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(hashes_are_those_of_the_vectors, start_anew),
        cmocka_unit_test_setup(rc4_blobs_are_those_of_the_vectors, start_anew),
        cmocka_unit_test_setup(aes_blobs_are_those_of_the_vectors, start_anew),
        cmocka_unit_test_setup(changes_are_those_of_the_vectors, start_anew),
        cmocka_unit_test_setup(sealed_hash_is_that_of_the_specification, start_anew),
        cmocka_unit_test_setup(blobs_of_the_session_key_open_to_the_password, start_anew),
        cmocka_unit_test_setup(changes_open_by_the_hash_of_the_old_password, start_anew),
        cmocka_unit_test_setup(what_surrounds_the_password_differs_each_time, start_anew),
        cmocka_unit_test_setup(too_long_a_password_is_refused_and_not_cut, start_anew),
        cmocka_unit_test_setup(without_random_bytes_nothing_is_made, start_anew),
        cmocka_unit_test_setup(iterations_out_of_bounds_are_refused, start_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

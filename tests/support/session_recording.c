/* SPDX-License-Identifier: MIT */
/* Session recordings as text, both ways. Reading is strict: a typing error must not pass. */
#include "session_recording.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/utf16.h"
#include "recording.h"
#include "smb2/dialect.h"

#define HEX_LINE 32u /* bytes */
#define WORD_MAX 64u /* of a key's value, with its NUL */

static const char *const encrypt_words[] = {
    [SMB2_ENCRYPT_NO] = "no",
    [SMB2_ENCRYPT_ALLOWED] = "allowed",
    [SMB2_ENCRYPT_REQUIRED] = "required",
};

bool session_option_encrypt(const char *word, enum smb2_encrypt *encrypt)
{
    for (unsigned i = SMB2_ENCRYPT_NO; i <= SMB2_ENCRYPT_REQUIRED; i++) {
        *encrypt = (enum smb2_encrypt)i;
        if (!strcmp(word, encrypt_words[i]))
            return true;
    }
    return false;
}

bool session_option_dialect(const char *word, uint16_t *number)
{
    const struct smb2_dialect *d;
    for (size_t i = 0; (d = smb2_dialect_offer(i)); i++) {
        *number = d->number;
        if (!strcmp(word, d->name))
            return true;
    }
    return false;
}

/* ---- In memory ---- */

bool session_recording_init(struct session_recording *r, const char *host, const char *user,
                            const char *password)
{
    char unc[SERVER_NAME_MAX + 2];
    *r = (struct session_recording){ .options.encrypt = SMB2_ENCRYPT_ALLOWED };
    r->options.min_dialect = smb2_dialect_offer(0)->number;
    snprintf(unc, sizeof unc, "\\\\%s", host);
    r->host = strdup(host);
    r->unc = utf16_new(unc);
    r->credentials.kind = user ? CREDENTIALS_PASSWORD : CREDENTIALS_ANONYMOUS;
    r->credentials.user = r->user = user ? strdup(user) : NULL;
    r->credentials.password = r->password = user ? strdup(password) : NULL;
    return r->host && r->unc && (!user || (r->user && r->password));
}

bool session_recording_add(struct session_recording *r, bool reply, const uint8_t *data, size_t len)
{
    uint8_t *copy = r->n < SESSION_MESSAGES_MAX ? malloc(len ? len : 1) : NULL;
    if (!copy)
        return false;
    if (len)
        memcpy(copy, data, len);
    r->messages[r->n++] = (struct session_message){ reply, copy, len };
    return true;
}

void session_recording_free(struct session_recording *r)
{
    for (size_t i = 0; i < r->n; i++)
        free(r->messages[i].data);
    free(r->host);
    free(r->user);
    free(r->password);
    x_free(r->unc);
    free(r->expected);
    *r = (struct session_recording){ 0 };
}

/* ---- Writing ---- */

static const char *dialect_name(uint16_t number)
{
    const struct smb2_dialect *d = smb2_dialect_find(number);
    return d ? d->name : "?";
}

static void write_message(const struct session_message *m, FILE *f)
{
    for (size_t i = 0; i < m->len; i++) {
        if (i % HEX_LINE == 0)
            fputs(i ? "  " : m->reply ? "< " : "> ", f);
        fprintf(f, "%02x%s", m->data[i],
                i % HEX_LINE == HEX_LINE - 1 || i + 1 == m->len ? "\n" : "");
    }
}

void session_recording_write(const struct session_recording *r, FILE *f)
{
    fprintf(f, "host: %s\n", r->host);
    if (r->user)
        fprintf(f, "credentials: password %s %s\n", r->user, r->password);
    else
        fputs("credentials: anonymous\n", f);
    fprintf(f, "options: encrypt=%s min-dialect=%s guest=%s\n", encrypt_words[r->options.encrypt],
            dialect_name(r->options.min_dialect), r->options.guest ? "yes" : "no");
    fputs("messages:\n", f);
    for (size_t i = 0; i < r->n; i++)
        write_message(&r->messages[i], f);
    fprintf(f, "expected:\n%s", r->expected);
}

/* ---- Reading ---- */

/* The value of `key: value`, in the order session_recording_write has them; NULL: another line. */
static const char *value_of(const char *line, const char *key)
{
    size_t n = strlen(key);
    return !strncmp(line, key, n) && !strncmp(line + n, ": ", 2) ? line + n + 2 : NULL;
}

static bool read_credentials(struct session_recording *r, const char *host, const char *value)
{
    char user[WORD_MAX], password[WORD_MAX], more;
    if (!strcmp(value, "anonymous"))
        return session_recording_init(r, host, NULL, NULL);
    return sscanf(value, "password %63s %63s%c", user, password, &more) == 2 &&
           session_recording_init(r, host, user, password);
}

static bool read_options(struct session_recording *r, const char *value)
{
    char encrypt[WORD_MAX], dialect[WORD_MAX], guest[WORD_MAX], more;
    if (sscanf(value, "encrypt=%63s min-dialect=%63s guest=%63s%c", encrypt, dialect, guest,
               &more) != 3)
        return false;
    r->options.guest = !strcmp(guest, "yes");
    return session_option_encrypt(encrypt, &r->options.encrypt) &&
           session_option_dialect(dialect, &r->options.min_dialect) &&
           (r->options.guest || !strcmp(guest, "no"));
}

/* A line of the messages: the first of one, or one that goes on. */
static bool read_message_line(struct session_recording *r, struct bytes *message, const char *line)
{
    bool starts = !strncmp(line, "> ", 2) || !strncmp(line, "< ", 2);
    if (!starts && (strncmp(line, "  ", 2) != 0 || !r->n))
        return false;
    if (starts) {
        message->len = 0;
        if (!session_recording_add(r, *line == '<', NULL, 0))
            return false;
    }
    struct session_message *m = &r->messages[r->n - 1];
    if (!recording_hex(line + 2, message) || !message->len)
        return false;
    uint8_t *data = realloc(m->data, message->len); /* a block of its size */
    if (!data)
        return false;
    memcpy(data, message->data, message->len);
    m->data = data;
    m->len = message->len;
    return true;
}

/* The next line that is no comment; NULL at the end. */
static char *next_line(char **text)
{
    char *line;
    do {
        line = *text;
        size_t n = strcspn(line, "\n");
        *text += n + (line[n] == '\n');
        line[n] = '\0';
    } while (*line == '#' || (!*line && **text));
    return *line ? line : NULL;
}

static bool read_keys(struct session_recording *r, char **text)
{
    const char *host = NULL, *value = NULL, *line = next_line(text);
    if (line)
        host = value_of(line, "host");
    line = host ? next_line(text) : NULL;
    value = line ? value_of(line, "credentials") : NULL;
    if (!value || !read_credentials(r, host, value))
        return false;
    line = next_line(text);
    value = line ? value_of(line, "options") : NULL;
    if (!value || !read_options(r, value))
        return false;
    line = next_line(text);
    return line && !strcmp(line, "messages:");
}

static const char *read_messages(struct session_recording *r, char *text)
{
    struct bytes message;
    const char *line, *why = "there are no messages, or no expected text";
    bytes_init(&message, SMB2_MESSAGE_MAX);
    while ((line = next_line(&text))) {
        if (!strcmp(line, "expected:")) {
            r->expected = strdup(text);
            why = r->n && *text ? NULL : why;
            break;
        }
        if (!read_message_line(r, &message, line)) {
            why = "a message that is no hexadecimal, has no direction, or is one too many";
            break;
        }
    }
    bytes_free(&message);
    return why;
}

bool session_recording_read(const char *folder, const char *file, struct session_recording *r,
                            char *why, size_t why_size)
{
    *r = (struct session_recording){ 0 };
    char *text = recording_text(folder, file), *at = text;
    const char *wrong = NULL;
    if (!text)
        wrong = "cannot be read";
    else if (*text != '#')
        wrong = "does not begin with a comment that says who answered";
    else if (!read_keys(r, &at))
        wrong = "does not begin with host, credentials, options and messages";
    else
        wrong = read_messages(r, at);
    free(text);
    if (wrong) {
        snprintf(why, why_size, "%s", wrong);
        session_recording_free(r);
    }
    return !wrong;
}

/* fault.c - what SQLite's results mean to the person: one sentence for each kind of trouble. */
#include "store/fault.h"

#include <errno.h>

#include "sis/base/mem.h"

static const struct {
    int result;
    enum err_code code;
    enum text_id text;
} meanings[] = {
    {SQLITE_BUSY, ERR_BUSY, T_STORE_BUSY},
    {SQLITE_LOCKED, ERR_BUSY, T_STORE_BUSY},
    {SQLITE_FULL, ERR_FULL, T_STORE_FULL},
    {SQLITE_READONLY, ERR_READ_ONLY, T_STORE_READ_ONLY},
    {SQLITE_PERM, ERR_READ_ONLY, T_STORE_READ_ONLY},
    {SQLITE_CORRUPT, ERR_CORRUPT, T_STORE_CORRUPT},
    {SQLITE_NOTADB, ERR_CORRUPT, T_STORE_NOT_A_DATABASE},
    {SQLITE_IOERR, ERR_IO, T_STORE_IO},
    {SQLITE_CANTOPEN, ERR_IO, T_STORE_CANNOT_OPEN},
    {SQLITE_PROTOCOL, ERR_BUSY, T_STORE_BUSY},
    {SQLITE_TOOBIG, ERR_LIMIT, T_STORE_TOO_LARGE},
};

static int last_errno(sqlite3 *file, int which)
{
    sqlite3_file *open = NULL;
    int number = 0;
    if (sqlite3_file_control(file, "main", which, &open) == SQLITE_OK && open != NULL &&
        open->pMethods != NULL)
        open->pMethods->xFileControl(open, SQLITE_FCNTL_LAST_ERRNO, &number);
    return number;
}

static bool is_space(int number)
{
    return number == ENOSPC || number == EDQUOT || number == EFBIG;
}

/* SQLite calls only ENOSPC full, but a quota or a size limit is the same to the person. After a
 * failed commit sqlite3_system_errno says nothing, so the files themselves (with WAL, the second is
 * the -wal) are asked. */
static bool out_of_space(sqlite3 *file, int result)
{
    if (file == NULL || (result & 0xff) != SQLITE_IOERR)
        return false;
    return is_space(sqlite3_system_errno(file)) ||
           is_space(last_errno(file, SQLITE_FCNTL_FILE_POINTER)) ||
           is_space(last_errno(file, SQLITE_FCNTL_JOURNAL_POINTER));
}

bool fault_set(sqlite3 *file, int result, const char *path, struct err *err)
{
    int kind = out_of_space(file, result) ? SQLITE_FULL : result & 0xff;
    enum err_code code = ERR_DB;
    enum text_id text = T_STORE_OTHER;
    for (size_t i = 0; i < ARRAY_LEN(meanings); i++)
        if (meanings[i].result == kind) {
            code = meanings[i].code;
            text = meanings[i].text;
        }
    err_set(err, code, text, path, NULL);
    err_detail(err, "sqlite %d: %s", result,
               file != NULL ? sqlite3_errmsg(file) : sqlite3_errstr(result));
    return false;
}

"""What a database's refusal means for the person who reads it."""

import sqlite3

from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError

_SAFE = "Everything that was kept before is safe; this step was not kept."
_SQLITE = {
    sqlite3.SQLITE_FULL: f"the disk is full. {_SAFE} Make room and run the same command again.",
    sqlite3.SQLITE_READONLY: "it is read-only. Nothing was changed. "
    "Give write permission to the file and its folder, or choose another --home.",
    sqlite3.SQLITE_BUSY: f"another process has locked it for too long. {_SAFE} "
    "Run the same command again when the other one has ended.",
    sqlite3.SQLITE_NOTADB: "the file is not a ledger. Nothing was changed. "
    "Choose another --home, or move the file away.",
    sqlite3.SQLITE_CORRUPT: "the file is damaged. Nothing was changed. Restore the last backup.",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened or made. Nothing was changed. "
    "Look whether its folder exists and may be written.",
    sqlite3.SQLITE_IOERR: f"the disk refused to read or write. {_SAFE} "
    "Look at the disk, its space and its quota, and run the same command again.",
}


def sentence(name: str, error: DBAPIError) -> str | None:
    """The sentence for the user; None where the fault is ours (a wrong statement, a broken rule).

    Args:
        name: The ledger as the sentence names it.
        error: What the database said.
    """
    if type(error) not in (OperationalError, DatabaseError):
        return None
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is None:
        return f"{name} cannot be used: {error.orig}. {_SAFE}"
    known = _SQLITE.get(code & 0xFF)  # the low byte is the kind, the rest the circumstance
    return f"{name} cannot be used: {known}" if known else None

"""What a database's refusal means for the person who reads it."""

import sqlite3

from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    NotSupportedError,
    ProgrammingError,
)

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

_POSTGRESQL = {
    "53100": f"the disk of its server is full. {_SAFE} Make room there and run the same command "
    "again.",
    "53300": f"its server has too many connections. {_SAFE} Run the same command again, or raise "
    "max_connections there.",
    "25P03": f"this process stood still while it wrote, and its server gave it up. {_SAFE} "
    "Run the same command again.",
    "25006": f"its server takes no writes just now, as a standby does. {_SAFE} "
    "Use the address of the primary server.",
    "42501": f"its user may not do that. {_SAFE} Give the user the right to it.",
    "57014": f"its server cancelled a statement. {_SAFE} Run the same command again.",
    "40P01": f"another process was in the way. {_SAFE} Run the same command again.",
}
"""By SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html"""
_RUNS_AGAIN = "See whether its server runs and may be reached, and run the same command again."
_OURS = (IntegrityError, ProgrammingError, DataError, NotSupportedError)
"""A statement or a value that is wrong; what else a database says is about itself."""


def sentence(name: str, error: DBAPIError) -> str | None:
    """The sentence for the user; None where the fault is ours (a wrong statement, a broken rule).

    Args:
        name: The ledger as the sentence names it.
        error: What the database said.
    """
    code = getattr(error.orig, "sqlite_errorcode", None)
    known = _postgresql(error) if code is None else _sqlite(error, code)
    return f"{name} cannot be used: {known}" if known else None


def _sqlite(error: DBAPIError, code: int) -> str | None:
    if isinstance(error, _OURS):
        return None
    return _SQLITE.get(code & 0xFF)  # the low byte is the kind, the rest the circumstance


def _postgresql(error: DBAPIError) -> str | None:
    """Of a server that is gone there is no code, only the driver's words."""
    state = getattr(error.orig, "sqlstate", None)
    if state in _POSTGRESQL:
        return _POSTGRESQL[state]
    if isinstance(error, _OURS):
        return None
    words, *_ = str(error.orig).splitlines()
    return f"{words.rstrip('.')}. {_SAFE} {_RUNS_AGAIN}"

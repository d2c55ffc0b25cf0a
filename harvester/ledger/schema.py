"""The tables of the ledger, the same for SQLite and PostgreSQL.

runs ── attempts ── windows ── pages ── packs ── changes    the bytes of a page, the versions in it
  │                              │                  ├── notes    what the road made of a version
  └──── sightings ───────────────│────────────── records      the newest version of each record
        (as what a run saw it)   └ pieces                     what was no record
leases, queue, plans, lithoscope
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects import postgresql

VERSION = "0004"
"""Of the tables below: the newest file in `migrations/versions`, which makes older ones like it."""
METADATA = MetaData()
# SQLite keeps a table by its key, without a second tree, only where the type is INTEGER.
Big = BigInteger().with_variant(Integer, "sqlite")
# Ordered by bytes as SQLite does: a language's own order changes when its server is updated, and
# an index that was made in the old order loses rows.
Words = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")

ledger = Table(
    "lithoscope",  # by which a ledger is known from another program's database
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("founded", Words, nullable=False),
    Column("base_url", Words, nullable=False),  # of all IRIs that were ever given out
    # A counter, not a database sequence: its row lock makes `seq` follow the order of commits,
    # so that no reader's cursor ever passes a change that becomes visible later.
    Column("last_seq", Big, nullable=False),
)

# Kept by alembic, which has its own idea of it: not among the tables that it compares.
version = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32)),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

runs = Table(
    "runs",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("source", Words, nullable=False, index=True),
    Column("started", Words, nullable=False),
    Column("ended", Words),
    Column("verdict", Words, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("stored", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("deleted", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("expected", Big),
    Column("message", Words, nullable=False),
    Column("findings", LargeBinary),
)

windows = Table(
    "windows",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("source", Words, nullable=False, index=True),
    Column("format", Words, nullable=False),
    Column("set", Words),
    Column("since", Words),
    Column("gapless", Boolean, nullable=False),  # its first answer may be the next one's `since`
    Column("token", Words),
    Column("page", Integer, nullable=False),
    Column("first_response", Words),
    Column("status", Words, nullable=False),  # open, stopped, done, given up
    Column("attempts", Integer, nullable=False),
)

attempts = Table(
    "attempts",
    METADATA,
    Column("run", ForeignKey(runs.c.id), primary_key=True),
    Column("window", ForeignKey(windows.c.id), primary_key=True, index=True),
    Column("attempt", Integer, nullable=False),
    Column("status", Words, nullable=False),
    Column("error", Words, nullable=False),
    Column("evidence", LargeBinary),
)

pages = Table(
    "pages",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("window", ForeignKey(windows.c.id), nullable=False),
    Column("run", ForeignKey(runs.c.id), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("request", Words, nullable=False),
    Column("response_date", Words, nullable=False),
    Column("token_sent", Words),
    Column("token", Words),
    Column("complete_list_size", Big),
    Column("records", Integer, nullable=False),
    Column("versions", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("findings", LargeBinary),
    Column("kept_at", Words, nullable=False),
)

packs = Table(
    "packs",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("page", ForeignKey(pages.c.id), nullable=False),
    Column("digest", LargeBinary, nullable=False),  # SHA-256 of the content
    Column("data", LargeBinary, nullable=False),  # the content: raw records in a row, as one zstd
)

records = Table(
    "records",
    METADATA,
    Column("id", Big, primary_key=True, autoincrement=False),  # the `seq` of its first version
    Column("source", Words, nullable=False),
    Column("identifier", Words, nullable=False),
    Column("seq", Big, nullable=False),  # of its newest version
    Column("digest", LargeBinary, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("datestamp", Words, nullable=False),  # as last seen, changed or not
    Column("first_run", Integer, nullable=False),
    UniqueConstraint("source", "identifier"),
)

changes = Table(
    "changes",
    METADATA,
    Column("seq", Big, primary_key=True, autoincrement=False),
    Column("source", Words, nullable=False),
    Column("record", ForeignKey(records.c.id), nullable=False),
    Column("pack", ForeignKey(packs.c.id), nullable=False),
    Column("start", Integer, nullable=False),  # of its raw bytes within the pack's content
    Column("length", Integer, nullable=False),
    Column("datestamp", Words, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("findings", LargeBinary),
)
# Most records have one version, and that is found by its `seq`.
_LATER = changes.c.seq != changes.c.record
Index(
    "later_changes", changes.c.record, changes.c.seq, sqlite_where=_LATER, postgresql_where=_LATER
)

sightings = Table(
    "sightings",
    METADATA,
    Column("run", ForeignKey(runs.c.id), primary_key=True),
    Column("record", ForeignKey(records.c.id), primary_key=True),
    Column("seq", Big, nullable=False),
    Column("kind", Words, nullable=False),  # new, changed, unchanged, deleted
    sqlite_with_rowid=False,
)

pieces = Table(
    "pieces",
    METADATA,
    Column("run", ForeignKey(runs.c.id), primary_key=True),
    Column("key", Words, primary_key=True),  # its identifier; without one, the SHA-256 of its bytes
    Column("source", Words, nullable=False, index=True),
    Column("page", ForeignKey(pages.c.id), nullable=False),
    Column("identifier", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

notes = Table(
    "notes",
    METADATA,
    Column("seq", ForeignKey(changes.c.seq), primary_key=True, autoincrement=False),
    Column("outcome", Words, nullable=False),  # mapped, rejected, deleted
    Column("crosswalk", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("findings", LargeBinary),
)
_REJECTED = text("outcome = 'rejected'")
Index("notes_rejected", notes.c.seq, sqlite_where=_REJECTED, postgresql_where=_REJECTED)

leases = Table(
    "leases",
    METADATA,
    Column("name", Words, primary_key=True),
    Column("owner", Words, nullable=False),
    Column("host", Words, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("expires", Float(53), nullable=False),  # seconds since 1970
)

queue = Table(
    "queue",  # of sources that workers are to harvest
    METADATA,
    Column("source", Words, primary_key=True),
    Column("since", Words, nullable=False),
    Column("tries", Integer, nullable=False),  # begun and not come to an end
)

plans = Table(
    "plans",  # when sources are next due
    METADATA,
    Column("source", Words, primary_key=True),
    Column("schedule", Words, nullable=False),  # as it was when `due` was reckoned
    Column("due", Words, nullable=False),
)

samples = Table(
    "samples",  # of records; kept when gone, so that links and ids find their names
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("iri", Words, nullable=False, unique=True),
    Column("record", ForeignKey(records.c.id), nullable=False, index=True),
    Column("row", LargeBinary),  # NULL when no record has it any more
    Column("waiting", Boolean, nullable=False),
    Column("group", Words, index=True),
)
_WAITING = text("waiting")
Index("samples_waiting", samples.c.id, sqlite_where=_WAITING, postgresql_where=_WAITING)

sample_keys = Table(
    "sample_keys",
    METADATA,
    Column("key", Words, primary_key=True),
    Column("sample", ForeignKey(samples.c.id), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

links = Table(
    "links",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("left", ForeignKey(samples.c.id), nullable=False, index=True),
    Column("right", ForeignKey(samples.c.id), nullable=False, index=True),
    Column("relation", Words, nullable=False),  # empty when it is gone
    Column("decision", Words, nullable=False),
    Column("points", Float(53), nullable=False),
    Column("evidence", LargeBinary, nullable=False),
    Column("method", Words, nullable=False),
    Column("part", Words, nullable=False),
    Column("seq", Big, nullable=False, index=True),
)

groups = Table(
    "groups",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("now", Words, nullable=False),  # ids with blanks between them
    Column("seq", Big, nullable=False, index=True),
)

memberships = Table(
    "memberships",  # that ever were
    METADATA,
    Column("group", Words, primary_key=True),
    Column("sample", ForeignKey(samples.c.id), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

events = Table(
    "events",
    METADATA,
    Column("seq", Big, primary_key=True, autoincrement=False),
    Column("time", Words, nullable=False, index=True),
    Column("group", Words, nullable=False, index=True),
    Column("what", Words, nullable=False),
    Column("others", Words, nullable=False),
)

judgements = Table(
    "judgements",  # by IRI: a sample need not be there, or not yet
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("left", Words, nullable=False, index=True),
    Column("right", Words, nullable=False, index=True),
    Column("ruling", Words, nullable=False),
    Column("person", Words, nullable=False),
    Column("part", Words, nullable=False),
    Column("note", Words, nullable=False),
    Column("time", Words, nullable=False),
    Column("undone", Words, nullable=False),
    Column("undone_by", Words, nullable=False),
)

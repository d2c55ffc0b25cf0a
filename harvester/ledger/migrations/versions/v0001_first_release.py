"""The tables of the first release."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

Big = BigInteger().with_variant(Integer, "sqlite")
Words = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    _about()
    _asked()
    _pages()
    _records()
    _changes()
    _mapped()


def _about() -> None:
    op.create_table(
        "lithoscope",
        Column("id", Integer, primary_key=True),
        Column("founded", Words, nullable=False),
        Column("base_url", Words, nullable=False),
        Column("last_seq", Big, nullable=False),
    )
    op.create_table(
        "leases",
        Column("name", Words, primary_key=True),
        Column("owner", Words, nullable=False),
        Column("host", Words, nullable=False),
        Column("pid", Integer, nullable=False),
        Column("expires", Float(53), nullable=False),
    )


def _asked() -> None:
    op.create_table(
        "runs",
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
    op.create_table(
        "windows",
        Column("id", Integer, primary_key=True),
        Column("source", Words, nullable=False, index=True),
        Column("format", Words, nullable=False),
        Column("set", Words),
        Column("since", Words),
        Column("gapless", Boolean, nullable=False),
        Column("token", Words),
        Column("page", Integer, nullable=False),
        Column("first_response", Words),
        Column("status", Words, nullable=False),
        Column("attempts", Integer, nullable=False),
    )
    op.create_table(
        "attempts",
        Column("run", Integer, ForeignKey("runs.id"), primary_key=True),
        Column("window", Integer, ForeignKey("windows.id"), primary_key=True, index=True),
        Column("attempt", Integer, nullable=False),
        Column("status", Words, nullable=False),
        Column("error", Words, nullable=False),
        Column("evidence", LargeBinary),
    )


def _pages() -> None:
    op.create_table(
        "pages",
        Column("id", Integer, primary_key=True),
        Column("window", Integer, ForeignKey("windows.id"), nullable=False),
        Column("run", Integer, ForeignKey("runs.id"), nullable=False, index=True),
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
    op.create_table(
        "packs",
        Column("id", Integer, primary_key=True),
        Column("page", Integer, ForeignKey("pages.id"), nullable=False),
        Column("digest", LargeBinary, nullable=False),
        Column("data", LargeBinary, nullable=False),
    )
    op.create_table(
        "pieces",
        Column("run", Integer, ForeignKey("runs.id"), primary_key=True),
        Column("key", Words, primary_key=True),
        Column("source", Words, nullable=False, index=True),
        Column("page", Integer, ForeignKey("pages.id"), nullable=False),
        Column("identifier", Words, nullable=False),
        Column("reason", Words, nullable=False),
        Column("data", LargeBinary, nullable=False),
    )


def _records() -> None:
    op.create_table(
        "records",
        Column("id", Big, primary_key=True, autoincrement=False),
        Column("source", Words, nullable=False),
        Column("identifier", Words, nullable=False),
        Column("seq", Big, nullable=False),
        Column("digest", LargeBinary, nullable=False),
        Column("deleted", Boolean, nullable=False),
        Column("datestamp", Words, nullable=False),
        Column("first_run", Integer, nullable=False),
        UniqueConstraint("source", "identifier"),
    )
    op.create_table(
        "sightings",
        Column("run", Integer, ForeignKey("runs.id"), primary_key=True),
        Column("record", Big, ForeignKey("records.id"), primary_key=True),
        Column("seq", Big, nullable=False),
        Column("kind", Words, nullable=False),
        sqlite_with_rowid=False,
    )


def _changes() -> None:
    op.create_table(
        "changes",
        Column("seq", Big, primary_key=True, autoincrement=False),
        Column("source", Words, nullable=False),
        Column("record", Big, ForeignKey("records.id"), nullable=False),
        Column("pack", Integer, ForeignKey("packs.id"), nullable=False),
        Column("start", Integer, nullable=False),
        Column("length", Integer, nullable=False),
        Column("datestamp", Words, nullable=False),
        Column("deleted", Boolean, nullable=False),
        Column("digest", LargeBinary, nullable=False),
        Column("findings", LargeBinary),
    )
    later = text("seq != record")
    op.create_index(
        "later_changes",
        "changes",
        ["record", "seq"],
        sqlite_where=later,
        postgresql_where=later,
    )


def _mapped() -> None:
    op.create_table(
        "notes",
        Column("seq", Big, ForeignKey("changes.seq"), primary_key=True, autoincrement=False),
        Column("outcome", Words, nullable=False),
        Column("crosswalk", Words, nullable=False),
        Column("reason", Words, nullable=False),
        Column("findings", LargeBinary),
    )
    rejected = text("outcome = 'rejected'")
    op.create_index(
        "notes_rejected",
        "notes",
        ["seq"],
        sqlite_where=rejected,
        postgresql_where=rejected,
    )

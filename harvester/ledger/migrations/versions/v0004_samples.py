"""Samples of records, how they are linked, and what people judged of them."""

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
    text,
)
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"

Words = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
Big = BigInteger().with_variant(Integer, "sqlite")


def upgrade() -> None:
    _samples()
    _links()
    _groups()
    _judgements()


def _samples() -> None:
    op.create_table(
        "samples",
        Column("id", Integer, primary_key=True),
        Column("iri", Words, nullable=False, unique=True),
        Column("record", Big, ForeignKey("records.id"), nullable=False, index=True),
        Column("row", LargeBinary),
        Column("waiting", Boolean, nullable=False),
        Column("group", Words, index=True),
    )
    waiting = text("waiting")
    op.create_index(
        "samples_waiting", "samples", ["id"], sqlite_where=waiting, postgresql_where=waiting
    )
    op.create_table(
        "sample_keys",
        Column("key", Words, primary_key=True),
        Column("sample", Integer, ForeignKey("samples.id"), primary_key=True, index=True),
        sqlite_with_rowid=False,
    )


def _links() -> None:
    op.create_table(
        "links",
        Column("id", Words, primary_key=True),
        Column("left", Integer, ForeignKey("samples.id"), nullable=False, index=True),
        Column("right", Integer, ForeignKey("samples.id"), nullable=False, index=True),
        Column("relation", Words, nullable=False),
        Column("decision", Words, nullable=False),
        Column("points", Float(53), nullable=False),
        Column("evidence", LargeBinary, nullable=False),
        Column("method", Words, nullable=False),
        Column("part", Words, nullable=False),
        Column("seq", Big, nullable=False, index=True),
    )


def _groups() -> None:
    op.create_table(
        "groups",
        Column("id", Words, primary_key=True),
        Column("now", Words, nullable=False),
        Column("seq", Big, nullable=False, index=True),
    )
    op.create_table(
        "memberships",
        Column("group", Words, primary_key=True),
        Column("sample", Integer, ForeignKey("samples.id"), primary_key=True, index=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "events",
        Column("seq", Big, primary_key=True, autoincrement=False),
        Column("time", Words, nullable=False, index=True),
        Column("group", Words, nullable=False, index=True),
        Column("what", Words, nullable=False),
        Column("others", Words, nullable=False),
    )


def _judgements() -> None:
    op.create_table(
        "judgements",
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

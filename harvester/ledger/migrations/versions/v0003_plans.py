"""When sources are next due."""

from alembic import op
from sqlalchemy import Column, Text
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"

Words = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "plans",
        Column("source", Words, primary_key=True),
        Column("schedule", Words, nullable=False),
        Column("due", Words, nullable=False),
    )

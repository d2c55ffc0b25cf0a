"""Sources that workers are to harvest."""

from alembic import op
from sqlalchemy import Column, Integer, Text
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"

Words = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "queue",
        Column("source", Words, primary_key=True),
        Column("since", Words, nullable=False),
        Column("tries", Integer, nullable=False),
    )

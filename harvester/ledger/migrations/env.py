"""Run by alembic itself, which finds here the connection and the tables as they should be."""

from alembic import context

from harvester.ledger.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()

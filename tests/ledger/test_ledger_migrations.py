"""A ledger of any version becomes one of today's, and no path there makes other tables."""

import subprocess

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from small_pages import SOURCE, keep, live
from sqlalchemy import inspect, text, update

from harvester.errors import StoreError
from harvester.ledger.database import Database
from harvester.ledger.migrations import configured, upgrade
from harvester.ledger.schema import METADATA, VERSION, ledger, version
from harvester.ledger.store import open_ledger

FIRST = "0001"
SAMPLES = ("judgements", "events", "memberships", "groups", "links", "sample_keys", "samples")
LATER = ("queue", "plans", *SAMPLES)
"""Tables that the first release did not have."""


@pytest.fixture
def database(url):
    opened = Database(url)
    yield opened
    opened.close()


def test_the_newest_migration_is_the_version_of_the_tables(database):
    with database.reading() as connection:
        script = ScriptDirectory.from_config(configured(connection))
    assert script.get_heads() == [VERSION]


def test_migrations_lead_to_the_tables_that_the_program_knows(database):
    with database.writing() as connection:
        upgrade(connection)
        command.check(configured(connection))  # raises if there is any difference


def test_a_new_ledger_has_the_tables_that_migrations_make(database, ledger, tables):
    founded = tables()
    with database.writing() as connection:
        for table in reversed([*METADATA.sorted_tables, version]):
            table.drop(connection)
    assert tables() != founded
    with database.writing() as connection:
        upgrade(connection)
    assert tables() == founded


def test_a_ledger_of_the_first_release_is_brought_up_to_date_with_all_that_is_in_it(database, url):
    with database.writing() as connection:
        upgrade(connection, FIRST)
        founding = {"id": 1, "founded": "", "last_seq": 0, "base_url": "https://w3id.org/"}
        connection.execute(ledger.insert().values(founding))
        assert set(inspect(connection).get_table_names()).isdisjoint(LATER)
    opened = open_ledger(url, base_url="https://w3id.org/")

    keep(opened, live("1"))

    with database.reading() as connection:
        assert set(inspect(connection).get_table_names()) >= {*LATER}
        assert connection.execute(version.select()).scalar_one() == VERSION
    assert [change.identifier for change in opened.changes()] == ["1"]
    opened.close()


def test_the_records_of_an_older_ledger_stay(ledger, database, url):
    keep(ledger, live("1"), live("2"))
    with database.writing() as connection:
        for name in LATER:
            METADATA.tables[name].drop(connection)
        connection.execute(update(version).values(version_num=FIRST))

    again = open_ledger(url)

    assert [change.identifier for change in again.changes()] == ["1", "2"]
    assert again.runs(SOURCE)[0].report.source == SOURCE
    again.close()


def test_a_ledger_from_before_the_first_release_is_left_as_it_is(ledger, database, url):
    with database.writing() as connection:
        version.drop(connection)
        connection.execute(text("ALTER TABLE lithoscope ADD COLUMN version INTEGER"))

    with pytest.raises(StoreError, match=r"before its first release\. Nothing was changed.*--home"):
        open_ledger(url)


@pytest.fixture
def tables(request, database, url):
    """Gives all that the database says of its tables and indexes."""

    def of_sqlite():
        with database.reading() as connection:
            said = connection.execute(text("SELECT name, sql FROM sqlite_master ORDER BY name"))
            return [(name, " ".join((sql or "").split())) for name, sql in said]

    def of_postgresql():
        program = request.getfixturevalue("postgresql").programs / "pg_dump"
        said = subprocess.check_output([program, "--schema-only", url], text=True)
        return [line for line in said.splitlines() if not line.startswith("\\")]

    return of_sqlite if url.startswith("sqlite") else of_postgresql

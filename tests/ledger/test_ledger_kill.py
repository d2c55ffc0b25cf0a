"""A keeper is killed, at any statement or at any moment: whole pages stay, and the rest follows."""

import signal

import keeper as story
import pytest
from small_pages import SOURCE, WANTED

from harvester.ledger.store import open_ledger


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('undisturbed')}/ledger.db"
    story.keep(url)
    return state(url)


def state(url):
    """Everything that a projection could see."""
    ledger = open_ledger(url)
    changes = [(c.seq, c.identifier, c.deleted, c.raw) for c in ledger.changes()]
    versions = [len(ledger.versions(SOURCE, identifier)) for _, identifier, *_ in changes]
    ledger.close()
    return changes, versions


def pages_kept(url):
    """How many pages a window has, from the window and from the records: they must agree."""
    ledger = open_ledger(url)
    window = ledger.open_window(ledger.start_run(SOURCE), WANTED)
    identifiers = {change.identifier for change in ledger.changes()}
    ledger.close()
    expected = {r.identifier for n in range(1, window.page + 1) for r in story.story(n).records}
    assert identifiers == expected
    assert window.token == (story.story(window.page).token if window.page else None)
    return window.page


@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.slow)])
def test_killed_at_any_statement_it_keeps_whole_pages_and_goes_on(
    keeper, undisturbed, tmp_path, step
):
    assert_killed_at_any_statement(keeper, undisturbed, f"sqlite:///{tmp_path}/{{}}.db", step)


@pytest.mark.server
@pytest.mark.slow
def test_killed_at_any_statement_to_a_server_it_keeps_whole_pages_too(
    keeper, undisturbed, postgresql
):
    """Its transaction ends with its connection."""
    step, most = 4, 200
    names = [f"killed{n}" for n in range(1, most, step)]
    postgresql.run(*(f"CREATE DATABASE {name} TEMPLATE template0" for name in names))
    assert_killed_at_any_statement(keeper, undisturbed, postgresql.url("killed{}"), step)
    postgresql.run(*(f"DROP DATABASE {name} WITH (FORCE)" for name in names))


def assert_killed_at_any_statement(keeper, undisturbed, url, step):
    with keeper("killed", url, str(step)) as process:
        died = [int(line) for line in process.communicate()[0].splitlines()]
    assert len(died) > 70 / step

    urls = [url.format(n) for n in died]
    kept = [pages_kept(url) for url in urls]

    assert kept == sorted(kept)
    assert set(kept) == set(range(story.PAGES + 1))
    for url in urls[::3]:
        story.keep(url)
        assert state(url) == undisturbed


def test_killed_at_any_moment_it_has_what_it_said(keeper, undisturbed, url):
    with keeper("keep", url) as process:
        said = [process.stdout.readline() for _ in range(2)]
        process.send_signal(signal.SIGKILL)
        process.communicate()

    assert said == ["1\n", "2\n"]
    assert pages_kept(url) >= 2
    story.keep(url)
    assert state(url) == undisturbed


def test_the_killed_run_is_told_as_failed(keeper, url):
    with keeper("keep", url) as process:
        process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.communicate()
    story.keep(url)

    ledger = open_ledger(url)
    newest, killed = ledger.runs()
    ledger.close()

    assert newest.ended is None
    assert killed.report.message == "the process ended before the run did"
    assert killed.report.seen >= story.SIZE

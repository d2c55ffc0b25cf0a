"""Killed at any moment, a harvest leaves what the next run makes whole, as if nothing had been."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from catalogue import home_in, repository, state
from changing import Changing

from harvester import comparison
from harvester.home import Home
from harvester.road import harvest

Kill = Callable[..., dict[str, Any]]

FILL = {
    "in the middle of keeping a page": ("ledger/records.py return write", 2),
    "before the list is marked as ended": ("ledger/store.py call finish", 1),
    "after that": ("ledger/store.py return finish", 1),
    "after the notes": ("ledger/store.py return note", 1),
    "when the index is in place": ("generations.py return publish", 1),
    "when the graph is in place, but not for readers": ("generations.py return publish", 2),
}
UPDATE = {
    "when changes are in the graph, not in the index": ("graph/writers.py return put", 1),
    "when they are in both, but not for readers": ("graph/snapshots.py return back_up", 1),
}
REBUILD = {
    "after all triples are loaded": ("graph/writers.py return finish", 1),
    "when the new graph is in place, but not for readers": ("generations.py return publish", 2),
}
"""The moments that are most telling; `test_killed_at_any_step` goes through all."""


@pytest.fixture(scope="module")
def kill() -> Iterator[Kill]:
    """`kill(work, home, url, moment, nth)`: see `mortal.py`."""
    program = [sys.executable, str(Path(__file__).with_name("mortal.py"))]
    pipe = subprocess.PIPE
    with subprocess.Popen(program, stdin=pipe, stdout=pipe, text=True) as process:

        def order(work: str, home: Path, url: str = "", moment: str = "", nth: int = 0) -> Any:
            told = {"work": work, "home": str(home), "url": url, "moment": moment, "nth": nth}
            process.stdin.write(json.dumps(told) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield order
        process.stdin.close()


class Story:
    """A repository on three pages, then changed; and what an undisturbed catalogue makes of it."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.before = self._repository()
        self.after = self._repository()
        self.after.put("001", title="EBSD map, indexed anew")
        self.after.put("009", title="A new one")
        self.after.remove("002")
        self.urls = [stack.enter_context(each.serve()).url for each in (self.before, self.after)]
        self.folder = folder / "undisturbed"
        self.states = [self._harvest(url) for url in self.urls]
        shutil.rmtree(self.folder)
        self._harvest(self.urls[0])

    def _repository(self) -> Changing:
        made = Changing(page_size=4)
        made.fill(*range(8))
        made.put("bare", title=" ")
        made.remove("003")
        return made

    def _harvest(self, url: str) -> object:
        home = home_in(self.folder)
        harvest(home, repository(url))
        found = whole_state(home)
        home.close()
        return found

    def filled(self, folder: Path) -> Path:
        """A catalogue that knows the repository before it changed."""
        shutil.copytree(self.folder, folder)
        return folder


@pytest.fixture(scope="module")
def story(tmp_path_factory) -> Iterator[Story]:
    with ExitStack() as stack:
        yield Story(tmp_path_factory.mktemp("story"), stack)


def whole_state(home: Home) -> object:
    """Graph and index, and what the ledger knows of each record."""
    versions = {
        change.identifier: [v.raw for v in home.ledger.versions("rum", change.identifier)]
        for change in home.ledger.changes()
    }
    return state(home), versions


def assert_the_next_run_mends_it(folder: Path, url: str, expected: object) -> None:
    home = home_in(folder)
    killed = [run.id for run in home.ledger.runs("rum") if run.ended is None]
    report = harvest(home, repository(url))
    assert report.verdict.startswith("complete"), report.message
    assert all(home.ledger.run(run).report.verdict == "failed" for run in killed)
    assert whole_state(home) == expected
    assert comparison.compare(home).differing == []
    home.close()


def assert_readers_see_the_old_or_the_new(folder: Path, old: Any, new: Any) -> None:
    home = home_in(folder)
    graph, index = state(home)
    assert graph in (old[0][0], new[0][0])
    assert index in (old[0][1], new[0][1])
    home.close()


@pytest.mark.parametrize(("moment", "nth"), FILL.values(), ids=FILL)
def test_killed_in_the_first_run(kill, story, tmp_path, moment, nth) -> None:
    assert kill("harvest", tmp_path / "home", story.urls[0], moment, nth)["killed"]
    assert_the_next_run_mends_it(tmp_path / "home", story.urls[0], story.states[0])


@pytest.mark.parametrize(("moment", "nth"), UPDATE.values(), ids=UPDATE)
def test_killed_while_a_live_catalogue_is_updated(kill, story, tmp_path, moment, nth) -> None:
    folder = story.filled(tmp_path / "home")
    assert kill("harvest", folder, story.urls[1], moment, nth)["killed"]
    assert_readers_see_the_old_or_the_new(folder, *story.states)
    assert_the_next_run_mends_it(folder, story.urls[1], story.states[1])


@pytest.mark.parametrize(("moment", "nth"), REBUILD.values(), ids=REBUILD)
def test_killed_while_stores_are_rebuilt(kill, story, tmp_path, moment, nth) -> None:
    folder = story.filled(tmp_path / "home")
    assert kill("rebuild", folder, moment=moment, nth=nth)["killed"]
    home = home_in(folder)
    assert whole_state(home) == story.states[0]
    home.close()
    assert not kill("rebuild", folder)["killed"]
    assert_the_next_run_mends_it(folder, story.urls[1], story.states[1])


@pytest.mark.slow
@pytest.mark.parametrize("work", ["fill", "update", "rebuild"])
def test_killed_at_any_step(kill, story, tmp_path, work) -> None:
    """At sixty steps, evenly over the work."""
    folder, now = tmp_path / "home", 0 if work == "fill" else 1
    url, expected = story.urls[now], story.states[now]
    order = ("rebuild" if work == "rebuild" else "harvest", folder, url)

    def begin() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        if work != "fill":
            story.filled(folder)

    begin()
    steps = kill(*order)["steps"]
    for step in range(1, steps, steps // 60):
        begin()
        assert kill(*order, nth=step)["killed"]
        if work != "fill":
            assert_readers_see_the_old_or_the_new(folder, *story.states)
        assert_the_next_run_mends_it(folder, url, expected)

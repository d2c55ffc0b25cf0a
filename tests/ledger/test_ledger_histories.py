"""Random histories of a repository: the ledger tells what a plain dictionary would."""

import tempfile
from collections import defaultdict
from itertools import groupby
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from small_pages import SOURCE, WANTED, gone, live, page

from harvester.errors import StopWindow
from harvester.ledger import Counts
from harvester.ledger.store import open_ledger

IDENTIFIERS = ["a", "b", "c", "d"]
DATES = ["2026-11-16", "2026-11-17", "2026-11-18"]

records = st.one_of(
    st.builds(live, st.sampled_from(IDENTIFIERS), st.sampled_from("xyz"), st.sampled_from(DATES)),
    st.builds(gone, st.sampled_from(IDENTIFIERS), st.sampled_from(DATES)),
)


class Histories(RuleBasedStateMachine):
    """One source; its lists are read page by page, broken off, gone on with and begun again.

    The model keeps every occurrence in this window, so that it can say afresh after each page which
    of them holds; the ledger has to know it from what it kept.
    """

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.url = f"sqlite:///{Path(self.folder.name) / 'ledger.db'}"
        self.ledger = open_ledger(self.url)
        self.versions = defaultdict(list)  # identifier -> [(seq, run, record)]
        self.window = None
        self.begin()

    def begin(self):
        before = self.window
        self.run = self.ledger.start_run(SOURCE)
        self.window = self.ledger.open_window(self.run, WANTED)
        self.seen_in_run = set()
        if before is None or before.id != self.window.id:
            self.listed = defaultdict(list)  # identifier -> its occurrences in this window

    @rule(found=st.lists(records, max_size=6))
    def a_page_is_kept(self, found):
        number = self.window.page + 1
        self.window = self.ledger.keep(
            self.run, self.window, page(*found, number=number, token=f"to {number + 1}")
        )
        for record in found:
            self.listed[record.identifier].append(record)
            self.seen_in_run.add(record.identifier)
        for identifier in dict.fromkeys(record.identifier for record in found):
            holds = max(self.listed[identifier], key=lambda r: (r.datestamp, not r.deleted))
            last = [r for r in self.listed[identifier] if _rank(r) == _rank(holds)][-1]
            self._becomes(identifier, last)

    def _becomes(self, identifier, record):
        versions = self.versions[identifier]
        if not versions or versions[-1][2].digest != record.digest:
            versions.append((self._head() + 1, self.run, record))

    def _head(self):
        return max((v[0] for versions in self.versions.values() for v in versions), default=0)

    @rule()
    def the_list_ends(self):
        self.ledger.finish(self.run, self.window)
        self.begin()

    @rule()
    def the_process_is_killed(self):
        self.ledger.close()
        self.ledger = open_ledger(self.url)
        self.begin()

    @precondition(lambda self: self.window.page)
    @rule()
    def the_token_dies(self):
        self.ledger.stop(self.run, self.window, StopWindow("expired"), restart=True)
        self.begin()

    @invariant()
    def the_newest_versions_are_those_of_the_model(self):
        expected = sorted(v[-1] for v in self.versions.values() if v)
        found = [(c.seq, c.run, c.identifier, c.raw) for c in self.ledger.changes()]
        assert found == [(seq, run, r.identifier, r.raw) for seq, run, r in expected]

    def _check_versions(self):
        for identifier in IDENTIFIERS:
            found = [(c.seq, c.raw) for c in self.ledger.versions(SOURCE, identifier)]
            assert found == [(seq, r.raw) for seq, _, r in self.versions[identifier]]

    @rule(cursor=st.integers(0, 12))
    def a_projection_goes_on(self, cursor):
        expected = sorted(v[-1][0] for v in self.versions.values() if v and v[-1][0] > cursor)
        assert [c.seq for c in self.ledger.changes(cursor)] == expected
        assert self.ledger.count_changes(cursor, source=SOURCE) == len(expected)

    @invariant()
    def the_counts_are_those_of_the_model(self):
        kinds = sorted(map(self._kind, self.seen_in_run))
        numbers = {kind: len(list(same)) for kind, same in groupby(kinds)}
        names = ("new", "changed", "unchanged", "deleted", "rejected")
        expected = Counts(seen=len(kinds), **{name: numbers.get(name, 0) for name in names})
        assert self.ledger.counts(self.run) == expected

    def _kind(self, identifier):
        versions = self.versions[identifier]
        if versions[-1][2].deleted:
            return "deleted"
        if versions[0][1] == self.run:
            return "new"
        return "changed" if versions[-1][1] == self.run else "unchanged"

    def teardown(self):
        self._check_versions()
        self.ledger.close()
        self.folder.cleanup()


def _rank(record):
    return record.datestamp, not record.deleted


Histories.TestCase.settings = settings(
    max_examples=12, stateful_step_count=20, deadline=None, derandomize=True
)
test_any_history = Histories.TestCase

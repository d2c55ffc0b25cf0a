"""The demonstration, harvested over the whole road, held against its answer key."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from catalogue import balanced, harvested, home_in, state

from harvester import comparison, lookup
from harvester.demo import questions
from harvester.demo.home import prepare
from harvester.demo.repositories import EVERY, serving
from harvester.home import Home
from harvester.index import SearchRequest
from harvester.mapping import Mapper
from harvester.model import Record
from harvester.ontology import scheme
from harvester.projection import rebuild
from harvester.record import RunReport
from harvester.road import Options, harvest
from tests.demo.answer_key import Answer, answers

OUTCOMES = {"live": "mapped", "faulty": "mapped", "rejected": "rejected", "deleted": "deleted"}
OUTCOMES |= {"refused": "refused"}
NAMING = 2
"""Steps of a sample's path that name it for people: the meteorite or locality, and the object."""


@dataclass(frozen=True)
class Harvested:
    home: Home
    reports: list[RunReport]
    outcomes: dict[str, str]
    """By identifier."""
    records: dict[str, Record]


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Iterator[Harvested]:
    home = home_in(tmp_path_factory.mktemp("demo"))
    with serving() as urls:
        prepare(home.path, urls)
        reports = harvested(home, *(home.repository(name) for name in urls))
    mapper = Mapper(home.settings)
    changes = list(home.ledger.changes())
    results = {c.identifier: mapper.steps(c).result for c in changes if not c.deleted}
    yield Harvested(
        home,
        reports,
        {c.identifier: home.ledger.noted(c.seq).outcome for c in changes},
        {name: result for name, result in results.items() if isinstance(result, Record)},
    )
    home.close()


def usable() -> list[Answer]:
    return [each for each in answers() if OUTCOMES[each.state] == "mapped"]


def test_each_run_ends_as_the_key_says(demo: Harvested) -> None:
    for report in demo.reports:
        states = Counter(OUTCOMES[a.state] for a in answers() if a.repository == report.source)
        assert report.verdict == "complete_with_rejects"
        assert report.seen == report.expected == states.total()
        assert report.stored == report.new == states["mapped"]
        assert (report.deleted, report.rejected) == (
            states["deleted"],
            states["rejected"] + states["refused"],
        )
        assert (report.message, balanced(report)) == ("", True)


def test_each_record_comes_to_what_the_key_says(demo: Harvested) -> None:
    wanted = {e.identifier: OUTCOMES[e.state] for e in answers() if e.state != "refused"}
    assert demo.outcomes == wanted


def test_every_rejection_says_why(demo: Harvested) -> None:
    reasons = {each.identifier: each.reason for each in demo.home.ledger.rejects(limit=1000)}
    states = {each.identifier: each.state for each in answers()}
    assert reasons.keys() == {n for n, state in states.items() if state in ("rejected", "refused")}
    words = {"rejected": ("title", "No crosswalk", "no sample")}
    words["refused"] = ("JSON-LD", "HTTP 404", "no identifier")
    assert all(any(w in why for w in words[states[name]]) for name, why in reasons.items())


def test_graph_and_index_are_in_order(demo: Harvested) -> None:
    compared = comparison.compare(demo.home)
    assert compared.differing == []
    assert compared.records == len(usable())


def test_everything_is_marked_as_demonstration(demo: Harvested) -> None:
    everything = demo.home.index.search(SearchRequest(filters={"demonstration": ("true",)}))
    assert everything.total == len(usable())


def test_it_is_rebuilt_byte_for_byte(demo: Harvested) -> None:
    before = state(demo.home)
    for _ in range(2):
        rebuild(demo.home)
        assert state(demo.home) == before


def test_it_is_the_same_in_another_order_and_broken_off(demo: Harvested, home: Home) -> None:
    with serving() as urls:
        prepare(home.path, urls)
        for name in reversed(urls):
            broken_off = harvest(home, home.repository(name), Options(limit=30))
            assert broken_off.verdict == "partial" or broken_off.seen < 30
            harvest(home, home.repository(name))
    assert state(home) == state(demo.home)


# --- techniques


@dataclass(frozen=True)
class Score:
    """How many of the used techniques were found, and what else was."""

    right: int
    missing: list[tuple[str, str]]
    strange: list[tuple[str, str]]
    broader: list[tuple[str, str]]
    """The group of a technique that was used: `sem` beside `sem-ebsd`. True, but said already."""

    def __str__(self) -> str:
        return (
            f"recall {self.recall:.3f}, precision {self.precision:.3f}, "
            f"{self.exact_precision:.3f} where a broader one beside a narrow one is wrong\n"
            f"missing: {self.missing}\nstrange: {self.strange}\nbroader: {self.broader}"
        )

    @property
    def recall(self) -> float:
        return self.right / (self.right + len(self.missing))

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.strange))

    @property
    def exact_precision(self) -> float:
        return self.right / (self.right + len(self.strange) + len(self.broader))


def score(demo: Harvested) -> Score:
    right, missing, strange, broader = 0, [], [], []
    for answer in usable():
        found = set(demo.records[answer.identifier].techniques)
        groups = set(scheme("technique").groups(answer.techniques))
        right += len(found & answer.techniques)
        missing += [(answer.identifier, slug) for slug in sorted(answer.techniques - found)]
        for slug in sorted(found - answer.techniques):
            (broader if slug in groups else strange).append((answer.identifier, slug))
    return Score(right, missing, strange, broader)


def test_the_techniques_used_are_found(demo: Harvested) -> None:
    found = score(demo)
    print(found)
    assert found.recall >= 0.95
    assert found.precision >= 0.93
    assert found.exact_precision >= 0.85


# --- samples


def plain(name: str) -> str:
    """Letters and digits; meteorites by their short names, as the key writes them."""
    short = name.casefold().replace("northwest africa", "nwa").replace("allan hills", "alh")
    return re.sub("[^a-z0-9]", "", short)


def named(record: Record) -> set[str]:
    words: set[str] = set()
    for sample in record.samples:
        numbers = (identifier.value for identifier in sample.identifiers)
        words |= {sample.name or "", sample.key.partition(":")[2], *numbers}
    return {plain(word) for word in words if word}


def test_samples_are_found_where_the_key_has_some(demo: Harvested) -> None:
    paths = {each.identifier: each.samples for each in usable() if each.samples}
    silent = [name for name in paths if not demo.records[name].samples]
    print(f"{len(silent)} of {len(paths)} without any sample: {silent}")
    assert len(silent) <= 0.18 * len(paths)


def test_samples_are_found_by_the_names_that_the_key_gives_them(demo: Harvested) -> None:
    unnamed = []
    paths = {each.identifier: each.samples for each in usable() if each.samples}
    for name, given in paths.items():
        steps = {plain(step) for path in given for step in path.split("/")[:NAMING]}
        words = named(demo.records[name])
        if not any(step in word for step in steps for word in words):
            unnamed.append(name)
    print(f"{len(unnamed)} of {len(paths)} under no name of the key: {unnamed}")
    assert len(unnamed) <= 0.24 * len(paths)


# --- the three questions


def test_the_search_finds_records_of_several_repositories(demo: Harvested) -> None:
    found = demo.home.index.search(SearchRequest(questions.SEARCH, limit=50))
    assert found.total >= 10
    assert len({hit.document["source"] for hit in found.hits}) >= 2


def test_the_record_is_there(demo: Harvested) -> None:
    change = lookup.change(demo.home, "/".join(questions.RECORD))
    assert lookup.record(demo.home, change).techniques


def test_the_query_has_an_answer(demo: Harvested) -> None:
    assert '"bindings":[{' in demo.home.graph.query(questions.SPARQL).json().replace(" ", "")


def test_every_repository_is_there(demo: Harvested) -> None:
    assert [report.source for report in demo.reports] == [each.name for each in EVERY]

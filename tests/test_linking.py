"""Samples of records are linked and grouped as they come, whatever comes first."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harvester.identity.ids import sample_id
from harvester.identity.matching import register
from harvester.identity.row import Row
from harvester.ledger.samples import Group, Judgement, KeptLink
from harvester.ledger.store import SqlLedger, open_ledger
from harvester.linking import Rules, described, link, rules
from harvester.record import Page, RawRecord, Window

RULES = Rules(register([]), "rules 1")
URL = "https://rum.example/oai"


def row(id: str, **said: object) -> Row:
    return Row.model_validate({"id": f"https://w3id.org/{id}", **said})


RUM = row("a", name="RUM-1", lab="Clyde", identifiers=["igsn:IERUM0001"], mass_g=5)
THE_SAME = row("b", name="Probe 7", lab="Elbe", identifiers=["IGSN: IERUM0001"], mass_g=5)
OTHER = row("c", name="SKYE-4", lab="Clyde", identifiers=["igsn:IESKY0004"])
SECOND_NAME = row("d", lab="Elbe", identifiers=["igsn:IERUM0001", "igsn:IESKY0004"])


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[SqlLedger]:
    opened = open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}")
    yield opened
    opened.close()


def harvest(ledger: SqlLedger, *rows: Row, rules: Rules = RULES) -> int:
    """A record for each row, and what waits then is linked; gives how many that were."""
    run = ledger.start_run("rum")
    window = ledger.open_window(run, Window("rum", "oai_dc"), full=True)
    records = tuple(_raw(each) for each in rows)
    window = ledger.keep(run, window, Page(1, URL, "2026-11-23T03:00:00Z", records, None))
    ledger.finish(run, window)
    seqs = {change.identifier: change.seq for change in ledger.changes()}
    ledger.samples.describe([(seqs[each.id], [described(each)]) for each in rows])
    return link(ledger.samples, rules)


def _raw(row: Row) -> RawRecord:
    raw = row.model_dump_json().encode()
    return RawRecord(row.id, "2026-11-23", False, raw, sha256(raw).digest())


def groups(ledger: SqlLedger, *rows: Row) -> set[tuple[str, ...]]:
    """By the last letter of their IRIs."""
    ids = ledger.samples.groups_of([each.id for each in rows]).values()
    found = (ledger.samples.group(id) for id in ids)
    return {tuple(iri[-1] for iri in group.members) for group in found if group}


def links(ledger: SqlLedger) -> list[tuple[str, str, str, str]]:
    return sorted(
        (each.left[-1], each.right[-1], each.relation, each.decision)
        for each in ledger.samples.links()
    )


def judged(ledger: SqlLedger, one: Row, other: Row, ruling: str) -> Judgement:
    given = ledger.samples.judge(Judgement(one.id, other.id, ruling, "curator"))  # type: ignore[arg-type]
    link(ledger.samples, RULES)
    return given


def test_two_laboratories_that_give_one_igsn_have_one_sample(ledger: SqlLedger) -> None:
    assert harvest(ledger, RUM, OTHER) == 2
    assert harvest(ledger, THE_SAME) == 1

    assert links(ledger) == [("a", "b", "same", "certain")]
    assert groups(ledger, RUM, THE_SAME, OTHER) == {("a", "b"), ("c",)}


def test_a_link_says_why_and_by_which_rules(ledger: SqlLedger) -> None:
    harvest(ledger, RUM, THE_SAME)
    (found,) = ledger.samples.links()
    assert found.method == "rules 1"
    assert b"IERUM0001" in found.evidence


def test_a_catalogue_that_has_points_of_its_own_links_by_them(
    ledger: SqlLedger, tmp_path: Path
) -> None:
    (tmp_path / "weights.tsv").write_text("rule\tpoints\nsame_identifier\t-9\n", "utf-8")
    own = rules(tmp_path)
    harvest(ledger, RUM, THE_SAME, rules=own)
    assert links(ledger) == []
    assert own.method.startswith(f"{rules(tmp_path / 'another').method}, weights ")


def test_both_ids_lead_to_the_group(ledger: SqlLedger) -> None:
    harvest(ledger, RUM, THE_SAME)
    here, gone = sorted([sample_id(RUM.id), sample_id(THE_SAME.id)])
    assert ledger.samples.group(here) == Group(here, (RUM.id, THE_SAME.id))
    assert ledger.samples.group(gone) == Group(gone, (), (here,))


def test_a_changed_record_opens_its_own_candidates_only(ledger: SqlLedger) -> None:
    harvest(ledger, RUM, THE_SAME, OTHER)
    before = ledger.samples.changed(0, 999)

    assert harvest(ledger, OTHER.model_copy(update={"name": "SKYE-5"})) == 1

    assert ledger.samples.changed(0, 999) == before


def test_what_is_corrected_at_its_source_is_parted_again(ledger: SqlLedger) -> None:
    harvest(ledger, RUM, THE_SAME)

    harvest(ledger, THE_SAME.model_copy(update={"identifiers": ("igsn:IERUM0009",)}))

    assert links(ledger) == []
    assert groups(ledger, RUM, THE_SAME) == {("a",), ("b",)}
    assert {each.what for each in ledger.samples.events("")} >= {"changed", "began"}


def test_a_withdrawn_sample_leaves_its_group(ledger: SqlLedger) -> None:
    harvest(ledger, RUM, THE_SAME)
    seq = {change.identifier: change.seq for change in ledger.changes()}[THE_SAME.id]

    ledger.samples.describe([(seq, [])])
    link(ledger.samples, RULES)

    assert links(ledger) == []
    assert groups(ledger, RUM, THE_SAME) == {("a",)}


def test_a_person_parts_what_rules_join_and_takes_it_back(ledger: SqlLedger) -> None:
    harvest(ledger, RUM, THE_SAME)

    given = judged(ledger, RUM, THE_SAME, "different")
    assert links(ledger) == []
    assert groups(ledger, RUM, THE_SAME) == {("a",), ("b",)}

    ledger.samples.undo(given.id, "curator")
    link(ledger.samples, RULES)
    assert groups(ledger, RUM, THE_SAME) == {("a", "b")}


def test_a_person_joins_what_no_rule_compares(ledger: SqlLedger) -> None:
    harvest(ledger, RUM, OTHER)
    judged(ledger, RUM, OTHER, "same")
    assert links(ledger) == [("a", "c", "same", "certain")]
    assert groups(ledger, RUM, OTHER) == {("a", "c")}


def test_a_judgement_waits_for_a_sample_that_is_not_there_yet(ledger: SqlLedger) -> None:
    harvest(ledger, RUM)
    judged(ledger, RUM, OTHER, "same")
    harvest(ledger, OTHER)
    assert groups(ledger, RUM, OTHER) == {("a", "c")}


def test_an_unsure_person_makes_a_link_possible_only(ledger: SqlLedger) -> None:
    harvest(ledger, RUM, THE_SAME)
    judged(ledger, RUM, THE_SAME, "unsure")
    assert links(ledger) == [("a", "b", "same", "possible")]
    assert groups(ledger, RUM, THE_SAME) == {("a",), ("b",)}


def test_what_a_person_called_different_is_not_joined_through_a_third(ledger: SqlLedger) -> None:
    harvest(ledger, RUM, OTHER)
    judged(ledger, RUM, OTHER, "different")
    harvest(ledger, SECOND_NAME)
    assert ("a", "c", "d") not in groups(ledger, RUM, OTHER, SECOND_NAME)
    assert len(groups(ledger, RUM, OTHER, SECOND_NAME)) == 2


CORPUS = [
    RUM,
    THE_SAME,
    OTHER,
    SECOND_NAME,
    row("e", name="Allende", lab="Clyde", mass_g=3.2),
    row("f", name="Allende", lab="Elbe", mass_g=20),
    row("g", name="Allende meteorite, slice", lab="Forth"),
    row("h", name="10017,25", lab="Forth", identifiers=["igsn:IERUM0001"]),
]


def outcome(rows: Sequence[Row], step: int) -> tuple[list[KeptLink], list[Group | None]]:
    with TemporaryDirectory() as folder:
        ledger = open_ledger(f"sqlite:///{folder}/ledger.db")
        for start in range(0, len(rows), step):
            harvest(ledger, *rows[start : start + step], rules=RULES._replace(cap=2))
        ids = sorted(sample_id(each.id) for each in rows)
        found = ledger.samples.links(), [ledger.samples.group(id) for id in ids]
        ledger.close()
    return found


@settings(deadline=None, max_examples=6)
@given(st.randoms(use_true_random=False), st.sampled_from([1, 3, 8]))
def test_links_do_not_depend_on_the_order_of_arrival(random: Random, step: int) -> None:
    """Nor on a key that more share than are compared, once others have come.

    The members of groups neither; of ids only that each leads to its sample, wherever a group
    was another one before: its former id stays.
    """
    mixed = random.sample(CORPUS, len(CORPUS))
    (links_a, groups_a), (links_b, groups_b) = outcome(mixed, step), outcome(CORPUS, 8)
    assert links_a == links_b
    assert _members(groups_a) == _members(groups_b)


def _members(groups: Sequence[Group | None]) -> set[tuple[str, ...]]:
    return {group.members for group in groups if group and group.members}

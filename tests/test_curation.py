"""A person's word counts at once, is kept, can be undone, and its conflicts are told."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from catalogue import harvested, home_in, repository
from changing import Changing, identifier

from harvester import curation, lookup
from harvester.curation import conflicts, judge, undo
from harvester.errors import UsageError
from harvester.home import Home
from harvester.ledger.samples import Judgement

CLYDE, ELBE, TAY = (f"{source}/{identifier('000')}" for source in ("clyde", "elbe", "tay"))
SECTION = f"clyde/{identifier('001')}#Allan Hills 84001,123"


@pytest.fixture(scope="module")
def harvested_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = home_in(tmp_path_factory.mktemp("judged"))
    titles = {
        "clyde": ("X-ray tomography of ALH 84001", "EBSD map of thin section ALH 84001,123"),
        "elbe": ("Image of ALH 84001",),
        "tay": ("Image of NWA 7034",),
    }
    for name, some in titles.items():
        made = Changing()
        for number, title in enumerate(some):
            made.put(f"{number:03d}", title=title)
        with made.serve() as server:
            harvested(home, repository(server.url, name))
    home.close()
    return home.path


@pytest.fixture
def catalogue(harvested_once: Path, tmp_path: Path) -> Iterator[Home]:
    home = home_in(copytree(harvested_once, tmp_path / "home"))
    yield home
    home.close()


def one_sample(home: Home, *names: str) -> bool:
    return len({lookup.group(home, name) for name in names}) == 1


def test_what_is_judged_different_is_parted_at_once(catalogue: Home) -> None:
    assert one_sample(catalogue, CLYDE, ELBE)
    judge(catalogue, CLYDE, ELBE, "different", "Ada", "other mass")
    assert not one_sample(catalogue, CLYDE, ELBE)


def test_what_is_judged_the_same_is_joined_at_once(catalogue: Home) -> None:
    judge(catalogue, ELBE, TAY, "same", "Ada")
    assert one_sample(catalogue, ELBE, TAY)


def test_of_derived_samples_the_first_is_the_part(catalogue: Home) -> None:
    kept = judge(catalogue, TAY, CLYDE, "derived", "Ada")
    assert kept.part == lookup.sample(catalogue, TAY)
    (link,) = (each for each in catalogue.ledger.samples.links() if each.method.startswith("judge"))
    assert (link.relation, link.part) == ("derived", kept.part)
    assert link.method == f"judgement {kept.id} by Ada"


def test_a_judgement_is_undone(catalogue: Home) -> None:
    kept = judge(catalogue, CLYDE, ELBE, "different", "Ada")
    assert undo(catalogue, kept.id, "Ada").undone
    assert one_sample(catalogue, CLYDE, ELBE)
    with pytest.raises(UsageError, match="No judgement"):
        undo(catalogue, kept.id, "Ada")


def test_a_sample_is_not_judged_with_itself(catalogue: Home) -> None:
    with pytest.raises(UsageError, match="one and the same"):
        judge(catalogue, CLYDE, CLYDE, "different", "Ada")
    assert catalogue.ledger.samples.judgements() == []


def test_judgements_of_another_catalogue_are_taken_once(catalogue: Home) -> None:
    left, right = sorted(lookup.sample(catalogue, name) for name in (CLYDE, ELBE))
    theirs = Judgement(left, right, "different", "Ben", time="2026-01-02T03:04:05Z")

    assert curation.take(catalogue, [theirs]) == 1
    assert curation.take(catalogue, [theirs]) == 0

    assert not one_sample(catalogue, CLYDE, ELBE)
    (kept,) = catalogue.ledger.samples.judgements()
    assert kept.time == theirs.time


def test_who_judges_against_the_rules_is_told(catalogue: Home) -> None:
    judge(catalogue, CLYDE, ELBE, "different", "Ada")
    (conflict,) = conflicts(catalogue)
    assert "hold both for one object" in conflict.against


def test_who_judges_against_a_fact_is_told(catalogue: Home) -> None:
    judge(catalogue, CLYDE, TAY, "same", "Ada")
    (conflict,) = conflicts(catalogue)
    assert "The rules exclude it" in conflict.against


def test_two_people_who_disagree_are_both_told(catalogue: Home) -> None:
    judge(catalogue, SECTION, TAY, "different", "Ada")
    judge(catalogue, SECTION, TAY, "unsure", "Ben")
    told = {each.judgement.person: each.against for each in conflicts(catalogue)}
    assert told.keys() == {"Ada", "Ben"}
    assert "Ben judged otherwise: unsure" in told["Ada"]


def test_a_judgement_that_others_make_impossible_is_told(catalogue: Home) -> None:
    judge(catalogue, CLYDE, ELBE, "same", "Ada")
    judge(catalogue, ELBE, TAY, "different", "Ada")
    judge(catalogue, CLYDE, TAY, "same", "Ben")
    assert any("kept apart" in each.against for each in conflicts(catalogue))

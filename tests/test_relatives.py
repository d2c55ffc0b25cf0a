"""The relatives of the demonstration's samples, in three kinds; also with all families hidden."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from catalogue import harvested, home_in, repository
from changing import Changing, identifier
from hidden_family import found_again, without_family

from harvester import relatives
from harvester.errors import UsageError
from harvester.home import Home
from harvester.news import news
from harvester.relatives import SAME, Related

SECTION = "demo-clyde/oai:clyde.example:rum-002#igsn:10.5072/LSDEMR14A"


@pytest.fixture(scope="module")
def section(demo: Home) -> Related:
    return relatives.related(demo, SECTION)


def test_the_same_sample_comes_first_then_its_family(section: Related) -> None:
    kinds = [each.how for each in section.same]
    assert kinds == sorted(kinds, key=lambda how: how != SAME)
    assert {SAME, "what it was made of"} <= set(kinds)
    records = [each.record for each in section.same]
    assert len(set(records)) == len(records)


def test_neither_the_sample_nor_its_family_is_a_relative_and_none_comes_twice(
    section: Related,
) -> None:
    own = {each.piece for each in section.same}
    found = [each.profile.id for each in (*section.same_lab, *section.other_labs)]
    assert len(set(found)) == len(found)
    assert own.isdisjoint(found)


def test_relatives_of_one_laboratory_and_of_others_are_apart(section: Related) -> None:
    assert section.same_lab
    assert section.other_labs
    for each in section.other_labs:
        assert not each.profile.labs & section.sample.labs


def test_each_says_why_with_both_values(section: Related) -> None:
    for each in (*section.same_lab, *section.other_labs):
        assert each.reasons
        assert all(reason.left and reason.right for reason in each.reasons)
        assert each.score == pytest.approx(sum(reason.points for reason in each.reasons))


def test_it_is_json(section: Related) -> None:
    said = json.loads(json.dumps(section.as_dict()))
    assert {"same_sample", "related_same_lab", "related_other_labs"} <= said.keys()


def test_a_sample_alone_in_its_catalogue_has_no_relatives(home: Home) -> None:
    made = Changing()
    made.put("one", title="Raman spectra of NWA 7034")
    with made.serve() as server:
        harvested(home, repository(server.url))
    found = relatives.related(home, f"rum/{identifier('one')}")
    assert [each.how for each in found.same] == [SAME]
    assert (found.same_lab, found.other_labs) == ((), ())


def test_what_is_no_sample_says_so(demo: Home) -> None:
    with pytest.raises(UsageError):
        relatives.related(demo, "nothing")


def test_what_is_new_is_told_newest_first(tmp_path: Path) -> None:
    home, made = home_in(tmp_path / "home"), Changing()
    made.put("one", title="X-ray tomography of ALH 84001")
    made.put("two", title="EBSD map of ALH 84001,123")
    with made.serve() as server:
        harvested(home, repository(server.url))
        made.put("one", title="X-ray tomography of ALH 84001, reconstructed again")
        harvested(home, repository(server.url))
    found = relatives.related(home, f"rum/{identifier('one')}")
    changed = home.ledger.versions("rum", identifier("one"))[-1].kept_at

    newest = news(home, found, changed)
    assert ("record changed", SAME) in {(each.what, each.of) for each in newest}
    assert all(each.time >= changed for each in newest)
    everything = news(home, found, "2000-01-01")
    assert {each.what for each in everything} >= {"new record", "record changed"}
    times = [each.time for each in everything]
    assert times == sorted(times, reverse=True)
    assert news(home, found, "2999-01-01") == []
    home.close()


def test_news_name_every_record_of_a_relative_by_its_own_title(demo: Home) -> None:
    """Also where several records of one relative bear the same title."""
    found = relatives.related(demo, "demo-north/oai:north.example:smp-001", limit=100)
    several = next(each for each in found.other_labs if len(each.profile.records) > 1)
    alike = replace(several, profile=replace(several.profile, titles=("Of all of them",)))
    told = {
        each.about: each.title
        for each in news(demo, replace(found, same_lab=(), other_labs=(alike,)), "2000-01-01")
    }
    for iri in several.profile.records:
        document = demo.index.get(iri)
        assert document
        assert told[iri] == document["title"]


@pytest.mark.slow
def test_with_every_family_hidden_nine_of_ten_relatives_come_back(
    demo: Home, tmp_path: Path
) -> None:
    hidden = without_family(demo, tmp_path)
    found = list(found_again(hidden))
    hidden.close()
    assert len(found) > 150
    assert sum(each.came / each.of for each in found) / len(found) >= 0.9

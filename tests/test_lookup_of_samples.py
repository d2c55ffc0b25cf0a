"""A sample by whatever name a person has for it, also one that it had before."""

from collections.abc import Iterator

import pytest
from catalogue import harvested, home_in, iris, repository
from changing import Changing, identifier

from harvester import lookup
from harvester.errors import UsageError
from harvester.home import Home
from harvester.identity.ids import sample_id
from harvester.identity.row import Row
from harvester.ledger.samples import Judgement
from harvester.projection import project

ONE, TWO = iris(["one"], "clyde")[0], iris(["two"], "clyde")[0]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A stone that two repositories describe, and a record about the stone and its section."""
    home = home_in(tmp_path_factory.mktemp("samples"))
    clyde, elbe = Changing(), Changing()
    clyde.put("stone", title="X-ray tomography of ALH 84001")
    clyde.put("section", title="EBSD map of thin section ALH 84001,123")
    clyde.put("none", title="Notes on the laboratory")
    elbe.put("stone", title="Reflected-light image of ALH 84001")
    for name, changing in {"clyde": clyde, "elbe": elbe}.items():
        with changing.serve() as server:
            harvested(home, repository(server.url, name))
    yield home
    home.close()


def rows(home: Home, source: str, name: str) -> list[Row]:
    found = lookup.change(home, f"{source}/{identifier(name)}")
    return lookup.rows(lookup.record(home, found))


def test_by_the_record_that_describes_it_alone(catalogue: Home) -> None:
    (stone,) = rows(catalogue, "clyde", "stone")
    assert lookup.sample(catalogue, f"clyde/{identifier('stone')}") == stone.id


def test_by_its_address(catalogue: Home) -> None:
    (stone,) = rows(catalogue, "clyde", "stone")
    assert lookup.sample(catalogue, stone.id) == stone.id


def test_of_several_in_a_record_by_its_name(catalogue: Home) -> None:
    record = f"clyde/{identifier('section')}"
    section = lookup.sample(catalogue, f"{record}#Allan Hills 84001,123")
    assert section in {row.id for row in rows(catalogue, "clyde", "section")}
    with pytest.raises(UsageError, match=r"2 samples.*84001,123"):
        lookup.sample(catalogue, record)


def test_by_its_lasting_id_or_that_of_the_virtual_sample(catalogue: Home) -> None:
    (here,), (there,) = rows(catalogue, "clyde", "stone"), rows(catalogue, "elbe", "stone")
    group = lookup.group(catalogue, here.id)
    assert {here.id, there.id} <= set(group.members)
    assert lookup.group(catalogue, group.id) == group
    for each in (here.id, there.id):
        assert lookup.sample(catalogue, sample_id(each)) == each
        assert lookup.group(catalogue, sample_id(each)) == group
    address = f"{catalogue.settings.base_url}sample/{group.id}"
    assert lookup.group(catalogue, address) == group


def test_a_record_without_a_sample_says_so(catalogue: Home) -> None:
    with pytest.raises(UsageError, match="describes no sample"):
        lookup.sample(catalogue, f"clyde/{identifier('none')}")


@pytest.mark.parametrize("name", ["", "nothing", "clyde/nothing#ALH 84001", "a" * 16])
def test_what_is_not_there_says_how_to_find_it(catalogue: Home, name: str) -> None:
    with pytest.raises(UsageError, match="lithoscope search"):
        lookup.sample(catalogue, name)


def test_an_id_that_was_split_leads_to_the_sample_that_it_was_made_from(catalogue: Home) -> None:
    (here,), (there,) = rows(catalogue, "clyde", "stone"), rows(catalogue, "elbe", "stone")
    left, right = sorted([here.id, there.id])
    given = catalogue.ledger.samples.judge(Judgement(left, right, "different", "curator"))
    project(catalogue)
    for each in (here.id, there.id):
        assert each in lookup.group(catalogue, sample_id(each)).members
    catalogue.ledger.samples.undo(given.id, "curator")
    project(catalogue)

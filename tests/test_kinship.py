"""A sample's family: what it was made of, and what was made of that, whoever says so."""

import pytest
from catalogue import harvested, repository
from changing import Changing, identifier

from harvester import kinship, lookup
from harvester.home import Home
from harvester.identity.samples import rows
from harvester.kinship import Family

STONE = "X-ray tomography of ALH 84001"
SECTIONS = [f"EBSD map of thin section ALH 84001,{number}" for number in (123, 124, 125)]


def filled(home: Home, **titles: list[str]) -> Home:
    for name, some in titles.items():
        made = Changing(page_size=100)
        for number, title in enumerate(some):
            made.put(f"{number:03d}", title=title)
        with made.serve() as server:
            harvested(home, repository(server.url, name))
    return home


def family(home: Home, name: str, **more: int) -> Family:
    return kinship.family(home, lookup.group(home, name), **more)


def tree(home: Home, found: Family) -> dict[str, str | None]:
    """By a name of each piece, that of what it was made of."""
    called = {}
    for piece in found.pieces:
        described = [row for iri in found.records for row in rows(found.records[iri])]
        names = {row.name or row.identifiers[0] for row in described if row.id in piece.members}
        called[piece.id] = min(names)
    return {called[each.id]: called.get(each.parent or "") for each in found.pieces}


def test_parents_are_those_that_a_record_states_and_those_that_links_tell(home: Home) -> None:
    filled(home, clyde=[SECTIONS[0]], elbe=[STONE], tay=[SECTIONS[1]])
    whole = tree(home, family(home, f"elbe/{identifier('000')}"))
    stone = "ALH 84001"
    assert whole == {stone: None, f"{stone},123": stone, f"{stone},124": stone}


def test_the_family_is_the_same_from_whichever_piece_it_is_asked(home: Home) -> None:
    filled(home, clyde=SECTIONS, elbe=[STONE])
    section = f"clyde/{identifier('001')}#Allan Hills 84001,124"
    one, other = family(home, section), family(home, f"elbe/{identifier('000')}")
    assert one.pieces == other.pieces
    assert one.sample != other.sample


def test_each_parent_comes_before_what_was_made_of_it(home: Home) -> None:
    found = family(filled(home, clyde=SECTIONS, elbe=[STONE]), f"elbe/{identifier('000')}")
    told: set[str | None] = {None}
    for piece in found.pieces:
        assert piece.parent in told
        told.add(piece.id)


def test_a_large_family_is_shortened_and_that_is_said(home: Home) -> None:
    filled(home, clyde=SECTIONS, elbe=[STONE])
    found = family(home, f"elbe/{identifier('000')}", most=2)
    assert (len(found.pieces), found.left_out) == (2, 2)


def test_the_links_of_a_family_are_those_of_the_sample_itself(home: Home) -> None:
    filled(home, clyde=[SECTIONS[0]], elbe=[STONE], tay=[STONE])
    found = family(home, f"elbe/{identifier('000')}")
    assert {each.relation for each in found.links} == {"same"}
    ends = {iri for each in found.links for iri in (each.left, each.right)}
    assert ends == set(found.sample.members)


@pytest.mark.parametrize("most", [0, 1])
def test_a_sample_alone_is_its_whole_family(home: Home, most: int) -> None:
    filled(home, clyde=["Raman spectra of NWA 7034"])
    found = family(home, f"clyde/{identifier('000')}", most=most)
    assert [piece.parent for piece in found.pieces] == [None]
    assert found.links == ()


def test_regions_of_a_piece_belong_to_its_family(demo: Home) -> None:
    """What was looked at and not taken away is no piece, and what was measured on it counts."""
    section = next(
        row.id
        for row in rows(
            lookup.record(demo, lookup.change(demo, "demo-clyde/oai:clyde.example:rum-002"))
        )
        if "igsn:10.5072/LSDEMR14A" in row.identifiers
    )
    found = family(demo, section)
    pieces = {iri for piece in found.pieces for iri in piece.members}
    assert found.members() > pieces

"""Who measured, with what, where it is held and whether the formats keep how it was done."""

from made import account, dataset, measured, term

from harvester.model import Agent, Identifier, Instrument, Measurement
from harvester.virtual.account import Account
from harvester.virtual.holdings import holdings

ROR = Identifier(scheme="ror", value="00vtgdb53", iri="https://ror.org/00vtgdb53")


def at(lab: str, *identifiers: Identifier) -> Measurement:
    return measured("xct", lab=Agent(name=lab, identifiers=identifiers))


def in_formats(name: str, *slugs: str) -> Account:
    made = dataset(file_formats=tuple(term("format", slug) for slug in slugs))
    return account(measured("xct"), name=name, dataset=made)


def test_a_lab_is_one_by_its_identifier_or_else_by_its_name() -> None:
    first = account(at("Glasgow", ROR), at("Clyde Imaging"), name="1")
    second = account(at("University of Glasgow", ROR), at("CLYDE imaging"), name="2")
    labs = holdings([first, second]).labs
    assert [(each.name, len(each.records)) for each in labs] == [
        ("Clyde Imaging", 2),
        ("Glasgow", 2),
    ]
    assert labs[1].identifier == "https://ror.org/00vtgdb53"


def test_instruments_and_sources_are_listed_with_their_records() -> None:
    one = account(measured("xct", instrument=Instrument(name="Versa 520")))
    found = holdings([one])
    assert [each.name for each in found.instruments] == ["Versa 520"]
    assert [(each.name, each.records) for each in found.sources] == [("rum", (one.record.iri,))]


def test_formats_say_how_open_they_are_and_whether_they_keep_metadata() -> None:
    table, volume = holdings([in_formats("1", "csv", "txrm")]).formats
    assert (table.slug, table.openness, table.keeps_metadata) == ("csv", "open", False)
    assert (volume.slug, volume.keeps_metadata) == ("txrm", True)


def test_records_are_named_whose_formats_all_lose_how_they_were_measured() -> None:
    kept, lost, unsaid = in_formats("1", "csv", "txrm"), in_formats("2", "csv"), in_formats("3")
    assert holdings([kept, lost, unsaid]).losing == (lost.record.iri,)

"""The way from raw data to a figure, and where it breaks off."""

from made import account, dataset, measured, term

from harvester.model import Identifier, Relation, Sample
from harvester.virtual.account import Account
from harvester.virtual.chains import chains


def doi(name: str) -> Identifier:
    return Identifier(scheme="doi", value=f"10.5072/{name}")


def data(name: str, level: str | None = None, **relations: str) -> Account:
    """A record with the DOI of its name; `derived` and `source` name others."""
    kinds = {"derived": "is-derived-from", "source": "is-source-of", "cites": "cites"}
    made = dataset(
        name,
        identifiers=(doi(name),),
        level=term("processing", level) if level else None,
        relations=tuple(Relation(kind=kinds[k], identifier=doi(v)) for k, v in relations.items()),
    )
    return account(measured("xct"), name=name, dataset=made)


def ways(*accounts: Account) -> list[list[str]]:
    return [[step.title for step in chain.steps] for chain in chains(accounts)]


def test_a_figure_is_followed_back_to_raw_whoever_states_it() -> None:
    figure, volume = data("figure", "figure", derived="volume"), data("volume", "reduced")
    raw = data("raw", "raw", source="volume")
    (chain,) = chains([figure, volume, raw])
    assert [step.title for step in chain.steps] == ["raw", "volume", "figure"]
    assert [step.level for step in chain.steps] == ["raw", "reduced", "figure"]
    assert chain.steps[2].sources == (volume.record.iri,)
    assert chain.missing == ()


def test_a_figure_without_raw_data_says_so() -> None:
    (chain,) = chains([data("figure", "figure", derived="volume"), data("volume", "reduced")])
    assert chain.missing == ("No raw data are known from which “figure” (figure) was made.",)


def test_what_no_record_describes_is_named() -> None:
    (chain,) = chains([data("map", derived="elsewhere")])
    assert chain.missing == (
        "“map” was made from doi:10.5072/elsewhere, which no record of this sample describes.",
    )


def test_what_two_were_made_from_stands_in_both_chains() -> None:
    one, two = data("one", "derived", derived="raw"), data("two", "derived", derived="raw")
    assert ways(data("raw", "raw"), one, two) == [["raw", "one"], ["raw", "two"]]


def test_other_relations_make_no_chain() -> None:
    assert ways(data("a", cites="b"), data("b")) == [["a"], ["b"]]


def test_rings_behind_a_dataset_end() -> None:
    ring = data("a", derived="b"), data("b", derived="a")
    assert ways(*ring, data("c", derived="a")) == [["b", "a", "c"]]


def test_of_a_ring_alone_every_dataset_is_still_shown() -> None:
    ring = data("a", derived="b"), data("b", derived="a")
    assert ways(*ring, data("c", derived="c")) == [["c"], ["b", "a"]]


def test_a_record_that_registers_a_sample_is_no_data() -> None:
    assert chains([account(samples=(Sample(key="s"),))]) == ()


def test_that_a_piece_was_measured_is_no_derivation_of_data() -> None:
    section = Sample(key="s", identifiers=(doi("section"),))
    registered = account(name="section", dataset=data("section").record.dataset, samples=(section,))
    assert ways(registered, data("map", "raw", derived="section")) == [["map"]]
    assert not chains([registered, data("map", "raw", derived="section")])[0].missing

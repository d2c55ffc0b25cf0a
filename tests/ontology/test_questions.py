"""The ten competency questions, asked of the demonstration and held against its answer key.

Each has an answer that is known by hand, and something near it that must not be in the answer.
"""

import json
import re

import pytest
from rdflib.plugins.sparql import prepareQuery

from harvester.errors import UsageError
from harvester.home import Home
from harvester.questions import find, questions
from tests.demo.answer_key import Answer, answers

KEY = {f"{each.repository}/{each.identifier}": each for each in answers()}
Row = dict[str, str]


def ask(home: Home, name: str, **edited: str) -> list[Row]:
    """The rows of a question, with other values for those behind its VALUES."""
    text = find(name).text
    for variable, value in edited.items():
        text, count = re.subn(
            rf"VALUES \?{variable} {{[^}}]*}}", f"VALUES ?{variable} {{ {value} }}", text
        )
        assert count
    return rows(home, text)


def rows(home: Home, query: str) -> list[Row]:
    found = json.loads(home.graph.query(query).json())["results"]["bindings"]
    return [{name: cell["value"] for name, cell in row.items()} for row in found]


def records(found: list[Row], column: str = "record") -> set[str]:
    """Short names of the records: `rum-012`."""
    return {re.split("[:/]", row[column])[-1] for row in found}


def key(row: Row) -> Answer:
    return KEY[row["record"]]


def test_there_are_ten() -> None:
    assert len(questions()) == 10


@pytest.mark.parametrize("name", questions())
def test_a_question_says_what_it_answers_what_its_columns_mean_and_what_to_edit(name: str) -> None:
    question = find(name)
    assert question.title.endswith("?")
    columns = re.search(r"^SELECT (?:DISTINCT )?(.*?) ?\{$", question.text, re.M | re.S)[1]
    named = re.findall(r"AS (\?\w+)\)|(?<![\w(])(\?\w+)(?![^(]*\))", columns)
    explained = [words.split()[0] for words in question.words if words.startswith("  ?")]
    assert explained == [one or other for one, other in named]
    assert any(words.startswith("To ask ") for words in question.words)


@pytest.mark.parametrize("name", questions())
def test_another_parser_reads_it_too(name: str) -> None:
    prepareQuery(find(name).text)


@pytest.mark.parametrize("name", questions())
def test_every_question_has_an_answer_in_the_demonstration(demo: Home, name: str) -> None:
    assert ask(demo, name)


def test_an_unknown_question_is_told_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="raw-data-behind-a-figure"):
        find("raw-data-behind-figures")


def test_images_of_any_sub_sample(demo: Home) -> None:
    found = ask(demo, "images-of-any-sub-sample")
    assert {"rum-003", "rum-009", "rum-013", "ore-005"} <= records(found)
    assert "rum-005" in records(found)  # by the laboratory's own number of the section alone
    assert all(any(path.startswith("rum/07-14") for path in key(row).samples) for row in found)
    assert not records(found) & {"rum-017", "rum-020"}  # the block beside it, and another A-1


def test_a_part_has_no_images_of_its_whole(demo: Home) -> None:
    found = ask(demo, "images-of-any-sub-sample", asked='"igsn:10.5072/LSDEMR14C"')
    assert records(found) == {"rum-013", "ore-005"}


def test_data_of_the_same_region_of_interest(demo: Home) -> None:
    found = ask(demo, "data-of-the-same-region-of-interest")
    assert {(row["region"], row["sample"]) for row in found} == {
        ("igsn:10.5072/LSDEMR14R2", "igsn:10.5072/LSDEMR14A")
    }
    assert records(found) == {"rum-012", "ore-006"}
    assert all("rum/07-14/ts-a/roi-2" in key(row).samples for row in found)
    assert "rum-007" not in records(found)  # the same thin section, all of it


def test_raw_data_behind_a_figure(demo: Home) -> None:
    found = ask(demo, "raw-data-behind-a-figure")
    assert [(key(row).level, row["level"], row["raw"]) for row in found] == [
        ("segmented", "segmented", "false"),
        ("raw", "raw", "true"),
    ]
    assert records(found) == {"rum-005", "rum-004"}


def test_derived_data_are_known_by_what_either_record_says(demo: Home) -> None:
    found = ask(demo, "raw-data-behind-a-figure", asked='"doi:10.5072/clyde.2013"')
    assert records(found) == {"met-012"}
    assert [key(row).level for row in found] == ["raw"]


def test_three_dimensional_data_with_eds_below_100_nm(demo: Home) -> None:
    found = ask(demo, "3d-data-with-eds-below-100-nm")
    assert records(found) == {"rum-012", "met-012", "met-014"}
    assert {float(row["nanometres"]) for row in found} == {20, 30, 40}
    assert "roc-010" not in records(found)  # its voxels have 100 nm
    assert "ret-002" not in records(found)  # 50 nm, without chemistry


def test_cm2_thin_sections_with_ebsd(demo: Home) -> None:
    found = ask(demo, "cm2-thin-sections-with-ebsd")
    assert {key(row).samples[0].split("/")[0] for row in found} == {
        "murchison",
        "winchcombe",
        "cold-bokkeveld",
    }
    assert all("sem-ebsd" in key(row).techniques for row in found)
    assert "demo-pacific/oai:pacific.example:met-004" not in {row["record"] for row in found}  # CL
    assert "demo-clyde/oai:clyde.example:met-006" not in {row["record"] for row in found}  # CV3


def test_length_scales_of_a_sample(demo: Home) -> None:
    found = ask(demo, "length-scales-of-a-sample")
    states = {(row["scale"], row["state"]): set(row["techniques"].split()) for row in found}
    assert states["10 nm to 100 nm", "measured"] == {"fib-nt"}
    assert {"xct", "sem-ebsd"} <= states["1 µm to 10 µm", "measured"]
    assert "apt-ms" in states["100 pm to 1 nm", "likely"]
    assert "him" in states["1 nm to 10 nm", "missing"]
    assert not any("fib-nt" in slugs for (_, state), slugs in states.items() if state == "missing")


def test_a_scale_at_which_nothing_was_done_is_only_missing(demo: Home) -> None:
    found = ask(demo, "length-scales-of-a-sample", asked='"igsn:10.5072/LSDEMR14C"')
    assert [row["state"] for row in found if row["scale"] == "1 nm to 10 nm"] == ["missing"]


def test_same_locality_other_lab(demo: Home) -> None:
    found = ask(demo, "same-locality-other-lab", asked='"oai:clyde.example:roc-001"')
    assert {row["locality"] for row in found} == {"Carrara"}
    assert records(found) == {"meta-007", "9002"}


def test_pieces_of_one_meteorite_are_from_one_locality(demo: Home) -> None:
    found = ask(demo, "same-locality-other-lab", asked='"oai:clyde.example:met-009"')
    assert {key(row).samples[0].split("/")[0] for row in found} == {"nwa-869"}
    assert "demo-clyde" not in {row["record"].split("/")[0] for row in found}  # the same makers
    assert len({row["record"].split("/")[0] for row in found}) == 4


def test_xct_and_fib_nt_of_one_sample(demo: Home) -> None:
    found = ask(demo, "xct-and-fib-nt-of-one-sample")
    pairs = {(*records([row], "xct"), *records([row], "fib_nt")) for row in found}
    assert {("clay-002", "roc-002"), ("met-010", "met-010")} <= pairs
    assert ("rum-013", "rum-012") not in pairs  # a core and a section, cut from one rock
    across = next(row for row in found if row["xct"].endswith("clay-002"))
    assert across["xct_by"] != across["fib_nt_by"]


def test_data_in_formats_that_lose_metadata(demo: Home) -> None:
    found = {row["record"]: row for row in ask(demo, "data-in-formats-that-lose-metadata")}
    assert found["demo-clyde/oai:clyde.example:rum-022"]["keeps"] == "no"
    grey = found["demo-clyde/oai:clyde.example:rum-005"]
    assert (set(grey["formats"].split()), grey["keeps"]) == ({"tiff", "csv"}, "partly")
    assert "demo-clyde/oai:clyde.example:rum-004" not in found  # grey TIFF, and .h5oina beside it
    assert "demo-clyde/oai:clyde.example:rum-013" not in found  # .txrm


def test_everything_measured_on_an_instrument(demo: Home) -> None:
    found = ask(demo, "everything-measured-on-an-instrument")
    assert {row["record"].split("/")[0] for row in found} == {"demo-clyde", "demo-pacific"}
    assert records(found) == {"ret-004", "earth-006"}
    assert "xholo" in {row["technique"] for row in found}


def test_an_instrument_is_known_by_its_number(demo: Home) -> None:
    fib = '"doi:10.5072/clyde.instrument.fib-2"'
    found = ask(demo, "everything-measured-on-an-instrument", asked=fib)
    assert records(found) == {"rum-012", "met-012", "roc-002"}


LINEAGE = """
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>

SELECT DISTINCT ?how ?from {
  ?how rdfs:subPropertyOf* prov:wasDerivedFrom .
  ?thing ?how ?source ; dct:identifier ?asked .
  { ?source dct:identifier ?from } UNION { ?whole schema:identifier ?source ; dct:identifier ?from }
  FILTER STRSTARTS(?from, "igsn:")
}
"""


@pytest.mark.parametrize(
    ("asked", "how"),
    [("igsn:10.5072/LSDEMR14L", "isSampleOf"), ("doi:10.5072/clyde.1004", "wasDerivedFrom")],
)
def test_one_lineage_query_covers_samples_and_data(demo: Home, asked: str, how: str) -> None:
    found = rows(demo, LINEAGE.replace("?asked .", f'"{asked}" .'))
    assert "igsn:10.5072/LSDEMR14A" in {row["from"] for row in found}
    assert {re.split("[/#]", row["how"])[-1] for row in found} == {how}

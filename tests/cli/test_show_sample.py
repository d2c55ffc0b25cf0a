"""`show SAMPLE-ID`: all that is known of a physical sample, as a person and a machine read it."""

from pathlib import Path

import pytest
from running import Run

RECORD = "demo-clyde/oai:clyde.example:rum-002"


@pytest.fixture
def section(lithoscope: Run, demonstration: Path) -> str:
    """The id that `show` of a record offers for the thin section."""
    told = lithoscope("show", RECORD, home=demonstration).err
    (line,) = (each for each in told.splitlines() if "thin section" in each.casefold())
    return line.rpartition(" ")[2]


def test_the_terminal_shows_family_ladder_matrix_gaps_and_evidence(
    lithoscope: Run, demonstration: Path, section: str
) -> None:
    done = lithoscope("show", section, home=demonstration)
    assert done.code == 0
    titles = [
        "Family",
        "Length scales that are told apart",
        "Measurements by technique and dimensions (· none yet, – not possible)",
        "Gaps",
        "Held to be one object, because",
    ]
    assert [line for line in done.lines if line in titles] == titles
    assert "← this one" in done.out
    assert "█" in done.out
    assert "Both carry the same identifier" in done.out
    assert f"lithoscope related {section}" in done.err


def test_the_evidence_holds_all_members_together_and_no_more(
    lithoscope: Run, demonstration: Path, section: str
) -> None:
    shown = lithoscope("show", section, home=demonstration).out
    because = shown.partition("Held to be one object, because")[2]
    (said,) = lithoscope("show", section, "--json", home=demonstration).each
    links = sum(line.startswith("  • ") for line in because.splitlines())
    assert links <= len(said["members"]) - 1 < len(said["evidence"])


def test_for_machines_it_is_json_and_linked_data(
    lithoscope: Run, demonstration: Path, section: str
) -> None:
    (said,) = lithoscope("show", section, "--json", home=demonstration).each
    (tree,) = lithoscope("show", section, "--format", "jsonld", home=demonstration).each
    assert said["iri"] == tree["id"]
    assert {"family", "virtual", "evidence", "history"} <= said.keys()


def test_an_id_that_was_merged_says_where_it_went(
    lithoscope: Run, demonstration: Path, section: str
) -> None:
    from harvester.identity.ids import sample_id

    (said,) = lithoscope("show", section, "--json", home=demonstration).each
    other = next(id for iri in said["members"] if (id := sample_id(iri)) != section)
    done = lithoscope("show", other, home=demonstration)
    assert f"{other} is now part of {section}." in done.err


@pytest.mark.parametrize("shape", ["turtle", "raw"])
def test_forms_of_one_record_are_not_those_of_a_sample(
    shape: str, lithoscope: Run, demonstration: Path, section: str
) -> None:
    done = lithoscope("show", section, "--format", shape, home=demonstration)
    assert done.code == 2
    assert "of which many records tell" in done.err

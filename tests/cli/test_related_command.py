"""`related`: three kinds side by side, with reasons, in the terminal and for machines."""

from pathlib import Path

from running import Run

SECTION = "demo-clyde/oai:clyde.example:rum-002#igsn:10.5072/LSDEMR14A"


def test_the_three_kinds_stand_under_their_headings(lithoscope: Run, demonstration: Path) -> None:
    done = lithoscope("related", SECTION, "--limit", "3", home=demonstration)
    assert done.code == 0
    for heading in (
        "The same sample and its family: ",
        "same laboratory: 3",
        "other laboratories: 3",
    ):
        assert heading in done.out
    assert "     + " in done.out
    assert "lithoscope show" in done.err


def test_for_machines_it_is_one_json(lithoscope: Run, demonstration: Path) -> None:
    (said,) = lithoscope("related", SECTION, "--json", home=demonstration).each
    assert said["related_other_labs"][0]["reasons"][0]["text"]
    assert said["iri"].endswith(said["id"])


def test_news_are_listed_and_none_is_said(lithoscope: Run, demonstration: Path) -> None:
    since = lithoscope("related", SECTION, "--since", "2026-01-01", "--json", home=demonstration)
    assert {"time", "what", "of", "about", "title"} == since.each[0].keys()
    none = lithoscope("related", SECTION, "--since", "2999-01-01", home=demonstration)
    assert (none.out, "Nothing is new" in none.err) == ("", True)


def test_a_day_that_is_none_is_refused(lithoscope: Run, demonstration: Path) -> None:
    done = lithoscope("related", SECTION, "--since", "yesterday", home=demonstration)
    assert done.code == 2
    assert "is no day such as" in done.err

"""Handled, ignored by name, or told: no value of a record disappears."""

from pathlib import Path

import pytest
from mapped import drafted

from harvester import crosswalk
from harvester.record import Finding

CARD = """
format: card
roots: [card]
namespaces: {"": [https://lab.example/card, ""], q: https://lab.example/quality}
map:
  dataset.titles: {path: name, with: {role: "@kind"}, clean: line}
  dataset.dates:
    - {path: "day[@of='cut']", clean: date, set: {role: created}}
    - {path: day, clean: date, set: {role: other}}
  dataset.access: {path: rights, clean: access}
  dataset.licences: {path: rights, clean: licence}
  dataset.version: version
  dataset.agents:
    path: person
    with: {name: given-name, affiliations: {path: lab, clean: line}}
    as: agent
ignore: [stamp, "//@q:checked"]
"""


@pytest.fixture
def told(tmp_path: Path):
    file = tmp_path / "card.yaml"
    file.write_text(CARD, "utf-8")
    known = {"card": crosswalk.read(file)}

    def findings(inside: str) -> list[Finding]:
        xml = f'<card xmlns="https://lab.example/card">{inside}</card>'
        return list(drafted(xml, "card", known).findings)

    return findings


def brief(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(f.code, f.where, f.value) for f in findings]


def test_what_is_read_needs_no_word(told):
    assert told('<name kind="short">Slab 4</name><version>2</version>') == []


def test_what_nobody_reads_is_told_once_for_each_path_with_its_first_value(told):
    findings = told("<colour>grey</colour><colour>blue</colour><shelf n='3'/>")
    assert brief(findings) == [("unread", "colour", "grey"), ("unread", "shelf/@n", "3")]
    assert findings[0].message == "2 values are not read"


def test_what_is_ignored_by_name_is_not_told_nor_what_is_below_it(told):
    assert told("<stamp>x<deep by='y'>z</deep></stamp>") == []


def test_an_attribute_can_be_ignored_wherever_it_stands(told):
    xmlns = 'xmlns:q="https://lab.example/quality"'
    assert told(f'<name {xmlns} q:checked="yes">Slab 4</name>') == []


def test_an_element_of_a_namespace_that_the_file_does_not_name_is_told_in_full(told):
    assert brief(told('<x xmlns="urn:other">1</x>')) == [("unread", "{urn:other}x", "1")]


def test_blank_values_are_no_values(told):
    assert told("<colour>  </colour><shelf n=''/>") == []


def test_text_beside_elements_counts(told):
    assert brief(told("<shelf><b/>top</shelf>")) == [("unread", "shelf", "top")]


def test_what_a_cleaner_refuses_is_told_with_its_reason(told):
    (finding,) = told("<day>soon</day>")
    assert (finding.code, finding.where, finding.value) == ("invalid", "day", "soon")
    assert "no date" in finding.message


def test_what_one_rule_refuses_and_another_takes_is_read(told):
    assert told("<rights>info:eu-repo/semantics/openAccess</rights>") == []


def test_the_attribute_that_a_path_asks_for_is_read(told):
    assert told('<day of="cut">2020-02-02</day>') == []


def test_a_second_value_where_the_model_has_one_stays_unread_unless_it_says_the_same(told):
    assert told("<version>2</version><version>2</version>") == []
    assert brief(told("<version>2</version><version>3</version>")) == [("unread", "version", "3")]


def test_a_thing_that_lacks_what_it_must_have_is_dropped_and_its_values_told(told):
    findings = told("<person><lab>Basement</lab></person>")
    assert [f.code for f in findings] == ["invalid"]
    assert "without a name" in findings[0].message


def test_the_same_value_twice_is_one():
    xml = (
        '<dc xmlns="http://purl.org/dc/elements/1.1/"><title>A</title><type>Image</type>'
        "<type>Image</type><identifier>doi:10.5072/A</identifier>"
        "<identifier>https://doi.org/10.5072/a</identifier></dc>"
    )
    dataset = drafted(xml).values["dataset"]
    assert dataset["types"] == ["Image"]
    assert [i["verbatim"] for i in dataset["identifiers"]] == ["doi:10.5072/A"]

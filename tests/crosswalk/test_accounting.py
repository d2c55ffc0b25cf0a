"""Handled, ignored by name, or told: no value of a record disappears."""

import json
import random
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
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


ELEMENTS = ("title", "creator", "subject", "description", "publisher", "contributor", "date")
ELEMENTS += ("type", "format", "identifier", "source", "language", "relation", "coverage", "rights")
VALUES = st.one_of(
    st.text("abcdefghij ", min_size=3, max_size=24).map(lambda words: f"q{words}q"),
    st.sampled_from(["2019-05-03", "10.5072/a", "https://lab.example/x.zip", "IGSN:IELAB1"]),
    st.sampled_from(["Open Access", "44.1, 10.2", "Eocene", "en", "31.4 g", "PhysicalObject"]),
)


def dublin_core(values: list[tuple[str, str]]) -> str:
    inside = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in values)
    return f'<dc xmlns="http://purl.org/dc/elements/1.1/">{inside}</dc>'


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.lists(st.tuples(st.sampled_from([*ELEMENTS, "colour"]), VALUES), max_size=12))
def test_every_value_of_any_record_is_in_the_draft_or_told(values):
    draft = drafted(dublin_core(values))
    out = json.dumps(draft.values, ensure_ascii=False)
    told = " ".join(" ".join(finding.value for finding in draft.findings).split())
    unread = {finding.where for finding in draft.findings if finding.code == "unread"}
    for name, value in values:
        words = " ".join(value.split())
        kept = words in out or ((name, value) == ("rights", "Open Access") and '"open"' in out)
        assert kept or words in told or f"dc:{name}" in unread, (name, value)


@settings(deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.sampled_from(ELEMENTS), VALUES), max_size=10), st.randoms())
def test_the_order_of_a_record_changes_no_key(values: list, chance: random.Random):
    mixed = chance.sample(values, len(values))

    def keys(given: list) -> set[str]:
        return {sample["key"] for sample in drafted(dublin_core(given)).values["samples"]}

    titles = [value for name, value in values if name == "title"]
    if len(set(titles)) < 2:
        assert keys(values) == keys(mixed)

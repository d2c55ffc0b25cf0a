"""JSON is read by JMESPath, and accounted for like XML."""

from pathlib import Path

import pytest
from mapped import change, drafted

from harvester import crosswalk, validate
from harvester.crosswalk import Crosswalk
from harvester.errors import ConfigError, SkipRecord

CARD = """
format: card
syntax: json
roots: ["sheet"]
map:
  dataset.titles: {path: "titles[]", at: text, clean: line, with: {role: kind}}
  dataset.identifiers:
    path: "ids[?scheme!='internal']"
    at: value
    clean: identifier/any
    hint: scheme
  dataset.subjects: {path: "keywords[]", clean: keywords}
  dataset.places:
    {path: site, with: {name: name, latitude: lat, longitude: lon}, as: place}
  dataset.sizes: "join(' ', [size.number, size.unit])"
  dataset.access: {path: "open[?@]", value: open}
words:
  title: ["titles[].text"]
ignore: [checksum]
"""


@pytest.fixture
def known(tmp_path: Path) -> dict[str, Crosswalk]:
    file = tmp_path / "card.yaml"
    file.write_text(CARD, "utf-8")
    return {"card": crosswalk.read(file)}


def test_fields_are_filled_by_jmespath(known):
    draft = drafted(
        """{"sheet": {
            "titles": [{"text": "Slab 4", "kind": "short"}, {"text": "Slab of Allende"}],
            "ids": [{"scheme": "DOI", "value": "10.5072/A"}, {"scheme": "internal", "value": "7"}],
            "keywords": ["CV3; chondrule", "CAI"],
            "site": {"name": "Pueblito de Allende", "lat": 26.97, "lon": -105.32},
            "size": {"number": "3", "unit": "GB"}}}""",
        "card",
        known,
    )
    dataset = validate.check(draft, change(b"", "card"), "https://c.example/").dataset
    assert [(t.value, t.role) for t in dataset.titles] == [
        ("Slab 4", "short"),
        ("Slab of Allende", None),
    ]
    assert [i.value for i in dataset.identifiers] == ["10.5072/a"]
    assert [s.value for s in dataset.subjects] == ["CV3", "chondrule", "CAI"]
    assert (dataset.places[0].latitude, dataset.places[0].longitude) == (26.97, -105.32)
    assert dataset.sizes == ("3 GB",)
    unread = [(f.code, f.where, f.value) for f in draft.findings]
    assert unread == [("unread", "ids.value", "7")]


def test_what_nobody_reads_is_told_with_its_path(known):
    draft = drafted(
        '{"sheet": {"titles": [{"text": "A", "by": "me"}], "checksum": "x"}, "page": [1, 2], '
        '"ok": false, "gone": null}',
        "card",
        known,
    )
    assert [(f.code, f.where, f.value) for f in draft.findings] == [
        ("unread", ".page", "1, 2"),
        ("unread", ".ok", "False"),
        ("unread", "titles.by", "me"),
    ]


def test_a_refused_value_is_told_beside_one_that_was_taken(known):
    draft = drafted(
        '{"sheet": {"titles": [{"text": "A"}], "ids": ['
        '{"scheme": "ORCID", "value": "0000-0002-1825-0098"}, '
        '{"scheme": "DOI", "value": "10.5072/a"}]}}',
        "card",
        known,
    )
    (finding,) = draft.findings
    assert (finding.where, finding.value) == ("ids", "0000-0002-1825-0098")


def test_a_mistake_in_a_path_is_told(tmp_path):
    file = tmp_path / "card.yaml"
    file.write_text(CARD.replace("titles[]", "titles["), "utf-8")
    with pytest.raises(ConfigError, match=r"line 6: .*is no JMESPath"):
        crosswalk.read(file)


TRAY = """
format: tray
syntax: json
roots: "data || @"
named: {"*.fields": {name: key, value: value}}
decline: [{path: "[@][?kind=='room']", because: It is a room.}]
map:
  dataset.titles: sheet.fields.title
  dataset.subjects: sheet.fields.keyword
  dataset.version: $$.edition
  samples:
    - path: "[@][?kind=='slab']"
      with: {name: sheet.fields.title, identifiers: {path: id, clean: sample-number}}
    - path: "pieces[?weight.unit=='g']"
      at: id
      clean: sample-number
      with: {parent: {path: $.id, clean: sample-key}}
    - path: "crumbs[]"
      clean: sample-number
      with: {parent: {path: $.id, clean: sample-key}}
ignore: [kind, sheet.fields.colour]
"""

SLAB = """{"id": "IGSN:AU1234", "kind": "slab", "sheet": {"fields": [
    {"key": "title", "value": "Slab 4", "typed": true}, {"key": "colour", "value": "grey"},
    {"key": "keyword", "value": "CV3"}, {"key": "keyword", "value": ["CAI"]},
    {"key": "shelf", "value": "9"}]},
  "pieces": [{"id": "IGSN:AU1235", "weight": {"unit": "g"}}, {"id": "7", "weight": null}, "?"]}"""


@pytest.fixture
def tray(tmp_path: Path) -> dict[str, Crosswalk]:
    file = tmp_path / "tray.yaml"
    file.write_text(TRAY, "utf-8")
    return {"tray": crosswalk.read(file)}


@pytest.mark.parametrize("document", [SLAB, f'{{"data": {SLAB}}}'], ids=["bare", "in a wrapper"])
def test_a_list_of_named_values_is_read_by_name_and_left_out_by_name(tray, document):
    draft = drafted(document, "tray", tray)
    dataset = draft.values["dataset"]
    assert [text["value"] for text in dataset["titles"]] == ["Slab 4"]
    assert [text["value"] for text in dataset["subjects"]] == ["CV3", "CAI"]
    unread = [(f.where, f.value) for f in draft.findings]
    assert unread == [("sheet.fields.shelf", "9"), ("pieces.id", "7")]


def test_a_path_may_start_at_the_record_s_top_from_within_it(tray):
    record = validate.check(drafted(SLAB, "tray", tray), change(b"", "tray"), "https://c.example/")
    assert [(sample.key, sample.parent, sample.path) for sample in record.samples] == [
        ("igsn:AU1234", None, "@"),
        ("igsn:AU1235", "igsn:AU1234", "pieces"),
    ]


def test_a_path_may_start_at_the_record_s_top_beside_a_plain_value(tray):
    crumbs = '"crumbs": ["IGSN:AU1236", "IGSN:AU1237"], "pieces": [{'
    draft = drafted(SLAB.replace('"pieces": [{', crumbs, 1), "tray", tray)
    record = validate.check(draft, change(b"", "tray"), "https://c.example/")
    assert [(sample.key, sample.parent) for sample in record.samples] == [
        ("igsn:AU1234", None),
        ("igsn:AU1235", "igsn:AU1234"),
        ("igsn:AU1236", "igsn:AU1234"),
        ("igsn:AU1237", "igsn:AU1234"),
    ]


def test_a_path_may_start_at_the_document_s_top_outside_the_record(tray):
    draft = drafted(f'{{"edition": 3, "data": {SLAB}}}', "tray", tray)
    assert draft.values["dataset"]["version"] == "3"


def test_a_list_that_only_looks_like_named_values_is_left_as_it_is(tray):
    draft = drafted('{"sheet": {"fields": ["title", {"value": 4}]}}', "tray", tray)
    assert [(f.where, f.value) for f in draft.findings] == [
        ("sheet.fields", "title, {'value': 4}"),
        ("sheet.fields.value", "4"),
    ]


def test_what_is_no_record_for_a_catalogue_is_left_out_with_a_reason(tray):
    with pytest.raises(SkipRecord, match=r"^It is a room\.$"):
        drafted(
            '{"kind": "room", "sheet": {"fields": [{"key": "title", "value": "B 12"}]}}',
            "tray",
            tray,
        )

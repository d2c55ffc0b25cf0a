"""What a crosswalk made is checked against the model before anything else sees it."""

from typing import Any

from harvester.model import Record
from harvester.record import Change, Draft, Finding, Rejection
from harvester.validate import check

CHANGE = Change(7, "lab", "oai:lab.example:a/1", "oai_dc", "2020-01-01", False, b"", b"")
BASE = "https://catalogue.example/"


def result(**values: Any) -> Record | Rejection:
    finding = Finding("cleaned", "something", "dc:date")
    return check(Draft(values, "oai_dc/1a2b", (finding,)), CHANGE, BASE)


def titled(**more: Any) -> dict[str, Any]:
    return {"titles": [{"value": "Slab"}], **more}


def test_a_record_knows_where_it_comes_from_and_what_made_it():
    record = result(dataset=titled())
    assert record.iri == "https://catalogue.example/record/lab/oai%3Alab.example%3Aa%2F1"
    assert (record.source, record.identifier) == ("lab", "oai:lab.example:a/1")
    assert (record.format, record.crosswalk) == ("oai_dc", "oai_dc/1a2b")


def test_a_record_without_title_or_named_sample_is_rejected():
    rejection = result(dataset={}, samples=[{"key": "x"}])
    assert rejection.reason == "The record has neither a title nor a sample with a name."
    assert rejection.findings[0].where == "dc:date"


def test_a_sample_with_a_name_or_a_number_is_enough():
    number = {"scheme": "igsn", "value": "IELAB1"}
    for sample in ({"key": "a", "name": "Slab"}, {"key": "b", "identifiers": [number]}):
        assert result(dataset={}, samples=[sample]).samples[0].key == sample["key"]


def test_a_value_that_does_not_fit_is_told_with_the_crosswalk_that_gave_it():
    rejection = result(dataset=titled(access="perhaps", places=[{"latitude": 91}]))
    assert rejection.reason.startswith(
        "The crosswalk oai_dc/1a2b gave dataset.access a value that does not fit: "
    )
    assert rejection.reason.endswith(" (and 1 more).")


def test_a_field_that_the_model_does_not_have_is_a_mistake_of_ours():
    assert isinstance(result(dataset=titled(colour="grey")), Rejection)

"""Pairs of a document and the JSON-LD that must come of it: the files of `fixtures/crosswalks`.

Each format has at least a typical record, a rich and a poor one. Vocabularies are left out: they
have tests of their own.
"""

import json

import pytest
from mapped import FIXTURES, documents, expected, packaged, said

FILES = documents()


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_document_becomes_what_is_expected_of_it(file):
    assert said(file) == json.loads(expected(file).read_text("utf-8"))


@pytest.mark.parametrize("format", sorted(packaged()))
def test_every_format_has_its_pairs(format):
    names = {file.stem for file in FILES if file.parent.name == format}
    assert {"typical", "rich", "poor"} <= names


def test_the_first_formats_show_tombstones_and_hostile_records_too():
    for format in ("oai_dc", "datacite", "oai_datacite"):
        names = {file.stem for file in FILES if file.parent.name == format}
        assert "hostile" in names
        assert names & {"withdrawn", "tombstone"}


def test_no_expected_file_is_left_over():
    assert {expected(file) for file in FILES} == set(FIXTURES.glob("*/*.expected.json"))

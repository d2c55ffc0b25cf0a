"""Pairs of a document and what must come of it: the files of `fixtures/crosswalks` are the list.

In each format there is at least a typical record, a rich, a poor and a hostile one, and one that
is hardly more than a tombstone. Vocabularies are left out: they have tests of their own.
"""

import json

import pytest
from mapped import FIXTURES, expected, said

FILES = sorted(FIXTURES.glob("*/*.xml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_document_becomes_what_is_expected_of_it(file):
    assert said(file) == json.loads(expected(file).read_text("utf-8"))


def test_every_format_has_its_pairs():
    for format in ("oai_dc", "datacite", "oai_datacite"):
        names = {file.stem for file in FILES if file.parent.name == format}
        assert {"typical", "rich", "poor", "hostile"} <= names
        assert names & {"withdrawn", "tombstone"}


def test_no_expected_file_is_left_over():
    assert {expected(file) for file in FILES} == set(FIXTURES.glob("*/*.json"))

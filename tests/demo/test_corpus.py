"""The demonstration corpus is whole, marked as what it is, and uses nobody's identifiers."""

import re
from collections import Counter

import pytest
from lxml import etree

from harvester.demo.corpus import FOLDER, MARK, DemoRecord, records
from harvester.demo.repositories import REPOSITORIES

FILES = sorted(FOLDER.glob("*/*.xml"))
OAI = "{http://www.openarchives.org/OAI/2.0/}"
EVERY = [record for repository in REPOSITORIES for record in records(repository.folder)]
LIVE = [record for record in EVERY if not record.deleted]


def text(record: DemoRecord) -> str:
    assert record.metadata is not None
    return etree.tostring(record.metadata, encoding="unicode")


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_file_is_well_formed_and_holds_a_handful_of_records_of_one_theme(file) -> None:
    root = etree.parse(file).getroot()
    assert root.tag == f"{OAI}records"
    assert 3 <= len(root.findall(f"{OAI}record")) <= 25


def test_there_are_enough_records_and_no_identifier_twice() -> None:
    assert len(EVERY) >= 240
    assert [i for i, n in Counter(record.identifier for record in EVERY).items() if n > 1] == []


def test_every_folder_is_a_repository() -> None:
    assert {file.parent.name for file in FILES} == {each.folder for each in REPOSITORIES}


def test_tombstones_are_many_enough_to_matter() -> None:
    assert sum(record.deleted for record in EVERY) >= 8


def test_every_record_says_that_it_is_demonstration_data() -> None:
    assert [record.identifier for record in LIVE if MARK not in text(record)] == []


def test_every_set_that_a_record_names_is_one_of_its_repository() -> None:
    for repository in REPOSITORIES:
        named = {spec for record in records(repository.folder) for spec in record.sets}
        assert named == set(repository.sets)


def test_values_are_served_without_the_line_breaks_of_the_file() -> None:
    assert [record.identifier for record in LIVE if "\n" in text(record)] == []


@pytest.mark.parametrize(
    ("kind", "pattern", "kept_for_tests"),
    [
        ("DOI", r"10\.\d{4,}(?:/|%2F)", r"10\.5072(?:/|%2F)"),
        ("ARK", r"ark:/?\d{5}", r"ark:/?99999"),
        ("IGSN", r"(?i)igsn[: ]+(?!10\.)\w{6,}", r"(?i)igsn[: ]+LSDEM\w+"),
        ("handle", r"(?<![\d.])20\.500\.\d+|(?<![\d.])10273/\w+", r"20\.500\.12345|10273/LSDEM\w+"),
        ("ORCID", r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", r"(?!)"),
    ],
)
def test_identifiers_are_of_the_kinds_kept_for_tests(kind, pattern, kept_for_tests) -> None:
    found = {match[0] for record in LIVE for match in re.finditer(pattern, text(record))}
    assert [each for each in found if not re.fullmatch(kept_for_tests, each)] == [], kind


def test_creators_are_laboratories_that_say_they_do_not_exist() -> None:
    names = {
        element.text
        for record in LIVE
        if record.metadata is not None
        for tag in ("creatorName", "creator")
        for element in record.metadata.iter(f"{{*}}{tag}")
        if element.text and element.text.strip()
    }
    assert names
    assert [name for name in names if not name.endswith("(demonstration)")] == []


def test_several_languages_are_there() -> None:
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    found = Counter(
        element.get(language)
        for record in LIVE
        if record.metadata is not None
        for element in record.metadata.iter("{*}title")
    )
    assert min(found[code] for code in ("de", "fr", "es")) >= 2

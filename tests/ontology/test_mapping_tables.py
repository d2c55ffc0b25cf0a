"""The tables of mappings are SSSOM and say what the vocabularies say.

https://mapping-commons.github.io/sssom/spec-model/
"""

import re
from collections import Counter
from pathlib import Path

import pytest
from mapping_tables import TABLES, table
from vocabulary_files import OURS, VOCABULARIES

from harvester.ontology import scheme

tables = pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name.partition(".")[0])

COLUMNS = ["subject_id", "subject_label", "predicate_id", "object_id", "object_label"]
REQUIRED = {"subject_id", "predicate_id", "object_id", "mapping_justification"}
JUSTIFIED = {"ManualMappingCuration", "LexicalMatching", "MappingChaining"}
KINDS = {"exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch"}


@tables
def test_the_set_says_what_it_is(path: Path):
    head = table(path).head
    assert head["mapping_set_id"] == f"{OURS}mappings/{table(path).name}"
    assert head["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert re.fullmatch(r"\d+\.\d+\.\d+", head["mapping_set_version"])
    assert head["subject_source"] == scheme(table(path).name).iri
    assert head["mapping_set_title"]


@tables
def test_every_mapping_has_what_the_standard_requires(path: Path):
    assert table(path).columns == [*COLUMNS, "mapping_justification"]
    for row in table(path).rows:
        assert None not in row, row
        assert all(row[slot] for slot in REQUIRED), row
        assert all(value == value.strip() for value in row.values()), row
        assert row["mapping_justification"] in {f"semapv:{each}" for each in JUSTIFIED}
        assert row["predicate_id"] in {f"skos:{kind}" for kind in KINDS}


@tables
def test_every_prefix_is_declared_and_used(path: Path):
    curies = re.compile(r"[A-Za-z][\w-]*:\S+")
    slots = ("subject_id", "predicate_id", "object_id", "mapping_justification")
    ids = [row[slot] for row in table(path).rows for slot in slots]
    assert all(curies.fullmatch(each) for each in ids)
    assert {each.partition(":")[0] for each in ids} == set(table(path).head["curie_map"])
    for namespace in table(path).head["curie_map"].values():
        assert re.match(r"https?://", namespace)


@tables
def test_a_mapping_stands_once(path: Path):
    said = Counter((row["subject_id"], row["object_id"]) for row in table(path).rows)
    assert [pair for pair, times in said.items() if times > 1] == []


@pytest.mark.parametrize("path", VOCABULARIES, ids=lambda path: path.stem)
def test_the_turtle_and_the_table_say_the_same(path: Path):
    turtle = {(c.iri, kind, iri) for c in scheme(path.stem) for kind, iri in c.matches}
    named = [each for each in TABLES if each.name == f"{path.stem}.sssom.tsv"]
    tabled = set().union(*(table(each).matches() for each in named))
    assert turtle - tabled == set(), "rows that the table lacks"
    assert tabled - turtle == set(), "matches that the Turtle file lacks"


@tables
def test_rows_follow_the_order_of_the_turtle_and_bear_its_names(path: Path):
    own = scheme(table(path).name)
    order = list(own.concepts)
    slugs = [table(path).expand(row["subject_id"]).rsplit("/", 1)[1] for row in table(path).rows]
    assert slugs == sorted(slugs, key=order.index)
    for slug, row in zip(slugs, table(path).rows, strict=True):
        assert row["subject_label"] == own.concept(slug).label()


def test_no_table_is_without_its_vocabulary():
    assert {table(path).name for path in TABLES} <= {path.stem for path in VOCABULARIES}

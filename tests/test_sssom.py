"""A catalogue's own tables of mappings: words and foreign terms that mean our concepts."""

from pathlib import Path

import pytest
from catalogue import add_file
from changes import change, titled

from harvester import sssom
from harvester.errors import ConfigError
from harvester.mapping import Mapper

HEAD = """\
# mapping_set_id: https://rocks.example/mappings
# license: https://creativecommons.org/publicdomain/zero/1.0/
# curie_map:
#   tech: https://w3id.org/lithoscope/technique/
#   material: https://w3id.org/lithoscope/material/
#   lab: https://rocks.example/methods/
"""
COLUMNS = (
    "subject_id\tsubject_label\tsubject_type\tpredicate_id\t"
    "object_id\tobject_label\tobject_type\tmapping_justification"
)


def write(home: Path, *rows: str, head: str = HEAD, columns: str = COLUMNS) -> Path:
    file = home / "mappings" / "vocabularies" / "lab.sssom.tsv"
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = (f"{row}\tsemapv:ManualMappingCuration" for row in rows)
    file.write_text(head + "\n".join([columns, *lines]) + "\n", "utf-8")
    return file


WORD = "\tStrahl 2\trdfs literal\tskos:exactMatch\ttech:epma\tElectron probe microanalysis\t"
TERM = "tech:epma\t\t\tskos:narrowMatch\tlab:wds-map\tWDS map\t"


def test_words_and_terms_of_others_mean_ours(tmp_path):
    write(tmp_path, WORD, TERM)
    meant = {"Strahl 2": "epma", "https://rocks.example/methods/wds-map": "epma"}
    assert sssom.words(tmp_path) == {"technique": meant}


@pytest.mark.parametrize(
    ("row", "counts"),
    [
        ("lab:x\t\t\tskos:broadMatch\ttech:sem\t\t", True),
        ("lab:x\t\t\tskos:narrowMatch\ttech:sem\t\t", False),
        ("tech:sem\t\t\tskos:closeMatch\tlab:x\t\t", True),
        ("tech:sem\t\t\tskos:broadMatch\tlab:x\t\t", False),
        ("tech:sem\t\t\tskos:relatedMatch\tlab:x\t\t", False),
        ("tech:sem\t\t\thttp://www.w3.org/2004/02/skos/core#exactMatch\tlab:x\t\t", True),
    ],
)
def test_only_what_is_not_wider_than_ours_means_it(tmp_path, row, counts):
    write(tmp_path, row)
    assert bool(sssom.words(tmp_path)) is counts


def test_without_tables_there_are_no_words(tmp_path):
    assert sssom.words(tmp_path) == sssom.words(None) == {}


def test_a_sources_own_words_win():
    general = {"technique": {"Strahl 2": "epma", "beam": "sem"}}
    own = {"technique": {"beam": "fib"}, "material": {"Rum": "chromitite"}}
    joined = {"technique": {"Strahl 2": "epma", "beam": "fib"}, "material": {"Rum": "chromitite"}}
    assert sssom.joined(general, own) == joined
    assert sssom.joined({}, own) is own
    assert sssom.joined(general, {}) is general


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("nolab:x\t\t\tskos:exactMatch\ttech:sem\t\t", "the prefix of `nolab:x` is not in"),
        ("tech:seem\t\t\tskos:exactMatch\tlab:x\t\t", "has no 'seem'; did you mean"),
        ("lab:y\t\t\tskos:exactMatch\tlab:x\t\t", "neither side is a concept of"),
    ],
)
def test_a_wrong_row_is_told_with_file_and_line(tmp_path, row, complaint):
    file = write(tmp_path, WORD, row)
    with pytest.raises(ConfigError, match=complaint) as told:
        sssom.words(tmp_path)
    assert str(told.value).startswith(f"{file}, line {len(HEAD.splitlines()) + 3}:")


def test_a_missing_column_is_told(tmp_path):
    write(tmp_path, WORD, columns=COLUMNS.replace("predicate_id", "relation"))
    with pytest.raises(ConfigError, match="no column predicate_id"):
        sssom.words(tmp_path)


def test_a_head_that_is_no_yaml_is_told(tmp_path):
    write(tmp_path, WORD, head="# curie_map: [\n")
    with pytest.raises(ConfigError, match="not the YAML of a mapping set"):
        sssom.words(tmp_path)


def test_a_word_of_the_catalogue_is_found_in_every_source(home):
    rock = "\tRum layer\trdfs literal\tskos:exactMatch\tmaterial:chromitite\t\t"
    write(home.path, WORD, rock)
    said = titled("Spinel of a Rum layer") + "<dc:subject>Strahl 2</dc:subject>"
    record = Mapper(home.settings).steps(change("1", said)).result
    assert record.techniques == ("epma",)
    assert "chromitite" in {each.slug for each in record.materials}


def test_a_source_may_mean_something_else_by_a_word_of_the_catalogue(home):
    write(home.path, WORD)
    own = {"url": "https://rum.example/oai", "lookups": {"technique": {"Strahl 2": "sims"}}}
    add_file(home, "repositories", "rum", own)
    said = titled("Spinel") + "<dc:subject>Strahl 2</dc:subject>"
    assert Mapper(home.settings).steps(change("1", said)).result.techniques == ("sims",)

"""Judgements go out as a table and come back as they were; a wrong table is not taken at all."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.errors import UsageError
from harvester.judgements import COLUMNS, DERIVED, SAME, ordered, read, written
from harvester.ledger.samples import Judgement, Ruling

A, B = "https://w3id.org/lithoscope/record/x/1#sample-a", "https://catalogue.example/b"
RULINGS: tuple[Ruling, ...] = ("same", "different", "unsure", "derived")
HEAD = "\t".join(COLUMNS)


def table(folder: Path, *judgements: Judgement) -> Path:
    path = folder / "judgements.tsv"
    path.write_bytes(b"".join(written(judgements)))
    return path


@pytest.mark.parametrize("ruling", RULINGS)
def test_what_was_judged_comes_back(ruling: Ruling, tmp_path: Path) -> None:
    judged = ordered(A, B, ruling, "Ada", note="the same cut", time="2026-11-24T10:00:00Z")
    assert read(table(tmp_path, judged)) == [judged]


@given(
    note=st.text(),
    person=st.text(min_size=1).filter(lambda text: text.strip()),
    ruling=st.sampled_from(RULINGS),
    turned=st.booleans(),
)
def test_whatever_was_noted_makes_no_other_row(
    note: str, person: str, ruling: Ruling, turned: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ends = (B, A) if turned else (A, B)
    judged = ordered(*ends, ruling, person, note=note)
    (back,) = read(table(tmp_path_factory.mktemp("table"), judged))
    assert back._replace(note="", person="") == judged._replace(note="", person="")
    assert back.note == " ".join(note.split())


def test_the_part_is_the_subject_and_different_is_not_the_same(tmp_path: Path) -> None:
    path = table(tmp_path, ordered(B, A, "derived", "Ada"), ordered(A, B, "different", "Ada"))
    derived, different = csv.DictReader(path.read_text("utf-8").splitlines(), delimiter="\t")
    assert (derived["subject_id"], derived["predicate_id"], derived["object_id"]) == (B, DERIVED, A)
    assert (different["predicate_modifier"], different["predicate_id"]) == ("Not", SAME)


WRONG = {
    "no column object_id": "subject_id\tpredicate_id\tauthor_label\n",
    "row 1: subject_id is empty": f"{HEAD}\n\t\t{SAME}\t{B}\t\tAda\t\t\t\n",
    "two different samples": f"{HEAD}\n{A}\t\t{SAME}\t{A}\t\tAda\t\t\t\n",
    "by IRI": f"{HEAD}\nRUM-1\t\t{SAME}\t{A}\t\tAda\t\t\t\n",
    "is not": f"{HEAD}\n{A}\t\thttp://www.w3.org/2002/07/owl#sameAs\t{B}\t\tAda\t\t\t\n",
    "is no date": f"{HEAD}\n{A}\t\t{SAME}\t{B}\t\tAda\tyesterday\t\t\n",
}


@pytest.mark.parametrize(("told", "content"), WRONG.items())
def test_a_wrong_table_says_where(told: str, content: str, tmp_path: Path) -> None:
    path = tmp_path / "wrong.tsv"
    path.write_text(content, "utf-8")
    with pytest.raises(UsageError, match=told):
        read(path)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xff"])
def test_a_file_that_cannot_be_read(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "broken.tsv"
    if content:
        path.write_bytes(content)
    with pytest.raises(UsageError, match="cannot be read"):
        read(path)

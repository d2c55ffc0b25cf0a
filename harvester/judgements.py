"""Judgements as a table that people and other catalogues exchange, after SSSOM.

One row a judgement: two samples by IRI, the relation (`predicate_modifier` is `Not` where they are
different, `confidence` 0.5 where a person was unsure), who, when and why. Of what is derived the
part is the subject. https://mapping-commons.github.io/sssom/
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from harvester.errors import UsageError
from harvester.iris import concept_iri
from harvester.ledger.samples import Judgement, Ruling

COLUMNS = (
    "subject_id",
    "predicate_modifier",
    "predicate_id",
    "object_id",
    "mapping_justification",
    "author_label",
    "mapping_date",
    "confidence",
    "comment",
)
NEEDED = {"subject_id", "predicate_id", "object_id", "author_label"}
BY_HAND = "semapv:ManualMappingCuration"
SAME = concept_iri("relation", "same-object")
DERIVED = concept_iri("relation", "derived-sample")
NOT = "Not"
UNSURE = "0.5"
LARGEST = 64_000_000
"""Bytes of a table."""


def ordered(one: str, other: str, ruling: Ruling, person: str, **more: str) -> Judgement:
    """A judgement on two samples; of `derived`, `one` is what was made of the other."""
    part = one if ruling == "derived" else ""
    return Judgement(min(one, other), max(one, other), ruling, person, part, **more)  # type: ignore[arg-type]


def written(judgements: Iterable[Judgement]) -> Iterator[bytes]:
    """The table, line by line, its head first."""
    yield "\t".join(COLUMNS).encode() + b"\n"
    for each in judgements:
        yield "\t".join(map(_cell, _row(each))).encode() + b"\n"


def _row(given: Judgement) -> tuple[str, ...]:
    subject = given.part or given.left
    object = given.right if subject == given.left else given.left
    return (
        subject,
        NOT if given.ruling == "different" else "",
        DERIVED if given.ruling == "derived" else SAME,
        object,
        BY_HAND,
        given.person,
        given.time,
        UNSURE if given.ruling == "unsure" else "1.0",
        given.note,
    )


def _cell(text: str) -> str:
    """Without what would begin another cell or line."""
    return " ".join(text.split())


def read(path: Path) -> list[Judgement]:
    """All judgements of a table; none is taken where one is wrong.

    Raises:
        UsageError: it cannot be read, or a row says no judgement; the sentence says which.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise UsageError(f"{path} is larger than {LARGEST:,} bytes. Nothing was taken from it.")
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}.") from error
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    if lacking := NEEDED - set(rows.fieldnames or ()):
        raise UsageError(f"{path} has no column {', '.join(sorted(lacking))}. Nothing was taken.")
    return [_judgement(row, f"{path}, row {number}") for number, row in enumerate(rows, 1)]


def _judgement(row: dict[str, str | None], where: str) -> Judgement:
    said = {name: (value or "").strip() for name, value in row.items() if name in COLUMNS}
    if lacking := sorted(name for name in NEEDED if not said.get(name)):
        raise UsageError(f"{where}: {', '.join(lacking)} is empty. Nothing was taken.")
    one, other = said["subject_id"], said["object_id"]
    if one == other or not all(each.startswith(("http://", "https://")) for each in (one, other)):
        raise UsageError(f"{where}: two different samples are needed, by IRI. Nothing was taken.")
    more = {"note": said.get("comment", ""), "time": _time(said.get("mapping_date", ""), where)}
    return ordered(one, other, _ruling(said, where), said["author_label"], **more)


def _time(date: str, where: str) -> str:
    try:
        return date and datetime.fromisoformat(date).isoformat().replace("+00:00", "Z")
    except ValueError as error:
        raise UsageError(f"{where}: {date!r} is no date. Nothing was taken.") from error


def _ruling(said: dict[str, str], where: str) -> Ruling:
    negated = said.get("predicate_modifier") == NOT
    match said["predicate_id"]:
        case p if p == SAME and negated:
            return "different"
        case p if p == SAME:
            return "unsure" if said.get("confidence") == UNSURE else "same"
        case p if p == DERIVED and not negated:
            return "derived"
    raise UsageError(f"{where}: {said['predicate_id']} is not {SAME} or {DERIVED}. Nothing taken.")

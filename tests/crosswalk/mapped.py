"""The road from bytes to a checked record, for the tests of this folder.

`python tests/crosswalk/mapped.py [FORMAT…]` writes the expected files of `fixtures/crosswalks` (of
these formats) anew; read the difference before you keep it.
"""

import json
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from harvester import crosswalk, parse, validate
from harvester.clean.phrases import Passage
from harvester.crosswalk import Crosswalk, Readers
from harvester.errors import SkipRecord
from harvester.graph import jsonld
from harvester.model import Record
from harvester.record import Change, Draft, Rejection

FIXTURES = Path(__file__).parents[1] / "fixtures" / "crosswalks"
BASE = "https://catalogue.example/"


class ReadsNothing:
    """A reader of a vocabulary without a word in it."""

    def read(self, passages: Sequence[Passage]) -> list[Any]:
        return []


FIELDS_ALONE = Readers(ReadsNothing(), ReadsNothing(), ReadsNothing())


@cache
def packaged() -> dict[str, Crosswalk]:
    return crosswalk.load(None)


def change(raw: bytes, format: str = "oai_dc") -> Change:
    return Change(1, "lab", "oai:lab.example:1", format, "2024-01-01", False, raw, b"")


def drafted(
    raw: bytes | str,
    format: str = "oai_dc",
    known: dict[str, Crosswalk] | None = None,
    readers: Readers = FIELDS_ALONE,
    lookups: crosswalk.Lookups | None = None,
) -> Draft:
    given = change(raw.encode() if isinstance(raw, str) else raw, format)
    parsed = parse.parse(given)
    chosen = crosswalk.choose(known or packaged(), parsed, format)
    return crosswalk.run(chosen, parsed, readers, lookups or {})


def checked(raw: bytes | str, format: str = "oai_dc", **more: Any) -> Record | Rejection:
    return validate.check(drafted(raw, format, **more), change(b"", format), BASE)


def said(file: Path) -> dict[str, Any]:
    """All that comes of a file, as its expected file holds it."""
    try:
        draft = drafted(file.read_bytes(), file.parent.name)
    except SkipRecord as error:
        # the list of all formats changes with every new one
        return {"skipped": str(error).partition("; formats known")[0]}
    result = validate.check(draft, change(b"", file.parent.name), BASE)
    findings = [[f.code, f.where, f.value] for f in draft.findings]
    if isinstance(result, Rejection):
        return {"rejected": result.reason, "findings": findings}
    return {"jsonld": _as_jsonld(result), "findings": findings}


def _as_jsonld(record: Record) -> dict[str, Any]:
    """Without the crosswalk's version, which changes with every line of its file."""
    said: dict[str, Any] = json.loads(json.dumps(jsonld.document(record)))
    version = record.crosswalk
    return json.loads(json.dumps(said).replace(version, version.partition("/")[0]))  # type: ignore[no-any-return]


def expected(file: Path) -> Path:
    return file.with_suffix(".expected.json")


def documents() -> list[Path]:
    """The first halves of all pairs, one folder a format."""
    return sorted(f for f in FIXTURES.glob("*/*.*") if not f.name.endswith(".expected.json"))


if __name__ == "__main__":
    wanted = sys.argv[1:]
    for file in (f for f in documents() if not wanted or f.parent.name in wanted):
        text = json.dumps(said(file), indent=1, ensure_ascii=False)
        expected(file).write_text(text + "\n", "utf-8")

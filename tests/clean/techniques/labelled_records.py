"""Real records that were labelled by hand (`tests/labels`), with the texts where they are."""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from harvester.clean.phrases import Passage
from harvester.clean.techniques import TechniqueReader
from harvester.clean.text import clean, line

LABELS = Path(__file__).resolve().parents[2] / "labels"

NOTES = ("notes", "msl_notes", "msl_description_abstract", "msl_description_methods",
         "msl_description_other", "msl_technical_description")  # fmt: skip


class Labelled(NamedTuple):
    """A record's texts, and the techniques that made its data as a person read them."""

    identifier: str
    techniques: frozenset[str]
    passages: tuple[Passage, ...]


class Score(NamedTuple):
    """Techniques found rightly, found wrongly, and missed."""

    right: Counter[str]
    wrong: Counter[str]
    missed: Counter[str]

    def precision(self, slug: str | None = None) -> float:
        return _share(self.right, self.wrong, slug)

    def recall(self, slug: str | None = None) -> float:
        return _share(self.right, self.missed, slug)

    def labels(self) -> Counter[str]:
        return self.right + self.missed


def _share(right: Counter[str], other: Counter[str], slug: str | None) -> float:
    good = right[slug] if slug else right.total()
    bad = other[slug] if slug else other.total()
    return good / (good + bad) if good + bad else 1.0


def score(records: Iterable[Labelled]) -> Score:
    reader = TechniqueReader()
    total = Score(Counter(), Counter(), Counter())
    for record in records:
        found = {mention.slug for mention in reader.read(record.passages) if mention.used}
        total.right.update(found & record.techniques)
        total.wrong.update(found - record.techniques)
        total.missed.update(record.techniques - found)
    return total


def rows(name: str) -> Iterator[dict[str, str]]:
    text = (LABELS / f"techniques-{name}.tsv").read_text("utf-8")
    return csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)


def imported(shared: Path, name: str) -> Iterator[Labelled]:
    """Rows of the import lists `gfz` and `4tu` of the EPOS Multi-Scale Labs portal."""
    path = shared / "data" / "epos_msl" / "import" / f"{name}.json"
    texts = {row["doi"]: row for row in json.loads(path.read_text("utf-8"))}
    for row in rows(name):
        text = texts[row["doi"]]
        keywords = (text["subjects"] or "").split(" | ")
        passages = passages_of(text["title"], keywords, [text["description"] or ""])
        yield Labelled(row["doi"], frozenset(row["techniques"].split()), passages)


def portal(shared: Path) -> Iterator[Labelled]:
    """Records as the same portal answers them."""
    for row in rows("ckan"):
        text = packages(shared / "data" / "epos_msl" / "ckan" / row["file"])[row["id"].lower()]
        keywords = [tag.get("msl_tag_string", "") for tag in text.get("msl_tags", [])]
        keywords += [tag["name"] for tag in text.get("tags", [])]
        notes = dict.fromkeys(text.get(key) or "" for key in NOTES)
        passages = passages_of(text["title"], keywords, notes)
        yield Labelled(row["id"], frozenset(row["techniques"].split()), passages)


@cache
def packages(path: Path) -> dict[str, dict[str, Any]]:
    found = json.loads(path.read_text("utf-8"))["result"]["results"]
    return {str(each.get("msl_doi") or each["name"]).lower(): each for each in found}


def passages_of(title: str, keywords: Iterable[str], notes: Iterable[str]) -> tuple[Passage, ...]:
    return (
        Passage("title", line(title).value or ""),
        *(Passage("subject", line(each).value or "") for each in keywords),
        *(Passage("description", clean(each).value or "") for each in notes),
    )

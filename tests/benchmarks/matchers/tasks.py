"""What the matchers are given: rows in our words, and which pairs of them are one thing."""

import csv
import json
from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared" / "data"
Fields = dict[str, Any]
Pair = tuple[str, str]


class Task(NamedTuple):
    """`right` is empty where duplicates are looked for among the left.

    `pairs` are those to be judged; None where a matcher finds its own candidates.
    """

    left: list[Fields]
    right: list[Fields]
    pairs: list[Pair] | None
    true: frozenset[Pair]

    @property
    def rows(self) -> dict[str, Fields]:
        return {row["id"]: row for row in (*self.left, *self.right)}


class Source(NamedTuple):
    """How a task is read, and which of its columns became which of ours."""

    read: Callable[[], Task]
    mapped: str


def labelled(file: Path) -> Task:
    """Each pair has rows of its own, as each is judged for itself."""
    found = [
        (_row(f"l{number}", each["left"]), _row(f"r{number}", each["right"]), each["relation"])
        for number, each in enumerate(_tsv(file))
    ]
    return _of_pairs((left, right, relation == "same") for left, right, relation in found)


def febrl(*files: Path) -> Task:
    """Invented persons: duplicates in one list, or two lists."""
    left, right = ([_person(each) for each in _csv(file)] for file in (files * 2)[:2])
    things: dict[str, list[str]] = {}
    for row in left if len(files) == 1 else (*left, *right):
        things.setdefault(row["id"].split("-")[1], []).append(row["id"])
    true = frozenset(pair for ids in things.values() for pair in combinations(sorted(ids), 2))
    if len(files) == 1:
        return Task(left, [], None, true)
    own = {row["id"] for row in left}
    return Task(left, right, None, frozenset((a, b) if a in own else (b, a) for a, b in true))


def restaurants(folder: Path) -> Task:
    left = [_restaurant("f", each) for each in _csv(folder / "fodors.csv")]
    right = [_restaurant("z", each) for each in _csv(folder / "zagats.csv")]
    matches = _csv(folder / "matches_fodors_zagats.csv")
    true = frozenset((f"f{each['fodors_id']}", f"z{each['zagats_id']}") for each in matches)
    return Task(left, right, None, true)


def papers(file: Path) -> Task:
    return _of_pairs(
        (_paper(f"d{n}", "ltable", each), _paper(f"a{n}", "rtable", each), each["gold"] == "1")
        for n, each in enumerate(_csv(file))
    )


TASKS = {
    "benchmark.tsv": Source(
        partial(labelled, ROOT / "tests/identity/benchmark.tsv"), "our own pairs, as they stand"
    ),
    "heldout.tsv": Source(
        partial(labelled, ROOT / "tests/identity/heldout.tsv"), "pairs by another hand"
    ),
    "febrl 1": Source(
        partial(febrl, SHARED / "er_febrl/dataset1.csv"),
        "given name and surname: name; social security number: identifiers; "
        "street, suburb, postcode, state: place; born: date",
    ),
    "febrl 4": Source(
        partial(febrl, *(SHARED / f"er_febrl/dataset4{half}.csv" for half in "ab")),
        "as febrl 1, 5,000 rows against 5,000",
    ),
    "restaurants": Source(
        partial(restaurants, SHARED / "er_magellan"),
        "Fodors against Zagats; name; phone: identifiers; address, city: place",
    ),
    "papers": Source(
        partial(papers, SHARED / "er_magellan/dblp_acm_demo_labels.csv"),
        "labelled pairs of DBLP and ACM; title: name; authors: other names; venue: place; "
        "year: date",
    ),
}


def _of_pairs(judged: Iterator[tuple[Fields, Fields, bool]]) -> Task:
    found = list(judged)
    pairs = [(left["id"], right["id"]) for left, right, _ in found]
    true = frozenset(pair for pair, (_, _, one) in zip(pairs, found, strict=True) if one)
    return Task([left for left, _, _ in found], [right for _, right, _ in found], pairs, true)


def _row(name: str, text: str) -> Fields:
    given, *fields = text.split("|")
    return {"id": name, "name": given, **dict(each.split("=", 1) for each in fields)}


def _person(said: dict[str, str]) -> Fields:
    street = f"{said['street_number']} {said['address_1']}"
    town = f"{said['suburb']} {said['postcode']} {said['state']}"
    born = said["date_of_birth"]
    return {
        "id": said["rec_id"],
        "name": f"{said['given_name']} {said['surname']}".strip(),
        "identifiers": [said["soc_sec_id"]],
        "place": f"{' '.join(street.split())}, {' '.join(town.split())}",
        "date": f"{born[:4]}-{born[4:6]}-{born[6:]}" if len(born) == 8 else "",
    }


def _restaurant(list_: str, said: dict[str, str]) -> Fields:
    phone = said["phone"].replace("/", "-")
    return {
        "id": f"{list_}{said['id']}",
        "name": said["name"],
        "identifiers": [phone],
        "place": f"{said['addr']}, {said['city']}",
    }


def _paper(name: str, side: str, said: dict[str, str]) -> Fields:
    return {
        "id": name,
        "name": said[f"{side}.title"],
        "other_names": [said[f"{side}.authors"]],
        "place": said[f"{side}.venue"],
        "date": said[f"{side}.year"].removesuffix(".0"),
    }


def _csv(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", errors="replace", newline="") as lines:
        yield from csv.DictReader(lines, skipinitialspace=True)


def _tsv(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def written(rows: list[Fields], file: Path) -> None:
    """As the lines that `match rows` reads."""
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)

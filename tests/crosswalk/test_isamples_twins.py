"""iSamples mapped some records of SESAR by hand to its core: where we read them otherwise.

`isamples_twins.tsv` lists every difference, with who is right and why; `isamples_materials.tsv`
what we make of the words that iSamples labels materials with.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from mapped import checked

from harvester.clean import terms
from harvester.model import Record

pytestmark = pytest.mark.data

HERE = Path(__file__).parent
TWINS = ("EOI00002H", "IE22301MW", "IEEJR000M")
LABELS = (
    "integration_tests/sesar_material_test_records.json",
    "scripts/sesar_indexing_test_records.json",
)


def rows(name: str) -> list[list[str]]:
    lines = (HERE / f"{name}.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines[1:]]


def said(record: Record) -> dict[str, str]:
    """What both speak of, in words; a point is shown as far as both give it."""
    sample, place = record.samples[0], record.samples[0].place
    people = {a.role: a.name for a in record.dataset.agents}
    return {
        "name": sample.name or "",
        "number": next(i.value for i in sample.identifiers if i.scheme == "igsn"),
        "type": sample.type.slug if sample.type else "",
        "materials": ", ".join(sorted(m.slug for m in sample.materials)),
        "parent": sample.parent or "",
        "collected": sample.collected.edtf if sample.collected else "",
        "latitude": f"{place.latitude if place else ''}",
        "longitude": f"{place.longitude if place else ''}",
        "elevation": f"{place.elevation if place and place.elevation is not None else ''}",
        "place": (place.name or "") if place else "",
        "description": sample.description or "",
        "collection": sample.collection or "",
        "collector": people.get("collector", people.get("data-collector", "")),
        "owner": people.get("sample-owner", ""),
        "registrant": people.get("sample-registrant", people.get("registrant", "")),
    }


def differences(folder: Path) -> Iterator[list[str]]:
    for name in TWINS:
        raw = (folder / "raw" / f"{name}json-ld.json").read_bytes()
        core = (folder / "test" / f"iSamples{name}Basic.json").read_bytes()
        ours, theirs = said(checked(raw, "sesar_jsonld")), said(checked(core, "isamples_core"))
        for field in ours:
            if ours[field] != theirs[field]:
                yield [name, field, theirs[field], ours[field]]


def test_every_difference_from_what_isamples_mapped_by_hand_is_listed(shared):
    folder = shared / "data" / "isamples_inabox" / "tests" / "test_data" / "SESAR"
    listed = rows("isamples_twins")
    assert [row[:4] for row in listed] == list(differences(folder))
    assert all(row[4] in ("we", "they", "both") and row[5] for row in listed)


def test_what_the_labels_of_materials_become_is_listed(shared):
    folder = shared / "data" / "isamples_inabox"
    labels: Counter[str] = Counter()
    for file in LABELS:
        for record in json.loads((folder / file).read_text("utf-8")).values():
            labels.update(record["material"]["values"])
    found = []
    for label, count in sorted(labels.items()):
        read = terms.clean(label, "material").value
        found.append([label, str(count), read["slug"] if read else ""])
    assert [row[:3] for row in rows("isamples_materials")] == found

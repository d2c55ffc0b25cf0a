"""Records as real repositories publish them: mapped, or rejected with a reason that is fair.

The counts are pinned: a change of them is a change of what the catalogue would hold.
"""

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree
from mapped import FIELDS_ALONE, change, drafted

from harvester import validate
from harvester.clean.materials import MaterialReader
from harvester.clean.samples import SampleReader
from harvester.clean.techniques import TechniqueReader
from harvester.crosswalk import Readers
from harvester.errors import SkipRecord
from harvester.record import Draft, Rejection

pytestmark = pytest.mark.data

ISO = "{http://www.isotc211.org/2005/gmd}MD_Metadata"
CROSSREF = "{http://www.crossref.org/qrschema/3.0}crossref_result"

REASONS = {
    "no crosswalk reads ISO 19139": f"No crosswalk reads <{ISO}>",
    "no crosswalk reads Crossref": f"No crosswalk reads <{CROSSREF}>",
    "no crosswalk reads this JSON": "No crosswalk reads this JSON",
    "several records in one JSON list": "it is a JSON list",
    "several things in one document": "things, where one is expected",
    "the title is “:unav”": "neither a title nor",
    "malformed JSON": "it is no JSON",
    "malformed XML": "no well-formed XML",
}
"""What a person would say, and the words of the reason that says it."""


def files(folder: Path) -> list[Path]:
    return sorted(f for f in folder.rglob("*") if f.suffix in (".xml", ".json"))


def outcome(file: Path, readers: Readers = FIELDS_ALONE) -> tuple[str, Draft | None]:
    try:
        draft = drafted(file.read_bytes(), "oai_dc", readers=readers)
    except SkipRecord as error:
        return _plainly(str(error)), None
    result = validate.check(draft, change(b""), "https://catalogue.example/")
    said = _plainly(result.reason) if isinstance(result, Rejection) else "mapped"
    return said, draft


def _plainly(reason: str) -> str:
    return next((said for said, words in REASONS.items() if words in reason), reason)


@pytest.mark.parametrize(
    ("folder", "counts"),
    [
        (
            "b2find",
            {"mapped": 30, "no crosswalk reads this JSON": 5},
        ),
        (
            "datacite_fixtures",
            {
                "mapped": 51,
                "no crosswalk reads this JSON": 7,
                "no crosswalk reads Crossref": 2,
                "several things in one document": 3,
                "the title is “:unav”": 1,
                "malformed JSON": 1,
                "malformed XML": 1,
            },
        ),
    ],
)
def test_every_record_maps_or_is_rejected_with_a_fair_reason(shared, folder, counts):
    said = Counter(outcome(file)[0] for file in files(shared / "data" / folder))
    assert said == counts


def test_hardly_any_value_is_left_unread(shared):
    """All paths that nobody reads, in all of these records together."""
    found = [
        file for name in ("b2find", "datacite_fixtures") for file in files(shared / "data" / name)
    ]
    drafts = [draft for _, draft in map(outcome, found) if draft]
    unread = Counter(f.where for d in drafts for f in d.findings if f.code == "unread")
    assert sum(unread.values()) <= 10, unread


def test_words_and_all_no_record_is_lost(shared):
    readers = Readers(TechniqueReader(), MaterialReader(), SampleReader())
    for name in ("b2find", "datacite_fixtures"):
        for file in files(shared / "data" / name):
            assert outcome(file, readers)[0] == outcome(file)[0], file.name


def test_records_of_lists_map_too_and_say_why_a_value_is_not_taken(shared):
    """Dublin Core and DataCite as Zenodo lists them."""
    answers = sorted((shared / "data" / "zenodo_oaipmh").glob("*200*ListRecords*.xml"))
    records = [r for a in answers for r in etree.parse(a).iter("{*}record") if len(r) > 1]
    drafts = [drafted(etree.tostring(record)) for record in records]
    assert len(drafts) == 259
    assert all(draft.values["dataset"]["titles"] for draft in drafts)
    unread = [finding for d in drafts for finding in d.findings if finding.code == "unread"]
    assert [(finding.where, finding.value) for finding in unread] == [
        ("descriptions/description/@descriptionType", "Abstract")
    ]

"""Words in text: how many records one core reads for techniques, materials and samples."""

import json
import time
from collections.abc import Sequence
from pathlib import Path

from harvester import crosswalk, parse
from harvester.clean.materials import MaterialReader
from harvester.clean.phrases import Passage
from harvester.clean.samples import SampleReader
from harvester.clean.techniques import TechniqueReader
from harvester.clean.text import clean
from harvester.crosswalk import words
from harvester.record import Change
from tests.benchmarks import report
from tests.benchmarks.corpus import record

Texts = Sequence[Sequence[Passage]]
"""The running text of each record."""

ROUNDS = 3
"""The fastest counts: whatever else a machine does only makes a round slower."""
SHORT = 150
"""Microseconds for a record of the benchmarks' own corpus."""
LONG = 2_000
"""Real descriptions a second in which techniques are found."""
GFZ = Path(__file__).parents[3] / "shared" / "data" / "epos_msl" / "import" / "gfz.json"
OAI = b'<record xmlns="http://www.openarchives.org/OAI/2.0/">'


def run(records: int) -> None:
    report.heading(f"words: {records:,} oai_dc records, and real descriptions, on one core")
    told = _seconds(_corpus(records))
    each = {name: seconds / records * 1e6 for name, seconds in told.items()}
    report.figure("own corpus, all words", f"{sum(each.values()):.0f} µs", f"at most {SHORT} µs")
    for name, spent in each.items():
        report.figure(f"own corpus, {name}", f"{spent:.0f} µs")
    if not GFZ.is_file():
        print(f"  Real descriptions are not read: there is no {GFZ}.")
        return
    texts = _descriptions()
    letters = sum(len(passage.text) for text in texts for passage in text) / len(texts)
    report.figure("descriptions of GFZ, mean length", f"{letters:,.0f} letters")
    told = _seconds(texts)
    rates = [len(texts) / seconds for seconds in (told["techniques"], sum(told.values()))]
    report.figure("techniques, descriptions a second", f"{rates[0]:,.0f}", f"at least {LONG:,}")
    report.figure("all words, descriptions a second", f"{rates[1]:,.0f}")


def _seconds(texts: Texts) -> dict[str, float]:
    """CPU seconds that each reader takes for all of them."""
    readers: dict[str, TechniqueReader | MaterialReader | SampleReader] = {
        "techniques": TechniqueReader(),
        "materials": MaterialReader(),
        "samples": SampleReader(),
    }
    spent: dict[str, float] = {}
    for name, reader in readers.items():
        rounds = []
        for _ in range(ROUNDS):
            began = time.process_time()
            for text in texts:
                reader.read(text)
            rounds.append(time.process_time() - began)
        spent[name] = min(rounds)
    return spent


def _corpus(records: int) -> Texts:
    known = crosswalk.load(None)
    texts = []
    for number in range(records):
        raw = record(number).replace(b"<record>", OAI, 1)
        change = Change(1, "bench", f"oai:{number}", "oai_dc", "2026-01-01", False, raw, b"")
        parsed = parse.parse(change)
        chosen = crosswalk.choose(known, parsed, change.format)
        texts.append(words.passages(chosen, chosen.open(parsed)))
    return texts


def _descriptions() -> Texts:
    """Of an import list of the EPOS Multi-Scale Labs portal, in plain words."""
    rows = json.loads(GFZ.read_text("utf-8"))
    plain = [clean(row["description"] or "").value or "" for row in rows]
    return [[Passage("description", text)] for text in plain]

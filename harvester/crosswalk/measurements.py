"""Measurements of one record: one for each technique used, with what is known of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from harvester.clean import quantities
from harvester.clean.phrases import Passage
from harvester.clean.sentences import Sentences
from harvester.clean.techniques import TechniqueMention
from harvester.crosswalk import words
from harvester.crosswalk.words import term
from harvester.ontology import scheme

Thing: TypeAlias = dict[str, Any]

OF_SAMPLES = {"mass", "thickness"}
"""Quantities that are no settings of an instrument."""
OF_VOLUMES = {"voxel-size", "slice-thickness"}
"""Quantities that only a measurement in three dimensions has."""
MAKERS = {"creator", "data-collector", "producer", "research-group"}


def settle(stated: Iterable[Thing], mentions: Sequence[TechniqueMention]) -> list[Thing]:
    """What fields state, then what text names, each technique once; keys from content."""
    made: dict[str, Thing] = {}
    for measurement in stated:
        measurement["key"] = _key(measurement)
        made.setdefault(measurement["key"], measurement)
    known = {measurement["technique"]["slug"] for measurement in made.values()}
    for mention in mentions:
        if mention.used and mention.slug not in known:
            made[mention.slug] = {"key": mention.slug, "technique": term(mention)}
    return list(made.values())


def _key(measurement: Thing) -> str:
    instrument = (measurement.get("instrument") or {}).get("name")
    parts = (measurement["technique"]["slug"], *measurement.get("samples", ()), instrument)
    return "|".join(filter(None, parts))


def unused(mentions: Sequence[TechniqueMention], measured: Sequence[Thing]) -> list[Thing]:
    """Techniques that are named but made none of the data."""
    used = {measurement["technique"]["slug"] for measurement in measured}
    return [term(each) for each in mentions if not each.used and each.slug not in used]


def add_settings(measured: Sequence[Thing], passages: Sequence[Passage]) -> None:
    """Conditions told in text go to the one measurement, or to the one named in their sentence."""
    if not measured:
        return
    for passage in passages:
        if passage.role not in ("title", "subject"):
            for where, quantity in _conditions(passage):
                owner = _owner(_able(measured, quantity), where)
                if owner is not None:
                    _add(owner, quantity)


def _conditions(passage: Passage) -> Iterator[tuple[str, Thing]]:
    """Each condition with the sentence that tells it."""
    sentences: Sentences | None = None
    for found in quantities.find(passage.text):
        if found.quantity["kind"] not in OF_SAMPLES:
            sentences = sentences or Sentences(passage.text)
            start, end = sentences.around(found.start)
            yield passage.text[start:end], words.quantity(passage, found)


def _able(measured: Sequence[Thing], quantity: Thing) -> Sequence[Thing]:
    """The measurements that can have such a quantity; all if none is known to."""
    if quantity["kind"] not in OF_VOLUMES:
        return measured
    return [each for each in measured if _is_of_volumes(each["technique"])] or measured


def _is_of_volumes(technique: Thing) -> bool:
    known = scheme(technique["scheme"])
    concept = known.concept(technique["slug"]) if technique["slug"] in known else None
    return concept is not None and "3D" in concept.properties.get("dimensionality", ())


def _owner(measured: Sequence[Thing], sentence: str) -> Thing | None:
    if len(measured) == 1:
        return measured[0]
    named = [m for m in measured if (m["technique"].get("verbatim") or "\0") in sentence]
    return named[0] if len(named) == 1 else None


def _add(measurement: Thing, quantity: Thing) -> None:
    conditions = measurement.setdefault("conditions", [])
    if all((c["kind"], c["value"]) != (quantity["kind"], quantity["value"]) for c in conditions):
        conditions.append(quantity)


def add_makers(measured: Sequence[Thing], values: Thing, *, of_sample: bool) -> None:
    """Instrument, laboratory and day, where the record has one of each and so leaves no choice.

    Args:
        measured: Is changed.
        values: The record's instruments, and its dataset's agents and dates.
        of_sample: The record describes a sample: its day is that of collecting, not measuring.
    """
    dataset, instruments = values.get("dataset", {}), values.get("instruments", [])
    labs = [a for a in dataset.get("agents", ()) if _is_lab(a)]
    days = [d for d in dataset.get("dates", ()) if d.get("role") == "collected" and not of_sample]
    for field, known in (("instrument", instruments), ("lab", labs), ("date", days)):
        if len(known) == 1:
            guessed = known[0] | {"confidence": "guessed"} if field == "lab" else known[0]
            for measurement in measured:
                measurement.setdefault(field, guessed)


def _is_lab(agent: Thing) -> bool:
    return agent.get("kind") == "organisation" and agent.get("role") in MAKERS

"""From counts to the points of the report: each measure's finding, with the words it has."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from harvester.quality import faults, harvests, links
from harvester.quality.faults import Met
from harvester.quality.fieldlist import FIELDS
from harvester.quality.report import URGENCIES, Point, Share, Urgency
from harvester.quality.tally import Filled, Tally
from harvester.quality.wording import slug, within, words


class Measure(NamedTuple):
    """What a function with three paragraphs of docstring found, and how urgent that is."""

    measure: Callable[..., Met]
    urgency: Urgency
    unit: str = "values"


OF_RUNS = (
    Measure(harvests.unfinished, "first", "harvests"),
    Measure(harvests.broken, "first", "pieces"),
    Measure(harvests.answers, "later", "remarks"),
)
OF_RECORDS = (
    Measure(faults.rejected, "first", "records"),
    Measure(faults.same_identifier, "first", "records"),
    Measure(faults.same_title, "next", "records"),
    Measure(faults.invalid, "next"),
    Measure(faults.future_dates, "next"),
    Measure(faults.unknown_words, "next"),
    Measure(faults.lossy_formats, "next", "records"),
    Measure(faults.closed_formats, "later", "records"),
    Measure(faults.left_out, "later", "records"),
    Measure(faults.mended, "later"),
    Measure(faults.unknown_keywords, "later"),
    Measure(faults.unread, "later"),
)
OF_LINKS = (
    Measure(links.gone, "first", "links"),
    Measure(links.silent, "next", "links"),
    Measure(links.closed, "later", "links"),
)


def missing(tally: Tally) -> Iterator[Point]:
    """One for each field that some records, or samples, have not."""
    for field, filled in zip(FIELDS, tally.fields, strict=True):
        if filled.has < filled.total:
            name, costs, advice = words(field.measure)
            yield Point(
                f"no-{slug(field.measure)}",
                field.urgency,
                f"No {within(name)}",
                filled.total - filled.has,
                filled.total,
                field.unit,
                costs,
                advice,
                tuple(filled.without),
            )


def met_by(measures: tuple[Measure, ...], *given: object) -> Iterator[Point]:
    """One for each of these measures that found something in what is given to it."""
    for measure, urgency, unit in measures:
        met = measure(*given)
        if met.count:
            said = words(measure)
            yield Point(
                slug(measure),
                urgency,
                said.name,
                met.count,
                met.total,
                unit,
                said.costs,
                said.advice,
                kinds=met.kinds,
                more=met.more,
            )


def shares(tally: Tally) -> Iterator[Share]:
    """One for each field that any record should have."""
    for field, filled in zip(FIELDS, tally.fields, strict=True):
        if filled.total:
            yield Share(
                slug(field.measure),
                words(field.measure).name,
                field.unit,
                filled.has,
                filled.total,
                _lately(filled),
            )


def _lately(filled: Filled) -> float | None:
    some = 0 < filled.new_total < filled.total
    return filled.new / filled.new_total if some else None


def in_order(point: Point) -> tuple[int, float, str]:
    """By what it costs, then by the part that is concerned, then by how often."""
    weight = point.share if point.share is not None else 0.5
    return list(URGENCIES).index(point.urgency), -weight, point.code

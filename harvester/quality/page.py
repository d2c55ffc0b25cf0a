"""The report as one HTML page: it needs no other file, no script and no other host."""

from functools import cache
from itertools import groupby

from jinja2 import Environment

from harvester.pages.environment import environment
from harvester.quality.report import URGENCIES, Report

CONTROLS = dict.fromkeys([*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0)], "\ufffd")
CONTROLS |= dict.fromkeys(
    [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFFFE, 0xFFFF], "\ufffd"
)
"""What HTML does not allow, and marks that would turn the text around them."""


def page(report: Report) -> str:
    """Everything that a repository says is escaped."""
    parts = [
        (URGENCIES[urgency], list(points))
        for urgency, points in groupby(report.points, lambda point: point.urgency)
    ]
    return _environment().get_template("report.html").render(report=report, parts=parts)


@cache
def _environment() -> Environment:
    """The stylesheet is that of the ontology's pages."""
    made = environment("harvester.quality", "harvester.pages", shown=_shown)
    made.filters.update(number=_number, percent=percent)
    return made


def _number(value: int) -> str:
    return f"{value:,}"


def percent(share: float) -> str:
    """Never 0 % of something and never 100 % of less than all."""
    if 0 < share < 0.005:
        return "under 1 %"
    return f"{min(share, 0.99) if share < 1 else 1:.0%}".replace("%", "\u00a0%")


def _shown(value: object) -> object:
    return type(value)(value.translate(CONTROLS)) if isinstance(value, str) else value

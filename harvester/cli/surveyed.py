"""What `source add` found, as a person reads it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from harvester.cli.output import fields, line, warning

if TYPE_CHECKING:
    from harvester.discovery import Found, Survey

KINDS = {"oai": "OAI-PMH", "rest": "REST", "sitemap": "sitemap"}
SETS = 8


def show(survey: "Survey", written: str) -> None:
    """Every way that was found, the chosen one first; or why nothing is known."""
    for number, found in enumerate(survey.found):
        line(f"{KINDS[found.protocol]}  {found.url}" + ("" if number else "  (chosen)"), "bold")
        fields(list(_lines(found)))
    if survey.problem:
        warning(f"{survey.problem.rstrip('.')}.")
        warning(
            f"It is added unprobed, as {KINDS[written]}. If that is wrong, say what it is: "
            "--protocol and --format, with --replace."
        )


def _lines(found: "Found") -> Iterator[tuple[str, str]]:
    said = found.description
    if said.name:
        yield "name", said.name
    yield "format", found.format + ("  (a record of it was tried)" if found.tried else "")
    others = [each.prefix for each in said.formats if each.prefix != found.format]
    if others:
        yield "also", ", ".join(others)
    if found.unread:
        yield "no crosswalk", ", ".join(found.unread)
    if found.size is not None:
        yield "records", f"{found.size:,}"
    if said.sets:
        more = " and more" if said.more_sets or len(said.sets) > SETS else ""
        yield "sets", ", ".join(each.spec for each in said.sets[:SETS]) + more
    for quirk in found.quirks:
        yield "note", f"{quirk}."

"""`related`: the same sample elsewhere, and samples like it, each with its reasons."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from harvester.cli.output import emit, hint, line, paragraph
from harvester.cli.session import Json, examples, home
from harvester.errors import UsageError
from harvester.iris import record_name

if TYPE_CHECKING:
    from harvester.news import News
    from harvester.related.ranking import Relative
    from harvester.relatives import Related, Same

REASONS = 3
"""Shown of each relative."""
RECORDS = 10
"""Of the same sample that are shown."""
INDENT = " " * 5


def register(app: typer.Typer) -> None:
    app.command(
        epilog=examples(
            "related 4gnqeepru4cnz4fa",
            "related demo-clyde/oai:clyde.example:roc-009 --limit 5",
            "related 4gnqeepru4cnz4fa --since 2026-11-01",
        )
    )(related)


def related(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="ID", help="A sample's id or IRI; a record of one sample.")
    ],
    limit: Annotated[int, typer.Option(min=1, max=100, help="So many relatives of a kind.")] = 10,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Only what is new of them since then.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show the same sample elsewhere, its relatives in the same laboratory, and in others."""
    from harvester import relatives

    asked = _day(since) if since else None
    opened = home(context)
    found = relatives.related(opened, name, limit)
    if asked:
        from harvester.news import news

        return _told(news(opened, found, asked), asked, as_json)
    return emit(found.as_dict()) if as_json else show(found)


def _day(given: str) -> str:
    try:
        datetime.fromisoformat(given)
    except ValueError as error:
        raise UsageError(f"--since {given} is no day such as 2026-11-24.") from error
    return given


def show(found: "Related") -> None:
    """The three kinds, one under the other."""
    line(found.sample.name, style="bold")
    line(found.iri, style="dim")
    _same(found.same)
    _relatives("Related samples, same laboratory", found.same_lab)
    _relatives("Related samples, other laboratories", found.other_labs)
    hint(f"Everything on the sample itself: lithoscope show {found.sample.id}")


def _same(records: "Sequence[Same]") -> None:
    _title("The same sample and its family", len(records))
    for each in records[:RECORDS]:
        paragraph(each.title or "/".join(record_name(each.record)), lead="  • ")
        facts = [each.how, each.source, ", ".join(each.labs), ", ".join(each.techniques)]
        paragraph("  ·  ".join(filter(None, facts)), "dim", INDENT)
    if len(records) > RECORDS:
        line(f"{INDENT}and {len(records) - RECORDS:,} more with --json", "dim")


def _relatives(title: str, found: "Sequence[Relative]") -> None:
    _title(title, len(found))
    for number, each in enumerate(found, 1):
        said = each.profile
        heading = next((title for title in said.titles if title != said.name), "")
        paragraph(" – ".join(filter(None, [said.name, heading])), lead=f"{number:>3}. ")
        where = (", ".join(sorted(names)) for names in (said.sources, said.labs))
        paragraph("  ·  ".join(filter(None, [f"score {each.score}", *where])), "dim", INDENT)
        for reason in each.reasons[:REASONS]:
            paragraph(_reason(reason.text, reason.left, reason.right), lead=f"{INDENT}+ ")
        line(f"{INDENT}lithoscope show {said.id}", "dim")


def _reason(text: str, left: str, right: str) -> str:
    values = f"“{left}”" if left == right else f"“{left}” and “{right}”"
    return f"{text.rstrip('.')}: {values}"


def _told(found: "Sequence[News]", since: str, as_json: bool) -> None:
    if as_json:
        for each in found:
            emit(each.as_dict())
        return
    for each in found:
        line(f"{each.time}  {each.what}", style="bold")
        paragraph(f"{each.title or each.about} ({each.of})", lead="  ")
        line(f"  {each.about}", "dim")
    if not found:
        hint(f"Nothing is new of the sample or its relatives since {since}.")


def _title(text: str, count: int) -> None:
    line()
    line(f"{text}: {count}" if count else f"{text}: none found", style="bold")

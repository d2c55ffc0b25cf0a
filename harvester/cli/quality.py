"""`quality`: what to tell a repository's manager about its records."""

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from harvester.cli import verdicts
from harvester.cli.export import save
from harvester.cli.output import emit, hint, line, paragraph, table
from harvester.cli.progress import watching
from harvester.cli.session import Json, examples, home

if TYPE_CHECKING:
    from harvester.quality import Example, Kind, Point, Report, Share

KINDS = 5
"""Kinds of one fault that a terminal shows; page and JSON have more."""
INDENT = " " * 5


def register(app: typer.Typer) -> None:
    app.command(
        epilog=examples(
            "quality demo-north",
            "quality demo-north --html report.html",
            "quality gfz --links --json",
        )
    )(quality)


def quality(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The repository.")],
    page: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write it as one web page.")
    ] = None,
    links: Annotated[
        bool, typer.Option("--links", help="Also ask up to 50 of its links, politely.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Report on a repository's records: what is missing or wrong, what it costs, what to do.

    Every record that is kept is read anew, which takes about as long as `replay`, and nothing is
    changed. Without --links nobody is asked anything.
    """
    from harvester import quality as measured

    with watching() as watch:
        report = measured.examine(home(context), name, follow=links, watch=watch)
    if page:
        from harvester.quality.page import page as drawn

        save([drawn(report).encode()], page)
    if as_json:
        return emit(measured.as_dict(report))
    return hint(f"The report is in {page}. Open it, or send it.") if page else _show(report)


def _show(report: "Report") -> None:
    line(f"Quality of {report.title or report.source}", style="bold")
    usable = f"{report.records:,} records, of which {report.mapped:,} can be used"
    line(f"{usable}; {report.withdrawn:,} withdrawn" if report.withdrawn else usable)
    if report.demonstration:
        line(verdicts.MEANING.removeprefix("* "), style="dim")
    line()
    _filled(report.shares)
    _points(report.points)
    line()
    paragraph(report.links)
    paragraph(report.trend)


def _filled(shares: "tuple[Share, ...]") -> None:
    from harvester.quality.page import percent

    rows = [
        [
            each.name,
            percent(each.share),
            f"{each.filled:,} of {each.total:,} {each.unit}",
            None if each.lately is None else percent(each.lately),
        ]
        for each in shares
    ]
    headings = ["field", "filled", "how many", "newest run"]
    compared = any(each.lately is not None for each in shares)
    shown = headings if compared else headings[:-1]
    table(shown, [row[: len(shown)] for row in rows], right=shown[1:])


def _points(points: "tuple[Point, ...]") -> None:
    from harvester.quality.report import URGENCIES

    number = 0
    for urgency, those in groupby(points, lambda point: point.urgency):
        line()
        line(URGENCIES[urgency], style="bold")
        for point in those:
            number += 1
            _point(number, point)
    if not points:
        line()
        line("Nothing is missing or wrong.")


def _point(number: int, point: "Point") -> None:
    line()
    paragraph(f"{point.name}: {_many(point)}", lead=f"{number:>3}. ")
    paragraph(point.costs, "dim", INDENT)
    paragraph(f"To do: {point.advice}", lead=INDENT)
    for example in point.examples[:1]:
        paragraph(f"for example {_example(example)}", "dim", INDENT)
    for kind in point.kinds[:KINDS]:
        paragraph(_kind(kind), lead=f"{INDENT}- ")
    rest = len(point.kinds[KINDS:]) + point.more
    if rest:
        line(f"{INDENT}and {rest:,} more kinds: --html FILE or --json", style="dim")


def _many(point: "Point") -> str:
    from harvester.quality.page import percent

    if point.total:
        share = percent(point.count / point.total)
        return f"{point.count:,} of {point.total:,} {point.unit} ({share})"
    return f"{point.count:,} {point.unit if point.count != 1 else point.unit[:-1]}"


def _kind(kind: "Kind") -> str:
    return f"{kind.count:,} × {kind.what}; for example {_example(kind.example)}"


def _example(example: "Example") -> str:
    return f"{example.record}: {example.value}" if example.value else example.record

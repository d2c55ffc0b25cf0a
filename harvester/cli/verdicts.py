"""What a person sees at the end of a harvest, and what is true."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from harvester.cli.output import hint, line, problem, roomy, table, warning

if TYPE_CHECKING:
    from harvester.record import RunReport

MARK = " *"
MEANING = "* demonstration data: invented measurements on real materials"

COUNTS = ("seen", "new", "changed", "gone", "rejected", "of")
ALL_COUNTS = ("seen", "new", "changed", "unchanged", "gone", "rejected", "of")


def as_dict(report: "RunReport") -> dict[str, Any]:
    """The line that other programs read; its names do not change."""
    names = ("source", "verdict", "seen", "stored", "unchanged", "deleted", "rejected", "expected")
    return {name: getattr(report, name) for name in (*names, "message", "run")}


def counts(report: "RunReport") -> dict[str, int | None]:
    """The counts in a person's words."""
    return {
        "seen": report.seen,
        "new": report.new,
        "changed": report.stored - report.new,
        "unchanged": report.unchanged,
        "gone": report.deleted,
        "rejected": report.rejected,
        "of": report.expected,
    }


def words(verdict: str | None) -> str | None:
    return verdict.replace("_", " ") if verdict else None


def when(moment: str | None) -> str | None:
    """A UTC time stamp, short: `2026-11-23 15:08`."""
    return moment[:16].replace("T", " ") if moment else None


def marked(name: str, demonstrations: Collection[str]) -> str:
    return name + MARK if name in demonstrations else name


def explain_mark(names: Collection[str], demonstrations: Collection[str]) -> None:
    """Below a table, if the mark is in it."""
    if set(names) & set(demonstrations):
        line(MEANING, style="dim")


def show(reports: "Sequence[RunReport]", demonstrations: Collection[str]) -> None:
    """The verdicts as a table, and what a person should do next."""
    columns = ALL_COUNTS if roomy() else COUNTS
    rows = [
        [
            marked(each.source, demonstrations),
            words(each.verdict),
            *(counts(each)[name] for name in columns),
        ]
        for each in reports
    ]
    table(["source", "verdict", *columns], rows, right=columns)
    explain_mark([each.source for each in reports], demonstrations)
    for each in reports:
        if each.message:
            tell = problem if each.verdict == "failed" else warning
            tell(f"{each.source}: {each.message.removeprefix(f'{each.source}: ')}")
        if each.run and each.verdict in ("partial", "failed"):
            hint(f"Details: lithoscope runs show {each.run}")
    if any(each.verdict == "failed" and each.source in demonstrations for each in reports):
        hint("Demonstration repositories answer only while `lithoscope demo` runs.")
    _why_rejected([each.source for each in reports if each.rejected])


def _why_rejected(sources: Sequence[str]) -> None:
    if sources:
        only = f" --source {sources[0]}" if len(sources) == 1 else ""
        hint(f"Why were some rejected? lithoscope rejects list{only}")

"""`doctor`: what is in force, from where, and what is wrong."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import typer

from harvester import __version__
from harvester.cli.output import emit, line, problem, table
from harvester.cli.session import Json, examples, home
from harvester.errors import LithoscopeError, StoreError

if TYPE_CHECKING:
    from harvester.home import Home


NAMED = 3
"""Names that too many samples share, of which the fullest are told."""
SCARCE = 100_000_000
"""Bytes of free disk that a harvest and its indexes soon need."""


def register(app: typer.Typer) -> None:
    app.command(epilog=examples("doctor", "doctor --json", "--home /srv/lithoscope doctor"))(doctor)


def doctor(context: typer.Context, as_json: Json = False) -> None:
    """Print the settings in force and where each comes from, and check the catalogue."""
    opened = home(context)
    settings = _settings(opened)
    checks = list(_checks(opened))
    if as_json:
        emit({"version": __version__, "settings": settings, "checks": checks})
    else:
        line(f"lithoscope {__version__}", style="bold")
        _show(settings, checks)
    wrong = sum(not check["ok"] for check in checks)
    if wrong and not as_json:
        problem(f"{wrong} of {len(checks)} checks failed.")
    raise typer.Exit(5 if wrong else 0)


def _show(settings: list[dict[str, Any]], checks: list[dict[str, Any]]) -> None:
    line()
    rows = [[each["name"], str(each["value"]), each["from"]] for each in settings]
    table(["setting", "value", "from"], rows, wrap=["value"])
    line()
    marks = {True: "ok", False: "WRONG"}
    found = [[each["what"], marks[each["ok"]], each["said"]] for each in checks]
    table(["check", "", "found"], found, wrap=["found"])


def _settings(opened: "Home") -> list[dict[str, Any]]:
    said = opened.settings.model_dump(mode="json")
    origins = opened.settings.origins
    return [
        {"name": n, "value": _unsecret(n, v), "from": origins.get(n, "default")}
        for n, v in said.items()
    ]


def _unsecret(name: str, value: Any) -> Any:
    """The passwords of addresses are not shown."""
    from harvester.masking import shown

    return shown(value) if name.endswith("_url") and value else value


def _checks(opened: "Home") -> Iterator[dict[str, Any]]:
    checks: tuple[tuple[str, Callable[[Home], str]], ...] = (
        ("repositories", _repositories),
        ("crosswalks", _crosswalks),
        ("ledger", _ledger),
        ("samples", _samples),
        ("workers", _workers),
        ("graph", _graph),
        ("index", _index),
        ("disk", _disk),
    )
    for name, check in checks:
        try:
            yield {"what": name, "ok": True, "said": check(opened)}
        except LithoscopeError as error:
            yield {"what": name, "ok": False, "said": str(error)}


def _repositories(opened: "Home") -> str:
    known = opened.repositories().values()
    return f"{len(known)} known, {sum(r.enabled for r in known)} enabled"


def _crosswalks(opened: "Home") -> str:
    from harvester.mapping import Mapper

    mapper = Mapper(opened.settings)
    said = ", ".join(sorted(mapper.crosswalks))
    stale = opened.ledger.stale(mapper.versions)
    return f"{said}; {stale:,} records were read by others: lithoscope replay" if stale else said


def _ledger(opened: "Home") -> str:
    totals = opened.ledger.totals().values()
    live, gone = sum(t[0] for t in totals), sum(t[1] for t in totals)
    held = f"{live:,} records and {gone:,} tombstones, newest change {opened.ledger.head():,}"
    return f"{held} ({opened.ledger.described()})"


def _samples(opened: "Home") -> str:
    from harvester.identity.blocks import CAP
    from harvester.linking import rules

    samples = opened.ledger.samples
    methods = samples.methods()
    in_force = rules(opened.path).method
    stale = sum(count for name, count in methods.items() if name.split()[0] == "rules") - (
        methods.get(in_force, 0)
    )
    said = f"{samples.count():,} of records, {sum(methods.values()):,} links among them"
    if full := samples.full(CAP, NAMED):
        names = ", ".join(f"{key} ({size:,})" for key, size in full)
        said += f"; not compared for what more than {CAP} share alone: {names}"
    if waiting := samples.count_waiting():
        said += f"; {waiting:,} wait to be linked: lithoscope rebuild links"
    if stale:
        said += f"; {stale:,} links were decided by other rules: lithoscope rebuild links"
    return said


def _workers(opened: "Home") -> str:
    jobs = opened.ledger.queue()
    aside = [job.source for job in jobs if job.standing == "set aside"]
    if aside:
        raise StoreError(
            f"{', '.join(aside)}: set aside, for workers died there again and again. See why "
            f"(lithoscope runs list), and try again: lithoscope harvest {aside[0]} --enqueue"
        )
    _require_shared(opened)
    counted = Counter(job.standing for job in jobs)
    return f"{counted['at work']} sources at work, {counted['waiting']} waiting"


def _require_shared(opened: "Home") -> None:
    """Each of several machines would have a graph and an index of its own, each at its own pace."""
    hosts = opened.ledger.hosts()
    embedded = [name for name in ("graph_url", "search_url") if not getattr(opened.settings, name)]
    if len(hosts) > 1 and embedded:
        raise StoreError(
            f"{', '.join(hosts)} are at work on this ledger, but not on one catalogue: set "
            f"{' and '.join(embedded)} to servers that they share."
        )


def _graph(opened: "Home") -> str:
    reached = opened.graph.described()
    return f"{_lag(opened, opened.graph.cursor())} ({reached})"


def _index(opened: "Home") -> str:
    reached = opened.index.described()
    return f"{_lag(opened, opened.index.cursor())} ({reached})"


def _lag(opened: "Home", cursor: int) -> str:
    behind = opened.ledger.count_changes(cursor)
    said = f"at change {cursor:,}"
    return f"{said}, {behind:,} behind: lithoscope repair" if behind else said


def _disk(opened: "Home") -> str:
    try:
        free = shutil.disk_usage(opened.path).free
    except OSError as error:
        raise StoreError(f"{opened.path}: {error.strerror}.") from error
    said = f"{free / 1e9:,.1f} GB free in {opened.path}"
    if free < SCARCE:
        raise StoreError(f"{said}: a harvest needs more.")
    return said

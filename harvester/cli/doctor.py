"""`doctor`: what is in force, from where, and what is wrong."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import typer

from harvester import __version__
from harvester.cli.output import emit, line, problem
from harvester.cli.session import Json, examples, home
from harvester.errors import LithoscopeError
from harvester.home import Home
from harvester.mapping import Mapper


def register(app: typer.Typer) -> None:
    app.command(epilog=examples("doctor", "doctor --json", "--home /srv/lithoscope doctor"))(doctor)


def doctor(context: typer.Context, as_json: Json = False) -> None:
    """Print the settings in force and where each comes from, and check the catalogue."""
    opened = home(context)
    checks = list(_checks(opened))
    if as_json:
        emit({"version": __version__, "settings": _settings(opened), "checks": checks})
    else:
        line(f"lithoscope {__version__}", style="bold")
        for setting in _settings(opened):
            line(f"  {setting['name']:<12}{setting['value'] or '–'}   ({setting['from']})")
        for check in checks:
            mark = "ok  " if check["ok"] else "!!  "
            line(f"{mark}{check['what']:<14}{check['said']}")
    wrong = sum(not check["ok"] for check in checks)
    if wrong and not as_json:
        problem(f"{wrong} of {len(checks)} checks failed.")
    raise typer.Exit(5 if wrong else 0)


def _settings(opened: Home) -> list[dict[str, Any]]:
    said = opened.settings.model_dump(mode="json")
    origins = opened.settings.origins
    return [{"name": n, "value": v, "from": origins.get(n, "default")} for n, v in said.items()]


def _checks(opened: Home) -> Iterator[dict[str, Any]]:
    checks: tuple[tuple[str, Callable[[Home], str]], ...] = (
        ("repositories", _repositories),
        ("ledger", _ledger),
        ("graph", _graph),
        ("index", _index),
        ("crosswalks", _crosswalks),
        ("disk", _disk),
    )
    for name, check in checks:
        try:
            yield {"what": name, "ok": True, "said": check(opened)}
        except LithoscopeError as error:
            yield {"what": name, "ok": False, "said": str(error)}


def _repositories(opened: Home) -> str:
    known = opened.repositories().values()
    return f"{len(known)} known, {sum(r.enabled for r in known)} enabled"


def _ledger(opened: Home) -> str:
    totals = opened.ledger.totals().values()
    live, gone = sum(t[0] for t in totals), sum(t[1] for t in totals)
    return f"{live:,} records and {gone:,} tombstones, newest change {opened.ledger.head():,}"


def _graph(opened: Home) -> str:
    return _lag(opened, opened.graph.cursor())


def _index(opened: Home) -> str:
    return _lag(opened, opened.index.cursor())


def _lag(opened: Home, cursor: int) -> str:
    behind = opened.ledger.count_changes(cursor)
    said = f"at change {cursor:,}"
    return (
        f"{said}, {behind:,} behind: lithoscope harvest, or lithoscope repair" if behind else said
    )


def _crosswalks(opened: Home) -> str:
    mapper = Mapper(opened.settings)
    stale = opened.ledger.stale(mapper.versions)
    said = ", ".join(sorted(mapper.crosswalks))
    return (
        f"{said}; {stale:,} records were read by older ones: lithoscope replay" if stale else said
    )


def _disk(opened: Home) -> str:
    opened.path.mkdir(parents=True, exist_ok=True)
    return f"{shutil.disk_usage(opened.path).free / 1e9:,.1f} GB free in {opened.path}"

"""`authority resolve`: what a name means, by the names of the field and authority lists."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from harvester.cli.listed import Authority, Listed, listed, refusals
from harvester.cli.output import emit, line
from harvester.cli.session import Json, examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harvester.identity.authorities import Entry
    from harvester.identity.official import Register

EXAMPLES = examples(
    "authority resolve NWA869",
    'authority resolve "ALH 77005" "Pallas Iron" --json',
    "authority resolve - --json < names.txt",
    "authority resolve Bluff --authority meteorites.csv",
)
SHOWN = 5
"""Candidates that are shown; the rest is counted."""


def resolve(
    context: typer.Context,
    names: Annotated[
        list[str], typer.Argument(metavar="NAME…", help="As written somewhere; - reads lines.")
    ],
    authority: Authority = None,
    as_json: Json = False,
) -> None:
    """Say which official name is meant: exact, spelling, synonym, part, sound, corrected.

    What could mean two is ambiguous, with all that it could mean. Digits are never corrected.
    """
    from harvester.identity.authorities.kept import combined

    found = listed(context, authority)
    register, about = combined(found.lists.values()), _about(found)
    for each in _given(names):
        said = _resolved(each, register, about)
        if as_json:
            emit(said)
        else:
            _say(said)
    refusals(found.refused)


def _about(found: Listed) -> "dict[str, tuple[str, Entry]]":
    """What the lists say of each name; of several the first."""
    there = [(name, entry) for name, entries in found.lists.items() for entry in entries]
    return {entry.name: (name, entry) for name, entry in reversed(there)}


def _given(names: list[str]) -> "Iterator[str]":
    for each in names:
        if each != "-":
            yield each
            continue
        yield from (text for read in sys.stdin if (text := read.strip()))


def _resolved(
    text: str, known: "Register", about: "dict[str, tuple[str, Entry]]"
) -> dict[str, Any]:
    found = known.resolve(text)
    entries = [
        {"list": about[name][0], **about[name][1].said()} if name in about else {"name": name}
        for name in found.names
    ]
    return {"written": text, "how": found.how, "name": found.name, "candidates": entries}


def _say(said: dict[str, Any]) -> None:
    if said["name"]:
        entry = said["candidates"][0]
        more = [str(entry[key]) for key in ("id", "class", "place") if key in entry]
        return line(f"{said['written']}: {said['name']} ({', '.join([said['how'], *more])})")
    names = [entry["name"] for entry in said["candidates"]]
    shown = ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN}" if names[SHOWN:] else "")
    return line(f"{said['written']}: {said['how']}{f': {shown}' if names else ''}")

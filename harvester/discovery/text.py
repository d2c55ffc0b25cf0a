"""A repository's file in words: its keys, and beside them what was found, as comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from harvester.discovery.found import Found, Survey

WIDTH = 96
SETS = 12
"""Sets that are named."""


def commented(said: Mapping[str, Any], survey: Survey, found: Found, day: str) -> str:
    """The YAML. What comes from the repository stands in comments only as harmless single lines."""
    notes = {
        "title": [f"Written on {day} from what {survey.url} told."],
        "format": list(_formats(found)),
        "politeness": ["The pause between two requests."],
    }
    lines: list[str] = []
    for key, value in said.items():
        lines += [comment(note) for note in notes.pop(key, ())]
        lines += yaml.safe_dump({key: value}, sort_keys=False, allow_unicode=True).splitlines()
        if key == "format" and "sets" not in said:
            lines += [comment(note) for note in _sets(found)]
    lines += [comment(f"Note: {quirk}.") for quirk in found.quirks]
    if survey.late:
        lines.append(comment("Note: it answered so slowly that not every place was asked."))
    lines.append(comment('schedule: "17 3 * * *"  # when `lithoscope schedule run` harvests it'))
    lines.append(comment(f"verified: {day}  # once `lithoscope source test` is content"))
    return "\n".join(lines) + "\n"


def comment(text: str) -> str:
    """One line, whatever a repository wrote."""
    harmless = "".join(letter if letter.isprintable() else " " for letter in text)
    line = f"# {' '.join(harmless.split())}"
    return line if len(line) <= WIDTH * 2 else f"{line[: WIDTH * 2 - 1]}…"


def _formats(found: Found) -> Iterator[str]:
    others = [f.prefix for f in found.description.formats if f.prefix != found.format]
    read = [prefix for prefix in others if prefix not in found.unread]
    if read:
        yield f"Also offered: {', '.join(read)}."
    if found.unread:
        yield f"Offered, but no crosswalk reads them: {', '.join(found.unread)}."
    if found.tried:
        yield "A record in this format was asked for and could be mapped."


def _sets(found: Found) -> Iterator[str]:
    sets = found.description.sets
    if not sets:
        return
    more = " and more" if len(sets) > SETS or found.description.more_sets else ""
    yield f"Everything is asked for. To choose: sets: [{sets[0].spec}]. There are:"
    for each in sets[:SETS]:
        yield f"- {each.spec}" + (f" ({each.name})" if each.name else "")
    if more:
        yield f"…{more}: lithoscope source test"

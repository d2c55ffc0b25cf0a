"""Links of a few records, asked where they lead."""

from collections.abc import Iterable

from harvester.fetch.reach import Reach, State
from harvester.quality.faults import KINDS, Met
from harvester.quality.report import Example, Kind
from harvester.watch import Watch


def checked(reach: Reach, drawn: Iterable[Example], watch: Watch) -> dict[State, Met]:
    """What became of each address, asked once each; stops early if the watch says so."""
    found: dict[State, list[Kind]] = {"there": [], "gone": [], "silent": [], "closed": []}
    addresses = {example.value: example for example in reversed(list(drawn))}
    for done, (url, example) in enumerate(sorted(addresses.items()), 1):
        if watch.stopped:
            break
        state, why = reach.see(url)
        found[state].append(Kind(f"{url} {why}", 1, Example(example.record)))
        watch.copied("links", done, len(addresses))
    total = sum(map(len, found.values()))
    return {state: Met(len(kinds), total, tuple(kinds[:KINDS])) for state, kinds in found.items()}


def gone(found: dict[State, Met]) -> Met:
    """Dead links

    Who follows them finds nothing: the data may as well not be there.

    Put the address right, or withdraw the record if its data are gone.
    """
    return found["gone"]


def silent(found: dict[State, Met]) -> Met:
    """Links without an answer just now

    Perhaps only for an hour; if it is so every time, nobody gets the data.

    Check again on another day, then see to the server.
    """
    return found["silent"]


def closed(found: dict[State, Met]) -> Met:
    """Links that are not open to everybody

    Programs cannot fetch the data, and people may have to ask first. It may be meant so.

    Say in the record who may see the data (open, embargoed, restricted).
    """
    return found["closed"]

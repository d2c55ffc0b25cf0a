"""What names mean to rows, and what the rules say of two of them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from harvester.identity.authorities import Entry
from harvester.identity.authorities.kept import combined
from harvester.identity.description import describe
from harvester.identity.judging import Link, judge
from harvester.identity.names import parts, read
from harvester.identity.official import BRACKETS, Register
from harvester.identity.row import Row
from harvester.identity.weights import TABLE, Weight

TWICE = 2
"""Rows that must bear a name before another is taken for a wrong spelling of it."""


def register(
    rows: Iterable[Row], reference: bool = False, lists: Sequence[Sequence[Entry]] = ()
) -> Register:
    """What is known to be a name: those of the field and of authority lists, and of rows some.

    Of a list of reference each name counts, else one that several rows bear: one row alone may be
    the misspelt one. What an authority list explains is no name of its own.
    """
    counted = Counter(name for row in rows if (name := _proper(row.name)))
    least = 1 if reference else TWICE
    names = sorted(name for name, count in counted.items() if count >= least)
    if lists:
        official = combined(lists)
        names = [name for name in names if official.resolve(name).how == "unknown"]
    return combined(lists, names)


def explain(
    left: Row, right: Row, known: Register | None = None, table: Sequence[Weight] = TABLE
) -> Link:
    """Everything that the rules say of two rows, whether or not they are linked."""
    known = known or register([left, right])
    return judge(describe(left, known), describe(right, known), table)


def _proper(name: str) -> str | None:
    """A name that can be a meteorite's: no label, no number of a catalogue, no kind of rock."""
    rest = " ".join(parts.read(name).rest.split())
    known = read(BRACKETS.sub(" ", rest))
    if not known or known.kind not in {"words", "meteorite"} or known.split:
        return None
    return rest if known.kind == "meteorite" or parts.is_name(known.value) else None

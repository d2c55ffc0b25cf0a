"""Links among plain rows, or between two lists of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from harvester.identity.blocks import CAP, Blocks
from harvester.identity.description import Description, describe
from harvester.identity.judging import Link, judge
from harvester.identity.names import parts, read
from harvester.identity.official import BRACKETS, Register, of_the_field
from harvester.identity.row import Row

TWICE = 2
"""Rows that must bear a name before another is taken for a wrong spelling of it."""


def register(rows: Iterable[Row], reference: bool = False) -> Register:
    """What is known to be a name: those of the field, and of a list of reference each one.

    Without a reference a name counts that several rows bear: one alone may be the misspelt one.
    """
    counted = Counter(name for row in rows if (name := _proper(row.name)))
    least = 1 if reference else TWICE
    known = sorted(name for name, count in counted.items() if count >= least)
    return Register({*known, *(name for name, _ in of_the_field())})


class Matching:
    """Compares rows with a list: with themselves, or `against` others."""

    def __init__(
        self, against: Sequence[Row], *, known: Register | None = None, cap: int = CAP
    ) -> None:
        self._known = known or register(against, reference=True)
        self._described = [describe(row, self._known) for row in against]
        self.blocks = Blocks(self._described, cap)

    def among(self) -> Iterator[Link]:
        """Each linked pair once, the smaller id on the left, whatever order the rows came in."""
        for position, one in enumerate(self._described):
            for other in self.blocks.candidates(one):
                if other > position:
                    pair = sorted((one, self._described[other]), key=_order)
                    yield from _linked(*pair)

    def with_rows(self, rows: Iterable[Row]) -> Iterator[Link]:
        """Links of each row with the list."""
        for row in rows:
            one = describe(row, self._known)
            for other in self.blocks.candidates(one):
                yield from _linked(one, self._described[other])


def explain(left: Row, right: Row) -> Link:
    """Everything that the rules say of two rows, whether or not they are linked."""
    known = register([left, right])
    return judge(describe(left, known), describe(right, known))


def _proper(name: str) -> str | None:
    """A name that can be a meteorite's: no label, no number of a catalogue, no kind of rock."""
    rest = " ".join(parts.read(name).rest.split())
    known = read(BRACKETS.sub(" ", rest))
    if not known or known.kind not in {"words", "meteorite"} or known.split:
        return None
    return rest if known.kind == "meteorite" or parts.is_name(known.value) else None


def _linked(one: Description, other: Description) -> Iterator[Link]:
    link = judge(one, other)
    if link.decision:
        yield link


def _order(described: Description) -> tuple[str, str]:
    return described.row.id, described.row.model_dump_json()

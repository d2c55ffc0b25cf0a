"""What people judge of two samples, and where they disagree with each other or with the rules."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from harvester import lookup
from harvester.errors import UsageError
from harvester.home import Home
from harvester.judgements import ordered
from harvester.ledger.samples import Judgement, Ruling
from harvester.linking import Rules, rules
from harvester.projection import project
from harvester.watch import Watch


class Conflict(NamedTuple):
    """A judgement that counts, and what speaks against it, in a sentence."""

    judgement: Judgement
    against: str


def judge(
    home: Home,
    one: str,
    other: str,
    ruling: Ruling,
    person: str,
    note: str = "",
    watch: Watch | None = None,
) -> Judgement:
    """Keep a person's word on two samples and let it count at once, in graph and index too.

    Args:
        home: The catalogue.
        one: A sample, by any name that `lookup.sample` knows.
        other: Another; of `derived` what `one` was made of.
        ruling: What was judged.
        person: Who judged.
        note: Why.
        watch: Is told how far it is.

    Raises:
        UsageError: a name means none or several samples, or both mean one.
        StoreError: the ledger does not take it.
    """
    left, right = lookup.sample(home, one), lookup.sample(home, other)
    if left == right:
        raise UsageError(f"{one} and {other} are one and the same sample of one record.")
    kept = home.ledger.samples.judge(ordered(left, right, ruling, person, note=note))
    project(home, watch)
    return kept


def undo(home: Home, id: int, person: str, watch: Watch | None = None) -> Judgement:
    """Take a judgement back; it stays in the history.

    Raises:
        UsageError: there is none of this number that counts.
        StoreError: the ledger does not take it.
    """
    taken_back = home.ledger.samples.undo(id, person)
    if taken_back is None:
        raise UsageError(f"No judgement {id} counts. All there are: lithoscope judgements list")
    project(home, watch)
    return taken_back


def take(home: Home, judgements: Sequence[Judgement], watch: Watch | None = None) -> int:
    """Keep judgements of another catalogue; gives how many were not there already."""
    samples = home.ledger.samples
    there = {_said(each) for each in samples.judgements()}
    new = [each for each in judgements if _said(each) not in there]
    for each in new:
        samples.judge(each)
    project(home, watch)
    return len(new)


def _said(given: Judgement) -> Judgement:
    """What a judgement says, whenever it came into which ledger."""
    return given._replace(id=0, time="")


def conflicts(home: Home) -> Iterator[Conflict]:
    """Judgements that others contradict or make impossible, or that the rules speak against."""
    every = home.ledger.samples.judgements()
    in_force = rules(home.path)
    for each in every:
        yield from (Conflict(each, against) for against in _against(home, in_force, each, every))


def _against(
    home: Home, in_force: Rules, given: Judgement, every: Sequence[Judgement]
) -> Iterator[str]:
    for other in every:
        if _pair(other) == _pair(given) and other.ruling != given.ruling:
            yield f"{other.person} judged otherwise: {other.ruling} (judgement {other.id})."
    groups = home.ledger.samples.groups_of(_pair(given))
    if given.ruling == "same" and len(groups) == 2 and len(set(groups.values())) == 2:
        yield "They are kept apart by what was judged of others, or by a newer judgement."
    yield from _rules_against(home, in_force, given)


def _pair(given: Judgement) -> tuple[str, str]:
    return given.left, given.right


def _rules_against(home: Home, in_force: Rules, given: Judgement) -> Iterator[str]:
    rows = home.ledger.samples.rows(_pair(given))
    if len(rows) < 2:
        return
    one, two = (in_force.read(rows[iri]) for iri in _pair(given))
    found = in_force.judge(one, two)
    vetoes = [each.text for each in found.evidence if given.ruling in each.refutes]
    if vetoes:
        yield f"The rules exclude it: {' '.join(vetoes)}"
    elif given.ruling == "different" and found.relation == "same":
        decided = str(found.decision).replace("_", " ")
        yield f"The rules hold both for one object ({decided}, score {found.score})."

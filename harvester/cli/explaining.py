"""Why two samples are held for one, or not: every rule that has something to say of them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harvester.cli.output import emit, fields, hint, line, table
from harvester.errors import UsageError

if TYPE_CHECKING:
    from harvester.home import Home
    from harvester.identity.weights import Weight


def rows(
    file: Path, wanted: tuple[str, str], lists: Sequence[Any], weights: "Sequence[Weight]", js: bool
) -> None:
    """Two rows of a list, by their ids."""
    from harvester.identity.matching import explain, register
    from harvester.identity.row import GoodRows

    given = GoodRows(file)
    known = register(given, lists=list(lists))
    found = {row.id: row for row in given if row.id in wanted}
    for one in wanted:
        if one not in found:
            raise UsageError(f"{file} has no row with the id {one!r}.")
    link = shown(explain(found[wanted[0]], found[wanted[1]], known, weights))
    return emit(link) if js else _tell(link)


def samples(opened: "Home", one: str, other: str, js: bool) -> None:
    """Two samples of the catalogue; also by which keys they found each other, and what holds."""
    from harvester import lookup
    from harvester.identity.blocks import keys
    from harvester.linking import rules

    known, kept = rules(opened.path), opened.ledger.samples
    ends = [lookup.sample(opened, name) for name in (one, other)]
    read = [known.read(kept.rows([iri])[iri]) for iri in ends]
    shared = set(keys(read[0])) & set(keys(read[1]))
    found = shown(known.judge(read[0], read[1])) | {"keys": kept.sizes(sorted(shared))}
    held = next(
        (each for each in kept.links([ends[0]]) if {each.left, each.right} == {*ends}), None
    )
    found["holds"] = held and f"{held.relation} ({held.decision}), decided by {held.method}"
    if js:
        return emit(found)
    _tell(found)
    _tell_keys(found["keys"], known.cap)
    return hint(f"In the catalogue they are linked as {found['holds'] or 'nothing'}.")


def _tell(link: dict[str, Any]) -> None:
    line(f"{link['relation'] or 'not linked'} ({link['decision'] or 'nothing decides'})")
    said = link["evidence"]
    columns = ["text", "left", "right", "points", "refutes"]
    cells = [[str(each[column]) for column in columns] for each in said]
    table(columns, cells, wrap=["text", "left", "right"])


def _tell_keys(sizes: dict[str, int], cap: int) -> None:
    if not sizes:
        return hint("They share no key: only a judgement brings them together.")
    line()
    line("Found by what both share", style="bold")
    return fields([(key, f"{size:,} samples{_over(size, cap)}") for key, size in sizes.items()])


def _over(size: int, cap: int) -> str:
    return f", too many to be compared (over {cap:,})" if size > cap else ""


def shown(link: Any) -> dict[str, Any]:
    """A link as JSON has it."""
    return {
        "left": link.left,
        "right": link.right,
        "relation": link.relation,
        "decision": link.decision,
        "score": link.score,
        "evidence": [
            {**each._asdict(), "refutes": ", ".join(each.refutes)} for each in link.evidence
        ],
    }

"""A virtual sample in the terminal: family, ladder of length scales, matrix, gaps, evidence."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from harvester.cli.output import fields, hint, line, paragraph, table

if TYPE_CHECKING:
    from harvester.twin import Named, Twin
    from harvester.virtual.filling import Filled
    from harvester.virtual.ladder import Rung
    from harvester.virtual.matrix import Cell

SHOWN = 12
"""Pieces, gaps or links; of more the first are shown."""
HEAD = 72
"""Letters of a name in a heading."""


def twin(found: "Twin") -> None:
    """Everything on one physical sample and its family, from the rock to the tip."""
    _heading(found)
    _family(found)
    _ladder(found)
    _matrix(found.virtual.matrix)
    _list("Gaps", [_gap(each) for each in found.virtual.gaps])
    _list("From raw data to figures", list(_chains(found)))
    _list("Held to be one object, because", list(_evidence(found)))
    _list("History of this id", [f"{each.time}  {_happened(each)}" for each in found.history[1:]])
    hint(f"As linked data: lithoscope show {found.id} --format jsonld")
    hint(
        f"Not one object? lithoscope judge A B different · Relatives: lithoscope related {found.id}"
    )


def _heading(found: "Twin") -> None:
    names = found.this.names
    line(names[0][:HEAD] if names else "A sample without a name", style="bold")
    line(found.iri, style="dim")
    if found.asked != found.id and len(found.asked) == len(found.id):
        hint(f"{found.asked} is now part of {found.id}.")
    held = found.virtual.holdings
    said = [
        ("also called", ", ".join(names[1:])),
        ("kind", ", ".join(_labels("sample-type", found.this.types))),
        ("material", ", ".join(_labels("material", found.virtual.materials))),
        ("records", f"{len(found.own)} of it, {len(found.virtual.records)} of its family"),
        ("repositories", ", ".join(each.name for each in held.sources)),
        ("laboratories", ", ".join(each.name for each in held.labs)),
        ("instruments", ", ".join(each.name for each in held.instruments)),
        ("formats", ", ".join(f"{each.label}{_openness(each.openness)}" for each in held.formats)),
    ]
    fields([(name, value) for name, value in said if value])
    if held.losing:
        hint(f"{len(held.losing)} data sets are only in formats that lose how they were made.")


def _openness(said: str | None) -> str:
    return f" ({said})" if said else ""


def _family(found: "Twin") -> None:
    _title("Family")
    for each in _near(found.pieces):
        mark = "  ← this one" if each.this else ""
        kind = ", ".join(_labels("sample-type", each.types))
        name = each.names[0][:HEAD] if each.names else "without a name"
        line(f"  {'   ' * each.depth}{'└ ' if each.depth else ''}{name}{mark}")
        records = "1 record" if len(each.records) == 1 else f"{len(each.records)} records"
        facts = "  ·  ".join(filter(None, [kind, records, each.id]))
        line(f"  {'   ' * each.depth}  {facts}", "dim")
    missing = len(found.pieces) + found.family.left_out - SHOWN
    if missing > 0:
        line(f"  and {missing:,} more: lithoscope show {found.id} --json", "dim")


def _near(pieces: "tuple[Named, ...]") -> "list[Named]":
    """This one with what is above and below it comes before its cousins; in the tree's order."""
    this = next(each for each in pieces if each.this)
    by_id = {each.id: each for each in pieces}
    close, above = {this.id}, by_id.get(this.parent or "")
    while above and above.id not in close:
        close.add(above.id)
        above = by_id.get(above.parent or "")
    wanted = sorted(pieces, key=lambda each: each.id not in close and each.parent != this.id)
    chosen = {each.id for each in wanted[:SHOWN]}
    return [each for each in pieces if each.id in chosen]


def _ladder(found: "Twin") -> None:
    rungs = found.virtual.ladder
    if all(each.empty for each in rungs):
        return
    _title("Length scales that are told apart")
    rows = [[each.decade.label, _bar(each), ", ".join(_standing(each))] for each in rungs]
    table(["scale", "", "technique"], rows, wrap=["technique"])
    if any(each.likely for each in rungs):
        hint("░ the record tells no size: what its technique usually resolves")


def _bar(rung: "Rung") -> str:
    return "█" * min(len(rung.measured), 6) + "░" * min(len(rung.likely), 4)


def _standing(rung: "Rung") -> Iterator[str]:
    measured = sorted({each.technique for each in rung.measured})
    yield from _labels("technique", measured)
    for slug in sorted({each.technique for each in rung.likely}.difference(measured)):
        yield f"{_label('technique', slug)} ░"


def _matrix(cells: "Iterable[Cell]") -> None:
    every = list(cells)
    if not any(each.measurements for each in every):
        return
    _title("Measurements by technique and dimensions (· none yet, – not possible)")
    columns = list(dict.fromkeys(each.dimensionality for each in every))
    columns.sort(key=lambda each: each or "~")
    rows = [
        [_label("technique", group), *(_count(every, group, column) for column in columns)]
        for group in dict.fromkeys(each.group for each in every)
    ]
    heads = [column or "not told" for column in columns]
    table(["technique", *heads], rows, right=heads)


def _count(cells: "list[Cell]", group: str, column: str | None) -> str:
    cell = next((c for c in cells if (c.group, c.dimensionality) == (group, column)), None)
    if cell is None or not (cell.measurements or cell.possible):
        return ""
    return str(cell.measurements) if cell.measurements else "·"


def _gap(filled: "Filled") -> str:
    """With who could fill it: relatives that were measured in this way."""
    records = list(dict.fromkeys(_short(each.record) for each in filled.by))
    more = f" and {len(records) - 3} more" if len(records) > 3 else ""
    could = f" Relatives have it: {', '.join(records[:3])}{more}." if records else ""
    return filled.gap.sentence + could


def _chains(found: "Twin") -> Iterator[str]:
    for chain in found.virtual.chains:
        if len(chain.steps) > 1:
            yield " → ".join(
                f"{each.title} ({each.level or 'level not told'})" for each in chain.steps
            )
        yield from chain.missing


def _evidence(found: "Twin") -> Iterator[str]:
    """The strongest links that hold all together; the others say nothing new."""
    at = {iri: iri for iri in found.family.sample.members}
    for link in sorted(found.as_dict()["evidence"], key=lambda each: -each["score"]):
        one, other = at[link["left"]], at[link["right"]]
        if one != other:
            at = {iri: one if held == other else held for iri, held in at.items()}
            yield _because(link)


def _because(link: dict[str, Any]) -> str:
    reasons = [each for each in link["evidence"] if each["points"] > 0 or each["refutes"]]
    said = "; ".join(f"{each['text']} {_values(each)}" for each in reasons)
    ends = f"{_short(link['left'])} – {_short(link['right'])}"
    return f"{ends}: {link['decision'].replace('_', ' ')} ({link['score']}). {said}"


def _values(evidence: dict[str, Any]) -> str:
    return f"“{evidence['left']}” and “{evidence['right']}”"


def _short(sample: str) -> str:
    from harvester.iris import record_name

    return "/".join(record_name(sample.partition("#")[0]))


def _happened(event: Any) -> str:
    others = f" into {', '.join(event.others)}" if event.others else ""
    return f"{event.what}{others}"


def _list(title: str, sentences: list[str]) -> None:
    if not sentences:
        return
    _title(title)
    for each in sentences[:SHOWN]:
        paragraph(each, lead="  • ")
    if len(sentences) > SHOWN:
        line(f"  and {len(sentences) - SHOWN:,} more with --json", "dim")


def _title(text: str) -> None:
    line()
    line(text, style="bold")


def _labels(scheme: str, slugs: Iterable[str]) -> list[str]:
    return [_label(scheme, slug) for slug in slugs]


def _label(name: str, slug: str) -> str:
    from harvester.ontology import scheme

    known = scheme(name)
    return known.concept(slug).label() if slug in known else slug

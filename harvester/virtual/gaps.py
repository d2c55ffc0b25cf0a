"""What was not looked at, a sentence each: scales, dimensions, and the usual first steps."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Literal

from harvester.lengths import shown
from harvester.ontology import scheme
from harvester.virtual.ladder import Rung
from harvester.virtual.matrix import GROUPS
from harvester.virtual.placing import technique, typical
from harvester.virtual.usual import missing


@dataclass(frozen=True, slots=True)
class Gap:
    """`techniques` are slugs that would fill it, `decades` those of the scales it spans."""

    kind: Literal["scale", "dimension", "usual"]
    sentence: str
    techniques: tuple[str, ...] = ()
    decades: tuple[str, ...] = ()
    dimensionality: str | None = None


def gaps(rungs: Sequence[Rung], types: Iterable[str], used: Iterable[str]) -> tuple[Gap, ...]:
    """All gaps of a sample.

    Args:
        rungs: Its ladder.
        types: Of its pieces, as slugs.
        used: Techniques, as slugs.
    """
    unusual = (_usual(*each) for each in missing(types, used))
    return (*_scales(rungs), *_dimensions(rungs), *unusual)


def _scales(rungs: Sequence[Rung]) -> Iterator[Gap]:
    """Where nothing stands; of a ladder without anything there is nothing to say."""
    if all(each.empty for each in rungs):
        return
    for run in _runs(rungs, lambda rung: rung.empty):
        able = _able(run)
        offer = f" Usual there: {_labels(able)}." if able else ""
        sentence = f"Nothing resolves {span(run)}; {_around(rungs, run)}.{offer}"
        yield Gap("scale", sentence, able, _slugs(run))


def _dimensions(rungs: Sequence[Rung]) -> Iterator[Gap]:
    """Scales that lack the dimensions other scales have, where all that stands there tells its."""
    for wanted in ("2D", "3D"):
        having = [span(run) for run in _runs(rungs, partial(_has, wanted))]
        for run in _runs(rungs, partial(_lacks, wanted)) if having else ():
            there = ", ".join(sorted({each or "" for rung in run for each in _seen(rung)}))
            sentence = f"At {span(run)} there are data in {there} but not in {wanted}"
            where = ", ".join(having)
            yield Gap("dimension", f"{sentence}, as at {where}.", (), _slugs(run), wanted)


def _has(wanted: str, rung: Rung) -> bool:
    return wanted in _seen(rung)


def _lacks(wanted: str, rung: Rung) -> bool:
    seen = _seen(rung)
    return bool(seen) and wanted not in seen and None not in seen


def _usual(kind: str, techniques: tuple[str, ...]) -> Gap:
    piece = scheme("sample-type").concept(kind).label()
    return Gap("usual", f"Usual for a {piece} and not found: {_labels(techniques)}.", techniques)


def span(run: Sequence[Rung]) -> str:
    """From the finest to the coarsest length of rungs side by side: `100 nm to 10 µm`."""
    return f"{shown(run[-1].decade.at_least)} to {shown(run[0].decade.below)}"


def _runs(rungs: Sequence[Rung], chosen: Callable[[Rung], bool]) -> list[tuple[Rung, ...]]:
    return [tuple(run) for is_chosen, run in groupby(rungs, chosen) if is_chosen]


def _around(rungs: Sequence[Rung], run: Sequence[Rung]) -> str:
    """What stands nearest on both sides."""
    start, end = rungs.index(run[0]), rungs.index(run[-1])
    sides = {"coarser": rungs[start - 1] if start else None}
    sides["finer"] = rungs[end + 1] if end + 1 < len(rungs) else None
    return ", ".join(
        f"{side} there is {_labels(sorted({each.technique for each in rung.standing}))}"
        if rung
        else f"there is nothing {side}"
        for side, rung in sides.items()
    )


def _able(run: Sequence[Rung]) -> tuple[str, ...]:
    """Groups of techniques that usually resolve one of the decades."""
    usual = {slug: typical(technique(slug), "typicalResolution") for slug in GROUPS}
    decades = [each.decade for each in run]
    return tuple(
        s for s, found in usual.items() if found and any(d.crosses(*found) for d in decades)
    )


def _seen(rung: Rung) -> set[str | None]:
    return {each.dimensionality for each in rung.standing}


def _labels(slugs: Iterable[str]) -> str:
    known = ((slug, technique(slug)) for slug in slugs)
    return ", ".join(concept.label() if concept else slug for slug, concept in known)


def _slugs(run: Sequence[Rung]) -> tuple[str, ...]:
    return tuple(each.decade.slug for each in run)

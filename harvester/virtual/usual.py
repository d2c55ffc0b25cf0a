"""What is usually done first with a piece of each kind, by the practice of the field."""

from collections.abc import Iterable

from harvester.ontology import scheme

SECTION = ("optical", "sem-bse", "sem-eds")
FOIL = ("tem", "tem-ed", "tem-eds")
USUAL = {
    "hand-specimen": ("xct",),
    "meteorite": ("xct",),
    "core": ("xct",),
    "fragment": ("xct",),
    "particle": ("xct",),
    "cylinder": ("xct",),
    "section": SECTION,
    "ultrathin-section": FOIL,
    "polished-mount": SECTION,
    "fib-lamella": FOIL,
    "tem-grid": FOIL,
    "microtome-slice": FOIL,
    "electron-transparent-foil": FOIL,
    "atom-probe-tip": ("apt-ms",),
}
"""Slugs of techniques by sample type; a narrower technique does as well, and a type that is not
listed takes what its broader one has."""


def missing(types: Iterable[str], used: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Types of pieces, each with its usual techniques of which no narrower one was used either."""
    done = set(scheme("technique").groups(set(used) & scheme("technique").concepts.keys()))
    lacking = (
        (kind, tuple(t for t in usual(kind) if t not in done)) for kind in sorted(set(types))
    )
    return [(kind, techniques) for kind, techniques in lacking if techniques]


def usual(kind: str) -> tuple[str, ...]:
    """Of the type itself or of its nearest broader one; () where nothing is known."""
    known = scheme("sample-type")
    while kind not in USUAL:
        broader = known.concept(kind).broader if kind in known else ()
        if not broader:
            return ()
        kind = broader[0]
    return USUAL[kind]

"""What a row says of its sample, read once: names, what it is a part of, where it is from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from harvester.clean.samples import catalogue
from harvester.identity.names import Context, Name, museums, notes, numbered, parts, read
from harvester.identity.names.reading import LASTING, lasting, mission
from harvester.identity.names.spelling import proper, spelt_out, words
from harvester.identity.official import BARE, How, Register
from harvester.identity.row import Row

CURATED = {"lunar", "osiris-rex", "ryugu", "itokawa", "chang-e", "museum", "meteorite"}
"""Kinds of names that one office gives, each to one thing."""
GRAINS = {"osiris-rex", "ryugu", "itokawa"}
BETWEEN = re.compile(r"[\s,;:()\[\]-]+")


class Origin(NamedTuple):
    """The meteorite or named thing that a sample is of.

    `numbered` where one number means one find; `how` tells by which rule a name was understood.
    """

    name: str
    verbatim: str
    numbered: bool
    how: How


@dataclass(frozen=True)
class Description:
    """A row with what its fields mean.

    `part` is the kind of a part (`thin-section`), `number` which one, for those named by words;
    `of` whether the row itself says that it is taken from what it names.
    """

    row: Row
    names: tuple[Name, ...]
    origin: Origin | None
    part: str | None
    number: str | None
    of: bool
    parent: Name | None
    owner: str

    @cached_property
    def lasting(self) -> dict[str, str]:
        """Identifiers that are unique in the world, with what was written."""
        return {f"{n.kind}:{n.value}": n.verbatim for n in self.names if n.kind in LASTING}

    @cached_property
    def curated(self) -> dict[str, Name]:
        """Numbers of missions, museums and meteorites by what they are a split of."""
        return {f"{n.kind}:{n.root}": n for n in self.names if n.kind in CURATED}

    @cached_property
    def numbers(self) -> dict[str, dict[str, str]]:
        """By kind of the curated: what they are a split of, and what was written."""
        found: dict[str, dict[str, str]] = {}
        for name in self.curated.values():
            found.setdefault(name.kind, {})[name.root] = name.verbatim
        return found

    @cached_property
    def labels(self) -> dict[str, str]:
        return {n.value: n.verbatim for n in self.names if n.kind == "label"}


def describe(row: Row, register: Register) -> Description:
    said = " ".join((row.material, row.place, row.collection, row.lab, row.type))
    text = " ".join(row.name.split())
    official = register.bears(text, said)
    if not official:
        text = notes.without(text)
    context = Context(f"{said} {register.place(text)}" if official else said, row.owner or None)
    named = parts.Parted(text) if official else parts.read(text)
    found = [*_identifiers(row, context), *_named(named.rest, context)]
    for other in row.other_names:
        found += _named(other, context)
    no_number = {"words", "label"} if official else {"words"}  # `2008 TC3` is no label
    if not named.of and _bears_its_own(found):
        named = parts.Parted(named.rest)  # `grain A7` with a grain's number is no part of that
    kind = named.kind or parts.kind(row.type)
    return Description(
        row=row,
        names=tuple(dict.fromkeys(each for each in found if each.kind not in no_number)),
        origin=_origin(row, found, named.rest, register, official),
        part=kind,
        number=named.number or None,
        of=named.of,
        parent=read(row.parent, context),
        owner=words(row.owner),
    )


def _bears_its_own(found: Sequence[Name]) -> bool:
    """Of what missions brought back each grain has a number, which stands with its other names."""
    return any(name.kind in GRAINS for name in found)


def _identifiers(row: Row, context: Context) -> Iterator[Name]:
    museum = context._replace(owner=row.collection or row.lab)
    for text in row.identifiers:
        written = " ".join(text.split())
        known = lasting(written) or mission(written, context) or museums.read(written, context)
        name = known or numbered.read(written) or museums.owned(written, museum)
        if name := name or read(written, context):
            yield name


def _named(text: str, context: Context) -> Iterator[Name]:
    """The names in a name: `Zagami USNM 7619`, `EET 87503,73; GRA 06100,84`, `126A (USNM 7908)`."""
    for piece in text.split(";"):
        whole = read(piece, context)
        if whole and whole.kind not in {"label", "words"}:
            yield whole
            continue
        rest = piece
        for found in (*catalogue.museum_numbers(piece), *catalogue.mission_numbers(piece)):
            if name := read(piece[found.start : found.end], context):
                yield name
                rest = rest.replace(piece[found.start : found.end], " ")
        rest = BETWEEN.sub(" ", rest).strip() if rest != piece else rest
        if name := read(parts.read(rest).rest, context) if rest else None:
            yield name


def _origin(
    row: Row, found: list[Name], text: str, register: Register, official: bool
) -> Origin | None:
    for name in found:
        if name.kind == "meteorite":
            return Origin(name.root, name.verbatim, True, "spelling")
    plain = next((each for each in found if each.kind == "words"), None)
    written = plain.verbatim if plain else text
    known = register.resolve(written)
    if known.name and BARE.fullmatch(known.name):
        curated = any(name.kind in CURATED for name in found)
        return Origin(known.name, written, True, known.how) if official and not curated else None
    if known.name:
        return Origin(known.name, written, numbered.read(known.name) is not None, known.how)
    if known.how == "ambiguous":
        meant = register.namesake(known.names, f"{row.material}, {row.place}")
        return Origin(meant, written, False, "part") if meant else None
    if plain and parts.is_name(plain.value):
        return Origin(spelt_out(proper(plain.verbatim)), written, False, "exact")
    return None

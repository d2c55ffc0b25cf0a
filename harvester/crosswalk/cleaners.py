"""The cleaners that a crosswalk may name."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias, get_type_hints

from harvester.clean import (
    ages,
    checksums,
    dates,
    files,
    geojson,
    geoshapes,
    grants,
    identifiers,
    languages,
    licences,
    links,
    people,
    periods,
    places,
    quantities,
    relations,
    roles,
    terms,
    text,
)
from harvester.clean.cleaned import Cleaned, refused
from harvester.clean.samples import catalogue
from harvester.clean.units import convert
from harvester.crosswalk.samples import identifier_key
from harvester.crosswalk.targets import Parts

Cleaner: TypeAlias = Callable[[str, str], Cleaned[Any]]
"""From a value and a hint (empty if there is none) to plain values for the model."""
Together: TypeAlias = Callable[[Any], Cleaned[Any]]
"""From the fields of one thing to a plain value for the model."""


def _alone(clean: Callable[[str], Cleaned[Any]]) -> Cleaner:
    return lambda value, hint: clean(value)


def _each(clean: Cleaner) -> Cleaner:
    """Of each part of a list that bars separate, or semicolons with a blank."""

    def read(value: str, hint: str) -> Cleaned[Any]:
        found = (part.strip() for part in re.split(r"\||;(?=\s)", value))
        parts = [clean(part, hint) for part in found if part]
        return Cleaned(
            tuple(each for cleaned in parts for each in cleaned.values),
            tuple(finding for cleaned in parts for finding in cleaned.findings),
        )

    return read


KEYWORD = re.compile(r"(?:&(?:#\w{1,7}|[A-Za-z]\w{1,31});|[^;|\n])+")
"""Up to a mark that parts two; the semicolon of `&amp;` is none."""


def keywords(value: str) -> Cleaned[str]:
    """One keyword, or several that a field lists with semicolons, bars or line breaks."""
    read = [text.line(part) for part in KEYWORD.findall(value) if part.strip()]
    return Cleaned(
        tuple(word for cleaned in read for word in cleaned.values),
        tuple(finding for cleaned in read for finding in cleaned.findings),
    )


def list_of_words(value: str) -> Cleaned[str]:
    """Keywords of one field that parts them by commas, too; `84001,123` stays one."""
    return keywords(re.sub(r",\s+", ";", value))


def number(value: str) -> Cleaned[float]:
    try:
        return Cleaned((float(value),))
    except ValueError:
        return refused("this is no number", value)


def size(value: str) -> Cleaned[int]:
    """Bytes, of `3.1 GB` or a plain number."""
    if re.fullmatch(r"\s*[0-9]{1,18}\s*", value):
        return Cleaned((int(value),))
    read = quantities.clean(value).value
    total = convert(read["value"], read["unit"], "By") if read else None
    if total is None or total < 0:
        return refused("this is no size in bytes", value)
    return Cleaned((int(total),))


def quantity(value: str, hint: str, kind: str) -> Cleaned[quantities.QuantityValue]:
    """A number with its unit, or a number alone whose unit is the hint."""
    return quantities.clean(f"{value} {hint}" if value.strip()[-1:].isdigit() else value, kind)


def licence(value: str) -> Cleaned[licences.LicenceValue]:
    """A licence in one field."""
    said = text.line(value)
    return licences.together({"words": said.values[0]}) if said.values else Cleaned(())


def anything(value: str, hint: str) -> Cleaned[identifiers.IdentifierValue]:
    """As `identifier`; what shows no scheme is kept as the source's own (`local`)."""
    return identifiers.clean(value, hint or "local")


def isamples_agent(value: str) -> Cleaned[people.AgentValue]:
    """`Evan Solomon,,Collector`: name, organisation and role; or `collector: Evan Solomon`."""
    name, _, rest = value.partition(",")
    said, colon, named = value.partition(":")
    role = roles.slug(said if colon else rest.rpartition(",")[2]).value
    name = named if colon else name
    read = people.clean(name)
    agents = tuple(
        people.AgentValue(**{**each, "role": role or "contributor"}) for each in read.values
    )
    return Cleaned(agents, read.findings)


def igsn(value: str) -> Cleaned[identifiers.IdentifierValue]:
    """The sample numbers (IGSN) that stand in a field; other identifiers are refused."""
    likely = identifiers.found(value).values if identifiers.IGSN_SIGN.search(value) else ()
    read = tuple(each for each in likely if each["scheme"] == "igsn")
    return Cleaned(read) if read else refused("no sample number (IGSN) stands here", value)


def sample_number(value: str, hint: str) -> Cleaned[identifiers.IdentifierValue]:
    """An identifier of a sample: its DOI is its IGSN; a museum's or a mission's number is known.

    What shows no scheme is the source's own (`local`).
    """
    read = identifiers.clean(value, hint)
    if read.value and read.value["scheme"] == "doi":
        return identifiers.clean(value, "IGSN")
    if hint and read.values:
        return read
    for found in (*catalogue.museum_numbers(value), *catalogue.mission_numbers(value)):
        if value[found.start : found.end] == value.strip():
            return Cleaned(({"scheme": found.scheme, "value": found.value},))
    return read if read.values else identifiers.clean(value, "local")


def sample_key(value: str, hint: str) -> Cleaned[str]:
    """The key by which another sample of the same record is known."""
    values, findings = sample_number(value, hint)
    return Cleaned(tuple(identifier_key(dict(each)) for each in values), findings)


CLEANERS: dict[str, Cleaner] = {
    "access": _alone(licences.access),
    "age": _alone(ages.clean),
    "agent": _alone(people.clean),
    "agents": _each(_alone(people.clean)),
    "bytes": _alone(size),
    "checksum": checksums.clean,
    "date": _alone(dates.clean),
    "file": _alone(files.clean),
    "files": _each(_alone(files.clean)),
    "file-kind": _alone(files.kind),
    "file-name": _alone(files.name),
    "geojson": _alone(geojson.clean),
    "geoshape/centre": _alone(geoshapes.centre),
    "geoshape/corners": _alone(geoshapes.corners),
    "geoshape/extent": _alone(geoshapes.extent),
    "grant": _alone(grants.clean),
    "identifier": identifiers.clean,
    "identifier/any": anything,
    "identifiers": _alone(identifiers.found),
    "igsn": _alone(igsn),
    "kebab": _alone(roles.slug),
    "isamples-agent": _alone(isamples_agent),
    "keywords": _alone(keywords),
    "keywords/commas": _alone(list_of_words),
    "language": _alone(languages.clean),
    "licence": _alone(licence),
    "line": _alone(text.line),
    "link": _alone(links.clean),
    "number": _alone(number),
    "place": _alone(places.clean),
    "role-of-agent": _alone(roles.of_agent),
    "role-of-date": _alone(roles.of_date),
    "relation": _alone(relations.clean),
    "sample-key": sample_key,
    "sample-number": sample_number,
    "sample-numbers": _each(sample_number),
    "text": _alone(text.clean),
}

TOGETHER: dict[str, tuple[Together, Parts]] = {
    "agent": (people.together, Parts(get_type_hints(people.AgentParts))),
    "licence": (licences.together, Parts(get_type_hints(licences.LicenceParts))),
    "period": (periods.together, Parts(get_type_hints(periods.PeriodParts))),
    "place": (places.together, Parts(get_type_hints(places.PlaceParts))),
}


def cleaner(name: str) -> Cleaner:
    """A cleaner by name; `term/SCHEME` and `quantity/KIND` are families of them.

    Raises:
        KeyError: there is none.
    """
    family, _, member = name.partition("/")
    if family == "term" and terms.exists(member):
        return _alone(partial(terms.clean, scheme=member))
    if family == "quantity" and member in quantities.KINDS:
        return partial(quantity, kind=member)
    return CLEANERS[name]

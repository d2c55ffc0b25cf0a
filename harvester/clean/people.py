"""People and organisations: who is which, what is the family name, which number is theirs."""

import re
from typing import Literal, TypeAlias, TypedDict

from harvester.clean import identifiers, text
from harvester.clean.cleaned import Cleaned, changed, refused, remembered
from harvester.clean.identifiers import IdentifierValue
from harvester.record import Finding

Kind: TypeAlias = Literal["person", "organisation", "unknown"]


class AffiliationValue(TypedDict, total=False):
    name: str
    identifier: IdentifierValue


class AgentValue(TypedDict, total=False):
    """As `model.Agent`."""

    name: str
    kind: Kind
    role: str
    given: str
    family: str
    identifiers: list[IdentifierValue]
    affiliations: list[AffiliationValue]


class AgentParts(TypedDict, total=False):
    """An agent in pieces; `type` is what the source calls it (`Personal`, `Organizational`)."""

    name: str
    type: str
    role: str
    given: str
    family: str
    identifiers: list[IdentifierValue]
    affiliations: list[AffiliationValue]


LONGEST = 1000
"""Characters of a name, or of a list of names."""

STEMS = re.compile(
    r"institut|universi|laborator|mus[eé]u?m|museo|academ|akadem|hochschule|department|division"
    r"|center|centre|zentrum|survey|service|society|gesellschaft|associat|agenc|foundation|stiftung"
    r"|council|consorti|ministr|librar|bibliothe|archive|observator|facilit|network|commission"
    r"|bureau|corporation|company|gmbh|publish|verlag|forschung|research|project|program"
    r"|collaborat|administrat|national|repositor|synchrotron|curation|collection|government"
    r"|facult|hospital|working group|light source"
)
"""Parts of words that stand in names of organisations and hardly in names of people."""
WORDS = frozenset(
    {"lab", "labs", "college", "school", "dept", "press", "team", "group", "data", "inc", "ltd"}
    | {"llc", "univ", "nasa", "jaxa", "esa", "nhm", "usgs", "bgs", "gfz", "cnrs", "eth", "epfl"}
    | {"cern", "zenodo", "pangaea", "seanoe"}
)
SPLIT = re.compile(r"\W+")
ACRONYM = re.compile(r"[A-Z][A-Z0-9&-]{1,9}")
NAME = re.compile(r"[^\W\d_][\w'’.\- ]*,\s*[^\W\d_][\w'’.\- ]*(?:,\s*(?:Jr|Sr|II|III|IV)\.?)?")
INVERTED_LIST = re.compile(r"\s*;\s*")
ORCID = re.compile(
    r"[\s,;(\[]*(?:orcid(?:\s+id)?\s*:?\s*)?(?:https?://(?:www\.)?orcid\.org/)?"
    r"([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X])/?[\s)\]]*",
    re.IGNORECASE,
)
IN_BRACKETS = re.compile(r"\s*\(([^()]+)\)\s*$")
OTHERS = re.compile(r"[,;]?\s*(?:et\.? al\.?|and others|u\. ?a\.)$|\(?:etal\)?", re.IGNORECASE)


def clean(value: str) -> Cleaned[AgentValue]:
    """Whoever one field names: several if it lists them with semicolons."""
    line = text.line(value)
    if line.value is None:
        return Cleaned((), line.findings)
    if len(line.value) > LONGEST:
        return refused(f"a name of {len(line.value)} characters is none", line.value)
    agents, findings = _listed(line.value)
    return Cleaned(agents, line.findings + findings)


def together(parts: AgentParts) -> Cleaned[AgentValue]:
    """One agent from its pieces; the family and given name, where there, make the name."""
    given, family = parts.get("given"), parts.get("family")
    name = parts.get("name") or ", ".join(filter(None, (family, given)))
    if not name or len(name) > LONGEST:
        return refused("an agent without a name", "")
    read = _one(name)
    agent = AgentValue(**read.values[0]) if read.values else AgentValue(name=name, kind="unknown")
    agent["kind"] = _stated(parts) or agent["kind"]
    if family and agent["kind"] != "organisation":
        agent |= AgentValue(kind="person", family=family)
        agent |= AgentValue(given=given) if given else AgentValue()
    if role := parts.get("role"):
        agent["role"] = role
    if agent["kind"] == "organisation":
        agent.pop("given", None)
        agent.pop("family", None)
    agent["identifiers"] = [*agent.get("identifiers", []), *parts.get("identifiers", [])]
    agent["affiliations"] = [*parts.get("affiliations", []), *agent.get("affiliations", [])]
    return Cleaned((agent,), read.findings)


def _stated(parts: AgentParts) -> Kind | None:
    """What the source says, or what the number says: only people have ORCID iDs."""
    said = parts.get("type", "").lower()
    schemes = {identifier["scheme"] for identifier in parts.get("identifiers", [])}
    if said.startswith("person") or "orcid" in schemes:
        return "person"
    if said.startswith("org") or schemes & {"ror", "crossref-funder", "grid"}:
        return "organisation"
    return None


@remembered(8192)
def _listed(value: str) -> tuple[tuple[AgentValue, ...], tuple[Finding, ...]]:
    names = INVERTED_LIST.split(value) if ";" in value else [value]
    read = [_one(name) for name in names if name]
    return (
        tuple(agent for cleaned in read for agent in cleaned.values),
        tuple(finding for cleaned in read for finding in cleaned.findings),
    )


@remembered(8192)
def _one(value: str) -> Cleaned[AgentValue]:
    name, ids, findings = _without_orcid(value)
    bare = OTHERS.sub("", name).strip(" ,;")
    if bare != name.strip(" ,;"):
        findings = (*findings, changed("“and others” names nobody", value))
    if not any(map(str.isalpha, bare)):
        return Cleaned((), findings or refused("this is nobody's name", value).findings)
    affiliations: list[AffiliationValue] = []
    bracket = IN_BRACKETS.search(bare)
    if bracket and is_organisation(bracket[1]) and NAME.fullmatch(bare[: bracket.start()]):
        affiliations = [AffiliationValue(name=bracket[1])]
        bare = bare[: bracket.start()]
    agent = _named(bare)
    if ids:
        agent |= AgentValue(kind="person", identifiers=ids)
    if affiliations:
        agent["affiliations"] = affiliations
    return Cleaned((agent,), findings)


def _without_orcid(value: str) -> tuple[str, list[IdentifierValue], tuple[Finding, ...]]:
    match = ORCID.search(value)
    if not match:
        return value, [], ()
    read = identifiers.clean(match[1], "ORCID")
    name = f"{value[: match.start()]} {value[match.end() :]}".strip()
    return name, list(read.values), read.findings


def is_organisation(name: str) -> bool:
    """Whether its words are those of organisations."""
    small = name.lower()
    return bool(STEMS.search(small)) or not WORDS.isdisjoint(SPLIT.split(small))


def _named(name: str) -> AgentValue:
    if is_organisation(name) or ACRONYM.fullmatch(name):
        return AgentValue(name=name, kind="organisation")
    if NAME.fullmatch(name):
        family, given = (part.strip() for part in name.split(",", 1))
        return AgentValue(name=name, kind="person", given=given, family=family)
    return AgentValue(name=name, kind="unknown")

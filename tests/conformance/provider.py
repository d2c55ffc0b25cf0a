"""A small repository that keeps every rule of OAI-PMH 2.0: twelve records, three on a page.

It has what rules need to see: sets in sets, deleted records, several records of one second, two
formats, tokens with everything in them. `answer` takes the arguments as they came.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

URL = "BASE-URL"
"""Stands for the address, which is known when the server runs."""
PAGE = 3
SECONDS, DAY = "YYYY-MM-DDThh:mm:ssZ", "YYYY-MM-DD"
FORMATS = {
    "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "oai_rock": "https://rock.example.org/ns",
}
SETS = {"rocks": "Rocks", "rocks:igneous": "Igneous rocks", "ores": "Ores"}
ALLOWED = {
    "Identify": (set(), set()),
    "ListSets": (set(), {"resumptionToken"}),
    "ListMetadataFormats": (set(), {"identifier"}),
    "GetRecord": ({"identifier", "metadataPrefix"}, set()),
    "ListIdentifiers": ({"metadataPrefix"}, {"from", "until", "set"}),
    "ListRecords": ({"metadataPrefix"}, {"from", "until", "set"}),
}
"""By verb, the arguments that it must have and those that it may have."""
Pairs = Sequence[tuple[str, str]]


class Item(NamedTuple):
    identifier: str
    stamp: str
    sets: tuple[str, ...]
    deleted: bool = False


ITEMS = tuple(
    Item(
        f"oai:rock.example.org:{number:02}",
        f"2021-03-{1 + number // 3:02}T10:00:{(number // 2) * 2 % 60:02}Z",
        ("rocks:igneous",) if number % 3 == 0 else ("rocks",) if number % 3 == 1 else ("ores",),
        deleted=number in (2, 7),
    )
    for number in range(12)
)


class Refused(Exception):
    def __init__(self, code: str, text: str = "This cannot be answered.") -> None:
        super().__init__(text)
        self.code = code


def answer(pairs: Pairs, granularity: str = SECONDS) -> str:
    """The whole XML of an answer."""
    asked = dict(pairs)
    try:
        body = _content(pairs, asked, granularity)
    except Refused as refused:
        blamed = refused.code in ("badVerb", "badArgument")
        told = {} if blamed else asked
        return _envelope(told, f'<error code="{refused.code}">{refused}</error>')
    verb = asked["verb"]
    return _envelope(asked, f"<{verb}>{body}</{verb}>")


def _envelope(told: dict[str, str], content: str) -> str:
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in told.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation='
        '"http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">'
        f"<responseDate>2024-05-01T12:00:00Z</responseDate><request{attributes}>{URL}</request>"
        f"{content}</OAI-PMH>"
    )


def _content(pairs: Pairs, asked: dict[str, str], granularity: str) -> str:
    verb = asked.get("verb", "")
    if verb not in ALLOWED:
        raise Refused("badVerb")
    given = [name for name, _ in pairs if name != "verb"]
    needed, possible = ALLOWED[verb]
    alone = given == ["resumptionToken"] and verb.startswith(("ListI", "ListR"))
    if not alone and not (needed <= set(given) <= needed | possible):
        raise Refused("badArgument")
    if len(given) != len(set(given)):
        raise Refused("badArgument")
    if verb == "Identify":
        return _identify(granularity)
    if verb == "ListSets":
        return "".join(f"<set>{_e('setSpec', s)}{_e('setName', n)}</set>" for s, n in SETS.items())
    if verb == "ListMetadataFormats":
        return _formats(asked)
    return _get(asked, granularity) if verb == "GetRecord" else _list(verb, asked, granularity)


def _e(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"


def _identify(granularity: str) -> str:
    named = "http://www.openarchives.org/OAI/2.0/oai-identifier"
    described = (
        f'<description><oai-identifier xmlns="{named}"><scheme>oai</scheme>'
        "<repositoryIdentifier>rock.example.org</repositoryIdentifier><delimiter>:</delimiter>"
        "<sampleIdentifier>oai:rock.example.org:01</sampleIdentifier></oai-identifier></description>"
    )
    return (
        _e("repositoryName", "Rocks")
        + _e("baseURL", URL)
        + _e("protocolVersion", "2.0")
        + _e("adminEmail", "curator@rock.example.org")
        + _e("earliestDatestamp", ITEMS[0].stamp[: len(granularity)])
        + _e("deletedRecord", "persistent")
        + _e("granularity", granularity)
        + described
    )


def _formats(asked: dict[str, str]) -> str:
    if "identifier" in asked:
        _found(asked["identifier"])
    return "".join(
        f"<metadataFormat>{_e('metadataPrefix', prefix)}{_e('schema', f'{namespace}.xsd')}"
        f"{_e('metadataNamespace', namespace)}</metadataFormat>"
        for prefix, namespace in FORMATS.items()
    )


def _found(identifier: str) -> Item:
    found = next((item for item in ITEMS if item.identifier == identifier), None)
    if found is None:
        raise Refused("idDoesNotExist")
    return found


def _get(asked: dict[str, str], granularity: str) -> str:
    return _record(_found(asked["identifier"]), _offered(asked), granularity)


def _offered(asked: dict[str, str]) -> str:
    if asked["metadataPrefix"] not in FORMATS:
        raise Refused("cannotDisseminateFormat")
    return asked["metadataPrefix"]


def _list(verb: str, asked: dict[str, str], granularity: str) -> str:
    start = 0
    if token := asked.get("resumptionToken"):
        asked, start = _resumed(token)
    prefix = _offered(asked)
    found = [item for item in ITEMS if _chosen(item, asked, granularity)]
    if not found:
        raise Refused("noRecordsMatch")
    page = found[start : start + PAGE]
    write = _header if verb == "ListIdentifiers" else _record
    return "".join(write(item, prefix, granularity) for item in page) + _token(
        asked, start, len(found)
    )


def _resumed(token: str) -> tuple[dict[str, str], int]:
    words = [word.split("=", 1) for word in token.split("&")]
    if any(len(word) != 2 for word in words) or words[0][0] != "start":
        raise Refused("badResumptionToken")
    return {name: value for name, value in words[1:]}, int(words[0][1])


def _token(asked: dict[str, str], start: int, size: int) -> str:
    if size <= PAGE:
        return ""
    after = start + PAGE
    kept = "&".join(f"{n}={v}" for n, v in asked.items() if n != "verb")
    text = escape(f"start={after}&{kept}") if after < size else ""
    return (
        f'<resumptionToken expirationDate="2024-05-02T12:00:00Z" completeListSize="{size}" '
        f'cursor="{start}">{text}</resumptionToken>'
    )


def _chosen(item: Item, asked: dict[str, str], granularity: str) -> bool:
    since, until = (_date(asked.get(name), granularity) for name in ("from", "until"))
    if since and until and (len(since) != len(until) or since > until):
        raise Refused("badArgument")
    within = (
        any(f"{spec}:".startswith(f"{asked['set']}:") for spec in item.sets)
        if "set" in asked
        else True
    )
    after = not since or item.stamp[: len(since)] >= since
    return within and after and (not until or item.stamp[: len(until)] <= until)


def _date(text: str | None, granularity: str) -> str | None:
    if text is not None and (len(text) not in (10, len(granularity)) or text[4] != "-"):
        raise Refused("badArgument")
    return text


def _header(item: Item, _prefix: str, granularity: str) -> str:
    status = ' status="deleted"' if item.deleted else ""
    stamp = _e("datestamp", item.stamp[: len(granularity)])
    specs = "".join(_e("setSpec", spec) for spec in item.sets)
    return f"<header{status}>{_e('identifier', item.identifier)}{stamp}{specs}</header>"


def _record(item: Item, prefix: str, granularity: str) -> str:
    root = f'<dc xmlns="{FORMATS[prefix]}"><title>{item.identifier}</title></dc>'
    metadata = "" if item.deleted else f"<metadata>{root}</metadata>"
    return f"<record>{_header(item, prefix, granularity)}{metadata}</record>"

"""Recorded exchanges of real repositories, answered again on loopback.

A replay ignores `from` and `until`, fills time stamps in where the recording left a blank, and
answers a token whose page was not recorded with badResumptionToken.

    with Replay.zenodo(shared / "data/zenodo_oaipmh").serve() as url:
        ...
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit
from xml.sax.saxutils import unescape

from loopback import Asked, Reply, serving

IGNORED = {"from", "until"}
BLANKS = (b"PYCSW_TIMESTAMP",)
UNRECORDED = {
    "ListRecords": "cannotDisseminateFormat",
    "ListIdentifiers": "cannotDisseminateFormat",
    "GetRecord": "idDoesNotExist",
    "ListSets": "noSetHierarchy",
}
"""What is said to a request that was not recorded; to other verbs badVerb."""

_REQUEST = re.compile(rb"<(?:oai:)?request\b([^>]*)>")
_ATTRIBUTE = re.compile(rb'([\w-]+)="([^"]*)"')


@dataclass(frozen=True)
class Exchange:
    """One request that was made, and what came back."""

    params: Mapping[str, str]
    body: bytes
    status: int = 200
    content_type: str = "text/xml; charset=utf-8"

    def answers(self, params: Mapping[str, str]) -> bool:
        return _without_dates(self.params) == _without_dates(params)


@dataclass(frozen=True)
class Replay:
    exchanges: Sequence[Exchange]

    @classmethod
    def zenodo(cls, folder: Path, host: str = "zenodo.org") -> Replay:
        """`manifest.tsv` lists file, status, address and content type, of three hosts."""
        with (folder / "manifest.tsv").open(encoding="utf-8", newline="") as manifest:
            rows = [(urlsplit(row["url"]), row) for row in csv.DictReader(manifest, delimiter="\t")]
        return cls(
            [
                Exchange(
                    dict(parse_qsl(url.query)),
                    (folder / row["file"]).read_bytes(),
                    int(row["http_status"]),
                    row["content_type"],
                )
                for url, row in rows
                if url.hostname == host
            ]
        )

    @classmethod
    def pyoai(cls, folder: Path) -> Replay:
        """`mapping.txt` holds a query and a file name in turn."""
        lines = (folder / "mapping.txt").read_text("utf-8").split()
        return cls(
            [
                Exchange(dict(parse_qsl(query)), (folder / name).read_bytes())
                for query, name in zip(lines[::2], lines[1::2], strict=True)
            ]
        )

    @classmethod
    def sickle(cls, folder: Path, **instead: str) -> Replay:
        """A file answers the verb it is named after, and the token that is its name.

        `instead` names another file for a verb: `ListRecords="noRecordsMatch.xml"`.
        """
        found = []
        for file in sorted(folder.glob("*.xml")):
            verb = file.stem.rstrip("0123456789")
            if verb[0].isupper():
                body = file.read_bytes()
                found.append(Exchange({"verb": verb, "resumptionToken": file.name}, body))
                found.append(Exchange(_told(body) | {"verb": file.stem}, body))
        for verb, name in instead.items():
            params = {"verb": verb, "metadataPrefix": "oai_dc"}
            found.insert(0, Exchange(params, (folder / name).read_bytes()))
        return cls(found)

    @classmethod
    def pycsw(cls, folder: Path) -> Replay:
        """Each answer repeats its request in the attributes of `<request>`."""
        bodies = [file.read_bytes() for file in sorted(folder.glob("*.xml"))]
        return cls([Exchange(_told(body), body) for body in bodies])

    @contextmanager
    def serve(self) -> Iterator[str]:
        """The address of the repository, as long as the block lasts."""
        with serving(self.answer) as server:
            yield server.url

    def answer(self, asked: Asked) -> Reply:
        """Of several recordings of a request, the one that was asked with the fewest dates."""
        fitting = [one for one in self.exchanges if one.answers(asked.params)]
        if not fitting:
            return Reply(_error(asked.params), headers={"Content-Type": "text/xml"})
        best = min(fitting, key=lambda one: len(one.params))
        return Reply(_dated(best.body), best.status, {"Content-Type": best.content_type})


def _without_dates(params: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in params.items() if key not in IGNORED}


def _told(body: bytes) -> dict[str, str]:
    request = _REQUEST.search(body)
    attributes = _ATTRIBUTE.findall(request[1]) if request else []
    return {key.decode(): unescape(value.decode()) for key, value in attributes}


def _dated(body: bytes) -> bytes:
    for blank in BLANKS:
        body = body.replace(blank, _now().encode())
    return body


def _error(params: Mapping[str, str]) -> bytes:
    code = UNRECORDED.get(params.get("verb", ""), "badVerb")
    if "resumptionToken" in params:
        code = "badResumptionToken"
    return (
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
        f"<responseDate>{_now()}</responseDate><request>http://127.0.0.1/oai</request>"
        f'<error code="{code}">not recorded</error></OAI-PMH>'
    ).encode()


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

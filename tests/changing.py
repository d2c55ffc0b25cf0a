"""An OAI-PMH repository on loopback whose records come, change and go between two questions.

    rum = Changing(page_size=5)
    rum.put("1", title="EBSD map of a chromitite seam")
    with rum.serve() as server:
        ...

Its clock goes on by an hour with each change, so that every answer can be foretold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape

from loopback import Asked, Reply, Server, serving

OAI = "http://www.openarchives.org/OAI/2.0/"
DC = f'xmlns:oai_dc="{OAI}oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
SECONDS = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True)
class Item:
    """One record; `dc` is the inside of its Dublin Core, None for a tombstone.

    `place` is where it stands in the list of all: what was touched last stands last.
    """

    place: int
    name: str
    datestamp: datetime
    dc: str | None
    sets: tuple[str, ...] = ()

    def xml(self) -> str:
        specs = "".join(f"<setSpec>{spec}</setSpec>" for spec in self.sets)
        status = ' status="deleted"' if self.dc is None else ""
        header = (
            f"<header{status}><identifier>{identifier(self.name)}</identifier>"
            f"<datestamp>{self.datestamp.strftime(SECONDS)}</datestamp>{specs}</header>"
        )
        if self.dc is None:
            return f"<record>{header}</record>"
        metadata = f"<metadata><oai_dc:dc {DC}>{self.dc}</oai_dc:dc></metadata>"
        return f"<record>{header}{metadata}</record>"


@dataclass
class Changing:
    """`trouble`, if there is one, answers a page in place of the repository (None: it does not)."""

    page_size: int = 5
    announces: bool = False
    now: datetime = datetime(2026, 11, 1, tzinfo=UTC)
    touched: int = 0
    items: dict[str, Item] = field(default_factory=dict)
    spent: set[str] = field(default_factory=set)
    """Tokens that are taken no more."""
    trouble: Callable[[Page], Reply | None] | None = None

    def put(self, name: str, *, title: str = "", dc: str = "", sets: tuple[str, ...] = ()) -> None:
        """A new or changed record, of which `dc` is more Dublin Core."""
        said = f"<dc:title>{escape(title or f'EBSD map {name}')}</dc:title>{dc}"
        self._keep(name, said, sets)

    def fill(self, *numbers: int) -> None:
        for number in numbers:
            self.put(f"{number:03d}")

    def remove(self, name: str) -> None:
        self._keep(name, None, self.items[name].sets)

    def _keep(self, name: str, dc: str | None, sets: tuple[str, ...]) -> None:
        self.touched += 1
        self.items.pop(name, None)
        self.items[name] = Item(self.touched, name, self.now, dc, sets)
        self.pass_time()

    def pass_time(self, hours: int = 1) -> None:
        self.now += timedelta(hours=hours)

    @contextmanager
    def serve(self) -> Iterator[Server]:
        with serving(self.answer) as server:
            yield server

    def answer(self, asked: Asked) -> Reply | bytes:
        match asked.params.get("verb"):
            case "Identify":
                return self._envelope(IDENTIFY)
            case "ListRecords":
                return self._list(asked.params)
            case "GetRecord":
                return self._record(asked.params["identifier"])
        return self._envelope('<error code="badVerb">not here</error>')

    def _list(self, asked: dict[str, str]) -> Reply | bytes:
        """A token says behind which record to go on, so that no change makes a list skip one."""
        token = asked.get("resumptionToken", "")
        if token in self.spent:
            return self._envelope('<error code="badResumptionToken">expired</error>')
        since, spec, behind = (
            token.split("!") if token else (asked.get("from", ""), asked.get("set", ""), "0")
        )
        chosen = [
            item
            for item in self.items.values()
            if item.datestamp.strftime(SECONDS) >= since and (not spec or spec in item.sets)
        ]
        rest = [item for item in chosen if item.place > int(behind)]
        number = (len(chosen) - len(rest)) // self.page_size + 1
        page = Page(number, asked, self._page(len(chosen), rest, f"{since}!{spec}"))
        return (self.trouble and self.trouble(page)) or page.body

    def _page(self, size: int, rest: list[Item], question: str) -> bytes:
        if not rest:
            return self._envelope('<error code="noRecordsMatch"/>')
        listed = rest[: self.page_size]
        announced = f' completeListSize="{size}"' if self.announces else ""
        more = f"{question}!{listed[-1].place}" if len(rest) > len(listed) else ""
        token = f"<resumptionToken{announced}>{more}</resumptionToken>"
        records = "".join(item.xml() for item in listed)
        return self._envelope(f"<ListRecords>{records}{token}</ListRecords>")

    def _record(self, wanted: str) -> bytes:
        item = next((i for i in self.items.values() if identifier(i.name) == wanted), None)
        if item is None:
            return self._envelope('<error code="idDoesNotExist"/>')
        return self._envelope(f"<GetRecord>{item.xml()}</GetRecord>")

    def _envelope(self, content: str) -> bytes:
        return (
            f'<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="{OAI}">'
            f"<responseDate>{self.now.strftime(SECONDS)}</responseDate>"
            f"<request>http://rum.example/oai</request>{content}</OAI-PMH>"
        ).encode()


@dataclass(frozen=True)
class Page:
    """A page that is about to be sent; the first of a list is 1."""

    number: int
    asked: dict[str, str]
    body: bytes

    @property
    def cut(self) -> Reply:
        return Reply(self.body[: len(self.body) // 2])


def identifier(name: str) -> str:
    return f"oai:rum.example:{name}"


IDENTIFY = (
    "<Identify><repositoryName>Rum Layered Suite</repositoryName>"
    "<baseURL>http://rum.example/oai</baseURL><protocolVersion>2.0</protocolVersion>"
    "<adminEmail>data@rum.example</adminEmail>"
    "<earliestDatestamp>2019-04-01T00:00:00Z</earliestDatestamp>"
    "<deletedRecord>persistent</deletedRecord><granularity>YYYY-MM-DDThh:mm:ssZ</granularity>"
    "</Identify>"
)

"""What is asked: the address and parameters of a page, of a slice, of what changed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from urllib.parse import quote

from harvester.fetch import datestamp
from harvester.fetch.request import with_query
from harvester.fetch.rest.link import followed
from harvester.fetch.rest.slices import Slice
from harvester.fetch.rest.state import Position
from harvester.styles import Style


class Question:
    """One window's.

    Args:
        url: The repository's address, without that of the list.
        params: The repository's own selection.
        spec: One of its sets.
        since: A moment as OAI-PMH writes it.
    """

    def __init__(
        self,
        style: Style,
        url: str,
        params: Mapping[str, str | int | bool],
        spec: str | None = None,
        since: str | None = None,
    ) -> None:
        self._style = style
        self._url = url
        fixed: list[Mapping[str, str | int | bool]] = [style.params | dict(params)]
        if spec is not None:
            fixed.append({name: words.format(set=spec) for name, words in style.set.items()})
        if since is not None and style.since is not None:
            rule = style.since
            moment = _moment(since).strftime(rule.write)
            fixed.append({name: text.format(since=moment) for name, text in rule.params.items()})
        self._fixed = fixed

    def first(self) -> str:
        """The address of the first page of all."""
        paging = self._style.paging
        return self.page(Slice(), paging.start, paging.at_once)

    def page(self, of: Slice, at: Position, size: int) -> str:
        """The address of a page of so many records."""
        style, paging = self._style, self._style.paging
        if paging.by == "next" and at != paging.start:
            return followed(below(self._url, style.place), str(at))
        if paging.by == "cursor" and paging.scroll and at != paging.start:
            return with_query(below(self._url, paging.scroll), {str(paging.parameter): str(at)})
        sliced = of.params(style.slices) if style.slices else {}
        parts = [*self._fixed, sliced]
        asked = joined(parts, style.joined)
        if paging.size:
            asked[paging.size] = str(size)
        if paging.parameter and at != "":
            asked[paging.parameter] = str(at)
        return with_query(below(self._url, style.place), asked)


def below(url: str, path: str) -> str:
    """An address below another, whose query stays: people write keys of a kind there."""
    base, mark, query = url.partition("?")
    return (f"{base.rstrip('/')}/{path}" if path else base) + mark + query


def record(style: Style, url: str, name: str) -> str:
    """The address of one record."""
    assert style.record is not None
    path = style.record.path.format(id=quote(name, safe=""))
    params = {key: text(value) for key, value in style.record.params.items()}
    place, _, query = path.partition("?")
    own = dict(part.partition("=")[::2] for part in query.split("&") if part)
    bare = below(url, place)
    address = with_query(bare, params)
    extra = "&".join(f"{key}={value}" for key, value in own.items())
    return address + ("&" if "?" in address else "?") + extra if extra else address


def joined(
    parts: Iterable[Mapping[str, str | int | bool]], by: Mapping[str, str]
) -> dict[str, str]:
    """Parameters put together; of a name given twice the last holds, unless `by` joins them."""
    asked: dict[str, str] = {}
    for part in parts:
        for name, value in part.items():
            if name in by and asked.get(name):
                asked[name] = f"({asked[name]}){by[name]}({text(value)})"
            else:
                asked[name] = text(value)
    return asked


def text(value: str | int | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _moment(since: str) -> datetime:
    """A moment that cannot be read asks from the beginning: that loses nothing."""
    try:
        return datetime.fromisoformat(datestamp.written(since, datestamp.SECONDS))
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)

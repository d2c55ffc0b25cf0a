"""Where a SPARQL server is asked what, read from one setting."""

from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qs, parse_qsl, unquote, urlencode, urljoin, urlsplit

from harvester.errors import ConfigError

USUAL = {"query": "query", "update": "update", "data": "data"}
"""Relative to the base address of a data set: the habit of Fuseki, and others can be told."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """`base` is for people; `data` of the graph store protocol takes N-Quads of all graphs."""

    base: str
    query: str
    update: str
    data: str
    login: tuple[str, str] | None = field(default=None, repr=False)
    digest: bool = False

    def limited(self, seconds: float) -> str:
        """The query address with a limit of time, unless it has one in a form of its own."""
        parts = urlsplit(self.query)
        if "timeout" in parse_qs(parts.query, keep_blank_values=True):
            return self.query
        told = urlencode({"timeout": f"{seconds:g}"})
        return parts._replace(query="&".join(filter(None, [parts.query, told]))).geturl()


def read(setting: str) -> Addresses:
    """`http://user:password@host/dataset?query=…&update=…&data=…&auth=digest`; most may be missing.

    Raises:
        ConfigError: it is no such address.
    """
    try:
        parts = urlsplit(setting)
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        bare = parts._replace(netloc=f"{host}:{parts.port}" if parts.port else str(host))
    except ValueError as error:
        raise ConfigError(f"graph_url: is no address ({error}).") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ConfigError("graph_url: an address with http:// or https:// is needed.")
    said = dict(parse_qsl(parts.query, keep_blank_values=True))
    if unknown := said.keys() - {*USUAL, "auth"}:
        known = ", ".join([*USUAL, "auth"])
        raise ConfigError(f"graph_url: unknown `{min(unknown)}` after the ?; there is {known}.")
    base = bare._replace(path=bare.path.rstrip("/"), query="", fragment="").geturl()
    places = {name: _below(base, said.get(name, usual)) for name, usual in USUAL.items()}
    return Addresses(base, **places, login=_login(parts), digest=_is_digest(said))


def _below(base: str, relative: str) -> str:
    return base + relative if relative.startswith("?") else urljoin(f"{base}/", relative or base)


def _login(parts: SplitResult) -> tuple[str, str] | None:
    if parts.username is None:
        return None
    return unquote(parts.username), unquote(parts.password or "")


def _is_digest(said: dict[str, str]) -> bool:
    scheme = said.get("auth", "basic")
    if scheme not in {"basic", "digest"}:
        raise ConfigError("graph_url: `auth` is basic or digest.")
    return scheme == "digest"

"""Where the cluster is: `elasticsearch+http://one:9200,two:9200/prefix`."""

import re
from dataclasses import dataclass

from harvester.errors import ConfigError

FORM = re.compile(r"elasticsearch\+(https?)://([^/?#]+)(?:/([^/?#]*))?/?")
HOST = re.compile(r"(?:\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?")
PREFIX = re.compile(r"[a-z0-9][a-z0-9_.-]{0,99}")
PORT = 9200
USUAL_PREFIX = "lithoscope"


@dataclass(frozen=True, slots=True)
class Address:
    """Nodes of one cluster, and how the names of the indexes begin."""

    hosts: tuple[str, ...]
    prefix: str

    def __str__(self) -> str:
        return f"{', '.join(self.hosts)} ({self.prefix})"


def read(url: str) -> Address:
    """Raises ConfigError if the address is none, or has a password in it."""
    form = FORM.fullmatch(url)
    if form is None:
        raise _wrong("elasticsearch+http://host:9200/prefix or elasticsearch+https://… is needed")
    scheme, hosts, prefix = form[1], form[2].split(","), form[3] or USUAL_PREFIX
    if "@" in form[2]:
        raise _wrong("a password is not taken from an address; set search_api_key")
    if not all(HOST.fullmatch(host) for host in hosts):
        raise _wrong(f"not names of hosts, with a comma between them: {form[2]}")
    if not PREFIX.fullmatch(prefix):
        raise _wrong(f"no prefix for names of indexes, in small letters: {prefix}")
    return Address(tuple(_base(scheme, host) for host in hosts), prefix)


def _base(scheme: str, host: str) -> str:
    has_port = host.rpartition(":")[2].isdigit()
    return f"{scheme}://{host}" if has_port else f"{scheme}://{host}:{PORT}"


def _wrong(what: str) -> ConfigError:
    return ConfigError(f"search_url: {what}.")

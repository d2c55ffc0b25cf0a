"""The official client, as patient as a harvest needs it."""

from dataclasses import dataclass
from pathlib import Path

from elasticsearch import Elasticsearch

from harvester.errors import ConfigError
from harvester.index.elasticsearch.address import Address

TIMEOUT = 60.0
"""Seconds for which one answer is waited for."""
RETRIES = 4
"""Further tries of one request that was refused for now (429, 502 to 504), not answered in time,
or met a dead host; each of them goes to the next host."""
PAUSE = 1.0
"""Seconds before the second try; they double, with some chance in them."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Asks nothing before it is used."""

    client: Elasticsearch
    address: Address
    pause: float = PAUSE


def connect(
    address: Address,
    *,
    api_key: str = "",
    authority: Path | None = None,
    timeout: float = TIMEOUT,
    pause: float = PAUSE,
) -> Cluster:
    """
    Args:
        address: The hosts.
        api_key: Sent with every request; none if empty.
        authority: Certificates (PEM) that the hosts' own are checked against; the system's if None.
        timeout: Seconds for one answer.
        pause: Seconds before the second try.
    """
    if authority is not None and not authority.is_file():
        raise ConfigError(f"search_ca: there is no file {authority}.")
    tls = address.hosts[0].startswith("https:")
    client = Elasticsearch(
        list(address.hosts),
        api_key=api_key or None,
        request_timeout=timeout,
        max_retries=RETRIES,
        retry_on_timeout=True,
        retry_on_status=(429, 502, 503, 504),
        retry_backoff_base=pause,
        **({"ca_certs": str(authority)} if authority and tls else {}),  # type: ignore[arg-type]
    )
    return Cluster(client, address, pause)

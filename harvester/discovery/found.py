"""What was found, and what was asked for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from harvester.fetch.describe import Description


@dataclass(frozen=True, slots=True)
class Found:
    """One way to harvest.

    Args:
        protocol: As a repository's file says it.
        url: Its address, as the file would have it.
        format: The best of its formats that a crosswalk reads.
        requests: The style of request, of a REST interface.
        description: What it says of itself.
        size: How many records it tells of.
        tried: A record of `format` was asked for and could be mapped.
        unread: Formats on offer that no crosswalk reads.
        quirks: What a person should know, in sentences without a full stop.
    """

    protocol: str
    url: str
    format: str
    requests: str | None = None
    description: Description = field(default_factory=Description)
    size: int | None = None
    tried: bool = False
    unread: tuple[str, ...] = ()
    quirks: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """For other programs."""
        said = self.description
        return {
            "protocol": self.protocol,
            "requests": self.requests,
            "url": self.url,
            "title": said.name,
            "format": self.format,
            "tried": self.tried,
            "formats": [each.prefix for each in said.formats],
            "sets": [each.spec for each in said.sets],
            "more_sets": said.more_sets,
            "records": self.size,
            "quirks": list(self.quirks),
        }


@dataclass(slots=True)
class Survey:
    """All ways that were found, the best first, or why there is none."""

    url: str
    found: list[Found] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    problem: str = ""
    reached: bool = True
    late: bool = False
    """It took so long that not every place was asked."""
    delay: float = 0.0
    """Seconds between two requests that the site asks for, or that we would make anyway."""

"""Where in a list we are: what an interrupted window goes on from, as the ledger's opaque token."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from harvester.errors import StopWindow
from harvester.fetch.rest.slices import Slice

Position = int | str
"""An offset, a page number, a cursor or the address of the next page."""

ANCHORS = 3
"""Names of the end of a page that its successor must begin with one of."""


def mark(name: str) -> str:
    """Small enough to remember millions."""
    return sha256(name.encode(errors="surrogatepass")).hexdigest()[:16]


@dataclass
class State:
    """Of one window; `slices` are what is still to be asked for, the one at work first.

    `came` and `least` are of the slice: records it gave, and the least total it announced.
    """

    start: Position
    slices: list[Slice] = field(default_factory=lambda: [Slice()])
    at: Position = ""
    came: int = 0
    least: int | None = None
    passed: int = 0
    """Items of the slice so far, those that came again too."""
    anchors: list[str] = field(default_factory=list)
    torn: bool = False
    """The beginning of this slice was read by an earlier process."""
    all_came: int = 0
    all_told: int | None = None
    """Records of the slices that are done; what was announced for all together."""
    doubts: list[str] = field(default_factory=list)
    """Why this list cannot be called complete."""

    def __post_init__(self) -> None:
        self.at = self.at if self.at != "" else self.start

    @property
    def at_start(self) -> bool:
        return self.at == self.start

    def begin(self) -> None:
        """The slice at work, from its beginning."""
        self.at, self.came, self.least, self.passed = self.start, 0, None, 0
        self.anchors, self.torn = [], False

    def token(self) -> str:
        """All of it, as text."""
        slices = [each.told() for each in self.slices]
        counts = [self.came, self.least, self.passed, self.all_came, self.all_told]
        told = {"at": self.at, "slices": slices, "counts": counts, "anchors": self.anchors}
        return json.dumps(told | {"doubts": self.doubts}, separators=(",", ":"))

    @classmethod
    def of(cls, token: str | None, start: Position) -> State:
        """Where an earlier process left off.

        Raises:
            StopWindow: the token is none of ours, so that the list must begin again.
        """
        if token is None:
            return cls(start)
        try:
            told = json.loads(token)
            came, least, passed, all_came, all_told = told["counts"]
            slices = [Slice.of(each) for each in told["slices"]]
            state = cls(start, slices, told["at"], came, least, passed, told["anchors"])
            state.all_came, state.all_told = all_came, all_told
        except (ValueError, TypeError, KeyError) as error:
            raise StopWindow("The place to go on from cannot be read.", restart=True) from error
        state.doubts = list(told.get("doubts", ()))
        state.torn = not state.at_start
        return state


def ends(names: Sequence[str]) -> list[str]:
    return [mark(name) for name in names[-ANCHORS:]]

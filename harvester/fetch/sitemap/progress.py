"""Where a window that broke off goes on, as its token says it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """All pages up to the address `after` were asked; `again` are those that did not answer."""

    after: str = ""
    again: tuple[str, ...] = ()

    @classmethod
    def read(cls, token: str | None) -> Progress:
        """Raises ValueError if it is no token of ours."""
        if token is None:
            return cls()
        said = json.loads(token)
        if not isinstance(said, list) or not said or not all(isinstance(s, str) for s in said):
            raise ValueError("a list of addresses is expected")
        return cls(said[0], tuple(said[1:]))

    @property
    def token(self) -> str:
        return json.dumps([self.after, *self.again], ensure_ascii=False)

    def rest(self, pages: Mapping[str, object]) -> list[str]:
        """Of all pages, in order, those to be asked yet; last those that did not answer."""
        again = [page for page in self.again if page in pages and page <= self.after]
        return [page for page in pages if page > self.after] + again

    def past(self, page: str, *, answered: bool) -> Progress:
        again = tuple(each for each in self.again if each != page)
        return Progress(max(self.after, page), again if answered else (*again, page))

"""A name as read: of which kind, in its normal form, and what it is a part of."""

import re
from typing import NamedTuple

OF_THE_MOON = re.compile(r"lunar|moon\b|mond\b|apollo|luna\b", re.IGNORECASE)
OF_RYUGU = re.compile(r"ryugu|hayabusa ?-?2|jaxa", re.IGNORECASE)


class Name(NamedTuple):
    """One name of a sample.

    Attributes:
        kind: igsn, doi, handle, ark, url, lunar, osiris-rex, ryugu, itokawa, chang-e, museum,
            meteorite, label or words.
        value: The normal form within the kind, with the split if there is one.
        verbatim: As it was written.
        parent: The normal form of what it is a split of.
        split: The number or letter of the split alone.
        owner: Whose name it is, where it means nothing without: of labels alone.
    """

    kind: str
    value: str
    verbatim: str
    parent: str | None = None
    split: str | None = None
    owner: str | None = None

    @property
    def root(self) -> str:
        """The value without the split."""
        return self.parent or self.value


class Context(NamedTuple):
    """What else is known where a name stands: five digits are a rock only on the Moon.

    `words` is running text (material, place, collection), `owner` the laboratory or collection.
    """

    words: str = ""
    owner: str | None = None

    @property
    def moon(self) -> bool:
        return bool(OF_THE_MOON.search(self.words))

    @property
    def ryugu(self) -> bool:
        return bool(OF_RYUGU.search(self.words))

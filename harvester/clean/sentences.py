"""Where the sentences of running text begin and end, without falling for abbreviations."""

import re
from bisect import bisect_right

BREAK = re.compile(
    r"[.!?\n](?:"  # alone in front, so that the search can skip to these signs
    r"(?<!\n)(?P<stop>)[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9ÀÖØ-Þ])"  # a full stop, then a capital
    r"|(?<=\n)\s*\n"  # a paragraph
    r"|(?<=\n)\s*[-•–*]\s+)"  # an item of a list
)
ABBREVIATED = re.compile(
    r"(?:\bet al|\be\.g|\bi\.e|\b[Ff]igs?|\bTabs?|\bRefs?|\bEqs?|\bca|\bcf|\bvs|\bapprox|\bNo|\bnr"
    r"|\bVol|\bpp?|\bSt|\bDr|\bProf|\bresp|\bz\.B|\bbzw|\b[A-Z])\.$"
)


class Sentences:
    """The sentences of one text, found when first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *_breaks(text)]

    def around(self, position: int) -> tuple[int, int]:
        """Start and end of the sentence that holds a position."""
        index = bisect_right(self._starts, position)
        end = self._starts[index] if index < len(self._starts) else len(self.text)
        return self._starts[index - 1], end


def _breaks(text: str) -> list[int]:
    return [found.end() for found in BREAK.finditer(text) if not _abbreviates(text, found)]


def _abbreviates(text: str, found: re.Match[str]) -> bool:
    """Whether an abbreviation ends there, with its full stop."""
    end = found.start() if found["stop"] is None else found.start("stop")
    return ABBREVIATED.search(text, max(0, end - 8), end) is not None

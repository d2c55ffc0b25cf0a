"""An answer that cannot be used: said once where it is seen, told to the user by who asked."""

from harvester.errors import StopWindow
from harvester.patience import Failure

EVIDENCE = 64 * 1024
"""Bytes of a refused body that are worth keeping."""


def kept(pages: int) -> str:
    """What a person may rely on when a list breaks off; nothing where nothing was kept."""
    if not pages:
        return ""
    return "1 page is kept." if pages == 1 else f"{pages:,} pages are kept."


class Fault(Failure):
    """Of a repository; it is worth as many attempts as its politeness says, if no other.

    Args:
        text: See `Failure`.
        patience: See there.
        wait: See there.
        evidence: The refused body.
        reached: Somebody answered, though not in a useful way.
        status: The HTTP status, where that is what is wrong.
    """

    def __init__(
        self,
        text: str,
        *,
        patience: int | None = None,
        wait: float | None = None,
        evidence: bytes | bytearray = b"",
        reached: bool = True,
        status: int | None = None,
    ) -> None:
        super().__init__(text, patience=patience, wait=wait)
        self.evidence = bytes(evidence[:EVIDENCE])
        self.reached = reached
        self.status = status

    def stop(self, subject: str, kept: str = "") -> StopWindow:
        """The same as an error for the user: a sentence about `subject`, then what was kept."""
        sentence = f"{subject} {self}. {kept}".strip()
        return StopWindow(sentence, retry_after=self.wait, evidence=self.evidence)

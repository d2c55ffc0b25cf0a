"""An answer that cannot be used: said once where it is seen, told to the user by who asked."""

from harvester.errors import StopWindow

EVIDENCE = 64 * 1024
"""Bytes of a refused body that are worth keeping."""


class Fault(Exception):
    """The text goes on from a subject ("pangaea: page 207 …") and has no full stop.

    Args:
        text: "was cut off after 31,744 bytes (no </OAI-PMH>)".
        patience: How many attempts it is worth; None: as many as the repository's politeness says.
        wait: Seconds that the repository asked us to wait before the next attempt.
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
        super().__init__(text)
        self.patience = patience
        self.wait = wait
        self.evidence = bytes(evidence[:EVIDENCE])
        self.reached = reached
        self.status = status

    def stop(self, subject: str, kept: str = "") -> StopWindow:
        """The same as an error for the user: a sentence about `subject`, then what was kept."""
        sentence = f"{subject} {self}. {kept}".strip()
        return StopWindow(sentence, retry_after=self.wait, evidence=self.evidence)

"""The errors of the protocol in our words: what the repository said, and what to do about it."""

from collections.abc import Sequence

from harvester.errors import StopSource, StopWindow
from harvester.fetch.fault import EVIDENCE
from harvester.fetch.response import Refusal

_ADVICE = {
    "noSetHierarchy": " It has no sets: take `sets:` out of its file.",
    "badVerb": " Is this the base address of an OAI-PMH interface?",
}


def is_dead_token(refusal: Refusal) -> bool:
    return refusal.code == "badResumptionToken" and "resumptionToken" in refusal.response.params


def dead_token(source: str, refusal: Refusal, kept: str) -> StopWindow:
    """Ends the window, to be asked anew. `kept` is the sentence about what is kept."""
    return StopWindow(
        f"{source}: the repository no longer takes its own token ({refusal}), "
        f"so this list must start again. {kept}".strip(),
        evidence=refusal.response.answer.body[:EVIDENCE],
        restart=True,
    )


def as_error(source: str, refusal: Refusal, kept: str, offered: Sequence[str]) -> StopSource:
    """Any other refusal ends the source.

    `offered` are the prefixes of the formats that the repository has, if it tells them.
    """
    advice = _ADVICE.get(refusal.code, "")
    asked = refusal.response.params.get("metadataPrefix")
    if offered and asked and (asked not in offered or refusal.code == "cannotDisseminateFormat"):
        advice = f" `{asked}` was asked for; it offers {', '.join(offered)}."
    return StopSource(
        f"{source}: the repository refuses the request ({refusal}).{advice} {kept}".strip()
    )

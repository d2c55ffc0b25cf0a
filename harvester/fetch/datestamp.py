"""OAI-PMH time: two granularities, always UTC (OAI-PMH 2.0, 3.3); read as repositories write it."""

from datetime import UTC, date, datetime

from harvester.record import Finding

DAY = "YYYY-MM-DD"
SECONDS = "YYYY-MM-DDThh:mm:ssZ"


def normal(text: str) -> tuple[str, Finding | None]:
    """A datestamp as `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ssZ`, and what had to be read into it.

    Fractions of a second are cut, offsets converted, a missing zone is taken as UTC. What cannot
    be read at all is given back as it came, with a finding.
    """
    try:
        if len(text) == 20 and text[10] == "T" and text[19] == "Z":
            datetime.fromisoformat(text)
            return text, None
        if len(text) == 10 and text[4] == "-":
            date.fromisoformat(text)
            return text, None
        return _converted(text)
    except (ValueError, OverflowError):
        said = f"the datestamp {text[:60]!r} cannot be read and is kept as it is"
        return text, Finding(
            "datestamp-unreadable", said, "header/datestamp", text[:200], "warning"
        )


def _converted(text: str) -> tuple[str, Finding]:
    time = datetime.fromisoformat(text.strip().upper())
    time = time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    stamp = time.isoformat(timespec="seconds").replace("+00:00", "Z")
    said = f"the datestamp {text[:60]!r} is not of the form {SECONDS} and is read as {stamp}"
    return stamp, Finding("datestamp-form", said, "header/datestamp", text[:200])


def written(since: str, granularity: str) -> str:
    """A moment as the value of `from` in a granularity."""
    stamp = normal(since)[0]
    if granularity == DAY:
        return stamp[:10]
    return stamp if len(stamp) > 10 else f"{stamp}T00:00:00Z"


def other(granularity: str) -> str:
    return SECONDS if granularity == DAY else DAY


def granularity_of(text: str) -> tuple[str, Finding | None]:
    """The granularity that an Identify names; by day where it names none that exists."""
    plain = text.strip().lower()
    for known in (DAY, SECONDS):
        if plain == known.lower():
            return known, None
    said = f"granularity {text[:60]!r} is not one of the protocol; days are used"
    return DAY, Finding("granularity", said, "Identify/granularity", text[:200])

"""Authority lists: official names, with what else they are called, that a catalogue was given."""

from harvester.identity.authorities.entry import Entry
from harvester.identity.authorities.kept import fingerprint, known

__all__ = ["Entry", "fingerprint", "known"]

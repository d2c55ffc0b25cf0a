"""What is wrong in records: each measure takes the tally and says how often, and where."""

from harvester.quality.frequent import Frequent
from harvester.quality.report import Kind
from harvester.quality.tally import Tally

KINDS = 25
"""Kinds that a point of the report lists."""


class Met:
    """How often a fault was met, of how many, and its kinds, most frequent first."""

    def __init__(
        self, count: int, total: int = 0, kinds: tuple[Kind, ...] = (), more: int = 0
    ) -> None:
        self.count = count
        self.total = total
        self.kinds = kinds
        self.more = more


def rejected(tally: Tally) -> Met:
    """Records that cannot be used

    They are kept as they came and shown to nobody: for users they do not exist.

    Mend them at the source; at the next harvest they appear by themselves.
    """
    return _met(tally.rejected, tally.records)


def left_out(tally: Tally) -> Met:
    """Records that are left out on purpose

    Nothing, for who looks for data or samples: they are neither.

    Tell us if some of them are; or offer a set without them, which spares both of us the harvest.
    """
    return _met(tally.left_out, tally.records)


def same_identifier(tally: Tally) -> Met:
    """Records that share an identifier

    Users meet the same data twice, and a citation points to two things.

    Withdraw the double; if they are versions, give each its own identifier and relate them.
    """
    return _doubled(tally, "identifier")


def same_title(tally: Tally) -> Met:
    """Records with the same title by the same creator

    Nobody can tell them apart in a list of hits, or see whether they are one.

    Withdraw what is double; else say in each title what is different: sample, area, technique.
    """
    return _doubled(tally, "title")


def invalid(tally: Tally) -> Met:
    """Values that cannot be read

    They are kept in their own words but not searched: no date, no place, no link comes of them.

    Correct them in the record; the reason is given with each.
    """
    return _met(tally.invalid)


def future_dates(tally: Tally) -> Met:
    """Dates that were still to come when the record was harvested

    They stand first wherever the newest comes first, and in no range of years that is asked for.

    See whether digits were exchanged; for data that will be opened later, say that by the date's
    role (Available).
    """
    return _met(tally.ahead)


def unknown_words(tally: Tally) -> Met:
    """Words that no vocabulary knows, in fields that ask for one

    The field says something that no search understands.

    Use the vocabulary's words where they fit, and tell us the words that are missing there.
    """
    return _met(tally.unknown)


def unknown_keywords(tally: Tally) -> Met:
    """Keywords in which we recognise no technique, material or sample

    They are found as plain words alone, and not by what they mean. Many are not meant to be more.

    See whether names of techniques and materials are misspelt; tell us those that are right.
    """
    return _met(tally.keywords)


def lossy_formats(tally: Tally) -> Met:
    """Measurements only in formats that lose how they were made

    Voltage, pixel size and detector cannot be read from such files later.

    Deposit the instrument's own files too, or an open format that keeps its metadata (OME-TIFF,
    HDF5, NeXus, EMD).
    """
    return _met(tally.lost, tally.mapped)


def closed_formats(tally: Tally) -> Met:
    """Data in formats that only their maker's program opens

    Who has no licence for it cannot use them, and nobody can when it is gone.

    Deposit an open or documented format beside them.
    """
    return _met(tally.closed, tally.mapped)


def mended(tally: Tally) -> Met:
    """Values that could be read only in part, or had to be mended

    Something was left out or is uncertain; the source's words are kept beside it.

    Write these values as their field asks for; the reason is given with each.
    """
    return _met(tally.mended)


def unread(tally: Tally) -> Met:
    """Fields that Lithoscope does not read

    What stands there is kept but not searched. This is ours to mend, not yours.

    Tell us what these fields mean, or use one of the format's usual fields.
    """
    return _met(tally.unread)


def _met(counted: Frequent, total: int = 0) -> Met:
    kinds = counted.kinds(KINDS)
    return Met(counted.total, total, kinds, len(counted) - len(kinds))


def _doubled(tally: Tally, kind: str) -> Met:
    keys, records = tally.doubles.count(kind)
    kinds = tally.doubles.kinds(kind, KINDS)
    return Met(records, tally.mapped, kinds, keys - len(kinds))

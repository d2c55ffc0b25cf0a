"""What a repository's records say and leave out, as a report for whoever looks after them.

Every kept record is mapped anew with the crosswalks in force, on all cores, and nothing is
written: so the report is true of what is kept now, also where graph and index are behind. What
one record has to say becomes `facts.Facts`; a `tally.Tally` of fixed size counts them, and each
measure (`fields.py`, `measured.py`, `faults.py`, `harvests.py`) is one function whose docstring
is what the report says about it.
"""

from harvester.quality.examining import examine
from harvester.quality.report import Example, Kind, Point, Report, Share, as_dict

__all__ = ["Example", "Kind", "Point", "Report", "Share", "as_dict", "examine"]

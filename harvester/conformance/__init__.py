"""Does a server keep OAI-PMH 2.0? Sixty-two rules, and a report that its operator can act on.

    report = check(url, Web(politeness), Asked(prefix="oai_dc"))

A rule is one function of `rules/` whose docstring is what the report says; `table.py` has them all.
"""

from harvester.conformance.report import Outcome, Report, Result, check
from harvester.conformance.site import Asked

__all__ = ["Asked", "Outcome", "Report", "Result", "check"]

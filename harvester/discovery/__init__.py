"""Discovery: what can be harvested at an address that a person gave, and how.

    survey(home, "https://repository.example.org/")

`places.py` says where to look, `oai.py`, `rest.py` and `sitemap.py` what is there, `proposal.py`
which of it is best, and what its file would say.
"""

from harvester.discovery.found import Found, Survey
from harvester.discovery.survey import survey

__all__ = ["Found", "Survey", "survey"]

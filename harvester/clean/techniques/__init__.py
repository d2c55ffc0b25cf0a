"""Which techniques a record names, and which of them made the data that it offers.

names in text (`named`) → acronyms of other things out → what an ambiguous label means
(`context`) → mere instruments out (`compounds`) → used or only mentioned (`usage`, `cues`).
"""

from harvester.clean.techniques.reader import TechniqueMention, TechniqueReader

__all__ = ["TechniqueMention", "TechniqueReader"]

"""The table: what each thing in common is worth, and whether it makes relatives by itself.

Text counts for what it is worth beside the others (`TEXT`), and never alone.
"""

from collections.abc import Callable
from typing import NamedTuple

from harvester.related import features
from harvester.related.features import Common
from harvester.related.profile import Profile

Feature = Callable[[Profile, Profile], Common | None]


class Weight(NamedTuple):
    """`ground`: enough to be a relative; all others only add to one."""

    feature: Feature
    points: float
    ground: bool = False


TABLE = (
    Weight(features.same_parent, 6, ground=True),
    Weight(features.same_number, 6, ground=True),
    Weight(features.same_origin, 5, ground=True),
    Weight(features.same_place, 4, ground=True),
    Weight(features.same_mission, 3, ground=True),
    Weight(features.same_label, 2, ground=True),
    Weight(features.near_place, 3, ground=True),
    Weight(features.same_project, 2, ground=True),
    Weight(features.same_material, 3, ground=True),
    Weight(features.same_collection, 1),
    Weight(features.same_people, 1),
    Weight(features.same_kind, 0.5),
    Weight(features.same_technique, 0.5),
    Weight(features.complementary, 0.5),
)
NAMES = 5.0
"""For names that few records have, such as that of a place in a title."""
TEXT = 2.0
"""Of the record whose words are most alike."""
FAMILY = 10.0
"""For what the ledger or a record holds for parent, part or sibling."""

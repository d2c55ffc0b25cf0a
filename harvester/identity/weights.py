"""The table: which rule speaks for what, how much, and what it refutes.

Points add up; a relation needs a ground of its own (`speaks_for`), to which circumstances add.
Changing a number here changes decisions: the pairs in `tests/identity/benchmark.tsv` say which.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple

from harvester.identity.description import Description
from harvester.identity.rules import circumstances, names, vetoes
from harvester.identity.rules.names import Values

Relation = Literal["same", "derived", "same_parent", "same_origin", "similar"]
Decision = Literal["certain", "very_likely", "possible"]
Rule = Callable[[Description, Description], Values]

RELATIONS: tuple[Relation, ...] = ("same", "derived", "same_parent", "same_origin", "similar")
"""From the closest: what holds is the first that has enough points."""
THRESHOLDS: tuple[tuple[Decision, float], ...] = (
    ("certain", 8.0),
    ("very_likely", 5.0),
    ("possible", 3.5),
)


class Weight(NamedTuple):
    """`points` for the relations of `speaks_for` (for `()`: of every relation that has a ground);
    `refutes` are the relations that it makes impossible.
    """

    rule: Rule
    points: float = 0.0
    speaks_for: tuple[Relation, ...] = ()
    refutes: tuple[Relation, ...] = ()

    @property
    def name(self) -> str:
        return self.rule.__name__

    @property
    def text(self) -> str:
        return (self.rule.__doc__ or "").strip()


NOT_ONE_OBJECT: tuple[Relation, ...] = ("same",)
NOT_RELATED: tuple[Relation, ...] = ("same", "derived", "same_parent", "same_origin")

TABLE = (
    # grounds
    Weight(names.same_identifier, 10, ("same",)),
    Weight(names.same_doi, 4, ("same",)),
    Weight(names.same_number, 9, ("same",)),
    Weight(names.same_split, 10, ("same",)),
    Weight(names.same_label, 7, ("same",)),
    Weight(names.same_part, 7, ("same",)),
    Weight(names.long_label, 3, ("same",)),
    Weight(names.label_without_owner, 2.5, ("same",)),
    Weight(names.same_find, 7, ("same",)),
    Weight(names.same_thing, 6, ("same",)),
    Weight(names.number_alone, 5, ("same",)),
    Weight(names.split_of, 9, ("derived",)),
    Weight(names.split_of_bare, 6, ("derived",)),
    Weight(names.part_of_named, 6, ("derived",)),
    Weight(names.stated_parent, 9, ("derived",)),
    Weight(names.splits_of_one, 9, ("same_parent",)),
    Weight(names.parts_of_one, 7, ("same_parent",)),
    Weight(names.one_parent, 8, ("same_parent",)),
    Weight(names.same_meteorite, 8, ("same_origin",)),
    Weight(names.names_alike, 2, ("same",)),
    # circumstances
    Weight(circumstances.equal_mass, 2),
    Weight(circumstances.near, 1.5),
    Weight(circumstances.same_place, 1),
    Weight(circumstances.same_material, 0.5),
    Weight(circumstances.same_date, 1),
    Weight(circumstances.same_collection, 0.5),
    Weight(circumstances.other_place, -1),
    Weight(circumstances.other_material, -2),
    # what refutes
    Weight(circumstances.other_mass, refutes=NOT_ONE_OBJECT),
    Weight(circumstances.far, -3, refutes=NOT_ONE_OBJECT),
    Weight(circumstances.iron_and_stone, refutes=NOT_RELATED),
    Weight(circumstances.kinds_in_brackets, refutes=NOT_RELATED),
    Weight(vetoes.other_number, refutes=NOT_ONE_OBJECT),
    Weight(vetoes.other_find, refutes=NOT_RELATED),
    Weight(vetoes.two_splits, refutes=NOT_ONE_OBJECT),
    Weight(vetoes.other_part, refutes=NOT_ONE_OBJECT),
    Weight(vetoes.whole_and_part, refutes=NOT_ONE_OBJECT),
    Weight(vetoes.other_parent, refutes=("same", "same_parent")),
    Weight(vetoes.two_sample_numbers, refutes=NOT_ONE_OBJECT),
    Weight(vetoes.labels_of_two_laboratories, refutes=("same", "derived", "same_parent")),
    Weight(vetoes.two_labels, refutes=NOT_ONE_OBJECT),
)

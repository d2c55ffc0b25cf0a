"""Which of several of one name is meant, where class or place tell."""

import pytest

from harvester.identity.authorities import Entry
from harvester.identity.authorities.kept import combined
from harvester.identity.description import describe
from harvester.identity.row import Row

REGISTER = combined(
    [
        [
            *(Entry("Colby (Kansas)", material="L6"), Entry("Colby (Wisconsin)", material="L6")),
            *(Entry("Bluff (a)", material="L5"), Entry("Bluff (b)", material="L4")),
            *(Entry("Ornans", material="CO3"), Entry("Mornans", material="H5")),
        ]
    ]
)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"name": "Colby", "place": "Clark Co., Wisconsin, USA"}, "Colby (Wisconsin)"),
        ({"name": "Colby", "place": "USA"}, None),
        ({"name": "Colby", "place": "USA", "lab": "University of Kansas"}, None),
        ({"name": "Bluff", "material": "L5 chondrite"}, "Bluff (a)"),
        ({"name": "BLUFF", "material": "L4"}, "Bluff (b)"),
        ({"name": "Bluff", "material": "a chondrite"}, None),
        ({"name": "Bluff (c)", "material": "L5"}, None),
        ({"name": "Pornans", "material": "H5"}, None),
    ],
)
def test_a_namesake_is_told_by_class_or_place_and_a_wrong_letter_is_not(
    said: dict[str, str], name: str | None
) -> None:
    origin = describe(Row.model_validate({"id": "1", **said}), REGISTER).origin
    found = origin.name if origin and origin.name in REGISTER else None
    assert found == name

"""A bare number of a list means its sample only where nothing speaks for another."""

import pytest

from harvester.identity.authorities import Entry
from harvester.identity.authorities.kept import combined
from harvester.identity.description import describe
from harvester.identity.row import Row

REGISTER = combined(
    [[Entry("10017", place="Apollo 11"), Entry("L1608", place="MARE FECUNDITATIS, Luna 16")]]
)


def meant(**said: str) -> set[str]:
    found = describe(Row.model_validate({"id": "1", **said}), REGISTER)
    names = {f"{name.kind}:{name.root}" for name in found.names}
    return names | ({f"origin:{found.origin.name}"} if found.origin else set())


def test_where_nothing_else_is_said_it_is_that_of_the_list() -> None:
    assert meant(name="10017") == {"lunar:10017"}
    assert meant(name="L1608") == {"origin:L1608"}


@pytest.mark.parametrize("said", [{"lab": "Bern"}, {"place": "Rum"}, {"material": "basalt"}])
def test_a_laboratory_may_have_the_same_number_for_a_rock_of_its_own(said: dict[str, str]) -> None:
    assert meant(name="10017", **said) == {"label:10017"}
    assert meant(name="L1608", **said) == {"label:l-1608"}


def test_the_place_of_the_list_speaks_for_it() -> None:
    assert meant(name="10017", lab="Bern", place="Moon") == {"lunar:10017"}
    assert meant(name="L1608", lab="Bern", place="Mare Fecunditatis") == {"origin:L1608"}
    assert meant(name="L1608", lab="Bern", material="soil of Luna 16") == {"origin:L1608"}


def test_a_number_that_no_list_has_stays_a_label() -> None:
    assert meant(name="10018") == {"label:10018"}

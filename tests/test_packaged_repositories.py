"""The repositories that come along: every file is whole, off, polite, and says where it is from."""

import re
from pathlib import Path

import pytest
from repository_page import PAGE, page

from harvester import crosswalk, repositories
from harvester.fetch.address import objection
from harvester.repositories import Repository

PACKAGED = repositories.load(None)
CROSSWALKS = crosswalk.load(None).values()
FIRST = ("glasgow", "strathclyde", "cambridge", "oxford", "ottawa", "manchester", "nhm", "nist")
FIELD = (
    "astromat",
    "earthchem",
    "sesar",
    "gfz",
    "pangaea",
    "bgs",
    "isis",
    "diamond",
    "esrf",
    "psi",
)


@pytest.fixture(params=PACKAGED.values(), ids=PACKAGED.keys())
def repository(request: pytest.FixtureRequest) -> Repository:
    return request.param


def text(repository: Repository) -> str:
    return (PAGE.parent / f"{repository.name}.yaml").read_text("utf-8")


def test_there_are_many_and_first_those_of_the_field() -> None:
    assert len(PACKAGED) >= 40
    assert set(PACKAGED) >= {*FIRST, *FIELD}


def test_it_is_off_until_it_was_tried_where_it_runs(repository: Repository) -> None:
    assert not repository.enabled
    assert not repository.allow_private
    assert not repository.demonstration


def test_it_names_its_operator_and_where_its_address_is_published(repository: Repository) -> None:
    assert repository.title
    assert repository.operator
    assert repository.operator.ror is None or re.fullmatch(
        r"https://ror\.org/0[a-z0-9]{8}", repository.operator.ror
    )
    assert re.match(r"https://[\w.-]+/", repository.source or "")


def test_it_says_whether_an_answer_of_it_was_ever_at_hand(repository: Repository) -> None:
    assert repository.verified


def test_a_crosswalk_reads_its_format(repository: Repository) -> None:
    read = any(each.called(repository.format) for each in CROSSWALKS)
    assert read, repository.format


def test_a_rest_interface_is_asked_in_a_style_that_there_is(repository: Repository) -> None:
    if repository.protocol == "rest":
        assert repository.style().items


def test_it_is_asked_with_pauses_and_by_a_schedule(repository: Repository) -> None:
    assert repository.politeness.delay.total_seconds() >= 1
    assert repository.schedule


def test_its_address_is_public_and_without_a_request_in_it(repository: Repository) -> None:
    host = repository.url.host or ""
    assert "." in host
    assert not re.search(r"example|localhost|invalid", host)
    assert not re.search(r"[?&]verb=", str(repository.url))
    with pytest.raises(ValueError, match="does not appear"):
        objection(host, allow_private=False)  # a name, no number


def test_it_says_what_is_chosen_of_it(repository: Repository) -> None:
    """By sets or words, or in a comment why everything is asked for."""
    assert repository.sets or repository.params or "\n# " in text(repository)


def test_no_two_ask_the_same() -> None:
    asked = [(str(r.url), r.format, r.sets, str(r.params)) for r in PACKAGED.values()]
    assert len(set(asked)) == len(asked)


def test_the_page_lists_them_as_they_are() -> None:
    assert PAGE.read_text("utf-8") == page(), "python -m tests.repository_page"


def test_a_reader_can_tell_those_never_tried_apart() -> None:
    _, _, never = page().partition("## Never tried")
    listed = set(re.findall(r"^\| \[`([\w-]+)`\]", never, re.M))
    assert listed == {name for name, each in PACKAGED.items() if each.verified == "never"}
    assert Path(PAGE).name == "README.md"

"""How a server is asked while it is checked: politely, once, and whatever it answers."""

import re
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from loopback import Reply

from harvester.conformance import check
from harvester.conformance.report import Report
from harvester.fetch.web import Web
from harvester.repositories import Politeness
from tests.conformance.breaking import Fault, Request, checked, exactly, repository, swap


def failed(report: Report) -> set[int]:
    return {each.rule.number for each in report.of("failed")}


def busy(**said: str) -> Fault:
    """503 once, before it answers ListSets."""

    def fault(asked: Request) -> Reply | None:
        first = exactly(asked, verb="ListSets") and not asked.times
        headers = {name.replace("_", "-"): value for name, value in said.items()}
        return Reply(status=503, headers=headers) if first else None

    return fault


def test_a_busy_server_is_waited_for_as_long_as_it_says() -> None:
    waited = list[float]()
    with (
        repository(busy(Retry_After="7")) as url,
        Web(Politeness(), allow_private=True) as web,
    ):
        report = check(url, web, sleep=waited.append)
    assert waited == [7]
    assert failed(report) == set()
    assert {2} <= {each.rule.number for each in report.of("passed")}


def test_a_busy_server_must_say_how_long() -> None:
    with repository(busy()) as url:
        assert failed(checked(url)) == {2}
    with repository(busy(Retry_After="90000")) as url:
        assert failed(checked(url)) == {2}


def test_a_server_that_stays_busy_is_left_alone() -> None:
    always = Reply(status=503, headers={"Retry-After": "1"})
    with repository(lambda asked: always if asked.verb == "ListSets" else None) as url:
        report = checked(url)
    assert failed(report) == set()
    assert {15, 55} <= {each.rule.number for each in report.of("untested")}


def test_a_redirect_to_another_site_is_not_followed() -> None:
    away = Reply(status=302, headers={"Location": "https://login.example.org/"})
    with repository(lambda asked: away if asked.verb == "ListSets" else None) as url:
        (broken,) = checked(url).of("failed")
    assert broken.rule.number == 4
    assert "login.example.org" in broken.answer


def test_what_was_asked_is_repeated_unescaped_only_by_the_careless() -> None:
    careless = swap("&quot;|identifier='invalid\"id'", 'invalid"id', identifier='invalid"id')
    with repository(careless) as url:
        assert failed(checked(url)) == {5, 27}


def test_no_request_changes_and_only_one_is_made_twice() -> None:
    asked = list[str]()

    def note(request: Request) -> None:
        asked.append(f"{request.method} {sorted(request.pairs)}")

    with repository(note) as url:
        checked(url)
    again = {each for each in asked if asked.count(each) > 1}
    assert len(again) == 2, "Identify without compression, and a token (48)"
    assert len(asked) < 70


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32))
def test_whatever_is_answered_every_rule_is_reported(seed: int) -> None:
    random = Random(seed)
    values = ["", " ", "-1", "9" * 30, "9999-99-99", "0000-01-01T00:00:00Z", "\u0663", "&#65;"]

    def mutilated(found: re.Match[str]) -> str:
        return f">{random.choice(values)}<" if random.random() < 0.2 else found[0]

    def fault(asked: Request) -> Reply | str:
        if random.random() < 0.9:
            return re.sub(">([^<>]{3,})<", mutilated, asked.good)
        cut = asked.good.encode()[: random.randrange(len(asked.good))]
        return Reply(cut, random.choice([200, 404, 500]))

    with repository(fault) as url:
        assert len(checked(url).results) == 62

"""A good server keeps every rule, and for every rule there is a server that breaks just that."""

import pytest

from harvester.conformance.table import RULES
from tests.conformance.breaking import Fault, checked, repository
from tests.conformance.breaks import BREAKS, takes_seconds
from tests.conformance.provider import DAY, SECONDS

NEVER_SEEN = {2: "busy", 51: "while"}
"""What cannot be provoked from outside, where nothing is wrong."""


@pytest.mark.parametrize("granularity", [SECONDS, DAY])
def test_a_good_server_keeps_every_rule_that_can_be_tested(granularity: str) -> None:
    with repository(granularity=granularity) as url:
        report = checked(url)
    assert [(each.rule.number, each.why) for each in report.of("failed")] == []
    assert {each.rule.number for each in report.of("untested")} == set(NEVER_SEEN)
    assert report.exit_code == 0


@pytest.mark.parametrize(("rule", "how", "fault"), BREAKS)
def test_a_server_that_breaks_one_rule_is_told_just_this(rule: int, how: str, fault: Fault) -> None:
    with repository(fault) as url:
        report = checked(url)
    broken = [*report.of("failed"), *report.of("advised")]
    assert [each.rule.number for each in broken] == [rule], [(e.rule.number, e.why) for e in broken]
    assert broken[0].request
    assert broken[0].answer
    assert report.exit_code == (5 if rule == 8 else 0 if broken[0].rule.advice else 4)


def test_a_server_of_days_must_refuse_seconds() -> None:
    with repository(takes_seconds, DAY) as url:
        assert [each.rule.number for each in checked(url).of("failed")] == [52]


def test_every_rule_is_broken_once() -> None:
    assert {rule for rule, _, _ in BREAKS} == {rule.number for rule in RULES}


def test_the_rules_are_numbered_without_a_gap_and_say_what_they_are() -> None:
    assert [rule.number for rule in RULES] == list(range(1, 63))
    assert all(rule.text.endswith(".") and "\n" not in rule.text for rule in RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)

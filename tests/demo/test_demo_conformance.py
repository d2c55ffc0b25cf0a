"""The demonstration's own servers keep OAI-PMH 2.0."""

import pytest

from harvester.demo.provider import DemoRepository
from harvester.demo.repositories import REPOSITORIES, serving
from tests.conformance.breaking import checked

UNSEEN = {
    2: "they are never busy",
    14: "they describe no form of identifiers",
    51: "nothing changes while they are read",
}


@pytest.mark.parametrize("repository", REPOSITORIES, ids=lambda each: each.name)
def test_no_rule_is_broken(repository: DemoRepository) -> None:
    with serving() as urls:
        report = checked(urls[repository.name])
    assert [(each.rule.number, each.why) for each in report.of("failed")] == []
    assert report.of("advised") == []
    assert {each.rule.number for each in report.of("untested")} == set(UNSEEN)

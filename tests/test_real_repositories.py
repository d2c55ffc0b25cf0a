"""Real repositories, as they were recorded, over the whole road: see `real_repositories.txt`."""

from collections import Counter
from pathlib import Path

import pytest
from catalogue import balanced, repository
from recorded import Case, cases

from harvester.home import Home
from harvester.road import harvest

pytestmark = pytest.mark.data


@pytest.mark.parametrize("case", cases(), ids=str)
def test_a_run_says_what_a_person_would_say(case: Case, shared: Path, home: Home) -> None:
    sets = [case.set] if case.set else []
    with case.replay(shared / "data").serve() as url:
        report = harvest(home, repository(url, format=case.format, sets=sets))
    assert report.verdict == case.verdict, case.why
    assert case.says in report.message
    counted = (report.seen, report.stored, report.deleted, report.rejected)
    assert counted == (case.seen, case.stored, case.deleted, case.rejected), case.why
    assert balanced(report)
    assert home.ledger.totals().get("rum", (0, 0)) == (case.kept - case.deleted, case.deleted)
    assert_all_can_be_found_or_say_why(case, home)


def assert_all_can_be_found_or_say_why(case: Case, home: Home) -> None:
    documents = list(home.index.documents())
    rejects = home.ledger.rejects("rum")
    assert len(documents) == case.stored
    assert all(home.graph.get(document["iri"]) for document in documents)
    assert len(rejects) == case.rejected
    assert all(reject.reason and reject.raw for reject in rejects)


def test_the_table_counts_every_identifier_once() -> None:
    wrong = [
        str(case) for case in cases() if case.seen != case.stored + case.deleted + case.rejected
    ]
    assert wrong == []


def test_the_table_knows_every_verdict_and_every_recording() -> None:
    verdicts = Counter(case.verdict for case in cases())
    assert set(verdicts) == {"complete", "complete_with_rejects", "partial", "failed"}
    assert {case.folder.partition("/")[0] for case in cases()} == {
        "zenodo_oaipmh",
        "pyoai",
        "sickle",
        "csw_iso_pycsw",
    }

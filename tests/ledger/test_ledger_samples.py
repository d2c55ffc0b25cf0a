"""Samples, links, groups and judgements: the contract of `SampleLedger`, over every database."""

import pytest
from small_pages import gone, keep, live

from harvester.ledger.samples import Described, Group, IdentityChange, Judgement, KeptLink

A, B, C = "https://w3id.org/a#s", "https://w3id.org/b#s", "https://w3id.org/c#s"
LINK = KeptLink("ab", A, B, "same", "certain", 12.5, b"[]", "rules 1")


def described(*rows: tuple[str, str]) -> list[Described]:
    return [Described(iri, row.encode()) for iri, row in rows]


@pytest.fixture
def seqs(ledger):
    """Three records, and the `seq` of each."""
    keep(ledger, live("1"), live("2"), live("3"))
    return [change.seq for change in ledger.changes()]


@pytest.fixture
def samples(ledger, seqs):
    """A sample in each of the three records, all of them linked."""
    kept = ledger.samples
    kept.describe([(seq, described((iri, "{}"))) for seq, iri in zip(seqs, (A, B, C), strict=True)])
    kept.settle([A, B, C], [], [], [])
    return kept


def waiting(kept):
    return [each.iri for each in kept.waiting()]


def test_a_new_sample_waits_to_be_linked(ledger, seqs):
    ledger.samples.describe([(seqs[0], described((A, "{1}"), (B, "{2}")))])

    assert {each.iri: each.row for each in ledger.samples.waiting()} == {A: b"{1}", B: b"{2}"}
    assert ledger.samples.count_waiting() == ledger.samples.count() == 2


def test_a_sample_that_is_described_as_before_does_not_wait(samples, seqs):
    samples.describe([(seqs[0], described((A, "{}")))])
    assert waiting(samples) == []


def test_a_sample_that_is_described_otherwise_waits(samples, seqs):
    samples.describe([(seqs[0], described((A, "{mass}")))])
    assert waiting(samples) == [A]
    assert samples.rows([A, B]) == {A: b"{mass}", B: b"{}"}


def test_samples_are_found_by_their_records(samples, seqs, ledger):
    one, two, three = [(each.source, each.identifier) for each in ledger.changes()]
    assert samples.of_records([one, three]) == [A, C]
    samples.describe([(seqs[0], [])])
    assert samples.of_records([one, two, ("another", three[1])]) == [B]


def test_a_sample_that_its_record_has_no_more_waits_without_a_description(samples, seqs):
    samples.describe([(seqs[0], [])])
    assert samples.waiting() == [(A, None)]
    assert samples.rows([A]) == {}
    assert samples.count() == 2


def test_a_sample_that_comes_back_is_the_same_one(samples, seqs):
    samples.describe([(seqs[0], [])])
    samples.describe([(seqs[0], described((A, "{}")))])
    assert samples.rows([A]) == {A: b"{}"}


def test_what_came_late_of_an_older_version_changes_nothing(ledger, samples, seqs):
    keep(ledger, gone("1"))
    samples.describe([(ledger.head(), [])])

    samples.describe([(seqs[0], described((A, "{}")))])

    assert samples.rows([A]) == {}


def test_samples_are_found_by_the_keys_that_they_share(samples):
    samples.file({A: ["igsn:1", "name:rum"], B: ["name:rum", "name:rum"], C: []}, 300)

    assert samples.sharing(["igsn:1", "name:rum", "none"]) == {"igsn:1": [A], "name:rum": [A, B]}
    assert samples.sizes(["igsn:1", "name:rum", "none"]) == {"igsn:1": 1, "name:rum": 2}
    assert samples.full(cap=1) == [("name:rum", 2)]


def test_new_keys_of_a_sample_replace_its_old_ones(samples):
    samples.file({A: ["igsn:1"], B: ["igsn:1"]}, 300)
    samples.file({A: ["igsn:2"]}, 300)
    assert samples.sharing(["igsn:1", "igsn:2"]) == {"igsn:1": [B], "igsn:2": [A]}


def test_all_under_a_key_wait_when_too_many_share_it_and_when_they_no_longer_do(samples):
    samples.file({A: ["name:rum"], B: ["name:rum"]}, cap=2)
    assert waiting(samples) == []

    samples.file({C: ["name:rum"]}, cap=2)
    assert waiting(samples) == [A, B, C]

    samples.settle([A, B, C], [], [], [])
    samples.file({C: []}, cap=2)
    assert waiting(samples) == [A, B]


def test_links_and_groups_are_numbered_with_the_records(ledger, samples):
    before = ledger.head()

    samples.settle([A, B], [LINK], [Group("g", (A, B))], [])

    assert samples.changed(before, before + 2) == [
        IdentityChange(before + 1, "link", "ab", LINK),
        IdentityChange(before + 2, "group", "g", Group("g", (A, B))),
    ]
    keep(ledger, live("4"))
    assert ledger.head() == before + 3


def test_what_is_settled_as_before_gets_no_new_number(ledger, samples):
    samples.settle([A, B], [LINK], [Group("g", (A, B))], [])
    samples.reopen()
    assert waiting(samples) == [A, B, C]

    samples.settle([A, B, C], [LINK], [Group("g", (A, B))], [])

    keep(ledger, live("4"))
    assert [each.what for each in samples.events("")] == ["began"]
    assert waiting(samples) == []


def test_a_link_that_is_decided_no_more_is_gone(ledger, samples):
    samples.settle([A, B], [LINK], [], [])
    first = samples.changed(0, 99)[0].seq

    samples.settle([B], [], [], [])

    assert samples.links() == samples.links([A]) == []
    assert samples.changed(first, 99) == [IdentityChange(first + 1, "link", "ab", None)]


def test_links_of_other_samples_stay(samples):
    other = KeptLink("bc", B, C, "derived", "possible", 3.0, b"[]", "rules 1", part=C)
    samples.settle([A, B, C], [LINK, other], [], [])

    samples.settle([A], [LINK], [], [])

    assert samples.links([C]) == [other]
    assert samples.links([B]) == samples.links() == [LINK, other]


def test_a_merged_group_says_where_its_samples_are(samples):
    samples.settle([A, B], [], [Group("a", (A,)), Group("b", (B,))], [])

    samples.settle([A, B], [LINK], [Group("a", (A, B)), Group("b", (), ("a",))], [])

    assert samples.groups_of([A, B, C]) == {A: "a", B: "a"}
    assert samples.group("b") == Group("b", (), ("a",))
    assert [(each.what, each.others) for each in samples.events("", "b")] == [
        ("began", ()),
        ("merged", ("a",)),
    ]


def test_every_sample_that_was_ever_in_a_group_is_remembered(samples):
    samples.settle([A, B], [LINK], [Group("a", (A, B))], [])
    samples.settle([A, B], [], [Group("a", (A,)), Group("b", (B,))], [])

    assert samples.group("a") == Group("a", (A,))
    assert samples.ever([B]) == {"a": [A, B], "b": [B]}
    assert samples.ever([C]) == {}


def test_an_unknown_group_is_none(samples):
    assert samples.group("x") is None


def test_a_judgement_lets_both_samples_wait(samples):
    given = samples.judge(Judgement(A, B, "same", "curator", note="the same slice"))

    assert waiting(samples) == [A, B]
    assert samples.judgements([B]) == [given]
    assert given.time == "2026-11-23T14:00:00Z"


def test_a_person_that_judges_again_takes_the_former_judgement_back(samples):
    first = samples.judge(Judgement(A, B, "same", "curator"))
    second = samples.judge(Judgement(A, B, "different", "curator"))
    third = samples.judge(Judgement(A, B, "unsure", "another"))

    assert samples.judgements() == [second, third]
    taken_back = first._replace(undone=second.time, undone_by="curator")
    assert samples.judgements(undone=True) == [taken_back, second, third]


def test_a_judgement_is_taken_back_once(samples):
    given = samples.judge(Judgement(A, C, "derived", "curator", part=C))
    samples.settle([A, C], [], [], [])

    assert samples.undo(given.id, "another") == given._replace(
        undone=given.time, undone_by="another"
    )

    assert waiting(samples) == [A, C]
    assert samples.undo(given.id, "another") is None
    assert samples.judgements([A]) == []


def test_samples_that_are_not_there_yet_can_be_judged(ledger):
    given = ledger.samples.judge(Judgement(A, B, "same", "curator"))
    assert ledger.samples.judgements([A]) == [given]
    assert ledger.samples.waiting() == []


def test_a_judgement_that_came_while_samples_were_linked_is_not_passed_over(samples):
    samples.reopen([A, B])
    given = samples.judge(Judgement(A, B, "same", "curator"))

    samples.settle([A, B, C], [], [], [])
    assert waiting(samples) == [A, B]

    samples.settle([A, B], [], [], [given.id])
    assert waiting(samples) == []


def test_nor_is_one_that_was_taken_back_meanwhile(samples):
    given = samples.judge(Judgement(A, B, "same", "curator"))
    samples.undo(given.id, "curator")

    samples.settle([A, B], [LINK], [], [given.id])

    assert waiting(samples) == [A, B]


def test_what_changed_is_told_in_portions(samples, ledger):
    before = ledger.head()
    samples.settle([A, B], [LINK], [Group("a", (A,)), Group("b", (B,))], [])

    first = samples.changed(before, ledger.head(), 2)
    rest = samples.changed(first[-1].seq, ledger.head(), 2)

    assert [each.id for each in (*first, *rest)] == ["ab", "a", "b"]
    assert samples.changed(rest[-1].seq, ledger.head(), 2) == []


def test_points_may_be_whole_numbers(samples):
    whole = KeptLink("ac", A, C, "same", "certain", 9, b"[]", "rules 1")
    samples.settle([A, B, C], [LINK, whole], [], [])
    assert [each.points for each in samples.links()] == [12.5, 9.0]

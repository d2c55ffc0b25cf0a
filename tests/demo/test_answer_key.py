"""The answer key fits the corpus, and the corpus covers what it was written for."""

from collections import Counter, defaultdict
from itertools import combinations

import pytest

from harvester.demo.api import APIS, SHAPES, items
from harvester.demo.corpus import records
from harvester.demo.repositories import REPOSITORIES
from harvester.demo.site import SITE, sitemaps
from harvester.ontology import scheme
from tests.demo.answer_key import Answer, answers, relation

TECHNIQUES = scheme("technique")
LEVELS = {"", *scheme("processing").concepts}
PAGES = [page for pages in sitemaps(SITE.folder).values() for page in pages]
USABLE = [each for each in answers() if each.state in {"live", "faulty"}]


def test_the_key_names_every_record_once() -> None:
    written = {
        (repository.name, record.identifier)
        for repository in REPOSITORIES
        for record in records(repository.folder)
    }
    written |= {(SITE.name, page.path) for page in PAGES}
    written |= {
        (api.name, str(item.get(SHAPES[api.requests].id, "")))
        for api in APIS
        for item in items(api.folder)
    }
    assert {(each.repository, each.identifier) for each in answers()} == written
    assert len(answers()) == len(written)


def test_the_key_knows_the_tombstones() -> None:
    deleted = {each.identifier for each in answers() if each.state == "deleted"}
    assert deleted == {
        record.identifier
        for repository in REPOSITORIES
        for record in records(repository.folder)
        if record.deleted
    } | {page.path for page in PAGES if page.deleted}


def test_states_and_levels_are_known_words() -> None:
    assert {each.state for each in answers()} == {
        *("live", "deleted", "faulty", "rejected", "refused")
    }
    assert {each.level for each in answers()} <= LEVELS


def test_every_technique_of_the_scheme_was_used_somewhere() -> None:
    used = {slug for each in USABLE for slug in each.techniques}
    assert set(TECHNIQUES.concepts) - used == set()


def test_no_technique_is_named_that_the_scheme_does_not_know() -> None:
    named = {slug for each in answers() for slug in each.techniques | each.mentioned}
    assert named - set(TECHNIQUES.concepts) == set()


def test_every_narrow_technique_was_used_in_two_records() -> None:
    parents = {slug for concept in TECHNIQUES.concepts.values() for slug in concept.broader}
    counted = Counter(slug for each in USABLE for slug in each.techniques)
    assert [slug for slug in TECHNIQUES.concepts if slug not in parents and counted[slug] < 2] == []


def test_faults_and_rejections_are_many_enough_to_matter() -> None:
    states = Counter(each.state for each in answers())
    assert states["faulty"] >= 10
    assert states["rejected"] >= 5


def test_some_records_name_techniques_that_they_did_not_use() -> None:
    assert sum(bool(each.mentioned) for each in USABLE) >= 20
    assert [each.identifier for each in USABLE if each.mentioned & each.techniques] == []


def test_many_samples_are_described_by_several_repositories() -> None:
    repositories = defaultdict(set)
    for each in USABLE:
        for sample in each.samples:
            if sample.count("/"):
                repositories[sample].add(each.repository)
    shared = Counter(len(names) for names in repositories.values())
    assert shared[2] + shared[3] + shared[4] >= 30
    assert shared[3] + shared[4] >= 5


def test_all_relations_between_samples_occur() -> None:
    paths = {sample for each in USABLE for sample in each.samples}
    kinds = Counter(relation(a, b) for a, b in combinations(sorted(paths), 2))
    assert min(kinds[kind] for kind in ("derived", "same_parent", "same_origin")) >= 10


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("allende/slice-a12", "allende/slice-a12", "same"),
        ("rum/07-14", "rum/07-14/ts-a/lam-1", "derived"),
        ("rum/07-14/ts-a", "rum/07-14/core-c", "same_parent"),
        ("apollo-11/10017/25", "apollo-11/10084", "same_origin"),
        ("rum/a-1", "reykjanes/a-1", None),
        ("rum", "rum", "same_origin"),
    ],
)
def test_paths_say_how_two_samples_are_related(left, right, expected) -> None:
    assert relation(left, right) == expected


def chosen(**wanted: set[str]) -> list[Answer]:
    """Records that used at least these techniques."""
    return [each for each in USABLE if wanted["techniques"] <= each.techniques]


@pytest.mark.parametrize(
    ("techniques", "at_least"),
    [({"fib-nt", "sem-eds"}, 3), ({"xct", "fib-nt"}, 1), ({"xct", "xrf"}, 1)],
)
def test_techniques_are_used_together_as_the_questions_need(techniques, at_least) -> None:
    assert len(chosen(techniques=techniques)) >= at_least


def test_cm2_thin_sections_have_ebsd() -> None:
    cm2 = {"murchison", "winchcombe", "cold-bokkeveld"}
    found = [e for e in chosen(techniques={"sem-ebsd"}) if e.samples[0].split("/")[0] in cm2]
    assert len(found) >= 3


def test_the_chain_from_raw_data_to_a_figure_is_whole() -> None:
    levels = {each.level for each in USABLE if "rum/07-14/ts-a" in each.samples}
    assert {"raw", "segmented", "figure"} <= levels


def test_one_bare_label_means_four_things() -> None:
    labelled = {
        sample.split("/")[0]
        for each in USABLE
        for sample in each.samples
        if sample.endswith(("/a-1", "/mount-a-1"))
    }
    assert len(labelled) == 4

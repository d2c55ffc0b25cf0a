"""The demonstration is made known to a home folder as an operator's own repositories are."""

import pyoxigraph

from harvester import repositories
from harvester.demo import questions
from harvester.demo.corpus import records
from harvester.demo.home import prepare
from harvester.demo.repositories import EVERY, REPOSITORIES

URLS = {each.name: f"http://127.0.0.1:8765/{each.name}" for each in EVERY}


def test_the_files_are_read_as_repositories_that_are_marked_and_allowed(tmp_path) -> None:
    prepare(tmp_path / "home", URLS)
    known = repositories.load(tmp_path / "home")
    for each in EVERY:
        repository = known[each.name]
        assert repository.title == f"Demonstration: {each.title}"
        assert repository.demonstration
        assert repository.allow_private
        assert str(repository.url) == URLS[each.name]
        assert (repository.protocol, repository.format) == (each.protocol, each.format)


def test_a_second_demonstration_writes_over_the_addresses_of_the_first(tmp_path) -> None:
    prepare(tmp_path, URLS)
    files = prepare(tmp_path, {name: url.replace("8765", "9876") for name, url in URLS.items()})
    assert len(files) == len(EVERY)
    assert all("9876" in file.read_text("utf-8") for file in files)


def test_the_questions_are_about_what_is_there() -> None:
    source, identifier = questions.RECORD
    folder = next(each.folder for each in REPOSITORIES if each.name == source)
    assert identifier in {record.identifier for record in records(folder)}


def test_the_query_is_sparql() -> None:
    assert list(pyoxigraph.Store().query(questions.SPARQL)) == []

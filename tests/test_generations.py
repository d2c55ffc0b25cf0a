"""The newest generation counts; what is held stays; what is unfinished or old goes."""

import pytest

from harvester.generations import Generations


@pytest.fixture
def generations(tmp_path):
    return Generations(tmp_path, "index")


def publish(generations):
    generations.build().mkdir()
    return generations.publish()


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_there_is_none_at_first(generations):
    assert generations.newest() is None
    assert generations.hold() is None


def test_generations_count_up_and_the_newest_counts(generations):
    assert publish(generations).name == "index-000001"
    assert publish(generations).name == "index-000002"
    assert generations.newest().name == "index-000002"


def test_the_millionth_follows_the_one_before(generations, tmp_path):
    tmp_path.joinpath("index-999999").mkdir()
    assert publish(generations).name == "index-1000000"
    assert publish(generations).name == "index-1000001"
    generations.prune()
    assert names(tmp_path) == ["index-1000001"]


def test_what_is_being_built_does_not_count(generations, tmp_path):
    generations.build().mkdir()
    tmp_path.joinpath("index.building", "half").touch()

    assert generations.newest() is None
    assert not generations.build().exists()
    generations.build().mkdir()
    generations.prune()
    assert names(tmp_path) == []


def test_only_the_newest_are_kept_and_those_that_are_held(generations, tmp_path):
    for _ in range(2):
        publish(generations)
    held = generations.hold()
    for _ in range(3):
        publish(generations)

    generations.prune(keep=2)
    assert names(tmp_path) == ["index-000002", "index-000004", "index-000005"]
    assert held.path.name == "index-000002"
    del held
    generations.prune()
    assert names(tmp_path) == ["index-000005"]


def test_other_folders_are_left_alone(generations, tmp_path):
    tmp_path.joinpath("index-notes").mkdir()
    tmp_path.joinpath("snapshot-000001").mkdir()
    publish(generations)
    publish(generations)
    generations.prune()

    assert names(tmp_path) == ["index-000002", "index-notes", "snapshot-000001"]

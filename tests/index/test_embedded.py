"""The index in a folder: several processes, kills, full disks, and what is left lying about."""

import signal

import pytest
from indexer import DOCUMENTS, growing, state
from shelf import document

from harvester.errors import StoreError
from harvester.index import SearchRequest
from harvester.index.embedded import NAME, TantivyEngine


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "index"


def recovered(folder):
    """Cursor and content after another writer was there."""
    engine = TantivyEngine(folder)
    with engine.writer():
        pass
    return engine.cursor(), list(engine.documents())


def expected(number, text=""):
    return number, [each for _, each in state(number, text)]


def test_nothing_is_made_before_something_is_written(folder):
    engine = TantivyEngine(folder)
    assert engine.cursor() == 0
    assert engine.search(SearchRequest("Allende")).total == 0
    engine.close()
    engine.close()
    assert not folder.exists()


def test_an_indexer_killed_between_puts_leaves_whole_states(indexer, folder):
    with indexer("follow", folder) as process:
        said = [int(process.stdout.readline()) for _ in range(3)]
        process.send_signal(signal.SIGKILL)
        process.communicate()

    cursor, content = recovered(folder)
    assert cursor >= said[-1] == 3
    assert (cursor, content) == expected(cursor)


def test_an_indexer_killed_in_a_put_leaves_all_of_it_or_nothing(indexer, tmp_path):
    for trial in range(4):
        folder = tmp_path / str(trial)
        with indexer("killed-in-put", folder) as process:
            assert process.wait() == -signal.SIGKILL
        cursor, content = recovered(folder)
        assert cursor in {1, 2}
        assert (cursor, content) == expected(cursor)


def test_a_killed_build_counts_for_nothing_and_is_cleared_away(indexer, folder):
    with indexer("killed-in-build", folder) as process:
        assert process.wait() == -signal.SIGKILL
    assert list(folder.glob("*.building"))

    assert recovered(folder) == expected(1)
    assert not list(folder.glob("*.building"))


def test_a_build_that_fails_leaves_nothing_behind(folder):
    with pytest.raises(ZeroDivisionError), TantivyEngine(folder).writer(anew=True) as writer:
        writer.put(state(1), 1 // 0)

    assert [path.name for path in folder.iterdir()] == ["writer.lock"]


def test_what_another_process_committed_is_found_while_it_writes_on(indexer, folder):
    engine = TantivyEngine(folder)
    with engine.writer() as writer:
        writer.put([("https://rocks.example/record/rum/x", document("x", "before"))], 1)
    assert engine.search(SearchRequest("before")).total == 1
    with indexer("write", folder) as process:
        assert process.stdout.readline() == "writing\n"
        assert engine.search(SearchRequest("Allende")).total == DOCUMENTS
        with pytest.raises(StoreError, match=f"process {process.pid} is writing the index"):
            engine.writer().__enter__()
        process.communicate("go on\n")


def test_searches_never_see_a_gap_during_rebuilds_by_another_process(indexer, folder):
    engine, seen = TantivyEngine(folder), set()
    with indexer("rebuild", folder, 10) as process:
        assert process.stdout.readline() == "there\n"
        while process.poll() is None:
            result = engine.search(SearchRequest("Allende", limit=1))
            assert result.total == DOCUMENTS
            seen.add(result.hits[0].document["title"])

    assert process.returncode == 0
    assert engine.search(SearchRequest("Allende", limit=1)).hits[0].document["title"][-2:] == "11"
    assert len(seen) > 1
    with engine.writer():
        assert [path.name for path in folder.glob("index-*")] == ["index-v2-000011"]


def test_documents_are_those_of_one_commit(folder):
    engine = TantivyEngine(folder)
    with engine.writer() as writer:
        writer.put(state(1), 1)
        reading = engine.documents()
        first = next(reading)
        writer.put([(iri, None) for iri, _ in state(1)], 2)

    assert [first, *reading] == expected(1)[1]


def test_a_full_disk_is_told_and_leaves_whole_states(indexer, folder):
    with indexer("full", folder, 30_000) as process:
        *said, sentence = process.communicate()[0].splitlines()

    assert sentence.startswith(f"{folder}/index-v2-000001: the index cannot be read or written (")
    assert "Every record is safe in the ledger." in sentence
    cursor, content = recovered(folder)
    assert cursor == int(said[-1])
    assert (cursor, content) == expected(cursor, growing(cursor))


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    tmp_path.joinpath("file").touch()
    with pytest.raises(StoreError, match="the index cannot be written"):
        TantivyEngine(tmp_path / "file" / "index").writer().__enter__()


def test_a_broken_index_is_told_and_can_be_built_anew(folder):
    folder.joinpath("index-v2-000001").mkdir(parents=True)
    folder.joinpath("index-v2-000001", "meta.json").write_text("nonsense")
    engine = TantivyEngine(folder)

    with pytest.raises(StoreError, match="lithoscope rebuild index"):
        engine.cursor()
    with engine.writer(anew=True) as writer:
        writer.put(state(1), 1)
    assert engine.cursor() == 1


@pytest.mark.parametrize("other", ["index-000007", "index-v1-000001", "index-v9-000001"])
def test_an_index_of_another_version_is_as_none_and_is_cleared_away(folder, other):
    engine = TantivyEngine(folder)
    with engine.writer() as writer:
        writer.put(state(1), 1)
    engine.close()
    folder.joinpath(f"{NAME}-000001").rename(folder / other)

    assert (engine.cursor(), list(engine.documents())) == (0, [])
    with engine.writer(anew=True) as writer:
        writer.put(state(2), 2)
        assert folder.joinpath(other).exists()
    assert (engine.cursor(), list(engine.documents())) == expected(2)
    assert not folder.joinpath(other).exists()

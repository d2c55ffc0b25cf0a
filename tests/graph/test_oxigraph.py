"""The graph in a folder: several processes, kills, full disks, and what is left lying about."""

import signal

import pytest
from projector import state
from rocks import rock

from harvester.errors import StoreError
from harvester.graph.oxigraph import OxigraphStore
from harvester.iris import is_provenance


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "graph"


def dump(folder):
    return list(OxigraphStore(folder).dump())


def recovered(folder):
    """Cursor and content of the live store, as the next writer shows them."""
    store = OxigraphStore(folder)
    with store.writer():
        pass
    return store.cursor(), list(store.dump())


def expected(number, folder):
    """What an undisturbed store says after that state."""
    store = OxigraphStore(folder)
    with store.writer(anew=True) as writer:
        writer.put(state(number), number)
    return number, list(store.dump())


def test_nothing_is_made_before_something_is_written(folder):
    store = OxigraphStore(folder)
    assert store.cursor() == 0
    assert list(store.dump()) == []
    store.close()
    store.close()
    assert not folder.exists()


def test_a_projector_killed_between_puts_leaves_whole_states(projector, folder, tmp_path):
    with projector("follow", folder) as process:
        said = [int(process.stdout.readline()) for _ in range(3)]
        process.send_signal(signal.SIGKILL)
        process.communicate()

    cursor, content = recovered(folder)
    assert cursor >= said[-1] == 3
    assert (cursor, content) == expected(cursor, tmp_path / "undisturbed")


def test_a_projector_killed_in_a_put_leaves_all_of_it_or_nothing(projector, tmp_path):
    for trial in range(4):
        folder = tmp_path / str(trial)
        with projector("killed-in-put", folder) as process:
            assert process.wait() == -signal.SIGKILL
        cursor, content = recovered(folder)
        assert cursor in {1, 2}
        assert (cursor, content) == expected(cursor, tmp_path / f"undisturbed-{trial}")


def test_a_killed_build_counts_for_nothing_and_is_cleared_away(projector, folder, tmp_path):
    with projector("killed-in-build", folder) as process:
        assert process.wait() == -signal.SIGKILL
    assert list(folder.glob("*.building"))
    assert (1, dump(folder)) == expected(1, tmp_path / "undisturbed")

    assert recovered(folder) == expected(1, tmp_path / "again")
    assert not list(folder.glob("*.building"))


def test_a_build_that_fails_leaves_nothing_behind(folder):
    with pytest.raises(ZeroDivisionError), OxigraphStore(folder).writer(anew=True) as writer:
        writer.put([rock("0", "half")], 1 // 0)

    assert [path.name for path in folder.iterdir()] == ["writer.lock"]


def test_readers_see_the_state_before_while_another_process_writes(projector, folder):
    store = OxigraphStore(folder)
    with store.writer() as writer:
        writer.put([rock("0", "before")], 1)
    with projector("write", folder) as process:
        assert process.stdout.readline() == "writing\n"
        assert any(b'"before"' in line for line in store.dump())
        with pytest.raises(StoreError, match=f"process {process.pid} is writing the graph"):
            store.writer().__enter__()
        process.communicate("go on\n")

    assert not any(b'"before"' in line for line in store.dump())


def test_of_a_long_writing_readers_see_something_now_and_then(folder, monkeypatch):
    monkeypatch.setattr("harvester.graph.writers.SHOW_AFTER", 3)
    reader, store = OxigraphStore(folder), OxigraphStore(folder)
    seen = []
    with store.writer() as writer:
        for number in range(1, 7):
            writer.put([rock(str(number), "Allende")], number)
            seen.append(reader.cursor())

    assert seen == [0, 2, 2, 4, 4, 6]


def test_what_another_process_reads_stays_until_it_has_read_it(projector, folder):
    store = OxigraphStore(folder)
    for number in (1, 2):
        with store.writer(anew=True) as writer:
            writer.put([rock("0", f"state {number}")], number)
    with projector("read", folder) as process:
        assert process.stdout.readline() == "asked\n"
        for number in range(3, 8):
            with store.writer() as writer:
                writer.put([rock("0", f"state {number}")], number)
        kept = {path.name for path in folder.glob("snapshot-*")}
        answer, _ = process.communicate("give it\n")

    assert '"state 2"' in answer
    assert kept == {"snapshot-000002", "snapshot-000006", "snapshot-000007"}
    store.close()
    with store.writer(anew=True) as writer:
        writer.put([rock("0", "last")], 9)
    assert {path.name for path in folder.glob("snapshot-*")} == {
        "snapshot-000007",
        "snapshot-000008",
    }
    assert len(list(folder.glob("store-*"))) == 1


def test_a_full_disk_is_told_and_leaves_whole_states(projector, folder, tmp_path):
    with projector("full", folder, 600_000) as process:
        *said, sentence = process.communicate()[0].splitlines()

    assert sentence.startswith(f"{folder}/store-000001: the graph cannot be read or written (")
    assert "Every record is safe in the ledger." in sentence
    assert said, "something was written before the disk was full"
    assert recovered(folder) == (0, []), "no reader saw anything, so that it begins anew"


def test_after_a_full_disk_the_writer_goes_on_from_what_readers_saw(projector, folder, tmp_path):
    store = OxigraphStore(folder)
    with store.writer() as writer:
        writer.put(state(1), 1)
    store.close()
    with projector("full", folder, 600_000) as process:
        process.communicate()

    assert recovered(folder) == expected(1, tmp_path / "undisturbed")


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    tmp_path.joinpath("file").touch()
    store = OxigraphStore(tmp_path / "file" / "graph")

    with pytest.raises(StoreError, match="the graph cannot be written"):
        store.writer().__enter__()


def test_a_broken_snapshot_is_told(folder):
    folder.joinpath("snapshot-000001").mkdir(parents=True)
    folder.joinpath("snapshot-000001", "CURRENT").write_text("nonsense")

    with pytest.raises(StoreError, match="lithoscope rebuild graph"):
        OxigraphStore(folder).cursor()


@pytest.mark.parametrize(
    ("graph", "is_one"),
    [
        ("https://w3id.org/lithoscope/provenance/rum/oai%3A1", True),
        ("https://w3id.org/lithoscope/record/provenance/oai%3A1", False),
        ("https://example.org/provenance/record/rum/1", False),
        ("https://w3id.org/lithoscope/projection", False),
    ],
)
def test_provenance_graphs_are_known_by_their_name(graph, is_one):
    assert is_provenance(graph) is is_one

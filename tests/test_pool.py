"""Mapping on all cores gives what mapping on one gives, in order and in bounded memory."""

from multiprocessing import active_children
from pathlib import Path
from signal import SIGINT

import pytest
from changes import change, titled

from harvester.pool import BATCH, WORTH_IT, mapped
from harvester.settings import Settings

MANY = 7 * BATCH + 7


def changes(number: int = MANY):
    for n in range(1, number + 1):
        said = None if n % 50 == 0 else titled(f"Raman spectra of chip {n}")
        yield change(str(n), said, seq=n)


@pytest.fixture
def alone(tmp_path) -> Settings:
    return Settings(home=tmp_path, processes=1)


@pytest.fixture
def together(tmp_path) -> Settings:
    return Settings(home=tmp_path, processes=2)


def test_nothing_comes_of_nothing(alone) -> None:
    assert list(mapped(alone, [], 0)) == []


def test_batches_come_in_order_and_are_full_but_for_the_last(alone) -> None:
    batches = list(mapped(alone, changes(), MANY))
    assert [len(batch) for batch in batches] == [BATCH] * 7 + [7]
    assert [each.seq for batch in batches for each in batch] == list(range(1, MANY + 1))


def test_two_processes_give_what_one_gives_and_read_only_a_little_ahead(alone, together) -> None:
    read = 0

    def watched():
        nonlocal read
        for each in changes():
            read = each.seq
            yield each

    expected = mapped(alone, changes(), MANY)
    for batch in mapped(together, watched(), WORTH_IT):
        assert batch == next(expected)
        assert read <= batch[-1].seq + 5 * BATCH
    assert read == MANY
    assert active_children() == []


def test_for_few_changes_no_process_is_started(together) -> None:
    for _ in mapped(together, changes(BATCH), WORTH_IT - 1):
        assert active_children() == []


@pytest.mark.slow
def test_who_stops_early_leaves_no_process_behind(together) -> None:
    batches = mapped(together, changes(50 * BATCH), WORTH_IT)
    assert next(batches)[0].seq == 1
    batches.close()
    assert active_children() == []


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")
def test_ctrl_c_does_not_reach_the_processes(together) -> None:
    """A terminal sends it to all; were they to end, what was kept would not be shown."""
    batches = mapped(together, changes(), WORTH_IT)
    next(batches)
    children = active_children()
    assert len(children) == 2
    for child in children:
        status = Path(f"/proc/{child.pid}/status").read_text("utf-8")
        blocked = int(status.split("SigBlk:")[1].split()[0], 16)
        assert blocked & 1 << SIGINT - 1
    batches.close()

"""A fresh ledger for each test, once for every backend in `BACKENDS`: the contract is one."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from harvester.ledger.store import SqlLedger, open_ledger

BACKENDS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.server))


class Clock:
    """Stands still at 14:00:00 until it is told to go on."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 14, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=BACKENDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of its own for a test."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'ledger.db'}"
        return
    with request.getfixturevalue("postgresql").database() as address:
        yield address


@pytest.fixture
def opened(url: str, clock: Clock) -> Iterator[Callable[[], SqlLedger]]:
    """Open the same ledger once more, as another process would."""
    ledgers: list[SqlLedger] = []

    def another() -> SqlLedger:
        ledgers.append(open_ledger(url, clock))
        return ledgers[-1]

    yield another
    for ledger in ledgers:
        ledger.close()


@pytest.fixture
def ledger(opened: Callable[[], SqlLedger]) -> SqlLedger:
    return opened()


@pytest.fixture
def keeper() -> Callable[..., subprocess.Popen[str]]:
    """Start `keeper.py` with these words, as another process; spoken with over its pipes."""

    def start(*words: str) -> subprocess.Popen[str]:
        script = Path(__file__).with_name("keeper.py")
        command = [sys.executable, "-W", "error", str(script), *words]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)

    return start

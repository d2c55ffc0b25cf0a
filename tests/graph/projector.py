"""Processes that write a graph and come to harm: see `test_oxigraph.py`.

projector.py follow FOLDER            put one state after another until killed, saying each
projector.py killed-in-put FOLDER     put a first state, then die while the next is put
projector.py killed-in-build FOLDER   put a first state, then die while a new store is built
projector.py write FOLDER             write, say "writing", end when told to
projector.py full FOLDER BYTES        put states with files of at most so many bytes
projector.py read FOLDER              hold one answer, say "asked", give it when told to
"""

import os
import resource
import signal
import sys
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from threading import Event, Thread

from rocks import rock

from harvester.errors import StoreError
from harvester.graph import GraphChange, GraphWriter
from harvester.graph.oxigraph import OxigraphStore

RECORDS = 200


def state(number: int) -> Sequence[GraphChange]:
    """All records, each saying the number."""
    return [rock(str(n), f"state {number}", part=f"part {number}") for n in range(RECORDS)]


def follow(folder: Path) -> None:
    with OxigraphStore(folder).writer() as writer:
        for number in count(1):
            writer.put(state(number), number)
            print(number, flush=True)


def killed_in_put(folder: Path) -> None:
    with OxigraphStore(folder).writer() as writer:
        writer.put(state(1), 1)
        _put_and_die(writer)


def killed_in_build(folder: Path) -> None:
    store = OxigraphStore(folder)
    with store.writer() as writer:
        writer.put(state(1), 1)
    with store.writer(anew=True) as writer:
        writer.put(state(2), 2)
        os.kill(os.getpid(), signal.SIGKILL)


def _put_and_die(writer: GraphWriter) -> None:
    """Another thread kills the process as soon as the store's own code runs."""
    going = Event()
    Thread(target=lambda: going.wait() and os.kill(os.getpid(), signal.SIGKILL)).start()
    changes = state(2)
    going.set()
    writer.put(changes, 2)


def write(folder: Path) -> None:
    with OxigraphStore(folder).writer() as writer:
        writer.put(state(1), 1)
        print("writing", flush=True)
        sys.stdin.readline()


def full(folder: Path, most: str) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
    try:
        follow(folder)
    except StoreError as error:
        print(error, flush=True)


def read(folder: Path) -> None:
    answer = OxigraphStore(folder).query("SELECT DISTINCT ?t { ?s ?p ?t } ORDER BY ?t")
    print("asked", flush=True)
    sys.stdin.readline()
    print(answer.json(), flush=True)


WORKS = {
    "follow": follow,
    "killed-in-put": killed_in_put,
    "killed-in-build": killed_in_build,
    "write": write,
    "full": full,
    "read": read,
}

if __name__ == "__main__":
    WORKS[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])

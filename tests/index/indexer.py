"""Processes that write an index and come to harm: see `test_embedded.py`.

indexer.py follow FOLDER            put one state after another until killed, saying each
indexer.py killed-in-put FOLDER     put a first state, then die while the next is put
indexer.py killed-in-build FOLDER   put a first state, then die while a new index is built
indexer.py write FOLDER             write, say "writing", end when told to
indexer.py rebuild FOLDER TIMES     put a first state, then build anew so many times
indexer.py full FOLDER BYTES        put more and more with files of at most so many bytes
"""

import os
import resource
import signal
import sys
from itertools import count
from pathlib import Path
from threading import Event, Thread

from shelf import document

from harvester.errors import StoreError
from harvester.index import Document, IndexWriter
from harvester.index.embedded import TantivyEngine

DOCUMENTS = 300


def state(number: int, text: str = "") -> list[tuple[str, Document]]:
    """All documents, each saying the number."""
    made = (document(f"{n:03d}", f"Allende in state {number}", text) for n in range(DOCUMENTS))
    return [(each["iri"], each) for each in made]


def follow(folder: Path) -> None:
    with TantivyEngine(folder).writer() as writer:
        for number in count(1):
            writer.put(state(number), number)
            print(number, flush=True)


def killed_in_put(folder: Path) -> None:
    with TantivyEngine(folder).writer() as writer:
        writer.put(state(1), 1)
        _put_and_die(writer)


def _put_and_die(writer: IndexWriter) -> None:
    """Another thread kills the process as soon as the engine's own code runs."""
    going = Event()
    Thread(target=lambda: going.wait() and os.kill(os.getpid(), signal.SIGKILL)).start()
    changes = state(2)
    going.set()
    writer.put(changes, 2)


def killed_in_build(folder: Path) -> None:
    engine = TantivyEngine(folder)
    with engine.writer() as writer:
        writer.put(state(1), 1)
    with engine.writer(anew=True) as writer:
        writer.put(state(2), 2)
        os.kill(os.getpid(), signal.SIGKILL)


def write(folder: Path) -> None:
    with TantivyEngine(folder).writer() as writer:
        writer.put(state(1), 1)
        print("writing", flush=True)
        sys.stdin.readline()


def rebuild(folder: Path, times: str) -> None:
    engine = TantivyEngine(folder)
    with engine.writer() as writer:
        writer.put(state(1), 1)
    print("there", flush=True)
    for number in range(2, int(times) + 2):
        with engine.writer(anew=True) as writer:
            writer.put(state(number), number)


def full(folder: Path, most: str) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
    with TantivyEngine(folder).writer() as writer:
        try:
            for number in count(1):
                writer.put(state(number, text=growing(number)), number)
                print(number, flush=True)
        except StoreError as error:
            print(error, flush=True)


def growing(number: int) -> str:
    return " ".join(str(n) for n in range(2**number))


WORKS = {
    "follow": follow,
    "killed-in-put": killed_in_put,
    "killed-in-build": killed_in_build,
    "write": write,
    "rebuild": rebuild,
    "full": full,
}

if __name__ == "__main__":
    WORKS[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])

"""The authority lists in force in a catalogue: `HOME/authorities/NAME.jsonl`."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from harvester.errors import ConfigError
from harvester.identity.authorities.entry import Entry
from harvester.identity.authorities.lists import read
from harvester.identity.names.spelling import letters
from harvester.identity.official import BARE, BRACKETS, About, Register, of_the_field

LENGTH = 8
"""Characters of a fingerprint."""


def folder(home: Path) -> Path:
    return home / "authorities"


def files(home: Path) -> list[Path]:
    """The lists of a catalogue, in the order in which they count."""
    return sorted(folder(home).glob("*.jsonl"))


def fingerprint(home: Path) -> str:
    """Changes with every list that is loaded or removed, not with its name; none: empty.

    Ask for it before `known`: a list that comes in between then shows at the next asking.

    Raises:
        ConfigError: a list cannot be read.
    """
    try:
        contents = sorted(sha256(file.read_bytes()).digest() for file in files(home))
    except OSError as error:
        raise ConfigError(f"{error.filename}: cannot be read: {error.strerror}.") from error
    return sha256(b"".join(contents)).hexdigest()[:LENGTH] if contents else ""


def known(home: Path) -> Register:
    """The names of the field with those of a catalogue's lists; never counted from its records.

    Raises:
        ConfigError: a list was damaged since it was loaded.
    """
    return _register(home, fingerprint(home))


def combined(lists: Iterable[Sequence[Entry]], others: Iterable[str] = ()) -> Register:
    """One register of several lists, of the names of the field, and of others.

    Where two spell a name differently, as the earlier has it counts; within a list both do.
    """
    official: list[str] = []
    taken: set[str] = set()
    synonyms: list[tuple[str, str]] = []
    about: dict[str, About] = {}
    for entries in lists:
        official += _new({entry.name: None for entry in entries}, taken)
        synonyms += [(entry.name, each) for entry in entries for each in entry.synonyms]
        about |= {
            entry.name: About(entry.material, entry.place)
            for entry in entries
            if BARE.fullmatch(entry.name) or BRACKETS.search(entry.name)
        }
    official += _new({name: None for name, _ in of_the_field()}, taken)
    return Register([*official, *_new(others, taken)], synonyms, about)


def _new(names: Iterable[str], taken: set[str]) -> list[str]:
    new = [name for name in names if letters(name) not in taken]
    taken.update(map(letters, new))
    return new


@lru_cache(1)
def _register(home: Path, _fingerprint: str) -> Register:
    return combined(entries(file) for file in files(home))


def entries(file: Path) -> Sequence[Entry]:
    """Those of a list that was loaded.

    Raises:
        ConfigError: it was damaged since.
    """
    found = read(file)
    if found.refused:
        raise ConfigError(f"{found.refused[0]} The list was damaged: load it again, or remove it.")
    return found.entries

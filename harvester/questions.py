"""Questions that come with the program: SPARQL queries, with words before them for people.

A file of `ontology/questions/` is named like its question. Its first comment line is the question,
the other comment lines before the query say what the columns mean and what to edit.
"""

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from itertools import dropwhile, takewhile

from harvester.errors import UsageError
from harvester.resources import packaged

MARK = "#"


@dataclass(frozen=True, slots=True)
class Question:
    name: str
    text: str

    @property
    def title(self) -> str:
        return self.words[0]

    @property
    def words(self) -> list[str]:
        """The comment lines before the query, without their mark."""
        said = takewhile(lambda line: line.startswith(MARK), self.text.splitlines())
        return [line.removeprefix(MARK).removeprefix(" ") for line in said]

    @property
    def query(self) -> str:
        """The query without the words before it."""
        asked = dropwhile(lambda line: line.startswith(MARK), self.text.splitlines(keepends=True))
        return "".join(asked)


@cache
def questions() -> dict[str, Question]:
    """All packaged questions by name, sorted."""
    files = sorted((packaged("ontology") / "questions").glob("*.rq"))
    return {file.stem: Question(file.stem, file.read_text("utf-8")) for file in files}


def find(name: str) -> Question:
    """The question of that name.

    Raises:
        UsageError: there is none; the message offers the nearest.
    """
    known = questions()
    if name not in known:
        near = ", ".join(get_close_matches(name, known, cutoff=0.4))
        offer = f"Did you mean {near}?" if near else "All of them: lithoscope query --list"
        raise UsageError(f"{name}: there is no such file, and no question of that name. {offer}")
    return known[name]

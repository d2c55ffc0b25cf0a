"""The page that lists the packaged repositories: `python -m tests.repository_page` writes it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from harvester import repositories
from harvester.repositories import Repository

PAGE = Path(__file__).resolve().parents[1] / "mappings" / "repositories" / "README.md"
HEAD = """\
# Repositories that come along

All are off. `lithoscope source test NAME` asks one politely and says in plain words what is wrong
there; `lithoscope source enable NAME` turns it on, and `lithoscope harvest NAME` harvests it either
way. Every address stands in the public document that its file names as `source`; none was guessed.
Where no set is published by which rocks could be chosen, the file says so and everything is asked
for.

This page is written by `python -m tests.repository_page`; a test holds it to the files.
"""
TRIED = "## Read on answers that were really given"
NEVER = "## Never tried: written after the documents"
TRIED_MEANS = """\
Recorded answers of these interfaces were read, in part single records only.
"""
NEVER_MEANS = """\
No answer of these was at hand. Expect to mend a set or a format after the first `source test`.
"""


def page() -> str:
    """The page as it should be."""
    packaged = repositories.load(None).values()
    tried = [each for each in packaged if each.verified != "never"]
    never = [each for each in packaged if each.verified == "never"]
    parts = [HEAD, TRIED, TRIED_MEANS, *_table(tried), NEVER, NEVER_MEANS, *_table(never)]
    return "\n".join(parts)


def _table(listed: Iterable[Repository]) -> Iterator[str]:
    rows = [
        f"| [`{each.name}`]({each.name}.yaml) | {each.title} | {_asked(each)} | `{each.format}` |"
        for each in listed
    ]
    yield "\n".join(["| name | what | asked by | format |", "|---|---|---|---|", *rows]) + "\n"


def _asked(each: Repository) -> str:
    if each.protocol == "rest":
        return f"REST, {each.style().name}"
    return {"oai": "OAI-PMH", "sitemap": "sitemap"}[each.protocol]


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")

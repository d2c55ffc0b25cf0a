"""The words of a measure: its docstring says what it is, what it costs, and what to do."""

from collections.abc import Callable
from inspect import getdoc
from typing import Any, NamedTuple


class Words(NamedTuple):
    """`name` is what is missing or wrong; `costs` is what users lose by it."""

    name: str
    costs: str
    advice: str


def words(measure: Callable[..., Any]) -> Words:
    """The three paragraphs of its docstring, without the line breaks."""
    name, costs, advice = (getdoc(measure) or "").split("\n\n")
    return Words(*(" ".join(each.split()) for each in (name.rstrip("."), costs, advice)))


def slug(measure: Callable[..., Any]) -> str:
    """`sample_identifier` is `sample-identifier` to other programs."""
    return measure.__name__.replace("_", "-")


def within(name: str) -> str:
    """A name as it stands inside a sentence: `ORCID` as it is, `Creator` as `creator`."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]

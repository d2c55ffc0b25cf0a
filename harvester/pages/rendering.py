"""Templates to HTML. Everything that a file says is escaped; a missing value is an error."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from harvester.iris import NAMESPACE
from harvester.pages import addresses, ladder
from harvester.pages.environment import environment
from harvester.pages.names import curie
from harvester.pages.rules import using


def render(template: str, here: str, **said: Any) -> str:
    """A page; `here` is its place, from which its links lead."""
    return _environment().get_template(template).render(here=here, **said)


@cache
def _environment() -> Environment:
    made = environment("harvester.pages")
    made.filters.update(curie=curie, bar=ladder.bar, number=_number)
    made.tests.update(ours=lambda value: value.startswith(NAMESPACE), address=_is_address)
    made.globals.update(to=_to, link=_link, rungs=ladder.rungs(), using=using)
    return made


@pass_context
def _to(context: Context, target: str) -> str:
    """The way from this page to another one."""
    return addresses.relative(context["here"], target)


@pass_context
def _link(context: Context, iri: str) -> str:
    """The way from this page to a term: to its page if it is ours, else its address."""
    names: Mapping[str, Any] = context["titles"]
    place = addresses.place(iri, frozenset(names))
    return addresses.relative(context["here"], place) if place else iri


def _is_address(value: str) -> bool:
    return value.startswith(("https://", "http://"))


def _number(value: float) -> str:
    """Short, for drawings."""
    return f"{value:.1f}".removesuffix(".0")

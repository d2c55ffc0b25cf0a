"""What a crosswalk may speak of: the fields of the model, and what shape their values have."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from harvester.clean.identifiers import IdentifierValue
from harvester.clean.people import AffiliationValue
from harvester.model import (
    Affiliation,
    Agent,
    Dataset,
    File,
    Funding,
    Identifier,
    Instrument,
    Interpreted,
    Measurement,
    Model,
    Preparation,
    Relation,
    Sample,
    Term,
    Text,
)

MAIN: dict[type[Model], str] = {
    Affiliation: "name",
    Agent: "name",
    File: "name",
    Funding: "funder",
    Instrument: "name",
    Relation: "identifier",
    Sample: "identifiers",
    Text: "value",
}
"""The field that a value goes to which is not a whole thing of its own."""

COMPUTED = frozenset({"key"})
"""Required by the model and given by us."""


class Target(Model):
    """The top of all targets. `instruments` are put into the measurements later."""

    dataset: Dataset
    samples: tuple[Sample, ...] = ()
    preparations: tuple[Preparation, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    mentions: tuple[Term, ...] = ()
    materials: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Shape:
    """One field: how many values, and of which model (None: plain)."""

    many: bool
    model: type[Model] | None = None

    @cached_property
    def main(self) -> str | None:
        return MAIN.get(self.model) if self.model else None

    def around(self, value: Any) -> dict[str, Any]:
        """A value as fields: a thing's own, or one of these, which is put in its place."""
        main, place = self.main, self._main_shape
        if main and place and place.model:
            return {main: [value] if place.many else value} if value else {}
        if isinstance(value, dict):
            return dict(value)
        return {main: value} if main else {}

    @cached_property
    def _main_shape(self) -> Shape | None:
        return self.field(self.main) if self.main else None

    @cached_property
    def interpreted(self) -> bool:
        return self.model is not None and issubclass(self.model, Interpreted)

    @cached_property
    def required(self) -> frozenset[str]:
        """Fields without which a value of this shape is dropped."""
        fields = self.model.model_fields if self.model else {}
        return frozenset(n for n, f in fields.items() if f.is_required()) - COMPUTED

    def field(self, name: str) -> Shape:
        """The shape of a field of this one.

        Raises:
            KeyError: the model has no such field.
        """
        if self.model is None or name not in self.model.model_fields or name in COMPUTED:
            raise KeyError(name)
        return _shape(_hints(self.model)[name])

    def names(self) -> list[str]:
        return sorted(set(self.model.model_fields if self.model else ()) - COMPUTED)


@cache
def target(path: str) -> Shape:
    """The shape of `dataset.titles`, `samples` …

    Raises:
        KeyError: the model has no such field.
    """
    shape = Shape(many=False, model=Target)
    for name in path.split("."):
        shape = shape.field(name)
    return shape


@dataclass(frozen=True, slots=True)
class Parts:
    """The fields that a reader of several pieces together takes, from its TypedDict."""

    hints: dict[str, Any]

    def field(self, name: str) -> Shape:
        """As `Shape.field`."""
        return _shape(self.hints[name])

    def names(self) -> list[str]:
        return sorted(self.hints)


@cache
def _hints(model: type[Model]) -> dict[str, Any]:
    return get_type_hints(model)


@cache
def _shape(hint: Any) -> Shape:
    options = [each for each in _options(hint) if each is not NoneType]
    hint = options[0] if options else hint
    arguments = get_args(hint)
    if get_origin(hint) is list or (get_origin(hint) is tuple and arguments[1:] == (Ellipsis,)):
        return Shape(many=True, model=_model(arguments[0]))
    return Shape(many=False, model=_model(hint))


def _options(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def _model(hint: Any) -> type[Model] | None:
    hint = {IdentifierValue: Identifier, AffiliationValue: Affiliation}.get(hint, hint)
    return hint if isinstance(hint, type) and issubclass(hint, Model) else None

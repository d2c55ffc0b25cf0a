"""How a crosswalk file is written: `mappings/crosswalks/<format>.yaml`, checked on reading."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from harvester.clean.phrases import Role
from harvester.model import Confidence

Scalar = str | int | float | bool


def _listed(given: Any) -> Any:
    """One thing where a list of such is allowed."""
    return given if isinstance(given, list) else [given]


def _rules(given: Any) -> Any:
    """A path alone is a rule."""
    return [{"path": each} if isinstance(each, str) else each for each in _listed(given)]


Words = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class RuleText(_Strict):
    """Where a value stands and how it is read.

    Paths in `at`, `hint` and `with` start at what `path` finds; of an attribute, at its element.
    """

    path: Words
    """XPath 1.0 or JMESPath; all that any of several paths finds."""
    clean: str | None = None
    """Name of a cleaner (`harvester/crosswalk/cleaners.py`); a line of text if none is named."""
    at: str | None = None
    """Where in what `path` finds its words stand, if they are not its own text."""
    hint: str | None = None
    """Where the source says what the value is: the scheme of an identifier, the unit."""
    beside: dict[str, Rules] = Field(default_factory=dict, alias="with")
    """More fields of the same thing; without `clean` the thing is made of these alone."""
    together: str | None = Field(default=None, alias="as")
    """Name of what the fields are read as together: `agent`, `place`."""
    constants: dict[str, Scalar] = Field(default_factory=dict, alias="set")
    """Fields that are always the same."""
    value: Scalar | None = None
    """What it means that the path finds anything, instead of what it finds."""
    first: bool = False
    """Only the first that is found; the others count as unread."""
    confidence: Confidence = "stated"


Rules = Annotated[tuple[RuleText, ...], BeforeValidator(_rules)]


class NamedText(_Strict):
    """How the objects of a list say what they hold: under which keys their name and value stand."""

    name: str
    value: str


class DeclineText(_Strict):
    """Records that are none of ours: what the path finds there, and why they are left out."""

    path: str
    because: str


class CrosswalkText(_Strict):
    """A crosswalk file."""

    format: str
    """The metadataPrefix that repositories call it by."""
    title: str = ""
    also: Words = ()
    """Other prefixes of the same."""
    syntax: Literal["xml", "json", "linked"] = "xml"
    roots: Words = ("@",)
    """Element names from the document's root down to where paths start; for JSON a JMESPath; for
    linked data one that finds, in the list of all nodes, those that a record may be about."""
    namespaces: dict[str, Words] = {}
    """Prefix to the namespaces that it stands for (`*` allowed in XML, '' for none); the prefix ''
    is for names that are written bare."""
    named: dict[str, NamedText] = {}
    """JSON only: lists such as `[{key: …, value: …}]` that paths read as `{key: value}`, by the end
    of their path from the document's root (`*` is any step); other keys in them are left out."""
    apart: dict[str, str] = {}
    """XML only: elements that one of their attributes tells apart. With `{datafield: tag}` paths
    call `<datafield tag="245">` `datafield.245`; what no name can hold becomes `_`."""
    decline: tuple[DeclineText, ...] = ()
    """What else comes in this format and is no record for a catalogue of data and samples."""
    map: dict[str, Rules]
    """Our term (see `targets.py`) to where it comes from."""
    words: dict[Role, Words] = {}
    """Running text in which techniques, materials and samples are found, by what it is there."""
    ignore: Words = ()
    """Paths that are known and not read, with all below them; `//name` is that name anywhere. One
    with a condition (`bundle[name='LICENSE']`) leaves out the elements that it finds."""


RuleText.model_rebuild()

"""`show`: a record, and where it came from; or all that is known of a physical sample."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from harvester.cli import present
from harvester.cli.output import emit, hint, write
from harvester.cli.session import Json, examples, home
from harvester.errors import SkipRecord, UsageError

if TYPE_CHECKING:
    from harvester.home import Home
    from harvester.model import Record
    from harvester.record import Change

Shape = Literal["text", "jsonld", "turtle", "raw"]


def register(app: typer.Typer) -> None:
    app.command(
        epilog=examples(
            "show demo-clyde/oai:clyde.example:rum-001",
            "show demo-clyde/oai:clyde.example:rum-001 --format jsonld",
            "show demo-clyde/oai:clyde.example:rum-001 --format raw",
            "show 4gnqeepru4cnz4fa",
        )
    )(show)


def show(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(help="SOURCE/IDENTIFIER, an identifier, an IRI; or a sample's id.")
    ],
    shape: Annotated[Shape, typer.Option("--format", help="How it is shown.")] = "text",
    as_json: Json = False,
) -> None:
    """Show a record and where it came from, or all that is known of a sample and its family."""
    from harvester import lookup

    if as_json and shape in ("turtle", "raw"):
        raise UsageError(f"--json goes with --format text or jsonld; {shape} is no JSON.")
    opened = home(context)
    if lookup.is_sample(opened, name):
        return _twin(opened, name, shape, as_json)
    change = lookup.change(opened, name)
    if shape == "raw":
        return write(change.raw + b"\n")
    if change.deleted:
        return _withdrawn(opened, change, shape, as_json)
    found = lookup.record(opened, change)
    if shape == "turtle":
        from harvester.graph import nquads

        return write(nquads.turtle(found))
    if shape == "jsonld" or as_json:
        from harvester.graph import jsonld

        return write(jsonld.pretty(found))
    present.record(found, change, opened.ledger.noted(change.seq))
    return _tell_samples(opened, found)


def _twin(opened: "Home", name: str, shape: Shape, as_json: bool) -> None:
    from harvester import twin
    from harvester.cli import twins

    if shape not in ("text", "jsonld"):
        raise UsageError(f"{name} is a sample, of which many records tell: it has no {shape} form.")
    found = twin.twin(opened, name)
    if shape == "jsonld":
        return emit(twin.jsonld(opened, found))
    return emit(found.as_dict()) if as_json else twins.twin(found)


def _tell_samples(opened: "Home", found: "Record") -> None:
    from harvester.iris import part_iri

    named = {part_iri(found.iri, "sample", each.key): each for each in found.samples}
    groups = opened.ledger.samples.groups_of(list(named))
    for iri, id in groups.items():
        sample = named[iri]
        called = sample.name or next((each.value for each in sample.identifiers), "its sample")
        hint(f"All that is known of {called}: lithoscope show {id}")


def _withdrawn(opened: "Home", change: "Change", shape: Shape, as_json: bool) -> None:
    versions = opened.ledger.versions(change.source, change.identifier)
    if as_json:
        return emit(present.history(versions))
    if shape != "text":
        name = f"{change.source}/{change.identifier}"
        raise SkipRecord(
            f"{name} was withdrawn by its repository, so there is nothing to show as {shape}. "
            f"Its history: lithoscope show '{name}'"
        )
    return present.tombstone(versions)

"""`judge`, `judgements`: what people decide of two samples, and how that is shared and undone."""

from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from harvester.cli.output import emit, fields, hint, line, paragraph, table, write_all
from harvester.cli.progress import watching
from harvester.cli.session import Json, examples, home

if TYPE_CHECKING:
    from harvester.home import Home
    from harvester.ledger.samples import Judgement

Ruled = Literal["same", "different", "unsure", "derived"]
By = Annotated[str, typer.Option("--by", help="Who judges; else the user of this machine.")]
group = typer.Typer(no_args_is_help=True, help="What people judged of samples: list, share, undo.")


def register(app: typer.Typer) -> None:
    app.command(
        epilog=examples(
            "judge jbk3ouctmr6fm4xk wq5uqiuqkfzckzhh same",
            'judge demo-clyde/oai:clyde.example:met-001 8 different --note "other mass"',
            "judge LAMELLA-ID SECTION-ID derived",
        )
    )(judge)
    app.add_typer(group, name="judgements")


def judge(
    context: typer.Context,
    one: Annotated[str, typer.Argument(metavar="A", help="A sample: its id, IRI, or record.")],
    other: Annotated[str, typer.Argument(metavar="B", help="Another sample.")],
    ruling: Annotated[Ruled, typer.Argument(metavar="RULING", help="derived: A was made of B.")],
    note: Annotated[str, typer.Option(help="Why.")] = "",
    person: By = "",
    as_json: Json = False,
) -> None:
    """Judge whether two samples are the same, different, unsure, or A derived from B.

    A person's word beats the rules; it survives new harvests and rebuilds and can be undone.
    """
    from harvester import curation

    opened = home(context)
    with watching() as watch:
        kept = curation.judge(opened, one, other, ruling, person or getuser(), note, watch)
    if as_json:
        return emit(_as_dict(kept) | {"samples": _ids(opened, kept)})
    line(f"Judgement {kept.id} is kept: {ruling}.")
    for iri, id in _ids(opened, kept).items():
        line(f"  {iri} is now of the sample {id}")
    _tell_conflicts(opened, kept)
    return hint(f"Take it back: lithoscope judgements undo {kept.id}")


def _ids(opened: "Home", kept: "Judgement") -> dict[str, str]:
    return opened.ledger.samples.groups_of([kept.left, kept.right])


def _tell_conflicts(opened: "Home", kept: "Judgement") -> None:
    from harvester.curation import conflicts

    for each in conflicts(opened):
        if each.judgement.id == kept.id:
            hint(f"Against it: {each.against}")


@group.command(
    "list", epilog=examples("judgements list", "judgements list --all", "judgements list --json")
)
def list_judgements(
    context: typer.Context,
    all: Annotated[bool, typer.Option("--all", help="Those that were taken back, too.")] = False,
    as_json: Json = False,
) -> None:
    """List what was judged, oldest first."""
    found = home(context).ledger.samples.judgements(undone=all)
    if as_json:
        for each in found:
            emit(_as_dict(each))
    elif found:
        rows = [[each.id, each.ruling, *_ends(each), each.person, each.time] for each in found]
        columns = ["number", "ruling", "A", "B", "by", "when"]
        table(columns, rows, right=["number"], wrap=["A", "B"])
    else:
        hint("Nothing was judged yet. Do so: lithoscope judge A B same")


def _ends(given: "Judgement") -> tuple[str, str]:
    """Of what is derived the part first, as it was given."""
    ends = given.left, given.right
    return ends if given.part in ("", given.left) else ends[::-1]


@group.command(
    epilog=examples("judgements undo 12", "judgements undo 12 --by Ada", "judgements undo 3 --json")
)
def undo(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="As `judgements list` says.")],
    person: By = "",
    as_json: Json = False,
) -> None:
    """Take a judgement back; it stays in the history."""
    from harvester import curation

    opened = home(context)
    with watching() as watch:
        taken_back = curation.undo(opened, number, person or getuser(), watch)
    if as_json:
        return emit(_as_dict(taken_back))
    return line(f"Judgement {number} ({taken_back.ruling}) counts no more.")


@group.command(
    epilog=examples(
        "judgements export > judgements.tsv",
        "judgements export --output judgements.tsv",
        "--home /srv/l judgements export",
    )
)
def export(
    context: typer.Context,
    output: Annotated[Path | None, typer.Option(help="A file instead of standard output.")] = None,
    as_json: Json = False,
) -> None:
    """Write what counts as a table (SSSOM, TSV) for other catalogues."""
    from harvester.cli.export import save
    from harvester.judgements import written

    lines = written(home(context).ledger.samples.judgements())
    if output is None:
        return write_all(lines)
    count = save(lines, output) - 1
    if as_json:
        return emit({"file": str(output), "judgements": count})
    return hint(f"{count:,} judgements are in {output}.")


@group.command(
    "import",
    epilog=examples(
        "judgements import judgements.tsv",
        "judgements import judgements.tsv --json",
        "--home /srv/l judgements import theirs.tsv",
    ),
)
def take(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table as `export` writes it.")],
    as_json: Json = False,
) -> None:
    """Take the judgements of a table; what is there already is not taken twice."""
    from harvester import curation
    from harvester.judgements import read

    given = read(file)
    with watching() as watch:
        taken = curation.take(home(context), given, watch)
    if as_json:
        return emit({"read": len(given), "taken": taken})
    return line(f"{taken:,} of {len(given):,} judgements were new and are kept.")


@group.command(
    epilog=examples(
        "judgements conflicts", "judgements conflicts --json", "--home /srv/l judgements conflicts"
    )
)
def conflicts(context: typer.Context, as_json: Json = False) -> None:
    """List judgements that others contradict, or that the rules exclude."""
    from harvester.curation import conflicts as found

    every = list(found(home(context)))
    if as_json:
        for each in every:
            emit(_as_dict(each.judgement) | {"against": each.against})
        return
    for each in every:
        given = each.judgement
        line(f"Judgement {given.id} by {given.person}: {given.ruling}", style="bold")
        fields([("A", _ends(given)[0]), ("B", _ends(given)[1])])
        paragraph(each.against, lead="  ")
    if not every:
        hint("No judgement is contradicted.")


def _as_dict(given: "Judgement") -> dict[str, Any]:
    one, other = _ends(given)
    said = given._asdict()
    del said["left"], said["right"], said["part"]
    return {"id": given.id, "a": one, "b": other, **said}

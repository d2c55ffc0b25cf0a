"""`match`: which rows of plain lists describe the same sample, and why."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from harvester.cli.explaining import shown
from harvester.cli.learning import EXAMPLES, learn
from harvester.cli.listed import Authority, home_of, listed, refusals
from harvester.cli.output import err, table, write_all
from harvester.cli.session import Json, examples, home
from harvester.errors import UsageError

Weights = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Points for the rules, instead of those in force: TSV."),
]
match = typer.Typer(no_args_is_help=True, help="Find the same or related samples in plain lists.")
match.command(epilog=EXAMPLES)(learn)


def register(app: typer.Typer) -> None:
    app.add_typer(match, name="match")


@match.command(
    epilog=examples(
        "match rows ours.jsonl",
        "match rows catalogue.jsonl --against official-names.jsonl",
        "match rows ours.jsonl --authority meteorites.csv --json",
    )
)
def rows(
    context: typer.Context,
    left: Annotated[Path, typer.Argument(metavar="LEFT", help="Rows as JSON lines.")],
    against: Annotated[
        Path | None,
        typer.Option(metavar="RIGHT", help="A list of reference to link them with."),
    ] = None,
    authority: Authority = None,
    weights: Weights = None,
    as_json: Json = False,
) -> None:
    """Link rows by id, name, identifiers, place, lat, lon, material, mass_g, date, lab."""
    from harvester.identity.matching import register
    from harvester.identity.pairing import Pairing, processes
    from harvester.identity.row import GoodRows

    own = GoodRows(left)
    held = GoodRows(against) if against else own
    names = listed(context, authority)
    known = register(held, reference=bool(against), lists=list(names.lists.values()))
    pairing = Pairing(held, known, table=_table(context, weights), processes=processes(held.count))
    links = map(shown, pairing.with_rows(own) if against else pairing.among())
    if as_json:
        write_all(json.dumps(each, ensure_ascii=False).encode() + b"\n" for each in links)
    else:
        table(
            ["left", "right", "relation", "decision", "score"],
            [[str(each[key]) for key in list(each)[:5]] for each in links],
        )
    _report(pairing)
    refusals([*names.refused, *(held.rejects if against else ()), *own.rejects])


@match.command(
    epilog=examples(
        "match explain jbk3ouctmr6fm4xk wq5uqiuqkfzckzhh",
        "match explain ours.jsonl A-1 B-7",
        "match explain ours.jsonl bern-12 jena-3 --json",
    )
)
def explain(
    context: typer.Context,
    named: Annotated[
        list[str],
        typer.Argument(metavar="[FILE] A B", help="Two samples; or rows of a file, by their ids."),
    ],
    authority: Authority = None,
    weights: Weights = None,
    as_json: Json = False,
) -> None:
    """Say what speaks for and against two samples being the same, linked or not.

    A and B are samples of the catalogue (by id, address, or record), or rows of FILE.
    """
    from harvester.cli import explaining

    if len(named) == 2:
        return explaining.samples(home(context), named[0], named[1], as_json)
    if len(named) != 3:
        raise UsageError("Two samples are needed, or a file and the ids of two of its rows.")
    file, wanted = Path(named[0]), (named[1], named[2])
    names = list(listed(context, authority).lists.values())
    return explaining.rows(file, wanted, names, _table(context, weights), as_json)


def _table(context: typer.Context, weights: Path | None) -> Any:
    from harvester.identity.weighing import of_home, read

    return read(weights) if weights else of_home(home_of(context))


def _report(pairing: Any) -> None:
    """To standard error: what was not compared."""
    for full in pairing.full():
        err.print(f"{full.rows:,} rows share {full.key!r}: they were not compared for that alone.")

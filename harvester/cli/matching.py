"""`match`: which rows of plain lists describe the same sample, and why."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from harvester.cli.learning import EXAMPLES, learn
from harvester.cli.listed import Authority, home_of, listed, refusals
from harvester.cli.output import emit, err, line, table, write_all
from harvester.cli.session import Json, examples
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
    links = map(_shown, pairing.with_rows(own) if against else pairing.among())
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
        "match explain ours.jsonl A-1 B-7",
        "match explain ours.jsonl bern-12 jena-3 --json",
        "match explain both.jsonl USNM-7619 zagami-2",
    )
)
def explain(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Rows as JSON lines.")],
    one: Annotated[str, typer.Argument(metavar="A", help="The id of a row.")],
    other: Annotated[str, typer.Argument(metavar="B", help="The id of another row.")],
    authority: Authority = None,
    weights: Weights = None,
    as_json: Json = False,
) -> None:
    """Say what speaks for and against two rows being the same, linked or not."""
    from harvester.identity.matching import explain as explained
    from harvester.identity.matching import register
    from harvester.identity.row import GoodRows

    given = GoodRows(file)
    known = register(given, lists=list(listed(context, authority).lists.values()))
    found = {row.id: row for row in given if row.id in {one, other}}
    for wanted in (one, other):
        if wanted not in found:
            raise UsageError(f"{file} has no row with the id {wanted!r}.")
    link = _shown(explained(found[one], found[other], known, _table(context, weights)))
    if as_json:
        return emit(link)
    line(f"{link['relation'] or 'not linked'} ({link['decision'] or 'nothing decides'})")
    said = link["evidence"]
    columns = ["text", "left", "right", "points", "refutes"]
    return table(columns, [[str(each[column]) for column in columns] for each in said])


def _table(context: typer.Context, weights: Path | None) -> Any:
    from harvester.identity.weighing import of_home, read

    return read(weights) if weights else of_home(home_of(context))


def _shown(link: Any) -> dict[str, Any]:
    return {
        "left": link.left,
        "right": link.right,
        "relation": link.relation,
        "decision": link.decision,
        "score": link.score,
        "evidence": [
            {**each._asdict(), "refutes": ", ".join(each.refutes)} for each in link.evidence
        ],
    }


def _report(pairing: Any) -> None:
    """To standard error: what was not compared."""
    for full in pairing.full():
        err.print(f"{full.rows:,} rows share {full.key!r}: they were not compared for that alone.")

"""`match learn`: which points the rules would have if a list decided; nothing is changed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from harvester.cli.listed import home_of
from harvester.cli.output import emit, err, table
from harvester.cli.session import Json, examples
from harvester.cli.writing import write
from harvester.errors import UsageError

if TYPE_CHECKING:
    from harvester.identity.learning import Proposal, Share, Spoken

    Learned = tuple[list[Spoken], dict[str, Share]]


EXAMPLES = examples(
    "match learn ours.jsonl",
    "match learn ours.jsonl --labels pairs.tsv --out weights.tsv",
    "match learn ours.jsonl --json",
)


def learn(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="ROWS", help="Rows as JSON lines.")],
    labels: Annotated[
        Path | None,
        typer.Option(help="Pairs that a person judged: TSV with left, right, relation."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="A new file for the proposal, as a table of weights.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Propose points for the rules beside those in force, from rows and, if given, labelled pairs.

    Without labels Splink tells the pairs apart: the extra 'learn'. Of what labels say, 'same' is
    the same object, 'unsure' counts not at all, all else as different.
    """
    from harvester.identity.learning import Proposal, proposals
    from harvester.identity.weighing import of_home

    if out and out.exists():
        raise UsageError(f"{out} is there already: name a new file, or move that one away.")
    pairs, shares = _labelled(file, labels) if labels else _unlabelled(file)
    found = proposals(pairs, shares, of_home(home_of(context)))
    if out:
        write(out, _as_tsv(found))
        err.print(f"Written to {out}; the table in force is what it was.")
    elif as_json:
        for each in found:
            emit(each._asdict())
    else:
        columns = Proposal._fields[:-1]
        table(columns, [each[:-1] for each in found], right=columns[1:])


def _unlabelled(file: Path) -> "Learned":
    from harvester.identity.learning import spoken
    from harvester.identity.matching import register
    from harvester.identity.pairing import Pairing
    from harvester.identity.row import GoodRows
    from harvester.identity.unlabelled import from_pairs

    rows = GoodRows(file)
    pairs = [spoken(*pair) for pair in Pairing(rows, register(rows)).candidates()]
    return pairs, from_pairs(pairs)


def _labelled(file: Path, labels: Path) -> "Learned":
    from harvester.identity.description import describe
    from harvester.identity.labels import read
    from harvester.identity.learning import from_labels, spoken
    from harvester.identity.matching import register
    from harvester.identity.row import GoodRows

    rows, labelled = GoodRows(file), list(read(labels))
    known, wanted = register(rows), {name for label in labelled for name in label[:2]}
    found = {row.id: describe(row, known) for row in rows if row.id in wanted}
    if unknown := sorted(wanted - found.keys()):
        raise UsageError(f"{labels} names {unknown[0]!r}, which is no row of {file}.")
    judged = [(spoken(found[one], found[other]), same) for one, other, same in labelled]
    return [said for said, _ in judged], from_labels(judged)


def _as_tsv(found: "list[Proposal]") -> str:
    lines = [found[0]._fields, *found] if found else []
    return "".join("\t".join(map(_cell, each)) + "\n" for each in lines)


def _cell(value: Any) -> str:
    return "" if value is None else str(value)

"""`validate-oai`: does a server keep OAI-PMH 2.0? A report that its operator can act on."""

from typing import TYPE_CHECKING, Annotated

import typer

from harvester.cli.output import emit, fields, hint, line, paragraph
from harvester.cli.session import Json, examples, home
from harvester.errors import UsageError

if TYPE_CHECKING:
    from harvester.conformance import Outcome, Report, Result
    from harvester.fetch.web import Web

PAUSE = 1
"""Seconds between two requests to a host that is not the operator's own."""
SILENCE = 30
"""Seconds that an answer may be silent."""


def register(app: typer.Typer) -> None:
    app.command(
        "validate-oai",
        epilog=examples(
            "validate-oai https://oai.example.org/oai",
            "validate-oai https://oai.example.org/oai --set rocks --prefix oai_datacite",
            "validate-oai http://localhost:8080/oai --allow-private --json",
        ),
    )(validate_oai)


def validate_oai(
    context: typer.Context,
    url: Annotated[str, typer.Argument(help="The base URL, without `?verb=`.")],
    set_: Annotated[str, typer.Option("--set", help="Lists are asked for within this set.")] = "",
    prefix: Annotated[str, typer.Option(help="Metadata format of the records.")] = "oai_dc",
    pages: Annotated[
        int, typer.Option(min=2, max=1000, help="So many pages of a list are read at most.")
    ] = 10,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="It may live on loopback or a private network.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Ask an OAI-PMH server some fifty questions and say which of 62 rules it keeps.

    Of each that failed: what was asked, what was answered, and where it is specified.

    What cannot be provoked from outside is said to be untested.

    Exit codes: 0 no rule failed; 4 some did; 5 there is no OAI-PMH server at all.
    """
    from harvester.conformance import Asked, check

    base = _bare(url)
    if not as_json:
        pace = "" if allow_private else ", one a second"
        hint(f"Asking {base}: some fifty requests{pace}. Nothing is kept.")
    with _web(home(context).settings.contact, allow_private) as web:
        report = check(base, web, Asked(prefix, set_, pages))
    if as_json:
        emit(report.as_dict())
    else:
        _show(report)
    raise typer.Exit(report.exit_code)


def _bare(url: str) -> str:
    """The base URL; people copy addresses that end with a request."""
    if not url.startswith(("http://", "https://")):
        raise UsageError(f"{url}: this is no address; one like https://example.org/oai is needed.")
    return url.partition("?")[0] if "?verb=" in url else url


def _web(contact: str, allow_private: bool) -> "Web":
    from harvester.fetch.web import Web
    from harvester.repositories import Politeness

    pace = {"delay": f"{0 if allow_private else PAUSE}s", "timeout": f"{SILENCE}s", "attempts": 1}
    return Web(Politeness.model_validate(pace), contact, allow_private=allow_private)


def _show(report: "Report") -> None:
    for each in report.of("failed"):
        _show_broken("FAILED", each)
    for each in report.of("advised"):
        _show_broken("ADVICE", each)
    _show_untested(report.of("untested"))
    _show_passed(report.of("passed"))
    counts = (f"{len(report.of(outcome))} {said}" for outcome, said in _SAID if report.of(outcome))
    line(f"{report.url}: {', '.join(counts)}; {report.requests} requests.", style="bold")


_SAID: "tuple[tuple[Outcome, str], ...]" = (
    ("failed", "failed"),
    ("advised", "not as advised"),
    ("untested", "not tested"),
    ("passed", "passed"),
)


def _show_broken(mark: str, found: "Result") -> None:
    line(f"{mark}  {found.rule.number}  {found.rule.text}", style="bold")
    rows = [("why", found.why), ("asked", found.request), ("answered", found.answer)]
    fields([(name, said) for name, said in rows if said] + [("see", found.rule.where)])
    line()


def _show_untested(results: "list[Result]") -> None:
    if results:
        line("Not tested", style="bold")
        for each in results:
            paragraph(f"{each.rule.text} Not tested: {each.why}.", lead=f"  {each.rule.number:2}  ")
        line()


def _show_passed(results: "list[Result]") -> None:
    if results:
        line("Passed", style="bold")
        for each in results:
            paragraph(each.rule.text, lead=f"  {each.rule.number:2}  ")
        line()

"""What the documents promise is what the program does, and the other way round."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from pydantic import BaseModel

from harvester import errors, verdict
from harvester.cli import app, ending
from harvester.crosswalk.schema import CrosswalkText, RuleText
from harvester.repositories import Expect, Operator, Politeness, Repository
from harvester.settings import Settings
from harvester.styles import Style

ROOT = Path(__file__).resolve().parents[1]
README = ROOT.joinpath("README.md").read_text("utf-8")
CONTRIBUTING = ROOT.joinpath("CONTRIBUTING.md").read_text("utf-8")
LITHOSCOPE = typer.main.get_command(app)


def leaves(command: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every command that does something, by its full name."""
    if not hasattr(command, "commands"):
        yield name, command
        return
    for part, inner in command.commands.items():
        yield from leaves(inner, f"{name} {part}".strip())


COMMANDS = dict(leaves(LITHOSCOPE))


def examples(command: Any) -> list[str]:
    return [line.strip() for line in (command.epilog or "").splitlines() if "lithoscope " in line]


def parsed(words: list[str]) -> str:
    """Read a command line as the program would, without running it; gives the command's name."""
    command, names = LITHOSCOPE, list[str]()
    context = command.make_context("lithoscope", words)
    while hasattr(command, "commands"):
        name, command, rest = command.resolve_command(
            context, context._protected_args + context.args
        )
        names.append(name)
        context = command.make_context(name, rest, parent=context)
    return " ".join(names)


def column(text: str, heading: str) -> list[str]:
    """First column of the table with this heading in its first cell."""
    table = re.search(rf"^\| {heading} \|.*\n\|[-| ]+\n((?:\|.*\n)+)", text, re.M)
    assert table, f"a table with the column `{heading}`"
    return [row.split("|")[1].strip() for row in table[1].splitlines()]


def named(text: str, heading: str) -> set[str]:
    """The `names` in such a column."""
    return {name for cell in column(text, heading) for name in re.findall(r"`([^`]+)`", cell)}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_speaks_json(name: str) -> None:
    assert "--json" in {option for param in COMMANDS[name].params for option in param.opts}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_three_examples_that_it_understands(name: str) -> None:
    shown = examples(COMMANDS[name])
    assert len(shown) >= 3
    for example in shown:
        call = re.split(r" [|<>] ", example[example.index("lithoscope ") :])[0]
        assert parsed(shlex.split(call)[1:]) == name


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_says_what_it_is_for(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    unsaid = [p.name for p in command.params if p.param_type_name == "option" and not p.help]
    assert not unsaid


def test_the_readme_names_every_command_and_no_other() -> None:
    assert named(README, "command") == set(COMMANDS)


def test_the_exit_codes_of_the_readme_are_those_of_the_program() -> None:
    used = {kind.exit_code for kind in _all_errors(errors.LithoscopeError)}
    used |= {*verdict.EXIT_CODES.values(), ending.STOPPED}
    said = re.search(r"^Exit codes: (.*?)\n\n", README, re.M | re.S)
    assert said
    assert {int(code) for code in re.findall(r"`(\d+)`", said[1])} == used


def _all_errors(kind: type[errors.LithoscopeError]) -> Iterator[type[errors.LithoscopeError]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from _all_errors(narrower)


def test_every_error_of_the_package_is_in_the_tree_that_is_drawn() -> None:
    drawn = set(re.findall(r"\b[A-Z]\w+", errors.__doc__ or ""))
    assert {kind.__name__ for kind in _all_errors(errors.LithoscopeError)} <= drawn


def test_the_readme_names_every_setting_and_no_other() -> None:
    assert named(README, "setting") == set(Settings.model_fields) - {"origins"}


def test_every_setting_says_what_it_is_for() -> None:
    silent = [name for name, field in Settings.model_fields.items() if not field.description]
    assert silent == ["origins"]


def test_the_keys_of_a_repository_are_those_that_are_documented() -> None:
    keys = set(Repository.model_fields) - {"name"}
    for block, model in (("operator", Operator), ("politeness", Politeness), ("expect", Expect)):
        keys |= {f"{block}.{key}" for key in model.model_fields}
    keys -= {"operator", "politeness", "expect"}
    assert named(CONTRIBUTING, "key") == keys


def test_the_keys_of_a_style_of_request_are_those_that_are_documented() -> None:
    keys = {field.alias or name for name, field in Style.model_fields.items()} - {"name"}
    first = " ".join(column(CONTRIBUTING, "style"))
    assert set(re.findall(r"`([a-z]+)`", first)) == keys


@pytest.mark.parametrize(("heading", "model"), [("crosswalk", CrosswalkText), ("rule", RuleText)])
def test_the_keys_of_a_crosswalk_are_those_that_are_documented(
    heading: str, model: type[BaseModel]
) -> None:
    keys = {field.alias or name for name, field in model.model_fields.items()}
    documented = re.findall(r"`([a-z]+)`", " ".join(column(CONTRIBUTING, heading)))
    assert set(documented) == keys


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) < 150


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_every_path_that_a_document_names_is_there(document: str) -> None:
    text = ROOT.joinpath(document).read_text("utf-8")
    paths = re.findall(r"`((?:harvester|mappings|ontology|tests)/[\w./-]*)`", text)
    assert paths
    named_by_the_reader = ("NAME", "FORMAT", "STYLE")
    certain = [path for path in paths if not any(word in path for word in named_by_the_reader)]
    assert not [path for path in certain if not ROOT.joinpath(path).exists()]

"""The group of all commands: what holds for each of them, above all how one ends that fails.

It ends in one sentence, and with the exit code for it.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

import typer
from typer.core import TyperGroup

from harvester.cli.output import problem
from harvester.errors import LithoscopeError, StoreError

GLOBAL = ("--home", "--ledger-url", "--search-url", "--graph-url")
STOPPED = 130
"""As shells have it for Ctrl-C."""


class Lithoscope(TyperGroup):
    """The commands; what they raise is said, and with `--debug` shown whole."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, _global_first(args))

    def invoke(self, ctx: Any) -> Any:
        with told(debug=ctx.params["debug"]):
            return super().invoke(ctx)


def _global_first(args: list[str]) -> list[str]:
    """`--home DIR`, `--debug` and addresses may stand behind the command too, as people type."""
    first, rest = list[str](), list[str]()
    words = iter(args)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word in GLOBAL:
            first += [word, *islice(words, 1)]
        elif word == "--debug" or word.partition("=")[0] in GLOBAL:
            first.append(word)
        else:
            rest.append(word)
    return first + rest


@contextmanager
def told(*, debug: bool) -> Iterator[None]:
    """Turn what is raised inside into a sentence and typer's exit."""
    try:
        yield
    except typer.BadParameter as error:
        error.message = error.message.removeprefix("Value error, ")  # as pydantic has it
        raise
    except LithoscopeError as error:
        if debug:
            raise
        problem(str(error))
        raise typer.Exit(error.exit_code) from error
    except KeyboardInterrupt:
        problem("Stopped at once. Every page that was kept is safe; the next harvest goes on.")
        raise typer.Exit(STOPPED) from None
    except BrokenPipeError:
        _close_output()  # who reads us has had enough, as in `lithoscope export | head`
    except OSError as error:
        if debug:
            raise
        problem(_sentence(error))
        raise typer.Exit(StoreError.exit_code) from error


def _sentence(error: OSError) -> str:
    where = f"{error.filename}: " if error.filename else ""
    return (
        f"{where}cannot be read or written ({error.strerror or error}). What was kept is safe. "
        "Make room, or give this user the right to it, and run the command again."
    )


def _close_output() -> None:
    """So that Python does not complain about what it cannot flush any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

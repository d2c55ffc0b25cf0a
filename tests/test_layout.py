"""The shape that keeps the code readable: what lies where, how long it may be, who imports what."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "harvester"
MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted(ROOT.joinpath("tests").rglob("*.py"))

TOP_LEVEL = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md"}
TOP_LEVEL |= {"harvester", "ontology", "mappings", "tests", "docker"}
BUILT = {"build", "dist"}
"""Made by building, ignored by git."""
SAYS_NOTHING = {"utils", "util", "common", "helpers", "helper", "manager", "misc", "core"}
LONGEST_MODULE = 300
LONGEST_FUNCTION = 50
USUAL_MODULE = 130
USUAL_FUNCTION = 10
ONLY_IMPORTER = {"httpx": "harvester/http.py"}
"""A library that may have to be replaced is imported in one place."""


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a module with the lines of its body."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
            yield f"{name(path)}: {node.name}", (node.end_lineno or 0) - body[0].lineno + 1


def imported(path: Path) -> Iterator[str]:
    """Top-level names of all that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_the_top_level_holds_only_what_the_design_names() -> None:
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found - BUILT <= TOP_LEVEL
    assert found >= TOP_LEVEL - {"docker"}


def test_no_file_has_a_name_that_says_nothing() -> None:
    files = [*MODULES, *TESTS]
    assert not [name(path) for path in files if SAYS_NOTHING & set(path.stem.split("_"))]


def test_no_two_files_of_tests_have_the_same_name() -> None:
    names = [path.name for path in TESTS if path.name.startswith("test_")]
    assert sorted(set(names)) == sorted(names)


def test_no_module_is_long() -> None:
    long = {name(path): lines(path) for path in MODULES if lines(path) > LONGEST_MODULE}
    assert not long


def test_no_function_is_long() -> None:
    bodies = dict(pair for path in MODULES for pair in functions(path))
    assert not {where: length for where, length in bodies.items() if length > LONGEST_FUNCTION}


def test_the_usual_module_and_function_are_short() -> None:
    module = median(lines(path) for path in MODULES if lines(path) > 1)
    function = median(length for path in MODULES for _, length in functions(path))
    print(f"median module {module:g} lines, median function {function:g} lines")
    assert module <= USUAL_MODULE
    assert function <= USUAL_FUNCTION


@pytest.mark.parametrize(("library", "importer"), ONLY_IMPORTER.items())
def test_a_library_that_may_be_replaced_has_one_importer(library: str, importer: str) -> None:
    assert [name(path) for path in MODULES if library in imported(path)] == [importer]


def test_the_package_says_that_it_is_typed() -> None:
    assert PACKAGE.joinpath("py.typed").is_file()


def test_each_folder_of_tests_mirrors_a_part_of_the_package() -> None:
    own = {"fixtures", "benchmarks", "labels", "elasticsearch", "docker"}
    folders = {path.name for path in ROOT.joinpath("tests").iterdir() if path.is_dir()}
    known = {path.stem for path in PACKAGE.iterdir()}
    assert {folder for folder in folders if not folder.startswith("__")} - own <= known

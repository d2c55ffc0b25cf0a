"""What goes wrong for a person is one clear sentence, the right exit code, and loses nothing."""

import json
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from harvester.cli import main
from tests.lab_log import laboratory
from tests.loopback import Reply, closed_port, in_turn, serving

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def lithoscope(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """The command in a home of its own: exit code, standard output, standard error."""

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["lithoscope", "--home", str(tmp_path), *words])
        with pytest.raises(SystemExit) as end:
            main()
        said = capsys.readouterr()
        return int(end.value.code or 0), said.out, said.err

    return run


def repository(home: Path, name: str, text: str) -> None:
    file = home / "mappings" / "repositories" / f"{name}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"allow_private: true\n{text}", "utf-8")


def sentence(error: str) -> str:
    """The one complaint, without a trace."""
    assert "Traceback" not in error
    return " ".join(error.split())


def test_an_unknown_key_names_file_and_line(lithoscope: Run, tmp_path: Path) -> None:
    repository(tmp_path, "lab", "url: http://127.0.0.1/oai\nfromat: oai_dc\n")
    code, out, error = lithoscope("harvest", "lab")
    assert (code, out) == (2, "")
    assert "lab.yaml, line 3: unknown key `fromat`" in sentence(error)


def test_an_unknown_repository_tells_which_are_known(lithoscope: Run, tmp_path: Path) -> None:
    repository(tmp_path, "lab", "url: http://127.0.0.1/oai\n")
    code, _, error = lithoscope("harvest", "lap")
    assert code == 2
    assert "no repository `lap`. Known: lab." in sentence(error)


@pytest.mark.parametrize("url", ["nonsense", "ftp://example.org/oai", "http://", "http://[::1/"])
def test_a_bad_address_is_refused_before_anything_is_written(
    lithoscope: Run, tmp_path: Path, url: str
) -> None:
    code, _, error = lithoscope("source", "add", url, "--name", "lab")
    assert code == 2
    assert url in sentence(error)
    assert not list(tmp_path.rglob("*.yaml"))


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://example.org/oai#top", "a place within a page"),
        ("https://example.org/oai#", "a place within a page"),
        ("https://me:secret@example.org/oai", "credentials are not kept in addresses"),
        ("https://me@example.org/oai", "credentials are not kept in addresses"),
    ],
)
def test_an_address_that_says_too_much_is_refused(
    lithoscope: Run, tmp_path: Path, url: str, said: str
) -> None:
    code, _, error = lithoscope("source", "add", url, "--name", "lab")
    assert code == 2
    assert said in sentence(error)
    assert "secret" not in error
    assert not list(tmp_path.rglob("*.yaml"))


def test_another_base_than_the_ledgers_is_refused(
    lithoscope: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lithoscope("verify")[0] == 0
    monkeypatch.setenv("LITHOSCOPE_BASE_URL", "https://rocks.example/")
    code, _, error = lithoscope("verify")
    assert code == 2
    assert "base_url is https://rocks.example/, but the ledger" in sentence(error)
    assert "founded with https://w3id.org/lithoscope/" in sentence(error)


def test_a_query_that_is_no_text_is_refused(
    lithoscope: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(b"\xff"), "utf-8"))
    code, _, error = lithoscope("query", "-")
    assert code == 2
    assert "Standard input: is no text in UTF-8" in sentence(error)


@pytest.mark.parametrize("shape", ["turtle", "raw"])
def test_what_is_no_json_is_not_shown_as_json(lithoscope: Run, shape: str) -> None:
    code, _, error = lithoscope("show", "lab/1", "--format", shape, "--json")
    assert code == 2
    assert f"{shape} is no JSON" in sentence(error)


def test_an_address_on_this_machine_is_refused_unless_it_was_allowed(lithoscope: Run) -> None:
    with laboratory() as url:
        assert lithoscope("source", "add", url, "--name", "lab")[0] == 0
        code, out, _ = lithoscope("harvest", "lab", "--json")
    said = json.loads(out)
    assert (code, said["verdict"], said["seen"]) == (5, "failed", 0)
    assert "allow_private" in said["message"]


def test_a_repository_that_is_down_fails_and_says_so(lithoscope: Run, tmp_path: Path) -> None:
    down = f"url: http://127.0.0.1:{closed_port()}/oai\npoliteness: {{attempts: 1}}\n"
    repository(tmp_path, "lab", down)
    code, out, _ = lithoscope("harvest", "lab", "--json")
    said = json.loads(out)
    assert (code, said["verdict"]) == (5, "failed")
    assert "lab" in said["message"]


def test_a_page_that_is_no_list_is_not_the_end_of_one(lithoscope: Run, tmp_path: Path) -> None:
    page = Reply(b"<html><body>Down for maintenance</body></html>")
    with serving(in_turn(page)) as server:
        repository(tmp_path, "lab", f"url: {server.url}\npoliteness: {{attempts: 1}}\n")
        code, out, _ = lithoscope("harvest", "lab", "--json")
    assert (code, json.loads(out)["verdict"]) == (5, "failed")


def test_a_format_that_does_not_exist_fails_and_names_those_that_do(
    lithoscope: Run, tmp_path: Path
) -> None:
    with laboratory() as url:
        repository(tmp_path, "lab", f"url: {url}\nformat: marc21\n")
        code, out, _ = lithoscope("harvest", "lab", "--json")
    said = json.loads(out)
    assert (code, said["verdict"]) == (5, "failed")
    assert "lab_log" in said["message"]


def test_the_worst_of_several_sources_is_the_exit_code(lithoscope: Run, tmp_path: Path) -> None:
    with laboratory() as url:
        repository(tmp_path, "good", f"url: {url}\n")
        repository(tmp_path, "unread", f"url: {url}\nformat: lab_log\n")
        code, out, _ = lithoscope("harvest", "--json")
    verdicts = [json.loads(line)["verdict"] for line in out.splitlines()]
    assert verdicts == ["complete", "complete_with_rejects"]
    assert code == 3


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said_and_what_was_kept_stays(lithoscope: Run, tmp_path: Path) -> None:
    with laboratory() as url:
        repository(tmp_path, "lab", f"url: {url}\n")
        assert lithoscope("harvest", "lab")[0] == 0
    full = tmp_path / "full"  # by a link, so that a fault of ours cannot replace the device
    full.symlink_to("/dev/full")
    code, _, error = lithoscope("export", "--output", str(full))
    assert code == 5
    assert "No space left" in sentence(error)
    assert lithoscope("verify")[0] == 0


@pytest.mark.parametrize(
    "words",
    [
        ("show", "nothing/like-it"),
        ("show", "nothing", "--format", "pdf"),
        ("search", "x", "--technique", "alchemy"),
        ("export", "--format", "csv"),
        ("rebuild", "castle"),
        ("replay", "--from", "somewhere"),
        ("runs", "show", "99"),
        ("query", "not-there.rq"),
        ("harvest", "--since", "yesterday"),
        ("harvets",),
        (),
    ],
    ids=" ".join,
)
def test_a_wrong_command_is_exit_code_2_and_one_sentence(
    lithoscope: Run, words: tuple[str, ...]
) -> None:
    code, _, error = lithoscope(*words)
    assert code == 2
    sentence(error)


def test_a_query_that_is_no_sparql_says_where(lithoscope: Run, tmp_path: Path) -> None:
    file = tmp_path / "question.rq"
    file.write_text("SELECT ?x WHERE { ?x ?y", "utf-8")
    code, _, error = lithoscope("query", str(file))
    assert code == 2
    assert "SPARQL" in sentence(error)

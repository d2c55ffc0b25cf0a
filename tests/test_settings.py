"""Settings: flag before environment before file before default, and each knows its origin."""

from pathlib import Path

import pytest

from harvester import settings
from harvester.errors import ConfigError


def test_without_anything_the_defaults_hold(tmp_path: Path):
    found = settings.load(tmp_path)
    assert found.base_url == "https://w3id.org/lithoscope/"
    assert found.ledger_url == ""
    assert found.origins["base_url"] == "default"
    assert found.origins["home"] == "flag"


def test_the_file_of_the_home_folder_is_read(tmp_path: Path):
    (tmp_path / "lithoscope.toml").write_text('contact = "harvest@example.org"\n')
    found = settings.load(tmp_path)
    assert found.contact == "harvest@example.org"
    assert found.origins["contact"] == "file"


def test_the_environment_wins_over_the_file_and_a_flag_over_both(tmp_path, monkeypatch):
    (tmp_path / "lithoscope.toml").write_text('contact = "file@example.org"\nprocesses = 3\n')
    monkeypatch.setenv("LITHOSCOPE_CONTACT", "environment@example.org")
    found = settings.load(tmp_path, processes=1)
    assert (found.contact, found.processes) == ("environment@example.org", 1)
    assert (found.origins["contact"], found.origins["processes"]) == ("environment", "flag")


def test_the_home_folder_comes_from_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("LITHOSCOPE_HOME", str(tmp_path))
    assert settings.load().home == tmp_path


def test_a_secret_is_a_file_of_its_own_between_the_file_and_the_environment(tmp_path, monkeypatch):
    (tmp_path / "lithoscope.toml").write_text('ledger_url = "sqlite:///file"\ncontact = "file"\n')
    for folder, name, text in (
        ("one", "lithoscope_ledger_url", "sqlite:///secret"),
        ("one", "postgres_password", "of another program"),
        ("two", "lithoscope_contact", "secret"),
        ("two", "lithoscope_base_url", "https://rocks.example/"),
    ):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / name).write_text(f"{text}\n")
    monkeypatch.setenv("LITHOSCOPE_SECRETS", f"{tmp_path / 'one'}:{tmp_path / 'two'}")
    monkeypatch.setenv("LITHOSCOPE_CONTACT", "environment")
    found = settings.load(tmp_path)
    assert (found.ledger_url, found.contact) == ("sqlite:///secret", "environment")
    assert found.base_url == "https://rocks.example/"
    assert (found.origins["ledger_url"], found.origins["contact"]) == ("secret", "environment")


def test_a_folder_of_secrets_that_is_named_must_be_there(tmp_path, monkeypatch):
    monkeypatch.setenv("LITHOSCOPE_SECRETS", str(tmp_path / "nowhere"))
    with pytest.raises(ConfigError, match=r"LITHOSCOPE_SECRETS: .*nowhere"):
        settings.load(tmp_path)


def test_a_wrong_secret_is_named_and_not_shown(tmp_path, monkeypatch):
    (tmp_path / "lithoscope_processes").write_text("hidden")
    monkeypatch.setenv("LITHOSCOPE_SECRETS", str(tmp_path))
    with pytest.raises(ConfigError, match="secret lithoscope_processes: setting") as caught:
        settings.load(tmp_path / "home")
    assert "hidden" not in str(caught.value)


def test_a_wrong_value_names_the_variable_that_gave_it(tmp_path, monkeypatch):
    monkeypatch.setenv("LITHOSCOPE_PROCESSES", "many")
    with pytest.raises(ConfigError, match=r"LITHOSCOPE_PROCESSES: setting `processes`"):
        settings.load(tmp_path)


def test_the_base_of_addresses_ends_where_a_name_can_follow(tmp_path):
    assert settings.load(tmp_path, base_url="https://x.example/s").base_url.endswith("/s/")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("contcat = 'x'", "contcat"),
        ("contact = ", "cannot be read"),
        ("processes = 0", "processes"),
    ],
)
def test_a_wrong_file_is_named_with_what_is_wrong(tmp_path: Path, text: str, said: str):
    (tmp_path / "lithoscope.toml").write_text(text)
    with pytest.raises(ConfigError, match=said) as caught:
        settings.load(tmp_path)
    assert str(tmp_path / "lithoscope.toml") in str(caught.value)
    assert caught.value.exit_code == 2

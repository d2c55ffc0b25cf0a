"""The lists that a catalogue was given: the register of names, and how a change is noticed."""

from pathlib import Path

import pytest

from harvester.errors import ConfigError
from harvester.identity.authorities import Entry, fingerprint, known
from harvester.identity.authorities.kept import combined, folder


def keep(home: Path, name: str, *entries: Entry) -> Path:
    file = folder(home) / f"{name}.jsonl"
    file.parent.mkdir(exist_ok=True)
    file.write_text("".join(entry.line() for entry in entries), "utf-8")
    return file


def test_without_lists_the_names_of_the_field_are_known(tmp_path: Path) -> None:
    assert fingerprint(tmp_path) == ""
    assert known(tmp_path).resolve("Pallas Iron").name == "Krasnojarsk"
    assert known(tmp_path).resolve("Peekskill").how == "unknown"


def test_a_list_adds_its_names_and_synonyms(tmp_path: Path) -> None:
    keep(tmp_path, "ours", Entry("Rum 0714", synonyms=("Askival block",)), Entry("Peekskill"))
    register = known(tmp_path)
    assert register.resolve("askival block") == ("synonym", ("Rum 0714",))
    assert register.resolve("Peekskil").name == "Peekskill"
    assert register.resolve("Pallas Iron").name == "Krasnojarsk"


def test_a_fingerprint_is_that_of_what_the_lists_say(tmp_path: Path) -> None:
    seen = {fingerprint(tmp_path)}
    file = keep(tmp_path, "ours", Entry("Peekskill"))
    seen.add(one := fingerprint(tmp_path))
    keep(tmp_path, "theirs", Entry("Zagami"))
    seen.add(fingerprint(tmp_path))
    keep(tmp_path, "theirs", Entry("Zagami", synonyms=("Katsina",)))
    seen.add(fingerprint(tmp_path))
    assert len(seen) == 4
    (folder(tmp_path) / "theirs.jsonl").unlink()
    assert fingerprint(tmp_path) == one
    file.rename(file.with_name("renamed.jsonl"))
    assert fingerprint(tmp_path) == one


def test_a_removed_list_is_known_no_more(tmp_path: Path) -> None:
    file = keep(tmp_path, "ours", Entry("Peekskill"))
    assert "Peekskill" in known(tmp_path)
    file.unlink()
    assert "Peekskill" not in known(tmp_path)


def test_two_lists_that_spell_a_name_differently_mean_the_same() -> None:
    register = combined([[Entry("Mezo-Madaras")], [Entry("Mezö-Madaras", synonyms=("Madaras",))]])
    for written in ("Mezö-Madaras", "mezo madaras", "Madaras"):
        assert register.resolve(written).name == "Mezo-Madaras"


def test_two_of_one_list_that_are_spelt_alike_stay_two() -> None:
    register = combined([[Entry("Agen"), Entry("Ägen")]])
    assert register.resolve("AGEN") == ("ambiguous", ("Agen", "Ägen"))
    assert [register.resolve(name).name for name in ("Agen", "Ägen")] == ["Agen", "Ägen"]


def test_a_damaged_list_is_told_with_its_line(tmp_path: Path) -> None:
    file = keep(tmp_path, "ours", Entry("Peekskill"), Entry("Zagami"))
    file.write_text(file.read_text("utf-8") + '{"name"\n', "utf-8")
    with pytest.raises(ConfigError, match=r"ours\.jsonl, line 3: is no JSON\..* load it again"):
        known(tmp_path)


def test_a_list_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (folder(tmp_path) / "ours.jsonl").mkdir(parents=True)
    with pytest.raises(ConfigError, match=r"ours\.jsonl: cannot be read: Is a directory"):
        fingerprint(tmp_path)

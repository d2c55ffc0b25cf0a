"""A catalogue's own points for the rules."""

from pathlib import Path

import pytest

from harvester.errors import ConfigError
from harvester.identity.matching import explain
from harvester.identity.row import Row
from harvester.identity.weighing import FILE, of_home, read
from harvester.identity.weights import TABLE

ONE, OTHER = (
    Row(id=lab, name=name, lab=lab) for lab, name in (("a", "NWA 7034"), ("b", "NWA7034"))
)


def test_a_catalogue_without_a_table_has_ours(tmp_path: Path):
    assert of_home(tmp_path) == TABLE


def test_its_own_points_change_decisions_and_all_else_stays(tmp_path: Path):
    (tmp_path / FILE).write_text("rule\tpoints\tproposed\nsame_find\t4\t9\n", "utf-8")
    table = of_home(tmp_path)
    assert [
        (ours.name, own.points) for ours, own in zip(TABLE, table, strict=True) if ours != own
    ] == [("same_find", 4)]
    assert explain(ONE, OTHER).decision == "very_likely"
    assert explain(ONE, OTHER, table=table).decision == "possible"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("same_fnd\t4", "no rule is called 'same_fnd'"),
        ("same_find\tmany", "'many' is no number of points"),
        ("same_find\tnan", "'nan' is no number"),
        ("same_find", "'' is no number"),
    ],
)
def test_what_is_wrong_in_it_is_said_with_its_line(tmp_path: Path, line: str, said: str):
    file = tmp_path / FILE
    file.write_text(f"rule\tpoints\nnear\t1\n{line}\n", "utf-8")
    with pytest.raises(ConfigError, match=f"line 3: .*{said}"):
        read(file)

"""Nothing of an address is shown that may be a password."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.masking import HIDDEN, shown

FORMS = [
    "postgresql://user:{}@db.example/rocks",
    "postgresql+psycopg://user:{}@[::1]:5432/rocks?sslmode=require",
    "postgresql://db.example/rocks?user=u&password={}",
    "postgresql:/user:{}@db.example/rocks",
    "postgresql://user:{}",
    "https://{}@search.example:9200/rocks",
    "https://search.example/rocks#{}",
    "user:{}@db.example",
    "sqlite:////srv/ledger.sqlite?key={}",
]


@given(st.sampled_from(FORMS), st.text(max_size=12))
def test_a_password_is_never_shown_wherever_it_stands(form: str, more: str) -> None:
    assert "geheim" not in shown(form.format("geheim" + more))


@given(st.text(alphabet="ab1/@?#:%&= ", max_size=12))
def test_nor_what_stands_before_it_in_a_password_that_is_not_encoded(more: str) -> None:
    assert "geheim" not in shown(f"postgresql://user:{more}geheim{more}@db.example/rocks")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("postgresql://user:a/b@db.example/rocks", "postgresql://***@db.example/rocks"),
        ("http://127.0.0.1:9200/rocks", "http://127.0.0.1:9200/rocks"),
        ("postgresql://a:1,b:2/rocks?target=any", "postgresql://a:1,b:2/rocks?***"),
        ("https://w3id.org/lithoscope/", "https://w3id.org/lithoscope/"),
        ("sqlite:////home/me@home/a b/ledger", "sqlite:////home/me@home/a b/ledger"),
        ("postgresql://user:a?b@db.example/rocks", HIDDEN),
    ],
)
def test_what_is_no_secret_is_shown(address: str, expected: str) -> None:
    assert shown(address) == expected

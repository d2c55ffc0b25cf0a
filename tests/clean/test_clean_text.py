"""Text of strangers becomes plain text: markup out, characters repaired, white space in order."""

import pytest

from harvester.clean import text


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("Olivine  in\n   a   seam ", "Olivine in a seam"),
        ("<p>Olivine in a <b>seam</b></p>", "Olivine in a seam"),
        ("&lt;p&gt;Olivine&lt;/p&gt;", "Olivine"),
        ("Fe &amp;amp; Ni", "Fe & Ni"),
        ("CO<sub>2</sub> and µm<sup>3</sup>, 10<sup>-3</sup>", "CO2 and µm³, 10⁻³"),
        ("<jats:p>Olivine <jats:italic>in situ</jats:italic></jats:p>", "Olivine in situ"),
        ("grains < 5 µm and > 2 µm", "grains < 5 µm and > 2 µm"),
        ("R&D, AT&T, a&b=c&copy=2", "R&D, AT&T, a&b=c&copy=2"),
        ("<script>alert(1)</script>Seam<style>p{}</style>", "Seam"),
        ('<img src=x onerror="alert(1)">Seam', "Seam"),
        ("K\u0308ln cafe\u0301", "K\u0308ln café"),
        ("MÃ¼ller, 20 Â°C, â€œseamâ€\x9d", "Müller, 20 °C, “seam”"),
        ("Ol\u00adi\u200bvine\ufeff", "Olivine"),
        ("Olivine \u202egnissim\u202c", "Olivine gnissim"),
        ("Oli\x00vine\x07", "Olivine"),
        ("SÃO PAULO", "SÃO PAULO"),
        ("«LIBERTÉ»", "«LIBERTÉ»"),
    ],
)
def test_a_line(given, plain):
    assert text.line(given).values == (plain,)


def test_paragraphs_and_lists_stay_apart():
    html = "<p>One.</p><p>Two<br/>still two.</p><ul><li>a</li><li>b</li></ul>"
    assert text.clean(html).value == "One.\n\nTwo still two.\n\n- a\n\n- b"
    plain = "One\n  wraps here.\n\n  Two.\n - a\n - b"
    assert text.clean(plain).value == "One wraps here.\n\nTwo.\n\n- a\n\n- b"


@pytest.mark.parametrize(
    "nothing",
    ["(:unav)", ":tba", "(:null)", "N/A", "n.a.", "none", "NULL", "Unknown", "not available", "-"],
)
def test_what_says_that_there_is_no_value_is_none_and_told(nothing):
    values, findings = text.line(nothing)
    assert values == ()
    assert findings[0].code == "unknown-value"


@pytest.mark.parametrize(
    "word", ["Na", "NaN minerals", "None of these", "A", "null island", "Tba 4"]
)
def test_words_that_only_look_like_it_are_kept(word):
    assert text.line(word).value == word


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("<p>seam</p>", "markup"),
        ("sÃ©am", "double-encoded"),
        ("se\x01am", "control-character"),
        ("se\ufffdam", "replacement-character"),
    ],
)
def test_what_is_lost_is_told(given, code):
    assert [finding.code for finding in text.clean(given).findings] == [code]


def test_empty_is_nothing_to_tell():
    assert text.line("  \n ") == ((), ())


def test_a_mountain_of_escapes_is_climbed_only_so_far():
    assert text.line("&amp;" * 20_000).value
    assert text.line("&" + "amp;" * 20_000 + "lt;").value

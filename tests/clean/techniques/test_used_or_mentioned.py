"""A technique counts if it made data of the record; each test is one way of not having done so."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvester.clean.phrases import Passage, Role
from harvester.clean.techniques import TechniqueReader, cues
from harvester.clean.techniques.usage import CUES

READER = TechniqueReader()


def read(text: str, role: Role = "description") -> dict[str, str | None]:
    """Slugs with the reason why they were not used, None if they were."""
    return {m.slug: None if m.used else m.rule for m in READER.read([Passage(role, text)])}


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("negated", "No EBSD was done on these samples."),
        ("negated", "The samples were not analysed by EBSD."),
        ("negated", "EBSD was not performed."),
        ("negated", "Orientations were measured by goniometer instead of EBSD."),
        ("negated", "EBSD (Oxford Symmetry, out of scope)"),
        ("negated", "Prepared by ion milling, not by EBSD."),
        ("negated", "No photographs, maps or EBSD are included."),
        ("negated", "Neither the old maps nor EBSD helped."),
        ("not yet done", "The same area will be imaged by EBSD."),
        ("not yet done", "EBSD data will be made available later."),
        ("not yet done", "For future work we suggest EBSD."),
        ("background", "EBSD is a powerful technique."),
        ("background", "Fabrics are commonly measured by EBSD."),
        ("background", "EBSD can be combined with a heating stage."),
        ("background", "In-situ techniques such as EBSD are fundamental for rheology."),
        ("background", "It is known from EBSD that calcite twins."),
        ("earlier work", "Previous studies used EBSD."),
        ("earlier work", "In contrast to earlier EBSD studies, we map the whole slab."),
        ("earlier work", "Smith et al. (2010) used EBSD to measure the fabric."),
        ("earlier work", "The fabric agrees with EBSD data from Smith et al. (2010)."),
        ("earlier work", "We compare them with published EBSD."),
        ("compared only", "The model was made to test EBSD."),
        ("earlier work", "The area that we had imaged with EBSD before."),
        ("earlier work", "The vein seen later by EBSD crosses the chip."),
        ("purpose", "The crystals are suitable for EBSD."),
        ("purpose", "A clast was located for EBSD."),
        ("purpose", "The EBSD mount was kept."),
        ("elsewhere", "EBSD data are published as a separate dataset."),
        ("elsewhere", "EBSD: see doi:10.1234/abc."),
        ("software", "This is a Python package for the analysis of EBSD maps."),
        ("equipment", "The laboratory is equipped with EBSD and other detectors."),
        ("simulated", "The network was trained on synthetic EBSD maps."),
        ("a title", 'The data belong to the article "EBSD of quartz in a shear zone".'),
        (
            "a reference",
            "Toolbox (Bach, F., Hiel, R. and Schae, H. Grain detection from EBSD data).",
        ),
    ],
)
def test_a_technique_that_made_no_data_here(reason, text):
    assert read(text) == {"sem-ebsd": reason}


@pytest.mark.parametrize(
    "text",
    [
        "EBSD maps were acquired in a Zeiss Sigma.",
        "No changes were observed by EBSD.",
        "Not only optical goniometry but EBSD was used.",
        "EBSD was not able to index the gouge.",
        "This dataset contains EBSD maps which can be used to train networks.",
        "EBSD maps can be opened with MTEX.",
        "The phases could be identified by EBSD.",
        "The database compiles EBSD data published by Smith et al. (2010).",
        "The EBSD data supporting the findings of Smith et al. (2010) are provided.",
        "Characterised using methods such as EBSD.",
        "Supplement to Smith et al. (2010). EBSD maps in CSV format.",
        "Grain sizes were derived from EBSD maps; details are in Smith et al. (2010).",
        "We measured the fabric by EBSD, which is widely used.",
        "There was no alteration visible in hand specimen and EBSD.",
        "Samples were sent to a laboratory for EBSD.",
        "Microstructures of simulated gouge: EBSD.",
        'The folder "EBSD maps of the fault gouge" holds text files.',
        "Scripts to draw the figures, EBSD maps and tables.",
    ],
)
def test_a_technique_that_did(text):
    assert read(text)["sem-ebsd"] is None


def test_one_mention_that_used_it_is_enough():
    assert read("EBSD is a powerful technique. We mapped olivine by EBSD.") == {"sem-ebsd": None}


def test_a_keyword_and_a_title_say_what_was_done():
    assert read("EBSD", "subject") == {"sem-ebsd": None}
    assert read('Data for "EBSD of quartz in a shear zone"', "title") == {"sem-ebsd": None}


def test_a_keyword_counts_unless_the_text_denies_it():
    denied = [Passage("subject", "EBSD"), Passage("description", "EBSD was not performed.")]
    assert [mention.used for mention in READER.read(denied)] == [False]
    praised = [Passage("subject", "EBSD"), Passage("description", "EBSD is a powerful technique.")]
    assert [mention.used for mention in READER.read(praised)] == [True]


def test_a_record_that_says_it_has_no_data_used_nothing():
    record = [Passage("title", "EBSD in geology (no new data)"), Passage("subject", "XRD")]
    assert {mention.rule for mention in READER.read(record)} == {"no data"}


@pytest.mark.parametrize(
    ("techniques", "text"),
    [
        ({"sem-eds"}, "SEM-EDS"),
        ({"sem-eds"}, "Scanning electron microscopy with energy-dispersive spectroscopy (SEM-EDS)"),
        ({"sem-eds"}, "Analysed with a Zeiss SEM equipped with an EDS detector."),
        ({"sem-ebsd"}, "EBSD data were collected in a scanning electron microscope."),
        ({"sem", "sem-eds"}, "SEM images and EDS maps"),
        ({"sem", "sem-ebsd", "xrd"}, "SEM, EBSD and XRD were used."),
        ({"tem-prep", "tem"}, "FIB foils were cut. TEM images are included."),
        ({"tem-prep", "tem-bf"}, "A grain was sectioned by FIB. Bright-field TEM was done."),
        ({"fib-nt"}, "FIB nanotomography; FIB at 30 kV."),
        ({"tl-ppl"}, "Light microscopy of a thin section in plane-polarised light."),
        ({"optical", "sem"}, "Studied by optical and scanning electron microscopy."),
    ],
)
def test_a_microscope_counts_if_named_in_its_own_right(techniques, text):
    assert set(read(text)) == techniques


CUE_WORDS = sorted(
    set(re.findall("[A-Za-z]{2,}|[(),.]", str((cues.BEFORE, cues.AFTER, cues.AROUND))))
)
PIECES = st.sampled_from(
    [*CUE_WORDS, "Smith et al. (2010)", "Author, A. B.,", "see doi:10.1/x", "“"]
)
NEAR = st.lists(PIECES, max_size=8).map(" ".join)


@given(NEAR, NEAR)
def test_the_signs_of_cues_hide_none_of_them(before, after):
    before, after = f"{before} ", f" {after}"
    every = [cue.reason for cue in CUES.cues if cue.speaks_of(before, after)]
    assert list(CUES.reasons(before, after)) == every

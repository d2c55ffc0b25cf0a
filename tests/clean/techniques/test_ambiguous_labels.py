"""Labels that mean several things are decided by what else the record says."""

import pytest

from harvester.clean.phrases import Passage
from harvester.clean.techniques import TechniqueReader

READER = TechniqueReader()


def used(*texts: str) -> set[str]:
    passages = [Passage("description", text) for text in texts]
    return {each.slug for each in READER.read(passages) if each.used}


def test_bare_eds_belongs_to_the_microscope_that_the_record_names():
    assert used("Composition was measured by EDS.") == {"eds"}
    assert used("Composition was measured by EDX.", "TEM images.") == {"tem-eds", "tem"}
    assert used("EDS maps.", "The samples were imaged by SEM.") == {"sem-eds", "sem"}


def test_bare_eds_between_two_microscopes_stays_bare_unless_one_is_beside_it():
    listed = "Characterised by scanning electron microscopy, TEM and elemental analysis by EDS."
    assert used(listed) == {"sem", "tem", "eds"}
    assert used("SEM images; TEM with EDX of foils.") == {"sem", "tem-eds"}


def test_bare_cathodoluminescence_is_of_the_sem_if_there_is_one():
    assert used("Zircon CL images were taken.") == {"cl"}
    assert used("Zircon CL images were taken.", "BSE images.") == {"sem-cl", "sem-bse"}
    assert used("Images from an optical CL microscope.", "EPMA data.") == {"cl", "epma"}


def test_diffraction_at_a_synchrotron_is_not_the_laboratory_kind():
    assert used("XRD patterns were collected at the synchrotron beamline.") == {"sr-diff"}
    assert used("XRD patterns were collected.") == {"xrd"}


@pytest.mark.parametrize(
    "text",
    [
        "Samples come from 5 km SE of the town.",
        "Models are apt to show him the leap.",
        "We used a discrete cosine transform (DCT).",
        "A structural equation model (SEM) was fitted.",
        "Transient Electromagnetic (TEM) soundings were made, and TEM data inverted.",
        "TEM (transient electromagnetics) data.",
        "CT values of the PCR.",
        "Raman scattering in an optical fibre measures temperature.",
        "STEM education of school classes.",
        "The SI of the article holds the fits.",
    ],
)
def test_other_meanings_are_not_read(text):
    assert used(text) == set()


@pytest.mark.parametrize(
    ("technique", "text"),
    [
        ("sem-se", "SE images of grains at 15 kV."),
        ("him", "HIM images of nanopores from the helium ion beam."),
        ("apt", "APT of a nanodiamond: the needle ran at 50 K."),
        ("apt-fim", "FIM of the needle's apex."),
        ("labdct", "DCT gave the orientation of every grain."),
        ("xct", "CT of the rock: 2000 X-ray projections."),
        ("tl-xpl", "XN photographs of the thin section."),
        ("xrd", "Quantitative X-ray diffraction (QXRD)"),
    ],
)
def test_the_context_lets_an_acronym_be_a_technique(technique, text):
    assert technique in used(text)


def test_a_technique_spelled_out_beside_its_acronym_is_not_taken_for_another():
    assert used("Scanning Electrone Microscopy (SEM) and X-Ray Difraction (XRD)") == {"sem", "xrd"}

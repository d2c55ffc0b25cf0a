"""How records write the techniques that they used, and what each is read as."""

import pytest

from harvester.clean.phrases import Passage, Role
from harvester.clean.techniques import TechniqueReader

READER = TechniqueReader()


def used(text: str, role: Role = "description") -> set[str]:
    return {each.slug for each in READER.read([Passage(role, text)]) if each.used}


def slugs(written: str) -> set[str]:
    return set(written.split())


@pytest.mark.parametrize(
    ("technique", "text"),
    [
        ("optical", "Photomicrographs of all samples are provided."),
        ("optical", "The thin sections were scanned with a flatbed scanner."),
        ("optical", "Whole thin section scans at 4000 dpi."),
        ("optical", "Point counting of 300 grains."),
        ("optical", "Foraminifera were counted under a binocular microscope."),
        ("tl-ppl tl-xpl", "Photomicrographs in plane-polarized light and with crossed nicols."),
        ("rl-ppl", "Polished blocks were studied in reflected light."),
        ("conoscopic", "Interference figures were recorded with a Bertrand lens."),
        ("z-stack", "Focus-stacked images of micrometeorites."),
        ("confocal", "Surfaces were imaged by confocal laser scanning microscopy."),
        ("fluorescence", "UV-fluorescence microscopy of resin-impregnated sections."),
        ("opt-spec", "Reflectance spectra (VNIR, 0.4–2.5 µm) of powders."),
        ("opt-raman", "Raman spectra of graphite were collected with a 532 nm laser."),
        ("opt-raman", "Inclusions were identified by laser-Raman microspectroscopy."),
    ],
)
def test_light(technique, text):
    assert used(text) == slugs(technique)


@pytest.mark.parametrize(
    ("technique", "text"),
    [
        ("xct", "The core was CT scanned at 30 µm."),
        ("xct", "Micro computed tomography (μCT) images of Bentheimer sandstone."),
        ("xct", "Plugs were imaged with a 3D X-ray microscope."),
        ("xct", "Synchrotron-based X-ray microtomography."),
        ("xct", "Segmented CT volumes and pore networks are provided."),
        ("xray", "X-ray images of core sections."),
        ("xrf", "Bulk rock was analysed by XRF, and cores by an XRF core scanner."),
        ("xrf", "X-ray flourescence"),
        ("xrd", "Powder diffractograms were recorded with Cu Kα radiation."),
        ("xrd", "Rietveld refinement gave the phase abundances."),
        ("labdct", "LabDCT grain maps of olivine."),
        ("xanes-2d", "Fe K-edge XANES spectra of basaltic glasses."),
        ("xanes-3d", "3D XANES tomography of a chondrule rim."),
        ("xmcd peem", "XMCD images of the cloudy zone by X-PEEM."),
        ("ptychography", "X-ray ptychography of tetrataenite."),
        ("xholo", "Nano-holotomography of an interplanetary dust particle."),
        ("sr-diff", "Synchrotron powder XRD patterns of a hydrous phase."),
        ("sr-diff", "In-situ X-ray diffraction in a diamond anvil cell."),
        ("sr-diff", "SAXS curves of imogolite."),
    ],
)
def test_x_rays(technique, text):
    assert used(text) == slugs(technique)


@pytest.mark.parametrize(
    ("technique", "text"),
    [
        ("sem", "SEM photomicrographs of tests."),
        ("sem", "Fracture surfaces were imaged by field-emission scanning electron microscopy."),
        ("sem-se sem-bse", "SE and BSE images were collected."),
        ("sem-bse", "Back scatter electron mosaics of full sections."),
        ("sem-ebsd", "Orientations were measured by electron back-scatter diffraction."),
        ("tkd", "Transmission Kikuchi diffraction of a shock-vein foil."),
        ("sem-cl", "Panchromatic SEM-CL images of zircon."),
        ("sem-hcl", "Hyperspectral cathodoluminescence maps of quartz."),
        ("cl", "Cathodoluminescence images of carbonate cement from a cold-cathode stage."),
        ("qemscan", "Modal mineralogy by mineral liberation analysis (MLA)."),
        ("epma", "Microprobe analyses of olivine (Cameca SX-100)."),
        ("epma", "Apatite was measured by electron-probe microanalysis (EMPA)."),
        ("epma", "WDS maps were acquired on the electron microprobe."),
        ("sem-raman", "RISE microscopy: Raman imaging and scanning electron microscopy."),
    ],
)
def test_scanned_electrons(technique, text):
    assert used(text) == slugs(technique)


@pytest.mark.parametrize(
    ("technique", "text"),
    [
        ("fib-nt", "FIB-SEM tomography (slice and view) of kerogen-rich shale."),
        ("tem-prep", "FIB lamellae were cut across the rim."),
        ("3d-ebsd", "A 3D-EBSD volume of olivine."),
        ("him", "Pores were imaged with a helium ion microscope."),
        ("fib-sims", "FIB-SEM-ToF-SIMS maps of lithium in mica."),
        ("nanosims", "Carbon isotopes were mapped by NanoSIMS 50L."),
        ("tof-sims", "Time-of-flight secondary ion mass spectrometry of an IDP."),
        ("sims", "Zircon ages by SHRIMP II and oxygen isotopes by ion microprobe."),
        ("tem-bf tem-df tem-ed", "Bright-field TEM, HAADF-STEM and selected-area diffraction."),
        ("tem-eels", "EELS spectrum images at the carbon K-edge."),
        ("4d-stem", "4D-STEM data of a phyllosilicate."),
        ("tem-holo", "Off-axis electron holography of magnetite."),
        ("tem-dpc", "DPC-STEM images of magnetic domains."),
        ("apt", "Atom probe tomography of baddeleyite."),
        ("apt-ms", "APT mass spectra of a phosphide."),
    ],
)
def test_ions_foils_and_needles(technique, text):
    assert used(text) == slugs(technique)


@pytest.mark.parametrize(
    ("technique", "text"),
    [
        ("xrf xrd", "Röntgenfluoreszenz und Röntgenbeugung an Gesteinen"),
        ("sem epma", "Microscopie électronique à balayage et microsonde électronique"),
        ("xrd sem", "Difracción de rayos X y microscopía electrónica de barrido"),
    ],
)
def test_other_languages(technique, text):
    assert used(text) == slugs(technique)


@pytest.mark.parametrize(
    ("technique", "text"),
    [
        ("sem-eds tem-eds tem-eels fib xrd xanes-2d", "SEM-EDS; TEM-EDS/EELS; FIB-SEM; XRD; XANES"),
        ("fib sem-bse sem-eds", "FIB-SEM (FEI Scios dual-beam); SEM-BSE; SEM-EDS"),
        ("tem-df tem-eds", "HAADF-STEM + EDS (FEI Talos F200X)"),
    ],
)
def test_lists_of_methods(technique, text):
    assert used(text, "method") == slugs(technique)


@pytest.mark.parametrize(
    ("technique", "text"),
    [
        ("sem", "Scanning Electrone Microscope (SEM)"),
        ("sem", "sem"),
        ("xrd", "Solar/Space Observing Instruments > X-Ray/Gamma Ray Detectors > XRD"),
        ("epma", "In Situ/Laboratory Instruments > Probes > ELECTRON MICROPROBES"),
        ("", "geochemistry and microscopy"),
        ("", "Microscopy and tomography"),
        ("", "X-ray"),
    ],
)
def test_keywords(technique, text):
    assert used(text, "subject") == slugs(technique)


@pytest.mark.parametrize(
    "text",
    [
        "LA-ICP-MS, TIMS and noble gas data.",
        "Photographs of hand specimens and drill cores.",
        "Seismic tomography of the mantle, and electrical resistivity tomography.",
        "Neutron tomography of an iron meteorite.",
        "Surfaces were digitised with a laser scanner.",
        "Particle image velocimetry of analogue models.",
        "The sections (Eds. Smith and Miller) are stored in the archive.",
    ],
)
def test_what_is_no_technique_of_ours_is_not_read(text):
    assert used(text) == set()

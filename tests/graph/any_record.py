"""Records of every shape, with the odd characters that real metadata hold."""

from hypothesis import strategies as st

from harvester.iris import NAMESPACE, record_iri
from harvester.model import (
    Affiliation,
    Agent,
    Dataset,
    Date,
    File,
    Identifier,
    Licence,
    Measurement,
    Place,
    Quantity,
    Record,
    Relation,
    Sample,
    Term,
    Text,
)

ODD = st.sampled_from(
    ["\x00", "\x1f", "\x85", "\ufffe", '"', "\\", "\n", "\t", "<", ">", "_", ":", "@"]
)
words = st.text(st.characters(exclude_categories=["Cs"]) | ODD, max_size=12)
some_words = words.filter(str.strip)
slugs = st.sampled_from(["olivine", "sem-ebsd", "thin-section", "tiff", "3d-ebsd"])
addresses = st.none() | words | st.sampled_from(["https://x.example/a b", "http://x.example/ü#1"])
addresses |= words.map("https://x.example/{}".format)
confidences = st.sampled_from(["stated", "found", "guessed"])
how = {"verbatim": words, "path": words, "rule": words, "confidence": confidences}
numbers = st.floats(allow_nan=True, allow_infinity=True)
keys = st.sampled_from(["a", "b", "c", "Ä\n"])

languages = st.none() | st.sampled_from(["en", "DE-at", "x y", ""])
texts = st.builds(Text, value=words, language=languages, role=st.none() | words)
identifiers = st.builds(Identifier, scheme=slugs, value=words, iri=addresses, **how)
dates = st.builds(
    Date, edtf=words | st.just("2001/2003"), earliest=words, latest=st.just("2003-12-31"), **how
)
terms = st.builds(
    Term, scheme=st.sampled_from(["material", "technique"]), slug=slugs | words, **how
)
places = st.builds(
    Place,
    name=st.none() | words,
    latitude=st.none() | st.floats(-90, 90),
    longitude=st.none() | st.floats(-180, 180),
    box=st.none() | st.tuples(*[numbers] * 4),
    body=st.sampled_from(["earth", "moon"]),
    **how,
)
quantities = st.builds(Quantity, kind=words, value=numbers, unit=words, **how)


def few(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


agents = st.builds(
    Agent,
    name=words,
    role=st.sampled_from(["creator", "lab", "contact"]),
    identifiers=few(identifiers),
    affiliations=few(st.builds(Affiliation, name=words, identifier=st.none() | identifiers)),
    **how,
)
datasets = st.builds(
    Dataset,
    titles=few(texts),
    descriptions=few(texts),
    identifiers=few(identifiers),
    agents=few(agents),
    dates=few(dates),
    subjects=few(texts),
    types=few(words | st.just("PhysicalObject")),
    licences=few(st.builds(Licence, iri=addresses, **how)),
    access=st.sampled_from([None, "open", "metadata-only"]),
    files=few(st.builds(File, name=words, url=addresses, bytes=st.integers(0, 10**15), **how)),
    landing_pages=few(words),
    places=few(places),
    relations=few(
        st.builds(
            Relation, kind=st.sampled_from(["cites", "other", "id"]), identifier=identifiers, **how
        )
    ),
)
samples = st.builds(
    Sample,
    key=keys,
    name=st.none() | words,
    identifiers=few(identifiers),
    parent=st.none() | keys,
    materials=few(terms),
    place=st.none() | places,
    mass=st.none() | quantities,
    **how,
)
measurements = st.builds(
    Measurement, key=keys, technique=terms, samples=few(keys), conditions=few(quantities), **how
)
records = st.builds(
    Record,
    iri=some_words.map(lambda name: record_iri(NAMESPACE, "s", name)),
    source=words,
    identifier=words,
    format=words,
    crosswalk=words,
    dataset=datasets,
    samples=few(samples),
    measurements=few(measurements),
    mentions=few(terms),
    materials=few(terms),
)

"""Every technique comes with the words that gave it, where they stood, and how sure that is."""

from hypothesis import given
from hypothesis import strategies as st

from harvester.clean.phrases import Passage
from harvester.clean.techniques import TechniqueReader

READER = TechniqueReader()

WORDS = ["SEM", "EDS", "µCT", "CL", "zircon", "not", "(", ")", "by", "\n\n", "et al. (2010)", "“"]


def test_a_keyword_is_stated_and_running_text_is_found():
    (mention,) = READER.read(
        [Passage("description", "X-ray\u00a0diffraction data", "dc:description[1]")]
    )
    assert mention == ("xrd", "X-ray\u00a0diffraction", "dc:description[1]", True, "found", "label")
    (mention,) = READER.read([Passage("subject", "XRD", "dc:subject[2]")])
    assert (mention.path, mention.confidence) == ("dc:subject[2]", "stated")


def test_the_strongest_mention_stands_for_the_technique():
    passages = [
        Passage("title", "EBSD of quartz", "title"),
        Passage("description", "No EBSD was done.", "description"),
        Passage("subject", "EBSD", "subject"),
    ]
    assert [mention.path for mention in READER.read(passages)] == ["subject"]
    assert [mention.path for mention in READER.read(passages[:2])] == ["title"]


def test_a_record_without_techniques_gives_none():
    assert READER.read([]) == []
    assert READER.read([Passage("title", ""), Passage("description", "Gravity data.")]) == []


passage = st.builds(
    Passage,
    role=st.sampled_from(["title", "subject", "description", "method", "format"]),
    text=st.one_of(st.text(), st.lists(st.sampled_from(WORDS)).map(" ".join)),
    path=st.just("here"),
)


@given(st.lists(passage, max_size=5))
def test_any_text_is_read_and_the_words_are_those_of_the_text(passages):
    for mention in READER.read(passages):
        assert mention.slug in READER.scheme
        assert any(mention.verbatim in each.text for each in passages)

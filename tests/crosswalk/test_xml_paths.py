"""Paths and conditions that are followed without XPath find what XPath finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from harvester.crosswalk.xmlconditions import condition
from harvester.crosswalk.xmlnames import Names
from harvester.crosswalk.xmlnodes import Node
from harvester.crosswalk.xmlpath import XmlPath

NAMES = Names({"d": ("urn:d",), "": ("",)})

CONDITIONS = (
    *(".='x'", "a='x'", "d:b='y'", "a/d:b='x'", "@p='x'", "a/@p='y'", "@p", "a", "d:b/a"),
    *("contains(., 'x')", "starts-with(., 'x')", "contains(a, 'y')", "starts-with(@p, 'y')"),
    *("not(a)", "not(@p='x' or a)", "a='x' and @p", "a or d:b and @p='x'", "(a or d:b) and @p"),
    *("not(contains(., 'x') or contains(., 'y'))", '.="x"', "contains(d:b, '')"),
)
OTHERS = (
    *("1", "position()>1", "last()", "not(*)", "..", "../a='x'", ".//a", "'x'='x'", "a!='x'"),
    *("count(a)=1", "a=d:b", "string-length(.)", "a[1]='x'", "contains(., a)", "e:a", "self::a"),
    *("", "not(", "a and"),
)

words = st.sampled_from(["x", "y", "xy", " x ", "", " "])


def element(tag: str, given: dict[str, str], text: str, below: list[str]) -> str:
    """With a tail; the attributes' order is theirs."""
    said = "".join(f" {name}='{value}'" for name, value in given.items())
    return f"<{tag}{said}>{text}{''.join(below)}</{tag}>{text[:1]}"


tags = st.sampled_from(["a", "d:b", "c"])
attributes = st.dictionaries(st.sampled_from(["p", "q"]), words, max_size=2)
leaves = st.builds(element, tags, attributes, words, st.just([]))
trees = st.recursive(
    leaves,
    lambda below: st.builds(element, tags, attributes, words, st.lists(below, max_size=3)),
    max_leaves=8,
).map(lambda said: etree.fromstring(f"<c xmlns:d='urn:d'>{said}</c>"))


@pytest.mark.parametrize("text", CONDITIONS)
def test_simple_conditions_need_no_xpath(text):
    assert condition(text, NAMES)


@pytest.mark.parametrize("text", OTHERS)
def test_other_conditions_are_left_to_xpath(text):
    assert condition(text, NAMES) is None


def steps(conditions: st.SearchStrategy) -> st.SearchStrategy:
    names = st.sampled_from(["a", "d:b", "*"])
    return st.builds(
        lambda name, given: name + "".join(f"[{each}]" for each in given),
        names,
        st.lists(conditions, max_size=2),
    )


paths = st.builds(
    lambda begins, named, ends: "/".join([*begins, *named, *ends]) or ".",
    st.sampled_from([[], ["self::*"], ["self::*[a='x']"]]),
    st.lists(steps(st.sampled_from([*CONDITIONS, "1", "not(*)"])), max_size=3),
    st.sampled_from([[], ["@p"]]),
)


@given(path=paths, tree=trees)
def test_a_path_finds_what_xpath_finds_in_the_same_order(path, tree):
    found = XmlPath(path, NAMES).find(Node(tree))
    expected = etree.XPath(path, namespaces=NAMES.prefixes)(tree)
    said = [each.words if path.endswith("@p") else each.key for each in found]
    assert said == expected


@pytest.mark.parametrize(
    ("path", "words"),
    [("a | d:b", ["1", "2"]), ("c/x | a", ["1"]), ("a[2]", []), ("d:b[last()]", ["2"])],
)
def test_other_paths_are_left_to_xpath(path, words):
    tree = etree.fromstring("<r xmlns:d='urn:d'><a>1</a><d:b>2</d:b></r>")
    assert [each.words for each in XmlPath(path, NAMES).find(Node(tree))] == words

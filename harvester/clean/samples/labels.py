"""Labels that a laboratory gave: what stands after `sample`, `thin section`, `eclogite` …

They are guesses, and a bare label (`A-1`) says nothing outside its record.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from harvester.ontology import Scheme, scheme

DIGITS = re.compile(r"\d+")
LABEL = re.compile(
    r"(?:[A-Z][A-Za-z]{0,9}(?:[-_./][A-Za-z]{1,4})?[-_./]?\d[A-Za-z0-9]*(?:[-_./][A-Za-z0-9]+)*"
    r"|[A-Z]{1,4} \d{1,5}[a-z]?"
    r"|0\d-\d{1,4}[A-Z]?(?:-[A-Z]\d{1,3})?|\d{1,4}-\d{1,4}[A-Z](?:-[A-Z]\d{1,3})?"
    r"|\d{1,6}[-_]?[A-Z]{1,5}(?:[-_]?[A-Za-z0-9]+)*"
    r"|\d{5,7})(?![\w°%+])(?!-\w)"
    r"(?! ?(?:°|%|[µnmck]?m|kg|g|K|[MGk]a|[kM]?e?V|years?|samples|grains|wt)\b)"
)
"""RUM-12a, WgN05, BDR-B14; A 12; 07-14A-L1; 11B; 361625; not what has a unit."""

PART = re.compile(
    r"[ ,(:]{1,2}(?:[a-z]+ )?(?P<kind>[^\W\d_]+) "
    rf"(?P<label>{LABEL.pattern}|[A-Z](?:-[A-Za-z0-9]{{1,4}})?(?!\w))"
)
"""After the name of a larger thing, even one letter is a label: `NWA 869 slice X`."""

OPENING = " :#=(“\"'‘\n"
"""What may stand between a label and the word that announces it."""

OPENING_TO = re.compile(r".*[\n(:#=“\"'‘]", re.DOTALL)
"""What of a run without blanks belongs to the text before it."""

NUMBERED = {"no", "no.", "nr", "nr.", "number", "numbers", "id", "ids", "named", "called"}
NUMBERED |= {"labelled", "labeled"}
JOINT = re.compile(r"(?:, ?(?:and )?| and | und | et | y |; ?| & )")
GENERIC = {"sample", "specimen", "individual", "split", "subsample", "probe", "teilprobe"}
GENERIC |= {"handstück", "scheibe", "échantillon", "lame", "muestra", "grain", "piece", "disc"}
GENERIC |= {"rock", "plug", "foil", "needle", "tip", "stub", "block", "puck", "sub-sample"}
"""Words before a label that tell no type."""

TOO_WIDE = {"material", "product", "produkt", "standard", "analogue", "charge", "concentrate"}
TOO_WIDE |= {"glass", "end", "half", "wing", "fraction", "fraktion", "crystal", "tem-netz"}
"""Words that end the name of a type but announce no label."""

ENDINGS = ("", "s", "n", "en", "es", "e")
ELEMENTS = (
    "H|He|Li|Be|B|C|N|O|F|Ne|Na|Mg|Al|Si|P|S|Cl|Ar|K|Ca|Sc|Ti|V|Cr|Mn|Fe|Co|Ni|Cu|Zn|Ga|Ge|As|Se"
    "|Rb|Sr|Y|Zr|Nb|Mo|Ag|Sn|Sb|Te|Xe|Cs|Ba|La|Ce|Nd|Sm|Eu|Gd|Yb|Lu|Hf|Ta|W|Re|Os|Pt|Au|Pb|Th|U"
)
FORMULA = re.compile(rf"(?:(?:{ELEMENTS})\d{{0,2}}){{2,}}|[OCHN]\d\d?|\d{{1,3}}(?:{ELEMENTS})")
CLASS = re.compile(r"(?:C[IMOVKRHB]|H|L|LL|E[HL]?|R)[1-7](?:\.\d+)?(?:[-/]\d)?")
YEAR = re.compile(r"(?:1[89]|20)\d\d")
NO_LABEL = re.compile(
    r"(?:Fig|Figs|Table|Tab|Eq|Ref|Ch|Sect|Vol|No|MIS|Phase|Stage|Day|Step|Run|Type|Group|Area"
    r"|Part|DR|GPa|pH|HDF|MP)[ .]?\d+.*|\d+[xXDdKkM]|.*\.(?:pdf|csv|txt|xlsx?|zip|tiff?|jpg|png)"
)


class Labelled(NamedTuple):
    """`text[start:end]` is the label; `word` what it is called; `kind` that word's sample type."""

    label: str
    word: str
    kind: str | None
    start: int
    end: int


class Labels:
    """Finds labels; which words announce one comes from the sample types and the rocks."""

    def __init__(self, types: Scheme | None = None, materials: Scheme | None = None) -> None:
        types, materials = types or scheme("sample-type"), materials or scheme("material")
        names = {name.casefold(): each.slug for each in types for name in each.names()}
        self._types = {f"{name}s": slug for name, slug in names.items()} | names
        objects = set(_nouns(types)) - TOO_WIDE | GENERIC
        self._objects = {word + ending for word in objects for ending in ENDINGS}
        rocks = (materials.concept(slug) for slug in materials.narrower("rock"))
        nouns = {name.casefold().split()[-1] for rock in rocks for name in rock.names()}
        self._rocks = nouns - self._objects

    def find(self, text: str) -> Iterator[Labelled]:
        """Every label holds a digit; most runs with one are ruled out by what they look like."""
        last: Labelled | None = None
        done = 0
        for digits in DIGITS.finditer(text):
            position = digits.start()
            if position < done:
                continue
            match = LABEL.match(text, _token(text, position))
            label = match and (self._announced(match) or _listed(match, last))
            if label and is_label(label):
                done = label.end
                yield (last := label)
            else:
                done = text.find(" ", position) + 1 or len(text)

    def _announced(self, match: re.Match[str]) -> Labelled | None:
        word, end = _word_before(match.string, match.start())
        bare = word in self._rocks and end == match.start() - 1
        if bare and match[0].isdigit():
            return None
        if not bare and word not in self._objects:
            return None
        return Labelled(match[0], word, self.kind_before(match.string, end), *match.span())

    def part(self, text: str, end: int) -> Labelled | None:
        """The labelled part of what was named up to `end`."""
        match = PART.match(text, end)
        if not match or match["kind"].casefold() not in self._objects:
            return None
        kind = self.kind_before(text, match.end("kind"))
        found = Labelled(match["label"], match["kind"], kind, *match.span("label"))
        return found if is_label(found) else None

    def kind_before(self, text: str, end: int) -> str | None:
        """The type that the longest row of up to three words names: `polished thin section`."""
        before = text[max(0, end - 40) : end].casefold().rstrip(" (:").split()
        for count in (3, 2, 1):
            if found := self._types.get(" ".join(before[-count:])):
                return found
        return None


def _nouns(types: Scheme) -> Iterator[str]:
    """Of the name of a type the word that stands before a label: the last, in French the first."""
    for each in types:
        for language, name in each.labels.items():
            words = name.casefold().split()
            yield from {words[-1], words[0]} if language in {"fr", "es"} else {words[-1]}
        yield from (name.casefold().split()[-1] for name in each.alternative)


def _token(text: str, position: int) -> int:
    """Where the run of letters and digits begins, with capitals set off before it (`A 12`)."""
    start = text.rfind(" ", 0, position) + 1
    joined = text[start:position]
    if joined:
        return start if joined.isalpha() else position - len(OPENING_TO.sub("", joined))
    apart = text.rfind(" ", 0, max(0, start - 1)) + 1
    capitals = text[apart : start - 1]
    return apart if len(capitals) <= 4 and capitals.isalpha() and capitals.isupper() else start


def _word_before(text: str, start: int) -> tuple[str, int]:
    """The word that announces a label, in small letters, and where it ends."""
    begin = max(0, start - 40)
    word, end = "", start
    for _ in range(2):
        head = text[begin:end].rstrip(OPENING)
        end = begin + len(head)
        word = head[head.rfind(" ") + 1 :]
        if word.casefold() not in NUMBERED:
            break
        end -= len(word)
    if not word.isalpha():
        word = OPENING_TO.sub("", word)
    return word.casefold(), end


def _listed(match: re.Match[str], last: Labelled | None) -> Labelled | None:
    """The next of `samples Lep1, Lep2 and Lep3`."""
    if not last or not last.word.endswith(("s", "n", "e")):
        return None
    joint = JOINT.fullmatch(match.string, last.end, match.start())
    return Labelled(match[0], last.word, last.kind, *match.span()) if joint else None


def is_label(found: Labelled) -> bool:
    """Whether it can be a label at all, and not a formula, a class, a year or a count."""
    words = found.label
    if words.isdigit():
        return not found.word.endswith("s") and not YEAR.fullmatch(words)
    if FORMULA.fullmatch(words) or (CLASS.fullmatch(words) and not found.kind):
        return False
    return not NO_LABEL.fullmatch(words)

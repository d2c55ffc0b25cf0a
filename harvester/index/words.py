"""Words as they are sought: one spelling for text and question, whatever the engine.

`NWA 869`, `NWA-869` and `NWA869` are the words `nwa` and `869`; `SEM-EDX` is `sem` and `edx`,
`SiO₂` is `sio` and `2`, `µm` is `um`, `δ18O` is `d`, `18` and `o`, `Dünnschliffe` is `dunnschliff`.
Engines get words with blanks between them and must not analyse them further.
"""

import re
from unicodedata import normalize

from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

from harvester.clean import identifiers
from harvester.index import Document

WORD = re.compile(r"[^\W\d_]{1,64}|\d{1,64}")
"""Letters or digits; a run longer than any word is cut into pieces."""
LETTERS = str.maketrans(
    {"µ": "u", "μ": "u", "δ": "d", "ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe"}
    | {"ł": "l", "Ł": "l", "ð": "d", "þ": "th", "ı": "i", "™": " ", "®": " ", "©": " "}
)
"""What Unicode does not take apart into a letter and a sign."""
MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
"""Accents and other signs on letters."""
SEPARATORS = re.compile(r"[-‐‑–—.,;_\s:|/\\#%&()\[\]]+")
RUN = re.compile(r"[^\W_]+")
BETWEEN = "|"
"""A word that no text has: two values with it between them make no phrase."""

SHORTEST_STEMMED = 4
"""Letters; shorter words are their own stems: EDS is not ED."""
MOST_STEMS = 300_000
"""So many are remembered."""

_STEMMER = TextAnalyzerBuilder(Tokenizer.raw()).filter(Filter.stemmer("english")).build()


def fold(text: str) -> str:
    """Small letters without accents, ligatures, sub- and superscripts."""
    if text.isascii():
        return text.lower()
    return MARKS.sub("", normalize("NFKD", text.translate(LETTERS))).casefold()


class _Stems(dict[str, str]):
    """The stem of each folded English word (Snowball), of other words mostly the word."""

    def __missing__(self, word: str) -> str:
        if len(self) > MOST_STEMS:
            self.clear()
        plain = len(word) < SHORTEST_STEMMED or word.isdigit()
        self[word] = stem = word if plain else _STEMMER.analyze(word)[0]
        return stem


_STEMS = _Stems()


def words(text: str) -> list[str]:
    """The stems of a text in their order."""
    return [_STEMS[word] for word in WORD.findall(fold(text))]


def spaced(*texts: str) -> str:
    """The words of several values, for a field of an engine."""
    return f" {BETWEEN} ".join([" ".join(words(text)) for text in texts])


def starts(text: str) -> list[int]:
    """Where its words begin, letters and digits side by side being one."""
    return [run.start() for run in RUN.finditer(text)]


def key(identifier: str) -> str:
    """An identifier or a sample's name without what people spell differently: `ALH84001123`."""
    return SEPARATORS.sub("", fold(identifier))


def keys_of(document: Document) -> list[str]:
    """The keys of all that a record and its samples are called."""
    named = (*document["identifiers"], *document["samples"], document["identifier"])
    return sorted({key(each) for each in named} - {""})


def keys(typed: str) -> tuple[str, ...]:
    """All keys that something typed may have: of the DOI in an address, of an IGSN's code."""
    forms = [typed]
    for known in identifiers.clean(typed).values:
        forms.append(known["value"])
        if known["scheme"] == "igsn":
            forms.append(known["value"].rpartition("/")[2])
    return tuple(filter(None, dict.fromkeys(map(key, forms))))

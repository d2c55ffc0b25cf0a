"""Spellings that mean the same name: accents, hyphens, abbreviated words, transliterations."""

import re
from functools import lru_cache

from harvester.clean.folding import fold

STROKES = str.maketrans(
    {"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ı": "i", "ß": "ss", "æ": "ae"}
    | {"Æ": "ae", "œ": "oe", "Œ": "oe", "þ": "th", "ð": "d", "ё": "е", "Ё": "е"}
)
CYRILLIC = {
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziiklmnoprstufye", strict=True)),
    **{"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": ""},
    **{"ю": "yu", "я": "ya"},
}
WORDS = {
    "st": "saint",
    "ste": "saint",
    "sainte": "saint",
    "sankt": "saint",
    "sta": "santa",
    "co": "county",
    "cnty": "county",
    "ft": "fort",
    "mt": "mount",
    "mtn": "mountain",
    "mtns": "mountains",
    "mts": "mountains",
    "nr": "no",
    "num": "no",
    "number": "no",
    "und": "and",
    "nw": "northwest",
    "ne": "northeast",
}
"""Words that are written short or in another language."""

DIGRAPHS = re.compile(r"aa|(?<![aeiou])(?:ae|oe|ue)(?![aeiou])")


def spelt_out(name: str) -> str:
    """`maessing` as `massing`: how an umlaut or a ring is written where there is none."""
    return DIGRAPHS.sub(lambda found: found[0][0], name)


ABOUT = re.compile(
    r"^(?:the |der |die |das |le |la )?(?:meteorites?|meteorit|meteorito|meteorita|aerolit[eh]?)"
    r"(?: (?:of|from|von|de|du|des|d|aus|bei|at))? (?=\S{3})"
    r"|^(?:the )?(?:meteoreisen|meteoric (?:iron|stone)|stone|iron|fall|find|chute) "
    r"(?:of|from|von|de|du|des|aus) (?=\S{3})"
    r"|(?<=\S{3}) (?:meteorites?|meteorit|meteorito|meteorita|aerolit[eh]?|chondrite)$"
)
"""`Allende meteorite`, `Météorite de L'Aigle`."""

SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"shch|schtsch|chtch", "s"),
        (r"tsch|tch|tsh|cz|ch|cs", "c"),
        (r"sch|sh|sz", "s"),
        (r"zh|zs|dsh|dj|dzh|j(?=[aou])", "j"),
        (r"ph", "f"),
        (r"kh|gh|(?<=[aeiou])h", "h"),
        (r"th", "t"),
        (r"ck|c(?![ei])|q", "k"),
        (r"x", "ks"),
        (r"w|ff?$|ff?(?= )", "v"),
        (r"([aou])e", r"\1"),
        (r"ou|oo", "u"),
        (r"y|j|ij|ii|ie", "i"),
        (r"(.)\1+", r"\1"),
    )
)
"""What transliterations and old spellings have for one sound."""


@lru_cache(65_536)
def words(name: str) -> str:
    """Small letters without accents and signs; short words in full; a blank between words.

    `St. Mark's` and `Saint Marks` give one. Digits stay as they are.
    """
    text = _latin(name)
    text = re.sub(r"['`ʿʾ´\"“”„«»]", "", text)
    text = re.sub(r"[^\w]+", " ", text.replace("_", " ")).strip()
    return " ".join(WORDS.get(word, word) for word in text.split())


def proper(name: str) -> str:
    """`words` without what says only that it is a meteorite."""
    return ABOUT.sub("", words(name))


@lru_cache(65_536)
def letters(name: str) -> str:
    """`words` without blanks: `Sikhote-Alin` is `Sikhote Alin` is `Sikhotealin`."""
    plain = words(name)
    return re.sub(r"(?<!\d) | (?!\d)", "", plain)


@lru_cache(65_536)
def sound(name: str) -> str:
    """One form for the transliterations of a name: `Krasnojarsk`, `Krasnoyarsk`; digits stay."""
    text = words(name)
    for pattern, sound in SOUNDS:
        text = pattern.sub(sound, text)
    return re.sub(r"(?<!\d) | (?!\d)", "", text)


def _latin(name: str) -> str:
    folded = fold(name.translate(STROKES)).text
    if folded.isascii():
        return folded
    return "".join(CYRILLIC.get(letter, letter) for letter in folded)

"""Languages as BCP 47 tags: `en-US` from `eng`, `English`, `en-us`, `EN`."""

import re

from harvester.clean.cleaned import Cleaned, refused, remembered

TAG = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?", re.IGNORECASE)
"""Language, script, region: the parts of RFC 5646 that metadata use."""

TABLE = """
ar ara Arabic العربية|bg bul Bulgarian|ca cat Catalan català|cs ces cze Czech čeština
da dan Danish dansk|de deu ger German Deutsch allemand|el ell gre Greek ελληνικά
en eng English anglais Englisch|es spa Spanish español castellano|et est Estonian eesti
eu eus baq Basque|fa fas per Persian Farsi|fi fin Finnish suomi
fr fra fre French français francais Französisch|ga gle Irish|gl glg Galician
he heb Hebrew|hi hin Hindi|hr hrv Croatian|hu hun Hungarian magyar|id ind Indonesian
is isl ice Icelandic|it ita Italian italiano|ja jpn Japanese 日本語|ka kat geo Georgian
kk kaz Kazakh|ko kor Korean 한국어|la lat Latin|lt lit Lithuanian|lv lav Latvian
mk mkd mac Macedonian|mn mon Mongolian|ms msa may Malay|nb nob Bokmål
nl nld dut Dutch Nederlands|nn nno Nynorsk|no nor Norwegian norsk|pl pol Polish polski
pt por Portuguese português|ro ron rum Romanian română|ru rus Russian русский
sk slk slo Slovak|sl slv Slovenian slovenščina|sq sqi alb Albanian|sr srp Serbian
sv swe Swedish svenska|ta tam Tamil|th tha Thai|tr tur Turkish Türkçe
uk ukr Ukrainian українська|ur urd Urdu|vi vie Vietnamese|zh zho chi Chinese 中文
mul multiple multilingual
"""
"""ISO 639-1, 639-2/T, 639-2/B, English and own names; the first of a row is the tag."""

NO_LANGUAGE = {"und", "zxx", "mis", "xx", "xxx", "na", "nil"}

TAGS = {
    word.casefold(): row.split()[0]
    for row in re.split(r"[|\n]", TABLE.strip())
    for word in row.split()
}


@remembered(1024)
def clean(value: str) -> Cleaned[str]:
    """The tag; undetermined and unknown languages are refused."""
    word = " ".join(value.split())
    known = TAGS.get(word.casefold()) or TAGS.get(re.split(r"[;,( ]", word)[0].casefold())
    if known:
        return Cleaned((known,))
    match = TAG.fullmatch(word)
    language = _language(match[1].lower()) if match else None
    if not match or not language:
        return refused(f"“{word}” is no language that we know", value)
    script = f"-{match[2].title()}" if match[2] else ""
    region = f"-{match[3].upper()}" if match[3] else ""
    return Cleaned((language + script + region,))


def _language(code: str) -> str | None:
    """A language that the table lacks is taken by its code (ISO 639-1 to 639-3)."""
    return TAGS.get(code) or (None if code in NO_LANGUAGE else code)

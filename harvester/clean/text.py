"""Running text of strangers: markup out, characters repaired, white space in order.

`clean` keeps paragraphs (a blank line between two), `line` gives one line.
"""

import html
import re
import unicodedata
from collections.abc import Iterator

import nh3

from harvester.clean.cleaned import Cleaned, changed, refused, remembered
from harvester.record import Finding

PASSES = 8
"""Layers of escaping that are taken off; real ones have up to three."""

NO_WIDTH = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
"""Soft hyphen, zero-width blank, direction marks: they hide words from readers and searches."""

CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"

LATIN_READ = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""The bytes 80 to BF as Latin-1 and Windows-1252 show them."""

DOUBLY_ENCODED = re.compile(rf"[ÂÃ][{LATIN_READ}]|â[€‚\x80\x82][{LATIN_READ}]")
SUSPECT_ASCII = re.compile(r"[<&\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
SUSPECT = re.compile(rf"[<&{CONTROL}{NO_WIDTH}\ud800-\udfff\ufffd]|{DOUBLY_ENCODED.pattern}")
SUSPECT_LETTER = re.compile(rf"[<&{CONTROL}{NO_WIDTH}\ud800-\udfff\ufffdÂÃâ]")
"""Each match of `SUSPECT` begins with one; looking for letters alone takes a fifth of the time."""

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
TAG = re.compile(
    r"</?(?:jats:)?(?:a|abbr|b|big|blockquote|body|br|center|cite|code|dd|div|dl|dt|em|font|h[1-6]"
    r"|head|hr|html|i|img|inline-formula|italic|bold|li|math|mml:\w+|ol|p|pre|s|script|sec|small"
    r"|span|strike|strong|style|sub|sup|table|tbody|td|tex-math|th|thead|title|tr|tt|u|ul)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
BLOCK = re.compile(
    r"</?(?:jats:)?(?:p|div|h[1-6]|ul|ol|dl|table|tr|blockquote|pre|sec|title)\b[^<>]*>",
    re.IGNORECASE,
)
ITEM = re.compile(r"<(?:li|dt)\b[^<>]*>", re.IGNORECASE)
SPACE = re.compile(r"<(?:br|td|th|dd|hr)\b[^<>]*>", re.IGNORECASE)
RAISED = re.compile(r"<sup>\s*([-−+]?\d{1,3}[-−+]?)\s*</sup>", re.IGNORECASE)
SUPERSCRIPT = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")

BULLETS = ("- ", "* ", "• ")

NO_VALUE = re.compile(
    r"\(?:(?:unac|unal|unap|unas|unav|unkn|none|null|tba|etal)\)?"
    r"|n/a|n\.a\.|none|null|nil|unknown|not (?:available|applicable|known|specified|provided)"
    r"|unspecified|tb[ad]|[-–—?.]{1,3}",
    re.IGNORECASE,
)
"""DataCite's codes for unknown information, and what people write instead."""


@remembered(8192)
def clean(value: str) -> Cleaned[str]:
    """Plain text in NFC; paragraphs and list items are separated by a blank line."""
    text, findings = _plain(value)
    return _said("\n\n".join(_paragraphs(text)), findings)


def _paragraphs(text: str) -> Iterator[str]:
    """A single line break is only where an editor wrapped a line."""
    lines: list[str] = []
    for line in text.split("\n"):
        words = " ".join(line.split())
        if lines and (not words or words.startswith(BULLETS)):
            yield " ".join(lines)
            lines = []
        if words:
            lines.append(words)
    if lines:
        yield " ".join(lines)


@remembered(8192)
def line(value: str) -> Cleaned[str]:
    """Plain text in NFC on one line."""
    text, findings = _plain(value)
    return _said(" ".join(text.split()), findings)


def _said(text: str, findings: tuple[Finding, ...]) -> Cleaned[str]:
    if not text:
        return Cleaned((), findings)
    if len(text) < 16 and NO_VALUE.fullmatch(text):
        return refused(f"“{text}” says that there is no value", text, "unknown-value")
    return Cleaned((text,), findings)


def _plain(value: str) -> tuple[str, tuple[Finding, ...]]:
    ascii_only = value.isascii()
    text = value if ascii_only else unicodedata.normalize("NFC", value)
    if not (SUSPECT_ASCII.search(text) if ascii_only else _is_suspect(text)):
        return text, ()
    findings: dict[str, Finding] = {}
    for _ in range(PASSES):
        before, text = text, _one_layer_off(text, findings)
        if text == before:
            break
    return text, tuple(findings.values())


def _is_suspect(text: str) -> bool:
    first = SUSPECT_LETTER.search(text)
    return bool(first and SUSPECT.search(text, first.start()))


def _one_layer_off(text: str, findings: dict[str, Finding]) -> str:
    def note(code: str, message: str) -> None:
        findings.setdefault(code, changed(message, text, code))

    again = DOUBLY_ENCODED.sub(_decoded_again, text)
    if again != text:
        note("double-encoded", "UTF-8 that was read as Latin-1 and encoded again; repaired")
    shown = re.sub(rf"[{CONTROL}]", "", again)
    if shown != again:
        note("control-character", "control characters were left out")
    shown = re.sub(rf"[{NO_WIDTH}]", "", shown)
    shown = re.sub("[\ud800-\udfff]", "\ufffd", shown)
    if "\ufffd" in shown:
        note("replacement-character", "a character was lost before it came to us")
    shown = ENTITY.sub(lambda match: html.unescape(match[0]), shown)
    if TAG.search(shown):
        note("markup", "markup was taken out")
        shown = _without_tags(shown)
    return unicodedata.normalize("NFC", shown)


def _decoded_again(match: re.Match[str]) -> str:
    codes = bytearray()
    for letter in match[0]:
        codes += letter.encode("latin-1") if ord(letter) < 256 else letter.encode("cp1252")
    try:
        return codes.decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


def _without_tags(text: str) -> str:
    text = RAISED.sub(lambda match: match[1].translate(SUPERSCRIPT), text)
    text = ITEM.sub("\n\n- ", BLOCK.sub("\n\n", SPACE.sub(" ", text)))
    return html.unescape(nh3.clean(text, tags=set()))

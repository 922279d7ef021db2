"""Which code page bytes of one byte a character were written in, told by how the words look.

Windows' and the Mac's pages have the same letters at other places: read by the wrong one, an é in a word becomes a Ž
and a quotation mark a capital letter. Each page is tried, and what cannot stand in a word or beside one is counted.
charset-normalizer was tried on short samples of seven languages: it takes French of Windows-1252 for Windows-1250,
whichever pages it may choose from.
"""

from __future__ import annotations

import re

from kit.formats.reading.languages import language_of

__all__ = ["code_page"]

SAMPLE = 1 << 16
WESTERN = ("cp1252", "mac_roman", "cp850")
CYRILLIC = ("cp1251", "koi8_r", "cp866", "mac_cyrillic")
CENTRAL = frozenset(str.split("cs pl sk hu sl hr ro bs sq"))  # written in Windows-1250
ODD = re.compile(
    r"(?<=[a-zß-öø-ÿ])[À-ÖØ-ÞŸŽŠŒ](?=[a-zß-öø-ÿ]|\W|$)"  # a capital within a word, or at its end
    r"|(?<=[^\W\d_])[^\w\s'’ʼ—–…·.,:;!?()\[\]/&@*_+=|\"<>-](?=[^\W\d_])"  # a sign within a word
    r"|(?<=[,.!?…])[À-ÖØ-Þß-öø-ÿ](?=\s|$)|(?:^|(?<=\s))[À-ÖØ-Þ](?=[A-Z][a-z])"  # a letter where a quotation mark stands
    r"|[\ufffd\x80-\x9f─-╿]|(?<=[^\W\d_])[“„](?=[^\W\d_])|(?<=[^\W\d_]) ?[¬¤¦§¶](?=[^\W\d_])"
)
DASHES = re.compile(r"(?<=\s)[–—-](?=\s)|(?<=\s)[“„«‘]|[”»’](?=[\s.,;:!?])|(?<=\w)’(?=\w)")


def code_page(data: bytes) -> str:
    """The name of the page, as Python calls it; Windows-1252 where nothing speaks for another."""
    # From further on only the lines that tell something, those with bytes beyond ASCII.
    sample = data[:SAMPLE] + b"".join(re.findall(rb"[^\n]*[\x80-\xff][^\n]*", data[SAMPLE : 8 * SAMPLE])[:200])
    high = sum(byte >= 0x80 for byte in sample)
    low = sum(65 <= (byte & 0xDF) <= 90 for byte in sample if byte < 128)
    if high > 2 * low:  # most letters lie above ASCII, as in Cyrillic and hardly in Latin
        return min(CYRILLIC, key=lambda name: _odd_cyrillic(sample.decode(name, "replace")))
    best = min(WESTERN, key=lambda name: _odd(sample.decode(name, "replace")))
    if best == "cp1252" and language_of(_marked(sample.decode("cp1250", "replace"))) in CENTRAL:
        return "cp1250"
    return best


def _odd(text: str) -> int:
    """What cannot stand where it stands, less the dashes and quotation marks that are in their places."""
    return 3 * len(ODD.findall(text)) - len(DASHES.findall(text))


def _odd_cyrillic(text: str) -> int:
    """Capitals within words and what is no letter; small letters are by far the most frequent in any text."""
    capitals = len(re.findall(r"(?<=[а-яё])[А-ЯЁ]", text)) + len(re.findall(r"(?<=[А-ЯЁ])[а-яё]{0,2}(?=[А-ЯЁ])", text))
    return 3 * capitals + 3 * len(re.findall(r"[^\W\d_а-яёА-ЯЁa-zA-Z]|[─-╿]", text)) - len(re.findall(r"[а-яё]", text))


def _marked(text: str) -> str:
    """The lines with letters beyond ASCII, by which a language of Central Europe is told."""
    return " ".join(line for line in text.split("\n") if not line.isascii())[:4000]

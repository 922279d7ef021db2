"""Bytes to text: byte order mark, then what is declared, then UTF-8, then the code page that the words look like.

Exports lie about their encoding in both directions, so a declaration holds only where the bytes agree with it:
valid UTF-8 with non-ASCII characters is UTF-8 whatever single-byte encoding is declared (WHATWG's table of labels is
followed otherwise: ISO-8859-1 means Windows-1252). Files put together from several are UTF-8 with lines of Windows-1252
in them; where most of what is beyond ASCII is UTF-8, only the stray bytes are read as the other.
"""

from __future__ import annotations

import codecs
import re

from kit.errors import LoadError
from kit.formats.reading.code_pages import code_page

__all__ = ["MIXED", "declared", "decode"]

MIXED = "utf-8, partly cp1252"

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
STRAY = re.compile("[\udc80-\udcff]+")
LATIN = {"iso8859-1", "ascii", "cp1252", "iso8859-15"}
MULTIBYTE = ("utf", "shift_jis", "cp932", "euc_", "gb", "big5", "iso2022", "cp949", "johab", "hz")
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)


def declared(head: bytes) -> str | None:
    """The encoding that an HTML or XML head names, as Python calls it; None if it names none that exists."""
    for match in DECLARED.finditer(head[:4096]):
        try:
            return codecs.lookup(match.group(1).decode("ascii")).name
        except LookupError:
            continue
    return None


def decode(data: bytes, declaration: str | None = None) -> tuple[str, str]:
    """The text and the name of its encoding, with ` (guessed)` where nothing in the file bears the guess out.

    Raises
    ------
    LoadError
        If the bytes are no text.
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace"), name
    sample = data[:4096]
    if b"\0" in sample:
        wide = _wide(sample)
        if wide is None:
            raise LoadError("bytes that are not text; save it as a text file in UTF-8")
        return data.decode(wide, errors="replace"), f"{wide} (guessed)"
    # Before UTF-8, for bytes of these may be valid UTF-8 by chance; but only where they are valid in what is declared.
    if declaration and declaration.startswith(MULTIBYTE):
        try:
            return data.decode(declaration), declaration
        except UnicodeDecodeError:
            pass
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        # A file cut in the midst of a character, as the head of one is.
        if error.start > 1000 and len(data) - error.start < 4 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8"), "utf-8"
    if (mixed := _mixed(data)) is not None:
        return mixed, MIXED
    if declaration and declaration not in LATIN and not declaration.startswith(MULTIBYTE):
        return data.decode(declaration, errors="replace"), declaration
    note = "" if declaration in LATIN else " (guessed)"
    name = "cp1252" if note == "" else code_page(data)
    return data.decode(name, errors="replace"), name + note


def _mixed(data: bytes) -> str | None:
    """UTF-8 with bytes of Windows-1252 in it, as text; None where the bytes are no UTF-8 for the most part."""
    text = data.decode("utf-8", errors="surrogateescape")
    stray = STRAY.findall(text)
    sound = sum(1 for one in text if one > "\x7f") - sum(map(len, stray))
    # What looks like UTF-8 by chance is rare: each sound character counts for several stray bytes.
    if sound < 3 and sum(map(len, stray)) > sound:
        return None
    if sum(map(len, stray)) > 2 * sound:
        return None
    return STRAY.sub(lambda match: match.group().encode("utf-8", "surrogateescape").decode("cp1252", "replace"), text)


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Western text is zero."""
    half = len(sample) // 2
    for name, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if zeros.count(0) > 0.7 * half and sample.count(0) < 1.2 * half:
            return name
    return None

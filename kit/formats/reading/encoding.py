"""Bytes to text: byte order mark, then what is declared, then UTF-8, then Windows-1252.

Exports lie about their encoding in both directions, so a declaration holds only where the bytes agree with it:
valid UTF-8 with non-ASCII characters is UTF-8 whatever single-byte encoding is declared (WHATWG's table of labels is
followed otherwise: ISO-8859-1 means Windows-1252).
"""

from __future__ import annotations

import codecs
import re

from kit.errors import LoadError

__all__ = ["declared", "decode"]

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
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
            raise LoadError("bytes that are no text; save it as a text file in UTF-8")
        return data.decode(wide, errors="replace"), f"{wide} (guessed)"
    if declaration and declaration.startswith(MULTIBYTE):
        try:
            return data.decode(declaration), declaration
        except UnicodeDecodeError:
            pass
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if error.start > 1000 and len(data) - error.start < 4 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8"), "utf-8"
    if declaration and declaration not in LATIN and not declaration.startswith(MULTIBYTE):
        return data.decode(declaration, errors="replace"), declaration
    note = "" if declaration in LATIN else " (guessed)"
    name = "cp1252" if note == "" else _single_byte(data)
    return data.decode(name, errors="replace"), name + note


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Western text is zero."""
    half = len(sample) // 2
    for name, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if zeros.count(0) > 0.7 * half and sample.count(0) < 1.2 * half:
            return name
    return None


def _single_byte(data: bytes) -> str:
    """Windows-1251 where most letters are above ASCII, as in Cyrillic and hardly in Latin; else Windows-1252."""
    high = sum(byte >= 0xC0 for byte in data[:65536])
    low = sum(65 <= (byte & 0xDF) <= 90 for byte in data[:65536] if byte < 128)
    return "cp1251" if high > 2 * low else "cp1252"

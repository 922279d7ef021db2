"""Characters that were damaged before the file came here: mended where that is sure, told where it is not.

ftfy undoes UTF-8 that was read as Windows-1252 (once, twice, or in parts), C1 controls and lost no-break spaces;
nothing else of it is used, so that whatever is not damaged stays as it is, quotation marks and newlines too. It is
asked line by line, because one damaged line says nothing of the next.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import cache

__all__ = ["lost_marks", "mend"]

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# What Excel writes for characters that XML has no place for; a carriage return before a line break says nothing.
CELL = re.compile(r"_x(?P<code>000D|005F|00[01][0-9A-F])_(?:(?<=000D_)\r?\n)?", re.IGNORECASE)
CELLS = {"000D": "\n", "000A": "\n", "0009": "\t", "005F": "_"}
STRAY_BYTE = re.compile("[\udc80-\udcff]+")
# E2 80 9D, a closing quotation mark, has a byte that Windows-1252 lacks: programs put U+FFFD or nothing in its place.
LOST_THIRD = re.compile("â€(?:\ufffd|ï¿½|\x9d)")
TRADEMARK = "â€[TM]"  # an apostrophe, after its third byte was spelled out
# Compatibility forms part a spacing accent into a blank and a combining one.
SPACED = {"Ã \u0308": "Ã¨", "Ã \u0304": "Ã¯", "Ã \u0301": "Ã´", "Ã \u0327": "Ã¸", "Â \u0308": "Â¨", "Â \u0301": "Â´"}
SPACING = re.compile("|".join(SPACED))
CONTROL = re.compile("[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]")
# A pair as quotation marks stand: at the start of a word, and behind a word with its comma or full stop.
MARKS = r"(?:^|(?<=[\s(]))\?(?=[^\W\d_])[^?\n]{1,400}?[^\W\d_][,.!]?\?(?=[\s),.]|$)"
ASKED = re.compile(MARKS, re.MULTILINE)
APOSTROPHE = re.compile(r"(?<=[a-z])\?(?=(?:s|t|d|ll|re|ve|m)\s)")
REPLACED = re.compile("\ufffd")


def mend(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with its damage undone, and what was done: nothing for almost every text."""
    done: dict[str, None] = {}
    if "_x00" in text and CELL.search(text):
        text = CELL.sub(lambda match: CELLS.get(match["code"].upper(), ""), text)
        done["escapes of Excel"] = None
    if not text.isascii():
        if STRAY_BYTE.search(text):
            text = STRAY_BYTE.sub(_windows, text)
            done["bytes of Windows-1252 in UTF-8"] = None
        # Asked first: ftfy goes through a line several times, and nearly every text is sound.
        if any(mark in text for mark in ("â€", "Ã", "Â", "Ð", "Ñ", "ï¿½")) or _odd().search(text):
            text = "\n".join(line if line.isascii() else _line(line, done) for line in text.split("\n"))
    if "&" in text and ENTITY.search(text):
        plain = ENTITY.sub(lambda match: html.unescape(match.group()), text)
        if ENTITY.search(plain):  # exports escape twice
            plain = ENTITY.sub(lambda match: html.unescape(match.group()), plain)
        if plain != text:
            text = plain
            done["HTML entities"] = None
    return text, tuple(done)


def lost_marks(text: str) -> str | None:
    """What the skip list says of a text in which quotation marks are lost beyond repair; None where none are."""
    asked = len(ASKED.findall(text)) + len(APOSTROPHE.findall(text))
    if replaced := len(REPLACED.findall(text)):
        return (
            f"{replaced} characters were lost before the file came here (they show as \ufffd); quotations may be"
            " missed, export it again in UTF-8"
        )
    if asked:
        return (
            '"?" stands where quotation marks or apostrophes were; quotations will be missed, export it again in UTF-8'
        )
    return None


def _windows(match: re.Match[str]) -> str:
    data = bytes(ord(one) - 0xDC00 for one in match.group())
    return data.decode("cp1252", "replace")


def _line(line: str, done: dict[str, None]) -> str:
    whole = LOST_THIRD.sub("”", line).replace(TRADEMARK, "’")
    whole = SPACING.sub(lambda match: SPACED[match.group()], whole)
    # Word by word first: where one is sound the line as a whole is not undone, and where one is lost it is spoiled.
    whole = re.sub(r"[^ \t\r]*[^\x00-\x7f][^ \t\r]*", lambda match: _undone(match.group()), whole)
    whole = _undone(whole)
    whole = CONTROL.sub(lambda match: match.group().encode("latin-1").decode("cp1252", "replace"), whole)
    if whole != line:
        done["C1 controls" if len(whole) == len(line) else "UTF-8 read as Windows-1252"] = None
    return whole


@cache
def _odd() -> re.Pattern[str]:
    """Signs of damage: controls, and what UTF-8 of two and three bytes begins with."""
    return re.compile("[\x80-\x9f]|[ÂÃÅÄÐÑâïÎÏ][\x80-¿ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™\ufffd]")


@cache
def _fix() -> Callable[[str], str]:
    from ftfy import TextFixerConfig, fix_text_segment

    config = TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_c1_controls=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )
    return lambda line: fix_text_segment(line, config)


def _undone(text: str) -> str:
    return text if text.isascii() else _fix()(text)

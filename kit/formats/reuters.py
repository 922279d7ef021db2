"""Reuters-21578: SGML of 1987, which no HTML parser keeps whole; read by its tags alone."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from kit.formats.registry import Format, Found

__all__ = ["SGML"]

STORY = re.compile(rb"<REUTERS\b.*?</REUTERS>", re.DOTALL)
CONTROL = re.compile(r"&#(?:[0-9]|1[0-9]|2[0-9]|3[01]|127);|[\x00-\x08\x0b-\x1f\x7f]")


def looks_like(head: bytes, name: str) -> bool:
    return b"<REUTERS " in head[:4000]


def read(data: bytes, name: str) -> Iterator[Found]:
    """One row a story; a brief, which is a headline and no more, has the headline as its text."""
    for match in STORY.finditer(data):
        story = CONTROL.sub("", match.group().decode("latin-1"))
        title = _tag(story, "TITLE")
        body = _tag(story, "BODY")
        if body is None:
            whole = _tag(story, "TEXT") or ""
            body = re.sub(r"<(TITLE|AUTHOR|DATELINE)>.*?</\1>", "", whole, flags=re.DOTALL).strip(" \n*") or title
        number = re.search(r'NEWID="(\d+)"', story)
        yield {
            "title": title,
            "author": _tag(story, "AUTHOR"),
            "published": _tag(story, "DATE"),
            "source": "Reuters",
            "dateline": (_tag(story, "DATELINE") or "").strip(" -") or None,
            "newid": number.group(1) if number else None,
            "text": body,
            "encoding": "latin-1",
        }


def _tag(story: str, name: str) -> str | None:
    match = re.search(rf"<{name}\b[^>]*>(.*?)</{name}>", story, re.DOTALL)
    return html.unescape(match.group(1)).strip() or None if match else None


SGML = Format(
    "reuters sgml",
    (".sgm", ".sgml"),
    "Reuters-21578, SGML",
    "reut2-000.sgm: <REUTERS><TEXT><TITLE>...",
    looks_like,
    read,
)

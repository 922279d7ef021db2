"""Reuters-21578: SGML of 1987, which no HTML parser keeps whole; read by its tags alone."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from kit.formats.reading.archive import Archive, View
from kit.formats.reading.registry import Found

__all__ = ["ARCHIVE"]

CONTROL = re.compile(r"&#(?:[0-9]|1[0-9]|2[0-9]|3[01]|127);|[\x00-\x08\x0b-\x1f\x7f]")


def known(head: str) -> bool:
    """True for SGML of stories."""
    return "<REUTERS " in head[:4000] and head.lstrip().startswith("<")


def read(data: bytes) -> Iterator[Found]:
    """One row a story; a brief, which is a headline and no more, has the headline as its text."""
    for part in data.split(b"</REUTERS>"):
        start = part.find(b"<REUTERS")
        if start < 0:
            continue
        # The files hold control characters of the wire, some as entities, and bytes beyond ASCII that no encoding is
        # stated for.
        story = CONTROL.sub("", part[start:].decode("latin-1"))
        title = _tag(story, "TITLE")
        body = _tag(story, "BODY")
        if body is None:
            whole = _raw(story, "TEXT") or ""
            for name in ("TITLE", "AUTHOR", "DATELINE"):
                # Stories of type UNPROC have no BODY: their text stands bare behind these.
                whole = whole.replace(f"<{name}>{_raw(whole, name) or ''}</{name}>", "")
            body = html.unescape(whole).strip(" \n*") or title
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
    return html.unescape(_raw(story, name) or "").strip() or None


def _raw(story: str, name: str) -> str | None:
    """What stands between the first tag of that name and its end."""
    opening = re.search(rf"<{name}\b[^>]*>", story)
    end = story.find(f"</{name}>", opening.end()) if opening else -1
    return story[opening.end() : end] if opening and end >= 0 else None


ARCHIVE = Archive(
    "reuters",
    (".sgm", ".sgml"),
    "Reuters-21578, SGML",
    "reut2-000.sgm: <REUTERS><TEXT><TITLE>...",
    data=View(known, read),
    columns=("author", "dateline", "newid"),
    advice="nothing to choose: the files as they are published",
)

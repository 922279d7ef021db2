"""Plain text: the decoded file is the article, newlines untouched."""

from __future__ import annotations

from collections.abc import Iterator

from kit.formats.archives import resembles
from kit.formats.reading.encoding import decode
from kit.formats.reading.registry import HEAD, Format, Found, suffix_of
from kit.formats.reading.unwrapping import lines

__all__ = ["TEXT"]


def looks_like_text(head: bytes, name: str) -> bool:
    return suffix_of(name) in (".txt", ".text", "")


def read_text(data: bytes, name: str) -> Iterator[Found]:
    """One article: the file as it is, less a byte order mark."""
    text, encoding = decode(data)
    looks = resembles(lines(text[:HEAD]))
    yield {"text": text, "encoding": encoding, "notes": [looks] if looks else []}


TEXT = Format(
    "text",
    (".txt", ".text"),
    "plain text",
    "story.txt: the whole file is the article",
    looks_like_text,
    read_text,
)

"""Markdown, with what its front matter says."""

from __future__ import annotations

from collections.abc import Iterator

from kit.formats.encoding import decode
from kit.formats.registry import Format, Found, suffix_of

__all__ = ["MARKDOWN"]


def looks_like_markdown(head: bytes, name: str) -> bool:
    return suffix_of(name) in (".md", ".markdown", ".mdown")


def read_markdown(data: bytes, name: str) -> Iterator[Found]:
    """One article."""
    text, encoding = decode(data)
    yield {"text": text, "encoding": encoding}


MARKDOWN = Format(
    "markdown",
    (".md", ".markdown", ".mdown"),
    "Markdown, title and date from front matter",
    "post.md: ---, title: ..., date: ..., ---, then the article",
    looks_like_markdown,
    read_markdown,
)

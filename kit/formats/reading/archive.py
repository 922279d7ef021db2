"""What an archive is: how its exports are known and read, whatever file they come in.

An archive hands out the same export as a web page, a Word document, rich text or plain text. So its record says how to
know one by its HTML, its paragraphs and its text, and each kind of file in `kit.formats.files` asks for what it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kit.errors import LoadError
from kit.formats.reading.encoding import declared, decode
from kit.formats.reading.registry import HEAD, Format, Found
from kit.formats.reading.unwrapping import lines

__all__ = ["Archive", "View", "as_format", "in_order"]

MARKUP = ("<", "{", "[")  # with these begin HTML, XML and JSON, which are not read as text


@dataclass(frozen=True)
class View:
    """One form of an export: `known` tells it and never raises; `read` gives its articles."""

    known: Callable[[Any], bool]
    read: Callable[[Any], Iterator[Found]]


@dataclass(frozen=True)
class Archive:
    """One newspaper archive, agency or exchange form; each module of `kit.formats.archives` holds one as `ARCHIVE`.

    Parameters
    ----------
    name, suffixes, description, example
        As `kit formats` lists it; `suffixes` are those of the files that it hands out, besides documents and mail.
    data
        XML or SGML of its own: known by the first 64 KB as text, read from the file's bytes.
    html
        Web pages of its own: known by the first 64 KB as text, read from the whole text.
    paragraphs
        Known and read from a list of strings, one a paragraph, as documents of any kind hold them. A string may hold
        line breaks, and none is blank.
    text
        Plain text: known by the first 64 KB of a file, read from the whole. Only needed where `paragraphs` on
        `split(text)` does not serve.
    split
        Plain text to paragraphs: each line is one, or where the archive wraps its lines, as `lines_or_blocks` has them.
    before
        Names of the archives that are asked after this one, because an export of this one may hold what they go by.
    signs
        The labels of this archive among some lines, where they are too few to know it by: two or more are told.
    columns
        What its articles have besides text, title, source and published, as far as the export says it.
    advice
        How to export from it, for people.
    """

    name: str
    suffixes: tuple[str, ...]
    description: str
    example: str
    data: View | None = None
    html: View | None = None
    paragraphs: View | None = None
    text: View | None = None
    split: Callable[[str], Sequence[str]] = lines
    before: tuple[str, ...] = ()
    signs: Callable[[Sequence[str]], Sequence[str]] | None = None
    columns: tuple[str, ...] = ()
    advice: str = ""

    def in_text(self) -> View | None:
        """How it is known and read as plain text: in its own way, or by its paragraphs."""
        if self.text is not None or self.paragraphs is None:
            return self.text
        known, read = self.paragraphs.known, self.paragraphs.read
        return View(lambda text: known(self.split(text)), lambda text: read(self.split(text)))


def in_order(archives: Iterable[Archive]) -> tuple[Archive, ...]:
    """By name, but each before those that it says it stands before.

    Raises
    ------
    LoadError
        If two of them say so of each other.
    """
    left, out = sorted(archives, key=lambda one: one.name), []
    while left:
        # The first by name of those that no other has to come before: the same order whatever the folder lists first.
        free = (one for one in left if not any(one.name in other.before for other in left))
        first = next(free, None)
        if first is None:
            names = ", ".join(one.name for one in left)
            raise LoadError(f"archives: {names} each come before another; remove one `before`")
        left.remove(first)
        out.append(first)
    return tuple(out)


def as_format(archive: Archive) -> Format:
    """The files that an archive hands out itself, as an entry of `kit.formats.FORMATS`.

    Its reader raises LoadError where a file that began like one of the archive is none; the file is then listed
    with what was left out.
    """

    def looks_like(head: bytes, name: str) -> bool:
        return _view(archive, head) is not None

    def read(data: bytes, name: str) -> Iterator[Found]:
        kind, view = _view(archive, data[:HEAD]) or ("", None)
        if view is None:
            raise LoadError(f"no {archive.description}; export it again")
        if kind == "data":
            yield from view.read(data)
            return
        # Plain text that names an encoding speaks of something else.
        text, encoding = decode(data, declared(data) if kind == "html" else None)
        for found in view.read(text):
            yield _encoded(found, encoding)

    return Format(archive.name, archive.suffixes, archive.description, archive.example, looks_like, read)


def _view(archive: Archive, head: bytes) -> tuple[str, View] | None:
    """The form of this archive's export that a file begins like."""
    text = _decoded(head)
    if archive.data is not None and archive.data.known(text):
        return "data", archive.data
    if archive.html is not None and archive.html.known(text):
        return "html", archive.html
    view = archive.in_text()
    if view is not None and not text.lstrip().startswith(MARKUP) and view.known(text):
        return "text", view
    return None


@lru_cache(maxsize=1)
def _decoded(head: bytes) -> str:
    """The head of a file as text, once for all archives; empty where it is none."""
    try:
        return decode(head)[0]
    except LoadError:
        return ""


def _encoded(found: Found, encoding: str) -> Found:
    return found | {"encoding": encoding} if isinstance(found, dict) else found

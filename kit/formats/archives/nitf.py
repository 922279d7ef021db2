"""NITF, the IPTC's XML for news text: AP, the New York Times corpus and others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kit.formats.reading.archive import Archive, View
from kit.formats.reading.markup import local, paragraphs, text_of, without_markup, xml_tree
from kit.formats.reading.registry import Found

__all__ = ["ARCHIVE"]


def known(head: str) -> bool:
    """True for XML with a `nitf` element near its beginning."""
    return "<nitf" in head[:8000] and head.lstrip().startswith("<")


def read(data: bytes) -> Iterator[Found]:
    """One row a `nitf` element."""
    root = xml_tree(data)
    for story in [one for one in root.iter() if local(one) == "nitf"]:
        # Reversed, so that of several of one name the first stays.
        first = {local(element): element for element in reversed(list(story.iter())) if local(element)}
        # The day that the story itself states, then that of the paper, then what systems that leave out both still
        # write.
        published = [
            _attribute(first, "story.date", "norm"),
            _attribute(first, "pubdata", "date.publication"),
            _attribute(first, "date.release", "norm"),
            _attribute(first, "date.issue", "norm"),
        ]
        sources = [
            _attribute(first, "pubdata", "name"),
            text_of(first.get("distributor")),
            _attribute(first, "doc.copyright", "holder"),
            _attribute(first, "doc-id", "regsrc"),
        ]
        yield {
            "title": text_of(first.get("hl1")) or text_of(first.get("hedline")) or text_of(first.get("title")),
            "author": _author(first.get("byline")),
            "published": next(filter(None, published), None),
            "source": next(filter(None, sources), None),
            "url": _attribute(first, "pubdata", "ex-ref"),
            "text": "\n\n".join(_body(_content(story))),
        }


def _content(story: Any) -> Any:
    """`body.content` of the story itself, not of an editor's note in it."""
    for body in story:
        if local(body) == "body":
            return next((one for one in body if local(one) == "body.content"), None)
    return next((one for one in story.iter() if local(one) == "body.content"), None)


def _attribute(first: dict[str, Any], element: str, name: str) -> str | None:
    return first[element].get(name) if element in first else None


def _author(element: Any) -> str | None:
    """The byline without "By" and without the author's title."""
    if element is None:
        return None
    person = next((one for one in element.iter() if local(one) == "person"), None)
    if person is None:
        for child in list(element):
            if local(child) in ("byttl", "location"):
                child.text = None
        person = element
    name = text_of(person)
    return name[3:] if name[:3].lower() == "by " else name or None


def _body(content: Any) -> list[str]:
    """The paragraphs; the New York Times gives the lead twice, once by itself and once in the full text."""
    if content is None:
        return []
    full = [one for one in content.iter() if one.get("class") == "full_text" and local(one) == "block"]
    for media in [one for one in content.iter() if local(one) in ("media", "nitf-table-metadata")]:
        for one in media.iter():
            # Captions and credits; the elements stay, for what stands behind them is prose.
            one.text = None
            if one is not media:
                one.tail = None
    # Some systems escape the markup of the body on its way into the XML.
    return [
        part for one in (full or [content]) for line in paragraphs(one) for part in without_markup(line).split("\n\n")
    ]


ARCHIVE = Archive(
    "nitf",
    (".xml", ".nitf"),
    "NITF news text, XML",
    "ap.xml: <nitf><body.head><hedline><hl1>",
    data=View(known, read),
    columns=("author", "url"),
    advice="nothing to choose: agencies deliver it so",
)

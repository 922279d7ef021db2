"""Europresse: exports as HTML, in the layout up to 2014 (spans in tables) and the one since (`article` elements)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kit.formats.reading.archive import Archive, View
from kit.formats.reading.dates import is_date
from kit.formats.reading.markup import html_tree, level_space, paragraphs, text_of
from kit.formats.reading.registry import Article, Found

__all__ = ["ARCHIVE"]

ISSUE = re.compile(r",?\s*(?:no\.?|n°|nº|nr\.?|hors[- ]série)\s*[\w./-]*\d.*$", re.IGNORECASE)
CLOSING = re.compile(
    r"^(?:©|\(c\)|numéro de document|document number|nº de documento|cet article est paru|this article appeared)",
    re.IGNORECASE,
)
DAY = re.compile(
    r"\d{1,2}(?:er)?[\s.]+[^\W\d_]+\.?\s+\d{4}|[^\W\d_]+\.?\s+\d{1,2},?\s+\d{4}|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}"
)


def known(head: str) -> bool:
    """True for a page with the classes of either layout."""
    return head.lstrip().startswith("<") and (
        "DocPublicationName" in head or "docOcurrContainer" in head or "cedrom-sni" in head[:3000]
    )


def read(text: str) -> Iterator[Found]:
    """One row an article."""
    root = html_tree(text)
    modern = [element for element in root.iter("article") if _first(element, "DocPublicationName") is not None]
    elements = modern or _tables(root)
    for element in elements:
        yield _modern(element) if modern else _old(element)


def _first(element: Any, name: str) -> Any:
    """The first element whose class holds that word, whatever its case."""
    for one in element.iter():
        if name.casefold() in str(one.get("class") or "").casefold() if isinstance(one.tag, str) else False:
            return one
    return None


def _head(element: Any) -> Article:
    header = " ".join(
        text_of(one) for one in element.iter() if isinstance(one.tag, str) and "DocHeader" in (one.get("class") or "")
    )
    day = next((match.group() for match in DAY.finditer(header) if is_date(match.group())), None)
    # The number of the issue stands behind the name, and would make an outlet of every day.
    source = ISSUE.sub("", text_of(_first(element, "DocPublicationName")))
    return {
        "source": re.sub(r"\s*\((?:site web|web site|website|tweets?)\)\s*$", "", source, flags=re.IGNORECASE),
        "published": day,
    }


def _modern(element: Any) -> Article:
    article = _head(element)
    article["title"] = text_of(_first(element, "titreArticleVisu")) or text_of(_first(element, "titreArticle"))
    author = _first(element, "docAuthors")
    author = author if author is not None else _first(element, "sm-margin-bottomNews")
    if author is None and (title := _first(element, "titreArticleVisu")) is not None:
        after = title.getnext()
        author = after if after is not None and after.tag == "div" and len(text_of(after)) < 120 else None
    article["author"] = text_of(author) or None
    body = _first(element, "docOcurrContainer")
    body = body if body is not None else _first(element, "DocText")
    lines = [] if body is None else paragraphs(body)
    return article | {"text": "\n\n".join(line for line in lines if not CLOSING.match(line))}


def _tables(root: Any) -> list[Any]:
    """The innermost tables that hold the name of a publication."""
    names = [one for one in root.iter("span") if "DocPublicationName" in (one.get("class") or "")]
    return [next((up for up in name.iterancestors("table")), name.getparent()) for name in names]


def _old(element: Any) -> Article:
    """Publication, header and title are spans; what follows the title is author, text, copyright and number."""
    article = _head(element)
    title = _first(element, "TitreArticleVisu")
    article["title"] = text_of(title)
    for inner in list(element.iter("table")):
        # Tables within hold logos, buttons and the list of documents.
        if inner is not element and inner.getparent() is not None:
            _drop(inner)
    marks = [one for one in element.iter("span") if (one.get("class") or "") in ("DocPublicationName", "DocHeader")]
    for one in [*marks, *([title] if title is not None else [])]:
        # Behind the title the author stands without a mark of its own: a character of the private use area, which no
        # article holds, says where it was.
        mark = "\ue000title\ue000" if one is title else ""
        one.tail = mark + (one.tail or "")
        for child in list(one):
            one.remove(child)
        one.text = ""
    lines = paragraphs(element)
    whole = "\n\n".join(lines)
    before, _, after = whole.rpartition("\ue000title\ue000")
    body = [line.strip() for line in after.split("\n\n") if line.strip()]
    if len(body) > 1 and "\n" not in body[0] and _is_name(body[0]):
        article["author"] = level_space(body.pop(0))
    stop = next((i for i, line in enumerate(body) if CLOSING.match(line)), len(body))
    if subtitle := level_space(before):
        article["subtitle"] = subtitle
    return article | {"text": "\n\n".join(body[:stop])}


def _is_name(line: str) -> bool:
    """Up to eight words, no sentence: the byline above an article."""
    return len(line.split()) <= 8 and not re.search(r"[.!?:…]\s*$", line) and line[:1].isupper()


def _drop(element: Any) -> None:
    parent = element.getparent()
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


ARCHIVE = Archive(
    "europresse",
    (".html", ".htm"),
    "Europresse export",
    "biblioeuropresse.html: DocPublicationName, titreArticle",
    html=View(known, read),
    columns=("author", "subtitle"),
    advice="full articles, as HTML; its PDF is read as an ordinary PDF",
)

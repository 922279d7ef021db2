"""XML and HTML to trees and paragraphs, with nothing fetched, expanded or run.

XML that declares entities of its own is refused: that is how external files are drawn in and how a few lines become
gigabytes (CWE-611, CWE-776). Trees are walked, not recursed into, so that depth costs nothing.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any

from kit.errors import LoadError

__all__ = [
    "classes",
    "html_tree",
    "level_space",
    "local",
    "paragraphs",
    "plain_line",
    "text_of",
    "unescape",
    "without_markup",
    "xml_tree",
]

BLOCKS = frozenset(
    str.split(
        "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure"
        " footer form h1 h2 h3"
        " h4 h5 h6 header hr li main nav ol p pre section summary table tbody td text tfoot th thead tr ul"
    )
)
SILENT = frozenset(str.split("head script style noscript template title"))
MARKED = re.compile(
    r"</(?:p|div|span|a|strong|b|i|em|h[1-6]|ul|ol|li|figure|blockquote|script|style|table|section|article)\s*>|<(?:br|p|hr|img)\b[^<>]*>",
    re.IGNORECASE,
)
ESCAPED = re.compile(r"&lt;/?(?:p|div|span|a|strong|b|i|em|h[1-6]|br|ul|li|figure|blockquote|script)\b", re.IGNORECASE)
TAG = re.compile(
    r"</?(?:a|abbr|b|br|cite|div|em|font|h[1-6]|i|img|li|mark|p|q|s|small|span|strong|sub|sup|u|ul|wbr)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


def xml_tree(data: bytes) -> Any:
    """The root of an XML document.

    Raises
    ------
    LoadError
        If it is not well formed, or declares entities.
    """
    from lxml import etree

    if ENTITY.search(data):
        raise LoadError(
            "XML that declares entities of its own; refused, because it can draw in files or grow without end"
        )
    # Each stated, though some are lxml's defaults: defaults have changed between its versions.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise LoadError(f"not well-formed XML ({error}); export it again") from error


def html_tree(text: str) -> Any:
    """The root of an HTML page, mended as browsers do.

    Raises
    ------
    LoadError
        If nothing of it can be read as HTML, as of a page that is empty.
    """
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False)
    try:
        tree = lxml_html.document_fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise LoadError(f"not readable HTML ({error}); save the page again") from error
    return tree


def local(element: Any) -> str:
    """The tag without its namespace, in lower case; empty for comments and the like."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def classes(element: Any) -> str:
    """The words of the `class` attribute."""
    return str(element.get("class") or "")


def level_space(text: str) -> str:
    """Any run of white space as one blank."""
    return " ".join(text.split())


def paragraphs(root: Any, blocks: Iterable[str] = BLOCKS, breaks: Iterable[str] = ("br",)) -> list[str]:
    """The text of a tree, one string a block, line breaks within it as newlines; scripts and heads left out."""
    from lxml import etree

    out: list[str] = []
    parts: list[str] = []
    hidden = 0

    def flush() -> None:
        lines = [level_space(line) for line in "".join(parts).split("\n")]
        if block := "\n".join(lines).strip("\n"):
            out.append(re.sub(r"\n{2,}", "\n", block))
        parts.clear()

    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = local(element) if event in ("start", "end") else ""
        if name in SILENT:
            hidden += 1 if event == "start" else -1
        elif name in blocks:
            flush()
        if event == "start":
            if name in breaks and not hidden:
                parts.append("\n")
            if element.text and not hidden:
                # Line ends in HTML are spaces; only `br` and blocks break a line.
                parts.append(re.sub(r"\s+", " ", element.text))
        elif element.tail and not hidden and element is not root:
            parts.append(re.sub(r"\s+", " ", element.tail))
    flush()
    return out


def text_of(element: Any) -> str:
    """All text in an element on one line."""
    return "" if element is None else level_space(" ".join("".join(element.itertext()).split("\xa0")))


def plain_line(text: str) -> str:
    """A headline on one line, without the tags and entities that exports leave in it."""
    return level_space(TAG.sub("", unescape(text)))


def without_markup(text: str) -> str:
    """Text as it is, or its paragraphs where it is HTML: scripts, captions and embedded posts left out.

    Markup that was escaped on its way into a table is markup.
    """
    if not ("<" in text or "&lt;" in text):
        return text
    # An article about HTML holds a few such escapes beside its own markup.
    if text.count("<") < text.count("&lt;") and ESCAPED.search(text):
        text = html.unescape(text)
    if not MARKED.search(text):
        return text
    tree = html_tree(f"<div>{text}</div>")
    for element in list(tree.iter("figcaption", "iframe", "object", "form", "button", "nav")):
        _emptied(element)
    for element in list(tree.iter("blockquote")):
        if re.search(r"twitter|instagram|tiktok|facebook|embed", classes(element), re.IGNORECASE):
            _emptied(element)
    return "\n\n".join(paragraphs(tree))


def _emptied(element: Any) -> None:
    """The same tree without what stands in an element; what stands behind it stays."""
    element.text = None
    for inner in list(element):
        element.remove(inner)


def unescape(text: str) -> str:
    """Entities as characters; twice, because exports escape twice."""
    return html.unescape(html.unescape(text)) if "&" in text else text

"""Saved web pages: trafilatura finds the body; the page's own JSON-LD settles title, date, outlet and author."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from kit.errors import LoadError
from kit.formats.archives import export_in_paragraphs, only_with_articles
from kit.formats.files.page_dates import dates_of
from kit.formats.files.page_parts import asides, is_furniture
from kit.formats.files.page_stories import live_entries, stories_of
from kit.formats.reading.encoding import declared, decode
from kit.formats.reading.markup import level_space, paragraphs, unescape
from kit.formats.reading.registry import Article, Format, Found, Skipped, suffix_of

__all__ = ["HTML", "articles_of", "tree_of"]

MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|div|p|article|table|span)\b", re.IGNORECASE)
WHOLE_PAGE = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
ARCHIVED = re.compile(r"^https?://(?:web\.archive\.org/web|archive\.\w{2,5}|web\.archive\.\w+)/\d{4,14}\w*/(https?):/+")


def looks_like(head: bytes, name: str) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if suffix_of(name) in (".md", ".markdown"):  # Markdown may begin with HTML
        return WHOLE_PAGE.match(head.removeprefix(b"\xef\xbb\xbf").lstrip()) is not None
    return (start == b"<" and MARKUP.search(head[:8192]) is not None) or b"<\0h\0t\0m\0l" in head[:4096].lower()


def read(data: bytes, name: str) -> Iterator[Found]:
    """The article of the page, its stories, or why it has none; or those of an archive's export saved as a page."""
    text, encoding = decode(data, declared(data))
    tree = tree_of(text)
    for found in only_with_articles(export_in_paragraphs(paragraphs(tree))) or articles_of(tree):
        yield found | {"encoding": encoding} if isinstance(found, dict) else found


def tree_of(text: str) -> Any:
    """The page as lxml's tree.

    Raises
    ------
    LoadError
        If it is no HTML.
    """
    tree = _trafilatura().load_html(text)
    if tree is None:
        raise LoadError("not readable HTML; save the page again")
    return tree


def articles_of(tree: Any, url: str | None = None) -> list[Found]:
    """The article of a page, or its stories where it has several.

    `url` is where it was fetched from, for relative links and for want of a better address.

    Raises
    ------
    LoadError
        If the page is too broken for an article to be extracted.
    """
    linked = _linked(tree)
    stories = stories_of(tree, single="title" in linked)
    entries = live_entries(tree)
    whole = _page(tree, linked, url)
    if isinstance(whole, Skipped) and not stories:
        return [whole]
    of_page = whole if isinstance(whole, dict) else {}
    if stories:
        # What the page says of itself holds for all; what it says of one story, for the one that it names.
        return [
            of_page
            | {"author": of_page.get("author") if story["title"] == of_page.get("title") else None}
            | {name: value for name, value in story.items() if value}
            for story in stories
        ]
    if entries:
        of_page["notes"] = [f"a live page of {entries} entries; read as one article"]
    return [of_page]


def _page(tree: Any, linked: Article, url: str | None) -> Article | Skipped:
    title_tag = level_space(str(tree.findtext(".//title") or ""))
    site = _meta(tree, "og:site_name")
    lang = tree.get("lang") or tree.get("xml:lang")
    headings = [level_space(str(one.text_content())) for one in tree.iter("h1")]
    url = _original(url)
    address = url or _address(tree)
    # Before anything is taken out of the page, for the dateline may stand in what goes.
    published, modified = dates_of(tree, address, (linked.get("published"), linked.get("modified")), lang)
    _without_asides(tree)
    try:
        found = _trafilatura().bare_extraction(
            tree,
            url=url,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False},  # dates come from `page_dates`
        )
    except Exception as error:  # whatever lxml or htmldate raise on a broken page
        raise LoadError(
            f"no article could be extracted from the page ({type(error).__name__}); save it again"
        ) from error
    # Some outlets fetch the text by script, and have it in their JSON-LD only.
    body = (found.text if found is not None else None) or linked.get("text")
    if not body:
        return Skipped("a page without an article (a front page, an error, or text that only a browser would fetch)")
    title = linked.get("title") or (found.title if found is not None else None)
    named = linked.get("source")
    source = (
        site or (named if named and "://" not in named else None) or (found.sitename if found is not None else None)
    )
    return {
        "title": _title(title, title_tag, headings, source),
        "text": _without_furniture(body, headings),
        "source": source or (found.hostname if found is not None else None),
        "author": _author(linked.get("author"), found.author if found is not None else None),
        "published": published,
        "modified": modified,
        "url": _original((found.url if found is not None else None) or linked.get("url") or url),
        "language": lang,
    }


@lru_cache(maxsize=1)
def _trafilatura() -> Any:
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    return trafilatura


def _meta(tree: Any, name: str) -> str | None:
    for one in tree.iter("meta"):
        if (one.get("property") or one.get("name") or "").lower() == name:
            return level_space(one.get("content") or "") or None
    return None


def _linked(tree: Any) -> Article:
    """What the page's JSON-LD says of its article; empty where it has none."""
    from kit.formats.reading.json_objects import ARTICLES, flat

    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            # Not strictly: many pages have line ends within their strings.
            document = json.loads(_bare(script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue
        for one in _objects(document):
            kind = one.get("@type")
            if any(str(name).endswith(ARTICLES) for name in (kind if isinstance(kind, list) else [kind])):
                record = flat({name: value for name, value in one.items() if not str(name).startswith("@")})
                return {
                    name: unescape(value)
                    for name in ("title", "source", "author", "published", "modified", "url", "text")
                    if isinstance(value := record.get(name), str) and value.strip()
                }
    return {}


def _bare(text: str) -> str:
    """JSON without the comment or CDATA marks that some pages put around it."""
    text = text.strip()
    for opening, closing in (("<![CDATA[", "]]>"), ("<!--", "-->"), ("//<![CDATA[", "//]]>")):
        text = text.removeprefix(opening).removesuffix(closing).strip()
    return text


def _objects(document: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(document, list) and depth < 5:
        for one in document:
            yield from _objects(one, depth + 1)
    elif isinstance(document, dict):
        yield document
        if isinstance(graph := document.get("@graph"), list) and depth < 5:
            yield from _objects(graph, depth + 1)


def _address(tree: Any) -> str | None:
    """The address that the page says it has."""
    for one in tree.iter("link"):
        if (one.get("rel") or "").lower() == "canonical" and one.get("href"):
            return _original(str(one.get("href")))
    return _original(_meta(tree, "og:url"))


def _original(url: str | None) -> str | None:
    """The address of the page itself, where a web archive has put its own before it."""
    return ARCHIVED.sub(r"\1://", url) if url else None


def _author(linked: str | None, found: str | None) -> str | None:
    """Names, where the page's own data hold only the address of a profile."""
    return linked if linked and "://" not in linked else found


def _without_asides(tree: Any) -> None:
    """Take out of the page what stands within the article and is no part of it."""
    for element in asides(tree):
        parent = element.getparent()
        if parent is not None:
            element.drop_tree()


def _without_furniture(text: str, headings: list[str]) -> str:
    """The body without the headline above it, which has its own column, and without lines that are no text."""
    lines = text.split("\n")
    if len(lines) > 2 and lines[0] in headings:
        lines = lines[1:]
    # A byline or a day stands in the first lines, a note of an update in the last: further in the same words are prose.
    kept = [line for n, line in enumerate(lines) if not is_furniture(line, first=n < 4, last=n >= len(lines) - 3)]
    return "\n".join(kept or lines)


def _title(title: str | None, tag: str, headings: list[str], source: str | None) -> str | None:
    """The headline without ` | Site`: what stands behind the last bar or dash, where the headings do not have it."""
    title = level_space(unescape(title or tag))
    for heading in headings:
        # A short headline ("Live") begins many titles.
        if heading and title.startswith(heading) and len(heading) > 15:
            return heading
    parts = re.split(r"\s+[|•·–—-]\s+|\s+::\s+|\s*\|\s*", title)
    if len(parts) > 1 and source:
        last = parts[-1].casefold()
        host = urlsplit(source).netloc or source
        if (
            last in source.casefold()
            or source.casefold() in last
            or last.replace(" ", "") in host.replace(" ", "").casefold()
        ):
            title = title[: title.rindex(parts[-1])].rstrip(" |•·–—-:")
    return title or None


HTML = Format(
    "web page",
    (".html", ".htm", ".xhtml"),
    "saved web page, or an archive's export as one",
    "story.html: as the browser saved it",
    looks_like,
    read,
)

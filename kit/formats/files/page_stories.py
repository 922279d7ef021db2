"""Several stories on one page: each is an article of its own; the entries of a live page are told, and read as one.

A story has its own headline and a few paragraphs below it. Sections of an article have headlines, too: what stands
below a second-rank headline counts only where the page calls it an article, or gives it a byline or a day of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from kit.formats.files.page_dates import elsewhere
from kit.formats.files.page_parts import asides, is_byline, is_furniture
from kit.formats.reading.dates import is_date
from kit.formats.reading.markup import classes, level_space, local
from kit.formats.reading.registry import Article

__all__ = ["live_entries", "stories_of"]

FEWEST = 250  # characters of text, in two paragraphs or more, that make a story
LIVE = re.compile(r"live-?(?:blog|post|update|entry|feed|coverage)", re.IGNORECASE)
BYLINE = re.compile(r"(?:^|[\s_-])(?:by-?line|author)", re.IGNORECASE)
PARTS = ("p", "h3", "h4", "h5", "li", "blockquote", "pre")
ROOTS = ("body", "html", "main")


def stories_of(tree: Any, single: bool) -> list[Article]:
    """The stories of a page that has two or more, with title, text, author and their own day; else none.

    `single` says that the page describes itself as one article: then only headlines of the first rank count.
    """
    if live_entries(tree):
        return []
    gone = set(asides(tree))
    # From the surest: where headlines of the first rank make stories, those of the second are their sections.
    for rank in (("h1",),) if single else (("h1",), ("h1", "h2"), ("h2", "h3")):
        heads = [one for one in tree.iter(*rank) if level_space(one.text_content()) and not elsewhere(one)]
        held = Counter(up for head in heads for up in head.iterancestors())
        found = [story for head in heads if (story := _story(head, held, set(heads), gone))]
        if len(found) > 1:
            return found
    return []


def live_entries(tree: Any) -> int:
    """How many entries a live page has; 0 for any other page.

    Parameters
    ----------
    tree
        A page as lxml's tree.

    Returns
    -------
    int
        2 or more: one entry alone is an article. Entries are those of schema.org's `liveBlogUpdate`, or of a class that
        says so and a time of their own.
    """
    entries = [
        one
        for one in tree.iter("div", "article", "section", "li")
        if (one.get("itemprop") or "").casefold() == "liveblogupdate"
        or (LIVE.search(classes(one)) and next(one.iter("time"), None) is not None)
    ]
    outer = {up for one in entries for up in one.iterancestors()}
    n = sum(1 for one in entries if one not in outer)
    return n if n > 1 else 0


def _story(head: Any, held: Counter[Any], heads: set[Any], gone: set[Any]) -> Article | None:
    """The story under a headline, as far as no other headline reaches; None where there is hardly a text."""
    # As far up as the headline is the only one: that is the story's own box.
    container = head
    for up in head.iterancestors():
        if held[up] > 1 or local(up) in ROOTS:
            break
        container = up
    whole = container is not head and local(container) not in ("header", "hgroup")
    parts = list(_parts(container.iter(), gone)) if whole else list(_parts(_after(container, heads), gone))
    found: Article = {"title": level_space(head.text_content()), "author": None, "published": None}
    lines: list[str] = []
    for element, line in parts:
        first = not any(len(one) > 60 for one in lines)
        if first and is_date(line):
            found["published"] = found["published"] or line
        elif first and (is_byline(line) or (BYLINE.search(classes(element)) and len(line) < 80)):
            found["author"] = found["author"] or line
        elif line != found["title"] and not is_furniture(line, first=first, last=False):
            lines.append(line)
    if whole:
        stamp = next((one.get("datetime") for one in container.iter("time") if one.get("datetime")), None)
        found["published"] = found["published"] or stamp
    prose = [line for line in lines if len(line) > 40]
    is_one = local(head) == "h1" or local(container) == "article" or found["author"] or found["published"]
    if len(prose) < 2 or sum(map(len, prose)) < FEWEST or not is_one:
        return None
    return found | {"text": "\n".join(lines)}


def _after(head: Any, heads: set[Any]) -> Iterator[Any]:
    """What stands behind a headline on the same level, up to the next."""
    for one in head.itersiblings():
        if one in heads or (isinstance(one.tag, str) and any(inner in heads for inner in one.iter())):
            return
        yield from one.iter()


def _parts(elements: Iterator[Any], gone: set[Any]) -> Iterator[tuple[Any, str]]:
    """Paragraphs and what stands between them, each once, with its line."""
    seen: set[Any] = set()
    for one in elements:
        name = local(one)
        if name not in PARTS and not (name in ("div", "span", "time", "address") and _is_line(one)):
            continue
        if one in gone or any(up in gone or up in seen for up in one.iterancestors()):
            continue
        seen.add(one)
        if line := level_space(one.text_content()):
            yield one, line


def _is_line(element: Any) -> bool:
    """True for a byline or a day in an element that is no paragraph."""
    line = level_space(element.text_content())
    return len(line) < 80 and (is_date(line) or is_byline(line) or bool(BYLINE.search(classes(element))))

"""When a page was published and when it was changed, as the page states it; nothing is searched for in its prose.

htmldate, which looks through the text and takes any day that it finds, is not asked: where none is stated it gave the
day of an event, or of a change. So a date counts where it is stated: in JSON-LD, in a meta element or a `time` that
says what it is, or in the line between headline and text that outlets print it in. A day in the address counts where
the page bears it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from kit.formats.reading.dates import first_date, order_of_language, read_date
from kit.formats.reading.markup import classes, level_space, local

__all__ = ["dates_of", "elsewhere"]

PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date published",
    "article.published", "published_time", "published_time_telegram", "publication_date", "publishdate", "publish-date",
    "publish_date", "pubdate", "published-date", "publisheddate", "parsely-pub-date", "sailthru.date", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dcterms.date", "dc.date", "dc.date.created", "article_date_original",
    "article.created",
    "originalpublicationdate", "citation_publication_date", "citation_date", "cxenseparse:recs:publishtime",
    "rnews:datepublished",
    "ptime", "pdate", "shareaholic:article_published_time", "bt:pubdate", "gentime", "creation_date",
    "prism.publicationdate", "cxense:recs:publishtime", "iso-8601-publish-date", "vr:published_time", "dc:date", "date",
)  # fmt: skip
MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "article:updated_time", "dcterms.modified",
    "dc.date.modified",
    "lastmod", "last-modified", "modified_time", "revised", "article.updated", "cxenseparse:recs:moddate",
)  # fmt: skip
SAYS_PUBLISHED = re.compile(r"publish|pubdate|pub-date|\bissued\b|posted|created", re.IGNORECASE)
SAYS_MODIFIED = re.compile(r"modif|updat|edited|revis", re.IGNORECASE)
# Elements whose class says that the line is the article's own date.
DATELINE = re.compile(
    r"(?:^|[\s_-])(?:date-?line|by-?line|timestamp|date-?time|pub(?:lish(?:ed)?)?-?(?:date|time|on)?|post(?:ed)?-?(?:date|on|meta)?"
    r"|entry-(?:date|meta)|article-?(?:date|time|meta|info|header__date)|story-?(?:date|time|meta)|meta-?date|date|time|datum|fecha)(?:$|[\s_-])",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"comment|related|recommend|teaser|sidebar|promo|most-?read|popular|archive|newsletter|footer|widget|embed|tweet|twitter"
    r"|instagram|also|more-(?:news|stories|on)|read-?next|trending|latest|carousel|card|event|upcoming",
    re.IGNORECASE,
)
UPDATED = re.compile(
    r"\b(?:(?:last\s+)?(?:updated|modified|edited)|aktualisiert|stand|mis[e]? à jour|actualizado"
    r"|aggiornato|bijgewerkt|atualizado|обновлено)\b",
    re.IGNORECASE,
)
STATED = re.compile(
    r"\b(?:(?:first\s+)?(?:published|posted|issued)|veröffentlicht|publié|publicado|pubblicato|gepubliceerd|опубликовано)\b",
    re.IGNORECASE,
)
LINE = 140  # characters of a line that holds a date and not much else
IN_URL = re.compile(
    r"/(20\d\d|19\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:[/_.-]|$)|[/-](20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[/_.-]|$)"
)


def dates_of(
    tree: Any, url: str | None, linked: tuple[str | None, str | None], lang: str | None
) -> tuple[str | None, str | None]:
    """When it was published and when it was last changed, as stated; None where the page does not say.

    `linked` is what its JSON-LD says of both, `lang` its language, by which 04/05/2013 is read.
    """
    order = order_of_language(lang)
    meta = _meta(tree)
    published = _first((linked[0], *(meta.get(name) for name in PUBLISHED)), order)
    modified = _first((linked[1], *(meta.get(name) for name in MODIFIED)), order)
    if published is None or modified is None:
        by_time = _by_elements(tree, order)
        published, modified = published or by_time[0], modified or by_time[1]
    if published is None or modified is None:
        by_line = _by_lines(tree, order)
        published = published or by_line[0]
        modified = modified or by_line[1]
    if published is None:
        published = _by_address(tree, url, modified)
    return published, modified


def _first(values: Any, order: str | None) -> str | None:
    return next((value for value in values if value and read_date(value, order).published), None)


def _meta(tree: Any) -> dict[str, str]:
    """What meta elements say, by their name, property or itemprop in lower case, the first of each."""
    found: dict[str, str] = {}
    for one in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if (name := one.get(attribute)) and (content := level_space(one.get("content") or "")):
                # A property of an article within the page is none of the page's.
                if attribute == "itemprop" and elsewhere(one):
                    continue
                found.setdefault(name.strip().casefold(), content)
    return found


def elsewhere(element: Any) -> bool:
    """Whether an element stands within what is no part of the article: an aside, a comment, a teaser, an embedded post.

    Parameters
    ----------
    element
        Of an lxml tree; only what it stands in is asked, not the element itself.
    """
    for up in element.iterancestors():
        name = local(up)
        if name in ("aside", "nav", "footer", "blockquote", "li"):
            return True
        # Frameworks give such classes to the whole page.
        if name in ("body", "html"):
            return False
        if ELSEWHERE.search(f"{classes(up)} {up.get('id') or ''}") and name not in ("main", "article"):
            return True
    return False


def _by_elements(tree: Any, order: str | None) -> tuple[str | None, str | None]:
    """From elements that say by a property what their date is; a single `time` of the article's head is its date."""
    published = modified = None
    plain: list[str] = []
    for one in tree.iter("time", "span", "p", "div", "abbr", "meta"):
        says = f"{one.get('itemprop') or ''} {one.get('property') or ''}"
        says += " pubdate" if one.get("pubdate") is not None else ""
        if local(one) == "time":
            says += f" {classes(one)}"
        elif not says.strip():
            continue
        if elsewhere(one):
            continue
        value = _first((one.get("datetime"), one.get("content"), level_space(one.text_content())[:LINE]), order)
        if value is None:
            continue
        if SAYS_MODIFIED.search(says) or (local(one) == "time" and UPDATED.search(_before(one))):
            modified = modified or value
        elif SAYS_PUBLISHED.search(says):
            published = published or value
        elif local(one) == "time" and _near_headline(one):
            plain.append(value)
    days = {read_date(value, order).published.date() for value in plain if read_date(value, order).published}  # type: ignore[union-attr]
    # Two days without a word of which is which say nothing.
    return published or (plain[0] if len(days) == 1 else None), modified


def _before(element: Any) -> str:
    """The words right before an element."""
    parent = element.getparent()
    previous = element.getprevious()
    if previous is None:
        return str(parent.text or "") if parent is not None else ""
    return str(previous.tail or (previous.text_content() if isinstance(previous.tag, str) else ""))[-40:]


def _near_headline(element: Any) -> bool:
    """True where a headline stands above it, and no paragraph of prose between."""
    for up in [element, *element.iterancestors()]:
        if local(up) in ("header", "hgroup"):
            return True
        for previous in up.itersiblings(preceding=True):
            if not isinstance(previous.tag, str):
                continue
            if local(previous) == "h1" or any(True for _ in previous.iter("h1")):
                return True
            if local(previous) == "p" and len(level_space(previous.text_content())) > LINE:
                return False
        if local(up) in ("article", "main", "body"):
            return False
    return False


def _by_lines(tree: Any, order: str | None) -> tuple[str | None, str | None]:
    """From the lines between headline and text, where their class or their words say that they are dates.

    A dateline is of the article's day, even where it says only when that was last changed.
    """
    published = modified = dated = None
    for element, line in _lines(tree):
        marked = DATELINE.search(f"{classes(element)} {element.get('id') or ''}")
        updated, stated = UPDATED.search(line), STATED.search(line)
        if not (marked or ((updated or stated) and _near_headline(element))):
            continue
        for part in re.split(
            r"(?=\b(?:Last )?(?:Updated|Modified|Published|Posted)\b)|\s[|•·]\s", line, flags=re.IGNORECASE
        ):
            day = first_date(part)
            # first_date gives the day alone; the time that stands beside it is kept.
            value = part if day and read_date(part, order).published else day
            if not value:
                continue
            if UPDATED.search(part):
                modified = modified or value
                if "dateline" in classes(element).lower():
                    dated = dated or value
            else:
                published = published or value
        if published:
            break
    return published or dated, modified


def _lines(tree: Any) -> Iterator[tuple[Any, str]]:
    """Short elements of the article's head with the text in them, in the order of the page."""
    for one in tree.iter("p", "div", "span", "small", "li", "time", "em", "i"):
        if any(local(inner) in ("p", "div") for inner in one) or elsewhere(one):
            continue
        line = level_space(one.text_content())
        if 6 <= len(line) <= LINE and re.search(r"\d{4}|\d{1,2}[./]\d{1,2}[./]\d\d", line):
            yield one, line


def _by_address(tree: Any, url: str | None, modified: str | None) -> str | None:
    """The day in the address, if the page shows the same day, or was changed on it or in the week after."""
    match = IN_URL.search(url or "")
    if match is None:
        return None
    year, month, day = (part for part in match.groups() if part)
    try:
        found = datetime(int(year), int(month), int(day))
    except ValueError:
        return None
    changed = read_date(modified).published
    shown = any(
        (seen := read_date(first_date(line)).published) is not None and abs(seen - found) < timedelta(days=2)
        for _, line in _lines(tree)
    )
    if shown or (changed is not None and timedelta(days=-1) <= changed - found <= timedelta(days=8)):
        return f"{found:%Y-%m-%d}"
    return None

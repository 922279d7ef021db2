"""Factiva: full articles or the index view, as HTML, documents and text, and XML.

The full view gives no labels: section, headline, byline, words, date, source, code, page, language and copyright
stand one below the other, and are told apart by their form. The index view labels each field with two letters
(HD, LP, TD).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from kit.formats.reading.archive import Archive, View
from kit.formats.reading.dates import is_date
from kit.formats.reading.field_labels import is_copyright, labels
from kit.formats.reading.languages import language_names
from kit.formats.reading.markup import classes, html_tree, level_space, local, paragraphs, text_of, xml_tree
from kit.formats.reading.registry import Article, Found, Skipped
from kit.formats.reading.unwrapping import lines_or_blocks

__all__ = ["ARCHIVE"]

WORDS = re.compile(rf"^[\d.,\s]+\s*(?:{'|'.join(labels('', 'words'))})\.?$", re.IGNORECASE)
BY = re.compile(r"^(?:by|von|par|por|di|da|door|av|от|автор)\b[:\s]", re.IGNORECASE)
TIME = re.compile(r"^\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\s?[ap]m)?(?:\s?[A-Z]{2,4})?$", re.IGNORECASE)
DOCUMENT = re.compile(rf"^(?:{'|'.join(labels('factiva', 'document'))})\s+([A-Za-z0-9]{{12,40}})\W*$", re.IGNORECASE)
FIELD = re.compile(
    r"^(HD|LP|TD|BY|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|SE|CR|AN|NS|RE|CO|IN|IPC|IPD|PUB|CLM|NGC|GC|RF|CT|ART|DLN|PUB)$"
)
INDEX = {
    "HD": "title",
    "BY": "author",
    "PD": "published",
    "SN": "source",
    "LA": "language",
    "SE": "section",
    "ED": "edition",
}
BODY = ("LP", "TD")
CODED = re.compile(r"^[a-z0-9]{2,8} ?: \S")  # a company or an industry by its code
BEHIND = ("TD", "NS", "RE", "IPC", "IPD", "PUB", "AN", "RF", "ART")  # labels that follow a body on its own lines


def known_html(head: str) -> bool:
    """True for a page with Factiva's name, or the classes of its articles."""
    if "<" not in head[:200] or not ("Factiva" in head or "articleParagraph" in head):
        return False
    marks = ("<title>Factiva", "factivalogo", "articleParagraph")
    return any(mark in head for mark in marks) or 'Article"><p>' in head[:20000]


def read_html(text: str) -> Iterator[Found]:
    """One row an article, in either view."""
    n = 0
    for n, element in enumerate(_article_elements(html_tree(text)), start=1):
        rows = _index_rows(element)
        article = _from_index(rows) if rows else _from_full(element)
        if not article.get("text"):
            title = article.get("title") or "without headline"
            yield Skipped(f"article {n} ({title[:60]!r}) is only a headline or a link; export the full articles", n)
            continue
        yield article
    if not n:
        # Said, and not passed over: who exported headlines only would else miss the articles unawares.
        yield Skipped("a Factiva page without articles (a list of headlines?); export the full articles")


def _article_elements(root: Any) -> list[Any]:
    """The innermost elements of class `article`."""
    found = root.xpath("//div[contains(concat(' ', normalize-space(@class), ' '), ' article ')]")
    # An export may wrap all articles in one element of the same class.
    outer = {parent for element in found for parent in element.iterancestors("div")}
    return [element for element in found if element not in outer]


def _index_rows(element: Any) -> list[tuple[str, list[str]]]:
    rows: list[tuple[str, list[str]]] = []
    for row in element.iter("tr"):
        cells = [cell for cell in row if local(cell) == "td"]
        if len(cells) >= 2 and FIELD.match(name := text_of(cells[0])):
            rows.append((name, paragraphs(cells[1])))
    return rows


def _from_index(rows: Iterable[tuple[str, list[str]]]) -> Article:
    article: Article = {}
    body: list[str] = []
    for name, lines in rows:
        if name in BODY:
            body += lines
        elif name in INDEX:
            article.setdefault(INDEX[name], level_space(" ".join(lines)))
        # The time stands in a field of its own; a day without it would be midnight.
        elif name == "ET":
            article["published"] = f"{article.get('published', '')} {' '.join(lines)}".strip()
        elif name == "AN":
            article["accession"] = DOCUMENT.sub(r"\1", level_space(" ".join(lines)))
    return article | {"text": "\n\n".join(body), "author": _author(article.get("author"))}


def _from_full(element: Any) -> Article:
    """Headline and author by their classes, the rest of the header by its form."""
    title = author = None
    head: list[str] = []
    body: list[str] = []
    inner = {"div", "p", "pre", "table"}
    for part in element.iter("div", "p", "pre"):
        if any(local(child) in inner for child in part):
            lead = level_space(part.text or "")
            if lead and body:
                body.append(lead)
            continue
        # Its text was taken whole, with its lines as they are.
        if any(local(parent) == "pre" for parent in part.iterancestors()):
            continue
        text = paragraphs(part) if local(part) != "pre" else [(part.text_content() or "").strip("\n")]
        line = "\n".join(text)
        if not line:
            continue
        if part.get("id") == "hd" or any("Headline" in classes(one) for one in part.iter()):
            title = title or level_space(line)
        elif classes(part) == "author":
            author = line
        elif local(part) == "div" and not body and "Paragraph" not in classes(part):
            head.append(line)
        # What follows the number is the archive's own: search summary, terms of use.
        elif match := DOCUMENT.match(line):
            return _facts(head, title, author) | {"text": "\n\n".join(body), "accession": match.group(1)}
        else:
            body.append(line)
    return _facts(head, title, author) | {"text": "\n\n".join(body)}


def _facts(head: Sequence[str], title: str | None, author: str | None) -> Article:
    """Date, source, language and so on from the lines of a header."""
    words = next((i for i, line in enumerate(head) if WORDS.match(line)), None)
    # Below the count of words: a headline may be a date as well.
    date = next((i for i, line in enumerate(head) if (words is None or i > words) and is_date(line)), None)
    article: Article = {"title": title, "author": _author(author)}
    first = words if words is not None else date if date is not None else 0
    for line in head[:first]:
        if article["author"] is None and BY.match(line):
            article["author"] = _author(line)
    if date is not None:
        article["published"] = head[date]
        # Without labels the order tells: the time if any, then the source, then its code and the language.
        rest = list(head[date + 1 :])
        if rest and TIME.match(rest[0]):
            article["published"] += " " + rest.pop(0)
        if rest:
            article["source"] = rest[0]
        article["language"] = next((line for line in rest[1:] if _is_language(line)), None)
    return article


def _is_language(line: str) -> bool:
    """True for a language's name; three letters may as well be the code of a source."""
    return len(line) > 3 and line.casefold() in language_names()


def _author(line: str | None) -> str | None:
    return BY.sub("", level_space(line)).strip() or None if line else None


def known(given: Sequence[str]) -> bool:
    """True where articles end with their document number and begin with a count of words, or with labels.

    Without that number a headline's label with four others tells, or a header: a count of words, then within a few
    lines a date, a language and a copyright.
    """
    lines = _lines(given)
    if any(map(_number, lines)) and any(WORDS.match(line) or line in ("HD", "SN") for line in lines):
        return True
    return _labelled(lines) or any(_is_header(lines, i) for i, line in enumerate(lines) if WORDS.match(line))


def _number(line: str) -> re.Match[str] | None:
    """The document's number, which ends an article; in labelled exports behind AN."""
    return DOCUMENT.match(re.sub(r"^AN\|?\s*", "", line))


def _labelled(lines: Sequence[str]) -> bool:
    """True for lines of which many begin with the labels of the index view."""
    names = {name for line in lines if FIELD.match(name := line.partition(" ")[0])}
    return (
        "HD" in names and bool(names & {"LP", "TD"}) and len(names & {*INDEX, "WC", "ET", "SC", "CY", "AN", *BODY}) >= 5
    )


def _is_header(lines: Sequence[str], words: int) -> bool:
    """True for a count of words with the rest of a header below it."""
    below = lines[words + 1 : words + 10]
    return any(map(is_date, below[:2])) and any(is_copyright(line) for line in below) and any(map(_is_language, below))


def _is_mark(line: str) -> bool:
    """True for a line that stands alone however the text is wrapped: a count of words, a label, a document's number."""
    return any(form.match(line.strip()) for form in (WORDS, FIELD, DOCUMENT))


def _lines(given: Sequence[str]) -> list[str]:
    return [level_space(line) for whole in given for line in whole.split("\n") if line.strip()]


def read(given: Sequence[str]) -> Iterator[Found]:
    """The articles of an export, whose paragraphs these are, each ended by its document number."""
    lines = _lines(given)
    start = 0
    for i, line in enumerate(lines):
        if match := _number(line):
            part = lines[start : i + 1] if line.startswith("AN") else lines[start:i]
            start = i + 1
            for article in _articles(part):
                yield article | {"accession": match.group(1)}
    yield from (article for article in _articles(lines[start:]) if article.get("text"))


def _articles(lines: list[str]) -> Iterator[Article]:
    """The articles of lines without a document's number between them: labels or headers begin them."""
    if _labelled(lines):
        tops = [i for i, line in enumerate(lines) if line.partition(" ")[0] == "HD"]
        for start, stop in zip([0, *tops[1:]], [*tops[1:], len(lines)], strict=True):
            yield _from_fields(lines[start:stop])
        return
    headers = [i for i, line in enumerate(lines) if WORDS.match(line) and _is_header(lines, i)]
    if len(headers) < 2:
        if headers or any(WORDS.match(line) for line in lines):
            yield _from_lines(lines)
        return
    # Above the count of words stand the byline, if any, and the headline.
    tops = [i - (2 if i > 1 and BY.match(lines[i - 1]) else 1) for i in headers]
    for start, stop in zip([0, *tops[1:]], [*tops[1:], len(lines)], strict=True):
        yield _from_lines(lines[max(start, 0) : stop])


def _from_fields(lines: list[str]) -> Article:
    rows: list[tuple[str, list[str]]] = []
    for line in lines:
        name, _, value = line.partition(" ")
        seen = [row[0] for row in rows]
        if FIELD.match(line):
            rows.append((line, []))
        elif (
            FIELD.match(name)
            # A label stands once an article; a second "IN" or "CO" at the beginning of a line is a word in capitals.
            and name not in seen
            and (name in BEHIND or CODED.match(value) or not rows or rows[-1][0] not in BODY)
        ):
            rows.append((name, [value]))
        elif rows:
            rows[-1][1].append(line)
    return _from_index(rows)


def _from_lines(lines: list[str]) -> Article:
    """The full view: the header ends with the copyright, or with the language where there is none."""
    words = next((i for i, line in enumerate(lines) if WORDS.match(line)), 0)
    window = range(words, min(len(lines), words + 12))
    end = next((i for i in window if is_copyright(lines[i])), None)
    if end is None:
        end = next((i for i in window if _is_language(lines[i])), words)
    before = [line for line in lines[:words] if not re.match(r"^(Page \d+|\d+ of \d+|© \d{4} Factiva)", line)]
    author = next((line for line in before if BY.match(line)), None)
    heads = [line for line in before if line is not author]
    # Section and page may stand above it, and both are shorter.
    title = max(heads[-3:], key=len) if heads else None
    return _facts(lines[words : end + 1], title, author) | {"text": "\n\n".join(lines[end + 1 :])}


def known_xml(head: str) -> bool:
    """True for XML of Factiva's names."""
    return "<" in head[:200] and ("global.factiva.com" in head or "ppsarticle" in head or "<accessionNo>" in head)


def read_xml(data: bytes) -> Iterator[Found]:
    """One row an `article` element."""
    for element in xml_tree(data).iter():
        if local(element) != "article":
            continue
        # Reversed, so that of two of one name the first stays.
        parts = {local(child): child for child in reversed(element)}
        body = [
            line
            for child in element
            if local(child) in ("leadparagraph", "tailparagraphs")
            for line in _xml_lines(child)
        ]
        moment = parts.get("publicationdate")
        time = parts.get("publicationtime")
        published = text_of(moment) + (
            f" {text_of(time)}" if time is not None and text_of(time) not in text_of(moment) else ""
        )
        yield {
            "title": text_of(parts.get("headline")),
            "author": _author(text_of(parts.get("byline")) or None),
            "source": text_of(parts.get("sourcename")) or text_of(parts.get("publishername")),
            "published": published or None,
            "language": text_of(parts.get("baselanguage")),
            "accession": text_of(parts.get("accessionno")),
            "text": "\n\n".join(body),
        }


def _xml_lines(part: Any) -> list[str]:
    """The paragraphs of a part, or its bare text where it has none."""
    found = [text_of(one) for one in part.iter() if local(one) == "paragraph"]
    return [line for line in found or paragraphs(part) if line]


def signs(lines: Sequence[str]) -> list[str]:
    """The labels of two letters that stand alone on a line or before two blanks, if a headline's is among them."""
    names = [match.group(1) for line in lines if (match := re.match(r"^([A-Z]{2,3})(?:\s{2,}\S.*|\s*)$", line))]
    found = [name for name in dict.fromkeys(names) if FIELD.match(name)]
    return found if "HD" in found else []


ARCHIVE = Archive(
    "factiva",
    (".html", ".htm", ".xml", ".rtf", ".txt"),
    "Factiva export",
    "Factiva.html: full articles, or the index view with HD, LP, TD; factiva.xml: <ppsarticle><article>",
    data=View(known_xml, read_xml),
    html=View(known_html, read_html),
    paragraphs=View(known, read),
    split=partial(lines_or_blocks, alone=_is_mark),
    signs=signs,
    columns=("author", "language", "section", "edition", "accession"),
    advice="full articles, with or without indexing; a list of headlines has no texts",
)

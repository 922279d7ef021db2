"""LexisNexis and Nexis Uni, in two layouts.

The older one numbers its documents ("3 of 74 DOCUMENTS"), the newer one ends each with "End of Document"; a single
article often has neither, and is known by its labels. Both are read from paragraphs, whatever the file: a cover page,
the list of contents and the blocks before and behind the body (Graphic, Classification, Load-Date, copyright) are no
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kit.formats.reading.archive import Archive, View
from kit.formats.reading.dates import WHOLE_MONTH, is_date
from kit.formats.reading.field_labels import heading, is_copyright, labelled, labels
from kit.formats.reading.markup import html_tree, paragraphs
from kit.formats.reading.registry import Article, Found, Skipped
from kit.formats.reading.unwrapping import blocks, joined, lines_or_blocks

__all__ = ["ARCHIVE"]

NUMBERED = re.compile(
    r"^\W*(?:focus\s*-\s*)?(?:(?:dokument|document[oe]?|documento)\s+)?\d[\d.,]*\s+(?:of|von|de|van|di|sur)\s+\d[\d.,]*"
    r"(?:\s+(?:documents?|dokumente?n?|documenten|documentos?|documenti))?\W*$",
    re.IGNORECASE,
)
WORD = re.compile(r"do[ck]ument", re.IGNORECASE)
ENDED = re.compile(
    r"(?:^|[\n>])[ \t]*(?:End of Document|(?:Ende des Dokuments|Dokumentende|Fin du document|Fin del documento"
    r"|Einde van (?:het )?document))[ \t]*(?:$|[\r\n<])",
    re.IGNORECASE,
)
BY = re.compile(r"^(?:by|von|par|por|door|di)\s+", re.IGNORECASE)
COUNT = re.compile(rf"^\d[\d.,]* (?:{'|'.join(labels('', 'words'))})$", re.IGNORECASE)
SEASON = re.compile(
    r"^(?:spring|summer|fall|autumn|winter|frühjahr|sommer|herbst|printemps|été|automne|hiver)\b\D*\d{4}", re.I
)
COVER = re.compile(
    r"^(client/matter|search terms|search type|narrowed by|job number|user name|documents \()", re.IGNORECASE
)
FIRST = 10  # blocks in which a header's date stands


def known(lines: Sequence[str]) -> bool:
    """True where a line numbers a document or ends one, or where the labels around an article are those of one."""
    return any(_numbers(line) or heading(line.split("\n")[-1], "end") for line in lines) or _is_labelled(lines)


def _is_labelled(lines: Sequence[str]) -> bool:
    """True for a length in words, with what stands around it: a label before the body, one behind it, a copyright."""
    parts = [part.strip() for line in lines for part in line.split("\n")]
    found = [label for part in parts if (label := labelled(part)) is not None]
    if not any(name == "length" and COUNT.match(value) for name, value in found):
        return False
    heads = {name for name, _ in found if not name.startswith("tail:")} - {"length"}
    tails = {name for name, _ in found if name.startswith("tail:")}
    return (
        bool(heads)
        + bool(tails)
        + (len(tails) > 1)
        + any(map(is_copyright, parts))
        + any(heading(part, "body") for part in parts)
        >= 2
    )


def _unmarked(lines: Sequence[str]) -> Iterator[Found]:
    """Articles without a number or an end: behind the labels that follow a body, the next begins."""
    part: list[str] = []
    number, behind, measured = 0, False, False
    for line in lines:
        label = labelled(line)
        mark = (label is not None and label[0].startswith("tail:")) or (is_copyright(line) and measured)
        if behind and not mark and label is None and not is_copyright(line) and not heading(line, "tail"):
            number += 1
            yield _unmarked_article(part, number)
            part, behind, measured = [], False, False
        behind = behind or (mark and measured)
        measured = measured or (label is not None and label[0] == "length")
        part.append(line)
    if any(line.strip() for line in part):
        yield _unmarked_article(part, number + 1)


def _unmarked_article(part: list[str], number: int) -> Found:
    if any(heading(one, "body") for line in part for one in line.split("\n")):
        return _ended_article(part, number)
    return _numbered_article(part, number)


def read(lines: Sequence[str]) -> Iterator[Found]:
    """The articles of an export, whose paragraphs these are."""
    if any(_numbers(line) for line in lines):
        yield from _numbered(lines)
    elif not any(heading(line.split("\n")[-1], "end") for line in lines):
        yield from _unmarked(lines)
    else:
        yield from _ended(lines)


def _split(text: str) -> list[str]:
    """Plain text to paragraphs: the older layout is always wrapped, and says so by its numbers."""
    wrapped = blocks(text, alone=_numbers)
    return wrapped if any(map(_numbers, wrapped)) else lines_or_blocks(text)


def _numbers(line: str) -> bool:
    return len(line) < 60 and bool(NUMBERED.match(line)) and bool(WORD.search(line))


def _numbered(lines: Sequence[str]) -> Iterator[Found]:
    starts = [i for i, line in enumerate(lines) if _numbers(line)]
    for n, (start, stop) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True), start=1):
        parts = [line for line in lines[start + 1 : stop] if line.strip()]
        # A document that cannot be shown has no number of its own and hangs on to the one before.
        yield _numbered_article(parts, n)


def _numbered_article(parts: list[str], number: int) -> Found:
    fields = [labelled(part) if part.split(":")[0].isupper() else None for part in parts]
    first_label = next((i for i, found in enumerate(fields) if found), len(parts))
    date = next((i for i, part in enumerate(parts[:FIRST]) if i < first_label and _dated(part)), None)
    if date is None and first_label == len(parts):
        said = " ".join(parts)[:80]
        return Skipped(f"document {number} has neither date nor fields, so it is no article: {said!r}", number)
    article: Article = {}
    source = [part for part in parts[: date if date is not None else min(1, first_label)] if not is_copyright(part)]
    # The last above the date: a copyright, a cover line or the name of a search may stand before it.
    article["source"] = joined(source[-1]) if source else None
    at = 0 if date is None else date + 1
    if date is not None:
        article["published"] = _dated(parts[date])
    at = max(at, 1 if source else 0)
    merged = 0
    titled = parts[at : first_label if first_label < at + 6 else at + 1]
    while len(titled) > 1 and titled[0].rstrip().endswith(";"):  # a subtitle in a paragraph of its own
        titled = [f"{titled[0].rstrip()} {titled[1]}", *titled[2:]]
        merged += 1
    if titled:
        article["title"] = joined(titled[0])
    body = titled[1:]
    if body and BY.match(body[0]) and len(body[0]) < 120:
        article["author"] = BY.sub("", joined(body.pop(0)))
    at += len(titled) + merged
    if at < len(parts) and COUNT.match(parts[at]):
        at += 1
    while at < len(parts) and (found := fields[at]) and not found[0].startswith("tail:"):
        article[found[0]] = joined(found[1])
        at += 1
    if "headline" in article:
        article["title"] = article.pop("headline")
    stop = _tail(parts, fields, at)
    body += parts[at:stop]
    if body and body[0].upper().startswith("BODY:"):
        body[0] = body[0][5:].lstrip()
    _language(article, [found for found in fields[stop:] if found])
    article.pop("length", None)
    return article | {"text": "\n\n".join(part for part in body if part)}


def _tail(parts: list[str], fields: list[tuple[str, str] | None], at: int) -> int:
    """Where the body ends: at the first field behind it, or at the copyright."""
    for i in range(at, len(parts)):
        found = fields[i]
        if found and found[0].startswith("tail:"):
            return i
        if is_copyright(parts[i]) and len(parts[i]) < 200 and len(parts) - i <= 4 and i > at:
            return i
    return len(parts)


def _language(article: Article, tail: list[tuple[str, str]]) -> None:
    for name, value in tail:
        if name in ("tail:language", "tail:sprache", "tail:langue", "tail:idioma", "tail:taal") and value:
            article["language"] = re.split(r"[;,\n]", value)[0]


def _dated(part: str) -> str | None:
    """The line of a header block that gives its day, or its month where it gives no day."""
    for line in part.split("\n")[:3]:
        line = line.strip()
        month = WHOLE_MONTH.match(line) or SEASON.match(line)
        # A paragraph that begins with a date is prose.
        if len(line) < 120 and (is_date(_without_edition(line)) or month):
            return _without_edition(line)
    return None


def _without_edition(line: str) -> str:
    """`May 2, 2002, Thursday,, FINAL EDITION` up to the year, and the time if one follows."""
    match = re.match(r"^(.*?\b\d{4}\b(?:\D{0,16}\d{1,2}:\d\d(?::\d\d)?\s*(?:[APap]\.?[Mm]\.?)?\s*[A-Z]{0,4}\b)?)", line)
    return match.group(1) if match else line


def _ended(lines: Sequence[str]) -> Iterator[Found]:
    start, number = 0, 0
    for i, line in enumerate(lines):
        if heading(line.split("\n")[-1], "end"):
            number += 1
            before = line.split("\n")[:-1]
            yield _ended_article([*lines[start:i], *before], number)
            start = i + 1
    # Whoever copies a part of an export may have cut off the last end.
    rest = [line for line in lines[start:] if line.strip()]
    if any(heading(line, "body") for line in rest):
        yield _ended_article(rest, number + 1)


def _ended_article(given: Sequence[str], number: int) -> Found:
    parts = [part for whole in given for part in whole.split("\n") if part.strip()]
    body = next((i for i, part in enumerate(parts) if heading(part, "body")), None)
    tail = next((i for i, part in enumerate(parts) if i > (body or 0) and _is_tail(parts, i)), len(parts))
    if body is None:
        labels = [
            i for i, part in enumerate(parts[:tail]) if (found := labelled(part)) and not found[0].startswith("tail:")
        ]
        if not labels:
            said = " ".join(parts)[-80:]
            return Skipped(f"document {number} has no body, so it is no article: {said!r}", number)
        body = labels[-1]
    article: Article = {}
    head = parts[: body if heading(parts[body], "body") else body + 1]
    top = next((i for i in range(len(head) - 1, -1, -1) if COVER.match(head[i])), -1) + 1
    head = head[top:]
    # Headline and outlet come first, and a headline may look like a field ("Notes: a vote").
    cut = next((i for i, part in enumerate(head) if i > 1 and (is_copyright(part) or labelled(part))), len(head))
    date = next((i for i in range(min(cut, len(head)) - 1, -1, -1) if _dated(head[i])), None)
    if date is not None:
        article["published"] = _dated(head[date])
    else:
        date = cut
    above = head[:date]
    if above:
        article["source"] = above[-1].strip()
        if len(above) > 1:
            article["title"] = joined(above[-2])
    for part in head[cut:]:
        if (found := labelled(part)) and not found[0].startswith("tail:"):
            article[found[0]] = found[1].replace("\xa0", " ").strip()
    for part in parts[tail:]:
        _language(article, [found] if (found := labelled(part)) else [])
    article.pop("length", None)
    if "headline" in article:
        article["title"] = article.pop("headline")
    return article | {"text": "\n\n".join(part.strip() for part in parts[body + 1 : tail])}


def _is_tail(parts: list[str], i: int) -> bool:
    """A heading behind the body, with what belongs to such a heading somewhere after it."""
    if found := labelled(parts[i]):
        return found[0] in ("tail:load-date", "tail:ladedatum") or (
            found[0].startswith("tail:")
            and found[0] != "tail:copyright"
            and i >= len(parts) - 12
            and _only_fields(parts[i:])
        )
    return heading(parts[i], "tail") and any(labelled(part) for part in parts[i + 1 :])


def _only_fields(parts: list[str]) -> bool:
    # Not all: long values run over several lines, which have no label.
    return sum(labelled(part) is not None for part in parts) >= 0.6 * len(parts)


def known_html(head: str) -> bool:
    """True for a page with the marks of the older layout, or the headings of the newer."""
    if "<" not in head[:200]:
        return False
    return "<DOCFULL>" in head or "LXNComment" in head or ("Load-Date" in head and bool(ENDED.search(head)))


def read_html(text: str) -> Iterator[Found]:
    """The articles of a page; an error notice in the place of one is said to be none."""
    if "<DOCFULL>" in text:
        lines: list[str] = []
        for part in re.split(r"<DOCFULL>\s*(?:-->)?", text)[1:]:
            found = paragraphs(html_tree(f"<div>{part}</div>"))
            # An error notice stands where an article should; it has no number, and gets one.
            lines += found if any(map(_numbers, found[:3])) else ["0 of 0 DOCUMENTS", *found]
    else:
        lines = paragraphs(html_tree(text))
    # The archive joins the parts of a headline by `;` and a line break.
    return read([line.replace(";\n", ";") for line in lines])


def signs(lines: Sequence[str]) -> list[str]:
    """The labels in capitals that begin lines."""
    names = [line.partition(":")[0].strip() for line in lines if labelled(line)]
    return list(dict.fromkeys(name for name in names if name.isupper()))


ARCHIVE = Archive(
    "lexisnexis",
    (".html", ".htm", ".docx", ".rtf", ".txt"),
    "LexisNexis and Nexis Uni export",
    "results.TXT: 1 of 10 DOCUMENTS ... LOAD-DATE: January 11, 2010; Files(100).DOCX: 100 articles of Nexis Uni",
    html=View(known_html, read_html),
    paragraphs=View(known, read),
    split=_split,
    # Its articles may cite a paper as APA heads one; its own marks are the surest.
    before=("apa", "factiva"),
    signs=signs,
    columns=("author", "section", "language"),
    advice="full documents, not the list of results; in one file, or each in its own",
)

"""APA-OnlineManager, the Austrian press archive: `"Paper" vom 23.10.2017 Seite: 2` above each article.

What was printed online is headed `"Paper" gefunden am 23.10.2017 14:05 Uhr` instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import zip_longest

from kit.formats.reading.archive import Archive, View
from kit.formats.reading.markup import level_space
from kit.formats.reading.registry import Article, Found
from kit.formats.reading.unwrapping import lines_or_blocks

__all__ = ["ARCHIVE"]

TOP = re.compile(
    r'^\s*["„“»](?P<source>[^"“”«]{2,80})["“”«](?:\s+Nr\.?\s*[\w/]+)?\s+(?P<how>vom|gefunden\s+am)\s+(?P<day>\d{1,2}\.\s?\d{1,2}\.\s?\d{4}(?:[\s,]+\d{1,2}[:.]\d\d(?=\s*Uhr))?)(?P<rest>.*)$'
)
FIELD = re.compile(r"^(?P<name>Ressort|Von|Autor|Autorin|Ausgabe|Mutation|Seite|Rubrik):\s*(?P<value>.*)$")
EDITIONS = frozenset(
    str.split(
        "abend morgen früh mittag nacht österreich wien steiermark kärnten tirol salzburg vorarlberg burgenland graz"
        " niederösterreich oberösterreich bundesland bundesländer länder hauptausgabe"
        " bgld ktn wi n ö o stmk ti vbg sbg noe ooe city citynö"
    )
)


def known(given: Sequence[str]) -> bool:
    """True where one of the lines heads an article, with its page or a field below it: others cite papers like that."""
    lines = _lines(given)
    return any(
        (match := TOP.match(line)) is not None
        and (
            "Seite" in match["rest"]
            or FIELD.match(below.strip()) is not None
            or (match["how"] != "vom" and match["rest"].strip(" .") == "Uhr")
        )
        for line, below in zip_longest(lines, lines[1:], fillvalue="")
    )


def _is_mark(line: str) -> bool:
    return any(form.match(line.strip()) for form in (TOP, FIELD))


def _lines(given: Sequence[str]) -> list[str]:
    return [line for whole in given for line in whole.split("\n") if line.strip()]


def read(given: Sequence[str]) -> Iterator[Found]:
    """The articles of an export, whose paragraphs these are."""
    lines = _lines(given)
    tops = [i for i, line in enumerate(lines) if TOP.match(line)]
    for start, stop in zip(tops, [*tops[1:], len(lines)], strict=True):
        match = TOP.match(lines[start])
        assert match is not None
        # The archive is of papers in German, and states no language.
        article: Article = {"source": match["source"], "published": match["day"], "language": "de"}
        at = start + 1
        while at < stop and (found := FIELD.match(lines[at].strip())):
            name = {"Von": "author", "Autor": "author", "Autorin": "author", "Ressort": "section"}.get(found["name"])
            if name:
                article[name] = found["value"].strip() or None
            at += 1
        body = [level_space(line) for line in lines[at:stop] if line.strip()]
        yield article | _titled(body)


def _titled(body: list[str]) -> Article:
    """The headline is the first line of several words that is no list of editions; what else stands above it stays."""
    for i, line in enumerate(body[:5]):
        # So long is a paragraph: the headline, if there is one, stood above it.
        if len(line) > 250:
            break
        if len(line.split()) > 1 and not _edition(line):
            kept = [above for above in body[:i] if not _edition(above)]
            return {"title": line, "text": "\n\n".join([*kept, *body[i + 1 :]])}
    else:
        i = 0
    above = [line for line in body[:i] if not _edition(line)]
    return {"title": above[-1] if above else None, "text": "\n\n".join(body[i:])}


def _edition(line: str) -> bool:
    return all(word.casefold() in EDITIONS for word in re.findall(r"[^\W\d_]+", line))


ARCHIVE = Archive(
    "apa",
    (".rtf", ".txt"),
    "APA-OnlineManager, the Austrian press archive",
    'onlinemanager.rtf: "Kurier" vom 23.10.2017 Seite: 4, Ressort: Kultur',
    paragraphs=View(known, read),
    split=partial(lines_or_blocks, alone=_is_mark),
    columns=("author", "section", "language"),
    advice="full articles, as RTF or text",
)

"""RIS, the exchange form of citation managers; ProQuest and Factiva put an abstract, or the full text, into it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kit.errors import LoadError
from kit.formats.reading.archive import Archive, View
from kit.formats.reading.registry import Found, Skipped

__all__ = ["ARCHIVE"]

ABSTRACT = 1500  # characters
TEXTS = ("full_text", "notes_abstract", "abstract", "notes")


def known(text: str) -> bool:
    """True where a record begins."""
    return "TY  - " in text and re.search(r"(?:^|\n)[ \t]*TY  - [A-Z]{2,6}\s*\n", text) is not None


def read(text: str) -> Iterator[Found]:
    """One row a record that has text; citations without any are counted."""
    try:
        import rispy
    except ImportError:
        raise LoadError("RIS needs a library: pip install article-kit[formats]") from None
    empty = 0
    for record in rispy.loads(text):
        # Each archive puts its text into another field, and the citation's own notes into the rest.
        body = max((_joined(record.get(name)) for name in TEXTS), key=len)
        if not body:
            empty += 1
            continue
        # Archives put the full text into the field of the abstract, too, and that is longer than any abstract.
        short = not _joined(record.get("full_text")) and len(body) < ABSTRACT
        yield {
            "truncated": short,
            "notes": ["only its abstract is here, not the article; counted as truncated"] if short else [],
            "title": record.get("title") or record.get("primary_title") or record.get("short_title"),
            "text": body,
            "source": next(
                (
                    found
                    for name in ("secondary_title", "journal_name", "alternate_title3", "alternate_title1", "publisher")
                    if isinstance(found := record.get(name), str) and found.strip()
                ),
                None,
            ),
            "author": "; ".join(record.get("authors") or record.get("first_authors") or []) or None,
            "published": _date(record),
            "language": record.get("language"),
            "url": next(iter(record.get("urls") or []), None) or record.get("url"),
        }
    if empty:
        yield Skipped(f"a list of {empty} citations without text; export the full text")


def _joined(value: Any) -> str:
    return "\n\n".join(value) if isinstance(value, list) else value or ""


def _date(record: dict[str, Any]) -> str | None:
    """RIS writes 2013/03/14/ and leaves parts empty that are not known."""
    for name in ("date", "publication_year", "year"):
        if match := re.match(r"^(\d{4})/(\d{1,2})/(\d{1,2})", str(record.get(name) or "")):
            return "-".join(match.groups())
    return record.get("date") or record.get("publication_year") or record.get("year")


ARCHIVE = Archive(
    "ris",
    (".ris",),
    "RIS citations with text",
    "ProQuest.ris: TY  - NEWS ... N2  - ...",
    text=View(known, read),
    columns=("author", "language", "url"),
    advice="only where nothing else is offered: most RIS files hold an abstract, which is marked `truncated`",
)

"""The labels of the newspaper archives, in the languages of their exports: `labels.csv`.

Only these are taken for labels. A line like "SPIEGEL: Herr Minister ..." is somebody speaking, and stays in the text.
"""

from __future__ import annotations

import re
from functools import cache

from kit.formats.reading.word_lists import entries

__all__ = ["heading", "is_copyright", "labelled", "labels"]

LABEL = re.compile(r"^\s*(?P<name>[^\W\d_][\w /-]{1,32}?)\s?:(?!//)\s*(?P<value>.*)$", re.DOTALL)
COPYRIGHT = re.compile(
    r"^\W*(?:copyright\b|\(c\)|©|copr\.|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos"
    r" los derechos"
    r"|alle rechten voorbehouden|tutti i diritti|urheberrecht)",
    re.IGNORECASE,
)


@cache
def labels(archive: str, place: str) -> dict[str, str]:
    """The labels, in lower case, that an archive's exports have in one place, and what each means.

    Places are `head` (between headline and body), `tail` (behind the body) and `heading` (alone on a line) for
    LexisNexis; `field`, `full text` and `behind` for ProQuest; `document` for Factiva; `words` (of a count) for any.
    """
    return {
        row["label"]: row["means"] for row in entries("labels") if (row["archive"], row["place"]) == (archive, place)
    }


def labelled(line: str) -> tuple[str, str] | None:
    """Our name of the label a line of LexisNexis begins with, and its value; labels behind the body are `tail:name`."""
    match = LABEL.match(line)
    if match is None:
        return None
    name = re.sub(r"[ _]+", "-", match["name"].casefold())
    ours = labels("lexisnexis", "head").get(name)
    if ours is None and name in labels("lexisnexis", "tail"):
        ours = f"tail:{name}"
    return None if ours is None else (ours, match["value"].strip())


def heading(line: str, kind: str) -> bool:
    """True for a line that is nothing but a heading of LexisNexis: `body`, `tail` (what follows it) or `end`."""
    name = " ".join(line.replace("\xa0", " ").split()).casefold().rstrip(":")
    return labels("lexisnexis", "heading").get(name) == kind


def is_copyright(line: str) -> bool:
    """True for a line that begins with a claim to copyright."""
    return bool(COPYRIGHT.match(line))

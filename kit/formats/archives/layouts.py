"""Documents of paragraphs, whatever file they came in: an archive's export, or one article."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kit.formats.archives import apa, factiva, lexisnexis, proquest
from kit.formats.reading.registry import Found

__all__ = ["export"]

LAYOUTS: tuple[tuple[Callable[[Sequence[str]], bool], Callable[[Sequence[str]], Iterator[Found]]], ...] = (
    (lexisnexis.is_lexisnexis, lexisnexis.from_paragraphs),
    (apa.is_apa, apa.from_paragraphs),
    (factiva.is_factiva, factiva.from_paragraphs),
    (proquest.is_proquest, proquest.from_paragraphs),
)


def export(lines: Sequence[str]) -> Iterator[Found] | None:
    """The articles where the paragraphs are an archive's export; None where they are one document."""
    for is_one, read in LAYOUTS:
        if is_one(lines):
            return read(lines)
    return None

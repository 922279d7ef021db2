"""JSON, one article a line (.jsonl)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kit.errors import LoadError
from kit.formats.registry import Format, Found, suffix_of
from kit.formats.tables import rows_to_articles

__all__ = ["JSONL"]


def looks_like_jsonl(head: bytes, name: str) -> bool:
    return suffix_of(name) in (".jsonl", ".ndjson")


def read_jsonl(stream: BinaryIO, name: str, columns: Mapping[str, str]) -> Iterator[Found]:
    """One article a line."""
    yield from rows_to_articles(_rows(stream), columns)


def _rows(stream: BinaryIO) -> Iterator[dict[str, object]]:
    for number, line in enumerate(stream, start=1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise LoadError(f"line {number}: no JSON ({error})") from error
            yield row


JSONL = Format(
    "jsonl",
    (".jsonl", ".ndjson"),
    "one article a line, as JSON",
    'articles.jsonl: {"title": ..., "text": ...} on each line',
    looks_like_jsonl,
    read_jsonl,
    streams=True,
    tabular=True,
)

"""What a format is: how it is known, how it is read, and what a reader hands on.

A reader is a function of a file's bytes (or, where the format `streams`, of an open binary file) and its name. It
yields articles as dicts, and `Skipped` for what it leaves out. Containers yield `Member`s, which are read in turn.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from kit.errors import LoadError

__all__ = ["Article", "Data", "Format", "Found", "Member", "Skipped", "chained", "suffix_of", "whole"]

Article = dict[str, Any]
Data = bytes | BinaryIO

HEAD = 1 << 16  # bytes of a file by which it is recognised
WHOLE = 1 << 29  # a file that is not streamed is read whole, up to this many bytes


@dataclass(frozen=True)
class Skipped:
    """An article, a file within this one, or (without `item` and `member`) all of it: left out or doubtful."""

    reason: str
    item: int | None = None
    member: str = ""


@dataclass(frozen=True)
class Member:
    """A file within a file. `open` is called once, before the next member is asked for.

    `within` is False where the file is only a wrapping (.gz): the path stays that of the wrapping.
    """

    name: str
    open: Callable[[], BinaryIO]
    within: bool = True
    facts: Article = field(default_factory=dict)  # what the container knows of the article: its address, say


Found = Article | Skipped | Member


def suffix_of(name: str) -> str:
    """The last suffix in lower case: `.html` for `a/B.HTML`."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


@dataclass(frozen=True)
class Format:
    """One entry of `kit.formats.FORMATS`.

    `looks_like(head, name)` is asked with the first 64 KB and decides by content wherever the content says what it is.
    `reader(data, name)` gets whole bytes, or an open binary file where the format `streams`; with `tabular` it also
    gets `columns`, the caller's map of our columns to the table's.
    """

    name: str
    suffixes: tuple[str, ...]
    description: str
    example: str
    looks_like: Callable[[bytes, str], bool]
    reader: Callable[..., Iterator[Found]]
    streams: bool = False
    tabular: bool = False

    def read(self, data: Data, name: str = "", columns: Mapping[str, str] | None = None) -> Iterator[Found]:
        """The articles in these bytes or this open file.

        Raises
        ------
        LoadError
            Whatever is wrong with the data.
        """
        if self.streams:
            given: Any = io.BytesIO(data) if isinstance(data, bytes) else data
        else:
            given = data if isinstance(data, bytes) else whole(data)
        try:
            yield from self.reader(given, name, columns or {}) if self.tabular else self.reader(given, name)
        except LoadError:
            raise
        except Exception as error:  # the libraries raise what they like on damaged files
            what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
            raise LoadError(f"damaged, or no {self.description} ({what}); save or export it again") from error


def whole(stream: BinaryIO) -> bytes:
    """All bytes of a file, if that is no more than 512 MB.

    Raises
    ------
    LoadError
        If it is larger; nothing beyond is read.
    """
    data = stream.read(WHOLE + 1)
    if len(data) > WHOLE:
        raise LoadError(f"larger than {WHOLE >> 20} MB in one piece; split it, or export it as .jsonl or .csv")
    return data


def chained(head: bytes, stream: BinaryIO) -> io.BufferedReader:
    """A stream again whole, after its head has been read."""
    return io.BufferedReader(_Chained(head, stream))


class _Chained(io.RawIOBase):
    """Bytes already read, then the rest."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self.head, self.stream = head, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = len(buffer)
        chunk, self.head = (self.head[:size], self.head[size:]) if self.head else (self.stream.read(size), b"")
        buffer[: len(chunk)] = chunk
        return len(chunk)

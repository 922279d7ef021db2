"""How far a compressed file may expand before it is taken for a bomb.

An archive may grow to 200 times its own size, everything in it and in archives within it together; 64 MB are always
allowed. Newspaper text shrinks five- to twentyfold, so real archives stay far below. Members are read as they are
decompressed and never written to disk.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from kit.errors import LoadError
from kit.formats.reading.registry import HEAD

__all__ = ["ALWAYS", "DEEPEST", "RATIO", "Budget", "counted"]

RATIO = 200
ALWAYS = 64 << 20
DEEPEST = 5  # archives within archives


@dataclass
class Budget:
    """Bytes that may still come out of one file on disk."""

    left: int

    @classmethod
    def of(cls, size: int) -> Budget:
        return cls(max(ALWAYS, RATIO * size))

    def spend(self, n: int) -> None:
        """Count n bytes off.

        Raises
        ------
        LoadError
            If there are fewer left.
        """
        self.left -= n
        if self.left < 0:
            raise LoadError(f"expands to more than {RATIO} times its size, as archive bombs do; refused")


class _Counted(io.RawIOBase):
    def __init__(self, stream: BinaryIO, budget: Budget) -> None:
        self.stream, self.budget = stream, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view, filled = memoryview(buffer).cast("B"), 0
        # Filled to the end: decompressors give less than they are asked for, and a format is told by a whole head.
        while filled < len(view):
            try:
                chunk = self.stream.read(len(view) - filled)
            except LoadError:
                raise
            except Exception as error:  # zlib, lzma, zipfile and zstandard each have errors of their own
                raise LoadError(f"damaged or cut short ({error}); make the archive again") from error
            if not chunk:
                break
            self.budget.spend(len(chunk))
            view[filled : filled + len(chunk)] = chunk
            filled += len(chunk)
        return filled

    def close(self) -> None:
        self.stream.close()
        super().close()


def counted(stream: BinaryIO, budget: Budget) -> io.BufferedReader:
    """The same stream, its bytes counted off the budget, with a `peek` that gives a whole head.

    Reading raises LoadError beyond the budget, or where the compressed data are damaged.
    """
    return io.BufferedReader(cast(io.RawIOBase, _Counted(stream, budget)), HEAD)

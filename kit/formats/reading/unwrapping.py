"""Hard-wrapped text back to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

__all__ = ["blocks", "joined", "lines", "lines_or_blocks", "unwrap"]

WIDTH = 80  # columns that archives wrap at
LONG = 0.05  # of the lines of a wrapped text may be longer: addresses are not broken


def lines(text: str) -> list[str]:
    """The lines of a text that are not blank."""
    return [line for line in text.splitlines() if line.strip()]


def lines_or_blocks(text: str, alone: Callable[[str], bool] | None = None) -> list[str]:
    """Paragraphs of a text: its lines, or where it is wrapped, so that hardly a line is long, its `blocks`."""
    every = lines(text)
    wrapped = sum(len(line) > WIDTH for line in every) <= LONG * len(every)
    return blocks(text, alone) if wrapped else every


def blocks(text: str, alone: Callable[[str], bool] | None = None) -> list[str]:
    """Paragraphs of a text in which blank lines part them; a line that `alone` holds for is one of its own."""
    out: list[str] = []
    wrapped: list[str] = []

    def flush() -> None:
        if wrapped:
            out.append(unwrap(wrapped))
            wrapped.clear()

    for line in text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n"):
        if alone and alone(line):
            flush()
            out.append(line.strip())
        elif line.strip():
            wrapped.append(line.rstrip())
        else:
            flush()
    flush()
    return out


def unwrap(wrapped: list[str]) -> str:
    """Lines as one, but where the next word would have fitted: there somebody broke the line on purpose."""
    out = wrapped[0].strip()
    for before, line in pairwise(wrapped):
        word = line.split(maxsplit=1)[0]
        # Ten columns of leave: not every archive breaks its lines at the same one.
        on_purpose = len(before.strip() if before.startswith("  ") else before) + 1 + len(word) <= WIDTH - 10
        out += ("\n" if on_purpose else " ") + line.strip()
    return out


def joined(text: str) -> str:
    """Text on one line."""
    return re.sub(r"\s+", " ", text.replace("\xa0", " ")).strip()

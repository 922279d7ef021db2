"""Sentences as a notebook's cell shows them."""

from __future__ import annotations

from html import escape
from typing import Any

from kit.text.verbatim import VERBATIM

__all__ = ["IN_WORDS", "Caveats", "Sentences", "Unasked"]

IN_WORDS = "application/vnd.kit.sentences+json"


class Sentences(list[str]):
    """What was found, in sentences, which a notebook shows as a list."""

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        items = "".join(f"<li>{escape(sentence)}</li>" for sentence in self)
        shown = {"text/html": f'<ul class="{VERBATIM}">{items}</ul>', "text/plain": str(self)}
        return shown if isinstance(self, Caveats) else {IN_WORDS: {"sentences": list(self)}, **shown}

    def __str__(self) -> str:
        return "\n".join(self)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(str(self))


class Unasked(Sentences):
    """What to give, where nothing was asked: a notebook shows it; a page leaves it out, with the heading above it."""

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {**super()._repr_mimebundle_(), IN_WORDS: {"sentences": list(self), "unasked": True}}


class Caveats(Sentences):
    """What a reader needs to judge the numbers: no finding, so that no page takes it for its main one."""

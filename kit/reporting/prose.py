"""Markdown cells as HTML: everything in them escaped, links only where they lead to the web, one h1 a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from kit.views import characters

__all__ = ["Headings", "render"]

SAFE = re.compile(r"^(https?://|mailto:|#|articles/[0-9a-f]{16}\.html|[\w-]+\.html)", re.I)


class Headings:
    """The headings of a page as they come: each with an address of its own, no level left out."""

    def __init__(self) -> None:
        self.found: list[tuple[int, str, str]] = []  # level, address, words
        self.taken: set[str] = set()

    def add(self, level: int, words: str) -> tuple[int, str]:
        above = self.found[-1][0] if self.found else 1
        # The page's title is its only h1, and a screen reader stumbles over a level that is left out.
        level = min(max(level, 2), above + 1)
        plain = re.sub(r"[^\w]+", "-", words.casefold()).strip("-")[:60] or "part"
        address, number = plain, 2
        while address in self.taken:
            address, number = f"{plain}-{number}", number + 1
        self.taken.add(address)
        self.found.append((level, address, words))
        return level, address


def render(source: str, headings: Headings, *, title: str = "") -> str:
    """One cell. Its first heading is left out where it repeats the page's title."""
    return str(_parser()(_Cell(headings, title), source))


class _Cell:
    def __init__(self, headings: Headings, title: str) -> None:
        self.headings = headings
        self.title = title


def _parser() -> Callable[[_Cell, str], str]:
    import mistune

    class Renderer(mistune.HTMLRenderer):
        cell: _Cell

        def text(self, text: str) -> str:
            return characters.html(text)

        def heading(self, text: str, level: int, **_: Any) -> str:
            words = re.sub(r"<[^>]+>", "", text)
            if level == 1 and words.strip() == characters.html(self.cell.title):
                return ""
            level, address = self.cell.headings.add(level, words)
            return f'<h{level} id="{address}">{text}</h{level}>\n'

        def link(self, text: str, url: str, title: str | None = None) -> str:
            # `javascript:` and `file:` among them.
            if not SAFE.match(url):
                return text
            return f'<a href="{characters.attribute(url)}" rel="noreferrer">{text}</a>'

        def image(self, text: str, url: str, title: str | None = None) -> str:
            return f"<em>[picture: {text}]</em>"

        def table(self, text: str) -> str:
            return (
                f'<div class="scroll" tabindex="0" role="region" aria-label="Table">\n<table>\n{text}</table></div>\n'
            )

        def block_code(self, code: str, info: str | None = None) -> str:
            return f'<pre tabindex="0">{characters.html(code)}</pre>\n'

        def codespan(self, text: str) -> str:
            return f"<code>{characters.html(text)}</code>"

    def parse(cell: _Cell, source: str) -> str:
        renderer = Renderer(escape=True)
        renderer.cell = cell
        return str(mistune.create_markdown(renderer=renderer, plugins=["table", "strikethrough", "footnotes"])(source))

    return parse
